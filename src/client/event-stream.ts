import { EscError, isEscError } from "../core/errors.js";
import { BoundedQueue, type OverflowPolicy } from "../core/queue.js";
import { startDeadline, untilAborted, type WaitOptions } from "../core/signal.js";
import type { EscEvent, EscEventType } from "../models/events.js";
import type { Activity } from "./activity.js";
import { EventFeed, type FeedOptions } from "./event-feed.js";
import type { EventHub, HubListener } from "./event-hub.js";
import { eventName } from "./workflow-error.js";

/** A stretch of time of which events may be missing, because the line was lost and the server could not replay. */
export interface EventGap {
  /** Why the line was lost. */
  readonly reason: EscError;
  /** The last event before the gap, where there was one. */
  readonly lastSeen: EscEvent | undefined;
}

/** Which events `esc.events()` gives, and how. Everything may be left out: then every event from now on. */
export interface EventStreamOptions {
  /** Only these types. A type this library does not know is named as ESC sends it. */
  readonly types?: readonly (Exclude<EscEventType, "UNKNOWN"> | (string & {}))[] | undefined;
  /** Only of this deployment. */
  readonly depname?: string | undefined;
  /** Only of this tenant. */
  readonly tenant?: string | undefined;
  /** Only of this VM group. */
  readonly vm_group?: string | undefined;
  /** Only of this VIM connector. */
  readonly vim_connector_id?: string | undefined;
  /**
   * Replays what happened from this time on (RFC 3339 text or Date; events of that very moment included), then goes on live. Takes a
   * session of its own. The server must keep a replay log.
   */
  readonly since?: string | Date | undefined;
  /** Ends the iteration with `aborted`. */
  readonly signal?: AbortSignal | undefined;
  /** How many events are kept for a slow reader. Default 4,096. */
  readonly limit?: number | undefined;
  /**
   * What happens at the limit: `error` ends the iteration with `overflow` (default); `drop-oldest` forgets; `wait` holds the server
   * back, for which this stream gets a session of its own (default with `since`).
   */
  readonly overflow?: OverflowPolicy | undefined;
  /**
   * Called when events may be missing; the iteration then goes on. Without it a gap ends the iteration with `connection-lost`, so
   * that no loss goes unseen.
   */
  readonly onGap?: ((gap: EventGap) => void) | undefined;
}

/** Live events: read with `for await`; `break` ends it and frees what it held. One reader only. */
export interface EventStream extends AsyncIterableIterator<EscEvent>, AsyncDisposable {
  /**
   * Resolves when events are being received: nothing that happens afterwards is missed. Waiting for it is not needed to iterate.
   *
   * @throws as connecting and subscribing do; the iteration then throws the same
   */
  ready(options?: WaitOptions): Promise<void>;
  /** Ends the iteration, any number of times. */
  close(): Promise<void>;
}

/** Where a stream's events come from. */
export interface StreamSources {
  readonly hub: EventHub;
  readonly feed: Omit<FeedOptions, "since">;
  readonly activity: Activity;
  /** Called with every stream that opens, and again when it has ended: an open client closes its streams. */
  readonly opened: (stream: EventStream) => void;
  readonly ended: (stream: EventStream) => void;
}

/** Starts an event stream: at once, not at the first read. */
export function openEventStream(sources: StreamSources, options: EventStreamOptions): EventStream {
  return new LiveEvents(sources, options);
}

class LiveEvents implements EventStream {
  readonly #queue: BoundedQueue<EscEvent>;
  readonly #matches: (event: EscEvent) => boolean;
  readonly #options: EventStreamOptions;
  readonly #sources: StreamSources;
  readonly #ready: Promise<void>;
  readonly #onAbort = () => this.#fail(abortReason(this.#options.signal));
  #release: () => void | Promise<void> = () => undefined;
  #lastSeen: EscEvent | undefined;
  #lostBy: EscError | undefined;
  #ended = false;

