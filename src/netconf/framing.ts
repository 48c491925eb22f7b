import { EscError } from "../core/errors.js";
import { showBytes } from "./show.js";

/**
 * How messages are told apart on the wire: `1.0` is end-of-message framing (RFC 6242 section 4.3), `1.1` chunked framing
 * (RFC 6242 section 4.2). Every session starts with `1.0` for the two hellos.
 */
export type Framing = "1.0" | "1.1";

/** A piece of one message: bytes that belong to it, and whether it ends with them. The last piece may be empty. */
export interface FramePiece {
  readonly bytes: Uint8Array;
  readonly end: boolean;
}

/** Options of {@link FrameDecoder}. */
export interface FrameDecoderOptions {
  /** The framing to begin with. Default `1.0`. */
  readonly framing?: Framing;
  /** The most bytes of one message. Default no limit: then whoever takes the pieces has to count. */
  readonly maxMessageBytes?: number;
}

/** The largest chunk that RFC 6242 section 4.2 allows, in bytes. */
export const MAX_CHUNK_BYTES = 4_294_967_295;

const LF = 0x0a;
const HASH = 0x23;
const ZERO = 0x30;
const NINE = 0x39;

const END_OF_MESSAGE = Buffer.from("]]>]]>");
/** How much of the delimiter still matches when it breaks off after `index` bytes (Knuth, Morris and Pratt's table). */
const FALL_BACK = [0, 0, 1, 0, 1, 2, 3] as const;
const END_OF_CHUNKS = Buffer.from("\n##\n");
const NOTHING = new Uint8Array(0);

/** Where the chunked decoder stands: which byte of `\n#<size>\n` or `\n##\n` comes next, or inside of a chunk. */
type ChunkState = "lf" | "hash" | "first-digit" | "digits" | "data" | "end-lf";

/**
 * Finds the ends of messages in a byte stream cut anywhere, in one pass, and knows nothing of XML. It keeps no bytes of a
 * message: pieces are views into what was pushed, so they are to be used before the buffer is.
 */
export class FrameDecoder {
  readonly #maxMessageBytes: number;
  #framing: Framing;
  #messageBytes = 0;
  #messages = 0;
  /** End-of-message: how many bytes of the delimiter the stream ends with so far; they are held back. */
  #matched = 0;
  /** End-of-message: how much of `\n#<digit>` the message began with, -1 once it is something else. */
  #chunkLike = 0;
  #state: ChunkState = "lf";
  #chunksInMessage = 0;
  #size = 0;
  /** The bytes of the chunk header so far, for the error message. */
  #header: number[] = [];

  constructor(options: FrameDecoderOptions = {}) {
    this.#framing = options.framing ?? "1.0";
    this.#maxMessageBytes = options.maxMessageBytes ?? Number.POSITIVE_INFINITY;
  }

  /** The framing in use. To be set between messages only; what is pushed but not yet taken is read in the new framing. */
  get framing(): Framing {
    return this.#framing;
  }

  set framing(framing: Framing) {
    this.#framing = framing;
  }

  /** True when the stream may end here: no message is half read. */
  get betweenMessages(): boolean {
    return this.#messageBytes === 0 && this.#matched === 0 && this.#state === "lf" && this.#chunksInMessage === 0;
  }

  /**
   * Takes the next bytes of the stream and gives the pieces of messages in them, one at a time as they are asked for, so that
   * `framing` can be changed after the last piece of a hello. Take all pieces before the next call.
   *
   * @throws EscError `protocol-error` where the framing is broken, `too-large` for a message over `maxMessageBytes`
   */
  *push(chunk: Uint8Array): Generator<FramePiece, void, undefined> {
    let at = 0;
    while (at < chunk.length) {
      at = this.#framing === "1.0" ? yield* this.#untilDelimiter(chunk, at) : yield* this.#throughChunks(chunk, at);
    }
  }

