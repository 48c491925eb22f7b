/**
 * ESC's REST interface with its callbacks, and the smaller ones beside it: rebalance, health, metrics, D-MONA. `rest` is the generated model
 * of the documents that NETCONF does not have.
 */
export * as rest from "../../generated/esc_rest.js";
export { EscError, isEscError, ValidationError } from "../core/errors.js";
export type { WaitOptions } from "../core/signal.js";
export type { AgentOptions } from "../http/agent.js";
export { HttpAnswer } from "../http/answer.js";
export { type Auth, type AuthContext, type AuthRequest, basic, type Fetch } from "../http/auth.js";
export type { HttpClientOptions, HttpRequestOptions } from "../http/client.js";
export { HttpError, type HttpErrorBody, type HttpErrorCode, type ProblemDetails } from "../http/http-error.js";
export type { RetryOptions } from "../http/retry.js";
export type { FetchServer, ServeOptions } from "../http/serve.js";
export { CertificateError, type PeerCertificateInfo, type TlsOptions } from "../http/tls.js";
export { type ConnectRestOptions, connectRest, type RestUrls } from "./connect.js";
export { connectDmona, Dmona, type DmonaHealth } from "./dmona.js";
export {
  CODES,
  ENDPOINTS,
  type Endpoint,
  type EndpointId,
  type EndpointOverrides,
  type EndpointSource,
  type MetricsSource,
  type RestCodes,
} from "./endpoints.js";
export { explainHealthCode, type HealthNode, type HealthReport, type HealthService } from "./health.js";
export {
  type RestOperation,
  RestOperationError,
  type RestOperationOptions,
  type RestResult,
} from "./operation.js";
export { type MetricFamily, type MetricSample, type MetricType, parseMetrics } from "./prometheus.js";
export { type RebalanceReason, RebalanceRefused, type RebalanceRound, RebalanceStalled } from "./rebalance.js";
export {
  type CallbackCounters,
  type CallbackEvent,
  type CallbackEventOptions,
  CallbackReceiver,
  type CallbackReceiverOptions,
  callbackReceiver,
} from "./receiver.js";
export { CONFIG_PARAMETERS } from "./resources/config.js";
export type { DeploymentOptions, DeploymentPlace, DeploymentValue } from "./resources/deployments.js";
export type { ServiceOperationName, VmOperationName, VmOperationOptions } from "./resources/operations.js";
export type { RebalanceOptions, RebalanceRun } from "./resources/ownership.js";
export type { SubnetPlace } from "./resources/subnets.js";
export { RestClient, type RestRequestOptions } from "./rest-client.js";
export type { ConfigParameter } from "./schemas/config.js";
export type { NodeCounts } from "./schemas/ownership.js";
export { type ReceiverServer, serveReceiver } from "./serve-receiver.js";
