/** Writes what was measured: medians, ratios, targets met or not. */
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { cpus, totalmem } from "node:os";
import type { Case, Target } from "./cases.js";
import type { Peer } from "./measure.js";
import type { Outcome } from "./task.js";

/** What one client process measured. */
export type Measured = Outcome;

/** What came of one case. */
export interface CaseResult {
  readonly case: Case;
  readonly runs: ReadonlyMap<Peer, readonly Measured[]>;
  /** Why a client has no figures, or not all of them. */
  readonly failed: ReadonlyMap<Peer, string>;
  /** Why the whole case was left out. */
  readonly leftOut?: string;
}

/** What stands above and below the tables. */
export interface Surroundings {
  readonly rounds: number;
  readonly python: string | undefined;
  /** Rows of name and megabytes. */
  readonly sizes: readonly (readonly [string, number])[];
}

const median = (values: readonly number[]): number => {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1
    ? (sorted[middle] ?? Number.NaN)
    : ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2;
};

/** The figure of a case in its unit. */
function figure({ unit, task, bytes }: Case, run: Measured): number {
  switch (unit) {
    case "MB/s":
      return (bytes ?? run.count) / 1e6 / run.seconds;
    case "ms each":
      return (run.seconds * 1000) / task.count;
    case "ms":
      return run.seconds * 1000;
    case "s":
      return run.seconds;
    default:
      return task.count / run.seconds;
  }
}

interface Medians {
  readonly figure: number;
  readonly low: number;
  readonly high: number;
  readonly rate: number;
  readonly cpu: number;
  readonly memory: number;
}

function medians(one: Case, runs: readonly Measured[]): Medians {
  const figures = runs.map((run) => figure(one, run));
  return {
    figure: median(figures),
    low: Math.min(...figures),
    high: Math.max(...figures),
    rate: 1 / median(runs.map((run) => run.seconds)),
    cpu: median(runs.map((run) => run.cpuSeconds)),
    memory: median(runs.map((run) => run.peakMb)),
  };
}

const short = (value: number): string =>
  value >= 100 ? value.toFixed(0) : value >= 10 ? value.toFixed(1) : value.toFixed(2);

function table({ case: one, runs, failed }: CaseResult): string[] {
  const reference = runs.get("ncclient") ?? runs.get("fast-xml-parser");
  const base = reference && medians(one, reference);
  const rows = one.peers.map((peer) => {
    const measured = runs.get(peer);
    if (!measured) return `| ${peer} | ${failed.get(peer) ?? "not run"} | | | | |`;
    const own = medians(one, measured);
    const times = base ? `${short(own.rate / base.rate)} x` : "";
    const note = failed.has(peer) ? ` (${measured.length} of the rounds; then: ${failed.get(peer)})` : "";
    return `| ${peer}${note} | ${short(own.figure)} | ${short(own.low)} to ${short(own.high)} | ${times} | ${short(own.cpu)} | ${own.memory.toFixed(0)} |`;
  });
  const other = runs.has("ncclient") ? "ncclient" : runs.has("fast-xml-parser") ? "fast-xml-parser" : "";
  return [
    `| client | ${one.unit}, median | all rounds | ${other === "" ? "" : `speed beside ${other}`} | CPU s | peak MB |`,
    "| --- | ---: | ---: | ---: | ---: | ---: |",
    ...rows,
  ];
}

function judge({ case: one, runs, failed }: CaseResult, target: Target): string {
  const own = runs.get(target.ours ?? "ours");
  const other = runs.get(target.peer);
  const name = target.ours ?? "ours";
  if (!own) return `- ${target.says}: not judged, ${name}: ${failed.get(name) ?? "not run"}`;
  if (!other) {
    const reason = failed.get(target.peer) ?? "not run";
    const met = target.of === "rate" && reason.startsWith("did not finish");
    return `- ${target.says}: ${met ? `**met**, ${target.peer} ${reason}` : `not judged, ${target.peer}: ${reason}`}`;
  }
  const [mine, theirs] = [medians(one, own), medians(one, other)];
  if (target.of === "rate") {
    const ratio = mine.rate / theirs.rate;
    return `- ${target.says}: ${ratio >= target.ratio ? "**met**" : "**not met**"} (${short(ratio)})`;
  }
  const ratio = target.of === "cpu" ? mine.cpu / theirs.cpu : mine.memory / theirs.memory;
  return `- ${target.says}: ${ratio < target.ratio ? "**met**" : "**not met**"} (${short(ratio)} of it)`;
}

function section(result: CaseResult): string {
  const { case: one, leftOut } = result;
  const head = `## ${one.name}\n\n${one.title}.\n`;
  if (leftOut !== undefined) return `${head}\nLeft out: ${leftOut}.\n`;
  const judged = one.targets.map((target) => judge(result, target));
  return `${head}\n${table(result).join("\n")}\n\n${judged.join("\n")}\n`;
}

function firstLine(program: string, args: readonly string[]): string {
  const { stdout, stderr } = spawnSync(program, [...args], { encoding: "utf8" });
  return `${stdout ?? ""}${stderr ?? ""}`.trim().split("\n")[0] ?? "";
}

function versions(python: string | undefined): string {
  const ours: { version: string; dependencies: Record<string, string> } = JSON.parse(
    readFileSync(new URL("../package.json", import.meta.url), "utf8"),
  );
  const ask =
    "import importlib.metadata as m, sys; print('Python', sys.version.split()[0] + ',', 'ncclient', m.version('ncclient') + ',', 'paramiko', m.version('paramiko') + ',', 'lxml', m.version('lxml'))";
  return [
    `esc-northbound ${ours.version}, Node ${process.versions.node}, V8 ${process.versions.v8}`,
    python === undefined ? "no ncclient" : firstLine(python, ["-c", ask]),
    firstLine("/usr/sbin/sshd", ["-V"]) || "no sshd",
    `netconfd ${firstLine("dpkg-query", ["-W", "-f", "$" + "{Version}", "netconfd"]) || "not installed"}`,
  ].join("; ");
}

/** The whole of results.md. */
export function report(results: readonly CaseResult[], { rounds, python, sizes }: Surroundings): string {
  const [cpu] = cpus();
  return [
    "# Results",
    "",
    "Written by `npm run bench`; [the method](README.md) says what the figures mean. Only ratios within one run say something.",
    "",
    `- ${new Date().toISOString().slice(0, 10)}; ${cpus().length} x ${cpu?.model.trim() ?? "?"}, ${(totalmem() / 1e9).toFixed(0)} GB; ${process.platform} ${process.arch}`,
    `- ${versions(python)}`,
    `- ${rounds} rounds, medians; CPU seconds and peak memory are those of the whole client process`,
    "",
    ...results.map(section),
    "## Installed size",
    "",
    "| what | MB |",
    "| --- | ---: |",
    ...sizes.map(([name, megabytes]) => `| ${name} | ${megabytes.toFixed(1)} |`),
    "",
  ].join("\n");
}
