import { describe, expect, it } from "vitest";
import { Activity } from "../../src/client/activity.js";
import { EventHub } from "../../src/client/event-hub.js";
import { type EventGap, type EventStream, openEventStream, type StreamSources } from "../../src/client/event-stream.js";
import { EscError } from "../../src/core/errors.js";
import { event, FakeServer, noReplay, settle, until } from "./fakes.js";

function setUp(server: FakeServer = new FakeServer()) {
  const open = new Set<EventStream>();
  const hub = new EventHub(server.feed());
  const sources: StreamSources = {
    hub,
    feed: server.feed(),
    activity: new Activity(),
    opened: (stream) => open.add(stream),
    ended: (stream) => open.delete(stream),
  };
  return { server, hub, open, sources };
}

describe("esc.events", () => {
  it("gives every consumer every event over one session", async () => {
    const { server, hub, sources } = setUp();
    const [one, other] = [openEventStream(sources, {}), openEventStream(sources, {})];
    await Promise.all([one.ready(), other.ready()]);
    server.session.send(event("VM_ALIVE"));
    expect((await one.next()).value).toMatchObject({ type: "VM_ALIVE" });
    expect((await other.next()).value).toMatchObject({ type: "VM_ALIVE" });
    expect(server.sessions).toHaveLength(1);
    await hub.close();
  });

  it("keeps the types and fields asked for, unknown types by the name ESC gives them", async () => {
    const { server, hub, sources } = setUp();
    const stream = openEventStream(sources, { types: ["VM_ALIVE", "VM_MELTED"], depname: "a", tenant: "t" });
    await stream.ready();
    for (const fields of [{ depname: "b", tenant: "t" }, { depname: "a" }, { depname: "a", tenant: "t" }]) {
      server.session.send(event("VM_ALIVE", fields));
      server.session.send(event("VM_MELTED", fields));
      server.session.send(event("VM_DEPLOYED", fields));
    }
    expect((await stream.next()).value).toMatchObject({ type: "VM_ALIVE", depname: "a", tenant: "t" });
    expect((await stream.next()).value).toMatchObject({ type: "UNKNOWN", rawType: "VM_MELTED" });
    await hub.close();
    expect((await stream.next()).done).toBe(true);
  });

  it("stops on break and lets go", async () => {
    const { server, hub, open, sources } = setUp();
    const stream = openEventStream(sources, {});
    await stream.ready();
    server.session.send(event("VM_ALIVE"));
    server.session.send(event("VM_ALIVE"));
    for await (const _ of stream) break;
    expect(open.size).toBe(0);
    expect((await stream.next()).done).toBe(true);
    await hub.close();
  });

  it("replays on a session of its own, closed by break", async () => {
    const { server, hub, sources } = setUp();
    const stream = openEventStream(sources, { since: new Date("2026-11-22T09:00:00Z") });
    await stream.ready();
    expect(server.session.startTime).toBe("2026-11-22T09:00:00.000Z");
    server.session.send(event("VM_ALIVE"));
    for await (const _ of stream) break;
    await server.session.closed;
    await hub.close();
    expect(server.sessions).toHaveLength(1);
  });

  it("says so by connection-lost when events may be missing", async () => {
    const { server, hub, sources } = setUp();
    const stream = openEventStream(sources, {});
    await stream.ready();
    const seen = event("VM_ALIVE");
    server.session.send(seen);
    await settle();
    server.onOpen = (session) => {
      session.onSubscribe = (startTime) => {
        if (startTime !== undefined) throw noReplay();
      };
    };
    server.session.drop();
    expect((await stream.next()).value).toBe(seen);
    await expect(stream.next()).rejects.toMatchObject({
      code: "connection-lost",
      message: expect.stringContaining(`after VM_ALIVE of ${seen.eventTime} may be missing`),
    });
    expect((await stream.next()).done).toBe(true);
    await hub.close();
  });

  it("goes on over a gap when the caller takes note of it", async () => {
    const { server, hub, sources } = setUp();
    const gaps: EventGap[] = [];
    const stream = openEventStream(sources, { onGap: (gap) => gaps.push(gap) });
    await stream.ready();
    server.onOpen = (session) => {
      session.onSubscribe = (startTime) => {
        if (startTime !== undefined) throw noReplay();
      };
    };
    server.session.drop();
    await until(() => gaps.length === 1);
    server.session.send(event("VM_ALIVE"));
    expect((await stream.next()).value).toMatchObject({ type: "VM_ALIVE" });
    expect(gaps[0]).toMatchObject({ lastSeen: undefined, reason: { code: "connection-lost" } });
    await hub.close();
  });

  it("throws what the caller's onGap throws, and leaves others alone", async () => {
    const { server, hub, sources } = setUp();
    const stream = openEventStream(sources, {
      onGap: () => {
        throw new Error("mine");
      },
    });
    const other = openEventStream(sources, { onGap: () => undefined });
    await Promise.all([stream.ready(), other.ready()]);
    server.onOpen = (session) => {
      session.onSubscribe = (startTime) => {
        if (startTime !== undefined) throw noReplay();
      };
    };
    server.session.drop();
    await expect(stream.next()).rejects.toThrow("mine");
    server.session.send(event("VM_ALIVE"));
    expect((await other.next()).value).toMatchObject({ type: "VM_ALIVE" });
    await hub.close();
  });

  it("goes on without a word where the server replays", async () => {
    const { server, hub, sources } = setUp();
    const stream = openEventStream(sources, {});
    await stream.ready();
    server.session.drop();
    await server.opened(2);
    await until(() => server.session.subscribed);
    server.session.send(event("VM_ALIVE"));
    expect((await stream.next()).value).toMatchObject({ type: "VM_ALIVE" });
    await hub.close();
  });

  it("ends with overflow when nobody reads, unless told to drop", async () => {
    const { server, hub, sources } = setUp();
    const strict = openEventStream(sources, { limit: 2 });
    const lossy = openEventStream(sources, { limit: 2, overflow: "drop-oldest" });
    await Promise.all([strict.ready(), lossy.ready()]);
    for (const depname of ["1", "2", "3"]) server.session.send(event("VM_ALIVE", { depname }));
    await settle();
    expect((await lossy.next()).value).toMatchObject({ depname: "2" });
    await strict.next();
    await strict.next();
    await expect(strict.next()).rejects.toMatchObject({ code: "overflow" });
    await hub.close();
  });

  it("is aborted by its signal, before and during", async () => {
    const { hub, sources } = setUp();
    const before = openEventStream(sources, { signal: AbortSignal.abort("no") });
    await expect(before.next()).rejects.toMatchObject({ code: "aborted", cause: "no" });
    const controller = new AbortController();
    const during = openEventStream(sources, { signal: controller.signal });
    await during.ready();
    const next = during.next();
    controller.abort();
    await expect(next).rejects.toMatchObject({ code: "aborted" });
    await hub.close();
  });

  it("throws what connecting throws", async () => {
    const server = new FakeServer();
    server.onOpen = () => {
      throw new EscError("auth-failed", "no");
    };
    const { sources } = setUp(server);
    const stream = openEventStream(sources, {});
    await expect(stream.next()).rejects.toMatchObject({ code: "auth-failed" });
    await expect(stream.ready()).rejects.toMatchObject({ code: "auth-failed" });
  });
});

