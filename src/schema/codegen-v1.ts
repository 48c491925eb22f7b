import type { BodySink, BodyTypes, DocumentKind, Readable, SameBody } from "../xml/sink.js";
import { createSink } from "./decode.js";
import type {
  AnyInfo,
  AnyNode,
  ChoiceInfo,
  ChoiceNode,
  ContainerInfo,
  ContainerNode,
  LeafInfo,
  LeafListInfo,
  LeafListNode,
  LeafNode,
  ListInfo,
  ListNode,
  ModuleInfo,
  ModuleSchema,
  NotificationInfo,
  NotificationNode,
  RpcBody,
  RpcInfo,
  RpcNode,
} from "./descriptor.js";
import type { AnyDescriptor } from "./slots.js";

/*
 * The versioned door: the only thing that generated files import. What stands here keeps its meaning for as long as
 * generated files of this version are in use; a change of meaning becomes codegen-v2.ts beside it.
 */

export type { XmlElement } from "../xml/element.js";
export type { BodyTypes } from "../xml/sink.js";
export type {
  ContainerNode,
  ListNode,
  ModuleRef,
  ModuleSchema,
  NotificationNode,
  RpcNode,
  Type,
} from "./descriptor.js";

/** Descriptor of a `container`. */
export function container<T>(info: ContainerInfo): ContainerNode<T> {
  return readable<ContainerInfo & { kind: "container" }, SameBody<T>>({ kind: "container", ...info });
}

/** Descriptor of a `list`; `T` is one entry. */
export function list<T>(info: ListInfo): ListNode<T> {
  return readable<ListInfo & { kind: "list" }, SameBody<T>>({ kind: "list", ...info });
}

/** Descriptor of a `leaf`. */
export function leaf<T>(info: LeafInfo): LeafNode<T> {
  return readable<LeafInfo & { kind: "leaf" }, SameBody<T>>({ kind: "leaf", ...info });
}

/** Descriptor of a `leaf-list`; `T` is one value. */
export function leafList<T>(info: LeafListInfo): LeafListNode<T> {
  return readable<LeafListInfo & { kind: "leaf-list" }, SameBody<T>>({ kind: "leaf-list", ...info });
}

/** Descriptor of a `choice`. */
export function choice(info: ChoiceInfo): ChoiceNode {
  return { kind: "choice", ...info };
}

/** Descriptor of an `anydata` node. */
export function anydata(info: AnyInfo): AnyNode {
  return { kind: "anydata", ...info };
}

/** Descriptor of an `anyxml` node. */
export function anyxml(info: AnyInfo): AnyNode {
  return { kind: "anyxml", ...info };
}

/** Descriptor of an `rpc`. */
export function rpc<Input, Output>(info: RpcInfo): RpcNode<Input, Output> {
  return readable<RpcInfo & { kind: "rpc" }, RpcBody<Input, Output>>({ kind: "rpc", ...info });
}

/** Descriptor of an `action`. */
export function action<Input, Output>(info: RpcInfo): RpcNode<Input, Output> {
  return readable<RpcInfo & { kind: "action" }, RpcBody<Input, Output>>({ kind: "action", ...info });
}

/** Descriptor of a `notification`. */
export function notification<T>(info: NotificationInfo): NotificationNode<T> {
  return readable<NotificationInfo & { kind: "notification" }, SameBody<T>>({ kind: "notification", ...info });
}

/** Descriptor of a module: `schema` of a generated file. */
export function moduleSchema<Types extends BodyTypes>(info: ModuleInfo): ModuleSchema<Types> {
  return readable<ModuleInfo & { kind: "module" }, Types>({ kind: "module", ...info });
}

/** Gives a descriptor its way to read documents. Everything else that is done with descriptors takes them as arguments. */
function readable<I extends AnyDescriptor, Types extends BodyTypes>(info: I): I & Readable<Types> {
  const node: I & Readable<Types> = {
    ...info,
    createSink: <Kind extends DocumentKind>(kind: Kind): BodySink<Types[Kind]> => createSink<Types, Kind>(node, kind),
  };
  return node;
}
