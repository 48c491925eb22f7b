import type { Flow, Subject } from "./flow.js";
import {
  compareMaps,
  type Intent,
  type NetworkIntent,
  type ResourceIntent,
  type SubnetIntent,
  scopedKey,
  type TenantIntent,
} from "./intent.js";
import { cidr } from "./ipv4.js";
import type { LiveNetwork } from "./live-state.js";
import { vimTrouble } from "./vms.js";

/** Creates a tenant: a project on the VIM, unless it is only used or of ESC alone (user guide 5.1, tenants). */
export function createTenant(flow: Flow, tenant: TenantIntent): Promise<boolean> {
  const { world } = flow;
  const id = world.ids.hex32("tenant", tenant.name);
  return flow.step({
    event: "CREATE_TENANT",
    about: { tenant: tenant.name },
    ms: tenant.managed && tenant.vimMapping ? world.timings.tenant : 0,
    message: "Tenant successfully created",
    check: () => (tenant.managed && tenant.vimMapping ? vimTrouble(world, undefined) : undefined),
    done: () => {
      world.live.tenants.set(tenant.name, { name: tenant.name, id });
      return { tenantId: id };
    },
  });
}

/** Deletes a tenant. */
export function deleteTenant(flow: Flow, tenant: TenantIntent): Promise<boolean> {
  const { world } = flow;
  // A failed deletion needs no client's clean-up: ESC's own records are gone either way (developer's guide 1.1).
  const forget = () => void world.live.tenants.delete(tenant.name);
  return flow.step({
    event: "DELETE_TENANT",
    about: { tenant: tenant.name },
    ms: tenant.managed && tenant.vimMapping ? world.timings.tenant : 0,
    message: "Tenant successfully deleted",
    done: () => void forget(),
    failed: forget,
  });
}

/** Creates a network without its subnets. */
export function createNetwork(flow: Flow, network: NetworkIntent, about: Subject = {}): Promise<boolean> {
  const { world } = flow;
  return flow.step({
    event: "CREATE_NETWORK",
    about: { ...scope(network), ...about, network: network.name },
    ms: world.timings.network,
    message: `Network creation completed successfully, network ID: [${network.name}]`,
    check: () => vimTrouble(world, undefined),
    done: () => {
      const live: LiveNetwork = {
        ...scope(network),
        name: network.name,
        id: world.ids.uuid("network", network.tenant ?? "", network.name),
        shared: network.shared,
        adminState: network.adminState,
        providerType: network.providerType,
        deployment: network.deployment,
        subnets: new Map(),
      };
      world.live.networks.set(scopedKey(network.name, network.tenant), live);
      return undefined;
    },
  });
}

/** Deletes a network. */
export function deleteNetwork(flow: Flow, network: NetworkIntent, about: Subject = {}): Promise<boolean> {
  const { world } = flow;
  const forget = () => void world.live.networks.delete(scopedKey(network.name, network.tenant));
  return flow.step({
    event: "DELETE_NETWORK",
    about: { ...scope(network), ...about, network: network.name },
    ms: world.timings.network,
    message: `Network deletion completed successfully, network ID: [${network.name}]`,
    done: () => void forget(),
    failed: forget,
  });
}

/** A subnet, with the network it belongs to. */
export interface SubnetOf {
  readonly network: NetworkIntent;
  readonly subnet: SubnetIntent;
}

/** Creates a subnet of a network that exists. */
export function createSubnet(flow: Flow, of: SubnetOf, about: Subject = {}): Promise<boolean> {
  const { world } = flow;
  const { network, subnet } = of;
  const key = scopedKey(network.name, network.tenant);
  return flow.step({
    event: "CREATE_SUBNET",
    about: { ...scope(network), ...about, network: network.name, subnet: subnet.name },
    ms: world.timings.subnet,
    message: `Subnet creation completed successfully, subnet ID: [${subnet.name}]`,
    check: () => (world.live.networks.has(key) ? undefined : `Network ${network.name} does not exist`),
    done: () => {
      world.live.networks.get(key)?.subnets.set(subnet.name, {
        ...subnet,
        id: world.ids.uuid("subnet", network.name, subnet.name),
        cidr: cidr(subnet),
      });
      return undefined;
    },
  });
}

