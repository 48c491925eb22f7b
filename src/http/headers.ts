import { EscError } from "../core/errors.js";

/** Header fields by name; undefined ones are left out. */
export type HeaderValues = Readonly<Record<string, string | undefined>>;

/**
 * Makes headers, refusing what would break out of a line (RFC 9110 section 5.5).
 *
 * @throws EscError `invalid-input` that names the header; its value does not stand in the message, since it may be secret
 */
export function makeHeaders(...parts: readonly (HeaderValues | undefined)[]): Headers {
  const headers = new Headers();
  for (const [name, value] of parts.flatMap((part) => Object.entries(part ?? {}))) {
    if (value === undefined) continue;
    if (!/^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/.test(name)) {
      throw new EscError("invalid-input", `${JSON.stringify(name.slice(0, 80))} is no name of a header`);
    }
    if (typeof value !== "string" || [...value].some(isForbidden)) {
      throw new EscError(
        "invalid-input",
        `The header ${name} has a line break, a control character or one outside Latin-1: HTTP cannot carry it`,
      );
    }
    headers.set(name, value);
  }
  return headers;
}

function isForbidden(char: string): boolean {
  return (char < " " && char !== "\t") || char === "\u007f" || char > "\u00ff";
}
