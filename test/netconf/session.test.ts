import { inspect } from "node:util";
import { describe, expect, it } from "vitest";
import { deferred } from "../../src/core/deferred.js";
import { EscError, ValidationError } from "../../src/core/errors.js";
import { encodeFrame } from "../../src/netconf/framing.js";
import { connectNetconf, RpcError, subtree, untyped, writeXml, xpath } from "../../src/netconf/index.js";
import { BASE_1_0, BASE_1_1, buildHello, NETCONF_NS } from "../../src/netconf/messages.js";
import type { BodySink, Readable, SameBody } from "../../src/xml/sink.js";
import { errorOf } from "./errors.js";
import { bytewise, FakeServer, type FakeServerOptions, reply } from "./fake-server.js";

const WRITABLE = "urn:ietf:params:netconf:capability:writable-running:1.0";
const ROLLBACK = "urn:ietf:params:netconf:capability:rollback-on-error:1.0";
const HELLO = (id = "7") =>
  `<hello xmlns="${NETCONF_NS}"><capabilities><capability>${BASE_1_1}</capability></capabilities><session-id>${id}</session-id></hello>`;

async function start(options: FakeServerOptions & Parameters<FakeServer["connect"]>[0] = {}) {
  const server = new FakeServer(options);
  return { server, session: await server.connect(options) };
}

/** A readable whose sink throws at the first element. */
function refusing(error: Error): Readable<SameBody<never>> {
  const sink: BodySink<never> = {
    open: () => {
      throw error;
    },
    text: () => undefined,
    close: () => undefined,
    finish: () => {
      throw new Error("finish after a throw");
    },
  };
  return { createSink: () => sink };
}

describe("hello (RFC 6241 section 8.1)", () => {
  it.each([
    [["1.0", "1.1"], ["1.0", "1.1"], "1.1"],
    [["1.0"], ["1.0", "1.1"], "1.0"],
    [["1.0", "1.1"], ["1.0"], "1.0"],
  ] as const)("we offer %j, the server %j: framing %s", async (ours, theirs, framing) => {
    const { server, session } = await start({ bases: theirs, baseVersions: ours, sessionId: 4_294_967_295 });
    expect(session.framing).toBe(framing);
    expect(session.sessionId).toBe(4_294_967_295);
    expect([...session.capabilities]).toEqual(theirs.map((base) => (base === "1.0" ? BASE_1_0 : BASE_1_1)));
    for (const base of ours) expect(await server.clientHello).toContain(`base:${base}`);
    expect(await server.clientHello).not.toContain("session-id");
    await session.close();
  });

  it("fails without a common base version, saying what both offered", async () => {
    const server = new FakeServer({ bases: ["1.0"] });
    const error = await errorOf(server.connect({ baseVersions: ["1.1"] }));
    expect(error).toMatchObject({ code: "protocol-error" });
    expect(error.message).toMatch(/we offer .*base:1\.1.*offers .*base:1\.0/);
    await server.ended;
  });

  it.each([
    ["no session-id", buildHello({ capabilities: [BASE_1_0] }), /session-id/],
    ["a bad session-id", HELLO("0"), /session-id/],
    [
      "an rpc-error",
      "<rpc-reply><rpc-error><error-message>not for you</error-message></rpc-error></rpc-reply>",
      /not for you/,
    ],
    ["text", "This account is not available", /not available/],
  ])("refuses %s, and shows it", async (_, text, message) => {
    const error = await errorOf(new FakeServer({ hello: `${text}]]>]]>` }).connect());
    expect(error).toMatchObject({ code: "protocol-error", message: expect.stringMatching(message) });
    expect(error.received).toContain(text.slice(0, 20).replaceAll('"', '\\"'));
  });

  it("shows what came when the peer ends without a hello", async () => {
    const server = new FakeServer({ hello: "Permission denied.\r\n" });
    const connecting = errorOf(server.connect());
    await server.clientHello;
    server.transport.close();
    const error = await connecting;
    expect(error).toMatchObject({ code: "protocol-error", received: JSON.stringify("Permission denied.\r\n") });
    expect(error.message).toContain("Permission denied");
  });

  it("shows what came when the hello takes too long, and says which deadline it was", async () => {
    const error = await errorOf(new FakeServer({ hello: "<hello" }).connect({ timeoutMs: 30 }));
    expect(error).toMatchObject({ code: "timeout", received: JSON.stringify("<hello") });
    expect(error.message).toMatch(/hello.*30 ms.*timeoutMs/);
    const silent = new FakeServer({ hello: undefined });
    const alone = await errorOf(connectNetconf({ dial: async () => silent.client, phaseTimeoutMs: { hello: 20 } }));
    expect(alone.message).toMatch(/phaseTimeoutMs\.hello.*sent nothing/);
    await silent.ended;
  });

  it("can be aborted while it waits, and closes the line", async () => {
    const server = new FakeServer({ hello: undefined });
    const controller = new AbortController();
    const connecting = errorOf(server.connect({ signal: controller.signal }));
    await server.clientHello;
    controller.abort(new Error("enough"));
    expect((await connecting).code).toBe("aborted");
    await server.ended;
  });

  it("gives up on endless text before hello", async () => {
    const server = new FakeServer({ hello: undefined });
    const connecting = errorOf(server.connect());
    for (let sent = 0; sent < 5; sent++) await server.transport.write(Buffer.alloc(1024 * 1024, "x"));
    expect(await connecting).toMatchObject({ code: "protocol-error", message: expect.stringContaining("xxxx") });
  });

  it("reads a hello and a whole session that comes byte by byte, with chunks behind it in the same read", async () => {
    for (const bases of [["1.0"], ["1.0", "1.1"]] as const) {
      const { session } = await start({
        bases,
        cut: bytewise,
        answer: ({ operation }) =>
          operation.local === "get" ? "<data><a xmlns='urn:a'>ä€😀 ]]&gt;</a></data>" : undefined,
      });
      expect((await session.get()).find("a")?.text).toBe("ä€😀 ]]>");
      await session.close();
    }
  });

  it("accepts a reply in the read of the hello, cut at every byte", async () => {
    const stream = Buffer.concat([
      Buffer.from(`\uFEFFbanner <1>\n${HELLO()}]]>]]>`),
      encodeFrame(reply("1", "<data>€</data>"), "1.1", { chunkBytes: 5 }),
    ]);
    for (let at = 0; at <= stream.length; at++) {
      const server = new FakeServer({ hello: undefined });
      await server.transport.write(stream.subarray(0, at));
      const connecting = server.connect();
      await server.clientHello;
      await server.transport.write(stream.subarray(at));
      const session = await connecting;
      // The answer is there before the question; it waits in the transport or is dropped as belonging to no call.
      const text = await Promise.race([
        session.get({}, { timeoutMs: 5000 }).then((data) => data.text),
        server.call().then(() => "asked"),
      ]);
      expect(["€", "asked"]).toContain(text);
      server.transport.close();
      await session.closed;
    }
  });
});

