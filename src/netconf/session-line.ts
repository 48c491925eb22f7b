import { type Deferred, deferred } from "../core/deferred.js";
import { EscError, isEscError } from "../core/errors.js";
import { type Logger, silentLogger } from "../core/logger.js";
import { startDeadline, untilAborted, type WaitOptions } from "../core/signal.js";
import type { XmlLimits } from "../xml/reader.js";
import type { BodySink } from "../xml/sink.js";
import { Capabilities, requireCapability } from "./capabilities.js";
import { subtree } from "./filter.js";
import { encodeFrame, type Framing } from "./framing.js";
import {
  BASE_1_0,
  BASE_1_1,
  beginsHello,
  buildHello,
  buildRpc,
  type Hello,
  type MessageRoot,
  negotiateFraming,
} from "./messages.js";
import { NotificationReader } from "./notification.js";
import type { Operation } from "./operation.js";
import { closeSession } from "./operations/close-session.js";
import { get } from "./operations/get.js";
import { PendingCalls } from "./pending-calls.js";
import { type Quirks, quirksOf } from "./quirks.js";
import { type MessageTaker, Receiver, type ReceiverOwner } from "./receiver.js";
import { describeRpcError, type RpcErrorEntry } from "./rpc-error.js";
import { showBytes } from "./show.js";
import { Subscription, type SubscriptionQueueOptions, type SubscriptionTaker } from "./subscription.js";
import type { Transport } from "./transport.js";

/** How a session behaves, whatever it runs over. */
export interface SessionOptions {
  /** The most calls in flight; further ones wait for their turn, in order. Default 64. */
  readonly maxInFlight?: number | undefined;
  /** The most bytes of one reply or notification; a larger one fails its call with `too-large`. Default 512 MiB. */
  readonly maxMessageBytes?: number | undefined;
  /** Limits of the XML of one message. Default: those of the reader. */
  readonly xmlLimits?: XmlLimits | undefined;
  /** Capabilities that the server has without claiming them: short names (`:xpath`) or URIs. Default none. */
  readonly assume?: readonly string[] | undefined;
  /** The NETCONF base versions to offer, which decide the framing. Default both. */
  readonly baseVersions?: readonly Framing[] | undefined;
  /** Where warnings and oddities of the server go. Default: nowhere. */
  readonly logger?: Logger | undefined;
}

/** What every call of a session takes. `timeoutMs` is in milliseconds, 30,000 by default. */
export interface CallOptions extends WaitOptions {
  /** Gets the warnings of the reply, one at a time. Default: they go to the session's logger. */
  readonly onWarning?: ((warning: RpcErrorEntry) => void) | undefined;
}

const DEFAULT_TIMEOUT_MS = 30_000;
const DEFAULT_MAX_MESSAGE_BYTES = 512 * 1024 * 1024;
const CLOSE_TIMEOUT_MS = 2000;
const NUDGE_AFTER_MS = 300;
const NEVER: AbortSignal = new AbortController().signal;

/**
 * What runs a session: it says hello, sends calls, gives replies and notifications to those who wait for them, and ends once, with one reason
 * for everybody. The session's public face is `NetconfSession`.
 */
export class SessionLine implements ReceiverOwner {
  readonly #transport: Transport;
  readonly #receiver: Receiver;
  readonly #pending: PendingCalls;
  readonly #options: SessionOptions;
  readonly #logger: Logger;
  readonly #offered: readonly string[];
  readonly #hello: Deferred<Hello> = deferred<Hello>();
  readonly #closed: Deferred<EscError | undefined> = deferred<EscError | undefined>();
  #framing: Framing = "1.0";
  #capabilities = new Capabilities([]);
  #quirks: Quirks = quirksOf(this.#capabilities);
  #sessionId = 0;
  #subscription: SubscriptionTaker<unknown> | undefined;
  #closing: Promise<void> | undefined;
  #ended = false;

