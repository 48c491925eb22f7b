import type { Type, XPathRef } from "./descriptor.js";
import { resolveInstance } from "./instances.js";
import { compilePattern } from "./pattern.js";
import { countCharacters } from "./text-types.js";
import type { TreeNode } from "./tree.js";
import type { EvaluationContext, Expression, XPathNodeSet, XPathValue } from "./xpath-ast.js";
import { identityName, identityTypeOf, leafTypes } from "./xpath-identities.js";

/** What functions make their results with. */
export interface FunctionFactory {
  nodes(nodes: readonly TreeNode[], ref: XPathRef): XPathNodeSet;
  boolean(value: boolean): XPathValue;
  number(value: number): XPathValue;
  isNodeSet(value: XPathValue): value is XPathNodeSet;
  select(ref: XPathRef, node: TreeNode): XPathNodeSet;
}

type YangFunction = (context: EvaluationContext, ...args: Expression[]) => XPathValue;

/** The functions that YANG adds to XPath (RFC 7950 section 10), and `string-length` in characters. */
export function yangFunctions(make: FunctionFactory): Readonly<Record<string, YangFunction>> {
  const nodesOf = (name: string, context: EvaluationContext, arg: Expression | undefined): readonly TreeNode[] => {
    const value = arg?.evaluate(context);
    if (!value || !make.isNodeSet(value)) throw new Error(`${name}() takes a node-set first`);
    return value.nodes;
  };
  const textOf = (context: EvaluationContext, arg: Expression | undefined) =>
    arg?.evaluate(context).stringValue() ?? "";
  const derived = (name: string, orSelf: boolean): YangFunction => {
    return (context, nodes, identity) => {
      const wanted = textOf(context, identity);
      const all = nodesOf(name, context, nodes);
      return make.boolean(all.some((node) => isDerived(node, wanted, { ref: context.reference, orSelf })));
    };
  };
  return {
    current: (context) => make.nodes([context.expressionContextNode], context.reference),
    "re-match": (context, subject, pattern) =>
      make.boolean(matches(textOf(context, subject), textOf(context, pattern))),
    deref: (context, nodes) => {
      const [node] = nodesOf("deref", context, nodes);
      return make.nodes(node ? referred(node, make) : [], context.reference);
    },
    "derived-from": derived("derived-from", false),
    "derived-from-or-self": derived("derived-from-or-self", true),
    "enum-value": (context, nodes) => make.number(enumValue(nodesOf("enum-value", context, nodes)[0])),
    "bit-is-set": (context, nodes, bit) => {
      const [node] = nodesOf("bit-is-set", context, nodes);
      return make.boolean(node?.text.split(" ").includes(textOf(context, bit)) ?? false);
    },
    "string-length": (context, text) =>
      make.number(countCharacters(text ? textOf(context, text) : context.contextNode.text)),
  };
}

const patterns = new Map<string, ReturnType<typeof compilePattern>>();

function matches(text: string, xsd: string): boolean {
  let pattern = patterns.get(xsd);
  if (!pattern) {
    pattern = compilePattern({ xsd });
    // Expressions are the model's, but a pattern may be taken from data: the memory of them stays small.
    if (patterns.size > 200) patterns.clear();
    patterns.set(xsd, pattern);
  }
  return pattern.allows(text);
}

function isDerived(
  node: TreeNode,
  wanted: string,
  { ref, orSelf }: { readonly ref: XPathRef; readonly orSelf: boolean },
): boolean {
  const type = identityTypeOf(node);
  const name = type && identityName(wanted, type, { ref, node });
  if (!type || name === undefined) return false;
  if (node.text === name) return orSelf;
  if (!type.bases) return !type.identities.includes(name);
  return (Object.hasOwn(type.bases, node.text) && type.bases[node.text]?.includes(name)) || false;
}

function enumValue(node: TreeNode | undefined): number {
  for (const type of node ? leafTypes(node) : []) {
    const at = type.base === "enumeration" ? type.values.indexOf(node?.text ?? "") : -1;
    if (type.base === "enumeration" && at >= 0) return type.numbers?.[at] ?? at;
  }
  return Number.NaN;
}

/** The nodes that a leafref or instance-identifier refers to (RFC 7950 section 10.3.1). */
function referred(node: TreeNode, make: FunctionFactory): readonly TreeNode[] {
  const schema = node.slot?.node;
  if (schema?.kind !== "leaf" && schema?.kind !== "leaf-list") return [];
  const members: readonly Type[] = schema.type.base === "union" ? schema.type.types : [schema.type];
  for (const type of members) {
    if (type.base === "leafref") return make.select(type.path, node).nodes.filter((one) => one.text === node.text);
    if (type.base === "instance-identifier") return resolveInstance(node, node.text) ?? [];
  }
  return [];
}
