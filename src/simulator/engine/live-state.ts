import { type Scoped, scopedKey } from "./intent.js";

/** States of a service in operational data (ESC 1.x YANG). */
export type ServiceState =
  | "SERVICE_UNDEF_STATE"
  | "SERVICE_DEPLOYING_STATE"
  | "SERVICE_INERT_STATE"
  | "SERVICE_ACTIVE_STATE"
  | "SERVICE_UNDEPLOYING_STATE"
  | "SERVICE_STOPPING_STATE"
  | "SERVICE_STOPPED_STATE"
  | "SERVICE_STARTING_STATE"
  | "SERVICE_REBOOTING_STATE"
  | "SERVICE_UPDATING_STATE"
  | "SERVICE_ERROR_STATE";

/** States of a VM in operational data (ESC 1.x YANG). */
export type VmState =
  | "VM_DEPLOYING_STATE"
  | "VM_MONITOR_UNSET_STATE"
  | "VM_MONITOR_DISABLED_STATE"
  | "VM_STOPPING_STATE"
  | "VM_SHUTOFF_STATE"
  | "VM_STARTING_STATE"
  | "VM_REBOOTING_STATE"
  | "VM_INERT_STATE"
  | "VM_ALIVE_STATE"
  | "VM_RECOVERING_STATE"
  | "VM_UNDEPLOYING_STATE"
  | "VM_ERROR_STATE";

/** A connector as it really is. */
export interface LiveConnector {
  readonly id: string;
  type: string | undefined;
  /** True once the VIM was reached. */
  connected: boolean;
  /** The user that the VIM has authenticated. */
  user: string | undefined;
}

/** A tenant that exists. */
export interface LiveTenant {
  readonly name: string;
  readonly id: string;
}

/** A subnet that exists. */
export interface LiveSubnet {
  readonly name: string;
  readonly id: string;
  readonly cidr: string | undefined;
  readonly netmask: string | undefined;
  readonly gateway: string | undefined;
  readonly noGateway: boolean;
  readonly dhcp: boolean;
  readonly ipVersion: string;
}

/** A network that exists. */
export interface LiveNetwork extends Scoped {
  readonly id: string;
  readonly shared: boolean;
  readonly adminState: boolean;
  readonly providerType: string | undefined;
  /** The deployment that it is removed with. */
  readonly deployment: string | undefined;
  readonly subnets: Map<string, LiveSubnet>;
}

/** An image, flavor or volume that exists. */
export interface LiveResource extends Scoped {
  readonly id: string;
}

/** An interface of a VM. */
export interface LiveInterface {
  readonly nicid: number;
  readonly type: string;
  readonly portId: string;
  readonly networkId: string;
  readonly subnetId: string;
  readonly ipAddress: string;
  readonly macAddress: string;
  readonly netmask: string | undefined;
  readonly gateway: string | undefined;
}

/** A VM that exists. */
export interface LiveVm {
  id: string;
  readonly name: string;
  readonly group: string;
  readonly index: number;
  /** Name and id of the compute host that runs it. */
  hostName: string;
  hostId: string;
  image: string | undefined;
  interfaces: readonly LiveInterface[];
  state: VmState;
  /** True once the VIM has made it: a VM whose deployment failed has a state, and nothing else. */
  exists: boolean;
  /** False while the monitor is switched off for it. */
  monitored: boolean;
}

/** A deployment that exists, whole or in part. */
export interface LiveDeployment {
  readonly tenant: string;
  readonly name: string;
  readonly id: string;
  state: ServiceState;
  vms: LiveVm[];
}

/** What really exists, as opposed to what running asks for. */
export class LiveState {
  readonly connectors: Map<string, LiveConnector> = new Map();
  readonly tenants: Map<string, LiveTenant> = new Map();
  readonly networks: Map<string, LiveNetwork> = new Map();
  readonly images: Map<string, LiveResource> = new Map();
  readonly flavors: Map<string, LiveResource> = new Map();
  readonly volumes: Map<string, LiveResource> = new Map();
  readonly deployments: Map<string, LiveDeployment> = new Map();
  /** How many addresses were given out, by network. */
  readonly #addresses: Map<string, number> = new Map();

  /** A deployment by its tenant and name. */
  deployment(tenant: string, name: string): LiveDeployment | undefined {
    return this.deployments.get(scopedKey(name, tenant));
  }

  /** A VM by its name, with the deployment it belongs to. */
  findVm(name: string): { readonly deployment: LiveDeployment; readonly vm: LiveVm } | undefined {
    for (const deployment of this.deployments.values()) {
      const vm = deployment.vms.find((one) => one.name === name);
      if (vm) return { deployment, vm };
    }
    return undefined;
  }

  /** A network as a VM of a tenant sees it: the tenant's own first, then a shared one. */
  network(name: string, tenant: string): LiveNetwork | undefined {
    return this.networks.get(scopedKey(name, tenant)) ?? this.networks.get(scopedKey(name));
  }

  /** The number of the next address in a network, from 0. */
  nextAddress(network: string): number {
    const next = this.#addresses.get(network) ?? 0;
    this.#addresses.set(network, next + 1);
    return next;
  }

  /** An image, flavor or volume as a tenant sees it. */
  resource(kind: "images" | "flavors" | "volumes", name: string, tenant: string): LiveResource | undefined {
    return this[kind].get(scopedKey(name, tenant)) ?? this[kind].get(scopedKey(name));
  }
}

/** The VMs of a group, in the order of their indexes. */
export function vmsOf(deployment: LiveDeployment, group: string): LiveVm[] {
  return deployment.vms.filter((vm) => vm.group === group).sort((a, b) => a.index - b.index);
}
