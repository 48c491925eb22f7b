import xpath from "xpath";
import type { XmlElement } from "../xml/element.js";
import type { XPathRef } from "./descriptor.js";
import { compareOrder, type TreeNode } from "./tree.js";
import {
  type EvaluationContext,
  type Expression,
  OutOfSight,
  type XPathNodeSet,
  type XPathValue,
} from "./xpath-ast.js";
import { ElementView } from "./xpath-elements.js";
import { type FunctionFactory, yangFunctions } from "./xpath-functions.js";
import { canonicalLiteral } from "./xpath-identities.js";
import { adoptPaths, type Toolkit } from "./xpath-paths.js";

/** What we use of the package; its own types cover its DOM functions only. */
interface Engine {
  parse(text: string): { readonly expression: Expression & { readonly expression: Expression } };
  readonly XPathContext: new (variables: undefined, namespaces: undefined, functions: object) => EvaluationContext;
  readonly FunctionResolver: new () => { addFunction(namespace: string, name: string, call: YangFunction): void };
  readonly XNodeSet: NodeSetConstructor;
  readonly XString: new (text: string) => XPathValue;
  readonly XNumber: new (value: number) => XPathValue;
  readonly XBoolean: new (value: boolean) => XPathValue;
}

type YangFunction = (context: EvaluationContext, ...args: Expression[]) => XPathValue;
type Comparison = (left: XPathValue, right: XPathValue) => XPathValue;

interface PackageNodeSet extends XPathValue {
  nodes: readonly TreeNode[];
  size: number;
  equals(other: XPathValue): XPathValue;
  notequal(other: XPathValue): XPathValue;
}

interface NodeSetConstructor {
  new (): PackageNodeSet;
  readonly prototype: PackageNodeSet;
}

const engine = xpath as unknown as Engine;

/** The package's node-set with what it does slowly done over sorted nodes and sets of texts. */
class TreeNodeSet extends engine.XNodeSet implements XPathNodeSet {
  readonly ref: XPathRef;
  #texts: ReadonlySet<string> | undefined;

  constructor(nodes: readonly TreeNode[], ref: XPathRef) {
    super();
    this.nodes = nodes;
    this.size = nodes.length;
    this.ref = ref;
    // The package recognises its values by this property.
    Object.defineProperty(this, "constructor", { value: engine.XNodeSet });
  }

  get texts(): ReadonlySet<string> {
    this.#texts ??= new Set(this.nodes.map((node) => node.text));
    return this.#texts;
  }

  first(): TreeNode | null {
    return this.nodes[0] ?? null;
  }

  toArray(): TreeNode[] {
    return [...this.nodes];
  }

  stringForNode(node: TreeNode): string {
    return node.text;
  }

  override equals(other: XPathValue): XPathValue {
    if (!(other instanceof TreeNodeSet)) return super.equals(other);
    const [few, many] = this.texts.size < other.texts.size ? [this.texts, other.texts] : [other.texts, this.texts];
    for (const text of few) if (many.has(text)) return new engine.XBoolean(true);
    return new engine.XBoolean(false);
  }

  override notequal(other: XPathValue): XPathValue {
    if (!(other instanceof TreeNodeSet)) return super.notequal(other);
    const some = this.texts.size > 0 && other.texts.size > 0;
    return new engine.XBoolean(
      some && (this.texts.size > 1 || other.texts.size > 1 || !this.equals(other).booleanValue()),
    );
  }

  /** Against a text: a name of an identity means what its prefix means in the expression (RFC 7950 section 9.10). */
  compareWithString(right: XPathValue, compare: Comparison): XPathValue {
    for (const node of this.nodes) {
      const literal = canonicalLiteral(right.stringValue(), node, this.ref);
      const result = compare(
        new engine.XString(node.text),
        literal === undefined ? right : new engine.XString(literal),
      );
      if (result.booleanValue()) return result;
    }
    return new engine.XBoolean(false);
  }

  union(other: TreeNodeSet): TreeNodeSet {
    return new TreeNodeSet([...new Set([...this.nodes, ...other.nodes])].sort(compareOrder), this.ref);
  }
}

