import { ElementSink } from "../xml/element.js";
import { NamespaceScope } from "../xml/names.js";
import type { BodySink, DocumentKind, OpenTag } from "../xml/sink.js";
import { isBlank, type ModuleNames, Problem, type ReadContext } from "./codec.js";
import { type DocumentRoot, documentRoot, moduleNames } from "./document.js";
import { readMetadata } from "./edit-attributes.js";
import { isEnvelope, WRAPPERS, withoutEditAttributes } from "./envelope.js";
import { Issues, nearest } from "./issues.js";
import { type EditMetadata, LeafEdit, setMetadata } from "./operation.js";
import type { PathStep } from "./path.js";
import { type AnyDescriptor, type Fields, getField, type Slot, type SlotIndex, setField } from "./slots.js";
import { keepUnknown } from "./unknown-elements.js";

/** How a document is read. */
export interface SinkOptions {
  /** The one namespace of all elements of the document, instead of their modules': ESC's REST API has such documents. */
  readonly namespace?: string | undefined;
  /** What becomes of elements that the schema does not know: an issue, or kept for `unknownElements()`. Default: kept for data, reply and notification. */
  readonly unknown?: "error" | "keep" | undefined;
  /** What the document is, for error messages ("vim.xml"). */
  readonly source?: string | undefined;
}

/** An element that is open and holds other elements. */
interface Frame {
  /** Undefined for the document itself and for wrappers like `data`. */
  readonly slot: Slot | undefined;
  readonly index: SlotIndex;
  readonly value: Fields;
  readonly position: number | undefined;
}

/** Makes a value out of reader events, without a tree between. */
export class DecodeSink implements BodySink<unknown> {
  readonly #root: DocumentRoot;
  readonly #kind: DocumentKind;
  readonly #options: SinkOptions;
  readonly #namespace: string | undefined;
  readonly #modules: ModuleNames;
  readonly #lenient: boolean;
  readonly #issues = new Issues();
  /** What is wrong, told at the end: only then are the keys known that paths are made of, and that tell whether a value is a secret. */
  readonly #found: (() => void)[] = [];
  readonly #top: Frame;
  readonly #frames: Frame[];
  #frame: Frame;
  /** The leaf, leaf-list value or unknown text that is open. */
  #leaf: Slot | undefined;
  #leafTag: OpenTag | undefined;
  #leafEdit: EditMetadata | undefined;
  #context: ReadContext;
  #text = "";
  /** Takes the events of an element whose inside the schema does not describe. */
  #capture: ElementSink | undefined;
  #captureSlot: Slot | undefined;
  #captureEdit: EditMetadata | undefined;
  #captureDepth = 0;
  /** Elements open inside one that is passed over. */
  #skipDepth = 0;

  constructor(descriptors: readonly AnyDescriptor[], kind: DocumentKind, options: SinkOptions) {
    this.#root = documentRoot(descriptors, kind);
    this.#kind = kind;
    this.#options = options;
    this.#namespace = options.namespace;
    this.#modules = moduleNames(descriptors);
    this.#lenient = kind === "data" || kind === "reply" || kind === "notification";
    this.#context = { scope: NamespaceScope.empty, lenient: this.#lenient, modules: this.#modules };
    this.#top = { slot: undefined, index: this.#root.index, value: {}, position: undefined };
    this.#frame = this.#top;
    this.#frames = [this.#top];
  }

  open(tag: OpenTag): void {
    if (this.#capture !== undefined) {
      this.#captureDepth++;
      this.#capture.open(tag);
      return;
    }
    if (this.#skipDepth > 0) {
      this.#skipDepth++;
      return;
    }
    if (this.#leaf !== undefined) {
      this.#issue("structure", `<${tag.local}> stands inside a leaf, which holds text only`);
      this.#skipDepth = 1;
      return;
    }
    const slot = this.#frame.index.find(tag.local, tag.namespace, this.#namespace);
    if (slot === undefined) this.#openUnknown(tag);
    else this.#openKnown(slot, tag);
  }

