import type {
  AnyInfo,
  CaseInfo,
  ChoiceInfo,
  ContainerInfo,
  LeafInfo,
  LeafListInfo,
  ListInfo,
  ModuleInfo,
  NotificationInfo,
  RpcInfo,
  Type,
} from "../schema/descriptor.js";

/*
 * The intermediate form between YANG and what is made of it: the plain info objects that the functions of codegen-v1 take, but
 * with the nodes below them still in this form, and with documentation. Two back-ends read it: `emit` and `instantiate`.
 */

/** What a person should know of a node. Facts (default, range, ...) are in the info. */
export interface Documentation {
  readonly description?: string;
  readonly reference?: string;
}

interface Node<Kind extends string, Info> {
  readonly kind: Kind;
  readonly info: Info;
  readonly doc: Documentation;
  /** Equal for nodes whose descriptors and whose contents' documentation are equal: one constant serves them all. */
  readonly shape: number;
}

/** Actions and notifications of a container or list. */
interface WithOperations {
  readonly actions: readonly CompiledRpc[];
  readonly notifications: readonly CompiledNotification[];
}

type Own<Info> = Omit<Info, "children" | "actions" | "notifications" | "cases" | "input" | "output">;

/** A `container`. */
export interface CompiledContainer extends Node<"container", Own<ContainerInfo>>, WithOperations {
  readonly children: readonly CompiledChild[];
}
/** A `list`. */
export interface CompiledList extends Node<"list", Own<ListInfo>>, WithOperations {
  readonly children: readonly CompiledChild[];
}
/** A `leaf`. */
export interface CompiledLeaf extends Node<"leaf", LeafInfo> {}
/** A `leaf-list`. */
export interface CompiledLeafList extends Node<"leaf-list", LeafListInfo> {}
/** An `anydata` or `anyxml` node. */
export interface CompiledAny extends Node<"anydata" | "anyxml", AnyInfo> {}
/** A `choice`: its cases' nodes stand beside each other in data. */
export interface CompiledChoice extends Node<"choice", Own<ChoiceInfo>> {
  readonly cases: readonly CompiledCase[];
}
/** A case is no descriptor of its own: it is part of its choice's. */
export interface CompiledCase {
  readonly info: Omit<CaseInfo, "children">;
  readonly children: readonly CompiledChild[];
}
/** An `rpc` or `action`. */
export interface CompiledRpc extends Node<"rpc" | "action", Own<RpcInfo>> {
  readonly input: readonly CompiledChild[];
  readonly output: readonly CompiledChild[];
}
/** A `notification`. */
export interface CompiledNotification extends Node<"notification", Own<NotificationInfo>> {
  readonly children: readonly CompiledChild[];
}

/** What can stand below a container, list, case and so on. */
export type CompiledChild =
  | CompiledContainer
  | CompiledList
  | CompiledLeaf
  | CompiledLeafList
  | CompiledAny
  | CompiledChoice;

/** Any node of the intermediate form. */
export type CompiledNode = CompiledChild | CompiledRpc | CompiledNotification;

/** One module, compiled. */
export interface CompiledModule {
  readonly info: Omit<ModuleInfo, "data" | "rpcs" | "notifications">;
  readonly doc: Documentation;
  readonly data: readonly CompiledChild[];
  readonly rpcs: readonly CompiledRpc[];
  readonly notifications: readonly CompiledNotification[];
}

/** All modules of a compilation. */
export interface Compilation {
  readonly modules: ReadonlyMap<string, CompiledModule>;
  /** The typedef that a type comes from, where there is one. */
  readonly typeNames: ReadonlyMap<Type, string>;
  /** What the user should know although it is no error, a sentence each. */
  readonly notes: readonly string[];
}
