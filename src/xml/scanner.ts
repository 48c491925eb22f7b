import { type RawAttribute, readAttributes } from "./attributes.js";
import {
  APOSTROPHE,
  BYTE_ORDER_MARK,
  EXCLAMATION,
  GREATER,
  isSpace,
  LESS,
  LF,
  QUESTION,
  QUOTE,
  SLASH,
  SPACE,
} from "./characters.js";
import { Malformed } from "./malformed.js";
import { nameAt, type XmlName } from "./name-table.js";
import { Pieces } from "./pieces.js";
import { checkComment, checkInstruction } from "./side-tokens.js";
import { type TextHandler, TextScanner } from "./text-scanner.js";

/** What a {@link XmlScanner} finds, in document order. */
export interface TokenHandler extends TextHandler {
  /** A start tag, or an empty element's tag; then `endTag` follows. */
  startTag(name: XmlName, attributes: readonly RawAttribute[]): void;
  endTag(): void;
}

/** Limits of {@link XmlScanner}. */
export interface ScannerLimits {
  /** UTF-16 units of one tag, comment or text between two tags. */
  readonly maxToken: number;
  /** Attributes of one tag: one more than these are read, so that the handler can refuse them. */
  readonly maxAttributes: number;
  /** Whether line and column are counted. */
  readonly positions: boolean;
}

const NO_ATTRIBUTES: readonly RawAttribute[] = Object.freeze([]);

const CDATA_START = "<![CDATA[";

/**
 * Finds the tokens of an XML 1.0 document that comes in pieces cut anywhere, and checks everything that concerns characters, tokens and
 * the nesting of tags; namespaces are the handler's. One pass: characters are looked at as numbers in a typed array, which is several times
 * faster than to ask a string for them, and strings are cut only for what is handed on.
 */
export class XmlScanner {
  readonly #handler: TokenHandler;
  readonly #limits: ScannerLimits;
  readonly #pieces: Pieces;
  readonly #text: TextScanner;
  readonly #scan: () => void;
  readonly #open: XmlName[] = [];
  #rooted = false;

  constructor(handler: TokenHandler, limits: ScannerLimits) {
    this.#handler = handler;
    this.#limits = limits;
    this.#pieces = new Pieces(limits.positions);
    this.#text = new TextScanner(this.#pieces, handler, limits.maxToken);
    this.#scan = () => this.#scanPiece();
  }

  /** Line and column, from 1, of what is under work: where an error is, when one was thrown. */
  get position(): { readonly line: number; readonly column: number } {
    return this.#pieces.position;
  }

