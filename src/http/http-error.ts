import { EscError } from "../core/errors.js";

/** SOL003/RFC 9457 problem details, as far as a server sent them; further members are kept. */
export interface ProblemDetails {
  readonly type?: string;
  readonly title?: string;
  readonly status?: number;
  readonly detail?: string;
  readonly instance?: string;
  readonly [member: string]: unknown;
}

/**
 * The body of an answer outside 2xx, parsed where it is of a known shape: `esc` for `{"error":{"error_code","error_message"}}` (guide
 * l.2676) and its XML form, `problem` for problem details, `json` for other JSON, `text` for anything else (its first 4096 characters).
 */
export type HttpErrorBody =
  | { readonly kind: "esc"; readonly code?: number; readonly message: string }
  | { readonly kind: "problem"; readonly problem: ProblemDetails }
  | { readonly kind: "json"; readonly value: unknown }
  | { readonly kind: "text"; readonly text: string };

/** The codes of an {@link HttpError}. */
export type HttpErrorCode = "http-error" | "auth-failed" | "maintenance" | "problem";

/** What an {@link HttpError} is made of. */
export interface HttpErrorInit {
  readonly code: HttpErrorCode;
  readonly status: number;
  readonly method: string;
  /** Without secrets. */
  readonly url: string;
  readonly body?: HttpErrorBody | undefined;
  /** Milliseconds. */
  readonly retryAfterMs?: number | undefined;
  /** How to mend it, where that is known. */
  readonly hint?: string | undefined;
  readonly mayHaveBeenApplied?: boolean | undefined;
}

/**
 * A server answered a request with a status outside 2xx. `auth-failed` for 401, `maintenance` where ESC says that it is in maintenance,
 * `problem` for problem details of SOL003, `http-error` for the rest.
 */
export class HttpError extends EscError<HttpErrorCode> {
  override readonly name: string = "HttpError";
  readonly status: number;
  readonly method: string;
  /** Without user and secrets. */
  readonly url: string;
  /** Parsed where its shape is known; undefined when there was none. */
  readonly body: HttpErrorBody | undefined;
  /** What `Retry-After` asked for, in milliseconds. */
  readonly retryAfter: number | undefined;

  constructor(init: HttpErrorInit) {
    super(init.code, describe(init), { mayHaveBeenApplied: init.mayHaveBeenApplied ?? false });
    this.status = init.status;
    this.method = init.method;
    this.url = init.url;
    this.body = init.body;
    this.retryAfter = init.retryAfterMs;
  }
}

function describe({ status, method, url, body, hint }: HttpErrorInit): string {
  const words = bodyMessage(body);
  return `${method} ${url} answered ${status}${words === undefined ? "" : `: ${words}`}${hint === undefined ? "" : `. ${hint}`}`;
}

/** What the body of an error says, in words; undefined when it says nothing. */
export function bodyMessage(body: HttpErrorBody | undefined): string | undefined {
  switch (body?.kind) {
    case "esc":
      return oneLine(body.message);
    case "problem":
      return oneLine([body.problem.title, body.problem.detail].filter((part) => part !== undefined).join(": "));
    case "text":
      return oneLine(body.text);
    case "json":
    case undefined:
      return undefined;
  }
}

function oneLine(text: string): string | undefined {
  const line = text.replaceAll(/\s+/g, " ").trim();
  if (line === "") return undefined;
  return line.length > 300 ? `${line.slice(0, 300)}...` : line;
}

/** Reads the body of an error. Never throws: a body of no known shape is kept as text. */
export function readErrorBody(contentType: string, text: string): HttpErrorBody | undefined {
  if (text.trim() === "") return undefined;
  const value = /\bjson\b|^\s*$/i.test(contentType) || /^\s*[{[]/.test(text) ? parseJson(text) : undefined;
  if (isRecord(value)) {
    const { error } = value;
    if (isRecord(error)) return escBody(error["error_code"], error["error_message"]) ?? { kind: "json", value };
    if (/problem\+json/i.test(contentType)) return { kind: "problem", problem: problemOf(value) };
  }
  if (value !== undefined) return { kind: "json", value };
  return { kind: "text", text: text.slice(0, 4096) };
}

/** The body that ESC documents for errors, of its two values; undefined where there is no message. */
export function escBody(code: unknown, message: unknown): HttpErrorBody | undefined {
  if (typeof message !== "string") return undefined;
  const number = typeof code === "number" ? code : typeof code === "string" && code !== "" ? Number(code) : Number.NaN;
  return { kind: "esc", ...(Number.isFinite(number) && { code: number }), message };
}

function problemOf(value: Readonly<Record<string, unknown>>): ProblemDetails {
  const texts = ["type", "title", "detail", "instance"] as const;
  const { status, ...rest } = value;
  const wrong = texts.filter((name) => rest[name] !== undefined && typeof rest[name] !== "string");
  const kept = Object.fromEntries(Object.entries(rest).filter(([name]) => !wrong.some((bad) => bad === name)));
  return { ...kept, ...(typeof status === "number" && { status }) };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
