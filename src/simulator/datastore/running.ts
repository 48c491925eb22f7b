import * as esc from "../../../generated/esc.js";
import { isEscError, ValidationError } from "../../core/errors.js";
import { decode } from "../../schema/decode.js";
import { validate } from "../../schema/validate.js";
import type { XmlElement } from "../../xml/element.js";
import { RpcFault } from "../rpc-fault.js";
import { type ApplyOptions, applyEdit, asData } from "./edit.js";
import { issueFaults } from "./issue-faults.js";
import { type SchemaIndex, topIndex } from "./schema-index.js";

/** A configuration that may become running: checked, not yet taken. */
export interface Proposal {
  readonly elements: readonly XmlElement[];
  readonly value: esc.Data;
}

/** The schema index of everything that the simulator stores. */
export const ESC_INDEX: SchemaIndex = topIndex([esc.schema]);

/** The datastore running: ESC's only one (developer's guide 2.3: no candidate, no startup). */
export class RunningDatastore {
  #elements: readonly XmlElement[] = [];

  /** The top-level elements. */
  get elements(): readonly XmlElement[] {
    return this.#elements;
  }

  /**
   * Applies an edit to a copy and judges the result by the YANG, as a whole (RFC 7950 section 8.3.3).
   *
   * @throws RpcFault for what breaks RFC 6241's or the model's rules; running is as it was
   */
  propose(edit: XmlElement, defaultOperation: ApplyOptions["defaultOperation"] = "merge"): Proposal {
    const elements = applyEdit(this.#elements, edit, { index: ESC_INDEX, defaultOperation });
    return { elements, value: judged(elements) };
  }

  /** Takes a proposal. */
  take(proposal: Proposal): void {
    this.#elements = proposal.elements;
  }
}

/**
 * Decodes and validates a whole configuration.
 *
 * @throws RpcFault with an error for everything that is wrong with it
 */
export function judged(elements: readonly XmlElement[]): esc.Data {
  let value: esc.Data;
  try {
    value = decode(esc.schema, asData(elements, "config"), { kind: "config" });
  } catch (error) {
    if (isEscError(error, "validation") && error instanceof ValidationError) {
      throw new RpcFault(issueFaults(error.issues, ESC_INDEX));
    }
    throw error;
  }
  const issues = validate(esc.schema, value, { kind: "config" });
  if (issues.length > 0) throw new RpcFault(issueFaults(issues, ESC_INDEX));
  return value;
}
