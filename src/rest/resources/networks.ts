import type * as rest from "../../../generated/esc_rest.js";
import type { WaitOptions } from "../../core/signal.js";
import { DOCUMENTS } from "../document-types.js";
import type { RestGateway } from "../gateway.js";
import type { RestOperation, RestOperationOptions } from "../operation.js";
import { ByIdResource } from "./by-id.js";

/** Networks of tenants. Their paths are unconfirmed: see `ENDPOINTS`. */
export class RestNetworks {
  readonly #all: ByIdResource<rest.Network>;

  constructor(gateway: RestGateway) {
    this.#all = new ByIdResource(gateway, "network", DOCUMENTS.network);
  }

  /** The networks of a tenant. Unconfirmed path. */
  list(tenant: string, options: WaitOptions = {}): Promise<rest.Network[]> {
    return this.#all.list("networks.list", { tenant }, options);
  }

  /** One network; undefined where there is none. Unconfirmed path. */
  get(tenant: string, network: string, options: WaitOptions = {}): Promise<rest.Network | undefined> {
    return this.#all.find({ id: network, around: { tenant } }, options);
  }

  /**
   * Creates a network. After a failure it is to be deleted before it is created again. Unconfirmed path.
   *
   * @param where its tenant, and its id: chosen here and used ever after
   * @param value for example of the builder `network()`
   * @throws HttpError where ESC does not accept it; ValidationError for a wrong value
   */
  create(
    where: { readonly tenant: string; readonly id: string },
    value: rest.Network,
    options: RestOperationOptions = {},
  ): Promise<RestOperation> {
    return this.#all.create({ id: where.id, around: { tenant: where.tenant } }, value, options);
  }

  /**
   * Deletes a network. Unconfirmed path.
   *
   * @throws HttpError where ESC does not accept it
   */
  delete(tenant: string, network: string, options: RestOperationOptions = {}): Promise<RestOperation> {
    return this.#all.delete({ id: network, around: { tenant } }, options);
  }
}
