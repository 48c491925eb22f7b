import { describe, expect, test } from "vitest";
import { decode, operation, remove, validate } from "../../src/schema/index.js";
import type { DocumentKind } from "../../src/xml/sink.js";
import { moduleOf } from "./yang.js";

function verdict(body: string, value: unknown, kind: DocumentKind = "config"): string {
  return validate(moduleOf(body), value, { kind })
    .map(({ code, path }) => `${code} ${path}`)
    .join(", ");
}

describe("types (RFC 7950 section 9)", () => {
  test.each<[string, unknown, string]>([
    ["int8", 127, ""],
    ["int8", 128, "range v"],
    ["int8", 1.5, "type v"],
    ["int8", "1", "type v"],
    ["uint8 { range '1..4 | 10..20'; }", 10, ""],
    ["uint8 { range '1..4 | 10..20'; }", 5, "range v"],
    ["uint64", 2n ** 64n - 1n, ""],
    ["uint64", 2n ** 64n, "range v"],
    ["uint64", 1, "type v"],
    ["int64 { range '0..9007199254740993'; }", 9007199254740993n, ""],
    ["int64 { range '0..9007199254740993'; }", 9007199254740994n, "range v"],
    ["decimal64 { fraction-digits 2; range '1.50..2'; }", "1.5", ""],
    ["decimal64 { fraction-digits 2; range '1.50..2'; }", "2.01", "range v"],
    ["decimal64 { fraction-digits 2; }", "1.005", "type v"],
    ["decimal64 { fraction-digits 2; }", 1.5, "type v"],
    ["decimal64 { fraction-digits 18; }", "9.223372036854775808", "range v"],
    ["string { length '2'; }", "😀😀", ""],
    ["string { length '2'; }", "😀", "length v"],
    ["string { length '0 | 3..max'; }", "", ""],
    ["string { pattern '[a-c]+'; pattern '.b.'; }", "abc", ""],
    ["string { pattern '[a-c]+'; pattern '.b.'; }", "acc", "pattern v"],
    ["string", "a\u0000b", "type v"],
    ["string", "\ud800", "type v"],
    ["boolean", "true", "type v"],
    ["empty", true, ""],
    ["empty", null, "type v"],
    ["enumeration { enum a; enum b; }", "c", "enumeration v"],
    ["bits { bit a; bit b; }", ["b", "a"], ""],
    ["bits { bit a; bit b; }", ["a", "a"], "type v"],
    ["bits { bit a; bit b; }", "a b", "type v"],
    ["binary { length '2'; }", new Uint8Array(2), ""],
    ["binary { length '2'; }", new Uint8Array(3), "length v"],
    ["binary", "AQI=", "type v"],
    ["union { type int8 { range '1..2'; } type enumeration { enum x; } }", 3, "type v"],
    ["union { type int8 { range '1..2'; } type enumeration { enum x; } }", "x", ""],
    ["instance-identifier { require-instance false; }", "/t:a[t:b='1']/t:c[3]", ""],
    ["instance-identifier { require-instance false; }", "t:a", "type v"],
    ["instance-identifier", "/t:v", ""],
    ["instance-identifier", "/t:w", "instance-required v"],
  ])("%s takes %o: %s", (type, value, expected) => {
    expect(verdict(`leaf v { type ${type}${type.endsWith("}") ? "" : ";"} }`, { v: value })).toBe(expected);
  });

  test("an identityref takes identities derived from all bases", () => {
    const body =
      "identity a; identity b; identity ab { base a; base b; } identity only { base a; } leaf v { type identityref { base a; base b; } }";
    expect(verdict(body, { v: "t:ab" })).toBe("");
    expect(verdict(body, { v: "t:only" })).toBe("type v");
    expect(verdict(body, { v: "ab" })).toBe("type v");
  });
});

