import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { isEscError, ValidationError } from "../../src/core/errors.js";
import {
  decode,
  encode,
  encodeElement,
  encodeElements,
  LeafEdit,
  metadataOf,
  operation,
  operationOf,
  plainValue,
  remove,
  withMetadata,
} from "../../src/schema/index.js";
import { XmlElement } from "../../src/xml/element.js";
import { drawing, randomObject } from "./arbitrary.js";
import { moduleOf } from "./yang.js";

const schema = moduleOf(`
  identity kind; identity big { base kind; }
  container top {
    leaf n { type int8; }
    leaf name { type string; }
    leaf id { type identityref { base kind; } }
    leaf ii { type instance-identifier { require-instance false; } }
    leaf bits { type bits { bit r; bit w; } }
    leaf-list l { type int8; }
    list item { key "b a"; leaf x { type string; } leaf a { type string; } leaf b { type int8; } }
    anydata any;
  }
  leaf other { type int8; }`);
const topOf = (value: unknown) => encode(schema, { top: value });

function issues(value: unknown): string[] {
  try {
    encode(schema, value as Record<string, unknown>);
  } catch (error) {
    if (error instanceof ValidationError) return error.issues.map(({ path, message }) => `${path}: ${message}`);
    throw error;
  }
  return [];
}

test("keys come first, in their order, then schema order (RFC 7950 section 7.8.5)", () => {
  expect(topOf({ item: [{ x: "x", a: "a", b: 1 }], n: 1 })).toBe(
    '<top xmlns="urn:t"><n>1</n><item><b>1</b><a>a</a><x>x</x></item></top>',
  );
});

test("prefixes in values are declared", () => {
  expect(topOf({ id: "t:big" })).toBe('<top xmlns="urn:t"><id xmlns:t="urn:t">t:big</id></top>');
  expect(topOf({ ii: "/t:top/t:item[t:a='1'][t:b='2']" })).toContain(
    `<ii xmlns:t="urn:t">/t:top/t:item[t:a='1'][t:b='2']</ii>`,
  );
  const far = topOf({ ii: "/{urn:far}a/{urn:away}b" });
  expect(decode(schema, far)).toEqual({ top: { ii: "/{urn:far}a/{urn:away}b" } });
});

test("undefined and empty arrays are nothing; bits go in canonical order; indent is for people", () => {
  expect(topOf({ n: undefined, l: [], item: [], bits: ["w", "r"] })).toBe('<top xmlns="urn:t"><bits>r w</bits></top>');
  expect(encode(schema, { top: { n: 1 }, other: 2 }, { indent: true })).toBe(
    '<top xmlns="urn:t">\n  <n>1</n>\n</top>\n<other xmlns="urn:t">2</other>',
  );
});

test.each<[unknown, string]>([
  [{ topp: {} }, ": unknown property 'topp' of the document; did you mean top?"],
  [
    { top: { item: [{ b: 1, a: "k", xx: 1 }] } },
    "top/item[b='1'][a='k']: unknown property 'xx' of item; did you mean x?",
  ],
  [{ top: { n: "1" } }, 'top/n: "1" is not an integer: int8 takes a whole number'],
  [{ top: { n: null } }, "top/n: null is not an integer: int8 takes a whole number"],
  [{ top: { item: {} } }, "top/item: The value is not an array: item is a list"],
  [{ top: [] }, "top: The value is not an object: its properties are n, name, id, ii, bits, l, item, any"],
  [{ top: { any: 1 } }, "top/any: 1 is not an XmlElement: any is anydata"],
])("%j is refused with its path", (value, message) => {
  expect(issues(value)).toEqual([message]);
});

test("elements instead of text", () => {
  expect(encodeElements(schema, { top: {}, other: 1 }).map(({ local }) => local)).toEqual(["top", "other"]);
  expect(encodeElement(schema, { other: 1 }).text).toBe("1");
  try {
    encodeElement(schema, {});
    expect.unreachable();
  } catch (error) {
    expect(isEscError(error, "invalid-input")).toBe(true);
  }
  const any = new XmlElement({
    namespace: "urn:t",
    local: "any",
    children: [new XmlElement({ namespace: "urn:x", local: "y" })],
  });
  expect(topOf({ any })).toBe('<top xmlns="urn:t"><any><y xmlns="urn:x"/></any></top>');
});

