import type { EscClient } from "../index.js";
import type { NetconfSession } from "../netconf/index.js";
import type { Terminal } from "./terminal.js";

/** One option of a command, as commander writes it: `--level <level>`. */
export interface OptionSpec {
  readonly flags: string;
  readonly description: string;
  readonly default?: string;
  readonly choices?: readonly string[];
  /** May be given several times. */
  readonly repeat?: true;
}

/** One positional argument: `<file>`, `[xpath]`, `<files...>`. */
export interface ArgumentSpec {
  readonly syntax: string;
  readonly description: string;
}

/** A command of `esc-nb` as a value: what it is called, what it takes and what it does. */
export interface CommandSpec {
  readonly name: string;
  readonly summary: string;
  readonly arguments?: readonly ArgumentSpec[];
  readonly options?: readonly OptionSpec[];
  run(context: CommandContext): Promise<void>;
}

/** How to reach and trust one ESC, as connectNetconf and connectEsc take it. */
export interface ConnectionSettings {
  readonly host: string;
  readonly port: number;
  readonly username: string;
  readonly password?: string;
  readonly privateKey?: string;
  readonly passphrase?: string;
  readonly agent?: string;
  readonly hostKey?:
    | { readonly sha256: string }
    | { readonly knownHosts: string }
    | { readonly insecureAcceptAny: true };
  readonly timeoutMs?: number;
}

/** What a running command has at hand. */
export interface CommandContext {
  readonly terminal: Terminal;
  /** Fires at Ctrl-C. */
  readonly signal: AbortSignal;
  /** The positional arguments; an optional one that was left out is undefined. */
  readonly args: readonly (string | undefined)[];
  readonly options: CommandOptions;
  /** The settings of the connection, without connecting. */
  connection(): Promise<ConnectionSettings>;
  /** A NETCONF session; closed when the command has ended. */
  session(): Promise<NetconfSession>;
  /** A client; closed when the command has ended. */
  client(): Promise<EscClient>;
}

/** The options given, read with their types. */
export interface CommandOptions {
  text(name: string): string | undefined;
  /** A whole number of at least `minimum`; `invalid-input` otherwise. */
  integer(name: string, minimum?: number): number | undefined;
  list(name: string): readonly string[];
  flag(name: string): boolean;
  /** True when the option stood on the command line, not only in the environment or as a default. */
  typed(name: string): boolean;
}
