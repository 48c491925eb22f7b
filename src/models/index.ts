/**
 * ESC's vocabulary: builders of deployments, VIM connectors and everything else that ESC is given, its events and its log lines.
 * `esc` and `csp` are the generated models of ESC 5.9 and of the CSP 2100.
 */

export * as csp from "../../generated/csp-service.js";
export * as esc from "../../generated/esc.js";
export { EscError, ValidationError, type ValidationIssue, type ValidationIssueCode } from "../core/errors.js";
export { type CspServiceOptions, type CspVnicOptions, cspService } from "./csp-service.js";
export type { Day0Data, Day0EncryptedData, Day0File, Day0FileLocator, Day0Options } from "./day0.js";
export { type DeploymentBuilder, type DeploymentOptions, deployment, type FileLocatorOptions } from "./deployment.js";
export { parseEventTime } from "./event-time.js";
export {
  type EscStateEventType,
  type EventGroup,
  eventGroup,
  type FileServerEventType,
  type FlavorEventType,
  type ImageEventType,
  isKnownEventType,
  type KnownEventType,
  knownEventTypes,
  type NetworkEventType,
  type RegistrationEventType,
  type ServiceEventType,
  type SubnetEventType,
  type TenantEventType,
  type VimConnectorEventType,
  type VimUserEventType,
  type VmActionEventType,
  type VmEventType,
  type VmLifecycleEventType,
  type VmMonitorEventType,
  type VmRecoveryEventType,
  type VmScaleEventType,
  type VolumeEventType,
} from "./event-types.js";
export {
  createEvent,
  type EscEvent,
  type EscEventBody,
  type EscEventKind,
  type EscEventType,
  type EscStateEvent,
  type EventBase,
  type EventFields,
  type EventInterface,
  type EventMeta,
  type EventOriginal,
  type EventSource,
  type EventStatus,
  type EventVm,
  escEventFromNotification,
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
} from "./events.js";
export { type FlavorOptions, flavor } from "./flavor.js";
export { type ImageOptions, type ImagePropertyOptions, image } from "./image.js";
export type {
  AddressOptions,
  AllowedAddress,
  AllowedNetwork,
  InterfaceOptions,
  PortForwardingOptions,
} from "./interface.js";
export type { CollectorOptions, KpiOptions } from "./kpi.js";
export { type LogLine, type LogResult, type LogResults, logLines } from "./log-line.js";
export { type LogTimeOptions, parseLogTime } from "./log-time.js";
export { type NetworkOptions, network, type SubnetOptions, subnet } from "./network.js";
export { type NotificationLogOptions, NotificationLogParser } from "./notification-log.js";
export type {
  GroupPlacementOptions,
  HostPlacement,
  LifecycleStage,
  PlacementOptions,
  PolicyActionOptions,
  PolicyOptions,
  StartupOptions,
  ZonePlacement,
} from "./policies.js";
export type { ExtensionValues, LocatorOptions, PropertyValues } from "./properties.js";
export type {
  RangeOptions,
  ScalingOptions,
  StaticIpAddressPoolOptions,
  StaticMacAddressPoolOptions,
} from "./scaling.js";
export { redactSecrets } from "./secrets.js";
export { type TenantOptions, tenant } from "./tenant.js";
export {
  type AwsUser,
  type AwsVim,
  awsVim,
  type CspVim,
  cspVim,
  type LibvirtUser,
  type LibvirtVim,
  libvirtVim,
  type OpenstackUser,
  type OpenstackVim,
  openstackVim,
  type PasswordUser,
  type VimUserOptions,
  type VmwareVcdVim,
  type VmwareVsphereVim,
  vimUser,
  vmwareVcdVim,
  vmwareVsphereVim,
} from "./vim.js";
export {
  sameVimProperties,
  VIM_PROPERTIES,
  type VimPropertyHolder,
  type VimPropertyName,
  type VimType,
  vimProperty,
} from "./vim-properties.js";
export type { RecoveryPolicyOptions, RuleAction, VmGroupBuilder, WatchdogOptions } from "./vm-group.js";
export {
  type AttachedVolumeOptions,
  type FixedVolume,
  type RangedVolume,
  type VolumeOptions,
  volume,
} from "./volume.js";
export {
  belongsToWorkflow,
  isFinalEvent,
  isRecoveryUnderWay,
  type Workflow,
  type WorkflowName,
  type WorkflowStep,
  type WorkflowSubject,
  workflow,
  workflowProgress,
  workflows,
} from "./workflows.js";
