import { EscError } from "../../core/errors.js";

/** How a server shall report nodes that have their default value (RFC 6243 section 3). */
export type WithDefaults = "report-all" | "report-all-tagged" | "trim" | "explicit";

const MODES: readonly string[] = ["report-all", "report-all-tagged", "trim", "explicit"];

/**
 * Writes `<with-defaults>` (RFC 6243 section 4.5), nothing when there is no mode.
 *
 * @throws EscError `invalid-input` for a mode that is none
 */
export function withDefaultsXml(mode: WithDefaults | undefined): string {
  if (mode === undefined) return "";
  if (!MODES.includes(mode)) {
    throw new EscError("invalid-input", `withDefaults is "${String(mode)}": give ${MODES.join(", ")} or leave it out`);
  }
  return `<with-defaults xmlns="urn:ietf:params:xml:ns:yang:ietf-netconf-with-defaults">${mode}</with-defaults>`;
}

/** The capability that asking for a mode needs. */
export function withDefaultsNeeds(mode: WithDefaults | undefined): string[] {
  return mode === undefined ? [] : [":with-defaults"];
}
