import type { ValidationIssue, ValidationIssueCode } from "../../core/errors.js";
import type { DataNode } from "../../schema/descriptor.js";
import { type Fault, type FaultDetails, fault } from "../rpc-fault.js";
import { childIndex, type SchemaIndex } from "./schema-index.js";

/** After so many errors the rest of a reply would tell nothing new. */
const MOST = 20;

/** What a kind of issue is in NETCONF: the error-tag, its error-app-tag, and the name of the leaf in error-info. */
interface Rendering {
  readonly tag: Fault["tag"];
  readonly appTag?: string;
  readonly info?: "bad-element";
}

/** RFC 7950 sections 8.3.1 and 15. A mandatory leaf that is missing is data-missing, as ESC's server has it. */
const RENDERINGS: Readonly<Record<ValidationIssueCode, Rendering>> = {
  "unknown-element": { tag: "unknown-element", info: "bad-element" },
  type: { tag: "invalid-value", info: "bad-element" },
  range: { tag: "invalid-value", info: "bad-element" },
  length: { tag: "invalid-value", info: "bad-element" },
  pattern: { tag: "invalid-value", info: "bad-element" },
  enumeration: { tag: "invalid-value", info: "bad-element" },
  mandatory: { tag: "data-missing" },
  key: { tag: "missing-element", info: "bad-element" },
  "duplicate-key": { tag: "bad-element", info: "bad-element" },
  "duplicate-value": { tag: "bad-element", info: "bad-element" },
  structure: { tag: "bad-element", info: "bad-element" },
  choice: { tag: "bad-element", info: "bad-element" },
  unique: { tag: "operation-failed", appTag: "data-not-unique" },
  "min-elements": { tag: "operation-failed", appTag: "too-few-elements" },
  "max-elements": { tag: "operation-failed", appTag: "too-many-elements" },
  leafref: { tag: "data-missing", appTag: "instance-required" },
  "instance-required": { tag: "data-missing", appTag: "instance-required" },
  must: { tag: "operation-failed", appTag: "must-violation" },
  when: { tag: "unknown-element", info: "bad-element" },
  operation: { tag: "bad-attribute", info: "bad-element" },
  rule: { tag: "operation-failed" },
};

/** The errors with which a server answers a configuration that breaks its model. */
export function issueFaults(issues: readonly ValidationIssue[], index: SchemaIndex): Fault[] {
  return issues.slice(0, MOST).map((issue) => {
    const rendering = RENDERINGS[issue.code];
    const steps = splitPath(issue.path);
    const place = locate(steps, index);
    const appTag = (issue.code === "must" ? mustAppTag(place.node, issue.message) : undefined) ?? rendering.appTag;
    const name = steps.at(-1)?.name ?? "";
    return fault(rendering.tag, {
      ...place.details,
      message: issue.message,
      ...(appTag === undefined ? {} : { appTag }),
      ...(rendering.info ? { info: { [rendering.info]: name } } : {}),
    });
  });
}

interface Step {
  readonly name: string;
  readonly predicates: string;
}

/** The steps of a path like `a/b[name='x/y']/c`. */
function splitPath(path: string): Step[] {
  const steps = path.match(/(?:[^/['"]|\[(?:'[^']*'|"[^"]*"|[^\]'"])*\])+/g) ?? [];
  return steps.map((step) => {
    const at = step.indexOf("[");
    return at < 0 ? { name: step, predicates: "" } : { name: step.slice(0, at), predicates: step.slice(at) };
  });
}

interface Place {
  readonly node: DataNode | undefined;
  readonly details: Pick<FaultDetails, "path" | "prefixes">;
}

/** The node of a path, and the path with prefixes. Steps that the schema does not have keep their bare names. */
function locate(steps: readonly Step[], top: SchemaIndex): Place {
  const prefixes: Record<string, string> = {};
  let index: SchemaIndex | undefined = top;
  let node: DataNode | undefined;
  let text = "";
  for (const { name, predicates } of steps) {
    node = index?.places.find((place) => place.node.name === name || place.node.property === name)?.node;
    index = node ? childIndex(node) : undefined;
    if (node) prefixes[node.module.prefix] = node.module.namespace;
    const prefix = node ? `${node.module.prefix}:` : "";
    text += `/${prefix}${node?.name ?? name}${predicates.replaceAll(/\[(?=[A-Za-z_])/g, `[${prefix}`)}`;
  }
  return { node, details: text === "" ? {} : { path: text, prefixes } };
}

/** The error-app-tag that the model gives the rule which was broken: rules are told apart by their error-message. */
function mustAppTag(node: DataNode | undefined, message: string): string | undefined {
  if (!node || !("must" in node)) return undefined;
  return node.must?.find((must) => must.message !== undefined && message.includes(must.message))?.appTag;
}
