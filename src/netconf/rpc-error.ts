import { EscError, type EscErrorOptions } from "../core/errors.js";
import type { XmlElement } from "../xml/element.js";

/** The layer at which an error arose (RFC 6241 section 4.3). Open, since some servers send words of their own. */
export type RpcErrorType = "transport" | "rpc" | "protocol" | "application" | (string & {});

/** The `error-tag`s of RFC 6241 appendix A. Open, as {@link RpcErrorType} is. */
export type RpcErrorTag =
  | "in-use"
  | "invalid-value"
  | "too-big"
  | "missing-attribute"
  | "bad-attribute"
  | "unknown-attribute"
  | "missing-element"
  | "bad-element"
  | "unknown-element"
  | "unknown-namespace"
  | "access-denied"
  | "lock-denied"
  | "resource-denied"
  | "rollback-failed"
  | "data-exists"
  | "data-missing"
  | "operation-not-supported"
  | "operation-failed"
  | "partial-operation"
  | "malformed-message"
  | (string & {});

/** One `<rpc-error>` (RFC 6241 section 4.3). What the server left out is left out here, but for the defaults named. */
export interface RpcErrorEntry {
  /** Default `application`, when the server sends none. */
  readonly type: RpcErrorType;
  /** Default `operation-failed`, when the server sends none. */
  readonly tag: RpcErrorTag;
  /** Everything that is not a warning counts as an error. */
  readonly severity: "error" | "warning";
  /** `error-app-tag`: the data model's or implementation's own word. */
  readonly appTag?: string;
  /** `error-path`: an XPath expression to the node concerned, with the server's prefixes. */
  readonly path?: string;
  /** `error-message`: text for people. */
  readonly message?: string;
  /** `error-info`: the element, with whatever the server put into it. */
  readonly info?: XmlElement;
}

/** The server answered a call with at least one `<rpc-error>` of severity error; `errors` has them all, `warnings` what stood beside them. */
export class RpcError extends EscError<"rpc-error"> {
  override readonly name: string = "RpcError";
  /** The errors in the order of the reply. Never empty. */
  readonly errors: readonly RpcErrorEntry[];
  /** The warnings of the same reply. */
  readonly warnings: readonly RpcErrorEntry[];
  /** What was refused: `edit-config`. */
  readonly what: string;

  /** @param what what was refused, for the message: `edit-config` */
  constructor(what: string, entries: readonly RpcErrorEntry[], options: EscErrorOptions = {}) {
    const errors = entries.filter((entry) => entry.severity === "error");
    super("rpc-error", `The server refused ${what}: ${errors.map(describeRpcError).join("; ")}`, options);
    this.errors = errors;
    this.what = what;
    this.warnings = entries.filter((entry) => entry.severity === "warning");
  }

  /** Who holds the lock that was asked for: a session-id, 0 for somebody outside of NETCONF, undefined when the server does not say. */
  get lockHolder(): number | undefined {
    return this.errors.map(holderOf).find((holder) => holder !== undefined);
  }

  /** The same error, where something before it has been done and stays. */
  withOpenOutcome(): RpcError {
    return new RpcError(this.what, [...this.errors, ...this.warnings], { cause: this, mayHaveBeenApplied: true });
  }
}

/** The session-id in `<error-info>` of lock-denied (RFC 6241 section 7.5) and in-use. */
function holderOf({ tag, info }: RpcErrorEntry): number | undefined {
  const text = tag === "lock-denied" || tag === "in-use" ? info?.find("session-id")?.text.trim() : undefined;
  return text !== undefined && /^[0-9]{1,10}$/.test(text) ? Number(text) : undefined;
}

/** One line that says what an `<rpc-error>` says: tag, app-tag, message and path. */
export function describeRpcError(entry: RpcErrorEntry): string {
  const tag = entry.appTag === undefined ? entry.tag : `${entry.tag} (${entry.appTag})`;
  const message = entry.message === undefined ? "" : `: ${entry.message}`;
  const path = entry.path === undefined ? "" : ` at ${entry.path}`;
  const holder = holderOf(entry);
  const held = holder === undefined ? "" : holder === 0 ? ", held outside of NETCONF" : `, held by session ${holder}`;
  return `${tag}${message}${path}${held}`;
}
