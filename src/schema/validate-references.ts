import { checkValue, Problem } from "./codec.js";
import type { LeafrefType, Type } from "./descriptor.js";
import { resolveInstance } from "./instances.js";
import type { Slot } from "./slots.js";
import type { TreeNode } from "./tree.js";
import { codecOf } from "./types.js";
import { selectNodes } from "./xpath.js";

/** Whether the instance that a leaf's value refers to exists (RFC 7950 sections 9.9.3 and 9.13.2). Values that refer to nothing pass. */
export function checkReference(slot: Slot, node: TreeNode, value: unknown): Problem | undefined {
  const schema = slot.node;
  if (schema.kind !== "leaf" && schema.kind !== "leaf-list") return undefined;
  return refers(schema.type) ? check(schema.type, node, value) : undefined;
}

function refers(type: Type): boolean {
  if (type.base === "union") return type.types.some(refers);
  return (
    (type.base === "leafref" && (!type.loose || refers(type.target))) ||
    (type.base === "instance-identifier" && !type.loose)
  );
}

function check(type: Type, node: TreeNode, value: unknown): Problem | undefined {
  if (type.base === "union") {
    // A value is of the first member that it fits, the instance being part of fitting (RFC 7950 section 9.12).
    const fitting = type.types.filter((member) => checkValue(codecOf(member), value) === undefined);
    const problems = fitting.map((member) => check(member, node, value));
    return problems.includes(undefined) ? undefined : problems[0];
  }
  if (type.base === "instance-identifier" && !type.loose) {
    const found = resolveInstance(node, String(value));
    return found?.length === 0 ? new Problem("instance-required", value, "refers to nothing that exists") : undefined;
  }
  return type.base === "leafref" ? checkLeafref(type, node, value) : undefined;
}

function checkLeafref(type: LeafrefType, node: TreeNode, value: unknown): Problem | undefined {
  if (type.loose) return undefined;
  let texts: ReadonlySet<string>;
  try {
    ({ texts } = selectNodes(type.path, node));
  } catch {
    // The path leads out of what is known here.
    return undefined;
  }
  if (texts.has(node.text)) return type.target.base === "leafref" ? undefined : check(type.target, node, value);
  return new Problem("leafref", value, `is the value of no ${type.path.expr}, which it refers to`);
}