describe("EventHub", () => {
  it("does not let one caller's signal end what others wait for", async () => {
    const server = new FakeServer();
    const hub = new EventHub(server.feed());
    const controller = new AbortController();
    const first = hub.ready({ signal: controller.signal });
    const second = hub.ready({});
    controller.abort();
    await expect(first).rejects.toMatchObject({ code: "aborted" });
    await second;
    expect(server.sessions).toHaveLength(1);
    await hub.close();
  });

  it("opens anew at the next need after an idle session was lost", async () => {
    const server = new FakeServer();
    const hub = new EventHub(server.feed());
    await hub.ready({});
    server.session.drop();
    await settle();
    expect(server.sessions).toHaveLength(1);
    await hub.ready({});
    expect(server.sessions).toHaveLength(2);
    await hub.close();
  });

  it("waits for the line to come back while it is being opened anew", async () => {
    const server = new FakeServer();
    const hub = new EventHub(server.feed());
    const stop = hub.listen({
      event: () => undefined,
      lost: () => undefined,
      restored: () => undefined,
      ended: () => undefined,
    });
    await hub.ready({});
    server.session.drop();
    await settle();
    await hub.ready({});
    expect(server.sessions).toHaveLength(2);
    stop();
    await hub.close();
    await expect(hub.ready({})).rejects.toMatchObject({ code: "closed" });
  });
});
