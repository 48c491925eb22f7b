import type * as rest from "../../../generated/esc_rest.js";
import type { WaitOptions } from "../../core/signal.js";
import { DOCUMENTS } from "../document-types.js";
import type { RestGateway } from "../gateway.js";
import type { RestOperation, RestOperationOptions } from "../operation.js";
import { ByIdResource } from "./by-id.js";

/** Flavors. Their paths are unconfirmed: see `ENDPOINTS`. */
export class RestFlavors {
  readonly #all: ByIdResource<rest.Flavor>;

  constructor(gateway: RestGateway) {
    this.#all = new ByIdResource(gateway, "flavor", DOCUMENTS.flavor);
  }

  /** All flavors. Unconfirmed path. */
  list(options: WaitOptions = {}): Promise<rest.Flavor[]> {
    return this.#all.list("flavors.list", {}, options);
  }

  /** One flavor; undefined where there is none. Unconfirmed path. */
  get(flavor: string, options: WaitOptions = {}): Promise<rest.Flavor | undefined> {
    return this.#all.find({ id: flavor }, options);
  }

  /**
   * Creates a flavor. After a failure it is to be deleted before it is created again. Unconfirmed path.
   *
   * @param flavor its id, chosen here and used ever after, at most 72 characters
   * @param value for example of the builder `flavor()`
   * @throws HttpError where ESC does not accept it; ValidationError for a wrong value
   */
  create(flavor: string, value: rest.Flavor, options: RestOperationOptions = {}): Promise<RestOperation> {
    return this.#all.create({ id: flavor }, value, options);
  }

  /**
   * Deletes a flavor. Unconfirmed path.
   *
   * @throws HttpError where ESC does not accept it
   */
  delete(flavor: string, options: RestOperationOptions = {}): Promise<RestOperation> {
    return this.#all.delete({ id: flavor }, options);
  }
}