  constructor(sources: StreamSources, options: EventStreamOptions) {
    this.#sources = sources;
    this.#options = options;
    this.#matches = matcher(options);
    const own = options.since !== undefined || options.overflow === "wait";
    const overflow = options.overflow ?? (own ? "wait" : "error");
    this.#queue = new BoundedQueue({ limit: options.limit ?? 4096, overflow, onReturn: () => this.close() });
    sources.opened(this);
    options.signal?.addEventListener("abort", this.#onAbort, { once: true });
    this.#ready = this.#start(own);
    this.#ready.catch((error) => this.#fail(error));
  }

  async ready(options: WaitOptions = {}): Promise<void> {
    using deadline = startDeadline("event subscription", options);
    await untilAborted(this.#ready, deadline.signal);
  }

  async next(): Promise<IteratorResult<EscEvent>> {
    const end = this.#sources.activity.begin();
    try {
      return await this.#queue.next();
    } finally {
      end();
    }
  }

  return(): Promise<IteratorResult<EscEvent>> {
    return this.#queue.return();
  }

  async close(): Promise<void> {
    this.#finish();
    this.#queue.end();
    await this.#release();
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.close();
  }

  async #start(own: boolean): Promise<void> {
    if (this.#options.signal?.aborted) throw abortReason(this.#options.signal);
    const listener = this.#listener();
    if (own) await this.#openFeed(listener);
    else {
      this.#release = this.#sources.hub.listen(listener);
      await this.#sources.hub.ready({});
    }
  }

  async #openFeed(listener: HubListener & { event(event: EscEvent): void | Promise<void> }): Promise<void> {
    const { since } = this.#options;
    const startTime = since instanceof Date ? since.toISOString() : since;
    const feed = new EventFeed({ ...this.#sources.feed, since: startTime }, listener);
    this.#release = () => feed.close();
    await feed.open({});
    if (this.#ended) await feed.close();
  }

  #listener(): HubListener & { event(event: EscEvent): void | Promise<void> } {
    return {
      event: (event) => {
        this.#lastSeen = event;
        return this.#matches(event) ? this.#queue.push(event) : undefined;
      },
      lost: (reason) => {
        this.#lostBy = reason;
      },
      restored: (complete) => {
        if (!complete) this.#gap();
      },
      ended: (reason) => this.#fail(reason),
    };
  }

  #gap(): void {
    const reason = this.#lostBy ?? new EscError("connection-lost", "The event session was lost");
    if (this.#options.onGap) {
      this.#tell(this.#options.onGap, { reason, lastSeen: this.#lastSeen });
      return;
    }
    const after = this.#lastSeen ? ` after ${eventName(this.#lastSeen)} of ${this.#lastSeen.eventTime}` : "";
    const message = `The event session was lost and the server does not replay: events${after} may be missing. Give onGap to go on regardless`;
    this.#fail(new EscError("connection-lost", message, { cause: reason }));
  }

  /** What the caller's function throws is the caller's, and must not end the session that others share. */
  #tell(onGap: (gap: EventGap) => void, gap: EventGap): void {
    try {
      onGap(gap);
    } catch (error) {
      this.#fail(error);
    }
  }

  #fail(reason: unknown): void {
    if (this.#ended) return;
    this.#finish();
    if (isEscError(reason, "closed")) this.#queue.end();
    else this.#queue.fail(reason);
    void this.#release();
  }

  #finish(): void {
    if (this.#ended) return;
    this.#ended = true;
    this.#options.signal?.removeEventListener("abort", this.#onAbort);
    this.#sources.ended(this);
  }
}

function abortReason(signal: AbortSignal | undefined): EscError {
  return new EscError("aborted", "Aborted while waiting for events", { cause: signal?.reason });
}

function matcher(options: EventStreamOptions): (event: EscEvent) => boolean {
  const types = options.types && new Set<string>(options.types);
  const fields = (["depname", "tenant", "vm_group", "vim_connector_id"] as const).filter(
    (field) => options[field] !== undefined,
  );
  return (event) => (!types || types.has(eventName(event))) && fields.every((field) => event[field] === options[field]);
}
