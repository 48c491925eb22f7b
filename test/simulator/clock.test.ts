import { describe, expect, it } from "vitest";
import { deferred } from "../../src/core/deferred.js";
import { Clock } from "../../src/simulator/engine/clock.js";
import { IdSource } from "../../src/simulator/engine/ids.js";
import { Lanes } from "../../src/simulator/engine/lanes.js";
import { parseTime } from "../../src/simulator/engine/time-text.js";
import { ManualTime } from "./support.js";

describe("the clock", () => {
  it("divides waits by its speed, and no times of day", async () => {
    const time = new ManualTime();
    const clock = new Clock({ time, speed: 100 });
    let woken = false;
    const wait = clock.wait(10_000).then(() => {
      woken = true;
    });
    await time.advance(99);
    expect(woken).toBe(false);
    await time.advance(1);
    await wait;
    let reached = false;
    const until = clock.waitUntil(time.now() + 5_000).then(() => {
      reached = true;
    });
    await time.advance(4_999);
    expect(reached).toBe(false);
    await time.advance(1);
    await until;
  });

  it("ends waits by a signal, by dropping, and by closing, each with its reason", async () => {
    const time = new ManualTime();
    const clock = new Clock({ time });
    const controller = new AbortController();
    const reason = new Error("enough");
    const aborted = expect(clock.wait(1_000, controller.signal)).rejects.toBe(reason);
    controller.abort(reason);
    await aborted;
    await expect(clock.wait(1_000, controller.signal)).rejects.toBe(reason);
    const waiting = expect(clock.wait(1_000)).rejects.toMatchObject({ code: "closed" });
    clock.close();
    await waiting;
    await expect(clock.wait(1)).rejects.toMatchObject({ code: "closed" });
    expect(time.waiting).toBe(0);
  });

  it("never gives the same event time twice", () => {
    const clock = new Clock({ time: new ManualTime() });
    const times = Array.from({ length: 2_000 }, () => clock.eventTime());
    expect(new Set(times).size).toBe(2_000);
    expect([...times].sort()).toEqual(times);
    expect(times[0]).toBe("2026-11-22T12:00:00.000000+00:00");
    expect(times[1]).toBe("2026-11-22T12:00:00.000001+00:00");
  });

  it("reads times with all their digits", () => {
    const whole = Date.UTC(2022, 2, 2, 15, 47, 24);
    expect(parseTime("2022-03-02T15:47:24.948001+00:00")).toBeCloseTo(whole + 948.001, 3);
    expect(parseTime("2022-03-02T15:47:24Z")).toBe(whole);
    expect(parseTime("2022-03-02T16:47:24+01:00")).toBe(whole);
    for (const bad of ["", "2022-03-02", "2022-03-02T15:47:24", "2022-13-02T15:47:24Z", "now"]) {
      expect(parseTime(bad)).toBeUndefined();
    }
  });
});

describe("lanes", () => {
  it("put changes of one thing in order, and let those who only need it run together", async () => {
    const lanes = new Lanes();
    const log: string[] = [];
    const gate = deferred<void>();
    const first = lanes.run({ changes: ["tenant"] }, async () => {
      await gate.promise;
      log.push("created");
    });
    const use = (name: string) =>
      lanes.run({ changes: [name], needs: ["tenant"] }, async () => {
        log.push(`${name} begins`);
        await Promise.resolve();
        log.push(`${name} ends`);
      });
    const second = [use("a"), use("b")];
    const last = lanes.run({ changes: ["tenant"] }, async () => {
      log.push("deleted");
    });
    expect(lanes.isBusy("tenant")).toBe(true);
    gate.resolve();
    await Promise.all([first, ...second, last]);
    expect(log).toEqual(["created", "a begins", "b begins", "a ends", "b ends", "deleted"]);
    expect(lanes.isBusy("tenant")).toBe(false);
    expect(lanes.anyBusy).toBe(false);
  });

  it("go on after work that failed", async () => {
    const lanes = new Lanes();
    const failed = expect(lanes.run({ changes: ["x"] }, () => Promise.reject(new Error("no")))).rejects.toThrow("no");
    const next = lanes.run({ changes: ["x"] }, async () => "done");
    await failed;
    expect(await next).toBe("done");
  });
});

describe("ids", () => {
  it("are UUIDs, the same for the same seed and history, whatever else is drawn between", () => {
    const [one, other] = [new IdSource(1), new IdSource(1)];
    other.uuid("something else");
    const [a, b] = [one.uuid("vm", "a"), one.uuid("vm", "a")];
    expect(a).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(a).not.toBe(b);
    expect([other.uuid("vm", "a"), other.uuid("vm", "a")]).toEqual([a, b]);
    expect(new IdSource(2).uuid("vm", "a")).not.toBe(a);
    expect(one.fixedUuid("net")).toBe(other.fixedUuid("net"));
    expect(one.mac("x")).toMatch(/^fa:16:3e(:[0-9a-f]{2}){3}$/);
  });
});
