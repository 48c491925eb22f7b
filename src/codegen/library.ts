import { checkGrammar } from "./check-grammar.js";
import type { YangVersion } from "./lexer.js";
import { shippedSource, type YangSource } from "./sources.js";
import { parseStatements, type Statement } from "./statements.js";

/** One file, read and judged by the grammar. */
export interface YangFile {
  readonly root: Statement;
  readonly version: YangVersion;
  /** The newest revision date, undefined without a revision statement. */
  readonly revision: string | undefined;
}

const HEADER = /^(?:\s|\/\/[^\n]*|\/\*[\s\S]*?\*\/)*(?:sub)?module\s+["']?([A-Za-z_][\w.-]*)/;

/** The YANG texts that modules are looked up in. A text is read when its module is first asked for, and once only. */
export class YangLibrary {
  readonly #sources = new Map<string, YangSource[]>();
  readonly #files = new Map<string, readonly YangFile[]>();

  /**
   * @param sources the texts; a text whose module's name cannot be seen is read at once
   * @throws YangError for such a text
   */
  constructor(sources: readonly YangSource[]) {
    for (const source of sources) {
      const name = HEADER.exec(source.text.replace(/^\uFEFF/, ""))?.[1] ?? readFile(source).root.text;
      const same = this.#sources.get(name);
      if (same) same.push(source);
      else this.#sources.set(name, [source]);
    }
  }

  /** Names of all modules and submodules among the sources, sorted. */
  get names(): string[] {
    return [...this.#sources.keys()].sort();
  }

  /**
   * The file of a module or submodule: of the revision asked for, else the newest. Falls back to the modules that come with
   * this library.
   *
   * @returns undefined when there is none
   * @throws YangError when a text of that name is not YANG
   */
  find(name: string, revision?: string): YangFile | undefined {
    const files = this.#load(name);
    return revision === undefined ? files[0] : files.find((file) => file.revision === revision);
  }

  /** The revisions there are of a module, newest first, for messages. */
  revisions(name: string): string[] {
    return this.#load(name).map((file) => file.revision ?? "without revision");
  }

  #load(name: string): readonly YangFile[] {
    const known = this.#files.get(name);
    if (known) return known;
    const shipped = this.#sources.has(name) ? undefined : shippedSource(name);
    const sources = this.#sources.get(name) ?? (shipped ? [shipped] : []);
    const files = sources.map(readFile).filter((file) => file.root.text === name);
    files.sort((a, b) => compareRevisions(b.revision, a.revision));
    this.#files.set(name, files);
    return files;
  }
}

function readFile(source: YangSource): YangFile {
  const root = parseStatements(source.name, source.text);
  const version = checkGrammar(root);
  const revisions = root.all("revision").map((revision) => revision.text);
  return { root, version, revision: revisions.sort().at(-1) };
}

function compareRevisions(a = "", b = ""): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
