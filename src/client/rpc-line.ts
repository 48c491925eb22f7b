import { EscError } from "../core/errors.js";
import { type Deadline, startDeadline, untilAborted, type WaitOptions } from "../core/signal.js";
import { describeRpcError, RpcError } from "../netconf/rpc-error.js";
import type { Activity } from "./activity.js";
import type { EscSession } from "./session.js";

/** How long a call waits by default, in milliseconds. */
export const CALL_TIMEOUT_MS = 30_000;

/** How a {@link RpcLine} opens its session. */
export interface RpcLineOptions {
  readonly openSession: (options: WaitOptions) => Promise<EscSession>;
  /** Whether a call after a lost line connects anew. */
  readonly reconnect: boolean;
  readonly activity: Activity;
}

/**
 * The session that takes the client's calls. When its line was lost, the calls in flight fail with `connection-lost`; the next call
 * connects anew, unless reconnecting is switched off. No call is ever sent twice.
 */
export class RpcLine {
  readonly #options: RpcLineOptions;
  #session: EscSession | undefined;
  #opening: Promise<EscSession> | undefined;
  #closed = false;
  #lostBy: unknown;

  constructor(options: RpcLineOptions) {
    this.#options = options;
  }

  /** Connects now, so that wrong credentials and host keys show at once. */
  async open(options: WaitOptions): Promise<void> {
    this.#opening = this.#open(options).finally(() => {
      this.#opening = undefined;
    });
    await this.#opening;
  }

  /**
   * Makes one call on the session, connected anew if need be.
   *
   * @param what the call in words, for messages: `applying deployment csr-1`
   * @param options `timeoutMs` bounds connecting and the call together. Default 30,000
   * @throws EscError `maintenance` where the server says so, `closed`, and whatever the call throws
   */
  async call<T>(
    what: string,
    options: WaitOptions,
    make: (session: EscSession, options: WaitOptions) => Promise<T>,
  ): Promise<T> {
    using deadline = startDeadline(`answer to ${what}`, { timeoutMs: CALL_TIMEOUT_MS, ...withoutUndefined(options) });
    const bounded = { signal: deadline.signal, timeoutMs: Number.POSITIVE_INFINITY };
    const end = this.#options.activity.begin();
    try {
      const session = await this.#current(deadline);
      return await make(session, bounded);
    } catch (error) {
      throw asMaintenance(error) ?? error;
    } finally {
      end();
    }
  }

  /** Ends the session, any number of times. */
  async close(): Promise<void> {
    this.#closed = true;
    const session = this.#session ?? (await this.#opening?.catch(() => undefined));
    await session?.close();
  }

  async #current({ signal }: Deadline): Promise<EscSession> {
    if (this.#closed) throw new EscError("closed", "The client is closed: connect a new one");
    if (this.#session) return this.#session;
    if (!this.#opening && this.#lostBy !== undefined && !this.#options.reconnect) {
      const message =
        "The line to ESC was lost and reconnecting is switched off (option reconnect): connect a new client";
      throw new EscError("connection-lost", message, { cause: this.#lostBy });
    }
    // Shared by all calls that wait, so none of their signals may end it.
    this.#opening ??= this.#open({}).finally(() => {
      this.#opening = undefined;
    });
    return untilAborted(this.#opening, signal);
  }

  async #open(options: WaitOptions): Promise<EscSession> {
    const session = await this.#options.openSession(options);
    if (this.#closed) {
      await session.close();
      throw new EscError("closed", "The client was closed while it connected");
    }
    this.#session = session;
    void session.closed.then((reason) => {
      if (this.#session !== session) return;
      this.#session = undefined;
      this.#lostBy = reason ?? "closed";
    });
    return session;
  }
}

function withoutUndefined(options: WaitOptions): WaitOptions {
  const { signal, timeoutMs } = options;
  return { ...(signal && { signal }), ...(timeoutMs !== undefined && { timeoutMs }) };
}

/**
 * ESC in maintenance mode refuses northbound requests (guide l.6360). The guide shows no tag, so the words of the message decide; a
 * name in the path does not.
 */
function asMaintenance(error: unknown): EscError | undefined {
  if (!(error instanceof RpcError)) return undefined;
  const said = error.errors.find((entry) => MAINTENANCE.test(`${entry.appTag ?? ""} ${entry.message ?? ""}`));
  if (!said) return undefined;
  const message = `ESC is in maintenance mode and takes no requests (${describeRpcError(said)}). Work under way goes on; ask again when ESC is back in operation mode`;
  return new EscError("maintenance", message, { cause: error });
}

const MAINTENANCE = /maintenance[ _-]?mode|(?:in|under|for) maintenance\b/i;
