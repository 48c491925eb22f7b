import type { XmlElement } from "../../xml/element.js";
import { NETCONF_NS } from "../../xml/names.js";
import type { Selection } from "../datastore/selection.js";
import { subtreeSelection } from "../datastore/subtree-filter.js";
import { xpathSelection } from "../datastore/xpath-filter.js";
import { rpcFault } from "../rpc-fault.js";

/** What a filter does with data: undefined selects everything. */
export type Select = ((data: XmlElement) => Selection) | undefined;

/**
 * Reads the `filter` of get, get-config or create-subscription (RFC 6241 sections 6 and 8.9, RFC 5277 section 3.6).
 *
 * @param operation the element that may hold one
 * @throws RpcFault `bad-attribute` or `missing-attribute` for a filter of another kind or without its expression
 */
export function readFilter(operation: XmlElement): Select {
  const filter = operation.elements("filter", operation.namespace)[0];
  if (!filter) return undefined;
  // The attributes are unqualified; some clients write them with the NETCONF prefix.
  const attribute = (name: string) => filter.attribute(name) ?? filter.attribute(name, NETCONF_NS);
  const type = attribute("type") ?? "subtree";
  if (type === "subtree") return (data) => subtreeSelection(data, filter);
  if (type !== "xpath") {
    throw rpcFault("bad-attribute", {
      type: "protocol",
      message: `Filter type "${type}" is none of subtree, xpath`,
      info: { "bad-attribute": "type", "bad-element": "filter" },
    });
  }
  const select = attribute("select");
  if (select === undefined) {
    throw rpcFault("missing-attribute", {
      type: "protocol",
      message: "An XPath filter has its expression in the attribute select",
      info: { "bad-attribute": "select", "bad-element": "filter" },
    });
  }
  const namespaces = filter.scope.all();
  return (data) => xpathSelection(data, select, namespaces);
}