/** Deletes a subnet. */
export function deleteSubnet(flow: Flow, of: SubnetOf, about: Subject = {}): Promise<boolean> {
  const { world } = flow;
  const { network, subnet } = of;
  const forget = () =>
    void world.live.networks.get(scopedKey(network.name, network.tenant))?.subnets.delete(subnet.name);
  return flow.step({
    event: "DELETE_SUBNET",
    about: { ...scope(network), ...about, network: network.name, subnet: subnet.name },
    ms: world.timings.subnet,
    message: `Subnet deletion completed successfully, subnet ID: [${subnet.name}]`,
    done: () => void forget(),
    failed: forget,
  });
}

/** The subnets of some networks. */
export function subnetsOf(networks: Iterable<NetworkIntent>): SubnetOf[] {
  return [...networks].flatMap((network) => [...network.subnets.values()].map((subnet) => ({ network, subnet })));
}

/** The subnets that came to or went from networks that were there before and still are. */
export function subnetChanges(
  before: Intent["networks"],
  after: Intent["networks"],
): { added: SubnetOf[]; removed: SubnetOf[] } {
  const added: SubnetOf[] = [];
  const removed: SubnetOf[] = [];
  for (const [key, network] of after) {
    const old = before.get(key);
    if (!old) continue;
    const change = compareMaps(old.subnets, network.subnets);
    added.push(...change.added.map((subnet) => ({ network, subnet })));
    removed.push(...change.removed.map((subnet) => ({ network: old, subnet })));
  }
  return { added, removed };
}

/** The kinds of simple resource, with the words of their events. */
export const RESOURCE_KINDS: Readonly<Record<ResourceKind, ResourceWords>> = {
  images: { create: "CREATE_IMAGE", remove: "DELETE_IMAGE", field: "image", title: "Image" },
  flavors: { create: "CREATE_FLAVOR", remove: "DELETE_FLAVOR", field: "flavor", title: "Flavor" },
  volumes: { create: "CREATE_VOLUME", remove: "DELETE_VOLUME", field: "volume", title: "Volume" },
};

/** Images, flavors, volumes. */
export type ResourceKind = "images" | "flavors" | "volumes";

interface ResourceWords {
  readonly create: "CREATE_IMAGE" | "CREATE_FLAVOR" | "CREATE_VOLUME";
  readonly remove: "DELETE_IMAGE" | "DELETE_FLAVOR" | "DELETE_VOLUME";
  readonly field: "image" | "flavor" | "volume";
  readonly title: string;
}

/** Creates an image, flavor or volume. */
export function createResource(flow: Flow, kind: ResourceKind, resource: ResourceIntent): Promise<boolean> {
  const { world } = flow;
  const words = RESOURCE_KINDS[kind];
  return flow.step({
    event: words.create,
    about: { ...scope(resource), [words.field]: resource.name },
    ms: world.timings[words.field],
    message: `${words.title} creation completed successfully.`,
    check: () => vimTrouble(world, undefined),
    done: () => {
      const id = world.ids.uuid(words.field, resource.tenant ?? "", resource.name);
      world.live[kind].set(scopedKey(resource.name, resource.tenant), { ...scope(resource), name: resource.name, id });
      return undefined;
    },
  });
}

/** Deletes an image, flavor or volume. */
export function deleteResource(flow: Flow, kind: ResourceKind, resource: ResourceIntent): Promise<boolean> {
  const { world } = flow;
  const words = RESOURCE_KINDS[kind];
  const forget = () => void world.live[kind].delete(scopedKey(resource.name, resource.tenant));
  return flow.step({
    event: words.remove,
    about: { ...scope(resource), [words.field]: resource.name },
    ms: world.timings[words.field],
    message: `${words.title} deletion completed successfully.`,
    done: () => void forget(),
    failed: forget,
  });
}

function scope(of: { readonly tenant?: string }): { readonly tenant?: string } {
  return of.tenant === undefined ? {} : { tenant: of.tenant };
}
