import { readFile, writeFile } from "node:fs/promises";
import { text as readAll } from "node:stream/consumers";
import { EscError } from "../index.js";
import type { Terminal } from "./terminal.js";

/**
 * Reads a file named on the command line; `-` is standard input.
 *
 * @throws EscError `invalid-input` that says why it cannot be read
 */
export async function readInput(file: string, terminal: Terminal): Promise<string> {
  if (file === "-") return readAll(terminal.input);
  try {
    return await readFile(file, "utf8");
  } catch (cause) {
    throw new EscError("invalid-input", `${file}: cannot be read (${reason(cause)})`, { cause });
  }
}

/**
 * Writes a file named on the command line.
 *
 * @throws EscError `invalid-input` that says why it cannot be written
 */
export async function writeOutput(file: string, content: string): Promise<void> {
  try {
    await writeFile(file, content);
  } catch (cause) {
    throw new EscError("invalid-input", `${file}: cannot be written (${reason(cause)})`, { cause });
  }
}

function reason(cause: unknown): string {
  if (!(cause instanceof Error)) return String(cause);
  const code = "code" in cause ? String(cause.code) : "";
  const known: Readonly<Record<string, string>> = {
    ENOENT: "no such file",
    EACCES: "no permission",
    EISDIR: "it is a folder",
  };
  return known[code] ?? cause.message;
}
