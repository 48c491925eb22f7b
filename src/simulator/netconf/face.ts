import * as esc from "../../../generated/esc.js";
import { encodeElement } from "../../schema/encode.js";
import { XmlElement } from "../../xml/element.js";
import { writeXml } from "../../xml/writer.js";
import { asData } from "../datastore/edit.js";
import { ESC_INDEX, type Proposal, RunningDatastore } from "../datastore/running.js";
import { cutOut } from "../datastore/selection.js";
import type { Engine } from "../engine/engine.js";
import type { SentEvent } from "../engine/event-stream.js";
import { readIntent } from "../model/intent-reader.js";
import { type EscVm, type OpdataValue, readOpdata } from "../model/opdata.js";
import { rpcFault } from "../rpc-fault.js";
import type { Select } from "./filter.js";
import { netconfState, notificationManagement } from "./monitoring.js";
import { ESC_NS } from "./namespaces.js";
import type { SessionEntry } from "./session-entry.js";

/** How long operational data trails the events under the assumption opdata-lag, in ms at speed 1. */
const OPDATA_LAG = 10_000;

/** The NETCONF face of the engine: what all sessions share. */
export class NetconfFace {
  readonly engine: Engine;
  readonly running: RunningDatastore = new RunningDatastore();
  readonly sessions: Map<number, SessionEntry> = new Map();
  /** The session that holds the lock of running. */
  lockedBy: number | undefined;
  readonly #escVm: () => EscVm;
  readonly #snapshots: { readonly time: number; readonly value: OpdataValue }[] = [];
  readonly #stopListening: () => void;
  #lastSession = 0;

  /** @param escVm the ESC VM that is active at the moment */
  constructor(engine: Engine, escVm: () => EscVm) {
    this.engine = engine;
    this.#escVm = escVm;
    this.#stopListening = engine.world.events.listen((event) => this.#snapshot(event));
  }

  /** Takes a configuration that ESC starts with, without workflows. */
  begin(config: XmlElement): void {
    const proposal = this.running.propose(config);
    this.running.take(proposal);
    this.engine.begin(readIntent(proposal.value));
  }

  /** The number for a new session. */
  nextSessionId(): number {
    this.#lastSession++;
    return this.#lastSession;
  }

  /**
   * The acceptance stage for a proposed configuration; unless `onlyTest`, running becomes it and its activation begins.
   *
   * @throws RpcFault when ESC does not take it
   */
  commit(proposal: Proposal, onlyTest = false): void {
    const intent = readIntent(proposal.value);
    // In maintenance mode OK is the answer to idempotent requests only (guide l. 6374).
    const blocked = this.engine.maintenance && !sameContent(proposal.elements, this.running.elements);
    const refusal = blocked ? this.engine.maintenanceRefusal : this.engine.refuses(intent);
    if (refusal) throw this.refused(refusal);
    if (onlyTest) return;
    this.running.take(proposal);
    this.engine.accept(intent);
  }

  /** The error for what ESC refuses. */
  refused(refusal: { readonly message: string; readonly maintenance?: true }): Error {
    const tag = refusal.maintenance ? this.engine.assumptions.get("maintenance-error-tag") : "operation-failed";
    return rpcFault(tag, { message: refusal.message });
  }

  /** The content of `<data>` for get-config. */
  config(select: Select): XmlElement {
    return cut(this.running.elements, select);
  }

  /** The content of `<data>` for get: configuration and state. */
  data(select: Select): XmlElement {
    const opdata = encodeElement(esc.Opdata, this.#opdata(), { kind: "data" });
    const version = new XmlElement({ namespace: ESC_NS, local: "version", children: [ESC_VERSION] });
    const config = this.running.elements.find((one) => one.local === "esc_datamodel");
    const datamodel = new XmlElement({
      namespace: ESC_NS,
      local: "esc_datamodel",
      children: [version, ...(config?.elements() ?? []), opdata],
    });
    const others = this.running.elements.filter((one) => one !== config);
    return cut([datamodel, ...others, netconfState(this), notificationManagement(this)], select);
  }

  /** Ends every session. */
  closeSessions(): void {
    for (const session of [...this.sessions.values()]) session.close("the server is closing");
  }

  /** Lets go of the engine. */
  close(): void {
    this.#stopListening();
    this.closeSessions();
  }

  #opdata(): OpdataValue {
    const now = this.engine.clock.now();
    if (this.engine.assumptions.get("opdata-lag") === "none") return readOpdata(this.engine, this.#escVm());
    const limit = now - this.engine.clock.scaled(OPDATA_LAG);
    const seen = this.#snapshots.filter((one) => one.time <= limit).at(-1);
    return seen?.value ?? { status: "OPER_UP" };
  }

  /** Under opdata-lag, what was true at each event is what is shown later. */
  #snapshot(event: SentEvent): void {
    if (this.engine.assumptions.get("opdata-lag") === "none") return;
    this.#snapshots.push({ time: event.time, value: readOpdata(this.engine, this.#escVm()) });
    if (this.#snapshots.length > 1000) this.#snapshots.splice(0, 500);
  }
}

const ESC_VERSION = "5.9.0";

function sameContent(one: readonly XmlElement[], other: readonly XmlElement[]): boolean {
  return writeXml(asData(one)) === writeXml(asData(other));
}

function cut(elements: readonly XmlElement[], select: Select): XmlElement {
  const whole = asData(elements);
  const selection = select?.(whole);
  return selection ? asData(cutOut(whole, selection, ESC_INDEX)) : whole;
}
