import { type Deferred, deferred } from "./deferred.js";
import { EscError } from "./errors.js";

/**
 * What a full queue does with one more item: `wait` lets the producer wait for room, `drop-oldest` forgets the oldest item
 * and counts it, `error` ends the queue with `overflow` after what it holds has been delivered.
 */
export type OverflowPolicy = "wait" | "drop-oldest" | "error";

/** How a {@link BoundedQueue} behaves. */
export interface QueueOptions {
  /** The most items kept. Default 1024. */
  readonly limit?: number;
  /** What happens at the limit. Default `wait`. */
  readonly overflow?: OverflowPolicy;
  /** Called once when the consumer breaks off (`break`, `return`, a throw in the loop), so that the source can be closed. */
  readonly onReturn?: () => void | Promise<void>;
}

/** What a queue has seen so far; `received = delivered + dropped + waiting`. */
export interface QueueCounters {
  readonly received: number;
  readonly delivered: number;
  readonly dropped: number;
}

/**
 * A bounded queue between one producer and one consumer, read with `for await`.
 * Items that arrived before the end or before an error are delivered first. Several `next()` calls may be open at once; they are
 * served in order. `break` ends the queue and forgets the rest.
 */
export class BoundedQueue<T> implements AsyncIterableIterator<T, undefined> {
  readonly #limit: number;
  readonly #overflow: OverflowPolicy;
  readonly #onReturn: (() => void | Promise<void>) | undefined;
  #items: T[] = [];
  #head = 0;
  #readers: Deferred<IteratorResult<T, undefined>>[] = [];
  #room: Deferred<void> | undefined;
  #ended = false;
  #failure: { readonly reason: unknown } | undefined;
  #received = 0;
  #delivered = 0;
  #dropped = 0;

  constructor(options: QueueOptions = {}) {
    this.#limit = options.limit ?? 1024;
    this.#overflow = options.overflow ?? "wait";
    this.#onReturn = options.onReturn;
    if (!(this.#limit >= 1)) {
      throw new EscError("invalid-input", `A queue limit of ${this.#limit} holds nothing: give 1 or more`);
    }
  }

  /** Items waiting for the consumer. */
  get size(): number {
    return this.#items.length - this.#head;
  }

  /** True once `end`, `fail` or the consumer's `break` has ended the queue; items may still wait. */
  get ended(): boolean {
    return this.#ended;
  }

  /** Received, delivered and dropped so far. */
  get counters(): QueueCounters {
    return { received: this.#received, delivered: this.#delivered, dropped: this.#dropped };
  }

  /**
   * Adds an item. Resolves at once when there is room; with the policy `wait` it resolves when the consumer has made room.
   * After the end the item is ignored.
   */
  push(item: T): Promise<void> | undefined {
    if (this.#ended) return undefined;
    this.#received++;
    const reader = this.#readers.shift();
    if (reader) {
      this.#delivered++;
      reader.resolve({ done: false, value: item });
      return undefined;
    }
    if (this.size >= this.#limit && this.#overflow !== "wait") {
      this.#dropped++;
      if (this.#overflow === "error") {
        this.fail(
          new EscError(
            "overflow",
            `The queue holds ${this.#limit} items and none was read in time: read faster, or raise the limit`,
          ),
        );
        return undefined;
      }
      this.#take();
    }
    this.#items.push(item);
    if (this.size < this.#limit || this.#overflow !== "wait") return undefined;
    this.#room ??= deferred<void>();
    return this.#room.promise;
  }

  /** Ends the queue: what it holds is still delivered, then iteration is done. */
  end(): void {
    this.#close();
  }

  /** Ends the queue with an error: what it holds is still delivered, then `next()` rejects once with the reason. */
  fail(reason: unknown): void {
    if (this.#ended) return;
    this.#failure = { reason };
    this.#close();
  }

  async next(): Promise<IteratorResult<T, undefined>> {
    if (this.size > 0) {
      this.#delivered++;
      return { done: false, value: this.#take() };
    }
    if (this.#failure) {
      const { reason } = this.#failure;
      this.#failure = undefined;
      throw reason;
    }
    if (this.#ended) return { done: true, value: undefined };
    const reader = deferred<IteratorResult<T, undefined>>();
    this.#readers.push(reader);
    return reader.promise;
  }

  async return(): Promise<IteratorResult<T, undefined>> {
    const first = !this.#ended;
    this.#dropped += this.size;
    this.#items = [];
    this.#head = 0;
    this.#failure = undefined;
    this.#close();
    if (first) await this.#onReturn?.();
    return { done: true, value: undefined };
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  #take(): T {
    const item = this.#items[this.#head] as T;
    this.#head++;
    if (this.#head > 64 && this.#head * 2 > this.#items.length) {
      this.#items = this.#items.slice(this.#head);
      this.#head = 0;
    }
    this.#freeRoom();
    return item;
  }

  #freeRoom(): void {
    if (!this.#room || (this.size >= this.#limit && !this.#ended)) return;
    this.#room.resolve();
    this.#room = undefined;
  }

  #close(): void {
    if (this.#ended) return;
    this.#ended = true;
    this.#freeRoom();
    const readers = this.#readers;
    this.#readers = [];
    for (const [index, reader] of readers.entries()) {
      // Readers only wait when nothing is queued, so the first of them gets the error, once.
      if (index === 0 && this.#failure) {
        reader.reject(this.#failure.reason);
        this.#failure = undefined;
      } else reader.resolve({ done: true, value: undefined });
    }
  }
}
