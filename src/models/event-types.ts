/*
 * The event types that ESC is known to send (ESC 1.x YANG, developer's guides 1.0 to 2.3, install guide 5.9 l.4537 and l.5846).
 * The unions are spelled out, so that hovering over an event shows the words themselves.
 */

/** A tenant was created or deleted. */
export type TenantEventType = "CREATE_TENANT" | "DELETE_TENANT";
/** A network, shared or of a deployment, was created or deleted. */
export type NetworkEventType = "CREATE_NETWORK" | "DELETE_NETWORK";
/** A subnet was created or deleted. */
export type SubnetEventType = "CREATE_SUBNET" | "DELETE_SUBNET";
/** An image was created or deleted. `DELETE_IMAGE` is unconfirmed as a name. */
export type ImageEventType = "CREATE_IMAGE" | "DELETE_IMAGE";
/** A flavor was created or deleted. The workflows exist (4.2 guide), the names are unconfirmed. */
export type FlavorEventType = "CREATE_FLAVOR" | "DELETE_FLAVOR";
/** A volume outside deployments was created or deleted. The workflows exist (4.2 guide), the names are unconfirmed. */
export type VolumeEventType = "CREATE_VOLUME" | "DELETE_VOLUME";
/** A VIM connector was created, replaced or deleted. Only `CREATE_VIM_CONNECTOR` is confirmed (guide l.5846). */
export type VimConnectorEventType = "CREATE_VIM_CONNECTOR" | "UPDATE_VIM_CONNECTOR" | "DELETE_VIM_CONNECTOR";
/** A user of a VIM connector was created, replaced or deleted. The names are unconfirmed. */
export type VimUserEventType = "CREATE_VIM_USER" | "UPDATE_VIM_USER" | "DELETE_VIM_USER";
/** A file server was registered or removed. The names are unconfirmed. */
export type FileServerEventType = "CREATE_FILE_SERVER" | "DELETE_FILE_SERVER";
/** A service definition was registered or removed: ESC 1.x only. */
export type RegistrationEventType = "SERVICE_REGISTRATION" | "SERVICE_UNREGISTRATION";
/** One VM of a deployment was deployed, answered its monitor, was changed or removed. */
export type VmLifecycleEventType = "VM_DEPLOYED" | "VM_ALIVE" | "VM_UPDATED" | "VM_UNDEPLOYED";
/** A step of scaling a VM group out or in. */
export type VmScaleEventType =
  | "VM_SCALE_OUT_INIT"
  | "VM_SCALE_OUT_DEPLOYED"
  | "VM_SCALE_OUT_COMPLETE"
  | "VM_SCALE_IN_INIT"
  | "VM_SCALE_IN_COMPLETE";
/** A step of recovering one VM. */
export type VmRecoveryEventType =
  | "VM_RECOVERY_INIT"
  | "VM_RECOVERY_REBOOT"
  | "VM_RECOVERY_UNDEPLOYED"
  | "VM_RECOVERY_DEPLOYED"
  | "VM_RECOVERY_COMPLETE"
  | "VM_RECOVERY_CANCELLED";
/** One VM was stopped, started or rebooted on request. */
export type VmActionEventType = "VM_STOPPED" | "VM_STARTED" | "VM_REBOOTED";
/** The monitoring of one VM was switched. `VM_UNSET_MONITOR_STATUS` is unconfirmed as a name. */
export type VmMonitorEventType =
  | "VM_MONITOR_SET"
  | "VM_MONITOR_UNSET"
  | "VM_SET_MONITOR_STATUS"
  | "VM_UNSET_MONITOR_STATUS";
/**
 * Something was done to a whole deployment; most of these end a workflow. `SERVICE_STARTED`, `SERVICE_REBOOTED` and
 * `SERVICE_MONITOR_SET` are unconfirmed as names.
 */
export type ServiceEventType =
  | "SERVICE_ALIVE"
  | "SERVICE_UPDATED"
  | "SERVICE_UNDEPLOYED"
  | "SERVICE_STOPPED"
  | "SERVICE_STARTED"
  | "SERVICE_REBOOTED"
  | "SERVICE_MONITOR_SET"
  | "SERVICE_MONITOR_UNSET";
/** ESC itself came into service or went out of it. */
export type EscStateEventType = "ESC_IN_SERVICE" | "ESC_OUT_OF_SERVICE";

