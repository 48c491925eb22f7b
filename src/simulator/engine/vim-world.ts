import type { ConnectorIntent, VimUserIntent } from "./intent.js";
import type { LiveState } from "./live-state.js";

/** What the VIMs have and let in. What is left out: everything exists, everybody is let in. */
export interface VimSettings {
  /** The images that exist beside those created through ESC. Default: any. */
  readonly images?: readonly string[];
  /** The flavors that exist beside those created through ESC. Default: any. */
  readonly flavors?: readonly string[];
  /** The networks that exist beside those created through ESC. Default: any. */
  readonly networks?: readonly string[];
  /** Things that do not exist, whatever the lists say, unless they were created through ESC. */
  readonly missing?: Readonly<Partial<Record<VimThing, readonly string[]>>>;
  /** True: no VIM can be reached; a list: those connectors' VIMs. Default false. */
  readonly unreachable?: boolean | readonly string[];
  /** The passwords of the users that are let in, by user id. Default: anybody. */
  readonly credentials?: Readonly<Record<string, string>>;
}

/** The kinds of thing that a VM needs from its VIM. */
export type VimThing = "images" | "flavors" | "networks";

/** The VIMs behind the simulated ESC. */
export class VimWorld {
  #settings: VimSettings = {};

  /** Changes what the VIMs have; what is not given stays as it is. */
  configure(settings: VimSettings): void {
    this.#settings = { ...this.#settings, ...settings };
  }

  /** Tells whether a VIM can be reached. */
  reachable(connector: string): boolean {
    const { unreachable = false } = this.#settings;
    return typeof unreachable === "boolean" ? !unreachable : !unreachable.includes(connector);
  }

  /** Tells whether a VIM lets a user in. */
  authenticates(user: VimUserIntent): boolean {
    const { credentials } = this.#settings;
    return !credentials || (Object.hasOwn(credentials, user.id) && credentials[user.id] === user.password);
  }

  /** Why ESC cannot work with a connector; undefined when it can. */
  problem(connector: ConnectorIntent): string | undefined {
    if (!this.reachable(connector.id)) return `VIM connector ${connector.id}: the VIM is not reachable`;
    const refused = [...connector.users.values()].find((user) => !this.authenticates(user));
    return refused && `VIM connector ${connector.id}: authentication of VIM user ${refused.id} failed`;
  }

  /** Tells whether a thing exists, out of band or because ESC created it. Things named by a UUID are taken to exist. */
  has(kind: VimThing, name: string, where: { readonly live: LiveState; readonly tenant: string }): boolean {
    const { live, tenant } = where;
    const created = kind === "networks" ? live.network(name, tenant) : live.resource(kind, name, tenant);
    if (created !== undefined) return true;
    if (this.#settings.missing?.[kind]?.includes(name)) return false;
    const listed = this.#settings[kind];
    return listed === undefined || listed.includes(name) || UUID.test(name);
  }
}

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
