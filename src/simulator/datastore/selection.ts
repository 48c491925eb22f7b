import type { DataNode } from "../../schema/descriptor.js";
import { XmlElement } from "../../xml/element.js";
import { childIndex, type SchemaIndex } from "./schema-index.js";

/** What a filter selects below an element: whole children, or parts of them. */
export type Selection = Map<XmlElement, "whole" | Selection>;

/** Joins two selections of the same element's children. */
export function joinSelections(into: Selection, more: Selection): Selection {
  for (const [element, what] of more) {
    const have = into.get(element);
    if (what === "whole" || have === undefined) into.set(element, what);
    else if (have !== "whole") joinSelections(have, what);
  }
  return into;
}

/**
 * The part of a tree that is selected, in document order. Entries of lists keep their keys although they were not selected: RFC 6241
 * section 6.2.5 allows it and ESC's server does so.
 *
 * @param index the schema of the children; undefined where there is none
 */
export function cutOut(parent: XmlElement, selection: Selection, index: SchemaIndex | undefined): XmlElement[] {
  return parent.elements().flatMap((child) => {
    const what = selection.get(child);
    if (what === undefined) return [];
    if (what === "whole") return [child];
    const node = index?.find(child.namespace, child.local)?.node;
    const below = node ? childIndex(node) : undefined;
    const cut = cutOut(child, withKeys(child, what, node), below);
    return [new XmlElement({ ...child, children: cut })];
  });
}

function withKeys(entry: XmlElement, selection: Selection, node: DataNode | undefined): Selection {
  if (node?.kind !== "list" || selection.size === 0) return selection;
  const keys = node.keys.flatMap((key) => entry.elements(key, node.module.namespace));
  return joinSelections(new Map(keys.map((key) => [key, "whole"])), selection);
}
