import type { KnownEventType } from "../../models/event-types.js";
import { all, bootVm, finish } from "./deploy.js";
import { Flow, launch } from "./flow.js";
import { scopedKey } from "./intent.js";
import { type LiveDeployment, type LiveVm, type VmState, vmsOf } from "./live-state.js";
import { recover } from "./recovery.js";
import type { World } from "./world.js";

/** What serviceAction and vmAction can do (ESC 1.x YANG, action_types). */
export type ActionType = "STOP" | "START" | "REBOOT" | "DISABLE_MONITOR" | "ENABLE_MONITOR";

interface ActionWords {
  readonly event: KnownEventType;
  readonly ms: "vmStop" | "vmStart" | "vmReboot" | "monitor";
  readonly message: string;
  readonly failure: string;
  /** States in which a VM can be acted on so. */
  readonly from: readonly VmState[];
  readonly to: VmState;
  /** What follows when the VM then has to answer its monitor. */
  readonly alive?: string;
  readonly service: {
    readonly during: LiveDeployment["state"];
    readonly event: "SERVICE_STOPPED" | "SERVICE_ALIVE" | "SERVICE_MONITOR_UNSET";
    readonly message: string;
    readonly failure: string;
    readonly after: LiveDeployment["state"];
  };
}

const UP: readonly VmState[] = ["VM_ALIVE_STATE", "VM_INERT_STATE", "VM_MONITOR_DISABLED_STATE", "VM_ERROR_STATE"];

/** Events and messages as the developer's guides 1.1 to 2.3 show them, section "Operate". */
const ACTIONS: Readonly<Record<ActionType, ActionWords>> = {
  STOP: {
    event: "VM_STOPPED",
    ms: "vmStop",
    message: "VM successfully stopped",
    failure: "VM stop failed",
    from: UP,
    to: "VM_SHUTOFF_STATE",
    service: {
      during: "SERVICE_STOPPING_STATE",
      event: "SERVICE_STOPPED",
      message: "Service group stopped successfully",
      failure: "Service group stop failed",
      after: "SERVICE_STOPPED_STATE",
    },
  },
  START: {
    event: "VM_STARTED",
    ms: "vmStart",
    message: "VM successfully started",
    failure: "VM start failed",
    from: ["VM_SHUTOFF_STATE"],
    to: "VM_INERT_STATE",
    alive: " after started",
    service: {
      during: "SERVICE_STARTING_STATE",
      event: "SERVICE_ALIVE",
      message: "Service group started successfully",
      failure: "Service group start failed",
      after: "SERVICE_ACTIVE_STATE",
    },
  },
  REBOOT: {
    event: "VM_REBOOTED",
    ms: "vmReboot",
    message: "VM successfully rebooted",
    failure: "VM reboot failed",
    from: UP,
    to: "VM_INERT_STATE",
    alive: " after rebooted",
    service: {
      during: "SERVICE_REBOOTING_STATE",
      event: "SERVICE_ALIVE",
      message: "Service group rebooted successfully",
      failure: "Service group reboot failed",
      after: "SERVICE_ACTIVE_STATE",
    },
  },
  DISABLE_MONITOR: {
    event: "VM_MONITOR_UNSET",
    ms: "monitor",
    message: "VM monitor unset successfully",
    failure: "VM monitor unset failed",
    from: UP,
    to: "VM_MONITOR_DISABLED_STATE",
    service: {
      during: "SERVICE_ACTIVE_STATE",
      event: "SERVICE_MONITOR_UNSET",
      message: "Service group unset monitor successfully",
      failure: "Service group unset monitor failed",
      after: "SERVICE_ACTIVE_STATE",
    },
  },
  ENABLE_MONITOR: {
    event: "VM_MONITOR_SET",
    ms: "monitor",
    message: "VM monitor set successfully",
    failure: "VM monitor set failed",
    from: UP,
    to: "VM_INERT_STATE",
    alive: "",
    service: {
      during: "SERVICE_ACTIVE_STATE",
      event: "SERVICE_ALIVE",
      message: "Service group set monitor successfully",
      failure: "Service group set monitor failed",
      after: "SERVICE_ACTIVE_STATE",
    },
  },
};

/** A serviceAction. */
export interface ServiceAction {
  readonly action: ActionType;
  readonly tenant: string;
  readonly deployment: string;
}

