import * as esc from "../../generated/esc.js";
import { EscError, isEscError, ValidationError } from "../core/errors.js";
import { sleep, startDeadline, type WaitOptions } from "../core/signal.js";
import { subtree } from "../netconf/filter.js";
import { decode } from "../schema/decode.js";
import { encode } from "../schema/encode.js";
import { validate } from "../schema/validate.js";
import type { XmlElement } from "../xml/element.js";
import type { Activity } from "./activity.js";
import { type Change, type ChangeOptions, unchanged } from "./change.js";
import { type EventHub, recordHub } from "./event-hub.js";
import type { Expectation, Finding } from "./expectation.js";
import { PendingChange } from "./pending-change.js";
import { CALL_TIMEOUT_MS, type RpcLine } from "./rpc-line.js";
import { type SelectPath, type SelectStep, select } from "./select.js";
import type { EscSession } from "./session.js";
import type { VerdictTimes } from "./verdict.js";
import { WorkflowError } from "./workflow-error.js";

/** What an {@link EscGateway} works with. */
export interface GatewayOptions {
  readonly line: RpcLine;
  readonly hub: EventHub;
  readonly times: VerdictTimes;
  readonly activity: Activity;
}

/** ESC as the resources see it: reads typed data, sends edits, and follows what becomes of them. */
export class EscGateway {
  readonly #options: GatewayOptions;

  constructor(options: GatewayOptions) {
    this.#options = options;
  }

  /** The calls' session, for what is neither reading nor editing. */
  get line(): RpcLine {
    return this.#options.line;
  }

  /**
   * Reads a part of running. Elements that the model does not know are kept, not refused: ESC releases differ.
   *
   * @throws EscError `rpc-error`, `timeout`, `connection-lost` and so on
   */
  async running(path: SelectPath, options: WaitOptions): Promise<esc.Data> {
    const filter = subtree(select(...path));
    const data = await this.line.call("reading running", options, (session, wait) =>
      session.getConfig({ source: "running", filter }, wait),
    );
    return decode(esc.schema, data, { kind: "data" });
  }

  /** Reads a part of operational data, given by the path below `opdata`; undefined when there is nothing of it. */
  async opdata(path: readonly SelectStep[], options: WaitOptions): Promise<esc.Opdata | undefined> {
    const filter = subtree(select("esc_datamodel", "opdata", ...path));
    const data = await this.line.call("reading operational data", options, (session, wait) =>
      session.get({ filter }, wait),
    );
    return decode(esc.schema, data, { kind: "data" }).esc_datamodel?.opdata;
  }

  /** Sends any rpc and resolves with the `rpc-reply` element. */
  async rpc(name: string, xml: string, options: WaitOptions): Promise<XmlElement> {
    return this.line.call(name, options, (session, wait) => session.rpc(xml, wait));
  }

  /**
   * Sends an edit and follows what becomes of it. Events are subscribed to before the edit is sent, so that none is missed.
   *
   * @throws ValidationError for an edit that breaks the model: nothing is sent then; else as `carryOut`
   */
  async edit(expectation: Expectation, edit: esc.Data, options: ChangeOptions): Promise<Change> {
    const issues = validate(esc.schema, edit, { kind: "edit" });
    if (issues.length > 0) throw new ValidationError(issues, `The ${expectation.kind} of ${expectation.subject}`);
    const config = encode(esc.schema, edit, { kind: "edit" });
    return this.carryOut(expectation, options, (session, wait) =>
      session.editConfig({ target: "running", config }, wait),
    );
  }

