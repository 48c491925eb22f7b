import type { DocumentKind } from "../xml/sink.js";
import type { ModuleNames } from "./codec.js";
import type { ChildNode, ModuleRef } from "./descriptor.js";
import { type AnyDescriptor, indexOf, Slot, SlotIndex } from "./slots.js";

/** What stands at the top of a document, by descriptor and kind. */
export interface DocumentRoot {
  readonly index: SlotIndex;
  /** The one node whose value the document's value is; undefined where the value has the top-level nodes as properties. */
  readonly only?: Slot;
}

/** The top of a document of one or several descriptors. Several are as one whose nodes are all theirs. */
export function documentRoot(descriptors: readonly AnyDescriptor[], kind: DocumentKind): DocumentRoot {
  const [first] = descriptors;
  if (first !== undefined && descriptors.length === 1) return rootOf(first, kind);
  const indexes = descriptors.map((one) => rootOf(one, kind).index);
  const slots = indexes.flatMap((index) => index.slots);
  return {
    index: new SlotIndex(
      slots,
      indexes.flatMap((index) => index.children),
    ),
  };
}

const roots = new WeakMap<AnyDescriptor, Map<DocumentKind, DocumentRoot>>();

function rootOf(descriptor: AnyDescriptor, kind: DocumentKind): DocumentRoot {
  let byKind = roots.get(descriptor);
  if (!byKind) {
    byKind = new Map();
    roots.set(descriptor, byKind);
  }
  let root = byKind.get(kind);
  if (!root) {
    root = makeRoot(descriptor, kind);
    byKind.set(kind, root);
  }
  return root;
}

function makeRoot(descriptor: AnyDescriptor, kind: DocumentKind): DocumentRoot {
  if (descriptor.kind === "module") return { index: moduleIndex(descriptor, kind) };
  if (descriptor.kind === "rpc" || descriptor.kind === "action") {
    if (kind === "reply") return { index: indexOf(descriptor.output) };
    const only = new Slot(descriptor, descriptor.input);
    return { index: new SlotIndex([only]), only };
  }
  const only = new Slot(descriptor, "children" in descriptor ? descriptor.children : undefined);
  return { index: new SlotIndex([only]), only };
}

function moduleIndex(module: AnyDescriptor & { kind: "module" }, kind: DocumentKind): SlotIndex {
  switch (kind) {
    case "rpc":
      return new SlotIndex(module.rpcs.map((rpc) => new Slot(rpc, rpc.input)));
    case "notification":
      return new SlotIndex(module.notifications.map((notification) => new Slot(notification, notification.children)));
    case "reply":
      // Which call the reply answers is not known here: the output of any of them may stand in it, or the data of a get.
      return new SlotIndex([...module.rpcs.flatMap((rpc) => indexOf(rpc.output).slots), ...indexOf(module.data).slots]);
    default:
      return indexOf(module.data);
  }
}

const names = new WeakMap<AnyDescriptor, readonly ModuleRef[]>();

/** Names, namespaces and prefixes of all modules that have nodes in the descriptors. */
export function moduleNames(descriptors: readonly AnyDescriptor[]): ModuleNames {
  let byName: Map<string, ModuleRef> | undefined;
  let byNamespace: Map<string, ModuleRef> | undefined;
  const fill = () => {
    const refs = descriptors.flatMap(modulesOf);
    byName = new Map(refs.map((ref) => [ref.name, ref]));
    byNamespace = new Map(refs.map((ref) => [ref.namespace, ref]));
  };
  // Most documents have no qualified names in values: the walk over the schema waits until one does.
  const named = (name: string) => {
    if (!byName) fill();
    return byName?.get(name);
  };
  const spaced = (namespace: string) => {
    if (!byNamespace) fill();
    return byNamespace?.get(namespace);
  };
  return {
    namespaceOf: (module) => named(module)?.namespace,
    moduleOf: (namespace) => spaced(namespace)?.name,
    prefixOf: (namespace) => spaced(namespace)?.prefix,
  };
}

function modulesOf(descriptor: AnyDescriptor): readonly ModuleRef[] {
  let found = names.get(descriptor);
  if (!found) {
    const refs = new Map<string, ModuleRef>([[descriptor.module.name, descriptor.module]]);
    for (const children of childArrays(descriptor)) collect(children, refs, new Set());
    found = [...refs.values()];
    names.set(descriptor, found);
  }
  return found;
}

function childArrays(descriptor: AnyDescriptor): (readonly ChildNode[])[] {
  if (descriptor.kind === "module") {
    return [descriptor.data, ...descriptor.rpcs.flatMap(childArrays), ...descriptor.notifications.flatMap(childArrays)];
  }
  if (descriptor.kind === "rpc" || descriptor.kind === "action") return [descriptor.input, descriptor.output];
  return "children" in descriptor ? [descriptor.children] : [];
}

function collect(children: readonly ChildNode[], refs: Map<string, ModuleRef>, seen: Set<readonly ChildNode[]>): void {
  if (seen.has(children)) return;
  seen.add(children);
  for (const child of children) {
    refs.set(child.module.name, child.module);
    if (child.kind === "choice") for (const one of child.cases) collect(one.children, refs, seen);
    else if ("children" in child) collect(child.children, refs, seen);
  }
}
