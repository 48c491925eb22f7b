import { type Deploying, deployVm, freeIndexes } from "./deploy.js";
import type { Flow } from "./flow.js";
import type { GroupIntent } from "./intent.js";
import { type LiveVm, vmsOf } from "./live-state.js";
import { forgetVm } from "./undeploy.js";

/** Adds one VM to a group (developer's guide 2.3, 7.2.1). */
export async function scaleOut(flow: Flow, of: Deploying, group: GroupIntent): Promise<boolean> {
  const { live, wanted } = of;
  const origin = vmsOf(live, group.name).find((vm) => vm.exists);
  const about = { deployment: live, group: group.name, ...(origin ? { source: origin } : {}) };
  const begun = await flow.step({ event: "VM_SCALE_OUT_INIT", about, message: "VM scale out triggered" });
  const [index = 0] = freeIndexes(live, group, vmsOf(live, group.name).filter((vm) => vm.exists).length + 1);
  const vm = begun
    ? await deployVm(flow, wanted, {
        deployment: live,
        group,
        index,
        event: "VM_SCALE_OUT_DEPLOYED",
        ...(origin ? { origin } : {}),
      })
    : undefined;
  return flow.step({
    event: "VM_SCALE_OUT_COMPLETE",
    about: { ...about, ...(vm ? { target: vm } : {}) },
    ms: vm ? flow.world.timings.vmBoot : 0,
    message: "VM scaled out successfully",
    check: () => (vm ? undefined : "VM scaled out failed"),
    done: () => {
      if (vm) vm.state = "VM_ALIVE_STATE";
      return undefined;
    },
    failed: () => {
      if (vm) vm.state = "VM_ERROR_STATE";
    },
  });
}

/** Takes one VM, the newest, from a group (developer's guide 2.3, 7.2.2). */
export async function scaleIn(flow: Flow, of: Deploying, vm: LiveVm): Promise<boolean> {
  const about = { deployment: of.live, group: vm.group, source: vm };
  if (!(await flow.step({ event: "VM_SCALE_IN_INIT", about, message: "VM scale in triggered" }))) return false;
  vm.state = "VM_UNDEPLOYING_STATE";
  return flow.step({
    event: "VM_SCALE_IN_COMPLETE",
    about,
    ms: flow.world.timings.vmUndeploy,
    message: "VM scaled in successfully",
    done: () => forgetVm(of.live, vm),
    failed: () => {
      vm.state = "VM_ERROR_STATE";
    },
  });
}
