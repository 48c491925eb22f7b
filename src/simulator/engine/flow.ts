import { isEscError } from "../../core/errors.js";
import type { KnownEventType } from "../../models/event-types.js";
import type { EscEventBody, EventVm } from "../../models/events.js";
import type { LiveDeployment, LiveVm } from "./live-state.js";
import type { LogClassification, LogLevel, LogTags } from "./log-store.js";
import { parseTime } from "./time-text.js";
import type { World } from "./world.js";

/** What a step is about: what its event and its log lines name. */
export interface Subject {
  readonly tenant?: string;
  readonly tenantId?: string;
  readonly network?: string;
  readonly subnet?: string;
  readonly image?: string;
  readonly flavor?: string;
  readonly volume?: string;
  readonly fileServer?: string;
  readonly vim?: string;
  readonly vimUser?: string;
  readonly deployment?: LiveDeployment;
  readonly group?: string;
  readonly userConfigs?: number;
  readonly source?: LiveVm;
  readonly target?: LiveVm;
}

/** One step of a workflow: some work that ends with an event. */
export interface Step {
  readonly event: KnownEventType;
  readonly about: Subject;
  /** How long it takes on a real ESC, in ms. Default 0. */
  readonly ms?: number;
  /** status_message when it succeeds. */
  readonly message: string;
  /** Says why the step fails, when it does; asked when its time is over. */
  readonly check?: () => string | undefined;
  /** What changes when it succeeds, before the event is sent. May add to what the event is about. */
  readonly done?: () => Partial<Subject> | undefined;
  /** What changes when it fails, before the event is sent. */
  readonly failed?: () => void;
  /** Ends the step early. */
  readonly signal?: AbortSignal;
  /** False: no event when it succeeds. Default true. */
  readonly announce?: boolean;
}

/** One workflow under way: its transaction id, its steps, its log. */
export class Flow {
  readonly world: World;
  readonly #tid: string;
  readonly #name: string;

  /** @param name the tag `wf` of its log lines: action and resource, as `create_network` (guide l. 7635) */
  constructor(world: World, name: string) {
    this.world = world;
    this.#name = name;
    this.#tid = world.ids.uuid("transaction");
  }

  /** Does a step and sends its event. Returns whether it succeeded. */
  async step(step: Step): Promise<boolean> {
    const { world } = this;
    this.log("DEBUG", `Starting ${step.event}`, { about: step.about, event: step.event });
    if (step.ms) await world.clock.wait(step.ms, step.signal);
    const problem = world.failures.take(step.event, failureSubject(step.about)) ?? step.check?.();
    if (problem === undefined) {
      const more = step.done?.();
      if (step.announce !== false) this.send(step.event, { ...step.about, ...more }, { message: step.message });
      return true;
    }
    step.failed?.();
    this.send(step.event, step.about, { message: problem, failure: true });
    return false;
  }

  /** Sends an event. */
  send(event: KnownEventType, about: Subject, result: { readonly message: string; readonly failure?: boolean }): void {
    const { clock, assumptions, events } = this.world;
    const body: EscEventBody = {
      status: result.failure ? "FAILURE" : "SUCCESS",
      // Absent in ESC 1.x; 200 and 500 in the guide (l. 4541, 4590, 5850).
      ...(assumptions.get("status-codes") === "sent" ? { status_code: result.failure ? 500 : 200 } : {}),
      status_message: result.message,
      ...eventSubject(about, result.failure ? event : undefined),
      event: { type: event },
    };
    this.log(result.failure ? "ERROR" : "INFO", `${event}: ${result.message}`, {
      about,
      event,
      classifications: ["SM", "CONFD_NOTIFICATION"],
    });
    const eventTime = clock.eventTime();
    events.send({ eventTime, time: parseTime(eventTime) ?? clock.now(), content: body });
  }

