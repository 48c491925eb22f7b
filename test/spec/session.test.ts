/** Sessions with peers that are slow, silent, talkative or wrong (RFC 6241, 5277), from the outside. */
import {
  connectNetconf,
  EscError,
  isEscError,
  type Logger,
  NETCONF_NS,
  RpcError,
  type RpcErrorEntry,
  writeXml,
} from "esc-northbound/netconf";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { BASE_10, BASE_11, chunked, eom, hello, openRaw, RawServer, reply } from "./raw-server.js";

const unhandled: unknown[] = [];
const note = (reason: unknown) => unhandled.push(reason);
beforeAll(() => {
  process.on("unhandledRejection", note);
});
afterAll(async () => {
  await new Promise((resolve) => setImmediate(resolve));
  process.off("unhandledRejection", note);
  expect(unhandled).toEqual([]);
});

const failure = async (promise: Promise<unknown>): Promise<EscError> => {
  const error = await promise.then(
    (value) => new Error(`resolved with ${value}`),
    (thrown: unknown) => thrown,
  );
  if (!isEscError(error)) throw error;
  return error;
};

async function greet(said: string | Buffer, pieceBytes?: number) {
  const server = new RawServer();
  server.say(said, pieceBytes);
  const session = await connectNetconf({ dial: async () => server, timeoutMs: 1000 });
  return { server, session };
}

