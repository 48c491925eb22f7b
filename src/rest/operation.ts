import { EscError } from "../core/errors.js";
import type { WaitOptions } from "../core/signal.js";
import { type EscEvent, isSuccess } from "../models/events.js";
import { type WorkflowName, workflow, workflowProgress } from "../models/workflows.js";

/** Options of every operation that ESC accepts first and carries out then. */
export interface RestOperationOptions extends WaitOptions {
  /** The URL for the header `callback`. Default: the receiver's, where `connectRest` has one; else ESC sends no callback. */
  readonly callback?: string | URL | undefined;
  /** How long a FAILURE of one step waits for the final event, in milliseconds. Default: that of `connectRest`, 30,000. */
  readonly finalEventWaitMs?: number | undefined;
}

/** How an operation ended well. */
export interface RestResult {
  /** What told: a callback, or what ESC shows when it is asked. */
  readonly decidedBy: "callback" | "polling";
  /** The event of the callback that decided. */
  readonly event: EscEvent | undefined;
  /** The events of all its callbacks, in the order of arrival. */
  readonly events: readonly EscEvent[];
}

/** An operation that ESC has accepted, and that it now carries out. */
export interface RestOperation {
  readonly accepted: "accepted";
  /** What is done, in words: `create-tenant t1`. */
  readonly subject: string;
  /** The id that callbacks of this operation repeat; undefined where ESC gave none. */
  readonly transactionId: string | undefined;
  /** The HTTP status of the answer. */
  readonly status: number;
  /** The body of the answer, as it came. */
  readonly answer: string;
  /**
   * The events of this operation's callbacks, from the first. May be called late and more than once. Ends with the operation, however it
   * ended; without a receiver it is empty.
   *
   * @throws EscError `aborted`, `timeout` (no default)
   */
  events(options?: WaitOptions): AsyncIterableIterator<EscEvent>;
  /**
   * Waits until ESC has finished: by callback where `connectRest` has a receiver, else by asking ESC again and again. Any number of times.
   *
   * @param options without `signal` and `timeoutMs`: ten minutes, an hour for deployments
   * @throws RestOperationError (`workflow-failed`) when ESC could not do it; EscError `outcome-unknown` where nothing can tell,
   *   `timeout`, `aborted`, `closed`
   */
  done(options?: WaitOptions): Promise<RestResult>;
}

/** ESC accepted an operation and then could not carry it out. It rolls nothing back: see the method for what is to be deleted first. */
export class RestOperationError extends EscError<"workflow-failed"> {
  override readonly name: string = "RestOperationError";
  /** What was to be done. */
  readonly subject: string;
  /** The event that told, if one did. */
  readonly event: EscEvent | undefined;
  /** The events of all callbacks, in the order of arrival. */
  readonly events: readonly EscEvent[];

  constructor(failure: {
    readonly subject: string;
    readonly event: EscEvent | undefined;
    readonly events: readonly EscEvent[];
    readonly found?: string | undefined;
  }) {
    const { event, found } = failure;
    const name = event?.type === "UNKNOWN" ? event.rawType : event?.type;
    const said =
      event && ` ${name} ${event.status} ${event.status_code ?? ""}: ${event.status_message ?? "no message"}.`;
    super(
      "workflow-failed",
      `ESC accepted and then failed: ${failure.subject}.${said ?? ""}${found === undefined ? "" : ` ${found}.`}`,
    );
    this.subject = failure.subject;
    this.event = event;
    this.events = failure.events;
  }
}

/** What ESC shows of an operation when it is asked. `not-yet`: not as wanted; it may come. */
export type Look = "done" | "not-yet" | { readonly failed: string };

/** What an operation is, how its events are told from others', and how its end shows. */
export interface OperationPlan {
  readonly workflow: WorkflowName;
  /** In words: `create-tenant t1`. */
  readonly subject: string;
  /** True for events about the same thing: decides where a callback has no transaction id. */
  concerns(event: EscEvent): boolean;
  /** Asks ESC; left out where nothing of it shows. */
  look?(options: WaitOptions): Promise<Look>;
  /** How long `done()` waits by default, in milliseconds. */
  readonly patienceMs: number;
}

/** What an event means for an operation: `look` where only ESC can tell. */
export type Meaning = "done" | "failed" | "doomed" | "going-on" | "look" | "none";

/**
 * What an event of an operation means. `matched`: it has the operation's transaction id, so that its type need not be a known one.
 */
export function meaningOf(plan: OperationPlan, event: EscEvent, matched: boolean): Meaning {
  const progress = workflowProgress(plan.workflow, event);
  const single = workflow(plan.workflow).steps.length === 0;
  if (progress === "unrelated") {
    if (!matched || !single) return "none";
    // The types of some events are unconfirmed: whatever this operation's only callback is called, it tells the end.
    if (event.status === "") return "look";
    return isSuccess(event) ? "done" : "failed";
  }
  if (event.status === "" && (progress === "failed" || progress === "done")) return "look";
  return progress;
}
