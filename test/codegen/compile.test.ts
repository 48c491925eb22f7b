import { describe, expect, it } from "vitest";
import { compile, compileYang, fetchSources } from "../../src/codegen/index.js";
import { decode } from "../../src/schema/decode.js";
import type { ChildNode, LeafNode, ListNode, Type } from "../../src/schema/descriptor.js";
import { encode } from "../../src/schema/encode.js";
import { schemaOf, yang } from "./sources.js";

type Schema = ReturnType<typeof schemaOf>;

/** The node that names lead to from a module's top; choices are passed through. */
function node(schema: Schema, ...names: string[]): ChildNode {
  let children: readonly ChildNode[] = schema.data;
  let found: ChildNode | undefined;
  for (const name of names) {
    found = flat(children).find((child) => child.name === name);
    if (!found) throw new Error(`no ${name} among ${flat(children).map((child) => child.name)}`);
    children = "children" in found ? found.children : [];
  }
  if (!found) throw new Error("no names");
  return found;
}

function flat(children: readonly ChildNode[]): ChildNode[] {
  return children.flatMap((child) =>
    child.kind === "choice" ? [child, ...child.cases.flatMap((each) => flat(each.children))] : [child],
  );
}

function leafOf(schema: Schema, ...names: string[]): LeafNode<unknown> {
  const found = node(schema, ...names);
  if (found.kind !== "leaf") throw new Error(`${names} is a ${found.kind}`);
  return found;
}

/** The type of a leaf `x` at the top of a module m with this body. */
function typeOf(body: string, version = "1.1"): Type {
  return leafOf(schemaOf([yang("m", body, version)]), "x").type;
}

/** What a document becomes when it is decoded and encoded again. */
function roundTrip(schema: Schema, xml: string): { value: unknown; xml: string } {
  const value = decode(schema, xml);
  return { value, xml: encode(schema, value) };
}