describe("operations", () => {
  const entry = { b: 1, a: "k" };

  test("an entry, an array of entries, a leaf, a leaf-list", () => {
    const xml = encode(
      schema,
      {
        top: operation("merge", {
          n: operation("delete", 5),
          l: operation("remove", [1, 2]),
          item: operation("replace", [entry]),
          bits: operation("create", ["w"]),
        }),
      },
      { kind: "edit" },
    );
    expect(xml.replaceAll(/ xmlns(:\w+)?="[^"]*"/g, "")).toBe(
      '<top nc:operation="merge"><n nc:operation="delete">5</n><bits nc:operation="create">w</bits><l nc:operation="remove">1</l><l nc:operation="remove">2</l><item nc:operation="replace"><b>1</b><a>k</a></item></top>',
    );
  });

  test("the metadata survives spreading and Object.assign, and is not seen by others", () => {
    const marked = operation("replace", entry);
    expect(operationOf({ ...marked, x: "y" })).toBe("replace");
    expect(operationOf(Object.assign({}, marked))).toBe("replace");
    expect(Object.keys(marked)).toEqual(["b", "a"]);
    expect(JSON.stringify(marked)).toBe(JSON.stringify(entry));
    expect(operationOf(entry)).toBeUndefined();
    expect(operationOf(remove(entry))).toBe("remove");
    expect(operationOf(structuredClone(marked))).toBeUndefined();
  });

  test("a leaf's value can be had back; a second operation wins; insert stays", () => {
    const leaf: number = operation("create", 5);
    expect(leaf).toBeInstanceOf(LeafEdit);
    expect(plainValue(leaf)).toBe(5);
    expect(operationOf(operation("delete", leaf))).toBe("delete");
    expect(metadataOf(operation("create", withMetadata(entry, { insert: "first" })))).toEqual({
      insert: "first",
      operation: "create",
    });
    expect(plainValue(operation("delete", undefined))).toBeUndefined();
  });

  test("anything but the five is refused", () => {
    expect(() => operation("none" as "merge", entry)).toThrow(/merge, replace, create, delete or remove/);
  });
});

describe("what is encoded decodes to the same", () => {
  const every = moduleOf(`
    identity kind; identity one { base kind; } identity two { base one; }
    grouping types {
      leaf i8 { type int8; } leaf u32 { type uint32; } leaf i64 { type int64; } leaf u64 { type uint64; }
      leaf d1 { type decimal64 { fraction-digits 1; } } leaf d18 { type decimal64 { fraction-digits 18; } }
      leaf s { type string; } leaf b { type boolean; } leaf m { type empty; } leaf e { type enumeration { enum a; enum "b c"; } }
      leaf bits { type bits { bit z; bit y; bit x; } } leaf bin { type binary; } leaf id { type identityref { base kind; } }
      leaf ref { type leafref { path "../s"; require-instance false; } }
      leaf u { type union { type int8; type enumeration { enum auto; } } }
      leaf-list ls { type string; } leaf-list lb { type uint64; }
    }
    uses types;
    container c { presence p; uses types; choice ch { leaf c1 { type empty; } case c2 { leaf c2a { type int8; } leaf c2b { type int8; } } } }
    list keyed { key "i8 s"; uses types { refine s { mandatory true; } } list inner { config false; uses types; } }`);

  test("for random values of every type", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1_000_000 }), (seed) => {
        const value = randomObject(every.data, drawing(seed), { state: true, chance: 50 });
        const xml = encode(every, value);
        expect(decode(every, xml)).toEqual(value);
        expect(encode(every, decode(every, xml))).toBe(xml);
      }),
      { numRuns: 150 },
    );
  });

  test("for any text that XML can hold", () => {
    const text = fc
      .string({ unit: "binary" })
      .filter((one) => /^[\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]*$/u.test(one));
    fc.assert(
      fc.property(text, (s) => {
        expect(decode(every, encode(every, { s }))).toEqual({ s });
      }),
    );
  });
});
