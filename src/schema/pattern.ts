import { EscError } from "../core/errors.js";
import type { Pattern } from "./descriptor.js";
import { BLOCKS } from "./pattern-blocks.js";

/** A pattern made ready. */
export interface CompiledPattern {
  allows(text: string): boolean;
  /** What to say about a text that it does not allow. */
  readonly says: string;
}

/**
 * Makes a `pattern` statement ready (RFC 7950 section 9.4.5).
 *
 * @throws EscError `unsupported` for an expression that is no XSD regular expression
 */
export function compilePattern(pattern: Pattern): CompiledPattern {
  const regExp = new RegExp(translatePattern(pattern.xsd), "v");
  const wanted = pattern.invert !== true;
  const rule = wanted
    ? `does not match the pattern ${pattern.xsd}`
    : `matches the pattern ${pattern.xsd}, which it must not`;
  return {
    allows: (text) => regExp.test(text) === wanted,
    says: pattern.message === undefined ? rule : `is refused: ${pattern.message} (it ${rule})`,
  };
}

/**
 * Translates a regular expression of XML Schema (Part 2, appendix F) to JavaScript's with the flag `v`: the whole text must match, `^`
 * and `$` are ordinary characters, classes can be subtracted, `\d`, `\w`, `\s`, `\i`, `\c` and `.` mean what XSD says.
 *
 * @throws EscError `unsupported` for an expression that is no XSD regular expression
 */
export function translatePattern(xsd: string): string {
  const translated = `^(?:${new Translator(xsd).alternatives()})$`;
  try {
    new RegExp(translated, "v");
  } catch (cause) {
    throw unsupported(xsd, cause instanceof Error ? cause.message : String(cause), cause);
  }
  return translated;
}

function unsupported(xsd: string, reason: string, cause?: unknown): EscError {
  return new EscError(
    "unsupported",
    `The pattern ${xsd} of the model is not a regular expression of XML Schema: ${reason}`,
    {
      cause,
    },
  );
}

const NAME_START = String.raw`\p{L}\p{Nl}_:`;
const NAME_CHAR = String.raw`${NAME_START}\p{M}\p{Nd}.\-\u{B7}`;

/** What stands for each multi-character escape, as the inside of a class. */
const CLASSES: Readonly<Record<string, string>> = {
  d: String.raw`\p{Nd}`,
  D: String.raw`\P{Nd}`,
  s: String.raw` \t\n\r`,
  S: String.raw`[^ \t\n\r]`,
  w: String.raw`\p{L}\p{M}\p{N}\p{S}`,
  W: String.raw`\p{P}\p{Z}\p{C}`,
  i: NAME_START,
  I: `[^${NAME_START}]`,
  c: NAME_CHAR,
  C: `[^${NAME_CHAR}]`,
};

const CONTROLS: Readonly<Record<string, string>> = { n: "\n", r: "\r", t: "\t" };
const QUANTIFIER = /(?:[?*+]|\{\d+(?:,\d*)?\})/y;

class Translator {
  readonly #xsd: string;
  readonly #characters: readonly string[];
  #at = 0;
  #depth = 0;

  constructor(xsd: string) {
    this.#xsd = xsd;
    this.#characters = [...xsd];
  }

