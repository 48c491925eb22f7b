import { isEscError } from "../core/errors.js";
import { ElementSink } from "../xml/element.js";
import { NETCONF_NS } from "../xml/names.js";
import type { OpenTag } from "../xml/sink.js";
import { parseRpcError } from "./messages.js";
import type { ReplySink } from "./operation.js";
import type { MessageTaker } from "./receiver.js";
import { RpcError, type RpcErrorEntry } from "./rpc-error.js";

/** How the reply to one call ended. */
export interface ReplyOutcome<T> {
  /** The reply is complete. */
  resolve(value: T, warnings: readonly RpcErrorEntry[]): void;
  /** The reply says error, or what reads it does not accept its content. */
  reject(reason: unknown): void;
  /** No usable reply came: what was asked may have been done or not. */
  lose(reason: unknown): void;
  /** True once the call is settled, by whatever: then the rest of the reply is skipped. */
  readonly settled: boolean;
}

/**
 * Takes the body of one `<rpc-reply>`: errors and warnings are set apart, the rest goes to the operation's sink. A sink that throws
 * settles this one call with what it threw.
 */
export class ReplyReader<T> implements MessageTaker {
  readonly #name: string;
  readonly #sink: ReplySink<T>;
  readonly #outcome: ReplyOutcome<T>;
  readonly #errors = new ElementSink();
  readonly afterPiece: (() => Promise<void> | undefined) | undefined;
  #depth = 0;
  #inError = false;
  #refused = false;

  constructor(name: string, sink: ReplySink<T>, outcome: ReplyOutcome<T>) {
    this.#name = name;
    this.#sink = sink;
    this.#outcome = outcome;
    this.afterPiece = sink.afterPiece;
  }

  get skip(): boolean {
    return this.#outcome.settled;
  }

  open(tag: OpenTag): void {
    this.#depth++;
    if (this.#depth === 1) this.#inError = isRpcError(tag);
    if (this.#inError) this.#errors.open(tag);
    if (!this.#passesOn()) return;
    try {
      this.#sink.open(tag);
    } catch (reason) {
      this.#refuse(reason);
    }
  }

  text(text: string): void {
    if (this.#inError) this.#errors.text(text);
    if (!this.#passesOn()) return;
    try {
      this.#sink.text(text);
    } catch (reason) {
      this.#refuse(reason);
    }
  }

  close(): void {
    if (this.#inError) this.#errors.close();
    try {
      if (this.#passesOn()) this.#sink.close();
    } catch (reason) {
      this.#refuse(reason);
    }
    this.#depth--;
    if (this.#depth === 0) this.#inError = false;
  }

  end(): undefined {
    if (this.#outcome.settled) return undefined;
    try {
      const entries = this.#errors.finish().map(parseRpcError);
      if (entries.some((entry) => entry.severity === "error")) throw new RpcError(this.#name, entries);
      this.#outcome.resolve(this.#sink.finish(entries), entries);
    } catch (reason) {
      this.#refuse(reason);
    }
    return undefined;
  }

  fail(reason: unknown): void {
    this.#outcome.lose(reason);
  }

  /** Whether the operation's sink takes what comes now. That somebody else has settled the call is seen by `skip`, once a read. */
  #passesOn(): boolean {
    return !this.#refused && (!this.#inError || this.#sink.everything === true);
  }

  #refuse(reason: unknown): void {
    this.#refused = true;
    // A reply that says neither ok nor error leaves open what was done.
    if (isEscError(reason, "protocol-error")) this.#outcome.lose(reason);
    else this.#outcome.reject(reason);
  }
}

function isRpcError(tag: OpenTag): boolean {
  return tag.local === "rpc-error" && (tag.namespace === NETCONF_NS || tag.namespace === "");
}
