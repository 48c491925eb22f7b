import type { Flow } from "./flow.js";
import { type DeploymentIntent, type GroupIntent, scopedKey } from "./intent.js";
import { type LiveDeployment, type LiveVm, vmsOf } from "./live-state.js";
import { createNetwork, createSubnet, subnetsOf } from "./resources.js";
import { driver, makeInterfaces, planVm, type VmPlace, vmProblem } from "./vms.js";

/**
 * Deploys a service: its networks, its subnets, then its VMs, ended by SERVICE_ALIVE (developer's guide 2.3, 6.1.9). Things of one type
 * are made side by side; what fails keeps the next type from being begun. Running keeps what it has either way.
 */
export async function deploy(flow: Flow, wanted: DeploymentIntent): Promise<boolean> {
  const { world } = flow;
  const live: LiveDeployment = {
    tenant: wanted.tenant,
    name: wanted.name,
    id: world.ids.uuid("deployment", wanted.tenant, wanted.name),
    state: "SERVICE_DEPLOYING_STATE",
    vms: [],
  };
  world.live.deployments.set(scopedKey(wanted.name, wanted.tenant), live);
  flow.log("INFO", `Deploying ${wanted.name}`, { about: { deployment: live }, classifications: ["SM", "CONFD"] });
  const ok =
    (await makeNetworks(flow, wanted, live)) &&
    (await deployGroups(flow, { wanted, live }, [...wanted.groups.values()]));
  return finish(flow, {
    live,
    ok,
    event: "SERVICE_ALIVE",
    message: "Service group deployment completed successfully!",
    failure: "Service group deployment failed",
  });
}

/** A deployment as asked for and as it is. */
export interface Deploying {
  readonly wanted: DeploymentIntent;
  readonly live: LiveDeployment;
}

async function makeNetworks(flow: Flow, wanted: DeploymentIntent, live: LiveDeployment): Promise<boolean> {
  const networks = [...wanted.networks.values()];
  return (
    (await all(networks.map((network) => createNetwork(flow, network, { deployment: live })))) &&
    (await all(subnetsOf(networks).map((of) => createSubnet(flow, of, { deployment: live }))))
  );
}

/** Makes the VMs of some groups, first those that others wait for (policies/startup). */
export async function deployGroups(flow: Flow, of: Deploying, groups: readonly GroupIntent[]): Promise<boolean> {
  for (const wave of startOrder(groups)) {
    if (!(await deployWave(flow, of, wave))) return false;
  }
  return true;
}

/** Groups in the order in which they may start: each wave waits for the one before. */
function startOrder(groups: readonly GroupIntent[]): GroupIntent[][] {
  const waves: GroupIntent[][] = [];
  let left = [...groups];
  while (left.length > 0) {
    const names = new Set(left.map((group) => group.name));
    const ready = left.filter((group) => !group.startsAfter.some((name) => names.has(name)));
    // Groups that wait for each other in a circle would wait for ever: they start together.
    const wave = ready.length > 0 ? ready : left;
    waves.push(wave);
    left = left.filter((group) => !wave.includes(group));
  }
  return waves;
}

async function deployWave(flow: Flow, of: Deploying, groups: readonly GroupIntent[]): Promise<boolean> {
  const places = groups.flatMap((group) =>
    freeIndexes(of.live, group, group.min).map((index) => place(of, group, index)),
  );
  const vms = await Promise.all(places.map((one) => deployVm(flow, of.wanted, one)));
  const made = vms.filter((vm) => vm !== undefined);
  if (made.length < vms.length) return false;
  return all(made.map((vm) => bootVm(flow, of, vm)));
}

function place(of: Deploying, group: GroupIntent, index: number): VmPlace {
  return { deployment: of.live, group, index };
}

/** The indexes missing until a group has so many VMs. */
export function freeIndexes(live: LiveDeployment, group: GroupIntent, count: number): number[] {
  const existing = vmsOf(live, group.name).filter((vm) => vm.exists);
  const taken = new Set(existing.map((vm) => vm.index));
  const free: number[] = [];
  for (let index = 0; existing.length + free.length < count; index++) if (!taken.has(index)) free.push(index);
  return free;
}

