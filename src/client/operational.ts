import { isEscError } from "../core/errors.js";
import { sleep, startDeadline, type WaitOptions } from "../core/signal.js";
import type { RestClient } from "../rest/rest-client.js";
import { CALL_TIMEOUT_MS } from "./rpc-line.js";

/** Options of `whenOperational`. */
export interface OperationalOptions extends WaitOptions {
  /** How often ESC is asked, in milliseconds. Default 5,000. */
  readonly pollMs?: number | undefined;
}

/** What tells that ESC works. */
export interface OperationalSigns {
  /** ESC's status over NETCONF. */
  readonly status: (options: WaitOptions) => Promise<string | undefined>;
  /** REST is told of maintenance at every request (guide l.6371); NETCONF only when something is changed. */
  readonly rest: RestClient | undefined;
}

/**
 * Waits until ESC answers over NETCONF, says `OPER_UP` where it says anything, and over REST does not say that it is in maintenance.
 *
 * @throws EscError `timeout` (no default), `aborted`, and whatever waiting cannot mend (`auth-failed`, `host-key`, `closed`)
 */
export async function untilOperational(signs: OperationalSigns, options: OperationalOptions): Promise<void> {
  const { pollMs = 5_000, ...wait } = options;
  using deadline = startDeadline("end of maintenance", wait);
  const { signal } = deadline;
  while (!(await answers(signs, signal))) await sleep(pollMs, signal);
  await signs.rest?.whenOperational({ signal, pollMs });
}

async function answers(signs: OperationalSigns, signal: AbortSignal): Promise<boolean> {
  try {
    const status = await signs.status({ signal, timeoutMs: CALL_TIMEOUT_MS });
    return status === undefined || status === "OPER_UP";
  } catch (error) {
    signal.throwIfAborted();
    if (isEscError(error) && PASSING.has(error.code)) return false;
    throw error;
  }
}

const PASSING: ReadonlySet<string> = new Set(["connection-failed", "connection-lost", "timeout", "maintenance"]);
