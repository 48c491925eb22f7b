import { isEscError } from "../../core/errors.js";
import type { Logger } from "../../core/logger.js";
import { encodeFrame, FrameDecoder } from "../../netconf/framing.js";
import {
  buildHello,
  buildReply,
  MessageReader,
  type MessageRoot,
  negotiateFraming,
  parseHello,
} from "../../netconf/messages.js";
import { ElementSink, type XmlElement } from "../../xml/element.js";
import { NamespaceScope } from "../../xml/names.js";
import type { OpenTag } from "../../xml/sink.js";
import { writeXml } from "../../xml/writer.js";
import { type Fault, fault, faultElement, RpcFault, rpcFault } from "../rpc-fault.js";
import { capabilities } from "./capabilities.js";
import type { NetconfFace } from "./face.js";
import type { Answer, OperationSession, SubscriptionHandle } from "./operation.js";
import { findOperation } from "./operations.js";
import type { SessionUser } from "./session-entry.js";

/** The line to one client: what a session writes to. */
export interface Wire {
  /** Sends bytes, in order; never throws. */
  send(bytes: Uint8Array): void;
  /** Ends the line once everything is sent. */
  end(): void;
  /** Bytes sent that the client has not taken yet. */
  readonly pendingBytes: number;
}

/** What a session is made of. */
export interface SessionInit {
  readonly face: NetconfFace;
  readonly wire: Wire;
  readonly user: SessionUser;
  readonly sourceHost: string;
  readonly logger: Logger;
}

/** The largest message taken: far above any configuration, and low enough that a hostile client cannot fill the memory. */
const MAX_MESSAGE_BYTES = 64 * 1024 * 1024;
/** A client that lets so much pile up is gone, or means harm. */
const MAX_PENDING_BYTES = 256 * 1024 * 1024;

/** One NETCONF session, the server's side (RFC 6241). Bytes come in by `receive`; one request is answered after the other. */
export class ServerSession implements OperationSession {
  readonly id: number;
  readonly user: SessionUser;
  readonly face: NetconfFace;
  readonly sourceHost: string;
  /** RFC 3339. */
  readonly loginTime: string;
  /** The subscription that events are sent for. */
  subscription: SubscriptionHandle | undefined;
  readonly #wire: Wire;
  readonly #logger: Logger;
  readonly #capabilities: readonly string[];
  readonly #decoder: FrameDecoder = new FrameDecoder({ maxMessageBytes: MAX_MESSAGE_BYTES });
  #hello: Uint8Array[] | undefined = [];
  #message: IncomingMessage | undefined;
  #closed = false;

  constructor(init: SessionInit) {
    this.face = init.face;
    this.#wire = init.wire;
    this.user = init.user;
    this.sourceHost = init.sourceHost;
    this.#logger = init.logger;
    this.id = init.face.nextSessionId();
    this.loginTime = init.face.engine.clock.eventTime();
    this.#capabilities = capabilities(init.face.engine.assumptions);
    init.face.sessions.set(this.id, this);
    this.#wire.send(encodeFrame(buildHello({ capabilities: this.#capabilities, sessionId: this.id }), "1.0"));
  }

