import { EscError, isEscError } from "./errors.js";

/** What every call that waits takes. */
export interface WaitOptions {
  /** Ends the wait with `aborted` when it fires. */
  readonly signal?: AbortSignal | undefined;
  /** Ends the wait with `timeout` after so many milliseconds. The default is the call's own and stands in its doc comment. */
  readonly timeoutMs?: number | undefined;
}

/** The caller's signal and a timeout joined into one signal, with what has to be let go afterwards. */
export interface Deadline extends Disposable {
  /** Aborts with an {@link EscError} (`aborted` or `timeout`) as its reason. */
  readonly signal: AbortSignal;
  /** Starts the timeout anew: for waits that are bounded by the time without progress. */
  restart(): void;
}

/**
 * Joins the caller's AbortSignal with a timeout.
 *
 * @param what the thing waited for, as it should stand in the error: "reply to get-config from esc:830"
 * @param options `timeoutMs` undefined or Infinity: no timeout
 * @param optionName the option that sets the time, as the error shall name it. Default `timeoutMs`
 * @throws never; the signal's reason is an EscError `aborted` or `timeout`, or `invalid-input` for a timeout that is not a positive number
 */
export function startDeadline(what: string, options: WaitOptions, optionName = "timeoutMs"): Deadline {
  const controller = new AbortController();
  const { signal, timeoutMs } = options;
  const onAbort = () => controller.abort(abortedError(what, signal?.reason));
  let timer: NodeJS.Timeout | undefined;
  const start = () => {
    if (timeoutMs === undefined || timeoutMs === Number.POSITIVE_INFINITY) return;
    timer = setTimeout(
      () => controller.abort(timeoutError(what, timeoutMs, optionName)),
      Math.min(timeoutMs, MAX_TIMER_MS),
    );
  };
  const invalid = checkTimeout(timeoutMs, optionName);
  if (invalid) controller.abort(invalid);
  else if (signal?.aborted) onAbort();
  else {
    signal?.addEventListener("abort", onAbort, { once: true });
    start();
  }
  const stop = () => clearTimeout(timer);
  return {
    signal: controller.signal,
    restart() {
      if (timer === undefined || controller.signal.aborted) return;
      stop();
      start();
    },
    [Symbol.dispose]() {
      stop();
      signal?.removeEventListener("abort", onAbort);
    },
  };
}

/** Longer timers fire at once in Node (32-bit milliseconds). */
const MAX_TIMER_MS = 2_147_483_647;

function checkTimeout(timeoutMs: number | undefined, optionName: string): EscError | undefined {
  if (timeoutMs === undefined || timeoutMs > 0) return undefined;
  return new EscError(
    "invalid-input",
    `${optionName} is ${timeoutMs}: give a positive number of milliseconds, or leave it out`,
  );
}

function timeoutError(what: string, timeoutMs: number, optionName: string): EscError {
  return new EscError("timeout", `No ${what} within ${timeoutMs} ms (option ${optionName})`);
}

function abortedError(what: string, reason: unknown): EscError {
  return isEscError(reason) ? reason : new EscError("aborted", `Aborted while waiting for ${what}`, { cause: reason });
}

/**
 * Waits for a promise, but no longer than a signal allows. The promise itself goes on; a late rejection of it is swallowed.
 *
 * @throws the signal's reason when it fires first
 */
export async function untilAborted<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  promise.catch(() => undefined);
  signal.throwIfAborted();
  let onAbort: (() => void) | undefined;
  const aborted = new Promise<never>((_, reject) => {
    onAbort = () => reject(signal.reason);
    signal.addEventListener("abort", onAbort, { once: true });
  });
  try {
    return await Promise.race([promise, aborted]);
  } finally {
    if (onAbort) signal.removeEventListener("abort", onAbort);
  }
}

/**
 * Waits for a time, or until the signal fires.
 *
 * @param ms milliseconds
 * @throws the signal's reason when it fires first
 */
export async function sleep(ms: number, signal?: AbortSignal): Promise<void> {
  signal?.throwIfAborted();
  await new Promise<void>((resolve, reject) => {
    const onAbort = () => {
      clearTimeout(timer);
      reject(signal?.reason);
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener("abort", onAbort);
      resolve();
    }, ms);
    signal?.addEventListener("abort", onAbort, { once: true });
  });
}
