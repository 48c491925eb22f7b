import type { WaitOptions } from "../core/signal.js";
import type { HttpClient } from "../http/client.js";
import { METRICS_PATHS } from "./endpoints.js";
import { isNotFound } from "./gateway.js";
import { type MetricFamily, parseMetrics } from "./prometheus.js";

/**
 * Reads the metrics of one part of ESC. The guide names the port and not the path: the paths of `METRICS_PATHS` are tried in turn.
 *
 * @throws HttpError, EscErrors as `HttpClient.request`; `protocol-error` for what are no metrics
 */
export async function readMetrics(http: HttpClient, options: WaitOptions): Promise<MetricFamily[]> {
  const { origin, pathname } = http.baseUrl;
  // A base URL with a path is the metrics' own.
  const paths = pathname === "/" ? METRICS_PATHS : [pathname];
  const root = http.at(origin);
  let missing: unknown;
  for (const path of paths) {
    try {
      const answer = await root.request("GET", path, { ...options, headers: { accept: ACCEPT } });
      return parseMetrics(answer.text(), answer.what);
    } catch (error) {
      if (!isNotFound(error)) throw error;
      missing = error;
    }
  }
  throw missing;
}

const ACCEPT = "text/plain;version=0.0.4, text/plain;q=0.9";
