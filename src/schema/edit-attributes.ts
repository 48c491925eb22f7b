import type { ValidationIssueCode } from "../core/errors.js";
import { NETCONF_NS, type XmlAttribute } from "../xml/names.js";
import type { DocumentKind } from "../xml/sink.js";
import { show } from "./codec.js";
import { type EditMetadata, isInsert, isOperation } from "./operation.js";

/** The namespace of the attributes insert, key and value (RFC 7950 sections 5.3.1 and 7.8.6). */
const YANG_NS = "urn:ietf:params:xml:ns:yang:1";

type Report = (code: ValidationIssueCode, message: string) => void;

/** What the attributes of an element say to an edit; undefined when nothing. Attributes of other namespaces are passed over. */
export function readMetadata(
  attributes: readonly XmlAttribute[],
  kind: DocumentKind,
  report: Report,
): EditMetadata | undefined {
  let metadata: EditMetadata | undefined;
  for (const attribute of attributes) {
    const said = readOne(attribute, report);
    if (said === undefined) continue;
    if (kind === "edit") metadata = { ...metadata, ...said };
    else report("operation", `The attribute ${attribute.local} stands in an edit only; this is read as kind ${kind}`);
  }
  return metadata;
}

function readOne({ namespace, local, value }: XmlAttribute, report: Report): EditMetadata | undefined {
  if (namespace === NETCONF_NS && local === "operation") {
    if (isOperation(value)) return { operation: value };
    report("operation", `${show(value)} is not an operation: merge, replace, create, delete or remove`);
  } else if (namespace === YANG_NS && local === "insert") {
    if (isInsert(value)) return { insert: value };
    report("operation", `${show(value)} is no place to insert: first, last, before or after`);
  } else if (namespace === YANG_NS && local === "key") {
    return { key: value };
  } else if (namespace === YANG_NS && local === "value") {
    return { value };
  } else if (namespace === "") {
    // An operation without its prefix would be passed over, and a delete become a merge.
    const mend = local === "operation" ? `: write nc:operation, nc being ${NETCONF_NS}` : "";
    report(local === "operation" ? "operation" : "structure", `The attribute ${local} has no namespace${mend}`);
  }
  return undefined;
}

/** The attributes that say it, with the prefixes `nc` and `yang`. */
export function writeMetadata(metadata: EditMetadata | undefined): XmlAttribute[] {
  if (!metadata) return [];
  const attributes: XmlAttribute[] = [];
  const { operation, insert, key, value } = metadata;
  if (operation !== undefined)
    attributes.push({ namespace: NETCONF_NS, prefix: "nc", local: "operation", value: operation });
  for (const [local, said] of Object.entries({ insert, key, value })) {
    if (said !== undefined) attributes.push({ namespace: YANG_NS, prefix: "yang", local, value: said });
  }
  return attributes;
}
