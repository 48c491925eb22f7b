import { describe, expect, it } from "vitest";
import { parseStatements, YangError } from "../../src/codegen/index.js";

/** The argument of a description written as given, in a module of either version. */
function argument(written: string, version: "1" | "1.1" = "1.1"): string | undefined {
  const text = `module m {\n  yang-version ${version};\n  description ${written};\n}`;
  return parseStatements("m.yang", text).first("description")?.argument;
}

describe("strings (RFC 7950 section 6.1.3)", () => {
  it.each([
    ["an unquoted word", "a.b/c:d", "a.b/c:d"],
    ["a slash and a star apart", "a/b*c", "a/b*c"],
    ["single quotes keep backslashes", String.raw`'a\n"b'`, String.raw`a\n"b`],
    ["escapes in double quotes", String.raw`"a\n\t\"\\b"`, 'a\n\t"\\b'],
    ["joined strings", `"a" + 'b' +\n "c"`, "abc"],
    ["joined without spaces", `"a"+'b'`, "ab"],
    ["comments between the parts", `"a" /* x */ + // y\n "b"`, "ab"],
    ["what looks like a comment in quotes", `"a//b/*c*/"`, "a//b/*c*/"],
    ["an empty string", `""`, ""],
    ["indentation up to the quote goes", `"one\n               two\n                 three"`, "one\ntwo\n  three"],
    ["less indentation than the quote's column", `"one\n    two"`, "one\ntwo"],
    ["white space before a line break goes", `"one  \t\n               two  "`, "one\ntwo  "],
    ["a tab counts as eight columns", `"one\n\t\ttwo"`, "one\n two"],
    ["an escaped line break is no line break", String.raw`"a  \n   b"`, "a  \n   b"],
    ["an escaped tab is no indentation", `"a\n${" ".repeat(15)}\\tb"`, "a\n\tb"],
    ["line ends of Windows", `"one\r\n               two"`, "one\ntwo"],
  ])("%s", (_, written, expected) => {
    expect(argument(written)).toBe(expected);
  });

  it("keeps unknown escapes in YANG 1.0, and refuses them in 1.1 with the place", () => {
    expect(argument(String.raw`"\d+"`, "1")).toBe(String.raw`\d+`);
    expect(() => argument(String.raw`"\d+"`)).toThrow(/^m\.yang:3:15: "\\d" is no escape of YANG 1\.1/);
  });

  it("lets quotes stand inside an unquoted string in YANG 1.0 only", () => {
    expect(argument(`it's`, "1")).toBe("it's");
    expect(() => argument(`it's`)).toThrow(/m\.yang:3:15: .*put the string in quotes/);
  });

  it("reads a very long string", () => {
    const long = "x\\n".repeat(400_000);
    expect(argument(`"${long}"`)).toHaveLength(800_000);
  });
});

describe("statements", () => {
  it("know their prefix, keyword, argument, place and parent", () => {
    const root = parseStatements("m.yang", "module m {\n\tt:x\n   'arg' { y; }\n}");
    const [extension] = root.substatements;
    expect(extension).toMatchObject({ prefix: "t", keyword: "x", argument: "arg", position: { line: 2, column: 2 } });
    expect(extension?.parent).toBe(root);
    expect(extension?.substatements[0]?.argument).toBeUndefined();
    expect(String(extension)).toBe("t:x arg");
  });

  it("may be nested deeply", () => {
    const deep = 20_000;
    const root = parseStatements("m.yang", `module m ${"{ a ".repeat(deep)};${"}".repeat(deep)}`);
    expect(root.keyword).toBe("module");
  });

  it.each([
    ["nothing", "", "m.yang:1:1: There is no statement"],
    ["a comment only", "// x", "m.yang:1:1: There is no statement"],
    [
      "a missing brace",
      "module m {\n  leaf x {\n",
      'm.yang:2:3: This statement has no end: its } is missing (in "leaf x")',
    ],
    ["a brace too many", "module m {\n}\n}", "m.yang:3:1: A YANG file holds one module"],
    ["a second module", "module m;\nmodule n;", "m.yang:2:1: A YANG file holds one module"],
    ["a missing semicolon", "module m {\n  prefix x\n}", 'm.yang:3:1: After "prefix x" comes ; or {, not "}"'],
    ["a string without end", 'module m {\n  prefix "x;\n}', "m.yang:2:10: This quoted string has no end"],
    ["a comment without end", "module m {\n  /* x\n}", "m.yang:2:3: This comment has no end"],
    ["a plus before a word", 'module m {\n  prefix "x" + y;\n}', "m.yang:2:16: After + a quoted string is needed"],
    [
      "a keyword in quotes",
      'module m {\n  "prefix" x;\n}',
      'm.yang:2:3: A keyword is needed here, not the string "prefix"',
    ],
    [
      "a comment inside a word",
      "module m {\n  namespace http://x;\n}",
      'm.yang:2:18: "//" may not stand in an unquoted string',
    ],
    ["an unknown version", "module m {\n  yang-version 2;\n}", 'm.yang:2:3: The version of YANG is "1" or "1.1"'],
  ])("are refused with file, line and column: %s", (_, text, message) => {
    expect(() => parseStatements("m.yang", text)).toThrow(message);
  });

  it("carry the place in the error's fields too", () => {
    const parse = () => parseStatements("dir/m.yang", "module m {\n  leaf x {\n");
    expect(parse).toThrow(YangError);
    expect(parse).toThrow(
      expect.objectContaining({ code: "invalid-input", file: "dir/m.yang", line: 2, column: 3, statement: "leaf x" }),
    );
  });
});
