import { EscError } from "../../core/errors.js";
import { XmlElement } from "../../xml/element.js";
import type { OpenTag } from "../../xml/sink.js";
import { escapeXml, writeXml } from "../../xml/writer.js";
import { contentXml, type XmlContent } from "../filter.js";
import { embedXml, NETCONF_NS } from "../messages.js";

/** A configuration datastore (RFC 6241 section 5.1), or a URL of one (section 8.8). */
export type Datastore = "running" | "candidate" | "startup" | { readonly url: string };

/**
 * Writes a datastore as the content of `<source>` or `<target>`.
 *
 * @throws EscError `invalid-input` for what is no datastore
 */
export function datastoreXml(datastore: Datastore): string {
  if (typeof datastore === "object") return `<url>${escapeXml(datastore.url, "The URL")}</url>`;
  if (!["running", "candidate", "startup"].includes(datastore)) {
    throw new EscError(
      "invalid-input",
      `"${String(datastore)}" is no datastore: give running, candidate, startup or { url }`,
    );
  }
  return `<${datastore}/>`;
}

/** The capabilities that naming a datastore asks of the server. */
export function datastoreNeeds(datastore: Datastore): string[] {
  if (typeof datastore === "object") return [":url"];
  return datastore === "running" ? [] : [`:${datastore}`];
}

/** A configuration in the call itself, instead of a datastore. */
export interface InlineConfig {
  /** What stands inside of `<config>`, or a `<config>` element itself. */
  readonly config: XmlContent;
}

/** Writes what may be a datastore or a configuration in the call itself. */
export function sourceXml(source: Datastore | InlineConfig): string {
  return typeof source === "object" && "config" in source ? configXml(source.config) : datastoreXml(source);
}

/** The capabilities that such a source asks of the server. */
export function sourceNeeds(source: Datastore | InlineConfig): string[] {
  return typeof source === "object" && "config" in source ? [] : datastoreNeeds(source);
}

/** The capabilities that changing a datastore asks of the server. */
export function targetNeeds(target: Datastore): string[] {
  return target === "running" ? [":writable-running"] : datastoreNeeds(target);
}

/**
 * Writes `<config>`. Callers may give what belongs into it, or a document that is a `<config>` already.
 *
 * @throws EscError `invalid-input` when a text is not one well-formed element
 */
export function configXml(config: XmlContent): string {
  if (typeof config !== "string" && !(config instanceof XmlElement)) {
    return `<config>${contentXml(config, "config")}</config>`;
  }
  const namespace = (root: OpenTag) => (root.local === "config" ? NETCONF_NS : "");
  const { root, text } = embedXml(typeof config === "string" ? config : writeXml(config), "config", namespace);
  // A `<config>` in another namespace is a data node of that name.
  const whole = root.local === "config" && (root.namespace === NETCONF_NS || root.namespace === "");
  return whole ? text : `<config>${text}</config>`;
}
