import type { Must, When, XPathRef } from "../schema/descriptor.js";
import type { CompileContext } from "./context.js";
import type { Statement } from "./statements.js";
import type { NodeWhen, SchemaNode } from "./tree.js";

const LITERAL_OR_PREFIX = /"([^"]*)"|'([^']*)'|([A-Za-z_][\w.-]*):(?!:)/g;
const PREFIX = /([A-Za-z_][\w.-]*):(?!:)/g;

/**
 * An expression with the namespaces of its prefixes. Prefixes in its string literals (as in `derived-from(., 'if:ethernet')`)
 * are given too where they stand for a module.
 *
 * @param statement the must, when or path whose argument it is
 * @param namespace what names without a prefix belong to
 * @throws YangError for a prefix that stands for no module
 */
export function xpathRef(statement: Statement, namespace: string, { modules }: CompileContext): XPathRef {
  const prefixes: Record<string, string> = {};
  for (const [, double, single, prefix] of statement.text.matchAll(LITERAL_OR_PREFIX)) {
    if (prefix !== undefined) {
      prefixes[prefix] = modules.resolve(prefix, statement).ref.namespace;
      continue;
    }
    for (const [, quoted = ""] of (double ?? single ?? "").matchAll(PREFIX)) {
      const module = modules.tryResolve(quoted, statement);
      if (module) prefixes[quoted] = module.ref.namespace;
    }
  }
  return { expr: statement.text, prefixes, namespace };
}

/** The `must` statements of a node; undefined when there are none. */
export function mustsOf(node: SchemaNode, context: CompileContext): Must[] | undefined {
  const musts = node.all("must").map((statement): Must => {
    const message = statement.first("error-message")?.text;
    const appTag = statement.first("error-app-tag")?.text;
    return {
      ...xpathRef(statement, node.module.ref.namespace, context),
      ...(message !== undefined && { message }),
      ...(appTag !== undefined && { appTag }),
    };
  });
  return musts.length > 0 ? musts : undefined;
}

/** The `when` statements that a node depends on; undefined when there are none. */
export function whensOf(node: SchemaNode, context: CompileContext): When[] | undefined {
  const whens = node.whens.map(({ statement, context: at }: NodeWhen): When => {
    const ref = xpathRef(statement, node.module.ref.namespace, context);
    return at === undefined ? ref : { ...ref, context: at };
  });
  return whens.length > 0 ? whens : undefined;
}
