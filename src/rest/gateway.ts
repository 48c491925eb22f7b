import { isEscError } from "../core/errors.js";
import { sleep, startDeadline, type WaitOptions } from "../core/signal.js";
import type { HttpAnswer } from "../http/answer.js";
import { CALL_TIMEOUT_MS, type HttpClient, type HttpRequestOptions } from "../http/client.js";
import { HttpError } from "../http/http-error.js";
import { expandPath } from "../http/url.js";
import { transactionIdOf } from "./callback.js";
import { type DocumentType, readDocument, readDocuments, writeDocument, XML_TYPE } from "./documents.js";
import type { Endpoint, EndpointId } from "./endpoints.js";
import type { Look, OperationPlan, RestOperation, RestOperationOptions } from "./operation.js";
import { type OperationTimes, PendingOperation } from "./pending-operation.js";
import type { CallbackReceiver } from "./receiver.js";

/** What a {@link RestGateway} works with. */
export interface RestGatewayOptions {
  readonly http: HttpClient;
  readonly endpoints: Readonly<Record<EndpointId, Endpoint>>;
  readonly times: OperationTimes;
  readonly receiver: CallbackReceiver | undefined;
}

/** Values for the places of an endpoint's path; those that a path has no place for are left out. */
export type Places = Readonly<Record<string, string>>;

/** One request by its row in the table of endpoints. */
export interface RestRequest {
  readonly endpoint: EndpointId;
  readonly places?: Places;
  /** XML text. */
  readonly body?: string | undefined;
}

/** ESC's REST interface as the resources see it. */
export class RestGateway {
  readonly #options: RestGatewayOptions;

  constructor(options: RestGatewayOptions) {
    this.#options = options;
  }

  get http(): HttpClient {
    return this.#options.http;
  }

  /** The method and path of a request. */
  target({ endpoint, places = {} }: RestRequest): { readonly method: Endpoint["method"]; readonly path: string } {
    const { method, path } = this.#options.endpoints[endpoint];
    const wanted = Object.entries(places).filter(([name]) => path.includes(`{${name}}`));
    return { method, path: expandPath(path, Object.fromEntries(wanted)) };
  }

  /** Sends a request that is done when it is answered. */
  async call(request: RestRequest, options: HttpRequestOptions = {}): Promise<HttpAnswer> {
    const { method, path } = this.target(request);
    return this.http.request(method, path, {
      ...options,
      ...(request.body !== undefined && { body: request.body, contentType: XML_TYPE }),
      headers: { accept: ACCEPT, ...options.headers },
    });
  }

  /** Reads one document. */
  async read<T>(type: DocumentType<T>, request: RestRequest, options: WaitOptions): Promise<T> {
    return readDocument(type, await this.call(request, waitOf(options)));
  }

  /** Reads one document; undefined where ESC answers 404. */
  async find<T>(type: DocumentType<T>, request: RestRequest, options: WaitOptions): Promise<T | undefined> {
    try {
      return await this.read(type, request, options);
    } catch (error) {
      if (isNotFound(error)) return undefined;
      throw error;
    }
  }

  /** Reads a list. */
  async list<T>(type: DocumentType<T>, request: RestRequest, options: WaitOptions): Promise<T[]> {
    return readDocuments(type, await this.call(request, waitOf(options)));
  }

  /** Whether something is there. */
  async exists(request: RestRequest, options: WaitOptions): Promise<boolean> {
    try {
      await this.call(request, waitOf(options));
      return true;
    } catch (error) {
      if (isNotFound(error)) return false;
      throw error;
    }
  }

  /** {@link OperationPlan.look} for what shall be there, or shall be gone. */
  lookFor(request: RestRequest, wanted: "there" | "gone"): (options: WaitOptions) => Promise<Look> {
    return async (options) => ((await this.exists(request, options)) === (wanted === "there") ? "done" : "not-yet");
  }

  /** The text of a document. */
  write<T>(type: DocumentType<T>, value: T): string {
    return writeDocument(type, value);
  }

  /**
   * Sends a request that ESC accepts first and carries out then.
   *
   * @throws HttpError where ESC does not accept it; other EscErrors as `HttpClient.request`
   */
  async operate(plan: OperationPlan, request: RestRequest, options: RestOperationOptions = {}): Promise<RestOperation> {
    const { receiver, times } = this.#options;
    const callback = options.callback === undefined ? receiver?.url : String(options.callback);
    const finalEventWaitMs = options.finalEventWaitMs ?? times.finalEventWaitMs;
    const operation = new PendingOperation(plan, { ...times, finalEventWaitMs }, receiver);
    try {
      const answer = await this.call(request, { ...waitOf(options), headers: { callback } });
      const transactionId = transactionIdOf(answer.headers);
      return operation.begin({ transactionId, status: answer.status, answer: answer.looseText() });
    } catch (error) {
      operation.abandon();
      throw error;
    }
  }

  /**
   * Waits until a request does not end in `maintenance` or for want of a connection any more.
   *
   * @throws EscError `timeout`, `aborted`; any other error of the request
   */
  async untilOperational(options: WaitOptions, pollMs: number): Promise<void> {
    using deadline = startDeadline("end of maintenance", options);
    for (;;) {
      try {
        const bound = { signal: deadline.signal, timeoutMs: CALL_TIMEOUT_MS };
        await this.call({ endpoint: "tenants.list" }, bound);
        return;
      } catch (error) {
        deadline.signal.throwIfAborted();
        if (!isEscError(error) || !AWAY.has(error.code)) throw error;
      }
      await sleep(pollMs, deadline.signal);
    }
  }
}

const AWAY: ReadonlySet<string> = new Set(["maintenance", "connection-failed", "connection-lost", "timeout"]);

/** XML first: ESC is tested with it (REST guide). */
const ACCEPT = "application/xml, application/json;q=0.9";

/** The part of an operation's options that bounds the request. */
export function waitOf({ signal, timeoutMs }: WaitOptions): WaitOptions {
  return { signal, timeoutMs };
}

/** Tells whether ESC answered that there is no such thing. */
export function isNotFound(error: unknown): error is HttpError {
  return error instanceof HttpError && error.status === 404;
}
