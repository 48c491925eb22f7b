import type { XPathRef } from "./descriptor.js";
import { compareOrder, type TreeNode } from "./tree.js";
import {
  AXIS,
  calls,
  type EvaluationContext,
  type Expression,
  type ParsedStep,
  partsOf,
  TEST,
  type XPathNodeSet,
  type XPathValue,
} from "./xpath-ast.js";
import { isReverse, type NodeTest, nodeTestOf, parentOf, walk } from "./xpath-axes.js";
import { holdsIdentity, type Lookup, lookupOf, textMap } from "./xpath-lookup.js";

/** What paths need of the package: its node-sets, and how to recognise its values. */
export interface Toolkit {
  nodeSet(nodes: readonly TreeNode[], ref: XPathRef): XPathNodeSet;
  isNodeSet(value: XPathValue): value is XPathNodeSet;
  isNumber(value: XPathValue): boolean;
  isString(value: XPathValue): boolean;
}

/**
 * Lets every location path inside a parsed expression be walked by us, over maps of names, instead of by the package, which looks at
 * every sibling. Two things keep rules over long lists near-linear: a path that comes out the same for all entries is walked
 * once for their parent, and `[key = value]` is looked up where the value does not depend on the entry tried.
 */
export function adoptPaths(expression: Expression, ref: XPathRef, toolkit: Toolkit): void {
  for (const part of partsOf(expression)) adoptPaths(part, ref, toolkit);
  if (!expression.locationPath && !expression.filter) return;
  const path = new Path(expression, ref, toolkit);
  // The package's objects are ours alone: each expression is parsed for one reference.
  Object.defineProperty(expression, "evaluate", { value: (context: EvaluationContext) => path.evaluate(context) });
}

const CURRENT: ReadonlySet<string> = new Set(["current"]);

interface Step {
  readonly parsed: ParsedStep;
  readonly test: NodeTest;
  /** How the first predicate can be answered by a map. */
  readonly lookup: Lookup | undefined;
}

class Path {
  readonly #expression: Expression;
  readonly #ref: XPathRef;
  readonly #toolkit: Toolkit;
  /** Steps `..` at the beginning. */
  readonly #lead: number;
  readonly #steps: readonly Step[];
  /** True where the rest of the path gives the same from the same node, whoever asks. */
  readonly #stable: boolean;

