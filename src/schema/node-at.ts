import type { BodyTypes, DocumentKind } from "../xml/sink.js";
import type { Descriptor } from "./descriptor.js";
import { documentRoot } from "./document.js";
import { descriptorsOf, type ElementDescriptor, type Slot, type SlotIndex } from "./slots.js";

/**
 * The descriptor of a node by its path: names with `/` between, as issues have them (`esc_datamodel/tenants/tenant[name='admin']`).
 * Predicates are passed over; a name may carry its module (`esc:vim_connector`), which tells siblings of one name apart.
 *
 * @param schema the descriptor of a module, where the path starts with a top-level node, or of a node, where it starts below it
 * @param path names with `/` between; a slash in front does not matter
 * @param kind `rpc` and `notification` start at those instead of data; `reply` at the output. Default `data`
 * @returns the descriptor; undefined where there is no such node, or anydata or anyxml, which cannot be read by themselves
 */
export function nodeAt(
  schema: Descriptor<BodyTypes> | readonly Descriptor<BodyTypes>[],
  path: string,
  kind: DocumentKind = "data",
): ReadableNode | undefined {
  const { index: top, only } = documentRoot(descriptorsOf(schema), kind);
  let index: SlotIndex | undefined = only ? only.index : top;
  let slot: Slot | undefined = only;
  for (const name of namesOf(path)) {
    slot = index && named(index, name);
    if (!slot) return undefined;
    index = slot.index;
  }
  return slot && isReadable(slot.node) ? slot.node : undefined;
}

/** A node of which `decode`, `encode` and `validate` take the descriptor: any with an element but anydata and anyxml. */
export type ReadableNode = ElementDescriptor & Descriptor<BodyTypes>;

function isReadable(node: ElementDescriptor): node is ReadableNode {
  return "createSink" in node;
}

/** The names of a path, without predicates. A quoted value in a predicate may hold anything but its quote. */
function namesOf(path: string): string[] {
  return path
    .replaceAll(/\[(?:[^\]'"]|'[^']*'|"[^"]*")*\]/g, "")
    .split("/")
    .filter((name) => name !== "");
}

function named(index: SlotIndex, name: string): Slot | undefined {
  const colon = name.indexOf(":");
  if (colon < 0) return index.named(name);
  const module = name.slice(0, colon);
  return index.slots.find((slot) => slot.name === name.slice(colon + 1) && slot.node.module.name === module);
}
