import { describe, expect, it } from "vitest";
import {
  BASE_1_0,
  BASE_1_1,
  buildHello,
  buildNotification,
  buildReply,
  buildRpc,
  buildRpcError,
  embedXml,
  MessageReader,
  type MessageRoot,
  negotiateFraming,
  parseHello,
  parseRpcError,
} from "../../src/netconf/messages.js";
import { ElementSink, parseXml } from "../../src/xml/element.js";
import { NETCONF_NS } from "../../src/xml/names.js";
import { writeXml } from "../../src/xml/writer.js";

function hello(text: string) {
  return parseHello(Buffer.from(text));
}

describe("hello (RFC 6241 section 8.1)", () => {
  it("is read as it is written", () => {
    const sent = { capabilities: [BASE_1_0, BASE_1_1, "urn:x?a=1&b=<2>"], sessionId: 4_294_967_295 };
    expect(hello(buildHello(sent))).toEqual(sent);
    expect(hello(buildHello({ capabilities: [BASE_1_0] }))).toEqual({ capabilities: [BASE_1_0] });
  });

  it.each([
    ["a byte order mark", "\uFEFF"],
    ["white space", "\r\n \t"],
    ["an XML declaration after white space", `\n<?xml version='1.0' encoding="UTF-8"?>\n`],
    ["a banner", "Welcome to <router-1>!\n*** authorised use only ***\n"],
    ["a banner and an XML declaration", 'Last login: a < b\n<?xml version="1.0"?>'],
    ["a comment", "<!-- hi -->"],
  ])("may have %s before it", (_, before) => {
    const text = `${before}<nc:hello\n  xmlns:nc='${NETCONF_NS}'\n><nc:capabilities><nc:capability>\n ${BASE_1_1} \n</nc:capability></nc:capabilities><nc:session-id> 7 </nc:session-id></nc:hello>`;
    expect(hello(text)).toEqual({ capabilities: [BASE_1_1], sessionId: 7 });
  });

  it.each(["", "SSH-2.0-x\r\n", "<rpc-reply><rpc-error/></rpc-reply>", "<hellos/>", "Permission denied"])(
    "is not %j: the error shows what came",
    (text) => {
      expect(() => hello(text)).toThrow(
        expect.objectContaining({ code: "protocol-error", received: JSON.stringify(text) }),
      );
    },
  );

  it.each(["0", "-1", "4294967296", "1.5", "abc", "", "1e3"])("does not have the session-id %j", (id) => {
    const text = `<hello xmlns="${NETCONF_NS}"><capabilities/><session-id>${id}</session-id></hello>`;
    expect(() => hello(text)).toThrow(/session-id/);
  });

  it("is in NETCONF's namespace", () => {
    expect(() => hello('<hello xmlns="urn:other"><capabilities/></hello>')).toThrow(/urn:other/);
    expect(() => hello("<hello><capabilities></hello>")).toThrow(expect.objectContaining({ code: "protocol-error" }));
  });
});

describe("negotiateFraming", () => {
  it("takes the highest common base version and says what both offered when there is none", () => {
    expect(negotiateFraming([BASE_1_0, BASE_1_1], [BASE_1_1, BASE_1_0])).toBe("1.1");
    expect(negotiateFraming([BASE_1_0, BASE_1_1], [BASE_1_0])).toBe("1.0");
    expect(negotiateFraming([BASE_1_0], [BASE_1_1, BASE_1_0])).toBe("1.0");
    expect(() => negotiateFraming([BASE_1_1], [BASE_1_0])).toThrow(/offer .*base:1\.1, the peer offers .*base:1\.0/);
    expect(() => negotiateFraming([BASE_1_1], ["urn:x"])).toThrow(/the peer offers none/);
  });
});

describe("MessageReader", () => {
  function read(pieces: readonly Uint8Array[]) {
    const roots: MessageRoot[] = [];
    const sink = new ElementSink();
    const reader = new MessageReader((root) => {
      roots.push(root);
      return sink;
    });
    for (const piece of pieces) reader.write(piece);
    reader.end();
    return { roots: roots.map(({ kind, messageId }) => ({ kind, messageId })), body: sink.finish() };
  }

  const text = `\n<?xml version="1.0"?>\n<nc:rpc-reply\n message-id='4&#50;'\n xmlns:nc="${NETCONF_NS}" x:message-id="9" xmlns:x="urn:x"><nc:data><a xmlns="urn:ä">message-id="7" €😀</a></nc:data><nc:ok/></nc:rpc-reply>\n`;

  it("recognises the root and hands on what is in it, wherever the bytes are cut", () => {
    const bytes = Buffer.from(text);
    const all = Array.from({ length: bytes.length + 1 }, (_, at) => [bytes.subarray(0, at), bytes.subarray(at)]);
    for (const pieces of [...all, Array.from(bytes, (_, at) => bytes.subarray(at, at + 1))]) {
      const { roots, body } = read(pieces);
      expect(roots).toEqual([{ kind: "rpc-reply", messageId: "42" }]);
      expect(body.map((element) => element.local)).toEqual(["data", "ok"]);
      expect(body[0]?.find("a")?.text).toBe('message-id="7" €😀');
    }
  });

  it.each([
    [buildHello({ capabilities: [] }), "hello", undefined],
    [buildRpc('1"<', "<get/>"), "rpc", '1"<'],
    [buildNotification("2026-01-01T00:00:00Z", "<e/>"), "notification", undefined],
    ["<rpc-reply/>", "rpc-reply", undefined],
    [`<notification xmlns="${NETCONF_NS}"/>`, "unknown", undefined],
    ['<rpc-reply xmlns="urn:x" message-id="1"/>', "unknown", "1"],
    ["<constructor/>", "unknown", undefined],
  ])("knows %s", (message, kind, messageId) => {
    expect(read([Buffer.from(message)]).roots).toEqual([{ kind, messageId }]);
  });

  it.each([
    "",
    "  ",
    "<rpc-reply>",
    "<rpc-reply/><rpc-reply/>",
    "text",
    "<a></b>",
    "<x:a/>",
    "<!DOCTYPE a><a/>",
    "<a>&x;</a>",
  ])("refuses %j", (message) => {
    expect(() => read([Buffer.from(message)])).toThrow(expect.objectContaining({ code: "protocol-error" }));
  });
});

