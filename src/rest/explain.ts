import { isEscError } from "../core/errors.js";
import type { HttpAnswer } from "../http/answer.js";
import type { ErrorMeaning } from "../http/client.js";
import { bodyMessage, escBody, type HttpErrorBody, readErrorBody } from "../http/http-error.js";
import { parseXml } from "../xml/element.js";
import type { RestCodes } from "./endpoints.js";

/** What answers outside 2xx mean in ESC's REST interface. */
export function explainer(codes: RestCodes): (answer: HttpAnswer) => ErrorMeaning | undefined {
  return (answer) => {
    const { status } = answer;
    const body = xmlBody(answer) ?? readErrorBody(answer.contentType, answer.looseText());
    const message = bodyMessage(body) ?? "";
    if (codes.maintenance.includes(status) || (status >= 400 && status !== 401 && /\bmaintenance\b/i.test(message))) {
      const hint = "ESC is in maintenance mode, or away for a moment: wait with whenOperational()";
      return { code: "maintenance", body, hint };
    }
    if (status === 400 && /callback/i.test(message)) {
      const hint = "Give the option callback with a URL, or give connectRest a receiver (callbackReceiver())";
      return { body, hint };
    }
    if (status === 415) return { body, hint: "ESC takes XML there, not JSON" };
    return { body };
  };
}

/** `<error><error_code/><error_message/></error>`: the documented JSON as XML, which is our reading (guide l.2676). */
function xmlBody(answer: HttpAnswer): HttpErrorBody | undefined {
  const text = answer.looseText();
  if (!/^\s*</.test(text) || /^\s*<!doctype/i.test(text)) return undefined;
  try {
    const root = parseXml(text);
    const leaf = (name: string) => root.elements(name)[0]?.text.trim();
    return escBody(leaf("error_code") ?? leaf("status_code"), leaf("error_message") ?? leaf("message"));
  } catch (error) {
    if (isEscError(error)) return undefined;
    throw error;
  }
}
