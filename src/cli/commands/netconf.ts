import { EscError } from "../../index.js";
import { esc } from "../../models/index.js";
import {
  type Filter,
  type NetconfSession,
  parseXml,
  subtree,
  writeXml,
  type XmlElement,
  xpath,
} from "../../netconf/index.js";
import type { CommandContext, CommandSpec } from "../command.js";
import { readInput, writeOutput } from "../files.js";
import { printElement, printValue } from "../results.js";

const SUBTREE = {
  flags: "--subtree <file>",
  description: "subtree filter, the content of <filter>, from a file",
} as const;

const DATASTORES = ["running", "candidate", "startup"] as const;

/** `esc-nb capabilities` */
export const capabilities: CommandSpec = {
  name: "capabilities",
  summary: "show the session id, the framing and the capabilities of the server's hello",
  async run(context) {
    const session = await context.session();
    const list = [...session.capabilities].sort();
    printValue(context, { sessionId: session.sessionId, framing: session.framing, capabilities: list }, () =>
      [`session-id ${session.sessionId}, framing ${session.framing}`, ...list].join("\n"),
    );
  },
};

/** `esc-nb get [XPATH] [--subtree FILE]` */
export const get: CommandSpec = {
  name: "get",
  summary: "read configuration and state, by XPath or subtree filter",
  arguments: [{ syntax: "[xpath]", description: "for example esc_datamodel/opdata/status; prefixes are module names" }],
  options: [SUBTREE],
  async run(context) {
    const filterFor = await filterOf(context);
    const session = await context.session();
    printElement(context, await session.get(filterFor(session), { signal: context.signal }));
  },
};

/** `esc-nb get-config [XPATH] [--source running]` */
export const getConfig: CommandSpec = {
  name: "get-config",
  summary: "read a configuration datastore",
  arguments: [{ syntax: "[xpath]", description: "for example esc_datamodel/tenants; prefixes are module names" }],
  options: [
    SUBTREE,
    { flags: "--source <datastore>", description: "what to read", choices: DATASTORES, default: "running" },
  ],
  async run(context) {
    const filterFor = await filterOf(context);
    const source = datastoreOf(context, "source");
    const session = await context.session();
    printElement(context, await session.getConfig({ source, ...filterFor(session) }, { signal: context.signal }));
  },
};

/** `esc-nb rpc FILE` */
export const rpc: CommandSpec = {
  name: "rpc",
  summary: "send any rpc: the file holds what stands inside <rpc>",
  arguments: [{ syntax: "<file>", description: "XML file, - for standard input" }],
  async run(context) {
    const request = await xmlFile(context);
    const session = await context.session();
    printElement(context, await session.rpc(request, { signal: context.signal }));
  },
};

/** `esc-nb get-schema NAME [--out FILE]` */
export const getSchema: CommandSpec = {
  name: "get-schema",
  summary: "fetch a YANG module that the server has",
  arguments: [{ syntax: "<name>", description: "module name" }],
  options: [{ flags: "--out <file>", description: "write it to a file" }],
  async run(context) {
    const [name = ""] = context.args;
    const session = await context.session();
    const text = await session.getSchema(name, {}, { signal: context.signal });
    const out = context.options.text("out");
    if (out) await writeOutput(out, text);
    else printValue(context, { name, text }, () => text.replace(/\n$/, ""));
  },
};

/** `esc-nb kill-session ID` */
export const killSession: CommandSpec = {
  name: "kill-session",
  summary: "end another NETCONF session",
  arguments: [{ syntax: "<id>", description: "session id" }],
  async run(context) {
    const [id = ""] = context.args;
    if (!/^[1-9]\d*$/.test(id)) throw new EscError("invalid-input", `"${id}" is no session id: give a number`);
    const session = await context.session();
    await session.killSession(Number(id), { signal: context.signal });
    printValue(context, { killed: Number(id) }, () => `session ${id} ended`);
  },
};

/** The datastore that an option names; `running` when it was left out. */
export function datastoreOf(context: CommandContext, option: string): (typeof DATASTORES)[number] {
  return DATASTORES.find((name) => name === context.options.text(option)) ?? "running";
}

/** Reads the XML file that is the first argument. */
export async function xmlFile(context: CommandContext): Promise<XmlElement> {
  const [file = "-"] = context.args;
  return parseXml(await readInput(file, context.terminal), { source: file });
}

/** The filter that was asked for; a session is needed to know the namespaces of an XPath's prefixes. */
async function filterOf(context: CommandContext): Promise<(session: NetconfSession) => { readonly filter?: Filter }> {
  const [path] = context.args;
  const file = context.options.text("subtree");
  if (path && file) throw new EscError("invalid-input", "Give an XPath or --subtree FILE, not both");
  if (path) return (session) => ({ filter: xpath(path, prefixesOf(path, session)) });
  if (!file) return () => ({});
  const content = parseXml(await readInput(file, context.terminal), { source: file });
  const children = content.local === "filter" ? content.elements() : [content];
  return () => ({ filter: subtree(children.map((child) => writeXml(child)).join("")) });
}

/**
 * The namespaces of the prefixes in an XPath. A prefix is a module's name, as in instance identifiers of RFC 7951 section 6.11; the
 * hello says each module's namespace. Others are left to the server to refuse.
 */
function prefixesOf(path: string, session: NetconfSession): Record<string, string> {
  const modules = new Map<string, string>([["esc", esc.schema.module.namespace]]);
  for (const uri of session.capabilities) {
    const module = /[?&;]module=([^&;]+)/.exec(uri)?.[1];
    if (module) modules.set(module, uri.slice(0, uri.indexOf("?")));
  }
  const used = path.replaceAll(/"[^"]*"|'[^']*'/g, "").matchAll(/([\p{L}_][\p{L}\p{N}_.-]*):(?!:)/gu);
  const bound = [...used].flatMap(([, prefix = ""]) => {
    const namespace = modules.get(prefix);
    return namespace === undefined ? [] : [[prefix, namespace] as const];
  });
  return Object.fromEntries(bound);
}
