import type * as rest from "../../../generated/esc_rest.js";
import type { WaitOptions } from "../../core/signal.js";
import { DOCUMENTS } from "../document-types.js";
import type { RestGateway } from "../gateway.js";
import type { RestOperation, RestOperationOptions } from "../operation.js";
import { ByIdResource } from "./by-id.js";

/** Where a subnet is. */
export interface SubnetPlace {
  readonly tenant: string;
  /** The id of its network. */
  readonly network: string;
  /** Its own id. */
  readonly id: string;
}

/** Subnets of tenants' networks. Their paths are unconfirmed: see `ENDPOINTS`. */
export class RestSubnets {
  readonly #all: ByIdResource<rest.Subnet>;

  constructor(gateway: RestGateway) {
    this.#all = new ByIdResource(gateway, "subnet", DOCUMENTS.subnet);
  }

  /** One subnet; undefined where there is none. Unconfirmed path. */
  get({ tenant, network, id }: SubnetPlace, options: WaitOptions = {}): Promise<rest.Subnet | undefined> {
    return this.#all.find({ id, around: { tenant, network } }, options);
  }

  /**
   * Creates a subnet. After a failure it is to be deleted before it is created again. Unconfirmed path.
   *
   * @param value for example of the builder `subnet()`
   * @throws HttpError where ESC does not accept it; ValidationError for a wrong value
   */
  create(
    { tenant, network, id }: SubnetPlace,
    value: rest.Subnet,
    options: RestOperationOptions = {},
  ): Promise<RestOperation> {
    return this.#all.create({ id, around: { tenant, network } }, value, options);
  }

  /**
   * Deletes a subnet. Unconfirmed path.
   *
   * @throws HttpError where ESC does not accept it
   */
  delete({ tenant, network, id }: SubnetPlace, options: RestOperationOptions = {}): Promise<RestOperation> {
    return this.#all.delete({ id, around: { tenant, network } }, options);
  }
}
