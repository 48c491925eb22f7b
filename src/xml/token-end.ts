import { APOSTROPHE, GREATER, LESS, QUOTE } from "./characters.js";
import { Malformed } from "./malformed.js";

/**
 * Watches for the end of a token that comes in many pieces, looking at each piece once: a token cut into single characters
 * costs no more than one in one piece.
 */
export class TokenEnd {
  /** What ends the token. */
  readonly mark: ">" | "-->" | "?>";
  /** What the pieces so far end with and the mark may begin with. */
  #tail = "";
  /** The quote that a tag's attribute value is in, 0 outside of values. */
  #quote = 0;

  /** @param mark what ends the token; `>` is not looked for inside of quotes */
  constructor(mark: TokenEnd["mark"]) {
    this.mark = mark;
  }

  /**
   * Whether the end is in this piece, or begins before it and ends in it.
   *
   * @throws Malformed for `<` in a tag, which could wait for its end for long
   */
  isIn(piece: string): boolean {
    if (this.mark === ">") return this.#isTagEndIn(piece);
    const text = this.#tail + piece;
    this.#tail = text.slice(Math.max(0, text.length - this.mark.length + 1));
    return text.includes(this.mark);
  }

  #isTagEndIn(piece: string): boolean {
    for (let at = 0; at < piece.length; at++) {
      const code = piece.charCodeAt(at);
      if (code === LESS) throw new Malformed('"<" stands inside of a tag');
      if (this.#quote !== 0) {
        if (code === this.#quote) this.#quote = 0;
      } else if (code === GREATER) return true;
      else if (code === QUOTE || code === APOSTROPHE) this.#quote = code;
    }
    return false;
  }
}
