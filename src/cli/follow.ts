import type { Change, ChangeResult } from "../index.js";
import type { CommandContext } from "./command.js";
import { toJsonText } from "./results.js";
import { eventLine, Progress } from "./terminal.js";

/**
 * Shows a change until it has really happened: a line per event, a progress line meanwhile.
 *
 * @param what the change in words: "deployment csr-1"
 * @throws what `change.done()` rejects with: `workflow-failed`, `outcome-unknown`, `timeout`, `aborted`
 */
export async function follow(context: CommandContext, change: Change, what: string): Promise<ChangeResult> {
  const { terminal, options, signal } = context;
  using progress = new Progress(terminal);
  progress.awaiting(`waiting: ${what}`);
  const timeout = options.integer("timeout", 1);
  const result = change.done({ signal, ...(timeout === undefined ? {} : { timeoutMs: timeout * 1000 }) });
  // Awaited below, after the events: a rejection meanwhile is not lost.
  result.catch(() => undefined);
  for await (const event of change.events()) {
    progress.print(options.flag("json") ? toJsonText(eventToJson(event)) : eventLine(terminal, event));
  }
  try {
    return await result;
  } catch (error) {
    if (signal.aborted) terminal.err.write(`esc-nb: note: not waiting any longer; ESC goes on with it: ${what}\n`);
    throw error;
  }
}

/** An event without its original, for `--json`. */
export function eventToJson(event: object): object {
  return Object.fromEntries(Object.entries(event).filter(([name]) => name !== "original"));
}
