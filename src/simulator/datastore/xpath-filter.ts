import { selectElements } from "../../schema/xpath.js";
import type { XmlElement } from "../../xml/element.js";
import { rpcFault } from "../rpc-fault.js";
import { joinSelections, type Selection } from "./selection.js";

/**
 * Selects by an XPath filter (RFC 6241 section 8.9.4.1): the node-set is the result, with what leads to it. ESC does not claim :xpath and
 * takes such filters all the same (guide l. 680); unprefixed names match in any namespace.
 *
 * @param data the element whose children are at the root of the expression
 * @param select the expression
 * @param namespaces what prefixes mean at the filter element
 * @throws RpcFault `invalid-value` for an expression that is not XPath, or whose result is no node-set
 */
export function xpathSelection(
  data: XmlElement,
  select: string,
  namespaces: Readonly<Record<string, string>>,
): Selection {
  let found: readonly XmlElement[] | undefined;
  try {
    found = selectElements(data, select, namespaces);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw badSelect(`The XPath expression "${select}" cannot be evaluated: ${reason}`);
  }
  if (!found) throw badSelect(`The XPath expression "${select}" does not select nodes`);
  const chosen = new Set(found);
  const selection: Selection = new Map();
  collect(data, chosen, selection);
  return selection;
}

function badSelect(message: string): Error {
  return rpcFault("invalid-value", {
    type: "protocol",
    message,
    info: { "bad-attribute": "select", "bad-element": "filter" },
  });
}

/** Marks the chosen elements and, on the way, what leads to them. */
function collect(parent: XmlElement, chosen: ReadonlySet<XmlElement>, into: Selection): void {
  for (const child of parent.elements()) {
    if (chosen.has(child)) {
      into.set(child, "whole");
      continue;
    }
    const below: Selection = new Map();
    collect(child, chosen, below);
    if (below.size > 0) joinSelections(into, new Map([[child, below]]));
  }
}
