import type { Duplex, Readable, Writable } from "node:stream";
import { type Deferred, deferred } from "../core/deferred.js";
import { EscError } from "../core/errors.js";
import { BoundedQueue } from "../core/queue.js";
import { showBytes } from "./show.js";
import type { Transport } from "./transport.js";

/** Options of {@link StreamTransport}. */
export interface StreamTransportOptions {
  /** Whom it leads to, for messages. */
  readonly peer: string;
  /** What the far end writes beside the protocol: read, so that it does not fill the window, and shown when the line ends. */
  readonly stderr?: Readable | undefined;
  /** Lets go of the connection underneath, at once. */
  readonly destroy: () => void;
  /** The connection underneath, where writes of the same moment may go out in one system call. */
  readonly socket?: Writable | undefined;
}

/** Reads taken from the stream and not yet from us; beyond that the stream is paused, and so its peer held back. */
const READ_AHEAD = 16;
const STDERR_BYTES = 1000;

/**
 * A {@link Transport} over a Node stream. The stream's `end`, `close` and `error` come in any order, and a write to a dead one may
 * never call back; here they fold into one end, after everything that had arrived.
 */
export class StreamTransport implements Transport {
  readonly peer: string;
  readonly #stream: Duplex;
  readonly #destroy: () => void;
  readonly #socket: Writable | undefined;
  readonly #queue = new BoundedQueue<Uint8Array>({ limit: READ_AHEAD });
  readonly #ended: Deferred<never> = deferred<never>();
  #reason: EscError | undefined;
  #stderr = Buffer.alloc(0);
  #paused = false;
  #closed = false;

  constructor(stream: Duplex, options: StreamTransportOptions) {
    this.peer = options.peer;
    this.#stream = stream;
    this.#destroy = options.destroy;
    this.#socket = options.socket;
    options.stderr?.on("data", (bytes: Buffer) => this.#keepStderr(bytes));
    options.stderr?.on("error", () => undefined);
    stream.on("data", (bytes: Buffer) => this.#take(bytes));
    stream.on("end", () => this.#finish());
    stream.on("close", () => this.lose(undefined));
    stream.on("error", (cause: unknown) => this.lose(cause));
  }

  get incoming(): AsyncIterable<Uint8Array> {
    return this.#queue;
  }

  /** Says that the connection underneath has ended, with the error that it ended with, if any. What has arrived is delivered first. */
  lose(cause: unknown): void {
    if (cause !== undefined && !this.#reason) {
      const why = cause instanceof Error ? cause.message : String(cause);
      this.#reason = new EscError("connection-lost", `The connection to ${this.peer} was lost: ${why}`, { cause });
    }
    // While paused, data is still in the stream: its `end` comes after that.
    if (!this.#paused && this.#stream.readableLength === 0) this.#finish();
  }

  async write(chunk: Uint8Array): Promise<void> {
    if (this.#closed) throw new EscError("closed", `The connection to ${this.peer} is closed`);
    if (this.#queue.ended || !this.#stream.writable) throw this.#lostWhileWriting();
    const written = deferred<void>();
    this.#cork();
    this.#stream.write(chunk, (error) => (error ? written.reject(error) : written.resolve()));
    try {
      await Promise.race([written.promise, this.#ended.promise]);
    } catch (cause) {
      if (this.#closed) throw new EscError("closed", `The connection to ${this.peer} is closed`);
      throw this.#lostWhileWriting(cause);
    }
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#queue.end();
    this.#settle();
    this.#destroy();
  }

  /** Many calls at once cost one system call, not one each. */
  #cork(): void {
    const socket = this.#socket;
    if (!socket || socket.writableCorked > 0) return;
    socket.cork();
    process.nextTick(() => socket.uncork());
  }

  #take(bytes: Buffer): void {
    const full = this.#queue.push(bytes);
    if (!full) return;
    this.#paused = true;
    this.#stream.pause();
    void full.then(() => {
      this.#paused = false;
      this.#stream.resume();
    });
  }

  #finish(): void {
    if (this.#queue.ended) return;
    const said = this.#stderr.length > 0 ? showBytes(this.#stderr) : undefined;
    if (this.#reason) this.#queue.fail(this.#reason);
    else if (said === undefined) this.#queue.end();
    else {
      this.#queue.fail(
        new EscError("connection-lost", `${this.peer} ended the session, saying ${said}`, { received: said }),
      );
    }
    this.#settle();
  }

  #settle(): void {
    this.#ended.reject(new EscError("connection-lost", `The connection to ${this.peer} has ended`));
  }

  #lostWhileWriting(cause?: unknown): EscError {
    return this.#reason ?? new EscError("connection-lost", `The connection to ${this.peer} has ended`, { cause });
  }

  #keepStderr(bytes: Buffer): void {
    if (this.#stderr.length < STDERR_BYTES)
      this.#stderr = Buffer.concat([this.#stderr, bytes]).subarray(0, STDERR_BYTES);
  }
}
