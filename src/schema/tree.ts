import type { ModuleNames, WriteContext } from "./codec.js";
import { isPlainObject, plainValue } from "./operation.js";
import { type CasePlace, type Fields, getField, type Slot, type SlotIndex } from "./slots.js";

/** What all nodes of one tree share. */
export interface TreeInfo {
  /** `node` for a part of a datastore: what lies above and beside it is not known. `content` for an rpc or notification: the datastores are not. */
  readonly partial: false | "node" | "content";
  readonly modules: ModuleNames;
  /** Whether the `when` statements of an implied node hold. */
  whenHolds(node: TreeNode): boolean;
}

/**
 * A thin view of a value as the tree that XPath expressions see (RFC 7950 section 6.4.1): nodes are made when they are asked for, and
 * defaults in use and non-presence containers are there although the value does not have them.
 * It has what the package `xpath` asks of a DOM node.
 */
export class TreeNode {
  readonly nodeType: 1 | 9;
  readonly nodeName: string;
  readonly localName: string;
  readonly namespaceURI: string;
  /** Undefined for the document. */
  readonly slot: Slot | undefined;
  readonly index: SlotIndex | undefined;
  readonly value: unknown;
  readonly parentNode: TreeNode | undefined;
  /** Among the nodes of the same name, from 0. */
  readonly position: number;
  /** True for what is not in the value: a default in use or a non-presence container. */
  readonly implied: boolean;
  readonly info: TreeInfo;
  /** Results that hold for every expression evaluated from here, by what they are results of. */
  readonly memo: Map<object, unknown> = new Map();
  readonly #nodes = new Map<Slot, readonly TreeNode[]>();
  #children: readonly TreeNode[] | undefined;
  #text: string | undefined;

  constructor(info: TreeInfo, init: TreeNodeInit) {
    this.info = info;
    this.slot = init.slot;
    this.nodeType = init.slot ? 1 : 9;
    this.nodeName = init.slot?.name ?? "#document";
    this.localName = init.slot?.name ?? "";
    this.namespaceURI = init.slot?.namespace ?? "";
    this.index = init.index ?? init.slot?.index;
    this.value = init.value;
    this.parentNode = init.parent;
    this.position = init.position ?? 0;
    this.implied = init.implied ?? false;
  }

  /** The child elements of one node of the schema. */
  nodes(slot: Slot): readonly TreeNode[] {
    let nodes = this.#nodes.get(slot);
    if (!nodes) {
      nodes = this.#makeNodes(slot);
      this.#nodes.set(slot, nodes);
    }
    return nodes;
  }

  /** All child elements in schema order. */
  get children(): readonly TreeNode[] {
    this.#children ??= this.index?.slots.flatMap((slot) => this.nodes(slot)) ?? [];
    return this.#children;
  }

  /** The text of a leaf in its canonical form, with module names as prefixes; of another element the texts inside it. */
  get text(): string {
    this.#text ??= this.slot?.codec
      ? textOf(this.slot, this.value, this.info.modules)
      : this.children.map((one) => one.text).join("");
    return this.#text;
  }

  /** For the package `xpath`, when it makes a string of a node by itself. */
  get firstChild(): TreeNode | { nodeType: 3; nodeName: string; nodeValue: string; nextSibling: null } | null {
    if (this.slot?.codec) return { nodeType: 3, nodeName: "#text", nodeValue: this.text, nextSibling: null };
    return this.children[0] ?? null;
  }

  get nextSibling(): TreeNode | null {
    const siblings = this.parentNode?.children ?? [];
    return siblings[siblings.indexOf(this) + 1] ?? null;
  }

  /** A node for a place where the value has none: what its `when` is evaluated on. */
  imagine(slot: Slot, value: unknown): TreeNode {
    return new TreeNode(this.info, { slot, value, parent: this, implied: true });
  }

