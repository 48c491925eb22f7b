import type { Must, When } from "./descriptor.js";
import type { Slot } from "./slots.js";
import type { TreeNode } from "./tree.js";
import { holds } from "./xpath.js";

/** Whether every `when` around a node holds, as far as can be seen: its own, and those of the cases and choices it stands in. */
export function conditionsHold(node: TreeNode): boolean {
  return failedCondition(node) === undefined;
}

/** The first `when` that does not hold at a node. */
export function failedCondition(node: TreeNode): When | undefined {
  const { slot, parentNode } = node;
  if (!slot || !parentNode) return undefined;
  for (const when of slot.node.when ?? []) {
    if (evaluated(when, when.context === "parent" ? parentNode : node) === false) return when;
  }
  for (const place of parentNode.index?.placeOf(slot).cases ?? []) {
    // The context node is the closest ancestor with an element (RFC 7950 section 7.21.5).
    for (const when of place.choice.when ?? []) if (evaluated(when, parentNode) === false) return when;
    for (const when of place.case.when ?? []) if (evaluated(when, parentNode) === false) return when;
  }
  return undefined;
}

/** Whether a slot, or a case or choice around it, has a `when`. */
export function isConditional(slot: Slot, parent: TreeNode): boolean {
  if (slot.node.when !== undefined) return true;
  const cases = parent.index?.placeOf(slot).cases ?? [];
  return cases.some((place) => place.choice.when !== undefined || place.case.when !== undefined);
}

/** A condition at a node: undefined where it looks out of sight, or cannot be evaluated (which {@link trouble} tells). */
export function evaluated(condition: When | Must, node: TreeNode): boolean | undefined {
  try {
    return holds(condition, node);
  } catch {
    return undefined;
  }
}

/** Why a condition cannot be evaluated: it is not XPath 1.0, or calls a function that does not exist. Undefined when it can. */
export function trouble(condition: When | Must, node: TreeNode): string | undefined {
  try {
    holds(condition, node);
    return undefined;
  } catch (error) {
    return `The model's condition ${condition.expr} cannot be evaluated: ${error instanceof Error ? error.message : String(error)}`;
  }
}
