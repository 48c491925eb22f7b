import { type InstanceStep, parseInstance } from "./name-types.js";
import type { TreeNode } from "./tree.js";

/**
 * The nodes that an instance-identifier (its names with module names, as values have it) leads to; undefined where that is not
 * known, since the tree is a part only or the first name is of a module that was not given.
 */
export function resolveInstance(from: TreeNode, text: string): readonly TreeNode[] | undefined {
  const steps = parseInstance(text);
  let root = from;
  while (root.parentNode) root = root.parentNode;
  const [first] = steps ?? [];
  if (!steps || !first || root.info.partial || !isKnown(root, first.name)) return undefined;
  let nodes: readonly TreeNode[] = [root];
  for (const step of steps) {
    nodes = nodes.flatMap((node) => stepInto(node, step));
    if (nodes.length === 0) return nodes;
  }
  return nodes;
}

function isKnown(root: TreeNode, name: string): boolean {
  const namespace = split(root, name, root.namespaceURI).namespace;
  return root.index?.slots.some((slot) => slot.namespace === namespace) ?? false;
}

function stepInto(node: TreeNode, step: InstanceStep): readonly TreeNode[] {
  const { local, namespace } = split(node, step.name, node.namespaceURI);
  const slot = node.index?.find(local, namespace, undefined);
  let nodes = slot ? node.nodes(slot) : [];
  for (const test of step.predicates) nodes = nodes.filter((one) => passes(one, test));
  const { position } = step;
  return position === undefined ? nodes : nodes.slice(position - 1, position);
}

function passes(node: TreeNode, test: { readonly name: string; readonly value: string }): boolean {
  if (test.name === ".") return node.text === test.value;
  const { local, namespace } = split(node, test.name, node.namespaceURI);
  const slot = node.index?.find(local, namespace, undefined);
  return slot !== undefined && node.nodes(slot)[0]?.text === test.value;
}

/** A name's parts; a name without a module is of its parent's module (RFC 7951 section 6.11). */
function split(node: TreeNode, name: string, around: string): { readonly local: string; readonly namespace: string } {
  const brace = name.lastIndexOf("}");
  if (brace > 0) return { local: name.slice(brace + 1), namespace: name.slice(1, brace) };
  const colon = name.indexOf(":");
  if (colon < 0) return { local: name, namespace: around };
  return { local: name.slice(colon + 1), namespace: node.info.modules.namespaceOf(name.slice(0, colon)) ?? "" };
}
