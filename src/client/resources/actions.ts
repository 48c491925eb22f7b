import * as esc from "../../../generated/esc.js";
import { EscError } from "../../core/errors.js";
import type { WaitOptions } from "../../core/signal.js";
import type { EscEvent } from "../../models/events.js";
import { belongsToWorkflow, isFinalEvent, type WorkflowName } from "../../models/workflows.js";
import { RpcError } from "../../netconf/rpc-error.js";
import { encode } from "../../schema/encode.js";
import type { Change, ChangeOptions } from "../change.js";
import { deploymentEvents, deploymentFinal, deploymentTimesMs, describeDeployment } from "../deployment-events.js";
import {
  type DeploymentWork,
  deploymentFinding,
  deploymentStatus,
  type VmStatus,
  vmFinding,
} from "../deployment-state.js";
import { type Expectation, LEAST_PATIENCE_MS } from "../expectation.js";
import type { EscGateway } from "../gateway.js";
import type { Deployments } from "./deployments.js";

/** What can be done to a deployment or a VM. */
export type ActionType = "STOP" | "START" | "REBOOT" | "ENABLE_MONITOR" | "DISABLE_MONITOR";

/** An action on every VM of a deployment. */
export interface ServiceActionRequest {
  readonly action: ActionType;
  readonly tenant: string;
  /** Name of the deployment. */
  readonly deployment: string;
}

/** An action on one VM. */
export interface VmActionRequest {
  readonly action: ActionType;
  /** Name of the VM, as operational data and events have it. */
  readonly vmName: string;
  /** Do it even when fewer VMs than `min_active` stay running. Default false. */
  readonly force?: boolean | undefined;
}

/** A recovery that is asked for. */
export interface RecoveryRequest {
  /** Name of the VM, as operational data and events have it. */
  readonly vmName: string;
}

const SERVICE_WORKFLOWS = {
  STOP: "service-stop",
  START: "service-start",
  REBOOT: "service-reboot",
  ENABLE_MONITOR: "service-enable-monitor",
  DISABLE_MONITOR: "service-disable-monitor",
} as const satisfies Record<ActionType, WorkflowName & DeploymentWork>;

const VM_WORKFLOWS = {
  STOP: "vm-stop",
  START: "vm-start",
  REBOOT: "vm-reboot",
  ENABLE_MONITOR: "vm-enable-monitor",
  DISABLE_MONITOR: "vm-disable-monitor",
} as const satisfies Record<ActionType, WorkflowName>;

/** A VM with the deployment that it belongs to. */
interface FoundVm extends VmStatus {
  readonly tenant: string;
  readonly deployment: string;
}

/** What can be done to things that are deployed: `esc.actions`. ESC answers at once; the change's `done()` waits for the work. */
export class Actions {
  readonly #gateway: EscGateway;
  readonly #deployments: Deployments;
  /** ESC 1.x, and later ones whose schema still demands it, want a service's name and version: `-` is taken. */
  #wantsServiceName = false;

  constructor(gateway: EscGateway, deployments: Deployments) {
    this.#gateway = gateway;
    this.#deployments = deployments;
  }

