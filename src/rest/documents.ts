import { EscError, isEscError, ValidationError } from "../core/errors.js";
import type { HttpAnswer } from "../http/answer.js";
import { decode } from "../schema/decode.js";
import type { Descriptor } from "../schema/descriptor.js";
import { encode } from "../schema/encode.js";
import { validate } from "../schema/validate.js";
import { parseXml, XmlElement } from "../xml/element.js";
import { NETCONF_NS } from "../xml/names.js";
import type { SameBody } from "../xml/sink.js";

/** A kind of document: its element, and the descriptor by which it is read and written. */
export interface DocumentType<T> {
  /** The name of the root element. */
  readonly name: string;
  readonly descriptor: Descriptor<SameBody<T>>;
}

/** `content-type` of what we send. */
export const XML_TYPE = "application/xml";

/**
 * Writes a document as ESC's REST interface takes it: all elements in NETCONF's namespace (guide l.5716).
 *
 * @throws ValidationError with every property that the model does not know or whose type is wrong
 */
export function writeDocument<T>(type: DocumentType<T>, value: T): string {
  const issues = validate(type.descriptor, value, { kind: "edit" });
  if (issues.length > 0) throw new ValidationError(issues, `The ${type.name}`);
  return `<?xml version="1.0"?>\n${encode(type.descriptor, value, { kind: "edit", namespace: NETCONF_NS })}`;
}

/**
 * Reads one document from an answer, XML or JSON. Elements that the model does not know are kept.
 *
 * @throws EscError `protocol-error` where it is no such document
 */
export function readDocument<T>(type: DocumentType<T>, answer: HttpAnswer): T {
  const [first] = readDocuments(type, answer);
  if (first !== undefined) return first;
  throw new EscError("protocol-error", `${answer.what} holds no ${type.name}`, {
    received: answer.looseText().slice(0, 200),
  });
}

/** Reads the documents of a list, whatever stands around them: ESC's guides do not show lists. */
export function readDocuments<T>(type: DocumentType<T>, answer: HttpAnswer): T[] {
  if (answer.bytes.length === 0) return [];
  return entriesOf(readElement(answer, type.name), type.name).map((element) =>
    decodeElement(type, element, answer.what),
  );
}

/** Reads an element by a descriptor, in whatever namespace it came. */
export function decodeElement<T>(type: DocumentType<T>, element: XmlElement, what: string): T {
  try {
    return decode(type.descriptor, element, { kind: "data", namespace: element.namespace, source: what });
  } catch (cause) {
    if (!isEscError(cause)) throw cause;
    throw new EscError("protocol-error", `${what} holds no ${type.name} of this model: ${cause.message}`, { cause });
  }
}

/**
 * The body of an answer as an element. JSON becomes elements of the same names, so that there is one model for both.
 *
 * @param name the element that a JSON object or array without a name of its own is taken for
 * @throws EscError `protocol-error` for a body that is neither
 */
export function readElement(answer: HttpAnswer, name: string): XmlElement {
  if (isJson(answer.contentType, answer.looseText())) return elementOfJson(answer.json(), name);
  return parseXml(answer.text(), { errorCode: "protocol-error", source: answer.what });
}

/** Tells JSON from XML: by its type, and by its first character where the type does not tell. */
export function isJson(contentType: string, text: string): boolean {
  if (/\bjson\b/i.test(contentType)) return true;
  return !/\bxml\b/i.test(contentType) && /^\s*[[{]/.test(text);
}

/** The elements of a name: the root, its children or theirs. */
function entriesOf(root: XmlElement, name: string): XmlElement[] {
  if (root.local === name) return [root];
  const children = root.elements(name);
  return children.length > 0 ? children : root.elements().flatMap((child) => child.elements(name));
}

/** JSON as an element: properties become children, arrays repeated ones. */
export function elementOfJson(value: unknown, name: string): XmlElement {
  if (Array.isArray(value))
    return element(
      "list",
      value.flatMap((entry) => childrenOfJson(name, entry)),
    );
  if (isRecord(value)) {
    const [only, ...others] = Object.entries(value);
    // `{"tenant": {...}}` names itself; `{"name": ...}` does not.
    if (only && others.length === 0 && typeof only[1] === "object" && only[1] !== null) {
      // Under an array stands a plural: `{"tenants": [...]}`.
      return Array.isArray(only[1]) ? element("list", childrenOfJson(name, only[1])) : elementOf(...only);
    }
  }
  return elementOf(name, value);
}

function elementOf(name: string, value: unknown): XmlElement {
  if (isRecord(value)) {
    return element(
      name,
      Object.entries(value).flatMap(([child, inner]) => childrenOfJson(child, inner)),
    );
  }
  return element(name, value === null || value === undefined ? [] : [String(value)]);
}

function childrenOfJson(name: string, value: unknown): XmlElement[] {
  return Array.isArray(value) ? value.flatMap((entry) => childrenOfJson(name, entry)) : [elementOf(name, value)];
}

function element(local: string, children: readonly (XmlElement | string)[]): XmlElement {
  return new XmlElement({ namespace: NETCONF_NS, local, children: children.filter((child) => child !== "") });
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
