import { Buffer } from "node:buffer";
import { XmlElement } from "../xml/element.js";
import type { BodyTypes, DocumentKind } from "../xml/sink.js";
import { writeXml } from "../xml/writer.js";
import { checkValue } from "./codec.js";
import type { Descriptor, Type } from "./descriptor.js";
import { documentRoot } from "./document.js";
import { isPlainObject, plainValue } from "./operation.js";
import { descriptorsOf, type Fields, getField, type Slot, type SlotIndex, setField } from "./slots.js";
import { codecOf } from "./types.js";

/**
 * A value in the forms of RFC 7951, for `JSON.stringify`: 64-bit numbers as strings, binary as base64, bits as one text with spaces,
 * empty as `[null]`, XML as its text. Names stay as they are, without module names; edit operations and unknown elements are left out.
 * Properties that the schema does not know go through {@link jsonReplacer}.
 *
 * @param options `kind` as in `decode`; default `data`
 */
export function toJson(
  schema: Descriptor<BodyTypes> | readonly Descriptor<BodyTypes>[],
  value: unknown,
  options: { readonly kind?: DocumentKind | undefined } = {},
): unknown {
  const root = documentRoot(descriptorsOf(schema), options.kind ?? "data");
  return root.only ? nodeJson(root.only, value) : objectJson(root.index, value);
}

/**
 * A replacer for `JSON.stringify` where no schema is at hand: 64-bit numbers as strings, binary as base64, XML as its text, leaves with
 * an operation as their value. Arrays of bits and the `true` of empty leaves stay as they are.
 */
export function jsonReplacer(this: unknown, key: string, value: unknown): unknown {
  // A Buffer has already been turned into an object by its own toJSON when a replacer sees it.
  const original = typeof this === "object" && this !== null ? plainValue((this as Fields)[key]) : value;
  return original instanceof Uint8Array || original instanceof XmlElement || typeof original === "bigint"
    ? scalarJson(original)
    : plainValue(value);
}

function objectJson(index: SlotIndex, value: unknown): unknown {
  if (!isPlainObject(value)) return value;
  const json: Fields = {};
  for (const slot of index.slots) {
    const found = plainValue(getField(value, slot));
    if (found === undefined) continue;
    const several = (slot.node.kind === "list" || slot.node.kind === "leaf-list") && Array.isArray(found);
    setField(json, slot, several ? found.map((entry: unknown) => nodeJson(slot, entry)) : nodeJson(slot, found));
  }
  for (const property of Object.keys(value)) {
    if (!index.of(property))
      Object.defineProperty(json, property, { value: scalarJson(value[property]), enumerable: true });
  }
  return json;
}

function nodeJson(slot: Slot, value: unknown): unknown {
  const plain = plainValue(value);
  const { node } = slot;
  if (node.kind === "leaf" || node.kind === "leaf-list") return leafJson(node.type, plain);
  return node.kind === "anydata" || node.kind === "anyxml" ? scalarJson(plain) : objectJson(slot.index, plain);
}

function leafJson(type: Type, value: unknown): unknown {
  switch (type.base) {
    case "empty":
      return value === true ? [null] : value;
    case "bits":
      return Array.isArray(value) ? value.join(" ") : value;
    case "leafref":
      return leafJson(type.target, value);
    case "union": {
      const member = type.types.find((one) => checkValue(codecOf(one), value) === undefined);
      return member ? leafJson(member, value) : scalarJson(value);
    }
    default:
      return scalarJson(value);
  }
}

function scalarJson(value: unknown): unknown {
  if (typeof value === "bigint") return String(value);
  if (value instanceof Uint8Array) return Buffer.from(value).toString("base64");
  return value instanceof XmlElement ? writeXml(value) : value;
}
