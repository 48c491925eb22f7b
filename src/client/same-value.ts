import type { ChildNode, DataNode, ListNode, Type } from "../schema/descriptor.js";

/** A node's value as an object of properties; the generated interfaces are such. */
type Values = Readonly<Record<string, unknown>>;

/** Nodes that have children. */
interface Parent {
  readonly children: readonly ChildNode[];
}

/**
 * Tells whether two values of one schema node mean the same configuration (RFC 7950): defaults count as if they were written,
 * entries of system-ordered lists may stand in any order, empty containers without presence count for nothing. Elements that the
 * schema does not know are not compared.
 *
 * @param node the container or list of which both are values (one entry, for a list)
 */
export function sameValue(node: Parent, left: object, right: object): boolean {
  return sameChildren(node.children, { ...left }, { ...right });
}

function sameChildren(children: readonly ChildNode[], left: Values, right: Values): boolean {
  return children.every((child) => {
    if (child.kind === "choice") return child.cases.every((one) => sameChildren(one.children, left, right));
    if (child.config === false) return true;
    const name = child.property ?? child.name;
    return sameNode(child, left[name], right[name]);
  });
}

function sameNode(node: DataNode, left: unknown, right: unknown): boolean {
  switch (node.kind) {
    case "container":
      if (node.presence && (left === undefined) !== (right === undefined)) return false;
      return sameChildren(node.children, values(left), values(right));
    case "list":
      return sameEntries(node, entries(left), entries(right));
    case "leaf":
      return text(node.type, left ?? node.default) === text(node.type, right ?? node.default);
    case "leaf-list": {
      const [one, other] = [left, right].map((value) => entries(value ?? node.defaults).map((v) => text(node.type, v)));
      return sameTexts(one ?? [], other ?? [], node.orderedBy === "user");
    }
    default:
      return JSON.stringify(left) === JSON.stringify(right);
  }
}

function sameEntries(node: ListNode<unknown>, left: readonly unknown[], right: readonly unknown[]): boolean {
  if (left.length !== right.length) return false;
  if (node.orderedBy === "user" || node.keys.length === 0) {
    return left.every((entry, index) => sameChildren(node.children, values(entry), values(right[index])));
  }
  const byKey = new Map(right.map((entry) => [keyOf(node, entry), entry]));
  return left.every((entry) => {
    const other = byKey.get(keyOf(node, entry));
    return other !== undefined && sameChildren(node.children, values(entry), values(other));
  });
}

function keyOf(node: ListNode<unknown>, entry: unknown): string {
  return JSON.stringify(node.keys.map((key) => String(values(entry)[key])));
}

function sameTexts(left: readonly string[], right: readonly string[], ordered: boolean): boolean {
  if (left.length !== right.length) return false;
  if (ordered) return left.every((value, index) => value === right[index]);
  const sorted = [...right].sort();
  return [...left].sort().every((value, index) => value === sorted[index]);
}

/** A leaf's value as one text, so that a default (which is text) and a value compare. */
function text(type: Type, value: unknown): string {
  if (value === undefined) return "absent";
  if (value instanceof Uint8Array) return `=${Buffer.from(value).toString("base64")}`;
  if (Array.isArray(value)) return `=${value.join(" ")}`;
  // `0001` and `1`, `+1` and `1` are one number.
  if (typeof value === "string" && isNumeric(type) && value.trim() !== "" && Number.isFinite(Number(value))) {
    return `=${Number(value)}`;
  }
  return `=${String(value)}`;
}

function isNumeric(type: Type): boolean {
  return type.base === "decimal64" || /^u?int(?:8|16|32)$/.test(type.base);
}

function values(value: unknown): Values {
  return typeof value === "object" && value !== null ? { ...value } : {};
}

function entries(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
