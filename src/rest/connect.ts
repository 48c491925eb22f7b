import { EscError } from "../core/errors.js";
import type { Auth } from "../http/auth.js";
import { HttpClient, type HttpClientOptions } from "../http/client.js";
import {
  CODES,
  ENDPOINTS,
  type EndpointId,
  type EndpointOverrides,
  HEALTH_PORTS,
  METRICS_PORTS,
  type MetricsSource,
  type RestCodes,
} from "./endpoints.js";
import { explainer } from "./explain.js";
import type { CallbackReceiver } from "./receiver.js";
import { RestClient, SwitchableAuth } from "./rest-client.js";

/** Options of {@link connectRest}. Times in milliseconds. */
export interface ConnectRestOptions extends Omit<HttpClientOptions, "explain"> {
  /** `https://esc.example.net:8443/ESCManager` */
  readonly baseUrl: string | URL;
  /** ESC's REST user: `basic("admin", password)`. */
  readonly auth?: Auth | undefined;
  /** Takes ESC's callbacks. With one, operations ask for a callback and resolve by it; without, ESC is asked again and again. */
  readonly receiver?: CallbackReceiver | undefined;
  /** Where ESC's smaller interfaces are, if not at the host of `baseUrl` with the guide's ports. */
  readonly urls?: RestUrls | undefined;
  /** The release of ESC: up to 5.1 the health interface has another port. Default: 5.2 or later. */
  readonly release?: string | undefined;
  /** Methods and paths in which your release differs, by row of `ENDPOINTS`. */
  readonly endpoints?: EndpointOverrides | undefined;
  /** Statuses in which your release differs. */
  readonly codes?: Partial<RestCodes> | undefined;
  /** How often ESC is asked where no callback comes. Default 2,000. */
  readonly pollMs?: number | undefined;
  /** After how long without a callback ESC is asked all the same. Default 30,000. */
  readonly silenceMs?: number | undefined;
  /** How long a failed step waits for the final event. Default 30,000. */
  readonly finalEventWaitMs?: number | undefined;
}

/** Base URLs of interfaces that have one of their own. */
export interface RestUrls {
  /** Of the rebalance. Default: `baseUrl`. ESC documents it on its own machine: `http://localhost:8080/ESCManager`. */
  readonly ownership?: string | URL | undefined;
  /** Of dynamic mappings. Default: `baseUrl`. ESC offers them on its own machine only. */
  readonly mappings?: string | URL | undefined;
  /** Of the health interface. Default: `https://HOST:8060`. */
  readonly health?: string | URL | undefined;
  /** Of metrics; a URL with a path is taken as it is. Default: `http://HOST:PORT`, to which no credentials are sent. */
  readonly metrics?: { readonly [Source in MetricsSource]?: string | URL } | undefined;
}

/**
 * A client of ESC's REST interface. Nothing is sent yet.
 *
 * @throws EscError `invalid-input` for wrong options, among them credentials over plain HTTP to another machine
 */
export function connectRest(options: ConnectRestOptions): RestClient {
  const {
    receiver,
    urls = {},
    release,
    endpoints,
    codes,
    pollMs,
    silenceMs,
    finalEventWaitMs,
    ...httpOptions
  } = options;
  const auth = new SwitchableAuth(options.auth);
  const explain = explainer({ ...CODES, ...codes });
  const http = new HttpClient({ ...httpOptions, explain, ...(options.auth && { auth }) });
  const origin = (scheme: string, port: number) => `${scheme}://${http.baseUrl.hostname}:${port}`;
  const healthPort = isBefore52(release) ? HEALTH_PORTS.before52 : HEALTH_PORTS.since52;
  return new RestClient({
    http,
    ownership: http.at(urls.ownership ?? http.baseUrl),
    mappings: http.at(urls.mappings ?? http.baseUrl),
    health: http.at(urls.health ?? origin("https", healthPort), { explain: undefined }),
    metrics: (source) => {
      const given = urls.metrics?.[source];
      const more = { explain: undefined, ...(given === undefined && { auth: undefined }) };
      return http.at(given ?? origin("http", METRICS_PORTS[source]), more);
    },
    endpoints: overridden(endpoints ?? {}),
    times: { pollMs: pollMs ?? 2_000, silenceMs: silenceMs ?? 30_000, finalEventWaitMs: finalEventWaitMs ?? 30_000 },
    receiver,
    auth,
  });
}

function isBefore52(release: string | undefined): boolean {
  if (release === undefined) return false;
  const [, major, minor] = /^(\d+)\.(\d+)(?:\.|$)/.exec(release) ?? [];
  if (major === undefined || minor === undefined) {
    throw new EscError(
      "invalid-input",
      `The option release is ${JSON.stringify(release)}: give a number such as "5.9"`,
    );
  }
  return Number(major) < 5 || (Number(major) === 5 && Number(minor) < 2);
}

function overridden(overrides: EndpointOverrides): typeof ENDPOINTS {
  const unknown = Object.keys(overrides).find((id) => !Object.hasOwn(ENDPOINTS, id));
  if (unknown !== undefined) {
    throw new EscError("invalid-input", `The option endpoints has a row ${unknown} that ENDPOINTS does not have`);
  }
  const ids = Object.keys(ENDPOINTS) as EndpointId[];
  const rows = ids.map((id) => [id, { ...ENDPOINTS[id], ...overrides[id] }] as const);
  // Object.fromEntries does not keep the names in its type.
  return Object.fromEntries(rows) as typeof ENDPOINTS;
}
