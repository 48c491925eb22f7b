import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/** A YANG module or submodule that get-schema gives out. */
export interface YangText {
  readonly name: string;
  /** The newest revision; empty when there is none. */
  readonly revision: string;
  /** Undefined for a submodule. */
  readonly namespace: string | undefined;
  readonly text: string;
}

/** The CSP 2100's tree is another device's (guide l. 4128): ESC does not have it. */
const NOT_ESC = /^csp/;

let library: readonly YangText[] | undefined;

/** The modules of the simulated ESC: the package's `yang/` folder, read once. */
export function yangLibrary(): readonly YangText[] {
  library ??= readLibrary();
  return library;
}

function readLibrary(): YangText[] {
  const folder = findFolder(dirname(fileURLToPath(import.meta.url)));
  if (folder === undefined) return [];
  const files = readdirSync(folder).filter((file) => file.endsWith(".yang"));
  return files
    .sort()
    .map((file) => describe(readFileSync(join(folder, file), "utf8")))
    .filter((one) => one.name !== "" && !NOT_ESC.test(one.name));
}

/** `yang/` lies beside `src/`, and beside `dist/` in the package. */
function findFolder(from: string): string | undefined {
  const folder = join(from, "yang");
  if (existsSync(join(folder, "esc.yang"))) return folder;
  const up = dirname(from);
  return up === from ? undefined : findFolder(up);
}

function describe(text: string): YangText {
  return {
    name: /^\s*(?:sub)?module\s+([\w.-]+)/m.exec(text)?.[1] ?? "",
    revision: /^\s*revision\s+"?(\d{4}-\d{2}-\d{2})/m.exec(text)?.[1] ?? "",
    namespace: /^\s*namespace\s+"([^"]+)"/m.exec(text)?.[1],
    text,
  };
}
