import type { NodeKind, SchemaNode } from "./tree.js";

/** Kinds below which `config` means nothing (RFC 7950 section 7.21.1). */
const WITHOUT_CONFIG: ReadonlySet<NodeKind> = new Set<NodeKind>(["rpc", "action", "notification"]);

/** Whether a node is configuration, state, or neither (in an rpc, action or notification). */
export type Config = "config" | "state" | "none";

/** The finished tree's `config` of every node. */
export type ConfigMap = ReadonlyMap<SchemaNode, Config>;

/**
 * Cuts disabled nodes off, judges the tree that remains, and finds out which nodes are configuration.
 *
 * @throws YangError for nodes defined twice, configuration below state, missing or unfit keys, and mandatory nodes with defaults
 */
export function finishTree(root: SchemaNode): ConfigMap {
  const config = new Map<SchemaNode, Config>();
  prune(root);
  inherit(root, "config", config);
  visit(root, (node) => {
    checkSiblings(node);
    if (node.kind === "list") checkKeys(node, config);
    if (node.kind === "choice") checkChoice(node);
    checkMandatory(node);
    checkElements(node);
  });
  return config;
}

function prune(node: SchemaNode): void {
  const kept = node.children.filter((child) => !child.disabled);
  node.removed.push(...node.children.filter((child) => child.disabled));
  node.children.splice(0, node.children.length, ...kept);
  for (const child of kept) prune(child);
}

function visit(node: SchemaNode, judge: (node: SchemaNode) => void): void {
  judge(node);
  for (const child of node.children) visit(child, judge);
}

function inherit(node: SchemaNode, above: Config, config: Map<SchemaNode, Config>): void {
  const own = node.first("config");
  let here: Config = above;
  if (WITHOUT_CONFIG.has(node.kind)) here = "none";
  else if (above !== "none" && own) {
    here = own.text === "false" ? "state" : "config";
    if (above === "state" && here === "config") {
      throw own.error(`${node.path} cannot be configuration: what it stands in is state (config false)`);
    }
  }
  config.set(node, here);
  for (const child of node.children) inherit(child, here, config);
}

/** Names are unique among siblings, and among the nodes that choices put beside each other (RFC 7950 sections 6.2.1 and 7.9.2). */
function checkSiblings(node: SchemaNode): void {
  unique(node, node.children);
  if (node.kind !== "choice" && node.kind !== "case" && node.children.some((child) => child.kind === "choice")) {
    unique(node, node.dataChildren);
  }
}

function unique(parent: SchemaNode, nodes: readonly SchemaNode[]): void {
  const seen = new Map<string, SchemaNode>();
  for (const node of nodes) {
    const key = `${node.module.name}:${node.name}`;
    const before = seen.get(key);
    if (before) {
      const where = parent.kind === "root" ? `at the top of ${node.module.name}` : `in ${parent.path}`;
      throw node.statement.error(
        `There are two nodes "${node.name}" ${where}: the other is at ${before.statement.place}`,
      );
    }
    seen.set(key, node);
  }
}

function checkKeys(list: SchemaNode, config: ConfigMap): void {
  const key = list.first("key");
  if (!key) {
    if (config.get(list) !== "config") return;
    throw list.error("A list of configuration needs a key: add one, or config false");
  }
  const names = keyNames(list);
  if (new Set(names).size !== names.length) throw key.error("A leaf stands twice in this key");
  for (const name of names) {
    const leaf = list.child(list.module.name, name);
    if (leaf?.kind !== "leaf") {
      const found = leaf ? `is a ${leaf.kind}` : "is not in the list";
      throw key.error(`The key "${name}" of ${list.path} ${found}: a key is a leaf of the list itself`);
    }
    if (config.get(leaf) !== config.get(list)) {
      throw leaf.error("A key leaf is configuration where its list is, and state where its list is");
    }
  }
}

/** The names in a list's key, in order; a prefix is left out, since keys are the list's own. */
export function keyNames(list: SchemaNode): string[] {
  const names = list.first("key")?.text.trim().split(/\s+/) ?? [];
  return names.map((name) => name.slice(name.indexOf(":") + 1));
}

function checkChoice(choice: SchemaNode): void {
  const byDefault = choice.first("default");
  if (!byDefault) return;
  const name = byDefault.text.slice(byDefault.text.indexOf(":") + 1);
  const chosen = choice.children.find((child) => child.name === name);
  if (!chosen)
    throw byDefault.error(`The choice ${choice.path} has no case "${byDefault.text}" that could be its default`);
  const mandatory = chosen.children.find((child) => child.first("mandatory")?.text === "true");
  if (mandatory) throw byDefault.error(`The default case has a mandatory node, ${mandatory.path}: that cannot be`);
}

function checkMandatory(node: SchemaNode): void {
  const byDefault = node.first("default");
  if (byDefault && node.first("mandatory")?.text === "true") {
    throw byDefault.error(`${node.path} is mandatory: a default would never come into play; remove one of the two`);
  }
}

function checkElements(node: SchemaNode): void {
  const min = node.first("min-elements");
  const max = node.first("max-elements");
  if (min && max && max.text !== "unbounded" && Number(min.text) > Number(max.text)) {
    throw min.error(`min-elements ${min.text} of ${node.path} is above max-elements ${max.text}`);
  }
  if (node.kind === "leaf-list" && min && Number(min.text) > 0 && node.first("default")) {
    throw min.error(`${node.path} has defaults: min-elements above 0 cannot stand beside them`);
  }
}