  /**
   * Does something that ESC accepts first and carries out then.
   *
   * @throws whatever `send` throws; EscError `timeout` and `aborted` have `mayHaveBeenApplied` where the request had been sent
   */
  async carryOut(
    expectation: Expectation,
    options: ChangeOptions,
    send: (session: EscSession, options: WaitOptions) => Promise<unknown>,
  ): Promise<Change> {
    const { hub, line, activity } = this.#options;
    const what = `${expectation.kind} of ${expectation.subject}`;
    using deadline = startDeadline(`answer to ${what}`, { timeoutMs: CALL_TIMEOUT_MS, ...waitOf(options) });
    const wait = { signal: deadline.signal, timeoutMs: Number.POSITIVE_INFINITY };
    // The line may be lost again before a change listens.
    while (!hub.receiving) await hub.ready(wait);
    const change = new PendingChange(expectation, hub, { times: this.#times(options), activity });
    let sent = false;
    try {
      await line.call(what, wait, (session, bounded) => {
        sent = true;
        return send(session, bounded);
      });
    } catch (error) {
      change.abandon();
      throw sent ? unanswered(error, expectation.subject) : error;
    }
    return change;
  }

  /**
   * As {@link carryOut}, where only what was accepted tells what is to be waited for. Events are kept from before it is sent.
   *
   * @param given `expect` is called after acceptance, and gives what is to be waited for, or a change that is over
   */
  async carryOutUnforeseen(
    what: string,
    options: ChangeOptions,
    given: {
      send(session: EscSession, options: WaitOptions): Promise<unknown>;
      expect(options: WaitOptions): Promise<Expectation | Change>;
    },
  ): Promise<Change> {
    const { hub, line, activity } = this.#options;
    using deadline = startDeadline(`answer to ${what}`, { timeoutMs: CALL_TIMEOUT_MS, ...waitOf(options) });
    const wait = { signal: deadline.signal, timeoutMs: Number.POSITIVE_INFINITY };
    while (!hub.receiving) await hub.ready(wait);
    using early = recordHub(hub);
    let sent = false;
    let accepted = false;
    try {
      await line.call(what, wait, (session, bounded) => {
        sent = true;
        return given.send(session, bounded);
      });
      accepted = true;
      const expectation = await given.expect(wait);
      if ("done" in expectation) return expectation;
      return new PendingChange(expectation, hub, { times: this.#times(options), activity, earlier: early.replay });
    } catch (error) {
      if (accepted && isEscError(error)) throw acceptedBlindly(error);
      throw sent ? unanswered(error, "running") : error;
    }
  }

  /** Follows a change that is under way already: what was wanted is in running, and ESC is at it. */
  async follow(expectation: Expectation, options: ChangeOptions): Promise<Change> {
    const { hub, activity } = this.#options;
    while (!hub.receiving) await hub.ready(waitOf(options));
    return new PendingChange(expectation, hub, { times: this.#times(options), activity, accepted: "unchanged" });
  }

  /**
   * What becomes of a change whose result is in running already: nothing is to be done where operational data agrees; what is under way
   * is followed.
   *
   * @throws WorkflowError with the clean-up where running has it and reality does not
   */
  async already(expectation: Expectation, options: ChangeOptions): Promise<Change> {
    const finding = await this.#settledFinding(expectation, options);
    if (!finding || finding.is === "done" || finding.is === "unclear") {
      return unchanged(expectation.kind, expectation.subject);
    }
    if (finding.is === "under-way") return this.follow(expectation, options);
    const { kind, subject, cleanUp } = expectation;
    const found = `Running already has it from before, but in operational data ${finding.what}`;
    throw new WorkflowError({ kind, subject, events: [], found, cleanUp });
  }

  /** Operational data trails reality by up to ten seconds (fact known from client code), so `not-yet` is believed only then. */
  async #settledFinding(expectation: Expectation, options: ChangeOptions): Promise<Finding | undefined> {
    using deadline = startDeadline(`operational data of ${expectation.subject}`, { signal: options.signal });
    const wait = { ...waitOf(options), signal: deadline.signal };
    const until = Date.now() + Math.min(OPDATA_LAG_MS, this.#times(options).finalEventWaitMs);
    let finding = await expectation.look?.(wait);
    while (finding?.is === "not-yet" && Date.now() < until) {
      await sleep(Math.min(LOOK_AGAIN_MS, Math.max(1, until - Date.now())), deadline.signal);
      finding = await expectation.look?.(wait);
    }
    return finding;
  }

  #times(options: ChangeOptions): VerdictTimes {
    const { times } = this.#options;
    return {
      finalEventWaitMs: options.finalEventWaitMs ?? times.finalEventWaitMs,
      silenceMs: options.silenceMs ?? times.silenceMs,
    };
  }
}

const OPDATA_LAG_MS = 10_000;
const LOOK_AGAIN_MS = 1_000;

/** The part of a change's options that bounds calls. */
function waitOf(options: ChangeOptions): WaitOptions {
  const { signal, timeoutMs } = options;
  return { ...(signal && { signal }), ...(timeoutMs !== undefined && { timeoutMs }) };
}

/** A request that got no answer may have been applied all the same. */
function unanswered(error: unknown, subject: string): unknown {
  const cut = isEscError(error, "timeout") || isEscError(error, "aborted");
  if (!cut || error.mayHaveBeenApplied) return error;
  const message = `${error.message}. It may have been applied: read ${subject} back before trying again`;
  return new EscError(error.code, message, { cause: error, mayHaveBeenApplied: true });
}

/** The change was accepted, but what it set ESC to work on could not be read. */
function acceptedBlindly(error: EscError): EscError {
  const message = `ESC accepted the edit, but running could not be read after it, so it is not followed: ${error.message}`;
  return new EscError(error.code, message, { cause: error, mayHaveBeenApplied: true });
}