  #makeNodes(slot: Slot): readonly TreeNode[] {
    const fields = this.value;
    const value = isPlainObject(fields) ? plainValue(getField(fields, slot)) : undefined;
    const { kind } = slot.node;
    if (kind === "list" || kind === "leaf-list") {
      if (Array.isArray(value) && value.length > 0) {
        return value.map(
          (entry: unknown, position) =>
            new TreeNode(this.info, { slot, value: plainValue(entry), parent: this, position }),
        );
      }
    } else if (value !== undefined) {
      return [new TreeNode(this.info, { slot, value, parent: this })];
    }
    return this.#impliedNodes(slot);
  }

  #impliedNodes(slot: Slot): readonly TreeNode[] {
    const values = impliedValues(slot);
    if (values.length === 0 || !inUse(this.index, slot, this.value)) return [];
    // While the condition is being evaluated the node is there: an expression may look at the node it belongs to.
    const nodes = values.map(
      (value, position) => new TreeNode(this.info, { slot, value, parent: this, position, implied: true }),
    );
    this.#nodes.set(slot, nodes);
    const [first] = nodes;
    return first && this.info.whenHolds(first) ? nodes : [];
  }
}

interface TreeNodeInit {
  readonly slot?: Slot | undefined;
  readonly index?: SlotIndex | undefined;
  readonly value: unknown;
  readonly parent?: TreeNode | undefined;
  readonly position?: number | undefined;
  readonly implied?: boolean | undefined;
}

/** A default as the tree has it: text, since nothing is written from it. */
class DefaultText {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

/** What stands where the value has nothing: defaults (RFC 7950 sections 7.6.1, 7.7.2) and non-presence containers (7.5.1). */
function impliedValues(slot: Slot): readonly unknown[] {
  const { node } = slot;
  if (node.kind === "container") return node.presence ? [] : [{}];
  if (node.kind === "leaf") return node.default === undefined ? [] : [new DefaultText(node.default)];
  if (node.kind === "leaf-list") return node.defaults?.map((text) => new DefaultText(text)) ?? [];
  return [];
}

/** Whether defaults below the cases around a node are in use: the case is chosen, or none is and it is the default (RFC 7950 section 7.6.1). */
export function inUse(index: SlotIndex | undefined, slot: Slot, value: unknown): boolean {
  if (!index) return true;
  for (const place of index.placeOf(slot).cases) {
    const chosen = chosenCases(place, index, value);
    const used = chosen.length === 0 ? place.choice.default === place.case.name : chosen.includes(place.case.name);
    if (!used) return false;
  }
  return true;
}

/** The names of the cases of a choice that the value has nodes of. */
export function chosenCases(place: Pick<CasePlace, "choice">, index: SlotIndex, value: unknown): readonly string[] {
  if (!isPlainObject(value)) return [];
  const chosen = new Set<string>();
  for (const property of Object.keys(value)) {
    const slot = index.of(property);
    if (!slot || isAbsent(getField(value, slot))) continue;
    for (const one of index.placeOf(slot).cases) if (one.choice === place.choice) chosen.add(one.case.name);
  }
  return [...chosen];
}

/** Whether a property's value says that there is no node: an empty array is a list without entries. */
export function isAbsent(value: unknown): boolean {
  return value === undefined || (Array.isArray(value) && value.length === 0);
}

/** The canonical text of a leaf's value, with module names as prefixes. */
export function textOf(slot: Slot, value: unknown, modules: ModuleNames): string {
  if (value instanceof DefaultText) return value.text;
  if (!slot.codec || slot.codec.shape(value)) return String(value);
  const context: WriteContext = { modules, declare: (namespace, wish) => modules.moduleOf(namespace) ?? wish };
  return slot.codec.write(value, context);
}

/** Document order of two nodes of one tree, as sort functions have it. */
export function compareOrder(a: TreeNode, b: TreeNode): number {
  if (a === b) return 0;
  const left = ancestors(a);
  const right = ancestors(b);
  for (let depth = 0; depth < left.length && depth < right.length; depth++) {
    const [one, other] = [left[depth], right[depth]];
    if (one && other && one !== other)
      return orderAmongSiblings(one) - orderAmongSiblings(other) || one.position - other.position;
  }
  return left.length - right.length;
}

function ancestors(node: TreeNode): TreeNode[] {
  const chain: TreeNode[] = [];
  for (let at: TreeNode | undefined = node; at; at = at.parentNode) chain.unshift(at);
  return chain;
}

function orderAmongSiblings(node: TreeNode): number {
  return node.slot && node.parentNode?.index ? node.parentNode.index.placeOf(node.slot).order : 0;
}

/** The value of an object-valued node's property, plain. */
export function fieldsOf(node: TreeNode): Fields {
  return isPlainObject(node.value) ? node.value : {};
}