describe("calls", () => {
  it("match replies by message-id, in any order", async () => {
    const { server, session } = await start();
    const asked = ["a", "b", "c"].map((name) => session.get({ filter: subtree(`<${name}/>`) }));
    const calls = [await server.call(), await server.call(), await server.call()];
    expect(new Set(calls.map((call) => call.messageId)).size).toBe(3);
    for (const call of calls.reverse())
      await call.reply(`<data>message-id="1" ${call.operation.find("filter")?.elements()[0]?.local}</data>`);
    expect((await Promise.all(asked)).map((data) => data.text)).toEqual([
      'message-id="1" a',
      'message-id="1" b',
      'message-id="1" c',
    ]);
    await session.close();
  });

  it("reads prefixed replies with quotes and line breaks of any kind", async () => {
    const { server, session } = await start();
    const asked = session.get();
    const { messageId } = await server.call();
    await server.send(
      `<?xml version='1.0'?>\n<!-- x --><nc:rpc-reply\n\tmessage-id\n=\n'${messageId}'\n xmlns:nc='${NETCONF_NS}'><nc:data><v/></nc:data></nc:rpc-reply>\n`,
    );
    expect((await asked).elements().map((element) => element.local)).toEqual(["v"]);
    await session.close();
  });

  it("keep to maxInFlight, first come first served", async () => {
    const { server, session } = await start({ maxInFlight: 2 });
    const asked = [1, 2, 3, 4].map((id) => session.get({ filter: subtree(`<n${id}/>`) }));
    const [first, second] = [await server.call(), await server.call()];
    expect(server.calls.size).toBe(0);
    await second?.reply("<data/>");
    const third = await server.call();
    expect(third.text).toContain("<n3 ");
    expect(server.calls.size).toBe(0);
    await third.reply("<data/>");
    await first?.reply("<data/>");
    await (await server.call()).reply("<data/>");
    await Promise.all(asked);
    await session.close();
  });

  it("give up waiting for a place without taking one", async () => {
    const { server, session } = await start({ maxInFlight: 1 });
    const first = session.get();
    const call = await server.call();
    const controller = new AbortController();
    const second = errorOf(session.get({}, { signal: controller.signal }));
    const third = session.get();
    controller.abort();
    expect(await second).toMatchObject({ code: "aborted", mayHaveBeenApplied: false });
    await call.reply("<data/>");
    await first;
    await (await server.call()).reply("<data/>");
    await third;
    await session.close();
  });

  it("time out alone; the late reply is dropped and the session goes on", async () => {
    const { server, session } = await start({ capabilities: [WRITABLE] });
    const error = await errorOf(session.get({}, { timeoutMs: 20 }));
    expect(error).toMatchObject({ code: "timeout", mayHaveBeenApplied: false });
    expect(error.message).toMatch(/get .*admin@fake:830.*20 ms/);
    const late = await server.call();
    const next = session.get();
    const call = await server.call();
    await late.reply("<data>late</data>");
    await call.reply("<data>right</data>");
    expect((await next).text).toBe("right");
    const edit = await errorOf(session.editConfig({ config: "<a xmlns='u'/>" }, { timeoutMs: 20 }));
    expect(edit).toMatchObject({ code: "timeout", mayHaveBeenApplied: true });
    await session.close();
  });

  it("are aborted by the caller's signal, also in the middle of a reply", async () => {
    const { server, session } = await start();
    const controller = new AbortController();
    const asked = errorOf(session.get({}, { signal: controller.signal }));
    const call = await server.call();
    const bytes = encodeFrame(reply(call.messageId, `<data>${"<a/>".repeat(100)}</data>`), "1.1");
    await server.transport.write(bytes.subarray(0, 150));
    controller.abort(new Error("enough"));
    expect(await asked).toMatchObject({ code: "aborted", cause: expect.objectContaining({ message: "enough" }) });
    await server.transport.write(bytes.subarray(150));
    const next = session.get();
    await (await server.call()).reply("<data>next</data>");
    expect((await next).text).toBe("next");
    expect(await errorOf(session.get({}, { signal: AbortSignal.abort() }))).toMatchObject({ code: "aborted" });
    expect(server.calls.size).toBe(0);
    await session.close();
  });

  it("log a reply to nobody and go on; a reply without message-id is the only call's", async () => {
    const warned: string[] = [];
    const logger = { debug: () => undefined, warn: (message: string) => warned.push(message) };
    const { server, session } = await start({ logger });
    const asked = errorOf(session.get());
    await server.call();
    await server.send(reply("4711", "<ok/>"));
    await server.send(
      `<rpc-reply xmlns="${NETCONF_NS}"><rpc-error><error-tag>missing-attribute</error-tag></rpc-error></rpc-reply>`,
    );
    expect(await asked).toMatchObject({ code: "rpc-error" });
    expect(warned).toHaveLength(1);
    await session.close();
  });

  it("get a duplicate reply once", async () => {
    const { server, session } = await start();
    const asked = session.get();
    const call = await server.call();
    await call.reply("<data>first</data>");
    await call.reply("<data>second</data>");
    expect((await asked).text).toBe("first");
    const next = session.get();
    await (await server.call()).reply("<data>third</data>");
    expect((await next).text).toBe("third");
    await session.close();
  });

  it("refuse what the server does not offer, before anything is sent, unless assumed", async () => {
    const { server, session } = await start();
    const error = await errorOf(session.get({ filter: xpath("/a") }));
    expect(error).toMatchObject({ code: "missing-capability" });
    expect(error.message).toContain('assume: [":xpath"]');
    expect(server.calls.size).toBe(0);
    await session.close();
    const other = await start({
      assume: [":xpath"],
      answer: ({ operation }) => (operation.local === "get" ? "<data/>" : undefined),
    });
    await other.session.get({ filter: xpath("/a") });
    await other.session.close();
  });

  it("do not deadlock when a large request and a large reply cross", async () => {
    const { server, session } = await start();
    const big = session.rpc(`<big xmlns="urn:b">${"x".repeat(3_000_000)}</big>`);
    const small = session.get();
    await (await server.call()).reply(`<ok/>`);
    await (await server.call()).reply(`<data>${"y".repeat(3_000_000)}</data>`);
    expect((await small).text).toHaveLength(3_000_000);
    await big;
    await session.close();
  });
});