describe("hello", () => {
  const caps = (uris: readonly string[]) =>
    `<capabilities>${uris.map((u) => `<capability>${u}</capability>`).join("")}</capabilities>`;
  const GOOD: Record<string, string> = {
    prefixed: `<nc:hello xmlns:nc="${NETCONF_NS}"><nc:capabilities><nc:capability>${BASE_10}</nc:capability></nc:capabilities><nc:session-id>4</nc:session-id></nc:hello>`,
    "single quotes, attributes over several lines": `<hello\n  xmlns='${NETCONF_NS}'\n  xmlns:x='urn:>'\n>${caps([BASE_10])}<session-id>4</session-id></hello>`,
    "a declaration": `<?xml version="1.0" encoding="UTF-8"?>\n${hello([BASE_10])}`,
    "a byte order mark": `\uFEFF${hello([BASE_10])}`,
    "mark and declaration": `\uFEFF<?xml version="1.0" encoding="utf-8"?>${hello([BASE_10])}`,
    "white space before": `\r\n\t  ${hello([BASE_10])}`,
    "a banner": `Welcome to host <esc> & friends!\r\nLast login: today\r\n${hello([BASE_10])}`,
    "a banner and a declaration": `Welcome\n<?xml version="1.0"?>\n${hello([BASE_10])}`,
    "white space around texts": `<hello xmlns="${NETCONF_NS}"><capabilities><capability>\n  ${BASE_10}\n </capability></capabilities><session-id> 4\n</session-id></hello>`,
    comments: `<!-- hi --><hello xmlns="${NETCONF_NS}"><!-- a --><capabilities><capability>urn:ietf:<!-- b -->params:netconf:base:1.0</capability></capabilities><session-id>4</session-id></hello>`,
    "session-id first": `<hello xmlns="${NETCONF_NS}"><session-id>4</session-id>${caps([BASE_10])}</hello>`,
    "a foreign element": `<hello xmlns="${NETCONF_NS}">${caps([BASE_10])}<session-id>4</session-id><x xmlns="urn:x"><session-id>9</session-id></x></hello>`,
    "entities in capabilities": `<hello xmlns="${NETCONF_NS}">${caps([BASE_10, "urn:x?module=x&amp;revision=2020-01-01&#38;features=a"])}<session-id>4</session-id></hello>`,
    "the largest id": hello([BASE_10], "4294967295"),
  };
  test.each(Object.entries(GOOD))("with %s is taken, whole and byte by byte", async (name, text) => {
    for (const pieceBytes of [1, 10_000]) {
      const { server, session } = await greet(eom(text), pieceBytes);
      expect(session.sessionId).toBe(name === "the largest id" ? 4294967295 : 4);
      expect(session.framing).toBe("1.0");
      server.hangUp();
      await session.close();
    }
  });

  test("the words of a capability arrive decoded", async () => {
    const { server, session } = await greet(eom(GOOD["entities in capabilities"] ?? ""));
    expect([...session.capabilities]).toContain("urn:x?module=x&revision=2020-01-01&features=a");
    server.hangUp();
    await session.close();
  });

  const WRONG: Record<string, string> = {
    "no base": hello(["urn:x"]),
    "no capabilities": `<hello xmlns="${NETCONF_NS}"><session-id>4</session-id></hello>`,
    "no session-id": `<hello xmlns="${NETCONF_NS}">${caps([BASE_10])}</hello>`,
    "session-id zero": hello([BASE_10], "0"),
    "session-id negative": hello([BASE_10], "-1"),
    "session-id no number": hello([BASE_10], "four"),
    "session-id too large": hello([BASE_10], "4294967296"),
    "session-id a fraction": hello([BASE_10], "4.5"),
    "session-id hexadecimal": hello([BASE_10], "0x10"),
    "session-id with exponent": hello([BASE_10], "1e3"),
    "session-id empty": hello([BASE_10], ""),
    "a foreign namespace": hello([BASE_10]).replace(NETCONF_NS, "urn:x"),
    "a reply instead": reply(
      "1",
      "<rpc-error><error-type>protocol</error-type><error-tag>access-denied</error-tag><error-severity>error</error-severity></rpc-error>",
    ),
    "malformed XML": "<hello><capabilities></hello>",
    "a document type with an entity": `<!DOCTYPE hello [<!ENTITY a "b">]>${hello([BASE_10, "urn:&a;"])}`,
    "only text": "Permission denied, go away.",
  };
  test.each(Object.entries(WRONG))("with %s is refused and shown", async (_name, text) => {
    const error = await failure(greet(eom(text)));
    expect(error.code).toBe("protocol-error");
    expect(error.message).toMatch(/hello/i);
    if (text.includes("session-id>")) expect(error.received).toBeDefined();
  });

  test("text without end, then hanging up: what was said is shown", async () => {
    const server = new RawServer();
    server.say("This account is not available.\n");
    server.hangUp();
    const error = await failure(connectNetconf({ dial: async () => server, timeoutMs: 1000 }));
    expect(["protocol-error", "connection-lost"]).toContain(error.code);
    expect(`${error.message} ${error.received}`).toContain("This account is not available.");
  });

  test("cut anywhere, it is a lost line", async () => {
    for (const text of [hello([BASE_10]), `\uFEFF <?xml version="1.0"?>\n${hello([BASE_10])}`]) {
      const bytes = eom(text);
      for (let cut = 0; cut < bytes.length; cut += 3) {
        const server = new RawServer();
        server.say(bytes.subarray(0, cut));
        server.hangUp();
        const error = await failure(connectNetconf({ dial: async () => server, timeoutMs: 1000 }));
        expect(error).toMatchObject({ code: "connection-lost", mayHaveBeenApplied: false });
        expect(error.message).toMatch(/hello/);
      }
    }
  });

  test("an endless banner is cut off", async () => {
    const server = new RawServer();
    server.say(Buffer.alloc(30_000_000, "x"), 100_000);
    const error = await failure(connectNetconf({ dial: async () => server, timeoutMs: 10_000 }));
    expect(["protocol-error", "too-large"]).toContain(error.code);
    expect((error.received ?? "").length).toBeLessThan(5000);
  });

  test.each(["silence", "half a hello", "a slow drip"])("%s: the deadline fires and names its phase", async (kind) => {
    const server = new RawServer();
    const text = eom(hello([BASE_10]));
    if (kind === "half a hello") server.say(text.subarray(0, 100));
    let at = 0;
    const drip = kind === "a slow drip" ? setInterval(() => server.say(text.subarray(at, ++at)), 20) : undefined;
    const started = performance.now();
    const error = await failure(
      connectNetconf({ dial: async () => server, timeoutMs: 5000, phaseTimeoutMs: { hello: 80 } }),
    );
    clearInterval(drip);
    expect(error.code).toBe("timeout");
    expect(error.message).toMatch(/hello/);
    expect(performance.now() - started).toBeLessThan(1500);
    expect(server.closed).toBe(true);
  });

  test("an abort while waiting for it closes the line", async () => {
    const server = new RawServer();
    const abort = new AbortController();
    const opening = failure(connectNetconf({ dial: async () => server, signal: abort.signal }));
    await server.heard("]]>]]>");
    abort.abort();
    expect((await opening).code).toBe("aborted");
    expect(server.closed).toBe(true);
  });

  test("a second hello ends the session", async () => {
    const { server, session, frame } = await openRaw("1.1");
    const call = failure(session.get());
    await server.request();
    server.say(frame(hello([BASE_10, BASE_11])));
    expect((await call).code).toBe("protocol-error");
    await session.close();
  });
});

