import { ValidationError, type ValidationIssue, type ValidationIssueCode } from "../core/errors.js";
import { isSecretName } from "../core/logger.js";
import type { Problem } from "./codec.js";
import { plainValue } from "./operation.js";
import { type PathStep, pathText } from "./path.js";
import { type Fields, getField, type Slot } from "./slots.js";

/** After so many issues the rest is not listed: it is one mistake made many times, or not a document of this model at all. */
const MOST_ISSUES = 1000;

/** Collects what is wrong, with paths; paths are made only when something is. */
export class Issues {
  readonly list: ValidationIssue[] = [];

  get full(): boolean {
    return this.list.length >= MOST_ISSUES;
  }

  add(steps: readonly PathStep[], code: ValidationIssueCode, message: string): void {
    if (!this.full) this.list.push({ path: pathText(steps), code, message });
  }

  /** Adds what is wrong with the value of the last step's leaf. */
  addProblem(steps: readonly PathStep[], problem: Problem): void {
    if (!this.full) this.add(steps, problem.code, problem.message(holdsSecret(steps)));
  }

  /** @throws ValidationError when there is any issue */
  throwIfAny(what: string): void {
    if (this.list.length > 0) throw new ValidationError(this.list, what);
  }
}

/**
 * Whether what stands at the last step is a secret, by its own name or, for a leaf in an entry of named values
 * (`<property><name>os_password</name><value>...`) and for text right in such an entry, by a key of the entry.
 */
function holdsSecret(steps: readonly PathStep[]): boolean {
  const last = steps.at(-1);
  if (!last) return false;
  return isSecretName(last.slot.name) || [last, steps.at(-2)].some((entry) => entry && namesSecret(entry, last));
}

function namesSecret({ slot, value }: PathStep, last: PathStep): boolean {
  if (typeof value !== "object" || value === null) return false;
  return slot.keys.some((key) => key !== last.slot.name && isSecretName(keyText(slot, value as Fields, key)));
}

function keyText(slot: Slot, fields: Fields, key: string): string {
  const leaf = slot.index.named(key);
  return leaf ? String(plainValue(getField(fields, leaf)) ?? "") : "";
}

/** A name close to one of those known, for "did you mean". */
export function nearest(name: string, known: Iterable<string>): string | undefined {
  let best: string | undefined;
  let least = Math.max(2, Math.floor(name.length / 3)) + 1;
  for (const candidate of known) {
    const distance = editDistance(plainName(name), plainName(candidate), least);
    if (distance < least) {
      least = distance;
      best = candidate;
    }
  }
  return best;
}

function plainName(name: string): string {
  return name.toLowerCase().replaceAll(/[-_.]/g, "");
}

function editDistance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) >= limit) return limit;
  let before = Array.from({ length: b.length + 1 }, (_, at) => at);
  for (let row = 1; row <= a.length; row++) {
    const now = [row];
    for (let column = 1; column <= b.length; column++) {
      const swap = (before[column - 1] ?? 0) + (a[row - 1] === b[column - 1] ? 0 : 1);
      now.push(Math.min(swap, (before[column] ?? 0) + 1, (now[column - 1] ?? 0) + 1));
    }
    before = now;
  }
  return before[b.length] ?? limit;
}
