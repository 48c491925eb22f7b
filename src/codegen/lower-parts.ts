import type { Documentation } from "./compiled.js";
import type { LeafType } from "./leaf-types.js";
import type { Statement } from "./statements.js";
import type { SchemaNode } from "./tree.js";

/** What makes two nodes interchangeable: for nodes below, their shapes and their documentation stand for them. */
export function shapeKey(node: object): object {
  const entries = Object.entries(node).map(([key, value]): [string, unknown] => {
    return [key, Array.isArray(value) ? value.map((item: unknown) => nestedKey(item)) : value];
  });
  return Object.fromEntries(entries);
}

function nestedKey(item: unknown): unknown {
  if (typeof item !== "object" || item === null) return item;
  if ("shape" in item && "doc" in item) return [item.shape, item.doc];
  return shapeKey(item);
}

/** The documentation of a node. */
export function docOfNode(node: SchemaNode): Documentation {
  return docOf((keyword) => node.first(keyword));
}

/** The documentation among some statements, found by keyword. */
export function docOf(first: (keyword: string) => Statement | undefined): Documentation {
  const description = first("description")?.text;
  const reference = first("reference")?.text;
  return { ...(description !== undefined && { description }), ...(reference !== undefined && { reference }) };
}

/** How many entries, and whether their order matters. */
export function elements(node: SchemaNode): { min?: number; max?: number; orderedBy?: "user" } {
  const min = Number(node.first("min-elements")?.text ?? 0);
  const max = node.first("max-elements")?.text;
  return {
    ...(min > 0 && { min }),
    ...(max !== undefined && max !== "unbounded" && { max: Number(max) }),
    ...(node.first("ordered-by")?.text === "user" && { orderedBy: "user" as const }),
  };
}

/** The units of a leaf or of its type. */
export function unitsOf(node: SchemaNode, type: LeafType): { units: string } | undefined {
  const units = node.first("units")?.text ?? type.units;
  return units === undefined ? undefined : { units };
}

/** `module:name` where a node of another module has the same name; a node of its parent's own module keeps the plain name. */
export function propertyOf(node: SchemaNode): string | undefined {
  const parent = node.dataParent;
  if (!parent || parent.kind === "root" || node.module.name === parent.module.name) return undefined;
  const same = parent.dataChildren.filter((sibling) => sibling.name === node.name);
  return same.length > 1 ? `${node.module.name}:${node.name}` : undefined;
}
