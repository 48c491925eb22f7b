import { XmlElement } from "../xml/element.js";

/** ESC's namespace: that of the module `esc`. */
export const ESC_NS = "http://www.cisco.com/esc/esc";

/** One step down a tree: the element's name, or name and the leaves that its entry must have. */
export type SelectStep = string | readonly [name: string, keys: Readonly<Record<string, string>>];

/** The way from the top of ESC's trees to a node. */
export type SelectPath = readonly [SelectStep, ...SelectStep[]];

/**
 * The content of a subtree filter (RFC 6241 section 6) that selects one node of ESC's trees with everything below it. Subtree filters
 * need no capability and no quoting of names, unlike XPath.
 */
export function select(first: SelectStep, ...rest: readonly SelectStep[]): XmlElement {
  const [local, keys] = typeof first === "string" ? [first, {}] : first;
  const matches = Object.entries(keys).map(([name, value]) => element(name, [value]));
  const [next, ...others] = rest;
  return element(local, next === undefined ? matches : [...matches, select(next, ...others)]);
}

function element(local: string, children: readonly (XmlElement | string)[]): XmlElement {
  return new XmlElement({ namespace: ESC_NS, local, children });
}
