import { XmlElement } from "../xml/element.js";
import { NETCONF_NS, NOTIFICATION_NS } from "../xml/names.js";
import type { OpenTag } from "../xml/sink.js";

/** An element without what it said to an edit. */
export function withoutEditAttributes(element: XmlElement): XmlElement {
  return new XmlElement({
    ...element,
    attributes: element.attributes.filter(({ namespace }) => namespace !== NETCONF_NS),
  });
}

/** What NETCONF puts around data (RFC 6241 sections 4 and 7, RFC 5277 section 4), and what it says beside data. */
export const WRAPPERS: ReadonlySet<string> = new Set(["config", "data", "rpc", "rpc-reply", "notification"]);
const BESIDE: ReadonlySet<string> = new Set(["ok", "eventTime"]);

/** Whether an element belongs to a message, not to its data. */
export function isEnvelope(tag: OpenTag): boolean {
  if (tag.namespace !== NETCONF_NS && tag.namespace !== NOTIFICATION_NS) return false;
  return WRAPPERS.has(tag.local) || BESIDE.has(tag.local);
}
