import { PassThrough } from "node:stream";
import { COMMANDS } from "../../src/cli/commands/index.js";
import { runCli } from "../../src/cli/run.js";
import type { Simulator } from "../../src/simulator/index.js";

/** What a command line came to. */
export interface CliOutcome {
  readonly status: number;
  readonly out: string;
  readonly err: string;
}

/** Options of {@link cli}. */
export interface CliOptions {
  readonly env?: Readonly<Record<string, string>>;
  readonly stdin?: string;
  readonly signal?: AbortSignal;
  /** Called with everything printed to standard output so far, at each write. */
  readonly onOut?: (text: string) => void;
}

/** Runs one command line in this process, as `esc-nb` would, and gives what it printed. */
export async function cli(args: readonly string[], options: CliOptions = {}): Promise<CliOutcome> {
  const printed = { out: "", err: "" };
  const stream = (name: "out" | "err") =>
    Object.assign(new PassThrough(), { isTTY: false }).on("data", (chunk: Buffer) => {
      printed[name] += chunk.toString("utf8");
      if (name === "out") options.onOut?.(printed.out);
    });
  const input = new PassThrough();
  input.end(options.stdin ?? "");
  const [out, err] = [stream("out"), stream("err")];
  const terminal = { out, err, input, env: options.env ?? {} };
  const status = await runCli(args, COMMANDS, { terminal, signal: options.signal ?? new AbortController().signal });
  out.end();
  err.end();
  return { status, ...printed };
}

/** The environment that leads `esc-nb` to a simulator. */
export function simulatorEnv(sim: Simulator, password = "admin"): Record<string, string> {
  return {
    ESC_HOST: sim.netconf.host,
    ESC_PORT: String(sim.netconf.port),
    ESC_USER: "admin",
    ESC_PASSWORD: password,
    ESC_HOST_KEY: sim.netconf.hostKeySha256,
  };
}