/** Begins a serviceAction. Returns why it is refused; undefined when it was begun. */
export function serviceAction(world: World, call: ServiceAction): string | undefined {
  const live = world.live.deployment(call.tenant, call.deployment);
  if (!live) return `Deployment [${call.deployment}] does not exist in tenant [${call.tenant}]`;
  const words = ACTIONS[call.action];
  const vms = live.vms.filter((vm) => vm.exists);
  const unfit = vms.find((vm) => !words.from.includes(vm.state));
  if (unfit) return `${call.action} is not possible: VM [${unfit.name}] is in ${unfit.state}`;
  const flow = new Flow(world, `${call.action.toLowerCase()}_service`);
  launch(
    world,
    world.lanes.run({ changes: [laneOf(live)] }, async () => {
      live.state = words.service.during;
      const ok =
        (await all(vms.map((vm) => act(flow, { live, vm, words })))) &&
        (words.alive === undefined || (await all(vms.map((vm) => bootVm(flow, { live }, vm, words.alive)))));
      const { event, message, failure, after } = words.service;
      await finish(flow, { live, ok, event, message, failure, state: after });
    }),
  );
  return undefined;
}

/** A vmAction. */
export interface VmAction {
  readonly action: ActionType;
  readonly vmName: string;
  /** True: also where fewer VMs than min_active stay. */
  readonly force: boolean;
}

/** Begins a vmAction. Returns why it is refused; undefined when it was begun. */
export function vmAction(world: World, call: VmAction): string | undefined {
  const found = world.live.findVm(call.vmName);
  if (!found?.vm.exists) return `VM [${call.vmName}] does not exist`;
  const { deployment: live, vm } = found;
  const words = ACTIONS[call.action];
  if (!words.from.includes(vm.state)) return `${call.action} is not possible: VM [${vm.name}] is in ${vm.state}`;
  const refused = call.action === "STOP" && !call.force ? belowMin(world, live, vm) : undefined;
  if (refused !== undefined) return refused;
  const flow = new Flow(world, `${call.action.toLowerCase()}_vm`);
  launch(
    world,
    world.lanes.run({ changes: [laneOf(live)] }, async () => {
      const ok = await act(flow, { live, vm, words });
      if (ok && words.alive !== undefined) await bootVm(flow, { live }, vm, words.alive);
    }),
  );
  return undefined;
}

/** Begins a recoveryVmAction DO (developer's guide 2.2). Returns why it is refused; undefined when it was begun. */
export function recoveryVmAction(world: World, vmName: string): string | undefined {
  const found = world.live.findVm(vmName);
  if (!found) return `VM [${vmName}] does not exist`;
  const { deployment: live, vm } = found;
  const wanted = world.intent().deployments.get(scopedKey(live.name, live.tenant));
  if (!wanted) return `Deployment [${live.name}] is being removed`;
  launch(world, recover(world, { live, wanted, vm }, 0));
  return undefined;
}

function belowMin(world: World, live: LiveDeployment, vm: LiveVm): string | undefined {
  if (world.assumptions.get("vm-stop-below-min") === "accepted") return undefined;
  const min = world.intent().deployments.get(scopedKey(live.name, live.tenant))?.groups.get(vm.group)?.min ?? 0;
  const active = vmsOf(live, vm.group).filter((one) => one.exists && one.state === "VM_ALIVE_STATE").length;
  return active - 1 < min
    ? `VM group [${vm.group}] would have fewer than min_active ${min} VMs: use force to stop it all the same`
    : undefined;
}

function laneOf(live: LiveDeployment): string {
  return `deployment:${scopedKey(live.name, live.tenant)}`;
}

interface Acting {
  readonly live: LiveDeployment;
  readonly vm: LiveVm;
  readonly words: ActionWords;
}

function act(flow: Flow, { live, vm, words }: Acting): Promise<boolean> {
  return flow.step({
    event: words.event,
    about: { deployment: live, group: vm.group, source: vm },
    ms: flow.world.timings[words.ms],
    message: words.message,
    check: () => (live.vms.includes(vm) ? undefined : words.failure),
    done: () => {
      vm.monitored = words.to !== "VM_MONITOR_DISABLED_STATE";
      vm.state = words.to;
      return undefined;
    },
  });
}
