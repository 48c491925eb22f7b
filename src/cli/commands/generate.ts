import {
  fetchSources,
  generate as generateFiles,
  type OfferedSchema,
  readYangDirectory,
  writeFiles,
  type YangSource,
} from "../../codegen/index.js";
import { EscError, isEscError } from "../../index.js";
import { type NetconfSession, subtree } from "../../netconf/index.js";
import type { CommandContext, CommandSpec } from "../command.js";
import { printValue } from "../results.js";
import { oneLine } from "../terminal.js";

/** `esc-nb generate (--yang DIR | --host H ...) --out DIR` */
export const generate: CommandSpec = {
  name: "generate",
  summary: "write TypeScript models from YANG: from a folder, or from a live server by get-schema",
  options: [
    { flags: "--yang <dir>", description: "folder with .yang files" },
    { flags: "--out <dir>", description: "folder to write to" },
    {
      flags: "--runtime <module>",
      description: "what the files import their runtime from",
      default: "esc-northbound/schema",
    },
    {
      flags: "--module <name>",
      description: "from a server: only this module and what it needs; may be repeated",
      repeat: true,
    },
  ],
  async run(context) {
    const { options, terminal } = context;
    const outDir = options.text("out");
    const dir = options.text("yang");
    if (!outDir) throw new EscError("invalid-input", "Give --out DIR: where the files shall go");
    const sources = dir ? readYangDirectory(dir) : await fetchFromServer(context);
    const runtime = options.text("runtime") ?? "esc-northbound/schema";
    const { files, notes } = generateFiles({ sources, runtime });
    for (const note of notes) terminal.err.write(`esc-nb: note: ${oneLine(note)}\n`);
    const changed = writeFiles(files, outDir);
    printValue(context, { files: files.map(({ name }) => name), changed }, () =>
      files.map(({ name }) => `${outDir}/${name}${changed.includes(name) ? "" : " (unchanged)"}`).join("\n"),
    );
  },
};

/**
 * YANG from a server: what it lists under netconf-state (RFC 6022 section 2.1.3), or of that the modules of `--module`, with all that
 * these import and include, whether listed or not: some servers give submodules without listing them.
 */
async function fetchFromServer(context: CommandContext): Promise<YangSource[]> {
  const session = await context.session();
  const { signal, options, terminal } = context;
  const offered = await offeredSchemas(session, signal);
  const names = [...offered.keys()].sort();
  const wanted = options.list("module");
  const unknown = wanted.find((name) => !offered.has(name));
  if (unknown !== undefined) {
    throw new EscError("invalid-input", `The server has no module ${unknown}; it has ${names.join(", ")}`);
  }
  const sources = new Map<string, YangSource | undefined>();
  const open = [...(wanted.length === 0 ? names : wanted)];
  for (let name = open.shift(); name !== undefined; name = open.shift()) {
    if (sources.has(name)) continue;
    const source = await fetchOne(session, offered.get(name) ?? { identifier: name }, signal).catch(
      (error: unknown) => {
        if (!isEscError(error, "rpc-error")) throw error;
        // One that is not listed may come with this package; generating says where it is missing.
        if (offered.has(name)) {
          terminal.err.write(
            `esc-nb: note: the server lists ${name} and does not give it: ${oneLine(error.message)}\n`,
          );
        }
        return undefined;
      },
    );
    sources.set(name, source);
    open.push(...(source ? neededBy(source) : []));
  }
  return [...sources.values()].filter((source) => source !== undefined);
}

async function fetchOne(
  session: NetconfSession,
  schema: OfferedSchema,
  signal: AbortSignal,
): Promise<YangSource | undefined> {
  const [source] = await fetchSources([schema], (identifier, version) =>
    session.getSchema(identifier, { ...(version !== undefined && { version }) }, { signal }),
  );
  return source;
}

/** What the server lists in the format `yang`, by name; of several revisions the newest. */
async function offeredSchemas(session: NetconfSession, signal: AbortSignal): Promise<Map<string, OfferedSchema>> {
  const filter = subtree(
    '<netconf-state xmlns="urn:ietf:params:xml:ns:yang:ietf-netconf-monitoring"><schemas/></netconf-state>',
  );
  const data = await session.get({ filter }, { signal });
  const offered = new Map<string, { identifier: string; version: string }>();
  for (const schema of data.find("netconf-state", "schemas")?.elements("schema") ?? []) {
    const text = (name: string) => schema.find(name)?.text.trim() ?? "";
    const [identifier, version] = [text("identifier"), text("version")];
    if (!/(?:^|:)yang$/.test(text("format"))) continue;
    if (version >= (offered.get(identifier)?.version ?? "")) offered.set(identifier, { identifier, version });
  }
  if (offered.size > 0) return offered;
  throw new EscError(
    "missing-capability",
    "The server lists no YANG under netconf-state/schemas: get its .yang files another way and give --yang DIR",
  );
}

/** The names of the modules and submodules that a text imports and includes. */
function neededBy({ text }: YangSource): string[] {
  return [...text.matchAll(/^\s*(?:import|include)\s+["']?([\w.-]+)/gm)].map(([, name = ""]) => name);
}
