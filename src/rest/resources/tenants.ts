import type * as rest from "../../../generated/esc_rest.js";
import type { WaitOptions } from "../../core/signal.js";
import { DOCUMENTS } from "../document-types.js";
import type { RestGateway } from "../gateway.js";
import type { RestOperation, RestOperationOptions } from "../operation.js";
import { ByIdResource } from "./by-id.js";

/** Tenants (REST guides 1.1 and 2.2). */
export class RestTenants {
  readonly #all: ByIdResource<rest.Tenant>;

  constructor(gateway: RestGateway) {
    this.#all = new ByIdResource(gateway, "tenant", DOCUMENTS.tenant);
  }

  /** All tenants: `GET /v0/tenants/` (guide l.5489). */
  list(options: WaitOptions = {}): Promise<rest.Tenant[]> {
    return this.#all.list("tenants.list", {}, options);
  }

  /** One tenant; undefined where there is none. */
  get(tenant: string, options: WaitOptions = {}): Promise<rest.Tenant | undefined> {
    return this.#all.find({ id: tenant }, options);
  }

  /**
   * Creates a tenant. After a failure it is to be deleted before it is created again.
   *
   * @param tenant its id, chosen here and used ever after, at most 72 characters
   * @param value default: a tenant whose name is its id
   * @throws HttpError where ESC does not accept it; ValidationError for a wrong value
   */
  create(
    tenant: string,
    value: rest.Tenant = { name: tenant },
    options: RestOperationOptions = {},
  ): Promise<RestOperation> {
    return this.#all.create({ id: tenant }, value, options);
  }

  /**
   * Deletes a tenant.
   *
   * @throws HttpError where ESC does not accept it
   */
  delete(tenant: string, options: RestOperationOptions = {}): Promise<RestOperation> {
    return this.#all.delete({ id: tenant }, options);
  }
}