  /**
   * Takes the next piece.
   *
   * @throws Malformed for what is not well-formed; what the handler throws
   */
  write(text: string): void {
    this.#pieces.write(text, this.#scan);
    if (this.#pieces.held.length > this.#limits.maxToken) this.#handler.tooLong();
  }

  /** @throws Malformed when the document is not complete */
  end(): void {
    const { held } = this.#pieces;
    if (held !== "") throw new Malformed(`It ends in the middle of ${JSON.stringify(held.slice(0, 40))}`);
    const open = this.#open.at(-1);
    if (open !== undefined) throw new Malformed(`It ends before </${open.raw}>`);
    if (!this.#rooted) throw new Malformed("There is no element in it");
  }

  #scanPiece(): void {
    const pieces = this.#pieces;
    const text = this.#text;
    const { codes, length } = pieces;
    const passedOver = (text.atStart && codes[0] === BYTE_ORDER_MARK) || (text.afterCr && codes[0] === LF);
    text.afterCr = false;
    let at = passedOver ? 1 : 0;
    while (at < length) {
      pieces.at = at;
      at = codes[at] === LESS && !text.inCdata ? this.#markup(at) : text.scan(at);
    }
  }

  #markup(at: number): number {
    const next = this.#pieces.codes[at + 1];
    if (at + 1 >= this.#pieces.length) return this.#pieces.hold(at);
    if (next === SLASH) return this.#closeTag(at);
    if (next === EXCLAMATION) return this.#declaration(at);
    if (next === QUESTION) return this.#instruction(at);
    return this.#openTag(at);
  }

  #openTag(start: number): number {
    const codes = this.#pieces.codes;
    let at = start + 1;
    let hash = 0;
    let code = codes[at] as number;
    while (code > GREATER || (code > SPACE && code !== SLASH && code !== GREATER)) {
      hash = (Math.imul(hash, 31) + code) | 0;
      code = codes[++at] as number;
    }
    if (code !== GREATER) return this.#openTagWithMore(start, at, hash);
    if (at - start - 1 > this.#limits.maxToken) this.#handler.tooLong();
    const name = nameAt(codes, start + 1, at, hash);
    this.#begin(name, NO_ATTRIBUTES);
    return at + 1;
  }

  /** A tag with attributes, with white space, of an empty element, or incomplete. */
  #openTagWithMore(start: number, nameEnd: number, hash: number): number {
    const end = this.#tagEnd(nameEnd);
    if (end < 0) return this.#pieces.hold(start, ">");
    if (end - start - 1 > this.#limits.maxToken) this.#handler.tooLong();
    const codes = this.#pieces.codes;
    const name = nameAt(codes, start + 1, nameEnd, hash);
    const empty = codes[end - 1] === SLASH;
    const to = empty ? end - 1 : end;
    const attributes =
      to === nameEnd
        ? NO_ATTRIBUTES
        : readAttributes(this.#pieces, { from: nameEnd, to, most: this.#limits.maxAttributes });
    this.#begin(name, attributes);
    if (empty) this.#finish();
    return end + 1;
  }

  /** Where the `>` of a tag is, looking from inside of it but outside of a value; -1 when it is not in this piece. */
  #tagEnd(from: number): number {
    const codes = this.#pieces.codes;
    let quote = 0;
    for (let at = from; at < this.#pieces.length; at++) {
      const code = codes[at];
      if (quote !== 0) {
        if (code === quote) quote = 0;
      } else if (code === GREATER) return at;
      else if (code === QUOTE || code === APOSTROPHE) quote = code;
    }
    return -1;
  }

  #begin(name: XmlName, attributes: readonly RawAttribute[]): void {
    if (this.#open.length === 0) {
      if (this.#rooted) throw new Malformed(`<${name.raw}> stands behind the end of the document`);
      this.#rooted = true;
      this.#text.inRoot = true;
      this.#text.atStart = false;
    }
    this.#text.end();
    this.#open.push(name);
    this.#handler.startTag(name, attributes);
  }

  #finish(): void {
    this.#text.end();
    this.#open.pop();
    if (this.#open.length === 0) this.#text.inRoot = false;
    this.#handler.endTag();
  }

  #closeTag(start: number): number {
    const open = this.#open[this.#open.length - 1];
    if (open !== undefined) {
      const end = start + 2 + open.raw.length;
      if (
        end < this.#pieces.length &&
        this.#pieces.codes[end] === GREATER &&
        open.startsAt(this.#pieces.codes, start + 2)
      ) {
        this.#finish();
        return end + 1;
      }
    }
    return this.#closeTagWithMore(start, open);
  }

  /** An end tag with white space, incomplete, or wrong. */
  #closeTagWithMore(start: number, open: XmlName | undefined): number {
    const end = this.#pieces.text.indexOf(">", start);
    if (end < 0) return this.#pieces.hold(start, ">");
    let to = end;
    while (isSpace(this.#pieces.codes[to - 1])) to--;
    const name = this.#pieces.text.slice(start + 2, to);
    if (open === undefined) throw new Malformed(`</${name}> ends what was not begun`);
    if (name !== open.raw) throw new Malformed(`</${name}> stands where <${open.raw}> must be ended`);
    this.#finish();
    return end + 1;
  }

  /** What begins with `<!`: a comment or CDATA; DOCTYPE is refused. */
  #declaration(start: number): number {
    const text = this.#pieces.text;
    if (text.startsWith("<!--", start)) {
      const end = text.indexOf("-->", start + 4);
      if (end < 0) return this.#pieces.hold(start, "-->", start + 4);
      if (end - start - 4 > this.#limits.maxToken) this.#handler.tooLong();
      checkComment(text.slice(start + 4, end));
      this.#text.atStart = false;
      return end + 3;
    }
    if (text.startsWith(CDATA_START, start)) {
      if (this.#open.length === 0) throw new Malformed("CDATA stands outside of the root element");
      this.#text.inCdata = true;
      return start + CDATA_START.length;
    }
    const rest = text.slice(start, start + CDATA_START.length);
    if (CDATA_START.startsWith(rest) || "<!--".startsWith(rest)) return this.#pieces.hold(start);
    if ("<!DOCTYPE".startsWith(rest)) throw new Malformed(DOCTYPE);
    throw new Malformed('"<!" begins neither a comment nor CDATA');
  }

  #instruction(start: number): number {
    const end = this.#pieces.text.indexOf("?>", start + 2);
    if (end < 0) return this.#pieces.hold(start, "?>", start + 2);
    if (end - start - 2 > this.#limits.maxToken) this.#handler.tooLong();
    const text = this.#pieces.text.slice(start, end + 2);
    checkInstruction({ text, codes: this.#pieces.codes.subarray(start, end + 2) }, this.#text.atStart);
    this.#text.atStart = false;
    return end + 2;
  }
}

const DOCTYPE = "A document type declaration (DOCTYPE) is not accepted: remove it";