describe("types (RFC 7950 section 9)", () => {
  it("intersect ranges down a chain of typedefs, with min and max those of the type above", () => {
    const chain =
      'typedef a { type int32 { range "0..100 | 200..300"; } }\n typedef b { type a { range "min..50|250..max"; } }';
    expect(typeOf(`${chain}\n leaf x { type b { range "10..20 | 300"; } }`)).toEqual({
      base: "int32",
      range: [
        [10, 20],
        [300, 300],
      ],
    });
  });

  it("hold 64-bit ranges as bigint and decimal64 exactly", () => {
    expect(typeOf('leaf x { type uint64 { range "5..max"; } }')).toEqual({
      base: "uint64",
      range: [[5n, 18446744073709551615n]],
    });
    expect(typeOf('leaf x { type decimal64 { fraction-digits 18; range "-0.5..9.223372036854775807"; } }')).toEqual({
      base: "decimal64",
      fractionDigits: 18,
      range: [["-0.5", "9.223372036854775807"]],
    });
  });

  it("gather lengths and patterns", () => {
    const body = `typedef a { type string { length "1..10"; pattern 'a.*'; } }
      leaf x { type a { length "2..max"; pattern '.*z' { modifier invert-match; error-message "no z"; } } }`;
    expect(typeOf(body)).toEqual({
      base: "string",
      length: [[2, 10]],
      patterns: [{ xsd: "a.*" }, { xsd: ".*z", invert: true, message: "no z" }],
    });
    expect(typeOf('leaf x { type binary { length "4 | 8..max"; } }')).toEqual({
      base: "binary",
      length: [
        [4, 4],
        [8, Infinity],
      ],
    });
  });

  it("number enumerations and order bits by position", () => {
    expect(typeOf("leaf x { type enumeration { enum a; enum b; } }")).toEqual({
      base: "enumeration",
      values: ["a", "b"],
    });
    expect(typeOf("leaf x { type enumeration { enum a { value -5; } enum b; enum c { value 3; } enum d; } }")).toEqual({
      base: "enumeration",
      values: ["a", "b", "c", "d"],
      numbers: [-5, -4, 3, 4],
    });
    expect(typeOf("leaf x { type bits { bit z { position 4; } bit a { position 0; } bit m; } }")).toEqual({
      base: "bits",
      bits: ["a", "z", "m"],
    });
  });

  it("choose among enums and bits in YANG 1.1, keeping their numbers", () => {
    const e = "typedef e { type enumeration { enum a; enum b; enum c; } }";
    expect(typeOf(`${e} leaf x { type e { enum c; enum b; } }`)).toEqual({
      base: "enumeration",
      values: ["c", "b"],
      numbers: [2, 1],
    });
  });

  it("keep the order of a union's members, nested ones included", () => {
    const t = "typedef t { type union { type boolean; type int8; } }";
    expect(typeOf(`${t} leaf x { type union { type t; type enumeration { enum any; } type string; } }`)).toEqual({
      base: "union",
      types: [
        { base: "union", types: [{ base: "boolean" }, { base: "int8" }] },
        { base: "enumeration", values: ["any"] },
        { base: "string" },
      ],
    });
  });

  it("find identities in all modules, with several bases and without the bases themselves", () => {
    const m = yang(
      "m",
      `import n { prefix n; }
      identity both { base n:a; base n:b; }
      leaf one { type identityref { base n:a; } }
      leaf two { type identityref { base n:a; base n:b; } }`,
    );
    const n = yang("n", "identity a; identity b; identity near { base a; } identity far { base near; }");
    const schema = schemaOf([m, n]);
    expect(leafOf(schema, "one").type).toEqual({
      base: "identityref",
      identities: ["n:near", "n:far", "m:both"],
      bases: { "n:near": ["n:a"], "n:far": ["n:near", "n:a"], "m:both": ["n:a", "n:b"] },
      namespaces: { n: "urn:n", m: "urn:m" },
    });
    expect(leafOf(schema, "two").type).toMatchObject({ identities: ["m:both"] });
  });

  it("follow leafrefs: absolute, relative, with predicates, through typedefs, groupings and other modules, to their end", () => {
    const m = yang(
      "m",
      `import n { prefix n; }
      typedef ref { type leafref { path "/m:l/m:id"; } }
      grouping g { leaf up { type leafref { path "../../id"; } } }
      list l { key id; leaf id { type uint8; } leaf v { type uint16; } container c { uses g; } }
      leaf a { type leafref { path "/l/id"; } }
      leaf b { type leafref { path "/l[id = current()/../a]/v"; require-instance false; } }
      leaf c { type ref; }
      leaf d { type leafref { path "../a"; } }
      leaf e { type leafref { path "/n:top/n:pick/n:name"; } }
      leaf f { type leafref { path "deref(../a)/../v"; } }
      leaf g { type union { type leafref { path "../b"; } type boolean; } }`,
    );
    const n = yang("n", "container top { container pick { choice x { case y { leaf name { type int64; } } } } }");
    const schema = schemaOf([m, n]);
    const target = (...names: string[]) => leafOf(schema, ...names).type;
    expect(target("l", "c", "up")).toMatchObject({ base: "leafref", target: { base: "uint8" } });
    expect(target("a")).toMatchObject({
      target: { base: "uint8" },
      path: { expr: "/l/id", prefixes: {}, namespace: "urn:m" },
    });
    expect(target("b")).toMatchObject({ target: { base: "uint16" }, loose: true });
    expect(target("c")).toMatchObject({ target: { base: "uint8" }, path: { prefixes: { m: "urn:m" } } });
    expect(target("d")).toMatchObject({ path: { expr: "../a" }, target: { base: "uint8" } });
    expect(target("e")).toMatchObject({ target: { base: "int64" } });
    expect(target("f")).toMatchObject({ target: { base: "uint16" } });
    expect(target("g")).toMatchObject({ types: [{ target: { base: "uint16" } }, { base: "boolean" }] });
  });

  it("take defaults and units from typedefs, unless the leaf is mandatory or a key", () => {
    const schema = schemaOf([
      yang(
        "m",
        `typedef t { type int32; default 5; units s; }
        leaf a { type t; } leaf b { type t; default 6; units ms; } leaf c { type t; mandatory true; }
        list l { key k; leaf k { type t; } }
        leaf-list d { type t; } leaf-list e { type t; default 1; default 2; }`,
      ),
    ]);
    expect(node(schema, "a")).toMatchObject({ default: "5", units: "s" });
    expect(node(schema, "b")).toMatchObject({ default: "6", units: "ms" });
    expect(node(schema, "c")).not.toHaveProperty("default");
    expect(node(schema, "l", "k")).not.toHaveProperty("default");
    expect(node(schema, "d")).toMatchObject({ defaults: ["5"] });
    expect(node(schema, "e")).toMatchObject({ defaults: ["1", "2"] });
  });

  it("write hexadecimal and octal defaults in decimal, and identities by their module", () => {
    const schema = schemaOf([
      yang(
        "m",
        `identity b; identity d { base b; }
        leaf h { type uint64; default 0xFF; } leaf o { type int8; default -017; }
        leaf i { type identityref { base b; } default d; } leaf p { type identityref { base b; } default m:d; }`,
      ),
    ]);
    const found = ["h", "o", "i", "p"].map((name) => leafOf(schema, name).default);
    expect(found).toEqual(["255", "-15", "m:d", "m:d"]);
  });
});