  constructor(expression: Expression, ref: XPathRef, toolkit: Toolkit) {
    this.#expression = expression;
    this.#ref = ref;
    this.#toolkit = toolkit;
    const parsed = expression.locationPath?.steps ?? [];
    const lead = parsed.findIndex((step) => !isParentStep(step));
    this.#lead = lead < 0 ? parsed.length : lead;
    const rest = parsed.slice(this.#lead);
    this.#stable = !rest.some((step) => step.predicates.some((predicate) => calls(predicate, CURRENT)));
    this.#steps = rest.map((step) => ({ parsed: step, test: nodeTestOf(step, ref), lookup: lookupOf(step, ref) }));
  }

  evaluate(context: EvaluationContext): XPathValue {
    let starts: readonly TreeNode[];
    const { filter, filterPredicates, locationPath } = this.#expression;
    if (filter) {
      const value = filter.evaluate(context);
      if (!locationPath && !filterPredicates?.length) return value;
      if (!this.#toolkit.isNodeSet(value)) throw new Error("a path goes on from something that is no node-set");
      starts = this.#filter(value.nodes, filterPredicates ?? [], context);
    } else {
      starts = [locationPath?.absolute ? rootOf(context.contextNode) : context.contextNode];
    }
    for (let step = 0; step < this.#lead; step++) starts = parents(starts);
    const [only] = starts;
    const shared = this.#lead > 0 || (locationPath?.absolute && !filter);
    if (only && starts.length === 1 && this.#stable && shared && this.#steps.length > 0) {
      let result = only.memo.get(this) as XPathNodeSet | undefined;
      if (!result) {
        result = this.#toolkit.nodeSet(this.#walk(starts, context), this.#ref);
        only.memo.set(this, result);
      }
      return result;
    }
    return this.#toolkit.nodeSet(this.#walk(starts, context), this.#ref);
  }

  #walk(starts: readonly TreeNode[], context: EvaluationContext): readonly TreeNode[] {
    let nodes = starts;
    for (const step of this.#steps) {
      const [only] = nodes;
      if (!only) return nodes;
      if (nodes.length === 1) {
        const found = this.#step(step, only, context);
        nodes = isReverse(step.parsed.axis) ? [...found].reverse() : found;
      } else {
        nodes = this.#stepAll(step, nodes, context);
      }
    }
    return nodes;
  }

  #stepAll(step: Step, nodes: readonly TreeNode[], context: EvaluationContext): readonly TreeNode[] {
    const found = new Set<TreeNode>();
    for (const node of nodes) for (const next of this.#step(step, node, context)) found.add(next);
    const all = [...found];
    // Children and selves of nodes in document order are in document order, unless one node lies inside another.
    const ordered = step.parsed.axis === AXIS.child && sameDepth(nodes);
    return ordered || step.parsed.axis === AXIS.self ? all : all.sort(compareOrder);
  }

  #step(step: Step, node: TreeNode, context: EvaluationContext): readonly TreeNode[] {
    const { predicates } = step.parsed;
    if (step.lookup) {
      const found = this.#lookUp(step, step.lookup, node, context);
      if (found) return this.#filter(found, step.lookup.complete ? predicates.slice(1) : predicates, context);
    }
    return this.#filter(walk(step.parsed, step.test, node), predicates, context);
  }

  #filter(
    nodes: readonly TreeNode[],
    predicates: readonly Expression[],
    context: EvaluationContext,
  ): readonly TreeNode[] {
    let kept = nodes;
    for (const predicate of predicates) {
      const inner = Object.create(context) as EvaluationContext;
      inner.contextSize = kept.length;
      kept = kept.filter((node, at) => {
        inner.contextNode = node;
        inner.contextPosition = at + 1;
        const value = predicate.evaluate(inner);
        return this.#toolkit.isNumber(value) ? value.numberValue() === at + 1 : value.booleanValue();
      });
    }
    return kept;
  }

  /** The step's nodes that its first predicate keeps, by a map; undefined where that cannot be done. */
  #lookUp(step: Step, lookup: Lookup, node: TreeNode, context: EvaluationContext): readonly TreeNode[] | undefined {
    const { axis } = step.parsed;
    const parent = axis === AXIS.child ? node : parentOf(node);
    const slot = parent?.index?.find(step.test.local ?? "", step.test.namespace ?? "", undefined);
    if (!parent || !slot || parent.nodes(slot).length < 4) return undefined;
    const compared = lookup.child
      ? slot.index.find(lookup.child.local ?? "", lookup.child.namespace ?? "", undefined)
      : slot;
    if (!compared?.codec || holdsIdentity(compared)) return undefined;
    const wanted = lookup.wanted.evaluate(context);
    let texts: Iterable<string>;
    if (this.#toolkit.isNodeSet(wanted)) texts = wanted.texts;
    else if (this.#toolkit.isString(wanted)) texts = [wanted.stringValue()];
    else return undefined;
    const found = new Set<TreeNode>();
    const map = textMap(step, parent, slot, lookup.child ? compared : undefined);
    for (const text of texts) for (const one of map.get(text) ?? []) found.add(one);
    const ordered = [...found].sort((a, b) => a.position - b.position);
    if (axis === AXIS.child) return ordered;
    const before = axis === AXIS.precedingSibling;
    const beside = ordered.filter((one) => (before ? compareOrder(one, node) < 0 : compareOrder(one, node) > 0));
    return before ? beside.reverse() : beside;
  }
}

function isParentStep(step: ParsedStep): boolean {
  return step.axis === AXIS.parent && step.nodeTest.type === TEST.node && step.predicates.length === 0;
}

function parents(nodes: readonly TreeNode[]): readonly TreeNode[] {
  const found = new Set<TreeNode>();
  for (const node of nodes) {
    const parent = parentOf(node);
    if (parent) found.add(parent);
  }
  return [...found];
}

function rootOf(node: TreeNode): TreeNode {
  let at = node;
  while (at.parentNode) at = at.parentNode;
  return at;
}

function sameDepth(nodes: readonly TreeNode[]): boolean {
  const slot = nodes[0]?.slot;
  return nodes.every((node) => node.slot === slot);
}