  /** End-of-message framing, up to the end of this message or of the bytes. */
  *#untilDelimiter(chunk: Uint8Array, from: number): Generator<FramePiece, number, undefined> {
    let at = from;
    while (this.#matched > 0) {
      // The delimiter may have begun in an earlier read: go on byte by byte until that is settled.
      if (at === chunk.length) return at;
      const before = this.#matched;
      this.#matched = advance(before, chunk[at] ?? 0);
      if (this.#matched === 0) {
        yield this.#piece(END_OF_MESSAGE.subarray(0, before), false);
        break;
      }
      at++;
      if (this.#matched === END_OF_MESSAGE.length) {
        yield this.#endMessage(NOTHING);
        return at;
      }
      const released = before + 1 - this.#matched;
      if (released > 0) yield this.#piece(END_OF_MESSAGE.subarray(0, released), false);
    }
    this.#watchForChunks(chunk, at);
    const end = indexOfDelimiter(chunk, at);
    if (end >= 0) {
      yield this.#endMessage(chunk.subarray(at, end));
      return end + END_OF_MESSAGE.length;
    }
    this.#matched = delimiterAtEnd(chunk, at);
    const data = chunk.subarray(at, chunk.length - this.#matched);
    if (data.length > 0) yield this.#piece(data, false);
    return chunk.length;
  }

  /** Chunked framing sent into an end-of-message session is told from XML by its first three bytes. A banner may stand before hello. */
  #watchForChunks(chunk: Uint8Array, from: number): void {
    if (this.#messages === 0) return;
    for (let at = from; at < chunk.length && this.#chunkLike >= 0; at++) {
      const byte = chunk[at] ?? 0;
      if (this.#chunkLike === 2 && isDigit(byte)) {
        throw new EscError(
          "protocol-error",
          "The peer sends chunked framing (base:1.1), but this session uses end-of-message framing (base:1.0), as the two hellos agreed",
          { received: showBytes(chunk) },
        );
      }
      this.#chunkLike = byte === (this.#chunkLike === 0 ? LF : HASH) && this.#chunkLike < 2 ? this.#chunkLike + 1 : -1;
    }
  }

  /** Chunked framing, up to the end of this message or of the bytes. */
  *#throughChunks(chunk: Uint8Array, from: number): Generator<FramePiece, number, undefined> {
    let at = from;
    while (at < chunk.length) {
      if (this.#state === "data") {
        const data = chunk.subarray(at, at + this.#size);
        at += data.length;
        this.#size -= data.length;
        if (this.#size === 0) this.#state = "lf";
        yield this.#piece(data, false);
        continue;
      }
      const ended = this.#headerByte(chunk[at] ?? 0, chunk, at);
      at++;
      if (ended) {
        yield this.#endMessage(NOTHING);
        return at;
      }
    }
    return at;
  }

  /** One byte outside of a chunk's data; true when it ends the message. */
  #headerByte(byte: number, chunk: Uint8Array, at: number): boolean {
    this.#header.push(byte);
    switch (this.#state) {
      case "lf":
        if (byte !== LF) throw this.#noHeader(chunk, at);
        this.#state = "hash";
        return false;
      case "hash":
        if (byte !== HASH) throw this.#noHeader(chunk, at);
        this.#state = "first-digit";
        return false;
      case "first-digit":
        return this.#firstDigit(byte);
      case "digits":
        this.#digit(byte);
        return false;
      default:
        if (byte !== LF) throw this.#badHeader("expected a line feed after ##");
        this.#header = [];
        return true;
    }
  }

  #firstDigit(byte: number): boolean {
    if (byte === HASH) {
      if (this.#chunksInMessage === 0) throw this.#badHeader("a message of no chunks");
      this.#state = "end-lf";
      return false;
    }
    if (!isDigit(byte) || byte === ZERO) throw this.#badHeader("a chunk size starts with a digit from 1 to 9");
    this.#size = byte - ZERO;
    this.#state = "digits";
    return false;
  }

  #digit(byte: number): void {
    if (byte === LF) {
      this.#state = "data";
      this.#chunksInMessage++;
      this.#header = [];
      this.#checkSize(this.#size);
      return;
    }
    if (!isDigit(byte)) throw this.#badHeader("a chunk size is digits and then a line feed");
    this.#size = this.#size * 10 + (byte - ZERO);
    if (this.#size > MAX_CHUNK_BYTES) throw this.#badHeader(`a chunk size is at most ${MAX_CHUNK_BYTES}`);
  }

