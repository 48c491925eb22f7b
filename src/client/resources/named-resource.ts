import type * as esc from "../../../generated/esc.js";
import type { WaitOptions } from "../../core/signal.js";
import type { EscEvent } from "../../models/events.js";
import { isFinalEvent, type WorkflowName } from "../../models/workflows.js";
import type { ListNode } from "../../schema/descriptor.js";
import { operation } from "../../schema/operation.js";
import type { Change, ChangeOptions } from "../change.js";
import { type Expectation, type Finding, LEAST_PATIENCE_MS } from "../expectation.js";
import type { EscGateway } from "../gateway.js";
import { sameValue } from "../same-value.js";
import type { SelectPath } from "../select.js";

/** What the kinds of things that ESC creates and deletes by name differ in. */
export interface ResourceKind<Entry extends { readonly name: string }, Where> {
  /** For messages: `image`. */
  readonly word: "tenant" | "network" | "subnet" | "image" | "flavor" | "volume";
  readonly node: ListNode<Entry>;
  /** Properties that hold things created by themselves; they are compared only where the wanted entry names them. */
  readonly parts: readonly string[];
  /** How messages name one: `network mgmt of tenant t`. */
  describe(name: string, where: Where): string;
  /** The way to the list's entries in running. */
  path(where: Where): SelectPath;
  /** The entries, in what was read from that path. */
  entries(running: esc.Data, where: Where): readonly Entry[];
  /** An edit with one entry in it. */
  edit(entry: Entry, where: Where): esc.Data;
  /** Tells events about this one from those about others of the same name. */
  concerns(event: EscEvent, name: string, where: Where): boolean;
  /** Whether operational data has it; undefined where no source confirms that ESC shows such things. */
  exists?(gateway: EscGateway, name: string, where: Where, options: WaitOptions): Promise<boolean>;
  /** Events beside the entry's own that a creation must end with. */
  alsoCreated?(entry: Entry, where: Where): readonly ((event: EscEvent) => boolean)[];
}

/** Creates, deletes and reads one kind of thing that ESC has by name. */
export class NamedResource<Entry extends { readonly name: string }, Where> {
  readonly #gateway: EscGateway;
  readonly #kind: ResourceKind<Entry, Where>;

  constructor(gateway: EscGateway, kind: ResourceKind<Entry, Where>) {
    this.#gateway = gateway;
    this.#kind = kind;
  }

  /** See the resources' `create`. */
  async create(entry: Entry, where: Where, options: ChangeOptions): Promise<Change> {
    const expectation = this.#expect("create", entry, where);
    const running = await this.get(entry.name, where, options);
    if (running && this.#isSame(running, entry)) return this.#gateway.already(expectation, options);
    return this.#gateway.edit(expectation, this.#kind.edit(operation("create", entry), where), options);
  }

  /** See the resources' `delete`. */
  async delete(entry: Entry, where: Where, options: ChangeOptions): Promise<Change> {
    const expectation = this.#expect("delete", entry, where);
    return this.#gateway.edit(expectation, this.#kind.edit(operation("delete", entry), where), options);
  }

  /** See the resources' `get`. */
  async get(name: string, where: Where, options: WaitOptions): Promise<Entry | undefined> {
    return (await this.list(where, options)).find((entry) => entry.name === name);
  }

  /** See the resources' `list`. */
  async list(where: Where, options: WaitOptions): Promise<readonly Entry[]> {
    return this.#kind.entries(await this.#gateway.running(this.#kind.path(where), options), where);
  }

  #isSame(running: Entry, wanted: Entry): boolean {
    const ignored = this.#kind.parts.filter((name) => !(name in wanted));
    const compared = Object.fromEntries(Object.entries(running).filter(([name]) => !ignored.includes(name)));
    return sameValue(this.#kind.node, compared, wanted);
  }

  #expect(verb: "create" | "delete", entry: Entry, where: Where): Expectation {
    const { word, describe, concerns, exists, alsoCreated } = this.#kind;
    const workflow: WorkflowName = `${verb}-${word}`;
    const isFinal = (event: EscEvent) => isFinalEvent(workflow, event) && concerns(event, entry.name, where);
    const finals = [isFinal, ...((verb === "create" && alsoCreated?.(entry, where)) || [])];
    return {
      kind: verb,
      subject: describe(entry.name, where),
      concerns: (event) => finals.some((final) => final(event)),
      finals,
      ...(exists && {
        look: async (options) => finding(verb, await exists(this.#gateway, entry.name, where, options)),
      }),
      ...(verb === "create" && { cleanUp: (options = {}) => this.#cleanUp(entry, where, options) }),
      patienceMs: LEAST_PATIENCE_MS,
    };
  }

  #cleanUp(entry: Entry, where: Where, options: WaitOptions): Promise<Change> {
    const gone = operation("remove", onlyKey(this.#kind.node, entry));
    return this.#gateway.edit(this.#expect("delete", entry, where), this.#kind.edit(gone, where), options);
  }
}

function finding(verb: "create" | "delete", exists: boolean): Finding {
  const what = exists ? "it is there" : "it is not there";
  return { is: exists === (verb === "create") ? "done" : "not-yet", what };
}

/** An entry without anything but its keys. */
function onlyKey<Entry extends object>(node: ListNode<Entry>, entry: Entry): Entry {
  const keys = Object.entries(entry).filter(([name]) => node.keys.includes(name));
  // The generated interfaces require the keys and nothing else.
  return Object.fromEntries(keys) as Entry;
}
