import type { XPathRef } from "./descriptor.js";
import type { Slot } from "./slots.js";
import type { TreeNode } from "./tree.js";
import { AXIS, calls, type Expression, type ParsedStep, TEST, unwrapped } from "./xpath-ast.js";
import { type NodeTest, namespaceOf } from "./xpath-axes.js";

const POSITIONAL: ReadonlySet<string> = new Set(["position", "last"]);
/** Functions that look at the context node when they have no argument. */
const IMPLICIT: ReadonlySet<string> = new Set([
  "string",
  "number",
  "name",
  "local-name",
  "namespace-uri",
  "string-length",
  "normalize-space",
]);

/** A predicate that a map answers. */
export interface Lookup {
  /** The child whose text is compared; undefined for the node's own text. */
  readonly child: NodeTest | undefined;
  readonly wanted: Expression;
  /** True where the predicate says nothing more. */
  readonly complete: boolean;
}

/** How a step's first predicate can be looked up: `[name = x]` or `[. = x]`, x being the same whichever node is tried. */
export function lookupOf(step: ParsedStep, ref: XPathRef): Lookup | undefined {
  const [first] = step.predicates;
  const named = step.nodeTest.type === TEST.name;
  const axis = step.axis === AXIS.child || step.axis === AXIS.precedingSibling || step.axis === AXIS.followingSibling;
  if (!first || !named || !axis || calls(first, POSITIONAL)) return undefined;
  const parts = conjuncts(unwrapped(first));
  for (const part of parts) {
    for (const [side, other] of [
      [part.lhs, part.rhs],
      [part.rhs, part.lhs],
    ]) {
      const child = side && other && isSteady(other) ? comparedChild(unwrapped(side), ref) : undefined;
      if (child && other)
        return { child: child === "self" ? undefined : child, wanted: other, complete: parts.length === 1 };
    }
  }
  return undefined;
}

/** The equalities that all have to hold. */
function conjuncts(expression: Expression): Expression[] {
  const kind = expression.constructor.name;
  if (kind === "AndOperation" && expression.lhs && expression.rhs) {
    return [...conjuncts(unwrapped(expression.lhs)), ...conjuncts(unwrapped(expression.rhs))];
  }
  return kind === "EqualsOperation" ? [expression] : [{ evaluate: expression.evaluate }];
}

function comparedChild(side: Expression, ref: XPathRef): NodeTest | "self" | undefined {
  const [step, ...more] = side.locationPath?.steps ?? [];
  if (!step || more.length > 0 || side.filter || side.locationPath?.absolute || step.predicates.length > 0)
    return undefined;
  if (step.axis === AXIS.self && step.nodeTest.type === TEST.node) return "self";
  if (step.axis !== AXIS.child || step.nodeTest.type !== TEST.name) return undefined;
  return {
    local: step.nodeTest.localName,
    namespace: namespaceOf(step.nodeTest.prefix, ref),
    anyNode: false,
    kind: "element",
  };
}

/** Whether an expression has the same value whatever its context node: made of literals, current() and absolute paths. */
function isSteady(expression: Expression): boolean {
  const bare = unwrapped(expression);
  if (bare.functionName !== undefined) {
    if (POSITIONAL.has(bare.functionName)) return false;
    const given = bare.arguments ?? [];
    return !(IMPLICIT.has(bare.functionName) && given.length === 0) && given.every(isSteady);
  }
  if (bare.locationPath && !bare.filter) return bare.locationPath.absolute;
  if (bare.filter) return isSteady(bare.filter);
  return [bare.lhs, bare.rhs].every((side) => side === undefined || isSteady(side));
}

/** Whether values of a leaf may be names of identities, whose text is not what expressions compare. */
export function holdsIdentity(slot: Slot): boolean {
  const { node } = slot;
  return (node.kind === "leaf" || node.kind === "leaf-list") && node.type.base !== "string" && mayBeIdentity(node.type);
}

function mayBeIdentity(type: {
  readonly base: string;
  readonly types?: readonly { readonly base: string }[];
}): boolean {
  return type.base === "identityref" || type.base === "leafref" || (type.types?.some(mayBeIdentity) ?? false);
}

/** The entries of a list, or values of a leaf-list, by the text compared. */
export function textMap(step: object, parent: TreeNode, slot: Slot, child: Slot | undefined): Map<string, TreeNode[]> {
  const known = parent.memo.get(step) as Map<string, TreeNode[]> | undefined;
  if (known) return known;
  const map = new Map<string, TreeNode[]>();
  for (const node of parent.nodes(slot)) {
    const texts = child ? new Set(node.nodes(child).map((one) => one.text)) : [node.text];
    for (const text of texts) {
      const same = map.get(text);
      if (same) same.push(node);
      else map.set(text, [node]);
    }
  }
  parent.memo.set(step, map);
  return map;
}
