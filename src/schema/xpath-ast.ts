import type { XPathRef } from "./descriptor.js";
import type { TreeNode } from "./tree.js";

/** A value of XPath 1.0 as the package `xpath` has it. */
export interface XPathValue {
  stringValue(): string;
  numberValue(): number;
  booleanValue(): boolean;
}

/** A node-set over our tree. */
export interface XPathNodeSet extends XPathValue {
  readonly nodes: readonly TreeNode[];
  /** The nodes' texts, made once. */
  readonly texts: ReadonlySet<string>;
}

/** What an expression is evaluated in; the package's own, with what we add. */
export interface EvaluationContext {
  contextNode: TreeNode;
  contextPosition: number;
  contextSize: number;
  /** The node that `current()` gives. */
  expressionContextNode: TreeNode;
  /** What the names in the expression mean. */
  reference: XPathRef;
}

/** A part of a parsed expression. Operators have `lhs` and `rhs`, function calls `functionName` and `arguments`, paths the rest. */
export interface Expression {
  evaluate(context: EvaluationContext): XPathValue;
  readonly lhs?: Expression;
  readonly rhs?: Expression;
  readonly functionName?: string;
  readonly arguments?: readonly Expression[];
  readonly filter?: Expression;
  readonly filterPredicates?: readonly Expression[];
  readonly locationPath?: LocationPath;
  /** A literal text. */
  readonly str?: string;
}

/** A location path as parsed. */
export interface LocationPath {
  readonly absolute: boolean;
  readonly steps: readonly ParsedStep[];
}

/** A step of a location path as parsed. */
export interface ParsedStep {
  readonly axis: number;
  readonly nodeTest: { readonly type: number; readonly prefix?: string | null; readonly localName?: string };
  readonly predicates: readonly Expression[];
}

/** The package's numbers for axes. */
export const AXIS = {
  ancestor: 0,
  ancestorOrSelf: 1,
  attribute: 2,
  child: 3,
  descendant: 4,
  descendantOrSelf: 5,
  following: 6,
  followingSibling: 7,
  namespace: 8,
  parent: 9,
  preceding: 10,
  precedingSibling: 11,
  self: 12,
} as const;

/** The package's numbers for node tests. */
export const TEST = { any: 0, prefixAny: 1, name: 2, comment: 3, text: 4, instruction: 5, node: 6 } as const;

/** Thrown when an expression looks at what is not known: above a part of a datastore, or into a module that was not given. */
export class OutOfSight extends Error {}

/** Every expression directly inside one, those in predicates included. */
export function partsOf(expression: Expression): Expression[] {
  const parts: (Expression | undefined)[] = [expression.lhs, expression.rhs, expression.filter];
  parts.push(...(expression.arguments ?? []), ...(expression.filterPredicates ?? []));
  for (const step of expression.locationPath?.steps ?? []) parts.push(...step.predicates);
  return parts.filter((part) => part !== undefined);
}

/** Whether a function of one of these names is called anywhere inside. */
export function calls(expression: Expression, names: ReadonlySet<string>): boolean {
  if (expression.functionName !== undefined && names.has(expression.functionName)) return true;
  return partsOf(expression).some((part) => calls(part, names));
}

/** A literal or number in brackets stands in a path of its own in the parsed form: without that. */
export function unwrapped(expression: Expression): Expression {
  const bare = expression.filter && !expression.locationPath && !expression.filterPredicates?.length;
  return bare && expression.filter ? unwrapped(expression.filter) : expression;
}
