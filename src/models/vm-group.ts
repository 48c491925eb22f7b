import type { RecoveryPolicy, VmGroup, Watchdog } from "../../generated/esc.js";
import { configurationOf, type Day0Options } from "./day0.js";
import { frozenCopy } from "./frozen.js";
import { type InterfaceOptions, interfaceOf } from "./interface.js";
import { type KpiOptions, kpiOf } from "./kpi.js";
import { appended, defined } from "./plain.js";
import { type PlacementOptions, type PolicyOptions, placementOf, policyOf } from "./policies.js";
import { type ExtensionValues, extensionOf, type LocatorOptions, locatorOf } from "./properties.js";
import { type ScalingOptions, scalingOf } from "./scaling.js";
import { type AttachedVolumeOptions, attachedVolumeOf } from "./volume.js";

/** How a failed VM is recovered (guide l.4624). */
export interface RecoveryPolicyOptions {
  /** Who starts the recovery: ESC itself (`AUTO`, the default) or `recoveryVmAction` (`MANUAL`, unconfirmed spelling). */
  readonly type?: NonNullable<RecoveryPolicy["recovery_type"]>;
  /** What is done. ESC's default: `REBOOT_THEN_REDEPLOY`. */
  readonly action?: NonNullable<RecoveryPolicy["action_on_recovery"]>;
  /** How many times it is tried. Without it, ESC's parameter `vm_recovery_retries_max` decides. */
  readonly maxRetries?: number;
}

/** An emulated watchdog (ESC 1.x YANG). */
export interface WatchdogOptions {
  readonly hardware: NonNullable<Watchdog["hardware"]>;
  /** What happens when it fires; `pasue` is ESC's spelling. */
  readonly action: NonNullable<Watchdog["action"]>;
}

/**
 * Describes the VMs of one group. Frozen: every method gives a new builder. A method that adds something may be called again to add
 * more; one that sets something replaces what was set. Nothing is checked before the deployment's `build()`.
 */
export class VmGroupBuilder {
  readonly #group: VmGroup;

  constructor(group: VmGroup) {
    this.#group = group;
    Object.freeze(this);
  }

