import { type Deadline, startDeadline, type WaitOptions } from "../core/signal.js";

const DEFAULT_TIMEOUT_MS = 30_000;

/** Stops a call when its signal fires, or when the server has sent nothing of the reply for too long; the consumer's time is not counted. */
export class ProgressWatch {
  readonly #what: string;
  readonly #options: WaitOptions;
  readonly #stop: AbortController;
  readonly #onAbort: () => void;
  #deadline: Deadline | undefined;
  #ended = false;

  constructor(what: string, options: WaitOptions, stop: AbortController) {
    this.#what = what;
    this.#options = options;
    this.#stop = stop;
    this.#onAbort = () => stop.abort(options.signal?.reason);
    if (options.signal?.aborted) this.#onAbort();
    options.signal?.addEventListener("abort", this.#onAbort, { once: true });
    this.resume();
  }

  /** Something has come. */
  restart(): void {
    this.#deadline?.restart();
  }

  /** The consumer's turn. */
  pause(): void {
    this.#deadline?.[Symbol.dispose]();
    this.#deadline = undefined;
  }

  /** The server's turn again. */
  resume(): void {
    if (this.#ended || this.#deadline) return;
    const { timeoutMs = DEFAULT_TIMEOUT_MS } = this.#options;
    this.#deadline = startDeadline(this.#what, { timeoutMs });
    const { signal } = this.#deadline;
    const expire = () => this.#stop.abort(signal.reason);
    if (signal.aborted) expire();
    else signal.addEventListener("abort", expire, { once: true });
  }

  /** Lets go of timer and signal. */
  end(): void {
    this.#ended = true;
    this.pause();
    this.#options.signal?.removeEventListener("abort", this.#onAbort);
  }
}
