import { BoundedQueue, type OverflowPolicy, type QueueCounters } from "../core/queue.js";
import type { BodySink } from "../xml/sink.js";
import type { Notification, NotificationMessage, NotificationTaker } from "./notification.js";

/** How a {@link Subscription} keeps what was not read yet. */
export interface SubscriptionQueueOptions {
  /** The most notifications kept. Default 1024. */
  readonly limit?: number | undefined;
  /**
   * What happens at the limit. `wait` (the default) stops reading from the session until there is room, so that the server is held
   * back; replies on the same session wait as well. `drop-oldest` forgets and counts, `error` ends the subscription.
   */
  readonly overflow?: OverflowPolicy | undefined;
}

/**
 * The notifications of one subscription (RFC 5277), read with `for await`. It ends when the server says notificationComplete and on
 * `close()` or `break`; it throws, after what had arrived, when the session ends otherwise.
 */
export class Subscription<Body> implements AsyncIterableIterator<Notification<Body>, undefined>, AsyncDisposable {
  readonly #queue: BoundedQueue<Notification<Body>>;
  #replayComplete = false;
  #notificationComplete = false;

  constructor(options: SubscriptionQueueOptions) {
    this.#queue = new BoundedQueue({
      ...(options.limit === undefined ? {} : { limit: options.limit }),
      ...(options.overflow === undefined ? {} : { overflow: options.overflow }),
    });
  }

  /** True once the server has sent everything from the past that was asked for. What it sent may still wait to be read. */
  get replayComplete(): boolean {
    return this.#replayComplete;
  }

  /** True once the server has said that no more will come, since `stopTime` is reached. */
  get notificationComplete(): boolean {
    return this.#notificationComplete;
  }

  /** True when nothing more is taken, whoever ended it. What has arrived may still wait to be read. */
  get ended(): boolean {
    return this.#queue.ended;
  }

  /** Notifications received, delivered and dropped so far; replayComplete and notificationComplete are not counted. */
  get counters(): QueueCounters {
    return this.#queue.counters;
  }

  next(): Promise<IteratorResult<Notification<Body>, undefined>> {
    return this.#queue.next();
  }

  return(): Promise<IteratorResult<Notification<Body>, undefined>> {
    return this.#queue.return();
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  /**
   * Ends the subscription on this side and forgets what was not read; any number of times. NETCONF has no way to unsubscribe: the server goes on
   * sending, unread, until the session is closed.
   */
  async close(): Promise<void> {
    await this.#queue.return();
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close();
  }

  /** The session's end of the subscription. */
  static taker<Body>(subscription: Subscription<Body>, createSink: () => BodySink<Body>): SubscriptionTaker<Body> {
    const queue = subscription.#queue;
    return {
      createSink,
      take: (message) => subscription.#take(message),
      fail: (reason) => queue.fail(reason),
      end: () => queue.end(),
      get ended() {
        return queue.ended;
      },
      get complete() {
        return subscription.notificationComplete;
      },
    };
  }

  #take(message: NotificationMessage<Body>): Promise<void> | undefined {
    if (message.kind === "event") return this.#queue.push(message.notification);
    if (message.kind === "replay-complete") this.#replayComplete = true;
    else {
      this.#notificationComplete = true;
      this.#queue.end();
    }
    return undefined;
  }
}

/** What the session holds of a subscription. */
export interface SubscriptionTaker<Body> extends NotificationTaker<Body> {
  /** Ends it after what has arrived. */
  end(): void;
  /** True when nothing more is taken. */
  readonly ended: boolean;
  /** True once the server has ended it: then another may follow. */
  readonly complete: boolean;
}