describe("groupings, augments, deviations", () => {
  it("give what a grouping brings the namespace of the module that uses it, and refine it", () => {
    const m = yang(
      "m",
      `import n { prefix n; }
      uses n:g { refine c/a { default two; mandatory false; description "refined"; must "../b"; }
                 refine c { presence "here"; config false; }
                 augment c { leaf more { type string; } } }`,
    );
    const n = yang(
      "n",
      `grouping g { container c { leaf a { type t; } leaf b { type string; must "n:x"; } } }
      typedef t { type enumeration { enum one; enum two; } }`,
    );
    const schema = schemaOf([m, n]);
    expect(node(schema, "c")).toMatchObject({ presence: true, config: false, module: { name: "m" } });
    expect(node(schema, "c", "a")).toMatchObject({
      default: "two",
      must: [{ expr: "../b", prefixes: {}, namespace: "urn:m" }],
    });
    expect(node(schema, "c", "b")).toMatchObject({
      must: [{ expr: "n:x", prefixes: { n: "urn:n" }, namespace: "urn:m" }],
    });
    expect(node(schema, "c", "more")).toMatchObject({ config: false, module: { name: "m" } });
  });

  it("augment other modules' nodes, choices, cases, rpcs and what augments add, in any order", () => {
    const base = yang(
      "base",
      `container c { choice ch { case one { leaf a { type string; } } } }
      rpc r { output { leaf o { type string; } } }`,
    );
    const aug = yang(
      "aug",
      `import base { prefix b; }
      augment /b:c/d/e { leaf deep { type string; } }
      augment /b:c { when "b:flag"; container d { container e; } leaf a2 { type string; } }
      augment /b:c/b:ch { leaf short { type string; } case two { leaf b { type string; } } }
      augment /b:c/b:ch/b:one { leaf with-a { type string; } }
      augment /b:r/b:input { leaf i { type string; } }`,
    );
    const schemas = compileYang([base, aug]);
    const schema = schemas.get("base");
    if (!schema) throw new Error("no base");
    expect(node(schema, "c", "d", "e", "deep")).toMatchObject({ module: { namespace: "urn:aug" } });
    expect(node(schema, "c", "d")).toMatchObject({
      when: [{ expr: "b:flag", prefixes: { b: "urn:base" }, namespace: "urn:aug", context: "parent" }],
    });
    expect(node(schema, "c", "ch")).toMatchObject({ cases: [{ name: "one" }, { name: "short" }, { name: "two" }] });
    expect(node(schema, "c", "with-a")).toMatchObject({ module: { name: "aug" } });
    expect(schema.rpcs[0]).toMatchObject({ input: [{ name: "i" }], output: [{ name: "o" }] });
    expect(schemas.get("aug")?.data).toEqual([]);
    const xml =
      '<c xmlns="urn:base"><a>x</a><with-a xmlns="urn:aug">y</with-a><d xmlns="urn:aug"><e><deep>z</deep></e></d></c>';
    const { value } = roundTrip(schema, xml);
    expect(value).toEqual({ c: { a: "x", "with-a": "y", d: { e: { deep: "z" } } } });
  });

  it("tell nodes of two modules with one name apart", () => {
    const base = yang("base", "container c { leaf x { type string; } }");
    const aug = yang("aug", "import base { prefix b; } augment /b:c { leaf x { type int8; } }");
    const schema = schemaOf([base, aug]);
    const xml = '<c xmlns="urn:base"><x>a</x><x xmlns="urn:aug">1</x></c>';
    const { value, xml: again } = roundTrip(schema, xml);
    expect(value).toEqual({ c: { x: "a", "aug:x": 1 } });
    expect(decode(schema, again)).toEqual(value);
  });

  it("apply deviations", () => {
    const m = yang(
      "m",
      `container c { leaf gone { type string; } leaf a { type string; default x; must "1"; units u; }
      leaf-list l { type string; } list k { key id; unique v; leaf id { type string; } leaf v { type string; } } }`,
    );
    const d = yang(
      "d",
      `import m { prefix m; }
      deviation /m:c/m:gone { deviate not-supported; }
      deviation /m:c/m:a { deviate replace { type int8; default 1; } deviate delete { must "1"; units u; }
                           deviate add { must "2"; config false; } }
      deviation /m:c/m:l { deviate add { max-elements 4; } deviate replace { min-elements 2; } }
      deviation /m:c/m:k { deviate delete { unique v; } }`,
    );
    const schema = schemaOf([m, d]);
    expect(flat((node(schema, "c") as ListNode<unknown>).children).map(({ name }) => name)).toEqual(["a", "l", "k"]);
    const a = leafOf(schema, "c", "a");
    expect(a).toMatchObject({ type: { base: "int8" }, default: "1", config: false, must: [{ expr: "2" }] });
    expect(a).not.toHaveProperty("units");
    expect(node(schema, "c", "l")).toMatchObject({ min: 2, max: 4 });
    expect(node(schema, "c", "k")).not.toHaveProperty("unique");
  });
});

