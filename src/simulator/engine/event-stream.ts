import type { EscEventBody } from "../../models/events.js";

/** An event that was sent. */
export interface SentEvent {
  /** RFC 3339 with microseconds. */
  readonly eventTime: string;
  /** The same in milliseconds since 1970. */
  readonly time: number;
  readonly content: EscEventBody;
}

/** Takes events as they are sent. */
export type EventListener = (event: SentEvent) => void;

/** The events of ESC with a bounded memory for replay, and whoever listens. The faces turn them into their own notifications. */
export class EventStream {
  readonly #limit: number;
  readonly #listeners = new Set<EventListener>();
  #kept: SentEvent[] = [];
  #forgotUpTo: number | undefined;

  constructor(limit = 10_000) {
    this.#limit = limit;
  }

  /** The events kept, the oldest first. */
  get kept(): readonly SentEvent[] {
    return this.#kept;
  }

  /** The time of the newest event that is no longer kept; undefined while everything is. */
  get forgotUpTo(): number | undefined {
    return this.#forgotUpTo;
  }

  /** Sends an event to everybody who listens, and keeps it. */
  send(event: SentEvent): void {
    this.#kept.push(event);
    if (this.#kept.length > this.#limit * 1.25) {
      const gone = this.#kept.length - this.#limit;
      this.#forgotUpTo = this.#kept[gone - 1]?.time;
      this.#kept = this.#kept.slice(gone);
    }
    for (const listener of [...this.#listeners]) listener(event);
  }

  /** Listens from now on, until the returned function is called. */
  listen(listener: EventListener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }
}
