import { type Deferred, deferred } from "../core/deferred.js";
import { EscError, isEscError } from "../core/errors.js";
import { untilAborted } from "../core/signal.js";
import type { OpenTag } from "../xml/sink.js";
import type { Operation } from "./operation.js";
import type { MessageTaker } from "./receiver.js";
import { type ReplyOutcome, ReplyReader } from "./reply.js";
import type { RpcErrorEntry } from "./rpc-error.js";

/** A value with the warnings that stood beside it. */
export interface Reply<T> {
  readonly value: T;
  readonly warnings: readonly RpcErrorEntry[];
}

/** One call that waits for its reply. */
export interface PendingCall<T> {
  readonly messageId: string;
  readonly reply: Promise<Reply<T>>;
  /** To be called when the request goes out: from then on the server may act on it. */
  markSent(): void;
  /** Ends the wait with an error, and forgets the call: a late reply is dropped. Returns that error. */
  abandon(reason: unknown): unknown;
}

interface Entry {
  /** `late` when the operation cannot take a reply, and is settled by that. */
  readonly take: (reply: OpenTag) => MessageTaker | "late";
  readonly lose: (reason: unknown) => void;
}

/** The calls of a session that wait for a reply, found by message-id, and the cap on how many there may be. */
export class PendingCalls {
  readonly #maxInFlight: number;
  readonly #entries = new Map<string, Entry>();
  readonly #queue: Deferred<void>[] = [];
  #inFlight = 0;
  #lastId = 0;
  #ended: { readonly reason: EscError } | undefined;
  readonly #streaming = new Set<(reason: unknown) => void>();
  #streamsEnded: { readonly reason: EscError } | undefined;

  constructor(maxInFlight: number) {
    if (!(maxInFlight >= 1)) {
      throw new EscError("invalid-input", `maxInFlight is ${maxInFlight}: give 1 or more`);
    }
    this.#maxInFlight = maxInFlight;
  }

  /** Calls that have been sent or are about to be, and wait for a reply. */
  get size(): number {
    return this.#entries.size;
  }

  /**
   * Waits for a place among the calls in flight; the first to wait is the first to get one. To be given back with {@link leave}.
   *
   * @throws the signal's reason, or why the session ended
   */
  async enter(signal: AbortSignal): Promise<void> {
    signal.throwIfAborted();
    if (this.#ended) throw this.#ended.reason;
    if (this.#inFlight < this.#maxInFlight) {
      this.#inFlight++;
      return;
    }
    const turn = deferred<void>();
    this.#queue.push(turn);
    try {
      await untilAborted(turn.promise, signal);
    } catch (reason) {
      const at = this.#queue.indexOf(turn);
      if (at >= 0) this.#queue.splice(at, 1);
      // The place came in the same moment as the abort: pass it on.
      else if (turn.settled && !this.#ended) this.leave();
      throw reason;
    }
  }

  /** Gives a place back. */
  leave(): void {
    const next = this.#queue.shift();
    if (next) next.resolve();
    else this.#inFlight--;
  }

  /**
   * Registers a call under a fresh message-id.
   *
   * @throws why the session ended
   */
  add<T>(operation: Operation<T>): PendingCall<T> {
    if (this.#ended) throw this.#ended.reason;
    const messageId = String(++this.#lastId);
    const reply = deferred<Reply<T>>();
    let sent = false;
    const reject = (reason: unknown) => {
      this.#entries.delete(messageId);
      this.#streaming.delete(lose);
      reply.reject(reason);
    };
    const lose = (reason: unknown) => {
      const outcome = sent && operation.changes ? withOpenOutcome(reason, operation.name) : reason;
      reject(outcome);
      return outcome;
    };
    const outcome: ReplyOutcome<T> = {
      get settled() {
        return reply.settled;
      },
      resolve: (value, warnings) => {
        this.#entries.delete(messageId);
        this.#streaming.delete(lose);
        reply.resolve({ value, warnings });
      },
      reject,
      lose,
    };
    this.#entries.set(messageId, {
      take: (tag) => {
        try {
          const sink = operation.receive(tag);
          if (sink.afterPiece && this.#streamsEnded) throw this.#streamsEnded.reason;
          if (sink.afterPiece) this.#streaming.add(lose);
          return new ReplyReader(operation.name, sink, outcome);
        } catch (reason) {
          reject(reason);
          return "late";
        }
      },
      lose,
    });
    const markSent = () => {
      sent = true;
    };
    return { messageId, reply: reply.promise, markSent, abandon: lose };
  }

  /**
   * What takes the reply with this message-id. A reply without one (RFC 6241 appendix A: the call's was missing, to the server's mind)
   * belongs to the only call there is, if there is but one.
   *
   * @returns `late` for a call that is already settled, undefined for an id that was never given
   */
  takerFor(reply: OpenTag, messageId: string | undefined): MessageTaker | "late" | undefined {
    if (messageId === undefined) {
      const [only, ...others] = this.#entries.values();
      return others.length === 0 ? only?.take(reply) : undefined;
    }
    const entry = this.#entries.get(messageId);
    if (entry) return entry.take(reply);
    return /^[1-9][0-9]{0,15}$/.test(messageId) && Number(messageId) <= this.#lastId ? "late" : undefined;
  }

  /** Ends the calls whose reply waits for its consumer as it arrives, so that the replies behind it can be read. */
  endStreams(reason: EscError): void {
    this.#streamsEnded = { reason };
    for (const lose of [...this.#streaming]) lose(reason);
  }

  /** Ends every call, waiting or sent, with one reason; later calls get it too. */
  end(reason: EscError): void {
    if (this.#ended) return;
    this.#ended = { reason };
    for (const entry of [...this.#entries.values()]) entry.lose(reason);
    for (const turn of this.#queue.splice(0)) turn.reject(reason);
  }
}

/** The same error, saying that the change may have been made. */
function withOpenOutcome(reason: unknown, name: string): unknown {
  if (!isEscError(reason) || reason.mayHaveBeenApplied) return reason;
  return new EscError(
    reason.code,
    `${reason.message}. ${name} had been sent: the server may or may not have applied it`,
    {
      cause: reason,
      mayHaveBeenApplied: true,
      ...(reason.received === undefined ? {} : { received: reason.received }),
    },
  );
}