describe("rpc-error (RFC 6241 section 4.3)", () => {
  it("keeps all seven fields, and is written as it is read", () => {
    const element =
      parseXml(`<rpc-error xmlns="${NETCONF_NS}"><error-type>protocol</error-type><error-tag>bad-element</error-tag>
      <error-severity>error</error-severity><error-app-tag>too-many</error-app-tag><error-path xmlns:t="urn:t">/t:top/t:x</error-path>
      <error-message xml:lang="en"> No such <b>thing</b> </error-message><error-info><bad-element>x</bad-element></error-info></rpc-error>`);
    const entry = parseRpcError(element);
    expect(entry).toMatchObject({
      type: "protocol",
      tag: "bad-element",
      severity: "error",
      appTag: "too-many",
      path: "/t:top/t:x",
    });
    expect(entry.message).toContain("No such");
    expect(entry.info?.find("bad-element")?.text).toBe("x");
    const again = parseRpcError(parseXml(writeXml(buildRpcError(entry))));
    expect({ ...again, info: again.info && writeXml(again.info) }).toEqual({
      ...entry,
      info: entry.info && writeXml(entry.info),
    });
  });

  it("has defaults for what a server leaves out", () => {
    expect(parseRpcError(parseXml("<rpc-error/>"))).toEqual({
      type: "application",
      tag: "operation-failed",
      severity: "error",
    });
    expect(parseRpcError(parseXml("<rpc-error><error-severity> warning </error-severity></rpc-error>")).severity).toBe(
      "warning",
    );
  });
});

describe("buildReply", () => {
  it("repeats the attributes of the call with their namespaces", () => {
    let root: MessageRoot | undefined;
    const reader = new MessageReader((found) => {
      root = found;
      return new ElementSink();
    });
    reader.write(
      Buffer.from(
        `<rpc xmlns="${NETCONF_NS}" message-id="a&quot;b" xmlns:u="urn:u" u:user="&lt;x>" xml:lang="en"><get/></rpc>`,
      ),
    );
    reader.end();
    if (!root) throw new Error("no root");
    const reply = parseXml(buildReply(root.tag, "<ok/>"));
    expect(reply.attribute("message-id")).toBe('a"b');
    expect(reply.attribute("user", "urn:u")).toBe("<x>");
    expect(reply.elements("ok", NETCONF_NS)).toHaveLength(1);
  });
});

describe("embedXml", () => {
  const within = (xml: string) => parseXml(buildRpc("1", xml)).elements()[0];

  it("keeps the text, without what may only stand in front of a document", () => {
    const text = `\uFEFF<?xml version="1.0"?><!-- <b> --><?pi <c> ?>\n<a xmlns="urn:a"><!-- kept --><![CDATA[<x>]]></a>\n`;
    expect(embedXml(text, "config").text).toBe('<a xmlns="urn:a"><!-- kept --><![CDATA[<x>]]></a>');
  });

  it("keeps an element in no namespace out of the envelope's namespace, unless told otherwise", () => {
    expect(within(embedXml("<a><b/></a>", "config").text)?.namespace).toBe("");
    expect(within(embedXml('<a x="1"/>', "config").text)?.namespace).toBe("");
    const prefixed = within(embedXml('<p:a xmlns:p="urn:p"><b/></p:a>', "config").text);
    expect([prefixed?.namespace, prefixed?.find("b")?.namespace]).toEqual(["urn:p", ""]);
    expect(within(embedXml("<get/>", "rpc", () => NETCONF_NS).text)?.namespace).toBe(NETCONF_NS);
  });

  it("writes anew what end-of-message framing cannot carry", () => {
    const text = "<a><![CDATA[x]]]]><![CDATA[>]]>]]&gt;<!-- ]]>]]> --></a>";
    const embedded = embedXml(text, "config").text;
    expect(embedded).not.toContain("]]>]]>");
    expect(within(embedded)?.text).toBe("x]]>]]>");
  });

  it.each([
    ["<a>", /config:1:/],
    ["<a/><b/>", /config:1:/],
    ["", /config/],
    ["just text", /config:1:/],
    ["<a>\n  &nbsp;</a>", /config:2:/],
    ["<!DOCTYPE a><a/>", /DOCTYPE/],
    ["<p:a/>", /config:1:/],
  ])("refuses %j, naming the place", (text, message) => {
    expect(() => embedXml(text, "config").text).toThrow(
      expect.objectContaining({ code: "invalid-input", message: expect.stringMatching(message) }),
    );
  });
});
