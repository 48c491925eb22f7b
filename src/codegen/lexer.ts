import { type SourceText, YangError } from "./source.js";

/** A token of RFC 7950 section 6: a word (keyword or unquoted string), a quoted string, or one of `{` `}` `;` and the end. */
export interface Token {
  readonly kind: "word" | "quoted" | "open" | "close" | "semicolon" | "end";
  /** The word, or the content of the quoted string with its escapes resolved. */
  readonly value: string;
  readonly offset: number;
}

/** The version of the YANG language a text is written in, which decides about strings (RFC 7950 section 12). */
export type YangVersion = "1" | "1.1";

const SKIP = /(?:[ \t\n\r\f\v]+|\/\/[^\n]*|\/\*[\s\S]*?\*\/)+/y;
const WORD = /(?:[^ \t\n\r\f\v;{}/*"']|\/(?![/*])|\*(?!\/)|["'])+/y;
const DOUBLE = /"([^"\\]*(?:\\[\s\S][^"\\]*)*)"/y;
const SINGLE = /'([^']*)'/y;
/** `"a"+"b"` needs no space around the plus. */
const PLUS_BEFORE_QUOTE = /^\+["']/;
const PUNCTUATION: Readonly<Record<string, Token["kind"]>> = { "{": "open", "}": "close", ";": "semicolon" };
const ESCAPES: Readonly<Record<string, string>> = { n: "\n", t: "\t", '"': '"', "\\": "\\" };
const TAB_WIDTH = 8;

/** Cuts a YANG text into tokens. Set {@link Lexer.version} as soon as it is known: YANG 1.1 is stricter about strings. */
export class Lexer {
  version: YangVersion = "1";
  readonly #source: SourceText;
  readonly #text: string;
  #at = 0;

  constructor(source: SourceText) {
    this.#source = source;
    this.#text = source.text;
  }

  /**
   * The next token; `end` again and again after the last.
   *
   * @throws YangError for a string or comment without end, an illegal escape, and what may not stand in an unquoted string
   */
  next(): Token {
    this.#skip();
    const offset = this.#at;
    const first = this.#text[offset];
    if (first === undefined) return { kind: "end", value: "", offset };
    const punctuation = PUNCTUATION[first];
    if (punctuation !== undefined) {
      this.#at++;
      return { kind: punctuation, value: first, offset };
    }
    if (first === '"') return { kind: "quoted", value: this.#double(offset), offset };
    if (first === "'") return { kind: "quoted", value: this.#quoted(SINGLE, offset), offset };
    return { kind: "word", value: this.#word(offset), offset };
  }

  /** An error at an offset of the text. */
  error(message: string, offset: number): YangError {
    return new YangError(message, { file: this.#source.name, ...this.#source.position(offset) });
  }

  #skip(): void {
    SKIP.lastIndex = this.#at;
    if (SKIP.test(this.#text)) this.#at = SKIP.lastIndex;
    if (this.#text.startsWith("/*", this.#at)) {
      throw this.error("This comment has no end: close it with */", this.#at);
    }
  }

  #word(offset: number): string {
    if (PLUS_BEFORE_QUOTE.test(this.#text.slice(offset, offset + 2))) {
      this.#at = offset + 1;
      return "+";
    }
    WORD.lastIndex = offset;
    const word = WORD.exec(this.#text)?.[0] ?? "";
    this.#at = offset + word.length;
    const rest = this.#text.slice(this.#at, this.#at + 2);
    if (word === "" || rest === "//" || rest === "/*" || rest === "*/") {
      throw this.error(`"${rest}" may not stand in an unquoted string: put the string in quotes`, this.#at);
    }
    if (this.version === "1.1" && /["']/.test(word)) {
      throw this.error("A quote may not stand in an unquoted string (YANG 1.1): put the string in quotes", offset);
    }
    return word;
  }

  #quoted(pattern: RegExp, offset: number): string {
    pattern.lastIndex = offset;
    const found = pattern.exec(this.#text);
    if (!found) throw this.error("This quoted string has no end: close it with the same quote", offset);
    this.#at = pattern.lastIndex;
    return found[1] ?? "";
  }

  #double(offset: number): string {
    const raw = this.#quoted(DOUBLE, offset);
    return this.#unescape(raw.includes("\n") ? trimLines(raw, this.#columnsBefore(offset)) : raw, offset);
  }

  /** Columns left of an offset in its line, a tab counting as eight. */
  #columnsBefore(offset: number): number {
    const start = this.#text.lastIndexOf("\n", offset - 1) + 1;
    return widthOf(this.#text.slice(start, offset));
  }

  #unescape(text: string, offset: number): string {
    if (!text.includes("\\")) return text;
    return text.replace(/\\([\s\S])/g, (pair, escaped: string) => {
      const meaning = ESCAPES[escaped];
      if (meaning !== undefined) return meaning;
      if (this.version === "1") return pair;
      throw this.error(
        `"\\${escaped}" is no escape of YANG 1.1 (only \\n \\t \\" \\\\ are): write \\\\${escaped}, or use single quotes`,
        offset,
      );
    });
  }
}

function widthOf(text: string): number {
  let width = 0;
  for (const char of text) width += char === "\t" ? TAB_WIDTH : 1;
  return width;
}

/** RFC 7950 section 6.1.3: white space before a line break goes, and so does indentation up to the column of the opening quote. */
function trimLines(raw: string, columnsBefore: number): string {
  const lines = raw.split("\n");
  const trimmed = lines.map((line, index) => {
    const unindented = index === 0 ? line : unindent(line, columnsBefore + 1);
    return index === lines.length - 1 ? unindented : unindented.replace(/[ \t]+$/, "");
  });
  return trimmed.join("\n");
}

function unindent(line: string, columns: number): string {
  let width = 0;
  let at = 0;
  while (width < columns && (line[at] === " " || line[at] === "\t")) {
    width += line[at] === "\t" ? TAB_WIDTH : 1;
    at++;
  }
  // A tab that reaches past the column stands for the spaces on its far side.
  return " ".repeat(Math.max(0, width - columns)) + line.slice(at);
}
