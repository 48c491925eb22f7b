import * as esc from "../../../generated/esc.js";
import type { EscEvent } from "../../models/events.js";
import { isFinalEvent } from "../../models/workflows.js";
import type { SelectPath } from "../select.js";
import type { ResourceKind } from "./named-resource.js";

/** Where a thing is: in a tenant, or, without one, shared by all. */
export interface InTenant {
  /** The tenant it belongs to. Left out: it belongs to none, every tenant may use it. */
  readonly tenant?: string | undefined;
}

/** Where a subnet is. */
export interface InNetwork extends InTenant {
  readonly network: string;
}

/** ESC's own tenant, under whose name shared things may be reported. */
const ADMIN_TENANT = "admin";

function sameTenant(event: EscEvent, { tenant }: InTenant): boolean {
  if (event.depname !== undefined) return false;
  return event.tenant === undefined || event.tenant === (tenant ?? ADMIN_TENANT);
}

function ofTenant(tenant: string | undefined): string {
  return tenant === undefined ? "" : ` of tenant ${tenant}`;
}

type Parts = Pick<esc.Tenant, "networks" | "images" | "flavors" | "volumes">;

function pathTo(container: keyof Parts, { tenant }: InTenant): SelectPath {
  if (tenant === undefined) return ["esc_datamodel", container];
  return ["esc_datamodel", "tenants", ["tenant", { name: tenant }], container];
}

/** The part of the data model that holds what belongs to a tenant, or to none. */
function holder(running: esc.Data, { tenant }: InTenant): esc.EscDatamodel | esc.Tenant | undefined {
  const model = running.esc_datamodel;
  if (tenant === undefined) return model;
  return model?.tenants?.tenant?.find((entry) => entry.name === tenant);
}

function inHolder(part: Parts, { tenant }: InTenant): esc.Data {
  if (tenant === undefined) return { esc_datamodel: part };
  return { esc_datamodel: { tenants: { tenant: [{ name: tenant, ...part }] } } };
}

/** Tenants (ESC 1.x YANG; user guides 5.1, 5.4). */
export const tenantKind: ResourceKind<esc.Tenant, undefined> = {
  word: "tenant",
  node: esc.Tenant,
  parts: ["networks", "volumes", "images", "flavors", "deployments"],
  describe: (name) => `tenant ${name}`,
  path: () => ["esc_datamodel", "tenants"],
  entries: (running) => running.esc_datamodel?.tenants?.tenant ?? [],
  edit: (entry) => ({ esc_datamodel: { tenants: { tenant: [entry] } } }),
  concerns: (event, name) => event.tenant === name,
  exists: async (gateway, name, _where, options) => {
    const opdata = await gateway.opdata(["tenants", ["tenant", { name }]], options);
    return opdata?.tenants?.tenant?.some((entry) => entry.name === name) ?? false;
  },
};

/** Networks, shared ones and those of a tenant. */
export const networkKind: ResourceKind<esc.Network, InTenant> = {
  word: "network",
  node: esc.Network,
  parts: ["subnet"],
  describe: (name, { tenant }) => `network ${name}${ofTenant(tenant)}`,
  path: (where) => pathTo("networks", where),
  entries: (running, where) => holder(running, where)?.networks?.network ?? [],
  edit: (entry, where) => inHolder({ networks: { network: [entry] } }, where),
  concerns: (event, name, where) => event.network === name && sameTenant(event, where),
  exists: async (gateway, name, { tenant }, options) => {
    const entry = ["network", { name }] as const;
    if (tenant === undefined) {
      const opdata = await gateway.opdata(["networks", entry], options);
      return opdata?.networks?.network?.some((network) => network.name === name) ?? false;
    }
    const opdata = await gateway.opdata(["tenants", ["tenant", { name: tenant }], "networks", entry], options);
    const found = opdata?.tenants?.tenant?.find((one) => one.name === tenant);
    return found?.networks?.network?.some((network) => network.name === name) ?? false;
  },
  alsoCreated: (network, where) =>
    (network.subnet ?? []).map(
      (subnet) => (event) =>
        isFinalEvent("create-subnet", event) &&
        subnetKind.concerns(event, subnet.name, { ...where, network: network.name }),
    ),
};

/** Subnets of networks that exist. */
export const subnetKind: ResourceKind<esc.Subnet, InNetwork> = {
  word: "subnet",
  node: esc.Subnet,
  parts: [],
  describe: (name, { network, tenant }) => `subnet ${name} of network ${network}${ofTenant(tenant)}`,
  path: (where) => networkKind.path(where),
  entries: (running, where) =>
    networkKind.entries(running, where).find((network) => network.name === where.network)?.subnet ?? [],
  edit: (entry, where) => networkKind.edit({ name: where.network, subnet: [entry] }, where),
  // The guides' samples name the subnet; whether they always name its network too is not said.
  concerns: (event, name, where) =>
    event.subnet === name && sameTenant(event, where) && (event.network ?? where.network) === where.network,
  exists: async (gateway, name, where, options) => {
    const network = ["network", { name: where.network }] as const;
    const path =
      where.tenant === undefined
        ? (["networks", network] as const)
        : (["tenants", ["tenant", { name: where.tenant }], "networks", network] as const);
    const opdata = await gateway.opdata(path, options);
    const of = where.tenant === undefined ? opdata : opdata?.tenants?.tenant?.find((one) => one.name === where.tenant);
    const found = of?.networks?.network?.find((one) => one.name === where.network);
    return found?.subnets?.subnet?.some((one) => one.name === name) ?? false;
  },
};

/** Images. */
export const imageKind: ResourceKind<esc.Image, InTenant> = {
  word: "image",
  node: esc.Image,
  parts: [],
  describe: (name, { tenant }) => `image ${name}${ofTenant(tenant)}`,
  path: (where) => pathTo("images", where),
  entries: (running, where) => holder(running, where)?.images?.image ?? [],
  edit: (entry, where) => inHolder({ images: { image: [entry] } }, where),
  concerns: (event, name, where) => event.image === name && sameTenant(event, where),
  exists: async (gateway, name, _where, options) => {
    const opdata = await gateway.opdata(["images", ["image", { name }]], options);
    return opdata?.images?.image?.some((entry) => entry.name === name) ?? false;
  },
};

/** Flavors. That operational data lists them is unconfirmed, so nothing is concluded from it. */
export const flavorKind: ResourceKind<esc.Flavor, InTenant> = {
  word: "flavor",
  node: esc.Flavor,
  parts: [],
  describe: (name, { tenant }) => `flavor ${name}${ofTenant(tenant)}`,
  path: (where) => pathTo("flavors", where),
  entries: (running, where) => holder(running, where)?.flavors?.flavor ?? [],
  edit: (entry, where) => inHolder({ flavors: { flavor: [entry] } }, where),
  concerns: (event, name, where) => event.flavor === name && sameTenant(event, where),
};

/** Volumes outside deployments. Operational data does not list them. */
export const volumeKind: ResourceKind<esc.Volume, InTenant> = {
  word: "volume",
  node: esc.Volume,
  parts: [],
  describe: (name, { tenant }) => `volume ${name}${ofTenant(tenant)}`,
  path: (where) => pathTo("volumes", where),
  entries: (running, where) => holder(running, where)?.volumes?.volume ?? [],
  edit: (entry, where) => inHolder({ volumes: { volume: [entry] } }, where),
  concerns: (event, name, where) => event.volume === name && sameTenant(event, where),
};
