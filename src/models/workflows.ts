import type { KnownEventType } from "./event-types.js";
import { type EscEvent, isFailure, isSuccess } from "./events.js";

/** The workflows of ESC that end with an event. */
export type WorkflowName =
  | "create-tenant"
  | "delete-tenant"
  | "create-network"
  | "delete-network"
  | "create-subnet"
  | "delete-subnet"
  | "create-image"
  | "delete-image"
  | "create-flavor"
  | "delete-flavor"
  | "create-volume"
  | "delete-volume"
  | "create-vim-connector"
  | "update-vim-connector"
  | "delete-vim-connector"
  | "create-vim-user"
  | "update-vim-user"
  | "delete-vim-user"
  | "create-file-server"
  | "delete-file-server"
  | "deploy"
  | "undeploy"
  | "update"
  | "recovery"
  | "scale-out"
  | "scale-in"
  | "service-stop"
  | "service-start"
  | "service-reboot"
  | "service-enable-monitor"
  | "service-disable-monitor"
  | "vm-stop"
  | "vm-start"
  | "vm-reboot"
  | "vm-enable-monitor"
  | "vm-disable-monitor";

/** What a workflow works on, which says by what its events are told from those of others. */
export type WorkflowSubject =
  | "tenant"
  | "network"
  | "subnet"
  | "image"
  | "flavor"
  | "volume"
  | "vim-connector"
  | "vim-user"
  | "file-server"
  | "deployment"
  | "vm";

/** One kind of event on the way to the end of a workflow. */
export interface WorkflowStep {
  readonly type: KnownEventType;
  /** How often it comes when all goes well. */
  readonly times: "once" | "each-vm" | "each-network" | "each-subnet";
  /** True for a step that comes only where there is something to do, or only in some releases. */
  readonly optional?: true;
}

/** What events a workflow is made of. */
export interface Workflow {
  readonly name: WorkflowName;
  readonly subject: WorkflowSubject;
  /** Events before the final one, in their usual order. */
  readonly steps: readonly WorkflowStep[];
  /** Any one of these ends the workflow, with SUCCESS or FAILURE. The first is the usual one. */
  readonly final: readonly KnownEventType[];
  /** Events that still come after the final one. */
  readonly trailing?: readonly KnownEventType[];
}

const once = (type: KnownEventType): WorkflowStep => ({ type, times: "once" });
const eachVm = (type: KnownEventType): WorkflowStep => ({ type, times: "each-vm" });
const optional = (step: WorkflowStep): WorkflowStep => ({ ...step, optional: true });

/** Workflows of one event, which is of that type with SUCCESS or FAILURE. */
function single(name: WorkflowName, subject: WorkflowSubject, type: KnownEventType): Workflow {
  return { name, subject, steps: [], final: [type] };
}

/**
 * The sequences of events that ESC sends (ESC 1.x YANG; developer's guides 1.0 to 2.3; user guides 5.x; install guide 5.9 l.4537 for
 * updates, l.5846 for VIM connectors). A step's FAILURE dooms a workflow; whether the final event still comes then differs between
 * the guides, so wait for it only for a while.
 */
