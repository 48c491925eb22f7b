import type { RawAttribute } from "./attributes.js";
import { internalized } from "./internalized.js";
import { Malformed } from "./malformed.js";
import type { XmlName } from "./name-table.js";
import type { NamespaceScope, XmlAttribute } from "./names.js";
import type { OpenTag } from "./sink.js";

const XML_NS = "http://www.w3.org/XML/1998/namespace";
const XMLNS_NS = "http://www.w3.org/2000/xmlns/";

const NO_ATTRIBUTES: readonly XmlAttribute[] = Object.freeze([]);
const NO_DECLARATIONS: Readonly<Record<string, string>> = Object.freeze(Object.create(null));

/**
 * Resolves the prefixes of a start tag (Namespaces in XML 1.0). A tag without attributes is made once for a name in a scope, and is shared then.
 *
 * @param outer what prefixes mean around the element
 * @throws Malformed for a prefix that stands for nothing, a declaration that is not allowed, an attribute that stands twice
 */
export function startTag(name: XmlName, attributes: readonly RawAttribute[], outer: NamespaceScope): OpenTag {
  if (attributes.length === 0) {
    return (
      name.tagIn(outer) ??
      name.keep(
        {
          namespace: elementNamespace(name, outer),
          local: name.local,
          prefix: name.prefix,
          attributes: NO_ATTRIBUTES,
          declared: NO_DECLARATIONS,
          scope: outer,
        },
        outer,
      )
    );
  }
  refuseTwice(attributes.map((attribute) => attribute.name.raw));
  const declared = declarations(attributes);
  const scope = declared === NO_DECLARATIONS ? outer : outer.with(declared);
  return {
    namespace: elementNamespace(name, scope),
    local: name.local,
    prefix: name.prefix,
    attributes: resolveAttributes(attributes, scope),
    declared,
    scope,
  };
}

function elementNamespace({ prefix, raw }: XmlName, scope: NamespaceScope): string {
  return prefix === "" ? (scope.resolve("") ?? "") : namespaceOf(prefix, raw, scope);
}

function namespaceOf(prefix: string, raw: string, scope: NamespaceScope): string {
  const namespace = prefix === "xmlns" ? undefined : scope.resolve(prefix);
  if (namespace === undefined) throw new Malformed(`The prefix of ${raw} stands for no namespace here`);
  return namespace;
}

function declaredPrefix({ prefix, local }: XmlName): string | undefined {
  if (prefix === "xmlns") return local;
  return prefix === "" && local === "xmlns" ? "" : undefined;
}

function declarations(attributes: readonly RawAttribute[]): Readonly<Record<string, string>> {
  let declared: Record<string, string> | undefined;
  for (const { name, value } of attributes) {
    const prefix = declaredPrefix(name);
    if (prefix === undefined) continue;
    const reserved = prefix === "xmlns" || value === XMLNS_NS || (prefix === "xml") !== (value === XML_NS);
    if (reserved) throw new Malformed(`${name.raw}="${value}" declares what is reserved`);
    if (prefix !== "" && value === "") throw new Malformed(`${name.raw} declares a prefix for no namespace`);
    declared ??= Object.create(null) as Record<string, string>;
    declared[prefix] = internalized(value);
  }
  return declared ?? NO_DECLARATIONS;
}

function resolveAttributes(attributes: readonly RawAttribute[], scope: NamespaceScope): readonly XmlAttribute[] {
  let resolved: XmlAttribute[] | undefined;
  for (const { name, value } of attributes) {
    if (declaredPrefix(name) !== undefined) continue;
    resolved ??= [];
    const { prefix, local } = name;
    resolved.push({ namespace: prefix === "" ? "" : namespaceOf(prefix, name.raw, scope), local, prefix, value });
  }
  if (resolved === undefined) return NO_ATTRIBUTES;
  if (resolved.some(({ prefix }) => prefix !== "")) {
    refuseTwice(resolved.map(({ namespace, local }) => `{${namespace}}${local}`));
  }
  return resolved;
}

function refuseTwice(names: readonly string[]): void {
  if (names.length < 2) return;
  const seen = new Set<string>();
  for (const name of names) {
    if (seen.has(name)) throw new Malformed(`The attribute ${name} stands twice`);
    seen.add(name);
  }
}