/** Where a VM goes, and how its making is reported: scaling has an event of its own, and names the VM that caused it. */
export interface VmRequest extends VmPlace {
  readonly event?: "VM_DEPLOYED" | "VM_SCALE_OUT_DEPLOYED";
  readonly origin?: LiveVm;
}

/** Makes one VM; undefined when that failed. */
export async function deployVm(flow: Flow, wanted: DeploymentIntent, options: VmRequest): Promise<LiveVm | undefined> {
  const { world } = flow;
  const { deployment, group, index } = options;
  const vm = planVm(world, options);
  // What is left of a failed attempt makes room.
  deployment.vms = deployment.vms.filter((one) => one.exists || one.group !== group.name || one.index !== index);
  deployment.vms.push(vm);
  flow.log("INFO", `sleeping to allow vm to become ACTIVE instance id: ${vm.id} name:${vm.name}`, {
    about: { deployment, group: group.name, source: vm },
    classifications: ["OS"],
  });
  const ok = await flow.step({
    event: options.event ?? "VM_DEPLOYED",
    about: {
      deployment,
      group: group.name,
      userConfigs: group.userConfigs,
      ...(options.origin ? { source: options.origin, target: vm } : { source: vm }),
    },
    ms: world.timings.vmDeploy,
    message: `${driver(world)}: VM successfully created, VM Name: [${vm.name}]`,
    check: () => vmProblem(world, wanted, group),
    done: () => {
      vm.exists = true;
      vm.interfaces = makeInterfaces(world, options);
      vm.state = "VM_INERT_STATE";
      return undefined;
    },
    failed: () => {
      vm.state = "VM_ERROR_STATE";
    },
  });
  return ok ? vm : undefined;
}

/** Waits until a VM answers its monitor. */
export function bootVm(flow: Flow, of: Pick<Deploying, "live">, vm: LiveVm, after = ""): Promise<boolean> {
  return flow.step({
    event: "VM_ALIVE",
    about: { deployment: of.live, group: vm.group, source: vm },
    ms: flow.world.timings.vmBoot,
    message: `VM_Alive event received${after}, VM ID: [${vm.name}]`,
    done: () => {
      vm.state = vm.monitored ? "VM_ALIVE_STATE" : "VM_MONITOR_DISABLED_STATE";
      return undefined;
    },
    failed: () => {
      vm.state = "VM_ERROR_STATE";
    },
  });
}

/** How a workflow on a service ends. */
export interface Finish {
  readonly live: LiveDeployment;
  readonly ok: boolean;
  readonly event: "SERVICE_ALIVE" | "SERVICE_UPDATED" | "SERVICE_STOPPED" | "SERVICE_MONITOR_UNSET";
  readonly message: string;
  readonly failure: string;
  /** The state of the service when all went well. Default SERVICE_ACTIVE_STATE. */
  readonly state?: LiveDeployment["state"];
  /** The state when not. Default SERVICE_ERROR_STATE. */
  readonly failedState?: LiveDeployment["state"];
}

/** Ends a workflow on a service: state, then the final event. */
export async function finish(flow: Flow, end: Finish): Promise<boolean> {
  const { live, ok, event } = end;
  const fail = () => {
    live.state = end.failedState ?? "SERVICE_ERROR_STATE";
  };
  if (!ok) {
    fail();
    if (flow.world.assumptions.get("final-event-after-failure") === "sent") {
      flow.send(event, { deployment: live }, { message: end.failure, failure: true });
    }
    return false;
  }
  return flow.step({
    event,
    about: { deployment: live },
    ms: flow.world.timings.service,
    message: end.message,
    done: () => {
      live.state = end.state ?? "SERVICE_ACTIVE_STATE";
      return undefined;
    },
    failed: fail,
  });
}

/** Waits for all; true when all are. */
export async function all(steps: readonly Promise<boolean>[]): Promise<boolean> {
  return (await Promise.all(steps)).every(Boolean);
}
