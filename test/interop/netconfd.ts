/** Starts netconfd behind OpenSSH for a test, by `netconfd.sh` in this folder. */
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { findProgram, run } from "./tools.js";

const script = fileURLToPath(new URL("./netconfd.sh", import.meta.url));

/** What to start. */
export interface NetconfdOptions {
  /** The datastore that can be edited: `candidate` (with confirmed commit) or `running`. */
  readonly target: "candidate" | "running";
  /** Folder whose modules are loaded; none by default. */
  readonly yangDir?: string;
  /** Further netconfd parameters as they are, for example `--eventlog-size=20000`. */
  readonly args?: readonly string[];
  /** Loopback TCP port; by default a free one. */
  readonly port?: number;
}

/** A running netconfd: where it is, who may log in, and how it ends. */
export interface Netconfd {
  readonly host: string;
  readonly port: number;
  readonly username: string;
  readonly password: string;
  /** Private key of the user, OpenSSH text without passphrase (ed25519). */
  readonly privateKey: string;
  /** File that holds `privateKey`. */
  readonly privateKeyFile: string;
  /** Fingerprint of the server's only host key (ed25519), `SHA256:` and base64. */
  readonly hostKeySha256: string;
  /** What netconfd has logged so far. */
  log(): string;
  /** Ends server and sessions, and removes the user and the files. May be called any number of times. */
  stop(): Promise<void>;
  [Symbol.asyncDispose](): Promise<void>;
}

/** Why netconfd cannot be started here, in words with the way to mend it; undefined when it can. */
export function netconfdMissing(): string | undefined {
  const needed = ["netconfd", "sshd", "setpriv", "flock"];
  const absent = needed.filter((name) => findProgram(name) === undefined);
  if (absent.length > 0) return `${absent.join(" and ")} not installed; run test/interop/netconfd.sh install`;
  if (process.getuid?.() !== 0) return "netconfd behind sshd needs root";
  return undefined;
}

/** Starts a server of its own; several may run at once. Throws with the server's last log lines when it does not start. */
export async function startNetconfd(options: NetconfdOptions): Promise<Netconfd> {
  const dir = mkdtempSync(join(tmpdir(), "nb-netconfd-"));
  // A worker that dies without stop() leaves neither server nor user behind.
  const cleanUp = (): void => {
    spawnSync(script, ["stop", dir]);
    rmSync(dir, { recursive: true, force: true });
  };
  process.once("exit", cleanUp);
  let stopped: Promise<void> | undefined;
  const stop = (): Promise<void> => {
    stopped ??= run(script, ["stop", dir]).then(() => {
      process.removeListener("exit", cleanUp);
      rmSync(dir, { recursive: true, force: true });
    });
    return stopped;
  };

  const args = [
    "start",
    dir,
    String(options.port ?? 0),
    options.yangDir ?? "-",
    options.target,
    ...(options.args ?? []),
  ];
  const started = await run(script, args, { timeoutMs: 60_000 });
  if (started.status !== 0) {
    await stop();
    throw new Error(`netconfd did not start (status ${started.status}):\n${started.output}`);
  }
  return describeServer(started.output, dir, stop);
}

function describeServer(output: string, dir: string, stop: () => Promise<void>): Netconfd {
  const values = new Map([...output.matchAll(/^([A-Z0-9_]+)=(.*)$/gm)].map(([, key, value]) => [key, value]));
  const value = (key: string): string => {
    const found = values.get(key);
    if (found === undefined) throw new Error(`netconfd.sh printed no ${key}:\n${output}`);
    return found;
  };
  return {
    host: value("HOST"),
    port: Number(value("PORT")),
    username: value("USER"),
    password: value("PASSWORD"),
    privateKey: readFileSync(value("KEY"), "utf8"),
    privateKeyFile: value("KEY"),
    hostKeySha256: value("HOSTKEY_SHA256"),
    log: () => readFileSync(join(dir, "netconfd.log"), "utf8"),
    stop,
    [Symbol.asyncDispose]: stop,
  };
}
