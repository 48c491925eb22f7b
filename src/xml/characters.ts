/**
 * Which characters XML 1.0 (fifth edition) allows where. Everything takes UTF-16 code units or code points, not strings: the reader
 * looks at numbers only.
 */

/** Horizontal tab. */
export const TAB = 0x09;
/** Line feed. */
export const LF = 0x0a;
/** Carriage return. */
export const CR = 0x0d;
/** Space. */
export const SPACE = 0x20;
/** `!` */
export const EXCLAMATION = 0x21;
/** `"` */
export const QUOTE = 0x22;
/** `&` */
export const AMPERSAND = 0x26;
/** `'` */
export const APOSTROPHE = 0x27;
/** `/` */
export const SLASH = 0x2f;
/** `:` */
export const COLON = 0x3a;
/** `<` */
export const LESS = 0x3c;
/** `=` */
export const EQUALS = 0x3d;
/** `>` */
export const GREATER = 0x3e;
/** `?` */
export const QUESTION = 0x3f;
/** `]` */
export const BRACKET = 0x5d;
/** Byte order mark. */
export const BYTE_ORDER_MARK = 0xfeff;

/** White space (production 3, `S`). */
export function isSpace(code: number | undefined): boolean {
  return code === SPACE || code === LF || code === CR || code === TAB;
}

/** A code point that may stand in a document at all (production 2, `Char`). */
export function isChar(code: number): boolean {
  if (code < SPACE) return code === TAB || code === LF || code === CR;
  return code < 0xd800 || (code > 0xdfff && code < 0xfffe) || (code > 0xffff && code < 0x110000);
}

/** Code points above ASCII that a name may begin with (production 4, `NameStartChar`), first and last in turn. */
const NAME_START = [
  0xc0, 0xd6, 0xd8, 0xf6, 0xf8, 0x2ff, 0x370, 0x37d, 0x37f, 0x1fff, 0x200c, 0x200d, 0x2070, 0x218f, 0x2c00, 0x2fef,
  0x3001, 0xd7ff, 0xf900, 0xfdcf, 0xfdf0, 0xfffd, 0x10000, 0xeffff,
] as const;
/** And those that may follow as well (production 4a, `NameChar`). */
const NAME_MORE = [0xb7, 0xb7, 0x300, 0x36f, 0x203f, 0x2040] as const;

/** A code point that a name without a colon may begin with (Namespaces in XML, `NCName`). */
export function isNameStart(code: number): boolean {
  const letter = code | 0x20;
  return (
    (letter >= 0x61 && letter <= 0x7a && code < 0x80) || code === 0x5f || (code > 0x7f && within(code, NAME_START))
  );
}

/** A code point that may follow in a name without a colon. */
export function isNameChar(code: number): boolean {
  if (isNameStart(code)) return true;
  if (code < 0x80) return (code >= 0x30 && code <= 0x39) || code === 0x2d || code === 0x2e;
  return within(code, NAME_MORE);
}

function within(code: number, intervals: readonly number[]): boolean {
  for (let at = 0; at < intervals.length; at += 2) {
    if (code <= (intervals[at + 1] ?? 0)) return code >= (intervals[at] ?? 0);
  }
  return false;
}

/** A name without a colon (Namespaces in XML, production 4). */
export function isNCName(text: string): boolean {
  let first = true;
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    if (!(first ? isNameStart(code) : isNameChar(code))) return false;
    first = false;
  }
  return !first;
}
