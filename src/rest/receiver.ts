import { createHash, randomBytes, timingSafeEqual } from "node:crypto";
import { EscError, isEscError } from "../core/errors.js";
import { type Logger, silentLogger } from "../core/logger.js";
import { BoundedQueue, type OverflowPolicy } from "../core/queue.js";
import { startDeadline, type WaitOptions } from "../core/signal.js";
import { readBody } from "../http/body.js";
import type { EscEvent } from "../models/events.js";
import { type Callback, readCallback } from "./callback.js";

/** Options of {@link callbackReceiver}. */
export interface CallbackReceiverOptions {
  /** The path that callbacks come to. Default: that of `publicUrl`, else `/`. Differs from `publicUrl`'s behind a proxy that rewrites. */
  readonly path?: string | undefined;
  /** The URL by which ESC reaches this receiver: what stands in the header `callback`. `serveReceiver` sets it where it is left out. */
  readonly publicUrl?: string | undefined;
  /** Asks for HTTP Basic credentials. Whether ESC can send any is unconfirmed; a `secretPath` needs nothing of it. */
  readonly auth?: { readonly username: string; readonly password: string } | undefined;
  /** Adds a random segment to the path and to the URL, so that only ESC knows where to send. Default false. */
  readonly secretPath?: boolean | undefined;
  /** The largest callback, in bytes. Default 1 MiB. */
  readonly maxBytes?: number | undefined;
  /** Where refused callbacks are noted. Default: nowhere. */
  readonly logger?: Logger | undefined;
}

/** Options of {@link CallbackReceiver.events}. */
export interface CallbackEventOptions extends WaitOptions {
  /** The most events kept for a slow consumer. Default 1024. */
  readonly limit?: number | undefined;
  /** What happens at the limit; `wait` is not offered, since ESC would wait. Default `drop-oldest`. */
  readonly overflow?: Exclude<OverflowPolicy, "wait"> | undefined;
}

/** What a receiver has seen. */
export interface CallbackCounters {
  /** Callbacks taken. */
  readonly received: number;
  /** Callbacks that had come before and were answered, but not told again. */
  readonly duplicates: number;
  /** Requests that were no callbacks: wrong path, credentials, size or content. */
  readonly refused: number;
}

/** An event of a callback. */
export type CallbackEvent = EscEvent & {
  /** The id that the accepting answer had too; left out where the callback brought none. */
  readonly transactionId?: string;
};

/** How long a callback is remembered, so that the same one is not told twice, in milliseconds. */
const REMEMBER_MS = 600_000;
const REMEMBER_MOST = 10_000;

/**
 * Takes ESC's callbacks, in any HTTP framework: `fetch` answers a `Request` with a `Response`. Give it to `connectRest` as `receiver`,
 * and operations resolve by callback.
 *
 * @throws EscError `invalid-input` for a `publicUrl` that is none, or a `path` that does not start with `/`
 */
export function callbackReceiver(options: CallbackReceiverOptions = {}): CallbackReceiver {
  return new CallbackReceiver(options);
}

/** Made by {@link callbackReceiver}. */
export class CallbackReceiver {
  readonly #options: CallbackReceiverOptions;
  readonly #logger: Logger;
  readonly #secret: string;
  readonly #path: string;
  readonly #listeners = new Set<CallbackListener>();
  readonly #queues = new Set<BoundedQueue<CallbackEvent>>();
  readonly #seen = new Map<string, number>();
  #publicUrl: string | undefined;
  #counters = { received: 0, duplicates: 0, refused: 0 };
  #closed = false;