describe("rpc-error and warnings (RFC 6241 section 4.3)", () => {
  const error = (severity: string, tag: string, more = "") =>
    `<rpc-error><error-type>application</error-type><error-tag>${tag}</error-tag><error-severity>${severity}</error-severity>${more}</rpc-error>`;

  it("rejects with every error and all their fields", async () => {
    const { server, session } = await start({ capabilities: [WRITABLE] });
    const asked = errorOf(session.editConfig({ config: "<a xmlns='u'/>" }));
    const full = `<error-app-tag>too-few</error-app-tag><error-path>/t:a</error-path><error-message xml:lang="en">Bad &amp; worse</error-message><error-info><bad-element>a</bad-element></error-info>`;
    await (await server.call()).reply(
      error("error", "data-exists", full) + error("warning", "w") + error("error", "in-use"),
    );
    const thrown = await asked;
    if (!(thrown instanceof RpcError)) throw thrown;
    expect(thrown).toMatchObject({ code: "rpc-error", mayHaveBeenApplied: false });
    expect(thrown.errors).toHaveLength(2);
    const [first] = thrown.errors;
    expect(first).toMatchObject({
      type: "application",
      tag: "data-exists",
      severity: "error",
      appTag: "too-few",
      path: "/t:a",
      message: "Bad & worse",
    });
    expect(first?.info?.find("bad-element")?.text).toBe("a");
    expect(thrown.warnings.map((warning) => warning.tag)).toEqual(["w"]);
    expect(thrown.message).toContain("edit-config");
    expect(thrown.message).toContain("Bad & worse");
    await session.close();
  });

  it("resolves with warnings, and gives them to onWarning, else to the logger", async () => {
    const logged: string[] = [];
    const { server, session } = await start({
      capabilities: [WRITABLE],
      logger: { debug: () => undefined, warn: (text) => logged.push(text) },
    });
    const seen: string[] = [];
    const asked = session.editConfig({ config: "<a xmlns='u'/>" }, { onWarning: (warning) => seen.push(warning.tag) });
    await (await server.call()).reply(`${error("warning", "w1")}<ok/>`);
    expect((await asked).warnings.map((warning) => warning.tag)).toEqual(["w1"]);
    expect([seen, logged]).toEqual([["w1"], []]);
    const get = session.get();
    await (await server.call()).reply(`${error("warning", "w2")}<data><x/></data>`);
    expect((await get).find("x")).toBeDefined();
    expect(logged).toEqual([expect.stringContaining("w2")]);
    const raw = session.rpc("<x xmlns='u'/>");
    await (await server.call()).reply(error("warning", "w3"));
    expect((await raw).find("rpc-error", "error-tag")?.text).toBe("w3");
    await session.close();
  });

  it.each([
    ["get", "<ok/>"],
    ["edit-config", "<data/>"],
    ["edit-config", ""],
    ["get", ""],
  ])("says when the reply to %s is %j", async (name, body) => {
    const { server, session } = await start({ capabilities: [WRITABLE] });
    const asked = errorOf(name === "get" ? session.get() : session.editConfig({ config: "<a xmlns='u'/>" }));
    await (await server.call()).reply(body);
    expect(await asked).toMatchObject({ code: "protocol-error", message: expect.stringContaining(name) });
    await session.close();
  });
});

