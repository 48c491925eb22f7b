import { all, type Deploying, deployGroups, finish, freeIndexes } from "./deploy.js";
import type { Flow } from "./flow.js";
import { compareMaps, type DeploymentIntent, type GroupIntent, samePrint, scopedKey } from "./intent.js";
import { type LiveDeployment, type LiveVm, vmsOf } from "./live-state.js";
import { createNetwork, createSubnet, deleteNetwork, deleteSubnet, subnetsOf } from "./resources.js";
import { scaleIn, scaleOut } from "./scaling.js";
import { undeployVm } from "./undeploy.js";
import { makeInterfaces, vmProblem } from "./vms.js";

/** What a deployment was to be, is to be, and is. */
interface Updating extends Deploying {
  readonly before: DeploymentIntent;
}

/**
 * Updates a service, ended by SERVICE_UPDATED (developer's guide 1.1; the events of an image change in the guide, l. 4537 to 4590).
 * An update works from what there is: it also makes the VMs that an earlier failure left out.
 */
export async function update(flow: Flow, before: DeploymentIntent, wanted: DeploymentIntent): Promise<boolean> {
  const { world } = flow;
  const live = world.live.deployment(wanted.tenant, wanted.name) ?? newDeployment(flow, wanted);
  const of: Updating = { before, wanted, live };
  live.state = "SERVICE_UPDATING_STATE";
  const groups = compareMaps(before.groups, wanted.groups, samePrint);
  const ok =
    (await addNetworks(flow, of)) &&
    (await all(groups.removed.flatMap((group) => removeGroup(flow, live, group)))) &&
    (await deployGroups(flow, of, groups.added)) &&
    (await all(groups.changed.map((change) => updateGroup(flow, of, change)))) &&
    (await makeMissing(
      flow,
      of,
      groups.changed.map((change) => change.after.name),
    )) &&
    (await removeNetworks(flow, of));
  const disturbed = world.disturbed.delete(scopedKey(wanted.name, wanted.tenant));
  if (ok && !disturbed && onlyScaled(of) && world.assumptions.get("scaling-update-final-event") === "missing") {
    live.state = "SERVICE_ACTIVE_STATE";
    return true;
  }
  const done = await finish(flow, {
    live,
    ok: ok && !disturbed,
    event: "SERVICE_UPDATED",
    message: "Service group update completed successfully",
    failure: "Service group update failed",
    failedState: world.assumptions.get("state-after-failed-update"),
  });
  if (done) await migrateMonitors(flow, of, groups.changed);
  return done;
}

function newDeployment(flow: Flow, wanted: DeploymentIntent): LiveDeployment {
  const { world } = flow;
  const live: LiveDeployment = {
    tenant: wanted.tenant,
    name: wanted.name,
    id: world.ids.uuid("deployment", wanted.tenant, wanted.name),
    state: "SERVICE_UPDATING_STATE",
    vms: [],
  };
  world.live.deployments.set(scopedKey(wanted.name, wanted.tenant), live);
  return live;
}

async function addNetworks(flow: Flow, of: Updating): Promise<boolean> {
  const missing = [...of.wanted.networks.values()].filter(
    (one) => !flow.world.live.networks.has(scopedKey(one.name, one.tenant)),
  );
  const about = { deployment: of.live };
  return (
    (await all(missing.map((network) => createNetwork(flow, network, about)))) &&
    (await all(subnetsOf(missing).map((subnet) => createSubnet(flow, subnet, about))))
  );
}

async function removeNetworks(flow: Flow, of: Updating): Promise<boolean> {
  const gone = compareMaps(of.before.networks, of.wanted.networks).removed;
  const about = { deployment: of.live };
  return (
    (await all(subnetsOf(gone).map((subnet) => deleteSubnet(flow, subnet, about)))) &&
    (await all(gone.map((network) => deleteNetwork(flow, network, about))))
  );
}

function removeGroup(flow: Flow, live: LiveDeployment, group: GroupIntent): Promise<boolean>[] {
  live.vms = live.vms.filter((vm) => vm.exists || vm.group !== group.name);
  return vmsOf(live, group.name).map((vm) => undeployVm(flow, live, vm));
}

interface GroupChange {
  readonly before: GroupIntent;
  readonly after: GroupIntent;
}

