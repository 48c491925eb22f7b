import { BASE_1_0, BASE_1_1 } from "../../netconf/messages.js";
import type { Assumptions } from "../assumptions.js";
import { MONITORING_NS } from "./namespaces.js";
import { yangLibrary } from "./yang-library.js";

/**
 * What ESC claims in its hello. From the developer's guides 1.1 and 2.3: writable-running and notification; no candidate, no
 * confirmed-commit, no interleave, no partial-lock, no xpath. rollback-on-error: its row is there, its value is cut off.
 */
export function capabilities(assumptions: Assumptions): string[] {
  const claimed = [
    BASE_1_0,
    ...(assumptions.get("base-1.1") === "offered" ? [BASE_1_1] : []),
    "urn:ietf:params:netconf:capability:writable-running:1.0",
    "urn:ietf:params:netconf:capability:rollback-on-error:1.0",
    ...(validates(assumptions) ? ["urn:ietf:params:netconf:capability:validate:1.1"] : []),
    "urn:ietf:params:netconf:capability:notification:1.0",
  ];
  const modules = yangLibrary().filter((one) => one.namespace !== undefined);
  return [
    ...claimed,
    `${MONITORING_NS}?module=ietf-netconf-monitoring&revision=2010-10-04`,
    ...modules.map(
      (one) => `${one.namespace}?module=${one.name}${one.revision === "" ? "" : `&revision=${one.revision}`}`,
    ),
  ];
}

/** Whether ESC takes `<validate>` and test-option. */
export function validates(assumptions: Assumptions): boolean {
  return assumptions.get("validate-capability") === "claimed";
}
