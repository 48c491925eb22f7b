import type { WaitOptions } from "../core/signal.js";
import { HttpClient, type HttpClientOptions } from "../http/client.js";

/** How a D-MONA is. The guide uses the answer's status only (l.4700); the content is not in it. */
export interface DmonaHealth {
  /** True for a status in 2xx. */
  readonly healthy: boolean;
  readonly status: number;
  /** As it came. */
  readonly answer: string;
}

/**
 * Connects to a D-MONA, which monitors VMs for ESC (guide l.6385 to 6460). Nothing is sent yet.
 *
 * @param options `baseUrl` is `https://dmona.example.net:8443/mona/v1`; `auth` the REST user of the D-MONA
 * @throws EscError `invalid-input` for wrong options
 */
export function connectDmona(options: HttpClientOptions): Dmona {
  return new Dmona(new HttpClient(options));
}

/** One D-MONA; made by {@link connectDmona}. */
export class Dmona implements AsyncDisposable {
  readonly #http: HttpClient;

  constructor(http: HttpClient) {
    this.#http = http;
  }

  /**
   * Pauses all monitoring: `POST rules/pause_all`. From 5.6 on ESC does so itself when it enters maintenance mode. May be repeated without
   * harm, and is where the line is lost.
   *
   * @throws HttpError, EscErrors as `HttpClient.request`
   */
  async pauseAll(options: WaitOptions = {}): Promise<void> {
    await this.#http.request("POST", "/rules/pause_all", { ...options, repeatable: true });
  }

  /**
   * Resumes all monitoring: `POST rules/resume_all`.
   *
   * @throws HttpError, EscErrors as `HttpClient.request`
   */
  async resumeAll(options: WaitOptions = {}): Promise<void> {
    await this.#http.request("POST", "/rules/resume_all", { ...options, repeatable: true });
  }

  /**
   * Asks it how it is: `GET health/status`.
   *
   * @throws HttpError for 401 and 404; EscErrors as `HttpClient.request`
   */
  async health(options: WaitOptions = {}): Promise<DmonaHealth> {
    const takes = ({ status }: { readonly status: number }) => status >= 500;
    const answer = await this.#http.request("GET", "/health/status", { ...options, takes });
    return { healthy: answer.status < 300, status: answer.status, answer: answer.looseText() };
  }

  /** Ends its connections. Any number of times. */
  async close(): Promise<void> {
    await this.#http.close();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.close();
  }
}
