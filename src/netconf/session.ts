import type { EscError } from "../core/errors.js";
import type { XmlElement } from "../xml/element.js";
import type { BodyTypes, Readable } from "../xml/sink.js";
import type { Capabilities } from "./capabilities.js";
import { type EachArguments, type EachTypedBy, type Entries, eachEntry } from "./each.js";
import type { Framing } from "./framing.js";
import { Lock, PartialLock } from "./lock.js";
import { eventElement } from "./notification.js";
import type { OkReply, Operation } from "./operation.js";
import { type CommitArguments, cancelCommit, commit, discardChanges } from "./operations/commit.js";
import { type CopyConfigArguments, copyConfig } from "./operations/copy-config.js";
import { createSubscription, type SubscriptionArguments } from "./operations/create-subscription.js";
import type { Datastore, InlineConfig } from "./operations/datastore.js";
import { deleteConfig } from "./operations/delete-config.js";
import { type EditConfigArguments, editConfig } from "./operations/edit-config.js";
import { type GetArguments, get } from "./operations/get.js";
import { type GetConfigArguments, getConfig } from "./operations/get-config.js";
import { type GetSchemaArguments, getSchema } from "./operations/get-schema.js";
import { killSession } from "./operations/kill-session.js";
import { type LockTarget, lock, unlock } from "./operations/lock.js";
import { type EditDataArguments, editData, type GetDataArguments, getData } from "./operations/nmda.js";
import { type PartialLockArguments, partialLock, partialUnlock } from "./operations/partial-lock.js";
import { rpc } from "./operations/rpc.js";
import { validate } from "./operations/validate.js";
import type { CallOptions, SessionLine } from "./session-line.js";
import type { Subscription, SubscriptionQueueOptions } from "./subscription.js";
import { runTransaction, type Transaction } from "./transaction.js";
import { moduleSources, modulesOfHello, type YangModule } from "./yang-modules.js";

/** What {@link NetconfSession.subscribe} subscribes to, and how what was not read yet is kept. */
export interface SubscribeArguments extends SubscriptionArguments, SubscriptionQueueOptions {}

/** Asks for typed values: `as` is a generated schema, or anything else that is a {@link Readable}. */
export interface TypedBy<Types extends BodyTypes> {
  readonly as: Readable<Types>;
}

/**
 * A NETCONF session (RFC 6241), made by `connectNetconf`. Calls may be under way side by side; each takes `{ signal, timeoutMs, onWarning }`
 * with 30,000 ms by default, and each rejects with an EscError: `rpc-error` (as {@link RpcError}) when the server refuses,
 * `missing-capability` before anything is sent, `timeout` and `aborted` for that call alone, `connection-lost`, `closed`, `protocol-error`,
 * `too-large`. `mayHaveBeenApplied` is true on the error where a change had been sent and its outcome is not known.
 */
export class NetconfSession implements AsyncDisposable {
  readonly #line: SessionLine;

  constructor(line: SessionLine) {
    this.#line = line;
  }

  /** The number that the server gave this session: what another session's killSession takes. */
  get sessionId(): number {
    return this.#line.sessionId;
  }

  /** What the server claims, and what the option `assume` adds. */
  get capabilities(): Capabilities {
    return this.#line.capabilities;
  }

  /** How messages are framed: `1.1` (chunks) where both sides have base:1.1, else `1.0` (RFC 6242 section 4). */
  get framing(): Framing {
    return this.#line.framing;
  }

  /** Whom the session is with: `admin@esc.example.net:830`. */
  get peer(): string {
    return this.#line.peer;
  }

  /** Resolves when the session has ended: with the reason, undefined when we closed it. Never rejects. */
  get closed(): Promise<EscError | undefined> {
    return this.#line.closed;
  }

