import { EscError } from "../core/errors.js";
import type { ModuleRef } from "../schema/descriptor.js";
import type { YangFile, YangLibrary } from "./library.js";
import type { Statement } from "./statements.js";

/** A module with its submodules folded in. */
export interface YangModule {
  readonly name: string;
  /** Name, namespace, prefix and revision, as descriptors carry them. */
  readonly ref: ModuleRef;
  /** The module's statement, then those of its submodules in the order of their inclusion. */
  readonly roots: readonly Statement[];
}

/** What an import statement names that is not to be found; of use only where nothing but its extensions is needed. */
interface MissingModule {
  readonly missing: Statement;
}

/** What one file sees: the version it is written in, its module, and what its prefixes stand for. */
interface FileScope {
  readonly file: YangFile;
  readonly module: YangModule;
  readonly prefixes: ReadonlyMap<string, YangModule | MissingModule>;
}

/** All modules that take part in a compilation, and what prefixes mean in their files. */
export class ModuleSet {
  readonly #library: YangLibrary;
  readonly #scopes = new Map<Statement, FileScope>();
  readonly #loaded = new Map<Statement, YangModule>();
  readonly #order: YangModule[] = [];
  readonly #notes: string[] = [];

  constructor(library: YangLibrary) {
    this.#library = library;
  }

  /** Every module loaded, imported ones before those that import them. */
  get modules(): readonly YangModule[] {
    return this.#order;
  }

  /** What the user should know although it is no error. */
  get notes(): readonly string[] {
    return this.#notes;
  }

  /**
   * Loads a module by name, with all that it imports and includes.
   *
   * @throws EscError `invalid-input` when there is no such module; YangError for cycles and for missing submodules
   */
  load(name: string): YangModule {
    const file = this.#library.find(name);
    if (!file) {
      const known = this.#library.names.join(", ") || "none";
      throw new EscError("invalid-input", `There is no module ${name} among the YANG sources; there are: ${known}`);
    }
    return this.#loadFile(file, []);
  }

  /** The module that a statement belongs to. */
  moduleOf(statement: Statement): YangModule {
    return this.#scope(statement).module;
  }

  /** Whether a statement is written in YANG 1.1. */
  is11(statement: Statement): boolean {
    return this.#scope(statement).file.version === "1.1";
  }

  /**
   * The module that a prefix stands for at a statement; that of the statement itself without a prefix.
   *
   * @throws YangError when the file declares no such prefix, or its module is not to be found
   */
  resolve(prefix: string | undefined, at: Statement): YangModule {
    const scope = this.#scope(at);
    if (prefix === undefined) return scope.module;
    const found = scope.prefixes.get(prefix);
    if (found === undefined) {
      const known = [...scope.prefixes.keys()].join(", ");
      throw at.error(`The prefix "${prefix}" stands for no module here: import one with it (known: ${known})`);
    }
    if ("missing" in found) throw missingModule(found.missing, at);
    return found;
  }

  /** The module that a prefix stands for, or undefined where there is none; never an error. */
  tryResolve(prefix: string, at: Statement): YangModule | undefined {
    const found = this.#scope(at).prefixes.get(prefix);
    return found === undefined || "missing" in found ? undefined : found;
  }

  /** The name of the module that a prefix stands for, even if the module itself is not to be found. */
  moduleName(prefix: string, at: Statement): string | undefined {
    const found = this.#scope(at).prefixes.get(prefix);
    if (found === undefined) return undefined;
    return "missing" in found ? found.missing.text : found.name;
  }

