import { endianness } from "node:os";
import { CR, LF } from "./characters.js";
import { TokenEnd } from "./token-end.js";

/** Text is looked at in pieces of this many UTF-16 units, so that the copy as numbers stays small. */
const PIECE = 64 * 1024;
const BIG_ENDIAN = endianness() === "BE";

/** Arrays for pieces that are not in use: a reader needs one only while it reads, and most messages are smaller than the array. */
const spare: Uint16Array<ArrayBuffer>[] = [];
const NONE: Uint16Array<ArrayBuffer> = new Uint16Array(0);

/**
 * The text of a document that comes in pieces cut anywhere, as a scanner wants it: one piece at a time, as text and as numbers, with what the
 * piece before broke off in front of it. Each piece is copied once, however long a token is and however small the pieces are.
 */
export class Pieces {
  /** The piece under work. */
  text = "";
  /** Its code units, with a 0 behind the last one; there may be more behind that, which means nothing. */
  codes: Uint16Array<ArrayBuffer> = NONE;
  /** Its length in UTF-16 units. */
  length = 0;
  /** Where the token under work begins; where an error is. */
  at = 0;
  readonly #countLines: boolean;
  #held = "";
  #end: TokenEnd | undefined;
  #line = 1;
  #column = 1;

  /** @param countLines whether `position` will be asked for */
  constructor(countLines: boolean) {
    this.#countLines = countLines;
  }

  /** Line and column, from 1, of `at`. */
  get position(): { readonly line: number; readonly column: number } {
    let line = this.#line;
    let column = this.#column;
    for (let at = 0; at < this.at; at++) {
      const code = this.text.charCodeAt(at);
      const ends = code === LF || (code === CR && this.text.charCodeAt(at + 1) !== LF);
      line += ends ? 1 : 0;
      column = ends ? 1 : column + 1;
    }
    return { line, column };
  }

  /** What was held back for the next piece. */
  get held(): string {
    return this.#held;
  }

  /**
   * Takes text and calls `scan` for each piece of it that holds more than the middle of a token.
   *
   * @throws what `scan` throws; Malformed for `<` in a tag that is held
   */
  write(text: string, scan: () => void): void {
    for (let from = 0; from < text.length; from += PIECE) {
      const piece = text.length <= PIECE ? text : text.slice(from, from + PIECE);
      const held = this.#held;
      if (this.#end !== undefined && !this.#end.isIn(piece)) {
        // Texts that are put together so are joined only when they are looked at.
        this.#held = held + piece;
        continue;
      }
      this.#end = undefined;
      this.#held = "";
      this.#load(held === "" ? piece : held + piece);
      const { codes } = this;
      try {
        scan();
      } finally {
        this.codes = NONE;
        if (codes.length === PIECE * 2) spare.push(codes);
      }
      this.at = this.length - this.#held.length;
    }
  }

  /**
   * The token that begins at a place does not end in this piece: keeps it for the next one. Gives where to go on, which is behind the piece.
   *
   * @param mark what ends the token, when it can be long: then it is looked at again only when it is complete
   * @param behind where to look for the mark from
   */
  hold(at: number, mark?: TokenEnd["mark"], behind: number = at + 1): number {
    this.#held = this.text.slice(at);
    if (mark !== undefined) {
      this.#end = new TokenEnd(mark);
      this.#end.isIn(this.text.slice(behind));
    }
    return this.length;
  }

  #load(text: string): void {
    if (this.#countLines) {
      const { line, column } = this.position;
      this.#line = line;
      this.#column = column;
    }
    const fits = text.length < PIECE * 2;
    const codes = (fits ? spare.pop() : undefined) ?? new Uint16Array(fits ? PIECE * 2 : text.length + 1);
    const bytes = Buffer.from(codes.buffer, 0, text.length * 2);
    bytes.write(text, "utf16le");
    if (BIG_ENDIAN) bytes.swap16();
    codes[text.length] = 0;
    this.text = text;
    this.codes = codes;
    this.length = text.length;
    this.at = 0;
  }
}
