import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { EscError } from "../core/errors.js";
import { type CompileOptions, compile } from "./compile.js";
import type { CompiledModule } from "./compiled.js";
import { emitModule, HEADER } from "./emit.js";
import { readYangDirectory, type YangSource } from "./sources.js";

/** What is generated from what. */
export interface GenerateOptions extends CompileOptions {
  /** The YANG texts. Either these or `dir` are needed. */
  readonly sources?: readonly YangSource[];
  /** A folder with `.yang` files, in place of `sources`. */
  readonly dir?: string;
  /** What generated files import their runtime from. Default `esc-northbound/schema`. */
  readonly runtime?: string;
}

/** One file of TypeScript. */
export interface GeneratedFile {
  /** `module.ts` */
  readonly name: string;
  readonly text: string;
}

/** What {@link generate} made. */
export interface GenerateResult {
  /** One for each module that has data nodes, rpcs or notifications, sorted by name. */
  readonly files: readonly GeneratedFile[];
  /** What the user should know although it is no error, for example that an imported module is missing. */
  readonly notes: readonly string[];
}

/**
 * Makes TypeScript of YANG modules: interfaces for values and descriptors for the runtime, one file a module. Writes nothing; see
 * {@link writeFiles} and {@link compareFiles}.
 *
 * @throws YangError `invalid-input` with file, line and statement where a module is wrong; EscError `invalid-input` without sources
 */
export function generate(options: GenerateOptions): GenerateResult {
  const sources = options.sources ?? (options.dir === undefined ? [] : readYangDirectory(options.dir));
  if (sources.length === 0) {
    throw new EscError("invalid-input", "There is no YANG to generate from: give sources, or dir with .yang files");
  }
  const { modules, typeNames, notes } = compile(sources, options);
  const files = [...modules.values()].filter(hasNodes).map((module) => ({
    name: fileName(module.info.module.name),
    text: emitModule(module, { typeNames, ...(options.runtime !== undefined && { runtime: options.runtime }) }),
  }));
  return { files, notes };
}

function hasNodes({ data, rpcs, notifications }: CompiledModule): boolean {
  return data.length + rpcs.length + notifications.length > 0;
}

/** A name that ends in `.d` would make a declaration file of it. */
function fileName(module: string): string {
  return `${module.replace(/\.d$/, "_d")}.ts`;
}

/**
 * Writes generated files into a folder, which is made when it is not there. Files that differ in nothing are left alone, and
 * nothing is deleted.
 *
 * @returns the names of the files that were new or different
 */
export function writeFiles(files: readonly GeneratedFile[], outDir: string): string[] {
  mkdirSync(outDir, { recursive: true });
  const changed = files.filter(({ name, text }) => readText(join(outDir, name)) !== text);
  for (const { name, text } of changed) writeFileSync(join(outDir, name), text);
  return changed.map(({ name }) => name);
}

/**
 * Compares generated files with those in a folder, for a check in CI.
 *
 * @returns a line for each file that is missing, different, or left over from a module that is gone; empty when all is well
 */
export function compareFiles(files: readonly GeneratedFile[], outDir: string): string[] {
  const differences = files.flatMap(({ name, text }) => {
    const there = readText(join(outDir, name));
    if (there === text) return [];
    return [`${join(outDir, name)} ${there === undefined ? "is missing" : "differs"}`];
  });
  return [...differences, ...leftOver(files, outDir).map((name) => `${join(outDir, name)} is of no module: remove it`)];
}

function leftOver(files: readonly GeneratedFile[], outDir: string): string[] {
  const names = new Set(files.map(({ name }) => name));
  return listFolder(outDir)
    .filter((name) => name.endsWith(".ts") && !names.has(name))
    .filter((name) => readText(join(outDir, name))?.startsWith(HEADER));
}

function listFolder(directory: string): string[] {
  try {
    return readdirSync(directory).sort();
  } catch {
    return [];
  }
}

function readText(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return undefined;
  }
}