const WORKFLOWS: Readonly<Record<WorkflowName, Workflow>> = {
  "create-tenant": single("create-tenant", "tenant", "CREATE_TENANT"),
  "delete-tenant": single("delete-tenant", "tenant", "DELETE_TENANT"),
  "create-network": single("create-network", "network", "CREATE_NETWORK"),
  "delete-network": single("delete-network", "network", "DELETE_NETWORK"),
  "create-subnet": single("create-subnet", "subnet", "CREATE_SUBNET"),
  "delete-subnet": single("delete-subnet", "subnet", "DELETE_SUBNET"),
  "create-image": single("create-image", "image", "CREATE_IMAGE"),
  "delete-image": single("delete-image", "image", "DELETE_IMAGE"),
  "create-flavor": single("create-flavor", "flavor", "CREATE_FLAVOR"),
  "delete-flavor": single("delete-flavor", "flavor", "DELETE_FLAVOR"),
  "create-volume": single("create-volume", "volume", "CREATE_VOLUME"),
  "delete-volume": single("delete-volume", "volume", "DELETE_VOLUME"),
  "create-vim-connector": single("create-vim-connector", "vim-connector", "CREATE_VIM_CONNECTOR"),
  "update-vim-connector": single("update-vim-connector", "vim-connector", "UPDATE_VIM_CONNECTOR"),
  "delete-vim-connector": single("delete-vim-connector", "vim-connector", "DELETE_VIM_CONNECTOR"),
  "create-vim-user": single("create-vim-user", "vim-user", "CREATE_VIM_USER"),
  "update-vim-user": single("update-vim-user", "vim-user", "UPDATE_VIM_USER"),
  "delete-vim-user": single("delete-vim-user", "vim-user", "DELETE_VIM_USER"),
  "create-file-server": single("create-file-server", "file-server", "CREATE_FILE_SERVER"),
  "delete-file-server": single("delete-file-server", "file-server", "DELETE_FILE_SERVER"),
  deploy: {
    name: "deploy",
    subject: "deployment",
    steps: [
      optional(once("CREATE_TENANT")),
      optional({ type: "CREATE_NETWORK", times: "each-network" }),
      optional({ type: "CREATE_SUBNET", times: "each-subnet" }),
      eachVm("VM_DEPLOYED"),
      eachVm("VM_ALIVE"),
    ],
    final: ["SERVICE_ALIVE"],
  },
  undeploy: {
    name: "undeploy",
    subject: "deployment",
    steps: [
      eachVm("VM_UNDEPLOYED"),
      optional({ type: "DELETE_SUBNET", times: "each-subnet" }),
      optional({ type: "DELETE_NETWORK", times: "each-network" }),
    ],
    final: ["SERVICE_UNDEPLOYED"],
  },
  // An update is any change of a deployment: what comes depends on what was changed, so every step is optional.
  update: {
    name: "update",
    subject: "deployment",
    steps: [
      optional({ type: "CREATE_NETWORK", times: "each-network" }),
      optional({ type: "CREATE_SUBNET", times: "each-subnet" }),
      optional(eachVm("VM_DEPLOYED")),
      optional(eachVm("VM_ALIVE")),
      optional(eachVm("VM_UPDATED")),
      optional(eachVm("VM_UNDEPLOYED")),
      optional({ type: "DELETE_SUBNET", times: "each-subnet" }),
      optional({ type: "DELETE_NETWORK", times: "each-network" }),
    ],
    final: ["SERVICE_UPDATED"],
    // Moving VMs to another monitoring agent (user guide 5.8).
    trailing: ["VM_SET_MONITOR_STATUS", "VM_UNSET_MONITOR_STATUS"],
  },
  recovery: {
    name: "recovery",
    subject: "vm",
    steps: [
      once("VM_RECOVERY_INIT"),
      optional(once("VM_RECOVERY_REBOOT")),
      optional(once("VM_RECOVERY_UNDEPLOYED")),
      optional(once("VM_RECOVERY_DEPLOYED")),
    ],
    final: ["VM_RECOVERY_COMPLETE", "VM_RECOVERY_CANCELLED"],
  },
  "scale-out": {
    name: "scale-out",
    subject: "vm",
    steps: [once("VM_SCALE_OUT_INIT"), once("VM_SCALE_OUT_DEPLOYED")],
    final: ["VM_SCALE_OUT_COMPLETE"],
  },
  "scale-in": {
    name: "scale-in",
    subject: "vm",
    steps: [once("VM_SCALE_IN_INIT")],
    final: ["VM_SCALE_IN_COMPLETE"],
  },
  "service-stop": {
    name: "service-stop",
    subject: "deployment",
    steps: [eachVm("VM_STOPPED")],
    final: ["SERVICE_STOPPED"],
  },
  "service-start": {
    name: "service-start",
    subject: "deployment",
    steps: [eachVm("VM_STARTED"), eachVm("VM_ALIVE")],
    final: ["SERVICE_ALIVE", "SERVICE_STARTED"],
  },
  "service-reboot": {
    name: "service-reboot",
    subject: "deployment",
    steps: [eachVm("VM_REBOOTED"), eachVm("VM_ALIVE")],
    final: ["SERVICE_ALIVE", "SERVICE_REBOOTED"],
  },
  "service-enable-monitor": {
    name: "service-enable-monitor",
    subject: "deployment",
    steps: [optional(eachVm("VM_MONITOR_SET")), optional(eachVm("VM_ALIVE"))],
    final: ["SERVICE_MONITOR_SET", "SERVICE_ALIVE"],
  },
  "service-disable-monitor": {
    name: "service-disable-monitor",
    subject: "deployment",
    steps: [eachVm("VM_MONITOR_UNSET")],
    final: ["SERVICE_MONITOR_UNSET"],
  },
  "vm-stop": single("vm-stop", "vm", "VM_STOPPED"),
  "vm-start": { name: "vm-start", subject: "vm", steps: [once("VM_STARTED")], final: ["VM_ALIVE"] },
  "vm-reboot": { name: "vm-reboot", subject: "vm", steps: [once("VM_REBOOTED")], final: ["VM_ALIVE"] },
  "vm-enable-monitor": {
    name: "vm-enable-monitor",
    subject: "vm",
    steps: [],
    final: ["VM_MONITOR_SET", "VM_ALIVE"],
  },
  "vm-disable-monitor": single("vm-disable-monitor", "vm", "VM_MONITOR_UNSET"),
};

/** The events of a workflow. */
export function workflow(name: WorkflowName): Workflow {
  return WORKFLOWS[name];
}

/** Every workflow, in the order of the table. */
export function workflows(): Workflow[] {
  return Object.values(WORKFLOWS);
}

/** Tells whether events of this type end the workflow. */
export function isFinalEvent(name: WorkflowName, event: EscEvent): boolean {
  return event.type !== "UNKNOWN" && WORKFLOWS[name].final.includes(event.type);
}

/** Tells whether events of this type belong to the workflow: a step, a final or a trailing event. */
export function belongsToWorkflow(name: WorkflowName, event: EscEvent): boolean {
  if (event.type === "UNKNOWN") return false;
  const { steps, final, trailing = [] } = WORKFLOWS[name];
  return final.includes(event.type) || trailing.includes(event.type) || steps.some((step) => step.type === event.type);
}

/**
 * What an event says about a workflow it belongs to:
 * - `done`: the final event, with success
 * - `failed`: the final event, with failure
 * - `doomed`: a step failed; the final event may still come (ESC's guides differ), operational data decides when it does not
 * - `going-on`: a step succeeded
 * - `unrelated`: it is not an event of this workflow
 */
export function workflowProgress(
  name: WorkflowName,
  event: EscEvent,
): "done" | "failed" | "doomed" | "going-on" | "unrelated" {
  if (isFinalEvent(name, event)) {
    // A cancelled recovery ends the workflow, but did not do what it was for.
    return isSuccess(event) && event.type !== "VM_RECOVERY_CANCELLED" ? "done" : "failed";
  }
  if (!belongsToWorkflow(name, event)) return "unrelated";
  return isFailure(event) ? "doomed" : "going-on";
}

/** Tells whether an event says that the recovery of a VM began or goes on: the verdict over its deployment has to wait. */
export function isRecoveryUnderWay(event: EscEvent): boolean {
  return belongsToWorkflow("recovery", event) && !isFinalEvent("recovery", event);
}
