import { checkGroupings } from "./check-groupings.js";
import { finishTree } from "./check-tree.js";
import type { Compilation, CompiledModule } from "./compiled.js";
import { createContext } from "./context.js";
import type { FeatureChoice } from "./features.js";
import { YangLibrary } from "./library.js";
import { Lowering } from "./lower.js";
import { ModuleSet } from "./modules.js";
import { buildTree } from "./schema-tree.js";
import type { YangSource } from "./sources.js";

/** What is compiled, and how. */
export interface CompileOptions {
  /** Names of the modules wanted; what they import is found among the sources. Default: every module there is. */
  readonly modules?: readonly string[];
  /** The features that are on, by module name; a module that is not mentioned has all of its features. Default: all. */
  readonly features?: FeatureChoice;
}

/**
 * Compiles YANG 1.0 and 1.1 modules (RFC 6020, RFC 7950) into the intermediate form.
 *
 * @param sources the texts of modules and submodules; `ietf-inet-types` and `ietf-yang-types` need not be among them
 * @throws YangError `invalid-input`, with file, line and statement, for the first thing that is wrong
 */
export function compile(sources: readonly YangSource[], options: CompileOptions = {}): Compilation {
  const library = new YangLibrary(sources);
  const modules = new ModuleSet(library);
  const wanted = options.modules ?? library.names.filter((name) => library.find(name)?.root.keyword === "module");
  for (const name of wanted) modules.load(name);
  const context = createContext(modules, options.features);
  checkGroupings(context);
  const root = buildTree(context);
  const config = finishTree(root);
  const lowering = new Lowering(context, root, config);
  const compiled = new Map<string, CompiledModule>();
  for (const module of modules.modules) compiled.set(module.name, lowering.module(module));
  const result = new Map(
    [...wanted].sort().flatMap((name) => {
      const module = compiled.get(name);
      return module ? [[name, module] as const] : [];
    }),
  );
  return { modules: result, typeNames: lowering.typeNames, notes: modules.notes };
}
