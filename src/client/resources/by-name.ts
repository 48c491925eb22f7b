import type * as esc from "../../../generated/esc.js";
import { EscError } from "../../core/errors.js";
import type { WaitOptions } from "../../core/signal.js";
import type { Change, ChangeOptions } from "../change.js";
import type { EscGateway } from "../gateway.js";
import {
  flavorKind,
  type InNetwork,
  type InTenant,
  imageKind,
  networkKind,
  subnetKind,
  tenantKind,
  volumeKind,
} from "./kinds.js";
import { NamedResource, type ResourceKind } from "./named-resource.js";

/** Tenants: `esc.tenants`. */
export class Tenants {
  readonly #resource: NamedResource<esc.Tenant, undefined>;

  constructor(gateway: EscGateway) {
    this.#resource = new NamedResource(gateway, tenantKind);
  }

  /**
   * Creates a tenant. `unchanged` when running has the same already. The final event is CREATE_TENANT.
   *
   * @param tenant what `tenant(...)` gives
   * @throws ValidationError, RpcError (`data-exists` for another tenant of this name), EscError `maintenance`, `connection-lost`, `timeout`
   * @throws WorkflowError when running has it from before and operational data does not
   */
  create(tenant: esc.Tenant, options: ChangeOptions = {}): Promise<Change> {
    return this.#resource.create(tenant, undefined, options);
  }

  /**
   * Deletes a tenant. The final event is DELETE_TENANT.
   *
   * @throws RpcError (`data-missing` when there is none), EscError `maintenance`, `connection-lost`, `timeout`
   */
  delete(name: string, options: ChangeOptions = {}): Promise<Change> {
    return this.#resource.delete({ name }, undefined, options);
  }

  /** The tenant as running has it; undefined when it is not there. */
  get(name: string, options: WaitOptions = {}): Promise<esc.Tenant | undefined> {
    return this.#resource.get(name, undefined, options);
  }

  /** The tenants in running, with everything in them. */
  list(options: WaitOptions = {}): Promise<readonly esc.Tenant[]> {
    return this.#resource.list(undefined, options);
  }
}

/** What belongs to a tenant or to none: images, flavors, volumes (`esc.images` and so on). */
export class TenantResources<Entry extends { readonly name: string }> {
  readonly #resource: NamedResource<Entry, InTenant>;

  constructor(gateway: EscGateway, kind: ResourceKind<Entry, InTenant>) {
    this.#resource = new NamedResource(gateway, kind);
  }

  /**
   * Creates one. `unchanged` when running has the same already.
   *
   * @param entry what `network(...)`, `image(...)`, `flavor(...)`, `volume(...)` give
   * @param options `tenant` for one that belongs to a tenant
   * @throws ValidationError, RpcError (`data-exists` for another of this name), EscError `maintenance`, `connection-lost`, `timeout`
   * @throws WorkflowError when running has it from before and operational data does not
   */
  create(entry: Entry, options: ChangeOptions & InTenant = {}): Promise<Change> {
    return this.#resource.create(entry, { tenant: options.tenant }, options);
  }

  /**
   * Deletes one.
   *
   * @throws RpcError (`data-missing` when there is none), EscError `maintenance`, `connection-lost`, `timeout`
   */
  delete(name: string, options: ChangeOptions & InTenant = {}): Promise<Change> {
    // Deleting needs the keys alone, and the name is the key of all of these.
    return this.#resource.delete({ name } as Entry, { tenant: options.tenant }, options);
  }

  /** One as running has it; undefined when it is not there. */
  get(name: string, options: WaitOptions & InTenant = {}): Promise<Entry | undefined> {
    return this.#resource.get(name, { tenant: options.tenant }, options);
  }

  /** All in running, of one tenant or shared. */
  list(options: WaitOptions & InTenant = {}): Promise<readonly Entry[]> {
    return this.#resource.list({ tenant: options.tenant }, options);
  }
}

/** Subnets of networks that exist: `esc.networks.subnets`. */
export class Subnets {
  readonly #resource: NamedResource<esc.Subnet, InNetwork>;

  constructor(gateway: EscGateway) {
    this.#resource = new NamedResource(gateway, subnetKind);
  }

  /**
   * Creates a subnet in a network that exists. `unchanged` when running has the same already. The final event is CREATE_SUBNET.
   *
   * @param where the network, and its tenant where it belongs to one
   * @throws as `networks.create`
   */
  create(subnet: esc.Subnet, where: InNetwork, options: ChangeOptions = {}): Promise<Change> {
    return this.#resource.create(subnet, where, options);
  }

  /** Deletes a subnet. The final event is DELETE_SUBNET. */
  delete(name: string, where: InNetwork, options: ChangeOptions = {}): Promise<Change> {
    return this.#resource.delete({ name }, where, options);
  }

  /** The subnet as running has it; undefined when it is not there. */
  get(name: string, where: InNetwork, options: WaitOptions = {}): Promise<esc.Subnet | undefined> {
    return this.#resource.get(name, where, options);
  }

  /** The subnets of a network in running. */
  list(where: InNetwork, options: WaitOptions = {}): Promise<readonly esc.Subnet[]> {
    return this.#resource.list(where, options);
  }
}

/** Networks, shared or of a tenant, and their subnets: `esc.networks`. */
export class Networks extends TenantResources<esc.Network> {
  /** Subnets of networks that exist. */
  readonly subnets: Subnets;

  constructor(gateway: EscGateway) {
    super(gateway, networkKind);
    this.subnets = new Subnets(gateway);
  }

  /**
   * Creates a network. `unchanged` when running has the same already. The final events are CREATE_NETWORK and a CREATE_SUBNET for each
   * subnet in it.
   *
   * @throws EscError `invalid-input` for a network without a tenant that brings subnets: ESC takes them only in a later request (ESC 1.1 guide)
   * @throws as `images.create`
   */
  override async create(network: esc.Network, options: ChangeOptions & InTenant = {}): Promise<Change> {
    if (options.tenant === undefined && network.subnet?.length) {
      throw new EscError(
        "invalid-input",
        `ESC takes a shared network and its subnets only in separate requests: create ${network.name} without subnets, wait for done(), then networks.subnets.create(subnet, { network: "${network.name}" })`,
      );
    }
    return super.create(network, options);
  }
}

/** Images: `esc.images`. The final events are CREATE_IMAGE and DELETE_IMAGE. */
export class Images extends TenantResources<esc.Image> {
  constructor(gateway: EscGateway) {
    super(gateway, imageKind);
  }
}

/** Flavors: `esc.flavors`. The final events are CREATE_FLAVOR and DELETE_FLAVOR (names unconfirmed). */
export class Flavors extends TenantResources<esc.Flavor> {
  constructor(gateway: EscGateway) {
    super(gateway, flavorKind);
  }
}

/** Volumes outside deployments: `esc.volumes`. The final events are CREATE_VOLUME and DELETE_VOLUME (names unconfirmed). */
export class Volumes extends TenantResources<esc.Volume> {
  constructor(gateway: EscGateway) {
    super(gateway, volumeKind);
  }
}
