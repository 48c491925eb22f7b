import { deferred } from "../core/deferred.js";
import { EscError, isEscError } from "../core/errors.js";
import { BoundedQueue } from "../core/queue.js";
import { sleep, startDeadline, untilAborted, type WaitOptions } from "../core/signal.js";
import type { EscEvent } from "../models/events.js";
import type { Callback } from "./callback.js";
import { meaningOf, type OperationPlan, type RestOperation, RestOperationError, type RestResult } from "./operation.js";
import type { CallbackReceiver } from "./receiver.js";

/** Times that rule an operation, in milliseconds. */
export interface OperationTimes {
  /** How long a failed step waits for the final event. */
  readonly finalEventWaitMs: number;
  /** How often ESC is asked where no callback comes. */
  readonly pollMs: number;
  /** After how long without a callback ESC is asked all the same: callbacks get lost. */
  readonly silenceMs: number;
}

/** The answer by which ESC accepted an operation. */
export interface Acceptance {
  readonly transactionId: string | undefined;
  readonly status: number;
  readonly answer: string;
}

/** The most callbacks kept that came before the answer. */
const EARLY_MOST = 1000;

/**
 * An operation on its way. It is made, and hears callbacks, before its request is sent: a callback may come before the answer does.
 * ESC is asked only while somebody waits.
 */
export class PendingOperation implements RestOperation {
  readonly accepted = "accepted" as const;
  readonly #plan: OperationPlan;
  readonly #times: OperationTimes;
  readonly #receiver: CallbackReceiver | undefined;
  readonly #settled = deferred<RestResult>();
  readonly #followers = new Set<BoundedQueue<EscEvent>>();
  readonly #stopListening: (() => void) | undefined;
  readonly #events: EscEvent[] = [];
  #early: Callback[] | undefined = [];
  #acceptance: Acceptance | undefined;
  #failedStep: EscEvent | undefined;
  /** When ESC is to be asked next. */
  #nextLook = Number.POSITIVE_INFINITY;
  #wake = deferred<void>();

  constructor(plan: OperationPlan, times: OperationTimes, receiver: CallbackReceiver | undefined) {
    this.#plan = plan;
    this.#times = times;
    this.#receiver = receiver;
    this.#stopListening = receiver?.listen((callback) => this.#hear(callback));
  }

  get subject(): string {
    return this.#plan.subject;
  }

  get transactionId(): string | undefined {
    return this.#acceptance?.transactionId;
  }

  get status(): number {
    return this.#acceptance?.status ?? 0;
  }

  get answer(): string {
    return this.#acceptance?.answer ?? "";
  }

  /** ESC has accepted it: what had come before is looked at now. */
  begin(acceptance: Acceptance): this {
    this.#acceptance = acceptance;
    this.#lookIn(this.#receiver ? this.#times.silenceMs : 0);
    const early = this.#early ?? [];
    this.#early = undefined;
    for (const callback of early) this.#hear(callback);
    return this;
  }

  /** ESC has not accepted it. */
  abandon(): void {
    this.#early = undefined;
    this.#end();
    this.#settled.reject(new EscError("closed", `${this.subject}: the operation was not accepted`));
  }

