import type { ModuleInfo, Type } from "../schema/descriptor.js";
import { type ConfigMap, keyNames } from "./check-tree.js";
import type {
  CompiledAny,
  CompiledCase,
  CompiledChild,
  CompiledChoice,
  CompiledContainer,
  CompiledLeaf,
  CompiledLeafList,
  CompiledList,
  CompiledModule,
  CompiledNode,
  CompiledNotification,
  CompiledRpc,
} from "./compiled.js";
import type { CompileContext } from "./context.js";
import { defaultText } from "./default-value.js";
import { type LeafType, LeafTypes } from "./leaf-types.js";
import { docOf, docOfNode, elements, propertyOf, shapeKey, unitsOf } from "./lower-parts.js";
import type { YangModule } from "./modules.js";
import { ShapeTable } from "./shapes.js";
import type { Statement } from "./statements.js";
import type { SchemaNode } from "./tree.js";
import { uniqueSets } from "./unique.js";
import { mustsOf, whensOf } from "./xpath-ref.js";

/** Turns the finished schema tree into the intermediate form. */
export class Lowering {
  readonly #context: CompileContext;
  readonly #root: SchemaNode;
  readonly #config: ConfigMap;
  readonly #types: LeafTypes;
  readonly #shapes: ShapeTable = new ShapeTable();

  constructor(context: CompileContext, root: SchemaNode, config: ConfigMap) {
    this.#context = context;
    this.#root = root;
    this.#config = config;
    this.#types = new LeafTypes(context, root);
  }

  /** The typedef that a type comes from, for the types seen so far. */
  get typeNames(): ReadonlyMap<Type, string> {
    return this.#types.names;
  }

  /**
   * @throws YangError for what only shows when types meet values: leafrefs without target, defaults that do not fit, ...
   */
  module(module: YangModule): CompiledModule {
    for (const root of module.roots) this.#types.check(root);
    const own = this.#root.children.filter((node) => node.module.name === module.name);
    const features = this.#context.definitions.all("feature", module);
    const info: ModuleInfo = {
      module: module.ref,
      data: [],
      rpcs: [],
      notifications: [],
      ...(features.length > 0 && {
        features: features.filter((each) => this.#context.features.isOn(each)).map((each) => each.text),
      }),
    };
    const { data: _data, rpcs: _rpcs, notifications: _notifications, ...rest } = info;
    const [main] = module.roots;
    return {
      info: rest,
      doc: main ? docOf((keyword) => main.first(keyword)) : {},
      data: own.flatMap((node) => this.#child(node) ?? []),
      rpcs: own.filter((node) => node.kind === "rpc").map((node) => this.#rpc(node)),
      notifications: own.filter((node) => node.kind === "notification").map((node) => this.#notification(node)),
    };
  }

  /** The node in the intermediate form; undefined for kinds that are not among children. */
  #child(node: SchemaNode): CompiledChild | undefined {
    switch (node.kind) {
      case "container":
        return this.#container(node);
      case "list":
        return this.#list(node);
      case "leaf":
        return this.#leaf(node);
      case "leaf-list":
        return this.#leafList(node);
      case "choice":
        return this.#choice(node);
      case "anydata":
      case "anyxml":
        return this.#any(node, node.kind);
      default:
        return undefined;
    }
  }

  #container(node: SchemaNode): CompiledContainer {
    const info = {
      ...this.#common(node),
      ...(node.first("presence") && { presence: true as const }),
      ...this.#must(node),
    };
    return this.#shaped({ kind: "container", info, doc: docOfNode(node), ...this.#inside(node) });
  }

  #list(node: SchemaNode): CompiledList {
    const unique = uniqueSets(node, this.#context);
    const info = {
      ...this.#common(node),
      keys: keyNames(node),
      ...(unique && { unique }),
      ...elements(node),
      ...this.#must(node),
    };
    return this.#shaped({ kind: "list", info, doc: docOfNode(node), ...this.#inside(node) });
  }

  #leaf(node: SchemaNode): CompiledLeaf {
    const leafType = this.#types.of(node);
    const mandatory = node.first("mandatory")?.text === "true";
    const isKey = node.parent?.kind === "list" && keyNames(node.parent).includes(node.name);
    const byDefault = node.first("default") ?? leafType.default;
    const text = byDefault && this.#default(byDefault, leafType);
    const info = {
      ...this.#common(node),
      type: leafType.type,
      ...(mandatory && { mandatory: true as const }),
      // Defaults of keys are to be ignored (RFC 7950 section 7.8.2), and a typedef's gives way to mandatory.
      ...(text !== undefined && !mandatory && !isKey && { default: text }),
      ...unitsOf(node, leafType),
      ...this.#must(node),
    };
    return this.#shaped({ kind: "leaf", info, doc: docOfNode(node) });
  }

  #leafList(node: SchemaNode): CompiledLeafList {
    const leafType = this.#types.of(node);
    const own = node.all("default");
    const inherited = leafType.default && this.#mayInherit(node) ? [leafType.default] : [];
    const defaults = (own.length > 0 ? own : inherited).map((each) => this.#default(each, leafType));
    const info = {
      ...this.#common(node),
      type: leafType.type,
      ...elements(node),
      ...(defaults.length > 0 && { defaults }),
      ...unitsOf(node, leafType),
      ...this.#must(node),
    };
    return this.#shaped({ kind: "leaf-list", info, doc: docOfNode(node) });
  }

  /** A leaf-list takes the default of its type in YANG 1.1, unless it needs entries (RFC 7950 section 7.7.2). */
  #mayInherit(node: SchemaNode): boolean {
    return this.#context.modules.is11(node.statement) && Number(node.first("min-elements")?.text ?? 0) === 0;
  }

