import { type Deferred, deferred } from "../core/deferred.js";
import { EscError, isEscError } from "../core/errors.js";
import { BoundedQueue } from "../core/queue.js";
import { startDeadline, untilAborted, type WaitOptions } from "../core/signal.js";
import type { EscEvent } from "../models/events.js";
import type { Activity } from "./activity.js";
import type { Change, ChangeKind, ChangeResult } from "./change.js";
import type { EventHub, HubListener } from "./event-hub.js";
import type { Expectation } from "./expectation.js";
import { type Verdict, VerdictRules, type VerdictTimes } from "./verdict.js";
import { WorkflowError } from "./workflow-error.js";

/** The most events of one change that are kept: the last ones. */
const EVENTS_KEPT = 10_000;

/** How a change is followed. */
export interface PendingChangeOptions {
  readonly times: VerdictTimes;
  readonly activity: Activity;
  /** `unchanged` for a change that somebody else has already sent and that is under way. */
  readonly accepted?: "unchanged";
  /** What had happened on the event line since before the change was sent, where it was sent before this began to listen. */
  readonly earlier?: (listener: HubListener) => void;
}

/**
 * A change on its way: collects its events from the shared event session and gives the verdict. Operational data is read only while
 * somebody waits, so a change that nobody asks about costs no calls.
 */
export class PendingChange implements Change {
  readonly accepted: "accepted" | "unchanged";
  readonly #expectation: Expectation;
  readonly #rules: VerdictRules;
  readonly #settled: Deferred<ChangeResult> = deferred();
  readonly #followers = new Set<BoundedQueue<EscEvent>>();
  readonly #stopListening: () => void;
  #events: EscEvent[] = [];
  readonly #activity: Activity;
  #waiting = 0;
  #timer: NodeJS.Timeout | undefined;
  #looking: AbortController | undefined;

  /** Starts to listen at once: the change is made before its edit is sent, so that no event is missed. */
  constructor(expectation: Expectation, hub: EventHub, options: PendingChangeOptions) {
    this.accepted = options.accepted ?? "accepted";
    this.#activity = options.activity;
    this.#expectation = expectation;
    this.#rules = new VerdictRules(expectation, options.times, Date.now());
    const listener: HubListener = {
      event: (event) => this.#take(event),
      lost: () => this.#afterLine(() => this.#rules.lost(Date.now())),
      restored: (complete) => this.#afterLine(() => this.#rules.restored(complete, Date.now())),
      ended: (reason) => this.#ended(reason),
    };
    this.#stopListening = hub.listen(listener);
    options.earlier?.(listener);
  }

  get kind(): ChangeKind {
    return this.#expectation.kind;
  }

  get subject(): string {
    return this.#expectation.subject;
  }

