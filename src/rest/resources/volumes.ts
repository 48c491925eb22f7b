import type * as rest from "../../../generated/esc_rest.js";
import type { WaitOptions } from "../../core/signal.js";
import { DOCUMENTS } from "../document-types.js";
import type { RestGateway } from "../gateway.js";
import type { RestOperation, RestOperationOptions } from "../operation.js";
import { ByIdResource } from "./by-id.js";

/** Volumes of tenants. Their paths are unconfirmed: see `ENDPOINTS`. */
export class RestVolumes {
  readonly #all: ByIdResource<rest.Volume>;

  constructor(gateway: RestGateway) {
    this.#all = new ByIdResource(gateway, "volume", DOCUMENTS.volume);
  }

  /** The volumes of a tenant. Unconfirmed path. */
  list(tenant: string, options: WaitOptions = {}): Promise<rest.Volume[]> {
    return this.#all.list("volumes.list", { tenant }, options);
  }

  /** One volume; undefined where there is none. Unconfirmed path. */
  get(tenant: string, volume: string, options: WaitOptions = {}): Promise<rest.Volume | undefined> {
    return this.#all.find({ id: volume, around: { tenant } }, options);
  }

  /**
   * Creates a volume. After a failure it is to be deleted before it is created again. Unconfirmed path.
   *
   * @param where its tenant, and its id: chosen here and used ever after
   * @param value for example of the builder `volume()`
   * @throws HttpError where ESC does not accept it; ValidationError for a wrong value
   */
  create(
    where: { readonly tenant: string; readonly id: string },
    value: rest.Volume,
    options: RestOperationOptions = {},
  ): Promise<RestOperation> {
    return this.#all.create({ id: where.id, around: { tenant: where.tenant } }, value, options);
  }

  /**
   * Deletes a volume. Unconfirmed path.
   *
   * @throws HttpError where ESC does not accept it
   */
  delete(tenant: string, volume: string, options: RestOperationOptions = {}): Promise<RestOperation> {
    return this.#all.delete({ id: volume, around: { tenant } }, options);
  }
}
