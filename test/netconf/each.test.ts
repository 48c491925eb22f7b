import { afterEach, describe, expect, it, vi } from "vitest";
import { schema, Tenant } from "../../generated/esc.js";
import { encodeFrame } from "../../src/netconf/framing.js";
import {
  connectNetconf,
  type Entries,
  subtree,
  type Transport,
  writeXml,
  type XmlElement,
} from "../../src/netconf/index.js";
import type { SessionOptions } from "../../src/netconf/session-line.js";
import { errorOf } from "./errors.js";
import { bytewise, FakeServer, type FakeServerOptions, reply } from "./fake-server.js";
import { hostKeys, SshServer } from "./ssh-server.js";

const ESC = "http://www.cisco.com/esc/esc";
const PATH = ["esc_datamodel", "tenants", "tenant"];
const tenant = (name: string | number) => `<tenant><name>t${name}</name></tenant>`;
const model = (inside: string) =>
  `<data><esc_datamodel xmlns="${ESC}"><tenants>${inside}</tenants></esc_datamodel></data>`;
const numbered = (count: number) => model(Array.from({ length: count }, (_, at) => tenant(at)).join(""));

async function start(options: FakeServerOptions = {}, session: SessionOptions = {}) {
  const server = new FakeServer(options);
  return { server, session: await server.connect(session) };
}

const nameOf = (entry: XmlElement) => entry.find("name")?.text;

afterEach(() => {
  vi.useRealTimers();
});

/** Lets everything happen that needs no more from outside. */
const turn = () => new Promise<void>((resolve) => setImmediate(resolve));

/** Reads to the end, or to the error. */
async function drain(entries: Entries<XmlElement>): Promise<{ names: (string | undefined)[]; error?: unknown }> {
  const names: (string | undefined)[] = [];
  try {
    for await (const entry of entries) names.push(nameOf(entry));
  } catch (error) {
    return { names, error };
  }
  return { names };
}

/** A session whose transport counts the bytes that were taken from it. */
async function counted(server: FakeServer) {
  const line = { taken: 0 };
  async function* incoming() {
    for await (const bytes of server.client.incoming) {
      line.taken += bytes.length;
      yield bytes;
    }
  }
  const { client } = server;
  const transport: Transport = {
    peer: client.peer,
    incoming: incoming(),
    write: (bytes) => client.write(bytes),
    close: () => client.close(),
  };
  return { line, session: await connectNetconf({ dial: async () => transport }) };
}

