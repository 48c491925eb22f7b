import { plainValue } from "./operation.js";
import type { Slot } from "./slots.js";
import { type Fields, getField } from "./slots.js";

/** One element on the way from a document's top to a value. */
export interface PathStep {
  readonly slot: Slot;
  readonly value: unknown;
  /** The position among the entries of a list without keys or the values of a leaf-list, from 1. */
  readonly position?: number | undefined;
}

/** The path of a value as issues have it: `esc_datamodel/tenants/tenant[name='admin']/description`. */
export function pathText(steps: readonly PathStep[]): string {
  return steps.map(stepText).join("/");
}

function stepText({ slot, value, position }: PathStep): string {
  const name = slot.property;
  if (slot.keys.length > 0 && typeof value === "object" && value !== null) {
    const known = slot.keys.map((key) => keyTest(slot, value as Fields, key));
    if (known.every((test) => test !== undefined)) return name + known.join("");
  }
  return position === undefined ? name : `${name}[${position}]`;
}

function keyTest(slot: Slot, fields: Fields, key: string): string | undefined {
  const leaf = slot.index.named(key);
  const value = leaf && plainValue(getField(fields, leaf));
  return value === undefined || value === null ? undefined : `[${key}=${quoted(String(value))}]`;
}

/** A text in the quotes that XPath needs for it. */
export function quoted(text: string): string {
  return text.includes("'") ? `"${text}"` : `'${text}'`;
}
