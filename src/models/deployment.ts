import type { Deployment, Policies, RemoteFile } from "../../generated/esc.js";
import * as esc from "../../generated/esc.js";
import { EscError, ValidationError } from "../core/errors.js";
import { validate } from "../schema/validate.js";
import { frozenCopy } from "./frozen.js";
import { type NetworkOptions, networkOf } from "./network.js";
import { appended, defined } from "./plain.js";
import {
  type GroupPlacementOptions,
  groupPlacementOf,
  type PolicyOptions,
  placementGroupOf,
  policyOf,
  type StartupOptions,
  startupOf,
} from "./policies.js";
import {
  type ExtensionValues,
  extensionOf,
  type LocatorOptions,
  locatorOf,
  type PropertyValues,
  propertyList,
} from "./properties.js";
import { VmGroupBuilder } from "./vm-group.js";
import { type VolumeOptions, volumeOf } from "./volume.js";

/** Where a deployment belongs. */
export interface DeploymentOptions {
  /** Name of the tenant. It need not exist: a deployment may create it. */
  readonly tenant: string;
}

/** A file on a file server (user guide 5.1). */
export interface FileLocatorOptions {
  /** Id of the file server. */
  readonly fileServerId: string;
  /** Path on the file server. */
  readonly remotePath: string;
  /** Path below which ESC keeps its copy. */
  readonly localTarget?: string;
  /** When ESC fetches the file; only `FETCH_ALWAYS` is confirmed. */
  readonly persistence?: NonNullable<RemoteFile["persistence"]>;
  readonly properties?: PropertyValues;
}

/**
 * Describes a deployment: VM groups with their networks, volumes and policies. Frozen: every method gives a new builder. A method
 * that adds something may be called again to add more; one that sets something replaces what was set.
 */
export class DeploymentBuilder {
  readonly #tenant: string;
  readonly #deployment: Deployment;

  constructor(tenant: string, deployment: Deployment) {
    this.#tenant = tenant;
    this.#deployment = deployment;
    Object.freeze(this);
  }

  /**
   * Adds a VM group. The function gets an empty builder and gives back what it made of it.
   *
   * @throws EscError `invalid-input` when the function gives back something else (in plain JavaScript: a forgotten `return`)
   */
  vmGroup(name: string, describe: (group: VmGroupBuilder) => VmGroupBuilder): DeploymentBuilder {
    const group: unknown = describe(new VmGroupBuilder({ name }));
    if (!(group instanceof VmGroupBuilder)) {
      const what = `The function that describes VM group ${name} must give its builder back: each method makes a new one`;
      throw new EscError("invalid-input", what);
    }
    return this.#set({ vm_group: appended(this.#deployment.vm_group, group.value) });
  }

  /** Adds a network that lives and dies with the deployment. */
  network(name: string, options: NetworkOptions = {}): DeploymentBuilder {
    const { networks } = this.#deployment;
    return this.#set({ networks: { ...networks, network: appended(networks?.network, networkOf(name, options)) } });
  }

  /** Adds a volume that lives and dies with the deployment. */
  volume(name: string, options: VolumeOptions): DeploymentBuilder {
    const { volumes } = this.#deployment;
    return this.#set({ volumes: { ...volumes, volume: appended(volumes?.volume, volumeOf(name, options)) } });
  }

  /** The VIM of the deployment, where it is not the default one (user guide 2.3). */
  locator(options: LocatorOptions): DeploymentBuilder {
    return this.#set(defined({ locator: locatorOf(options) }));
  }

  /** Adds a data centre, of a deployment over several of them on one vCenter (unconfirmed shape). */
  datacenter(name: string, options: { readonly switch?: string } = {}): DeploymentBuilder {
    const { locators } = this.#deployment;
    const datacenter = appended(locators?.datacenter, defined({ name, switch: options.switch }));
    return this.#set({ locators: { ...locators, datacenter } });
  }

  /** Adds a file on a file server, to which day-0 files and policies refer by name. */
  fileLocator(name: string, options: FileLocatorOptions): DeploymentBuilder {
    const locators = this.#deployment.file_locators;
    const remote = defined<RemoteFile>({
      file_server_id: options.fileServerId,
      remote_path: options.remotePath,
      local_target: options.localTarget,
      persistence: options.persistence,
      properties: propertyList(options.properties),
    });
    const locator = appended(locators?.file_locator, { name, remote_file: remote });
    return this.#set({ file_locators: { ...locators, file_locator: locator } });
  }

  /** Puts one VM group together with, or apart from, other groups. For many groups `placementGroup` is easier. */
  placement(vmGroup: string, options: GroupPlacementOptions): DeploymentBuilder {
    const placement = appended(this.#deployment.policies?.placement, groupPlacementOf(vmGroup, options));
    return this.#setPolicies({ placement });
  }

  /** Puts the VMs of all the named groups together or apart (user guide 5.6). */
  placementGroup(name: string, options: GroupPlacementOptions): DeploymentBuilder {
    const groups = appended(this.#deployment.policies?.placement_group, placementGroupOf(name, options));
    return this.#setPolicies({ placement_group: groups });
  }

  /** Starts one VM group after others. */
  startup(vmGroup: string, options: StartupOptions): DeploymentBuilder {
    return this.#setPolicies({ startup: appended(this.#deployment.policies?.startup, startupOf(vmGroup, options)) });
  }

  /** Adds actions at stages of the deployment's life cycle (user guide 5.1). */
  policy(name: string, options: PolicyOptions): DeploymentBuilder {
    return this.#setPolicies({ policy: appended(this.#deployment.policies?.policy, policyOf(name, options)) });
  }

  /** Adds data of a VIM or an orchestrator under a name that says whose it is, for example `VMWARE_VCD_PARAMS`. */
  extension(name: string, properties: ExtensionValues): DeploymentBuilder {
    const { extensions } = this.#deployment;
    const extension = appended(extensions?.extension, extensionOf(name, properties));
    return this.#set({ extensions: { ...extensions, extension } });
  }

  /**
   * Sets fields of the model directly, under ESC's names: for what this builder has no method for. Each field replaces what was set
   * before.
   */
  with(fields: Partial<Omit<Deployment, "name">>): DeploymentBuilder {
    return this.#set(frozenCopy(fields));
  }

  /**
   * The deployment in its tenant, as `esc_datamodel` has it: a deeply frozen document, ready to be encoded, whose `util.inspect`
   * output shows no secret.
   *
   * @throws ValidationError (`validation`) with every issue and its path
   */
  build(): esc.Data {
    const tenant = { name: this.#tenant, deployments: { deployment: [this.#deployment] } };
    const data: esc.Data = { esc_datamodel: { tenants: { tenant: [tenant] } } };
    const issues = validate(esc.schema, data, { kind: "config" });
    if (issues.length > 0) throw new ValidationError(issues, `Deployment ${this.#deployment.name}`);
    return frozenCopy(data);
  }

  #setPolicies(fields: Partial<Policies>): DeploymentBuilder {
    return this.#set({ policies: { ...this.#deployment.policies, ...fields } });
  }

  #set(fields: Partial<Deployment>): DeploymentBuilder {
    return new DeploymentBuilder(this.#tenant, { ...this.#deployment, ...fields });
  }
}

/**
 * Begins the description of a deployment: add VM groups, then `build()`.
 *
 * @param name the deployment's name, unique within its tenant: 1 to 256 characters
 */
export function deployment(name: string, options: DeploymentOptions): DeploymentBuilder {
  return new DeploymentBuilder(options.tenant, { name });
}