  #default(statement: Statement, { type }: LeafType): string {
    return defaultText(statement, type, this.#context);
  }

  #any(node: SchemaNode, kind: "anydata" | "anyxml"): CompiledAny {
    const mandatory = node.first("mandatory")?.text === "true" && { mandatory: true as const };
    return this.#shaped({
      kind,
      info: { ...this.#common(node), ...mandatory, ...this.#must(node) },
      doc: docOfNode(node),
    });
  }

  #choice(node: SchemaNode): CompiledChoice {
    const byDefault = node.first("default")?.text;
    const info = {
      ...this.#common(node),
      ...(node.first("mandatory")?.text === "true" && { mandatory: true as const }),
      ...(byDefault !== undefined && { default: byDefault.slice(byDefault.indexOf(":") + 1) }),
    };
    const cases = node.children.map((each): CompiledCase => {
      const when = whensOf(each, this.#context);
      return { info: { name: each.name, ...(when && { when }) }, children: this.#children(each) };
    });
    return this.#shaped({ kind: "choice", info, doc: docOfNode(node), cases });
  }

  #rpc(node: SchemaNode): CompiledRpc {
    const [input, output] = ["input", "output"].map((side) => node.children.find((child) => child.kind === side));
    const inputMust = input && mustsOf(input, this.#context);
    const outputMust = output && mustsOf(output, this.#context);
    const info = { ...this.#common(node), ...(inputMust && { inputMust }), ...(outputMust && { outputMust }) };
    return this.#shaped({
      kind: node.kind === "action" ? "action" : "rpc",
      info,
      doc: docOfNode(node),
      input: input ? this.#children(input) : [],
      output: output ? this.#children(output) : [],
    });
  }

  #notification(node: SchemaNode): CompiledNotification {
    const info = { ...this.#common(node), ...this.#must(node) };
    return this.#shaped({ kind: "notification", info, doc: docOfNode(node), children: this.#children(node) });
  }

  #children(node: SchemaNode): CompiledChild[] {
    return node.children.flatMap((child) => this.#child(child) ?? []);
  }

  #inside(node: SchemaNode): Pick<CompiledContainer, "children" | "actions" | "notifications"> {
    return {
      children: this.#children(node),
      actions: node.children.filter((child) => child.kind === "action").map((child) => this.#rpc(child)),
      notifications: node.children
        .filter((child) => child.kind === "notification")
        .map((child) => this.#notification(child)),
    };
  }

  #must(node: SchemaNode): { must: NonNullable<ReturnType<typeof mustsOf>> } | undefined {
    const must = mustsOf(node, this.#context);
    return must && { must };
  }

  /** What every kind of node has. */
  #common(node: SchemaNode) {
    const status = node.first("status")?.text;
    const when = whensOf(node, this.#context);
    const extensions = this.#extensions(node);
    const property = propertyOf(node);
    return {
      module: node.module.ref,
      name: node.name,
      ...(property !== undefined && { property }),
      ...(this.#config.get(node) === "state" && { config: false as const }),
      ...((status === "deprecated" || status === "obsolete") && { status: status as "deprecated" | "obsolete" }),
      ...(when && { when }),
      ...(extensions.length > 0 && { extensions }),
    };
  }

  #extensions(node: SchemaNode): { keyword: string; argument?: string }[] {
    return node.properties
      .filter((property) => property.prefix !== undefined)
      .map((property) => {
        const prefix = property.prefix ?? "";
        const module = this.#context.modules.moduleName(prefix, property) ?? prefix;
        const keyword = `${module}:${property.keyword}`;
        return property.argument === undefined ? { keyword } : { keyword, argument: property.argument };
      });
  }

  #shaped<T extends Omit<CompiledNode, "shape">>(node: T): T & { shape: number } {
    const { doc: _, ...rest } = node;
    return { ...node, shape: this.#shapes.of(shapeKey(rest)) };
  }
}
