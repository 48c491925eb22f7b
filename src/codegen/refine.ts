import type { CompileContext } from "./context.js";
import type { Statement } from "./statements.js";
import type { NodeKind, SchemaNode } from "./tree.js";

const ANY: readonly NodeKind[] = ["container", "list", "leaf", "leaf-list", "choice", "case", "anydata", "anyxml"];
const WITH_MUST: readonly NodeKind[] = ["container", "list", "leaf", "leaf-list", "anydata", "anyxml"];
const LISTS: readonly NodeKind[] = ["list", "leaf-list"];

/** What can be said of which kind of node, in a refine (RFC 7950 section 7.13.2) and in a deviation (7.20.3.2). */
export const PROPERTY_KINDS: Readonly<Record<string, readonly NodeKind[]>> = {
  description: ANY,
  reference: ANY,
  "if-feature": ANY,
  config: ANY.filter((kind) => kind !== "case"),
  mandatory: ["leaf", "choice", "anydata", "anyxml"],
  presence: ["container"],
  must: [...WITH_MUST, "input", "output", "notification"],
  default: ["leaf", "leaf-list", "choice"],
  "min-elements": LISTS,
  "max-elements": LISTS,
  unique: ["list"],
  units: ["leaf", "leaf-list"],
  type: ["leaf", "leaf-list"],
};

/**
 * Applies a `refine` to a node that a `uses` brought.
 *
 * @throws YangError for a property that the kind of node cannot have
 */
export function refine(node: SchemaNode, statement: Statement, context: CompileContext): void {
  for (const keyword of new Set(statement.substatements.map((sub) => sub.keyword))) {
    const refinements = statement.all(keyword);
    if (refinements.length === 0) continue;
    checkKind(node, refinements[0] ?? statement);
    if (keyword === "must") node.properties.push(...refinements);
    else node.replace(keyword, refinements);
  }
  node.properties.push(...statement.substatements.filter((sub) => sub.prefix !== undefined));
  if (!context.features.allows(statement.substatements)) node.disabled = true;
}

/** @throws YangError when a node's kind cannot have a property */
export function checkKind(node: SchemaNode, property: Statement): void {
  if (PROPERTY_KINDS[property.keyword]?.includes(node.kind)) return;
  throw property.error(
    `${node.path} is a ${node.kind}, which has no ${property.keyword} (defined at ${node.statement.place})`,
  );
}
