import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { isEscError, ValidationError } from "../../src/core/errors.js";
import { createSink } from "../../src/schema/decode.js";
import type { DecodeSink } from "../../src/schema/decode-sink.js";
import { decode, encode, LeafEdit, metadataOf, operationOf, unknownElements } from "../../src/schema/index.js";
import { parseXml } from "../../src/xml/element.js";
import { XmlReader } from "../../src/xml/reader.js";
import { moduleOf } from "./yang.js";

const schema = moduleOf(`
  identity kind; identity big { base kind; }
  container top {
    leaf n { type int8; }
    leaf big { type uint64; }
    leaf d { type decimal64 { fraction-digits 3; } }
    leaf s { type string; }
    leaf flag { type boolean; }
    leaf mark { type empty; }
    leaf e { type enumeration { enum a; enum b; } }
    leaf bits { type bits { bit r; bit w; } }
    leaf bin { type binary; }
    leaf id { type identityref { base kind; } }
    leaf ii { type instance-identifier { require-instance false; } }
    leaf u { type union { type int8 { range "1..5"; } type enumeration { enum auto; } type string { length "2"; } } }
    leaf-list l { type int8; }
    list item { key "a b"; leaf x { type string; } leaf b { type int8; } leaf a { type string; } }
    anydata any;
    anyxml xml;
    leaf __proto__ { type string; }
    leaf constructor { type string; }
    container toString { leaf valueOf { type string; } }
  }
  rpc call { input { leaf in { type int8; } } output { leaf out { type int8; } } }
  notification note { leaf what { type enumeration { enum known; } } }`);

const top = (inside: string) => `<top xmlns="urn:t" xmlns:p="urn:t">${inside}</top>`;
const read = (inside: string) => (decode(schema, top(inside)) as { top: Record<string, unknown> }).top;

function issues(work: () => unknown): string[] {
  try {
    work();
  } catch (error) {
    if (error instanceof ValidationError) return error.issues.map(({ path, code }) => `${code} ${path}`);
    throw error;
  }
  return [];
}

