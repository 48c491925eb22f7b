import type * as esc from "../../generated/esc.js";
import type { DeploymentStatus } from "./deployment-state.js";

/**
 * Finds what of an update operational data can show: VM groups that come or go, and numbers of VMs that must grow or shrink. A new
 * image or flavor, for example, does not show.
 *
 * @returns what tells from operational data whether the update has been carried out; undefined where it cannot show
 */
export function visibleChange(
  running: esc.Deployment,
  wanted: esc.Deployment,
): ((status: DeploymentStatus) => boolean) | undefined {
  const [before, after] = [bounds(running), bounds(wanted)];
  const shows =
    [...before.keys()].some((group) => !after.has(group)) ||
    [...after].some(([group, now]) => {
      const was = before.get(group);
      return !was || now.least > was.least || now.most < was.least;
    });
  if (!shows) return undefined;
  return (status) => {
    const counts = new Map<string, number>();
    for (const vm of status.vms) counts.set(vm.vmGroup, (counts.get(vm.vmGroup) ?? 0) + 1);
    const right = [...after].every(([group, { least, most }]) => {
      const count = counts.get(group) ?? 0;
      return count >= least && count <= most;
    });
    return right && [...counts.keys()].every((group) => after.has(group));
  };
}

/** How many VMs each group has: one where it has no scaling. */
function bounds(deployment: esc.Deployment): Map<string, { readonly least: number; readonly most: number }> {
  return new Map(
    (deployment.vm_group ?? []).map((group) => {
      const least = group.scaling?.min_active ?? 1;
      return [group.name, { least, most: Math.max(least, group.scaling?.max_active ?? least) }];
    }),
  );
}
