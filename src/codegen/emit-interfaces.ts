import type { CompiledChild, CompiledModule, CompiledNode, CompiledRpc } from "./compiled.js";
import { docComment } from "./doc-comments.js";
import type { FilePlan, NamedNode, Side } from "./file-plan.js";
import { propertyName } from "./print.js";
import { elementType, valueType } from "./type-text.js";

const WIDTH = 140;

/** A property of an interface: a node, and where it stands. */
interface Member {
  readonly node: CompiledChild;
  readonly choice?: string;
}

/** Writes the interfaces of values; remembers whether XmlElement was used. */
export class InterfaceWriter {
  usesXmlElement = false;
  readonly #plan: FilePlan;

  constructor(plan: FilePlan) {
    this.#plan = plan;
  }

  /** The interfaces of a node with a constant of its own: two for an rpc, one for anything else. */
  of(node: NamedNode): string {
    if ("input" in node) return this.#side(node, "input") + this.#side(node, "output");
    const keys = node.kind === "list" ? node.info.keys : [];
    const place = { belowConfig: node.info.config !== false && node.kind !== "notification" };
    const body = this.#members(node.children).map((member) => this.#property(member, keys, place.belowConfig));
    return `${docComment(node, "", place)}${braces(this.#plan.nameOf(node), body)}`;
  }

  /** What a module has at its top: the interfaces `Data`, `Rpc`, `Reply` and `Notification`. */
  top(module: CompiledModule): string {
    const name = module.info.module.name;
    const data = this.#members(module.data);
    const parts = [
      `/** The top-level data nodes of ${name}, configuration and state. */\n`,
      braces(
        "Data",
        data.map((member) => this.#property(member, [], true)),
      ),
    ];
    if (module.rpcs.length > 0) {
      const calls = module.rpcs.map((rpc) => this.#reference(rpc, this.#plan.sideOf(rpc, "input") ?? EMPTY));
      parts.push(`\n/** A call of one of the rpcs of ${name}. */\n${braces("Rpc", calls)}`);
      parts.push(`\n/** The output of an rpc of ${name}, or the data of a get. */\n${this.#reply(module)}`);
    }
    if (module.notifications.length > 0) {
      const contents = module.notifications.map((each) => this.#reference(each, this.#plan.nameOf(each)));
      parts.push(`\n/** One of the notifications of ${name}. */\n${braces("Notification", contents)}`);
    }
    return parts.join("");
  }

  #side(node: CompiledRpc, side: Side): string {
    const name = this.#plan.sideOf(node, side);
    if (name === undefined) return "";
    const about = `/** The ${side} of the ${node.kind} ${node.info.name}. */\n`;
    const comment = side === "input" ? docComment(node, "") || about : about;
    return `${comment}${braces(
      name,
      this.#members(node[side]).map((member) => this.#property(member, [], false)),
    )}\n`;
  }

  /** Which rpc a reply answers cannot be seen in it: the outputs of all, and the data nodes, are its properties. */
  #reply(module: CompiledModule): string {
    const types = new Map<string, { text: string[]; comment: string }>();
    const members = [...module.rpcs.flatMap((rpc) => this.#members(rpc.output)), ...this.#members(module.data)];
    for (const member of members) {
      const name = propertyOf(member.node);
      const known = types.get(name) ?? { text: [], comment: this.#comment(member, false, false) };
      const text = this.#type(member.node);
      if (!known.text.includes(text)) known.text.push(text);
      types.set(name, known);
    }
    return braces(
      "Reply",
      [...types].map(([name, { text, comment }]) => `${comment}  ${propertyName(name)}?: ${text.join(" | ")};\n`),
    );
  }

  #reference(node: CompiledNode, type: string): string {
    return `${docComment(node, "  ")}  ${propertyName(propertyOf(node))}?: ${type};\n`;
  }

  #members(children: readonly CompiledChild[], choice?: string): Member[] {
    return children.flatMap((node): Member[] => {
      if (node.kind !== "choice") return [choice === undefined ? { node } : { node, choice }];
      return node.cases.flatMap((each) => {
        const here = `${node.info.name}, case ${each.info.name}`;
        return this.#members(each.children, choice === undefined ? here : `${choice}; ${here}`);
      });
    });
  }

  #property(member: Member, keys: readonly string[], belowConfig: boolean): string {
    const { node } = member;
    const isKey = keys.includes(node.info.name) && node.kind === "leaf";
    const head = `  ${propertyName(propertyOf(node))}${isKey ? "" : "?"}: `;
    return `${this.#comment(member, isKey, belowConfig)}${head}${wrapped(this.#type(node), head.length)};\n`;
  }

  #comment({ node, choice }: Member, isKey: boolean, belowConfig: boolean): string {
    return docComment(node, "  ", { isKey, belowConfig, ...(choice !== undefined && { choice }) });
  }

  #type(node: CompiledChild): string {
    switch (node.kind) {
      case "container":
        return this.#plan.nameOf(node);
      case "list":
        return `readonly ${this.#plan.nameOf(node)}[]`;
      case "leaf":
        return valueType(node.info.type, (type) => this.#plan.types.aliasOf(type));
      case "leaf-list":
        return `readonly ${elementType([valueType(node.info.type, (type) => this.#plan.types.aliasOf(type))])}[]`;
      default:
        this.usesXmlElement = true;
        return "XmlElement";
    }
  }
}

/** The input of an rpc without any. */
const EMPTY = "Record<string, never>";

function propertyOf(node: CompiledNode): string {
  return node.info.property ?? node.info.name;
}

function braces(name: string, members: readonly string[]): string {
  return members.length === 0 ? `export interface ${name} {}\n` : `export interface ${name} {\n${members.join("")}}\n`;
}

/** A long union on several lines. */
export function wrapped(type: string, column: number): string {
  if (column + type.length <= WIDTH || !type.includes('" | ') || type.startsWith("readonly ")) return type;
  const lines: string[] = [];
  for (const part of type.split(/ \| (?=["(A-Za-z])/)) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + part.length + 3 <= WIDTH - 4) lines[lines.length - 1] = `${last} | ${part}`;
    else lines.push(part);
  }
  return lines.map((line) => `\n    | ${line}`).join("");
}
