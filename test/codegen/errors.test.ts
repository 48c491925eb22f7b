import { describe, expect, it } from "vitest";
import { errorOf, yang } from "./sources.js";

/** A body (its first line is line 5 of the file), and what the error says. */
type Case = readonly [what: string, body: string, message: string];

const cases: readonly Case[] = [
  // Grammar
  ["an unknown statement", "  leave x;", 'm.yang:5:3: "leave" is no statement of YANG'],
  [
    "a statement in the wrong place",
    "  leaf x { type string; key a; }",
    'm.yang:5:25: "key" may not stand in "leaf x"',
  ],
  [
    "a repeated statement",
    "  leaf x {\n    type string;\n    type int8;\n  }",
    'm.yang:7:5: "leaf x" may have one type only, and has it at m.yang:6',
  ],
  ["a missing substatement", "  leaf x;", "m.yang:5:3: A leaf needs a type statement"],
  ["a bad identifier", "  leaf 1x { type string; }", "m.yang:5:3: The argument of leaf is an identifier"],
  [
    "a bad boolean",
    "  leaf x { type string; mandatory yes; }",
    "m.yang:5:25: The argument of mandatory is true or false",
  ],
  ["an argument where none belongs", "  rpc r { input x { } }", "m.yang:5:11: input takes no argument"],
  ["a missing argument", "  container;", "m.yang:5:3: container needs an argument"],
  // Names
  ["an unknown type", "  leaf x { type strng; }", 'm.yang:5:12: There is no typedef "strng" here'],
  [
    "an unknown type that nobody uses",
    "  grouping g {\n    leaf x { type strng; }\n  }",
    'm.yang:6:14: There is no typedef "strng"',
  ],
  ["an unknown prefix", "  leaf x { type y:t; }", 'm.yang:5:12: The prefix "y" stands for no module here'],
  ["an unknown grouping", "  uses g;", 'm.yang:5:3: There is no grouping "g"'],
  ["an unknown identity", "  leaf x { type identityref { base b; } }", 'm.yang:5:31: There is no identity "b"'],
  ["an unknown feature", "  container x { if-feature f; }", 'm.yang:5:17: There is no feature "f"'],
  [
    "a typedef defined twice",
    "  typedef t { type string; }\n  typedef t { type int8; }",
    'm.yang:6:3: The typedef "t" is defined at m.yang:5 already',
  ],
  [
    "a grouping that hides an outer one",
    "  grouping g;\n  container c { grouping g; }",
    'm.yang:6:17: The grouping "g" is defined at m.yang:5 already',
  ],
  [
    "a missing import",
    "  import n { prefix n; }\n  leaf x { type n:t; }",
    "m.yang:6:12: The module n, imported at m.yang:5, is missing: put n.yang among the sources",
  ],
  ["a prefix used twice", "  import ietf-inet-types { prefix m; }", 'm.yang:5:28: The prefix "m" is taken'],
  ["a missing submodule", "  include s;", "m.yang:5:3: The submodule s is missing: put s.yang among the sources"],
  // Circles
  [
    "typedefs in a circle",
    "  typedef a { type b; }\n  typedef b { type a; }",
    "m.yang:6:3: Typedefs may not be made of each other in a circle: b is a is b",
  ],
  [
    "groupings in a circle",
    "  grouping a { uses b; }\n  grouping b { uses a; }",
    "m.yang:6:16: Groupings may not use each other in a circle: a uses b uses a",
  ],
  [
    "identities in a circle",
    "  identity a { base b; }\n  identity b { base a; }",
    "Identities may not be derived from each other in a circle: a from b from a",
  ],
  [
    "features in a circle",
    "  feature a { if-feature b; }\n  feature b { if-feature a; }",
    "Features may not depend on each other in a circle: a needs b needs a",
  ],
  [
    "leafrefs in a circle",
    '  leaf a { type leafref { path "../b"; } }\n  leaf b { type leafref { path "../a"; } }',
    "/a refers to /b refers to /a",
  ],
  // Types
  [
    "a range that is outside the type",
    '  leaf x { type int8 { range "0..200"; } }',
    "m.yang:5:24: 0..200 reaches outside what the type allows, which is -128..127",
  ],
  [
    "a range outside the typedef's",
    '  typedef t { type int8 { range "1..10"; } }\n  leaf x { type t { range "5..20"; } }',
    "m.yang:6:21: 5..20 reaches outside",
  ],
  ["a range that descends", '  leaf x { type int8 { range "5..1"; } }', 'The interval "5..1" begins above its end'],
  ["a range that overlaps", '  leaf x { type int8 { range "1..5|5..9"; } }', "ascending order"],
  ["a range that is none", '  leaf x { type int8 { range "a..b"; } }', '"a..b" is no interval'],
  ["a fraction too fine", '  leaf x { type decimal64 { fraction-digits 1; range "0.25"; } }', '"0.25" is no interval'],
  [
    "a length on a number",
    '  leaf x { type int8 { length "1"; } }',
    "m.yang:5:24: A type made of int8 cannot have a length",
  ],
  [
    "decimal64 without fraction-digits",
    "  leaf x { type decimal64; }",
    "m.yang:5:12: decimal64 needs a fraction-digits statement",
  ],
  [
    "too many fraction-digits",
    "  leaf x { type decimal64 { fraction-digits 19; } }",
    "fraction-digits is a number from 1 to 18",
  ],
  ["an enumeration without names", "  leaf x { type enumeration; }", "enumeration needs a enum statement"],
  ["an enum twice", "  leaf x { type enumeration { enum a; enum a; } }", 'm.yang:5:39: "a" stands twice'],
  [
    "an enum's value twice",
    "  leaf x { type enumeration { enum a { value 1; } enum b { value 1; } } }",
    "The value 1 is used twice",
  ],
  [
    "an enum's value too large",
    "  leaf x { type enumeration { enum a { value 2147483647; } enum b; } }",
    "The value 2147483648 is not within",
  ],
  [
    "a name that the base lacks",
    "  typedef t { type enumeration { enum a; } }\n  leaf x { type t { enum b; } }",
    'm.yang:6:21: The base type has no "b"',
  ],
  ["a pattern that is none", `  leaf x { type string { pattern '['; } }`, "m.yang:5:26:"],
  ["a union of nothing", "  leaf x { type union; }", "union needs a type statement"],
  [
    "a path on a derived leafref",
    '  typedef t { type leafref { path "/x"; } }\n  leaf x { type t { path "/y"; } }',
    "m.yang:6:21: path stands where leafref itself is named",
  ],
  // Defaults
  [
    "a default outside the range",
    '  leaf x { type int8 { range "1..10"; } default 11; }',
    "m.yang:5:41: This default does not fit the type",
  ],
  [
    "a default that is no name of the enumeration",
    "  leaf x { type enumeration { enum a; } default b; }",
    "This default does not fit the type",
  ],
  [
    "a typedef's default that a restriction shuts out",
    '  typedef t { type int8; default 50; }\n  leaf x { type t { range "1..10"; } }',
    "m.yang:5:26: This default does not fit the type",
  ],
  [
    "a default of a union that fits no member",
    "  leaf x { type union { type int8; type boolean; } default maybe; }",
    "This default does not fit the type",
  ],
  [
    "a default of an identityref that is not derived",
    "  identity a;\n  identity b;\n  leaf x { type identityref { base a; } default b; }",
    "m.yang:7:41: This default does not fit the type",
  ],
  ["mandatory with default", "  leaf x { type string; mandatory true; default a; }", "m.yang:5:41: /x is mandatory"],
  // The tree
  [
    "two nodes of one name",
    "  container c {\n    leaf x { type string; }\n    leaf x { type string; }\n  }",
    'm.yang:7:5: There are two nodes "x" in /c: the other is at m.yang:6',
  ],
  [
    "one name in two cases",
    "  choice c {\n    case a { leaf x { type string; } }\n    case b { leaf x { type string; } }\n  }",
    'm.yang:7:14: There are two nodes "x"',
  ],
  [
    "a missing key leaf",
    "  list l {\n    key id;\n    leaf x { type string; }\n  }",
    'm.yang:6:5: The key "id" of /l is not in the list',
  ],
  ["a key that is no leaf", "  list l { key id; container id; }", 'The key "id" of /l is a container'],
  ["a list without key", "  list l { leaf x { type string; } }", "m.yang:5:3: /l: A list of configuration needs a key"],
  [
    "configuration below state",
    "  container c {\n    config false;\n    leaf x { type string; config true; }\n  }",
    "m.yang:7:27: /c/x cannot be configuration",
  ],
  [
    "a leafref without target",
    '  leaf x { type leafref { path "/c/y"; } }',
    'm.yang:5:27: The leafref /x (m.yang:5) has no target: the top has no "c"',
  ],
  [
    "a leafref to a container",
    '  container c;\n  leaf x { type leafref { path "/c"; } }',
    "it leads to the container /c, not to a leaf",
  ],
  [
    "an augment without target",
    '  augment "/c/d" { leaf x { type string; } }',
    'm.yang:5:3: This path leads to no node: / has no "c" of module m',
  ],
  [
    "an augment of a leaf",
    '  leaf c { type string; }\n  augment "/c" { leaf x { type string; } }',
    "m.yang:6:3: /c is a leaf: nothing can be added to it",
  ],
  [
    "a refine without target",
    "  grouping g { leaf a { type string; } }\n  uses g { refine b { default x; } }",
    'm.yang:6:12: "b" leads to no node of the grouping "g" (at its top: a)',
  ],
  [
    "a refine that cannot be",
    "  grouping g { leaf a { type string; } }\n  uses g { refine a { presence x; } }",
    "m.yang:6:23: /a is a leaf, which has no presence",
  ],
  [
    "a deviation without target",
    '  deviation "/x" { deviate not-supported; }',
    "m.yang:5:3: This path leads to no node",
  ],
  [
    "a deviation that deletes what is not there",
    "  leaf x { type string; }\n  deviation /x { deviate delete { units s; } }",
    "m.yang:6:35: /x has no such property to be deleted",
  ],
  [
    "a deviation that adds what is there",
    "  leaf x { type string; default a; }\n  deviation /x { deviate add { default b; } }",
    "m.yang:6:32: /x has this property already",
  ],
  [
    "a unique path to nothing",
    "  list l { key k; unique z; leaf k { type string; } }",
    '"z" leads to no leaf below /l',
  ],
  [
    "a default case that is not there",
    "  choice c { default z; leaf a { type string; } }",
    'The choice /c has no case "z"',
  ],
  [
    "min above max",
    "  leaf-list l { type string; min-elements 3; max-elements 2; }",
    "min-elements 3 of /l is above max-elements 2",
  ],
  [
    "an expression that cannot be read",
    '  feature f;\n  container c { if-feature "f and"; }',
    "This if-feature cannot be read: the name of a feature is missing",
  ],
  [
    "a prefix in must that nothing declares",
    '  leaf x { type string; must "q:a"; }',
    'm.yang:5:25: The prefix "q" stands for no module',
  ],
];