  #scope(statement: Statement): FileScope {
    const scope = this.#scopes.get(statement.root);
    if (!scope) throw statement.error("This statement's file was not loaded");
    return scope;
  }

  #loadFile(file: YangFile, importers: readonly Statement[]): YangModule {
    const known = this.#loaded.get(file.root);
    if (known) return known;
    if (file.root.keyword !== "module") {
      throw file.root.error("This is a submodule: import the module that it belongs to instead");
    }
    const files = this.#withSubmodules(file);
    const roots = files.map((each) => each.root);
    const module: YangModule = { name: file.root.text, ref: moduleRef(file), roots };
    const path = [...importers, file.root];
    for (const each of files) {
      const prefixes = this.#prefixesOf(each, module, path);
      this.#scopes.set(each.root, { file: each, module, prefixes });
    }
    this.#loaded.set(file.root, module);
    this.#order.push(module);
    return module;
  }

  #prefixesOf(file: YangFile, module: YangModule, path: readonly Statement[]): Map<string, YangModule | MissingModule> {
    const own = file.root.first("belongs-to") ?? file.root;
    const prefixes = new Map<string, YangModule | MissingModule>([[own.first("prefix")?.text ?? "", module]]);
    for (const statement of file.root.all("import")) {
      const prefix = statement.first("prefix");
      if (prefix && prefixes.has(prefix.text)) {
        throw prefix.error(`The prefix "${prefix.text}" is taken by another module already: choose a different one`);
      }
      prefixes.set(prefix?.text ?? "", this.#import(statement, path));
    }
    return prefixes;
  }

  #import(statement: Statement, path: readonly Statement[]): YangModule | MissingModule {
    const file = this.#library.find(statement.text, statement.first("revision-date")?.text);
    if (!file) {
      this.#notes.push(
        `${statement.place}: ${this.#whyMissing(statement)}; nothing but extensions may be used from it`,
      );
      return { missing: statement };
    }
    const start = path.indexOf(file.root);
    if (start >= 0) {
      const circle = [...path.slice(start), file.root].map((root) => root.text).join(" imports ");
      throw statement.error(`Modules may not import each other in a circle: ${circle}`);
    }
    return this.#loadFile(file, path);
  }

  #whyMissing(statement: Statement): string {
    const revision = statement.first("revision-date")?.text;
    if (revision === undefined || !this.#library.find(statement.text)) return `module ${statement.text} is missing`;
    const there = this.#library.revisions(statement.text).join(", ");
    return `module ${statement.text} is missing in revision ${revision} (there is ${there})`;
  }

  /** The module's file and those of all submodules it includes, directly or not. */
  #withSubmodules(main: YangFile): YangFile[] {
    const files: YangFile[] = [main];
    const visit = (file: YangFile, path: readonly YangFile[]): void => {
      for (const statement of file.root.all("include")) {
        const included = this.#submodule(statement, main.root.text);
        if (path.includes(included)) {
          const circle = [...path.slice(path.indexOf(included)), included].map((each) => each.root.text);
          throw statement.error(`Submodules may not include each other in a circle: ${circle.join(" includes ")}`);
        }
        if (files.includes(included)) continue;
        files.push(included);
        visit(included, [...path, included]);
      }
    };
    visit(main, [main]);
    return files;
  }

  #submodule(statement: Statement, owner: string): YangFile {
    const file = this.#library.find(statement.text, statement.first("revision-date")?.text);
    if (!file) {
      const why = this.#whyMissing(statement).replace("module", "submodule");
      throw statement.error(`The ${why}: put ${statement.text}.yang among the sources`);
    }
    const belongsTo = file.root.first("belongs-to");
    if (!belongsTo) throw statement.error(`${statement.text} is a module: import it, only submodules are included`);
    if (belongsTo.text !== owner) {
      throw statement.error(`The submodule ${statement.text} belongs to ${belongsTo.text}, not to ${owner}`);
    }
    return file;
  }
}

function missingModule(missing: Statement, at: Statement): Error {
  const revision = missing.first("revision-date")?.text;
  const file = revision === undefined ? `${missing.text}.yang` : `${missing.text}@${revision}.yang`;
  return at.error(
    `The module ${missing.text}, imported at ${missing.place}, is missing: put ${file} among the sources`,
  );
}

function moduleRef(file: YangFile): ModuleRef {
  const { root, revision } = file;
  const ref = {
    name: root.text,
    namespace: root.first("namespace")?.text ?? "",
    prefix: root.first("prefix")?.text ?? "",
  };
  return revision === undefined ? ref : { ...ref, revision };
}
