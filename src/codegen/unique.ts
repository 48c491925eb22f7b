import type { CompileContext } from "./context.js";
import type { Statement } from "./statements.js";
import { splitName } from "./statements.js";
import type { SchemaNode } from "./tree.js";

/**
 * The `unique` statements of a list as paths of names (RFC 7950 section 7.8.3); undefined when there are none. Choices and cases
 * on the way are left out, as they are in data.
 *
 * @throws YangError for a path that leads to no leaf
 */
export function uniqueSets(list: SchemaNode, context: CompileContext): string[][][] | undefined {
  const sets = list.all("unique").map((statement) =>
    statement.text
      .trim()
      .split(/\s+/)
      .map((path) => followPath(list, path, statement, context)),
  );
  return sets.length > 0 ? sets : undefined;
}

function followPath(list: SchemaNode, path: string, statement: Statement, context: CompileContext): string[] {
  const names: string[] = [];
  let node: SchemaNode | undefined = list;
  for (const step of path.split("/")) {
    const [name, prefix] = splitName(step);
    if (prefix !== undefined) context.modules.resolve(prefix, statement);
    // Names without a prefix are the list's own; augmented ones have theirs.
    node = node?.children.find((child) => child.name === name);
    if (node && node.kind !== "choice" && node.kind !== "case") names.push(name);
  }
  if (node?.kind !== "leaf") throw statement.error(`"${path}" leads to no leaf below ${list.path}`);
  return names;
}