  text(text: string): void {
    if (this.#capture !== undefined) this.#capture.text(text);
    else if (this.#skipDepth > 0) return;
    else if (this.#leaf !== undefined) this.#text = this.#text === "" ? text : this.#text + text;
    else if (!isBlank(text)) this.#problem(new Problem("structure", text.trim(), "stands where only elements may"));
  }

  close(): void {
    if (this.#capture !== undefined) {
      this.#capture.close();
      if (--this.#captureDepth === 0) this.#captured(this.#capture);
    } else if (this.#skipDepth > 0) {
      this.#skipDepth--;
    } else if (this.#leaf !== undefined) {
      this.#closeLeaf(this.#leaf);
    } else if (this.#frames.length > 1) {
      this.#frames.pop();
      this.#frame = this.#frames[this.#frames.length - 1] ?? this.#top;
    }
  }

  /** @throws ValidationError with every issue of the document */
  finish(): unknown {
    for (const tell of this.#found.splice(0)) tell();
    const { only } = this.#root;
    const value = only ? getField(this.#top.value, only) : this.#top.value;
    if (!only) this.#issues.throwIfAny(this.#what());
    else if (this.#issues.list.length === 0 && value === undefined) {
      this.#issues.add(
        [],
        "structure",
        `There is no <${only.name}> of namespace ${this.#namespaceOf(only)} in the document`,
      );
    }
    const several = only && (only.kind === "list" || only.kind === "leaf-list");
    if (several && Array.isArray(value) && value.length > 1) {
      this.#issues.add(
        [],
        "structure",
        `There are ${value.length} <${only.name}> where one is read: give the descriptor of what is around them`,
      );
    }
    this.#issues.throwIfAny(this.#what());
    return several && Array.isArray(value) ? value[0] : value;
  }

  #what(): string {
    return this.#options.source ?? "The document";
  }

  #namespaceOf(slot: Slot): string {
    return this.#namespace ?? slot.namespace;
  }

  #openKnown(slot: Slot, tag: OpenTag): void {
    const { kind } = slot;
    if (kind === "leaf" || kind === "leaf-list") {
      this.#leaf = slot;
      this.#leafTag = tag;
      this.#leafEdit = this.#attributes(slot, tag);
      this.#text = "";
    } else if (kind === "anydata" || kind === "anyxml") {
      this.#startCapture(tag, slot, this.#attributes(slot, tag));
    } else {
      this.#push(slot);
      const edit = this.#attributes(undefined, tag);
      if (edit !== undefined) setMetadata(this.#frame.value, edit);
    }
  }

  #push(slot: Slot): void {
    const value: Fields = {};
    const before = getField(this.#frame.value, slot);
    let position: number | undefined;
    if (slot.kind === "list") {
      if (before === undefined) setField(this.#frame.value, slot, [value]);
      else (before as Fields[]).push(value);
      position = before === undefined ? 1 : (before as Fields[]).length;
    } else if (before === undefined) {
      setField(this.#frame.value, slot, value);
    } else {
      this.#issue("structure", `There is more than one <${slot.name}>, which may stand once`, slot);
    }
    this.#frame = { slot, index: slot.index, value, position };
    this.#frames.push(this.#frame);
  }

  #closeLeaf(slot: Slot): void {
    const value = this.#readLeaf(slot);
    this.#leaf = undefined;
    if (value instanceof Problem) {
      this.#problem(value, slot);
      // The value's place is taken, so that those after it are counted right.
      if (slot.kind === "leaf-list") this.#place(slot, undefined);
      return;
    }
    const edit = this.#leafEdit;
    this.#place(slot, edit === undefined ? value : new LeafEdit(value, edit));
  }

  #readLeaf(slot: Slot): unknown {
    const op = this.#leafEdit?.operation;
    // What goes away needs no value (RFC 6241 section 7.2), but for the value of a leaf-list, which says which one.
    if (this.#text === "" && slot.kind === "leaf" && (op === "delete" || op === "remove")) return undefined;
    return slot.codec?.read(this.#text, this.#contextOf(this.#leafTag as OpenTag));
  }

  /** Most leaves declare no prefixes, so that many in a row have the same. */
  #contextOf({ scope }: OpenTag): ReadContext {
    if (this.#context.scope !== scope) this.#context = { scope, lenient: this.#lenient, modules: this.#modules };
    return this.#context;
  }

  #place(slot: Slot, value: unknown): void {
    const fields = this.#frame.value;
    const before = getField(fields, slot);
    if (slot.kind === "leaf-list") {
      if (before === undefined) setField(fields, slot, [value]);
      else (before as unknown[]).push(value);
    } else if (before === undefined) {
      setField(fields, slot, value);
    } else {
      this.#issue("structure", `There is more than one <${slot.name}>, which may stand once`, slot);
    }
  }

  /** What the attributes say; `slot` is the leaf, undefined for the element of the frame. */
  #attributes(slot: Slot | undefined, tag: OpenTag): EditMetadata | undefined {
    if (tag.attributes.length === 0) return undefined;
    return readMetadata(tag.attributes, this.#kind, (code, message) => {
      if (!this.#lenient) this.#issue(code, message, slot);
    });
  }

  #openUnknown(tag: OpenTag): void {
    if (this.#frame.slot === undefined && isEnvelope(tag)) {
      if (WRAPPERS.has(tag.local)) this.#frames.push(this.#top);
      else this.#skipDepth = 1;
      return;
    }
    const keep = this.#options.unknown ?? (this.#lenient ? "keep" : "error");
    if (keep === "keep") {
      this.#startCapture(tag, undefined, undefined);
      return;
    }
    this.#issue("unknown-element", this.#explainUnknown(tag));
    this.#skipDepth = 1;
  }

  #explainUnknown(tag: OpenTag): string {
    const here = this.#frame.slot ? `in <${this.#frame.slot.name}>` : "at the top";
    const namesake = this.#frame.index.named(tag.local);
    if (namesake) {
      const found = tag.namespace === "" ? "no namespace" : `namespace ${tag.namespace}`;
      return `<${tag.local}> ${here} has ${found}; its namespace is ${this.#namespaceOf(namesake)}`;
    }
    const near = nearest(
      tag.local,
      this.#frame.index.slots.map((slot) => slot.name),
    );
    return `<${tag.local}> is not known ${here}${near === undefined ? "" : `; did you mean <${near}>?`}`;
  }

