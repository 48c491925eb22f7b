/** When and how often a request is sent again. Times in milliseconds. */
export interface RetryOptions {
  /** How often at most, the first time not counted. Default 2. */
  readonly times?: number | undefined;
  /** The wait before the first repetition; doubled each time, with jitter. Default 250. */
  readonly firstWaitMs?: number | undefined;
  /** The longest wait of our own choosing; `Retry-After` may ask for longer. Default 10,000. */
  readonly longestWaitMs?: number | undefined;
}

/** {@link RetryOptions} with defaults. */
export interface RetryPlan {
  readonly times: number;
  readonly firstWaitMs: number;
  readonly longestWaitMs: number;
}

/** Adds the defaults; `false` means that nothing is ever repeated. */
export function retryPlan(options: RetryOptions | false | undefined): RetryPlan {
  if (options === false) return { times: 0, firstWaitMs: 0, longestWaitMs: 0 };
  return {
    times: options?.times ?? 2,
    firstWaitMs: options?.firstWaitMs ?? 250,
    longestWaitMs: options?.longestWaitMs ?? 10_000,
  };
}

/** Methods of which two do what one does (RFC 9110 section 9.2.2). */
export function isIdempotent(method: string): boolean {
  return ["GET", "HEAD", "OPTIONS", "TRACE", "PUT", "DELETE"].includes(method);
}

/** Methods that change nothing (RFC 9110 section 9.2.1). */
export function isSafe(method: string): boolean {
  return ["GET", "HEAD", "OPTIONS", "TRACE"].includes(method);
}

/**
 * How long to wait before a repetition: what the server asked for, else doubling from `firstWaitMs`, of which at random half to all.
 *
 * @param attempt 0 for the first repetition
 */
export function waitBefore(attempt: number, plan: RetryPlan, retryAfterMs: number | undefined): number {
  if (retryAfterMs !== undefined) return retryAfterMs;
  const full = Math.min(plan.longestWaitMs, plan.firstWaitMs * 2 ** attempt);
  return full * (0.5 + Math.random() / 2);
}

/** Reads `Retry-After` (RFC 9110 section 10.2.3): seconds or a date. In milliseconds; undefined where it is missing or wrong. */
export function parseRetryAfter(value: string | null, now: number = Date.now()): number | undefined {
  if (value === null) return undefined;
  const text = value.trim();
  if (/^\d{1,9}$/.test(text)) return Number(text) * 1000;
  const date = /[A-Za-z]/.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}
