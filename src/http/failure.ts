import { EscError, type EscErrorCode, isEscError } from "../core/errors.js";
import { isSafe } from "./retry.js";

/** The exchange in which something went wrong. */
export interface Exchange {
  readonly method: string;
  /** Without secrets. */
  readonly url: string;
  /** True once the head of the answer had come. */
  readonly answered: boolean;
}

/**
 * What a failed `fetch` or a body that broke off is in terms of this library: `connection-failed` where nothing was sent, `timeout`,
 * `connection-lost` where the request may have arrived, `protocol-error` for an answer that broke off or is no HTTP.
 */
export function explainFailure(error: unknown, exchange: Exchange): EscError {
  const { method, url, answered } = exchange;
  const known = causes(error).find((cause) => isEscError(cause));
  const changes = !isSafe(method);
  if (isEscError(known)) return changes && isCut(known.code) ? asApplied(known) : known;
  const code = codeOf(error);
  const why = reasonOf(error);
  const make = (kind: EscErrorCode, message: string, mayHaveBeenApplied = changes) =>
    new EscError(kind, message, { cause: error, mayHaveBeenApplied });
  if (code === "UND_ERR_DESTROYED" || code === "UND_ERR_CLOSED") {
    return make("closed", `${method} ${url}: the client was closed before an answer came`);
  }
  if (answered) return make("protocol-error", `The answer to ${method} ${url} broke off: ${why}`);
  // Ports that fetch never connects to (WHATWG Fetch, "port blocking").
  if (code === "ERR_INVALID_ARG_TYPE" || code === "ERR_INVALID_URL" || why === "bad port") {
    return make("invalid-input", `${method} ${url} cannot be sent: ${why}`, false);
  }
  if (NOT_CONNECTED.has(code) || isTlsFailure(code)) {
    return make("connection-failed", `${method} ${url}: no connection: ${why}`, false);
  }
  if (TIMES_OUT.has(code)) return make("timeout", `${method} ${url}: no answer in time: ${why}`);
  if (isNoHttp(error)) return make("protocol-error", `${method} ${url}: what came is no HTTP answer: ${why}`);
  return make("connection-lost", `${method} ${url}: the connection was lost before an answer came: ${why}`);
}

const isCut = (code: EscErrorCode) => code === "timeout" || code === "aborted" || code === "connection-lost";

/** The same error, saying that the change may have been made. */
function asApplied(error: EscError): EscError {
  if (error.mayHaveBeenApplied) return error;
  const message = `${error.message}. The request may have been carried out: read back before sending it again`;
  return new EscError(error.code, message, { cause: error, mayHaveBeenApplied: true });
}

const NOT_CONNECTED: ReadonlySet<string> = new Set([
  "ECONNREFUSED",
  "ENOTFOUND",
  "EAI_AGAIN",
  "EAI_FAIL",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "EADDRNOTAVAIL",
  "ETIMEDOUT",
  "UND_ERR_CONNECT_TIMEOUT",
]);

const TIMES_OUT: ReadonlySet<string> = new Set(["UND_ERR_HEADERS_TIMEOUT", "UND_ERR_BODY_TIMEOUT"]);

/** OpenSSL's and Node's codes for a handshake that failed. */
function isTlsFailure(code: string): boolean {
  return /^(?:ERR_SSL_|ERR_TLS_|CERT_|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_|EPROTO$)/.test(code);
}

/** An error and what lay underneath it, outermost first; `fetch` says "fetch failed" and no more. */
function causes(error: unknown): unknown[] {
  const all: unknown[] = [];
  for (let here = error; here !== undefined && all.length < 8; ) {
    all.push(here);
    // Several addresses of one name were tried: the first failure stands for them all.
    const next: unknown = here instanceof AggregateError ? here.errors[0] : undefined;
    here = next ?? (here instanceof Error ? here.cause : undefined);
  }
  return all;
}

/** undici's error for an answer that breaks RFC 9112; its code is that of the parser, which has none for some errors. */
function isNoHttp(error: unknown): boolean {
  const code = codeOf(error);
  if (code.startsWith("HPE_") || code === "UND_ERR_HEADERS_OVERFLOW") return true;
  return causes(error).some((cause) => cause instanceof Error && cause.name === "HTTPParserError");
}

function codeOf(error: unknown): string {
  for (const cause of causes(error)) {
    if (cause instanceof Error && "code" in cause && typeof cause.code === "string") return cause.code;
  }
  return "";
}

function reasonOf(error: unknown): string {
  const words = causes(error).map((cause) => (cause instanceof Error ? cause.message : String(cause)));
  return words.reverse().find((text) => text !== "") ?? "no reason was given";
}
