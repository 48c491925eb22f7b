import { EscError } from "../core/errors.js";

/** A place in a YANG text; both numbers start at 1. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** One YANG text with the name it is known by in messages. Line ends are made `\n`, a byte order mark is dropped. */
export class SourceText {
  /** The file's name, as it shall appear in messages. */
  readonly name: string;
  readonly text: string;
  #lineStarts: number[] | undefined;

  constructor(name: string, text: string) {
    this.name = name;
    this.text = text.replace(/^\uFEFF/, "").replaceAll("\r\n", "\n");
  }

  /** Line and column of an offset into {@link text}. */
  position(offset: number): Position {
    this.#lineStarts ??= lineStartsOf(this.text);
    let low = 0;
    let high = this.#lineStarts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.#lineStarts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return { line: low + 1, column: offset - (this.#lineStarts[low] ?? 0) + 1 };
  }
}

function lineStartsOf(text: string): number[] {
  const starts = [0];
  for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) starts.push(at + 1);
  return starts;
}

/** Where a {@link YangError} was found. */
export interface YangErrorPlace extends Position {
  readonly file: string;
  /** The statement as written, shortened (`leaf name`); undefined where the text is not yet a statement. */
  readonly statement?: string;
}

/** A YANG text is wrong: `file`, `line`, `column` and `statement` say where; the message repeats them. Its code is `invalid-input`. */
export class YangError extends EscError<"invalid-input"> {
  override readonly name: string = "YangError";
  /** The file's name as given with its text. */
  readonly file: string;
  /** Starts at 1. */
  readonly line: number;
  /** Starts at 1. */
  readonly column: number;
  /** The statement as written, shortened. */
  declare readonly statement?: string;

  constructor(message: string, place: YangErrorPlace) {
    const at = `${place.file}:${place.line}:${place.column}`;
    super("invalid-input", `${at}: ${message}${place.statement === undefined ? "" : ` (in "${place.statement}")`}`);
    this.file = place.file;
    this.line = place.line;
    this.column = place.column;
    if (place.statement !== undefined) this.statement = place.statement;
  }
}
