import type * as esc from "../../../generated/esc.js";
import { EscError, isEscError } from "../../core/errors.js";
import type { WaitOptions } from "../../core/signal.js";
import { HttpError } from "../../http/http-error.js";
import type { EscEvent } from "../../models/events.js";
import { DOCUMENTS } from "../document-types.js";
import { isNotFound, type RestGateway } from "../gateway.js";
import type { OperationPlan, RestOperation, RestOperationOptions } from "../operation.js";
import { PATIENCE_MS } from "../patience.js";
import { sameContent } from "../same-content.js";
import { BothHalves } from "./both-halves.js";
import { RestVimUsers } from "./vim-users.js";

/** VIM connectors (guide l.5708 to 5860). */
export class RestVims {
  /** The users of VIM connectors. */
  readonly users: RestVimUsers;
  readonly #gateway: RestGateway;

  constructor(gateway: RestGateway) {
    this.#gateway = gateway;
    this.users = new RestVimUsers(gateway);
  }

  /** All VIM connectors. That they can be read over REST is unconfirmed. */
  list(options: WaitOptions = {}): Promise<esc.VimConnector[]> {
    return this.#gateway.list(DOCUMENTS.vimConnector, { endpoint: "vims.list" }, options);
  }

  /** One VIM connector; undefined where there is none. That it can be read over REST is unconfirmed. */
  get(vim: string, options: WaitOptions = {}): Promise<esc.VimConnector | undefined> {
    return this.#gateway.find(DOCUMENTS.vimConnector, { endpoint: "vims.get", places: { vim } }, options);
  }

  /**
   * Adds a VIM connector: `POST /v0/vims/`. With a user in it these are two requests, as the guide has them: the connector, then its user.
   *
   * @param value for example of the builder `openstackVim()`
   * @throws HttpError where ESC does not accept it. Where the connector was accepted and its user not, the message says so, and the
   *   error has `mayHaveBeenApplied`: delete the connector, or add the user by `users.create`
   */
  async create(value: esc.VimConnector, options: RestOperationOptions = {}): Promise<RestOperation> {
    const { users, ...connector } = value;
    const body = this.#gateway.write(DOCUMENTS.vimConnector, connector);
    const [user] = users?.user ?? [];
    // Judged before anything is sent: half of it would be worse than nothing.
    if (user) this.#gateway.write(DOCUMENTS.vimUser, user);
    const plan = this.#plan("create", connector, { look: this.#lookFor(value.id, "there") });
    const first = await this.#gateway.operate(plan, { endpoint: "vims.create", body }, options);
    return user ? this.#addUser(first, value.id, user, options) : first;
  }

  /**
   * Replaces a VIM connector. The default connector cannot be changed any more once ESC has authenticated with it (guide l.5628). Its users
   * stay as they are: see `users`.
   *
   * @throws HttpError where ESC does not accept it; EscError `invalid-input` for a value with users
   */
  async update(value: esc.VimConnector, options: RestOperationOptions = {}): Promise<RestOperation> {
    if (value.users?.user?.length) {
      throw new EscError(
        "invalid-input",
        `vims.update does not change users: use vims.users.update for those of ${value.id}`,
      );
    }
    const body = this.#gateway.write(DOCUMENTS.vimConnector, value);
    const look = async (wait: WaitOptions) => {
      const found = await this.get(value.id, wait);
      return found && sameContent(value, found) ? "done" : "not-yet";
    };
    const request = { endpoint: "vims.update", places: { vim: value.id }, body } as const;
    return this.#gateway.operate(this.#plan("update", value, { look }), request, options);
  }

  /**
   * Deletes a VIM connector.
   *
   * @throws HttpError where ESC does not accept it, 409 where it is in use
   */
  async delete(vim: string, options: RestOperationOptions = {}): Promise<RestOperation> {
    const plan = this.#plan("delete", { id: vim }, { look: this.#lookFor(vim, "gone") });
    return this.#gateway.operate(plan, { endpoint: "vims.delete", places: { vim } }, options);
  }

  #lookFor(vim: string, wanted: "there" | "gone") {
    return this.#gateway.lookFor({ endpoint: "vims.get", places: { vim } }, wanted);
  }

  #plan(
    does: "create" | "update" | "delete",
    { id }: { readonly id: string },
    { look }: Required<Pick<OperationPlan, "look">>,
  ): OperationPlan {
    return {
      workflow: `${does}-vim-connector`,
      subject: `${does}-vim-connector ${id}`,
      concerns: (event: EscEvent) => event.vim_connector_id === id,
      look,
      patienceMs: PATIENCE_MS,
    };
  }

  async #addUser(
    first: RestOperation,
    vim: string,
    user: esc.User,
    options: RestOperationOptions,
  ): Promise<RestOperation> {
    try {
      return new BothHalves(first, await this.#userOnce(first, vim, user, options));
    } catch (error) {
      throw secondHalf(error, vim, user.id);
    }
  }

  /** A connector that has been accepted need not be there yet: then its user is refused, and is sent once more when it is. */
  async #userOnce(
    first: RestOperation,
    vim: string,
    user: esc.User,
    options: RestOperationOptions,
  ): Promise<RestOperation> {
    try {
      return await this.users.create(vim, user, options);
    } catch (error) {
      if (!isNotFound(error)) throw error;
      await first.done({ signal: options.signal, timeoutMs: options.timeoutMs });
      return this.users.create(vim, user, options);
    }
  }
}

/** The user's error, saying that the connector is there all the same. */
function secondHalf(error: unknown, vim: string, user: string): unknown {
  if (!isEscError(error)) return error;
  const hint = `The VIM connector ${vim} was accepted before, its user ${user} was not: delete the connector, or add the user with vims.users.create`;
  if (error instanceof HttpError) {
    const { code, status, method, url, body, retryAfter } = error;
    return new HttpError({ code, status, method, url, body, retryAfterMs: retryAfter, hint, mayHaveBeenApplied: true });
  }
  return new EscError(error.code, `${error.message}. ${hint}`, { cause: error, mayHaveBeenApplied: true });
}
