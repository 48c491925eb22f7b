import type { XmlElement } from "../xml/element.js";
import { parseEventTime } from "./event-time.js";
import {
  type EscStateEventType,
  type FileServerEventType,
  type FlavorEventType,
  type ImageEventType,
  isKnownEventType,
  type NetworkEventType,
  type RegistrationEventType,
  type ServiceEventType,
  type SubnetEventType,
  type TenantEventType,
  type VimConnectorEventType,
  type VimUserEventType,
  type VmEventType,
  type VolumeEventType,
} from "./event-types.js";

/** Where an event came from: a NETCONF notification, a REST callback, a SOL003 notification, or a block in ESC's log. */
export type EventSource = "netconf" | "rest" | "etsi" | "log";

/** How a step ended. ESC sends the first two; the type is open because other releases may send more. */
export type EventStatus = "SUCCESS" | "FAILURE" | (string & {});

/** One interface of a VM in an event. Texts, since ESC sends names, identifiers and `N/A` in the same places. */
export interface EventInterface {
  readonly nicid: number;
  readonly type?: string;
  readonly port_id?: string;
  readonly network?: string;
  readonly subnet?: string;
  readonly ip_address?: string;
  readonly mac_address?: string;
  readonly netmask?: string;
  readonly gateway?: string;
}

/** A VM in an event: what it was (`vm_source`) or became (`vm_target`). */
export interface EventVm {
  readonly vmid?: string;
  readonly vmname?: string;
  readonly generated_vmname?: string;
  readonly hostid?: string;
  readonly hostname?: string;
  readonly interfaces?: { readonly interface?: readonly EventInterface[] };
  readonly properties?: { readonly property?: readonly { readonly name: string; readonly value?: string }[] };
}

/**
 * What any event can say, under ESC's own element names. ESC has one notification for everything, all of it optional; what an event
 * of a certain type carries is said at its interface.
 */
export interface EventFields {
  /** Whether the step succeeded. */
  readonly status: EventStatus;
  /** 200 for success, 500 for failure; ESC 1.x sent none. */
  readonly status_code?: number;
  /** What happened, in words. */
  readonly status_message?: string;
  /** The deployment's name. */
  readonly depname?: string;
  /** The deployment's identifier in ESC. */
  readonly depid?: string;
  readonly tenant?: string;
  readonly tenant_id?: string;
  /** The VM group's name. A failed `VM_DEPLOYED` has none. */
  readonly vm_group?: string;
  /** The VM before the step. */
  readonly vm_source?: EventVm;
  /** The VM after the step; after a recovery, another `vmid` than the source's means that the VM was deployed anew. */
  readonly vm_target?: EventVm;
  readonly network?: string;
  readonly subnet?: string;
  readonly image?: string;
  readonly flavor?: string;
  readonly volume?: string;
  readonly vim_connector_id?: string;
  readonly vim_user_id?: string;
  readonly file_server_id?: string;
  /** ESC 1.x. */
  readonly svcname?: string;
  /** ESC 1.x. */
  readonly svcversion?: string;
  /** ESC 1.x; later releases send the text `NULL`. */
  readonly svcid?: string;
  /** How many user configurations the VM has; printed in ESC's log. */
  readonly user_configs?: number;
  /** The KPI event's name, where a KPI caused the event. */
  readonly name?: string;
  /** The KPI's threshold. */
  readonly threshold?: string;
  /** The KPI's value. */
  readonly value?: string;
  /** More about the event, in words. */
  readonly details?: string;
}

/** What an event was made of: the decoded notification, an untyped element, a JSON object, or the lines of a log. */
export type EventOriginal = EscEventBody | XmlElement | Readonly<Record<string, unknown>> | string;

/** What every event has, whatever it came from. */
export interface EventBase extends EventFields {
  readonly source: EventSource;
  /** When it happened. Where ESC's text cannot be read as a time: when it was received. */
  readonly time: Date;
  /** The time as ESC sent it, with all its digits. */
  readonly eventTime: string;
  /** What the event was made of; for `netconf` the decoded content of the notification. */
  readonly original: EventOriginal;
}