describe("structure", () => {
  test.each<[string, string, unknown, string]>([
    ["mandatory", "leaf a { type string; mandatory true; }", {}, "mandatory a"],
    [
      "mandatory through non-presence containers",
      "container c { container d { leaf a { type string; mandatory true; } } }",
      {},
      "mandatory c/d/a",
    ],
    ["not through presence containers", "container c { presence p; leaf a { type string; mandatory true; } }", {}, ""],
    [
      "mandatory in a case that is chosen",
      "choice h { case x { leaf a { type string; mandatory true; } leaf b { type string; } } leaf c { type string; } }",
      { b: "" },
      "mandatory a",
    ],
    [
      "and not in one that is not",
      "choice h { case x { leaf a { type string; mandatory true; } leaf b { type string; } } leaf c { type string; } }",
      { c: "" },
      "",
    ],
    [
      "mandatory choice",
      "choice h { mandatory true; leaf a { type string; } leaf b { type string; } }",
      {},
      "mandatory ",
    ],
    [
      "mandatory choice, nested in a chosen case",
      "choice h { case x { leaf o { type string; } choice i { mandatory true; leaf a { type string; } } } }",
      { o: "" },
      "mandatory ",
    ],
    ["choice", "choice h { leaf a { type string; } leaf b { type string; } }", { a: "", b: "" }, "choice "],
    [
      "nested choice",
      "choice h { case x { choice i { leaf a { type string; } leaf b { type string; } } } }",
      { a: "", b: "" },
      "choice ",
    ],
    [
      "min-elements",
      "list l { key k; min-elements 2; leaf k { type string; } }",
      { l: [{ k: "a" }] },
      "min-elements l",
    ],
    ["min-elements, none there", "leaf-list l { type string; min-elements 1; }", { l: [] }, "min-elements l"],
    ["max-elements", "leaf-list l { type string; max-elements 1; }", { l: ["a", "b"] }, "max-elements l"],
    ["key", "list l { key 'k m'; leaf k { type string; } leaf m { type string; } }", { l: [{ k: "a" }] }, "key l[1]"],
    [
      "duplicate-key",
      "list l { key k; leaf k { type string; } }",
      { l: [{ k: "a" }, { k: "b" }, { k: "a" }] },
      "duplicate-key l[k='a']",
    ],
    [
      "duplicate-value",
      "leaf-list l { type decimal64 { fraction-digits 1; } }",
      { l: ["1.0", "1.00"] },
      "duplicate-value l[2]",
    ],
    [
      "unique with a default in use",
      "list l { key k; unique v; leaf k { type string; } leaf v { type string; default d; } }",
      { l: [{ k: "a" }, { k: "b", v: "d" }] },
      "unique l[k='b']",
    ],
    [
      "unique, not all there",
      "list l { key k; unique 'v w'; leaf k { type string; } leaf v { type string; } leaf w { type string; } }",
      {
        l: [
          { k: "a", v: "1" },
          { k: "b", v: "1" },
        ],
      },
      "",
    ],
    ["state in a configuration", "leaf s { config false; type string; }", { s: "" }, "structure s"],
    ["unknown property", "leaf a { type string; }", { b: 1 }, "unknown-element "],
    ["array for a container", "container c { leaf a { type string; } }", { c: [] }, ""],
    ["text for a container", "container c { leaf a { type string; } }", { c: "x" }, "type c"],
    ["object for a list", "list l { key k; leaf k { type string; } }", { l: {} }, "type l"],
    ["anydata that is no element", "anydata a;", { a: {} }, "type a"],
    ["nothing at all", "leaf a { type string; }", undefined, "type "],
  ])("%s", (_, body, value, expected) => {
    expect(verdict(body, value)).toBe(expected);
  });

  test("duplicates and missing keys are well in state data (RFC 7950 section 7.7)", () => {
    const body = "leaf-list s { config false; type string; } list l { config false; leaf v { type string; } }";
    expect(verdict(body, { s: ["a", "a"], l: [{ v: "1" }, { v: "1" }] }, "data")).toBe("");
  });
});

