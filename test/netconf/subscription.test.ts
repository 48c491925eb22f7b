import { describe, expect, it } from "vitest";
import { EscError } from "../../src/core/errors.js";
import { encodeFrame } from "../../src/netconf/framing.js";
import { type NetconfSession, subtree, untyped, writeXml, xpath } from "../../src/netconf/index.js";
import { buildNotification, NOTIFICATION_NS } from "../../src/netconf/messages.js";
import type { Readable, SameBody } from "../../src/xml/sink.js";
import { bytewise, FakeServer, type FakeServerOptions, reply } from "./fake-server.js";

const NOTIFICATION = "urn:ietf:params:netconf:capability:notification:1.0";
const NETMOD = 'xmlns="urn:ietf:params:xml:ns:netmod:notification"';
const TIME = "2026-01-31T12:00:00.123456+02:00";

async function start(options: FakeServerOptions = {}) {
  const server = new FakeServer({ capabilities: [NOTIFICATION], ...options });
  return { server, session: await server.connect() };
}

/** Subscribes, and answers with ok. */
async function subscribed(
  { server, session }: { server: FakeServer; session: NetconfSession },
  options: Parameters<NetconfSession["subscribe"]>[0] = {},
) {
  const asked = session.subscribe(options);
  await (await server.call()).reply("<ok/>");
  return await asked;
}

const event = (id: number) => `<e xmlns="urn:e">${id}</e>`;

describe("create-subscription (RFC 5277 section 2.1.1)", () => {
  it("puts everything into the notification namespace, in the order of the schema", async () => {
    const { server, session } = await start({
      capabilities: [NOTIFICATION, "urn:ietf:params:netconf:capability:xpath:1.0"],
    });
    const asked = session.subscribe({
      stream: "escEvent",
      startTime: "2026-01-01T00:00:00Z",
      stopTime: new Date("2026-01-02T00:00:00Z"),
      filter: subtree('<escEvent xmlns="http://www.cisco.com/esc/esc"/>'),
    });
    const call = await server.call();
    expect(writeXml(call.operation)).toBe(
      `<create-subscription xmlns="${NOTIFICATION_NS}"><stream>escEvent</stream><filter type="subtree"><escEvent xmlns="http://www.cisco.com/esc/esc"/></filter><startTime>2026-01-01T00:00:00Z</startTime><stopTime>2026-01-02T00:00:00.000Z</stopTime></create-subscription>`,
    );
    await call.reply("<rpc-error><error-tag>bad-element</error-tag></rpc-error>");
    await expect(asked).rejects.toMatchObject({ code: "rpc-error" });
    const again = session.subscribe({ filter: xpath("/a") });
    const second = await server.call();
    expect(second.operation.find("filter")?.namespace).toBe(NOTIFICATION_NS);
    await second.reply("<ok/>");
    await (await again).close();
    await session.close();
  });

  it("needs :notification, and one session takes one subscription", async () => {
    const without = await start({ capabilities: [] });
    await expect(without.session.subscribe()).rejects.toMatchObject({ code: "missing-capability" });
    await without.session.close();
    const line = await start();
    const first = await subscribed(line);
    await expect(line.session.subscribe()).rejects.toMatchObject({
      code: "invalid-input",
      message: expect.stringContaining("RFC 5277"),
    });
    await first.close();
    await expect(line.session.subscribe()).rejects.toMatchObject({ code: "invalid-input" });
    await line.session.close();
  });
});

