import { EscError } from "../../core/errors.js";
import { escapeXml } from "../../xml/writer.js";
import type { Operation, OptionsGoSecond, ReplySink } from "../operation.js";

/** The namespace of ietf-netconf-monitoring (RFC 6022). */
export const MONITORING_NS = "urn:ietf:params:xml:ns:yang:ietf-netconf-monitoring";

/** Arguments of get-schema. */
export interface GetSchemaArguments extends OptionsGoSecond {
  /** The revision of the module. Default: whichever the server has; it refuses when it has several. */
  readonly version?: string | undefined;
  /** The format of the schema. Default `yang`. */
  readonly format?: "yang" | "yin" | "xsd" | "rng" | "rnc" | undefined;
}

/** get-schema (RFC 6022 section 3.1): the text of a YANG module or submodule as the server has it. */
export function getSchema(identifier: string, options: GetSchemaArguments): Operation<string> {
  if (identifier.trim() === "") throw new EscError("invalid-input", "get-schema needs the name of a module");
  const version = options.version === undefined ? "" : `<version>${escapeXml(options.version)}</version>`;
  const body = `<get-schema xmlns="${MONITORING_NS}"><identifier>${escapeXml(identifier)}</identifier>${version}<format>${options.format ?? "yang"}</format></get-schema>`;
  return {
    name: "get-schema",
    // Where a server has its modules in yang-library, its hello need not list them.
    needs: [[MONITORING_NS, ":yang-library"]],
    changes: false,
    encode: () => body,
    receive: schemaText,
  };
}

/** The text of `<data>`; a server that answers with elements (a YIN schema unescaped) has broken RFC 6022. */
function schemaText(): ReplySink<string> {
  const parts: string[] = [];
  let depth = 0;
  let seen = false;
  return {
    open(tag) {
      depth++;
      if (depth === 1 && tag.local === "data") seen = true;
      else if (seen) throw new EscError("protocol-error", `The reply to get-schema holds <${tag.local}>, not text`);
    },
    text(text) {
      if (depth === 1 && seen) parts.push(text);
    },
    close() {
      depth--;
    },
    finish() {
      if (!seen) throw new EscError("protocol-error", "The reply to get-schema has no <data> and no <rpc-error>");
      return parts.join("");
    },
  };
}
