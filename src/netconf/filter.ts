import { EscError } from "../core/errors.js";
import { XmlElement } from "../xml/element.js";
import { escapeXml, writeXml } from "../xml/writer.js";
import { embedXml } from "./messages.js";

/** Untyped XML as callers give it: text or element, several of them as an array. */
export type XmlContent = string | XmlElement | readonly (string | XmlElement)[];

/** A filter of get, get-config or create-subscription; made by {@link subtree} or {@link xpath}. */
export type Filter = SubtreeFilter | XPathFilter;

/** What {@link subtree} makes. */
export interface SubtreeFilter {
  readonly type: "subtree";
  readonly content: XmlContent;
}

/** What {@link xpath} makes. */
export interface XPathFilter {
  readonly type: "xpath";
  readonly select: string;
  readonly namespaces: Readonly<Record<string, string>>;
}

/**
 * A subtree filter (RFC 6241 section 6). What it holds keeps its namespaces; elements without a namespace stay without one, which asks
 * for any namespace.
 *
 * @param content the elements that stand inside of `<filter>`; none selects nothing
 */
export function subtree(content: XmlContent): SubtreeFilter {
  return { type: "subtree", content };
}

/**
 * An XPath filter (RFC 6241 section 8.9). It needs the capability `:xpath`, claimed or assumed.
 *
 * @param select the expression
 * @param namespaces the prefixes it uses. Default none: then names have no prefix, which servers like ESC match in any namespace
 */
export function xpath(select: string, namespaces: Readonly<Record<string, string>> = {}): XPathFilter {
  return { type: "xpath", select, namespaces };
}

/**
 * Writes the `<filter>` element in the default namespace of where it stands.
 *
 * @throws EscError `invalid-input` for XML that is not well-formed, an empty expression, or a prefix that is no name
 */
export function filterXml(filter: Filter): string {
  if (filter.type === "subtree") return `<filter type="subtree">${contentXml(filter.content, "filter")}</filter>`;
  return `<filter type="xpath"${prefixesXml(filter)} select="${xpathText(filter)}"/>`;
}

/** The expression, escaped. */
export function xpathText({ select }: XPathFilter): string {
  if (select.trim() === "") throw new EscError("invalid-input", "The XPath filter is empty: leave it out");
  return escapeXml(select, "The XPath filter");
}

/** The declarations of the prefixes that expressions use, each with a space before it. */
export function prefixesXml({ namespaces }: Pick<XPathFilter, "namespaces">): string {
  const declared = Object.entries(namespaces).map(([prefix, uri]) => {
    if (!/^[A-Za-z_][\w.-]*$/.test(prefix) || /^xml/i.test(prefix)) {
      throw new EscError("invalid-input", `"${prefix}" cannot be a prefix of an XPath expression`);
    }
    return ` xmlns:${prefix}="${escapeXml(uri, "The namespace of a prefix")}"`;
  });
  return declared.join("");
}

/** The capabilities that a filter asks of the server. */
export function filterNeeds(filter: Filter | undefined): string[] {
  return filter?.type === "xpath" ? [":xpath"] : [];
}

/**
 * Writes callers' XML so that it can stand in a message.
 *
 * @param what what it is, for errors: "config"
 * @throws EscError `invalid-input` when a text is not one well-formed element
 */
export function contentXml(content: XmlContent, what: string): string {
  const parts = typeof content === "string" || content instanceof XmlElement ? [content] : content;
  return parts.map((part) => embedXml(typeof part === "string" ? part : writeXml(part), what).text).join("");
}
