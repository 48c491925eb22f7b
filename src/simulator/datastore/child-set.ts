import type { DataNode } from "../../schema/descriptor.js";
import { XmlElement } from "../../xml/element.js";
import { canonicalText, childIndex, type SchemaIndex, type SchemaPlace } from "./schema-index.js";

/** The key of what there can be one of. */
const ONLY = "";

/** Where a new entry of a list or leaf-list ordered by the user goes (RFC 7950 section 7.8.6). */
export type Position = { readonly at: "first" | "last" } | { readonly at: "before" | "after"; readonly entry: string };

/** The children of one element of a datastore while they are being edited: found by node and key, kept in order. */
export class ChildSet {
  readonly #index: SchemaIndex;
  readonly #entries = new Map<DataNode, Map<string, XmlElement>>();

  constructor(index: SchemaIndex, children: readonly XmlElement[]) {
    this.#index = index;
    for (const child of children) {
      const node = index.find(child.namespace, child.local)?.node;
      if (node) this.#of(node).set(entryKey(node, child), child);
    }
  }

  /** The element of a node, in a list the entry with that key. */
  get(node: DataNode, key: string): XmlElement | undefined {
    return this.#entries.get(node)?.get(key);
  }

  /** Puts an element in the place of the one with its key, or at the end. What belongs to other cases of its choices goes. */
  set(place: SchemaPlace, key: string, element: XmlElement): void {
    this.#chooseCase(place);
    this.#of(place.node).set(key, element);
  }

  /** Puts an entry into a list ordered by the user. False when the entry it refers to is not there. */
  insert(
    place: SchemaPlace,
    key: string,
    options: { readonly element: XmlElement; readonly position: Position },
  ): boolean {
    const { element, position } = options;
    const entries = [...this.#of(place.node)].filter(([one]) => one !== key);
    let at = position.at === "first" ? 0 : entries.length;
    if ("entry" in position) {
      const found = entries.findIndex(([one]) => one === position.entry);
      if (found < 0) return false;
      at = position.at === "before" ? found : found + 1;
    }
    entries.splice(at, 0, [key, element]);
    this.#chooseCase(place);
    this.#entries.set(place.node, new Map(entries));
    return true;
  }

  /** Takes an element out. */
  delete(node: DataNode, key: string): void {
    this.#entries.get(node)?.delete(key);
  }

  /** All elements in schema order. */
  elements(): XmlElement[] {
    return this.#index.places.flatMap((place) => [...(this.#entries.get(place.node)?.values() ?? [])]);
  }

  #of(node: DataNode): Map<string, XmlElement> {
    let entries = this.#entries.get(node);
    if (!entries) {
      entries = new Map();
      this.#entries.set(node, entries);
    }
    return entries;
  }

  /** RFC 7950 section 7.9: a node of one case takes the place of those of all other cases. */
  #chooseCase(place: SchemaPlace): void {
    for (const { choice, name } of place.cases) {
      for (const other of this.#index.places) {
        if (other.cases.some((one) => one.choice === choice && one.name !== name)) this.#entries.delete(other.node);
      }
    }
  }
}

/** By what an element is told from its siblings of the same node. Missing keys make no difference here: they are checked elsewhere. */
export function entryKey(node: DataNode, element: XmlElement): string {
  if (node.kind === "leaf-list") return canonicalText(node.type, element.text);
  if (node.kind !== "list") return ONLY;
  const index = childIndex(node);
  return JSON.stringify(
    node.keys.map((key) => {
      const leaf = index.find(node.module.namespace, key)?.node;
      const text = element.elements(key)[0]?.text ?? "";
      return leaf?.kind === "leaf" ? canonicalText(leaf.type, text) : text;
    }),
  );
}

/** An element like another with other children. */
export function withChildren(node: DataNode, children: readonly (XmlElement | string)[]): XmlElement {
  return new XmlElement({ namespace: node.module.namespace, local: node.name, children });
}