describe("notifications (RFC 5277 section 4)", () => {
  it("come with their time and body, replayComplete and notificationComplete apart", async () => {
    const line = await start();
    const subscription = await subscribed(line, {
      startTime: "2026-01-01T00:00:00Z",
      stopTime: "2026-01-02T00:00:00Z",
    });
    await line.server.notify(TIME, "<a xmlns='urn:a'><b>1</b></a>");
    await line.server.notify(TIME, `<replayComplete ${NETMOD}/>`);
    await line.server.notify(" yesterday ", event(2));
    const seen: unknown[] = [];
    for await (const { eventTime, time, body } of subscription) {
      seen.push([eventTime, time.getTime(), body.local, body.namespace]);
      if (seen.length === 1) {
        expect(subscription.notificationComplete).toBe(false);
        await line.server.notify(TIME, `<notificationComplete ${NETMOD}/>`);
      }
    }
    expect(seen).toEqual([
      [TIME, Date.parse(TIME), "a", "urn:a"],
      ["yesterday", Number.NaN, "e", "urn:e"],
    ]);
    expect([subscription.replayComplete, subscription.notificationComplete, subscription.ended]).toEqual([
      true,
      true,
      true,
    ]);
    expect(subscription.counters).toEqual({ received: 2, delivered: 2, dropped: 0 });
    // The server has ended it, so the session may have another.
    await (await subscribed(line)).close();
    await line.session.close();
  });

  it("may come in the read of the reply to create-subscription, and byte by byte", async () => {
    for (const cut of [undefined, bytewise]) {
      const { server, session } = await start(cut ? { cut } : {});
      const asked = session.subscribe();
      const { messageId } = await server.call();
      const frames = [reply(messageId, "<ok/>"), ...[1, 2, 3].map((id) => buildNotification(TIME, event(id)))];
      await server.sendRaw(Buffer.concat(frames.map((text) => encodeFrame(text, "1.1", { chunkBytes: 30 }))));
      const subscription = await asked;
      const texts: string[] = [];
      for await (const { body } of subscription) {
        texts.push(body.text);
        if (texts.length === 3) break;
      }
      expect(texts).toEqual(["1", "2", "3"]);
      await session.close();
    }
  });

  it("are typed by as", async () => {
    const line = await start();
    const asked = line.session.subscribe({ as: untyped });
    await (await line.server.call()).reply("<ok/>");
    const subscription = await asked;
    await line.server.notify(TIME, `${event(1)}${event(2)}`);
    const { value } = await subscription.next();
    expect(value?.body.map((element) => element.text)).toEqual(["1", "2"]);
    await line.session.close();
  });

  it.each([
    ["no eventTime", `<notification xmlns="${NOTIFICATION_NS}">${event(2)}</notification>`],
    ["no event", `<notification xmlns="${NOTIFICATION_NS}"><eventTime>${TIME}</eventTime></notification>`],
    ["bad XML", `<notification xmlns="${NOTIFICATION_NS}"><eventTime>${TIME}</eventTime><a></b></notification>`],
  ])("that cannot be read end the subscription after what was fine, not the session: %s", async (_, text) => {
    const line = await start({ capabilities: [NOTIFICATION, "urn:ietf:params:netconf:capability:interleave:1.0"] });
    const subscription = await subscribed(line);
    await line.server.notify(TIME, event(1));
    await line.server.send(text);
    expect((await subscription.next()).value?.body.text).toBe("1");
    await expect(subscription.next()).rejects.toMatchObject({ code: "protocol-error" });
    const get = line.session.get();
    await (await line.server.call()).reply("<data/>");
    await get;
    await line.session.close();
  });

  it("end their subscription with the error of a sink that throws, or that cannot be made", async () => {
    const reason = new EscError("unsupported", "no");
    for (const early of [true, false]) {
      const line = await start();
      const as: Readable<SameBody<never>> = {
        createSink: () => {
          if (early) throw reason;
          return {
            open: () => {
              throw reason;
            },
            text: () => undefined,
            close: () => undefined,
            finish: () => {
              throw new Error("finish after a throw");
            },
          };
        },
      };
      const asked = line.session.subscribe({ as });
      await (await line.server.call()).reply("<ok/>");
      const subscription = await asked;
      await line.server.notify(TIME, event(1));
      await expect(subscription.next()).rejects.toBe(reason);
      await line.session.close();
    }
  });

  it("without a subscription are left aside", async () => {
    const { server, session } = await start();
    await server.notify(TIME, event(1));
    const get = session.get();
    await (await server.call()).reply("<data/>");
    await get;
    await session.close();
  });
});

