import { EscError } from "../core/errors.js";
import { HttpError } from "../http/http-error.js";
import type { NodeCounts } from "./schemas/ownership.js";

/** What one rebalance did. */
export interface RebalanceRound {
  /** What it did at each node, by the node's id; empty where there was nothing left to move. */
  readonly nodes: Readonly<Record<string, NodeCounts>>;
  /** How many configurations were to be given away, all nodes together. */
  readonly requested: number;
  /** How many were given away. Fewer than `requested`: the rest stays where it is, for another round. */
  readonly moved: number;
  /** True where nothing was left to move: neither in this round, nor after it. */
  readonly balanced: boolean;
  /** What ESC said in words, where it did. */
  readonly message?: string | undefined;
}

/**
 * Why ESC refuses a rebalance (guide l.2686): `moving` ownership is being moved already, after a failover; `too-few-nodes` fewer than two
 * healthy nodes; `paused` the moving of ownership is paused; `stand-alone` there is no cluster.
 */
export type RebalanceReason = "moving" | "too-few-nodes" | "paused" | "stand-alone";

const HINTS: Readonly<Record<RebalanceReason, string>> = {
  moving: "Ownership is being moved already, after a failover: try again when that is over",
  "too-few-nodes": "A rebalance needs at least two healthy nodes: see health()",
  paused: "The moving of ownership is paused: resume it first",
  "stand-alone": "This ESC is no active/active cluster: there is nothing to rebalance",
};

/** ESC refused a rebalance. */
export class RebalanceRefused extends HttpError {
  override readonly name: string = "RebalanceRefused";
  /** One of the four documented reasons; undefined where the message is none of them. */
  readonly reason: RebalanceReason | undefined;

  constructor(error: HttpError, reason: RebalanceReason | undefined) {
    const { code, status, method, url, body, retryAfter } = error;
    super({
      code,
      status,
      method,
      url,
      body,
      retryAfterMs: retryAfter,
      hint: reason === undefined ? undefined : HINTS[reason],
    });
    this.reason = reason;
  }
}

/** Configurations were to be moved, and round after round none was. */
export class RebalanceStalled extends EscError<"workflow-failed"> {
  override readonly name: string = "RebalanceStalled";
  /** All rounds. */
  readonly rounds: readonly RebalanceRound[];

  constructor(rounds: readonly RebalanceRound[]) {
    const left = rounds.at(-1)?.requested ?? 0;
    super(
      "workflow-failed",
      `The rebalance does not get on: after ${rounds.length} rounds ${left} configurations are still to be moved and none is given away`,
    );
    this.rounds = rounds;
  }
}

/** The reason in an error's message. The guide gives the reasons (l.2686), not the words, so these are guesses at them. */
export function rebalanceReason(message: string): RebalanceReason | undefined {
  return REASONS.find(([, words]) => words.test(message))?.[0];
}

const REASONS: readonly (readonly [RebalanceReason, RegExp])[] = [
  ["stand-alone", /stand-?\s?alone/i],
  ["paused", /\bpaus/i],
  ["too-few-nodes", /(?:less|fewer) than (?:two|2)|at least (?:two|2)|not enough|insufficient|healthy/i],
  ["moving", /transfer|fail-?\s?over|on-?going|in progress|under ?way/i],
];
