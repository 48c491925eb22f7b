import type { XmlElement } from "../xml/element.js";

/** A node of an {@link ElementView}, with what the package `xpath` asks of a DOM node. */
export interface ViewNode {
  /** 1 element, 2 attribute, 3 text, 9 document. */
  readonly nodeType: 1 | 2 | 3 | 9;
  readonly nodeName: string;
  readonly localName: string;
  readonly namespaceURI: string;
  /** Always empty: names are told apart by namespace, never by the prefix they were written with. */
  readonly prefix: "";
  readonly nodeValue: string | null;
  readonly parentNode: ViewNode | null;
  readonly ownerElement: ViewNode | null;
  readonly ownerDocument: ViewNode | null;
  readonly firstChild: ViewNode | null;
  readonly nextSibling: ViewNode | null;
  readonly attributes: { readonly length: number; item(index: number): ViewNode | undefined };
  readonly childNodes: readonly ViewNode[];
  /** The element that this node is, or that its text or attribute belongs to; undefined for the document. */
  readonly element: XmlElement | undefined;
  /** 2 when the other node comes before, 4 when it comes after, as in the DOM. */
  compareDocumentPosition(other: ViewNode): number;
}

/** An untyped element's content as the document that XPath expressions see: its children are the document's. Nodes are made when asked for. */
export class ElementView implements ViewNode {
  readonly nodeType: 1 | 2 | 3 | 9;
  readonly localName: string;
  readonly namespaceURI: string;
  readonly prefix = "";
  readonly nodeValue: string | null;
  readonly parentNode: ElementView | null;
  readonly ownerElement: ElementView | null;
  readonly ownerDocument: ElementView | null;
  readonly element: XmlElement | undefined;
  readonly #position: number;
  readonly #content: XmlElement | undefined;
  #children: readonly ElementView[] | undefined;
  #attributes: readonly ElementView[] | undefined;

  private constructor(init: ViewInit) {
    this.nodeType = init.type;
    this.localName = init.local ?? "";
    this.namespaceURI = init.namespace ?? "";
    this.nodeValue = init.value ?? null;
    this.element = init.element;
    this.#content = init.content;
    this.#position = init.position;
    const attribute = init.type === 2;
    this.parentNode = attribute ? null : init.parent;
    this.ownerElement = attribute ? init.parent : null;
    this.ownerDocument = init.parent ? (init.parent.ownerDocument ?? init.parent) : null;
  }

  /** @param root the element whose children stand at the top of the document */
  static of(root: XmlElement): ElementView {
    return new ElementView({ type: 9, content: root, parent: null, position: 0 });
  }

  get nodeName(): string {
    return this.nodeType === 3 ? "#text" : this.nodeType === 9 ? "#document" : this.localName;
  }

  get childNodes(): readonly ElementView[] {
    this.#children ??= (this.#content?.children ?? []).map((child, position) => this.#child(child, position));
    return this.#children;
  }

  get firstChild(): ElementView | null {
    return this.childNodes[0] ?? null;
  }

  get nextSibling(): ElementView | null {
    return this.parentNode?.childNodes[this.#position + 1] ?? null;
  }

  get attributes(): { readonly length: number; item(index: number): ElementView | undefined } {
    const { element } = this;
    this.#attributes ??= (this.nodeType === 1 && element ? element.attributes : []).map(
      (one, position) =>
        new ElementView({
          type: 2,
          local: one.local,
          namespace: one.namespace,
          value: one.value,
          element,
          parent: this,
          position,
        }),
    );
    const list = this.#attributes;
    return { length: list.length, item: (index) => list[index] };
  }

  compareDocumentPosition(other: ViewNode): number {
    if (!(other instanceof ElementView)) return 1;
    const [mine, theirs] = [this.#path(), other.#path()];
    for (let depth = 0; depth < mine.length && depth < theirs.length; depth++) {
      const difference = (mine[depth] ?? 0) - (theirs[depth] ?? 0);
      if (difference !== 0) return difference > 0 ? 2 : 4;
    }
    return mine.length === theirs.length ? 0 : mine.length > theirs.length ? 2 : 4;
  }

  /** Positions from the document down; attributes come before children. */
  #path(): number[] {
    const above = this.parentNode ?? this.ownerElement;
    return above ? [...above.#path(), this.nodeType === 2 ? this.#position - 1e9 : this.#position] : [];
  }

  #child(child: XmlElement | string, position: number): ElementView {
    const { element } = this;
    if (typeof child === "string") return new ElementView({ type: 3, value: child, element, parent: this, position });
    const { local, namespace } = child;
    return new ElementView({ type: 1, local, namespace, element: child, content: child, parent: this, position });
  }
}

interface ViewInit {
  readonly type: 1 | 2 | 3 | 9;
  readonly local?: string;
  readonly namespace?: string;
  readonly value?: string;
  readonly element?: XmlElement | undefined;
  readonly content?: XmlElement;
  readonly parent: ElementView | null;
  readonly position: number;
}
