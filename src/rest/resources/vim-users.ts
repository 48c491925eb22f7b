import type * as esc from "../../../generated/esc.js";
import type { EscEvent } from "../../models/events.js";
import { DOCUMENTS } from "../document-types.js";
import type { EndpointId } from "../endpoints.js";
import type { RestGateway } from "../gateway.js";
import type { OperationPlan, RestOperation, RestOperationOptions } from "../operation.js";
import { PATIENCE_MS } from "../patience.js";

/**
 * Users of VIM connectors (guide l.5742 to 5840). They may be changed at any time. ESC shows no users over REST that any source tells of,
 * so their operations need a callback to be waited for.
 */
export class RestVimUsers {
  readonly #gateway: RestGateway;

  constructor(gateway: RestGateway) {
    this.#gateway = gateway;
  }

  /**
   * Adds a user to a VIM connector.
   *
   * @param value for example of the builder `vimUser()`
   * @throws HttpError where ESC does not accept it; ValidationError for a wrong value
   */
  async create(vim: string, value: esc.User, options: RestOperationOptions = {}): Promise<RestOperation> {
    return this.#send("create", { vim, user: value.id }, this.#gateway.write(DOCUMENTS.vimUser, value), options);
  }

  /**
   * Replaces a user of a VIM connector.
   *
   * @throws HttpError where ESC does not accept it; ValidationError for a wrong value
   */
  async update(vim: string, value: esc.User, options: RestOperationOptions = {}): Promise<RestOperation> {
    return this.#send("update", { vim, user: value.id }, this.#gateway.write(DOCUMENTS.vimUser, value), options);
  }

  /**
   * Deletes a user of a VIM connector.
   *
   * @throws HttpError where ESC does not accept it
   */
  async delete(vim: string, user: string, options: RestOperationOptions = {}): Promise<RestOperation> {
    return this.#send("delete", { vim, user }, undefined, options);
  }

  #send(
    does: "create" | "update" | "delete",
    places: { readonly vim: string; readonly user: string },
    body: string | undefined,
    options: RestOperationOptions,
  ): Promise<RestOperation> {
    const { vim, user } = places;
    const plan: OperationPlan = {
      workflow: `${does}-vim-user`,
      subject: `${does}-vim-user ${user} of ${vim}`,
      // ESC does not always say which user it was.
      concerns: (event: EscEvent) =>
        event.vim_connector_id === vim && (event.vim_user_id === undefined || event.vim_user_id === user),
      patienceMs: PATIENCE_MS,
    };
    const endpoint: EndpointId = `vimUsers.${does}`;
    return this.#gateway.operate(plan, { endpoint, places, body }, options);
  }
}
