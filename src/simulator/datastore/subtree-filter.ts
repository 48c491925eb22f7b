import type { XmlElement } from "../../xml/element.js";
import { joinSelections, type Selection } from "./selection.js";

/**
 * Selects by a subtree filter (RFC 6241 section 6): namespace selection, attribute matches, containment nodes, selection nodes and
 * content matches.
 *
 * @param data the element whose children are filtered
 * @param filter the element whose children are the filter; without children nothing is selected (section 6.4.2)
 */
export function subtreeSelection(data: XmlElement, filter: XmlElement): Selection {
  return selectChildren(data, filter.elements()) ?? new Map();
}

/** Undefined when a content match among the siblings does not hold, so that their parent is not selected at all. */
function selectChildren(parent: XmlElement, filters: readonly XmlElement[]): Selection | undefined {
  const matches = filters.filter(isContentMatch);
  const others = filters.filter((filter) => !isContentMatch(filter));
  const selection: Selection = new Map();
  for (const match of matches) {
    const found = parent.elements().filter((child) => sameName(child, match) && contentEquals(child, match));
    if (found.length === 0) return undefined;
    for (const child of found) selection.set(child, "whole");
  }
  // Content matches alone select everything of their parent (section 6.2.5).
  if (others.length === 0 && matches.length > 0) return new Map(parent.elements().map((child) => [child, "whole"]));
  for (const child of parent.elements()) {
    for (const filter of others) {
      const what = selectChild(child, filter);
      if (what !== undefined) joinSelections(selection, new Map([[child, what]]));
    }
  }
  return selection;
}

function selectChild(child: XmlElement, filter: XmlElement): "whole" | Selection | undefined {
  if (!sameName(child, filter)) return undefined;
  const inner = filter.elements();
  if (inner.length === 0) return "whole";
  const selection = selectChildren(child, inner);
  // A containment node of which nothing is selected is left out.
  return selection === undefined || selection.size === 0 ? undefined : selection;
}

/** A leaf of the filter with text (section 6.2.5). White space alone makes a selection node of it. */
function isContentMatch(filter: XmlElement): boolean {
  return filter.elements().length === 0 && filter.text.trim() !== "";
}

function contentEquals(child: XmlElement, filter: XmlElement): boolean {
  return child.elements().length === 0 && child.text.trim() === filter.text.trim();
}

/** Same name and namespace, an empty one of the filter being any (section 6.2.1), and every attribute of the filter (section 6.2.2). */
function sameName(child: XmlElement, filter: XmlElement): boolean {
  return (
    child.local === filter.local &&
    (filter.namespace === "" || filter.namespace === child.namespace) &&
    filter.attributes.every((wanted) => child.attribute(wanted.local, wanted.namespace) === wanted.value)
  );
}
