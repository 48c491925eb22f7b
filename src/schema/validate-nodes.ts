import { XmlElement } from "../xml/element.js";
import type { DocumentKind } from "../xml/sink.js";
import { checkValue, Problem } from "./codec.js";
import type { ChildNode, ChoiceNode, Must, RpcInfo } from "./descriptor.js";
import { Issues, nearest } from "./issues.js";
import { isPlainObject, metadataOf, plainValue } from "./operation.js";
import type { PathStep } from "./path.js";
import { type AnyDescriptor, dataNodes, type Fields, getField, type Slot, slotOf } from "./slots.js";
import { isAbsent, type TreeNode } from "./tree.js";
import { unknownElements } from "./unknown-elements.js";
import { checkChoice, hasNodes } from "./validate-choices.js";
import { conditionsHold, evaluated, failedCondition, isConditional, trouble } from "./validate-conditions.js";
import { checkDuplicateEntries, checkDuplicateValues, checkUnique } from "./validate-lists.js";
import { checkMetadata } from "./validate-operations.js";
import { checkReference } from "./validate-references.js";

/** Where a value stands in the tree: its parent's node, and its own where it has one. */
interface Place {
  readonly parent: TreeNode;
  readonly node: TreeNode | undefined;
  readonly position?: number;
}

/** Walks a value by its schema and collects what is wrong. */
export class Judge {
  readonly issues: Issues = new Issues();
  readonly #kind: DocumentKind;
  /** False for edits: what is not in them is not known. */
  readonly #whole: boolean;
  readonly #steps: PathStep[] = [];

  constructor(kind: DocumentKind) {
    this.#kind = kind;
    this.#whole = kind !== "edit";
  }

  /** Judges the top of a module's value, or the output of an rpc. */
  top(document: TreeNode, descriptors: readonly AnyDescriptor[]): void {
    const { index } = document;
    if (!index) return;
    const rpcs = descriptors.filter((one) => one.kind === "rpc" || one.kind === "action");
    // A whole module is judged as a datastore; a reply or notification has what it has.
    const required = this.#kind === "config" || this.#kind === "data" || rpcs.length > 0;
    this.#inside(document, required ? index.children : []);
    for (const rpc of rpcs) this.#musts((rpc as RpcInfo).outputMust, document);
  }

  /** Judges one value of a node. */
  value(slot: Slot, value: unknown, place: Place): void {
    if (this.issues.full) return;
    this.#steps.push({ slot, value, position: place.position });
    checkMetadata(slot, metadataOf(value), { kind: this.#kind, issues: this.issues, steps: this.#steps });
    const { kind } = slot.node;
    if (kind === "leaf" || kind === "leaf-list") this.#leaf(slot, value, place);
    else if (kind === "anydata" || kind === "anyxml") this.#any(slot, value);
    else if (!isPlainObject(value))
      this.#problem(new Problem("type", value, `is not an object, which ${slot.name} (${kind}) takes`));
    else this.#object(slot, value, place);
    if (this.#whole && place.node) this.#conditions(slot, place.node);
    this.#steps.pop();
  }

  #object(slot: Slot, value: Fields, { parent, node }: Place): void {
    const { operation } = metadataOf(value) ?? {};
    this.#keys(slot, value);
    const here = node ?? parent.imagine(slot, value);
    const goes = operation === "delete" || operation === "remove";
    this.#inside(here, goes ? [] : "children" in slot.node ? slot.node.children : slot.index.children);
  }

  #leaf(slot: Slot, value: unknown, { node }: Place): void {
    const operation = metadataOf(value)?.operation;
    const plain = plainValue(value);
    if (plain === undefined && (operation === "delete" || operation === "remove") && slot.node.kind === "leaf") return;
    const problem = slot.codec && checkValue(slot.codec, plain);
    if (problem) this.#problem(problem);
    else if (this.#whole && node) {
      const unmet = checkReference(slot, node, plain);
      if (unmet) this.#problem(unmet);
    }
  }

  #any(slot: Slot, value: unknown): void {
    const plain = plainValue(value);
    if (plain instanceof XmlElement) {
      if (plain.local === slot.name) return;
      this.#add("structure", `The element is <${plain.local}> where <${slot.name}> with its content stands`);
    } else if (plain !== undefined || !metadataOf(value)) {
      this.#problem(new Problem("type", plain, `is not an XmlElement, which ${slot.name} (${slot.node.kind}) takes`));
    }
  }

