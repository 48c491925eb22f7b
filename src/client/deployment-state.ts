import type * as esc from "../../generated/esc.js";
import type { Finding } from "./expectation.js";

/** A deployment in operational data. */
export type OpdataDeployment = NonNullable<esc.OpdataTenant["deployments"]>[number];

/** One VM of a deployment, as operational data has it. */
export interface VmStatus {
  /** The VM's name, as `actions.vmAction` takes it. */
  readonly name: string;
  readonly vmGroup: string;
  /** The VM's UUID on the VIM. */
  readonly vmId: string;
  /** `VM_ALIVE_STATE` and the like; undefined where ESC shows none. */
  readonly state: string | undefined;
}

/** What operational data says about a deployment. */
export interface DeploymentStatus {
  readonly name: string;
  readonly tenant: string;
  /** `SERVICE_ACTIVE_STATE` and the like; undefined where ESC shows none. */
  readonly state: string | undefined;
  readonly vms: readonly VmStatus[];
  /** Everything that ESC shows of it. */
  readonly opdata: OpdataDeployment;
}

/** Sums up a deployment's operational data. */
export function deploymentStatus(tenant: string, entry: OpdataDeployment): DeploymentStatus {
  const machines = entry.state_machine?.vm_state_machines?.vm_state_machine ?? [];
  const states = new Map(machines.map((machine) => [machine.vm_name, machine.state]));
  const vms = (entry.vm_group ?? []).flatMap((group) =>
    (group.vm_instance ?? []).map((vm) => ({
      name: vm.name ?? "",
      vmGroup: group.name,
      vmId: vm.vm_id,
      state: states.get(vm.name ?? ""),
    })),
  );
  return { name: entry.deployment_name, tenant, state: entry.state_machine?.state, vms, opdata: entry };
}

/** What is done to a deployment, as far as its operational data can show it. */
export type DeploymentWork =
  | "deploy"
  | "update"
  | "undeploy"
  | "service-stop"
  | "service-start"
  | "service-reboot"
  | "service-enable-monitor"
  | "service-disable-monitor";

const SERVICE_MOVING = new Set([
  "SERVICE_DEPLOYING_STATE",
  "SERVICE_UNDEPLOYING_STATE",
  "SERVICE_UPDATING_STATE",
  "SERVICE_RECOVERING_STATE",
  "SERVICE_STOPPING_STATE",
  "SERVICE_STARTING_STATE",
  "SERVICE_REBOOTING_STATE",
]);

const VM_MOVING = new Set([
  "VM_DEPLOYING_STATE",
  "VM_UNDEPLOYING_STATE",
  "VM_UPDATING_STATE",
  "VM_RECOVERING_STATE",
  "VM_STOPPING_STATE",
  "VM_STARTING_STATE",
  "VM_REBOOTING_STATE",
]);

const WANTED_STATE: Readonly<Partial<Record<DeploymentWork, string>>> = {
  deploy: "SERVICE_ACTIVE_STATE",
  "service-start": "SERVICE_ACTIVE_STATE",
  "service-stop": "SERVICE_STOPPED_STATE",
};

/**
 * Judges by operational data how far some work on a deployment is (states of the ESC 1.x YANG; "undeployed" is the absence of the
 * entry, "deployed" is SERVICE_ACTIVE_STATE).
 *
 * @param asWanted for updates: whether what shows of the configuration is as wanted now and was not before; undefined where
 *   operational data cannot show it
 */
export function deploymentFinding(
  work: DeploymentWork,
  status: DeploymentStatus | undefined,
  asWanted?: (status: DeploymentStatus) => boolean,
): Finding {
  if (!status) {
    const what = "there is no entry of it";
    return { is: work === "undeploy" ? "done" : "not-yet", what };
  }
  const { state = "not shown" } = status;
  const what = `its state is ${state}`;
  if (state === "SERVICE_ERROR_STATE") return { is: "failed", what };
  if (SERVICE_MOVING.has(state)) return { is: "under-way", what };
  const moving = status.vms.find((vm) => VM_MOVING.has(vm.state ?? ""));
  if (moving) return { is: "under-way", what: `${moving.vmGroup}'s VM is in ${moving.state}` };
  if (state === WANTED_STATE[work]) return { is: "done", what };
  if (work === "update" && state === "SERVICE_ACTIVE_STATE" && asWanted) {
    return { is: asWanted(status) ? "done" : "not-yet", what };
  }
  if (work === "service-disable-monitor" && allVms(status, "VM_MONITOR_UNSET_STATE")) return { is: "done", what };
  // Neither alive nor in error: ESC has begun, or has given up without saying so.
  if (work === "undeploy" || state === "SERVICE_INERT_STATE" || state === "SERVICE_UNDEF_STATE") {
    return { is: "not-yet", what };
  }
  return { is: "unclear", what };
}

function allVms(status: DeploymentStatus, state: string): boolean {
  return status.vms.length > 0 && status.vms.every((vm) => vm.state === state);
}

const VM_WANTED: Readonly<Record<string, readonly string[]>> = {
  "vm-stop": ["VM_SHUTOFF_STATE"],
  "vm-start": ["VM_ALIVE_STATE"],
  "vm-enable-monitor": ["VM_ALIVE_STATE"],
  "vm-disable-monitor": ["VM_MONITOR_UNSET_STATE", "VM_MONITOR_DISABLED_STATE"],
};

/** Judges by operational data how far an action on one VM is. A reboot or recovery leaves the state it found, so it does not show. */
export function vmFinding(work: string, vm: VmStatus | undefined): Finding {
  if (!vm) return { is: "unclear", what: "there is no VM of this name any more" };
  const { state = "not shown" } = vm;
  const what = `the VM's state is ${state}`;
  if (state === "VM_ERROR_STATE") return { is: "failed", what };
  if (VM_MOVING.has(state)) return { is: "under-way", what };
  return { is: VM_WANTED[work]?.includes(state) ? "done" : "unclear", what };
}