describe("the bound", () => {
  it("wait: holds the reader back, loses nothing, and goes on when there is room", async () => {
    const line = await start();
    const subscription = await subscribed(line, { limit: 2 });
    for (let id = 1; id <= 50; id++) await line.server.notify(TIME, event(id));
    const get = line.session.get();
    const call = await line.server.call();
    await call.reply("<data/>");
    const first = await subscription.next();
    expect(first.value?.body.text).toBe("1");
    expect(subscription.counters.received).toBeLessThanOrEqual(4);
    for (let id = 2; id <= 50; id++) expect((await subscription.next()).value?.body.text).toBe(String(id));
    await get;
    expect(subscription.counters).toEqual({ received: 50, delivered: 50, dropped: 0 });
    await line.session.close();
  });

  it("drop-oldest: keeps the newest and counts", async () => {
    const line = await start();
    const subscription = await subscribed(line, { limit: 3, overflow: "drop-oldest" });
    for (let id = 1; id <= 10; id++) await line.server.notify(TIME, event(id));
    await line.server.notify(TIME, `<notificationComplete ${NETMOD}/>`);
    await line.server.transport.write(encodeFrame(buildNotification(TIME, event(11)), "1.1"));
    const get = line.session.get();
    await (await line.server.call()).reply("<data/>");
    await get;
    const texts: string[] = [];
    for await (const { body } of subscription) texts.push(body.text);
    expect(texts).toEqual(["8", "9", "10"]);
    expect(subscription.counters).toEqual({ received: 10, delivered: 3, dropped: 7 });
    await line.session.close();
  });

  it("error: ends the subscription after what it holds", async () => {
    const line = await start();
    const subscription = await subscribed(line, { limit: 2, overflow: "error" });
    for (let id = 1; id <= 3; id++) await line.server.notify(TIME, event(id));
    const get = line.session.get();
    await (await line.server.call()).reply("<data/>");
    await get;
    expect((await subscription.next()).value?.body.text).toBe("1");
    expect((await subscription.next()).value?.body.text).toBe("2");
    await expect(subscription.next()).rejects.toMatchObject({ code: "overflow" });
    expect((await subscription.next()).done).toBe(true);
    await line.session.close();
  });

  it.each([0, -1, Number.NaN])("of %d is refused", async (limit) => {
    const { server, session } = await start();
    await expect(session.subscribe({ limit })).rejects.toMatchObject({ code: "invalid-input" });
    expect(server.calls.size).toBe(0);
    await session.close();
  });
});

describe("the end", () => {
  it("comes after what had arrived when the line dies, with the session's reason", async () => {
    const line = await start();
    const subscription = await subscribed(line);
    await line.server.notify(TIME, event(1));
    await line.server.notify(TIME, event(2));
    line.server.transport.break();
    const reason = await line.session.closed;
    expect(reason?.code).toBe("connection-lost");
    expect((await subscription.next()).value?.body.text).toBe("1");
    expect((await subscription.next()).value?.body.text).toBe("2");
    await expect(subscription.next()).rejects.toBe(reason);
    expect((await subscription.next()).done).toBe(true);
  });

  it("comes without error when we close the session, also from inside of the loop, and wakes who waits", async () => {
    const line = await start();
    const subscription = await subscribed(line, { limit: 1 });
    const waiting = subscription.next();
    await line.server.notify(TIME, event(1));
    expect((await waiting).value?.body.text).toBe("1");
    for (let id = 2; id <= 9; id++) await line.server.notify(TIME, event(id));
    let count = 0;
    for await (const _ of subscription) {
      count++;
      await line.session.close();
    }
    expect(count).toBeGreaterThanOrEqual(1);
    expect(await line.session.closed).toBeUndefined();
    expect((await subscription.next()).done).toBe(true);
  });

  it("comes by break: the rest is dropped, and the session goes on", async () => {
    const line = await start();
    const subscription = await subscribed(line, { limit: 1 });
    for (let id = 1; id <= 5; id++) await line.server.notify(TIME, event(id));
    for await (const _ of subscription) break;
    expect(subscription.ended).toBe(true);
    await subscription.close();
    const get = line.session.get();
    await (await line.server.call()).reply("<data/>");
    await get;
    await line.session.close();
  });
});
