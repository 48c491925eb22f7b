/** One typed client for everything that Cisco Elastic Services Controller (ESC) offers northbound. */
export type { Change, ChangeKind, ChangeOptions, ChangeResult } from "./client/change.js";
export type { ConnectEscOptions, EscNetconfOptions, EscRestOptions } from "./client/config.js";
export { connectEsc } from "./client/connect.js";
export type { DeploymentStatus, VmStatus } from "./client/deployment-state.js";
export type { EscClient } from "./client/esc-client.js";
export type { EventGap, EventStream, EventStreamOptions } from "./client/event-stream.js";
export type { OperationalOptions } from "./client/operational.js";
export type {
  Actions,
  ActionType,
  RecoveryRequest,
  ServiceActionRequest,
  VmActionRequest,
} from "./client/resources/actions.js";
export type {
  Flavors,
  Images,
  Networks,
  Subnets,
  TenantResources,
  Tenants,
  Volumes,
} from "./client/resources/by-name.js";
export type { Deployments, ListedDeployment, OfTenant } from "./client/resources/deployments.js";
export type { EditOptions } from "./client/resources/edits.js";
export type { InNetwork, InTenant } from "./client/resources/kinds.js";
export type { LogFilter, Logs } from "./client/resources/logs.js";
export type { VimConnectors } from "./client/resources/vim-connectors.js";
export type { VimUsers } from "./client/resources/vim-users.js";
export { WorkflowError } from "./client/workflow-error.js";
export {
  EscError,
  type EscErrorCode,
  isEscError,
  ValidationError,
  type ValidationIssue,
  type ValidationIssueCode,
} from "./core/errors.js";
export type { Logger } from "./core/logger.js";
export type { OverflowPolicy } from "./core/queue.js";
export type { WaitOptions } from "./core/signal.js";
export type { KnownEventType } from "./models/event-types.js";
export {
  type EscEvent,
  type EscEventType,
  type EscStateEvent,
  type EventBase,
  type EventFields,
  type EventInterface,
  type EventSource,
  type EventStatus,
  type EventVm,
  type FileServerEvent,
  type FlavorEvent,
  type ImageEvent,
  isFailure,
  isSuccess,
  type NetworkEvent,
  type RegistrationEvent,
  type ServiceEvent,
  type SubnetEvent,
  type TenantEvent,
  type UnknownEvent,
  type VimConnectorEvent,
  type VimUserEvent,
  type VmEvent,
  type VolumeEvent,
} from "./models/events.js";
export type { LogLine } from "./models/log-line.js";
export type { HostKeyPolicy } from "./netconf/host-key.js";
export { RpcError, type RpcErrorEntry, type RpcErrorTag, type RpcErrorType } from "./netconf/rpc-error.js";