async function updateGroup(flow: Flow, of: Updating, change: GroupChange): Promise<boolean> {
  const { before, after } = change;
  const vms = vmsOf(of.live, after.name).filter((vm) => vm.exists);
  if (before.image !== after.image && !(await all(vms.map((vm) => changeImage(flow, of, { vm, group: after })))))
    return false;
  if (before.interfacesPrint !== after.interfacesPrint) {
    if (!(await all(vms.map((vm) => changeInterfaces(flow, of, { vm, group: after }))))) return false;
  }
  return scaleTo(flow, of, change);
}

interface VmOf {
  readonly vm: LiveVm;
  readonly group: GroupIntent;
}

function changeImage(flow: Flow, of: Updating, { vm, group }: VmOf): Promise<boolean> {
  const { world } = flow;
  return flow.step({
    event: "VM_UPDATED",
    about: { deployment: of.live, group: group.name, userConfigs: group.userConfigs, source: vm },
    ms: world.timings.vmRebuild,
    message: `VM image Updated. VM name: [${vm.name}], new Image: [${group.image}]`,
    check: () => {
      if (!group.dmona && world.assumptions.get("image-update-of-other-vnfs") === "fails") {
        return "Image update is supported for D-MONA only";
      }
      return vmProblem(world, of.wanted, group);
    },
    done: () => {
      vm.image = group.image;
      return undefined;
    },
  });
}

function changeInterfaces(flow: Flow, of: Updating, { vm, group }: VmOf): Promise<boolean> {
  const { world } = flow;
  return flow.step({
    event: "VM_UPDATED",
    about: { deployment: of.live, group: group.name, userConfigs: group.userConfigs, source: vm },
    ms: world.timings.vmInterfaces,
    message: `VM interfaces Updated. VM name: [${vm.name}]`,
    check: () => vmProblem(world, of.wanted, group),
    done: () => {
      vm.interfaces = makeInterfaces(world, { deployment: of.live, group, index: vm.index });
      return undefined;
    },
  });
}

/** A raised min_active makes VMs, a lowered max_active takes VMs away, one after the other. */
async function scaleTo(flow: Flow, of: Updating, { before, after }: GroupChange): Promise<boolean> {
  const existing = () => vmsOf(of.live, after.name).filter((vm) => vm.exists);
  while (after.min > before.min && existing().length < after.min) {
    if (!(await scaleOut(flow, of, after))) return false;
  }
  const most = after.min < before.min ? after.min : after.max;
  for (let vm = existing().at(-1); vm && existing().length > most; vm = existing().at(-1)) {
    if (!(await scaleIn(flow, of, vm))) return false;
  }
  return true;
}

/** The VMs that an earlier failure left out, in groups that this update did not add. */
async function makeMissing(flow: Flow, of: Updating, scaled: readonly string[]): Promise<boolean> {
  const lacking = [...of.wanted.groups.values()].filter(
    (group) => !scaled.includes(group.name) && freeIndexes(of.live, group, group.min).length > 0,
  );
  return deployGroups(flow, of, lacking);
}

function onlyScaled({ before, wanted }: Updating): boolean {
  const { added, removed, changed } = compareMaps(before.groups, wanted.groups, samePrint);
  if (added.length + removed.length > 0 || changed.length === 0) return false;
  return changed.every((one) => one.before.min !== one.after.min || one.before.max !== one.after.max);
}

/** A changed monitoring_agent hands the VMs over, after SERVICE_UPDATED (user guide 5.8, migrating the monitoring agent). */
async function migrateMonitors(flow: Flow, of: Updating, changes: readonly GroupChange[]): Promise<void> {
  const moved = changes.filter(({ before, after }) => before.monitoringAgent !== after.monitoringAgent);
  for (const { before, after } of moved) {
    for (const vm of vmsOf(of.live, after.name).filter((one) => one.exists)) {
      const about = { deployment: of.live, group: after.name, source: vm };
      const { monitor } = flow.world.timings;
      const agent = (one: GroupIntent) => one.monitoringAgent ?? "dmonaName://local_mona";
      await flow.step({
        event: "VM_SET_MONITOR_STATUS",
        about,
        ms: monitor,
        message: `VM monitoring set on agent [${agent(after)}], VM Name: [${vm.name}]`,
      });
      await flow.step({
        event: "VM_UNSET_MONITOR_STATUS",
        about,
        ms: monitor,
        message: `VM monitoring unset on agent [${agent(before)}], VM Name: [${vm.name}]`,
      });
    }
  }
}
