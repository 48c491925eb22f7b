import type { XmlElement } from "../xml/element.js";
import type { Fields } from "./slots.js";

/** Registered, so that values pass between two copies of this package. */
const UNKNOWN: unique symbol = Symbol.for("esc-northbound.unknown-elements");

/**
 * The elements inside a container, entry or document that the schema does not know, as they were read; empty when there are none.
 * They are kept under a symbol: `encode` writes them back after the others, `{ ...spread }` keeps them.
 *
 * @param value what `decode` gave, or an object inside it
 */
export function unknownElements(value: unknown): readonly XmlElement[] {
  if (typeof value !== "object" || value === null || !(UNKNOWN in value)) return [];
  return value[UNKNOWN] as readonly XmlElement[];
}

/** Keeps one more unknown element. */
export function keepUnknown(fields: Fields, element: XmlElement): void {
  const known = fields[UNKNOWN] as XmlElement[] | undefined;
  if (known) known.push(element);
  else fields[UNKNOWN] = [element];
}
