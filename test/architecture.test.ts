import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { describe, expect, it } from "vitest";

/*
 * The layers of the project, as a test. `A: [B]` reads: A may import B, and all that B may import. What is not listed here is not allowed.
 */
const LAYERS: Readonly<Record<string, readonly string[]>> = {
  core: [],
  xml: ["core"],
  schema: ["xml"],
  generated: ["schema"],
  models: ["generated"],
  netconf: ["xml"],
  codegen: ["schema", "netconf"],
  http: ["core"],
  rest: ["models", "http"],
  client: ["models", "netconf", "rest"],
  index: ["client"],
  simulator: ["models", "netconf/framing", "netconf/messages", "netconf/transport", "http/serve"],
  cli: ["index", "netconf", "rest", "models", "schema", "codegen", "simulator"],
};

/** The command line and the examples are users: they see what users see. */
const PUBLIC_ONLY = ["cli"];

const PACKAGES: Readonly<Record<string, readonly string[]>> = {
  ssh2: ["src/netconf/ssh-transport.ts", "src/simulator/ssh-server.ts"],
  "fast-xml-parser": ["src/xml/writer.ts"],
  xpath: ["src/schema/xpath.ts"],
  zod: [
    "src/client/config.ts",
    "src/rest/schemas/check.ts",
    "src/rest/schemas/config.ts",
    "src/rest/schemas/ownership.ts",
  ],
  "@hono/node-server": ["src/http/serve.ts"],
  hono: [
    "src/simulator/rest/app.ts",
    "src/simulator/rest/endpoint.ts",
    "src/simulator/rest/routes/cluster.ts",
    "src/simulator/rest/routes/config.ts",
    "src/simulator/rest/routes/deployments.ts",
    "src/simulator/rest/routes/operations.ts",
    "src/simulator/rest/routes/request.ts",
    "src/simulator/rest/routes/resources.ts",
    "src/simulator/rest/routes/status.ts",
    "src/simulator/rest/routes/vims.ts",
  ],
  undici: ["src/http/agent.ts"],
  commander: ["src/cli/program.ts"],
};

interface SourceFile {
  readonly path: string;
  readonly text: string;
  readonly imports: readonly string[];
}

const root = resolve(import.meta.dirname, "..");

function typescriptFiles(folder: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(".ts"))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)));
}

