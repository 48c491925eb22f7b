/* table */

/**
 * Where a row is from: `guide` is the ESC 5.9 Install and Upgrade Guide, `documented` another public document of Cisco's or code that
 * talks to a real ESC, `unconfirmed` our reading of those.
 */
export type EndpointSource = "guide" | "documented" | "unconfirmed";

/** One operation of ESC's REST interface. */
export interface Endpoint {
  readonly method: "GET" | "POST" | "PUT" | "DELETE";
  /** Below the base URL, with places such as `{tenant}`. */
  readonly path: string;
  readonly source: EndpointSource;
}

const row = (method: Endpoint["method"], path: string, source: EndpointSource): Endpoint => ({ method, path, source });

/** The name of a row of {@link ENDPOINTS}. */
export type EndpointId =
  | `${"tenants" | "networks" | "images" | "flavors" | "volumes"}.${"list" | "create" | "get" | "delete"}`
  | `subnets.${"create" | "get" | "delete"}`
  | `${"deployments" | "tenantDeployments"}.${"list" | "get" | "create" | "update" | "delete"}`
  | `${"services" | "vms"}.${"operate" | "recover"}`
  | `vims.${"list" | "get" | "create" | "update" | "delete"}`
  | `vimUsers.${"create" | "update" | "delete"}`
  | `config.${"list" | "get" | "set"}`
  | `${"metricMappings" | "actionMappings"}.${"list" | "create" | "delete"}`
  | "ownership.rebalance"
  | "password.set";

/**
 * Every operation with its method and path. Rows whose source is `unconfirmed` are not in any text of Cisco's that we could read: where
 * your ESC differs, give the option `endpoints` to `connectRest`. An overriding path may leave out places.
 */