  constructor(options: CallbackReceiverOptions) {
    this.#options = options;
    this.#logger = options.logger ?? silentLogger;
    this.#secret = options.secretPath ? `/${randomBytes(16).toString("hex")}` : "";
    if (options.publicUrl !== undefined) this.#publicUrl = checkedUrl(options.publicUrl);
    const path = options.path ?? (this.#publicUrl ? new URL(this.#publicUrl).pathname : "/");
    if (!path.startsWith("/")) throw new EscError("invalid-input", "The option path of callbackReceiver starts with /");
    this.#path = this.#secret === "" ? path : `${path.replace(/\/$/, "")}${this.#secret}`;
  }

  /**
   * The URL for the header `callback`.
   *
   * @throws EscError `invalid-input` as long as nobody has said what it is
   */
  get url(): string {
    if (this.#publicUrl === undefined) {
      const mend = "give publicUrl, or serve it with serveReceiver first";
      throw new EscError("invalid-input", `The callback receiver does not know by which URL ESC reaches it: ${mend}`);
    }
    return this.#secret === "" ? this.#publicUrl : `${this.#publicUrl.replace(/\/$/, "")}${this.#secret}`;
  }

  /** What it has seen so far. */
  get counters(): CallbackCounters {
    return { ...this.#counters };
  }

  /** True once `close()` was called. */
  get closed(): boolean {
    return this.#closed;
  }

  /**
   * Answers one request: 204 for a callback, 404 for another path, 405 for another method, 401 without the credentials, 413 for a body
   * over the limit, 400 for anything that is no callback, 503 after `close()`. The bodies of the answers are empty. Never rejects.
   */
  readonly fetch = async (request: Request): Promise<Response> => {
    const status = await this.#take(request);
    if (status >= 400) {
      this.#counters.refused++;
      // Not the path: with a secret one it would be in the log.
      this.#logger.warn("A request to the callback receiver was refused", { status, method: request.method });
    }
    const headers: Record<string, string> = {};
    if (status === 401) headers["www-authenticate"] = 'Basic realm="callback", charset="UTF-8"';
    if (status === 405) headers["allow"] = "POST";
    return new Response(null, { status, headers });
  };

  /**
   * The events of all callbacks from the call on. Any number of consumers.
   *
   * @throws (from the iteration) EscError `overflow`, `aborted`, `timeout` (no default); `close()` ends it without an error
   */
  events(options: CallbackEventOptions = {}): AsyncIterableIterator<CallbackEvent> {
    const deadline = startDeadline("callback", options);
    const queue = new BoundedQueue<CallbackEvent>({
      limit: options.limit ?? 1024,
      overflow: options.overflow ?? "drop-oldest",
      onReturn: () => forget(),
    });
    const forget = () => {
      this.#queues.delete(queue);
      deadline.signal.removeEventListener("abort", onAbort);
      deadline[Symbol.dispose]();
    };
    const onAbort = () => {
      queue.fail(deadline.signal.reason);
      forget();
    };
    if (this.#closed) queue.end();
    else this.#queues.add(queue);
    if (deadline.signal.aborted) onAbort();
    else deadline.signal.addEventListener("abort", onAbort, { once: true });
    return queue;
  }

  /** Tells where it is reached, where that was not known. */
  announce(publicUrl: string): void {
    this.#publicUrl ??= checkedUrl(publicUrl);
  }

  /** The path that it answers to, without the secret segment. */
  get basePath(): string {
    return this.#secret === "" ? this.#path : this.#path.slice(0, -this.#secret.length);
  }

  /**
   * Hears every callback from the call on, before `events()` do: how operations wait.
   *
   * @returns stops the hearing
   */
  listen(listener: CallbackListener): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  /** Ends the iterations; operations that wait for a callback look for themselves from then on. */
  close(): void {
    this.#closed = true;
    for (const queue of this.#queues) queue.end();
    this.#queues.clear();
    this.#listeners.clear();
    this.#seen.clear();
  }

  async #take(request: Request): Promise<number> {
    if (this.#closed) return 503;
    const { pathname } = new URL(request.url);
    if (!sameText(withoutSlash(pathname), withoutSlash(this.#path))) return 404;
    if (request.method !== "POST" && request.method !== "PUT") return 405;
    if (!this.#mayCall(request.headers.get("authorization"))) return 401;
    try {
      const limits = { maxBytes: this.#options.maxBytes ?? 1024 * 1024, what: "The callback" };
      const bytes = await readBody(request, limits);
      return this.#tell(bytes, request.headers);
    } catch (error) {
      return isEscError(error, "too-large") ? 413 : 400;
    }
  }

  #tell(bytes: Uint8Array, headers: Headers): number {
    const receivedAt = new Date();
    const text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    const callback = readCallback({ headers, text, receivedAt });
    if (!callback) return 400;
    if (this.#isRepeated(callback, bytes, receivedAt.getTime())) {
      this.#counters.duplicates++;
      return 204;
    }
    this.#counters.received++;
    const { event, transactionId } = callback;
    for (const listener of [...this.#listeners]) listener(callback);
    const told: CallbackEvent = transactionId === undefined ? event : Object.freeze({ ...event, transactionId });
    for (const queue of this.#queues) void queue.push(told);
    return 204;
  }

  /** The same callback sent again: ESC's guides do not say whether it repeats one that was not answered in time. */
  #isRepeated({ event, transactionId, dated }: Callback, bytes: Uint8Array, now: number): boolean {
    // Without an id or a time of its own, two that look alike may be two.
    if (transactionId === undefined && !dated) return false;
    const key = createHash("sha256")
      .update(`${transactionId ?? ""}\n${event.status_code ?? ""}\n`)
      .update(bytes)
      .digest("base64");
    const before = this.#seen.get(key);
    this.#seen.delete(key);
    this.#seen.set(key, now);
    for (const [oldest, at] of this.#seen) {
      if (this.#seen.size <= REMEMBER_MOST && now - at < REMEMBER_MS) break;
      this.#seen.delete(oldest);
    }
    return before !== undefined && now - before < REMEMBER_MS;
  }

  #mayCall(authorization: string | null): boolean {
    const { auth } = this.#options;
    if (!auth) return true;
    const [, pair = ""] = /^basic +([A-Za-z0-9+/=]+) *$/i.exec(authorization ?? "") ?? [];
    return sameText(Buffer.from(pair, "base64").toString("utf8"), `${auth.username}:${auth.password}`);
  }
}

/** Hears callbacks as they come. */
export type CallbackListener = (callback: Callback) => void;

const withoutSlash = (path: string) => (path.length > 1 ? path.replace(/\/$/, "") : path);

/** Compares without telling by its time how much was right. */
function sameText(given: string, expected: string): boolean {
  const digest = (text: string) => createHash("sha256").update(text).digest();
  return timingSafeEqual(digest(given), digest(expected));
}

function checkedUrl(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url?.protocol === "http:" || url?.protocol === "https:") return text;
  throw new EscError("invalid-input", `The option publicUrl of callbackReceiver is no http or https URL`);
}
