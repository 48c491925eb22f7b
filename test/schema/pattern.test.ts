import { describe, expect, test } from "vitest";
import { isEscError } from "../../src/core/errors.js";
import { compilePattern } from "../../src/schema/pattern.js";

/** XSD expression, texts that match, texts that do not. */
const TABLE: readonly (readonly [string, readonly string[], readonly string[]])[] = [
  ["abc", ["abc"], ["xabc", "abcx", "abc\n"]],
  ["a|b", ["a", "b"], ["ab", "xa", "bx"]],
  ["^a$", ["^a$"], ["a"]],
  ["a.c", ["abc", "a😀c"], ["a\nc", "ac", "a\rc"]],
  [String.raw`\d{2,3}`, ["12", "123", "٣٤"], ["1", "1234", "ab"]],
  [String.raw`\D`, ["a"], ["1"]],
  [String.raw`\w+`, ["aé1+", "x$"], ["a b", "a-b", "a_b"]],
  [String.raw`\W`, ["-", " ", "_"], ["a"]],
  [String.raw`\s\S`, [" a", "\ta"], ["a ", "\u00a0a"]],
  [String.raw`\i\c*`, ["abc", "_a-1.2", ":x", "é"], ["1a", "-a", ""]],
  [String.raw`[\i-[:]][\c-[:]]*`, ["a-b", "_1"], ["a:b", ":a", "1"]],
  [String.raw`[^\c]`, [" ", "("], ["a", "."]],
  ["[a-z-[aeiou]]+", ["xyz"], ["xaz"]],
  ["[^a-c-[x]]", ["d", "-"], ["a", "x"]],
  ["[a-z-[b-y-[m]]]", ["a", "z", "m"], ["b", "n"]],
  ["[a-]", ["a", "-"], ["b"]],
  ["[-a]", ["a", "-"], ["b"]],
  ["[]a]", ["]", "a"], ["b"]],
  [String.raw`[\w\-.]+`, ["a-.b"], ["a b"]],
  ["[&|()/{}!#%]+", ["&|()/{}!#%"], ["a"]],
  ["[&&--]", ["&", "-", "'"], ["a"]],
  [String.raw`\p{L}\p{Nd}`, ["a1", "é٣"], ["1a"]],
  [String.raw`\P{L}`, ["1"], ["a"]],
  [String.raw`\p{IsBasicLatin}+`, ["abc~"], ["é"]],
  [String.raw`[\p{IsGreek}x]\P{IsGreek}`, ["αa", "xa"], ["aa", "αα"]],
  [String.raw`[^\P{IsGreek}]`, ["α"], ["a"]],
  [String.raw`\.\*\+\?\(\)\[\]\{\}\|\\\^\-`, [".*+?()[]{}|\\^-"], ["a"]],
  [String.raw`\n\t\r`, ["\n\t\r"], ["ntr"]],
  ["(a(b|c)){2}d?", ["abac", "abacd"], ["ab"]],
  ["(?:ab)+", ["abab"], ["a"]],
  ["a{2}", ["aa"], ["a{2}"]],
  ["x{,2}", ["x{,2}"], ["xx"]],
  ["", [""], ["a"]],
  ["é|😀{2}", ["é", "😀😀"], ["😀"]],
];

describe("XSD expressions mean in JavaScript what they mean in XML Schema part 2, appendix F", () => {
  test.each(TABLE)("%s", (xsd, yes, no) => {
    const pattern = compilePattern({ xsd });
    for (const text of yes) expect({ text, allowed: pattern.allows(text) }).toEqual({ text, allowed: true });
    for (const text of no) expect({ text, allowed: pattern.allows(text) }).toEqual({ text, allowed: false });
  });
});

test("invert-match turns it round (RFC 7950 section 9.4.6)", () => {
  const pattern = compilePattern({ xsd: "[xX][mM][lL].*", invert: true });
  expect([pattern.allows("xmlish"), pattern.allows("other")]).toEqual([false, true]);
});

test.each([
  "(",
  "a)",
  "[a",
  "*a",
  String.raw`\q`,
  String.raw`\p{IsNowhere}`,
  String.raw`\pL`,
  "a\\",
  "[a-[b]c]",
  "[z-a]",
  "(?=a)",
])("%s is refused with the expression in the message", (xsd) => {
  try {
    compilePattern({ xsd });
    expect.unreachable();
  } catch (error) {
    expect(isEscError(error, "unsupported") && error.message).toContain(xsd);
  }
});
