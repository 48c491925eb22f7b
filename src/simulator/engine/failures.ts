import { EscError } from "../../core/errors.js";
import { isKnownEventType, type KnownEventType } from "../../models/event-types.js";

/** A failure to come: the next step whose event matches ends as a failing ESC's would. */
export interface InjectedFailure {
  /** The type of the event that reports FAILURE. */
  readonly event: KnownEventType;
  /** Only for this deployment. */
  readonly deployment?: string;
  /** Only for this VM group. */
  readonly vmGroup?: string;
  /** Only for this tenant. */
  readonly tenant?: string;
  /** Only for this VIM connector. */
  readonly vim?: string;
  /** status_message of the event. */
  readonly message: string;
  /** How many steps fail. Default 1; Infinity: all from now on. */
  readonly times?: number;
}

/** What a step is about, as far as failures tell steps apart. */
export interface StepSubject {
  readonly deployment?: string;
  readonly vmGroup?: string;
  readonly tenant?: string;
  readonly vim?: string;
}

/** The failures to come. */
export class Failures {
  readonly #armed: { readonly failure: InjectedFailure; left: number }[] = [];

  /** @throws EscError `invalid-input` for an event type that is not known, or `times` below 1 */
  add(failure: InjectedFailure): void {
    if (!isKnownEventType(failure.event)) {
      throw new EscError("invalid-input", `fail(): there is no event type "${String(failure.event)}"`);
    }
    const left = failure.times ?? 1;
    if (!(left >= 1)) throw new EscError("invalid-input", `fail(): times is ${left}: give 1 or more`);
    this.#armed.push({ failure, left });
  }

  /** The message with which a step fails, using up the failure; undefined when it succeeds. */
  take(event: KnownEventType, subject: StepSubject): string | undefined {
    const index = this.#armed.findIndex(({ failure }) => failure.event === event && matches(failure, subject));
    const armed = this.#armed[index];
    if (!armed) return undefined;
    armed.left--;
    if (armed.left <= 0) this.#armed.splice(index, 1);
    return armed.failure.message;
  }
}

function matches(failure: InjectedFailure, subject: StepSubject): boolean {
  return (["deployment", "vmGroup", "tenant", "vim"] as const).every(
    (field) => failure[field] === undefined || failure[field] === subject[field],
  );
}