const IMPORT = /^\s*(?:import|export)\b[^"';]*?\bfrom\s+"([^"]+)"|^\s*import\s+"([^"]+)"|\bimport\("([^"]+)"\)/gm;

function load(folder: string): SourceFile[] {
  return typescriptFiles(folder).map((path) => {
    const text = readFileSync(join(root, path), "utf8");
    const imports = [...text.matchAll(IMPORT)].map((match) => match[1] ?? match[2] ?? match[3] ?? "");
    return { path, text, imports };
  });
}

function resolveLocal(from: string, specifier: string): string {
  return relative(root, resolve(root, dirname(from), specifier)).replace(/\.js$/, ".ts");
}

/** `src/netconf/framing.ts` is in the layer `netconf`, and may be allowed by itself as `netconf/framing`. */
function layerOf(path: string): string {
  const parts = path.replace(/\.ts$/, "").split("/");
  return parts[0] === "src" ? (parts[1] ?? "") : (parts[0] ?? "");
}

function mayImport(layer: string): ReadonlySet<string> {
  const all = new Set<string>([layer]);
  const visit = (name: string) => {
    for (const below of LAYERS[name] ?? []) {
      if (all.has(below)) continue;
      all.add(below);
      // A single file of a layer brings what the layer itself may import, not the layer.
      visit(below.split("/")[0] ?? below);
    }
  };
  visit(layer);
  return all;
}

const sources = [...load("src"), ...load("generated")];
const external = (specifier: string) => !specifier.startsWith(".") && !specifier.startsWith("node:");

describe("layers", () => {
  it("has at least the layers of the plan, so that the rules below look at something", () => {
    const present = new Set(sources.map((file) => layerOf(file.path)));
    for (const layer of ["core", "xml", "schema", "netconf"]) expect(present).toContain(layer);
  });

  it("imports only downwards", () => {
    const wrong: string[] = [];
    for (const file of sources) {
      const layer = layerOf(file.path);
      if (!(layer in LAYERS)) wrong.push(`${file.path}: the folder ${layer} is in no layer`);
      const allowed = mayImport(layer);
      for (const specifier of file.imports.filter((name) => name.startsWith("."))) {
        const target = resolveLocal(file.path, specifier);
        const single = target.replace(/^src\//, "").replace(/\.ts$/, "");
        if (target.endsWith(".json")) continue;
        if (!allowed.has(layerOf(target)) && !allowed.has(single)) wrong.push(`${file.path} imports ${target}`);
      }
    }
    expect(wrong).toEqual([]);
  });

  it("lets the command line and the examples import public entry points only", () => {
    const wrong: string[] = [];
    for (const file of sources.filter((source) => PUBLIC_ONLY.includes(layerOf(source.path)))) {
      for (const specifier of file.imports.filter((name) => name.startsWith("."))) {
        const target = resolveLocal(file.path, specifier);
        const own = layerOf(target) === layerOf(file.path);
        if (!own && !/^src\/(?:index|[a-z]+\/index)\.ts$/.test(target)) wrong.push(`${file.path} imports ${target}`);
      }
    }
    for (const file of load("examples")) {
      for (const specifier of file.imports.filter((name) => name.startsWith("."))) {
        wrong.push(`${file.path} imports ${specifier}`);
      }
    }
    expect(wrong).toEqual([]);
  });

  it("has no import cycle", () => {
    const graph = new Map(
      sources.map((file) => [
        file.path,
        file.imports.filter((name) => name.startsWith(".")).map((name) => resolveLocal(file.path, name)),
      ]),
    );
    expect(findCycles(graph)).toEqual([]);
  });

  it("has one importer per package", () => {
    const wrong: string[] = [];
    for (const file of sources) {
      for (const specifier of file.imports.filter(external)) {
        if (PACKAGES[specifier] && !PACKAGES[specifier].includes(file.path))
          wrong.push(`${file.path} imports ${specifier}`);
        if (!PACKAGES[specifier]) wrong.push(`${file.path} imports ${specifier}, which no rule names`);
      }
    }
    expect(wrong).toEqual([]);
  });
});

describe("style", () => {
  it("names every public export: no `export *` without a name", () => {
    const wrong = sources.filter((file) => /^export \* from/m.test(file.text)).map((file) => file.path);
    expect(wrong).toEqual([]);
  });

  it("has a doc comment on every export", () => {
    const wrong: string[] = [];
    for (const file of sources.filter((source) => source.path.startsWith("src/"))) {
      const lines = file.text.split("\n");
      for (const [index, line] of lines.entries()) {
        const declared =
          /^export (?:abstract |async )?(?:declare )?(?:class|function\*?|const|interface|type|enum) (\w+)/.exec(line);
        if (!declared) continue;
        const before = lines[index - 1]?.trim() ?? "";
        const overload = new RegExp(`^export (?:async )?function ${declared[1]}\\b`).test(lines[index - 1] ?? "");
        if (!before.endsWith("*/") && !overload && !isLaterOverload(lines, index, declared[1] ?? "")) {
          wrong.push(`${file.path}:${index + 1} ${declared[1]}`);
        }
      }
    }
    expect(wrong).toEqual([]);
  });

  it("keeps files readable: 400 lines at most, unless they are tables", () => {
    const wrong = sources
      .filter((file) => file.path.startsWith("src/") && file.text.split("\n").length > 400)
      .filter((file) => !file.text.includes("/* table */"))
      .map((file) => `${file.path}: ${file.text.split("\n").length} lines`);
    expect(wrong).toEqual([]);
  });

  it("has kebab-case file names", () => {
    const wrong = sources
      .filter((file) => file.path.startsWith("src/"))
      .filter((file) => !/^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(file.path.split("/").at(-1)?.replace(/\.ts$/, "") ?? ""));
    expect(wrong.map((file) => file.path)).toEqual([]);
  });
});

/** The implementation under documented overloads, or an overload after the first, needs no comment of its own. */
function isLaterOverload(lines: readonly string[], index: number, name: string): boolean {
  const earlier = lines
    .slice(0, index)
    .findIndex((line) => new RegExp(`^export (?:async )?function ${name}\\b`).test(line));
  return earlier >= 0 && (lines[earlier - 1]?.trim().endsWith("*/") ?? false);
}

function findCycles(graph: ReadonlyMap<string, readonly string[]>): string[] {
  const cycles: string[] = [];
  const done = new Set<string>();
  const visit = (path: string, trail: readonly string[]) => {
    const at = trail.indexOf(path);
    if (at >= 0) {
      cycles.push([...trail.slice(at), path].join(" -> "));
      return;
    }
    if (done.has(path)) return;
    for (const next of graph.get(path) ?? []) visit(next, [...trail, path]);
    done.add(path);
  };
  for (const path of graph.keys()) visit(path, []);
  return cycles;
}