describe("leafrefs to nodes that are cut off", () => {
  it("keep the type", () => {
    const m = yang(
      "m",
      `container c { leaf a { type int8; } leaf b { type leafref { path "../a"; } } }
      deviation /c/a { deviate not-supported; }`,
    );
    expect(leafOf(schemaOf([m]), "c", "b").type).toMatchObject({ target: { base: "int8" } });
  });
});

describe("features", () => {
  const m = yang(
    "m",
    `feature a; feature b { if-feature a; }
    leaf x { if-feature b; type string; }
    leaf y { if-feature "not a or (a and b)"; type string; }
    leaf z { type enumeration { enum on { if-feature a; } enum off; } }
    container c { if-feature a; leaf inner { type string; } }
    augment /c { leaf more { type string; } }`,
  );
  const names = (features?: Record<string, string[]>) =>
    schemaOf([m], features && { features }).data.map(({ name }) => name);

  it("are all on by default, and may be chosen", () => {
    expect(names()).toEqual(["x", "y", "z", "c"]);
    expect(names({ m: ["a"] })).toEqual(["z", "c"]);
    expect(names({ m: ["b"] })).toEqual(["y", "z"]);
    expect(schemaOf([m], { features: { m: ["a"] } }).features).toEqual(["a"]);
    expect(leafOf(schemaOf([m], { features: { m: [] } }), "z").type).toMatchObject({ values: ["off"], numbers: [1] });
  });
});

