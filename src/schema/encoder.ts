import { XmlElement } from "../xml/element.js";
import { NamespaceScope } from "../xml/names.js";
import { type ModuleNames, Problem, type WriteContext } from "./codec.js";
import { writeMetadata } from "./edit-attributes.js";
import { Issues, nearest } from "./issues.js";
import { type EditMetadata, isPlainObject, metadataOf, plainValue } from "./operation.js";
import type { PathStep } from "./path.js";
import { type Fields, getField, type Slot, type SlotIndex } from "./slots.js";
import { unknownElements } from "./unknown-elements.js";

/** Prefixes that mean something else on the same element. */
const TAKEN: readonly string[] = ["nc", "yang", "xml", "xmlns"];

/** Makes elements of values; what cannot be written is collected in `issues`. */
export class Encoder {
  readonly issues: Issues = new Issues();
  readonly #modules: ModuleNames;
  readonly #namespace: string | undefined;
  readonly #steps: PathStep[] = [];

  constructor(modules: ModuleNames, namespace: string | undefined) {
    this.#modules = modules;
    this.#namespace = namespace;
  }

  /** Adds the elements of everything that an object's properties hold. */
  inside(index: SlotIndex, value: unknown, out: XmlElement[], keys: readonly string[] = []): void {
    if (!isPlainObject(value)) {
      this.issues.add(this.#steps, "type", `The value is not an object: its properties are ${shortList(index)}`);
      return;
    }
    this.#refuseUnknown(index, value);
    for (const key of keys) {
      const slot = index.named(key);
      if (slot) this.#property(slot, value, out);
    }
    for (const slot of index.slots) {
      if (keys.length === 0 || !keys.includes(slot.name) || index.named(slot.name) !== slot)
        this.#property(slot, value, out);
    }
    out.push(...unknownElements(value));
  }

  /** Adds the element of one value of a node. */
  one(slot: Slot, value: unknown, out: XmlElement[], position?: number): void {
    this.#steps.push({ slot, value, position });
    const { kind } = slot.node;
    if (kind === "leaf" || kind === "leaf-list") this.#leaf(slot, value, out);
    else if (kind === "anydata" || kind === "anyxml") this.#any(slot, value, out);
    else {
      const children: XmlElement[] = [];
      this.inside(slot.index, value, children, slot.keys);
      out.push(this.#element(slot, children, metadataOf(value)));
    }
    this.#steps.pop();
  }

  #property(slot: Slot, fields: Fields, out: XmlElement[]): void {
    const value = getField(fields, slot);
    if (value === undefined) return;
    const { kind } = slot.node;
    if (kind !== "list" && kind !== "leaf-list") {
      this.one(slot, value, out);
      return;
    }
    const metadata = metadataOf(value);
    const entries = plainValue(value);
    if (!Array.isArray(entries)) {
      this.issues.add(
        [...this.#steps, { slot, value }],
        "type",
        `The value is not an array: ${slot.name} is a ${kind}`,
      );
      return;
    }
    entries.forEach((entry: unknown, at) => {
      const own = metadata && !metadataOf(entry) ? { value: entry, metadata } : undefined;
      if (own) this.#withMetadata(slot, own, out);
      else this.one(slot, entry, out, at + 1);
    });
  }

  /** A value of a leaf-list whose operation was given for all of them. */
  #withMetadata(slot: Slot, { value, metadata }: { value: unknown; metadata: EditMetadata }, out: XmlElement[]): void {
    const before = out.length;
    this.one(slot, value, out);
    const element = out[before];
    if (element) out[before] = new XmlElement({ ...element, attributes: writeMetadata(metadata) });
  }

  #leaf(slot: Slot, value: unknown, out: XmlElement[]): void {
    const metadata = metadataOf(value);
    const plain = plainValue(value);
    const goes = metadata?.operation === "delete" || metadata?.operation === "remove";
    if (plain === undefined && goes) {
      out.push(this.#element(slot, [], metadata));
      return;
    }
    const problem = slot.codec?.shape(plain);
    if (problem) {
      this.issues.addProblem(this.#steps, problem);
      return;
    }
    const declared: Record<string, string> = {};
    const text = slot.codec?.write(plain, this.#writeContext(declared)) ?? "";
    out.push(this.#element(slot, text === "" ? [] : [text], metadata, declared));
  }

  #any(slot: Slot, value: unknown, out: XmlElement[]): void {
    const plain = plainValue(value);
    if (!(plain instanceof XmlElement)) {
      this.issues.addProblem(
        this.#steps,
        new Problem("type", plain, `is not an XmlElement: ${slot.name} is ${slot.node.kind}`),
      );
      return;
    }
    if (plain.local !== slot.name) {
      this.issues.add(
        this.#steps,
        "structure",
        `The element is <${plain.local}> where <${slot.name}> with its content stands`,
      );
      return;
    }
    const attributes = [...plain.attributes, ...writeMetadata(metadataOf(value))];
    out.push(new XmlElement({ ...plain, namespace: this.#namespace ?? slot.namespace, attributes }));
  }

  #element(
    slot: Slot,
    children: readonly (XmlElement | string)[],
    metadata: EditMetadata | undefined,
    declared: Readonly<Record<string, string>> = {},
  ): XmlElement {
    return new XmlElement({
      namespace: this.#namespace ?? slot.namespace,
      local: slot.name,
      attributes: writeMetadata(metadata),
      children,
      scope: NamespaceScope.empty.with(declared),
    });
  }

  #writeContext(declared: Record<string, string>): WriteContext {
    return {
      modules: this.#modules,
      declare(namespace, wish) {
        for (const [prefix, known] of Object.entries(declared)) if (known === namespace) return prefix;
        let prefix = wish;
        for (let count = 2; TAKEN.includes(prefix) || Object.hasOwn(declared, prefix); count++)
          prefix = `${wish}${count}`;
        declared[prefix] = namespace;
        return prefix;
      },
    };
  }

  #refuseUnknown(index: SlotIndex, value: Fields): void {
    for (const property of Object.keys(value)) {
      if (index.of(property) || value[property] === undefined) continue;
      const where = this.#steps.at(-1)?.slot.name ?? "the document";
      const near = nearest(
        property,
        index.slots.map((slot) => slot.property),
      );
      const mend = near === undefined ? "" : `; did you mean ${near}?`;
      this.issues.add(this.#steps, "unknown-element", `unknown property '${property}' of ${where}${mend}`);
    }
  }
}

function shortList(index: SlotIndex): string {
  const names = index.slots.slice(0, 8).map((slot) => slot.property);
  return index.slots.length > 8 ? `${names.join(", ")}, ...` : names.join(", ");
}