  /** Takes bytes from the client. Whatever they are, nothing is thrown: a broken session is ended. */
  receive(bytes: Uint8Array): void {
    if (this.#closed) return;
    try {
      for (const piece of this.#decoder.push(bytes)) {
        if (this.#closed) return;
        if (this.#hello) this.#takeHello(piece.bytes, piece.end);
        else this.#takePiece(piece.bytes, piece.end);
      }
    } catch (error) {
      // RFC 6242 section 4.2: a framing that cannot be decoded ends the session; so does a hello that is none.
      if (!isEscError(error)) this.#logger.warn("The simulator met a fault of its own", { error: String(error) });
      this.close(error instanceof Error ? error.message : String(error));
    }
  }

  /** Sends one message. */
  send(message: string): void {
    if (this.#closed) return;
    this.#wire.send(encodeFrame(message, this.#decoder.framing));
    if (this.#wire.pendingBytes > MAX_PENDING_BYTES) this.close("the client does not read");
  }

  /** Ends the session, any number of times. */
  close(reason: string): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#logger.debug(`NETCONF session ${this.id} of ${this.user.name} ended`, { reason });
    this.subscription?.stop();
    this.face.sessions.delete(this.id);
    // RFC 6241 section 7.5: locks go with their session.
    if (this.face.lockedBy === this.id) this.face.lockedBy = undefined;
    this.#wire.end();
  }

  #takeHello(bytes: Uint8Array, end: boolean): void {
    this.#hello?.push(Uint8Array.from(bytes));
    if (!end) return;
    const hello = parseHello(Buffer.concat(this.#hello ?? []));
    this.#hello = undefined;
    // RFC 6241 section 8.1: a server ends a session whose client sends a session-id.
    if (hello.sessionId !== undefined) this.close("the client's hello has a session-id");
    else this.#decoder.framing = negotiateFraming(this.#capabilities, hello.capabilities);
  }

  #takePiece(bytes: Uint8Array, end: boolean): void {
    this.#message ??= new IncomingMessage();
    this.#message.write(bytes);
    if (!end) return;
    const message = this.#message;
    this.#message = undefined;
    this.#answer(message);
  }

  #answer(message: IncomingMessage): void {
    const answer = this.#work(message);
    this.send(buildReply(message.root?.tag ?? NO_CALL, answer.body));
    answer.after?.();
  }

  #work(message: IncomingMessage): Answer {
    try {
      const operation = checkRequest(message.finish());
      const handler = findOperation(operation);
      if (this.subscription?.active && handler.name !== "close-session") refuseOnSubscribed(this.face);
      // As the guide shows it: type, tag and severity only (l. 4978).
      if (handler.changes && this.user.group === "readonly") throw rpcFault("access-denied");
      return handler.run(this, operation);
    } catch (error) {
      const body = this.#faultsOf(error).map((one) => writeXml(faultElement(one)));
      return { body: body.join("") };
    }
  }

  #faultsOf(error: unknown): readonly Fault[] {
    if (error instanceof RpcFault) return error.faults;
    if (isEscError(error, "protocol-error") || isEscError(error, "too-large")) {
      // The tag malformed-message is for sessions that speak base:1.1 (RFC 6241 appendix A).
      const tag = this.#decoder.framing === "1.1" ? "malformed-message" : "operation-failed";
      return [fault(tag, { type: "rpc", message: error.message })];
    }
    this.#logger.warn("The simulator met a fault of its own", {
      error: error instanceof Error ? (error.stack ?? error.message) : String(error),
    });
    return [fault("operation-failed", { message: "The simulator met a fault of its own: see its log" })];
  }
}

/** Replies to what could not be read have no attributes to repeat. */
const NO_CALL: OpenTag = {
  namespace: "",
  local: "rpc",
  prefix: "",
  attributes: [],
  declared: {},
  scope: NamespaceScope.empty,
};

/** A message as it arrives. What is wrong with it is kept until its end, since an answer goes out between messages only. */
class IncomingMessage {
  root: MessageRoot | undefined;
  readonly #sink = new ElementSink();
  readonly #reader: MessageReader;
  #problem: unknown;

  constructor() {
    this.#reader = new MessageReader((root) => {
      this.root = root;
      return this.#sink;
    });
  }

  write(bytes: Uint8Array): void {
    if (this.#problem === undefined) this.#try(() => this.#reader.write(bytes));
  }

  /** @throws EscError `protocol-error` or `too-large` when the message was not well-formed */
  finish(): { readonly root: MessageRoot | undefined; readonly body: readonly XmlElement[] } {
    if (this.#problem === undefined) this.#try(() => this.#reader.end());
    if (this.#problem !== undefined) throw this.#problem;
    return { root: this.root, body: this.#sink.finish() };
  }

  #try(step: () => void): void {
    try {
      step();
    } catch (error) {
      this.#problem = error;
    }
  }
}

/** The operation of a request that is one (RFC 6241 section 4.1). */
function checkRequest(request: {
  readonly root: MessageRoot | undefined;
  readonly body: readonly XmlElement[];
}): XmlElement {
  const { root, body } = request;
  if (root?.kind !== "rpc") {
    throw rpcFault("unknown-element", {
      type: "rpc",
      message: "A client sends rpc elements only",
      info: { "bad-element": root?.tag.local ?? "" },
    });
  }
  if (root.messageId === undefined) {
    throw rpcFault("missing-attribute", {
      type: "rpc",
      message: "An rpc has the attribute message-id",
      info: { "bad-attribute": "message-id", "bad-element": "rpc" },
    });
  }
  const [operation, second] = body;
  if (!operation) {
    throw rpcFault("missing-element", {
      type: "rpc",
      message: "The rpc names no operation",
      info: { "bad-element": "rpc" },
    });
  }
  if (second) {
    throw rpcFault("bad-element", {
      type: "rpc",
      message: "An rpc names one operation",
      info: { "bad-element": second.local },
    });
  }
  return operation;
}

/** Without :interleave a session with a subscription can only be closed (developer's guide 2.3). */
function refuseOnSubscribed(face: NetconfFace): void {
  const tag = face.engine.assumptions.get("rpc-on-subscribed-session");
  if (tag === "accepted") return;
  throw rpcFault(tag, {
    message: "This session has a subscription and :interleave is not supported: use another session",
  });
}
