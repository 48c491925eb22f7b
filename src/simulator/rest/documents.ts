import { isEscError, ValidationError } from "../../core/errors.js";
import { decode } from "../../schema/decode.js";
import type { Descriptor } from "../../schema/descriptor.js";
import { encode } from "../../schema/encode.js";
import { parseXml } from "../../xml/element.js";
import { NETCONF_NS } from "../../xml/names.js";
import type { SameBody } from "../../xml/sink.js";
import { HttpRefusal } from "./refusal.js";

/** Something that documents are read and written by. */
export type Documents<T> = Descriptor<SameBody<T>>;

const DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n';

/**
 * Reads the body of a request. Strict: an ESC that took anything would hide a client's mistakes.
 *
 * @throws HttpRefusal 400 for a body that is no such document, 415 for JSON
 */
export function readBody<T>(documents: Documents<T>, name: string, request: { type: string; text: string }): T {
  if (!/\bxml\b/i.test(request.type)) {
    const given = request.type === "" ? "no content-type" : request.type;
    throw new HttpRefusal(415, `Unsupported media type (${given}): send application/xml`);
  }
  try {
    const root = parseXml(request.text);
    if (root.local !== name || root.namespace !== NETCONF_NS) {
      throw new HttpRefusal(
        400,
        `The body is {${root.namespace}}${root.local} where {${NETCONF_NS}}${name} is expected`,
      );
    }
    return decode(documents, root, { kind: "config", namespace: NETCONF_NS });
  } catch (error) {
    if (error instanceof ValidationError)
      throw new HttpRefusal(400, error.issues.map((issue) => issue.message).join("; "));
    if (isEscError(error)) throw new HttpRefusal(400, error.message);
    throw error;
  }
}

/** Writes a document, all of it in NETCONF's namespace as the guide has it (l. 5716). */
export function writeBody<T>(documents: Documents<T>, value: T): string {
  return DECLARATION + encode(documents, value, { kind: "data", namespace: NETCONF_NS });
}

/** Which of the two forms an answer has: XML unless JSON alone is asked for. */
export function wantsJson(accept: string): boolean {
  return /\bjson\b/i.test(accept) && !/\bxml\b/i.test(accept);
}

/** An answer with a document, in the form that the client asks for. */
export function documentResponse<T>(documents: Documents<T>, value: T, accept: string): Response {
  if (!wantsJson(accept)) return xmlResponse(writeBody(documents, value));
  return Response.json(value);
}

/** An answer of XML. */
export function xmlResponse(text: string, status = 200): Response {
  return new Response(text, { status, headers: { "content-type": "application/xml;charset=UTF-8" } });
}

/** An error, in the shape that the guide has for JSON (l. 2676); that XML has the same names is assumed. */
export function errorResponse(status: number, message: string, accept: string): Response {
  if (wantsJson(accept)) {
    return Response.json({ error: { error_code: status, error_message: message } }, { status });
  }
  const text = message.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll("]]>", "]]&gt;");
  return xmlResponse(
    `${DECLARATION}<error><error_code>${status}</error_code><error_message>${text}</error_message></error>`,
    status,
  );
}
