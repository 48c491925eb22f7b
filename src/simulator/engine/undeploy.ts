import { all } from "./deploy.js";
import type { Flow } from "./flow.js";
import { type DeploymentIntent, scopedKey } from "./intent.js";
import type { LiveDeployment, LiveVm } from "./live-state.js";
import { deleteNetwork, deleteSubnet, subnetsOf } from "./resources.js";
import { driver } from "./vms.js";

/**
 * Undeploys a service: its VMs, its subnets, its networks, ended by SERVICE_UNDEPLOYED. ESC's own records are gone afterwards, whatever
 * failed (developer's guide 1.1).
 */
export async function undeploy(flow: Flow, wanted: DeploymentIntent): Promise<boolean> {
  const { world } = flow;
  const key = scopedKey(wanted.name, wanted.tenant);
  const live = world.live.deployments.get(key) ?? {
    tenant: wanted.tenant,
    name: wanted.name,
    id: world.ids.uuid("deployment", wanted.tenant, wanted.name),
    state: "SERVICE_ERROR_STATE" as const,
    vms: [],
  };
  live.state = "SERVICE_UNDEPLOYING_STATE";
  const networks = [...wanted.networks.values()].filter((one) =>
    world.live.networks.has(scopedKey(one.name, one.tenant)),
  );
  const subnets = subnetsOf(networks);
  const ok =
    (await all(live.vms.filter((vm) => vm.exists).map((vm) => undeployVm(flow, live, vm)))) &&
    (await all(subnets.map((of) => deleteSubnet(flow, of, { deployment: live })))) &&
    (await all(networks.map((network) => deleteNetwork(flow, network, { deployment: live }))));
  for (const network of networks) world.live.networks.delete(scopedKey(network.name, network.tenant));
  if (ok) {
    return flow.step({
      event: "SERVICE_UNDEPLOYED",
      about: { deployment: live },
      ms: world.timings.service,
      message: "Service group undeployment completed successfully",
      done: () => void world.live.deployments.delete(key),
      failed: () => void world.live.deployments.delete(key),
    });
  }
  world.live.deployments.delete(key);
  if (world.assumptions.get("final-event-after-failure") === "sent") {
    flow.send(
      "SERVICE_UNDEPLOYED",
      { deployment: live },
      { message: "Service group undeployment failed", failure: true },
    );
  }
  return false;
}

/** Removes one VM. `event` differs where scaling or recovery removes it. */
export function undeployVm(flow: Flow, live: LiveDeployment, vm: LiveVm): Promise<boolean> {
  vm.state = "VM_UNDEPLOYING_STATE";
  return flow.step({
    event: "VM_UNDEPLOYED",
    about: { deployment: live, group: vm.group, source: vm },
    ms: flow.world.timings.vmUndeploy,
    message: `${driver(flow.world)}: VM successfully deleted`,
    done: () => forgetVm(live, vm),
    failed: () => {
      vm.state = "VM_ERROR_STATE";
    },
  });
}

/** Takes a VM out of the books. */
export function forgetVm(live: LiveDeployment, vm: LiveVm): undefined {
  live.vms = live.vms.filter((one) => one !== vm);
  return undefined;
}
