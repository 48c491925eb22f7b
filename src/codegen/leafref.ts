import type { CompileContext } from "./context.js";
import { type Statement, splitName } from "./statements.js";
import type { NodeKind, SchemaNode } from "./tree.js";

/** Nodes that a path passes through without naming them. */
const TRANSPARENT: ReadonlySet<NodeKind> = new Set<NodeKind>(["choice", "case", "input", "output"]);

/** What following a path needs to know. */
interface Walk {
  readonly path: Statement;
  readonly root: SchemaNode;
  readonly context: CompileContext;
  /** The module of names without a prefix. */
  readonly module: string;
  /** The node that another leafref refers to, for `deref()`. */
  readonly deref: (leafref: SchemaNode) => SchemaNode;
}

/**
 * Follows the `path` of a leafref to the leaf it refers to (RFC 7950 section 9.9.2). `deref()`, which some vendors' modules use,
 * is followed too. Predicates choose among entries, so they do not matter here.
 *
 * @param leaf the leafref's own node
 * @param path its `path` statement, which may stand in a typedef or grouping elsewhere
 * @throws YangError when the path leads to no leaf
 */
export function followLeafref(
  leaf: SchemaNode,
  path: Statement,
  options: { readonly root: SchemaNode; readonly context: CompileContext; readonly deref: Walk["deref"] },
): { readonly target: SchemaNode; readonly module: string } {
  const { context } = options;
  // Names without a prefix belong to the leaf's module. Some typedefs mean their own instead: the second try.
  const modules = new Set([leaf.module.name, context.modules.moduleOf(path).name]);
  let problem = "";
  for (const module of modules) {
    const found = follow(leaf, withoutPredicates(path.text), { path, module, ...options });
    if (typeof found === "string") problem ||= found;
    else if (found.kind === "leaf" || found.kind === "leaf-list") return { target: found, module };
    else problem ||= `it leads to the ${found.kind} ${found.path}, not to a leaf`;
  }
  throw path.error(`The leafref ${leaf.path} (${leaf.statement.place}) has no target: ${problem}`);
}

function follow(start: SchemaNode, text: string, walk: Walk): SchemaNode | string {
  const deref = /^(?:current\(\)\/)?deref\(([^()]*(?:\(\)[^()]*)?)\)(?:\/(.*))?$/.exec(text);
  if (deref) {
    const leafref = follow(start, deref[1] ?? "", walk);
    if (typeof leafref === "string") return leafref;
    return followSteps(walk.deref(leafref), (deref[2] ?? ".").split("/"), walk);
  }
  if (text.startsWith("/")) return followSteps(walk.root, text.slice(1).split("/"), walk);
  return followSteps(start, text.replace(/^current\(\)\//, "").split("/"), walk);
}

function followSteps(start: SchemaNode, steps: readonly string[], walk: Walk): SchemaNode | string {
  let node = start;
  for (const step of steps) {
    const next = step === "." ? node : step === ".." ? node.dataParent : childFor(node, step, walk);
    if (!next) {
      const here = node.kind === "root" ? "the top" : node.path;
      return step === ".." ? `${here} has nothing above it` : `${here} has no "${step}"`;
    }
    node = next;
  }
  return node;
}

function childFor(node: SchemaNode, step: string, walk: Walk): SchemaNode | undefined {
  const [name, prefix] = splitName(step);
  const module = prefix === undefined ? walk.module : walk.context.modules.resolve(prefix, walk.path).name;
  return findData(node, module, name);
}

function findData(node: SchemaNode, module: string, name: string): SchemaNode | undefined {
  // Vendors' deviations cut off nodes that leafrefs elsewhere refer to: the type is still known.
  for (const child of node.removed.length > 0 ? [...node.children, ...node.removed] : node.children) {
    if (TRANSPARENT.has(child.kind)) {
      const found = findData(child, module, name);
      if (found) return found;
    } else if (child.name === name && child.module.name === module) return child;
  }
  return undefined;
}

/** A path without what stands in square brackets (quoted brackets do not count) and without white space. */
function withoutPredicates(path: string): string {
  let depth = 0;
  let kept = "";
  for (const [token] of path.matchAll(/"[^"]*"|'[^']*'|[\s\S]/g)) {
    if (token === "[") depth++;
    else if (token === "]") depth--;
    else if (depth === 0) kept += token.trim();
  }
  return kept;
}
