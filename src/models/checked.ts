import { ValidationError, type ValidationIssue } from "../core/errors.js";
import type { Descriptor } from "../schema/descriptor.js";
import { validate } from "../schema/validate.js";
import type { SameBody } from "../xml/sink.js";
import { frozenCopy } from "./frozen.js";

/** What {@link checked} has to know beside the value. */
export interface CheckOptions {
  /** The value in words, for the error's first line. */
  readonly what: string;
  /** Issues by rules that the model does not have. */
  readonly issues?: readonly ValidationIssue[];
}

/**
 * A value that holds against its descriptor as a whole configuration: a deeply frozen copy of it, whose `util.inspect` output shows
 * no secret.
 *
 * @throws ValidationError (`validation`) with every issue and its path
 */
export function checked<T>(node: Descriptor<SameBody<T>>, value: T, options: CheckOptions): T {
  const issues = [...validate(node, value, { kind: "config" }), ...(options.issues ?? [])];
  if (issues.length > 0) throw new ValidationError(issues, options.what);
  return frozenCopy(value);
}
