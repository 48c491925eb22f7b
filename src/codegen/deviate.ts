import { checkKind } from "./refine.js";
import type { Statement } from "./statements.js";
import type { SchemaNode } from "./tree.js";

/** Properties that a node may have more than once. */
const REPEATABLE: ReadonlySet<string> = new Set(["must", "unique"]);
const ALLOWED: Readonly<Record<string, readonly string[]>> = {
  "not-supported": [],
  add: ["units", "must", "unique", "default", "config", "mandatory", "min-elements", "max-elements"],
  replace: ["type", "units", "default", "config", "mandatory", "min-elements", "max-elements"],
  delete: ["units", "must", "unique", "default"],
};

/**
 * Applies a `deviation` to its node (RFC 7950 section 7.20.3).
 *
 * @throws YangError for properties that a node cannot have, has already (add), or lacks (replace, delete)
 */
export function deviate(node: SchemaNode, deviation: Statement): void {
  for (const statement of deviation.all("deviate")) {
    if (statement.text === "not-supported") node.disabled = true;
    const allowed = ALLOWED[statement.text] ?? [];
    for (const keyword of new Set(statement.substatements.map((sub) => sub.keyword))) {
      const properties = statement.all(keyword);
      const [first] = properties;
      if (!first) continue;
      if (!allowed.includes(keyword)) throw first.error(`"deviate ${statement.text}" cannot be about ${keyword}`);
      checkKind(node, first);
      if (statement.text === "add") add(node, keyword, properties);
      else if (statement.text === "replace") replace(node, keyword, properties);
      else for (const property of properties) remove(node, property);
    }
  }
}

function add(node: SchemaNode, keyword: string, properties: readonly Statement[]): void {
  const [first] = properties;
  const [before] = node.all(keyword);
  const repeatable = REPEATABLE.has(keyword) || (keyword === "default" && node.kind === "leaf-list");
  if (first && before && !repeatable) {
    throw first.error(`${node.path} has this property already (${before.place}): use deviate replace`);
  }
  node.properties.push(...properties);
}

function replace(node: SchemaNode, keyword: string, properties: readonly Statement[]): void {
  const [first] = properties;
  // A property with a default of its own (config, mandatory, min- and max-elements) is there even if it is not written.
  const optional = keyword === "default" || keyword === "units";
  if (first && optional && !node.first(keyword)) {
    throw first.error(`${node.path} has no ${keyword} to be replaced: use deviate add`);
  }
  node.replace(keyword, properties);
}

function remove(node: SchemaNode, property: Statement): void {
  const same = node.all(property.keyword).find((each) => each.text === property.text);
  if (!same)
    throw property.error(`${node.path} has no such property to be deleted (defined at ${node.statement.place})`);
  node.properties = node.properties.filter((each) => each !== same);
}
