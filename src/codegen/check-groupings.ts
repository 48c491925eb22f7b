import type { CompileContext } from "./context.js";
import type { Statement } from "./statements.js";

/**
 * Judges the `uses` of every grouping, also of those that nobody uses: the groupings must exist and may not use each other in a
 * circle (RFC 7950 section 7.12).
 *
 * @throws YangError at the first that breaks this
 */
export function checkGroupings(context: CompileContext): void {
  const done = new Set<Statement>();
  const path: Statement[] = [];
  const check = (grouping: Statement): void => {
    if (done.has(grouping)) return;
    path.push(grouping);
    for (const uses of usesIn(grouping)) {
      const used = context.definitions.find("grouping", uses.text, uses);
      if (path.includes(used)) {
        const circle = [...path.slice(path.indexOf(used)), used].map((each) => each.text).join(" uses ");
        throw uses.error(`Groupings may not use each other in a circle: ${circle}`);
      }
      check(used);
    }
    path.pop();
    done.add(grouping);
  };
  for (const module of context.modules.modules) {
    for (const root of module.roots) for (const grouping of groupingsIn(root)) check(grouping);
  }
}

/** Every `uses` in a statement; groupings defined inside are judged by themselves. */
function usesIn(statement: Statement): Statement[] {
  return own(statement).flatMap((sub) => {
    if (sub.keyword === "grouping") return [];
    return sub.keyword === "uses" ? [sub, ...usesIn(sub)] : usesIn(sub);
  });
}

function groupingsIn(statement: Statement): Statement[] {
  return own(statement).flatMap((sub) => (sub.keyword === "grouping" ? [sub, ...groupingsIn(sub)] : groupingsIn(sub)));
}

function own(statement: Statement): Statement[] {
  return statement.substatements.filter((sub) => sub.prefix === undefined);
}
