import type { ValidationIssue } from "../core/errors.js";
import type { BodyTypes, DocumentKind } from "../xml/sink.js";
import type { Descriptor } from "./descriptor.js";
import { documentRoot, moduleNames } from "./document.js";
import { type AnyDescriptor, descriptorsOf, type Fields, setField } from "./slots.js";
import { TreeNode } from "./tree.js";
import { conditionsHold } from "./validate-conditions.js";
import { Judge } from "./validate-nodes.js";

/** Options of {@link validate}. */
export interface ValidateOptions {
  /** What the value is, which decides the rules that hold. Default `config`. */
  readonly kind?: DocumentKind | undefined;
}

/**
 * Judges a value by its schema (RFC 7950 section 8) and says everything that is wrong with it; an empty array when it is valid.
 *
 * - `config`: a whole configuration. State data is not allowed in it.
 * - `data`: configuration and state, all of it.
 * - `edit`: the content of edit-config. Operations are allowed; mandatory, must, when, leafref, min-elements and unique are not
 *   judged, since what is not changed is not in it.
 * - `rpc`, `reply`, `notification`: the input or output of an rpc, the content of a notification.
 *
 * With the descriptor of a node the value is that node's (one entry of a list). Conditions and references are then judged as far as the
 * value goes: those that look above it, or into modules that were not given, are passed over.
 *
 * @param schema the descriptor of a module or node, or several in an array where the value spans modules
 * @param value what to judge; anything is taken, since judging is what it is for
 * @throws EscError `unsupported` for a pattern of the model that is no regular expression of XML Schema
 */
export function validate(
  schema: Descriptor<BodyTypes> | readonly Descriptor<BodyTypes>[],
  value: unknown,
  options: ValidateOptions = {},
): readonly ValidationIssue[] {
  const descriptors = descriptorsOf(schema);
  const kind = options.kind ?? "config";
  const root = documentRoot(descriptors, kind);
  const whole = !root.only && (kind === "config" || kind === "data" || kind === "edit");
  const partial = whole ? false : isPart(descriptors, kind) ? "node" : "content";
  const document = new TreeNode(
    { partial, modules: moduleNames(descriptors), whenHolds: conditionsHold },
    { index: root.index, value: root.only ? wrapped(root.only, value) : value },
  );
  const judge = new Judge(kind);
  const [only] = root.only ? document.nodes(root.only) : [];
  if (root.only) judge.value(root.only, value, { parent: document, node: only });
  else judge.top(document, descriptors);
  return judge.issues.list;
}

/** Whether something lies above the value in its datastore. */
function isPart(descriptors: readonly AnyDescriptor[], kind: DocumentKind): boolean {
  const [first] = descriptors;
  return first?.kind !== "module" && kind !== "notification" && kind !== "rpc" && kind !== "reply";
}

function wrapped(slot: NonNullable<ReturnType<typeof documentRoot>["only"]>, value: unknown): Fields {
  const fields: Fields = {};
  const several = slot.node.kind === "list" || slot.node.kind === "leaf-list";
  setField(fields, slot, several ? [value] : value);
  return fields;
}
