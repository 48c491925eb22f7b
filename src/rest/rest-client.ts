import type { WaitOptions } from "../core/signal.js";
import type { HttpAnswer } from "../http/answer.js";
import { type Auth, basic } from "../http/auth.js";
import type { HttpClient, HttpRequestOptions } from "../http/client.js";
import type { Endpoint, EndpointId, MetricsSource } from "./endpoints.js";
import { RestGateway, waitOf } from "./gateway.js";
import { type HealthReport, readHealth } from "./health.js";
import { readMetrics } from "./metrics.js";
import type { OperationTimes } from "./pending-operation.js";
import type { MetricFamily } from "./prometheus.js";
import type { CallbackReceiver } from "./receiver.js";
import { RestConfig } from "./resources/config.js";
import { RestDeployments } from "./resources/deployments.js";
import { RestFlavors } from "./resources/flavors.js";
import { RestImages } from "./resources/images.js";
import { RestMappings } from "./resources/mappings.js";
import { RestNetworks } from "./resources/networks.js";
import { RestOperations } from "./resources/operations.js";
import { RestOwnership } from "./resources/ownership.js";
import { RestSubnets } from "./resources/subnets.js";
import { RestTenants } from "./resources/tenants.js";
import { RestVims } from "./resources/vims.js";
import { RestVolumes } from "./resources/volumes.js";

/** What a {@link RestClient} is made of; see `connectRest`. */
export interface RestClientParts {
  readonly http: HttpClient;
  /** For the interfaces that are elsewhere. */
  readonly ownership: HttpClient;
  readonly mappings: HttpClient;
  readonly health: HttpClient;
  readonly metrics: (source: MetricsSource) => HttpClient;
  readonly endpoints: Readonly<Record<EndpointId, Endpoint>>;
  readonly times: OperationTimes;
  readonly receiver: CallbackReceiver | undefined;
  readonly auth: SwitchableAuth;
}

/** Credentials that change while the client is in use. */
export class SwitchableAuth implements Auth {
  #current: Auth | undefined;

  constructor(first: Auth | undefined) {
    this.#current = first;
  }

  get username(): string | undefined {
    return this.#current?.username;
  }

  get secrets(): readonly string[] {
    return this.#current?.secrets ?? [];
  }

  authorize: Auth["authorize"] = (request, context) => this.#current?.authorize(request, context);

  async retry(...[response, context]: Parameters<NonNullable<Auth["retry"]>>): Promise<boolean> {
    return (await this.#current?.retry?.(response, context)) ?? false;
  }

  /** Takes other credentials from now on. */
  switchTo(next: Auth): void {
    this.#current = next;
  }
}

/** Options of {@link RestClient.request}. */
export interface RestRequestOptions extends HttpRequestOptions {
  /** The URL for the header `callback`. Default: none, also where there is a receiver. */
  readonly callback?: string | URL | undefined;
}

/**
 * One ESC, over its REST interface (guide l.5343 to 5500 and l.5708 to 5860); made by `connectRest`. Requests are independent of each other
 * and may be sent at the same time.
 */
export class RestClient implements AsyncDisposable {
  readonly tenants: RestTenants;
  readonly networks: RestNetworks;
  readonly subnets: RestSubnets;
  readonly images: RestImages;
  readonly flavors: RestFlavors;
  readonly volumes: RestVolumes;
  readonly deployments: RestDeployments;
  /** Start, stop, reboot, monitoring and recovery of deployments and VMs. */
  readonly operations: RestOperations;
  /** VIM connectors and their users. */
  readonly vims: RestVims;
  /** ESC's configuration parameters. */
  readonly config: RestConfig;
  /** Dynamic mappings of metrics and actions. */
  readonly mappings: { readonly metrics: RestMappings; readonly actions: RestMappings };
  /** Who of an active/active cluster owns what. */
  readonly ownership: RestOwnership;
  /** What takes callbacks, where there is one. */
  readonly receiver: CallbackReceiver | undefined;
  readonly #parts: RestClientParts;
  readonly #gateway: RestGateway;

