import { EscError } from "../../core/errors.js";
import type { Deploying } from "./deploy.js";
import { Flow, launch } from "./flow.js";
import { scopedKey } from "./intent.js";
import { vmsOf } from "./live-state.js";
import { recover } from "./recovery.js";
import { scaleIn, scaleOut } from "./scaling.js";
import type { World } from "./world.js";

/** How loaded a VM group is, as its scaling KPIs see it. */
export type Load = "overloaded" | "underloaded";

/**
 * A VM stops answering. What follows is the monitor's: it recovers the VM when a rule of its group heals and the policy is AUTO, after
 * recovery_wait_time; with MANUAL the VM is in error until somebody sends recoveryVmAction. In maintenance mode, with the monitor
 * off, or without such a rule nothing happens.
 *
 * @throws EscError `invalid-input` when there is no such VM
 */
export function vmWentDown(world: World, vmName: string): void {
  const found = world.live.findVm(vmName);
  if (!found) throw new EscError("invalid-input", `There is no VM named "${vmName}"`);
  const { deployment: live, vm } = found;
  const wanted = world.intent().deployments.get(scopedKey(live.name, live.tenant));
  const group = wanted?.groups.get(vm.group);
  const flow = new Flow(world, "monitor");
  const about = { deployment: live, group: vm.group, source: vm };
  flow.log("WARNING", `VM [${vm.name}] does not answer its monitor.`, { about, classifications: ["MONITORING"] });
  if (!wanted || !group?.heals || !vm.monitored || world.inMaintenance()) return;
  if (live.state === "SERVICE_UPDATING_STATE" && world.assumptions.get("vm-down-during-update") === "update-fails") {
    world.disturbed.add(scopedKey(live.name, live.tenant));
  }
  if (group.recovery.type === "MANUAL") {
    vm.state = "VM_ERROR_STATE";
    live.state = "SERVICE_ERROR_STATE";
    return;
  }
  launch(world, recover(world, { live, wanted, vm }, group.recovery.waitSeconds));
}

/**
 * The load of a VM group crosses a threshold. The monitor scales by one VM where a rule says so and min_active and max_active allow it.
 *
 * @throws EscError `invalid-input` when there is no such group
 */
export function loadChanged(
  world: World,
  where: { readonly tenant: string; readonly deployment: string; readonly vmGroup: string },
  load: Load,
): void {
  const key = scopedKey(where.deployment, where.tenant);
  const wanted = world.intent().deployments.get(key);
  const group = wanted?.groups.get(where.vmGroup);
  const live = world.live.deployments.get(key);
  if (!wanted || !group || !live) {
    throw new EscError(
      "invalid-input",
      `There is no VM group "${where.vmGroup}" in deployment "${where.deployment}" of tenant "${where.tenant}"`,
    );
  }
  if (world.inMaintenance()) return;
  const of: Deploying = { wanted, live };
  const existing = () => vmsOf(live, group.name).filter((vm) => vm.exists && vm.monitored);
  const flow = new Flow(world, load === "overloaded" ? "scale_out" : "scale_in");
  launch(
    world,
    world.lanes.run({ changes: [`deployment:${key}`] }, async () => {
      const vms = existing();
      const last = vms.at(-1);
      if (load === "overloaded" && group.scalesOut && vms.length < group.max) await scaleOut(flow, of, group);
      else if (load === "underloaded" && group.scalesIn && last && vms.length > group.min)
        await scaleIn(flow, of, last);
      else
        flow.log("INFO", `VM group ${group.name} is ${load}: nothing to scale.`, { classifications: ["MONITORING"] });
    }),
  );
}