  #noHeader(chunk: Uint8Array, at: number): EscError {
    const seen = [...this.#header, ...chunk.subarray(at + 1, at + 40)];
    const text = new TextDecoder().decode(Uint8Array.from(seen)).trimStart();
    if (!text.startsWith("]") && !text.startsWith("<")) return this.#badHeader("expected a chunk header", seen);
    return new EscError(
      "protocol-error",
      "The peer sends end-of-message framing (base:1.0), but this session uses chunked framing (base:1.1), as the two hellos agreed",
      { received: showBytes(Uint8Array.from(seen)) },
    );
  }

  #badHeader(what: string, seen: readonly number[] = this.#header): EscError {
    const received = showBytes(Uint8Array.from(seen));
    return new EscError("protocol-error", `The chunked framing is broken: ${what}, got ${received}`, { received });
  }

  /** Limits come before data: a size is judged when it is announced. */
  #checkSize(more: number): void {
    if (this.#messageBytes + more <= this.#maxMessageBytes) return;
    throw new EscError(
      "too-large",
      `A message is larger than ${this.#maxMessageBytes} bytes: raise the option maxMessageBytes or ask for less`,
    );
  }

  #piece(bytes: Uint8Array, end: boolean): FramePiece {
    this.#checkSize(bytes.length);
    this.#messageBytes += bytes.length;
    return { bytes, end };
  }

  #endMessage(bytes: Uint8Array): FramePiece {
    const piece = this.#piece(bytes, true);
    this.#messageBytes = 0;
    this.#messages++;
    this.#matched = 0;
    this.#chunkLike = 0;
    this.#chunksInMessage = 0;
    this.#state = "lf";
    return piece;
  }
}

/** How much of the delimiter matches after one more byte. */
function advance(matched: number, byte: number): number {
  let now = matched;
  while (now > 0 && END_OF_MESSAGE[now] !== byte) now = FALL_BACK[now] ?? 0;
  return END_OF_MESSAGE[now] === byte ? now + 1 : 0;
}

function indexOfDelimiter(chunk: Uint8Array, from: number): number {
  return Buffer.from(chunk.buffer, chunk.byteOffset, chunk.length).indexOf(END_OF_MESSAGE, from);
}

/** How many bytes of the delimiter the bytes end with; only the last five can matter. */
function delimiterAtEnd(chunk: Uint8Array, from: number): number {
  let matched = 0;
  for (let at = Math.max(from, chunk.length - END_OF_MESSAGE.length + 1); at < chunk.length; at++) {
    matched = advance(matched, chunk[at] ?? 0);
  }
  return matched;
}

function isDigit(byte: number): boolean {
  return byte >= ZERO && byte <= NINE;
}

/** Options of {@link encodeFrame}. */
export interface EncodeFrameOptions {
  /** Chunked framing only: the most bytes of one chunk. Default (and most) {@link MAX_CHUNK_BYTES}. */
  readonly chunkBytes?: number;
}

/**
 * Puts one message into its frame: one buffer, self-contained, to be written with one write (RFC 6242 section 4).
 *
 * @param message the XML document, as text or UTF-8 bytes
 * @throws EscError `invalid-input` for a message that is empty, or that holds `]]>]]>` under framing 1.0, where it cannot be sent
 */
export function encodeFrame(
  message: string | Uint8Array,
  framing: Framing,
  options: EncodeFrameOptions = {},
): Uint8Array {
  const bytes = typeof message === "string" ? Buffer.from(message) : message;
  if (bytes.length === 0) throw new EscError("invalid-input", "An empty message cannot be framed");
  if (framing === "1.0") {
    if (indexOfDelimiter(bytes, 0) >= 0) {
      throw new EscError(
        "invalid-input",
        "The message holds ]]>]]>, which ends a message in a base:1.0 session: write > as &gt; instead of using CDATA",
      );
    }
    return Buffer.concat([bytes, END_OF_MESSAGE]);
  }
  const most = options.chunkBytes ?? MAX_CHUNK_BYTES;
  if (!(most >= 1)) throw new EscError("invalid-input", `chunkBytes is ${most}: give 1 or more`);
  const parts: Uint8Array[] = [];
  for (let at = 0; at < bytes.length; at += most) {
    const data = bytes.subarray(at, at + most);
    parts.push(Buffer.from(`\n#${data.length}\n`), data);
  }
  return Buffer.concat([...parts, END_OF_CHUNKS]);
}
