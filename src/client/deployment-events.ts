import type * as esc from "../../generated/esc.js";
import type { EscEvent } from "../models/events.js";
import { belongsToWorkflow, isFinalEvent, type WorkflowName } from "../models/workflows.js";

/** Names one deployment: names are unique within a tenant only. */
export interface DeploymentName {
  readonly name: string;
  readonly tenant: string;
}

/** How messages name a deployment. */
export function describeDeployment({ name, tenant }: DeploymentName): string {
  return `deployment ${name} of tenant ${tenant}`;
}

/** Workflows that show up inside those of a deployment. */
const INSIDE: readonly WorkflowName[] = ["recovery", "scale-out", "scale-in"];

/**
 * Tells the events of one deployment's workflow from all others: by deployment and tenant, and by the type. Networks that live in the
 * deployment, and a tenant made with it, report under their own names; where such an event names no deployment, the name decides.
 */
export function deploymentEvents(
  workflow: WorkflowName,
  of: DeploymentName,
  deployment?: esc.Deployment,
): (event: EscEvent) => boolean {
  const networks = new Set((deployment?.networks?.network ?? []).map((network) => network.name));
  return (event) => {
    if (event.tenant !== undefined && event.tenant !== of.tenant) return false;
    const inside = INSIDE.some((name) => belongsToWorkflow(name, event));
    if (!inside && !belongsToWorkflow(workflow, event)) return false;
    if (event.depname !== undefined) return event.depname === of.name;
    if (event.type === "CREATE_TENANT") return event.tenant === of.tenant;
    return event.network !== undefined && networks.has(event.network);
  };
}

/** Tells whether an event ends the workflow of this deployment. */
export function deploymentFinal(workflow: WorkflowName, of: DeploymentName): (event: EscEvent) => boolean {
  return (event) => isFinalEvent(workflow, event) && event.depname === of.name;
}

/** Least time that a change of a deployment is waited for by default: twice what its VMs may take to boot and to be recovered. */
export function deploymentTimesMs(deployment: esc.Deployment | undefined): number {
  const seconds = (deployment?.vm_group ?? []).map(
    (group) =>
      Math.max(0, group.bootup_time ?? 0) +
      Math.max(0, group.reboot_time ?? 0) +
      Math.max(0, group.recovery_wait_time ?? 0),
  );
  return 2_000 * seconds.reduce((sum, one) => sum + one, 0);
}
