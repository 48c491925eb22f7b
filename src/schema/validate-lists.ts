import type { Issues } from "./issues.js";
import type { PathStep } from "./path.js";
import type { Slot } from "./slots.js";
import type { TreeNode } from "./tree.js";

interface Report {
  readonly issues: Issues;
  /** The way to the list's parent. */
  readonly steps: readonly PathStep[];
}

function stepsTo(slot: Slot, node: TreeNode, report: Report): readonly PathStep[] {
  return [...report.steps, { slot, value: node.value, position: node.position + 1 }];
}

/** No two entries of a list have the same keys (RFC 7950 section 7.8.2). Entries that lack a key are another issue. */
export function checkDuplicateEntries(slot: Slot, nodes: readonly TreeNode[], report: Report): void {
  if (slot.keys.length === 0) return;
  const leaves = slot.keys.map((key) => slot.index.named(key));
  const seen = new Map<string, number>();
  for (const node of nodes) {
    const texts = leaves.map((leaf) => (leaf ? node.nodes(leaf)[0]?.text : undefined));
    if (texts.includes(undefined)) continue;
    const key = JSON.stringify(texts);
    const before = seen.get(key);
    if (before === undefined) seen.set(key, node.position);
    else
      report.issues.add(
        stepsTo(slot, node, report),
        "duplicate-key",
        `Entries ${before + 1} and ${node.position + 1} of ${slot.name} have the same keys`,
      );
  }
}

/** No two values of a leaf-list are the same, in configuration (RFC 7950 section 7.7). */
export function checkDuplicateValues(slot: Slot, nodes: readonly TreeNode[], report: Report): void {
  const seen = new Map<string, number>();
  for (const node of nodes) {
    if (node.implied) continue;
    const before = seen.get(node.text);
    if (before === undefined) seen.set(node.text, node.position);
    else
      report.issues.add(
        stepsTo(slot, node, report),
        "duplicate-value",
        `Values ${before + 1} and ${node.position + 1} of ${slot.name} are the same`,
      );
  }
}

/** Leaves that are unique together differ between entries that have all of them, defaults included (RFC 7950 section 7.8.3). */
export function checkUnique(slot: Slot, nodes: readonly TreeNode[], report: Report): void {
  const { node: info } = slot;
  for (const paths of info.kind === "list" ? (info.unique ?? []) : []) {
    const seen = new Map<string, number>();
    for (const node of nodes) {
      const texts = paths.map((path) => leafText(node, path));
      if (texts.includes(undefined)) continue;
      const key = JSON.stringify(texts);
      const before = seen.get(key);
      if (before === undefined) {
        seen.set(key, node.position);
        continue;
      }
      const names = paths.map((path) => path.join("/")).join(" with ");
      report.issues.add(
        stepsTo(slot, node, report),
        "unique",
        `${names} must be unique, and entries ${before + 1} and ${node.position + 1} of ${slot.name} have the same`,
      );
    }
  }
}

function leafText(node: TreeNode, path: readonly string[]): string | undefined {
  let at: TreeNode | undefined = node;
  for (const name of path) {
    const slot: Slot | undefined = at?.index?.of(name) ?? at?.index?.named(name);
    at = slot ? at?.nodes(slot)[0] : undefined;
  }
  return at?.text;
}