describe("values by type", () => {
  test.each<[string, unknown]>([
    ["<n> -07 </n>", { n: -7 }],
    ["<n>+5</n>", { n: 5 }],
    ["<n>-0</n>", { n: 0 }],
    ["<n><![CDATA[1]]>2</n>", { n: 12 }],
    ["<big>18446744073709551615</big>", { big: 18446744073709551615n }],
    ["<d>+01.50</d>", { d: "1.5" }],
    ["<d>-0.000</d>", { d: "0.0" }],
    ["<d>9223372036854775.807</d>", { d: "9223372036854775.807" }],
    ["<s> a <!-- no --> b &amp; c</s>", { s: " a  b & c" }],
    ["<s/>", { s: "" }],
    ["<flag>true</flag>", { flag: true }],
    ["<mark/>", { mark: true }],
    ["<bits> w  r </bits>", { bits: ["r", "w"] }],
    ["<bin>AQI=</bin>", { bin: new Uint8Array([1, 2]) }],
    ["<id>p:big</id>", { id: "t:big" }],
    ["<id>big</id>", { id: "t:big" }],
    ["<ii>/p:top/p:item[p:a='x'][p:b=\"1\"]/p:x</ii>", { ii: "/t:top/t:item[t:a='x'][t:b='1']/t:x" }],
    ["<u>5</u>", { u: 5 }],
    ["<u>6</u>", "type top/u"],
    ["<u>66</u>", { u: "66" }],
    ["<u>auto</u>", { u: "auto" }],
    ["<l>1</l><n>2</n><l>1</l>", { l: [1, 1], n: 2 }],
    ["<item><x>q</x><a>k</a><b>1</b></item>", { item: [{ x: "q", a: "k", b: 1 }] }],
    ["<n/>", "type top/n"],
    ["<n>0x1</n>", "type top/n"],
    ["<n>1 2</n>", "type top/n"],
    ["<n>128</n>", "range top/n"],
    ["<big>-1</big>", "range top/big"],
    [`<big>${"9".repeat(400)}</big>`, "range top/big"],
    ["<d>1.2345</d>", "type top/d"],
    ["<d>9223372036854775.808</d>", "range top/d"],
    ["<flag> true</flag>", "type top/flag"],
    ["<mark> </mark>", "type top/mark"],
    ["<e>c</e>", "enumeration top/e"],
    ["<bits>r r</bits>", "type top/bits"],
    ["<bits>z</bits>", "type top/bits"],
    ["<bin>A</bin>", "type top/bin"],
    ["<bin>AQ I=</bin>", "type top/bin"],
    ["<id>p:kind</id>", "type top/id"],
    ["<id>q:big</id>", "type top/id"],
    ["<ii>/top</ii>", "type top/ii"],
    ["<ii>top</ii>", "type top/ii"],
    ["<l>x</l>", "type top/l[1]"],
    ["<n><x/></n>", "structure top/n,type top/n"],
    ["<n>1</n><n>2</n>", "structure top/n"],
    ["text", "structure top"],
    ["<item><a>k</a><b>1</b><y/></item>", "unknown-element top/item[a='k'][b='1']"],
    ["<s operation='delete'>x</s>", "operation top/s"],
    ["<n xmlns='urn:other'>1</n>", "unknown-element top"],
  ])("%s", (inside, expected) => {
    if (typeof expected === "string") expect(issues(() => read(inside)).join(",")).toBe(expected);
    else expect(read(inside)).toEqual(expected);
  });

  test("every issue of a document is listed, not the first only", () => {
    expect(issues(() => read("<n>x</n><item><a>1</a><b>z</b></item><zz/><e>q</e>"))).toHaveLength(4);
  });

  test("a secret is not shown", () => {
    const secret = moduleOf(
      `leaf password { type int8; } list p { key name; leaf name { type string; } leaf value { type int8; } }`,
    );
    const message = (xml: string) => {
      try {
        decode(secret, xml);
      } catch (error) {
        return error instanceof Error ? error.message : "";
      }
      return "";
    };
    expect(message("<password xmlns='urn:t'>hunter2</password>")).not.toContain("hunter2");
    expect(message("<p xmlns='urn:t'><name>os_password</name><value>hunter2</value></p>")).not.toContain("hunter2");
    expect(message("<p xmlns='urn:t'><name>port</name><value>hunter2</value></p>")).toContain("hunter2");
  });
});

describe("names that objects have anyway", () => {
  test("__proto__, constructor and toString are properties like others", () => {
    const inside = "<__proto__>a</__proto__><constructor>b</constructor><toString><valueOf>c</valueOf></toString>";
    const value = read(inside);
    expect(Object.getPrototypeOf(value)).toBe(Object.prototype);
    expect(Object.keys(value)).toEqual(["__proto__", "constructor", "toString"]);
    expect(encode(schema, { top: value })).toBe(`<top xmlns="urn:t">${inside}</top>`);
    expect(issues(() => read("<constructor>b</constructor><constructor>b</constructor>"))).toEqual([
      "structure top/constructor",
    ]);
  });

  test("unknown elements of such names do no harm", () => {
    const plain = moduleOf("container c { leaf a { type string; } }");
    const xml = "<c xmlns='urn:t'><__proto__><polluted>1</polluted></__proto__><constructor/></c>";
    expect(issues(() => decode(plain, xml))).toHaveLength(2);
    const value = decode(plain, xml, { kind: "data" }) as { c: object };
    expect(unknownElements(value.c).map(({ local }) => local)).toEqual(["__proto__", "constructor"]);
    expect(Object.hasOwn(Object.prototype, "polluted")).toBe(false);
  });
});

