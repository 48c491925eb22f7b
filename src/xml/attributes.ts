import { AMPERSAND, APOSTROPHE, CR, EQUALS, isChar, isSpace, LESS, LF, QUOTE, SPACE, TAB } from "./characters.js";
import { Malformed, showCharacter } from "./malformed.js";
import { nameAt, type XmlName } from "./name-table.js";
import { resolveReference } from "./references.js";

/** An attribute or namespace declaration before prefixes are resolved. */
export interface RawAttribute {
  readonly name: XmlName;
  /** Normalised (XML 1.0 section 3.3.3). */
  readonly value: string;
}

/** A piece of text in both forms: to be looked at and to be cut. */
export interface Source {
  readonly text: string;
  readonly codes: Uint16Array;
}

/** Where a list of attributes stands. */
export interface AttributeList {
  /** Right behind the tag's name. */
  readonly from: number;
  /** Where `>`, `/>` or `?>` begins. */
  readonly to: number;
  /** The most attributes that are wanted: one more is read, so that it shows. */
  readonly most: number;
}

/**
 * Reads a list of attributes (XML 1.0, production 41).
 *
 * @throws Malformed where it is none
 */
export function readAttributes(source: Source, { from, to, most }: AttributeList): RawAttribute[] {
  const { codes } = source;
  const attributes: RawAttribute[] = [];
  let at = from;
  for (;;) {
    const start = skipSpace(codes, at, to);
    if (start === to || attributes.length > most) return attributes;
    if (start === at) throw new Malformed("There is no white space in front of an attribute");
    let hash = 0;
    at = start;
    for (let code = codes[at] as number; at < to && code !== EQUALS && !isSpace(code); code = codes[++at] as number) {
      hash = (Math.imul(hash, 31) + code) | 0;
    }
    const name = nameAt(codes, start, at, hash);
    at = skipSpace(codes, at, to);
    if (at === to || codes[at] !== EQUALS) throw new Malformed(`The attribute ${name.raw} has no value`);
    at = skipSpace(codes, at + 1, to);
    const quote = codes[at];
    if (at === to || (quote !== QUOTE && quote !== APOSTROPHE)) {
      throw new Malformed(`The value of the attribute ${name.raw} is not in quotes`);
    }
    const end = source.text.indexOf(quote === QUOTE ? '"' : "'", at + 1);
    if (end < 0 || end >= to) throw new Malformed(`The value of the attribute ${name.raw} has no end`);
    attributes.push({ name, value: attributeValue(source, at + 1, end) });
    at = end + 1;
  }
}

function skipSpace(codes: Uint16Array, from: number, to: number): number {
  let at = from;
  while (at < to && isSpace(codes[at])) at++;
  return at;
}

/** The value between two quotes: references resolved, each kind of white space a space. */
function attributeValue({ text, codes }: Source, from: number, to: number): string {
  let value = "";
  let copied = from;
  for (let at = from; at < to; at++) {
    const code = codes[at] as number;
    if (code > SPACE && code < 0xd800 && code !== AMPERSAND && code !== LESS) continue;
    if (code === SPACE) continue;
    if (code === TAB || code === LF || code === CR) {
      value += `${text.slice(copied, at)} `;
      if (code === CR && codes[at + 1] === LF) at++;
    } else if (code === AMPERSAND) {
      const end = text.indexOf(";", at);
      if (end < 0 || end >= to) throw new Malformed('"&" begins a reference that has no end: write &amp; for it');
      value += text.slice(copied, at) + resolveReference(text.slice(at + 1, end));
      at = end;
    } else if (code === LESS) {
      throw new Malformed('"<" stands in the value of an attribute: write &lt; for it');
    } else {
      at += charWidth(text, at) - 1;
      continue;
    }
    copied = at + 1;
  }
  return copied === from ? text.slice(from, to) : value + text.slice(copied, to);
}

/**
 * UTF-16 units of the character at a place.
 *
 * @throws Malformed for one that XML does not allow
 */
export function charWidth(text: string, at: number): 1 | 2 {
  const code = text.codePointAt(at) ?? 0;
  if (!isChar(code)) throw new Malformed(`The character ${showCharacter(code)} is not allowed`);
  return code > 0xffff ? 2 : 1;
}
