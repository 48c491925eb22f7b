import { createRequire } from "node:module";
import { connectEsc, EscError, type EscErrorCode, isEscError, ValidationError } from "../index.js";
import { connectNetconf } from "../netconf/index.js";
import type { CommandContext, CommandSpec } from "./command.js";
import { connectionSettings } from "./connection.js";
import { EXIT_STATUS, INTERRUPTED } from "./exit-status.js";
import { runProgram } from "./program.js";
import { oneLine, type Terminal } from "./terminal.js";

/**
 * Runs one `esc-nb` command line from arguments to exit status. Results go to standard output; an error goes to standard error in one
 * line that begins with its code.
 *
 * @param argv the arguments after the program's name
 * @param commands the commands there are
 * @param options the terminal, and a signal that fires at Ctrl-C
 * @returns the exit status: see {@link EXIT_STATUS}, 130 when interrupted
 */
export async function runCli(
  argv: readonly string[],
  commands: readonly CommandSpec[],
  options: { readonly terminal: Terminal; readonly signal: AbortSignal },
): Promise<number> {
  const { terminal, signal } = options;
  try {
    const { status } = await runProgram(argv, commands, {
      terminal,
      version: packageVersion(),
      runner: (spec, given) => runCommand(spec, { ...given, terminal, signal }),
    });
    return signal.aborted ? INTERRUPTED : status;
  } catch (error) {
    if (signal.aborted) return INTERRUPTED;
    return report(error, terminal);
  }
}

async function runCommand(
  spec: CommandSpec,
  given: Pick<CommandContext, "args" | "options" | "terminal" | "signal">,
): Promise<void> {
  const { options, terminal, signal } = given;
  const opened: { close(): Promise<void> }[] = [];
  const keep = <T extends { close(): Promise<void> }>(resource: T): T => {
    opened.push(resource);
    return resource;
  };
  const connection = () => connectionSettings(options, terminal);
  try {
    await spec.run({
      ...given,
      connection,
      async session() {
        const settings = await connection();
        // ESC takes XPath filters without claiming :xpath; a server that does not says so itself.
        return keep(await connectNetconf({ ...settings, assume: [":xpath"], signal }));
      },
      async client() {
        const { host, timeoutMs, ...netconf } = await connection();
        return keep(await connectEsc({ host, netconf, signal, ...(timeoutMs === undefined ? {} : { timeoutMs }) }));
      },
    });
  } finally {
    for (const resource of opened.reverse()) await resource.close();
  }
}

function report(error: unknown, terminal: Terminal): number {
  if (!isEscError(error)) {
    const detail = error instanceof Error ? (error.stack ?? error.message) : String(error);
    terminal.err.write(`esc-nb: internal error: ${detail}\n`);
    return 1;
  }
  if (isEscError(error, "validation") && error instanceof ValidationError) {
    const [what = ""] = error.message.split("\n");
    const issues = error.issues.map(({ path, message }) => `${path || "/"}: ${message}`);
    for (const line of [what.replace(/:$/, ""), ...issues])
      terminal.err.write(`esc-nb: validation: ${oneLine(line)}\n`);
    return EXIT_STATUS.validation;
  }
  const hint = HINTS[error.code];
  terminal.err.write(`esc-nb: ${error.code}: ${oneLine(error.message)}${hint ? ` (${hint})` : ""}\n`);
  return EXIT_STATUS[error.code];
}

/** The library's messages name its own options; these name the command line's. */
const HINTS: Readonly<Partial<Record<EscErrorCode, string>>> = {
  "host-key": "here: --host-key SHA256:..., --known-hosts FILE",
  "auth-failed": "here: --user, ESC_PASSWORD, --password-stdin, --privKeyFile",
  "connection-failed": "here: --host, --port",
  timeout: "here: --timeout SECONDS",
};

function packageVersion(): string {
  const require = createRequire(import.meta.url);
  const { version } = require("esc-northbound/package.json") as { version?: unknown };
  if (typeof version !== "string") throw new EscError("invalid-input", "package.json has no version");
  return version;
}
