/** What breaks a model in unusual ways, and the path that every issue has (RFC 7950, RFC 6241 section 7.2). */
import { compileYang } from "esc-northbound/codegen";
import { decode, ValidationError, validate } from "esc-northbound/schema";
import { describe, expect, test } from "vitest";

const YANG = `module j { yang-version 1.1; namespace "urn:j"; prefix j;
  container c {
    leaf i8 { type int8; } leaf s { type string { length "2..4"; } } leaf bin { type binary { length 2; } }
    leaf-list li { type int32; } leaf __proto__ { type string; } leaf constructor { type string; }
    list l { key k; leaf k { type string; } leaf v { type int8; } list m { key "a b"; leaf a { type int8; } leaf b { type string; } leaf v { type int8; } } }
    list property { key name; leaf name { type string; } leaf value { type string { length "1..3"; } } leaf port { type int8; } }
    choice ch { leaf one { type string; } case two { leaf two { type string; } list three { key k; leaf k { type string; } } } }
  }
}`;
const schema = [...compileYang([{ name: "j.yang", text: YANG }]).values()][0];
const NC = 'xmlns:nc="urn:ietf:params:xml:ns:netconf:base:1.0"';

function issuesOf(inside: string, kind: "config" | "edit" = "config") {
  if (!schema) throw new Error("no schema");
  try {
    return validate(schema, decode(schema, `<c xmlns="urn:j" ${NC}>${inside}</c>`, { kind }), { kind });
  } catch (error) {
    if (error instanceof ValidationError) return error.issues;
    throw error;
  }
}
const judged = (inside: string, kind?: "config" | "edit") =>
  issuesOf(inside, kind).map(({ code, path }) => `${code} ${path}`);

describe("texts of numbers and lengths", () => {
  test.each(["+5", "-0", "017", "-08", " 5\n", "5<!-- c -->6", "1<![CDATA[2]]>", "&#49;"])("int8 takes %j", (text) => {
    expect(judged(`<i8>${text}</i8>`)).toEqual([]);
  });
  test.each(["", "+", "0x", "1e3", "5.0", "--5", "0x1F", "-0X10", "1_0", "0b1", "٣"])("int8 refuses %j", (text) => {
    expect(judged(`<i8>${text}</i8>`)).toEqual(["type c/i8"]);
  });
  test.each(["😀😀", "😀😀😀😀", "  ", "&#x1F600;b"])("a length counts characters: %j", (text) => {
    expect(judged(`<s>${text}</s>`)).toEqual([]);
  });
  test.each(["😀", "😀😀😀😀😀"])("a length counts characters: not %j", (text) => {
    expect(judged(`<s>${text}</s>`)).toEqual(["length c/s"]);
  });
  test("the length of binary is that of its bytes", () => {
    expect(issuesOf("<bin>AA==</bin>")).toMatchObject([
      { code: "length", message: expect.stringMatching(/^The content has/) },
    ]);
  });
});

describe("paths", () => {
  test.each([
    ["<l><k>a</k><nope/></l>", "unknown-element c/l[k='a']"],
    ["<l><nope/><k>a</k></l>", "unknown-element c/l[k='a']"],
    ["<l><v>x</v><k>a</k></l>", "type c/l[k='a']/v"],
    ["<l>text<k>a</k></l>", "structure c/l[k='a']"],
    ["<l><k>a</k></l><l><v>1</v></l>", "key c/l[2]"],
    ["<l><k>it's</k><v>x</v></l>", `type c/l[k="it's"]/v`],
    ["<l><k>a</k><m><v>x</v><b>n</b><a>+1</a></m></l>", "type c/l[k='a']/m[a='1'][b='n']/v"],
    ["<l><k>a</k><m><v>x</v><a>1</a></m></l>", "type c/l[k='a']/m[1]/v"],
    ["<l><k>a</k><v>999</v></l>", "range c/l[k='a']/v"],
    ["<l><k>a</k></l><l><k>a</k></l>", "duplicate-key c/l[k='a']"],
    ["<li>1</li><li>x</li>", "type c/li[2]"],
    ["<li>x</li><i8>1</i8><li>1</li><li> </li>", "type c/li[1] type c/li[3]"],
    ["<li>1</li><li>01</li>", "duplicate-value c/li[2]"],
    ["<__proto__>a</__proto__><__proto__>b</__proto__>", "structure c/__proto__"],
    ["<constructor>a</constructor><toString/>", "unknown-element c"],
  ])("%s", (inside, expected) => {
    expect(judged(inside).join(" ")).toBe(expected);
  });

  test.each([
    [`<l nc:operation="nope"><k>a</k></l>`, "operation c/l[k='a']"],
    [`<l><k>a</k></l><l operation="delete"><k>b</k></l>`, "operation c/l[k='b']"],
    [`<l nc:operation="delete"/>`, "key c/l[1]"],
    [`<l><k nc:operation="delete">a</k></l>`, "operation c/l[k='a']/k"],
    [`<li>1</li><li nc:operation="">2</li>`, "operation c/li[2]"],
  ])("in an edit: %s", (inside, expected) => {
    expect(
      judged(inside, "edit")
        .join(" ")
        .replace(/^structure|^operation/, "operation"),
    ).toBe(expected.replace(/^structure/, "operation"));
  });
});

describe("choices", () => {
  test("nodes of two cases exclude each other, in edits too", () => {
    for (const kind of ["config", "edit"] as const) {
      expect(judged("<one>1</one><two>2</two>", kind)).toEqual(["choice c"]);
      expect(judged("<three><k>x</k></three><one>1</one>", kind)).toEqual(["choice c"]);
    }
  });
  test("an edit may take one case out and put another in", () => {
    expect(judged(`<one nc:operation="delete"/><two>2</two>`, "edit")).toEqual([]);
    expect(judged(`<one>1</one><three nc:operation="remove"><k>x</k></three>`, "edit")).toEqual([]);
    expect(judged(`<one>1</one><three nc:operation="remove"><k>x</k></three><three><k>y</k></three>`, "edit")).toEqual([
      "choice c",
    ]);
  });
});

describe("secrets", () => {
  test.each([
    "<property><value>S3cretS3cret</value><name>os_password</name></property>",
    "<property><port>S3cret</port><name>os_password</name></property>",
    "<property><name>os_password</name><port>S3cret</port></property>",
    "<property><name>os_password</name>S3cret</property>",
    "<property>S3cret<name>os_password</name></property>",
  ])("do not show wherever their name stands: %s", (inside) => {
    const issues = issuesOf(inside);
    expect(issues).toHaveLength(1);
    expect(issues[0]?.path).toMatch(/^c\/property\[name='os_password'\]/);
    expect(JSON.stringify(issues)).not.toContain("S3cret");
  });
});