  /**
   * Stops, starts or reboots every VM of a deployment, or switches their monitoring. The final event is SERVICE_STOPPED,
   * SERVICE_ALIVE, SERVICE_MONITOR_SET or SERVICE_MONITOR_UNSET.
   *
   * @throws RpcError when ESC refuses it; EscError `maintenance`, `connection-lost`, `timeout`, `aborted`
   */
  async serviceAction(request: ServiceActionRequest, options: ChangeOptions = {}): Promise<Change> {
    const of = { name: request.deployment, tenant: request.tenant };
    const work = SERVICE_WORKFLOWS[request.action];
    const running = await this.#deployments.get(of.name, of, options);
    const expectation: Expectation = {
      kind: "action",
      subject: `${request.action} of ${describeDeployment(of)}`,
      concerns: deploymentEvents(work, of),
      finals: [deploymentFinal(work, of)],
      look: async (wait) => deploymentFinding(work, await this.#deployments.status(of.name, of, wait)),
      patienceMs: Math.max(LEAST_PATIENCE_MS, deploymentTimesMs(running)),
    };
    try {
      return await this.#sendServiceAction(expectation, request, options);
    } catch (error) {
      if (this.#wantsServiceName || !asksForServiceName(error)) throw error;
      this.#wantsServiceName = true;
      return this.#sendServiceAction(expectation, request, options);
    }
  }

  /**
   * Stops, starts or reboots one VM, or switches its monitoring. Operational data is read first, to know to which deployment the VM
   * belongs. The final event is VM_STOPPED, VM_ALIVE, VM_MONITOR_SET or VM_MONITOR_UNSET.
   *
   * @throws EscError `invalid-input` when operational data has no VM of this name; RpcError when ESC refuses it; EscError `maintenance`,
   *   `connection-lost`, `timeout`, `aborted`
   */
  async vmAction(request: VmActionRequest, options: ChangeOptions = {}): Promise<Change> {
    const { action, vmName, force } = request;
    const input = { actionType: action, vmName, ...(force !== undefined && { force }) };
    const xml = encode(esc.VmAction, input, { kind: "rpc" });
    return this.#onVm(vmName, { workflow: VM_WORKFLOWS[action], what: action, xml }, options);
  }

  /**
   * Recovers one VM now, as the recovery policy of its group says. The final event is VM_RECOVERY_COMPLETE; VM_RECOVERY_CANCELLED
   * counts as failure.
   *
   * @throws as `vmAction`
   */
  async recoveryVmAction(request: RecoveryRequest, options: ChangeOptions = {}): Promise<Change> {
    const xml = encode(esc.RecoveryVmAction, { actionType: "DO", vmName: request.vmName }, { kind: "rpc" });
    return this.#onVm(request.vmName, { workflow: "recovery", what: "recovery", xml }, options);
  }

  #sendServiceAction(expectation: Expectation, request: ServiceActionRequest, options: ChangeOptions): Promise<Change> {
    const { action, tenant, deployment } = request;
    const input: esc.ServiceActionInput = {
      actionType: action,
      tenantName: tenant,
      depName: deployment,
      ...(this.#wantsServiceName && { serviceName: "-", serviceVersion: "-" }),
    };
    const xml = encode(esc.ServiceAction, input, { kind: "rpc" });
    return this.#gateway.carryOut(expectation, options, (session, wait) => session.rpc(xml, wait));
  }

  async #onVm(vmName: string, call: VmCall, options: ChangeOptions): Promise<Change> {
    const vm = await this.#find(vmName, options);
    const running = await this.#deployments.get(vm.deployment, vm, options);
    const groups = running?.vm_group?.filter((group) => group.name === vm.vmGroup) ?? [];
    const concerns = (event: EscEvent) => belongsToWorkflow(call.workflow, event) && isAbout(vm, event);
    const expectation: Expectation = {
      kind: "action",
      subject: `${call.what} of VM ${vmName}`,
      concerns,
      finals: [(event) => isFinalEvent(call.workflow, event) && concerns(event)],
      look: async (wait) => {
        const status = await this.#deployments.status(vm.deployment, vm, wait);
        return vmFinding(
          call.workflow,
          status?.vms.find((one) => one.name === vmName),
        );
      },
      patienceMs: Math.max(LEAST_PATIENCE_MS, deploymentTimesMs({ name: vm.deployment, vm_group: groups })),
    };
    return this.#gateway.carryOut(expectation, options, (session, wait) => session.rpc(call.xml, wait));
  }

  async #find(vmName: string, options: WaitOptions): Promise<FoundVm> {
    const opdata = await this.#gateway.opdata(["tenants"], options);
    for (const tenant of opdata?.tenants?.tenant ?? []) {
      for (const entry of tenant.deployments ?? []) {
        const vm = deploymentStatus(tenant.name, entry).vms.find((one) => one.name === vmName);
        if (vm) return { ...vm, tenant: tenant.name, deployment: entry.deployment_name };
      }
    }
    throw new EscError(
      "invalid-input",
      `Operational data has no VM named ${vmName}: deployments.status(name, { tenant }) lists the names`,
    );
  }
}

interface VmCall {
  readonly workflow: WorkflowName;
  /** For messages. */
  readonly what: string;
  readonly xml: string;
}

/** By the VM's identifier or name; a failure can come with an empty `vm_source` (guide 1.1 sample), then by its group. */
function isAbout(vm: FoundVm, event: EscEvent): boolean {
  if (event.depname !== vm.deployment || (event.tenant ?? vm.tenant) !== vm.tenant) return false;
  const source = event.vm_source;
  if (!source) return (event.vm_group ?? vm.vmGroup) === vm.vmGroup;
  if (source.vmid !== undefined) return source.vmid === vm.vmId;
  return source.vmname === vm.name || source.generated_vmname === vm.name;
}

function asksForServiceName(error: unknown): boolean {
  if (!(error instanceof RpcError)) return false;
  return error.errors.some((entry) =>
    /service_?(?:name|version)/i.test(`${entry.message ?? ""} ${entry.path ?? ""} ${entry.info?.text ?? ""}`),
  );
}
