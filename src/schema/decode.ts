import { EscError, isEscError } from "../core/errors.js";
import { XmlElement } from "../xml/element.js";
import { NETCONF_NS } from "../xml/names.js";
import { XmlReader } from "../xml/reader.js";
import type { BodySink, BodyTypes, DocumentKind, XmlHandler } from "../xml/sink.js";
import { DecodeSink, type SinkOptions } from "./decode-sink.js";
import type { Descriptor, ValueOf } from "./descriptor.js";
import { type AnyDescriptor, descriptorsOf } from "./slots.js";

/** Options of {@link decode}. */
export interface DecodeOptions<Kind extends DocumentKind = DocumentKind> extends SinkOptions {
  /** What the document is; selects the type of the value. Default `config`. */
  readonly kind?: Kind | undefined;
}

/** A descriptor of whose documents the compiler knows the types. */
export type Typed = Descriptor<BodyTypes>;

/** The type of a value that spans several descriptors: it has the nodes of all of them. */
export type ValueOfAll<Ds extends readonly unknown[], Kind extends keyof BodyTypes = "config"> = Ds extends readonly [
  infer First,
  ...infer Rest,
]
  ? ValueOf<First, Kind> & ValueOfAll<Rest, Kind>
  : unknown;

/**
 * A sink that makes a typed value of the body of a message, straight from reader events. Behind `descriptor.createSink(kind)`.
 *
 * Its `finish` throws ValidationError with every issue of the body.
 */
export function createSink<Types extends BodyTypes, Kind extends DocumentKind>(
  descriptor: AnyDescriptor,
  kind: Kind,
  options: SinkOptions = {},
): BodySink<Types[Kind]> {
  return new DecodeSink([descriptor], kind, options) as BodySink<Types[Kind]>;
}

/**
 * Reads XML into a typed value, in one pass and without a tree between.
 *
 * The document's root is a top-level node of the module, or of NETCONF's wrappers `config`, `data`, `rpc`, `rpc-reply`, `notification`
 * around any number of them; the text that `encode` gives for several top-level nodes (siblings without a root) is taken as well. With
 * the descriptor of a node the root is that node's element: for a list one entry, for a leaf-list one value. With an rpc's
 * descriptor it is the call, and for the kind `reply` the value is the output.
 *
 * For data, reply and notification, elements that the schema does not know are kept (see `unknownElements`), and unknown enumeration
 * values and identities pass as text, since servers are newer than models; the other kinds refuse them.
 * Restrictions, mandatory nodes, must and the like are not judged here: see `validate`.
 *
 * @param schema the descriptor of a module or node, or several in an array where the data spans modules
 * @param xml text, UTF-8 bytes or an element
 * @throws ValidationError `validation` listing every issue with its path
 * @throws EscError `invalid-input` for text that is not well-formed, `too-large` over a limit of the reader
 */
export function decode<D extends Typed, Kind extends DocumentKind = "config">(
  schema: D,
  xml: string | Uint8Array | XmlElement,
  options?: DecodeOptions<Kind>,
): ValueOf<D, Kind>;
export function decode<const Ds extends readonly Typed[], Kind extends DocumentKind = "config">(
  schemas: Ds,
  xml: string | Uint8Array | XmlElement,
  options?: DecodeOptions<Kind>,
): ValueOfAll<Ds, Kind>;
export function decode(
  schema: Typed | readonly Typed[],
  xml: string | Uint8Array | XmlElement,
  options: DecodeOptions = {},
): unknown {
  const descriptors = descriptorsOf(schema);
  const sink = () => new DecodeSink(descriptors, options.kind ?? "config", options);
  if (xml instanceof XmlElement) {
    const one = sink();
    replay(xml, one);
    return one.finish();
  }
  try {
    return readText(xml, sink(), options.source);
  } catch (error) {
    const siblings = isEscError(error, "invalid-input") && descriptors.some(hasManyRoots);
    const result = siblings ? readSiblings(xml, sink()) : undefined;
    if (result === undefined) throw error;
    return result.value;
  }
}

function hasManyRoots(descriptor: AnyDescriptor): boolean {
  return descriptor.kind === "module" || descriptor.kind === "rpc" || descriptor.kind === "action";
}

function readText(xml: string | Uint8Array, sink: DecodeSink, source = "XML"): unknown {
  const reader = new XmlReader(sink, { errorCode: "invalid-input", source });
  reader.write(xml);
  reader.end();
  return sink.finish();
}

/** Reads siblings without a root: what `encode` writes for several top-level nodes, or none. */
function readSiblings(xml: string | Uint8Array, sink: DecodeSink): { readonly value: unknown } | undefined {
  const reader = new XmlReader(sink, { errorCode: "invalid-input" });
  try {
    reader.write(`<data xmlns="${NETCONF_NS}">`);
    reader.write(xml);
    reader.write("</data>");
    reader.end();
  } catch (error) {
    // The first error is the one with the right line and column.
    if (error instanceof EscError && error.code === "invalid-input") return undefined;
    throw error;
  }
  return { value: sink.finish() };
}

/** Gives an element to a handler as the reader would. */
export function replay(element: XmlElement, handler: XmlHandler): void {
  handler.open({ ...element, declared: {} });
  for (const child of element.children) {
    if (typeof child === "string") handler.text(child);
    else replay(child, handler);
  }
  handler.close();
}