describe("documents", () => {
  const NC = "urn:ietf:params:xml:ns:netconf:base:1.0";

  test.each<[string, string]>([
    ["a top-level node", top("<n>1</n>")],
    ["data", `<data xmlns="${NC}">${top("<n>1</n>")}</data>`],
    ["rpc-reply and data", `<rpc-reply xmlns="${NC}" message-id="1"><data>${top("<n>1</n>")}</data></rpc-reply>`],
    ["config", `<?xml version="1.0"?><config xmlns="${NC}">\n${top("<n>1</n>")}\n</config>`],
  ])("%s around or not", (_, xml) => {
    expect(decode(schema, xml)).toEqual({ top: { n: 1 } });
    expect(decode(schema, new TextEncoder().encode(xml))).toEqual({ top: { n: 1 } });
    expect(decode(schema, parseXml(xml))).toEqual({ top: { n: 1 } });
  });

  test("rpc, reply and notification", () => {
    expect(decode(schema, `<rpc xmlns="${NC}"><call xmlns="urn:t"><in>1</in></call></rpc>`, { kind: "rpc" })).toEqual({
      call: { in: 1 },
    });
    const reply = `<rpc-reply xmlns="${NC}"><out xmlns="urn:t">1</out></rpc-reply>`;
    expect(decode(schema, reply, { kind: "reply" })).toEqual({ out: 1 });
    const [call] = schema.rpcs;
    if (!call) throw new Error("no rpc");
    expect(decode(call, reply, { kind: "reply" })).toEqual({ out: 1 });
    expect(decode(call, "<call xmlns='urn:t'><in>2</in></call>", { kind: "rpc" })).toEqual({ in: 2 });
    expect(decode(call, `<rpc-reply xmlns="${NC}"><ok/></rpc-reply>`, { kind: "reply" })).toEqual({});
    const note = `<notification xmlns="urn:ietf:params:xml:ns:netconf:notification:1.0"><eventTime>2026-11-22T10:00:00Z</eventTime><note xmlns="urn:t"><what>new</what></note></notification>`;
    expect(decode(schema, note, { kind: "notification" })).toEqual({ note: { what: "new" } });
  });

  test("what a server sends may be newer than the model", () => {
    const xml = top("<e> b </e><flag> true </flag><id>p:huge</id><bin>AQ\n I=</bin><new><x>1</x></new>");
    const value = (decode(schema, xml, { kind: "data" }) as { top: Record<string, unknown> }).top;
    expect({ ...value }).toMatchObject({ e: "b", flag: true, id: "t:huge", bin: new Uint8Array([1, 2]) });
    expect(unknownElements(value).map(({ local, text }) => [local, text])).toEqual([["new", "1"]]);
    expect(encode(schema, { top: value }, { kind: "data" })).toContain("<x>1</x></new>");
    expect(issues(() => decode(schema, xml, { kind: "data", unknown: "error" }))).toEqual(["unknown-element top"]);
    expect(decode(schema, top("<new/>"), { unknown: "keep" })).toMatchObject({ top: {} });
  });

  test("a node's descriptor has that node as root; another namespace may stand for all", () => {
    const [node] = schema.data;
    if (node?.kind !== "container") throw new Error("no container");
    expect(decode(node, top("<n>1</n>"))).toEqual({ n: 1 });
    const base = `<top xmlns="${NC}"><n>1</n></top>`;
    expect(decode(node, base, { namespace: NC })).toEqual({ n: 1 });
    expect(encode(node, { n: 1 }, { namespace: NC })).toBe(base);
    expect(issues(() => decode(node, base))).toEqual(["unknown-element "]);
    expect(issues(() => decode(node, `<data xmlns="${NC}"/>`))).toEqual(["structure "]);
    const list = node.children.find((child) => child.kind === "list");
    if (list?.kind !== "list") throw new Error("no list");
    expect(decode(list, "<item xmlns='urn:t'><a>1</a><b>2</b></item>")).toEqual({ a: "1", b: 2 });
  });

  test("several schemas are as one", () => {
    const other = moduleOf("leaf other { type int8; }");
    const value = decode(
      [schema, other],
      `<data xmlns="${NC}">${top("<n>1</n>")}<other xmlns="urn:t">2</other></data>`,
    );
    expect(value).toEqual({ top: { n: 1 }, other: 2 });
    expect(decode([schema, other], encode([schema, other], value))).toEqual(value);
  });

  test("malformed text is the caller's, with line and column; siblings without a root are read", () => {
    expect(() => decode(schema, "<top xmlns='urn:t'>\n<n>1</top>", { source: "vim.xml" })).toThrow(/vim\.xml:2:/);
    try {
      decode(schema, "<a/><");
      expect.unreachable();
    } catch (error) {
      expect(isEscError(error, "invalid-input")).toBe(true);
    }
    const two = moduleOf("leaf a { type int8; } leaf b { type int8; }");
    const xml = encode(two, { a: 1, b: 2 });
    expect(xml).toBe('<a xmlns="urn:t">1</a><b xmlns="urn:t">2</b>');
    expect(decode(two, xml)).toEqual({ a: 1, b: 2 });
    expect(decode(two, encode(two, {}))).toEqual({});
  });

  test("anydata and anyxml are kept as elements and written back", () => {
    const inside = '<any><x:y xmlns:x="urn:x" a="1">t</x:y></any><xml>mixed <b/> text</xml>';
    const xml = `<top xmlns="urn:t">${inside}</top>`;
    expect(encode(schema, decode(schema, xml))).toBe(xml);
  });
});

