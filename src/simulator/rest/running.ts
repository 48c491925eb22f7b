import * as esc from "../../../generated/esc.js";
import { encodeElements } from "../../schema/encode.js";
import { XmlElement } from "../../xml/element.js";
import { NETCONF_NS } from "../../xml/names.js";
import type { Proposal } from "../datastore/running.js";
import type { Engine } from "../engine/engine.js";
import { changesOf } from "../engine/plan.js";
import { HttpRefusal } from "./refusal.js";

/** What holds running: the NETCONF face. All faces change the same one. */
export interface RunningHolder {
  readonly engine: Engine;
  readonly running: { propose(edit: XmlElement): Proposal };
  readonly lockedBy: number | undefined;
  commit(proposal: Proposal): void;
}

/** Running, as REST changes and reads it. */
export class RestRunning {
  readonly #holder: RunningHolder;

  constructor(holder: RunningHolder) {
    this.#holder = holder;
  }

  /** The whole configuration. */
  get value(): esc.Data {
    return this.#holder.running.propose(configOf([])).value;
  }

  /**
   * Makes a change, as edit-config over NETCONF would.
   *
   * @returns whether there is anything to be done for it
   * @throws RpcFault where running or ESC does not take it; HttpRefusal 409 while a NETCONF session has the lock
   */
  change(edit: esc.Data): boolean {
    if (this.#holder.lockedBy !== undefined) {
      throw new HttpRefusal(409, `running is locked by NETCONF session ${this.#holder.lockedBy}`);
    }
    const { engine } = this.#holder;
    const before = engine.intent;
    this.#holder.commit(this.#holder.running.propose(configOf(encodeElements(esc.schema, edit, { kind: "edit" }))));
    return !changesOf(before, engine.intent).none;
  }
}

function configOf(children: readonly XmlElement[]): XmlElement {
  return new XmlElement({ namespace: NETCONF_NS, local: "config", children });
}
