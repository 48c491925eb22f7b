import { startDeadline, type WaitOptions } from "../core/signal.js";

/** The steps of opening a session, each with a deadline of its own. */
export type ConnectPhase = "tcp" | "handshake" | "authentication" | "subsystem" | "hello";

/** Deadlines of the steps, in milliseconds. The whole is bounded by `timeoutMs` besides. */
export type PhaseTimeouts = { readonly [Phase in ConnectPhase]?: number | undefined };

/** Ten seconds each; twenty for the login, where a server may ask another one. */
export const DEFAULT_PHASE_TIMEOUTS: Readonly<Record<ConnectPhase, number>> = {
  tcp: 10_000,
  handshake: 10_000,
  authentication: 20_000,
  subsystem: 10_000,
  hello: 10_000,
};

const WORDS: Readonly<Record<ConnectPhase, string>> = {
  tcp: "TCP connection to",
  handshake: "SSH handshake with",
  authentication: "answer to the SSH login at",
  subsystem: "NETCONF subsystem of",
  hello: "NETCONF hello from",
};

/** The time of a whole connection, handed out to its steps. */
export class PhaseClock {
  readonly #peer: string;
  readonly #wait: WaitOptions;
  readonly #limits: PhaseTimeouts;
  readonly #end: number;

  constructor(peer: string, wait: WaitOptions, limits: PhaseTimeouts = {}) {
    this.#peer = peer;
    this.#wait = wait;
    this.#limits = limits;
    this.#end = performance.now() + (wait.timeoutMs ?? Number.POSITIVE_INFINITY);
  }

  /**
   * Waits for one step, which has to honour the signal.
   *
   * @throws what the step throws, or EscError `timeout` (naming the step and the option that was too short), or `aborted`
   */
  async run<T>(phase: ConnectPhase, step: (signal: AbortSignal) => Promise<T>): Promise<T> {
    const own = this.#limits[phase] ?? DEFAULT_PHASE_TIMEOUTS[phase];
    const left = this.#end - performance.now();
    const wait = { signal: this.#wait.signal, timeoutMs: Math.max(1, Math.round(Math.min(own, left))) };
    const overall = left < own && this.#wait.timeoutMs !== undefined;
    const timeoutMs = this.#wait.timeoutMs;
    if (timeoutMs !== undefined && !(timeoutMs > 0)) wait.timeoutMs = timeoutMs;
    using deadline = startDeadline(
      `${WORDS[phase]} ${this.#peer}`,
      wait,
      overall ? `timeoutMs: ${timeoutMs} for the whole connection` : `phaseTimeoutMs.${phase}`,
    );
    return await step(deadline.signal);
  }
}
