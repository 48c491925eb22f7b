import type { EscEvent } from "../../models/events.js";
import type { WorkflowName } from "../../models/workflows.js";
import { DOCUMENTS } from "../document-types.js";
import type { RestGateway, RestRequest } from "../gateway.js";
import type { OperationPlan, RestOperation, RestOperationOptions } from "../operation.js";
import { DEPLOYMENT_PATIENCE_MS } from "../patience.js";

/**
 * What can be done with the VMs of a deployment. `start`, `stop` and `reboot` are documented; the spelling of the other two over REST is
 * unconfirmed.
 */
export type ServiceOperationName = "start" | "stop" | "reboot" | "enable_monitor" | "disable_monitor";

/** What can be done with one VM. ESC 5.8 has `resize` and `migrate` too, whose parameters no source shows: see `rest.request`. */
export type VmOperationName = ServiceOperationName;

/** Options of operations with one VM. */
export interface VmOperationOptions extends RestOperationOptions {
  /** True: do it even when fewer VMs than the group's least number are left running. Default false. */
  readonly force?: boolean | undefined;
}

const SERVICE_WORKFLOWS: Readonly<Record<ServiceOperationName, WorkflowName>> = {
  start: "service-start",
  stop: "service-stop",
  reboot: "service-reboot",
  enable_monitor: "service-enable-monitor",
  disable_monitor: "service-disable-monitor",
};

const VM_WORKFLOWS: Readonly<Record<VmOperationName, WorkflowName>> = {
  start: "vm-start",
  stop: "vm-stop",
  reboot: "vm-reboot",
  enable_monitor: "vm-enable-monitor",
  disable_monitor: "vm-disable-monitor",
};

/**
 * Operations with whole deployments and with single VMs (guides 2.0, 5.4, 5.8). ESC requires a callback for them, and shows their end
 * nowhere else over REST. A failed one may simply be tried again.
 */
export class RestOperations {
  readonly #gateway: RestGateway;

  constructor(gateway: RestGateway) {
    this.#gateway = gateway;
  }

  /**
   * Starts, stops or reboots every VM of a deployment, or switches their monitoring.
   *
   * @throws HttpError where ESC does not accept it
   */
  async service(
    operation: ServiceOperationName,
    { tenant, deployment }: { readonly tenant: string; readonly deployment: string },
    options: RestOperationOptions = {},
  ): Promise<RestOperation> {
    const body = this.#gateway.write(DOCUMENTS.serviceOperation, { operation });
    const plan = planOf(SERVICE_WORKFLOWS[operation], deployment, ({ depname, depid }) =>
      [depname, depid].includes(deployment),
    );
    return this.#send(plan, { endpoint: "services.operate", places: { tenant, deployment }, body }, options);
  }

  /**
   * Starts, stops or reboots one VM, or switches its monitoring.
   *
   * @throws HttpError where ESC does not accept it
   */
  async vm(
    operation: VmOperationName,
    { tenant, vm }: { readonly tenant: string; readonly vm: string },
    options: VmOperationOptions = {},
  ): Promise<RestOperation> {
    const body = this.#gateway.write(DOCUMENTS.vmOperation, { operation, force: options.force ?? false });
    const plan = planOf(VM_WORKFLOWS[operation], vm, (event) => isAbout(event, vm));
    return this.#send(plan, { endpoint: "vms.operate", places: { tenant, vm }, body }, options);
  }

  /** Recovers a deployment whose recovery is manual. Path and body are unconfirmed. */
  async recoverService(
    { tenant, deployment }: { readonly tenant: string; readonly deployment: string },
    options: RestOperationOptions = {},
  ): Promise<RestOperation> {
    const body = this.#gateway.write(DOCUMENTS.serviceOperation, { operation: "recover" });
    const plan = planOf("recovery", deployment, ({ depname, depid }) => [depname, depid].includes(deployment));
    return this.#send(plan, { endpoint: "services.recover", places: { tenant, deployment }, body }, options);
  }

  /** Recovers one VM whose recovery is manual. Path and body are unconfirmed. */
  async recoverVm(
    { tenant, vm }: { readonly tenant: string; readonly vm: string },
    options: RestOperationOptions = {},
  ): Promise<RestOperation> {
    const body = this.#gateway.write(DOCUMENTS.vmOperation, { operation: "recover" });
    const plan = planOf("recovery", vm, (event) => isAbout(event, vm));
    return this.#send(plan, { endpoint: "vms.recover", places: { tenant, vm }, body }, options);
  }

  #send(plan: OperationPlan, request: RestRequest, options: RestOperationOptions): Promise<RestOperation> {
    return this.#gateway.operate(plan, request, options);
  }
}

function planOf(workflow: WorkflowName, of: string, concerns: (event: EscEvent) => boolean): OperationPlan {
  return { workflow, subject: `${workflow} ${of}`, concerns, patienceMs: DEPLOYMENT_PATIENCE_MS };
}

/** ESC names a VM by its name, by the one it generated, or by its id. */
function isAbout({ vm_source, vm_target }: EscEvent, vm: string): boolean {
  return [vm_source, vm_target].some((one) => one?.vmname === vm || one?.generated_vmname === vm || one?.vmid === vm);
}
