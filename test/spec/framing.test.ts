/** RFC 6242 framing through the public session: what a peer may send in any cut, and what it may not send at all. */
import { EscError, writeXml } from "esc-northbound/netconf";
import { describe, expect, test } from "vitest";
import { chunked, eom, openRaw, reply } from "./raw-server.js";

const DATA =
  '<data xmlns="urn:ietf:params:xml:ns:netconf:base:1.0"><x xmlns="urn:x">größe 😀 &lt;&#x65E5; <![CDATA[]]]]><![CDATA[> message-id="7"\n##\n#5\n]]></x></data>';
/** The end mark of 1.0 where XML allows it: in an attribute and in a comment. */
const MARKED = DATA.replace('<x xmlns="urn:x">', '<x xmlns="urn:x" a="]]>]]>"><!-- ]]>]]> -->');

describe.each(["1.0", "1.1"] as const)("base %s", (version) => {
  test("a reply arrives whole wherever it is cut", async () => {
    const { server, session } = await openRaw(version);
    const data = version === "1.1" ? MARKED : DATA;
    const first = session.get();
    const id = await server.request();
    const bytes = version === "1.1" ? chunked(reply(id, data), 7) : eom(reply(id, data));
    server.say(bytes);
    const whole = writeXml(await first);
    expect(whole).toContain("größe 😀 &lt;日");
    for (let cut = 1; cut < bytes.length; cut++) {
      const call = session.get();
      const next = await server.request();
      const again = version === "1.1" ? chunked(reply(next, data), 7) : eom(reply(next, data));
      server.say(again.subarray(0, cut));
      await Promise.resolve();
      server.say(again.subarray(cut));
      expect(writeXml(await call)).toBe(whole);
    }
    const call = session.get();
    const last = await server.request();
    server.say(version === "1.1" ? chunked(reply(last, data), 1) : eom(reply(last, data)), 1);
    expect(writeXml(await call)).toBe(whole);
    await closeBoth(session, server);
  });

  test("many messages in one read find their calls", async () => {
    const { server, session, frame } = await openRaw(version, { maxInFlight: 500 });
    const calls = Array.from({ length: 300 }, () => session.rpc("<x xmlns='urn:x'/>"));
    const ids: string[] = [];
    for (const _ of calls) ids.push(await server.request());
    expect(new Set(ids).size).toBe(300);
    server.say(Buffer.concat([...ids].reverse().map((id) => frame(reply(id, `<n xmlns="urn:x">${id}</n>`)))));
    const replies = await Promise.all(calls);
    expect(replies.map((each) => each.text)).toEqual(ids);
    await closeBoth(session, server);
  });
});

const BAD = [
  "\n#0\n",
  "\n#00\n",
  "\n#03\nabc",
  "\n#-5\n",
  "\n#+5\n",
  "\n# 5\n",
  "\n#5 \n",
  "\n#12a3\n",
  "\n#12345678901\n",
  "\n#4294967296\n",
  "\n#\n",
  "\n###\n",
  "\n##\n\n##\n",
  "#5\n",
  "\r\n#5\r\n",
  "\n\n#5\n",
  "garbage",
  "\n#3\nabcd",
  "\n#3\nabc#",
  "<rpc-reply/>]]>]]>",
];

describe("what chunked framing does not allow", () => {
  test.each(BAD.map((text) => [JSON.stringify(text), text]))("%s fails the session at once", async (_, text) => {
    for (const pieceBytes of [1, 1000]) {
      const { server, session } = await openRaw("1.1");
      const call = session.get({}, { timeoutMs: 5000 });
      const id = await server.request();
      server.say(text, pieceBytes);
      // What follows may be right or not: the line is beyond repair.
      server.say(chunked(reply(id, "<data/>")));
      const error = await call.then(
        () => undefined,
        (thrown: unknown) => thrown,
      );
      expect(error).toBeInstanceOf(EscError);
      expect(error).toMatchObject({ code: "protocol-error", mayHaveBeenApplied: false });
      expect((error as EscError).received).toBeTypeOf("string");
      expect(await session.closed).toMatchObject({ code: "protocol-error" });
      expect(server.closed).toBe(true);
      await session.close();
    }
  });

  test("the largest size allowed, then silence: nothing but the call's own deadline ends it", async () => {
    const { server, session } = await openRaw("1.1", { maxMessageBytes: 2 ** 33 });
    const before = process.memoryUsage();
    const call = session.get({}, { timeoutMs: 60 });
    await server.request();
    server.say("\n#4294967295\n<rpc-reply");
    await expect(call).rejects.toMatchObject({ code: "timeout" });
    const after = process.memoryUsage();
    expect(after.arrayBuffers + after.external - before.arrayBuffers - before.external).toBeLessThan(64 * 1024 * 1024);
    server.hangUp();
    expect(await session.closed).toMatchObject({ code: "connection-lost" });
  });

  test("end-of-message framing in a chunked session is named in the error", async () => {
    const { server, session } = await openRaw("1.1");
    const call = session.get();
    const id = await server.request();
    server.say(eom(reply(id, "<data/>")));
    await expect(call).rejects.toMatchObject({
      code: "protocol-error",
      message: expect.stringMatching(/1\.0|end-of-message|]]>]]>/),
    });
  });

  test("chunked framing in an end-of-message session is named in the error", async () => {
    const { server, session } = await openRaw("1.0");
    const call = session.get({}, { timeoutMs: 2000 });
    const id = await server.request();
    server.say(chunked(reply(id, "<data/>")));
    await expect(call).rejects.toMatchObject({ code: "protocol-error", message: expect.stringMatching(/1\.1|chunk/) });
  });
});

async function closeBoth(
  session: { close(): Promise<void> },
  server: { hangUp(): void; request(): Promise<string> },
): Promise<void> {
  const closing = session.close();
  await server.request();
  server.hangUp();
  await closing;
}