describe("replies", () => {
  test("are matched by the attribute alone", async () => {
    const { server, session, frame } = await openRaw("1.1");
    const [one, two] = [session.get(), session.get()];
    const [first, second] = [await server.request(), await server.request()];
    server.say(
      frame(`<?xml version='1.0'?><!-- message-id="${first}" --><nc:rpc-reply
        xmlns:nc='${NETCONF_NS}' x='message-id="${first}"' xmlns:y='urn:y' y:message-id='${first}'
        message-id='${second}'><nc:data><t xmlns="urn:t" message-id="${first}">message-id="${first}"</t></nc:data></nc:rpc-reply>`),
    );
    server.say(frame(reply(first, "<data><t xmlns='urn:t'>one</t></data>")));
    expect((await one).text).toBe("one");
    expect((await two).text).toBe(`message-id="${first}"`);
    await end(session, server);
  });

  test("with unknown, repeated or missing ids are logged, and the session stays", async () => {
    const lines: string[] = [];
    const log = (text: unknown) => void lines.push(String(text));
    const logger: Logger = { debug: log, warn: log };
    const { server, session, frame } = await openRaw("1.1", { logger });
    const call = session.get();
    const id = await server.request();
    server.say(frame(reply("nobody", "<data/>")));
    server.say(frame(reply(id, "<data><a xmlns='urn:a'/></data>")));
    server.say(frame(reply(id, "<data><b xmlns='urn:a'/></data>")));
    expect(writeXml(await call)).toContain("<a");
    const next = session.get();
    server.say(frame(reply(await server.request(), "<data><c xmlns='urn:a'/></data>")));
    expect(writeXml(await next)).toContain("<c");
    expect(lines.length).toBeGreaterThanOrEqual(2);
    await end(session, server);
  });

  test("a late reply is dropped after a timeout and after an abort, and nobody else suffers", async () => {
    const { server, session, frame } = await openRaw("1.1");
    const slow = failure(session.get({}, { timeoutMs: 30 }));
    const late = await server.request();
    expect((await slow).code).toBe("timeout");
    const abort = new AbortController();
    const aborted = failure(
      session.editConfig({ target: "running", config: "<a xmlns='urn:a'/>" }, { signal: abort.signal }),
    );
    const late2 = await server.request();
    abort.abort();
    const error = await aborted;
    expect(error).toMatchObject({ code: "aborted", mayHaveBeenApplied: true });
    const next = session.get();
    const id = await server.request();
    const whole = Buffer.concat([
      frame(reply(late, "<data/>")),
      frame(reply(late2)),
      frame(reply(id, "<data>x</data>")),
    ]);
    server.say(whole, 3);
    expect((await next).text).toBe("x");
    await end(session, server);
  });

  test("a timeout in the middle of its own reply leaves the session healthy", async () => {
    const { server, session, frame } = await openRaw("1.1");
    const slow = failure(session.get({}, { timeoutMs: 30 }));
    const bytes = frame(reply(await server.request(), "<data><x xmlns='urn:x'>1</x></data>"));
    server.say(bytes.subarray(0, 60));
    expect((await slow).code).toBe("timeout");
    const next = session.get();
    const id = await server.request();
    server.say(bytes.subarray(60));
    server.say(frame(reply(id, "<data>y</data>")));
    expect((await next).text).toBe("y");
    await end(session, server);
  });

  test("a signal that was aborted before writes nothing", async () => {
    const { server, session } = await openRaw("1.1");
    const before = server.written;
    const error = await failure(session.get({}, { signal: AbortSignal.abort() }));
    expect(error).toMatchObject({ code: "aborted", mayHaveBeenApplied: false });
    await Promise.resolve();
    expect(server.written).toBe(before);
    await end(session, server);
  });

  test("a reply that comes before its request is nobody's", async () => {
    const { server, session, frame } = await openRaw("1.1");
    for (let id = 0; id < 50; id++) server.say(frame(reply(String(id), "<data>early</data>")));
    await new Promise((resolve) => setImmediate(resolve));
    const call = session.get();
    server.say(frame(reply(await server.request(), "<data>mine</data>")));
    expect((await call).text).toBe("mine");
    await end(session, server);
  });

  test("several errors arrive with all their fields, warnings apart", async () => {
    const { server, session, frame } = await openRaw("1.1");
    const error = failure(session.editConfig({ target: "running", config: "<a xmlns='urn:a'/>" }));
    const entry = (severity: string, tag: string) =>
      `<nc:rpc-error><nc:error-type>application</nc:error-type><nc:error-tag> ${tag}\n</nc:error-tag><nc:error-severity>${severity}</nc:error-severity>` +
      `<nc:error-app-tag>too-many</nc:error-app-tag><nc:error-path xmlns:a="urn:a">\n /a:a[a:b='1'] </nc:error-path>` +
      `<nc:error-message xml:lang="en">No &lt;b&gt;</nc:error-message><nc:error-info><nc:bad-element>b</nc:bad-element><x xmlns="urn:x">1</x></nc:error-info></nc:rpc-error>`;
    const id = await server.request();
    server.say(
      frame(
        `<nc:rpc-reply xmlns:nc="${NETCONF_NS}" message-id="${id}">${entry("warning", "w")}${entry("error", "in-use")}${entry("error", "lock-denied")}</nc:rpc-reply>`,
      ),
    );
    const refused = await error;
    expect(refused).toBeInstanceOf(RpcError);
    expect(refused).toMatchObject({ code: "rpc-error", mayHaveBeenApplied: false });
    const { errors } = refused as RpcError;
    const hard = errors.filter((each) => each.severity === "error");
    expect(hard.map((each) => each.tag)).toEqual(["in-use", "lock-denied"]);
    expect(hard[0]).toMatchObject({
      type: "application",
      appTag: "too-many",
      message: "No <b>",
      path: "/a:a[a:b='1']",
    });
    expect(JSON.stringify(refused.message)).toContain("in-use");
    expect(writeXml(hard[0]?.info as never)).toContain("bad-element");
    await end(session, server);
  });

  test("warnings alone do not reject, with and without ok or data", async () => {
    const { server, session, frame } = await openRaw("1.1");
    const warning = `<rpc-error><error-type>application</error-type><error-tag>w</error-tag><error-severity>warning</error-severity><error-message>careful</error-message></rpc-error>`;
    const edit = session.editConfig({ target: "running", config: "<a xmlns='urn:a'/>" });
    server.say(frame(reply(await server.request(), `${warning}<ok/>`)));
    expect((await edit).warnings.map((each) => each.message)).toEqual(["careful"]);
    const bare = session.editConfig({ target: "running", config: "<a xmlns='urn:a'/>" });
    server.say(frame(reply(await server.request(), warning)));
    expect((await bare).warnings).toHaveLength(1);
    const seen: RpcErrorEntry[] = [];
    const get = session.get({}, { onWarning: (each) => void seen.push(each) });
    server.say(frame(reply(await server.request(), `${warning}<data>x</data>${warning}`)));
    expect((await get).text).toBe("x");
    expect(seen).toHaveLength(2);
    await end(session, server);
  });

  test("a payload that has an rpc-error of its own is data", async () => {
    const { server, session, frame } = await openRaw("1.1");
    const call = session.get();
    server.say(
      frame(
        reply(
          await server.request(),
          `<data><log xmlns="urn:log"><rpc-error/><n:rpc-error xmlns:n="${NETCONF_NS}"/></log></data>`,
        ),
      ),
    );
    expect(writeXml(await call)).toContain("rpc-error");
    await end(session, server);
  });

  const ODD: Record<string, string> = {
    nothing: "",
    "ok in another namespace": '<ok xmlns="urn:x"/>',
    "an unknown element": '<fine xmlns="urn:x"/>',
    text: "fine",
  };
  test.each(Object.entries(ODD))("an edit answered by %s is no success", async (_name, body) => {
    const { server, session, frame } = await openRaw("1.1");
    const edit = failure(session.editConfig({ target: "running", config: "<a xmlns='urn:a'/>" }));
    server.say(frame(reply(await server.request(), body)));
    const error = await edit;
    expect(error).toMatchObject({ code: "protocol-error", mayHaveBeenApplied: true });
    server.hangUp();
    await session.close();
  });

  test("malformed XML in a reply to an edit: it may have been applied", async () => {
    const { server, session, frame } = await openRaw("1.1");
    const edit = failure(session.editConfig({ target: "running", config: "<a xmlns='urn:a'/>" }));
    server.say(frame(reply(await server.request(), "<ok></nok>")));
    expect(await edit).toMatchObject({ code: "protocol-error", mayHaveBeenApplied: true });
    await session.close();
  });

  test("a document type with an entity bomb is refused", async () => {
    const { server, session, frame } = await openRaw("1.1");
    const call = failure(session.get());
    await server.request();
    server.say(frame('<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]><rpc-reply>&b;</rpc-reply>'));
    expect((await call).code).toBe("protocol-error");
    await session.close();
  });

  test("a reply above the limit fails its call by name; depth is limited too", async () => {
    const { server, session, frame } = await openRaw("1.1", { maxMessageBytes: 20_000 });
    const call = failure(session.get());
    server.say(frame(reply(await server.request(), `<data>${"x".repeat(30_000)}</data>`)), 1000);
    expect((await call).code).toBe("too-large");
    const next = session.get();
    server.say(frame(reply(await server.request(), "<data>x</data>")));
    expect((await next).text).toBe("x");
    await end(session, server);
    const deep = await openRaw("1.1");
    const nested = failure(deep.session.get());
    deep.server.say(
      frame(reply(await deep.server.request(), `<data>${"<a>".repeat(100_000)}${"</a>".repeat(100_000)}</data>`)),
    );
    expect(["too-large", "protocol-error"]).toContain((await nested).code);
    deep.server.hangUp();
    await deep.session.close();
  });
});

