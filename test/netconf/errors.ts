import { inspect } from "node:util";
import { EscError } from "../../src/core/errors.js";

/** The error that a promise rejects with; a promise that resolves, or rejects with something else, fails the test. */
export async function errorOf(promise: Promise<unknown>): Promise<EscError> {
  const outcome = await promise.then(
    (value) => ({ value }),
    (error: unknown) => ({ error }),
  );
  if (!("error" in outcome)) throw new Error(`resolved with ${inspect(outcome.value)}`);
  if (!(outcome.error instanceof EscError)) throw outcome.error;
  return outcome.error;
}
