import * as esc from "../../generated/esc.js";
import type { Logger } from "../core/logger.js";
import { createEvent, type EscEvent, escEventFromNotification } from "../models/events.js";
import { decode } from "../schema/decode.js";
import { XmlElement } from "../xml/element.js";

/**
 * Makes an event of a notification. The guide's samples disagree on ESC's namespace (`http:` or `https:`), so the name decides.
 * A notification that is no escEvent is an `UNKNOWN` event whose `rawType` is its element's name.
 */
export function eventDecoder(
  logger: Logger,
): (notification: { readonly eventTime: string; readonly body: unknown }) => EscEvent | undefined {
  return ({ eventTime, body }) => {
    if (!(body instanceof XmlElement)) return undefined;
    if (body.local !== "escEvent") return createEvent(body.local, {}, { source: "netconf", eventTime, original: body });
    try {
      const value = decode(esc.EscEvent, body, { kind: "notification", namespace: body.namespace });
      return escEventFromNotification({ eventTime, body: value });
    } catch (error) {
      // An event that does not fit the model is better than none: ESC releases differ.
      logger.warn("An escEvent does not fit the model; its texts are taken as they are", { error });
      return looseEvent(eventTime, body);
    }
  };
}

const TEXTS = [
  "status",
  "status_message",
  "depname",
  "tenant",
  "vm_group",
  "vim_connector_id",
  "network",
  "image",
] as const;

function looseEvent(eventTime: string, body: XmlElement): EscEvent {
  const fields = Object.fromEntries(TEXTS.map((name) => [name, body.elements(name)[0]?.text.trim()]));
  const type = body.find("event", "type")?.text.trim() ?? "";
  return createEvent(type, fields, { source: "netconf", eventTime, original: body });
}
