import fc from "fast-check";
import { afterEach, describe, expect, it } from "vitest";
import { EventFeed, type FeedHandlers, type FeedOptions } from "../../src/client/event-feed.js";
import { ReplayFilter } from "../../src/client/replay-filter.js";
import { EscError } from "../../src/core/errors.js";
import type { EscEvent } from "../../src/models/events.js";
import { event, FakeServer, noReplay, settle, until } from "./fakes.js";

const at = (second: number) => `2026-11-22T10:00:0${second}.000+00:00`;

describe("ReplayFilter", () => {
  it("removes the events of the last moment that are replayed, each as often as it was seen", () => {
    const filter = new ReplayFilter();
    const twins = [event("VM_ALIVE", { depname: "a" }, at(1)), event("VM_ALIVE", { depname: "a" }, at(1))];
    for (const one of twins) expect(filter.admits(one)).toBe(true);
    expect(filter.lastEventTime).toBe(at(1));
    filter.resume();
    for (const one of twins) expect(filter.admits(one)).toBe(false);
    expect(filter.admits(event("VM_ALIVE", { depname: "a" }, at(1)))).toBe(true);
    expect(filter.admits(event("VM_ALIVE", { depname: "b" }, at(1)))).toBe(true);
  });

  it("removes what is older than the last event during a replay only", () => {
    const filter = new ReplayFilter();
    filter.admits(event("VM_ALIVE", {}, at(5)));
    filter.resume();
    expect(filter.admits(event("VM_DEPLOYED", {}, at(4)))).toBe(false);
    expect(filter.admits(event("SERVICE_ALIVE", {}, at(6)))).toBe(true);
    expect(filter.admits(event("VM_DEPLOYED", {}, at(4)))).toBe(true);
  });

  it("admits everything when nothing had been seen, and when no replay follows", () => {
    const fresh = new ReplayFilter();
    fresh.resume();
    expect(fresh.admits(event("VM_ALIVE", {}, at(1)))).toBe(true);
    fresh.resume();
    fresh.goOn();
    expect(fresh.admits(event("VM_ALIVE", {}, at(1)))).toBe(true);
  });
});

describe("any number of cuts", () => {
  /** An ESC's whole history: several events may bear one time, some of them alike. */
  const history = fc
    .array(fc.record({ step: fc.integer({ min: 0, max: 2 }), depname: fc.constantFrom("a", "b") }), { maxLength: 30 })
    .map((steps) => {
      let second = 0;
      return steps.map(({ step, depname }) => {
        second += step;
        return event("VM_ALIVE", { depname }, new Date(Date.UTC(2026, 0, 1, 0, 0, 0, second * 250)).toISOString());
      });
    });

  it.each([
    ["to the millisecond", (time: number) => time],
    ["rounded down to the second", (time: number) => time - (time % 1000)],
  ])("lose nothing and double nothing, where a replay's start is taken %s", (_what, start) => {
    fc.assert(
      fc.property(history, fc.array(fc.nat(30)), (all, cuts) => {
        const filter = new ReplayFilter();
        const delivered: EscEvent[] = [];
        const read = (events: readonly EscEvent[]) => {
          for (const one of events) if (filter.admits(one)) delivered.push(one);
        };
        // What came before the first cut was delivered live; each cut then replays, up to the next cut.
        let seen = Math.min(cuts[0] ?? all.length, all.length);
        read(all.slice(0, seen));
        for (const cut of [...cuts.slice(1), all.length]) {
          const last = delivered.at(-1)?.time.getTime();
          const from = all.findIndex((one) => last === undefined || one.time.getTime() >= start(last));
          filter.resume();
          seen = Math.max(seen, Math.min(cut, all.length));
          if (from >= 0) read(all.slice(from, Math.max(seen, from)));
        }
        expect(delivered).toEqual(all);
      }),
      { numRuns: 500 },
    );
  });
});

