import type { AnyNode, ContainerNode, LeafListNode, LeafNode, ListNode, Type } from "../../schema/descriptor.js";
import { XmlElement } from "../../xml/element.js";
import { NETCONF_NS } from "../../xml/names.js";
import { rpcFault } from "../rpc-fault.js";
import { ChildSet, entryKey, withChildren } from "./child-set.js";
import { checkAttributes, type EditOperation, insertPosition, operationAttribute } from "./edit-attributes.js";
import { InstancePath } from "./instance-path.js";
import { canonicalText, childIndex, type SchemaIndex, type SchemaPlace } from "./schema-index.js";

/** How an edit is applied. */
export interface ApplyOptions {
  readonly index: SchemaIndex;
  /** Default `merge`. */
  readonly defaultOperation?: "merge" | "replace" | "none";
}

/**
 * Applies the content of an edit-config to a datastore's (RFC 6241 section 7.2, RFC 7950 sections 7.5.8 to 7.8.6) and returns the new
 * content; the old one stays as it is, so that nothing has to be undone when the result is refused.
 *
 * @param config the top-level elements of the datastore
 * @param edit the `config` element of the request
 * @throws RpcFault for elements and attributes that the schema does not know, missing keys, data-exists and data-missing
 */
export function applyEdit(config: readonly XmlElement[], edit: XmlElement, options: ApplyOptions): XmlElement[] {
  const { index, defaultOperation = "merge" } = options;
  checkAttributes(edit, InstancePath.top);
  const base = defaultOperation === "replace" ? [] : config;
  return applyChildren({ index, current: base, path: InstancePath.top }, edit, defaultOperation);
}

/** One level of a datastore while it is being edited. */
interface Level {
  readonly index: SchemaIndex;
  readonly current: readonly XmlElement[];
  readonly path: InstancePath;
}

function applyChildren(level: Level, edit: XmlElement, inherited: EditOperation): XmlElement[] {
  const set = new ChildSet(level.index, level.current);
  for (const child of edit.elements()) {
    const place = findPlace(level, child);
    const path = level.path.to(place.node, child);
    checkAttributes(child, path);
    const operation = operationAttribute(child, path) ?? inherited;
    applyNode({ set, place, path }, child, operation);
  }
  return set.elements();
}

function findPlace(level: Level, child: XmlElement): SchemaPlace {
  const place = level.index.find(child.namespace, child.local);
  // State data is no part of a configuration datastore (RFC 6241 section 1.4): to an edit it does not exist.
  if (place && place.node.config !== false) return place;
  if (!place && !level.index.knows(child.namespace)) {
    throw rpcFault("unknown-namespace", {
      ...level.path.details,
      message: `No element ${child.local} of namespace "${child.namespace}" is known here`,
      info: { "bad-element": child.local, "bad-namespace": child.namespace },
    });
  }
  throw rpcFault("unknown-element", {
    ...level.path.details,
    message: place
      ? `${child.local} is state data and cannot be configured`
      : `No element ${child.local} is known here`,
    info: { "bad-element": child.local },
  });
}

/** A node being edited, with the siblings it stands among. */
interface Target {
  readonly set: ChildSet;
  readonly place: SchemaPlace;
  readonly path: InstancePath;
}

function applyNode(target: Target, child: XmlElement, operation: EditOperation): void {
  const { node } = target.place;
  if (node.kind === "list") checkKeys(node, child, target.path);
  const key = entryKey(node, child);
  const existing = target.set.get(node, key);
  const exists = existing !== undefined;
  if (operation === "delete" || operation === "remove") {
    if (!exists && operation === "delete") throw missing(target.path, child);
    target.set.delete(node, key);
    return;
  }
  if (operation === "create" && exists) {
    throw rpcFault("data-exists", { ...target.path.details, message: `${child.local} exists already` });
  }
  if (node.kind === "container" || node.kind === "list") {
    applyInner({ ...target, node, key, existing }, child, operation);
  } else if (operation !== "none") {
    put(target, { key, element: leafElement(node, child, target.path) }, child);
  }
}

function missing(path: InstancePath, child: XmlElement): Error {
  return rpcFault("data-missing", { ...path.details, message: `${child.local} does not exist` });
}

interface InnerTarget extends Target {
  readonly node: ContainerNode<unknown> | ListNode<unknown>;
  readonly key: string;
  readonly existing: XmlElement | undefined;
}

function applyInner(target: InnerTarget, child: XmlElement, operation: EditOperation): void {
  const { node, existing, path, key } = target;
  const text = child.children.find((one) => typeof one === "string" && one.trim() !== "");
  if (text !== undefined) {
    throw rpcFault("bad-element", {
      ...path.details,
      message: `${child.local} holds elements, not text`,
      info: { "bad-element": child.local },
    });
  }
  const implied = node.kind === "container" && !node.presence;
  if (operation === "none" && !existing && !implied) throw missing(path, child);
  const fresh = operation === "replace" || operation === "create";
  const children = applyChildren(
    { index: childIndex(node), current: fresh ? [] : (existing?.elements() ?? []), path },
    child,
    fresh ? "merge" : operation,
  );
  // A container without presence is there whenever something is in it (RFC 7950 section 7.5.1).
  if (implied && children.length === 0) target.set.delete(node, key);
  else put(target, { key, element: withChildren(node, children) }, child);
}

/** Sets an element, at the place that `insert` names where the user orders the entries. */
function put(target: Target, entry: { readonly key: string; readonly element: XmlElement }, edit: XmlElement): void {
  const { set, place, path } = target;
  const { key, element } = entry;
  const position = insertPosition(place.node, edit, path);
  if (!position) {
    set.set(place, key, element);
  } else if (!set.insert(place, key, { element, position })) {
    throw rpcFault("bad-attribute", {
      ...path.details,
      appTag: "missing-instance",
      message: `The entry that ${edit.local} is to be put ${position.at} does not exist`,
      info: { "bad-attribute": place.node.kind === "list" ? "key" : "value", "bad-element": edit.local },
    });
  }
}

function leafElement(
  node: LeafNode<unknown> | LeafListNode<unknown> | AnyNode,
  child: XmlElement,
  path: InstancePath,
): XmlElement {
  if (node.kind !== "leaf" && node.kind !== "leaf-list") return new XmlElement({ ...child, attributes: [] });
  const [inside] = child.elements();
  if (inside) {
    throw rpcFault("unknown-element", {
      ...path.details,
      message: `${child.local} is a leaf and holds no elements`,
      info: { "bad-element": inside.local },
    });
  }
  const text = canonicalText(node.type, child.text);
  // The scope stays for values that are qualified names.
  return new XmlElement({
    namespace: node.module.namespace,
    local: node.name,
    children: text === "" ? [] : [text],
    ...(usesPrefixes(node.type) ? { scope: child.scope } : {}),
  });
}

function usesPrefixes(type: Type): boolean {
  const bases = type.base === "union" ? type.types.map((one) => one.base) : [type.base];
  return bases.includes("identityref") || bases.includes("instance-identifier");
}

function checkKeys(node: ListNode<unknown>, child: XmlElement, path: InstancePath): void {
  for (const key of node.keys) {
    if (child.elements(key, node.module.namespace).length > 0) continue;
    throw rpcFault("missing-element", {
      ...path.details,
      message: `${child.local} lacks its key ${key}`,
      info: { "bad-element": key },
    });
  }
}

/** The root of a datastore's content, as filters and the schema runtime take it. */
export function asData(elements: readonly XmlElement[], local: "config" | "data" = "data"): XmlElement {
  return new XmlElement({ namespace: NETCONF_NS, local, children: elements });
}
