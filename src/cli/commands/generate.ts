import {
  fetchSources,
  generate as generateFiles,
  type OfferedSchema,
  readYangDirectory,
  writeFiles,
  type YangSource,
} from "../../codegen/index.js";
import { EscError } from "../../index.js";
import { subtree } from "../../netconf/index.js";
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

/** The schemas that a server lists under netconf-state (RFC 6022 section 2.1.3), as YANG. */
async function fetchFromServer(context: CommandContext): Promise<YangSource[]> {
  const session = await context.session();
  const { signal } = context;
  const filter = subtree(
    '<netconf-state xmlns="urn:ietf:params:xml:ns:yang:ietf-netconf-monitoring"><schemas/></netconf-state>',
  );
  const data = await session.get({ filter }, { signal });
  const wanted = new Set(context.options.list("module"));
  const offered = new Map<string, OfferedSchema>();
  for (const schema of data.find("netconf-state", "schemas")?.elements("schema") ?? []) {
    const text = (name: string) => schema.find(name)?.text.trim() ?? "";
    if (!/(?:^|:)yang$/.test(text("format"))) continue;
    offered.set(`${text("identifier")}@${text("version")}`, {
      identifier: text("identifier"),
      version: text("version"),
    });
  }
  if (offered.size === 0) {
    throw new EscError(
      "missing-capability",
      "The server lists no YANG under netconf-state/schemas: get its .yang files another way and give --yang DIR",
    );
  }
  const sources = await fetchSources([...offered.values()], (identifier, version) =>
    session.getSchema(identifier, { ...(version !== undefined && { version }) }, { signal }),
  );
  return wanted.size === 0 ? sources : withImports(sources, wanted);
}

/** The wanted modules with all that they import and include, directly or not. */
function withImports(sources: readonly YangSource[], wanted: ReadonlySet<string>): YangSource[] {
  const byName = new Map(sources.map((source) => [source.name.replace(/(?:@.*)?\.yang$/, ""), source]));
  const kept = new Map<string, YangSource>();
  const visit = (name: string) => {
    const source = byName.get(name);
    if (!source || kept.has(name)) return;
    kept.set(name, source);
    for (const [, needed = ""] of source.text.matchAll(/^\s*(?:import|include)\s+"?([\w.-]+)"?/gm)) visit(needed);
  };
  for (const name of wanted) {
    if (!byName.has(name))
      throw new EscError(
        "invalid-input",
        `The server has no module ${name}; it has ${[...byName.keys()].sort().join(", ")}`,
      );
    visit(name);
  }
  return [...kept.values()];
}
