/**
 * Every way in which a call of this library can fail. The union is closed: `switch (error.code)` is complete.
 *
 * - `invalid-input`: an argument, file or XML text given by the caller is wrong
 * - `validation`: a value breaks the model; carries every issue with its path
 * - `connection-failed`: DNS, TCP or TLS failed, before login
 * - `host-key`: the server's host key is unknown or not the expected one
 * - `auth-failed`: the server refused the credentials
 * - `protocol-error`: the peer broke a protocol; the error carries what it sent
 * - `too-large`: a message, reply or body is over its limit
 * - `connection-lost`: an established line ended without our doing
 * - `closed`: we closed the session, subscription or client
 * - `timeout`: the deadline of the call passed
 * - `aborted`: the caller's AbortSignal fired
 * - `missing-capability`: the server does not offer what the call needs
 * - `rpc-error`: the server answered with `<rpc-error>` (RFC 6241 section 4.3)
 * - `http-error`: an HTTP answer outside 2xx
 * - `problem`: an HTTP answer with SOL003 ProblemDetails
 * - `maintenance`: ESC is in maintenance mode
 * - `workflow-failed`: ESC accepted a change, then failed to carry it out
 * - `outcome-unknown`: it cannot be told whether a change took effect
 * - `overflow`: a bounded queue, whose owner chose an error at the bound, is full
 * - `signature`: a signature is missing or wrong
 * - `unsupported`: this library or release does not do that
 */
export type EscErrorCode =
  | "invalid-input"
  | "validation"
  | "connection-failed"
  | "host-key"
  | "auth-failed"
  | "protocol-error"
  | "too-large"
  | "connection-lost"
  | "closed"
  | "timeout"
  | "aborted"
  | "missing-capability"
  | "rpc-error"
  | "http-error"
  | "problem"
  | "maintenance"
  | "workflow-failed"
  | "outcome-unknown"
  | "overflow"
  | "signature"
  | "unsupported";

/** What an {@link EscError} carries beside its code and message. */
export interface EscErrorOptions {
  /** The error underneath, when there is one. */
  readonly cause?: unknown;
  /** True where a change had been sent and no answer came: it may or may not have taken effect. Default false. */
  readonly mayHaveBeenApplied?: boolean;
  /** What the peer sent or showed (a fingerprint, the first bytes of a wrong protocol), shortened and free of secrets. */
  readonly received?: string;
}

/**
 * The one error class of this library; subclasses exist only where an error has fields of its own.
 * `code` says what happened, `message` where and how to mend it, `cause` what lay underneath.
 */
export class EscError<Code extends EscErrorCode = EscErrorCode> extends Error {
  override readonly name: string = "EscError";
  /** What happened: one of {@link EscErrorCode}. */
  readonly code: Code;
  /** True where a change had been sent and its outcome is not known. */
  readonly mayHaveBeenApplied: boolean;
  /** What the peer sent or showed, if that explains the error. */
  declare readonly received?: string;

  constructor(code: Code, message: string, options: EscErrorOptions = {}) {
    super(message, "cause" in options ? { cause: options.cause } : undefined);
    this.code = code;
    this.mayHaveBeenApplied = options.mayHaveBeenApplied ?? false;
    if (options.received !== undefined) this.received = options.received;
  }
}

/** One way in which a value breaks its model. */
export interface ValidationIssue {
  /** Where, as a path of element names with list keys: `esc_datamodel/tenants/tenant[name='admin']/description`. */
  readonly path: string;
  /** What rule was broken; the set is open, since schemas bring rules of their own. */
  readonly code: ValidationIssueCode;
  /** What is wrong and what would be right, in one sentence. */
  readonly message: string;
}

/** The rules of RFC 7950 that {@link ValidationIssue} names. */
export type ValidationIssueCode =
  | "unknown-element"
  | "type"
  | "range"
  | "length"
  | "pattern"
  | "enumeration"
  | "mandatory"
  | "key"
  | "duplicate-key"
  | "duplicate-value"
  | "unique"
  | "min-elements"
  | "max-elements"
  | "choice"
  | "leafref"
  | "instance-required"
  | "must"
  | "when"
  | "structure"
  | "operation"
  | "rule";

/** A value broke its model: `issues` lists every way in which it did, each with its path. Nothing was sent. */
export class ValidationError extends EscError<"validation"> {
  override readonly name: string = "ValidationError";
  /** Every issue found, in document order. Never empty. */
  readonly issues: readonly ValidationIssue[];

  constructor(issues: readonly ValidationIssue[], what = "The value") {
    super("validation", describeIssues(issues, what));
    this.issues = issues;
  }
}

function describeIssues(issues: readonly ValidationIssue[], what: string): string {
  const shown = issues.slice(0, 10).map((issue) => `\n  ${issue.path || "/"}: ${issue.message}`);
  const rest = issues.length > 10 ? `\n  and ${issues.length - 10} more (see error.issues)` : "";
  const count = issues.length === 1 ? "one issue" : `${issues.length} issues`;
  return `${what} breaks the model in ${count}:${shown.join("")}${rest}`;
}

/**
 * Tells whether something thrown is an error of this library, with a certain code when one is given.
 * Works by shape, so it also holds where two copies of the package are loaded.
 */
export function isEscError<Code extends EscErrorCode>(thrown: unknown, code?: Code): thrown is EscError<Code> {
  if (!(thrown instanceof Error) || !("code" in thrown) || !("mayHaveBeenApplied" in thrown)) return false;
  return code === undefined || thrown.code === code;
}
