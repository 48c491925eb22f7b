import type { XPathRef } from "./descriptor.js";
import { compareOrder, type TreeNode } from "./tree.js";
import { AXIS, OutOfSight, type ParsedStep, TEST } from "./xpath-ast.js";

/** A node test with its names resolved. */
export interface NodeTest {
  /** Undefined for any name. */
  readonly local: string | undefined;
  /** Undefined for any namespace. */
  readonly namespace: string | undefined;
  /** True where the document node passes too. */
  readonly anyNode: boolean;
  /** True for `text()`, comments and processing instructions. */
  readonly kind: "element" | "text" | "none";
}

/** Resolves the names of a node test. */
export function nodeTestOf(step: ParsedStep, ref: XPathRef): NodeTest {
  const { type, prefix, localName } = step.nodeTest;
  const element = { local: undefined, namespace: undefined, anyNode: false, kind: "element" } as const;
  switch (type) {
    case TEST.name:
      return { ...element, local: localName, namespace: namespaceOf(prefix, ref) };
    case TEST.prefixAny:
      return { ...element, namespace: namespaceOf(prefix, ref) };
    case TEST.any:
      return element;
    case TEST.node:
      return { ...element, anyNode: true };
    default:
      return { ...element, kind: type === TEST.text ? "text" : "none" };
  }
}

/** The namespace that a prefix of an expression stands for (RFC 7950 section 6.4.1). */
export function namespaceOf(prefix: string | null | undefined, ref: XPathRef): string {
  if (!prefix) return ref.namespace;
  const namespace = Object.hasOwn(ref.prefixes, prefix) ? ref.prefixes[prefix] : undefined;
  if (namespace === undefined) throw new Error(`the prefix ${prefix} is not declared`);
  return namespace;
}

/** The nodes of a step's axis that pass its test, in the order of the axis. */
export function walk(step: ParsedStep, test: NodeTest, node: TreeNode): readonly TreeNode[] {
  if (test.kind === "none") return [];
  switch (step.axis) {
    case AXIS.child:
      return childrenOf(node, test);
    case AXIS.self:
      return passing([node], test);
    case AXIS.parent: {
      const parent = parentOf(node);
      return parent ? passing([parent], test) : [];
    }
    case AXIS.ancestor:
      return passing(ancestorsOf(node), test);
    case AXIS.ancestorOrSelf:
      return passing([node, ...ancestorsOf(node)], test);
    case AXIS.descendant:
      return passing(descendantsOf(node), test);
    case AXIS.descendantOrSelf:
      return passing([node, ...descendantsOf(node)], test);
    case AXIS.followingSibling:
      return siblingsOf(node, test).filter((other) => compareOrder(node, other) < 0);
    case AXIS.precedingSibling:
      return siblingsOf(node, test)
        .filter((other) => compareOrder(other, node) < 0)
        .reverse();
    case AXIS.following:
      return passing(around(node, 1), test);
    case AXIS.preceding:
      return passing(around(node, -1).reverse(), test);
    default:
      // YANG data has no attributes and no namespace nodes (RFC 7950 section 6.4.1).
      return [];
  }
}

/** Whether an axis runs against document order. */
export function isReverse(axis: number): boolean {
  return (
    axis === AXIS.ancestor || axis === AXIS.ancestorOrSelf || axis === AXIS.preceding || axis === AXIS.precedingSibling
  );
}

/** A node's parent; what lies above a part of a datastore is not known. */
export function parentOf(node: TreeNode): TreeNode | undefined {
  const parent = node.parentNode;
  if (parent && !parent.slot && node.info.partial === "node") throw new OutOfSight();
  if (!parent && node.info.partial === "node") throw new OutOfSight();
  return parent;
}

function ancestorsOf(node: TreeNode): TreeNode[] {
  const found: TreeNode[] = [];
  for (let at = parentOf(node); at; at = parentOf(at)) found.push(at);
  return found;
}

function childrenOf(node: TreeNode, test: NodeTest): readonly TreeNode[] {
  // A leaf and its text have the same string value, so the leaf stands for the text.
  if (test.kind === "text") return node.slot?.codec ? [node] : [];
  if (test.local === undefined || test.namespace === undefined) {
    if (!node.slot && node.info.partial) throw new OutOfSight();
    return passing(node.children, test);
  }
  const slot = node.index?.find(test.local, test.namespace, undefined);
  // Of a list, a part of a datastore has one entry only.
  const oneOfMany = slot?.node.kind === "list" || slot?.node.kind === "leaf-list";
  if (!node.slot && node.info.partial === "node" && oneOfMany) throw new OutOfSight();
  if (slot) return node.nodes(slot);
  if (!node.slot) requireKnown(node, test.namespace);
  return [];
}

/** At the top, a name of a module that was not given may exist or not: nobody knows here. */
function requireKnown(document: TreeNode, namespace: string): void {
  if (document.info.partial || !document.index?.slots.some((slot) => slot.namespace === namespace))
    throw new OutOfSight();
}

function siblingsOf(node: TreeNode, test: NodeTest): readonly TreeNode[] {
  const parent = parentOf(node);
  return parent ? childrenOf(parent, test) : [];
}

function descendantsOf(node: TreeNode): TreeNode[] {
  const found: TreeNode[] = [];
  const pending = [...node.children].reverse();
  for (let at = pending.pop(); at; at = pending.pop()) {
    found.push(at);
    for (let child = at.children.length - 1; child >= 0; child--) {
      const next = at.children[child];
      if (next) pending.push(next);
    }
  }
  return found;
}

/** Everything after (1) or before (-1) a node, without its descendants and ancestors, in document order. */
function around(node: TreeNode, side: 1 | -1): TreeNode[] {
  const parent = parentOf(node);
  if (!parent) return [];
  const beside = parent.children.filter((other) => compareOrder(other, node) * side > 0);
  const here = beside.flatMap((other) => [other, ...descendantsOf(other)]);
  return side > 0 ? [...here, ...around(parent, side)] : [...around(parent, side), ...here];
}

function passing(nodes: readonly TreeNode[], test: NodeTest): readonly TreeNode[] {
  if (test.anyNode) return nodes;
  if (test.kind === "text") return [];
  return nodes.filter(
    (node) =>
      node.slot !== undefined &&
      (test.local === undefined || node.localName === test.local) &&
      (test.namespace === undefined || node.namespaceURI === test.namespace),
  );
}
