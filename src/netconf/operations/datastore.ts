import { EscError } from "../../core/errors.js";
import { escapeXml } from "../../xml/writer.js";

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