describe("a line that dies", () => {
  test.each(["politely", "by an error"])("in the middle of a reply %s: every call settles once", async (how) => {
    const { server, session, frame } = await openRaw("1.1");
    const get = failure(session.get());
    const edit = failure(session.editConfig({ target: "running", config: "<a xmlns='urn:a'/>" }));
    const any = failure(session.rpc("<x xmlns='urn:x'/>"));
    const id = await server.request();
    await server.request();
    await server.request();
    server.say(frame(reply(id, "<data><x xmlns='urn:x'>1</x></data>")).subarray(0, 70));
    server.hangUp(how === "politely" ? undefined : new EscError("connection-lost", "reset by peer"));
    expect(await get).toMatchObject({ code: "connection-lost", mayHaveBeenApplied: false });
    expect(await edit).toMatchObject({ code: "connection-lost", mayHaveBeenApplied: true });
    expect(await any).toMatchObject({ code: "connection-lost", mayHaveBeenApplied: true });
    expect(await session.closed).toMatchObject({ code: "connection-lost" });
    expect(await failure(session.get())).toMatchObject({ mayHaveBeenApplied: false });
    await session.close();
  });

  test("calls that waited for their turn were never sent", async () => {
    const { server, session } = await openRaw("1.1", { maxInFlight: 1 });
    const first = failure(session.editConfig({ target: "running", config: "<a xmlns='urn:a'/>" }));
    const second = failure(session.editConfig({ target: "running", config: "<b xmlns='urn:a'/>" }));
    await server.request();
    server.hangUp();
    expect(await first).toMatchObject({ code: "connection-lost", mayHaveBeenApplied: true });
    expect(await second).toMatchObject({ code: "connection-lost", mayHaveBeenApplied: false });
    expect(server.written).not.toContain("<b ");
    await session.close();
  });

  test("a transport that throws something else is still one typed cause", async () => {
    const server = new RawServer();
    server.say(eom(hello([BASE_10])));
    const session = await connectNetconf({ dial: async () => server });
    const call = failure(session.get());
    await server.heard("</rpc>");
    server.hangUp(new TypeError("boom") as never);
    const error = await call;
    expect(error.code).toBe("connection-lost");
    await session.close();
  });
});