describe("typed replies", () => {
  it("go to the readable as they arrive, and only what is inside of data", async () => {
    const { server, session } = await start();
    const asked = session.get({ as: untyped });
    const call = await server.call();
    const bytes = encodeFrame(
      reply(call.messageId, "<data>\n<a xmlns='u'>1</a><data xmlns='u'><data/></data>\n</data>"),
      "1.1",
    );
    for (const piece of bytewise(bytes)) await server.transport.write(piece);
    expect((await asked).map((element) => writeXml(element))).toEqual([
      '<a xmlns="u">1</a>',
      '<data xmlns="u"><data/></data>',
    ]);
    const rpc = session.rpc("<do xmlns='u'/>", { as: untyped });
    await (await server.call()).reply("<ok/><out xmlns='u'>2</out>");
    expect((await rpc).map((element) => element.local)).toEqual(["out"]);
    await session.close();
  });

  it("settle their one call when the sink throws, with its error, and the session goes on", async () => {
    const { server, session } = await start();
    const issue = new ValidationError([{ path: "a", code: "type", message: "no" }]);
    const asked = errorOf(session.get({ as: refusing(issue) }));
    const other = session.get();
    const [first, second] = [await server.call(), await server.call()];
    const frame = encodeFrame(reply(first?.messageId ?? "", `<data>${"<a/>".repeat(1000)}</data>`), "1.1");
    await server.transport.write(frame.subarray(0, 200));
    expect(await asked).toBe(issue);
    await server.transport.write(frame.subarray(200));
    await second?.reply("<data>fine</data>");
    expect((await other).text).toBe("fine");
    await session.close();
  });

  it("settle their one call when no sink can be made", async () => {
    const { server, session } = await start();
    const failing: Readable<SameBody<never>> = {
      createSink: () => {
        throw new EscError("unsupported", "no such kind");
      },
    };
    const asked = errorOf(session.get({ as: failing }));
    await (await server.call()).reply("<data/>");
    expect(await asked).toMatchObject({ code: "unsupported" });
    const next = session.get();
    await (await server.call()).reply("<data/>");
    await next;
    await session.close();
  });
});

