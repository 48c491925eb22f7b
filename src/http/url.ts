import { EscError } from "../core/errors.js";
import { isSecretName, REDACTED } from "../core/logger.js";

/** Values for the places of a path template. */
export type PathValues = Readonly<Record<string, string | number>>;

/** Values of a query; what is undefined is left out, arrays repeat the name. */
export type QueryValues = Readonly<Record<string, string | number | boolean | readonly string[] | undefined>>;

/**
 * Fills a path template: `expandPath("/v0/vims/{vim}", { vim: "a/b" })` is `/v0/vims/a%2Fb`. Every value stays one segment.
 *
 * @throws EscError `invalid-input` for a value that no segment can hold (empty, `.`, `..`), a place without a value, a value without a place
 */
export function expandPath(template: string, values: PathValues = {}): string {
  const unused = new Set(Object.keys(values));
  const path = template.replaceAll(/\{([^{}]*)\}/g, (_, name: string) => {
    unused.delete(name);
    const value = Object.hasOwn(values, name) ? values[name] : undefined;
    if (value === undefined) {
      throw new EscError("invalid-input", `The path ${template} has a place {${name}} for which there is no value`);
    }
    return segment(String(value), `{${name}} of ${template}`);
  });
  const [left] = unused;
  if (left !== undefined) throw new EscError("invalid-input", `The path ${template} has no place {${left}}`);
  return path;
}

/** Writes a text as one segment of a path (RFC 3986 section 3.3). */
function segment(value: string, where: string): string {
  // URL parsers resolve dots however they are escaped (WHATWG URL, "double-dot URL path segment").
  if (value === "" || value === "." || value === "..") {
    throw new EscError("invalid-input", `${JSON.stringify(value)} cannot stand for ${where}: no URL can hold it there`);
  }
  try {
    return encodeURIComponent(value);
  } catch (cause) {
    throw new EscError("invalid-input", `The value for ${where} has half a surrogate pair: it is no text`, { cause });
  }
}

/**
 * Reads a base URL.
 *
 * @param what the option's name, for the error
 * @throws EscError `invalid-input` for anything but http and https, and for one with a user, query or fragment
 */
export function parseBaseUrl(text: string | URL, what = "baseUrl"): URL {
  const url = URL.canParse(String(text)) ? new URL(String(text)) : undefined;
  if (!url || (url.protocol !== "http:" && url.protocol !== "https:")) {
    throw new EscError("invalid-input", `The option ${what} is no http or https URL`);
  }
  if (url.username !== "" || url.password !== "") {
    throw new EscError(
      "invalid-input",
      `The option ${what} has a user in it: give auth: basic(user, password) instead`,
    );
  }
  if (url.search !== "" || url.hash !== "") {
    throw new EscError("invalid-input", `The option ${what} has a query or a fragment: leave it out`);
  }
  return url;
}

/**
 * The URL of a path below a base URL; the base's own path stays in front.
 *
 * @param path starts with `/`, escaped, and may have a query
 * @throws EscError `invalid-input` for a path that leaves the base URL, by dots or by another host
 */
export function resolvePath(base: URL, path: string, query: QueryValues = {}): URL {
  if (!path.startsWith("/")) {
    throw new EscError("invalid-input", `The path ${JSON.stringify(path)} does not start with /`);
  }
  const root = base.pathname.replace(/\/+$/, "");
  const url = new URL(base);
  const [pathname = "", search] = splitOnce(path, "?");
  const [clean = ""] = splitOnce(pathname, "#");
  url.pathname = `${root}${clean}`;
  if (search !== undefined) url.search = splitOnce(search, "#")[0] ?? "";
  if (!url.pathname.startsWith(`${root}/`) || hasDots(clean)) {
    throw new EscError("invalid-input", `The path ${JSON.stringify(path)} has dots that lead elsewhere`);
  }
  for (const [name, value] of Object.entries(query)) {
    for (const one of Array.isArray(value) ? value : [value]) {
      if (one !== undefined) url.searchParams.append(name, String(one));
    }
  }
  return url;
}

function hasDots(path: string): boolean {
  return path.split(/[/\\]/).some((part) => /^(?:\.|%2e){1,2}$/i.test(part));
}

function splitOnce(text: string, at: string): [string] | [string, string] {
  const index = text.indexOf(at);
  return index < 0 ? [text] : [text.slice(0, index), text.slice(index + 1)];
}

/** A URL for errors and logs: without user, and with secret values of its query redacted (`setpassword` has one). */
export function shownUrl(url: URL): string {
  const shown = new URL(url);
  shown.username = "";
  shown.password = "";
  for (const name of new Set(shown.searchParams.keys())) {
    if (isSecretName(name)) shown.searchParams.set(name, REDACTED);
  }
  return shown.href.replaceAll(encodeURIComponent(REDACTED), REDACTED);
}

/** Tells whether a URL leads to this machine: `localhost`, 127.0.0.0/8 or ::1. */
export function isLoopback({ hostname }: URL): boolean {
  return (
    hostname === "localhost" ||
    hostname.endsWith(".localhost") ||
    hostname === "[::1]" ||
    /^127(?:\.\d+){3}$/.test(hostname)
  );
}
