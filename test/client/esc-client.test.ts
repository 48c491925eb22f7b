import { describe, expect, it } from "vitest";
import { eventDecoder } from "../../src/client/decode-event.js";
import { silentLogger } from "../../src/core/logger.js";
import { parseXml } from "../../src/xml/element.js";
import { FakeEsc } from "./fake-esc.js";
import { settle } from "./fakes.js";

const at = "2016-10-06T16:24:05.856+00:00";

describe("notifications", () => {
  const toEvent = eventDecoder(silentLogger);
  const notification = (xml: string) => ({ eventTime: at, body: parseXml(xml) });

  it.each(["http", "https"])("become events, with ESC's namespace beginning with %s", (scheme) => {
    const event = toEvent(
      notification(
        `<escEvent xmlns="${scheme}://www.cisco.com/esc/esc"><status>SUCCESS</status><status_code>200</status_code><vim_connector_id>v</vim_connector_id><event><type>CREATE_VIM_CONNECTOR</type></event></escEvent>`,
      ),
    );
    expect(event).toMatchObject({
      type: "CREATE_VIM_CONNECTOR",
      status_code: 200,
      vim_connector_id: "v",
      eventTime: at,
    });
  });

  it("of other kinds are unknown events, named as their element", () => {
    const event = toEvent(notification("<netconf-config-change xmlns='urn:x'/>"));
    expect(event).toMatchObject({ type: "UNKNOWN", rawType: "netconf-config-change", eventTime: at });
  });

  it("that do not fit the model are kept by their texts", () => {
    const event = toEvent(
      notification(
        '<escEvent xmlns="http://www.cisco.com/esc/esc"><status>SUCCESS</status><status_code>many</status_code><depname>d</depname><event><type>VM_ALIVE</type></event></escEvent>',
      ),
    );
    expect(event).toMatchObject({ type: "VM_ALIVE", status: "SUCCESS", depname: "d" });
  });
});

describe("EscClient", () => {
  it("keeps events on a session of their own, opened at first need", async () => {
    const fake = new FakeEsc();
    await fake.client.open();
    await fake.client.tenants.list();
    expect(fake.server.sessions).toHaveLength(1);
    const events = fake.client.events({ types: ["VM_ALIVE"] });
    await events.ready();
    expect(fake.server.sessions).toHaveLength(2);
    expect(fake.server.sessions[0]?.subscribed).toBe(false);
    await fake.client.close();
  });

  it("reads operational data and ESC's own state", async () => {
    const fake = new FakeEsc();
    expect(await fake.client.status()).toBeUndefined();
    fake.opdata = "<status>OPER_UP</status>";
    expect(await fake.client.status()).toBe("OPER_UP");
    expect(await fake.client.opdata()).toEqual({ status: "OPER_UP" });
    await fake.client.close();
  });

  it("ends streams, changes and sessions when closed, any number of times", async () => {
    const fake = new FakeEsc();
    const shared = fake.client.events();
    const own = fake.client.events({ since: at });
    await Promise.all([shared.ready(), own.ready()]);
    const change = await fake.client.tenants.create({ name: "t" });
    const done = change.done();
    const nexts = [shared.next(), own.next()];
    expect(fake.client.closed).toBe(false);
    await Promise.all([fake.client.close(), fake.client.close()]);
    expect(fake.client.closed).toBe(true);
    for (const next of nexts) expect((await next).done).toBe(true);
    await expect(done).rejects.toMatchObject({ code: "closed" });
    await expect(fake.client.status()).rejects.toMatchObject({ code: "closed" });
    expect(() => fake.client.events()).toThrow(expect.objectContaining({ code: "closed" }));
    for (const session of fake.server.sessions) await session.closed;
  });

  it("can be closed by a handler while an event is being delivered", async () => {
    const fake = new FakeEsc();
    const seen: string[] = [];
    const reading = (async () => {
      for await (const event of fake.client.events()) {
        seen.push(event.type);
        await fake.client.close();
      }
    })();
    await settle();
    fake.send("VM_ALIVE");
    await reading;
    expect(seen).toEqual(["VM_ALIVE"]);
  });
});