/** Something happened to a tenant: see `tenant`. */
export interface TenantEvent extends EventBase {
  readonly type: TenantEventType;
}
/** Something happened to a network: see `network`; `depname` where it belongs to a deployment. */
export interface NetworkEvent extends EventBase {
  readonly type: NetworkEventType;
}
/** Something happened to a subnet: see `subnet` and `network`. */
export interface SubnetEvent extends EventBase {
  readonly type: SubnetEventType;
}
/** Something happened to an image: see `image`. */
export interface ImageEvent extends EventBase {
  readonly type: ImageEventType;
}
/** Something happened to a flavor: see `flavor`. */
export interface FlavorEvent extends EventBase {
  readonly type: FlavorEventType;
}
/** Something happened to a volume: see `volume`. */
export interface VolumeEvent extends EventBase {
  readonly type: VolumeEventType;
}
/** Something happened to a VIM connector: see `vim_connector_id` (guide l.5846). */
export interface VimConnectorEvent extends EventBase {
  readonly type: VimConnectorEventType;
}
/** Something happened to a user of a VIM connector: see `vim_connector_id` and, where ESC sends it, `vim_user_id`. */
export interface VimUserEvent extends EventBase {
  readonly type: VimUserEventType;
}
/** Something happened to a file server: see `file_server_id`. */
export interface FileServerEvent extends EventBase {
  readonly type: FileServerEventType;
}
/** A service definition came or went (ESC 1.x): see `svcname`, `svcversion`. */
export interface RegistrationEvent extends EventBase {
  readonly type: RegistrationEventType;
}
/** Something happened to one VM: see `depname`, `vm_group`, `vm_source`, `vm_target`. */
export interface VmEvent extends EventBase {
  readonly type: VmEventType;
}
/** Something happened to a whole deployment: see `depname`, `tenant`. */
export interface ServiceEvent extends EventBase {
  readonly type: ServiceEventType;
}
/** ESC itself came into service or went out of it. */
export interface EscStateEvent extends EventBase {
  readonly type: EscStateEventType;
}
/** An event of a type that this library does not know: nothing of it is lost. */
export interface UnknownEvent extends EventBase {
  readonly type: "UNKNOWN";
  /** The type as ESC sent it; empty when it sent none. */
  readonly rawType: string;
}

/** Every event of ESC, narrowed by `type`. */
export type EscEvent =
  | TenantEvent
  | NetworkEvent
  | SubnetEvent
  | ImageEvent
  | FlavorEvent
  | VolumeEvent
  | VimConnectorEvent
  | VimUserEvent
  | FileServerEvent
  | RegistrationEvent
  | VmEvent
  | ServiceEvent
  | EscStateEvent
  | UnknownEvent;

/** The values of `type` in {@link EscEvent}. */
export type EscEventType = EscEvent["type"];

/** The content of an escEvent notification: the generated interface fits. */
export interface EscEventBody extends Partial<EventFields> {
  readonly event?: EscEventKind;
}

/** What stands under `event` in a notification. */
export interface EscEventKind {
  readonly type?: string;
  readonly name?: string;
  readonly threshold?: string;
  readonly value?: string;
  readonly details?: string;
}

/** What is known of an event beside its fields. */
export interface EventMeta {
  readonly source: EventSource;
  readonly eventTime: string;
  readonly original: EventOriginal;
  /** The time, where it is known better than `eventTime` tells: a log's times have no zone. */
  readonly time?: Date;
  /** Stands in where `eventTime` is no time. Default: now. */
  readonly receivedAt?: Date;
}

/**
 * Makes an event of fields from any source: the door through which NETCONF, REST, ETSI and the log all come.
 * Nothing is refused: an unknown type becomes `UNKNOWN`, an empty field or VM is left out.
 */
export function createEvent(rawType: string, fields: Partial<EventFields>, meta: EventMeta): EscEvent {
  const base: EventBase = {
    ...present(fields),
    status: fields.status ?? "",
    source: meta.source,
    time: meta.time ?? parseEventTime(meta.eventTime) ?? meta.receivedAt ?? new Date(),
    eventTime: meta.eventTime,
    original: meta.original,
  };
  return Object.freeze(isKnownEventType(rawType) ? known(rawType, base) : { type: "UNKNOWN", rawType, ...base });
}

/** The type stands first, where a printed event shows it. */
function known(type: Exclude<EscEventType, "UNKNOWN">, base: EventBase): EscEvent {
  // Each member of the union differs in `type` alone, which TypeScript cannot see through a spread of a union type.
  return { type, ...base } as EscEvent;
}

/**
 * Makes an event of a NETCONF notification: what stands under `event` is lifted, empty `vm_source` and `vm_target` (which ESC sends
 * where they do not apply) are left out.
 *
 * @param notification its `eventTime` as text, and the decoded content of `escEvent`
 */
export function escEventFromNotification(notification: {
  readonly eventTime: string;
  readonly body: EscEventBody;
}): EscEvent {
  const { event, ...fields } = notification.body;
  const { type, ...lifted } = event ?? {};
  return createEvent(
    type ?? "",
    { ...fields, ...lifted },
    {
      source: "netconf",
      eventTime: notification.eventTime,
      original: notification.body,
    },
  );
}

/** The fields that say something: empty texts and VMs without content are the same as absent ones. */
function present(fields: Partial<EventFields>): Partial<EventFields> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => !isEmpty(value)));
}

function isEmpty(value: unknown): boolean {
  if (value === undefined || value === "") return true;
  return typeof value === "object" && value !== null && Object.values(value).every(isEmpty);
}

/** Tells whether an event reports a failure. */
export function isFailure(event: EscEvent): boolean {
  return event.status === "FAILURE";
}

/** Tells whether an event reports success. */
export function isSuccess(event: EscEvent): boolean {
  return event.status === "SUCCESS";
}