  constructor(transport: Transport, options: SessionOptions) {
    this.#transport = transport;
    this.#options = options;
    this.#logger = options.logger ?? silentLogger;
    this.#pending = new PendingCalls(options.maxInFlight ?? 64);
    const versions = options.baseVersions ?? ["1.0", "1.1"];
    if (versions.length === 0) throw new EscError("invalid-input", 'baseVersions is empty: give "1.0", "1.1" or both');
    this.#offered = versions.map((version) => (version === "1.0" ? BASE_1_0 : BASE_1_1));
    this.#receiver = new Receiver(this, {
      maxMessageBytes: options.maxMessageBytes ?? DEFAULT_MAX_MESSAGE_BYTES,
      ...(options.xmlLimits === undefined ? {} : { xml: options.xmlLimits }),
    });
  }

  get peer(): string {
    return this.#transport.peer;
  }

  get sessionId(): number {
    return this.#sessionId;
  }

  get capabilities(): Capabilities {
    return this.#capabilities;
  }

  get framing(): Framing {
    return this.#framing;
  }

  get quirks(): Quirks {
    return this.#quirks;
  }

  /** Resolves when the session has ended, with the reason, undefined when we closed it. Never rejects. */
  get closed(): Promise<EscError | undefined> {
    return this.#closed.promise;
  }

  /**
   * Exchanges hellos (RFC 6241 section 8.1). A line on which this fails is closed.
   *
   * @throws EscError `protocol-error` (what the peer said instead is in `received`), `connection-lost`, or the signal's reason
   */
  async open(signal: AbortSignal): Promise<void> {
    this.#receiver.run(this.#transport.incoming).then(
      () => this.#lose(undefined),
      (reason: unknown) => this.#lose(reason),
    );
    this.#send(encodeFrame(buildHello({ capabilities: this.#offered }), "1.0"));
    try {
      await untilAborted(this.#hello.promise, signal);
    } catch (reason) {
      const error = this.#withPartialHello(reason);
      this.#end(isEscError(error) ? error : new EscError("aborted", "Aborted", { cause: error }));
      throw error;
    }
  }

  hello(hello: Hello): Framing {
    if (hello.sessionId === undefined) {
      throw new EscError(
        "protocol-error",
        `The hello of ${this.peer} has no session-id: that is a client, not a server`,
      );
    }
    this.#framing = negotiateFraming(this.#offered, hello.capabilities);
    this.#sessionId = hello.sessionId;
    this.#capabilities = new Capabilities(hello.capabilities, this.#options.assume);
    this.#quirks = quirksOf(this.#capabilities);
    this.#hello.resolve(hello);
    return this.#framing;
  }

  route({ kind, messageId, tag }: MessageRoot): MessageTaker | undefined {
    if (kind === "notification") return this.#notificationTaker();
    if (kind !== "rpc-reply") {
      throw new EscError(
        "protocol-error",
        `${this.peer} sent <${tag.local}> where only replies and notifications belong`,
      );
    }
    const taker = this.#pending.takerFor(tag, messageId);
    if (taker === "late") this.#logger.debug("A reply came too late and was dropped", { messageId });
    else if (taker) return taker;
    else this.#logger.warn("A reply belongs to no call and was dropped", { messageId });
    return undefined;
  }

  /**
   * Carries out one operation.
   *
   * @throws EscError `missing-capability` before anything is sent; `rpc-error`, `timeout`, `aborted`, `closed`, `connection-lost`,
   * `protocol-error`, `too-large`; whatever the operation's sink throws
   */
  async call<T>(operation: Operation<T>, options: CallOptions = {}): Promise<T> {
    for (const name of operation.needs) requireCapability(this.#capabilities, name, operation.name);
    if (this.#closing) throw closedError(this.peer);
    return await this.#exchange(operation, options);
  }

  /**
   * Subscribes; the session takes one subscription (RFC 5277 section 6.5).
   *
   * @throws EscError `invalid-input` when there is one already; as `call` does
   */
  async subscribe<Body>(
    operation: Operation<unknown>,
    createSink: () => BodySink<Body>,
    options: SubscriptionQueueOptions & CallOptions,
  ): Promise<Subscription<Body>> {
    if (this.#subscription && !this.#subscription.complete) {
      throw new EscError(
        "invalid-input",
        "This session has a subscription already, and NETCONF allows one per session (RFC 5277 section 6.5): open another session",
      );
    }
    const subscription = new Subscription<Body>(options);
    const taker = Subscription.taker(subscription, createSink);
    // Notifications may follow the reply in the same read, so the taker stands ready before.
    this.#subscription = taker;
    try {
      await this.call(operation, options);
    } catch (reason) {
      if (this.#subscription === taker) this.#subscription = undefined;
      throw reason;
    }
    return subscription;
  }

  /** Ends the session in order, within two seconds; any number of times. Calls that are still open then reject with `closed`. */
  close(): Promise<void> {
    this.#closing ??= this.#shutDown();
    return this.#closing;
  }

  async #shutDown(): Promise<void> {
    if (this.#ended) return;
    // What waits for its consumer would keep the reply to close-session from being read.
    this.#subscription?.end();
    this.#pending.endStreams(closedError(this.peer));
    try {
      await this.#exchange(closeSession(), { timeoutMs: CLOSE_TIMEOUT_MS });
    } catch (reason) {
      this.#logger.debug("close-session was not answered with ok", { reason: String(reason) });
    }
    this.#end(undefined);
  }

  async #exchange<T>(operation: Operation<T>, options: CallOptions): Promise<T> {
    const wait = { signal: options.signal, timeoutMs: options.timeoutMs ?? DEFAULT_TIMEOUT_MS };
    using deadline = startDeadline(`reply to ${operation.name} from ${this.peer}`, wait);
    await this.#pending.enter(deadline.signal);
    try {
      const { value, warnings } = await this.#sendCall(operation, deadline.signal);
      this.#warn(operation.name, warnings, options.onWarning);
      return value;
    } finally {
      this.#pending.leave();
    }
  }

  async #sendCall<T>(operation: Operation<T>, signal: AbortSignal) {
    const call = this.#pending.add(operation);
    try {
      const frame = encodeFrame(buildRpc(call.messageId, operation.encode()), this.#framing);
      call.markSent();
      this.#send(frame);
      this.#nudge();
      return await untilAborted(call.reply, signal);
    } catch (reason) {
      // Without effect on a call that a reply has settled.
      const lost = call.abandon(reason);
      throw signal.aborted && reason === signal.reason ? lost : reason;
    }
  }

  /** See {@link Quirks.firstCallMayStick}. */
  #nudge(): void {
    if (!this.#quirks.firstCallMayStick) return;
    this.#quirks = { ...this.#quirks, firstCallMayStick: false };
    const emptyGet = () => {
      if (this.#pending.size === 0 || this.#ended) return;
      this.#sendCall(get({ filter: subtree([]) }), NEVER).catch(() => undefined);
    };
    setTimeout(emptyGet, NUDGE_AFTER_MS).unref();
  }

  /** Does not wait: a writer that is held back must not hold back the reader, or two large messages lock each other out. */
  #send(frame: Uint8Array): void {
    this.#transport.write(frame).catch((reason: unknown) => this.#lose(reason));
  }

  #warn(name: string, warnings: readonly RpcErrorEntry[], onWarning: CallOptions["onWarning"]): void {
    for (const warning of warnings) {
      if (onWarning) onWarning(warning);
      else this.#logger.warn(`${name}: ${describeRpcError(warning)}`);
    }
  }

  #notificationTaker(): MessageTaker | undefined {
    const subscription = this.#subscription;
    if (!subscription || subscription.ended) return undefined;
    try {
      return new NotificationReader(subscription);
    } catch (reason) {
      subscription.fail(reason);
      return undefined;
    }
  }

  /** The peer has ended the stream, or reading or writing failed. */
  #lose(cause: unknown): void {
    if (this.#ended) return;
    if (this.#closing) {
      this.#end(undefined);
      return;
    }
    const middle = this.#receiver.betweenMessages ? "" : " in the middle of a message";
    const reason = isEscError(cause)
      ? cause
      : new EscError("connection-lost", `${this.peer} ended the session${middle}`, { cause });
    this.#end(reason);
  }

  #end(reason: EscError | undefined): void {
    if (this.#ended) return;
    this.#ended = true;
    const forCalls = reason ?? closedError(this.peer);
    this.#hello.reject(forCalls);
    this.#pending.end(forCalls);
    if (reason) this.#subscription?.fail(reason);
    else this.#subscription?.end();
    this.#transport.close();
    this.#closed.resolve(reason);
  }

  /** What came instead of a hello says more than that none came. */
  #withPartialHello(reason: unknown): unknown {
    const partial = this.#receiver.partialHello;
    if (!isEscError(reason) || reason.received !== undefined || partial === undefined) return reason;
    const received = showBytes(partial, 500);
    const lost = reason.code === "connection-lost";
    const said = partial.length === 0 ? "It sent nothing" : `It sent ${received}`;
    return new EscError(
      lost && partial.length > 0 && !beginsHello(partial) ? "protocol-error" : reason.code,
      lost ? `${this.peer} ended the session before its hello. ${said}` : `${reason.message}. ${said}`,
      { cause: reason, ...(partial.length === 0 ? {} : { received }) },
    );
  }
}

function closedError(peer: string): EscError {
  return new EscError("closed", `The session with ${peer} is closed`);
}
