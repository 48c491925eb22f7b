import type * as rest from "../../../generated/esc_rest.js";
import type { WaitOptions } from "../../core/signal.js";
import { DOCUMENTS } from "../document-types.js";
import type { RestGateway } from "../gateway.js";
import type { RestOperation, RestOperationOptions } from "../operation.js";
import { ByIdResource } from "./by-id.js";

/** Images. Their paths are unconfirmed: see `ENDPOINTS`. */
export class RestImages {
  readonly #all: ByIdResource<rest.Image>;

  constructor(gateway: RestGateway) {
    this.#all = new ByIdResource(gateway, "image", DOCUMENTS.image);
  }

  /** All images. Unconfirmed path. */
  list(options: WaitOptions = {}): Promise<rest.Image[]> {
    return this.#all.list("images.list", {}, options);
  }

  /** One image; undefined where there is none. Unconfirmed path. */
  get(image: string, options: WaitOptions = {}): Promise<rest.Image | undefined> {
    return this.#all.find({ id: image }, options);
  }

  /**
   * Creates an image. After a failure it is to be deleted before it is created again. Unconfirmed path.
   *
   * @param image its id, chosen here and used ever after, at most 72 characters
   * @param value for example of the builder `image()`
   * @throws HttpError where ESC does not accept it; ValidationError for a wrong value
   */
  create(image: string, value: rest.Image, options: RestOperationOptions = {}): Promise<RestOperation> {
    return this.#all.create({ id: image }, value, options);
  }

  /**
   * Deletes an image. Unconfirmed path.
   *
   * @throws HttpError where ESC does not accept it
   */
  delete(image: string, options: RestOperationOptions = {}): Promise<RestOperation> {
    return this.#all.delete({ id: image }, options);
  }
}
