import { type CompileOptions, compile, compileYang } from "../../src/codegen/index.js";
import type { ModuleSchema } from "../../src/schema/descriptor.js";

/** A module with a header made of its name: namespace `urn:NAME`, prefix NAME. YANG 1.1 unless `version` says otherwise. */
export function yang(name: string, body: string, version = "1.1"): { name: string; text: string } {
  const head = `module ${name} {\n  yang-version ${version};\n  namespace "urn:${name}";\n  prefix ${name};\n`;
  return { name: `${name}.yang`, text: `${head}${body}\n}\n` };
}

/** The first line of a body given to {@link yang}, for tests of positions. */
export const FIRST_LINE = 5;

/** Compiles modules and gives the descriptor of the first. */
export function schemaOf(
  sources: readonly { name: string; text: string }[],
  options: CompileOptions = {},
): ReturnType<typeof compileYang> extends Map<string, infer S> ? S : ModuleSchema<never> {
  const [first] = sources;
  const name = first?.name.replace(/\.yang$/, "") ?? "";
  const schema = compileYang(sources, options).get(name);
  if (!schema) throw new Error(`no schema of ${name}`);
  return schema;
}

/** The message of the error that compiling gives; fails when it gives none. */
export function errorOf(sources: readonly { name: string; text: string }[], options: CompileOptions = {}): string {
  try {
    compile(sources, options);
  } catch (error) {
    return error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  }
  throw new Error("these modules compile, although they should not");
}
