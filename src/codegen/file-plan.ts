import type { ModuleRef, Type } from "../schema/descriptor.js";
import type {
  CompiledChild,
  CompiledContainer,
  CompiledList,
  CompiledModule,
  CompiledNode,
  CompiledNotification,
  CompiledRpc,
} from "./compiled.js";
import { NameTable, type NameWish, tellingPath } from "./identifiers.js";
import { TypeTable } from "./type-table.js";

/** A node that gets an interface and a constant of its own. */
export type NamedNode = CompiledContainer | CompiledList | CompiledRpc | CompiledNotification;
/** A side of an rpc or action: it gets an interface. */
export type Side = "input" | "output";

/** What one generated file is made of, in the order in which it stands there, with all names given. */
export interface FilePlan {
  /** Each after those that stand in it. */
  readonly nodes: readonly NamedNode[];
  readonly types: TypeTable;
  readonly nameOf: (node: NamedNode) => string;
  /** The interface of an rpc's side; undefined where the side is empty. */
  readonly sideOf: (node: CompiledRpc, side: Side) => string | undefined;
  readonly moduleOf: (module: ModuleRef) => string;
  readonly modules: readonly { readonly name: string; readonly module: ModuleRef }[];
}

/** Walks a module and gives every node, type and module of its file a name. */
export function planFile(module: CompiledModule, typeNames: ReadonlyMap<Type, string>): FilePlan {
  const walk = new Walk(typeNames);
  walk.module(module);
  const names = new NameTable();
  const nodeNames = names.nodes(walk.wishes);
  const modules = new Map([...walk.modules.values()].map((ref) => [ref.name, names.constant(ref.name)]));
  walk.types.name(names);
  const nameOf = (key: string): string => nodeNames.get(key) ?? key;
  return {
    nodes: walk.nodes,
    types: walk.types,
    nameOf: (node) => nameOf(String(node.shape)),
    sideOf: (node, side) => (node[side].length === 0 ? undefined : nameOf(`${node.shape} ${side}`)),
    moduleOf: (ref) => modules.get(ref.name) ?? ref.name,
    modules: [...walk.modules.values()].map((ref) => ({ name: modules.get(ref.name) ?? ref.name, module: ref })),
  };
}

/** Who keeps a name that several nodes want: configuration before state before what is said in calls; then what is higher up. */
const RANKS = { operation: 0, config: 1000, state: 2000, inOperation: 3000 } as const;

class Walk {
  readonly nodes: NamedNode[] = [];
  readonly wishes: Map<string, NameWish> = new Map();
  readonly modules: Map<string, ModuleRef> = new Map();
  readonly types: TypeTable;
  /** True below an rpc, action or notification. */
  #inOperation = false;

  constructor(typeNames: ReadonlyMap<Type, string>) {
    this.types = new TypeTable(typeNames);
  }

  module(module: CompiledModule): void {
    const ref = module.info.module;
    this.modules.set(ref.name, ref);
    const top = [ref.name];
    for (const child of module.data) this.#child(child, top);
    for (const rpc of module.rpcs) this.#rpc(rpc, top);
    for (const notification of module.notifications) this.#notification(notification, top);
  }

  #child(node: CompiledChild, above: readonly string[]): void {
    this.#module(node);
    switch (node.kind) {
      case "container":
      case "list":
        this.#named(node, above, () => this.#inside(node, [...above, node.info.name]));
        return;
      case "choice":
        for (const each of node.cases) for (const child of each.children) this.#child(child, above);
        return;
      case "leaf":
      case "leaf-list":
        this.types.add(node.info.type, node.info.name);
        return;
      default:
        return;
    }
  }

  #inside(node: CompiledContainer | CompiledList, path: readonly string[]): void {
    for (const child of node.children) this.#child(child, path);
    for (const action of node.actions) this.#rpc(action, path);
    for (const notification of node.notifications) this.#notification(notification, path);
  }

  #rpc(node: CompiledRpc, above: readonly string[]): void {
    this.#module(node);
    const path = [...above, node.info.name];
    this.#operation(node, above, () => {
      for (const side of ["input", "output"] as const) {
        if (node[side].length === 0) continue;
        this.wishes.set(`${node.shape} ${side}`, { path: [...path, side], least: 2, rank: RANKS.operation });
        for (const child of node[side]) this.#child(child, [...path, side]);
      }
    });
  }

  #notification(node: CompiledNotification, above: readonly string[]): void {
    this.#module(node);
    this.#operation(node, above, () => {
      for (const child of node.children) this.#child(child, [...above, node.info.name]);
    });
  }

  #module(node: CompiledNode): void {
    const { module } = node.info;
    if (!this.modules.has(module.name)) this.modules.set(module.name, module);
  }

  #operation(node: CompiledRpc | CompiledNotification, above: readonly string[], inside: () => void): void {
    this.#named(node, above, () => {
      const outside = this.#inOperation;
      this.#inOperation = true;
      inside();
      this.#inOperation = outside;
    });
  }

  #rank(node: NamedNode): number {
    if (node.kind === "container" || node.kind === "list") {
      if (this.#inOperation) return RANKS.inOperation;
      return node.info.config === false ? RANKS.state : RANKS.config;
    }
    return RANKS.operation;
  }

  /** Each shape once: the first place it stands in gives the name. */
  #named(node: NamedNode, above: readonly string[], inside: () => void): void {
    const key = String(node.shape);
    if (this.wishes.has(key)) return;
    const path = tellingPath([...above, node.info.name]);
    this.wishes.set(key, { path, rank: this.#rank(node) + path.length });
    inside();
    this.nodes.push(node);
  }
}
