import type { CaseInfo, ChoiceNode } from "./descriptor.js";
import { operationOf } from "./operation.js";
import { dataNodes, type Fields, getField, slotOf } from "./slots.js";
import { isAbsent } from "./tree.js";

/**
 * A value has nodes of one case of a choice at most (RFC 7950 section 7.9). What an edit takes away does not count: taking one case out
 * and putting another in may stand in one edit.
 */
export function checkChoice(choice: ChoiceNode, value: Fields, add: (message: string) => void): void {
  const chosen = choice.cases.filter((one) => presentNodes(one, value).length > 0);
  if (chosen.length > 1) {
    const names = chosen.map((one) => presentNodes(one, value).join(", ")).join(" and ");
    add(`${names} exclude each other: they are of different cases of the choice ${choice.name}`);
  }
  for (const one of chosen) {
    for (const child of one.children) if (child.kind === "choice") checkChoice(child, value, add);
  }
}

/** The names of the nodes of a case that a value has, and keeps. */
function presentNodes(one: CaseInfo, value: Fields): string[] {
  return dataNodes(one.children)
    .filter((node) => !isAbsent(getField(value, slotOf(node))) && !goesAway(getField(value, slotOf(node))))
    .map((node) => node.name);
}

function goesAway(value: unknown): boolean {
  if (Array.isArray(value)) return value.length > 0 && value.every(goesAway);
  const op = operationOf(value);
  return op === "delete" || op === "remove";
}

/** Whether a value has any node of a case. */
export function hasNodes(one: CaseInfo, value: Fields): boolean {
  return dataNodes(one.children).some((node) => !isAbsent(getField(value, slotOf(node))));
}
