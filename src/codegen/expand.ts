import type { CompileContext } from "./context.js";
import type { YangModule } from "./modules.js";
import { findDescendant } from "./node-path.js";
import { refine } from "./refine.js";
import type { Statement } from "./statements.js";
import { NODE_KEYWORDS, type NodeKind, SchemaNode } from "./tree.js";

/** Substatements of a data definition that are no properties of its node. */
const NOT_PROPERTIES: ReadonlySet<string> = new Set([...NODE_KEYWORDS, "uses", "typedef", "grouping", "augment"]);
const MAY_BE_AUGMENTED: ReadonlySet<NodeKind> = new Set<NodeKind>([
  "container",
  "list",
  "choice",
  "case",
  "input",
  "output",
  "notification",
]);

/** Copies data definitions into the schema tree, with the contents of the groupings they use (RFC 7950 section 7.13). */
export class Expander {
  readonly #context: CompileContext;
  readonly #groupings: Statement[] = [];

  constructor(context: CompileContext) {
    this.#context = context;
  }

  /**
   * Adds what a statement defines below a node, in the namespace of a module. Statements that define no nodes add nothing.
   *
   * @throws YangError for groupings that are unknown or use themselves, and for what a uses refines or augments in vain
   */
  expand(statement: Statement, parent: SchemaNode, module: YangModule): void {
    if (statement.prefix !== undefined) return;
    if (statement.keyword === "uses") this.#uses(statement, parent, module);
    else if (NODE_KEYWORDS.has(statement.keyword)) this.#node(statement, parent, module);
  }

  /**
   * Adds what an `augment` holds to its target.
   *
   * @param statement the augment, at the top of a module or in a `uses`
   * @throws YangError when the target can take no nodes
   */
  augment(statement: Statement, target: SchemaNode, module: YangModule): void {
    if (!MAY_BE_AUGMENTED.has(target.kind)) {
      throw statement.error(
        `${target.path} is a ${target.kind}: nothing can be added to it (${target.statement.place})`,
      );
    }
    this.#within(statement, target, () => {
      for (const sub of statement.substatements) this.expand(sub, target, module);
    });
  }

  /** Runs a step that adds children to a node, then puts the `when` and `if-feature` of a statement on what was added. */
  #within(statement: Statement, parent: SchemaNode, step: () => void): SchemaNode[] {
    const before = parent.children.length;
    step();
    const added = parent.children.slice(before);
    const when = statement.first("when");
    const allowed = this.#context.features.allows(statement.substatements);
    for (const node of added) {
      if (when) node.whens.push({ statement: when, context: "parent" });
      if (!allowed) node.disabled = true;
    }
    return added;
  }

  #node(statement: Statement, parent: SchemaNode, module: YangModule): void {
    const kind = statement.keyword as NodeKind;
    if (parent.kind === "choice" && kind !== "case") {
      this.#implicitCase(statement, parent, module);
      return;
    }
    const properties = statement.substatements.filter(
      (sub) => sub.prefix !== undefined || !NOT_PROPERTIES.has(sub.keyword),
    );
    const name = statement.argument ?? kind;
    const node = new SchemaNode(kind, { name, module, statement, parent, properties });
    node.disabled = !this.#context.features.allows(statement.substatements);
    parent.children.push(node);
    if (kind === "rpc" || kind === "action") this.#sides(statement, node, module);
    for (const sub of statement.substatements) this.expand(sub, node, module);
  }

  /** A node that stands in a choice by itself is a case of its own name (RFC 7950 section 7.9.2). */
  #implicitCase(statement: Statement, choice: SchemaNode, module: YangModule): void {
    const node = new SchemaNode("case", { name: statement.text, module, statement, parent: choice, properties: [] });
    choice.children.push(node);
    this.expand(statement, node, module);
    node.disabled = node.children.every((child) => child.disabled);
  }

  /** An rpc has input and output, whether they are written or not: they may be augmented. */
  #sides(statement: Statement, node: SchemaNode, module: YangModule): void {
    for (const side of ["input", "output"] as const) {
      if (statement.first(side)) continue;
      node.children.push(new SchemaNode(side, { name: side, module, statement, parent: node, properties: [] }));
    }
  }

  #uses(statement: Statement, parent: SchemaNode, module: YangModule): void {
    const grouping = this.#context.definitions.find("grouping", statement.text, statement);
    if (this.#groupings.includes(grouping)) {
      const circle = [...this.#groupings.slice(this.#groupings.indexOf(grouping)), grouping];
      throw statement.error(
        `Groupings may not use each other in a circle: ${circle.map((each) => each.text).join(" uses ")}`,
      );
    }
    this.#groupings.push(grouping);
    const added = this.#within(statement, parent, () => {
      for (const sub of grouping.substatements) this.expand(sub, parent, module);
    });
    this.#groupings.pop();
    for (const sub of statement.all("refine")) {
      refine(findDescendant(sub, added, this.#context), sub, this.#context);
    }
    for (const sub of statement.all("augment")) {
      this.augment(sub, findDescendant(sub, added, this.#context), module);
    }
  }
}
