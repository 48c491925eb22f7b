import type {
  Action,
  PlacementGroup,
  PoliciesPlacement,
  Policy,
  Startup,
  VmGroupPlacement,
} from "../../generated/esc.js";
import { defined } from "./plain.js";
import { type PropertyValues, propertyList } from "./properties.js";

/** Where the VMs of one group are put in relation to each other, or on which host. */
export interface HostPlacement {
  /** `affinity` keeps together, `anti_affinity` apart, `zone_host` puts on the named host. */
  readonly type: NonNullable<VmGroupPlacement["type"]>;
  /** Required unless `type` is `zone_host`. */
  readonly enforcement?: NonNullable<VmGroupPlacement["enforcement"]>;
  /** An OpenStack or VMware host. */
  readonly host?: string;
  readonly zone?: never;
}

/** Into which zone the VMs of one group are put. */
export interface ZonePlacement {
  /** `zone_host` puts into the named zone. */
  readonly type: NonNullable<VmGroupPlacement["type"]>;
  /** Required unless `type` is `zone_host`. */
  readonly enforcement?: NonNullable<VmGroupPlacement["enforcement"]>;
  /** An OpenStack availability zone or a vCenter cluster. */
  readonly zone: string;
  readonly host?: never;
}

/** Where the VMs of one group are put; host and zone exclude each other. */
export type PlacementOptions = HostPlacement | ZonePlacement;

/** Where VM groups are put in relation to each other. */
export interface GroupPlacementOptions {
  /** `affinity` keeps together, `anti_affinity` apart. */
  readonly type: NonNullable<VmGroupPlacement["type"]>;
  readonly enforcement: NonNullable<VmGroupPlacement["enforcement"]>;
  /** Names of the VM groups. */
  readonly vmGroups: readonly string[];
}

/** What a VM group waits for before it starts. */
export interface StartupOptions {
  /** The groups it waits for. `event` is an indicator of that group; default `VM_ALIVE`. */
  readonly dependsOn: readonly { readonly vmGroup: string; readonly event?: string }[];
}

/** Actions at stages of the life cycle. */
export interface PolicyOptions {
  /** The stages, such as `LCS::PRE_DEPLOY` (user guides 5.0, 5.1). */
  readonly conditions: readonly LifecycleStage[];
  readonly actions: readonly PolicyActionOptions[];
}

/** One action of a policy. */
export interface PolicyActionOptions {
  readonly name: string;
  /** `script` (guide l.5897), or the name of a predefined action (unconfirmed). */
  readonly type?: string;
  /** Arguments: a script takes `script_filename` (guide l.5897); others, such as `wait_max_timeout`, are unconfirmed. */
  readonly properties?: PropertyValues;
}

/** Stages of the life cycle that the user guides name; any other begins with `LCS::` too. */
export type LifecycleStage =
  | "LCS::PRE_DEPLOY"
  | "LCS::POST_DEPLOY_ALIVE"
  | "LCS::DEPLOY_ERR"
  | "LCS::POST_DEPLOY::VM_RECOVERY_ERR"
  | "LCS::POST_DEPLOY::VM_RECOVERY_REDEPLOY_ERR"
  | "LCS::DEPLOY_UPDATE::VM_PRE_VOLUME_DETACH"
  | "LCS::DEPLOY_UPDATE::VM_VOLUME_ATTACHED"
  | "LCS::DEPLOY_UPDATE::VM_SOFTWARE_VERSION_UPDATED"
  | (`LCS::${string}` & {});

/** `placement` of a VM group. */
export function placementOf(options: PlacementOptions): VmGroupPlacement {
  return defined<VmGroupPlacement>({
    type: options.type,
    enforcement: options.enforcement,
    host: options.host === undefined ? undefined : [options.host],
    zone: options.zone,
  });
}

/** `policies/placement` of a deployment. */
export function groupPlacementOf(target: string, options: GroupPlacementOptions): PoliciesPlacement {
  return {
    target_vm_group_ref: target,
    type: options.type,
    enforcement: options.enforcement,
    vm_group_ref: [...options.vmGroups],
  };
}

/** `policies/placement_group` of a deployment. */
export function placementGroupOf(name: string, options: GroupPlacementOptions): PlacementGroup {
  return { name, type: options.type, enforcement: options.enforcement, vm_group: [...options.vmGroups] };
}

/** `policies/startup` of a deployment. */
export function startupOf(target: string, options: StartupOptions): Startup {
  return {
    target_vm_group_ref: target,
    depends_on: options.dependsOn.map(({ vmGroup, event = "VM_ALIVE" }) => ({
      vm_group_ref: vmGroup,
      kpi_event_ref: [event],
    })),
  };
}

/** `policies/policy` of a deployment or VM group. */
export function policyOf(name: string, options: PolicyOptions): Policy {
  return {
    name,
    conditions: { condition: options.conditions.map((stage) => ({ name: stage })) },
    actions: { action: options.actions.map(actionOf) },
  };
}

function actionOf(options: PolicyActionOptions): Action {
  return defined<Action>({ name: options.name, type: options.type, properties: propertyList(options.properties) });
}
