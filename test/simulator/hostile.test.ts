import fc from "fast-check";
import { afterEach, describe, expect, it } from "vitest";
import { silentLogger } from "../../src/core/logger.js";
import { encodeFrame } from "../../src/netconf/framing.js";
import { type Simulator, startSimulator } from "../../src/simulator/index.js";
import { ServerSession } from "../../src/simulator/netconf/session.js";
import { Lab, vim } from "./support.js";
import { RawClient } from "./wire.js";

let sim: Simulator | undefined;
const clients: RawClient[] = [];
afterEach(async () => {
  for (const client of clients.splice(0)) client.close();
  await sim?.close();
  sim = undefined;
});

async function raw(): Promise<RawClient> {
  sim ??= await startSimulator({ speed: 1_000 });
  const client = await RawClient.connect(sim);
  clients.push(client);
  return client;
}

const GET = '<get><filter type="xpath" select="esc_datamodel/opdata/status"/></get>';
const rpc = (content: string, attributes = 'message-id="1"') =>
  `<rpc xmlns="urn:ietf:params:xml:ns:netconf:base:1.0" ${attributes}>${content}</rpc>]]>]]>`;

/** A session without a network, to be fed bytes at once. */
function fed(): { session: ServerSession; sent: string[]; over: () => boolean } {
  const sent: string[] = [];
  let ended = false;
  const session = new ServerSession({
    face: new Lab().face,
    wire: {
      pendingBytes: 0,
      send: (bytes) => sent.push(Buffer.from(bytes).toString()),
      end: () => {
        ended = true;
      },
    },
    user: { name: "admin", group: "admin" },
    sourceHost: "127.0.0.1",
    logger: {
      ...silentLogger,
      warn: (message, details) => {
        throw new Error(`${message} ${JSON.stringify(details)}`);
      },
    },
  });
  return { session, sent, over: () => ended };
}

const HELLO =
  '<hello xmlns="urn:ietf:params:xml:ns:netconf:base:1.0"><capabilities><capability>urn:ietf:params:netconf:base:1.0</capability></capabilities></hello>]]>]]>';

describe("messages that are no requests", () => {
  it("get an error each, and the session goes on", async () => {
    const client = await raw();
    await client.hello();
    const answer = async (message: string) => {
      client.send(message);
      return client.next();
    };
    expect(await answer(rpc(GET, ""))).toContain("<error-tag>missing-attribute</error-tag>");
    expect(await answer(rpc("", 'message-id="2"'))).toContain("<error-tag>missing-element</error-tag>");
    expect(await answer(rpc(`${GET}${GET}`))).toContain("<error-tag>bad-element</error-tag>");
    expect(await answer("<rpc><unclosed></rpc>]]>]]>")).toContain("<error-tag>operation-failed</error-tag>");
    expect(await answer("<hello/>]]>]]>")).toContain("<error-tag>unknown-element</error-tag>");
    expect(await answer('<!DOCTYPE rpc [<!ENTITY x "y">]><rpc message-id="1">&x;</rpc>]]>]]>')).toContain("DOCTYPE");
    expect(await answer(rpc("<a>".repeat(300) + "</a>".repeat(300)))).toContain("nested deeper");
    expect(await answer(rpc("<get><filter type='xpath' select=''/></get>"))).toContain(
      "<error-tag>invalid-value</error-tag>",
    );
    expect(await answer(rpc(GET))).toContain("OPER_UP");
  });

  it("have the attributes of the rpc repeated in the reply, prefixed ones with their namespace", async () => {
    const client = await raw();
    await client.hello();
    client.send(rpc(GET, 'message-id="a &amp; b" xmlns:x="urn:x" x:trace="7" user="fred"'));
    const reply = await client.next();
    expect(reply).toContain('message-id="a &amp; b"');
    expect(reply).toContain('xmlns:x="urn:x"');
    expect(reply).toContain('x:trace="7"');
    expect(reply).toContain('user="fred"');
  });

  it("end the session where the framing is broken or hello is none", async () => {
    for (const hello of [
      "garbage]]>]]>",
      "<hello xmlns='urn:ietf:params:xml:ns:netconf:base:1.0'><capabilities/></hello>]]>]]>",
    ]) {
      const client = await raw();
      client.send(hello);
      await client.ended;
    }
    for (const frame of ["\n#99999999999\n", "\n#0\n", "no chunk", "\n#4294967295\n"]) {
      const client = await raw();
      await client.hello("1.1");
      client.send(frame);
      await client.ended;
    }
    const withId = await raw();
    withId.send(HELLO.replace("</hello>", "<session-id>4</session-id></hello>"));
    await withId.ended;
  });
});

