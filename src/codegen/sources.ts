import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { EscError } from "../core/errors.js";

/** One YANG text and the name it has in messages, usually its file name (`esc.yang`, `ietf-ip@2018-02-22.yang`). */
export interface YangSource {
  readonly name: string;
  readonly text: string;
}

/**
 * Reads every `.yang` file of a folder and of the folders in it, sorted by name.
 *
 * @param directory path of the folder
 * @throws EscError `invalid-input` when the folder cannot be read or has no `.yang` file
 */
export function readYangDirectory(directory: string): YangSource[] {
  const names = listYangFiles(directory);
  if (names.length === 0) {
    throw new EscError("invalid-input", `${directory}: there is no .yang file in this folder`);
  }
  return names.map((name) => ({ name, text: readFileSync(join(directory, name), "utf8") }));
}

function listYangFiles(directory: string): string[] {
  try {
    return readdirSync(directory, { recursive: true, encoding: "utf8" })
      .filter((name) => name.endsWith(".yang"))
      .map((name) => name.replaceAll("\\", "/"))
      .sort();
  } catch (cause) {
    throw new EscError("invalid-input", `${directory}: this folder cannot be read; give one that holds .yang files`, {
      cause,
    });
  }
}

/** One schema that a server offers (RFC 6022 section 2.1.3). */
export interface OfferedSchema {
  readonly identifier: string;
  /** The revision date, `""` or absent for none. */
  readonly version?: string;
}

/**
 * Fetches YANG texts from a server, one after another, so that `generate` can work on a live ESC's own models.
 *
 * @param schemas what to fetch: those of `/netconf-state/schemas` in format `yang`
 * @param getSchema fetches one text, for example by a NETCONF session's `getSchema`
 */
export async function fetchSources(
  schemas: readonly OfferedSchema[],
  getSchema: (identifier: string, version?: string) => Promise<string>,
): Promise<YangSource[]> {
  const sources: YangSource[] = [];
  for (const { identifier, version } of schemas) {
    const revision = version === undefined || version === "" ? undefined : version;
    const name = revision === undefined ? `${identifier}.yang` : `${identifier}@${revision}.yang`;
    sources.push({ name, text: await getSchema(identifier, revision) });
  }
  return sources;
}

/** The IETF modules that every set of modules may import without bringing them (RFC 6991). */
const SHIPPED: readonly string[] = ["ietf-inet-types", "ietf-yang-types"];

/** The text of a module that comes with this library; undefined for any other. */
export function shippedSource(module: string): YangSource | undefined {
  if (!SHIPPED.includes(module)) return undefined;
  const path = createRequire(import.meta.url).resolve(`yang-js/schema/${module}.yang`);
  return { name: `${module}.yang`, text: readFileSync(path, "utf8") };
}
