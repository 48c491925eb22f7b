import type { BodyTypes } from "../xml/sink.js";
import type { Codec } from "./codec.js";
import type {
  AnyInfo,
  CaseInfo,
  ChildNode,
  ChoiceNode,
  ContainerInfo,
  DataNode,
  Descriptor,
  LeafInfo,
  LeafListInfo,
  ListInfo,
  ModuleInfo,
  NotificationInfo,
  RpcInfo,
} from "./descriptor.js";
import { codecOf } from "./types.js";

/** Any descriptor without the compiler's knowledge of its value: what the runtime works on. */
export type AnyDescriptor =
  | (ModuleInfo & { readonly kind: "module" })
  | (ContainerInfo & { readonly kind: "container" })
  | (ListInfo & { readonly kind: "list" })
  | (LeafInfo & { readonly kind: "leaf" })
  | (LeafListInfo & { readonly kind: "leaf-list" })
  | (AnyInfo & { readonly kind: "anydata" | "anyxml" })
  | (RpcInfo & { readonly kind: "rpc" | "action" })
  | (NotificationInfo & { readonly kind: "notification" });

/** A descriptor of something that has an element. */
export type ElementDescriptor = Exclude<AnyDescriptor, { readonly kind: "module" }>;

/** One descriptor or several, as the runtime sees them. */
export function descriptorsOf(
  schema: Descriptor<BodyTypes> | readonly Descriptor<BodyTypes>[],
): readonly AnyDescriptor[] {
  return (Array.isArray(schema) ? schema : [schema]) as readonly AnyDescriptor[];
}

/** A value with properties: of a container, a list entry, an rpc's side, a notification or a module. */
export type Fields = Record<string | symbol, unknown>;

const NO_CHILDREN: readonly ChildNode[] = [];

/** A descriptor made ready for reading and writing: everything that an element's start tag needs within one lookup. */
export class Slot {
  readonly node: ElementDescriptor;
  /** The node's kind, where reading it costs least: all slots have one shape, descriptors have many. */
  readonly kind: ElementDescriptor["kind"];
  readonly name: string;
  /** The property that holds the value. */
  readonly property: string;
  readonly namespace: string;
  /** Leaves and leaf-lists: how text becomes a value. */
  readonly codec: Codec | undefined;
  /** True where the property is a name that every object has (`constructor`, `__proto__`): plain access would go wrong. */
  readonly odd: boolean;
  readonly #children: readonly ChildNode[];
  #index: SlotIndex | undefined;
  #mayMiss: boolean | undefined;

  constructor(node: ElementDescriptor, children: readonly ChildNode[] = NO_CHILDREN) {
    this.node = node;
    this.kind = node.kind;
    this.name = node.name;
    this.property = node.property ?? node.name;
    this.namespace = node.module.namespace;
    this.codec = node.kind === "leaf" || node.kind === "leaf-list" ? codecOf(node.type) : undefined;
    this.odd = this.property in Object.prototype;
    this.#children = children;
  }

  /** What may stand inside the element. */
  get index(): SlotIndex {
    this.#index ??= indexOf(this.#children);
    return this.#index;
  }

  /** Whether rules inside may be broken although the element is not there: those below non-presence containers. */
  get mayMiss(): boolean {
    this.#mayMiss ??= this.node.kind === "container" && !this.node.presence && missesSomething(this.node);
    return this.#mayMiss;
  }

  /** Names of the key leaves; empty for anything but a list. */
  get keys(): readonly string[] {
    return this.node.kind === "list" ? this.node.keys : NO_KEYS;
  }
}

const NO_KEYS: readonly string[] = [];

/** A case that a node stands in. */
export interface CasePlace {
  readonly choice: ChoiceNode;
  readonly case: CaseInfo;
}

/** Where a node stands among its siblings: its number in schema order, and the cases around it, outermost first. */
export interface Place {
  readonly order: number;
  readonly cases: readonly CasePlace[];
}

const NO_CASES: readonly CasePlace[] = [];

/** The data nodes that may stand beside each other, those inside choices included, by name. */
export class SlotIndex {
  /** In schema order. */
  readonly slots: readonly Slot[];
  readonly #byLocal = new Map<string, Slot | Slot[]>();
  readonly #byProperty = new Map<string, Slot>();
  /** The children that the slots were made of, with their choices; empty for the top of a document of several descriptors. */
  readonly children: readonly ChildNode[];
  #places: Map<Slot, Place> | undefined;

