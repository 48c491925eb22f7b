import { EscError, isEscError } from "../core/errors.js";
import type { XmlLimits } from "../xml/reader.js";
import type { XmlHandler } from "../xml/sink.js";
import { FrameDecoder, type FramePiece, type Framing } from "./framing.js";
import { type Hello, MessageReader, type MessageRoot, parseHello } from "./messages.js";
import { showBytes } from "./show.js";

/** Takes one message after its root was recognised. */
export interface MessageTaker extends XmlHandler {
  /** True when the rest of the message is of no interest: it is not even parsed then. */
  readonly skip: boolean;
  /**
   * There when the message is used up while it arrives, so that its size has no limit: called after each piece of it but the last; a
   * promise holds the receiver back until it resolves.
   */
  readonly afterPiece?: (() => Promise<void> | undefined) | undefined;
  /** The message is complete. A promise holds the receiver back until it resolves. */
  end(): Promise<void> | undefined;
  /** The message cannot be used: not well-formed, or over a limit. */
  fail(reason: EscError): void;
}

/** What the receiver tells its owner. Whatever these throw ends the session. */
export interface ReceiverOwner {
  /** The peer's hello is here; the answer is the framing of what follows. */
  hello(hello: Hello): Framing;
  /** A message has begun; the answer takes it, undefined skips it. */
  route(root: MessageRoot): MessageTaker | undefined;
}

/** Limits of {@link Receiver}. */
export interface ReceiverOptions {
  /** The most bytes of one message. */
  readonly maxMessageBytes: number;
  /** Limits of one message's XML. */
  readonly xml?: XmlLimits;
}

interface Incoming {
  readonly reader: MessageReader;
  readonly start: Uint8Array;
  taker: MessageTaker | undefined;
  bytes: number;
  skipping: boolean;
}

/** A hello, with whatever stands before it, is small: more than this is something else. */
const MAX_HELLO_BYTES = 4 * 1024 * 1024;

/** Bytes that are read at a time, however many come at once: what a message that is used up as it arrives brings between two waits. */
const PIECE_BYTES = 32 * 1024;

/**
 * Reads what a peer sends: first the hello, then messages, each fed to its taker while it arrives. Bytes are not kept.
 */
export class Receiver {
  readonly #owner: ReceiverOwner;
  readonly #options: ReceiverOptions;
  readonly #decoder = new FrameDecoder();
  #hello: Uint8Array[] | undefined = [];
  #helloBytes = 0;
  #message: Incoming | undefined;

  constructor(owner: ReceiverOwner, options: ReceiverOptions) {
    this.#owner = owner;
    this.#options = options;
  }

  /** What has come of the hello so far, for error messages; undefined after the hello. */
  get partialHello(): Uint8Array | undefined {
    return this.#hello && Buffer.concat(this.#hello);
  }

  /** True when the stream may end here: no message is half read. */
  get betweenMessages(): boolean {
    return this.#decoder.betweenMessages;
  }

  /**
   * Reads until the peer ends the stream.
   *
   * @throws EscError `protocol-error` or `too-large` when the stream as a whole cannot be read on; what the transport and the owner throw
   */
  async run(incoming: AsyncIterable<Uint8Array>): Promise<void> {
    for await (const chunk of incoming) {
      for (const whole of this.#decoder.push(chunk)) {
        for (const piece of whole.bytes.length <= PIECE_BYTES ? [whole] : cutPiece(whole)) {
          const hold = this.#hello ? this.#takeHello(piece, this.#hello) : this.#take(piece);
          if (hold) await hold;
        }
      }
    }
  }

  #takeHello(piece: FramePiece, parts: Uint8Array[]): undefined {
    this.#helloBytes += piece.bytes.length;
    if (this.#helloBytes > MAX_HELLO_BYTES) {
      const received = showBytes(Buffer.concat(parts));
      throw new EscError("protocol-error", `The peer sent no hello, but ${this.#helloBytes} bytes of ${received}`, {
        received,
      });
    }
    // A copy, since the transport may use its buffer again; `slice` of a Buffer is none.
    parts.push(new Uint8Array(piece.bytes));
    if (!piece.end) return;
    this.#decoder.framing = this.#owner.hello(parseHello(Buffer.concat(parts)));
    this.#hello = undefined;
  }

  #take({ bytes, end }: FramePiece): Promise<void> | undefined {
    this.#message ??= this.#begin(bytes);
    const message = this.#message;
    try {
      if (message.taker?.skip) message.skipping = true;
      if (!message.skipping) this.#read(message, bytes);
      if (!end) return message.taker?.skip === false ? message.taker.afterPiece?.() : undefined;
      this.#message = undefined;
      if (message.skipping) return undefined;
      message.reader.end();
      return message.taker?.end();
    } catch (error) {
      this.#spoilt(message, error, bytes);
      return undefined;
    }
  }

  #begin(bytes: Uint8Array): Incoming {
    const message: Incoming = {
      reader: new MessageReader((root) => {
        message.taker = this.#owner.route(root);
        message.skipping = message.taker === undefined;
        return message.taker ?? NOBODY;
      }, this.#options.xml),
      start: new Uint8Array(bytes.subarray(0, 200)),
      taker: undefined,
      bytes: 0,
      skipping: false,
    };
    return message;
  }

  /** What is over the limit is not read; what is within it is, since it tells whose message it is. */
  #read(message: Incoming, bytes: Uint8Array): void {
    const limit = this.#options.maxMessageBytes;
    const room = limit - message.bytes;
    message.bytes += bytes.length;
    const within = bytes.length > room ? bytes.subarray(0, Math.max(room, 0)) : bytes;
    message.reader.write(within);
    if (message.skipping || message.bytes <= limit) return;
    if (message.taker?.afterPiece) {
      message.reader.write(bytes.subarray(within.length));
      return;
    }
    throw new EscError(
      "too-large",
      `A message is larger than ${limit} bytes: raise the option maxMessageBytes or ask for less`,
    );
  }

  /** A message that has a taker spoils only that; one that nobody can be told about leaves calls waiting, so it ends the session. */
  #spoilt(message: Incoming, error: unknown, bytes: Uint8Array): void {
    if (!isEscError(error)) throw error;
    if (message.taker) {
      message.taker.fail(error);
      message.skipping = true;
      return;
    }
    const shown = showBytes(message.bytes <= 200 ? message.start : bytes);
    throw new EscError(error.code, `The peer sent a message that cannot be read: ${error.message} It reads ${shown}`, {
      cause: error,
      received: error.received ?? shown,
    });
  }
}

function* cutPiece({ bytes, end }: FramePiece): Iterable<FramePiece> {
  for (let at = 0; at < bytes.length; at += PIECE_BYTES) {
    const last = at + PIECE_BYTES >= bytes.length;
    yield { bytes: bytes.subarray(at, at + PIECE_BYTES), end: end && last };
  }
}

const NOBODY: XmlHandler = { open: () => undefined, text: () => undefined, close: () => undefined };