/** Event types of one VM, whatever happened to it. */
export type VmEventType =
  | VmLifecycleEventType
  | VmScaleEventType
  | VmRecoveryEventType
  | VmActionEventType
  | VmMonitorEventType;

/** Every event type that this library knows. Others arrive as `UNKNOWN`. */
export type KnownEventType =
  | TenantEventType
  | NetworkEventType
  | SubnetEventType
  | ImageEventType
  | FlavorEventType
  | VolumeEventType
  | VimConnectorEventType
  | VimUserEventType
  | FileServerEventType
  | RegistrationEventType
  | VmEventType
  | ServiceEventType
  | EscStateEventType;

/** What an event is about; each has an interface of its own in `EscEvent`. */
export type EventGroup =
  | "tenant"
  | "network"
  | "subnet"
  | "image"
  | "flavor"
  | "volume"
  | "vim-connector"
  | "vim-user"
  | "file-server"
  | "registration"
  | "vm"
  | "service"
  | "esc";

const GROUPS: Readonly<Record<KnownEventType, EventGroup>> = {
  CREATE_TENANT: "tenant",
  DELETE_TENANT: "tenant",
  CREATE_NETWORK: "network",
  DELETE_NETWORK: "network",
  CREATE_SUBNET: "subnet",
  DELETE_SUBNET: "subnet",
  CREATE_IMAGE: "image",
  DELETE_IMAGE: "image",
  CREATE_FLAVOR: "flavor",
  DELETE_FLAVOR: "flavor",
  CREATE_VOLUME: "volume",
  DELETE_VOLUME: "volume",
  CREATE_VIM_CONNECTOR: "vim-connector",
  UPDATE_VIM_CONNECTOR: "vim-connector",
  DELETE_VIM_CONNECTOR: "vim-connector",
  CREATE_VIM_USER: "vim-user",
  UPDATE_VIM_USER: "vim-user",
  DELETE_VIM_USER: "vim-user",
  CREATE_FILE_SERVER: "file-server",
  DELETE_FILE_SERVER: "file-server",
  SERVICE_REGISTRATION: "registration",
  SERVICE_UNREGISTRATION: "registration",
  VM_DEPLOYED: "vm",
  VM_ALIVE: "vm",
  VM_UPDATED: "vm",
  VM_UNDEPLOYED: "vm",
  VM_SCALE_OUT_INIT: "vm",
  VM_SCALE_OUT_DEPLOYED: "vm",
  VM_SCALE_OUT_COMPLETE: "vm",
  VM_SCALE_IN_INIT: "vm",
  VM_SCALE_IN_COMPLETE: "vm",
  VM_RECOVERY_INIT: "vm",
  VM_RECOVERY_REBOOT: "vm",
  VM_RECOVERY_UNDEPLOYED: "vm",
  VM_RECOVERY_DEPLOYED: "vm",
  VM_RECOVERY_COMPLETE: "vm",
  VM_RECOVERY_CANCELLED: "vm",
  VM_STOPPED: "vm",
  VM_STARTED: "vm",
  VM_REBOOTED: "vm",
  VM_MONITOR_SET: "vm",
  VM_MONITOR_UNSET: "vm",
  VM_SET_MONITOR_STATUS: "vm",
  VM_UNSET_MONITOR_STATUS: "vm",
  SERVICE_ALIVE: "service",
  SERVICE_UPDATED: "service",
  SERVICE_UNDEPLOYED: "service",
  SERVICE_STOPPED: "service",
  SERVICE_STARTED: "service",
  SERVICE_REBOOTED: "service",
  SERVICE_MONITOR_SET: "service",
  SERVICE_MONITOR_UNSET: "service",
  ESC_IN_SERVICE: "esc",
  ESC_OUT_OF_SERVICE: "esc",
};

/** Tells whether this library knows an event type by name. */
export function isKnownEventType(type: string): type is KnownEventType {
  return Object.hasOwn(GROUPS, type);
}

/** Every event type that this library knows, in the order of the groups. */
export function knownEventTypes(): KnownEventType[] {
  return Object.keys(GROUPS).filter(isKnownEventType);
}

/** What events of a type are about; undefined for a type that is not known. */
export function eventGroup(type: string): EventGroup | undefined {
  return isKnownEventType(type) ? GROUPS[type] : undefined;
}
