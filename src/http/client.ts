import { EscError } from "../core/errors.js";
import { type Logger, REDACTED, silentLogger } from "../core/logger.js";
import { sleep, startDeadline, untilAborted, type WaitOptions } from "../core/signal.js";
import { type AgentOptions, createAgent, type HttpAgent } from "./agent.js";
import { HttpAnswer } from "./answer.js";
import type { Auth, AuthContext, Fetch } from "./auth.js";
import { readBody } from "./body.js";
import { explainFailure } from "./failure.js";
import { type HeaderValues, makeHeaders } from "./headers.js";
import { HttpError, type HttpErrorBody, type HttpErrorCode, readErrorBody } from "./http-error.js";
import {
  isIdempotent,
  isSafe,
  parseRetryAfter,
  type RetryOptions,
  type RetryPlan,
  retryPlan,
  waitBefore,
} from "./retry.js";
import { isLoopback, parseBaseUrl, type QueryValues, resolvePath, shownUrl } from "./url.js";

/** How long a call takes at most by default, repetitions included, in milliseconds. */
export const CALL_TIMEOUT_MS = 30_000;
/** The largest answer by default, in bytes: 16 MiB. */
export const ANSWER_LIMIT_BYTES: number = 16 * 1024 * 1024;

/** Options of {@link HttpClient}. */
export interface HttpClientOptions extends AgentOptions {
  /** Where paths start: `https://esc:8443/ESCManager`. */
  readonly baseUrl: string | URL;
  /** How the client shows who it is. Default: not at all. */
  readonly auth?: Auth | undefined;
  /** Allows credentials over plain HTTP to other machines, where everyone on the way reads them. */
  readonly insecureCredentialsOverHttp?: true | undefined;
  /** In place of `globalThis.fetch`. It gets our connections as `init.dispatcher`; one that ignores it does without `tls`, `proxy` and times. */
  readonly fetch?: Fetch | undefined;
  /** An undici dispatcher in place of our own pool of connections (`MockAgent` in tests, say); `tls`, `proxy` and times are its business then. */
  readonly dispatcher?: object | undefined;
  /** When requests are repeated. Idempotent ones only, unless the call says `repeatable`; `false`: never. */
  readonly retry?: RetryOptions | false | undefined;
  /** The longest answer. Default 16 MiB. */
  readonly maxAnswerBytes?: number | undefined;
  /** How long a call takes at most, repetitions included. Default 30,000. */
  readonly timeoutMs?: number | undefined;
  /** Headers of every request. */
  readonly headers?: HeaderValues | undefined;
  /** Says what an answer outside 2xx means in this API, where it differs from the usual. */
  readonly explain?: ((answer: HttpAnswer) => ErrorMeaning | undefined) | undefined;
  /** Where requests and their outcome are noted, without secrets. Default: nowhere. */
  readonly logger?: Logger | undefined;
}

/** What an error of one API means; what is left out stays as usual. */
export interface ErrorMeaning {
  readonly code?: HttpErrorCode | undefined;
  readonly body?: HttpErrorBody | undefined;
  readonly hint?: string | undefined;
}

/** Options of {@link HttpClient.request}. */
export interface HttpRequestOptions extends WaitOptions {
  readonly query?: QueryValues | undefined;
  readonly headers?: HeaderValues | undefined;
  readonly body?: string | Uint8Array | undefined;
  /** Of the body. */
  readonly contentType?: string | undefined;
  /** Says that doing it twice does no harm, so that a POST or PATCH may be repeated like a GET. Default false. */
  readonly repeatable?: boolean | undefined;
  /** Says of an answer outside 2xx that it is one all the same: some servers send reports with 503. */
  readonly takes?: ((answer: HttpAnswer) => boolean) | undefined;
  /** Texts of this request that must not show in errors or logs. */
  readonly secrets?: readonly string[] | undefined;
}

/** One attempt: what is sent, and by when. */
interface Attempt {
  readonly method: string;
  readonly url: URL;
  readonly options: HttpRequestOptions;
  readonly signal: AbortSignal;
}

/**
 * Sends requests below one base URL (RFC 9110). Redirects are not followed. Made once, used by any number of calls at a time.
 */