  /** The group as the model has it. */
  get value(): VmGroup {
    return frozenCopy(this.#group);
  }

  /**
   * Sets fields of the model directly, under ESC's names: for what this builder has no method for. Each field replaces what was set
   * before.
   */
  with(fields: Partial<Omit<VmGroup, "name">>): VmGroupBuilder {
    return this.#set(frozenCopy(fields));
  }

  /** Name or UUID of the image. */
  image(image: string): VmGroupBuilder {
    return this.#set({ image });
  }

  /** Name or UUID of the flavor. */
  flavor(flavor: string): VmGroupBuilder {
    return this.#set({ flavor });
  }

  /** Seconds that a new VM may take until it is alive. Required. */
  bootupTime(seconds: number): VmGroupBuilder {
    return this.#set({ bootup_time: seconds });
  }

  /** Seconds that a rebooted VM may take until it is alive. */
  rebootTime(seconds: number): VmGroupBuilder {
    return this.#set({ reboot_time: seconds });
  }

  /** Seconds between a VM's failure and its recovery; 0 recovers at once. Required. */
  recoveryWaitTime(seconds: number): VmGroupBuilder {
    return this.#set({ recovery_wait_time: seconds });
  }

  /** How a failed VM is recovered. */
  recoveryPolicy(options: RecoveryPolicyOptions): VmGroupBuilder {
    return this.#set({
      recovery_policy: defined<RecoveryPolicy>({
        recovery_type: options.type,
        action_on_recovery: options.action,
        max_retries: options.maxRetries,
      }),
    });
  }

  /** An emulated watchdog. */
  watchdog(options: WatchdogOptions): VmGroupBuilder {
    return this.#set({ misc: { watchdog: { hardware: options.hardware, action: options.action } } });
  }

  /** Version of the VM's software, for lifecycle stages that upgrade it (unconfirmed). */
  softwareVersion(version: string): VmGroupBuilder {
    return this.#set({ software_version: version });
  }

  /** Name of the VM on the VIM, in place of the one that ESC makes; scaled VMs get an index appended (unconfirmed). */
  vimVmName(name: string): VmGroupBuilder {
    return this.#set({ vim_vm_name: name });
  }

  /** The VIM of this group, in a deployment over several VIMs (unconfirmed for VM groups). */
  locator(options: LocatorOptions): VmGroupBuilder {
    return this.#set(defined({ locator: locatorOf(options) }));
  }

  /** Adds an interface. Numbers start at 0 and leave no gap. */
  interface(nicid: number, options: InterfaceOptions): VmGroupBuilder {
    const { interfaces } = this.#group;
    return this.#set({
      interfaces: { ...interfaces, interface: appended(interfaces?.interface, interfaceOf(nicid, options)) },
    });
  }

  /** Attaches a volume. */
  volume(name: string, options: AttachedVolumeOptions): VmGroupBuilder {
    const { volumes } = this.#group;
    return this.#set({
      volumes: { ...volumes, volume: appended(volumes?.volume, attachedVolumeOf(name, options)) },
    });
  }

  /** Adds an indicator; its actions are those of the rule of the same name. */
  kpi(eventName: string, options: KpiOptions): VmGroupBuilder {
    const data = this.#group.kpi_data;
    return this.#set({ kpi_data: { ...data, kpi: appended(data?.kpi, kpiOf(eventName, options)) } });
  }

  /** Who measures: `dmonaName://` and the name of a D-MONA deployment, or `dmonaName://local_mona` for ESC itself (user guide 5.8). */
  monitoringAgent(agent: string): VmGroupBuilder {
    return this.#set({ kpi_data: { ...this.#group.kpi_data, monitoring_agent: agent } });
  }

  /** False: nothing is measured. ESC's default: true. */
  monitoring(enabled: boolean): VmGroupBuilder {
    return this.#set({ kpi_data: { ...this.#group.kpi_data, enabled } });
  }

  /**
   * Says what is done when an indicator fires: `ALWAYS`, `TRUE` or `FALSE`, a blank, and the action (`TRUE servicebooted.sh`).
   * The actions run in the order given.
   */
  rule(eventName: string, actions: readonly RuleAction[]): VmGroupBuilder {
    const { rules } = this.#group;
    const rule = appended(rules?.admin_rules?.rule, { event_name: eventName, action: [...actions] });
    return this.#set({ rules: { ...rules, admin_rules: { ...rules?.admin_rules, rule } } });
  }

  /** How many VMs the group has. Without it: one. */
  scaling(options: ScalingOptions): VmGroupBuilder {
    return this.#set({ scaling: scalingOf(options) });
  }

  /** Where the VMs of this group are put; one rule of each type. */
  placement(options: PlacementOptions): VmGroupBuilder {
    return this.#set({ placement: appended(this.#group.placement, placementOf(options)) });
  }

  /** Adds a file that each VM starts with. `dst` is its name on the config drive; `--user-data` makes it the cloud user-data. */
  day0(dst: string, options: Day0Options): VmGroupBuilder {
    const data = this.#group.config_data;
    const configuration = appended(data?.configuration, configurationOf(dst, options));
    return this.#set({ config_data: { ...data, configuration } });
  }

  /** Adds a setting, for example `NOTIFY_EXTERNAL_MONITOR`. */
  property(key: string, value: string | number | boolean): VmGroupBuilder {
    const { properties } = this.#group;
    const property = appended(properties?.property, { prop_key: key, prop_value: String(value) });
    return this.#set({ properties: { ...properties, property } });
  }

  /** Adds actions at stages of the life cycle of this group's VMs. */
  policy(name: string, options: PolicyOptions): VmGroupBuilder {
    const { policies } = this.#group;
    return this.#set({ policies: { ...policies, policy: appended(policies?.policy, policyOf(name, options)) } });
  }

  /** Adds data of a VIM or an orchestrator under a name that says whose it is, for example `NSO`. */
  extension(name: string, properties: ExtensionValues): VmGroupBuilder {
    const { extensions } = this.#group;
    const extension = appended(extensions?.extension, extensionOf(name, properties));
    return this.#set({ extensions: { ...extensions, extension } });
  }

  #set(fields: Partial<VmGroup>): VmGroupBuilder {
    return new VmGroupBuilder({ ...this.#group, ...fields });
  }
}

/** An action of a rule: when it runs, a blank, and what runs. */
export type RuleAction = `${"ALWAYS" | "TRUE" | "FALSE"} ${string}`;