  events(options: WaitOptions = {}): AsyncIterableIterator<EscEvent> {
    const deadline = startDeadline(`event of ${this.subject}`, options);
    const queue = new BoundedQueue<EscEvent>({ limit: EVENTS_KEPT, overflow: "drop-oldest", onReturn: () => end() });
    const onAbort = () => end(deadline.signal.reason);
    const end = (reason?: unknown) => {
      if (!this.#followers.delete(queue)) return;
      deadline[Symbol.dispose]();
      deadline.signal.removeEventListener("abort", onAbort);
      release();
      if (reason === undefined) queue.end();
      else queue.fail(reason);
    };
    this.#followers.add(queue);
    const release = this.#wait();
    for (const event of this.#events) void queue.push(event);
    if (deadline.signal.aborted) onAbort();
    else deadline.signal.addEventListener("abort", onAbort, { once: true });
    // A failed workflow ends the events like a successful one: `done()` tells which it was.
    const ended = () => end();
    this.#settled.promise.then(ended, (error) => (isEscError(error, "closed") ? end(error) : ended()));
    this.#schedule();
    return queue;
  }

  async done(options: WaitOptions = {}): Promise<ChangeResult> {
    const timeoutMs = options.timeoutMs ?? (options.signal ? Number.POSITIVE_INFINITY : this.#expectation.patienceMs);
    using deadline = startDeadline(`final event of ${this.kind} of ${this.subject}`, { ...options, timeoutMs });
    const release = this.#wait();
    this.#schedule();
    try {
      if (this.#settled.settled) return await this.#settled.promise;
      return await untilAborted(this.#settled.promise, deadline.signal);
    } catch (error) {
      if (!isEscError(error, "timeout") || !this.#rules.missed) throw error;
      const message = `Events of ${this.subject} may have been missed, and nothing else tells how its ${this.kind} ended`;
      throw new EscError("outcome-unknown", message, { cause: error, mayHaveBeenApplied: true });
    } finally {
      release();
    }
  }

  /** Forgets the change: its edit was refused. */
  abandon(): void {
    this.#finish();
    this.#settled.reject(new EscError("closed", `${this.subject}: the change was not accepted`));
  }

  #take(event: EscEvent): void {
    const ours = this.#expectation.concerns(event);
    if (!ours && !this.#expectation.displaces?.(event)) return;
    if (ours) this.#keep(event);
    this.#looking?.abort();
    this.#give(this.#rules.event(event, Date.now()));
  }

  #keep(event: EscEvent): void {
    this.#events.push(event);
    if (this.#events.length > EVENTS_KEPT) this.#events = this.#events.slice(-EVENTS_KEPT);
    for (const queue of this.#followers) void queue.push(event);
  }

  #afterLine(tell: () => void): void {
    tell();
    this.#schedule();
  }

  /** The event session is gone for good: operational data goes on telling what it can. */
  #ended(reason: EscError): void {
    if (reason.code !== "closed") {
      this.#afterLine(() => this.#rules.lost(Date.now()));
      return;
    }
    this.#finish();
    this.#settled.reject(new EscError("closed", `The client was closed before ${this.subject} was done`));
  }

  #give(verdict: Verdict | undefined): void {
    if (this.#settled.settled) return;
    if (!verdict) {
      this.#schedule();
      return;
    }
    this.#finish();
    const events = Object.freeze([...this.#events]);
    if (verdict.is === "done") {
      this.#settled.resolve({ outcome: "done", decidedBy: verdict.decidedBy, event: verdict.event, events });
    } else this.#settled.reject(this.#failure(verdict, events));
  }

  #failure(verdict: Exclude<Verdict, { is: "done" }>, events: readonly EscEvent[]): EscError {
    const { kind, subject, cleanUp } = this.#expectation;
    if (verdict.is === "failed") {
      const found = verdict.found && `In operational data ${verdict.found}`;
      return new WorkflowError({ kind, subject, events, event: verdict.event, found, cleanUp });
    }
    const message = `Events of ${subject} may have been missed, and operational data does not tell how its ${kind} ended: ${verdict.found}`;
    return new EscError("outcome-unknown", message, { mayHaveBeenApplied: true });
  }

  #finish(): void {
    this.#stopListening();
    clearTimeout(this.#timer);
    this.#looking?.abort();
  }

  /** Somebody waits, until the returned function is called. */
  #wait(): () => void {
    const end = this.#activity.begin();
    this.#waiting++;
    return () => {
      end();
      this.#waiting--;
      if (this.#waiting === 0) clearTimeout(this.#timer);
    };
  }

  #schedule(): void {
    clearTimeout(this.#timer);
    if (this.#waiting === 0 || this.#settled.settled || this.#looking) return;
    this.#timer = setTimeout(() => void this.#look(), Math.max(0, this.#rules.nextLook() - Date.now()));
  }

  async #look(): Promise<void> {
    const looking = new AbortController();
    this.#looking = looking;
    let finding: Parameters<VerdictRules["finding"]>[0];
    try {
      finding = await this.#expectation.look?.({ signal: looking.signal });
    } catch {
      finding = "unreadable";
    }
    this.#looking = undefined;
    // An event that came meanwhile is newer than what was read.
    if (looking.signal.aborted) this.#schedule();
    else this.#give(this.#rules.finding(finding, Date.now()));
  }
}
