import { endianness } from "node:os";
import { charWidth, type RawAttribute, readAttributes, type Source } from "./attributes.js";
import * as c from "./characters.js";
import { Malformed, showCharacter } from "./malformed.js";
import { nameAt, type XmlName } from "./name-table.js";
import { MAX_REFERENCE, resolveReference } from "./references.js";
import { checkComment, checkInstruction } from "./side-tokens.js";
import { TokenEnd } from "./token-end.js";

/** What a {@link XmlScanner} finds, in document order. */
export interface TokenHandler {
  /** A start tag, or an empty element's tag; then `endTag` follows. */
  startTag(name: XmlName, attributes: readonly RawAttribute[]): void;
  endTag(): void;
  /** A piece of text inside of the root: references resolved, line ends normalised. */
  text(text: string): void;
  /** A token is longer than `maxToken`. Must throw. */
  tooLong(): never;
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

/** By code unit below 128: 1 for what stands for itself in text. */
const PLAIN = Uint8Array.from({ length: 128 }, (_, code) =>
  code < c.SPACE && code !== c.TAB && code !== c.LF
    ? 0
    : code === c.LESS || code === c.AMPERSAND || code === c.BRACKET
      ? 0
      : 1,
);
/** The same inside of CDATA. */
const PLAIN_CDATA = PLAIN.map((plain, code) => (code === c.LESS || code === c.AMPERSAND ? 1 : plain));

/** Text is looked at in pieces of this many UTF-16 units, so that the copy as numbers stays small. */
const PIECE = 64 * 1024;
const BIG_ENDIAN = endianness() === "BE";
const CDATA_START = "<![CDATA[";

/**
 * Finds the tokens of an XML 1.0 document that comes in pieces cut anywhere, and checks everything that concerns characters, tokens and
 * the nesting of tags; namespaces are the handler's. One pass: characters are looked at as numbers in a typed array, which is several times
 * faster than to ask a string for them, and strings are cut only for what is handed on.
 */
export class XmlScanner {
  readonly #handler: TokenHandler;
  readonly #limits: ScannerLimits;
  /** The piece under work: as text, as numbers (with a 0 behind the last one), and how long it is. */
  #text = "";
  #codes: Uint16Array<ArrayBuffer> = new Uint16Array(0);
  #length = 0;
  /** Where the token under work begins; where an error is. */
  #at = 0;
  /** The beginning of a token that the last piece broke off, and what watches for its end; short ones need no watch. */
  #held = "";
  #end: TokenEnd | undefined;
  readonly #open: XmlName[] = [];
  /** True until anything has come: only there an XML declaration may stand. */
  #atStart = true;
  #rooted = false;
  #inCdata = false;
  #afterCr = false;
  #textLength = 0;
  #line = 1;
  #column = 1;

  constructor(handler: TokenHandler, limits: ScannerLimits) {
    this.#handler = handler;
    this.#limits = limits;
  }

