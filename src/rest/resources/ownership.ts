import { deferred } from "../../core/deferred.js";
import type { EscError } from "../../core/errors.js";
import { BoundedQueue } from "../../core/queue.js";
import { sleep, startDeadline, type WaitOptions } from "../../core/signal.js";
import type { HttpAnswer } from "../../http/answer.js";
import { bodyMessage, HttpError, readErrorBody } from "../../http/http-error.js";
import type { RestGateway } from "../gateway.js";
import {
  type RebalanceReason,
  RebalanceRefused,
  type RebalanceRound,
  RebalanceStalled,
  rebalanceReason,
} from "../rebalance.js";
import { readJson } from "../schemas/check.js";
import { type NodeCounts, nodeCounts } from "../schemas/ownership.js";

/** Options of {@link RestOwnership.rebalance}. */
export interface RebalanceOptions extends WaitOptions {
  /** `balanced`: repeats until nothing is left to move. Default: one round. */
  readonly until?: "balanced" | undefined;
  /** Between two rounds, in milliseconds. Default 5,000. */
  readonly pauseMs?: number | undefined;
  /** After so many rounds in a row in which configurations were to be given away and none was, it ends as stalled. Default 3. */
  readonly stallRounds?: number | undefined;
  /** How long one round may take, in milliseconds. Default 120,000. */
  readonly roundTimeoutMs?: number | undefined;
}

/** All rounds when awaited; one at a time when iterated, where `break` ends it after the round under way. */
export type RebalanceRun = Promise<readonly RebalanceRound[]> & AsyncIterable<RebalanceRound>;

/** Who of an active/active cluster owns which configurations (guide l.2612 to 2690). */
export class RestOwnership {
  readonly #gateway: RestGateway;

  constructor(gateway: RestGateway) {
    this.#gateway = gateway;
  }

  /**
   * Moves configurations from nodes that have too many to those that have too few: `PUT /internal/ownership/rebalance`. After the failure
   * of a node ESC does not do so by itself when that node is back. ESC documents it on `http://localhost:8080/ESCManager`: see the option
   * `urls.ownership` of `connectRest`.
   *
   * Begins at once. The whole run is not bounded in time, unless by `signal` or `timeoutMs`.
   *
   * @throws RebalanceRefused (`http-error`) with the reason where ESC refuses; RebalanceStalled (`workflow-failed`) where nothing moves;
   *   other EscErrors as `HttpClient.request`
   */
  rebalance(options: RebalanceOptions = {}): RebalanceRun {
    const stopped = new AbortController();
    const rounds: RebalanceRound[] = [];
    const queue = new BoundedQueue<RebalanceRound>({
      limit: 100_000,
      overflow: "error",
      onReturn: () => stopped.abort(),
    });
    const all = deferred<readonly RebalanceRound[]>();
    const run = async () => {
      for await (const round of this.#rounds(options, stopped.signal)) {
        rounds.push(round);
        void queue.push(round);
      }
    };
    run().then(
      () => {
        queue.end();
        all.resolve(rounds);
      },
      (error: unknown) => {
        queue.fail(error);
        all.reject(error);
      },
    );
    return Object.assign(all.promise, { [Symbol.asyncIterator]: () => queue });
  }

  async *#rounds(options: RebalanceOptions, stopped: AbortSignal): AsyncGenerator<RebalanceRound, undefined> {
    using deadline = startDeadline("end of the rebalance", options);
    const signal = AbortSignal.any([deadline.signal, stopped]);
    const { stallRounds = 3, pauseMs = 5_000 } = options;
    const done: RebalanceRound[] = [];
    for (;;) {
      const round = await this.#round(signal, options.roundTimeoutMs ?? ROUND_TIMEOUT_MS);
      done.push(round);
      yield round;
      if (options.until !== "balanced" || round.balanced || stopped.aborted) return undefined;
      const last = done.slice(-stallRounds);
      if (last.length === stallRounds && last.every((one) => one.requested > 0 && one.moved === 0)) {
        throw new RebalanceStalled(done);
      }
      await sleep(pauseMs, signal);
    }
  }

  async #round(signal: AbortSignal, timeoutMs: number): Promise<RebalanceRound> {
    try {
      const answer = await this.#gateway.call(
        { endpoint: "ownership.rebalance" },
        { signal, timeoutMs, headers: { accept: "application/json" } },
      );
      return roundOf(answer);
    } catch (error) {
      if (!(error instanceof HttpError)) throw error;
      const message = bodyMessage(error.body);
      if (message !== undefined && NOTHING_LEFT.test(message)) return nothingLeft(message);
      const reason = message === undefined ? undefined : rebalanceReason(message);
      throw error.code === "http-error" ? refused(error, reason) : error;
    }
  }
}

const ROUND_TIMEOUT_MS = 120_000;

/** The guide gives the message in translation only (l.2682): no configuration was found for rebalancing. */
const NOTHING_LEFT = /\bno\b.{0,40}\bconfig.{0,80}\brebalanc/i;

function roundOf(answer: HttpAnswer): RebalanceRound {
  const text = answer.looseText();
  if (text.trim() === "") return nothingLeft(undefined);
  // A message in words may come as text, or as an object with it.
  if (NOTHING_LEFT.test(text)) return nothingLeft(messageIn(answer.contentType, text));
  const body = readErrorBody(answer.contentType, text);
  if (body?.kind === "esc") {
    const { method, url, status } = answer;
    throw refused(
      new HttpError({ code: "http-error", status: body.code ?? status, method, url, body }),
      rebalanceReason(body.message),
    );
  }
  const nodes = readJson(nodeCounts, answer);
  const sum = (of: (counts: NodeCounts) => number) => Object.values(nodes).reduce((total, node) => total + of(node), 0);
  const requested = sum((node) => node.requested_unload_count);
  const moved = sum((node) => node.accepted_unload_count);
  return { nodes, requested, moved, balanced: requested === 0 };
}

function messageIn(contentType: string, text: string): string {
  const body = readErrorBody(contentType, text);
  const value = body?.kind === "json" && typeof body.value === "object" ? body.value : undefined;
  const words = Object.values(value ?? {}).find((one) => typeof one === "string" && NOTHING_LEFT.test(one));
  return typeof words === "string" ? words : (bodyMessage(body) ?? text.trim());
}

const nothingLeft = (message: string | undefined): RebalanceRound => ({
  nodes: {},
  requested: 0,
  moved: 0,
  balanced: true,
  message,
});

function refused(error: HttpError, reason: RebalanceReason | undefined): EscError {
  return new RebalanceRefused(error, reason);
}
