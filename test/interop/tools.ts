/**
 * The programs that the interop tests compare us with, and what happens where they are absent: with `CI_INTEROP=1` a
 * suite fails, otherwise it is left out by name, with the reason and the way to mend it.
 */
import { execFile } from "node:child_process";
import { accessSync, constants, existsSync, readdirSync } from "node:fs";
import { delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";

/** The folder of our YANG modules. */
export const yangDir: string = fileURLToPath(new URL("../../yang/", import.meta.url));

/** What a program printed (standard output and error together) and how it ended. */
export interface ToolResult {
  /** Exit status; 127 when the program could not be started, 128 when a signal ended it. */
  readonly status: number;
  readonly output: string;
}

/** Runs a program and collects what it prints. Never rejects: a failed start is status 127 with the reason as output. */
export function run(
  program: string,
  args: readonly string[],
  options: { timeoutMs?: number } = {},
): Promise<ToolResult> {
  return new Promise((resolve) => {
    const settings = { timeout: options.timeoutMs ?? 30_000, maxBuffer: 64 * 1024 * 1024 };
    execFile(program, [...args], settings, (error, stdout, stderr) => {
      const output = `${stdout}${stderr}`;
      if (error === null) resolve({ status: 0, output });
      else if (typeof error.code === "number") resolve({ status: error.code, output });
      else resolve({ status: error.code === undefined ? 128 : 127, output: `${output}${error.message}` });
    });
  });
}

/** The full path of a program on the search path or among the system's programs; undefined when there is none. */
export function findProgram(name: string): string | undefined {
  const folders = [...(process.env["PATH"] ?? "").split(delimiter), "/usr/sbin", "/sbin", "/usr/local/sbin"];
  return folders
    .filter((folder) => folder !== "")
    .map((folder) => join(folder, name))
    .find(isExecutable);
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

const ietfFolders = ["/usr/share/yuma/modules/ietf", "/usr/share/yang/modules/ietf", "/usr/share/yang/modules"];

/** The file of ietf-netconf, which yanglint needs for operation attributes and replies; undefined when there is none. */
export function ietfNetconfFile(): string | undefined {
  return ietfFolders
    .filter((folder) => existsSync(folder))
    .flatMap((folder) => readdirSync(folder).map((name) => join(folder, name)))
    .find((path) => /\/ietf-netconf(@[0-9-]+)?\.yang$/.test(path));
}

/** Why yanglint cannot be used here; undefined when it can. */
export function yanglintMissing(): string | undefined {
  if (findProgram("yanglint") === undefined) return "yanglint is not installed; apt-get install libyang-tools";
  if (ietfNetconfFile() === undefined) return "no ietf-netconf module is installed; apt-get install netconfd";
  return undefined;
}

/** Runs yanglint with our modules on its search path. */
export function yanglint(args: readonly string[]): Promise<ToolResult> {
  return run("yanglint", ["-p", yangDir, ...args]);
}

/**
 * A suite that needs something from outside. With `missing` undefined it is an ordinary suite; else it is one failing
 * test with `CI_INTEROP=1`, and otherwise its tests are left out, with a line on standard error that says which and why.
 */
export function interopSuite(title: string, missing: string | undefined, body: () => void): void {
  if (missing === undefined) {
    describe(title, body);
  } else if (process.env["CI_INTEROP"] === "1") {
    test(title, () => {
      expect.fail(`CI_INTEROP=1 allows nothing to be left out: ${missing}`);
    });
  } else {
    process.stderr.write(`left out: ${title} (${missing})\n`);
    describe.skip(`${title} (left out: ${missing})`, body);
  }
}
