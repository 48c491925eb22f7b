import { type EscEvent, isFailure, isSuccess } from "../models/events.js";
import type { Expectation, Finding } from "./expectation.js";

/** How a change ended. */
export type Verdict =
  | { readonly is: "done"; readonly decidedBy: "event" | "operational-data"; readonly event?: EscEvent }
  | { readonly is: "failed"; readonly event?: EscEvent; readonly found?: string }
  | { readonly is: "unknown"; readonly found: string };

/** Times that rule a verdict, in milliseconds. */
export interface VerdictTimes {
  readonly finalEventWaitMs: number;
  readonly silenceMs: number;
}

/**
 * Decides how a change ended, from its events and, where they do not suffice, from operational data. It does no input or output and
 * has no clock: the caller brings events, times and findings, and asks when to look next.
 *
 * - all final events came with SUCCESS: done; one came with FAILURE: failed
 * - a step failed: the final event is waited for a while, then operational data decides
 * - while a VM is being recovered, no verdict but success is given
 * - events were missed, or none comes: operational data decides, and where it cannot, the outcome is unknown
 */
export class VerdictRules {
  readonly #expectation: Expectation;
  readonly #times: VerdictTimes;
  readonly #open: Set<(event: EscEvent) => boolean>;
  readonly #recovering = new Set<string>();
  #failedStep: EscEvent | undefined;
  #failedFinal: EscEvent | undefined;
  #displacedBy: EscEvent | undefined;
  #lastSign: number;
  #missed = false;
  #lineDown = false;
  #lookNow = false;

  constructor(expectation: Expectation, times: VerdictTimes, now: number) {
    this.#expectation = expectation;
    this.#times = times;
    this.#open = new Set(expectation.finals);
    this.#lastSign = now;
  }

  /** True while events may have been missed. */
  get missed(): boolean {
    return this.#missed;
  }

  /** Takes an event of this change. */
  event(event: EscEvent, now: number): Verdict | undefined {
    this.#lastSign = now;
    this.#followRecovery(event);
    const final = [...this.#open].find((isFinal) => isFinal(event));
    if (final) return this.#final(final, event);
    if (isFailure(event)) this.#failedStep ??= event;
    // A step that succeeds afterwards shows that the displacing event was that of an earlier change.
    this.#displacedBy = this.#expectation.displaces?.(event) ? event : undefined;
    return undefined;
  }

  /** The event line was lost: from now on events may be missed. */
  lost(now: number): void {
    this.#lineDown = true;
    this.#lookBecauseOfGap(now);
  }

  /** The event line is back. `complete`: what was missed is replayed now. */
  restored(complete: boolean, now: number): void {
    this.#lineDown = false;
    if (!complete) this.#lookBecauseOfGap(now);
    else this.#missed = false;
  }

  #lookBecauseOfGap(now: number): void {
    this.#lastSign = now;
    this.#missed = true;
    this.#lookNow = true;
  }

  /** When operational data is to be read unless an event comes before. */
  nextLook(): number {
    if (this.#lookNow) return this.#lastSign;
    const doomed = (this.#failedStep ?? this.#displacedBy) !== undefined && this.#recovering.size === 0;
    return this.#lastSign + (doomed ? this.#times.finalEventWaitMs : this.#times.silenceMs);
  }

  /**
   * Takes what operational data shows: undefined where such a change shows nowhere, `unreadable` where it could not be read.
   */
  finding(finding: Finding | "unreadable" | undefined, now: number): Verdict | undefined {
    const waited = !this.#lookNow;
    this.#lookNow = false;
    this.#lastSign = now;
    if (finding === "unreadable") return undefined;
    if (finding?.is === "done") return { is: "done", decidedBy: "operational-data" };
    if (finding?.is === "under-way" || this.#recovering.size > 0) return undefined;
    const failure = this.#failedFinal ?? this.#failedStep ?? this.#displacedBy;
    if (finding?.is === "failed" || (failure && waited)) return failed(failure, finding);
    if (finding?.is === "not-yet" || !this.#missed || this.#lineDown || !waited) return undefined;
    return { is: "unknown", found: finding?.what ?? "it does not show there" };
  }

  #final(final: (event: EscEvent) => boolean, event: EscEvent): Verdict | undefined {
    // A cancelled recovery ends a recovery that was asked for, but does not do it.
    if (isSuccess(event) && event.type !== "VM_RECOVERY_CANCELLED") {
      this.#open.delete(final);
      return this.#open.size === 0 ? { is: "done", decidedBy: "event", event } : undefined;
    }
    if (this.#recovering.size === 0) return { is: "failed", event };
    // The workflow's own end came before that of a recovery in it (user guide 5.1): what the recovery leaves decides.
    this.#failedFinal ??= event;
    this.#failedStep ??= event;
    return undefined;
  }

  #followRecovery(event: EscEvent): void {
    if (event.type === "VM_RECOVERY_INIT") this.#recovering.add(vmKey(event));
    if (event.type !== "VM_RECOVERY_COMPLETE" && event.type !== "VM_RECOVERY_CANCELLED") return;
    const [some] = this.#recovering;
    if (!this.#recovering.delete(vmKey(event)) && some !== undefined) this.#recovering.delete(some);
    if (isFailure(event)) return;
    // The VM that had failed works again.
    this.#failedStep = this.#failedFinal;
    if (this.#failedFinal && this.#recovering.size === 0) this.#lookNow = true;
  }
}

function failed(event: EscEvent | undefined, finding: Finding | undefined): Verdict {
  return { is: "failed", ...(event && { event }), ...(finding && { found: finding.what }) };
}

/** Which VM a recovery event is about: ESC tells by `vm_source`, which stays the same from INIT to COMPLETE. */
function vmKey(event: EscEvent): string {
  const vm = event.vm_source;
  return vm?.vmid ?? vm?.generated_vmname ?? vm?.vmname ?? event.vm_group ?? "";
}
