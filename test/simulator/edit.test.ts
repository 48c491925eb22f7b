import { describe, expect, it } from "vitest";
import { choice, container, leaf, leafList, list, moduleSchema } from "../../src/schema/codegen-v1.js";
import { applyEdit } from "../../src/simulator/datastore/edit.js";
import { topIndex } from "../../src/simulator/datastore/schema-index.js";
import { RpcFault } from "../../src/simulator/rpc-fault.js";
import { parseXml, type XmlElement } from "../../src/xml/element.js";
import type { BodyTypes } from "../../src/xml/sink.js";
import { writeXml } from "../../src/xml/writer.js";

const module = { name: "m", namespace: "urn:m", prefix: "m" };
const text = { base: "string" } as const;
const schema = moduleSchema<BodyTypes>({
  module,
  rpcs: [],
  notifications: [],
  data: [
    container({
      module,
      name: "top",
      children: [
        leaf({ module, name: "name", type: text }),
        leaf({ module, name: "size", type: { base: "int32" } }),
        container({ module, name: "inner", children: [leaf({ module, name: "x", type: text })] }),
        container({ module, name: "switch", presence: true, children: [leaf({ module, name: "y", type: text })] }),
        list({
          module,
          name: "item",
          keys: ["id"],
          children: [leaf({ module, name: "id", type: { base: "uint8" } }), leaf({ module, name: "v", type: text })],
        }),
        list({
          module,
          name: "step",
          keys: ["id"],
          orderedBy: "user",
          children: [leaf({ module, name: "id", type: text })],
        }),
        leafList({ module, name: "tag", type: text }),
        leafList({ module, name: "order", type: text, orderedBy: "user" }),
        choice({
          module,
          name: "how",
          cases: [
            {
              name: "a",
              children: [leaf({ module, name: "a1", type: text }), leaf({ module, name: "a2", type: text })],
            },
            { name: "b", children: [leaf({ module, name: "b1", type: text })] },
          ],
        }),
        leaf({ module, name: "state", config: false, type: text }),
      ],
    }),
  ],
});
const index = topIndex([schema]);
const NC = 'xmlns:nc="urn:ietf:params:xml:ns:netconf:base:1.0" xmlns:y="urn:ietf:params:xml:ns:yang:1"';

const parse = (content: string) =>
  parseXml(`<config ${NC}>${content === "" ? "" : `<top xmlns="urn:m">${content}</top>`}</config>`);

function apply(before: string, edit: string, defaultOperation?: "merge" | "replace" | "none"): string {
  const start = applyEdit([], parse(before), { index });
  const after = applyEdit(start, edit.startsWith("<config") ? parseXml(edit) : parse(edit), {
    index,
    ...(defaultOperation ? { defaultOperation } : {}),
  });
  return after.map((element: XmlElement) => inside(element)).join("");
}

const inside = (element: XmlElement) => writeXml(element).replace(/^<top xmlns="urn:m">|<\/top>$/g, "");

function refused(
  before: string,
  edit: string,
  defaultOperation?: "merge" | "replace" | "none",
): Record<string, unknown> {
  try {
    apply(before, edit, defaultOperation);
  } catch (error) {
    if (!(error instanceof RpcFault)) throw error;
    const [fault] = error.faults;
    return {
      tag: fault?.tag,
      path: fault?.path,
      info: fault?.info && writeXml(fault.info).replace(/ xmlns="[^"]*"/, ""),
    };
  }
  throw new Error("it was not refused");
}

