import { charWidth } from "./attributes.js";
import { AMPERSAND, BRACKET, CR, isSpace, LESS, LF, SPACE, TAB } from "./characters.js";
import { Malformed, showCharacter } from "./malformed.js";
import type { Pieces } from "./pieces.js";
import { MAX_REFERENCE, resolveReference } from "./references.js";

/** Takes what a {@link TextScanner} finds. */
export interface TextHandler {
  /** A piece of text inside of the root: references resolved, line ends normalised. */
  text(text: string): void;
  /** A token is longer than the limit. Must throw. */
  tooLong(): never;
}

/** By code unit below 128: 1 for what stands for itself in text. */
const PLAIN = Uint8Array.from({ length: 128 }, (_, code) =>
  code < SPACE && code !== TAB && code !== LF ? 0 : code === LESS || code === AMPERSAND || code === BRACKET ? 0 : 1,
);
/** The same inside of CDATA. */
const PLAIN_CDATA = PLAIN.map((plain, code) => (code === LESS || code === AMPERSAND ? 1 : plain));

/** Reads the text between tags, CDATA included (XML 1.0 sections 2.4, 2.7 and 2.11). */
export class TextScanner {
  /** Whether the place is inside of the root element; outside only white space may stand. */
  inRoot = false;
  /** Whether the place is inside of CDATA. */
  inCdata = false;
  /** True until anything has come but a byte order mark: only there an XML declaration may stand. */
  atStart = true;
  /** A carriage return was the last thing of a piece: a line feed in front of the next is the same line end. */
  afterCr = false;
  readonly #pieces: Pieces;
  readonly #out: TextHandler;
  readonly #maxToken: number;
  #length = 0;

  constructor(pieces: Pieces, out: TextHandler, maxToken: number) {
    this.#pieces = pieces;
    this.#out = out;
    this.#maxToken = maxToken;
  }

  /** A tag stands here: the text before it has ended. */
  end(): void {
    this.#length = 0;
  }

  /** Reads on from a place. Gives where what is no text begins, or where to go on. */
  scan(from: number): number {
    const plain = this.inCdata ? PLAIN_CDATA : PLAIN;
    const codes = this.#pieces.codes;
    let at = from;
    let code = codes[at] as number;
    while (code < 128 ? plain[code] === 1 : code < 0xd800 || (code > 0xdfff && code < 0xfffe))
      code = codes[++at] as number;
    if (at > from) this.#give(this.#pieces.text.slice(from, at));
    if (at >= this.#pieces.length || (code === LESS && !this.inCdata)) return at;
    this.#pieces.at = at;
    return this.#special(at, code);
  }

  /** A character that does not just stand for itself. */
  #special(at: number, code: number): number {
    if (code === BRACKET) return this.#bracket(at);
    if (code === AMPERSAND) return this.#reference(at);
    if (code === CR) {
      this.#give("\n");
      this.afterCr = at + 1 === this.#pieces.length;
      return this.#pieces.codes[at + 1] === LF ? at + 2 : at + 1;
    }
    if (at + 1 === this.#pieces.length && code >= 0xd800 && code < 0xdc00) return this.#pieces.hold(at);
    const end = at + charWidth(this.#pieces.text, at);
    this.#give(this.#pieces.text.slice(at, end));
    return end;
  }

  #bracket(at: number): number {
    const rest = this.#pieces.text.slice(at, at + 3);
    if (rest === "]]>") {
      if (!this.inCdata) throw new Malformed('"]]>" stands in a text: write ]]&gt; for it');
      this.inCdata = false;
      return at + 3;
    }
    if (at + rest.length === this.#pieces.length && "]]>".startsWith(rest)) return this.#pieces.hold(at);
    this.#give("]");
    return at + 1;
  }

  #reference(at: number): number {
    const most = this.#pieces.text.slice(at + 1, at + 2 + MAX_REFERENCE);
    const end = most.indexOf(";");
    if (end < 0) {
      if (at + 1 + most.length === this.#pieces.length && most.length <= MAX_REFERENCE) return this.#pieces.hold(at);
      throw new Malformed('"&" begins a reference that has no end: write &amp; for it');
    }
    this.#give(resolveReference(most.slice(0, end)), true);
    return at + end + 2;
  }

  /** Hands a piece of text on; outside of the root only white space may stand. */
  #give(text: string, reference = false): void {
    if (this.inRoot) {
      this.#length += text.length;
      if (this.#length > this.#maxToken) this.#out.tooLong();
      this.#out.text(text);
      return;
    }
    this.atStart = false;
    for (let at = 0; at < text.length; at++) {
      const code = text.charCodeAt(at);
      if (isSpace(code) && !reference) continue;
      throw new Malformed(`${showCharacter(code)} stands outside of the root element`);
    }
  }
}
