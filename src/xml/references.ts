import { isChar } from "./characters.js";
import { Malformed } from "./malformed.js";

/** The predefined entities (XML 1.0 section 4.6); there are no others without a DOCTYPE. */
const ENTITIES: ReadonlyMap<string, string> = new Map([
  ["amp", "&"],
  ["lt", "<"],
  ["gt", ">"],
  ["quot", '"'],
  ["apos", "'"],
]);

/** The most characters between `&` and `;`. Only zeros in front of a number could make more of them. */
export const MAX_REFERENCE = 64;

/**
 * What a reference stands for.
 *
 * @param name what stands between `&` and `;`
 * @throws Malformed for an entity that is not predefined and for a number that is no character
 */
export function resolveReference(name: string): string {
  if (name.startsWith("#")) {
    const code = name.startsWith("#x") ? parseDigits(name, 2, 16) : parseDigits(name, 1, 10);
    if (!isChar(code)) throw new Malformed(`&${name}; is no character that XML allows`);
    return String.fromCodePoint(code);
  }
  const text = ENTITIES.get(name);
  if (text === undefined) throw new Malformed(`&${name}; is not known: only amp, lt, gt, quot, apos and numbers are`);
  return text;
}

/** Digits from a position to the end; -1, which is no character, where there is none or another character. */
function parseDigits(text: string, from: number, base: 10 | 16): number {
  let value = from === text.length ? -1 : 0;
  for (let at = from; at < text.length && value >= 0; at++) {
    const digit = digitOf(text.charCodeAt(at));
    value = digit < base ? Math.min(value * base + digit, 0x110000) : -1;
  }
  return value;
}

function digitOf(code: number): number {
  if (code >= 0x30 && code <= 0x39) return code - 0x30;
  const letter = code | 0x20;
  return letter >= 0x61 && letter <= 0x66 ? letter - 0x61 + 10 : Number.POSITIVE_INFINITY;
}
