import { describe, expect, it } from "vitest";
import { isEscError } from "../../src/core/errors.js";
import { basic } from "../../src/http/auth.js";
import { HttpError } from "../../src/http/http-error.js";
import { RebalanceRefused, RebalanceStalled } from "../../src/rest/rebalance.js";
import type { NodeCounts } from "../../src/rest/schemas/ownership.js";
import { type Answer, FakeEsc, json, rejection } from "./support.js";

const PATH = "PUT /internal/ownership/rebalance";
const counts = (previous: number, requested: number, accepted: number, current: number): NodeCounts => ({
  previous_configs_count: previous,
  requested_unload_count: requested,
  accepted_unload_count: accepted,
  current_configs_count: current,
});

/** The guide's example, l.2652. */
const EXAMPLE = {
  "esc1-uuid": counts(300, 100, 100, 200),
  "esc2-uuid": counts(300, 100, 90, 210),
  "esc3-uuid": counts(0, 0, 0, 190),
};
const NOTHING = { error: { error_code: 500, error_message: "No configs found for rebalancing." } };

/** An ESC that gives these answers one after the other. */
function answering(...answers: Answer[]): FakeEsc {
  return new FakeEsc({ [PATH]: () => answers.shift() ?? 500 });
}

describe("a rebalance", () => {
  it("is one PUT without input, whose counts are typed", async () => {
    const esc = answering(json(EXAMPLE));
    const [round, ...others] = await esc.client().ownership.rebalance();
    expect(others).toEqual([]);
    expect(round).toEqual({ nodes: EXAMPLE, requested: 200, moved: 190, balanced: false });
    expect(esc.only).toMatchObject({ method: "PUT", body: "" });
    expect(esc.only.url.pathname).toBe("/ESCManager/internal/ownership/rebalance");
    expect(esc.only.headers.has("content-type")).toBe(false);
  });

  it("goes to a base URL of its own where one is given", async () => {
    const esc = answering(json(EXAMPLE));
    const urls = { ownership: "http://localhost:8080/ESCManager" };
    await esc.client({ urls, auth: basic("admin", "pw12") }).ownership.rebalance();
    expect(esc.only.url.href).toBe("http://localhost:8080/ESCManager/internal/ownership/rebalance");
    expect(esc.only.headers.has("authorization")).toBe(true);
  });

  it("until balanced repeats until nothing is left, a round at a time", async () => {
    const second = { "esc1-uuid": counts(200, 0, 0, 200), "esc2-uuid": counts(210, 10, 10, 200) };
    const esc = answering(json(EXAMPLE), json(second), json(NOTHING, 500));
    const moved: number[] = [];
    const run = esc.client().ownership.rebalance({ until: "balanced", pauseMs: 1 });
    for await (const round of run) moved.push(round.moved);
    expect(moved).toEqual([190, 10, 0]);
    const rounds = await run;
    expect(rounds.map((round) => round.balanced)).toEqual([false, false, true]);
    expect(rounds[2]?.message).toBe("No configs found for rebalancing.");
  });

  it.each([
    ["an answer without requests", json({ a: counts(1, 0, 0, 1) })],
    ["an empty object", json({})],
    ["no body", 200],
    ["a message as text", "No configuration was found for rebalance."],
    ["a message in an object", json({ message: "No configurations found to rebalance" })],
  ] as const)("is balanced by %s", async (_, answer) => {
    const rounds = await answering(answer).client().ownership.rebalance({ until: "balanced" });
    expect(rounds.map((round) => round.balanced)).toEqual([true]);
  });

  it("stops where nothing moves", async () => {
    const stuck = { a: counts(10, 5, 0, 10), b: counts(0, 0, 0, 0) };
    const esc = answering(json(EXAMPLE), json(stuck), json(stuck), json(stuck), json(stuck));
    const run = esc.client().ownership.rebalance({ until: "balanced", pauseMs: 1 });
    const error = await rejection(run, RebalanceStalled);
    expect([error.code, error.rounds.length, esc.seen.length]).toEqual(["workflow-failed", 4, 4]);
    expect(error.message).toContain("5 configurations");
  });

  it("ends with the signal, in the pause too", async () => {
    const controller = new AbortController();
    const esc = answering(json(EXAMPLE), json(EXAMPLE));
    const run = esc.client().ownership.rebalance({ until: "balanced", pauseMs: 600_000, signal: controller.signal });
    for await (const round of run) {
      expect(round.moved).toBe(190);
      controller.abort();
      break;
    }
    expect(isEscError(await rejection(run, Error), "aborted")).toBe(true);
    expect(esc.seen).toHaveLength(1);
  });

  it("ends with break", async () => {
    const esc = answering(json(EXAMPLE), json(EXAMPLE));
    const run = esc.client().ownership.rebalance({ until: "balanced", pauseMs: 600_000 });
    for await (const _ of run) break;
    await run.then(
      () => undefined,
      () => undefined,
    );
    expect(esc.seen).toHaveLength(1);
  });

  it.each([
    ["moving", "Ownership transfer is in progress due to failover"],
    ["too-few-nodes", "There are less than two healthy ESC nodes"],
    ["paused", "Ownership pause is enabled"],
    ["stand-alone", "ESC is standalone"],
    [undefined, "Internal Error"],
  ] as const)("that is refused has the reason %s, whatever the status", async (reason, message) => {
    for (const status of [500, 200]) {
      const body = json({ error: { error_code: 500, error_message: message } }, status);
      const error = await rejection(answering(body).client().ownership.rebalance(), RebalanceRefused);
      expect([error.reason, error.code, error.status]).toEqual([reason, "http-error", 500]);
      expect(error.message).toContain(message);
    }
  });

  it("is maintenance and auth-failed where that is so", async () => {
    const away = await rejection(answering(503).client().ownership.rebalance(), HttpError);
    expect(away.code).toBe("maintenance");
    const unknown = await rejection(answering(401).client().ownership.rebalance(), HttpError);
    expect(unknown.code).toBe("auth-failed");
  });

  it("with an answer of another shape is a protocol error", async () => {
    const wrong = answering(json({ a: { previous_configs_count: "many" } }));
    const error = await rejection(wrong.client().ownership.rebalance(), Error);
    expect(isEscError(error, "protocol-error")).toBe(true);
    expect(error.message).toContain("a.previous_configs_count");
  });
});