describe("edits", () => {
  const NC = 'xmlns:nc="urn:ietf:params:xml:ns:netconf:base:1.0"';

  test("operations, insert and key become metadata and are written back", () => {
    const yang = 'xmlns:yang="urn:ietf:params:xml:ns:yang:1"';
    const xml = `<top xmlns="urn:t" ${NC} nc:operation="merge"><n nc:operation="delete"/><s nc:operation="create">x</s><l nc:operation="remove">3</l><item nc:operation="replace" ${yang} yang:insert="before" yang:key="[a='z']"><a>k</a><b>1</b></item></top>`;
    const value = decode(schema, xml, { kind: "edit" }) as {
      top: Record<string, unknown> & { item: unknown[]; l: unknown[] };
    };
    expect(operationOf(value.top)).toBe("merge");
    expect(operationOf(value.top["n"])).toBe("delete");
    expect(value.top["n"]).toBeInstanceOf(LeafEdit);
    expect(value.top["s"]).toMatchObject({ value: "x" });
    expect(operationOf(value.top.l[0])).toBe("remove");
    expect(metadataOf(value.top.item[0])).toEqual({ operation: "replace", insert: "before", key: "[a='z']" });
    expect(decode(schema, encode(schema, value, { kind: "edit" }), { kind: "edit" })).toEqual(value);
  });

  test.each([
    [`<s ${NC} nc:operation="erase">x</s>`, "operation top/s"],
    [`<s operation="delete">x</s>`, "operation top/s"],
    [`<s xmlns:y="urn:ietf:params:xml:ns:yang:1" y:insert="middle">x</s>`, "operation top/s"],
    [`<n ${NC} nc:operation="create"/>`, "type top/n"],
  ])("%s is refused", (inside, expected) => {
    expect(issues(() => decode(schema, top(inside), { kind: "edit" }))).toEqual([expected]);
  });

  test("an operation in a configuration is refused", () => {
    expect(issues(() => read(`<s ${NC} nc:operation="delete">x</s>`))).toEqual(["operation top/s"]);
  });
});

test("a document cut at every byte gives the same value", () => {
  const bytes = readFileSync(new URL("../fixtures/edit/deployment-delete.xml", import.meta.url));
  const mixed = new TextEncoder().encode(
    top("<n>12</n><s>é&lt;😀 ]]&gt;<![CDATA[<x>]]></s><item><a>k</a><b>1</b></item><any><z>ü</z></any><new>1</new>"),
  );
  for (const text of [mixed, bytes]) {
    const whole = cut(text, text.length);
    for (let at = 1; at < text.length; at++) expect(cut(text, at)).toEqual(whole);
  }
});

function cut(bytes: Uint8Array, at: number): unknown {
  const sink = createSink(schema, "data") as DecodeSink;
  const reader = new XmlReader(sink);
  reader.write(bytes.subarray(0, at));
  reader.write(bytes.subarray(at));
  reader.end();
  return sink.finish();
}
