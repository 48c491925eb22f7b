import { EscError } from "../core/errors.js";
import type { Fields } from "./slots.js";

/** What is to be done with a node (RFC 6241 section 7.2, attribute `operation`). */
export type Operation = "merge" | "replace" | "create" | "delete" | "remove";

/** Where an entry of an `ordered-by user` list or leaf-list goes (RFC 7950 sections 7.7.9 and 7.8.6). */
export type Insert = "first" | "last" | "before" | "after";

/** What the attributes of an element in an edit say. */
export interface EditMetadata {
  readonly operation?: Operation;
  readonly insert?: Insert;
  /** With `before` and `after` in a list: the other entry's key predicates, `[name='a']`, names as the document has them. */
  readonly key?: string;
  /** With `before` and `after` in a leaf-list: the other value. */
  readonly value?: string;
}

/** Whether a text is one of the five operations. */
export function isOperation(text: string): text is Operation {
  return text === "merge" || text === "replace" || text === "create" || text === "delete" || text === "remove";
}

/** Whether a text is one of the four places. */
export function isInsert(text: string): text is Insert {
  return text === "first" || text === "last" || text === "before" || text === "after";
}

/** Registered, so that values pass between two copies of this package. */
const EDIT: unique symbol = Symbol.for("esc-northbound.edit");

/** The value of a leaf together with its operation: what stands in the leaf's property. */
export class LeafEdit {
  readonly value: unknown;

  constructor(value: unknown, metadata: EditMetadata) {
    this.value = value;
    Object.defineProperty(this, EDIT, { value: metadata, enumerable: true });
  }
}

/**
 * Says what an edit does with a node: `operation("replace", { name: "t1" })`. The result has the type of what was given and goes
 * where that goes: a container's value, a list entry, an array of entries (each gets it), or a leaf's value.
 *
 * A container or entry is copied, and the copy carries the operation under a symbol: it survives `{ ...spread }` and `Object.assign`,
 * not `structuredClone` nor JSON. A leaf's value becomes a small object that holds value and operation, although the compiler
 * still sees the value's type; {@link plainValue} gives the value back. With `delete` and `remove` a leaf's value may be `undefined`.
 *
 * @param op merge, replace, create, delete or remove (RFC 6241 section 7.2)
 * @param entry what it is done with
 * @throws EscError `invalid-input` for anything but these five operations
 */
export function operation<T>(op: Operation, entry: T): T {
  if (!isOperation(op)) {
    throw new EscError(
      "invalid-input",
      `"${String(op)}" is not an edit operation: merge, replace, create, delete or remove`,
    );
  }
  return withMetadata(entry, { operation: op }) as T;
}

/**
 * Takes an entry out if it is there: `remove({ name: "t1" })` is `operation("remove", { name: "t1" })`.
 *
 * @param keys the entry's keys
 */
export function remove<T>(keys: T): T {
  return operation("remove", keys);
}

/** The operation that {@link operation} or a decoded edit put on a value; undefined when there is none. */
export function operationOf(value: unknown): Operation | undefined {
  return metadataOf(value)?.operation;
}

/** Everything that an edit's attributes say about a value; undefined when there are none. */
export function metadataOf(value: unknown): EditMetadata | undefined {
  return typeof value === "object" && value !== null && EDIT in value ? (value[EDIT] as EditMetadata) : undefined;
}

/** A leaf's value without the operation that may be on it. Anything else comes back as it is. */
export function plainValue<T>(value: T): T {
  return value instanceof LeafEdit || isForeignEdit(value) ? (value.value as T) : value;
}

/** A LeafEdit made by another copy of this package. */
function isForeignEdit(value: unknown): value is LeafEdit {
  return typeof value === "object" && value !== null && !isPlainObject(value) && EDIT in value && "value" in value;
}

/** Puts edit metadata on a value; see {@link operation} for how. What is on it already stays, unless it is said anew. */
export function withMetadata(value: unknown, metadata: EditMetadata): unknown {
  const merged = { ...metadataOf(value), ...metadata };
  if (isPlainObject(value)) return { ...value, [EDIT]: merged };
  if (Array.isArray(value) && value.length > 0 && value.every(isPlainObject)) {
    return value.map((entry) => withMetadata(entry, metadata));
  }
  return new LeafEdit(plainValue(value), merged);
}

/** Sets edit metadata on an object that is being built. */
export function setMetadata(fields: Fields, metadata: EditMetadata): void {
  fields[EDIT] = metadata;
}

/** Whether something is an object like `{}`: the value of a container or entry. */
export function isPlainObject(value: unknown): value is Fields {
  if (typeof value !== "object" || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}
