import type { Context, Hono } from "hono";
import * as rest from "../../../../generated/esc_rest.js";
import type { EscEvent } from "../../../models/events.js";
import type { WorkflowName } from "../../../models/workflows.js";
import type { Refusal } from "../../engine/acceptance.js";
import type { ActionType } from "../../engine/actions.js";
import { writeBody } from "../documents.js";
import type { RestFace } from "../face.js";
import { HttpRefusal } from "../refusal.js";
import type { TransactionPlan } from "../transactions.js";
import { existing, planOf } from "./deployments.js";
import { bodyOf, callbackOf, place } from "./request.js";

/** What REST calls ESC's actions. The spelling of the last two is unconfirmed. */
const ACTIONS: ReadonlyMap<string, ActionType> = new Map([
  ["start", "START"],
  ["stop", "STOP"],
  ["reboot", "REBOOT"],
  ["enable_monitor", "ENABLE_MONITOR"],
  ["disable_monitor", "DISABLE_MONITOR"],
]);

const WORKFLOWS: Readonly<Record<ActionType, string>> = {
  START: "start",
  STOP: "stop",
  REBOOT: "reboot",
  ENABLE_MONITOR: "enable-monitor",
  DISABLE_MONITOR: "disable-monitor",
};

/** Operations with services and VMs (guides 2.0, 5.4, 5.8). */
export function operationRoutes(app: Hono, face: RestFace): void {
  app.post("/v0/:tenant/deployments/service/:deployment", (context) => operateService(context, face));
  app.post("/v0/:tenant/deployments/vm/:vm", (context) => operateVm(context, face));
  app.post("/v0/:tenant/deployments/recover-vm/:vm", (context) => recoverVm(context, face));
  app.post("/v0/:tenant/deployments/recover-service/:deployment", (context) => recoverService(context, face));
}

async function operateService(context: Context, face: RestFace): Promise<Response> {
  const callback = callbackOf(context, "needed");
  const { operation } = await bodyOf(context, rest.ServiceOperation, "service_operation");
  const action = actionOf(operation);
  const of = existing(context, face);
  const workflow = `service-${WORKFLOWS[action]}` as WorkflowName;
  const body = (event: EscEvent) =>
    writeBody(rest.ServiceOperation, { ...told(event), ...(operation && { operation }) });
  const plan: TransactionPlan = { ...planOf(face, workflow, of), body };
  return face.accept(plan, callback, () =>
    begun(face.engine.serviceAction({ action, tenant: of.tenant, deployment: of.name })),
  );
}

async function operateVm(context: Context, face: RestFace): Promise<Response> {
  const callback = callbackOf(context, "needed");
  const { operation, force = false } = await bodyOf(context, rest.VmOperation, "vm_operation");
  const action = actionOf(operation);
  const vm = existingVm(context, face);
  const plan = vmPlan(`vm-${WORKFLOWS[action]}` as WorkflowName, vm, { operation, force });
  return face.accept(plan, callback, () => begun(face.engine.vmAction({ action, vmName: vm, force })));
}

async function recoverVm(context: Context, face: RestFace): Promise<Response> {
  const callback = callbackOf(context, "needed");
  await recovering(await bodyOf(context, rest.VmOperation, "vm_operation"));
  const vm = existingVm(context, face);
  const plan = vmPlan("recovery", vm, { operation: "recover" });
  return face.accept(plan, callback, () => begun(face.engine.recoveryVmAction(vm)));
}

/** Recovers every VM of a deployment; the first one's end is told. */
async function recoverService(context: Context, face: RestFace): Promise<Response> {
  const callback = callbackOf(context, "needed");
  await recovering(await bodyOf(context, rest.ServiceOperation, "service_operation"));
  const of = existing(context, face);
  const vms = face.engine.world.live.deployment(of.tenant, of.name)?.vms ?? [];
  const body = (event: EscEvent) => writeBody(rest.ServiceOperation, { ...told(event), operation: "recover" });
  return face.accept({ ...planOf(face, "recovery", of), body }, callback, () =>
    vms.map((vm) => begun(face.engine.recoveryVmAction(vm.name))).some(Boolean),
  );
}

function recovering({ operation }: { readonly operation?: string }): void {
  if (operation !== "recover") throw new HttpRefusal(400, `The operation is ${operation ?? "missing"}, not recover`);
}

function actionOf(operation: string | undefined): ActionType {
  const action = ACTIONS.get(operation?.toLowerCase() ?? "");
  if (action) return action;
  throw new HttpRefusal(
    400,
    `There is no operation ${operation ?? "in the body"}: it is one of ${[...ACTIONS.keys()].join(", ")}`,
  );
}

/** VMs are named by their name or their id in the VIM. */
function existingVm(context: Context, face: RestFace): string {
  const wanted = place(context, "vm");
  const tenant = face.ids.name("tenant", place(context, "tenant"), "{}");
  for (const deployment of face.engine.world.live.deployments.values()) {
    const vm = deployment.vms.find((one) => one.name === wanted || one.id === wanted);
    if (vm && deployment.tenant === tenant) return vm.name;
  }
  throw new HttpRefusal(404, `There is no VM ${wanted} of tenant ${tenant}`);
}

function vmPlan(
  workflow: WorkflowName,
  vm: string,
  operation: { readonly operation: string | undefined; readonly force?: boolean },
): TransactionPlan {
  const { operation: name, force } = operation;
  return {
    workflow,
    concerns: ({ vm_source, vm_target }) => vm_source?.vmname === vm || vm_target?.vmname === vm,
    body: (event) =>
      writeBody(rest.VmOperation, {
        ...told(event),
        ...(name !== undefined && { operation: name }),
        ...(force !== undefined && { force }),
      }),
  };
}

const told = (event: EscEvent) => ({ event_type: event.type === "UNKNOWN" ? event.rawType : event.type });

/** @throws HttpRefusal 409 where ESC does not begin it */
function begun(refusal: Refusal | undefined): boolean {
  if (refusal) throw new HttpRefusal(409, refusal.message);
  return true;
}