describe("the operations of edit-config", () => {
  it.each([
    [
      "merge adds and replaces leaves",
      "<name>a</name>",
      "<size>1</size><name>b</name>",
      "<name>b</name><size>1</size>",
    ],
    [
      "merge goes into list entries by key",
      "<item><id>1</id><v>a</v></item>",
      "<item><id>01</id><v>b</v></item><item><id>2</id></item>",
      "<item><id>1</id><v>b</v></item><item><id>2</id></item>",
    ],
    ["merge adds leaf-list values once", "<tag>a</tag>", "<tag>b</tag><tag>a</tag>", "<tag>a</tag><tag>b</tag>"],
    ["numbers are stored in canonical form", "", "<size> +0012 </size>", "<size>12</size>"],
    ["replace of a leaf", "<name>a</name>", '<name nc:operation="replace">b</name>', "<name>b</name>"],
    [
      "replace of a list entry",
      "<item><id>1</id><v>a</v></item>",
      '<item nc:operation="replace"><id>1</id></item>',
      "<item><id>1</id></item>",
    ],
    [
      "replace of a container",
      "<inner><x>a</x></inner><name>n</name>",
      '<inner nc:operation="replace"/>',
      "<name>n</name>",
    ],
    ["create", "", '<item nc:operation="create"><id>1</id></item>', "<item><id>1</id></item>"],
    ["delete of a leaf", "<name>a</name><size>1</size>", '<name nc:operation="delete"/>', "<size>1</size>"],
    [
      "delete of a list entry",
      "<item><id>1</id></item><item><id>2</id></item>",
      '<item nc:operation="delete"><id>1</id></item>',
      "<item><id>2</id></item>",
    ],
    ["delete of a leaf-list value", "<tag>a</tag><tag>b</tag>", '<tag nc:operation="delete">a</tag>', "<tag>b</tag>"],
    ["remove of what is not there", "<name>a</name>", '<size nc:operation="remove"/>', "<name>a</name>"],
    [
      "a container without presence goes with its last child",
      "<inner><x>a</x></inner><name>n</name>",
      '<inner><x nc:operation="delete"/></inner>',
      "<name>n</name>",
    ],
    [
      "a presence container stays empty",
      "<switch><y>a</y></switch>",
      '<switch><y nc:operation="delete"/></switch>',
      "<switch/>",
    ],
    ["a case takes the place of the other", "<a1>1</a1><a2>2</a2>", "<b1>3</b1>", "<b1>3</b1>"],
    [
      "inside a replaced entry, operations go on",
      "",
      '<inner nc:operation="replace"><x nc:operation="create">1</x></inner>',
      "<inner><x>1</x></inner>",
    ],
  ])("%s", (_, before, edit, after) => {
    expect(apply(before, edit)).toBe(after);
  });

  it("replaces everything by default-operation replace", () => {
    expect(apply("<name>a</name><size>1</size>", "<name>b</name>", "replace")).toBe("<name>b</name>");
    expect(apply("<name>a</name>", `<config ${NC}/>`, "replace")).toBe("");
  });

  it("only does what carries an operation by default-operation none", () => {
    expect(
      apply(
        "<name>a</name><item><id>1</id><v>x</v></item>",
        '<name>z</name><item><id>1</id><v nc:operation="merge">y</v></item>',
        "none",
      ),
    ).toBe("<name>a</name><item><id>1</id><v>y</v></item>");
  });

  it.each([
    ["first", 'y:insert="first"', "<step><id>new</id></step><step><id>a</id></step><step><id>b</id></step>"],
    ["last", 'y:insert="last"', "<step><id>a</id></step><step><id>b</id></step><step><id>new</id></step>"],
    [
      "before",
      `y:insert="before" y:key="[m:id='b']"`,
      "<step><id>a</id></step><step><id>new</id></step><step><id>b</id></step>",
    ],
    [
      "after",
      `y:insert="after" y:key="[id='a']"`,
      "<step><id>a</id></step><step><id>new</id></step><step><id>b</id></step>",
    ],
  ])("puts an entry %s", (_, attributes, after) => {
    expect(apply("<step><id>a</id></step><step><id>b</id></step>", `<step ${attributes}><id>new</id></step>`)).toBe(
      after,
    );
  });

  it("moves a value of a leaf-list ordered by the user", () => {
    expect(
      apply("<order>a</order><order>b</order><order>c</order>", '<order y:insert="before" y:value="a">c</order>'),
    ).toBe("<order>c</order><order>a</order><order>b</order>");
  });

  it("leaves the datastore it was given as it is", () => {
    const start = applyEdit([], parse("<name>a</name><item><id>1</id></item>"), { index });
    const before = start.map((one) => writeXml(one));
    applyEdit(start, parse('<name nc:operation="delete"/><item nc:operation="delete"><id>1</id></item>'), { index });
    expect(start.map((one) => writeXml(one))).toEqual(before);
  });

  it("takes an edit of 5,000 entries into 5,000 in reasonable time", () => {
    const entries = (from: number) =>
      Array.from({ length: 5_000 }, (_, at) => `<step><id>${from + at}</id></step>`).join("");
    const started = performance.now();
    expect(apply(entries(0), entries(2_500)).match(/<step>/g)).toHaveLength(7_500);
    expect(performance.now() - started).toBeLessThan(5_000);
  });
});

