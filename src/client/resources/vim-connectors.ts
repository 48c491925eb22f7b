import type * as esc from "../../../generated/esc.js";
import { EscError } from "../../core/errors.js";
import type { WaitOptions } from "../../core/signal.js";
import type { EscEvent } from "../../models/events.js";
import { sameVimProperties } from "../../models/vim-properties.js";
import { operation } from "../../schema/operation.js";
import { type Change, type ChangeOptions, unchanged } from "../change.js";
import type { EscGateway } from "../gateway.js";
import { checkPropertyNames, expectVim, sameUser } from "./vim-rules.js";
import { VimUsers } from "./vim-users.js";

/** VIM connectors, by which ESC reaches the VIMs that it builds on (guide l.5520 to 5865): `esc.vimConnectors`. */
export class VimConnectors {
  /** The users by which ESC logs in to its VIMs. */
  readonly users: VimUsers;
  readonly #gateway: EscGateway;

  constructor(gateway: EscGateway) {
    this.#gateway = gateway;
    this.users = new VimUsers(gateway, (options) => this.list(options));
  }

  /**
   * Creates a connector, with its user when it has one. `unchanged` when running has the same already (names of properties are
   * compared without case, as ESC does). The final event is CREATE_VIM_CONNECTOR.
   *
   * @param vim what `openstackVim(...)` and its siblings give
   * @throws EscError `invalid-input` when ESC has connectors of another VIM type (all of one ESC have one type, guide l.5585), or the
   *   connector has more than one user (l.5863)
   * @throws ValidationError, RpcError (`data-exists` for another connector of this id), EscError `maintenance`, `connection-lost`, `timeout`
   */
  async create(vim: esc.VimConnector, options: ChangeOptions = {}): Promise<Change> {
    const others = await this.#check(vim, options);
    const running = others.find((other) => other.id === vim.id);
    if (running && sameConnector(running, vim)) return unchanged("create", describeVim(vim.id));
    const cleanUp = (wait: WaitOptions = {}) => this.#send("delete", operation("remove", { id: vim.id }), wait);
    return this.#send("create", operation("create", vim), options, cleanUp);
  }

  /**
   * Replaces a connector's type and properties; its user as well where `vim` has one, else the user stays. ESC refuses this once it has
   * authenticated with the connector (guide l.5602, l.5865). The final event is UPDATE_VIM_CONNECTOR.
   *
   * @throws as `create`
   */
  async replace(vim: esc.VimConnector, options: ChangeOptions = {}): Promise<Change> {
    const others = await this.#check(vim, options);
    const running = others.find((other) => other.id === vim.id);
    const users = vim.users ?? running?.users;
    if (running && sameConnector(running, { ...vim, ...(users && { users }) })) {
      return unchanged("replace", describeVim(vim.id));
    }
    // Replacing the whole node would delete the user with it (RFC 6241 section 7.2), and running may show no password to put back.
    const keepsUser = running?.users?.user?.length && !vim.users;
    const edit = keepsUser
      ? { ...vim, properties: operation("replace", vim.properties ?? {}) }
      : operation("replace", vim);
    const cleanUp = running && ((wait: WaitOptions = {}) => this.#send("replace", operation("replace", running), wait));
    return this.#send("replace", edit, options, cleanUp);
  }

  /**
   * Deletes a connector. ESC refuses this while it is in use. The final event is DELETE_VIM_CONNECTOR.
   *
   * @throws RpcError (`data-missing` when there is none of this id), EscError `maintenance`, `connection-lost`, `timeout`
   */
  async delete(id: string, options: ChangeOptions = {}): Promise<Change> {
    return this.#send("delete", operation("delete", { id }), options);
  }

  /** The connector as running has it; undefined when it is not there. */
  async get(id: string, options: WaitOptions = {}): Promise<esc.VimConnector | undefined> {
    return (await this.list(options)).find((vim) => vim.id === id);
  }

  /** The connectors in running. What ESC shows of passwords is ESC's choice. */
  async list(options: WaitOptions = {}): Promise<readonly esc.VimConnector[]> {
    const running = await this.#gateway.running(["esc_system_config", "vim_connectors"], options);
    return running.esc_system_config?.vim_connectors?.vim_connector ?? [];
  }

  async #check(vim: esc.VimConnector, options: WaitOptions): Promise<readonly esc.VimConnector[]> {
    const users = vim.users?.user ?? [];
    checkPropertyNames(describeVim(vim.id), vim);
    for (const user of users) checkPropertyNames(`VIM user ${user.id}`, user);
    if (users.length > 1) {
      const ids = users.map((user) => user.id).join(", ");
      throw new EscError("invalid-input", `ESC takes one user per VIM connector; ${vim.id} is given ${ids}`);
    }
    const connectors = await this.list(options);
    const other = connectors.find((one) => one.id !== vim.id && one.type !== undefined && one.type !== vim.type);
    if (other && vim.type !== undefined) {
      throw new EscError(
        "invalid-input",
        `All VIM connectors of one ESC have one type (guide l.5585): ${other.id} is of type ${other.type}, so ${vim.id} of type ${vim.type} needs another ESC, or ${other.id} has to be deleted first`,
      );
    }
    return connectors;
  }

  async #send(
    kind: "create" | "replace" | "delete",
    vim: esc.VimConnector,
    options: ChangeOptions,
    cleanUp?: (options?: WaitOptions) => Promise<Change>,
  ): Promise<Change> {
    const verb = kind === "replace" ? "update" : kind;
    const concerns = (event: EscEvent) => event.vim_connector_id === vim.id;
    const expectation = expectVim({
      kind,
      workflow: `${verb}-vim-connector`,
      subject: describeVim(vim.id),
      concerns,
      cleanUp,
    });
    return this.#gateway.edit(
      expectation,
      { esc_system_config: { vim_connectors: { vim_connector: [vim] } } },
      options,
    );
  }
}

function describeVim(id: string): string {
  return `VIM connector ${id}`;
}

function sameConnector(left: esc.VimConnector, right: esc.VimConnector): boolean {
  const [one, ...more] = left.users?.user ?? [];
  const [other, ...others] = right.users?.user ?? [];
  if (left.type !== right.type || !sameVimProperties(left, right) || more.length + others.length > 0) return false;
  return one && other ? sameUser(one, other) : one === other;
}