export class HttpClient implements AsyncDisposable {
  readonly baseUrl: URL;
  readonly #options: HttpClientOptions;
  readonly #agent: HttpAgent | undefined;
  readonly #ownsAgent: boolean;
  readonly #retry: RetryPlan;
  readonly #logger: Logger;

  /**
   * @throws EscError `invalid-input` for wrong options, and for credentials over plain HTTP to another machine
   */
  constructor(options: HttpClientOptions, shared?: HttpAgent) {
    this.baseUrl = parseBaseUrl(options.baseUrl);
    this.#options = options;
    this.#retry = retryPlan(options.retry);
    this.#logger = options.logger ?? silentLogger;
    if (options.auth && this.baseUrl.protocol === "http:" && !isLoopback(this.baseUrl)) {
      refusePlainHttp(this.baseUrl, options);
    }
    this.#ownsAgent = shared === undefined && options.dispatcher === undefined;
    this.#agent = shared ?? (this.#ownsAgent ? createAgent(options) : undefined);
  }

  /** A client for another base URL with the same options and connections; closing it closes nothing. */
  at(baseUrl: string | URL, changes: Partial<HttpClientOptions> = {}): HttpClient {
    const merged = { ...this.#options, ...changes, baseUrl };
    return this.#agent ? new HttpClient(merged, this.#agent) : new HttpClient(merged);
  }

  /**
   * Sends a request and resolves with the answer, whose status is in 2xx.
   *
   * @param path below the base URL, starting with `/`, escaped: see `expandPath`
   * @throws HttpError `http-error`, `auth-failed`, `maintenance`, `problem` for any other status
   * @throws EscError `connection-failed` (CertificateError where the certificate is refused), `connection-lost`, `protocol-error`,
   *   `too-large`, `timeout`, `aborted`, `invalid-input`
   */
  async request(method: string, path: string, options: HttpRequestOptions = {}): Promise<HttpAnswer> {
    if (!/^[A-Z]+$/.test(method)) {
      throw new EscError("invalid-input", `${JSON.stringify(method)} is no HTTP method: give GET, POST, PUT or DELETE`);
    }
    const url = resolvePath(this.baseUrl, path, options.query);
    const timeoutMs = options.timeoutMs ?? this.#options.timeoutMs ?? CALL_TIMEOUT_MS;
    const ends = Date.now() + timeoutMs;
    using deadline = startDeadline(`answer to ${method} ${shownUrl(url)}`, { signal: options.signal, timeoutMs });
    deadline.signal.throwIfAborted();
    const attempt: Attempt = { method, url, options, signal: deadline.signal };
    const repeatable = isIdempotent(method) || options.repeatable === true;
    let lost = false;
    for (let count = 0; ; count++) {
      try {
        return await this.#authorized(attempt);
      } catch (error) {
        const wait = repeatable && count < this.#retry.times ? this.#waitAfter(error, count) : undefined;
        if (wait === undefined || Date.now() + wait >= ends) throw goneAfterLoss(error, method, lost);
        lost ||= error instanceof EscError && error.code === "connection-lost";
        this.#logger.debug(`${method} ${shownUrl(url)}: again in ${Math.round(wait)} ms`, { attempt: count + 2 });
        await sleep(wait, deadline.signal);
      }
    }
  }

  /** Ends the connections, with them whatever is under way. Any number of times. */
  async close(): Promise<void> {
    if (this.#ownsAgent) await this.#agent?.close();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.close();
  }

  /** How long to wait before the same request again; undefined where that would not help. */
  #waitAfter(error: unknown, count: number): number | undefined {
    if (error instanceof HttpError) {
      const passing = error.status === 429 || error.status === 503;
      return passing ? waitBefore(count, this.#retry, error.retryAfter) : undefined;
    }
    if (!(error instanceof EscError) || error.name === "CertificateError") return undefined;
    const passing = error.code === "connection-failed" || error.code === "connection-lost";
    return passing ? waitBefore(count, this.#retry, undefined) : undefined;
  }

  /** Sends once, and once more where a 401 can be mended. */
  async #authorized(attempt: Attempt): Promise<HttpAnswer> {
    const { auth } = this.#options;
    const context: AuthContext = {
      fetch: (url, init) => this.#fetch(url, { signal: attempt.signal, ...init }),
      baseUrl: this.baseUrl,
      signal: attempt.signal,
    };
    const first = await this.#send(attempt, context);
    if (first.status !== 401 || !auth?.retry) return this.#checked(first, attempt);
    const again = await untilAborted(auth.retry(first.toResponse(), context), attempt.signal);
    return this.#checked(again ? await this.#send(attempt, context) : first, attempt);
  }

  async #send(attempt: Attempt, context: AuthContext): Promise<HttpAnswer> {
    const { method, url, options, signal } = attempt;
    const headers = makeHeaders(this.#options.headers, options.headers, { "content-type": options.contentType });
    await this.#options.auth?.authorize({ method, url, headers }, context);
    const started = Date.now();
    const shown = shownUrl(url);
    let answered = false;
    try {
      const { body } = options;
      const bytesOrText = typeof body === "string" || body === undefined ? body : Buffer.from(body);
      const init: RequestInit = { method, headers, redirect: "manual", signal, body: bytesOrText ?? null };
      const response = await untilAborted(this.#fetch(url.href, init), signal);
      answered = true;
      const maxBytes = this.#options.maxAnswerBytes ?? ANSWER_LIMIT_BYTES;
      const bytes = await readBody(response, { maxBytes, what: `The answer to ${method} ${shown}`, signal });
      this.#logger.debug(`${method} ${shown}: ${response.status}`, { ms: Date.now() - started, bytes: bytes.length });
      return new HttpAnswer({ method, url: shown, status: response.status, headers: response.headers, bytes });
    } catch (error) {
      throw explainFailure(error, { method, url: shown, answered });
    }
  }

  /** Global `fetch` is looked up at each call, so that whoever replaces it (nock, msw) is heard. */
  #fetch(url: string, init: RequestInit): Promise<Response> {
    const { fetch, dispatcher } = this.#options;
    const withConnections: object = { ...init, dispatcher: dispatcher ?? this.#agent?.dispatcher };
    return (fetch ?? globalThis.fetch)(url, withConnections);
  }

  #checked(answer: HttpAnswer, { options }: Attempt): HttpAnswer {
    const { status, method, url } = answer;
    if ((status >= 200 && status < 300) || options.takes?.(answer)) return answer;
    const safe = answer.without([...(this.#options.auth?.secrets ?? []), ...(options.secrets ?? [])], REDACTED);
    const meaning = this.#options.explain?.(safe);
    const body = meaning?.body ?? readErrorBody(safe.contentType, safe.looseText());
    throw new HttpError({
      code: meaning?.code ?? codeFor(status, body),
      status,
      method,
      url,
      body,
      retryAfterMs: parseRetryAfter(answer.headers.get("retry-after")),
      hint: meaning?.hint ?? hintFor(status, answer, this.#options.auth !== undefined),
    });
  }
}

function refusePlainHttp(baseUrl: URL, { insecureCredentialsOverHttp }: HttpClientOptions): void {
  if (insecureCredentialsOverHttp) return;
  throw new EscError(
    "invalid-input",
    `Credentials would go to ${baseUrl.host} over plain HTTP, readable on the way: use https, or set insecureCredentialsOverHttp: true`,
  );
}

function codeFor(status: number, body: HttpErrorBody | undefined): HttpErrorCode {
  if (status === 401) return "auth-failed";
  return body?.kind === "problem" ? "problem" : "http-error";
}

function hintFor(status: number, answer: HttpAnswer, hasAuth: boolean): string | undefined {
  if (status === 401) return hasAuth ? "The credentials were refused" : "Credentials are needed: give the option auth";
  if (status < 300 || status >= 400) return undefined;
  const location = answer.headers.get("location");
  if (location === null || !URL.canParse(location, answer.url)) return "Redirects are not followed";
  return `Redirects are not followed; it leads to ${shownUrl(new URL(location, answer.url))}: give that as base URL if it is right`;
}

/** A DELETE that is repeated after a lost connection may find that the first one did its work. */
function goneAfterLoss(error: unknown, method: string, lost: boolean): unknown {
  if (!lost || isSafe(method) || !(error instanceof HttpError)) return error;
  return new HttpError({
    code: error.code,
    status: error.status,
    method: error.method,
    url: error.url,
    body: error.body,
    retryAfterMs: error.retryAfter,
    hint: "An earlier attempt lost its connection and may have been carried out",
    mayHaveBeenApplied: true,
  });
}
