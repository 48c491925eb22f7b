import { EscError } from "../../core/errors.js";
import { parseXml, XmlElement } from "../../xml/element.js";
import { NETCONF_NS } from "../../xml/names.js";
import type { BodyTypes, Readable } from "../../xml/sink.js";
import { writeXml } from "../../xml/writer.js";
import { embedXml } from "../messages.js";
import { type Operation, replyBody, replyElement } from "../operation.js";

/**
 * Any operation, given as XML. Resolves with the `<rpc-reply>` element, or with the typed output by `as`. It counts as a change, since
 * nobody knows what it does.
 *
 * @param xml the operation's element, or a whole `<rpc>` around it, whose message-id is not used; without a namespace it is NETCONF's own
 * @throws EscError `invalid-input` when it is not one well-formed element
 */
export function rpc(xml: string | XmlElement): Operation<XmlElement>;
export function rpc<Types extends BodyTypes>(xml: string | XmlElement, as: Readable<Types>): Operation<Types["reply"]>;
export function rpc(xml: string | XmlElement, as?: Readable<BodyTypes>): Operation<unknown> {
  const root = typeof xml === "string" ? parseXml(xml, { source: "rpc" }) : xml;
  const inner = isEnvelope(root) ? onlyChild(root) : root;
  const text = inner === root && typeof xml === "string" ? xml : writeXml(inner);
  const body = embedXml(text, "rpc", () => NETCONF_NS).text;
  return {
    name: inner.local,
    needs: [],
    changes: true,
    encode: () => body,
    receive: (reply) => (as ? replyBody(as.createSink("reply")) : replyElement(reply)),
  };
}

function isEnvelope(root: XmlElement): boolean {
  return root.local === "rpc" && (root.namespace === NETCONF_NS || root.namespace === "");
}

function onlyChild(root: XmlElement): XmlElement {
  const [child, ...others] = root.elements();
  if (child && others.length === 0)
    return child.namespace === "" ? new XmlElement({ ...child, namespace: NETCONF_NS }) : child;
  throw new EscError(
    "invalid-input",
    `<rpc> holds ${others.length === 0 ? "no" : "more than one"} operation: give one`,
  );
}