describe("messages that cannot be read", () => {
  it.each([
    ["not well-formed", "<data><a></b></data>", "protocol-error"],
    ["not UTF-8", "\xff", "protocol-error"],
    ["with an unknown entity", "<data>&nbsp;</data>", "protocol-error"],
    ["too deep", "<d>".repeat(300), "too-large"],
    ["unfinished", "<data>", "protocol-error"],
  ])("fail their call alone: %s", async (_, body, code) => {
    const { server, session } = await start();
    const asked = errorOf(session.get());
    const other = session.get();
    const [first, second] = [await server.call(), await server.call()];
    const bytes = Buffer.from(reply(first?.messageId ?? "", body), "latin1");
    await server.sendRaw(encodeFrame(bytes, "1.1"));
    expect((await asked).code).toBe(code);
    await second?.reply("<data>fine</data>");
    expect((await other).text).toBe("fine");
    await session.close();
  });

  it("leave the outcome of a change open", async () => {
    const { server, session } = await start({ capabilities: [WRITABLE] });
    const asked = errorOf(session.editConfig({ config: "<a xmlns='u'/>" }));
    await (await server.call()).reply("<ok>");
    expect(await asked).toMatchObject({ code: "protocol-error", mayHaveBeenApplied: true });
    await session.close();
  });

  it("larger than maxMessageBytes fail their call, naming the option, and are skipped to their end", async () => {
    const { server, session } = await start({ maxMessageBytes: 1000 });
    const asked = errorOf(session.get());
    await (await server.call()).reply(`<data>${"<a/>".repeat(10_000)}</data>`);
    expect(await asked).toMatchObject({ code: "too-large", message: expect.stringContaining("maxMessageBytes") });
    const next = session.get();
    await (await server.call()).reply("<data/>");
    await next;
    await session.close();
  });

  it.each([
    ["an unknown root", "<what/>", /<what>/],
    ["a second hello", HELLO(), /<hello>/],
    ["an rpc", `<rpc xmlns="${NETCONF_NS}" message-id="1"><get/></rpc>`, /<rpc>/],
    ["text", "no xml at all", /no xml at all/],
    ["nothing", " ", /cannot be read/],
    ["a DOCTYPE", "<!DOCTYPE a [<!ENTITY x 'y'>]><rpc-reply/>", /DOCTYPE/],
  ])("end the session when nobody can be told: %s", async (_, text, message) => {
    const { server, session } = await start();
    const asked = errorOf(session.get());
    await server.call();
    await server.send(text);
    const reason = await session.closed;
    expect(reason).toMatchObject({ code: "protocol-error", message: expect.stringMatching(message) });
    expect(await asked).toBe(reason);
    await server.ended;
  });

  it("end the session when the framing is the other one", async () => {
    const chunked = await start();
    await chunked.server.sendRaw(`${reply("1", "<ok/>")}]]>]]>`);
    expect((await chunked.session.closed)?.message).toContain("end-of-message framing");
    const endOfMessage = await start({ bases: ["1.0"] });
    await endOfMessage.server.sendRaw(encodeFrame(reply("1", "<ok/>"), "1.1"));
    expect((await endOfMessage.session.closed)?.message).toContain("chunked framing");
  });

  it("takes ]]>]]> inside CDATA of a chunked session as data", async () => {
    const { server, session } = await start();
    const asked = session.get();
    await (await server.call()).reply("<data><![CDATA[]]]]><![CDATA[>]]]]><![CDATA[>]]></data>");
    expect((await asked).text).toBe("]]>]]>");
    await session.close();
  });
});