describe("a module that is wrong is refused with file, line, column and statement", () => {
  it.each(cases)("%s", (_, body, message) => {
    const error = errorOf([yang("m", body)]);
    expect(error).toContain(message);
    expect(error).toMatch(/^YangError: [\w./-]+\.yang:\d+:\d+: .*\(in ".+"\)$/s);
  });

  it("names YANG 1.1 where a YANG 1.0 module uses what came with it", () => {
    const old = (body: string) => errorOf([yang("m", body, "1")]);
    expect(old("  anydata a;")).toContain('m.yang:5:3: "anydata" in "module" needs YANG 1.1');
    expect(old("  leaf-list a { type string; default x; }")).toContain("needs YANG 1.1");
    expect(old('  feature f;\n  container c { if-feature "not f"; }')).toContain("needs YANG 1.1");
    expect(old("  identity a;\n  identity b { base a; base a; }")).toContain('more than one needs "yang-version 1.1;"');
  });

  it("modules that import each other", () => {
    const sources = [yang("a", "  import b { prefix b; }"), yang("b", "  import a { prefix a; }")];
    expect(errorOf(sources)).toContain(
      "b.yang:5:3: Modules may not import each other in a circle: a imports b imports a",
    );
  });

  it("submodules that include each other, and one of another module", () => {
    const sub = (name: string, owner: string, body: string) => ({
      name: `${name}.yang`,
      text: `submodule ${name} {\n  belongs-to ${owner} { prefix o; }\n  ${body}\n}`,
    });
    const circle = [yang("m", "  include s;"), sub("s", "m", "include t;"), sub("t", "m", "include s;")];
    expect(errorOf(circle)).toContain("t.yang:3:3: Submodules may not include each other in a circle");
    expect(errorOf([yang("m", "  include s;"), sub("s", "other", "")])).toContain(
      "The submodule s belongs to other, not to m",
    );
  });

  it("a module whose revision is not there says which are", () => {
    const dated = yang("n", "  revision 2020-01-01;\n  typedef t { type string; }");
    const wants = yang("m", "  import n { prefix n; revision-date 2021-01-01; }\n  leaf x { type n:t; }");
    expect(errorOf([wants, dated])).toContain("put n@2021-01-01.yang among the sources");
  });

  it("a module that is not asked for may be wrong", () => {
    const broken = yang("broken", "  leave x;");
    expect(errorOf([yang("m", ""), broken])).toContain("broken.yang:5:3");
    expect(() => errorOf([yang("m", ""), broken], { modules: ["m"] })).toThrow("these modules compile");
  });

  it("names the modules there are when one that is asked for is missing", () => {
    expect(errorOf([yang("m", "")], { modules: ["n"] })).toContain(
      "There is no module n among the YANG sources; there are: m",
    );
  });
});
