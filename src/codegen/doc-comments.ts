import type { Intervals, LeafInfo, LeafListInfo, ListInfo, Must, Type, When } from "../schema/descriptor.js";
import type { CompiledNode, Documentation } from "./compiled.js";

const WIDTH = 120;

/** What a comment says beside the node's own documentation: where the node stands. */
export interface DocPlace {
  readonly isKey?: boolean;
  /** The choice and case that the node belongs to. */
  readonly choice?: string;
  /** True where the parent is configuration: that a node is state is said once. */
  readonly belowConfig?: boolean;
}

/** The documentation comment of a node, as lines with an indentation; `""` when there is nothing to say. */
export function docComment(node: CompiledNode, indent: string, place: DocPlace = {}): string {
  const facts = factsOf(node, place);
  return comment(node.doc, facts, indent, "status" in node.info ? node.info.status : undefined);
}

/** A comment of free text. */
export function textComment(text: string, indent: string): string {
  return comment({ description: text }, [], indent, undefined);
}

function comment(doc: Documentation, facts: readonly string[], indent: string, status: string | undefined): string {
  const room = WIDTH - indent.length - 3;
  const blocks = [
    ...paragraphs(doc.description ?? "", room),
    facts.flatMap((fact) => wrap(fact, room)),
    ...paragraphs(doc.reference === undefined ? "" : `Reference: ${doc.reference}`, room),
    status === undefined ? [] : [status === "obsolete" ? "@deprecated obsolete" : "@deprecated"],
  ].filter((block) => block.length > 0);
  const lines = blocks.flatMap((block, index) => (index === 0 ? block : ["", ...block]));
  const [first] = lines;
  if (first === undefined) return "";
  if (lines.length === 1 && first.length < room - 4) return `${indent}/** ${first} */\n`;
  const body = lines.map((line) => (line === "" ? `${indent} *\n` : `${indent} * ${line}\n`));
  return `${indent}/**\n${body.join("")}${indent} */\n`;
}

/** Paragraphs of a description, each wrapped; indented lines (lists, examples) keep their breaks. */
function paragraphs(text: string, room: number): string[][] {
  return text
    .trim()
    .split(/\n[ \t]*\n/)
    .map((paragraph) => {
      const lines = paragraph.split("\n");
      const layout = lines.slice(1).some((line) => /^\s|^[-*o•] /.test(line));
      return layout
        ? lines.map((line) => guarded(line.trimEnd()))
        : wrap(lines.map((line) => line.trim()).join(" "), room);
    })
    .filter((block) => block.some((line) => line !== ""));
}

function wrap(text: string, room: number): string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(/\s+/).filter((each) => each !== "")) {
    if (line !== "" && line.length + 1 + word.length > room) {
      lines.push(guarded(line));
      line = word;
    } else line = line === "" ? word : `${line} ${word}`;
  }
  if (line !== "") lines.push(guarded(line));
  return lines;
}

/** What would end the comment, or be taken for a tag, is made harmless. */
function guarded(line: string): string {
  return line
    .replaceAll("*/", "*\\/")
    .replace(/^(\s*)@/, "$1\\@")
    .replaceAll("{@", "{\\@");
}

function factsOf(node: CompiledNode, place: DocPlace): string[] {
  const { info } = node;
  const facts: (string | undefined)[] = [
    place.isKey ? "Key." : undefined,
    "mandatory" in info && info.mandatory ? "Mandatory." : undefined,
    place.choice === undefined ? undefined : `Choice ${place.choice}.`,
    info.config === false && place.belowConfig ? "State data." : undefined,
    node.kind === "leaf" ? leafFacts(node.info) : undefined,
    node.kind === "leaf-list" ? leafListFacts(node.info) : undefined,
    node.kind === "list" ? listFacts(node.info) : undefined,
    node.kind === "container" && node.info.presence ? "Its presence has a meaning by itself." : undefined,
    ...("must" in info ? (info.must ?? []).map(mustFact) : []),
    ...(info.when ?? []).map(whenFact),
  ];
  return facts.filter((fact) => fact !== undefined && fact !== "") as string[];
}

function leafFacts(info: LeafInfo): string {
  const byDefault = info.default === undefined ? "" : `Default: ${inline(info.default)}.`;
  return sentences(byDefault, unitsFact(info.units), typeFacts(info.type));
}

function leafListFacts(info: LeafListInfo): string {
  const defaults = info.defaults ? `Defaults: ${info.defaults.map(inline).join(", ")}.` : "";
  return sentences(defaults, unitsFact(info.units), typeFacts(info.type), countFacts(info));
}

function listFacts(info: Omit<ListInfo, "children">): string {
  const keys = info.keys.length === 0 ? "" : `Key${info.keys.length > 1 ? "s" : ""}: ${info.keys.join(", ")}.`;
  const unique = (info.unique ?? []).map((set) => `Unique: ${set.map((path) => path.join("/")).join(", ")}.`);
  return sentences(keys, countFacts(info), ...unique);
}

function countFacts(info: { min?: number; max?: number; orderedBy?: "user" }): string {
  const min = info.min === undefined ? "" : `At least ${info.min}.`;
  const max = info.max === undefined ? "" : `At most ${info.max}.`;
  return sentences(min, max, info.orderedBy ? "The order matters." : "");
}

function typeFacts(type: Type): string {
  switch (type.base) {
    case "string":
      return sentences(lengthFact(type.length, "characters"), ...(type.patterns ?? []).map(patternFact));
    case "binary":
      return lengthFact(type.length, "bytes");
    case "leafref":
      return sentences(`Refers to ${inline(type.path.expr)}.`, typeFacts(type.target));
    case "decimal64":
      return sentences(
        rangeFact(type.range),
        `Decimal number with up to ${type.fractionDigits} digits after the point.`,
      );
    default:
      return "range" in type ? rangeFact(type.range) : "";
  }
}

function patternFact(pattern: { readonly xsd: string; readonly invert?: true }): string {
  if (pattern.xsd.length > 100 || pattern.xsd.includes("\n")) return "";
  return `${pattern.invert ? "Must not match" : "Pattern"}: ${inline(pattern.xsd)}.`;
}

function rangeFact(range: Intervals<number | bigint | string> | undefined): string {
  return range ? `Range: ${intervals(range)}.` : "";
}

function lengthFact(length: Intervals<number> | undefined, of: string): string {
  return length ? `Length: ${intervals(length)} ${of}.` : "";
}

function intervals(range: Intervals<number | bigint | string>): string {
  const end = (value: number | bigint | string): string => (value === Infinity ? "any" : String(value));
  return range.map(([low, high]) => (low === high ? end(low) : `${end(low)}..${end(high)}`)).join(", ");
}

function unitsFact(units: string | undefined): string {
  return units === undefined ? "" : `Units: ${units.replace(/\s+/g, " ").replace(/\.$/, "")}.`;
}

function mustFact(must: Must): string {
  if (must.message === undefined) return `Must: ${inline(must.expr)}.`;
  const message = must.message.replace(/\s+/g, " ").trim();
  return `Must: ${/[.!?]$/.test(message) ? message : `${message}.`}`;
}

function whenFact(when: When): string {
  return `Only when ${inline(when.expr)}.`;
}

function inline(text: string): string {
  const line = text.replace(/\s+/g, " ").trim();
  return line.includes("`") ? `'${line}'` : `\`${line}\``;
}

function sentences(...parts: readonly string[]): string {
  return parts.filter((part) => part !== "").join(" ");
}
