import {
  action,
  anydata,
  anyxml,
  choice,
  container,
  leaf,
  leafList,
  list,
  moduleSchema,
  notification,
  rpc,
} from "../schema/codegen-v1.js";
import type { ChildNode, ModuleSchema, NotificationNode, RpcNode } from "../schema/descriptor.js";
import type { BodyTypes } from "../xml/sink.js";
import { type CompileOptions, compile } from "./compile.js";
import type { CompiledChild, CompiledModule, CompiledNode, CompiledNotification, CompiledRpc } from "./compiled.js";
import type { YangSource } from "./sources.js";

/**
 * Values of a schema that was compiled at run time: no interface knows them. Documents of kind `config`, `edit` and `data` have the
 * module's top-level nodes as properties, `rpc` its calls, `notification` its notifications.
 */
export interface UntypedBody extends BodyTypes {
  config: Readonly<Record<string, unknown>>;
  edit: Readonly<Record<string, unknown>>;
  data: Readonly<Record<string, unknown>>;
  rpc: Readonly<Record<string, unknown>>;
  reply: Readonly<Record<string, unknown>>;
  notification: Readonly<Record<string, unknown>>;
}

/**
 * Compiles YANG at run time, without writing TypeScript: the descriptors are the same as those of generated files.
 *
 * @param sources the texts of modules and submodules
 * @returns a descriptor of each module by its name
 * @throws YangError `invalid-input`, with file, line and statement
 */
export function compileYang(
  sources: readonly YangSource[],
  options: CompileOptions = {},
): Map<string, ModuleSchema<UntypedBody>> {
  const instantiator = new Instantiator();
  const { modules } = compile(sources, options);
  return new Map([...modules].map(([name, module]) => [name, instantiator.module(module)]));
}

/** Makes descriptors of the intermediate form; nodes of one shape share one descriptor, as they do in generated files. */
class Instantiator {
  readonly #made = new Map<number, unknown>();

  module(module: CompiledModule): ModuleSchema<UntypedBody> {
    return moduleSchema<UntypedBody>({
      ...module.info,
      data: module.data.map((child) => this.#child(child)),
      rpcs: module.rpcs.map((each) => this.#rpc(each)),
      notifications: module.notifications.map((each) => this.#notification(each)),
    });
  }

  #once<T>(node: CompiledNode, make: () => T): T {
    const made = this.#made.get(node.shape) as T | undefined;
    if (made !== undefined) return made;
    const fresh = make();
    this.#made.set(node.shape, fresh);
    return fresh;
  }

  #child(node: CompiledChild): ChildNode {
    return this.#once(node, () => this.#makeChild(node));
  }

  #makeChild(node: CompiledChild): ChildNode {
    switch (node.kind) {
      case "container":
        return container({ ...node.info, ...this.#inside(node) });
      case "list":
        return list({ ...node.info, ...this.#inside(node) });
      case "leaf":
        return leaf(node.info);
      case "leaf-list":
        return leafList(node.info);
      case "choice":
        return choice({
          ...node.info,
          cases: node.cases.map((each) => ({ ...each.info, children: this.#children(each.children) })),
        });
      case "anydata":
        return anydata(node.info);
      case "anyxml":
        return anyxml(node.info);
    }
  }

  #inside(node: CompiledChild & { kind: "container" | "list" }) {
    return {
      children: this.#children(node.children),
      ...(node.actions.length > 0 && { actions: node.actions.map((each) => this.#rpc(each)) }),
      ...(node.notifications.length > 0 && {
        notifications: node.notifications.map((each) => this.#notification(each)),
      }),
    };
  }

  #children(nodes: readonly CompiledChild[]): ChildNode[] {
    return nodes.map((node) => this.#child(node));
  }

  #rpc(node: CompiledRpc): RpcNode<unknown, unknown> {
    return this.#once(node, () => {
      const info = { ...node.info, input: this.#children(node.input), output: this.#children(node.output) };
      return node.kind === "rpc" ? rpc(info) : action(info);
    });
  }

  #notification(node: CompiledNotification): NotificationNode<unknown> {
    return this.#once(node, () => notification({ ...node.info, children: this.#children(node.children) }));
  }
}
