import type { Type } from "../schema/descriptor.js";
import type { CompiledModule, CompiledRpc } from "./compiled.js";
import { textComment } from "./doc-comments.js";
import { DescriptorWriter } from "./emit-descriptors.js";
import { InterfaceWriter, wrapped } from "./emit-interfaces.js";
import { type FilePlan, type NamedNode, planFile } from "./file-plan.js";
import { type Code, labelled, literalCode, printCode } from "./print.js";

/** What generated files begin with; files that do are the generator's own. */
export const HEADER = "// Written by esc-nb generate";

/** How a file is written. */
export interface EmitOptions {
  /** What the file imports the door from. Default `esc-northbound/schema`. */
  readonly runtime?: string;
  readonly typeNames?: ReadonlyMap<Type, string>;
}

/** The TypeScript of one module: interfaces, descriptors, and `schema`. The same module gives the same text. */
export function emitModule(module: CompiledModule, options: EmitOptions = {}): string {
  const plan = planFile(module, options.typeNames ?? new Map<Type, string>());
  const interfaces = new InterfaceWriter(plan);
  const descriptors = new DescriptorWriter(plan);
  const nodes = plan.nodes.map((node) => nodeText(node, plan, interfaces, descriptors));
  const top = interfaces.top(module);
  const schema = `export const schema: ModuleSchema<Types> = `;
  const parts = [
    aliasTexts(plan),
    ...nodes,
    top,
    typesText(module),
    `/** The descriptor of ${module.info.module.name}: what decode, encode and validate take. */\n${statement(schema, descriptors.module(module))}`,
  ];
  const imported = importedNames(plan, interfaces, descriptors);
  const runtime = options.runtime ?? "esc-northbound/schema";
  const head = [headerText(module), importText(imported, runtime), moduleTexts(plan), typeTexts(plan)];
  return [...head, ...parts].filter((part) => part !== "").join("\n");
}

function headerText(module: CompiledModule): string {
  const { name, revision } = module.info.module;
  const about = textComment(module.doc.description ?? `The YANG module ${name}.`, "");
  const from = revision === undefined ? `${name}.yang` : `${name}.yang (revision ${revision})`;
  return `${HEADER} from ${from}. Do not edit.\n\n${about.replace("/**", "/*")}`;
}

function importText(names: readonly string[], runtime: string): string {
  const one = `import { ${names.join(", ")} } from ${literalCode(runtime)};\n`;
  if (one.length <= 140) return one;
  return `import {\n${names.map((name) => `  ${name},\n`).join("")}} from ${literalCode(runtime)};\n`;
}

function importedNames(plan: FilePlan, interfaces: InterfaceWriter, descriptors: DescriptorWriter): string[] {
  const types = new Set(["BodyTypes", "ModuleRef", "ModuleSchema"]);
  for (const node of plan.nodes) types.add(nodeInterface(node));
  if (plan.types.constants.length > 0) types.add("Type");
  if (interfaces.usesXmlElement) types.add("XmlElement");
  return [...[...descriptors.used].sort(), ...[...types].sort().map((name) => `type ${name}`)];
}

function moduleTexts(plan: FilePlan): string {
  return plan.modules.map(({ name, module }) => statement(`const ${name}: ModuleRef = `, literalCode(module))).join("");
}

function typeTexts(plan: FilePlan): string {
  return plan.types.constants.map(({ name, code }) => statement(`const ${name}: Type = `, code)).join("");
}

function aliasTexts(plan: FilePlan): string {
  return plan.types.aliases
    .map(({ name, union }) => `export type ${name} = ${wrapped(union, name.length + 15)};\n`)
    .join("\n");
}

function nodeText(node: NamedNode, plan: FilePlan, interfaces: InterfaceWriter, descriptors: DescriptorWriter): string {
  const name = plan.nameOf(node);
  const types = node.kind === "rpc" || node.kind === "action" ? sideNames(node, plan) : name;
  const head = `export const ${name}: ${nodeInterface(node)}<${types}> = `;
  return `${interfaces.of(node)}${statement(head, descriptors.definition(node))}`;
}

function sideNames(node: CompiledRpc, plan: FilePlan): string {
  const side = (each: "input" | "output"): string => plan.sideOf(node, each) ?? "Record<string, never>";
  return `${side("input")}, ${side("output")}`;
}

function nodeInterface(node: NamedNode): string {
  const names = {
    container: "ContainerNode",
    list: "ListNode",
    rpc: "RpcNode",
    action: "RpcNode",
    notification: "NotificationNode",
  };
  return names[node.kind];
}

function typesText(module: CompiledModule): string {
  const calls = module.rpcs.length > 0;
  const notifies = module.notifications.length > 0;
  return `/** The values of each kind of document. */
export interface Types extends BodyTypes {
  config: Data;
  edit: Data;
  data: Data;
  rpc: ${calls ? "Rpc" : "never"};
  reply: ${calls ? "Reply" : "Data"};
  notification: ${notifies ? "Notification" : "never"};
}
`;
}

function statement(head: string, code: Code): string {
  return `${printCode(labelled(head, code), 1)};\n`;
}
