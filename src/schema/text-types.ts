import { Buffer } from "node:buffer";
import { type Codec, Problem, show, trimmed } from "./codec.js";
import type { BinaryType, BitsType, EnumerationType, Intervals, StringType } from "./descriptor.js";
import { describeIntervals, within } from "./number-types.js";
import { type CompiledPattern, compilePattern } from "./pattern.js";

/** Characters of a text as YANG counts them: Unicode characters, not UTF-16 units (RFC 7950 section 9.4.4). */
export function countCharacters(text: string): number {
  let count = text.length;
  for (let at = 0; at < text.length - 1; at++) {
    const high = text.charCodeAt(at);
    if (high < 0xd800 || high > 0xdbff) continue;
    const low = text.charCodeAt(at + 1);
    if (low >= 0xdc00 && low <= 0xdfff) count--;
  }
  return count;
}

/** What a YANG string may not hold: control characters, surrogates and noncharacters (RFC 7950 section 9.4, `yang-char`). */
const NOT_YANG_CHAR =
  /[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FDCF}\u{FDF0}-\u{FFFD}\u{10000}-\u{10FFFF}]|[\u{1FFFE}\u{1FFFF}\u{2FFFE}\u{2FFFF}\u{3FFFE}\u{3FFFF}\u{4FFFE}\u{4FFFF}\u{5FFFE}\u{5FFFF}\u{6FFFE}\u{6FFFF}\u{7FFFE}\u{7FFFF}\u{8FFFE}\u{8FFFF}\u{9FFFE}\u{9FFFF}\u{AFFFE}\u{AFFFF}\u{BFFFE}\u{BFFFF}\u{CFFFE}\u{CFFFF}\u{DFFFE}\u{DFFFF}\u{EFFFE}\u{EFFFF}\u{FFFFE}\u{FFFFF}\u{10FFFE}\u{10FFFF}]/u;

function checkLength(length: number, allowed: Intervals<number> | undefined, shown: unknown): Problem | undefined {
  if (allowed === undefined || within(length, allowed)) return undefined;
  return new Problem("length", shown, `has the length ${length}; ${describeIntervals(allowed)} is allowed`);
}

/** string, as it is (RFC 7950 section 9.4). */
export function stringCodec(type: StringType): Codec {
  let patterns: readonly CompiledPattern[] | undefined;
  return {
    read: (text) => text,
    write: (value) => String(value),
    shape: (value) => (typeof value === "string" ? undefined : new Problem("type", value, "is not a text")),
    restrict(value) {
      const text = String(value);
      const bad = NOT_YANG_CHAR.exec(text)?.[0];
      if (bad !== undefined) {
        const code = (bad.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0");
        return new Problem("type", text, `has the character U+${code}, which a YANG string may not hold`);
      }
      const length = type.length && checkLength(countCharacters(text), type.length, text);
      if (length) return length;
      patterns ??= (type.patterns ?? []).map(compilePattern);
      for (const pattern of patterns) if (!pattern.allows(text)) return new Problem("pattern", text, pattern.says);
      return undefined;
    },
  };
}

/** boolean (RFC 7950 section 9.5): exactly `true` or `false`. */
export const booleanCodec: Codec = {
  read(text, context) {
    const plain = context.lenient ? trimmed(text) : text;
    if (plain === "true") return true;
    return plain === "false" ? false : new Problem("type", text, "is neither true nor false");
  },
  write: (value) => String(value),
  shape: (value) => (typeof value === "boolean" ? undefined : new Problem("type", value, "is neither true nor false")),
  restrict: () => undefined,
};

/** empty (RFC 7950 section 9.11): the value is `true`, the element has no content. */
export const emptyCodec: Codec = {
  read(text, context) {
    return (context.lenient ? trimmed(text) : text) === ""
      ? true
      : new Problem("type", text, "stands where nothing may");
  },
  write: () => "",
  shape: (value) =>
    value === true ? undefined : new Problem("type", value, "is not true, the only value of an empty leaf"),
  restrict: () => undefined,
};

/** enumeration (RFC 7950 section 9.6) as its name. */
export function enumerationCodec(type: EnumerationType): Codec {
  // The schema's own string is given, not the equal one that was read: it is there once, however many leaves have the value.
  const known = new Map(type.values.map((value) => [value, value]));
  const unknown = (shown: unknown) => new Problem("enumeration", shown, `is not one of ${listed(type.values)}`);
  return {
    read(text, context) {
      const value = known.get(text);
      if (value !== undefined) return value;
      return context.lenient ? (known.get(trimmed(text)) ?? text) : unknown(text);
    },
    write: (value) => String(value),
    shape: (value) => (typeof value === "string" ? undefined : unknown(value)),
    restrict: (value) => (known.has(String(value)) ? undefined : unknown(value)),
  };
}

function listed(values: readonly string[]): string {
  const first = values.slice(0, 20).map(show).join(", ");
  return values.length > 20 ? `${first} and ${values.length - 20} more` : first;
}

/** bits (RFC 7950 section 9.7) as an array of names in the order of their positions. */
export function bitsCodec(type: BitsType): Codec {
  const position = new Map(type.bits.map((name, at) => [name, at]));
  const judge = (names: readonly unknown[]): Problem | undefined => {
    const bad = names.find((name) => typeof name !== "string" || !position.has(name));
    if (bad !== undefined) return new Problem("type", bad, `is not one of the bits ${listed(type.bits)}`);
    const twice = names.find((name, at) => names.indexOf(name) !== at);
    return twice === undefined ? undefined : new Problem("type", twice, "is set twice: name each bit once");
  };
  const ordered = (names: readonly string[]) =>
    [...names].sort((a, b) => (position.get(a) ?? 0) - (position.get(b) ?? 0));
  return {
    read(text) {
      const names = text.split(/[ \t\r\n]+/).filter((name) => name !== "");
      return judge(names) ?? ordered(names);
    },
    write: (value) => ordered(value as readonly string[]).join(" "),
    shape: (value) =>
      Array.isArray(value) ? judge(value) : new Problem("type", value, "is not an array of names of bits"),
    restrict: () => undefined,
  };
}

/** binary (RFC 7950 section 9.8) as bytes; base64 by RFC 4648 section 4, which allows no white space. */
export function binaryCodec(type: BinaryType): Codec {
  return {
    read(text, context) {
      const plain = context.lenient ? text.replaceAll(/[ \t\r\n]+/g, "") : text;
      if (plain.length % 4 !== 0 || !/^[A-Za-z0-9+/]*={0,2}$/.test(plain)) {
        return new Problem("type", text, "is not base64 (RFC 4648 section 4)");
      }
      return new Uint8Array(Buffer.from(plain, "base64"));
    },
    write: (value) => Buffer.from(value as Uint8Array).toString("base64"),
    shape: (value) => (value instanceof Uint8Array ? undefined : new Problem("type", value, "is not a Uint8Array")),
    restrict: (value) => checkLength((value as Uint8Array).length, type.length, value),
  };
}
