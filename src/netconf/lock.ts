import { isEscError } from "../core/errors.js";

/**
 * Something locked by this session. `release()` gives it back, as the end of its scope does with `await using`; the end of the session
 * does so by itself.
 */
export class Lock implements AsyncDisposable {
  readonly #unlock: () => Promise<unknown>;
  #released: Promise<void> | undefined;

  constructor(unlock: () => Promise<unknown>) {
    this.#unlock = unlock;
  }

  /**
   * Unlocks; any number of times. A session that has ended holds no locks, so then there is nothing to do.
   *
   * @throws EscError as every call does, `closed` and `connection-lost` excepted
   */
  release(): Promise<void> {
    this.#released ??= this.#giveBack();
    return this.#released;
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.release();
  }

  async #giveBack(): Promise<void> {
    try {
      await this.#unlock();
    } catch (error) {
      if (!isEscError(error, "closed") && !isEscError(error, "connection-lost")) throw error;
    }
  }
}

/** A lock on parts of running (RFC 5717). */
export class PartialLock extends Lock {
  /** The nodes that are locked, as instance identifiers with the server's prefixes. */
  readonly lockedNodes: readonly string[];

  constructor(unlock: () => Promise<unknown>, lockedNodes: readonly string[]) {
    super(unlock);
    this.lockedNodes = lockedNodes;
  }
}