  /** Writes a line to the tagged log. */
  log(level: LogLevel, message: string, options: LogOptions = {}): void {
    const { about = {}, event, classifications = ["SM"] } = options;
    this.world.log.write({
      time: this.world.clock.now(),
      level,
      tid: this.#tid,
      classifications,
      tags: { wf: this.#name, ...(event ? { eventType: event } : {}), ...subjectTags(about) },
      message,
    });
  }
}

/** What a log line may say beside its text. */
export interface LogOptions {
  readonly about?: Subject;
  readonly event?: KnownEventType;
  /** Default SM. */
  readonly classifications?: readonly LogClassification[];
}

/** Starts a workflow that nobody waits for. It ends quietly when the simulator is closed; a fault of the simulator itself is reported. */
export function launch(world: World, work: Promise<unknown>): void {
  work.catch((error: unknown) => {
    if (!isEscError(error, "closed")) world.onFault(error);
  });
}

/** What failures are matched with. */
function failureSubject(about: Subject): { deployment?: string; vmGroup?: string; tenant?: string; vim?: string } {
  const tenant = about.deployment?.tenant ?? about.tenant;
  return {
    ...(about.deployment ? { deployment: about.deployment.name } : {}),
    ...(about.group === undefined ? {} : { vmGroup: about.group }),
    ...(tenant === undefined ? {} : { tenant }),
    ...(about.vim === undefined ? {} : { vim: about.vim }),
  };
}

/**
 * The elements that name what an event is about. VIM events have no vm_source (guide l. 5846), all others have, if empty.
 *
 * @param failed the event's type when it reports a failure
 */
function eventSubject(about: Subject, failed: KnownEventType | undefined): Partial<EscEventBody> {
  const { deployment } = about;
  const tenant = deployment?.tenant ?? about.tenant;
  const ofVim = about.vim !== undefined || about.fileServer !== undefined;
  // A failed VM_DEPLOYED names no group and no VM (client code written against ESC relies on it); a failed VM_STOPPED has an
  // empty vm_source (developer's guide 1.1).
  const failedDeploy = failed === "VM_DEPLOYED";
  const noVm = failedDeploy || failed === "VM_STOPPED";
  return dropUndefined({
    network: about.network,
    subnet: about.subnet,
    image: about.image,
    flavor: about.flavor,
    volume: about.volume,
    vim_connector_id: about.vim,
    vim_user_id: about.vimUser,
    file_server_id: about.fileServer,
    depname: deployment?.name,
    depid: deployment?.id,
    tenant,
    tenant_id: about.tenantId,
    vm_group: failedDeploy ? undefined : about.group,
    user_configs: failedDeploy ? undefined : about.userConfigs,
    vm_source: ofVim ? undefined : noVm ? {} : eventVm(about.source),
    vm_target: ofVim ? undefined : noVm ? {} : eventVm(about.target),
  });
}

function eventVm(vm: LiveVm | undefined): EventVm {
  if (!vm) return {};
  return {
    vmid: vm.id,
    vmname: vm.name,
    generated_vmname: vm.name,
    hostid: vm.hostId,
    hostname: vm.hostName,
    interfaces: {
      interface: vm.interfaces.map((one) =>
        dropUndefined({
          nicid: one.nicid,
          type: one.type,
          port_id: one.portId,
          network: one.networkId,
          subnet: one.subnetId,
          ip_address: one.ipAddress,
          mac_address: one.macAddress,
          netmask: one.netmask,
          gateway: one.gateway,
        }),
      ),
    },
  };
}

function subjectTags(about: Subject): LogTags {
  const { deployment } = about;
  const vm = about.target ?? about.source;
  return dropUndefined({
    tenant: deployment?.tenant ?? about.tenant,
    network: about.network,
    subnet: about.subnet,
    user: about.vimUser,
    image: about.image,
    flavor: about.flavor,
    volume: about.volume,
    depName: deployment?.name,
    vmGroup: about.group,
    vmName: vm?.name,
  });
}

type Defined<T> = { [Key in keyof T as undefined extends T[Key] ? never : Key]: T[Key] } & {
  [Key in keyof T as undefined extends T[Key] ? Key : never]?: Exclude<T[Key], undefined>;
};

/** The same object without the properties that are undefined. */
export function dropUndefined<T extends object>(value: T): Defined<T> {
  return Object.fromEntries(Object.entries(value).filter(([, one]) => one !== undefined)) as Defined<T>;
}
