import { EscError } from "../core/errors.js";
import { NamespaceScope, type XmlAttribute } from "./names.js";
import { XmlReader, type XmlReaderOptions } from "./reader.js";
import type { BodySink, BodyTypes, DocumentKind, OpenTag, Readable } from "./sink.js";

/** What an {@link XmlElement} is made of; everything but `local` may be left out. */
export interface XmlElementInit {
  /** The namespace, `""` (the default) for none. */
  readonly namespace?: string;
  readonly local: string;
  /** The prefix to write it with. Default `""`: the default namespace. */
  readonly prefix?: string;
  readonly attributes?: readonly XmlAttribute[];
  readonly children?: readonly (XmlElement | string)[];
  /** What prefixes mean here, for values that are qualified names. */
  readonly scope?: NamespaceScope;
}

/** One element of untyped XML: a small immutable tree. `writeXml(element)` gives its text. */
export class XmlElement {
  /** The namespace, `""` for none. */
  readonly namespace: string;
  /** The name without its prefix. */
  readonly local: string;
  /** The prefix it was read with, or is to be written with; `""` for none. */
  readonly prefix: string;
  readonly attributes: readonly XmlAttribute[];
  /** Elements and texts in document order. */
  readonly children: readonly (XmlElement | string)[];
  /** What prefixes mean inside this element. */
  readonly scope: NamespaceScope;

  constructor(init: XmlElementInit) {
    this.namespace = init.namespace ?? "";
    this.local = init.local;
    this.prefix = init.prefix ?? "";
    this.attributes = init.attributes ?? [];
    this.children = init.children ?? [];
    this.scope = init.scope ?? NamespaceScope.empty;
  }

  /** The text of this element and of all elements in it, in document order. */
  get text(): string {
    return this.children.map((child) => (typeof child === "string" ? child : child.text)).join("");
  }

  /** The child elements, or those of one name (in one namespace, when given). */
  elements(local?: string, namespace?: string): XmlElement[] {
    return this.children.filter(
      (child): child is XmlElement =>
        typeof child !== "string" &&
        (local === undefined || child.local === local) &&
        (namespace === undefined || child.namespace === namespace),
    );
  }

  /** The first element found by following names downwards: `data.find("esc_datamodel", "opdata", "status")`. */
  find(...path: readonly string[]): XmlElement | undefined {
    let here: XmlElement | undefined = this;
    for (const local of path) here = here?.elements(local)[0];
    return here;
  }

  /** The value of an attribute, of one without a prefix when no namespace is given. */
  attribute(local: string, namespace = ""): string | undefined {
    return this.attributes.find((attribute) => attribute.local === local && attribute.namespace === namespace)?.value;
  }
}

/** A {@link Readable} that makes untyped elements: the elements of the body, in document order. */
export const untyped: Readable<UntypedBody> = {
  createSink: <Kind extends DocumentKind>(_kind: Kind) => new ElementSink(),
};

/** The types of {@link untyped}: elements whatever the kind. */
export interface UntypedBody extends BodyTypes {
  config: XmlElement[];
  edit: XmlElement[];
  data: XmlElement[];
  rpc: XmlElement[];
  reply: XmlElement[];
  notification: XmlElement[];
}

interface OpenElement {
  readonly tag: OpenTag;
  readonly children: (XmlElement | string)[];
}

/** Builds {@link XmlElement}s from reader events. */
export class ElementSink implements BodySink<XmlElement[]> {
  readonly #roots: XmlElement[] = [];
  readonly #open: OpenElement[] = [];

  open(tag: OpenTag): void {
    this.#open.push({ tag, children: [] });
  }

  text(text: string): void {
    const children = this.#open.at(-1)?.children;
    if (!children) return;
    const last = children.length - 1;
    if (typeof children[last] === "string") children[last] += text;
    else children.push(text);
  }

  close(): void {
    const done = this.#open.pop();
    if (!done) return;
    const { namespace, local, prefix, attributes, scope } = done.tag;
    const children = withoutIndentation(done.children);
    const element = new XmlElement({ namespace, local, prefix, attributes, children, scope });
    (this.#open.at(-1)?.children ?? this.#roots).push(element);
  }

  finish(): XmlElement[] {
    return this.#roots;
  }
}

/** White space between elements is layout; beside text, or alone, it is content. */
function withoutIndentation(children: (XmlElement | string)[]): (XmlElement | string)[] {
  let texts = 0;
  for (const child of children) {
    if (typeof child !== "string") continue;
    if (NOT_SPACE.test(child)) return children;
    texts++;
  }
  return texts === 0 || texts === children.length ? children : children.filter((child) => typeof child !== "string");
}

const NOT_SPACE = /\S/;

/**
 * Reads one XML document into an element.
 *
 * @param text the document; an XML declaration and a byte order mark may precede it
 * @param options `source` names the file in errors, with line and column; `errorCode` defaults to `invalid-input` here
 * @throws EscError `invalid-input` for text that is not well-formed or has a DOCTYPE, `too-large` over a limit
 */
export function parseXml(text: string | Uint8Array, options: XmlReaderOptions = {}): XmlElement {
  const sink = new ElementSink();
  const reader = new XmlReader(sink, { errorCode: "invalid-input", source: "XML", ...options });
  reader.write(text);
  reader.end();
  const [root] = sink.finish();
  if (!root)
    throw new EscError(options.errorCode ?? "invalid-input", `${options.source ?? "XML"}: there is no element in it`);
  return root;
}