describe("close", () => {
  test("is bounded when the server is silent, and the same for everybody", async () => {
    const { server, session } = await openRaw("1.1");
    const call = failure(session.get());
    await server.request();
    const started = performance.now();
    await Promise.all([session.close(), session.close(), session[Symbol.asyncDispose]()]);
    expect(performance.now() - started).toBeLessThan(4000);
    expect(await call).toMatchObject({ code: "closed" });
    expect(await session.closed).toBeUndefined();
    expect(server.closed).toBe(true);
    await session.close();
    expect((await failure(session.get())).code).toBe("closed");
  });

  test("may be called inside a handler", async () => {
    const { server, session, frame } = await openRaw("1.1");
    const warning = `<rpc-error><error-type>application</error-type><error-tag>w</error-tag><error-severity>warning</error-severity></rpc-error>`;
    const closing: Promise<void>[] = [];
    const call = session.get({}, { onWarning: () => void closing.push(session.close()) });
    const outcome = call.then(
      () => "data",
      (error: EscError) => error.code,
    );
    server.say(frame(reply(await server.request(), `${warning}<data/>`)));
    expect(["data", "closed"]).toContain(await outcome);
    server.say(frame(reply(await server.request())));
    server.hangUp();
    await Promise.all(closing);
    expect(await session.closed).toBeUndefined();
  });

  test("a handler that throws does not break the line", async () => {
    const { server, session, frame } = await openRaw("1.1");
    const warning = `<rpc-error><error-type>application</error-type><error-tag>w</error-tag><error-severity>warning</error-severity></rpc-error>`;
    const call = session.get(
      {},
      {
        onWarning: () => {
          throw new TypeError("mine");
        },
      },
    );
    const outcome = call.then(
      (data) => data.text,
      (error: unknown) => error,
    );
    server.say(frame(reply(await server.request(), `${warning}<data>x</data>`)));
    await outcome;
    const next = session.get();
    server.say(frame(reply(await server.request(), "<data>y</data>")));
    expect((await next).text).toBe("y");
    await end(session, server);
  });
});