  constructor(slots: readonly Slot[], children: readonly ChildNode[] = NO_CHILDREN) {
    this.children = children;
    const kept: Slot[] = [];
    for (const slot of slots) {
      if (this.#byProperty.has(slot.property)) continue;
      kept.push(slot);
      this.#byProperty.set(slot.property, slot);
      const before = this.#byLocal.get(slot.name);
      if (before === undefined) this.#byLocal.set(slot.name, slot);
      else this.#byLocal.set(slot.name, before instanceof Slot ? [before, slot] : [...before, slot]);
    }
    this.slots = kept;
  }

  /** The slot of an element; `everywhere` is the one namespace that stands for every module's. */
  find(local: string, namespace: string, everywhere: string | undefined): Slot | undefined {
    const found = this.#byLocal.get(local);
    if (found === undefined) return undefined;
    if (found instanceof Slot) return namespace === (everywhere ?? found.namespace) ? found : undefined;
    if (everywhere !== undefined) return namespace === everywhere ? found[0] : undefined;
    return found.find((slot) => slot.namespace === namespace);
  }

  /** A slot of this name in whatever namespace. */
  named(local: string): Slot | undefined {
    const found = this.#byLocal.get(local);
    return found instanceof Slot ? found : found?.[0];
  }

  /** Where a slot stands: its number in schema order and the cases around it. */
  placeOf(slot: Slot): Place {
    if (!this.#places) {
      this.#places = new Map(this.slots.map((one, order) => [one, { order, cases: NO_CASES }]));
      this.#placeCases(this.children, NO_CASES, this.#places);
    }
    return this.#places.get(slot) ?? { order: 0, cases: NO_CASES };
  }

  #placeCases(children: readonly ChildNode[], cases: readonly CasePlace[], places: Map<Slot, Place>): void {
    for (const child of children) {
      if (child.kind === "choice") {
        for (const one of child.cases) this.#placeCases(one.children, [...cases, { choice: child, case: one }], places);
      } else if (cases.length > 0) {
        const slot = slotOf(child);
        places.set(slot, { order: places.get(slot)?.order ?? 0, cases });
      }
    }
  }

  /** The slot whose value stands in a property. */
  of(property: string): Slot | undefined {
    return this.#byProperty.get(property);
  }
}

const indexes = new WeakMap<readonly ChildNode[], SlotIndex>();
const slots = new WeakMap<DataNode, Slot>();

/** The index of a node's children; made once per array of children. */
export function indexOf(children: readonly ChildNode[]): SlotIndex {
  let index = indexes.get(children);
  if (!index) {
    index = new SlotIndex(dataNodes(children).map(slotOf), children);
    indexes.set(children, index);
  }
  return index;
}

/** Children with choices replaced by what their cases hold. */
export function dataNodes(children: readonly ChildNode[]): DataNode[] {
  return children.flatMap((child) =>
    child.kind === "choice" ? child.cases.flatMap((one) => dataNodes(one.children)) : [child],
  );
}

/** The slot of a data node; made once per descriptor. */
export function slotOf(node: DataNode): Slot {
  let slot = slots.get(node);
  if (!slot) {
    slot = new Slot(node, "children" in node ? node.children : undefined);
    slots.set(node, slot);
  }
  return slot;
}

/** The value of a slot's property, own properties only. */
export function getField(fields: Fields, slot: Slot): unknown {
  return slot.odd && !Object.hasOwn(fields, slot.property) ? undefined : fields[slot.property];
}

/** Sets a slot's property, also where its name is `__proto__`. */
export function setField(fields: Fields, slot: Slot, value: unknown): void {
  if (slot.odd) {
    Object.defineProperty(fields, slot.property, { value, writable: true, enumerable: true, configurable: true });
  } else {
    fields[slot.property] = value;
  }
}

function missesSomething(node: ContainerInfo): boolean {
  return node.must !== undefined || node.children.some(canBeMissed);
}

function canBeMissed(child: ChildNode): boolean {
  switch (child.kind) {
    case "choice":
      return child.mandatory === true || child.cases.some((one) => one.children.some(canBeMissed));
    case "container":
      return !child.presence && missesSomething(child);
    case "list":
    case "leaf-list":
      return (child.min ?? 0) > 0;
    default:
      return child.mandatory === true || child.must !== undefined;
  }
}