describe("a line that dies", () => {
  it("settles everything once, with one cause, and tells changes from reads", async () => {
    const { server, session } = await start({ capabilities: [WRITABLE], maxInFlight: 3 });
    const get = errorOf(session.get());
    const edit = errorOf(session.editConfig({ config: "<a xmlns='u'/>" }));
    const raw = errorOf(session.rpc("<commit/>"));
    const waiting = errorOf(session.editConfig({ config: "<b xmlns='u'/>" }));
    for (let sent = 0; sent < 3; sent++) await server.call();
    server.transport.break();
    const reason = await session.closed;
    expect(reason).toMatchObject({ code: "connection-lost", mayHaveBeenApplied: false });
    expect(await get).toBe(reason);
    expect(await edit).toMatchObject({ code: "connection-lost", mayHaveBeenApplied: true, cause: reason });
    expect(await raw).toMatchObject({ code: "connection-lost", mayHaveBeenApplied: true });
    expect(await waiting).toMatchObject({ code: "connection-lost", mayHaveBeenApplied: false });
    expect(await errorOf(session.get())).toBe(reason);
    await session.close();
    expect(await session.closed).toBe(reason);
  });

  it("says whether it was cut in the middle of a message, at every byte of one", async () => {
    const frame = encodeFrame(reply("1", "<data>€</data>"), "1.1", { chunkBytes: 40 });
    for (let at = 0; at < frame.length; at++) {
      const { server, session } = await start();
      const asked = errorOf(session.get());
      await server.call();
      await server.transport.write(frame.subarray(0, at));
      server.transport.close();
      const error = await asked;
      expect(error.code).toBe("connection-lost");
      expect(error.message.includes("in the middle of a message")).toBe(at > 0);
    }
  });

  it("is noticed when writing fails first", async () => {
    const server = new FakeServer();
    const failing = deferred<void>();
    const session = await connectNetconf({
      dial: async () => ({
        peer: "x",
        incoming: server.client.incoming,
        close: () => server.client.close(),
        write: async (chunk) => {
          await (failing.settled ? failing.promise : server.client.write(chunk));
        },
      }),
    });
    failing.reject(new EscError("connection-lost", "broken pipe"));
    expect(await errorOf(session.get())).toMatchObject({ code: "connection-lost", message: "broken pipe" });
    expect((await session.closed)?.message).toBe("broken pipe");
  });
});

describe("close", () => {
  it("sends close-session, is idempotent, and settles what is open with closed", async () => {
    const { server, session } = await start({ capabilities: [WRITABLE] });
    const open = errorOf(session.get());
    const change = errorOf(session.editConfig({ config: "<a xmlns='u'/>" }));
    await Promise.all([session.close(), session.close(), session[Symbol.asyncDispose]()]);
    expect(await open).toMatchObject({ code: "closed", mayHaveBeenApplied: false });
    expect(await change).toMatchObject({ code: "closed", mayHaveBeenApplied: true });
    expect(await session.closed).toBeUndefined();
    expect(await errorOf(session.get())).toMatchObject({ code: "closed" });
    await session.close();
    await server.ended;
  });

  it("lets calls finish whose replies come before that of close-session", async () => {
    const { server, session } = await start();
    const open = session.get();
    const call = await server.call();
    await call.reply("<data>in time</data>");
    await session.close();
    expect((await open).text).toBe("in time");
  });

  it("is bounded when the server does not answer, and when it refuses", async () => {
    const silent = await start({ answer: () => undefined, maxInFlight: 1 });
    const blocked = errorOf(silent.session.get());
    await silent.server.call();
    silent.server.transport.write = async () => undefined;
    const started = performance.now();
    await silent.session.close();
    expect(performance.now() - started).toBeLessThan(4000);
    expect(await blocked).toMatchObject({ code: "closed" });
    const refusing = await start({ answer: () => "<rpc-error><error-tag>resource-denied</error-tag></rpc-error>" });
    await refusing.session.close();
    expect(await refusing.session.closed).toBeUndefined();
  });

  it("works inside of a handler and after the server has gone", async () => {
    const { server, session } = await start({ capabilities: [WRITABLE] });
    const done = deferred<void>();
    const asked = session.editConfig(
      { config: "<a xmlns='u'/>" },
      { onWarning: () => void session.close().then(() => done.resolve()) },
    );
    await (await server.call()).reply("<rpc-error><error-severity>warning</error-severity></rpc-error>");
    expect((await asked).warnings).toHaveLength(1);
    await done.promise;
    const gone = await start();
    gone.server.transport.close();
    await gone.session.closed;
    await gone.session.close();
    expect((await gone.session.closed)?.code).toBe("connection-lost");
  });
});

