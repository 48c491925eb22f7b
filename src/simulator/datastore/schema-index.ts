import type { ChildNode, ChoiceNode, DataNode, ModuleSchema, Type } from "../../schema/descriptor.js";
import type { BodyTypes } from "../../xml/sink.js";

/** A data node with the choices that it stands in, outermost first. */
export interface SchemaPlace {
  readonly node: DataNode;
  readonly cases: readonly { readonly choice: ChoiceNode; readonly name: string }[];
}

/** The data nodes below one node, by namespace and name, in schema order. */
export class SchemaIndex {
  readonly places: readonly SchemaPlace[];
  readonly #byName: ReadonlyMap<string, SchemaPlace>;
  readonly #namespaces: ReadonlySet<string>;

  constructor(nodes: readonly ChildNode[]) {
    this.places = flatten(nodes, []);
    this.#byName = new Map(this.places.map((place) => [nameKey(place.node.module.namespace, place.node.name), place]));
    this.#namespaces = new Set(this.places.map((place) => place.node.module.namespace));
  }

  /** The node of an element's name. */
  find(namespace: string, local: string): SchemaPlace | undefined {
    return this.#byName.get(nameKey(namespace, local));
  }

  /** Tells whether any node here is in a namespace. */
  knows(namespace: string): boolean {
    return this.#namespaces.has(namespace);
  }
}

const indexes = new WeakMap<readonly ChildNode[], SchemaIndex>();

/** The index of a node's children, made once. */
export function childIndex(node: DataNode): SchemaIndex {
  const nodes = node.kind === "container" || node.kind === "list" ? node.children : NO_CHILDREN;
  const known = indexes.get(nodes);
  if (known) return known;
  const made = new SchemaIndex(nodes);
  indexes.set(nodes, made);
  return made;
}

/** The index of the top-level nodes of some modules. */
export function topIndex(schemas: readonly ModuleSchema<BodyTypes>[]): SchemaIndex {
  return new SchemaIndex(schemas.flatMap((schema) => schema.data));
}

const NO_CHILDREN: readonly ChildNode[] = [];

function flatten(nodes: readonly ChildNode[], cases: SchemaPlace["cases"]): SchemaPlace[] {
  return nodes.flatMap((node) =>
    node.kind === "choice"
      ? node.cases.flatMap((one) => flatten(one.children, [...cases, { choice: node, name: one.name }]))
      : [{ node, cases }],
  );
}

function nameKey(namespace: string, local: string): string {
  return `${namespace} ${local}`;
}

/** A leaf's text as it is stored and compared: for numbers without leading zeros, for all but strings without white space around. */
export function canonicalText(type: Type, text: string): string {
  switch (type.base) {
    case "string":
    case "binary":
    case "union":
      return text;
    case "leafref":
      return canonicalText(type.target, text);
    case "bits":
      return text.trim().replaceAll(/\s+/g, " ");
    case "int8":
    case "int16":
    case "int32":
    case "int64":
    case "uint8":
    case "uint16":
    case "uint32":
    case "uint64":
      return /^\s*[+-]?\d{1,30}\s*$/.test(text) ? BigInt(text.trim().replace(/^\+/, "")).toString() : text;
    default:
      return text.trim();
  }
}