  alternatives(): string {
    const branches = [this.#branch()];
    while (this.#take("|")) branches.push(this.#branch());
    if (this.#depth === 0 && this.#at < this.#characters.length) throw this.#wrong("a ) has no (");
    return branches.join("|");
  }

  #branch(): string {
    let out = "";
    for (;;) {
      const next = this.#characters[this.#at];
      if (next === undefined || next === "|" || next === ")") return out;
      out += this.#atom(next) + this.#quantifier();
    }
  }

  #atom(next: string): string {
    this.#at++;
    if (next === "(") return this.#group();
    if (next === "[") return this.#class();
    if (next === ".") return String.raw`[^\n\r]`;
    if (next === "\\") {
      const inside = this.#escape();
      return typeof inside === "string" ? literal(inside) : `[${inside.inside}]`;
    }
    if (next === "*" || next === "+" || next === "?") throw this.#wrong(`${next} has nothing before it`);
    return literal(next);
  }

  #group(): string {
    // Not in XSD, but met in modules and taken by libyang: a group that does not capture. No XSD group captures, so it is the same.
    if (this.#characters[this.#at] === "?" && this.#characters[this.#at + 1] === ":") this.#at += 2;
    this.#depth++;
    const inside = this.alternatives();
    this.#depth--;
    if (!this.#take(")")) throw this.#wrong("a ( has no )");
    return `(?:${inside})`;
  }

  #quantifier(): string {
    const rest = this.#characters.slice(this.#at, this.#at + 24).join("");
    QUANTIFIER.lastIndex = 0;
    const found = QUANTIFIER.exec(rest)?.[0] ?? "";
    this.#at += found.length;
    return found;
  }

  /** What follows a backslash: one character, or the inside of a class. */
  #escape(): string | { readonly inside: string } {
    const letter = this.#characters[this.#at++];
    if (letter === undefined) throw this.#wrong("it ends with a backslash");
    const control = CONTROLS[letter];
    if (control !== undefined) return control;
    if (letter === "p" || letter === "P") return { inside: this.#property(letter) };
    if (Object.hasOwn(CLASSES, letter)) return { inside: CLASSES[letter] ?? "" };
    if (/[A-Za-z0-9]/.test(letter)) throw this.#wrong(`\\${letter} is no escape there`);
    return letter;
  }

  #property(letter: "p" | "P"): string {
    const end = this.#characters.indexOf("}", this.#at);
    if (!this.#take("{") || end < 0) throw this.#wrong(`\\${letter} needs {...} after it`);
    const name = this.#characters.slice(this.#at, end).join("");
    this.#at = end + 1;
    if (!name.startsWith("Is")) return `\\${letter}{${name}}`;
    const block = Object.hasOwn(BLOCKS, name.slice(2)) ? BLOCKS[name.slice(2)] : undefined;
    if (!block) throw this.#wrong(`there is no block ${name.slice(2)}`);
    const inside = block.map(([first, last]) => `${codePoint(first)}-${codePoint(last)}`).join("");
    return letter === "p" ? inside : `[^${inside}]`;
  }

  /** A class after its `[`. JavaScript subtracts with `--` and needs both sides as classes of their own. */
  #class(): string {
    const negated = this.#take("^");
    let inside = "";
    for (let first = true; ; first = false) {
      const next = this.#characters[this.#at];
      if (next === undefined) throw this.#wrong("a [ has no ]");
      if (next === "]" && !first) {
        this.#at++;
        return `[${negated ? "^" : ""}${inside}]`;
      }
      if (next === "-" && this.#characters[this.#at + 1] === "[" && !first) {
        this.#at += 2;
        const subtracted = this.#class();
        if (!this.#take("]")) throw this.#wrong("a subtracted class is not the last thing in its class");
        return `[[${negated ? "^" : ""}${inside}]--${subtracted}]`;
      }
      inside += this.#classMember();
    }
  }

  #classMember(): string {
    const from = this.#classCharacter();
    if (typeof from !== "string") return from.inside;
    const after = this.#characters[this.#at + 1];
    const range = this.#characters[this.#at] === "-" && after !== "]" && after !== "[" && after !== undefined;
    if (!range) return codePoint(from.codePointAt(0) ?? 0);
    this.#at++;
    const to = this.#classCharacter();
    if (typeof to !== "string") throw this.#wrong("a range ends in a class");
    return `${codePoint(from.codePointAt(0) ?? 0)}-${codePoint(to.codePointAt(0) ?? 0)}`;
  }

  #classCharacter(): string | { readonly inside: string } {
    const next = this.#characters[this.#at++];
    if (next === undefined) throw this.#wrong("a [ has no ]");
    return next === "\\" ? this.#escape() : next;
  }

  #take(character: string): boolean {
    if (this.#characters[this.#at] !== character) return false;
    this.#at++;
    return true;
  }

  #wrong(reason: string): EscError {
    return unsupported(this.#xsd, `${reason} (at character ${this.#at})`);
  }
}

function codePoint(code: number): string {
  return `\\u{${code.toString(16).toUpperCase()}}`;
}

/** An ordinary character, safe outside classes. */
function literal(character: string): string {
  return /[A-Za-z0-9 _:;,<>=@!"'#%&~`]/.test(character) ? character : codePoint(character.codePointAt(0) ?? 0);
}
