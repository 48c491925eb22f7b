/**
 * `npm run bench -- [--cases NAME,NAME] [--rounds N] [--no-write]`: runs the cases, prints the medians, writes bench/results.md.
 * The method is described in bench/README.md.
 */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { netconfdMissing } from "../test/interop/netconfd.js";
import { type Case, cases } from "./cases.js";
import { build, type Peer, pythonWithNcclient, runClient } from "./measure.js";
import { type CaseResult, type Measured, report } from "./report.js";
import { installedSizes } from "./sizes.js";
import type { ServerAddress, Task } from "./task.js";

const NOWHERE: ServerAddress = { host: "127.0.0.1", port: 1, username: "", password: "", hostKeySha256: "" };

const { values: options } = parseArgs({
  options: {
    cases: { type: "string" },
    rounds: { type: "string", default: "5" },
    "no-write": { type: "boolean", default: false },
  },
});
const rounds = Math.max(1, Number(options.rounds));
const wanted = options.cases?.split(",");
const chosen = cases.filter(({ name }) => wanted === undefined || wanted.includes(name));
const unknown = (wanted ?? []).filter((name) => !cases.some((one) => one.name === name));
if (unknown.length > 0) {
  throw new Error(`No case ${unknown.join(", ")}; there are ${cases.map(({ name }) => name).join(", ")}`);
}

const python = pythonWithNcclient();
const netconfd = netconfdMissing();

/** Why a client cannot take part here; undefined when it can. */
function absent(peer: Peer): string | undefined {
  return peer === "ncclient" && python === undefined
    ? "python3-ncclient is not installed: bash test/interop/netconfd.sh install"
    : undefined;
}

/** What every run of a case is given. */
interface Setting {
  readonly address: ServerAddress | undefined;
  readonly file: string | undefined;
}

async function measure(one: Case, peer: Peer, { address, file }: Setting): Promise<Measured | string> {
  const own = one.fresh && one.serve ? await one.serve() : undefined;
  const kind = peer === "ours (each)" ? "bulk-each" : one.task.kind;
  const server = own?.address ?? address ?? NOWHERE;
  const task: Task = { ...one.task, kind, server, ...(file === undefined ? {} : { file }) };
  const outcome = await runClient(peer, task, { python: python ?? "", limitSeconds: one.limitSeconds ?? 120 });
  await own?.stop();
  if (typeof outcome === "string") return outcome;
  if (one.expect !== undefined && peer !== "raw ssh2" && outcome.count !== one.expect) {
    return `counted ${outcome.count} where ${one.expect} were to come`;
  }
  return outcome;
}

/** All rounds of one case: in each round every client once, so that a slow minute of the machine meets all of them. */
async function runCase(one: Case): Promise<CaseResult> {
  const runs = new Map<Peer, Measured[]>();
  const failed = new Map<Peer, string>();
  for (const peer of one.peers) {
    const reason = absent(peer);
    if (reason !== undefined) failed.set(peer, reason);
  }
  if (one.needs === "netconfd" && netconfd !== undefined) return { case: one, runs, failed, leftOut: netconfd };
  const server = one.fresh ? undefined : await one.serve?.();
  const dir = mkdtempSync(join(tmpdir(), "nb-bench-"));
  const file = one.document && join(dir, "document.xml");
  if (file !== undefined) writeFileSync(file, one.document?.() ?? "");
  try {
    for (let round = 0; round < rounds; round++) {
      // The order changes from round to round, so that nobody is always first.
      const order = one.peers.map((_, at) => one.peers[(at + round) % one.peers.length] as Peer);
      for (const peer of order.filter((name) => !failed.has(name))) {
        const measured = await measure(one, peer, { address: server?.address, file });
        if (typeof measured === "string") failed.set(peer, measured);
        else runs.set(peer, [...(runs.get(peer) ?? []), measured]);
        console.error(
          `${one.name} ${round + 1}/${rounds} ${peer}: ${typeof measured === "string" ? measured : `${measured.seconds.toFixed(3)} s, CPU ${measured.cpuSeconds.toFixed(2)} s, ${measured.peakMb.toFixed(0)} MB`}`,
        );
      }
    }
  } finally {
    await server?.stop();
    rmSync(dir, { recursive: true });
  }
  return { case: one, runs, failed };
}

build();
const results: CaseResult[] = [];
for (const one of chosen) {
  try {
    results.push(await runCase(one));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    results.push({ case: one, runs: new Map(), failed: new Map(), leftOut: reason });
  }
}
const text = report(results, { rounds, python, sizes: installedSizes() });
console.log(text);
if (!options["no-write"]) writeFileSync(join(import.meta.dirname, "results.md"), text);
