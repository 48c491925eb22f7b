import { FORMS, GRAMMAR } from "./grammar.js";
import type { YangVersion } from "./lexer.js";
import type { Statement } from "./statements.js";

/** How often one substatement may stand in a statement. */
interface Occurrence {
  readonly min: 0 | 1;
  readonly many: boolean;
  readonly manyIn11: boolean;
  readonly only11: boolean;
}

const OCCURRENCE = /^([a-z-]+)([?*+]?)(?:@(\*?)1\.1)?$/;

const rules: ReadonlyMap<string, ReadonlyMap<string, Occurrence>> = new Map(
  Object.entries(GRAMMAR).map(([keyword, [, substatements]]) => [keyword, parseRow(substatements)]),
);

function parseRow(substatements: string): Map<string, Occurrence> {
  const row = new Map<string, Occurrence>();
  for (const item of substatements.split(" ").filter((part) => part !== "")) {
    const [, keyword = "", count = "", star] = OCCURRENCE.exec(item) ?? [];
    const many = count === "*" || count === "+";
    const min = count === "" || count === "+" ? 1 : 0;
    row.set(keyword, { min, many, manyIn11: many || star === "*", only11: star === "" });
  }
  return row;
}

/**
 * Judges every statement of a file against YANG's grammar: known keywords, the form of arguments, and which substatements may
 * stand where and how often (RFC 7950 section 7). Statements with a prefix, and what is in them, are extensions' and left alone.
 *
 * @returns the version of YANG that the file is written in
 * @throws YangError at the first statement that breaks the grammar
 */
export function checkGrammar(root: Statement): YangVersion {
  if (root.prefix !== undefined || (root.keyword !== "module" && root.keyword !== "submodule")) {
    throw root.error("A YANG file holds a module or a submodule");
  }
  const version: YangVersion = root.first("yang-version")?.text === "1.1" ? "1.1" : "1";
  checkStatement(root, version);
  return version;
}

function checkStatement(statement: Statement, version: YangVersion): void {
  checkArgument(statement);
  const row = rules.get(statement.keyword) ?? new Map<string, Occurrence>();
  const seen = new Map<string, Statement>();
  for (const sub of statement.substatements) {
    if (sub.prefix !== undefined) continue;
    const rule = row.get(sub.keyword);
    if (!rule) throw misplaced(sub, statement);
    if (rule.only11 && version === "1") throw needs11(sub, statement);
    const before = seen.get(sub.keyword);
    if (before && !(version === "1.1" ? rule.manyIn11 : rule.many)) throw repeated(sub, statement, before, rule);
    seen.set(sub.keyword, sub);
    checkStatement(sub, version);
  }
  for (const [keyword, rule] of row) {
    if (rule.min > 0 && !seen.has(keyword)) {
      throw statement.error(`A ${statement.keyword} needs a ${keyword} statement: add one`);
    }
  }
}

function checkArgument(statement: Statement): void {
  const form = GRAMMAR[statement.keyword]?.[0] ?? "string";
  if (form === "none") {
    if (statement.argument !== undefined) throw statement.error(`${statement.keyword} takes no argument: remove it`);
    return;
  }
  if (statement.argument === undefined) throw statement.error(`${statement.keyword} needs an argument`);
  const [pattern, words] = FORMS[form];
  if (!pattern.test(statement.argument)) throw statement.error(`The argument of ${statement.keyword} is ${words}`);
}

function misplaced(sub: Statement, parent: Statement): Error {
  if (!Object.hasOwn(GRAMMAR, sub.keyword)) {
    return sub.error(`"${sub.keyword}" is no statement of YANG: mend its name, or give it the prefix of its extension`);
  }
  return sub.error(`"${sub.keyword}" may not stand in "${parent}"`);
}

function needs11(sub: Statement, parent: Statement): Error {
  return sub.error(
    `"${sub.keyword}" in "${parent.keyword}" needs YANG 1.1: put "yang-version 1.1;" at the top of the module`,
  );
}

function repeated(sub: Statement, parent: Statement, before: Statement, rule: Occurrence): Error {
  const hint = rule.manyIn11 ? ' (more than one needs "yang-version 1.1;")' : "";
  return sub.error(`"${parent}" may have one ${sub.keyword} only, and has it at ${before.place} already${hint}`);
}
