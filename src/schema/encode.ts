import { EscError } from "../core/errors.js";
import type { XmlElement } from "../xml/element.js";
import type { DocumentKind } from "../xml/sink.js";
import { writeXml } from "../xml/writer.js";
import type { Typed, ValueOfAll } from "./decode.js";
import type { ValueOf } from "./descriptor.js";
import { documentRoot, moduleNames } from "./document.js";
import { Encoder } from "./encoder.js";
import { descriptorsOf } from "./slots.js";

/** Options of {@link encodeElements}. */
export interface EncodeElementOptions<Kind extends DocumentKind = DocumentKind> {
  /** What the document is. Default `config`. */
  readonly kind?: Kind | undefined;
  /** One namespace for all elements, instead of their modules': ESC's REST API has such documents. */
  readonly namespace?: string | undefined;
}

/** Options of {@link encode}. */
export interface EncodeOptions<Kind extends DocumentKind = DocumentKind> extends EncodeElementOptions<Kind> {
  /** Lines and indentation for people. Default false. */
  readonly indent?: boolean | undefined;
}

/**
 * Writes a value as XML text: keys first, then schema order (RFC 7950 sections 7.5.7 and 7.8.5).
 *
 * A module's value with one top-level node becomes that element; with several, the elements one after the other (no root around
 * them: they go into `config` or the like, and `decode` reads them as they are); with none, an empty text. A node's value becomes
 * its element; an rpc's value its call, or with the kind `reply` the elements of its output.
 * Values are written as they are, without judging ranges, patterns and the like: see `validate`.
 *
 * @param schema the descriptor of a module or node, or several in an array where the value spans modules
 * @throws ValidationError `validation` for properties that the schema does not know and values of a wrong type, each with its path
 * @throws EscError `invalid-input` for a text with a character that XML 1.0 does not allow
 */
export function encode<D extends Typed, Kind extends DocumentKind = "config">(
  schema: D,
  value: ValueOf<D, NoInfer<Kind>>,
  options?: EncodeOptions<Kind>,
): string;
export function encode<const Ds extends readonly Typed[], Kind extends DocumentKind = "config">(
  schemas: Ds,
  value: ValueOfAll<Ds, NoInfer<Kind>>,
  options?: EncodeOptions<Kind>,
): string;
export function encode(schema: Typed | readonly Typed[], value: unknown, options: EncodeOptions = {}): string {
  const indent = options.indent ?? false;
  return toElements(schema, value, options)
    .map((element) => writeXml(element, { indent }).trimEnd())
    .join(indent ? "\n" : "");
}

/**
 * What {@link encode} writes, as elements: one for each top-level node of a module's value, one for a node's value.
 *
 * @throws ValidationError as `encode` does
 */
export function encodeElements<D extends Typed, Kind extends DocumentKind = "config">(
  schema: D,
  value: ValueOf<D, NoInfer<Kind>>,
  options?: EncodeElementOptions<Kind>,
): XmlElement[];
export function encodeElements<const Ds extends readonly Typed[], Kind extends DocumentKind = "config">(
  schemas: Ds,
  value: ValueOfAll<Ds, NoInfer<Kind>>,
  options?: EncodeElementOptions<Kind>,
): XmlElement[];
export function encodeElements(
  schema: Typed | readonly Typed[],
  value: unknown,
  options: EncodeElementOptions = {},
): XmlElement[] {
  return toElements(schema, value, options);
}

/**
 * What {@link encode} writes, where it is one element: the value of a node, or of a module with exactly one top-level node in it.
 *
 * @throws ValidationError as `encode` does
 * @throws EscError `invalid-input` where the value has no element or several: use {@link encodeElements}
 */
export function encodeElement<D extends Typed, Kind extends DocumentKind = "config">(
  schema: D,
  value: ValueOf<D, NoInfer<Kind>>,
  options: EncodeElementOptions<Kind> = {},
): XmlElement {
  const elements = toElements(schema, value, options);
  const [first] = elements;
  if (!first || elements.length > 1) {
    throw new EscError(
      "invalid-input",
      `The value has ${elements.length} top-level elements where one is written: use encodeElements`,
    );
  }
  return first;
}

function toElements(schema: Typed | readonly Typed[], value: unknown, options: EncodeElementOptions): XmlElement[] {
  const descriptors = descriptorsOf(schema);
  const root = documentRoot(descriptors, options.kind ?? "config");
  const encoder = new Encoder(moduleNames(descriptors), options.namespace);
  const elements: XmlElement[] = [];
  if (root.only) encoder.one(root.only, value, elements);
  else encoder.inside(root.index, value, elements);
  encoder.issues.throwIfAny("The value");
  return elements;
}
