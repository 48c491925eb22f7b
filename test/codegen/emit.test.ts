import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { NameTable, pascalCase, tellingPath } from "../../src/codegen/identifiers.js";
import { compareFiles, generate, writeFiles } from "../../src/codegen/index.js";
import { yang } from "./sources.js";

const root = resolve(import.meta.dirname, "../..");
const fixtures = join(root, "test/fixtures/codegen");
const library = { name: "library.yang", text: readFileSync(join(fixtures, "library.yang"), "utf8") };

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "esc-nb-codegen-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

describe("the text of a generated file", () => {
  it("is exactly this (vitest -u writes it anew: read the difference)", async () => {
    const { files } = generate({ sources: [library], runtime: "../../../src/schema/codegen-v1.js" });
    expect(files.map(({ name }) => name)).toEqual(["library.ts"]);
    await expect(files[0]?.text).toMatchFileSnapshot(join(fixtures, "library.ts"));
  });

  it("is the same for the same modules, in whatever order they come", () => {
    const a = yang("a", "import b { prefix b; } augment /b:c { leaf x { type string; } } container d;");
    const b = yang("b", "container c;");
    expect(generate({ sources: [a, b] })).toEqual(generate({ sources: [b, a] }));
  });

  it("imports the package by its name unless told otherwise", () => {
    const { files } = generate({ sources: [yang("m", "container c;")] });
    expect(files[0]?.text).toContain('from "esc-northbound/schema";');
  });

  it("has one constant for equal nodes, and tells different ones apart by their parents", () => {
    const body = `grouping g { container shared { leaf x { type string; } } }
      container a { uses g; container same { leaf x { type int8; } } list items { key k; leaf k { type string; } } }
      container b { uses g; container same { leaf x { type string; } } }`;
    const { files } = generate({ sources: [yang("m", body)] });
    const names = [...(files[0]?.text ?? "").matchAll(/^export const (\w+)/gm)].map((match) => match[1]);
    expect(names).toEqual(["Shared", "ASame", "Items", "A", "BSame", "B", "schema"]);
  });
});

/** Modules that go to the edges of what TypeScript lets stand in names, comments and types. */
const edges = [
  yang(
    "class",
    `description "*/ {@link x} \`";
    container data { leaf function { type string; } leaf constructor { type int8; } leaf __proto__ { type string; } }
    container schema { leaf a.b-c { type string; } list Type { key Uint8Array; leaf Uint8Array { type binary; } } }
    container _1st { container string { container number; } } container types; container rpc { container list; }
    leaf default { type string; default "\\"quoted\\" \\\\ \`tick\` */"; } leaf-list new { type bits { bit a; bit b-c; } }
    choice one { leaf x { type union { type int8; type enumeration { enum "*/"; enum "a\\"b"; } } } anyxml void; }
    rpc data2; notification notification { leaf await { type empty; } }`,
  ),
  yang(
    "x.d",
    `container c { list l { config false; leaf-list ll { type union { type int8; type string; } } action a { output { leaf o { type decimal64 { fraction-digits 2; } } } } } }`,
  ),
  yang("only-rpcs", "rpc a { output { leaf x { type int8; } } } rpc b { output { leaf x { type string; } } }"),
];

const USE = `
import { decode } from "SCHEMA";
import * as library from "./library.js";
import * as rpcs from "./only-rpcs.js";

const data: library.Data = decode(library.schema, "");
const book = data.library?.book?.[0];
const isbn: string | undefined = book?.isbn;
const pages: bigint | undefined = book?.pages;
const genre: library.OpenGenre = "something new";
const tags: readonly ("new" | "old")[] | undefined = book?.tag;
const entry: library.Book = { isbn: "1", copy: 1, medium: "library:paper", lent: { member: "m" } };
const due: string | undefined = decode(library.Lend, "", { kind: "reply" }).due;
const reply: number | string | undefined = decode(rpcs.schema, "", { kind: "reply" }).x;
// @ts-expect-error a key is required
const lacking: library.Book = { isbn: "1" };
// @ts-expect-error no such property
const wrong: library.Book = { isbn: "1", copy: 1, isbm: "" };
// @ts-expect-error no such name in the enumeration
const old: library.Book = { isbn: "1", copy: 1, tag: ["older"] };
console.log(isbn, pages, genre, tags, entry, due, reply, lacking, wrong, old);
`;

