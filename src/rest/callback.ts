import * as esc from "../../generated/esc.js";
import { isEscError } from "../core/errors.js";
import {
  createEvent,
  type EscEvent,
  type EscEventBody,
  type EventFields,
  type EventOriginal,
} from "../models/events.js";
import { defined } from "../models/plain.js";
import { decode } from "../schema/decode.js";
import { parseXml, type XmlElement } from "../xml/element.js";
import { DOCUMENTS } from "./document-types.js";
import { decodeElement, elementOfJson, isJson } from "./documents.js";

/** What a callback told, with what tells to which request it belongs. */
export interface Callback {
  readonly event: EscEvent;
  /** The transaction id, the same as in the answer that accepted the request; undefined where there was none. */
  readonly transactionId: string | undefined;
  /** True where the callback itself says when it happened, so that two events never look the same. */
  readonly dated: boolean;
}

/** A callback as it came. */
export interface CallbackMessage {
  readonly headers: Headers;
  readonly text: string;
  readonly receivedAt: Date;
}

/**
 * Finds the transaction id among headers: guides and examples write `esc-transaction-id`, `ESC-Transaction-Id` and `ESC_TRANSACTION_ID`.
 */
export function transactionIdOf(headers: Headers): string | undefined {
  return headerOf(headers, "esc-transaction-id");
}

/** A header by its name in any spelling of case, `-` and `_`. */
function headerOf(headers: Headers, name: string): string | undefined {
  for (const [key, value] of headers) {
    if (key.replaceAll("_", "-") === name && value.trim() !== "") return value.trim();
  }
  return undefined;
}

/**
 * Reads a callback of either shape: the notification document of NETCONF (guide l.5846), or the body of a resource with `event_type`
 * in it and the outcome in headers (REST guide 2.2).
 *
 * @throws EscError `protocol-error` for a text that is neither
 */
export function readCallback(message: CallbackMessage): Callback | undefined {
  const { headers, text } = message;
  const root = isJson(headers.get("content-type") ?? "", text)
    ? elementOfJson(JSON.parse(text), "resource")
    : parseXml(text, { errorCode: "protocol-error", source: "The callback" });
  const event = isNotification(root) ? notificationEvent(root, message) : resourceEvent(root, message);
  return event && { event, transactionId: transactionIdOf(headers), dated: root.elements("eventTime").length > 0 };
}

const isNotification = (root: XmlElement) => root.local === "notification" || root.local === "escEvent";

function notificationEvent(root: XmlElement, message: CallbackMessage): EscEvent | undefined {
  const body = root.local === "escEvent" ? root : root.elements("escEvent")[0];
  if (!body) return undefined;
  const eventTime = root.elements("eventTime")[0]?.text.trim() ?? message.receivedAt.toISOString();
  const { event, ...fields } = decodedEvent(body);
  const { type, ...lifted } = event ?? {};
  const outcome = fields.status ? {} : outcomeOf(message.headers);
  return createEvent(
    type ?? "",
    { ...fields, ...outcome, ...lifted },
    { source: "rest", eventTime, receivedAt: message.receivedAt, original: { ...fields, ...(event && { event }) } },
  );
}

/** The content by the model; where it does not fit, what can be read of it, since an event is better than none. */
function decodedEvent(body: XmlElement): EscEventBody {
  try {
    return decode(esc.EscEvent, body, { kind: "notification", namespace: body.namespace });
  } catch (error) {
    if (!isEscError(error)) throw error;
    const text = (name: string) => body.elements(name)[0]?.text.trim();
    const loose = { status: text("status"), status_message: text("status_message"), depname: text("depname") };
    const more = { tenant: text("tenant"), vm_group: text("vm_group"), vim_connector_id: text("vim_connector_id") };
    return defined<EscEventBody>({ ...loose, ...more, event: { type: body.find("event", "type")?.text.trim() ?? "" } });
  }
}

function resourceEvent(root: XmlElement, message: CallbackMessage): EscEvent | undefined {
  const type = textOf(root, "event_type");
  const outcome = outcomeOf(message.headers);
  // Without a type and without an outcome it is some other document.
  if (type === undefined && outcome.status === undefined) return undefined;
  return createEvent(
    type ?? "",
    { ...outcome, ...resourceFields(root) },
    {
      source: "rest",
      eventTime: message.receivedAt.toISOString(),
      receivedAt: message.receivedAt,
      original: originalOf(root),
    },
  );
}

/** `ESC-Status-Code` and `ESC-Status-Message`; nothing where a proxy has taken them away. */
function outcomeOf(headers: Headers): Partial<EventFields> {
  const code = Number(headerOf(headers, "esc-status-code") ?? Number.NaN);
  const status_message = headerOf(headers, "esc-status-message");
  if (!Number.isInteger(code)) return defined<Partial<EventFields>>({ status_message });
  const status = code >= 200 && code < 300 ? "SUCCESS" : "FAILURE";
  return defined<Partial<EventFields>>({ status, status_code: code, status_message });
}

function originalOf(root: XmlElement): EventOriginal {
  const type = Object.values(DOCUMENTS).find(
    ({ name, descriptor }) => name === root.local && descriptor !== DOCUMENTS.deployment.descriptor,
  );
  if (!type) return root;
  try {
    return { ...decodeElement<object>(type, root, "The callback") };
  } catch (error) {
    if (isEscError(error)) return root;
    throw error;
  }
}

const textOf = (root: XmlElement, name: string): string | undefined => root.elements(name)[0]?.text.trim() || undefined;

/** What a resource's body says, under the names that events have. */
function resourceFields(root: XmlElement): Partial<EventFields> {
  const text = (...names: readonly string[]) => names.map((name) => textOf(root, name)).find((found) => found);
  const tenant = { tenant: text("internal_tenant_id"), tenant_id: text("external_tenant_id") };
  switch (root.local) {
    case "tenant":
      return defined<Partial<EventFields>>({ ...tenant, tenant: text("name", "internal_tenant_id") });
    case "network":
      return defined<Partial<EventFields>>({ ...tenant, network: text("name", "internal_network_id") });
    case "subnet":
      return defined<Partial<EventFields>>({
        ...tenant,
        subnet: text("name", "internal_subnet_id"),
        network: text("internal_network_id"),
      });
    case "image":
      return defined<Partial<EventFields>>({ ...tenant, image: text("name", "internal_image_id") });
    case "flavor":
      return defined<Partial<EventFields>>({ ...tenant, flavor: text("name", "internal_flavor_id") });
    case "volume":
      return defined<Partial<EventFields>>({ ...tenant, volume: text("name", "internal_volume_id") });
    case "deployment":
      return defined<Partial<EventFields>>({
        ...tenant,
        depname: text("name", "internal_deployment_id"),
        depid: text("internal_deployment_id"),
      });
    case "vim_connector":
      return defined<Partial<EventFields>>({ vim_connector_id: text("id") });
    case "user":
      return defined<Partial<EventFields>>({ vim_user_id: text("id") });
    default:
      return defined<Partial<EventFields>>(tenant);
  }
}