describe("modules", () => {
  it("fold submodules in, whatever they include each other", () => {
    const m = yang("m", "include s; include t; leaf a { type t1; }");
    const s = { name: "s.yang", text: "submodule s { belongs-to m { prefix q; } include t; leaf b { type q:t1; } }" };
    const t = {
      name: "t.yang",
      text: "submodule t { belongs-to m { prefix m; } typedef t1 { type int8; } leaf c { type t1; } }",
    };
    expect(schemaOf([m, s, t]).data.map(({ name }) => name)).toEqual(["a", "b", "c"]);
  });

  it("import by revision, and the newest without", () => {
    const old = { name: "n@2020-01-01.yang", text: yang("n", "revision 2020-01-01; typedef t { type int8; }").text };
    const fresh = {
      name: "n@2021-01-01.yang",
      text: yang("n", "revision 2021-01-01; typedef t { type int64; } leaf top { type t; }").text,
    };
    const dated = yang("m", "import n { prefix n; revision-date 2020-01-01; } leaf x { type n:t; }");
    const newest = yang("m", "import n { prefix n; } leaf x { type n:t; }");
    expect(leafOf(schemaOf([dated, old, fresh]), "x").type).toEqual({ base: "int8" });
    expect(leafOf(schemaOf([newest, old, fresh]), "x").type).toEqual({ base: "int64" });
    expect(compileYang([dated, old, fresh]).get("n")?.data).toHaveLength(1);
  });

  it("bring the IETF's types along", () => {
    const type = typeOf("import ietf-inet-types { prefix inet; } leaf x { type inet:port-number; }");
    expect(type).toEqual({ base: "uint16", range: [[0, 65535]] });
  });

  it("keep extensions, known or not; a missing module of extensions is a note", () => {
    const m = yang(
      "m",
      `import tailf-common { prefix tailf; }
      tailf:top "x";
      container c { tailf:actionpoint p { tailf:internal; } tailf:hidden full; leaf a { type string; tailf:cli-drop-node-name; } }`,
    );
    const { notes } = compile([m]);
    expect(notes).toEqual(["m.yang:5: module tailf-common is missing; nothing but extensions may be used from it"]);
    expect(node(schemaOf([m]), "c")).toMatchObject({
      extensions: [
        { keyword: "tailf-common:actionpoint", argument: "p" },
        { keyword: "tailf-common:hidden", argument: "full" },
      ],
    });
    expect(node(schemaOf([m]), "c", "a")).toMatchObject({
      extensions: [{ keyword: "tailf-common:cli-drop-node-name" }],
    });
  });

  it("come from a server as well", async () => {
    const texts: Record<string, string> = { m: yang("m", "leaf x { type string; }").text };
    const asked: unknown[] = [];
    const sources = await fetchSources(
      [
        { identifier: "m", version: "2020-01-01" },
        { identifier: "m", version: "" },
      ],
      async (...args) => {
        asked.push(args);
        return texts[args[0]] ?? "";
      },
    );
    expect(asked).toEqual([
      ["m", "2020-01-01"],
      ["m", undefined],
    ]);
    expect(sources.map(({ name }) => name)).toEqual(["m@2020-01-01.yang", "m.yang"]);
    expect(compile(sources).modules.has("m")).toBe(true);
  });
});