  /** get (RFC 6241 section 7.7): configuration and state. Resolves with the `<data>` element, or with typed values by `as`. */
  get<Types extends BodyTypes>(what: GetArguments & TypedBy<Types>, options?: CallOptions): Promise<Types["data"]>;
  get(what?: GetArguments, options?: CallOptions): Promise<XmlElement>;
  async get(what: GetArguments & Partial<TypedBy<BodyTypes>> = {}, options: CallOptions = {}): Promise<unknown> {
    return await (what.as ? this.#line.call(get(what, what.as), options) : this.#line.call(get(what), options));
  }

  /** get-config (RFC 6241 section 7.1): configuration. Resolves with the `<data>` element, or with typed values by `as`. */
  getConfig<Types extends BodyTypes>(
    what: GetConfigArguments & TypedBy<Types>,
    options?: CallOptions,
  ): Promise<Types["config"]>;
  getConfig(what?: GetConfigArguments, options?: CallOptions): Promise<XmlElement>;
  async getConfig(
    what: GetConfigArguments & Partial<TypedBy<BodyTypes>> = {},
    options: CallOptions = {},
  ): Promise<unknown> {
    return await (what.as
      ? this.#line.call(getConfig(what, what.as), options)
      : this.#line.call(getConfig(what), options));
  }

  /**
   * The entries of one list, one at a time while the reply arrives, so that memory stays flat whatever its size: `maxMessageBytes` does not
   * apply. While entries wait to be read nothing is read from the session, which holds the server back (in SSH by its window): other
   * calls and notifications of this session wait behind it, their own `timeoutMs` running; use another session for them. Read it to the
   * end, or leave it by `break`: then the rest of the reply is skipped. An error comes after the entries that arrived before it.
   * Where the path leads through another list, entries come from all of its entries in turn, without their keys.
   *
   * @param what with `as`, the generated descriptor of the list, entries are typed; else they are elements
   * @param options `timeoutMs` bounds the time in which nothing of the reply comes; the time that the loop takes is not counted
   * @throws EscError `invalid-input` at once; everything else comes out of the loop
   */
  each<Types extends BodyTypes>(
    what: EachArguments & { readonly source: Datastore } & EachTypedBy<Types>,
    options?: CallOptions,
  ): Entries<Types["config"]>;
  each<Types extends BodyTypes>(
    what: EachArguments & { readonly source?: undefined } & EachTypedBy<Types>,
    options?: CallOptions,
  ): Entries<Types["data"]>;
  each(what: EachArguments, options?: CallOptions): Entries<XmlElement>;
  each(what: EachArguments & Partial<EachTypedBy<BodyTypes>>, options: CallOptions = {}): Entries<unknown> {
    return eachEntry((operation, given) => this.#line.call(operation, given), what, options);
  }

  /** edit-config (RFC 6241 section 7.2). On ESC, `<ok/>` means accepted, not done. */
  async editConfig(change: EditConfigArguments, options: CallOptions = {}): Promise<OkReply> {
    return await this.#line.call(editConfig(change), options);
  }

  /**
   * Any operation, as XML: its element, or a whole `<rpc>`. Resolves with the `<rpc-reply>` element, or with the typed output by `as`.
   * It counts as a change, since nobody knows what it does.
   */
  rpc<Types extends BodyTypes>(
    xml: string | XmlElement,
    options: CallOptions & TypedBy<Types>,
  ): Promise<Types["reply"]>;
  rpc(xml: string | XmlElement, options?: CallOptions): Promise<XmlElement>;
  async rpc(xml: string | XmlElement, options: CallOptions & Partial<TypedBy<BodyTypes>> = {}): Promise<unknown> {
    return await (options.as ? this.#line.call(rpc(xml, options.as), options) : this.#line.call(rpc(xml), options));
  }

  /** copy-config (RFC 6241 section 7.3): replaces a whole configuration by another. */
  async copyConfig(what: CopyConfigArguments, options: CallOptions = {}): Promise<OkReply> {
    return await this.#line.call(copyConfig(what), options);
  }

  /** delete-config (RFC 6241 section 7.4): deletes a configuration as a whole; never running. */
  async deleteConfig(target: Exclude<Datastore, "running">, options: CallOptions = {}): Promise<OkReply> {
    return await this.#line.call(deleteConfig(target), options);
  }

  /**
   * lock (RFC 6241 section 7.5). The lock ends with `release()`, with its scope (`await using`), or with the session. `lock-denied` says who
   * holds it: `error.lockHolder`.
   */
  async lock(target: LockTarget, options: CallOptions = {}): Promise<Lock> {
    await this.#line.call(lock(target), options);
    return new Lock(() => this.#line.call(unlock(target)));
  }

  /** partial-lock (RFC 5717): locks parts of running, until `release()`, the end of its scope, or of the session. */
  async partialLock(what: PartialLockArguments, options: CallOptions = {}): Promise<PartialLock> {
    const { lockId, lockedNodes } = await this.#line.call(partialLock(what), options);
    return new PartialLock(() => this.#line.call(partialUnlock(lockId)), lockedNodes);
  }

  /** commit (RFC 6241 section 8.3.4.1), confirmed commit included (section 8.4): makes candidate the running configuration. */
  async commit(what: CommitArguments = {}, options: CallOptions = {}): Promise<OkReply> {
    return await this.#line.call(commit(what), options);
  }

  /** cancel-commit (RFC 6241 section 8.4.4.1): takes a confirmed commit back at once. */
  async cancelCommit(what: Pick<CommitArguments, "persistId"> = {}, options: CallOptions = {}): Promise<OkReply> {
    return await this.#line.call(cancelCommit(what), options);
  }

  /** discard-changes (RFC 6241 section 8.3.4.2): makes candidate the same as running again. */
  async discardChanges(options: CallOptions = {}): Promise<OkReply> {
    return await this.#line.call(discardChanges(), options);
  }

  /** validate (RFC 6241 section 8.6.4.1): a datastore as a whole, or a configuration given as `{ config }`. */
  async validate(source: Datastore | InlineConfig, options: CallOptions = {}): Promise<OkReply> {
    return await this.#line.call(validate(source), options);
  }

  /**
   * Locks, runs `work`, and makes its edits take effect together: on candidate by validate (where there is `:validate`) and commit. If anything
   * fails, candidate is discarded and the first error thrown. A server without candidate gets the edits on running, one by one, each
   * rolled back by itself where the server can; if a later one fails, the error has `mayHaveBeenApplied`. Unlocks in every case.
   *
   * @param target `candidate`, where there is one; `running` in any case
   * @param options for each of the calls; `timeoutMs` bounds each by itself
   */
  async transaction<T>(
    target: "candidate" | "running",
    work: (transaction: Transaction) => Promise<T>,
    options: CallOptions = {},
  ): Promise<T> {
    const call = <R>(operation: Operation<R>) => this.#line.call(operation, options);
    const { capabilities, quirks } = this.#line;
    return await runTransaction({ call, capabilities, quirks, wanted: target }, work);
  }

  /** get-data (RFC 8526 section 3.1.1): reads any datastore. Resolves with the `<data>` element, or with typed values by `as`. */
  getData<Types extends BodyTypes>(
    what: GetDataArguments & TypedBy<Types>,
    options?: CallOptions,
  ): Promise<Types["data"]>;
  getData(what: GetDataArguments, options?: CallOptions): Promise<XmlElement>;
  async getData(what: GetDataArguments & Partial<TypedBy<BodyTypes>>, options: CallOptions = {}): Promise<unknown> {
    return await (what.as ? this.#line.call(getData(what, what.as), options) : this.#line.call(getData(what), options));
  }

  /** edit-data (RFC 8526 section 3.1.2): changes any datastore that can be changed. */
  async editData(change: EditDataArguments, options: CallOptions = {}): Promise<OkReply> {
    return await this.#line.call(editData(change), options);
  }

  /** get-schema (RFC 6022 section 3.1): the text of a YANG module. */
  async getSchema(identifier: string, which: GetSchemaArguments = {}, options: CallOptions = {}): Promise<string> {
    return await this.#line.call(getSchema(identifier, which), options);
  }

  /** kill-session (RFC 6241 section 7.9): ends another session. */
  async killSession(sessionId: number, options: CallOptions = {}): Promise<OkReply> {
    return await this.#line.call(killSession(sessionId), options);
  }

  /**
   * The YANG modules that the server has: from yang-library (RFC 8525, 7895), else from ietf-netconf-monitoring (RFC 6022), else from its
   * hello.
   */
  async modules(options: CallOptions = {}): Promise<YangModule[]> {
    for (const { filter, read } of moduleSources(this.capabilities)) {
      const found = read(await this.get({ filter }, options), this.capabilities);
      if (found.length > 0) return found;
    }
    return modulesOfHello(this.capabilities);
  }

  /**
   * Subscribes to notifications (RFC 5277). A session takes one subscription; without the capability `:interleave` it should do nothing else then.
   * With the default overflow, unread notifications hold back replies on the same session too.
   *
   * @param options bound the create-subscription call, not the subscription
   */
  subscribe<Types extends BodyTypes>(
    what: SubscribeArguments & TypedBy<Types>,
    options?: CallOptions,
  ): Promise<Subscription<Types["notification"]>>;
  subscribe(what?: SubscribeArguments, options?: CallOptions): Promise<Subscription<XmlElement>>;
  async subscribe(
    what: SubscribeArguments & Partial<TypedBy<BodyTypes>> = {},
    options: CallOptions = {},
  ): Promise<Subscription<unknown>> {
    const { as } = what;
    const createSink = as ? () => as.createSink("notification") : eventElement;
    return await this.#line.subscribe<unknown>(createSubscription(what), createSink, { ...what, ...options });
  }

  /** Carries out an operation given as a value: what all the methods above do. */
  async call<T>(operation: Operation<T>, options: CallOptions = {}): Promise<T> {
    return await this.#line.call(operation, options);
  }

  /**
   * Ends the session: close-session, for two seconds at most, then the connection. Any number of times, from anywhere. Calls still
   * open then reject with `closed`, subscriptions end.
   */
  close(): Promise<void> {
    return this.#line.close();
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close();
  }
}
