import { startDeadline, type WaitOptions } from "../../core/signal.js";
import type { EscEvent } from "../../models/events.js";
import type { RestOperation, RestResult } from "../operation.js";

/** Two operations that are one to the caller: it is done when both are. */
export class BothHalves implements RestOperation {
  readonly accepted = "accepted" as const;
  readonly #first: RestOperation;
  readonly #second: RestOperation;

  constructor(first: RestOperation, second: RestOperation) {
    this.#first = first;
    this.#second = second;
  }

  get subject(): string {
    return `${this.#first.subject} and ${this.#second.subject}`;
  }

  /** That of the second. */
  get transactionId(): string | undefined {
    return this.#second.transactionId;
  }

  get status(): number {
    return this.#second.status;
  }

  get answer(): string {
    return this.#second.answer;
  }

  async *events(options: WaitOptions = {}): AsyncIterableIterator<EscEvent> {
    using deadline = startDeadline(`event of ${this.subject}`, options);
    const wait = { signal: deadline.signal };
    yield* this.#first.events(wait);
    yield* this.#second.events(wait);
  }

  async done(options: WaitOptions = {}): Promise<RestResult> {
    const [first, second] = await Promise.all([this.#first.done(options), this.#second.done(options)]);
    return { ...second, events: [...first.events, ...second.events] };
  }
}
