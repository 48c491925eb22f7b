import type { WaitOptions } from "../core/signal.js";
import type { EscEvent } from "../models/events.js";
import type { Change, ChangeKind } from "./change.js";

/**
 * What operational data shows of a change:
 * `done`: as wanted; `failed`: in an error state; `under-way`: ESC is at it; `not-yet`: not as wanted and nothing moves (not begun, or
 * given up); `unclear`: it does not show there.
 */
export interface Finding {
  readonly is: "done" | "failed" | "under-way" | "not-yet" | "unclear";
  /** In words, for messages: `its state is SERVICE_ERROR_STATE`. */
  readonly what: string;
}

/** What a change waits for, and how its events are told from others'. */
export interface Expectation {
  readonly kind: ChangeKind;
  /** What is changed, in words: `deployment csr-1 of tenant admin`. */
  readonly subject: string;
  /** True for every event of the change: steps, recoveries, final events. */
  concerns(event: EscEvent): boolean;
  /** The final events: each of these must come. One of several edits in one (a network and its subnets) has several. */
  readonly finals: readonly ((event: EscEvent) => boolean)[];
  /** True for an event of another change that shows that somebody undid this one. */
  displaces?(event: EscEvent): boolean;
  /** Reads operational data; left out where ESC shows nothing of it there. */
  look?(options: WaitOptions): Promise<Finding>;
  /** Sends the inverse edit; left out where nothing is to be cleaned up. */
  cleanUp?(options?: WaitOptions): Promise<Change>;
  /** How long `done()` waits by default, in milliseconds. */
  readonly patienceMs: number;
}

/** The least time that `done()` waits by default, in milliseconds: ten minutes. */
export const LEAST_PATIENCE_MS = 600_000;