describe("must, when and references", () => {
  test.each<[string, string, unknown, string]>([
    ["must", "leaf a { type int8; must '. > 3'; }", { a: 3 }, "must a"],
    [
      "must compares numbers as numbers",
      "leaf a { type int8; must '. <= ../b'; } leaf b { type int8; }",
      { a: 2, b: 10 },
      "",
    ],
    ["must on an implied container", "container c { must 'a'; leaf a { type int8; } }", {}, "must c"],
    ["must on a default", "leaf a { type int8; default 1; must '. > 3'; }", {}, "must a"],
    ["must sees defaults", "leaf a { type int8; must '../b = 5'; } leaf b { type int8; default 5; }", { a: 1 }, ""],
    [
      "a default of an unchosen case is not there",
      "leaf a { type int8; must 'not(../b)'; } choice h { leaf b { type int8; default 5; } leaf c { type int8; } }",
      { a: 1 },
      "",
    ],
    [
      "a default of the default case is",
      "leaf a { type int8; must '../b = 5'; } choice h { default b; leaf b { type int8; default 5; } leaf c { type int8; } }",
      { a: 1 },
      "",
    ],
    [
      "until another case is chosen",
      "leaf a { type int8; must 'not(../b)'; } choice h { default b; leaf b { type int8; default 5; } leaf c { type int8; } }",
      { a: 1, c: 1 },
      "",
    ],
    [
      "when on a leaf that is there",
      "leaf a { type int8; when '../b = 1'; } leaf b { type int8; }",
      { a: 1, b: 2 },
      "when a",
    ],
    [
      "when that does not hold, on a mandatory leaf",
      "leaf a { type int8; mandatory true; when '../b = 1'; } leaf b { type int8; }",
      { b: 2 },
      "",
    ],
    [
      "when that holds, on a mandatory leaf",
      "leaf a { type int8; mandatory true; when '../b = 1'; } leaf b { type int8; }",
      { b: 1 },
      "mandatory a",
    ],
    [
      "when on a case",
      "choice h { case x { when 'b = 1'; leaf a { type int8; } } } leaf b { type int8; }",
      { a: 1 },
      "when a",
    ],
    [
      "when on an augment looks from the parent",
      "container c { leaf b { type int8; } } augment /c { when 'b = 1'; leaf a { type int8; } }",
      { c: { a: 1, b: 2 } },
      "when c/a",
    ],
    [
      "leafref",
      "leaf a { type leafref { path '../l/k'; } } list l { key k; leaf k { type string; } }",
      { a: "x", l: [{ k: "y" }] },
      "leafref a",
    ],
    [
      "leafref to a default",
      "leaf a { type leafref { path '../b'; } } leaf b { type string; default x; }",
      { a: "x" },
      "",
    ],
    [
      "leafref to a leafref",
      "leaf a { type leafref { path '../b'; } } leaf b { type leafref { path '../c'; } } leaf c { type string; }",
      { a: "x", b: "x" },
      "leafref b",
    ],
    [
      "loose leafref",
      "leaf a { type leafref { path '../b'; require-instance false; } } leaf b { type string; }",
      { a: "x" },
      "",
    ],
    [
      "union of leafref and others",
      "leaf a { type union { type leafref { path '../b'; } type enumeration { enum none; } } } leaf b { type string; }",
      { a: "none" },
      "",
    ],
    [
      "union of leafref and others, neither",
      "leaf a { type union { type leafref { path '../b'; } type enumeration { enum none; } } } leaf b { type string; }",
      { a: "x" },
      "leafref a",
    ],
    [
      "instance-identifier with keys",
      "leaf a { type instance-identifier; } list l { key k; leaf k { type string; } }",
      { a: "/t:l[t:k='x']", l: [{ k: "x" }] },
      "",
    ],
    [
      "instance-identifier of a missing entry",
      "leaf a { type instance-identifier; } list l { key k; leaf k { type string; } }",
      { a: "/t:l[t:k='y']", l: [{ k: "x" }] },
      "instance-required a",
    ],
    ["a condition with an unknown function says so", "leaf a { type int8; must 'nonsense(.)'; }", { a: 1 }, "must a"],
  ])("%s", (_, body, value, expected) => {
    expect(verdict(body, value)).toBe(expected);
  });

  test.each<[string, unknown, boolean]>([
    ["current()/../n = 5", { n: 5 }, true],
    ["re-match(../s, '[a-z]{2}')", { s: "ab" }, true],
    ["re-match(../s, '[a-z]{2}')", { s: "abc" }, false],
    [
      "deref(../r)/../v = 7",
      {
        r: "k",
        l: [
          { k: "j", v: 1 },
          { k: "k", v: 7 },
        ],
      },
      true,
    ],
    ["derived-from(../i, 't:animal')", { i: "t:dog" }, true],
    ["derived-from(../i, 't:dog')", { i: "t:dog" }, false],
    ["derived-from-or-self(../i, 't:dog')", { i: "t:puppy" }, true],
    ["derived-from-or-self(../i, 't:dog')", { i: "t:cat" }, false],
    ["../i = 't:cat'", { i: "t:cat" }, true],
    ["enum-value(../e) = 5", { e: "five" }, true],
    ["enum-value(../e) = 6", { e: "next" }, true],
    ["bit-is-set(../b, 'y')", { b: ["x", "y"] }, true],
    ["bit-is-set(../b, 'y')", { b: ["x"] }, false],
    ["string-length(../s) = 1", { s: "😀" }, true],
    [
      "count(../l) = 2 and ../l[2]/k = 'k' and ../l[last()]/v = 7",
      {
        l: [
          { k: "j", v: 1 },
          { k: "k", v: 7 },
        ],
      },
      true,
    ],
    [
      "../l[k = 'k']/preceding-sibling::l/k = 'j'",
      {
        l: [
          { k: "j", v: 1 },
          { k: "k", v: 7 },
        ],
      },
      true,
    ],
    [
      "../l[k = 'j']/following-sibling::l[1]/v = 7",
      {
        l: [
          { k: "j", v: 1 },
          { k: "k", v: 7 },
        ],
      },
      true,
    ],
    [
      "//v[. = 7]/ancestor::l/k = 'k'",
      {
        l: [
          { k: "j", v: 1 },
          { k: "k", v: 7 },
        ],
      },
      true,
    ],
    [
      "sum(../l/v) = 8 and /t:l/t:v != 1",
      {
        l: [
          { k: "j", v: 1 },
          { k: "k", v: 7 },
        ],
      },
      true,
    ],
    ["(../n | ../s)[2] = 'z' and local-name(../*[1]) = 'n'", { n: 1, s: "z" }, true],
    ["starts-with(concat(../s, 'x'), 'ab') and contains(../s, 'b') and not(../n)", { s: "ab" }, true],
    [
      "../l[k = current()/../s and v = 7]",
      { s: "k", l: [{ k: "j", v: 1 }, { k: "k", v: 7 }, { k: "m" }, { k: "n" }, { k: "o" }] },
      true,
    ],
    [
      "../l[k = current()/../s and v = 8]",
      { s: "k", l: [{ k: "j", v: 1 }, { k: "k", v: 7 }, { k: "m" }, { k: "n" }, { k: "o" }] },
      false,
    ],
    ["boolean(../s/text()) and ../s/text() = 'q'", { s: "q" }, true],
    ["-(../n) + 2 * 3 - 4 div 2 mod 3 = 3", { n: 1 }, true],
  ])("XPath: %s on %j is %s", (expr, value, expected) => {
    const body = `
      identity animal; identity dog { base animal; } identity puppy { base dog; } identity cat { base animal; }
      leaf n { type int8; } leaf s { type string; } leaf r { type leafref { path "../l/k"; } }
      leaf i { type identityref { base animal; } } leaf b { type bits { bit x; bit y; } }
      leaf e { type enumeration { enum zero; enum five { value 5; } enum next; } }
      list l { key k; leaf k { type string; } leaf v { type int8; } }
      leaf on { type empty; must "${expr}"; }`;
    expect(verdict(body, { ...(value as object), on: true })).toBe(expected ? "" : "must on");
  });

  test("what lies above a part of a datastore is passed over", () => {
    const schema = moduleOf(`
      leaf limit { type int8; }
      list l { key k; leaf k { type string; }
        leaf r { type leafref { path "/l/k"; } } leaf n { type int8; must ". < ../../limit"; } leaf m { type int8; must ". > ../n"; } }`);
    const list = schema.data.find((node) => node.kind === "list");
    if (list?.kind !== "list") throw new Error("no list");
    const codes = (value: unknown) => validate(list, value).map(({ code, path }) => `${code} ${path}`);
    expect(codes({ k: "a", r: "nobody", n: 5, m: 6 })).toEqual([]);
    expect(codes({ k: "a", n: 5, m: 5 })).toEqual(["must l[k='a']/m"]);
    expect(codes({ r: "x" })).toEqual(["key l"]);
  });
});

