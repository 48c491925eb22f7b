import type { CompileContext } from "./context.js";
import { deviate } from "./deviate.js";
import { Expander } from "./expand.js";
import type { YangModule } from "./modules.js";
import { findAbsolute, reached } from "./node-path.js";
import type { Statement } from "./statements.js";
import { SchemaNode } from "./tree.js";

/** A statement at the top of a module that is about a node elsewhere. */
interface Distant {
  readonly statement: Statement;
  readonly module: YangModule;
}

/**
 * Puts the schema tree of all modules together: definitions, then augments until none is left, then deviations.
 *
 * @returns the root, whose children are the top-level nodes of all modules
 * @throws YangError for what cannot be put together
 */
export function buildTree(context: CompileContext): SchemaNode {
  const modules = implemented(context.modules.modules);
  const [first] = modules;
  if (!first?.roots[0]) throw new Error("A schema tree needs at least one module");
  const root = new SchemaNode("root", {
    name: "",
    module: first,
    statement: first.roots[0],
    parent: undefined,
    properties: [],
  });
  const expander = new Expander(context);
  for (const module of modules) {
    for (const statement of module.roots.flatMap((each) => each.substatements)) {
      expander.expand(statement, root, module);
    }
  }
  applyAugments(distant(modules, "augment"), root, expander, context);
  for (const { statement } of distant(modules, "deviation")) {
    const node = findAbsolute(statement, root, context);
    if (!node) throw noTarget(statement, root, context);
    deviate(node, statement);
  }
  return root;
}

/** Of a module that is there in several revisions, the newest has the nodes; the others lend types and groupings only. */
function implemented(modules: readonly YangModule[]): YangModule[] {
  const newest = new Map<string, YangModule>();
  for (const module of modules) {
    const other = newest.get(module.name);
    if (!other || (other.ref.revision ?? "") < (module.ref.revision ?? "")) newest.set(module.name, module);
  }
  return modules.filter((module) => newest.get(module.name) === module);
}

function distant(modules: readonly YangModule[], keyword: string): Distant[] {
  return modules.flatMap((module) =>
    module.roots.flatMap((root) => root.all(keyword)).map((statement) => ({ statement, module })),
  );
}

/** An augment may aim at what another one adds, in whatever order they stand: try again as long as one finds its target. */
function applyAugments(augments: Distant[], root: SchemaNode, expander: Expander, context: CompileContext): void {
  let waiting = augments;
  while (waiting.length > 0) {
    const left = waiting.filter(({ statement, module }) => {
      const target = findAbsolute(statement, root, context);
      if (target) expander.augment(statement, target, module);
      return !target;
    });
    const [stuck] = left;
    if (stuck && left.length === waiting.length) throw noTarget(stuck.statement, root, context);
    waiting = left;
  }
}

function noTarget(statement: Statement, root: SchemaNode, context: CompileContext): Error {
  return statement.error(`This path leads to no node: ${reached(statement, root, context)}`);
}