  #startCapture(tag: OpenTag, slot: Slot | undefined, edit: EditMetadata | undefined): void {
    this.#capture = new ElementSink();
    this.#captureSlot = slot;
    this.#captureEdit = edit;
    this.#captureDepth = 1;
    this.#capture.open(tag);
  }

  #captured(sink: ElementSink): void {
    this.#capture = undefined;
    const [element] = sink.finish();
    if (!element) return;
    const slot = this.#captureSlot;
    if (slot === undefined) keepUnknown(this.#frame.value, element);
    else if (this.#captureEdit === undefined) this.#place(slot, element);
    else this.#place(slot, new LeafEdit(withoutEditAttributes(element), this.#captureEdit));
  }

  #issue(code: Parameters<Issues["add"]>[1], message: string, slot = this.#leaf): void {
    const steps = this.#steps(slot);
    this.#found.push(() => this.#issues.add(steps, code, message));
  }

  #problem(problem: Problem, slot = this.#leaf): void {
    const steps = this.#steps(slot);
    this.#found.push(() => this.#issues.addProblem(steps, problem));
  }

  #steps(leaf: Slot | undefined): PathStep[] {
    const steps: PathStep[] = [];
    for (const { slot, value, position } of this.#frames) if (slot) steps.push({ slot, value, position });
    if (leaf) steps.push({ slot: leaf, value: undefined, position: this.#positionOf(leaf) });
    return steps;
  }

  /** The position that the next value of a leaf-list gets. */
  #positionOf(leaf: Slot): number | undefined {
    if (leaf.kind !== "leaf-list") return undefined;
    const before = getField(this.#frame.value, leaf) as readonly unknown[] | undefined;
    return (before?.length ?? 0) + 1;
  }
}
