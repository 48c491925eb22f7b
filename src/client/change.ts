import type { WaitOptions } from "../core/signal.js";
import type { EscEvent } from "../models/events.js";

/**
 * What kind of work ESC does after it has accepted a change. Each ends with the events of section "Sequences" of the guides:
 * `deploy` with SERVICE_ALIVE, `update` with SERVICE_UPDATED, `undeploy` with SERVICE_UNDEPLOYED, the others with one event of their own, an `edit` with those
 * of everything that it changed.
 */
export type ChangeKind = "deploy" | "update" | "undeploy" | "create" | "replace" | "delete" | "action" | "edit";

/** How long the parts of a change may take. Every call that makes a {@link Change} takes these. */
export interface ChangeOptions extends WaitOptions {
  /**
   * How long a FAILURE of one step waits for the final event before operational data decides, in milliseconds. ESC's guides differ
   * on whether the final event always comes. Default: the client's `finalEventWaitMs`, which is 30,000.
   */
  readonly finalEventWaitMs?: number | undefined;
  /**
   * After how long without any event of the change operational data is read while somebody waits for it, in milliseconds: events can
   * get lost. Default: the client's `silenceMs`, which is 30,000.
   */
  readonly silenceMs?: number | undefined;
}

/** How a change ended well. */
export interface ChangeResult {
  /** `unchanged`: running and reality were already as wanted, nothing was sent. */
  readonly outcome: "done" | "unchanged";
  /** What told: the final event, operational data (events had been missed or did not come), or running alone (ESC had nothing to work on). */
  readonly decidedBy: "event" | "operational-data" | "running";
  /** The final event; undefined when no event decided. */
  readonly event: EscEvent | undefined;
  /** Every event of the change, in the order of arrival. */
  readonly events: readonly EscEvent[];
}

/**
 * A change that ESC has accepted, and that it now carries out. ESC works in two steps: `<ok/>` means validated and stored, the work
 * itself is reported by events.
 */
export interface Change {
  /** `unchanged` when running was already as wanted, so that no change was sent. */
  readonly accepted: "accepted" | "unchanged";
  /** What ESC does now. */
  readonly kind: ChangeKind;
  /** What is changed, in words: `deployment csr-1 of tenant admin`. */
  readonly subject: string;
  /**
   * The events of this change from acceptance on. May be called late and more than once: every call starts with the first event. Ends
   * with the workflow, whether it succeeded or failed (`done()` tells).
   *
   * @throws EscError `closed` when the client is closed first, `aborted`, `timeout` (no default)
   */
  events(options?: WaitOptions): AsyncIterableIterator<EscEvent>;
  /**
   * Waits until ESC has finished. May be called any number of times; a rejection that nobody awaits is not reported as unhandled.
   *
   * @param options without `signal` and `timeoutMs`: at most twice the boot and recovery times of the model, at least ten minutes
   * @throws WorkflowError (`workflow-failed`) when ESC could not do it; EscError `outcome-unknown` when events were missed and nothing
   *   else can tell, `timeout`, `aborted`, `closed`
   */
  done(options?: WaitOptions): Promise<ChangeResult>;
}

/** A change that needs nothing to be done: nothing was sent. */
export function unchanged(kind: ChangeKind, subject: string): Change {
  return settled({ kind, subject, accepted: "unchanged", outcome: "unchanged" });
}

/** A change that is over with its acceptance: ESC has nothing to work on. */
export function doneAtOnce(kind: ChangeKind, subject: string): Change {
  return settled({ kind, subject, accepted: "accepted", outcome: "done" });
}

function settled(change: Pick<Change, "kind" | "subject" | "accepted"> & Pick<ChangeResult, "outcome">): Change {
  const { outcome, ...rest } = change;
  const result: ChangeResult = Object.freeze({
    outcome,
    decidedBy: "running",
    event: undefined,
    events: Object.freeze([]),
  });
  return { ...rest, events: () => nothing(), done: async () => result };
}

async function* nothing(): AsyncGenerator<EscEvent, undefined> {
  // No event belongs to a change that ESC need not work on.
}
