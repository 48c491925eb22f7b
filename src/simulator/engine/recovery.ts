import type { Deploying } from "./deploy.js";
import { Flow } from "./flow.js";
import { hostId } from "./ids.js";
import { type GroupIntent, scopedKey } from "./intent.js";
import type { LiveVm } from "./live-state.js";
import { driver, makeInterfaces, pickHost, vmProblem } from "./vms.js";
import type { World } from "./world.js";

/** A VM in need of recovery. */
interface Recovering extends Deploying {
  readonly vm: LiveVm;
  readonly group: GroupIntent;
  readonly signal: AbortSignal;
}

/**
 * Recovers a VM as its group's policy says (developer's guide 2.2, 7.1; action_on_recovery REBOOT_THEN_REDEPLOY, REBOOT_ONLY,
 * REDEPLOY_ONLY), ended by VM_RECOVERY_COMPLETE, or by VM_RECOVERY_CANCELLED when the deployment is removed meanwhile.
 *
 * @param waitSeconds how long the monitor waits before, as recovery_wait_time
 */
export async function recover(
  world: World,
  of: Deploying & { readonly vm: LiveVm },
  waitSeconds: number,
): Promise<void> {
  const { vm, wanted, live } = of;
  const group = wanted.groups.get(vm.group);
  if (!group) return;
  const key = scopedKey(live.name, live.tenant);
  const flow = new Flow(world, "recover_vm");
  const stop = new AbortController();
  world.recoveries.set(key, stop);
  try {
    await world.lanes.run({ changes: [`deployment:${key}`] }, async () => {
      if (!live.vms.includes(vm)) return;
      await world.clock.wait(waitSeconds * 1000, stop.signal);
      await attempts(flow, { ...of, group, signal: stop.signal });
    });
  } catch (error) {
    if (!stop.signal.aborted) throw error;
    flow.send("VM_RECOVERY_CANCELLED", subject({ ...of, group }), { message: `Recovery of VM [${vm.name}] cancelled` });
  } finally {
    if (world.recoveries.get(key) === stop) world.recoveries.delete(key);
  }
}

function subject(of: Omit<Recovering, "signal">): { deployment: Deploying["live"]; group: string; source: LiveVm } {
  return { deployment: of.live, group: of.group.name, source: { ...of.vm } };
}

async function attempts(flow: Flow, of: Recovering): Promise<void> {
  const { vm, group, live } = of;
  // The events name the VM as it was before, whatever becomes of it.
  const about = subject(of);
  vm.state = "VM_RECOVERING_STATE";
  live.state = "SERVICE_INERT_STATE";
  const begun = await flow.step({
    event: "VM_RECOVERY_INIT",
    about,
    message: `Recovery event for VM [${vm.name}] triggered. Processing Auto healing. Proceeding with Recovery.`,
  });
  const { action, maxRetries } = group.recovery;
  let up = false;
  const reboots = action === "REDEPLOY_ONLY" ? 0 : action === "REBOOT_ONLY" ? maxRetries : 1;
  for (let attempt = 0; begun && !up && attempt < reboots; attempt++) up = await reboot(flow, of, about);
  const redeploys = action === "REBOOT_ONLY" ? 0 : maxRetries;
  for (let attempt = 0; begun && !up && attempt < redeploys; attempt++) up = await redeploy(flow, of, about);
  await flow.step({
    event: "VM_RECOVERY_COMPLETE",
    about: up ? { ...about, target: vm } : about,
    message: `Successfully recovered VM [${vm.name}].`,
    check: () => (up ? undefined : `Recovery of VM [${vm.name}] failed after all attempts`),
    done: () => {
      vm.state = "VM_ALIVE_STATE";
      live.state = "SERVICE_ACTIVE_STATE";
      return undefined;
    },
    failed: () => {
      vm.state = "VM_ERROR_STATE";
      live.state = "SERVICE_ERROR_STATE";
    },
  });
}

type About = ReturnType<typeof subject>;

async function reboot(flow: Flow, of: Recovering, about: About): Promise<boolean> {
  const { timings, assumptions } = flow.world;
  return flow.step({
    event: "VM_RECOVERY_REBOOT",
    about,
    ms: timings.vmReboot + timings.vmBoot,
    message: `VM [${of.vm.name}] has been rebooted.`,
    announce: assumptions.get("recovery-reboot-event") === "sent",
    signal: of.signal,
  });
}

async function redeploy(flow: Flow, of: Recovering, about: About): Promise<boolean> {
  const { world } = flow;
  const { vm, group, live, wanted, signal } = of;
  const names = [live.tenant, live.name, group.name, String(vm.index)];
  const removed = await flow.step({
    event: "VM_RECOVERY_UNDEPLOYED",
    about,
    ms: world.timings.vmUndeploy,
    message: `VM [${vm.name}] has been undeployed.`,
    signal,
  });
  if (!removed) return false;
  const made = await flow.step({
    event: "VM_RECOVERY_DEPLOYED",
    about,
    ms: world.timings.vmDeploy,
    message: `${driver(world)}: VM successfully created, VM Name: [${vm.name}]`,
    check: () => vmProblem(world, wanted, group),
    signal,
    done: () => {
      vm.id = world.ids.uuid("vm", ...names);
      vm.hostName = pickHost(world, names, 1);
      vm.hostId = hostId(vm.hostName);
      vm.interfaces = makeInterfaces(world, { deployment: live, group, index: vm.index });
      return { target: vm };
    },
  });
  if (made) await world.clock.wait(world.timings.vmBoot, signal);
  return made;
}