  /** Line and column, from 1, of what is under work: where an error is, when one was thrown. */
  get position(): { readonly line: number; readonly column: number } {
    let line = this.#line;
    let column = this.#column;
    for (let at = 0; at < this.#at; at++) {
      const code = this.#codes[at];
      const ends = code === c.LF || (code === c.CR && this.#codes[at + 1] !== c.LF);
      line += ends ? 1 : 0;
      column = ends ? 1 : column + 1;
    }
    return { line, column };
  }

  /**
   * Takes the next piece.
   *
   * @throws Malformed for what is not well-formed; what the handler throws
   */
  write(text: string): void {
    for (let at = 0; at < text.length; at += PIECE) {
      this.#piece(text.length <= PIECE ? text : text.slice(at, at + PIECE));
    }
  }

  /** @throws Malformed when the document is not complete */
  end(): void {
    if (this.#held !== "") throw new Malformed(`It ends in the middle of ${JSON.stringify(this.#held.slice(0, 40))}`);
    const open = this.#open.at(-1);
    if (open !== undefined) throw new Malformed(`It ends before </${open.raw}>`);
    if (!this.#rooted) throw new Malformed("There is no element in it");
  }

  #piece(text: string): void {
    const held = this.#held;
    if (this.#end !== undefined && !this.#end.isIn(text)) {
      this.#held = held + text;
      if (this.#held.length > this.#limits.maxToken) this.#handler.tooLong();
      return;
    }
    this.#end = undefined;
    this.#held = "";
    this.#load(held === "" ? text : held + text);
    this.#scan();
  }

  #load(text: string): void {
    if (this.#limits.positions) {
      const { line, column } = this.position;
      this.#line = line;
      this.#column = column;
    }
    if (this.#codes.length <= text.length) this.#codes = new Uint16Array(Math.max(text.length + 1, 4096));
    const bytes = Buffer.from(this.#codes.buffer, 0, text.length * 2);
    bytes.write(text, "utf16le");
    if (BIG_ENDIAN) bytes.swap16();
    this.#codes[text.length] = 0;
    this.#text = text;
    this.#length = text.length;
    this.#at = 0;
  }

  #scan(): void {
    let at = 0;
    if (this.#atStart && this.#codes[0] === c.BYTE_ORDER_MARK) at = 1;
    if (this.#afterCr && this.#codes[0] === c.LF) at = 1;
    this.#afterCr = false;
    while (at < this.#length) {
      this.#at = at;
      at = this.#codes[at] === c.LESS && !this.#inCdata ? this.#markup(at) : this.#characters(at);
    }
    this.#at = this.#length - this.#held.length;
  }

  /** The token does not end in this piece. Gives where to go on: behind the piece. */
  #hold(at: number, end?: TokenEnd): number {
    this.#held = this.#text.slice(at);
    this.#end = end;
    if (this.#held.length - 1 > this.#limits.maxToken) this.#handler.tooLong();
    return this.#length;
  }

  #markup(at: number): number {
    const next = this.#codes[at + 1];
    if (at + 1 >= this.#length) return this.#hold(at);
    if (next === c.SLASH) return this.#closeTag(at);
    if (next === c.EXCLAMATION) return this.#declaration(at);
    if (next === c.QUESTION) return this.#instruction(at);
    return this.#openTag(at);
  }

  #openTag(start: number): number {
    const codes = this.#codes;
    let at = start + 1;
    let hash = 0;
    let code = codes[at] as number;
    while (code > c.GREATER || (code > c.SPACE && code !== c.SLASH && code !== c.GREATER)) {
      hash = (Math.imul(hash, 31) + code) | 0;
      code = codes[++at] as number;
    }
    if (code !== c.GREATER) return this.#openTagWithMore(start, at, hash);
    if (at - start - 1 > this.#limits.maxToken) this.#handler.tooLong();
    const name = nameAt(codes, start + 1, at, hash);
    this.#begin(name, NO_ATTRIBUTES);
    return at + 1;
  }

  /** A tag with attributes, with white space, of an empty element, or incomplete. */
  #openTagWithMore(start: number, nameEnd: number, hash: number): number {
    const end = this.#tagEnd(nameEnd);
    if (end < 0) return this.#holdTag(start);
    if (end - start - 1 > this.#limits.maxToken) this.#handler.tooLong();
    const codes = this.#codes;
    const name = nameAt(codes, start + 1, nameEnd, hash);
    const empty = codes[end - 1] === c.SLASH;
    const to = empty ? end - 1 : end;
    const attributes =
      to === nameEnd
        ? NO_ATTRIBUTES
        : readAttributes(this.#source(), { from: nameEnd, to, most: this.#limits.maxAttributes });
    this.#begin(name, attributes);
    if (empty) this.#finish();
    return end + 1;
  }

  #source(): Source {
    return { text: this.#text, codes: this.#codes };
  }

  /** Where the `>` of a tag is, looking from inside of it but outside of a value; -1 when it is not in this piece. */
  #tagEnd(from: number): number {
    const codes = this.#codes;
    let quote = 0;
    for (let at = from; at < this.#length; at++) {
      const code = codes[at];
      if (quote !== 0) {
        if (code === quote) quote = 0;
      } else if (code === c.GREATER) return at;
      else if (code === c.QUOTE || code === c.APOSTROPHE) quote = code;
    }
    return -1;
  }

  #holdTag(start: number): number {
    const end = new TokenEnd(">");
    end.isIn(this.#text.slice(start + 1));
    return this.#hold(start, end);
  }

  #begin(name: XmlName, attributes: readonly RawAttribute[]): void {
    if (this.#open.length === 0) {
      if (this.#rooted) throw new Malformed(`<${name.raw}> stands behind the end of the document`);
      this.#rooted = true;
      this.#atStart = false;
    }
    this.#textLength = 0;
    this.#open.push(name);
    this.#handler.startTag(name, attributes);
  }

  #finish(): void {
    this.#textLength = 0;
    this.#open.pop();
    this.#handler.endTag();
  }

  #closeTag(start: number): number {
    const open = this.#open[this.#open.length - 1];
    if (open !== undefined) {
      const end = start + 2 + open.raw.length;
      if (end < this.#length && this.#codes[end] === c.GREATER && open.startsAt(this.#codes, start + 2)) {
        this.#finish();
        return end + 1;
      }
    }
    return this.#closeTagWithMore(start, open);
  }

  /** An end tag with white space, incomplete, or wrong. */
  #closeTagWithMore(start: number, open: XmlName | undefined): number {
    const end = this.#codes.indexOf(c.GREATER, start);
    if (end < 0 || end >= this.#length) return this.#holdTag(start);
    let to = end;
    while (c.isSpace(this.#codes[to - 1])) to--;
    const name = this.#text.slice(start + 2, to);
    if (open === undefined) throw new Malformed(`</${name}> ends what was not begun`);
    if (name !== open.raw) throw new Malformed(`</${name}> stands where <${open.raw}> must be ended`);
    this.#finish();
    return end + 1;
  }

  /** What begins with `<!`: a comment or CDATA; DOCTYPE is refused. */
  #declaration(start: number): number {
    const text = this.#text;
    if (text.startsWith("<!--", start)) {
      const end = text.indexOf("-->", start + 4);
      if (end < 0) return this.#holdSide(start, "-->");
      if (end - start - 4 > this.#limits.maxToken) this.#handler.tooLong();
      checkComment(text.slice(start + 4, end));
      this.#atStart = false;
      return end + 3;
    }
    if (text.startsWith(CDATA_START, start)) {
      if (this.#open.length === 0) throw new Malformed("CDATA stands outside of the root element");
      this.#inCdata = true;
      return start + CDATA_START.length;
    }
    const rest = text.slice(start, start + CDATA_START.length);
    if (CDATA_START.startsWith(rest) || "<!--".startsWith(rest)) return this.#hold(start);
    if ("<!DOCTYPE".startsWith(rest)) throw new Malformed(DOCTYPE);
    throw new Malformed('"<!" begins neither a comment nor CDATA');
  }

  #instruction(start: number): number {
    const end = this.#text.indexOf("?>", start + 2);
    if (end < 0) return this.#holdSide(start, "?>");
    if (end - start - 2 > this.#limits.maxToken) this.#handler.tooLong();
    const text = this.#text.slice(start, end + 2);
    checkInstruction({ text, codes: this.#codes.subarray(start, end + 2) }, this.#atStart);
    this.#atStart = false;
    return end + 2;
  }

  #holdSide(start: number, mark: "-->" | "?>"): number {
    const end = new TokenEnd(mark);
    end.isIn(this.#text.slice(start + (mark === "?>" ? 2 : 4)));
    return this.#hold(start, end);
  }

  #characters(from: number): number {
    const plain = this.#inCdata ? PLAIN_CDATA : PLAIN;
    const codes = this.#codes;
    let at = from;
    let code = codes[at] as number;
    while (code < 128 ? plain[code] === 1 : code < 0xd800 || (code > 0xdfff && code < 0xfffe))
      code = codes[++at] as number;
    if (at > from) this.#give(this.#text.slice(from, at));
    if (at >= this.#length || (code === c.LESS && !this.#inCdata)) return at;
    this.#at = at;
    return this.#special(at, code);
  }

  /** A character that does not just stand for itself. */
  #special(at: number, code: number): number {
    if (code === c.BRACKET) return this.#bracket(at);
    if (code === c.AMPERSAND) return this.#reference(at);
    if (code === c.CR) {
      this.#give("\n");
      this.#afterCr = at + 1 === this.#length;
      return this.#codes[at + 1] === c.LF ? at + 2 : at + 1;
    }
    if (at + 1 === this.#length && code >= 0xd800 && code < 0xdc00) return this.#hold(at);
    const end = at + charWidth(this.#text, at);
    this.#give(this.#text.slice(at, end));
    return end;
  }

  #bracket(at: number): number {
    const rest = this.#text.slice(at, at + 3);
    if (rest === "]]>") {
      if (!this.#inCdata) throw new Malformed('"]]>" stands in a text: write ]]&gt; for it');
      this.#inCdata = false;
      return at + 3;
    }
    if (at + rest.length === this.#length && "]]>".startsWith(rest)) return this.#hold(at);
    this.#give("]");
    return at + 1;
  }

  #reference(at: number): number {
    const most = this.#text.slice(at + 1, at + 2 + MAX_REFERENCE);
    const end = most.indexOf(";");
    if (end < 0) {
      if (at + 1 + most.length === this.#length && most.length <= MAX_REFERENCE) return this.#hold(at);
      throw new Malformed('"&" begins a reference that has no end: write &amp; for it');
    }
    this.#give(resolveReference(most.slice(0, end)), true);
    return at + end + 2;
  }

  /** Hands a piece of text on; outside of the root only white space may stand. */
  #give(text: string, reference = false): void {
    if (this.#open.length > 0) {
      this.#textLength += text.length;
      if (this.#textLength > this.#limits.maxToken) this.#handler.tooLong();
      this.#handler.text(text);
      return;
    }
    this.#atStart = false;
    for (let at = 0; at < text.length; at++) {
      const code = text.charCodeAt(at);
      if (c.isSpace(code) && !reference) continue;
      throw new Malformed(`${showCharacter(code)} stands outside of the root element`);
    }
  }
}

const DOCTYPE = "A document type declaration (DOCTYPE) is not accepted: remove it";
