import { EscError } from "../../core/errors.js";

/** Where time comes from: the system's, or a test's own. */
export interface TimeSource {
  /** Milliseconds since 1970. */
  now(): number;
  /** Calls back once after so many milliseconds; returns what `cancel` takes. */
  schedule(callback: () => void, ms: number): unknown;
  /** Takes a scheduled callback back. */
  cancel(handle: unknown): void;
}

/** The time of this computer. */
export const systemTime: TimeSource = {
  now: () => Date.now(),
  schedule: (callback, ms) => setTimeout(callback, ms),
  cancel: (handle) => clearTimeout(handle as NodeJS.Timeout),
};

/** How a {@link Clock} runs. */
export interface ClockOptions {
  /** How many times faster than a real ESC things happen; above 0. Default 1. */
  readonly speed?: number;
  /** Default {@link systemTime}. */
  readonly time?: TimeSource;
}

/**
 * The simulator's clock: how long ESC's work takes, divided by `speed`. The time of day is not scaled: event times and log times stay
 * comparable with the clients' own.
 */
export class Clock {
  readonly #speed: number;
  readonly #time: TimeSource;
  readonly #pending = new Set<{ readonly handle: unknown; readonly stop: (reason: EscError) => void }>();
  #lastMicros = 0;
  #closed = false;

  constructor(options: ClockOptions = {}) {
    this.#speed = options.speed ?? 1;
    this.#time = options.time ?? systemTime;
    if (!(this.#speed > 0)) {
      throw new EscError(
        "invalid-input",
        `speed is ${this.#speed}: give a number above 0, 1 being as slow as a real ESC`,
      );
    }
  }

  /** Milliseconds since 1970, not scaled. */
  now(): number {
    return this.#time.now();
  }

  /** Milliseconds that something taking `ms` on a real ESC takes here. */
  scaled(ms: number): number {
    return ms / this.#speed;
  }

  /** Waits until a time of day, not scaled. For `wait`'s rules see there. */
  async waitUntil(time: number, signal?: AbortSignal): Promise<void> {
    for (let left = time - this.now(); left > 0; left = time - this.now()) {
      await this.wait(Math.min(left, LONGEST) * this.#speed, signal);
    }
  }

  /**
   * The time as events carry it: microseconds and `+00:00`. No two calls give the same, so that times also tell the order.
   */
  eventTime(): string {
    this.#lastMicros = Math.max(this.#lastMicros + 1, Math.round(this.#time.now() * 1000));
    const micros = String(this.#lastMicros % 1_000_000).padStart(6, "0");
    return `${new Date(this.#lastMicros / 1000).toISOString().slice(0, 19)}.${micros}+00:00`;
  }

  /**
   * Waits for what takes `ms` milliseconds on a real ESC.
   *
   * @param signal ends the wait early, with its reason
   * @throws EscError `closed` when the clock is closed meanwhile
   */
  wait(ms: number, signal?: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      if (this.#closed) return reject(closedError());
      if (signal?.aborted) return reject(signal.reason);
      const settle = (finish: () => void) => {
        this.#pending.delete(entry);
        signal?.removeEventListener("abort", onAbort);
        finish();
      };
      const onAbort = () => {
        this.#time.cancel(entry.handle);
        settle(() => reject(signal?.reason));
      };
      const entry = {
        handle: this.#time.schedule(() => settle(resolve), this.scaled(ms)),
        stop: (reason: EscError) => settle(() => reject(reason)),
      };
      this.#pending.add(entry);
      signal?.addEventListener("abort", onAbort, { once: true });
    });
  }

  /** Ends every wait with this error; later waits work as ever. */
  dropAll(reason: EscError): void {
    for (const entry of [...this.#pending]) {
      this.#time.cancel(entry.handle);
      entry.stop(reason);
    }
  }

  /** Ends every wait with `closed`, and every later one; nothing stays scheduled. */
  close(): void {
    this.#closed = true;
    this.dropAll(closedError());
  }
}

/** Longer timers fire at once in Node. */
const LONGEST = 2_147_483_647;

function closedError(): EscError {
  return new EscError("closed", "The simulator was closed");
}
