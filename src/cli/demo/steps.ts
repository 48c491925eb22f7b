import type { Change, EscClient } from "../../index.js";
import { type EscEvent, isEscError, WorkflowError } from "../../index.js";
import { logText } from "../commands/filter-log.js";
import { toJsonText } from "../results.js";
import { colour, oneLine, type Progress, type Terminal } from "../terminal.js";
import { broken, csrService, type DemoSite, demoVim, dmona } from "./models.js";

/** What the demo works with. */
export interface DemoStage {
  readonly esc: EscClient;
  readonly site: DemoSite;
  readonly terminal: Terminal;
  readonly progress: Progress;
  /** Results are JSON, a line each, and prose is left out. */
  readonly json: boolean;
  readonly signal: AbortSignal;
}

/** One operation of the demo as its summary has it. */
export interface DemoRow {
  readonly operation: string;
  readonly outcome: string;
  readonly events: number;
  readonly ms: number;
}

/** Something that the demo made and has to take away again, newest last. */
interface Made {
  readonly what: string;
  readonly remove: () => Promise<Change>;
}

/**
 * Plays the demo: creates, deploys, queries the log, fails on purpose and cleans up, undeploys. What it made is removed even when a step
 * fails or Ctrl-C is pressed.
 *
 * @returns a row per operation
 * @throws the error of the first step that did not go as it should, after the clean-up
 */
export async function playDemo(stage: DemoStage): Promise<readonly DemoRow[]> {
  const rows: DemoRow[] = [];
  const made: Made[] = [];
  const run = (operation: string, send: () => Promise<Change>) => perform(stage, rows, { operation, send });
  const { esc, site } = stage;
  try {
    heading(stage, `Adding VIM connector ${site.vimId}`);
    made.push({ what: `VIM connector ${site.vimId}`, remove: () => esc.vimConnectors.delete(site.vimId) });
    await run(`create VIM connector ${site.vimId}`, () => esc.vimConnectors.create(demoVim(site)));
    made.push({
      what: `user of ${site.vimId}`,
      remove: () => esc.vimConnectors.users.delete(site.vimId, site.username),
    });

    for (const [name, title, model] of [
      ["demo-dmona", "the D-MONA VNF", dmona(site)],
      ["demo-csr", "a service of two CSR VMs", csrService(site)],
    ] as const) {
      heading(stage, `Deploying ${title}`);
      made.push({ what: `deployment ${name}`, remove: () => esc.deployments.remove(name, { tenant: site.tenant }) });
      await run(`deploy ${name}`, () => esc.deployments.apply(model));
    }
    await queryLog(stage, rows);
    await failOnPurpose(stage, rows);
  } finally {
    await removeAll(stage, rows, made);
  }
  return rows;
}

function heading(stage: DemoStage, text: string): void {
  say(stage, `\n${colour(stage.terminal, "bold", text)}`);
}

/** Prose, for people only. */
function say({ progress, json }: DemoStage, text: string): void {
  if (!json) progress.print(text);
}

async function perform(
  stage: DemoStage,
  rows: DemoRow[],
  step: { readonly operation: string; readonly send: () => Promise<Change>; readonly signal?: AbortSignal },
): Promise<void> {
  const started = performance.now();
  stage.progress.awaiting(step.operation);
  const events: EscEvent[] = [];
  let outcome = "done";
  try {
    const change = await step.send();
    if (change.accepted === "unchanged") outcome = "unchanged";
    const done = change.done({ signal: step.signal ?? stage.signal });
    done.catch(() => undefined);
    for await (const event of change.events()) events.push(event);
    await done;
  } catch (error) {
    outcome = isEscError(error) ? error.code : "failed";
    throw error;
  } finally {
    stage.progress.awaiting("");
    rows.push({ operation: step.operation, outcome, events: events.length, ms: performance.now() - started });
  }
}

async function queryLog(stage: DemoStage, rows: DemoRow[]): Promise<void> {
  heading(stage, "Asking the log about demo-csr (filterLog)");
  const started = performance.now();
  const lines = await stage.esc.logs.filter(
    { level: "INFO", count: 5, tags: { depName: "demo-csr" } },
    { signal: stage.signal },
  );
  for (const line of lines) stage.progress.print(stage.json ? toJsonText(line) : logText(stage, line));
  if (lines.length === 0) say(stage, "(no line)");
  rows.push({ operation: "filterLog", outcome: `${lines.length} lines`, events: 0, ms: performance.now() - started });
}

async function failOnPurpose(stage: DemoStage, rows: DemoRow[]): Promise<void> {
  const { esc, site } = stage;
  heading(stage, "Deploying something that cannot work: its image is in no VIM");
  try {
    await perform(stage, rows, { operation: "deploy demo-broken", send: () => esc.deployments.apply(broken(site)) });
  } catch (error) {
    if (!(error instanceof WorkflowError)) throw error;
    say(stage, colour(stage.terminal, "yellow", `as expected: ${error.code}: ${oneLine(error.message)}`));
    heading(stage, "Cleaning up what it left behind");
    await perform(stage, rows, { operation: "clean up demo-broken", send: () => error.cleanUp() });
    return;
  }
  // A VIM that has this image after all: nothing failed, so it is simply taken away.
  await perform(stage, rows, {
    operation: "undeploy demo-broken",
    send: () => esc.deployments.remove("demo-broken", { tenant: site.tenant }),
  });
}

/** Takes away what was made, newest first; after an interruption too, so with a deadline and not the caller's signal. */
async function removeAll(stage: DemoStage, rows: DemoRow[], made: readonly Made[]): Promise<void> {
  heading(stage, "Taking everything away again");
  const signal = stage.signal.aborted ? AbortSignal.timeout(10_000) : stage.signal;
  for (const { what, remove } of [...made].reverse()) {
    try {
      await perform(stage, rows, { operation: `remove ${what}`, send: remove, signal });
    } catch (error) {
      if (isEscError(error, "connection-lost") || isEscError(error, "closed")) throw error;
      const message = error instanceof Error ? oneLine(error.message) : String(error);
      stage.terminal.err.write(`esc-nb: warning: ${what} may still be there: ${message}\n`);
    }
  }
}
