import { EscError, isEscError } from "../core/errors.js";
import type { Logger } from "../core/logger.js";
import { sleep, type WaitOptions } from "../core/signal.js";
import type { EscEvent } from "../models/events.js";
import { ReplayFilter } from "./replay-filter.js";
import type { EscSession, EscSubscription } from "./session.js";

/** What a feed tells its owner. */
export interface FeedHandlers {
  /** An event. A promise holds the feed, and so the server, back. */
  event(event: EscEvent): void | Promise<void>;
  /** The line was lost; the feed tries to open it anew. */
  lost(reason: EscError): void;
  /** The line is back. `complete`: what was missed is replayed now; otherwise events may be missing. */
  restored(complete: boolean): void;
  /** The feed gave up; nothing comes any more. Not called after `close()`. */
  ended(reason: EscError): void;
}

/** How a feed opens and re-opens its session. */
export interface FeedOptions {
  /** A session of its own: ESC does not claim `:interleave`, so a subscribed session takes no other calls (RFC 5277 section 6). */
  readonly openSession: (options: WaitOptions) => Promise<EscSession>;
  /** Makes an event of a notification; undefined for one that is none of ESC's. */
  readonly toEvent: (notification: { readonly eventTime: string; readonly body: unknown }) => EscEvent | undefined;
  /** Replays events from this time on, then goes on live. */
  readonly since?: string | undefined;
  /** How long a lost line is tried to be opened anew, in milliseconds. 0: not at all. */
  readonly reconnectForMs: number;
  readonly logger: Logger;
}

const ESC_STREAM = "escEvent";
const DEFAULT_STREAM = "NETCONF";
const FIRST_DELAY_MS = 200;
const LONGEST_DELAY_MS = 15_000;

/**
 * One subscription to ESC's events (stream `escEvent`) on a session of its own, kept open: after a lost line it connects anew with growing,
 * jittered delays, asks for a replay from the last event's time, and removes what comes twice.
 */
export class EventFeed {
  readonly #options: FeedOptions;
  readonly #handlers: FeedHandlers;
  readonly #stop = new AbortController();
  readonly #replay = new ReplayFilter();
  #session: EscSession | undefined;
  #openedAt = "";
  #stream: string | undefined;

  constructor(options: FeedOptions, handlers: FeedHandlers) {
    this.#options = options;
    this.#handlers = handlers;
  }

  /** Connects and subscribes; from its return on no event is missed. Errors of this first time are the caller's. */
  async open(options: WaitOptions): Promise<void> {
    const subscription = await this.#subscribe(this.#options.since, options);
    void this.#run(subscription);
  }

  /** Ends the feed without a word to its handlers, any number of times. */
  async close(): Promise<void> {
    this.#stop.abort(new EscError("closed", "The event stream was closed"));
    await this.#session?.close();
  }

  get #closed(): boolean {
    return this.#stop.signal.aborted;
  }

  async #subscribe(startTime: string | undefined, options: WaitOptions): Promise<EscSubscription> {
    const session = await this.#options.openSession(options);
    try {
      this.#stop.signal.throwIfAborted();
      const subscription = await this.#subscribeOn(session, startTime, options);
      this.#session = session;
      this.#openedAt ||= new Date().toISOString();
      return subscription;
    } catch (error) {
      await session.close();
      throw error;
    }
  }

  /** A server that does not know ESC's stream has its events in the default one (RFC 5277 section 3.2.3). */
  async #subscribeOn(
    session: EscSession,
    startTime: string | undefined,
    options: WaitOptions,
  ): Promise<EscSubscription> {
    const subscribe = (stream: string) => session.subscribe({ stream, ...(startTime && { startTime }) }, options);
    if (this.#stream !== undefined) return subscribe(this.#stream);
    try {
      const subscription = await subscribe(ESC_STREAM);
      this.#stream = ESC_STREAM;
      return subscription;
    } catch (refusal) {
      if (!isEscError(refusal, "rpc-error")) throw refusal;
      const subscription = await subscribe(DEFAULT_STREAM).catch((error: unknown) => {
        throw isEscError(error, "rpc-error") ? refusal : error;
      });
      this.#stream = DEFAULT_STREAM;
      return subscription;
    }
  }

  async #run(first: EscSubscription): Promise<void> {
    let subscription: EscSubscription | undefined = first;
    while (subscription) {
      const reason: EscError = await this.#deliver(subscription);
      if (this.#closed) return;
      await this.#session?.close();
      this.#handlers.lost(reason);
      subscription = await this.#restore(reason);
    }
  }

  /** Hands on what comes until the line ends, and says why it ended. */
  async #deliver(subscription: EscSubscription): Promise<EscError> {
    try {
      for await (const notification of subscription) {
        const event = this.#options.toEvent(notification);
        if (this.#closed) break;
        if (event && this.#replay.admits(event)) await this.#handlers.event(event);
      }
    } catch (error) {
      if (isEscError(error)) return error;
      return new EscError("connection-lost", "The event session failed", { cause: error });
    }
    return new EscError("connection-lost", "The server ended the event session");
  }

  async #restore(reason: EscError): Promise<EscSubscription | undefined> {
    const giveUpAt = Date.now() + this.#options.reconnectForMs;
    let last = reason;
    for (let attempt = 0; Date.now() < giveUpAt && !this.#closed && mayPass(last); attempt++) {
      try {
        await sleep(backOff(attempt), this.#stop.signal);
        return await this.#resubscribe();
      } catch (error) {
        last = isEscError(error) ? error : new EscError("connection-failed", String(error), { cause: error });
        this.#options.logger.debug("The event session could not be opened anew yet", { attempt, code: last.code });
      }
    }
    if (!this.#closed) this.#handlers.ended(lostForGood(last));
    return undefined;
  }

  /** With replay where the server has it; otherwise live, which leaves a gap. */
  async #resubscribe(): Promise<EscSubscription> {
    const from = this.#replay.lastEventTime ?? this.#options.since ?? this.#openedAt;
    const options = { signal: this.#stop.signal };
    try {
      this.#replay.resume();
      const subscription = await this.#subscribe(from, options);
      this.#handlers.restored(true);
      return subscription;
    } catch (error) {
      if (!isEscError(error, "rpc-error") && !isEscError(error, "invalid-input")) throw error;
      this.#replay.goOn();
      const subscription = await this.#subscribe(undefined, options);
      this.#handlers.restored(false);
      return subscription;
    }
  }
}

/** Wrong credentials and host keys do not mend by waiting, and must not be tried over and over. */
function mayPass(error: EscError): boolean {
  return !["auth-failed", "host-key", "missing-capability", "closed", "unsupported"].includes(error.code);
}

function backOff(attempt: number): number {
  const delay = Math.min(FIRST_DELAY_MS * 2 ** attempt, LONGEST_DELAY_MS);
  return delay * (0.75 + Math.random() / 2);
}

function lostForGood(cause: EscError): EscError {
  if (!mayPass(cause)) return cause;
  return new EscError("connection-lost", `The event session was lost and could not be opened anew: ${cause.message}`, {
    cause,
  });
}
