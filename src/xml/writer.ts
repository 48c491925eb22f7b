import { XMLBuilder } from "fast-xml-parser";
import { EscError } from "../core/errors.js";
import type { XmlElement } from "./element.js";
import { NamespaceScope } from "./names.js";

/** How {@link writeXml} writes. */
export interface WriteXmlOptions {
  /** Lines and indentation for people. Default false: everything in one line. */
  readonly indent?: boolean;
  /** Starts with `<?xml version="1.0" encoding="UTF-8"?>`. Default false. */
  readonly declaration?: boolean;
}

/**
 * Writes an element as XML text. Prefixes are declared where they are needed; what was in scope at the element when it was read is
 * declared on it, so that values which are qualified names keep their meaning.
 *
 * @throws EscError `invalid-input` for a text or attribute with a character that XML 1.0 does not allow, or a name that is none
 */
export function writeXml(element: XmlElement, options: WriteXmlOptions = {}): string {
  const builder = options.indent ? pretty : compact;
  const text = builder.build([toNode(element, NamespaceScope.empty, element.scope.all())]).replace(/^\n/, "");
  return options.declaration ? `<?xml version="1.0" encoding="UTF-8"?>\n${text}` : text;
}

const shared = {
  preserveOrder: true,
  ignoreAttributes: false,
  attributeNamePrefix: "@_",
  suppressEmptyNode: true,
  suppressBooleanAttributes: false,
  // Escaping is done below, with line breaks, which the builder leaves alone.
  processEntities: false,
} as const;
const compact = new XMLBuilder(shared);
const pretty = new XMLBuilder({ ...shared, format: true, indentBy: "  " });

type BuilderNode = Record<string, unknown>;

function toNode(element: XmlElement, outer: NamespaceScope, keep: Readonly<Record<string, string>>): BuilderNode {
  const declared = neededDeclarations(element, outer, keep);
  const scope = outer.with(declared);
  const attributes: Record<string, string> = {};
  for (const [prefix, namespace] of Object.entries(declared)) {
    attributes[prefix === "" ? "@_xmlns" : `@_xmlns:${prefix}`] = escapeAttribute(namespace, element);
  }
  for (const attribute of element.attributes) {
    const name = attribute.namespace === "" ? attribute.local : `${attribute.prefix}:${attribute.local}`;
    attributes[`@_${checkName(name)}`] = escapeAttribute(attribute.value, element);
  }
  const name = element.prefix === "" ? element.local : `${element.prefix}:${element.local}`;
  return {
    [checkName(name)]: element.children.map((child) =>
      typeof child === "string"
        ? { "#text": escapeText(child, element) }
        : toNode(child, scope, declaredInside(child, element)),
    ),
    ":@": attributes,
  };
}

/** What an inner element declared itself when it was read: its scope beyond its parent's. */
function declaredInside(child: XmlElement, parent: XmlElement): Record<string, string> {
  if (child.scope === parent.scope) return {};
  const outside = parent.scope.all();
  return Object.fromEntries(Object.entries(child.scope.all()).filter(([prefix, ns]) => outside[prefix] !== ns));
}

function neededDeclarations(
  element: XmlElement,
  outer: NamespaceScope,
  keep: Readonly<Record<string, string>>,
): Record<string, string> {
  const declared: Record<string, string> = Object.create(null);
  for (const [prefix, namespace] of Object.entries(keep)) {
    // The element's own prefix must mean the element's namespace, whatever was in scope.
    if (prefix !== element.prefix && prefix !== "" && outer.resolve(prefix) !== namespace) declared[prefix] = namespace;
  }
  declareIn(declared, outer, element.prefix, element.namespace, element);
  for (const attribute of element.attributes) {
    if (attribute.namespace === "" || attribute.prefix === "xml") continue;
    if (attribute.prefix === "") {
      throw new EscError(
        "invalid-input",
        `Attribute ${attribute.local} of <${element.local}> has a namespace and so needs a prefix`,
      );
    }
    declareIn(declared, outer, attribute.prefix, attribute.namespace, element);
  }
  return declared;
}

function declareIn(
  declared: Record<string, string>,
  outer: NamespaceScope,
  prefix: string,
  namespace: string,
  element: XmlElement,
): void {
  if (prefix !== "" && namespace === "") {
    throw new EscError(
      "invalid-input",
      `<${prefix}:${element.local}> has a prefix and no namespace: leave one out or add the other`,
    );
  }
  const present = Object.hasOwn(declared, prefix) ? declared[prefix] : (outer.resolve(prefix) ?? "");
  if (present === namespace) return;
  if (prefix !== "" && Object.hasOwn(declared, prefix)) {
    throw new EscError(
      "invalid-input",
      `Prefix ${prefix} at <${element.local}> would have to mean two namespaces: rename one of them`,
    );
  }
  declared[prefix] = namespace;
}

const NAME = /^[\p{L}_][\p{L}\p{N}\p{M}._\-\u00B7]*(?::[\p{L}_][\p{L}\p{N}\p{M}._\-\u00B7]*)?$/u;

function checkName(name: string): string {
  if (!NAME.test(name)) throw new EscError("invalid-input", `"${name}" is not an XML name`);
  return name;
}

/** Anything outside XML 1.0's Char production; lone surrogates included. */
const NOT_CHAR = /[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/u;

function checkText(text: string, where: string): string {
  const bad = NOT_CHAR.exec(text)?.[0];
  if (bad === undefined) return text;
  const code = bad.codePointAt(0)?.toString(16).toUpperCase().padStart(4, "0");
  throw new EscError(
    "invalid-input",
    `${where} has the character U+${code}, which XML 1.0 does not allow: remove or encode it`,
  );
}

const TEXT_ESCAPES: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", "\r": "&#13;" };
const ATTRIBUTE_ESCAPES: Readonly<Record<string, string>> = {
  ...TEXT_ESCAPES,
  '"': "&quot;",
  "\n": "&#10;",
  "\t": "&#9;",
};

function escapeText(text: string, element: XmlElement): string {
  return checkText(text, contentOf(element)).replaceAll(
    /[&<>\r]/g,
    (character) => TEXT_ESCAPES[character] ?? character,
  );
}

function escapeAttribute(value: string, element: XmlElement): string {
  return escapeChecked(checkText(value, contentOf(element)));
}

function contentOf(element: XmlElement): string {
  return `The content of <${element.local}>`;
}

function escapeChecked(value: string): string {
  return value.replaceAll(/[&<>"\r\n\t]/g, (character) => ATTRIBUTE_ESCAPES[character] ?? character);
}

/**
 * Escapes text so that it can stand in element content and between double quotes of an attribute alike.
 *
 * @param what what the text is, for the error message. Default "The text"
 * @throws EscError `invalid-input` for a character that XML 1.0 does not allow
 */
export function escapeXml(text: string, what = "The text"): string {
  return escapeChecked(checkText(text, what));
}
