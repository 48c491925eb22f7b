/** Starts the processes of the benchmark: clients that do one task each, and the canned server. */
import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { createInterface } from "node:readline";
import type { CannedOptions } from "./servers/canned.js";
import type { Outcome, ServerAddress, Task } from "./task.js";

const root = join(import.meta.dirname, "..");
const built = join(root, "node_modules/.cache/esc-northbound-bench");

/** Who does a task. `async` is ncclient's asynchronous mode, which the task's kind `pipelined` selects. */
export type Peer = "ours" | "ours (each)" | "raw ssh2" | "ncclient" | "fast-xml-parser";

/** Compiles the clients and the library, so that no client pays for a compiler. */
export function build(): void {
  const require = createRequire(import.meta.url);
  const tsc = join(dirname(require.resolve("typescript/package.json")), "bin", "tsc");
  rmSync(built, { recursive: true, force: true });
  mkdirSync(built, { recursive: true });
  writeFileSync(join(built, "package.json"), '{ "type": "module" }\n');
  const { status } = spawnSync(process.execPath, [tsc, "-p", join(root, "bench/tsconfig.json")], { stdio: "inherit" });
  if (status !== 0 || !existsSync(join(built, "bench/clients/ours.js"))) throw new Error("the clients do not compile");
}

/** A Python that has ncclient; undefined when there is none. Debian's package is seen by Debian's own Python only. */
export function pythonWithNcclient(): string | undefined {
  return ["/usr/bin/python3", "python3"].find(
    (python) => spawnSync(python, ["-c", "import ncclient"], { stdio: "ignore" }).status === 0,
  );
}

function command(peer: Peer, kind: Task["kind"], python: string): readonly [string, ...string[]] {
  const script = (name: string): readonly [string, string] => [process.execPath, join(built, "bench/clients", name)];
  if (peer === "ncclient") return [python, join(root, "bench/clients/ncclient_client.py")];
  if (peer === "fast-xml-parser") return script("decode-fxp.js");
  if (peer === "raw ssh2") return script("raw.js");
  if (kind === "decode") return script("decode-ours.js");
  return script(kind === "import" ? "import-ours.js" : "ours.js");
}

/** Runs one client process. Resolves with what it measured, or with the reason why it did not end well. */
export function runClient(
  peer: Peer,
  task: Task,
  options: { python: string; limitSeconds: number },
): Promise<Outcome | string> {
  const [program, ...args] = command(peer, task.kind, options.python);
  const child = spawn(program, [...args, JSON.stringify(task)], { stdio: ["ignore", "pipe", "pipe"] });
  let output = "";
  let errors = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    output += text;
  });
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    errors = (errors + text).slice(-2000);
  });
  let late = false;
  const timer = setTimeout(() => {
    late = true;
    child.kill("SIGKILL");
  }, options.limitSeconds * 1000);
  return new Promise((resolve) => {
    child.on("error", (error) => resolve(error.message));
    child.on("close", (status) => {
      clearTimeout(timer);
      if (late) resolve(`did not finish within ${options.limitSeconds} s`);
      else if (status !== 0) resolve(`ended with status ${status}: ${errors.trim().split("\n").at(-1) ?? ""}`);
      else resolve(JSON.parse(output) as Outcome);
    });
  });
}

/** A canned server that runs. */
export interface RunningServer {
  readonly address: ServerAddress;
  stop(): Promise<void>;
}

/** Starts the canned server in a process of its own. */
export async function startCanned(options: CannedOptions): Promise<RunningServer> {
  const child = spawn(process.execPath, [join(built, "bench/servers/canned.js"), JSON.stringify(options)], {
    stdio: ["pipe", "pipe", "inherit"],
  });
  const lines = createInterface({ input: child.stdout });
  for await (const line of lines) return { address: JSON.parse(line) as ServerAddress, stop: () => stop(child) };
  throw new Error("the canned server did not start");
}

function stop(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    child.on("close", () => resolve());
    child.stdin?.end();
  });
}