describe("documents of a compiled module", () => {
  const schema = schemaOf([
    yang(
      "m",
      `identity shape; identity round { base shape; }
      container top {
        list l { key "a b"; unique "c d/e"; min-elements 1; max-elements 9; ordered-by user;
          leaf a { type string; } leaf b { type int8; } leaf c { type string; } container d { leaf e { type string; } } }
        leaf big { type uint64; } leaf dec { type decimal64 { fraction-digits 2; } } leaf flag { type empty; }
        leaf set { type bits { bit one; bit two; } } leaf bin { type binary; }
        leaf id { type identityref { base shape; } } leaf either { type union { type int8; type string; } }
        leaf-list many { type boolean; } anydata any; anyxml xml;
        container state { config false; list log { leaf line { type string; } } }
        choice kind { default k1; case k1 { leaf k { type string; } } leaf k2 { type string; } }
        action go { input { leaf fast { type boolean; } } output { leaf done { type boolean; } } }
        notification gone { leaf why { type string; } }
      }
      rpc do { input { must "x"; leaf x { type string; mandatory true; } } }
      notification happened { leaf when-it-was { type string; } }`,
    ),
  ]);

  it("round-trip", () => {
    const xml = `<top xmlns="urn:m"><l><a>x</a><b>1</b><d><e>q</e></d></l><l><a>y</a><b>2</b></l>
      <big>18446744073709551615</big><dec>1.50</dec><flag/><set>one two</set><bin>AAEC</bin>
      <id xmlns:p="urn:m">p:round</id><either>12</either><many>true</many><many>false</many><k2>z</k2></top>`;
    const { value, xml: again } = roundTrip(schema, xml);
    expect(value).toMatchObject({
      top: {
        l: [
          { a: "x", b: 1, d: { e: "q" } },
          { a: "y", b: 2 },
        ],
        big: 18446744073709551615n,
        flag: true,
        set: ["one", "two"],
        bin: new Uint8Array([0, 1, 2]),
        id: "m:round",
        either: 12,
        many: [true, false],
        k2: "z",
      },
    });
    expect(decode(schema, again)).toEqual(value);
  });

  it("are described in full", () => {
    expect(node(schema, "top", "l")).toMatchObject({
      keys: ["a", "b"],
      unique: [[["c"], ["d", "e"]]],
      min: 1,
      max: 9,
      orderedBy: "user",
    });
    expect(node(schema, "top", "state", "log", "line")).toMatchObject({ config: false });
    expect(node(schema, "top", "kind")).toMatchObject({ default: "k1", cases: [{ name: "k1" }, { name: "k2" }] });
    expect(node(schema, "top")).toMatchObject({
      actions: [{ kind: "action", name: "go", input: [{ name: "fast" }], output: [{ name: "done" }] }],
      notifications: [{ kind: "notification", name: "gone", children: [{ name: "why" }] }],
    });
    expect(schema.rpcs[0]).toMatchObject({
      name: "do",
      inputMust: [{ expr: "x" }],
      input: [{ name: "x", mandatory: true }],
    });
    expect(schema.rpcs[0]?.input[0]).not.toHaveProperty("config");
    expect(schema.notifications[0]).toMatchObject({ name: "happened" });
  });

  it("call rpcs and carry notifications", () => {
    expect(decode(schema, '<do xmlns="urn:m"><x>1</x></do>', { kind: "rpc" })).toEqual({ do: { x: "1" } });
    const event =
      '<notification xmlns="urn:ietf:params:xml:ns:netconf:notification:1.0"><eventTime>2026-01-01T00:00:00Z</eventTime><happened xmlns="urn:m"><when-it-was>now</when-it-was></happened></notification>';
    expect(decode(schema, event, { kind: "notification" })).toEqual({ happened: { "when-it-was": "now" } });
  });
});

describe("size", () => {
  it("compiles 5,000 nodes within seconds", () => {
    const lists = Array.from({ length: 250 }, (_, list) => {
      const leaves = Array.from(
        { length: 18 },
        (_each, leaf) => `leaf v${leaf} { type leafref { path "../id"; } must "../id"; }`,
      );
      return `list l${list} { key id; leaf id { type t; } ${leaves.join("\n")} }`;
    });
    const started = performance.now();
    const schema = schemaOf([yang("big", `typedef t { type string { length "1..9"; } }\n${lists.join("\n")}`)]);
    expect(schema.data).toHaveLength(250);
    expect(performance.now() - started).toBeLessThan(10_000);
  });
});
