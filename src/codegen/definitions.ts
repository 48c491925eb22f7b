import type { ModuleSet, YangModule } from "./modules.js";
import { type Statement, splitName } from "./statements.js";

/** What has a name of its own at the top of a module, and may be used from elsewhere. */
export type DefinitionKind = "typedef" | "grouping" | "identity" | "feature" | "extension";

const KINDS: readonly DefinitionKind[] = ["typedef", "grouping", "identity", "feature", "extension"];

/** Statements that typedefs and groupings may stand in, below the top of a module. */
const SCOPED: ReadonlySet<string> = new Set([
  "container",
  "list",
  "grouping",
  "rpc",
  "action",
  "input",
  "output",
  "notification",
]);

/** Finds typedefs, groupings, identities, features and extensions by name, with the scopes of RFC 7950 section 5.5. */
export class Definitions {
  readonly modules: ModuleSet;
  readonly #top = new Map<YangModule, ReadonlyMap<string, Statement>>();

  /** @throws YangError for names defined twice */
  constructor(modules: ModuleSet) {
    this.modules = modules;
    for (const module of modules.modules) this.#top.set(module, topDefinitions(module));
    for (const module of modules.modules) {
      for (const root of module.roots) checkShadowing(root, root, this.#top.get(module) ?? new Map());
    }
  }

  /**
   * The definition that a name (`name` or `prefix:name`) stands for at a statement.
   *
   * @throws YangError when there is none
   */
  find(kind: DefinitionKind, name: string, at: Statement): Statement {
    const [local, prefix] = splitName(name);
    const module = this.modules.resolve(prefix, at);
    const found =
      (module === this.modules.moduleOf(at) ? lexical(kind, local, at) : undefined) ??
      this.#top.get(module)?.get(`${kind} ${local}`);
    if (found) return found;
    const where = prefix === undefined ? "here" : `in module ${module.name}`;
    throw at.error(
      `There is no ${kind} "${local}" ${where}: mend the name${prefix === undefined ? ", or give the prefix of its module" : ""}`,
    );
  }

  /** All top-level definitions of one kind in a module, in order. */
  all(kind: DefinitionKind, module: YangModule): Statement[] {
    return [...(this.#top.get(module)?.values() ?? [])].filter((statement) => statement.keyword === kind);
  }
}

function topDefinitions(module: YangModule): Map<string, Statement> {
  const found = new Map<string, Statement>();
  for (const statement of module.roots.flatMap((root) => root.substatements)) {
    if (statement.prefix !== undefined || !KINDS.some((kind) => kind === statement.keyword)) continue;
    const key = `${statement.keyword} ${statement.text}`;
    const before = found.get(key);
    if (before) throw definedTwice(statement, before);
    found.set(key, statement);
  }
  return found;
}

function definedTwice(statement: Statement, before: Statement): Error {
  return statement.error(
    `The ${statement.keyword} "${statement.text}" is defined at ${before.place} already: rename one`,
  );
}

/** A typedef or grouping may not have the name of one in an outer scope (RFC 7950 section 5.5). */
function checkShadowing(scope: Statement, root: Statement, visible: ReadonlyMap<string, Statement>): void {
  let inner: Map<string, Statement> | undefined;
  for (const statement of scope.substatements) {
    if (statement.prefix !== undefined) continue;
    if (scope !== root && (statement.keyword === "typedef" || statement.keyword === "grouping")) {
      const key = `${statement.keyword} ${statement.text}`;
      const before = (inner ?? visible).get(key);
      if (before) throw definedTwice(statement, before);
      inner ??= new Map(visible);
      inner.set(key, statement);
    }
  }
  for (const statement of scope.substatements) {
    if (statement.prefix !== undefined || statement.substatements.length === 0) continue;
    checkShadowing(statement, root, inner ?? visible);
  }
}

function lexical(kind: DefinitionKind, name: string, at: Statement): Statement | undefined {
  if (kind !== "typedef" && kind !== "grouping") return undefined;
  for (let scope = at.parent; scope; scope = scope.parent) {
    if (!SCOPED.has(scope.keyword)) continue;
    const found = scope.substatements.find(
      (statement) => statement.prefix === undefined && statement.keyword === kind && statement.argument === name,
    );
    if (found) return found;
  }
  return undefined;
}
