import type { DataNode } from "../../schema/descriptor.js";
import type { XmlElement } from "../../xml/element.js";
import type { XmlAttribute } from "../../xml/names.js";
import { NETCONF_NS } from "../../xml/names.js";
import { rpcFault } from "../rpc-fault.js";
import type { Position } from "./child-set.js";
import type { InstancePath } from "./instance-path.js";
import { canonicalText, childIndex } from "./schema-index.js";

/** What is done with a node of an edit (RFC 6241 section 7.2). `none` only walks on. */
export type EditOperation = "merge" | "replace" | "create" | "delete" | "remove" | "none";

const YANG_NS = "urn:ietf:params:xml:ns:yang:1";
const XML_NS = "http://www.w3.org/XML/1998/namespace";
const OPERATIONS: readonly string[] = ["merge", "replace", "create", "delete", "remove"];

/** Refuses attributes that mean nothing in an edit: mostly an `operation` whose prefix was forgotten. */
export function checkAttributes(element: XmlElement, path: InstancePath): void {
  const bad = element.attributes.find((attribute) => !isKnown(attribute));
  if (!bad) return;
  throw rpcFault("unknown-attribute", {
    ...path.details,
    message: `Attribute ${bad.local} of ${element.local} is not known${
      bad.local === "operation" ? `: it belongs to the namespace ${NETCONF_NS}` : ""
    }`,
    info: { "bad-attribute": bad.local, "bad-element": element.local },
  });
}

function isKnown({ namespace, local }: XmlAttribute): boolean {
  if (namespace === NETCONF_NS) return local === "operation";
  if (namespace === YANG_NS) return local === "insert" || local === "key" || local === "value";
  return namespace === XML_NS;
}

/** The operation that an element of an edit carries. */
export function operationAttribute(element: XmlElement, path: InstancePath): EditOperation | undefined {
  const value = element.attribute("operation", NETCONF_NS);
  if (value === undefined) return undefined;
  if (OPERATIONS.includes(value)) return value as EditOperation;
  throw rpcFault("bad-attribute", {
    ...path.details,
    message: `Operation "${value}" is none of ${OPERATIONS.join(", ")}`,
    info: { "bad-attribute": "operation", "bad-element": element.local },
  });
}

/** Where an entry is to go, as its attributes insert, key and value say (RFC 7950 sections 7.7.9 and 7.8.6). */
export function insertPosition(node: DataNode, element: XmlElement, path: InstancePath): Position | undefined {
  const at = element.attribute("insert", YANG_NS);
  if (at === undefined) return undefined;
  if ((node.kind !== "list" && node.kind !== "leaf-list") || node.orderedBy !== "user") {
    throw rpcFault("unknown-attribute", {
      ...path.details,
      message: `${element.local} is not ordered by the user: insert has no meaning on it`,
      info: { "bad-attribute": "insert", "bad-element": element.local },
    });
  }
  if (at === "first" || at === "last") return { at };
  const name = node.kind === "list" ? "key" : "value";
  const reference = element.attribute(name, YANG_NS);
  if ((at === "before" || at === "after") && reference !== undefined) {
    return { at, entry: node.kind === "list" ? keyOfPredicates(node, reference) : canonicalText(node.type, reference) };
  }
  const known = at === "before" || at === "after";
  throw rpcFault(known ? "missing-attribute" : "bad-attribute", {
    ...path.details,
    message: known
      ? `insert="${at}" needs the attribute ${name}`
      : `insert="${at}" is none of first, last, before, after`,
    info: { "bad-attribute": known ? name : "insert", "bad-element": element.local },
  });
}

const PREDICATE = /\[\s*(?:[\w.-]+:)?([\w.-]+)\s*=\s*(?:'([^']*)'|"([^"]*)")\s*\]/g;

/** The key of the entry that predicates like `[ex:name='x'][ex:unit='1']` name. */
function keyOfPredicates(node: Extract<DataNode, { kind: "list" }>, text: string): string {
  const values = new Map([...text.matchAll(PREDICATE)].map((match) => [match[1], match[2] ?? match[3] ?? ""]));
  const index = childIndex(node);
  return JSON.stringify(
    node.keys.map((key) => {
      const leaf = index.find(node.module.namespace, key)?.node;
      const value = values.get(key) ?? "";
      return leaf?.kind === "leaf" ? canonicalText(leaf.type, value) : value;
    }),
  );
}