  events(options: WaitOptions = {}): AsyncIterableIterator<EscEvent> {
    const deadline = startDeadline(`event of ${this.subject}`, options);
    const queue = new BoundedQueue<EscEvent>({ limit: 10_000, overflow: "drop-oldest", onReturn: () => end() });
    const end = (reason?: unknown) => {
      this.#followers.delete(queue);
      deadline.signal.removeEventListener("abort", onAbort);
      deadline[Symbol.dispose]();
      if (reason === undefined) queue.end();
      else queue.fail(reason);
    };
    const onAbort = () => end(deadline.signal.reason);
    this.#followers.add(queue);
    for (const event of this.#events) void queue.push(event);
    if (deadline.signal.aborted) onAbort();
    else deadline.signal.addEventListener("abort", onAbort, { once: true });
    if (!this.#receiver) end();
    else this.#settled.promise.then(() => end()).catch(() => end());
    return queue;
  }

  async done(options: WaitOptions = {}): Promise<RestResult> {
    if (this.#settled.settled) return this.#settled.promise;
    const timeoutMs = options.timeoutMs ?? (options.signal ? Number.POSITIVE_INFINITY : this.#plan.patienceMs);
    using deadline = startDeadline(`end of ${this.subject}`, { ...options, timeoutMs });
    const waiting = new AbortController();
    try {
      const looking = this.#keepLooking(AbortSignal.any([deadline.signal, waiting.signal]));
      // It ends in an error of its own only where nothing can ever tell.
      return await untilAborted(Promise.race([this.#settled.promise, looking]), deadline.signal);
    } finally {
      waiting.abort();
    }
  }

  #hear(callback: Callback): void {
    if (this.#early) {
      if (this.#early.length < EARLY_MOST) this.#early.push(callback);
      return;
    }
    if (this.#settled.settled) return;
    const { event } = callback;
    const matched = this.#isMatched(callback);
    if (matched === false || (matched === undefined && !this.#plan.concerns(event))) return;
    const meaning = meaningOf(this.#plan, event, matched === true);
    if (meaning === "none" && matched !== true) return;
    this.#events.push(event);
    for (const queue of this.#followers) void queue.push(event);
    this.#judge(meaning, event);
  }

  /** Whether ids say that a callback is this operation's; undefined where one of the two is missing. */
  #isMatched({ transactionId }: Callback): boolean | undefined {
    const own = this.#acceptance?.transactionId;
    return own === undefined || transactionId === undefined
      ? undefined
      : own.toLowerCase() === transactionId.toLowerCase();
  }

  #judge(meaning: ReturnType<typeof meaningOf>, event: EscEvent): void {
    if (meaning === "done") this.#succeed("callback", event);
    else if (meaning === "failed") this.#fail(event);
    else if (meaning === "look") this.#lookIn(0);
    else if (meaning === "doomed") {
      this.#failedStep ??= event;
      this.#lookIn(this.#times.finalEventWaitMs);
    } else this.#lookIn(this.#times.silenceMs);
  }

  #succeed(decidedBy: RestResult["decidedBy"], event?: EscEvent): void {
    this.#end();
    this.#settled.resolve({ decidedBy, event, events: Object.freeze([...this.#events]) });
  }

  #fail(event: EscEvent | undefined, found?: string): void {
    this.#end();
    const events = Object.freeze([...this.#events]);
    this.#settled.reject(new RestOperationError({ subject: this.subject, event, events, found }));
  }

  #end(): void {
    this.#stopListening?.();
    this.#wake.resolve();
  }

  #lookIn(ms: number): void {
    this.#nextLook = Date.now() + ms;
    this.#wake.resolve();
    this.#wake = deferred<void>();
  }

  /** Asks ESC whenever it is time, until the operation is settled or nobody waits any more. */
  async #keepLooking(signal: AbortSignal): Promise<never> {
    while (!this.#settled.settled) {
      const wait = this.#nextLook - Date.now();
      if (wait > 0) {
        await this.#pause(wait, signal);
        continue;
      }
      await this.#look(signal);
    }
    return this.#settled.promise as Promise<never>;
  }

  /** Waits, but no longer than until the plan changes. */
  async #pause(ms: number, signal: AbortSignal): Promise<void> {
    const over = new AbortController();
    try {
      await untilAborted(Promise.race([this.#wake.promise, sleep(ms, over.signal)]), signal);
    } finally {
      over.abort();
    }
  }

  async #look(signal: AbortSignal): Promise<void> {
    const heard = this.#events.length;
    if (!this.#plan.look) {
      this.#cannotLook();
      return;
    }
    try {
      const found = await this.#plan.look({ signal });
      // What was heard meanwhile is newer than what was seen.
      if (this.#settled.settled || this.#events.length > heard) return;
      if (found === "done") this.#succeed("polling");
      else if (found !== "not-yet") this.#fail(this.#failedStep, found.failed);
      else if (this.#failedStep)
        this.#fail(this.#failedStep, "No final event came, and ESC does not show the wanted state");
    } catch (error) {
      signal.throwIfAborted();
      if (!isPassing(error)) throw error;
    }
    if (!this.#settled.settled) this.#lookIn(this.#receiver ? this.#times.silenceMs : this.#times.pollMs);
  }

  #cannotLook(): void {
    if (this.#failedStep) {
      this.#fail(this.#failedStep, "No final event came");
      return;
    }
    if (this.#receiver && !this.#receiver.closed && this.#events.length === 0) {
      this.#lookIn(this.#times.silenceMs);
      return;
    }
    this.#end();
    const mend = this.#receiver ? "its callback does not say either" : "give connectRest a receiver for its callback";
    const message = `ESC accepted ${this.subject}, but nothing that can be asked shows its end: ${mend}`;
    this.#settled.reject(new EscError("outcome-unknown", message, { mayHaveBeenApplied: true }));
  }
}

/** Errors of asking that may be gone the next time. */
function isPassing(error: unknown): boolean {
  return (
    isEscError(error) &&
    (error.code === "connection-failed" ||
      error.code === "connection-lost" ||
      error.code === "timeout" ||
      error.code === "maintenance" ||
      (error.code === "http-error" && "status" in error && error.status === 503))
  );
}
