import { readdirSync, readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { schema as esc } from "../../generated/esc.js";
import { compileYang } from "../../src/codegen/index.js";
import { isEscError } from "../../src/core/errors.js";
import { decode, encodeElements, type ModuleSchema, validate } from "../../src/schema/index.js";
import type { BodyTypes } from "../../src/xml/sink.js";
import { writeXml } from "../../src/xml/writer.js";
import { type Draw, drawing, randomObject, takeOut } from "../schema/arbitrary.js";
import { broken } from "./broken.js";
import { hasYanglint, judgeByYanglint } from "./yanglint.js";

const root = new URL("../../", import.meta.url).pathname;
const judgeFile = `${root}test/schema/judge.yang`;
const judge = compileYang([{ name: "judge.yang", text: readFileSync(judgeFile, "utf8") }]).get("judge");
if (!judge) throw new Error("judge.yang has no module judge");

type AnyModule = ModuleSchema<BodyTypes>;
type Kind = "config" | "data";

/** What we say about a document: undefined when it is valid, else what is wrong. */
function ours(schema: AnyModule, text: string, kind: Kind = "config"): string | undefined {
  try {
    const issues = validate(schema, decode(schema, text, { kind, unknown: "error" }), { kind });
    return issues.length === 0
      ? undefined
      : issues.map((issue) => `${issue.path}: ${issue.code}: ${issue.message}`).join("\n");
  } catch (error) {
    if (isEscError(error)) return error.message;
    throw error;
  }
}

/** How random documents are made: the chance, out of 100, of what may be left out, and their kind. */
interface Shape {
  readonly chance: number;
  readonly kind: Kind;
}

/** A random value that we hold to be valid, or nearly: what is wrong is taken out, a few times over. */
function nearlyValid(schema: AnyModule, draw: Draw, { chance, kind }: Shape): Record<string, unknown> {
  const value = randomObject(schema.data, draw, { state: kind === "data", chance });
  for (let round = 0; round < 8; round++) {
    const issues = validate(schema, value, { kind });
    if (issues.length === 0) break;
    for (const issue of issues) {
      const missing = issue.code === "mandatory" || issue.code === "key" || issue.code === "min-elements";
      const path = missing && !takeOut(value, issue.path) ? issue.path.replace(/\/?[^/]*$/, "") : issue.path;
      takeOut(value, path);
    }
  }
  return value;
}

/** Texts of documents, every other one changed in one place. */
function documents(schema: AnyModule, count: number, shape: Shape): string[] {
  const texts: string[] = [];
  for (let seed = 1; texts.length < count; seed++) {
    const draw = drawing(seed);
    const elements = encodeElements(schema, nearlyValid(schema, draw, shape), { kind: shape.kind });
    // yanglint takes no empty document.
    if (elements.length === 0) continue;
    const which = texts.length % 2 === 0 ? -1 : draw(fc.integer({ min: 0, max: elements.length - 1 }));
    texts.push(elements.map((element, at) => writeXml(at === which ? broken(element, draw) : element)).join(""));
  }
  return texts;
}

/** Where yanglint is wrong: what it complains of, and the text that says so. */
const YANGLINT_ERRS: readonly { readonly complaint: RegExp; readonly because: string }[] = [
  {
    complaint: /conform to "\[a-z-\[aeiou\]\]\+"/,
    because:
      "RFC 7950 section 9.4.5 takes XSD's expressions, and XSD part 2 appendix F.1 has class subtraction; PCRE has not",
  },
  {
    complaint: /Unique data leaf\(s\) "mark address" not satisfied/,
    because:
      "RFC 7950 section 7.6.1: a default is not in use where the leaf's when is false, so unique (7.8.3) does not see it",
  },
  {
    complaint: /Invalid instance-identifier "\/judge:total" value - required instance not found/,
    because: "RFC 7950 section 9.13: an instance-identifier may refer to a leaf with its default value in use",
  },
];

async function compare(
  schema: AnyModule,
  texts: readonly string[],
  files: readonly string[],
  kind: Kind = "config",
): Promise<void> {
  const theirs = await judgeByYanglint({ files, searchPath: `${root}yang` }, texts, kind);
  const differences: string[] = [];
  let valid = 0;
  texts.forEach((text, at) => {
    const mine = ours(schema, text, kind);
    const complaint = theirs[at];
    if (mine === undefined) valid++;
    if ((mine === undefined) === (complaint === undefined)) return;
    if (mine === undefined && YANGLINT_ERRS.some((known) => known.complaint.test(complaint ?? ""))) return;
    differences.push(`document ${at}: we say ${mine ?? "valid"}; yanglint says ${complaint ?? "valid"}\n${text}`);
  });
  expect(`${differences.length}\n${differences.slice(0, 8).join("\n\n")}`).toBe("0\n");
  // Both halves are there: the test would say little if nearly all were valid, or none.
  expect(valid).toBeGreaterThan(texts.length / 3);
  expect(valid).toBeLessThan((texts.length * 4) / 5);
}

const missing = "yanglint is not installed (Debian: apt-get install libyang-tools)";
if (!hasYanglint && process.env["CI_INTEROP"] === "1") throw new Error(missing);

describe.skipIf(!hasYanglint)(`our verdicts are yanglint's${hasYanglint ? "" : `, left out: ${missing}`}`, () => {
  test("on 1200 documents of a module with every construct", async () => {
    await compare(judge, documents(judge, 1200, { chance: 60, kind: "config" }), [judgeFile]);
  });

  test("on 800 documents of ESC's model", async () => {
    await compare(esc, documents(esc, 800, { chance: 40, kind: "config" }), [`${root}yang/esc.yang`]);
  });

  test("on 200 documents with state data", async () => {
    await compare(judge, documents(judge, 200, { chance: 60, kind: "data" }), [judgeFile], "data");
  });

  test("on our fixtures of kind config", async () => {
    const folder = `${root}test/fixtures/config/`;
    const texts = readdirSync(folder)
      .map((name) => readFileSync(folder + name, "utf8"))
      .filter((text) => text.includes("cisco.com/esc/esc"));
    const theirs = await judgeByYanglint({ files: [`${root}yang/esc.yang`], searchPath: `${root}yang` }, texts);
    expect(texts.map((text) => ours(esc, text))).toEqual(theirs);
  });
});
