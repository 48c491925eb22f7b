import { styleText } from "node:util";
import type { EscEvent } from "../index.js";

/** Where a command reads and writes: the process's own streams, or a test's. */
export interface Terminal {
  readonly out: NodeJS.WritableStream & { readonly isTTY?: boolean };
  readonly err: NodeJS.WritableStream & { readonly isTTY?: boolean; readonly columns?: number };
  readonly input: NodeJS.ReadableStream;
  readonly env: Readonly<Record<string, string | undefined>>;
}

type Colour = "green" | "red" | "yellow" | "cyan" | "dim" | "bold";

/** Colours a text when standard output is a terminal and NO_COLOR is not set. */
export function colour(terminal: Terminal, format: Colour, text: string): string {
  const wanted = terminal.out.isTTY === true && !terminal.env["NO_COLOR"];
  return wanted ? styleText(format, text, { validateStream: false }) : text;
}

/** `HH:MM:SS.mmm` in local time. */
export function clockTime(time: Date): string {
  const two = (value: number) => String(value).padStart(2, "0");
  return `${two(time.getHours())}:${two(time.getMinutes())}:${two(time.getSeconds())}.${String(time.getMilliseconds()).padStart(3, "0")}`;
}

/** One event as one line: time, type, status, code, subject, message, in columns. */
export function eventLine(terminal: Terminal, event: EscEvent): string {
  const type = event.type === "UNKNOWN" ? event.rawType : event.type;
  const status = (event.status ?? "").padEnd(7);
  return [
    colour(terminal, "dim", clockTime(event.time)),
    type.padEnd(22),
    colour(terminal, event.status === "FAILURE" ? "red" : "green", status),
    String(event.status_code ?? "-").padEnd(4),
    eventSubject(event).padEnd(24),
    oneLine(event.status_message ?? ""),
  ]
    .join("  ")
    .trimEnd();
}

/** What an event is about: the most specific name in it. */
export function eventSubject(event: EscEvent): string {
  const named: Readonly<Record<string, unknown>> = { ...event };
  const deployment = [named["depname"], named["vm_group"]].filter((part) => typeof part === "string" && part !== "");
  if (deployment.length > 0) return deployment.join("/");
  for (const field of SUBJECT_FIELDS) {
    const value = named[field];
    if (typeof value === "string" && value !== "") return value;
  }
  return "-";
}

const SUBJECT_FIELDS = [
  "vim_connector_id",
  "subnet",
  "network",
  "image",
  "flavor",
  "volume",
  "svcname",
  "tenant",
] as const;

/** A text with line breaks and other control characters made visible as spaces, so that it stays one line and cannot drive the terminal. */
export function oneLine(text: string): string {
  return text.replaceAll(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, " ").trim();
}

/** A line that shows, on a terminal only, what is awaited and for how long; ordinary output goes above it. */
export class Progress implements Disposable {
  readonly #terminal: Terminal;
  readonly #timer: NodeJS.Timeout | undefined;
  readonly #started: number = Date.now();
  #what = "";

  constructor(terminal: Terminal) {
    this.#terminal = terminal;
    // The line is for eyes: where standard error is a file it would only be noise.
    this.#timer = terminal.err.isTTY ? setInterval(() => this.#draw(), 100).unref() : undefined;
  }

  /** Says what is awaited now; an empty text hides the line. */
  awaiting(what: string): void {
    this.#what = what;
    if (what === "") this.#clear();
  }

  /** Writes a line of result to standard output, with the progress line out of its way. */
  print(line: string): void {
    this.#clear();
    this.#terminal.out.write(`${line}\n`);
    this.#draw();
  }

  [Symbol.dispose](): void {
    clearInterval(this.#timer);
    this.#clear();
  }

  #draw(): void {
    if (!this.#timer || this.#what === "") return;
    const seconds = ((Date.now() - this.#started) / 1000).toFixed(1);
    const time = ` ... ${seconds} s`;
    // A line that wraps cannot be taken back, so it stays one short of the width.
    const room = Math.max(0, (this.#terminal.err.columns ?? 80) - time.length - 1);
    this.#terminal.err.write(`\r\u001B[K${this.#what.slice(0, room)}${time}`);
  }

  #clear(): void {
    if (this.#timer) this.#terminal.err.write("\r\u001B[K");
  }
}

/** Rows as text in aligned columns; the first row is the head. */
export function table(rows: readonly (readonly string[])[]): string {
  const columns = Math.max(0, ...rows.map((row) => row.length));
  const widths = Array.from({ length: columns }, (_, at) => Math.max(...rows.map((row) => row[at]?.length ?? 0)));
  const line = (row: readonly string[]) => row.map((cell, at) => cell.padEnd(widths[at] ?? 0)).join("  ");
  return rows.map((row) => line(row).trimEnd()).join("\n");
}
