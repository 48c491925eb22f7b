import type * as esc from "../../../generated/esc.js";
import { EscError } from "../../core/errors.js";
import type { WaitOptions } from "../../core/signal.js";
import type { EscEvent } from "../../models/events.js";
import { operation } from "../../schema/operation.js";
import { type Change, type ChangeOptions, unchanged } from "../change.js";
import type { EscGateway } from "../gateway.js";
import { checkPropertyNames, expectVim, sameUser } from "./vim-rules.js";

/** The user of a VIM connector, by whom ESC logs in; it may be changed at any time (guide l.5603): `esc.vimConnectors.users`. */
export class VimUsers {
  readonly #gateway: EscGateway;
  readonly #connectors: (options: WaitOptions) => Promise<readonly esc.VimConnector[]>;

  constructor(gateway: EscGateway, connectors: (options: WaitOptions) => Promise<readonly esc.VimConnector[]>) {
    this.#gateway = gateway;
    this.#connectors = connectors;
  }

  /**
   * Gives a connector its user. `unchanged` when running has the same already. The final event is CREATE_VIM_USER.
   *
   * @param vimId the connector's id
   * @param user what `vimUser(...)` gives
   * @throws EscError `invalid-input` when there is no such connector, or it has another user (one per connector, guide l.5863)
   * @throws ValidationError, RpcError, EscError `maintenance`, `connection-lost`, `timeout`
   */
  async create(vimId: string, user: esc.User, options: ChangeOptions = {}): Promise<Change> {
    const running = await this.#user(vimId, user, options);
    if (running && sameUser(running, user)) return unchanged("create", describeUser(vimId, user.id));
    const cleanUp = (wait: WaitOptions = {}) => this.#send("delete", vimId, operation("remove", { id: user.id }), wait);
    return this.#send("create", vimId, operation("create", user), { ...options, cleanUp });
  }

  /**
   * Replaces the user's credentials. The final event is UPDATE_VIM_USER.
   *
   * @throws as `create`
   */
  async replace(vimId: string, user: esc.User, options: ChangeOptions = {}): Promise<Change> {
    const running = await this.#user(vimId, user, options);
    if (running && sameUser(running, user)) return unchanged("replace", describeUser(vimId, user.id));
    const cleanUp =
      running && ((wait: WaitOptions = {}) => this.#send("replace", vimId, operation("replace", running), wait));
    return this.#send("replace", vimId, operation("replace", user), { ...options, cleanUp });
  }

  /**
   * Deletes the user. The final event is DELETE_VIM_USER.
   *
   * @throws RpcError (`data-missing` when there is no such user), EscError `maintenance`, `connection-lost`, `timeout`
   */
  async delete(vimId: string, userId: string, options: ChangeOptions = {}): Promise<Change> {
    return this.#send("delete", vimId, operation("delete", { id: userId }), options);
  }

  /** The user that running has under this id, after checking that the connector takes it. */
  async #user(vimId: string, user: esc.User, options: WaitOptions): Promise<esc.User | undefined> {
    checkPropertyNames(`VIM user ${user.id}`, user);
    const connectors = await this.#connectors(options);
    const connector = connectors.find((one) => one.id === vimId);
    if (!connector) {
      const known = connectors.map((one) => one.id).join(", ") || "none";
      throw new EscError("invalid-input", `There is no VIM connector ${vimId} (there is: ${known}): create it first`);
    }
    const users = connector.users?.user ?? [];
    const other = users.find((one) => one.id !== user.id);
    if (other) {
      throw new EscError(
        "invalid-input",
        `VIM connector ${vimId} has the user ${other.id}, and ESC takes one user per connector (guide l.5863): delete that one first, or replace it under its own id`,
      );
    }
    return users.find((one) => one.id === user.id);
  }

  async #send(
    kind: "create" | "replace" | "delete",
    vimId: string,
    user: esc.User,
    options: UserChange,
  ): Promise<Change> {
    const verb = kind === "replace" ? "update" : kind;
    const concerns = (event: EscEvent) =>
      event.vim_connector_id === vimId && (event.vim_user_id ?? user.id) === user.id;
    const subject = describeUser(vimId, user.id);
    const expectation = expectVim({ kind, workflow: `${verb}-vim-user`, subject, concerns, cleanUp: options.cleanUp });
    const edit = { id: vimId, users: { user: [user] } };
    return this.#gateway.edit(
      expectation,
      { esc_system_config: { vim_connectors: { vim_connector: [edit] } } },
      options,
    );
  }
}

interface UserChange extends ChangeOptions {
  readonly cleanUp?: ((options?: WaitOptions) => Promise<Change>) | undefined;
}

function describeUser(vimId: string, userId: string): string {
  return `user ${userId} of VIM connector ${vimId}`;
}
