import type { When } from "../schema/descriptor.js";
import type { YangModule } from "./modules.js";
import type { Statement } from "./statements.js";

/** The kinds of node in the schema tree; `root` is above all modules' top-level nodes. */
export type NodeKind =
  | "root"
  | "container"
  | "list"
  | "leaf"
  | "leaf-list"
  | "choice"
  | "case"
  | "anydata"
  | "anyxml"
  | "rpc"
  | "action"
  | "input"
  | "output"
  | "notification";

/** Keywords of statements that become nodes of the tree by themselves. */
export const NODE_KEYWORDS: ReadonlySet<string> = new Set<NodeKind>([
  "container",
  "list",
  "leaf",
  "leaf-list",
  "choice",
  "case",
  "anydata",
  "anyxml",
  "rpc",
  "action",
  "input",
  "output",
  "notification",
]);

/** A `when` with what its context node is. */
export interface NodeWhen {
  readonly statement: Statement;
  readonly context?: When["context"];
}

/**
 * One node of the schema tree while it is being put together: groupings are copied in, refined, augmented and deviated from.
 * `properties` are the statements that hold for it in the end, each still knowing the file it came from.
 */
export class SchemaNode {
  readonly kind: NodeKind;
  readonly name: string;
  /** The module whose namespace the node has. */
  readonly module: YangModule;
  /** Where the node is defined, for messages. */
  readonly statement: Statement;
  readonly parent: SchemaNode | undefined;
  readonly children: SchemaNode[] = [];
  /** Children that were cut off: leafrefs may still refer to them, for their types. */
  readonly removed: SchemaNode[] = [];
  properties: Statement[];
  readonly whens: NodeWhen[];
  /** True when a feature that is off, or a deviation, takes the node away; it is cut off when the tree is complete. */
  disabled = false;

  constructor(kind: NodeKind, init: SchemaNodeInit) {
    this.kind = kind;
    this.name = init.name;
    this.module = init.module;
    this.statement = init.statement;
    this.parent = init.parent;
    this.properties = [...init.properties];
    this.whens = this.all("when").map((statement) =>
      kind === "choice" || kind === "case" ? { statement, context: "parent" } : { statement },
    );
  }

  /** The first of YANG's own properties with this keyword. */
  first(keyword: string): Statement | undefined {
    return this.properties.find((property) => property.keyword === keyword && property.prefix === undefined);
  }

  /** All of YANG's own properties with this keyword. */
  all(keyword: string): Statement[] {
    return this.properties.filter((property) => property.keyword === keyword && property.prefix === undefined);
  }

  /** Puts statements in the place of all properties of their keyword. */
  replace(keyword: string, statements: readonly Statement[]): void {
    const others = this.properties.filter((each) => each.keyword !== keyword || each.prefix !== undefined);
    this.properties = [...others, ...statements];
  }

  /** The child with this name, in the namespace of a module; choices and cases are nodes like any other here. */
  child(module: string, name: string): SchemaNode | undefined {
    return this.children.find((child) => child.name === name && child.module.name === module);
  }

  /** The nearest node above that has an element in data, or stands for the root: choices, cases, rpcs and actions are passed over. */
  get dataParent(): SchemaNode | undefined {
    let parent = this.parent;
    while (parent && TRANSPARENT_UPWARDS.has(parent.kind)) parent = parent.parent;
    return parent;
  }

  /** The children that have elements in data, those of choices and cases included, each choice's where the choice stands. */
  get dataChildren(): SchemaNode[] {
    return this.children.flatMap((child) =>
      child.kind === "choice" || child.kind === "case" ? child.dataChildren : [child],
    );
  }

  /** The names from the top down to this node, for messages. */
  get path(): string {
    const above = this.parent && this.parent.kind !== "root" ? this.parent.path : "";
    return this.parent ? `${above}/${this.name}` : "";
  }

  /** An error about this node, at its definition. */
  error(message: string): Error {
    return this.statement.error(`${this.path}: ${message}`);
  }
}

interface SchemaNodeInit {
  readonly name: string;
  readonly module: YangModule;
  readonly statement: Statement;
  readonly parent: SchemaNode | undefined;
  readonly properties: readonly Statement[];
}

const TRANSPARENT_UPWARDS: ReadonlySet<NodeKind> = new Set<NodeKind>(["choice", "case", "rpc", "action"]);