describe("the errors of edit-config", () => {
  const bad = (name: string) => `<error-info><bad-element>${name}</bad-element></error-info>`;
  const badAttribute = (attribute: string, element: string) =>
    `<error-info><bad-attribute>${attribute}</bad-attribute><bad-element>${element}</bad-element></error-info>`;

  it.each([
    [
      "create of what exists",
      "<item><id>1</id></item>",
      '<item nc:operation="create"><id>1</id></item>',
      "data-exists",
      "/m:top/m:item[m:id='1']",
      undefined,
    ],
    [
      "create of a leaf that exists",
      "<name>a</name>",
      '<name nc:operation="create">a</name>',
      "data-exists",
      "/m:top/m:name",
      undefined,
    ],
    ["delete of what is not there", "", '<name nc:operation="delete"/>', "data-missing", "/m:top/m:name", undefined],
    [
      "delete of an entry that is not there",
      "<item><id>1</id></item>",
      '<item nc:operation="delete"><id>2</id></item>',
      "data-missing",
      "/m:top/m:item[m:id='2']",
      undefined,
    ],
    ["an unknown element", "", "<nam>a</nam>", "unknown-element", "/m:top", bad("nam")],
    ["state data", "", "<state>a</state>", "unknown-element", "/m:top", bad("state")],
    ["a missing key", "", "<item><v>a</v></item>", "missing-element", "/m:top/m:item", bad("id")],
    [
      "an unknown operation",
      "",
      '<name nc:operation="erase"/>',
      "bad-attribute",
      "/m:top/m:name",
      badAttribute("operation", "name"),
    ],
    [
      "an operation without namespace",
      "",
      '<name operation="delete"/>',
      "unknown-attribute",
      "/m:top/m:name",
      badAttribute("operation", "name"),
    ],
    ["text in a container", "", "<inner>text</inner>", "bad-element", "/m:top/m:inner", bad("inner")],
    ["elements in a leaf", "", "<name><x>1</x></name>", "unknown-element", "/m:top/m:name", bad("x")],
    [
      "insert where nothing is ordered",
      "",
      '<item y:insert="first"><id>1</id></item>',
      "unknown-attribute",
      "/m:top/m:item[m:id='1']",
      badAttribute("insert", "item"),
    ],
    [
      "insert before nothing",
      "",
      '<step y:insert="before"><id>1</id></step>',
      "missing-attribute",
      "/m:top/m:step[m:id='1']",
      badAttribute("key", "step"),
    ],
    [
      "insert before an entry that is not there",
      "",
      `<step y:insert="before" y:key="[id='x']"><id>1</id></step>`,
      "bad-attribute",
      "/m:top/m:step[m:id='1']",
      badAttribute("key", "step"),
    ],
  ])("%s", (_, before, edit, tag, path, info) => {
    expect(refused(before, edit)).toEqual({ tag, path, info });
  });

  it("an unknown namespace, named", () => {
    expect(refused("", `<config ${NC}><top xmlns="urn:other"/></config>`)).toEqual({
      tag: "unknown-namespace",
      path: undefined,
      info: "<error-info><bad-element>top</bad-element><bad-namespace>urn:other</bad-namespace></error-info>",
    });
  });

  it("default-operation none needs what leads to an operation", () => {
    expect(refused("", '<item><id>1</id><v nc:operation="merge">x</v></item>', "none")).toMatchObject({
      tag: "data-missing",
    });
  });
});
