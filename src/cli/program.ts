import { Argument, Command, CommanderError, Option } from "commander";
import { EscError } from "../index.js";
import type { CommandContext, CommandSpec, OptionSpec } from "./command.js";
import { CONNECTION_OPTIONS } from "./connection.js";
import { readOptions } from "./options.js";
import { oneLine, type Terminal } from "./terminal.js";

/** What a chosen command is run with. */
export type Runner = (spec: CommandSpec, given: Pick<CommandContext, "args" | "options">) => Promise<void>;

/** What the command line came to: a command that ran, or only text that was shown (`--help`, `--version`, a usage error). */
export interface ProgramResult {
  readonly status: number;
}

/**
 * Parses a command line and runs its command.
 *
 * @param argv the arguments after the program's name
 * @returns exit status 0 for help and version, 2 when no command was given, else 0 after the runner has resolved
 * @throws EscError `invalid-input` for a usage error; what the runner throws
 */
export async function runProgram(
  argv: readonly string[],
  commands: readonly CommandSpec[],
  options: { readonly terminal: Terminal; readonly version: string; readonly runner: Runner },
): Promise<ProgramResult> {
  const program = createProgram(options.terminal, options.version);
  for (const spec of commands) program.addCommand(createCommand(spec, options.terminal, options.runner));
  try {
    await program.parseAsync([...argv], { from: "user" });
    return { status: 0 };
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.exitCode === 0) return { status: 0 };
    // Without any command commander has shown the help; every other usage error is reported like all errors, in one line.
    if (error.code === "commander.help") return { status: 2 };
    throw new EscError("invalid-input", `${sentence(error.message)} (esc-nb --help lists the commands and options)`);
  }
}

function createProgram(terminal: Terminal, version: string): Command {
  const program = withStreams(new Command("esc-nb"), terminal)
    .description(
      "Drives a Cisco Elastic Services Controller (ESC) over its northbound interfaces, or the simulator in this package.",
    )
    .version(version)
    .configureHelp({ showGlobalOptions: true });
  for (const spec of CONNECTION_OPTIONS) program.addOption(createOption(spec, terminal, spec.env));
  return program;
}

function createCommand(spec: CommandSpec, terminal: Terminal, runner: Runner): Command {
  const command = withStreams(new Command(spec.name), terminal)
    .summary(spec.summary)
    .description(spec.summary)
    .configureHelp({ showGlobalOptions: true });
  for (const argument of spec.arguments ?? []) command.addArgument(new Argument(argument.syntax, argument.description));
  for (const option of spec.options ?? []) command.addOption(createOption(option, terminal));
  command.action(async () => {
    const args = command.processedArgs.flat().map((value) => (typeof value === "string" ? value : undefined));
    await runner(spec, {
      args,
      options: readOptions(
        command.optsWithGlobals(),
        (name) => command.getOptionValueSourceWithGlobals(name) === "cli",
      ),
    });
  });
  return command;
}

function withStreams(command: Command, terminal: Terminal): Command {
  return command.exitOverride().configureOutput({
    writeOut: (text) => terminal.out.write(text),
    writeErr: (text) => terminal.err.write(text),
    // What is thrown says it; see runProgram.
    outputError: () => undefined,
  });
}

/** Commander's message without its own beginning and end: `error: unknown option '--x'`. */
function sentence(message: string): string {
  return oneLine(message)
    .replace(/^error: /, "")
    .replace(/\.$/, "");
}

function createOption(spec: OptionSpec, terminal: Terminal, env?: string): Option {
  const option = new Option(spec.flags, env ? `${spec.description} [${env}]` : spec.description);
  if (spec.choices) option.choices(spec.choices);
  if (spec.repeat) option.argParser<string[]>((value, before = []) => [...before, value]);
  // The environment is read here and not by commander, so that a test's environment counts and help never prints a password.
  const value = spec.default ?? (env ? terminal.env[env] : undefined);
  if (value !== undefined && value !== "") option.default(value, spec.default ?? `from ${env}`);
  return option;
}
