import { EscError } from "../core/errors.js";

/** What the network between ESC and its clients can be made to do. It holds for all sessions, those open included. */
export interface NetworkControl {
  /** Cuts a connection, without goodbye, after it has carried so many more bytes to its client. Once; then the network is as before. */
  dropAfterBytes(bytes: number): void;
  /** Sends everything in pieces of so many bytes. */
  chunk(bytes: number): void;
  /** Holds every piece back for so many real milliseconds. */
  delay(ms: number): void;
  /** Sends nothing until `resume`. */
  pause(): void;
  /** Sends again. */
  resume(): void;
  /** Takes everything back. */
  reset(): void;
}

/** One client's line, as the network sees it. */
export interface Line {
  /** Hands bytes to the transport. */
  write(bytes: Uint8Array): void;
  /** Ends it as a network does that breaks. */
  cut(): void;
  /** Ends it politely. */
  end(): void;
}

/** The misbehaving network. */
export class Network implements NetworkControl {
  #pieceBytes = Number.POSITIVE_INFINITY;
  #delayMs = 0;
  #paused = false;
  /** Bytes until the cut, by line; undefined: no cut is planned. */
  #cutAfter: { readonly bytes: number; readonly carried: WeakMap<Line, number> } | undefined;
  readonly #queues = new Set<LineQueue>();

  dropAfterBytes(bytes: number): void {
    if (!(bytes >= 0)) throw badAmount("dropAfterBytes", bytes);
    this.#cutAfter = { bytes, carried: new WeakMap() };
  }

  chunk(bytes: number): void {
    if (!(bytes >= 1)) throw badAmount("chunk", bytes);
    this.#pieceBytes = bytes;
  }

  delay(ms: number): void {
    if (!(ms >= 0)) throw badAmount("delay", ms);
    this.#delayMs = ms;
  }

  pause(): void {
    this.#paused = true;
  }

  resume(): void {
    this.#paused = false;
    for (const queue of this.#queues) queue.pump();
  }

  reset(): void {
    this.#pieceBytes = Number.POSITIVE_INFINITY;
    this.#delayMs = 0;
    this.#cutAfter = undefined;
    this.resume();
  }

  /** Puts a line behind this network. */
  connect(line: Line): LineQueue {
    const queue: LineQueue = new LineQueue(line, {
      paused: () => this.#paused,
      pieceBytes: () => this.#pieceBytes,
      delayMs: () => this.#delayMs,
      allowance: (wanted) => this.#allowance(line, wanted),
      closed: () => this.#queues.delete(queue),
    });
    this.#queues.add(queue);
    return queue;
  }

  /** How many of the wanted bytes a line may still carry; fewer than wanted means that it is cut then. */
  #allowance(line: Line, wanted: number): number {
    const plan = this.#cutAfter;
    if (!plan) return wanted;
    const carried = plan.carried.get(line) ?? 0;
    plan.carried.set(line, carried + wanted);
    if (carried + wanted < plan.bytes) return wanted;
    this.#cutAfter = undefined;
    return plan.bytes - carried;
  }
}

function badAmount(name: string, amount: number): EscError {
  return new EscError("invalid-input", `network.${name}(${amount}): give a positive number`);
}

interface Conditions {
  paused(): boolean;
  pieceBytes(): number;
  delayMs(): number;
  allowance(wanted: number): number;
  closed(): void;
}

/** What waits to be sent to one client. */
export class LineQueue {
  readonly #line: Line;
  readonly #conditions: Conditions;
  #waiting: Uint8Array[] = [];
  #waitingBytes = 0;
  #timer: NodeJS.Timeout | undefined;
  #ending = false;
  #closed = false;

  constructor(line: Line, conditions: Conditions) {
    this.#line = line;
    this.#conditions = conditions;
  }

  /** Bytes that the network holds back. */
  get pendingBytes(): number {
    return this.#waitingBytes;
  }

  /** Sends bytes, in order. */
  send(bytes: Uint8Array): void {
    if (this.#closed || this.#ending) return;
    this.#waiting.push(bytes);
    this.#waitingBytes += bytes.length;
    this.pump();
  }

  /** Ends the line once everything is sent. */
  end(): void {
    this.#ending = true;
    this.pump();
  }

  /** Forgets what waits: the line is gone. */
  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    clearTimeout(this.#timer);
    this.#waiting = [];
    this.#waitingBytes = 0;
    this.#conditions.closed();
  }

  /** Sends what may be sent now. */
  pump(): void {
    while (!this.#closed && this.#timer === undefined && !this.#conditions.paused()) {
      const piece = this.#waiting[0];
      if (!piece) {
        if (this.#ending) {
          this.close();
          this.#line.end();
        }
        return;
      }
      const ms = this.#conditions.delayMs();
      if (ms > 0) {
        this.#timer = setTimeout(() => {
          this.#timer = undefined;
          this.#sendPiece();
          this.pump();
        }, ms);
        return;
      }
      this.#sendPiece();
    }
  }

  #sendPiece(): void {
    const first = this.#waiting[0];
    if (!first || this.#closed) return;
    const length = Math.min(first.length, this.#conditions.pieceBytes());
    const piece = first.subarray(0, length);
    if (length === first.length) this.#waiting.shift();
    else this.#waiting[0] = first.subarray(length);
    this.#waitingBytes -= length;
    const allowed = this.#conditions.allowance(length);
    if (allowed > 0) this.#line.write(piece.subarray(0, allowed));
    if (allowed >= length && !(allowed === 0 && length === 0)) return;
    this.close();
    this.#line.cut();
  }
}