describe("generated TypeScript", () => {
  it("passes the strictest type-check, and has the types it should have", () => {
    const schema = join(root, "src/schema");
    const { files } = generate({ sources: [library, ...edges], runtime: join(schema, "index.js") });
    writeFiles(files, folder);
    writeFileSync(join(folder, "use.ts"), USE.replace("SCHEMA", join(schema, "index.js")));
    writeFileSync(join(folder, "package.json"), '{ "type": "module" }');
    const compilerOptions = { typeRoots: [join(root, "node_modules/@types")], rootDir: "/" };
    writeFileSync(
      join(folder, "tsconfig.json"),
      JSON.stringify({ extends: join(root, "tsconfig.json"), compilerOptions, include: ["*.ts"] }),
    );
    const tsc = join(root, "node_modules/typescript/bin/tsc");
    expect(typeCheck(tsc, folder)).toBe("");
  }, 60_000);

  it("gives files whose names TypeScript takes for modules", () => {
    expect(generate({ sources: edges }).files.map(({ name }) => name)).toEqual(["class.ts", "only-rpcs.ts", "x_d.ts"]);
  });
});

/** What tsc has to say about a folder; `""` when it is content. */
function typeCheck(tsc: string, project: string): string {
  const { status, stdout, stderr } = spawnSync(process.execPath, [tsc, "-p", project], { encoding: "utf8" });
  return status === 0 ? stdout : `status ${status}\n${stdout}${stderr}`;
}

describe("writing and comparing", () => {
  const files = [
    { name: "a.ts", text: "// Written by esc-nb generate from a.yang. Do not edit.\n" },
    { name: "b.ts", text: "// Written by esc-nb generate from b.yang. Do not edit.\n" },
  ];

  it("writes what is new or different and nothing else", () => {
    expect(writeFiles(files, join(folder, "new"))).toEqual(["a.ts", "b.ts"]);
    writeFileSync(join(folder, "new/b.ts"), "edited");
    expect(writeFiles(files, join(folder, "new"))).toEqual(["b.ts"]);
    expect(writeFiles(files, join(folder, "new"))).toEqual([]);
  });

  it("names what is missing, different or left over, but no file of anybody else", () => {
    writeFiles(files, folder);
    expect(compareFiles(files, folder)).toEqual([]);
    writeFileSync(join(folder, "mine.ts"), "export {};");
    writeFileSync(join(folder, "b.ts"), "edited");
    writeFileSync(join(folder, "gone.ts"), "// Written by esc-nb generate from gone.yang. Do not edit.\n");
    const more = [...files, { name: "c.ts", text: "" }];
    expect(compareFiles(more, folder)).toEqual([
      `${join(folder, "b.ts")} differs`,
      `${join(folder, "c.ts")} is missing`,
      `${join(folder, "gone.ts")} is of no module: remove it`,
    ]);
  });

  it("says what is wrong with the folder it reads", () => {
    expect(() => generate({ dir: join(folder, "none") })).toThrow("this folder cannot be read");
    expect(() => generate({ dir: folder })).toThrow("there is no .yang file in this folder");
    expect(() => generate({})).toThrow("There is no YANG to generate from");
  });
});

describe("names", () => {
  it.each([
    ["vm_group", "VmGroup"],
    ["vm-group", "VmGroup"],
    ["escEvent", "EscEvent"],
    ["a.b", "AB"],
    ["_3gpp", "_3gpp"],
    ["__", "_"],
  ])("%s becomes %s", (name, expected) => expect(pascalCase(name)).toBe(expected));

  it("leave out plurals that say nothing", () => {
    expect(tellingPath(["tenants", "tenant", "networks", "network"])).toEqual(["tenant", "network"]);
    expect(tellingPath(["policies", "policy", "boxes", "box", "news"])).toEqual(["policy", "box", "news"]);
  });

  it("go to the lowest rank, and to nobody where two are as low", () => {
    const names = new NameTable().nodes(
      new Map([
        [1, { path: ["m", "a", "x"], rank: 2 }],
        [2, { path: ["m", "b", "x"], rank: 1 }],
        [3, { path: ["m", "a", "y"], rank: 1 }],
        [4, { path: ["m", "b", "y"], rank: 1 }],
        [5, { path: ["m", "data"], rank: 1 }],
      ]),
    );
    expect([...names.values()]).toEqual(["AX", "X", "AY", "BY", "MData"]);
  });
});
