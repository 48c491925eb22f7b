import type {
  CompiledCase,
  CompiledChild,
  CompiledModule,
  CompiledNode,
  CompiledNotification,
  CompiledRpc,
} from "./compiled.js";
import type { FilePlan, NamedNode } from "./file-plan.js";
import { arrayCode, type Code, callCode, literalCode, objectCode } from "./print.js";

/** The functions of the door, by the kind of node. */
const FUNCTIONS = {
  container: "container",
  list: "list",
  leaf: "leaf",
  "leaf-list": "leafList",
  choice: "choice",
  anydata: "anydata",
  anyxml: "anyxml",
  rpc: "rpc",
  action: "action",
  notification: "notification",
} as const satisfies Record<CompiledNode["kind"], string>;

/** Writes descriptors as calls of the door; remembers which of its functions were used. */
export class DescriptorWriter {
  readonly used: Set<string> = new Set();
  readonly #plan: FilePlan;

  constructor(plan: FilePlan) {
    this.#plan = plan;
  }

  /** The call that makes the descriptor of a node with a constant of its own. */
  definition(node: NamedNode): Code {
    return this.#call(node, this.#nested(node));
  }

  /** The call that makes a module's schema. */
  module(module: CompiledModule): Code {
    this.used.add("moduleSchema");
    const { info } = module;
    return callCode(
      "moduleSchema",
      objectCode({
        module: this.#plan.moduleOf(info.module),
        data: this.#children(module.data),
        rpcs: this.#names(module.rpcs),
        notifications: this.#names(module.notifications),
        features: info.features && literalCode(info.features),
      }),
    );
  }

  #call(node: CompiledNode, nested: Readonly<Record<string, Code | undefined>>): Code {
    const name = FUNCTIONS[node.kind];
    this.used.add(name);
    const { module, ...info } = node.info;
    const members = Object.entries(info).map(([key, value]): [string, Code | undefined] => [
      key,
      value === undefined ? undefined : literalCode(value),
    ]);
    const type = "type" in node.info ? { type: this.#plan.types.code(node.info.type) } : {};
    const own = { module: this.#plan.moduleOf(module), ...Object.fromEntries(members), ...type };
    return callCode(name, objectCode({ ...own, ...nested }));
  }

  #nested(node: NamedNode): Record<string, Code | undefined> {
    switch (node.kind) {
      case "rpc":
      case "action":
        return { input: this.#children(node.input), output: this.#children(node.output) };
      case "notification":
        return { children: this.#children(node.children) };
      default:
        return {
          children: this.#children(node.children),
          actions: node.actions.length > 0 ? this.#names(node.actions) : undefined,
          notifications: node.notifications.length > 0 ? this.#names(node.notifications) : undefined,
        };
    }
  }

  #children(children: readonly CompiledChild[]): Code {
    return arrayCode(children.map((child) => this.#child(child)));
  }

  #child(node: CompiledChild): Code {
    if (node.kind === "container" || node.kind === "list") return this.#plan.nameOf(node);
    if (node.kind === "choice")
      return this.#call(node, { cases: arrayCode(node.cases.map((each) => this.#case(each))) });
    return this.#call(node, {});
  }

  #case({ info, children }: CompiledCase): Code {
    return objectCode({
      name: literalCode(info.name),
      children: this.#children(children),
      when: info.when && literalCode(info.when),
    });
  }

  #names(nodes: readonly (CompiledRpc | CompiledNotification)[]): Code {
    return arrayCode(nodes.map((node) => this.#plan.nameOf(node)));
  }
}