const toolkit: Toolkit = {
  nodeSet: (nodes, ref) => new TreeNodeSet(nodes, ref),
  isNodeSet: (value): value is TreeNodeSet => value instanceof TreeNodeSet,
  isNumber: (value) => value instanceof engine.XNumber,
  isString: (value) => value instanceof engine.XString,
};

const parsed = new WeakMap<XPathRef, Expression>();

function expressionOf(ref: XPathRef): Expression {
  let expression = parsed.get(ref);
  if (!expression) {
    const whole = engine.parse(ref.expr).expression;
    adoptPaths(whole.expression, ref, toolkit);
    expression = whole;
    parsed.set(ref, expression);
  }
  return expression;
}

/** Evaluates an expression with a node as context node and as what `current()` gives. */
function evaluate(ref: XPathRef, node: TreeNode): XPathValue {
  const context = new engine.XPathContext(undefined, undefined, resolver);
  context.expressionContextNode = node;
  context.reference = ref;
  return expressionOf(ref).evaluate(context);
}

const factory: FunctionFactory = {
  nodes: (nodes, ref) => new TreeNodeSet(nodes, ref),
  boolean: (value) => new engine.XBoolean(value),
  number: (value) => new engine.XNumber(value),
  isNodeSet: toolkit.isNodeSet,
  select: (ref, node) => selectNodes(ref, node),
};
const resolver = new engine.FunctionResolver();
for (const [name, call] of Object.entries(yangFunctions(factory))) resolver.addFunction("", name, call);

/**
 * Whether a condition holds at a node (must and when, RFC 7950 sections 7.5.3 and 7.21.5); undefined where it looks at what is not
 * known: above a part of a datastore, or into a module that was not given.
 *
 * @throws Error for an expression that is not XPath 1.0, or that calls an unknown function
 */
export function holds(ref: XPathRef, node: TreeNode): boolean | undefined {
  try {
    return evaluate(ref, node).booleanValue();
  } catch (error) {
    if (error instanceof OutOfSight) return undefined;
    throw error;
  }
}

/**
 * The nodes that a path leads to.
 *
 * @throws OutOfSight where it leads to what is not known
 * @throws Error for an expression that is not XPath 1.0, or not a path
 */
export function selectNodes(ref: XPathRef, node: TreeNode): XPathNodeSet {
  const value = evaluate(ref, node);
  if (!toolkit.isNodeSet(value)) throw new Error(`${ref.expr} is not a path`);
  return value;
}

interface ElementExpression {
  evaluate(options: {
    readonly node: ElementView;
    readonly namespaces: Readonly<Record<string, string>>;
    readonly allowAnyNamespaceForNoPrefix: true;
  }): XPathValue & { readonly nodes?: readonly ElementView[]; toArray?(): readonly ElementView[] };
}

/** The package's ordinary evaluation, which {@link selectElements} uses: there is no schema to speed it up with. */
const plain = xpath as unknown as { parse(text: string): ElementExpression };

/**
 * The elements that an expression selects in untyped data, in document order: what an XPath filter of get and get-config does
 * (RFC 6241 section 8.9). Names without a prefix match in any namespace, as ESC's server has it. A selected text or attribute
 * stands for its element.
 *
 * @param root the element whose children are at the top of the data
 * @param namespaces what the prefixes in the expression stand for
 * @returns undefined when the result is no node-set
 * @throws Error for an expression that is not XPath 1.0, an unknown prefix or function
 */
export function selectElements(
  root: XmlElement,
  expression: string,
  namespaces: Readonly<Record<string, string>> = {},
): readonly XmlElement[] | undefined {
  const found = plain
    .parse(expression)
    .evaluate({ node: ElementView.of(root), namespaces, allowAnyNamespaceForNoPrefix: true });
  if (!found.toArray) return undefined;
  const all = found
    .toArray()
    .flatMap((node) => (node.nodeType === 9 ? root.elements() : node.element ? [node.element] : []));
  return [...new Set(all)];
}
