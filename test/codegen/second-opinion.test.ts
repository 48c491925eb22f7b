import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { describe, expect, it } from "vitest";
import { generate, parseStatements, readYangDirectory, type Statement } from "../../src/codegen/index.js";

/*
 * The parser that comes with yang-js reads the same texts: its statements must be ours. It is the second opinion only, since it
 * knows no positions.
 */
interface OtherStatement {
  readonly prf: string;
  readonly kw: string;
  readonly arg: string | false | undefined;
  readonly substmts: readonly OtherStatement[];
}

const require = createRequire(import.meta.url);
const yangJs = dirname(require.resolve("yang-js/package.json"));
const parser: { parse(text: string): OtherStatement } = createRequire(join(yangJs, "package.json"))("yang-parser");

/** Statements as nested arrays; the white space of multi-line strings, which YANG 1.0 left to the reader's taste, made one. */
function ours(statement: Statement): unknown {
  return [statement.prefix ?? "", statement.keyword, plain(statement.argument), statement.substatements.map(ours)];
}

function theirs(statement: OtherStatement): unknown {
  const argument = typeof statement.arg === "string" ? statement.arg : undefined;
  return [statement.prf, statement.kw, plain(argument), statement.substmts.map(theirs)];
}

function plain(argument: string | undefined): string | undefined {
  return argument?.replace(/\s+/g, " ");
}

const root = join(import.meta.dirname, "../..");
const folders = [
  join(root, "yang"),
  join(root, "test/fixtures/codegen"),
  join(yangJs, "schema"),
  "/usr/share/yuma/modules",
  "/usr/share/yang/modules",
].filter((folder) => existsSync(folder));

describe.each(folders)("%s", (folder) => {
  const sources = readYangDirectory(folder);

  it.each(sources.map((source) => [source.name, source.text] as const))("%s", (name, text) => {
    expect(ours(parseStatements(name, text))).toEqual(theirs(parser.parse(text)));
  });
});

describe("modules of other people, where they are installed", () => {
  it("has yang/ at least", () => expect(folders.length).toBeGreaterThan(2));

  it.each(folders.filter((folder) => folder.startsWith("/usr/share/yang")))("%s compiles", (folder) => {
    const { files } = generate({ dir: folder });
    expect(files.length).toBeGreaterThan(0);
  });
});