describe("kinds", () => {
  const body = `
    leaf need { type string; mandatory true; }
    leaf a { type int8; must 'false()'; }
    list l { key k; min-elements 1; unique v; ordered-by user; leaf k { type string; } leaf v { type string; } leaf w { type string; mandatory true; } }
    leaf r { type leafref { path '../l/k'; } }`;

  test("in an edit only types, keys, structure and operations are judged", () => {
    expect(
      verdict(
        body,
        {
          a: 1,
          r: "none",
          l: [
            { k: "a", v: "x" },
            { k: "b", v: "x" },
          ],
        },
        "edit",
      ),
    ).toBe("");
    expect(verdict(body, { a: 999, l: [{ v: "x" }], zz: 1 }, "edit")).toBe("unknown-element , range a, key l[1]");
    expect(verdict(body, { l: [remove({ k: "a" })], a: operation("delete", undefined) }, "edit")).toBe("");
    expect(verdict(body, { l: [{ k: operation("delete", "a") }] }, "edit")).toBe("operation l[k='a']/k");
  });

  test("operations in anything but an edit are refused", () => {
    expect(verdict("leaf a { type int8; }", { a: operation("merge", 1) })).toBe("operation a");
  });

  test("insert belongs to lists that the user orders", () => {
    const yang = "xmlns:y='urn:ietf:params:xml:ns:yang:1'";
    const edit = (text: string, model = body) => {
      const schema = moduleOf(model);
      return validate(schema, decode(schema, text, { kind: "edit" }), { kind: "edit" }).map(({ code }) => code);
    };
    expect(edit(`<l xmlns="urn:t" ${yang} y:insert="first"><k>a</k></l>`)).toEqual([]);
    expect(edit(`<l xmlns="urn:t" ${yang} y:insert="after"><k>a</k></l>`)).toEqual(["operation"]);
    expect(edit(`<a xmlns="urn:t" ${yang} y:insert="first">1</a>`)).toEqual(["operation"]);
  });

  test("rpc, reply and notification", () => {
    const calls = `
      rpc call { input { must 'a or b'; leaf a { type int8; mandatory true; } leaf b { type int8; must '. > ../a'; } } output { leaf o { type int8; mandatory true; } } }
      notification note { leaf n { type int8; mandatory true; } }`;
    expect(verdict(calls, { call: {} }, "rpc")).toBe("mandatory call/a, must call");
    expect(verdict(calls, { call: { a: 2, b: 1 } }, "rpc")).toBe("must call/b");
    expect(verdict(calls, { note: {} }, "notification")).toBe("mandatory note/n");
    const [call] = moduleOf(calls).rpcs;
    if (!call) throw new Error("no rpc");
    expect(validate(call, {}, { kind: "reply" }).map(({ code }) => code)).toEqual(["mandatory"]);
    expect(validate(call, { o: 1 }, { kind: "reply" })).toEqual([]);
  });

  test("several modules are judged together, one by itself as far as it goes", () => {
    const one = moduleOf("leaf a { type leafref { path '/b'; } } leaf b { type string; }");
    expect(validate([one], { a: "x", b: "x" })).toEqual([]);
    expect(validate([one], { a: "x" }).map(({ code }) => code)).toEqual(["leafref"]);
  });
});