describe("secrets", () => {
  it("do not show when a session or a connection error is inspected", async () => {
    const server = new FakeServer({ hello: "no" });
    const secret = "s3cr3t-passphrase";
    const options = { dial: async () => server.client, password: secret, privateKey: secret, passphrase: secret };
    const failing = errorOf(connectNetconf(options));
    await server.clientHello;
    server.transport.close();
    expect(inspect(await failing, { depth: 10, showHidden: true })).not.toContain(secret);
    const fine = new FakeServer();
    const session = await connectNetconf({ ...options, dial: async () => fine.client });
    expect(inspect(session, { depth: 10, showHidden: true })).not.toContain(secret);
    await session.close();
  });
});

describe("operations", () => {
  async function sent(
    options: FakeServerOptions & { assume?: string[] },
    run: (session: Awaited<ReturnType<FakeServer["connect"]>>) => Promise<unknown>,
  ) {
    const { server, session } = await start(options);
    const running = run(session);
    const failed = running.catch((error: unknown) => {
      throw error;
    });
    const call = await Promise.race([server.call(), failed.then(() => Promise.reject(new Error("nothing was sent")))]);
    await call.reply(call.operation.local.startsWith("get") ? "<data/>" : "<ok/>");
    await running;
    await session.close();
    return call;
  }

  it("get and get-config with filters", async () => {
    const assume = [":xpath", ":candidate", ":startup", ":url"];
    const plain = await sent({ assume }, (session) => session.get());
    expect(writeXml(plain.operation)).toBe(`<get xmlns="${NETCONF_NS}"/>`);
    const path = await sent({ assume }, (session) => session.get({ filter: xpath('/p:a[b="<"]', { p: "urn:p&q" }) }));
    const filter = path.operation.find("filter");
    expect([filter?.attribute("type"), filter?.attribute("select"), filter?.scope.resolve("p")]).toEqual([
      "xpath",
      '/p:a[b="<"]',
      "urn:p&q",
    ]);
    const several = await sent({ assume }, (session) =>
      session.getConfig({ source: "candidate", filter: subtree(["<a/>", '<b xmlns="urn:b"/>']) }),
    );
    expect(several.operation.find("source")?.elements()[0]?.local).toBe("candidate");
    expect(
      several.operation
        .find("filter")
        ?.elements()
        .map((element) => [element.local, element.namespace]),
    ).toEqual([
      ["a", ""],
      ["b", "urn:b"],
    ]);
    const url = await sent({ assume }, (session) => session.getConfig({ source: { url: "file://a&b" } }));
    expect(url.operation.find("source", "url")?.text).toBe("file://a&b");
  });

  it("edit-config with every option, in the order of RFC 6241", async () => {
    const call = await sent({ capabilities: [ROLLBACK], assume: [":candidate", ":validate"] }, (session) =>
      session.editConfig({
        target: "candidate",
        config: '<a xmlns="urn:a" xmlns:nc="urn:ietf:params:xml:ns:netconf:base:1.0" nc:operation="create"/>',
        defaultOperation: "none",
        testOption: "test-then-set",
        errorOption: "rollback-on-error",
      }),
    );
    expect(call.operation.elements().map((element) => element.local)).toEqual([
      "target",
      "default-operation",
      "test-option",
      "error-option",
      "config",
    ]);
    expect(call.operation.find("config", "a")?.attribute("operation", NETCONF_NS)).toBe("create");
  });

  it("edit-config takes what stands in config, and config itself", async () => {
    const capabilities = [WRITABLE];
    for (const config of [
      "<a xmlns='urn:a'/>",
      "<config><a xmlns='urn:a'/></config>",
      `<?xml version="1.0"?>\n<nc:config xmlns:nc="${NETCONF_NS}"><a xmlns="urn:a"/></nc:config>`,
      `<config xmlns="${NETCONF_NS}"><a xmlns="urn:a"/></config>`,
    ]) {
      const { operation } = await sent({ capabilities }, (session) => session.editConfig({ config }));
      const found = operation.elements("config", NETCONF_NS);
      expect(found).toHaveLength(1);
      expect(found[0]?.elements().map((element) => [element.local, element.namespace])).toEqual([["a", "urn:a"]]);
    }
    const { operation } = await sent({ capabilities }, (session) =>
      session.editConfig({ config: '<config xmlns="urn:mine"/>' }),
    );
    expect(operation.find("config", "config")?.namespace).toBe("urn:mine");
    const { operation: two } = await sent({ capabilities }, (session) =>
      session.editConfig({ config: ["<a xmlns='u'/>", "<b xmlns='u'/>"] }),
    );
    expect(two.find("config")?.elements()).toHaveLength(2);
  });

  it("check their arguments before anything is sent", async () => {
    const { server, session } = await start({ capabilities: [WRITABLE], assume: [":notification", ":xpath"] });
    const wrong: (() => Promise<unknown>)[] = [
      () => session.editConfig({}),
      () => session.editConfig({ config: "<a xmlns='u'/>", url: "x" }),
      () => session.editConfig({ config: "<a xmlns='u'>" }),
      () => session.editConfig({ config: "<a/><b/>" }),
      () => session.editConfig({ config: "<!DOCTYPE a><a/>" }),
      () => session.get({ filter: subtree("oops") }),
      () => session.get({ filter: xpath("  ") }),
      () => session.get({ filter: xpath("/a", { "b a d": "u" }) }),
      () => session.get({ filter: xpath("/a\u0000") }),
      () => session.get({}, { timeoutMs: 0 }),
      () => session.get({}, { timeoutMs: Number.NaN }),
      () => session.rpc("<rpc/>"),
      () => session.rpc("<rpc><a/><b/></rpc>"),
      () => session.rpc("<a"),
      () => session.killSession(0),
      () => session.killSession(1.5),
      () => session.getSchema(" "),
      () => session.subscribe({ stopTime: new Date() }),
      () => session.subscribe({ startTime: new Date(Date.now() + 3_600_000) }),
      () => session.subscribe({ startTime: "yesterday" }),
      () => session.subscribe({ startTime: "2026-01-01T00:00:00" }),
      () => session.subscribe({ startTime: new Date(Number.NaN) }),
      () => session.subscribe({ startTime: "2026-01-02T00:00:00Z", stopTime: "2026-01-01T00:00:00Z" }),
    ];
    for (const run of wrong) expect(await errorOf(run())).toMatchObject({ code: "invalid-input" });
    expect(server.calls.size).toBe(0);
    await session.close();
  });

  it("rpc takes an operation or a whole rpc, as text or element", async () => {
    const { operation } = await sent({}, (session) =>
      session.rpc("<get-config><source><running/></source></get-config>"),
    );
    expect([operation.namespace, operation.find("source", "running")?.namespace]).toEqual([NETCONF_NS, NETCONF_NS]);
    const whole = `<?xml version="1.0"?><nc:rpc xmlns:nc="${NETCONF_NS}" xmlns:e="urn:e" message-id="mine"><e:do><e:x>e:y</e:x></e:do></nc:rpc>`;
    const call = await sent({}, (session) => session.rpc(whole));
    expect(call.messageId).toBe("1");
    expect([call.operation.local, call.operation.namespace]).toEqual(["do", "urn:e"]);
    expect(call.operation.find("x")?.scope.resolve("e")).toBe("urn:e");
    const plain = await sent({}, (session) => session.rpc("<rpc message-id='7'><commit/></rpc>"));
    expect([plain.operation.local, plain.operation.namespace]).toEqual(["commit", NETCONF_NS]);
  });

  it("get-schema gives the text of the module, kill-session names the session", async () => {
    const monitoring = "urn:ietf:params:xml:ns:yang:ietf-netconf-monitoring";
    const { server, session } = await start({
      capabilities: [`${monitoring}?module=ietf-netconf-monitoring&revision=2010-10-04`],
    });
    const asked = session.getSchema("esc", { version: "2021-01-01" });
    const call = await server.call();
    expect(writeXml(call.operation)).toBe(
      `<get-schema xmlns="${monitoring}"><identifier>esc</identifier><version>2021-01-01</version><format>yang</format></get-schema>`,
    );
    await call.reply(`<data xmlns="${monitoring}">module a {\n  leaf &lt;b&gt; <![CDATA["]]&]]>\n}</data>`);
    expect(await asked).toBe('module a {\n  leaf <b> "]]&\n}');
    const kill = session.killSession(4);
    const killed = await server.call();
    expect(killed.operation.find("session-id")?.text).toBe("4");
    await killed.reply("<ok/>");
    expect(await kill).toEqual({ warnings: [] });
    await session.close();
  });
});