describe("the session, fed with anything", () => {
  it("answers the same however its input is cut", () => {
    const input = Buffer.from(`${HELLO}${rpc(GET)}`);
    const whole = fed();
    whole.session.receive(input);
    for (let cut = 1; cut < input.length; cut++) {
      const one = fed();
      one.session.receive(input.subarray(0, cut));
      one.session.receive(input.subarray(cut));
      expect(one.sent.at(-1)).toBe(whole.sent.at(-1));
    }
    const bytewise = fed();
    for (const byte of input) bytewise.session.receive(Uint8Array.of(byte));
    expect(bytewise.sent.at(-1)).toBe(whole.sent.at(-1));
  });

  it("never throws, whatever the bytes", () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 60 }), { maxLength: 10 }), fc.boolean(), (pieces, greeted) => {
        const one = fed();
        if (greeted) one.session.receive(Buffer.from(HELLO));
        for (const piece of pieces) one.session.receive(piece);
        one.session.close("done");
      }),
      { numRuns: 200 },
    );
  });

  it("never meets a fault of its own, whatever well-formed rpc it gets", () => {
    const names = [
      "get",
      "get-config",
      "edit-config",
      "config",
      "target",
      "source",
      "running",
      "filter",
      "esc_datamodel",
      "tenants",
      "tenant",
      "name",
      "kill-session",
      "session-id",
      "lock",
      "validate",
      "filterLog",
      "vmAction",
      "opdata",
    ];
    const element = fc.letrec<{ node: string }>((tie) => ({
      node: fc
        .record({
          name: fc.constantFrom(...names),
          namespace: fc.constantFrom("", ' xmlns="http://www.cisco.com/esc/esc"', ' xmlns="urn:x"'),
          attribute: fc.constantFrom(
            "",
            ' operation="delete"',
            ' type="xpath" select="//x"',
            ' x:y="1" xmlns:x="urn:ietf:params:xml:ns:netconf:base:1.0"',
          ),
          children: fc.array(fc.oneof({ maxDepth: 5 }, fc.constantFrom("", "x", " 1 "), tie("node")), { maxLength: 4 }),
        })
        .map((of) => `<${of.name}${of.namespace}${of.attribute}>${of.children.join("")}</${of.name}>`),
    })).node;
    fc.assert(
      fc.property(element, (content) => {
        const one = fed();
        one.session.receive(Buffer.from(HELLO));
        one.session.receive(Buffer.from(rpc(content)));
        expect(one.sent.length).toBe(2);
        expect(one.sent[1]).toMatch(/^<\?xml version="1.0" encoding="UTF-8"\?><rpc-reply .*<\/rpc-reply>]]>]]>$/s);
        one.session.close("done");
      }),
      { numRuns: 300 },
    );
  });

  it("ends when the client lets everything pile up", () => {
    let ended = false;
    const session = new ServerSession({
      face: new Lab().face,
      wire: {
        pendingBytes: 1024 ** 3,
        send: () => undefined,
        end: () => {
          ended = true;
        },
      },
      user: { name: "admin", group: "admin" },
      sourceHost: "127.0.0.1",
      logger: silentLogger,
    });
    session.receive(Buffer.from(`${HELLO}${rpc(GET)}`));
    expect(ended).toBe(true);
  });

  it("keeps a configuration that breaks 1.0 framing readable", () => {
    const one = fed();
    one.session.receive(Buffer.from(HELLO));
    const config = vim({ url: "http://x/]]&gt;]]&gt;" });
    one.session.receive(
      Buffer.from(rpc(`<edit-config><target><running/></target><config>${config}</config></edit-config>`)),
    );
    one.session.receive(Buffer.from(rpc("<get-config><source><running/></source></get-config>")));
    expect(one.sent.at(-1)).toContain("http://x/]]&gt;]]&gt;");
    expect(encodeFrame("x", "1.0").length).toBe(7);
  });
});