export const ENDPOINTS: Readonly<Record<EndpointId, Endpoint>> = {
  "tenants.list": row("GET", "/v0/tenants/", "guide"),
  "tenants.create": row("POST", "/v0/tenants/{tenant}", "documented"),
  "tenants.get": row("GET", "/v0/tenants/{tenant}", "documented"),
  "tenants.delete": row("DELETE", "/v0/tenants/{tenant}", "documented"),
  "networks.list": row("GET", "/v0/{tenant}/networks", "unconfirmed"),
  "networks.create": row("POST", "/v0/{tenant}/networks/{network}", "unconfirmed"),
  "networks.get": row("GET", "/v0/{tenant}/networks/{network}", "unconfirmed"),
  "networks.delete": row("DELETE", "/v0/{tenant}/networks/{network}", "unconfirmed"),
  "subnets.create": row("POST", "/v0/{tenant}/networks/{network}/subnets/{subnet}", "unconfirmed"),
  "subnets.get": row("GET", "/v0/{tenant}/networks/{network}/subnets/{subnet}", "unconfirmed"),
  "subnets.delete": row("DELETE", "/v0/{tenant}/networks/{network}/subnets/{subnet}", "unconfirmed"),
  "images.list": row("GET", "/v0/images", "unconfirmed"),
  "images.create": row("POST", "/v0/images/{image}", "unconfirmed"),
  "images.get": row("GET", "/v0/images/{image}", "unconfirmed"),
  "images.delete": row("DELETE", "/v0/images/{image}", "unconfirmed"),
  "flavors.list": row("GET", "/v0/flavors", "unconfirmed"),
  "flavors.create": row("POST", "/v0/flavors/{flavor}", "unconfirmed"),
  "flavors.get": row("GET", "/v0/flavors/{flavor}", "unconfirmed"),
  "flavors.delete": row("DELETE", "/v0/flavors/{flavor}", "unconfirmed"),
  "volumes.list": row("GET", "/v0/{tenant}/volumes", "unconfirmed"),
  "volumes.create": row("POST", "/v0/{tenant}/volumes/{volume}", "unconfirmed"),
  "volumes.get": row("GET", "/v0/{tenant}/volumes/{volume}", "unconfirmed"),
  "volumes.delete": row("DELETE", "/v0/{tenant}/volumes/{volume}", "unconfirmed"),
  "deployments.list": row("GET", "/v0/deployments", "documented"),
  "deployments.get": row("GET", "/v0/deployments/{deployment}", "unconfirmed"),
  "deployments.create": row("POST", "/v0/deployments/{deployment}", "unconfirmed"),
  "deployments.update": row("PUT", "/v0/deployments/{deployment}", "unconfirmed"),
  "deployments.delete": row("DELETE", "/v0/deployments/{deployment}", "documented"),
  "tenantDeployments.list": row("GET", "/v0/{tenant}/deployments", "unconfirmed"),
  "tenantDeployments.get": row("GET", "/v0/{tenant}/deployments/{deployment}", "unconfirmed"),
  "tenantDeployments.create": row("POST", "/v0/{tenant}/deployments/{deployment}", "unconfirmed"),
  "tenantDeployments.update": row("PUT", "/v0/{tenant}/deployments/{deployment}", "unconfirmed"),
  "tenantDeployments.delete": row("DELETE", "/v0/{tenant}/deployments/{deployment}", "unconfirmed"),
  "services.operate": row("POST", "/v0/{tenant}/deployments/service/{deployment}", "documented"),
  "services.recover": row("POST", "/v0/{tenant}/deployments/recover-service/{deployment}", "unconfirmed"),
  "vms.operate": row("POST", "/v0/{tenant}/deployments/vm/{vm}", "documented"),
  "vms.recover": row("POST", "/v0/{tenant}/deployments/recover-vm/{vm}", "unconfirmed"),
  "vims.list": row("GET", "/v0/vims/", "unconfirmed"),
  "vims.get": row("GET", "/v0/vims/{vim}", "unconfirmed"),
  "vims.create": row("POST", "/v0/vims/", "guide"),
  "vims.update": row("PUT", "/v0/vims/{vim}", "guide"),
  "vims.delete": row("DELETE", "/v0/vims/{vim}", "guide"),
  "vimUsers.create": row("POST", "/v0/vims/{vim}/vim_users", "guide"),
  "vimUsers.update": row("PUT", "/v0/vims/{vim}/vim_users/{user}", "guide"),
  "vimUsers.delete": row("DELETE", "/v0/vims/{vim}/vim_users/{user}", "guide"),
  "config.list": row("GET", "/v0/config", "unconfirmed"),
  "config.get": row("GET", "/v0/config/{category}/{key}", "unconfirmed"),
  "config.set": row("PUT", "/v0/config/{category}/{key}/{value}", "guide"),
  "metricMappings.list": row("GET", "/internal/dynamic_mapping/metrics", "documented"),
  "metricMappings.create": row("POST", "/internal/dynamic_mapping/metrics", "documented"),
  "metricMappings.delete": row("DELETE", "/internal/dynamic_mapping/metrics/{name}", "documented"),
  "actionMappings.list": row("GET", "/internal/dynamic_mapping/actions", "documented"),
  "actionMappings.create": row("POST", "/internal/dynamic_mapping/actions", "documented"),
  "actionMappings.delete": row("DELETE", "/internal/dynamic_mapping/actions/{name}", "documented"),
  "ownership.rebalance": row("PUT", "/internal/ownership/rebalance", "guide"),
  // The path is the guide's (l.5425), the method is not in it.
  "password.set": row("PUT", "/v0/authentication/setpassword", "unconfirmed"),
};

/** What a release does otherwise, by row. */
export type EndpointOverrides = { readonly [Id in EndpointId]?: Partial<Pick<Endpoint, "method" | "path">> };

/** Statuses and ports that no source confirms for every release. */
export interface RestCodes {
  /** The statuses that mean maintenance (guide l.6368 gives none). Default 503. */
  readonly maintenance: readonly number[];
}

/** The defaults of {@link RestCodes}. */
export const CODES: RestCodes = { maintenance: [503] };

/** A part of ESC that has metrics. */
export type MetricsSource = "etsi" | "escmanager" | "mona" | "vimmanager";

/** The ports of metrics (guide l.8094 to 8160; ESC 5.2 and later). */
export const METRICS_PORTS: Readonly<Record<MetricsSource, number>> = {
  etsi: 8252,
  escmanager: 8088,
  mona: 8092,
  vimmanager: 8097,
};

/** The ports of the health interface (guide l.8127). */
export const HEALTH_PORTS: { readonly since52: number; readonly before52: number } = {
  since52: 8060,
  before52: 60_000,
};

/** Where metrics are: the guide names ports only, so these are tried in turn. Unconfirmed. */
export const METRICS_PATHS: readonly string[] = ["/actuator/prometheus", "/metrics"];