  #conditions(slot: Slot, node: TreeNode): void {
    const { parentNode } = node;
    const failed = parentNode && isConditional(slot, parentNode) ? failedCondition(node) : undefined;
    if (failed && !node.implied) {
      this.#add("when", `${slot.name} may stand only when this holds, and it does not: ${failed.expr}`);
      return;
    }
    for (const when of slot.node.when ?? []) {
      const wrong = parentNode && evaluated(when, node) === undefined && trouble(when, node);
      if (wrong) this.#add("when", wrong);
    }
    const info = slot.node;
    if ("must" in info) this.#musts(info.must, node);
    if ("inputMust" in info) this.#musts(info.inputMust, node);
  }

  #musts(musts: readonly Must[] | undefined, node: TreeNode): void {
    if (!this.#whole) return;
    for (const must of musts ?? []) {
      const met = evaluated(must, node);
      const wrong = met === undefined ? trouble(must, node) : undefined;
      if (met === false) this.#add("must", must.message ?? `This must hold, and it does not: ${must.expr}`);
      else if (wrong !== undefined) this.#add("must", wrong);
    }
  }

  /** Judges what stands inside an object, and what should. `required` are the children that may be missed. */
  #inside(here: TreeNode, required: readonly ChildNode[]): void {
    const { index, value } = here;
    if (!index) return;
    if (!isPlainObject(value)) {
      this.#problem(new Problem("type", value, "is not an object"));
      return;
    }
    this.#unknown(here, value);
    for (const slot of index.slots) {
      const found = getField(value, slot);
      if (!isAbsent(found)) this.#present(slot, found, here);
    }
    const children = required.length > 0 ? required : index.children;
    for (const child of children)
      if (child.kind === "choice") checkChoice(child, value, (message) => this.#add("choice", message));
    if (this.#whole) this.#required(required, here);
  }

  #unknown(here: TreeNode, value: Fields): void {
    const { index } = here;
    for (const property of Object.keys(value)) {
      if (!index || index.of(property) || value[property] === undefined) continue;
      const near = nearest(
        property,
        index.slots.map((slot) => slot.property),
      );
      const mend = near === undefined ? "" : `; did you mean ${near}?`;
      this.#add("unknown-element", `unknown property '${property}' of ${here.slot?.name ?? "the document"}${mend}`);
    }
    if (this.#kind === "data" || this.#kind === "reply" || this.#kind === "notification") return;
    for (const element of unknownElements(value)) this.#add("unknown-element", `<${element.local}> is not known here`);
  }

  #present(slot: Slot, found: unknown, parent: TreeNode): void {
    const { kind } = slot.node;
    if (slot.node.config === false && (this.#kind === "config" || this.#kind === "edit")) {
      this.#add("structure", `${slot.name} is state data, which a configuration does not hold`, slot);
      return;
    }
    if (kind !== "list" && kind !== "leaf-list") {
      this.value(slot, found, { parent, node: parent.nodes(slot)[0] });
      return;
    }
    const entries = plainValue(found);
    if (!Array.isArray(entries)) {
      this.#steps.push({ slot, value: found });
      this.#problem(new Problem("type", entries, `is not an array, which ${slot.name} (${kind}) takes`));
      this.#steps.pop();
      return;
    }
    const nodes = parent.nodes(slot);
    entries.forEach((entry: unknown, at) => {
      this.value(slot, entry, { parent, node: nodes[at], position: at + 1 });
    });
    this.#several(slot, entries, nodes);
  }

  #several(slot: Slot, entries: readonly unknown[], nodes: readonly TreeNode[]): void {
    const at = { issues: this.issues, steps: this.#steps };
    const { node } = slot;
    if (node.kind === "list") {
      checkDuplicateEntries(slot, nodes, at);
      if (this.#whole) checkUnique(slot, nodes, at);
    } else if (node.config !== false && (this.#kind === "config" || this.#kind === "edit" || this.#kind === "data")) {
      checkDuplicateValues(slot, nodes, at);
    }
    if (node.kind !== "list" && node.kind !== "leaf-list") return;
    const count = entries.filter((entry) => !isGoing(entry)).length;
    if (node.max !== undefined && count > node.max) {
      this.#add("max-elements", `There are ${count} of ${slot.name}; at most ${node.max} are allowed`, slot);
    }
    if (this.#whole && node.min !== undefined && count < node.min) {
      this.#add("min-elements", `There are ${count} of ${slot.name}; at least ${node.min} are needed`, slot);
    }
  }

  #keys(slot: Slot, value: Fields): void {
    for (const key of slot.keys) {
      const leaf = slot.index.named(key);
      if (leaf && plainValue(getField(value, leaf)) === undefined) {
        this.#add("key", `The key ${key} of ${slot.name} is missing: every entry has its keys`);
      }
    }
  }

  #required(children: readonly ChildNode[], here: TreeNode): void {
    for (const child of children) {
      if (this.#isState(child)) continue;
      if (child.kind === "choice") this.#requiredChoice(child, here);
      else this.#requiredNode(slotOf(child), here);
    }
  }

  #isState(child: ChildNode): boolean {
    return this.#kind === "config" && child.config === false;
  }

  #requiredChoice(choice: ChoiceNode, here: TreeNode): void {
    const value = here.value as Fields;
    const chosen = choice.cases.filter((one) => hasNodes(one, value));
    for (const one of chosen) this.#required(one.children, here);
    if (chosen.length > 0) return;
    const whens = choice.when ?? [];
    if (whens.some((when) => evaluated(when, here) === false)) return;
    if (choice.mandatory) {
      const names = choice.cases.map((one) =>
        dataNodes(one.children)
          .map((node) => node.name)
          .join(" with "),
      );
      this.#add("mandatory", `One of these is missing (choice ${choice.name}): ${names.join(", ")}`);
      return;
    }
    const usual = choice.cases.find((one) => one.name === choice.default);
    if (usual) this.#required(usual.children, here);
  }

  #requiredNode(slot: Slot, here: TreeNode): void {
    const { node } = slot;
    if (!isAbsent(getField(here.value as Fields, slot))) return;
    if (node.kind === "container") {
      const [implied] = slot.mayMiss ? here.nodes(slot) : [];
      if (!implied) return;
      this.#steps.push({ slot, value: undefined });
      this.#inside(implied, node.children);
      this.#musts(node.must, implied);
      this.#steps.pop();
    } else if (node.kind === "list" || node.kind === "leaf-list") {
      if (node.min && this.#wanted(slot, here)) {
        this.#add("min-elements", `There are none of ${slot.name}; at least ${node.min} are needed`, slot);
      }
    } else if ("mandatory" in node && node.mandatory) {
      if (this.#wanted(slot, here)) this.#add("mandatory", `${slot.name} is missing: it is mandatory`, slot);
    } else if (node.kind === "leaf" && node.must && node.default !== undefined) {
      const [implied] = here.nodes(slot);
      this.#steps.push({ slot, value: undefined });
      if (implied) this.#musts(node.must, implied);
      this.#steps.pop();
    }
  }

  /** Whether the conditions of a node that is not there hold. */
  #wanted(slot: Slot, here: TreeNode): boolean {
    return !isConditional(slot, here) || conditionsHold(here.imagine(slot, undefined));
  }

  #add(code: Parameters<Issues["add"]>[1], message: string, slot?: Slot): void {
    const steps = slot ? [...this.#steps, { slot, value: undefined }] : this.#steps;
    this.issues.add(steps, code, message);
  }

  #problem(problem: Problem): void {
    this.issues.addProblem(this.#steps, problem);
  }
}

function isGoing(entry: unknown): boolean {
  const operation = metadataOf(entry)?.operation;
  return operation === "delete" || operation === "remove";
}
