import { EscError } from "../core/errors.js";
import type { WaitOptions } from "../core/signal.js";
import { type EscEvent, isFailure } from "../models/events.js";
import { type Change, type ChangeKind, unchanged } from "./change.js";

/** What a {@link WorkflowError} tells. */
export interface WorkflowFailure {
  readonly kind: ChangeKind;
  /** What was changed, in words. */
  readonly subject: string;
  /** What decided; undefined when operational data did. */
  readonly event?: EscEvent | undefined;
  readonly events: readonly EscEvent[];
  /** What operational data showed, when it was read. */
  readonly found?: string | undefined;
  /** Sends the inverse edit. Left out where ESC needs no clean-up. */
  readonly cleanUp?: ((options?: WaitOptions) => Promise<Change>) | undefined;
}

/**
 * ESC accepted a change and then could not carry it out. ESC does not roll running back: after a failed creation running still
 * holds what does not exist, until the client sends the inverse edit ({@link WorkflowError.cleanUp}) (developer's guide, transactions).
 */
export class WorkflowError extends EscError<"workflow-failed"> {
  override readonly name: string = "WorkflowError";
  /** The event that decided: the failed final event, or the first failed step. Undefined when operational data alone told. */
  readonly event: EscEvent | undefined;
  /** Every event of the change, in the order of arrival. */
  readonly events: readonly EscEvent[];
  /** What was changed, in words: `deployment csr-1 of tenant admin`. */
  readonly subject: string;
  /** What ESC was doing. */
  readonly kind: ChangeKind;
  /** True where running and reality differ now, and {@link WorkflowError.cleanUp} sends the inverse edit. */
  readonly cleanUpNeeded: boolean;
  readonly #cleanUp: ((options?: WaitOptions) => Promise<Change>) | undefined;

  constructor(failure: WorkflowFailure) {
    super("workflow-failed", describeFailure(failure));
    this.event = failure.event;
    this.events = failure.events;
    this.subject = failure.subject;
    this.kind = failure.kind;
    this.#cleanUp = failure.cleanUp;
    this.cleanUpNeeded = failure.cleanUp !== undefined;
  }

  /**
   * Sends the inverse edit: what failed to be created is deleted, what failed to be updated gets its former configuration back.
   * After a failed deletion or action nothing is to be cleaned up in ESC (leftovers in the VIM are the operator's): the change is `unchanged` then.
   *
   * @throws as the edit does; see the resource's `delete`. EscError `unsupported` after an edit of the user's own making, whose inverse
   *   is not known
   */
  async cleanUp(options?: WaitOptions): Promise<Change> {
    if (!this.#cleanUp) return unchanged("delete", this.subject);
    return this.#cleanUp(options);
  }
}

const CLEAN_UP_HINT: Readonly<Record<ChangeKind, string>> = {
  deploy: "Running keeps it: error.cleanUp() removes it",
  create: "Running keeps it: error.cleanUp() removes it",
  update: "Running keeps the new configuration: error.cleanUp() restores the former one",
  replace: "Running keeps the new configuration: error.cleanUp() restores the former one",
  undeploy: "ESC needs no clean-up; look in the VIM for leftovers",
  delete: "ESC needs no clean-up; look in the VIM for leftovers",
  action: "ESC needs no clean-up",
  edit: "Running keeps what was created or changed: send the inverse edit",
};

function describeFailure(failure: WorkflowFailure): string {
  const { kind, subject, event, events, found, cleanUp } = failure;
  const what = kind === "action" || kind === "edit" ? subject : `${kind} of ${subject}`;
  // The final event often says no more than that it failed; the first failed step says why.
  const first = events.find((one) => isFailure(one) && one !== event);
  const said = [event && describeEvent(event), first && `It began with ${describeEvent(first)}`, found];
  const hint = cleanUp || !KEPT_IN_RUNNING.includes(kind) ? [CLEAN_UP_HINT[kind]] : [];
  return [`ESC accepted and then failed: ${what}`, ...said.filter((one) => one), ...hint].join(". ");
}

const KEPT_IN_RUNNING: readonly ChangeKind[] = ["deploy", "create", "update", "replace", "edit"];

function describeEvent(event: EscEvent): string {
  const code = event.status_code === undefined ? "" : ` ${event.status_code}`;
  const words = event.status_message ? `: ${event.status_message}` : "";
  return `${eventName(event)} ${event.status}${code}${words}`;
}

/** The type of an event as ESC sent it. */
export function eventName(event: EscEvent): string {
  return event.type === "UNKNOWN" ? event.rawType : event.type;
}