  constructor(parts: RestClientParts) {
    this.#parts = parts;
    const { endpoints, times, receiver } = parts;
    const gateway = (http: HttpClient) => new RestGateway({ http, endpoints, times, receiver });
    this.#gateway = gateway(parts.http);
    this.receiver = receiver;
    this.tenants = new RestTenants(this.#gateway);
    this.networks = new RestNetworks(this.#gateway);
    this.subnets = new RestSubnets(this.#gateway);
    this.images = new RestImages(this.#gateway);
    this.flavors = new RestFlavors(this.#gateway);
    this.volumes = new RestVolumes(this.#gateway);
    this.deployments = new RestDeployments(this.#gateway);
    this.operations = new RestOperations(this.#gateway);
    this.vims = new RestVims(this.#gateway);
    this.config = new RestConfig(this.#gateway);
    const mappings = gateway(parts.mappings);
    this.mappings = {
      metrics: new RestMappings(mappings, "metricMappings"),
      actions: new RestMappings(mappings, "actionMappings"),
    };
    this.ownership = new RestOwnership(gateway(parts.ownership));
  }

  /** Where ESC is: `https://esc.example.net:8443/ESCManager`. */
  get baseUrl(): URL {
    return this.#parts.http.baseUrl;
  }

  /**
   * Sends any request below the base URL: for what this library does not know.
   *
   * @param path starts with `/`, escaped
   * @throws HttpError, EscErrors as `HttpClient.request`
   */
  async request(method: string, path: string, options: RestRequestOptions = {}): Promise<HttpAnswer> {
    const { callback, headers, ...rest } = options;
    const shown = callback === undefined ? undefined : String(callback);
    return this.#parts.http.request(method, path, { ...rest, headers: { callback: shown, ...headers } });
  }

  /**
   * Changes the password of ESC's REST user (guide l.5425). The guide gives the path and not the method, which is unconfirmed. ESC takes the
   * password from the query, where proxies write it into their logs. A client that is that user goes on with the new one.
   *
   * @throws HttpError where ESC does not take it
   */
  async setPassword(username: string, password: string, options: WaitOptions = {}): Promise<void> {
    const next = basic(username, password);
    const query = { userName: username, password };
    await this.#gateway.call({ endpoint: "password.set" }, { ...waitOf(options), query, secrets: [password] });
    if (this.#parts.auth.username === username) this.#parts.auth.switchTo(next);
  }

  /**
   * Asks ESC how it is, at its health interface (port 8060, up to ESC 5.1 60000).
   *
   * @throws HttpError where there is no report; EscErrors as `HttpClient.request`
   */
  health(options: WaitOptions = {}): Promise<HealthReport> {
    return readHealth(this.#parts.health, options);
  }

  /**
   * Reads the metrics of one part of ESC (ESC 5.2 and later). The port is the guide's; scheme and path are unconfirmed: see the option
   * `urls.metrics` of `connectRest`.
   *
   * @throws HttpError, EscErrors as `HttpClient.request`; `protocol-error` for what are no metrics
   */
  metrics(source: MetricsSource = "escmanager", options: WaitOptions = {}): Promise<MetricFamily[]> {
    return readMetrics(this.#parts.metrics(source), options);
  }

  /**
   * Waits until ESC answers requests and does not say that it is in maintenance.
   *
   * @param options `pollMs` is how often it is asked, default 5,000. No default for `timeoutMs`
   * @throws EscError `timeout`, `aborted`; HttpError for any answer that does not pass, such as `auth-failed`
   */
  whenOperational(options: WaitOptions & { readonly pollMs?: number | undefined } = {}): Promise<void> {
    return this.#gateway.untilOperational(waitOf(options), options.pollMs ?? 5_000);
  }

  /** Ends the connections. The receiver is its owner's to close. Any number of times. */
  async close(): Promise<void> {
    await this.#parts.http.close();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.close();
  }
}