describe("what each asks for", () => {
  it("is get-config with a source, get without, by a filter of the path unless one is given", async () => {
    const asked: string[] = [];
    const { session } = await start({
      answer: ({ operation }) => {
        if (operation.local === "close-session") return undefined;
        asked.push(writeXml(operation.elements().at(-1) ?? operation));
        return model("");
      },
    });
    await drain(session.each({ source: "running", path: PATH }));
    for await (const one of session.each({ path: PATH, as: Tenant })) expect.unreachable(String(one));
    await drain(session.each({ path: PATH, filter: subtree("<x xmlns='u'/>") }));
    expect(asked[0]).toContain('<esc_datamodel xmlns=""><tenants><tenant/></tenants></esc_datamodel>');
    expect(asked[1]).toContain(`<esc_datamodel xmlns="${ESC}"><tenants><tenant/></tenants></esc_datamodel>`);
    expect(asked[2]).toMatch(/<x xmlns=["']u["']\/>/);
    await session.close();
  });

  it("is refused at once for a path that is none, and sent only when the first entry is asked for", async () => {
    const { session, server } = await start();
    for (const path of [[], ["a", "esc:b"], ["a", "b/c"], [""]]) {
      expect(() => session.each({ path })).toThrow(expect.objectContaining({ code: "invalid-input" }));
    }
    const unread = session.each({ path: PATH });
    await unread.return();
    expect(await unread.next()).toEqual({ done: true, value: undefined });
    await session.close();
    expect(server.calls.counters.received).toBe(0);
    expect((await drain(session.each({ path: PATH }))).error).toMatchObject({ code: "closed" });
  });
});

describe("entries", () => {
  it("are elements, found by the whole path and nothing else, whatever the cut", async () => {
    const other = `<tenant>no</tenant><tenants>text<x><tenant>no</tenant></x>${tenant(2)}<tenant><tenant>in</tenant></tenant></tenants>`;
    const body = `<tenant>no</tenant>${model(tenant(1)).replace("</esc_datamodel>", `${other}</esc_datamodel>`)}`;
    for (const cut of [undefined, bytewise]) {
      const { session } = await start({
        ...(cut && { cut }),
        answer: ({ operation }) => (operation.local === "get" ? body : undefined),
      });
      const seen: string[] = [];
      for await (const entry of session.each({ path: PATH })) seen.push(writeXml(entry));
      expect(seen).toEqual([
        `<tenant xmlns="${ESC}"><name>t1</name></tenant>`,
        `<tenant xmlns="${ESC}"><name>t2</name></tenant>`,
        `<tenant xmlns="${ESC}"><tenant>in</tenant></tenant>`,
      ]);
      await session.close();
    }
  });

  it("are typed by the descriptor of the list, and inside of a document by a schema", async () => {
    const { session } = await start({
      answer: ({ operation }) => (operation.local === "close-session" ? undefined : numbered(2)),
    });
    const names: string[] = [];
    for await (const { name } of session.each({ source: "running", path: PATH, as: Tenant })) names.push(name);
    for await (const { esc_datamodel } of session.each({ source: "running", path: PATH, as: schema })) {
      expect(esc_datamodel?.tenants?.tenant).toHaveLength(1);
      names.push(esc_datamodel?.tenants?.tenant?.[0]?.name ?? "");
    }
    expect(names).toEqual(["t0", "t1", "t0", "t1"]);
    await session.close();
  });

  it("come before an error, wherever the line is lost", async () => {
    const text = reply("1", numbered(3));
    const frame = Buffer.from(encodeFrame(text, "1.1"));
    for (let at = 0; at < frame.length; at++) {
      const { server, session } = await start();
      const read = drain(session.each({ path: PATH }));
      await server.call();
      await server.sendRaw(frame.subarray(0, at));
      server.transport.break();
      const { names, error } = await read;
      const whole = frame.subarray(0, at).toString().split("</tenant>").length - 1;
      expect(names, `cut at ${at}`).toEqual(["t0", "t1", "t2"].slice(0, whole));
      expect(error).toMatchObject({ code: "connection-lost", mayHaveBeenApplied: false });
    }
  });
});

describe("errors of each", () => {
  it("rpc-error, no data and an entry that cannot be decoded come after what arrived, and the session goes on", async () => {
    const refusal = "<rpc-error><error-tag>operation-failed</error-tag></rpc-error>";
    const bodies = [
      `${numbered(2)}${refusal}`,
      "<ok/>",
      model(`${tenant(0)}<tenant><name>a</name><name>b</name></tenant>${tenant(2)}`),
    ];
    const { session } = await start({
      answer: ({ operation }) =>
        operation.local === "close-session" ? undefined : (bodies.shift() ?? "<data>fine</data>"),
    });
    expect(await drain(session.each({ path: PATH }))).toMatchObject({
      names: ["t0", "t1"],
      error: { code: "rpc-error" },
    });
    expect(await drain(session.each({ path: PATH }))).toMatchObject({ names: [], error: { code: "protocol-error" } });
    const names: string[] = [];
    const typed = async () => {
      for await (const { name } of session.each({ source: "running", path: PATH, as: Tenant })) names.push(name);
    };
    expect(await errorOf(typed())).toMatchObject({ code: "validation" });
    expect(names).toEqual(["t0"]);
    expect((await session.get()).text).toBe("fine");
    await session.close();
  });

  it("timeoutMs is the time without progress, and signal ends it", async () => {
    const { server, session } = await start();
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    const entries = session.each({ path: PATH }, { timeoutMs: 1000 });
    const slow = drain(entries);
    const { messageId } = await server.call();
    const frame = encodeFrame(reply(messageId, numbered(3)), "1.1");
    const end = frame.length - "</tenants></esc_datamodel></data></rpc-reply>\n##\n".length;
    for (let at = 0; at < end; at += 90) {
      vi.advanceTimersByTime(900);
      await server.sendRaw(frame.subarray(at, Math.min(at + 90, end)));
      await turn();
    }
    expect(entries.counters.delivered).toBe(3);
    vi.advanceTimersByTime(999);
    await turn();
    vi.advanceTimersByTime(1);
    expect(await slow).toMatchObject({ names: ["t0", "t1", "t2"], error: { code: "timeout" } });
    await server.sendRaw(frame.subarray(end));
    const controller = new AbortController();
    const aborted = drain(session.each({ path: PATH }, { signal: controller.signal }));
    await server.call();
    controller.abort();
    expect(await aborted).toMatchObject({ names: [], error: { code: "aborted" } });
    expect((await drain(session.each({ path: PATH }, { signal: controller.signal }))).error).toMatchObject({
      code: "aborted",
    });
    expect((await drain(session.each({ path: PATH }, { timeoutMs: -1 }))).error).toMatchObject({
      code: "invalid-input",
    });
    await session.close();
  });

  it("the time of the consumer is not counted", async () => {
    const { session } = await start({
      answer: ({ operation }) => (operation.local === "get" ? numbered(3000) : undefined),
    });
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    let seen = 0;
    for await (const _ of session.each({ path: PATH }, { timeoutMs: 1000 })) {
      if (seen++ === 10) {
        vi.advanceTimersByTime(3_600_000);
        await turn();
      }
    }
    expect(seen).toBe(3000);
    await session.close();
  });
});

describe("memory and back-pressure", () => {
  it("stays flat over 50,000 entries, however large the reply and the read, whatever maxMessageBytes", async () => {
    for (const cut of [undefined, (bytes: Uint8Array) => [bytes.subarray(0, 7), bytes.subarray(7)]]) {
      const { session } = await start(
        { ...(cut && { cut }), answer: ({ operation }) => (operation.local === "get" ? numbered(50_000) : undefined) },
        { maxMessageBytes: 500 },
      );
      const entries = session.each({ path: PATH });
      let [most, seen] = [0, 0];
      for await (const entry of entries) {
        if (nameOf(entry) !== `t${seen++}`) expect.unreachable(`entry ${seen} is ${nameOf(entry)}`);
        most = Math.max(most, entries.counters.received - entries.counters.delivered);
      }
      expect(seen).toBe(50_000);
      expect(most).toBeGreaterThan(0);
      // What 32 KiB hold of the smallest of these entries.
      expect(most).toBeLessThanOrEqual(Math.ceil((32 * 1024) / tenant(0).length));
      await session.close();
    }
  });

  it("a slow consumer holds back the transport and the calls behind, until it leaves", async () => {
    const text = numbered(20_000);
    const server = new FakeServer({
      cut: function* (bytes) {
        for (let at = 0; at < bytes.length; at += 1000) yield bytes.subarray(at, at + 1000);
      },
      answer: ({ operation }) =>
        operation.local === "get" ? text : operation.local === "get-config" ? "<data>behind</data>" : undefined,
    });
    const { line, session } = await counted(server);
    const entries = session.each({ path: PATH });
    expect((await entries.next()).done).toBe(false);
    const behind = session.getConfig();
    let answered = false;
    void behind.then(() => {
      answered = true;
    });
    // The server has handed everything to the line, the reply behind included.
    await turn();
    const early = line.taken;
    expect(early).toBeLessThan(text.length / 20);
    for (let at = 0; at < 20; at++) await turn();
    expect([line.taken, answered]).toEqual([early, false]);
    await entries.return();
    expect((await behind).text).toBe("behind");
    expect(line.taken).toBeGreaterThan(text.length);
    expect(entries.counters.delivered).toBe(1);
    await session.close();
  });

  it("break skips the rest, even when it is not well-formed, and close does not wait for who does not read", async () => {
    const { session } = await start({
      answer: ({ operation }) =>
        operation.local === "get"
          ? numbered(5000).replace("<name>t4990", "<<<")
          : operation.local === "get-config"
            ? "<data>fine</data>"
            : undefined,
    });
    for await (const entry of session.each({ path: PATH })) {
      expect(nameOf(entry)).toBe("t0");
      break;
    }
    expect((await session.getConfig()).text).toBe("fine");
    const unread = session.each({ path: PATH });
    expect((await unread.next()).done).toBe(false);
    await session.close();
    expect(await session.closed).toBeUndefined();
    const { names, error } = await drain(unread);
    expect(names[0]).toBe("t1");
    expect(error).toMatchObject({ code: "closed" });
  });
});

it("each over SSH: the window holds the server back, and everything arrives", async () => {
  const count = 60_000;
  const answer: FakeServerOptions["answer"] = ({ operation }) =>
    operation.local === "get" ? numbered(count) : operation.local === "get-config" ? "<data>fine</data>" : undefined;
  await using server = await SshServer.start({ netconf: { answer } });
  const session = await connectNetconf({
    host: "127.0.0.1",
    port: server.port,
    username: "admin",
    password: "secret",
    hostKey: { sha256: hostKeys.ed25519.sha256 },
  });
  const entries = session.each({ path: PATH, as: Tenant });
  let [seen, most] = [0, 0];
  for await (const { name } of entries) {
    if (name !== `t${seen++}`) expect.unreachable(`entry ${seen} is ${name}`);
    most = Math.max(most, entries.counters.received - entries.counters.delivered);
  }
  expect(seen).toBe(count);
  expect(most).toBeLessThan(1500);
  for await (const _ of session.each({ path: PATH })) break;
  expect((await session.getConfig()).text).toBe("fine");
  await session.close();
});
