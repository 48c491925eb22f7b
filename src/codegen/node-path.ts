import type { CompileContext } from "./context.js";
import { type Statement, splitName } from "./statements.js";
import type { SchemaNode } from "./tree.js";

/** A name of a path with the module it belongs to. */
interface Step {
  readonly module: string;
  readonly name: string;
}

/**
 * The node that the argument of a `refine`, or of an `augment` in a `uses`, leads to (a descendant-schema-nodeid).
 *
 * @param added the nodes that the uses brought; the first name is one of theirs
 * @throws YangError when the path leads nowhere
 */
export function findDescendant(
  statement: Statement,
  added: readonly SchemaNode[],
  context: CompileContext,
): SchemaNode {
  const text = statement.text;
  if (text.startsWith("/"))
    throw statement.error("This path starts in the grouping that is used: remove the leading /");
  // What a grouping brings is all in the namespace of the module that uses it, whatever the prefixes in the path.
  const module = added[0]?.module.name ?? "";
  const [first, ...rest] = steps(text, statement, context).map((step) => ({ ...step, module }));
  const start = added.find((node) => node.name === first?.name && node.module.name === module);
  const found = start && walk(start, rest);
  if (found) return found;
  const there = added.map((node) => node.name).join(", ") || "nothing";
  throw statement.error(
    `"${text}" leads to no node of the grouping "${statement.parent?.text}" (at its top: ${there})`,
  );
}

/**
 * The node that an absolute path leads to, as in `augment` and `deviation` (an absolute-schema-nodeid).
 *
 * @returns undefined when there is no such node
 * @throws YangError for a path that is not absolute, and for unknown prefixes
 */
export function findAbsolute(statement: Statement, root: SchemaNode, context: CompileContext): SchemaNode | undefined {
  if (!statement.text.startsWith("/")) {
    throw statement.error(`The path of ${statement.keyword} starts at the top of a module: begin it with /`);
  }
  return walk(root, steps(statement.text.slice(1), statement, context));
}

/** How far an absolute path can be followed, for messages. */
export function reached(statement: Statement, root: SchemaNode, context: CompileContext): string {
  let node = root;
  for (const step of steps(statement.text.slice(1), statement, context)) {
    const next = node.child(step.module, step.name);
    if (!next) return `${node.path || "/"} has no "${step.name}" of module ${step.module}`;
    node = next;
  }
  return node.path;
}

function steps(path: string, at: Statement, context: CompileContext): Step[] {
  return path.split("/").map((part) => {
    const [name, prefix] = splitName(part.trim());
    if (name === "") throw at.error(`"${at.text}" is no path of node names: mend it`);
    return { module: context.modules.resolve(prefix, at).name, name };
  });
}

function walk(start: SchemaNode, path: readonly Step[]): SchemaNode | undefined {
  let node: SchemaNode | undefined = start;
  for (const step of path) node = node?.child(step.module, step.name);
  return node;
}