describe("EventFeed", () => {
  const feeds: EventFeed[] = [];
  afterEach(async () => {
    for (const feed of feeds.splice(0)) await feed.close();
  });

  function start(server: FakeServer, options: Partial<FeedOptions> = {}) {
    const log: string[] = [];
    const events: EscEvent[] = [];
    const handlers: FeedHandlers = {
      event: (e) => {
        events.push(e);
        log.push(e.type);
      },
      lost: () => log.push("lost"),
      restored: (complete) => log.push(complete ? "restored" : "gap"),
      ended: (reason) => log.push(`ended ${reason.code}`),
    };
    const feed = new EventFeed({ ...server.feed(), ...options }, handlers);
    feeds.push(feed);
    return { feed, log, events };
  }

  it("hands events on and ends without a word when closed", async () => {
    const server = new FakeServer();
    const { feed, log } = start(server);
    await feed.open({});
    server.session.send(event("VM_ALIVE"));
    await until(() => log.length === 1);
    await feed.close();
    await feed.close();
    await settle();
    expect(log).toEqual(["VM_ALIVE"]);
  });

  it("replays from the last event after a lost line, without doubles", async () => {
    const server = new FakeServer();
    const { feed, log } = start(server);
    await feed.open({});
    const seen = event("VM_DEPLOYED");
    server.session.send(seen);
    await until(() => log.length === 1);
    server.session.drop();
    const second = await server.opened(2);
    await until(() => log.includes("restored"));
    expect(second.startTime).toBe(seen.eventTime);
    for (const one of [seen, event("VM_ALIVE"), event("SERVICE_ALIVE")]) second.send(one);
    await until(() => log.length === 5);
    expect(log).toEqual(["VM_DEPLOYED", "lost", "restored", "VM_ALIVE", "SERVICE_ALIVE"]);
  });

  it("says that there is a gap where the server does not replay", async () => {
    const server = new FakeServer();
    server.onOpen = (session) => {
      session.onSubscribe = (startTime) => {
        if (startTime !== undefined) throw noReplay();
      };
    };
    const { feed, log } = start(server);
    await feed.open({});
    server.session.drop();
    await until(() => log.includes("gap"));
    server.session.send(event("VM_ALIVE"));
    await until(() => log.length === 3);
    expect(log).toEqual(["lost", "gap", "VM_ALIVE"]);
  });

  it("tries again until connecting succeeds", async () => {
    const server = new FakeServer();
    let refusals = 2;
    const { feed, log } = start(server);
    await feed.open({});
    server.onOpen = () => {
      if (refusals-- > 0) throw new EscError("connection-failed", "refused");
    };
    server.session.drop();
    await until(() => log.includes("restored"));
    expect(log).toEqual(["lost", "restored"]);
  });

  it.each(["auth-failed", "host-key"] as const)("does not try again after %s", async (code) => {
    const server = new FakeServer();
    const { feed, log } = start(server);
    await feed.open({});
    let tries = 0;
    server.onOpen = () => {
      tries++;
      throw new EscError(code, "no");
    };
    server.session.drop();
    await until(() => log.length === 2);
    expect(log).toEqual(["lost", `ended ${code}`]);
    expect(tries).toBe(1);
  });

  it("does not try at all when told so", async () => {
    const server = new FakeServer();
    const { feed, log } = start(server, { reconnectForMs: 0 });
    await feed.open({});
    server.session.drop();
    await until(() => log.length === 2);
    expect(log).toEqual(["lost", "ended connection-lost"]);
    expect(server.sessions).toHaveLength(1);
  });

  it("takes the default stream of a server that does not know ESC's, and remembers it", async () => {
    const server = new FakeServer();
    const asked: string[] = [];
    server.onOpen = (session) => {
      session.onSubscribe = (_startTime, stream) => {
        asked.push(stream);
        if (stream === "escEvent") throw noReplay();
      };
    };
    const { feed, log } = start(server);
    await feed.open({});
    server.session.drop();
    await until(() => log.includes("restored"));
    expect(asked).toEqual(["escEvent", "NETCONF", "NETCONF"]);
  });

  it("starts with a replay when asked, and fails as the server does", async () => {
    const server = new FakeServer();
    const { feed } = start(server, { since: at(1) });
    await feed.open({});
    expect(server.session.startTime).toBe(at(1));
    const without = new FakeServer();
    without.onOpen = (session) => {
      session.onSubscribe = () => {
        throw noReplay();
      };
    };
    const refused = start(without, { since: at(1) });
    await expect(refused.feed.open({})).rejects.toMatchObject({ code: "rpc-error" });
  });
});
