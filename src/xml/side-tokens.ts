import { charWidth, readAttributes, type Source } from "./attributes.js";
import { isNCName, isSpace } from "./characters.js";
import { Malformed } from "./malformed.js";

/**
 * Checks a comment (XML 1.0, production 15).
 *
 * @param text what stands between `<!--` and `-->`
 * @throws Malformed for `--` and `-` at the end in it, and for characters that are not allowed
 */
export function checkComment(text: string): void {
  if (text.includes("--") || text.endsWith("-")) throw new Malformed('"--" stands inside of a comment');
  checkCharacters(text);
}

/**
 * Checks a processing instruction (XML 1.0, production 16) or XML declaration (production 23).
 *
 * @param source from `<?` to `?>`, both included
 * @param atStart whether it is the very beginning of the document, where alone an XML declaration may stand
 * @throws Malformed where it is none
 */
export function checkInstruction(source: Source, atStart: boolean): void {
  const { text } = source;
  const to = text.length - 2;
  let end = 2;
  while (end < to && !isSpace(text.charCodeAt(end))) end++;
  const target = text.slice(2, end);
  if (target === "xml" && atStart) {
    checkDeclaration(source, end, to);
    return;
  }
  if (target.toLowerCase() === "xml") {
    throw new Malformed("An XML declaration stands elsewhere than at the very beginning, or is not in lower case");
  }
  if (!isNCName(target)) throw new Malformed(`"${target}" is no name of a processing instruction`);
  checkCharacters(text.slice(end, to));
}

/** `version="1.0" encoding="UTF-8" standalone="yes"`, the last two optional, in this order. */
function checkDeclaration(source: Source, from: number, to: number): void {
  const attributes = readAttributes(source, { from, to, most: 3 });
  const names = attributes.map(({ name }) => name.raw).join(" ");
  if (!ORDERS.has(names)) {
    throw new Malformed(
      "The XML declaration has other things in it than version, encoding and standalone, or in another order",
    );
  }
  for (const { name, value } of attributes) {
    if (!VALUES[name.raw]?.(value)) throw new Malformed(`The XML declaration says ${name.raw}="${value}"`);
  }
}

const ORDERS: ReadonlySet<string> = new Set([
  "version",
  "version encoding",
  "version standalone",
  "version encoding standalone",
]);

const VALUES: Readonly<Record<string, (value: string) => boolean>> = {
  // XML 1.0, fifth edition: a later 1.x is read as 1.0.
  version: (value) => value.startsWith("1.") && isDigits(value.slice(2)),
  encoding: isEncodingName,
  standalone: (value) => value === "yes" || value === "no",
};

function isDigits(text: string): boolean {
  for (const digit of text) if (digit < "0" || digit > "9") return false;
  return text !== "";
}

/** The text has been decoded already; what matters is that the name is one (production 81). */
function isEncodingName(value: string): boolean {
  const first = value.charCodeAt(0) | 0x20;
  if (!(first >= 0x61 && first <= 0x7a)) return false;
  for (let at = 0; at < value.length; at++) if (value.charCodeAt(at) > 0x7f) return false;
  return isNCName(value);
}

function checkCharacters(text: string): void {
  for (let at = 0; at < text.length; ) at += charWidth(text, at);
}
