import { EscError } from "../core/errors.js";
import { startDeadline, untilAborted, type WaitOptions } from "../core/signal.js";
import type { EscEvent } from "../models/events.js";
import { EventFeed, type FeedOptions } from "./event-feed.js";

/** One of those who share the client's event session. None of these may throw. */
export interface HubListener {
  event(event: EscEvent): void;
  /** The line was lost and is being opened anew. */
  lost(reason: EscError): void;
  /** The line is back; `complete` where what was missed is replayed now. */
  restored(complete: boolean): void;
  /** No more events come. */
  ended(reason: EscError): void;
}

/**
 * The one event session of a client, shared by everybody who waits for events. Opened at first need, and opened anew when it was
 * lost for good and is needed again.
 */
export class EventHub {
  readonly #options: FeedOptions;
  readonly #listeners = new Set<HubListener>();
  #feed: EventFeed | undefined;
  #opening: Promise<void> | undefined;
  #closed: EscError | undefined;
  #up = true;
  #backUp: (() => void)[] = [];

  constructor(options: FeedOptions) {
    this.#options = options;
  }

  /** Adds a listener; nothing that happens after {@link ready} has resolved is missed by it. Returns what removes it again. */
  listen(listener: HubListener): () => void {
    if (this.#closed) listener.ended(this.#closed);
    else this.#listeners.add(listener);
    return () => this.#remove(listener);
  }

  /** True while events are being received. What listens now misses nothing from now on. */
  get receiving(): boolean {
    return this.#feed !== undefined && this.#up;
  }

  /**
   * Resolves when events are being received.
   *
   * @throws as opening a session and subscribing do; EscError `closed`
   */
  async ready(options: WaitOptions): Promise<void> {
    if (this.#closed) throw this.#closed;
    if (!this.#feed) {
      // Shared by all who wait, so none of their signals may end it.
      this.#opening ??= this.#open().finally(() => {
        this.#opening = undefined;
      });
      await within(this.#opening, options);
    } else if (!this.#up) {
      const back = new Promise<void>((resolve) => this.#backUp.push(resolve));
      await within(back, options);
      if (!this.#feed) await this.ready(options);
    }
  }

  /** Ends everything: listeners get `closed`. */
  async close(): Promise<void> {
    if (this.#closed) return;
    this.#end(new EscError("closed", "The client was closed"), true);
    await Promise.allSettled([this.#opening]);
    const feed = this.#feed;
    this.#feed = undefined;
    await feed?.close();
  }

  #remove(listener: HubListener): void {
    this.#listeners.delete(listener);
    // Nobody waits for the line to come back any more.
    if (!this.#up && this.#listeners.size === 0 && this.#feed) this.#forget(this.#feed);
  }

  async #open(): Promise<void> {
    const feed: EventFeed = new EventFeed(this.#options, {
      event: (event) => {
        for (const listener of [...this.#listeners]) listener.event(event);
      },
      lost: (reason) => {
        this.#up = false;
        for (const listener of [...this.#listeners]) listener.lost(reason);
        if (this.#listeners.size === 0) this.#forget(feed);
      },
      restored: (complete) => {
        this.#setUp();
        for (const listener of [...this.#listeners]) listener.restored(complete);
      },
      ended: (reason) => {
        this.#forget(feed);
        this.#end(reason, false);
      },
    });
    await feed.open({});
    if (this.#closed) {
      await feed.close();
      throw this.#closed;
    }
    this.#feed = feed;
    this.#setUp();
  }

  /** The next need opens a new one. */
  #forget(feed: EventFeed): void {
    if (this.#feed === feed) this.#feed = undefined;
    void feed.close();
    this.#setUp();
  }

  #setUp(): void {
    this.#up = true;
    for (const resolve of this.#backUp.splice(0)) resolve();
  }

  #end(reason: EscError, forGood: boolean): void {
    if (forGood) this.#closed = reason;
    const listeners = [...this.#listeners];
    this.#listeners.clear();
    for (const listener of listeners) listener.ended(reason);
    this.#setUp();
  }
}

/** What happens on the event line from now on, to be told again to somebody who listens later. */
export function recordHub(hub: EventHub): Disposable & { readonly replay: (listener: HubListener) => void } {
  const told: ((listener: HubListener) => void)[] = [];
  const stop = hub.listen({
    event: (event) => void told.push((listener) => listener.event(event)),
    lost: (reason) => void told.push((listener) => listener.lost(reason)),
    restored: (complete) => void told.push((listener) => listener.restored(complete)),
    ended: (reason) => void told.push((listener) => listener.ended(reason)),
  });
  return {
    replay(listener) {
      for (const tell of told) tell(listener);
    },
    [Symbol.dispose]: stop,
  };
}

async function within<T>(promise: Promise<T>, options: WaitOptions): Promise<T> {
  using deadline = startDeadline("event subscription", options);
  return await untilAborted(promise, deadline.signal);
}
