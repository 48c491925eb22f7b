import { isEscError } from "../../core/errors.js";
import type { Logger } from "../../core/logger.js";
import type { Clock } from "../engine/clock.js";

/** A callback to be delivered. */
export interface CallbackMessage {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** A callback, and what became of it. */
export interface DeliveredCallback extends CallbackMessage {
  /** How often it was tried. */
  readonly attempts: number;
  /** The status of the last answer; undefined where there was none. */
  readonly status: number | undefined;
}

/** How callbacks are delivered. */
export interface DeliveryOptions {
  readonly clock: Clock;
  readonly logger: Logger;
  /** Default: `globalThis.fetch`. */
  readonly fetch?: CallbackFetch | undefined;
}

/** What sends a callback. */
export type CallbackFetch = (url: string, init: RequestInit) => Promise<Response>;

/** How often a callback is tried at most, and how long ESC waits in between (ms at speed 1). No source gives figures. */
const ATTEMPTS = 3;
const PAUSE_MS = 5_000;
/** How long an answer is waited for, in real milliseconds. */
const ANSWER_MS = 10_000;
const KEPT = 1_000;

/** Delivers callbacks: those of one transaction one after the other, with bounded repetition. */
export class Delivery {
  readonly #options: DeliveryOptions;
  readonly #closed = new AbortController();
  readonly #lanes = new Map<string, Promise<void>>();
  #done: DeliveredCallback[] = [];

  constructor(options: DeliveryOptions) {
    this.#options = options;
  }

  /** The last callbacks that were delivered or given up, the oldest first. */
  get done(): readonly DeliveredCallback[] {
    return this.#done;
  }

  /** Delivers a callback after those of the same transaction. */
  send(transaction: string, message: CallbackMessage): void {
    const before = this.#lanes.get(transaction) ?? Promise.resolve();
    const own = before.then(() => this.#deliver(message));
    this.#lanes.set(transaction, own);
    void own.then(() => {
      if (this.#lanes.get(transaction) === own) this.#lanes.delete(transaction);
    });
  }

  /** Resolves when nothing is under way. */
  async idle(): Promise<void> {
    while (this.#lanes.size > 0) await Promise.all(this.#lanes.values());
  }

  /** Gives everything up. */
  close(): void {
    this.#closed.abort();
  }

  async #deliver(message: CallbackMessage): Promise<void> {
    let status: number | undefined;
    let attempts = 0;
    while (attempts < ATTEMPTS && !this.#closed.signal.aborted) {
      attempts++;
      status = await this.#attempt(message);
      if (status !== undefined && status >= 200 && status < 300) break;
      if (attempts < ATTEMPTS && !(await this.#pause())) break;
    }
    this.#done = [...this.#done, { ...message, attempts, status }].slice(-KEPT);
  }

  async #attempt({ url, headers, body }: CallbackMessage): Promise<number | undefined> {
    const given = new AbortController();
    const stop = () => given.abort();
    const timer = setTimeout(stop, ANSWER_MS);
    this.#closed.signal.addEventListener("abort", stop, { once: true });
    try {
      const init = { method: "POST", headers, body, signal: given.signal, redirect: "manual" } as const;
      const response = await (this.#options.fetch ?? globalThis.fetch)(url, init);
      await response.body?.cancel();
      return response.status;
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      this.#options.logger.debug("A callback could not be delivered", { url, error: why });
      return undefined;
    } finally {
      clearTimeout(timer);
      this.#closed.signal.removeEventListener("abort", stop);
    }
  }

  /** False when the simulator is closed meanwhile. */
  async #pause(): Promise<boolean> {
    try {
      await this.#options.clock.wait(PAUSE_MS, this.#closed.signal);
      return true;
    } catch (error) {
      if (this.#closed.signal.aborted || isEscError(error, "closed")) return false;
      throw error;
    }
  }
}