describe("notifications", () => {
  const note = (time: string, body: string) =>
    chunked(
      `<n:notification xmlns:n="urn:ietf:params:xml:ns:netconf:notification:1.0"><n:eventTime>${time}</n:eventTime>${body}</n:notification>`,
    );
  const capabilities = [
    BASE_10,
    BASE_11,
    "urn:ietf:params:netconf:capability:notification:1.0",
    "urn:ietf:params:netconf:capability:interleave:1.0",
  ];

  test("come before, between and around replies, byte by byte, in order", async () => {
    const server = new RawServer();
    server.say(eom(hello(capabilities)));
    const session = await connectNetconf({ dial: async () => server });
    const subscribing = session.subscribe({ stream: "escEvent" });
    const id = await server.request();
    // A notification may overtake the reply to the subscription.
    server.say(note("2026-01-01T00:00:00Z", '<e xmlns="urn:e">0</e>'));
    server.say(chunked(reply(id)));
    const subscription = await subscribing;
    const call = session.get();
    const get = await server.request();
    server.say(note("2026-01-01T00:00:01.123456+00:00", `<e xmlns="urn:e" message-id="${get}">1</e>`), 1);
    server.say(chunked(reply(get, "<data>d</data>")), 1);
    server.say(note("2026-01-01T00:00:02+02:00", '<e xmlns="urn:e">2</e>'), 2);
    expect((await call).text).toBe("d");
    const texts: string[] = [];
    for await (const event of subscription) {
      texts.push(event.body.text);
      if (texts.length === 3) break;
    }
    expect(texts).toEqual(["0", "1", "2"]);
    server.hangUp();
    await session.close();
  });

  test("nobody subscribed: they are dropped, the session stays", async () => {
    const { server, session, frame } = await openRaw("1.1");
    server.say(note("2026-01-01T00:00:00Z", '<e xmlns="urn:e">0</e>'));
    const call = session.get();
    server.say(frame(reply(await server.request(), "<data>x</data>")));
    expect((await call).text).toBe("x");
    await end(session, server);
  });

  test("those that came before the line died are delivered before the error", async () => {
    const server = new RawServer();
    server.say(eom(hello(capabilities)));
    const session = await connectNetconf({ dial: async () => server });
    const subscribing = session.subscribe({ stream: "escEvent" });
    server.say(chunked(reply(await server.request())));
    const subscription = await subscribing;
    server.say(note("2026-01-01T00:00:00Z", '<e xmlns="urn:e">0</e>'));
    server.say(note("2026-01-01T00:00:01Z", '<e xmlns="urn:e">1</e>'));
    server.hangUp();
    const texts: string[] = [];
    const reading = (async () => {
      for await (const event of subscription) texts.push(event.body.text);
    })();
    expect((await failure(reading)).code).toBe("connection-lost");
    expect(texts).toEqual(["0", "1"]);
    await session.close();
  });
});

async function end(session: { close(): Promise<void> }, server: RawServer): Promise<void> {
  const closing = session.close();
  await server.request();
  server.hangUp();
  await closing;
}
