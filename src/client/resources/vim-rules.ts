import type * as esc from "../../../generated/esc.js";
import { EscError } from "../../core/errors.js";
import type { WaitOptions } from "../../core/signal.js";
import type { EscEvent } from "../../models/events.js";
import { sameVimProperties, type VimPropertyHolder, vimPropertiesOf } from "../../models/vim-properties.js";
import { isFinalEvent, type WorkflowName } from "../../models/workflows.js";
import type { Change, ChangeKind } from "../change.js";
import { type Expectation, LEAST_PATIENCE_MS } from "../expectation.js";

/** A change of a connector or of its user. */
export interface VimChange {
  readonly kind: ChangeKind;
  readonly workflow: WorkflowName;
  readonly subject: string;
  readonly concerns: (event: EscEvent) => boolean;
  readonly cleanUp: ((options?: WaitOptions) => Promise<Change>) | undefined;
}

/** What a change of a connector or user waits for. No source confirms that operational data shows anything of it. */
export function expectVim(change: VimChange): Expectation {
  const { kind, workflow, subject, concerns, cleanUp } = change;
  const isFinal = (event: EscEvent) => isFinalEvent(workflow, event) && concerns(event);
  return {
    kind,
    subject,
    concerns: isFinal,
    finals: [isFinal],
    ...(cleanUp && { cleanUp }),
    patienceMs: LEAST_PATIENCE_MS,
  };
}

/** Tells whether two users of a connector are the same, names of properties compared without case. */
export function sameUser(left: esc.User, right: esc.User): boolean {
  return left.id === right.id && sameVimProperties(left, right);
}

/**
 * ESC compares names of properties without case (guide l.5600), so two that differ in case alone would be one.
 *
 * @throws EscError `invalid-input` that names both
 */
export function checkPropertyNames(what: string, holder: VimPropertyHolder): void {
  const seen = new Map<string, string>();
  for (const { name } of vimPropertiesOf(holder)) {
    const first = seen.get(name.toLowerCase());
    if (first !== undefined) {
      throw new EscError(
        "invalid-input",
        `${what} has ${first} and ${name}: ESC compares names of properties without case, so give it once`,
      );
    }
    seen.set(name.toLowerCase(), name);
  }
}
