import { EscError } from "../core/errors.js";

const STANDARD = "urn:ietf:params:netconf:";

/** One capability URI, taken apart. */
export interface Capability {
  /** The whole URI as the server sent it. */
  readonly uri: string;
  /** What stands after `?`, decoded: `{ module: "esc", revision: "2021-01-01" }`, `{ "basic-mode": "explicit" }`. */
  readonly parameters: Readonly<Record<string, string>>;
}

/**
 * What a server says it can do (RFC 6241 section 8), together with what the caller knows it takes without claiming it (the option `assume`).
 */
export class Capabilities implements Iterable<string> {
  readonly #claimed: readonly string[];
  readonly #assumed: readonly string[];

  /**
   * @param claimed the capability URIs of the server's hello
   * @param assumed short names or URIs that count as if claimed. Default none
   */
  constructor(claimed: readonly string[], assumed: readonly string[] = []) {
    this.#claimed = claimed;
    this.#assumed = assumed;
  }

  /**
   * Tells whether the server has a capability, claimed or assumed.
   *
   * @param name a short name as RFC 6241 writes it (`:candidate`, in any version; `:candidate:1.0`, `:base:1.1` in this one), or a URI
   * without its parameters
   */
  has(name: string): boolean {
    return this.get(name) !== undefined;
  }

  /** The first capability of that name with its parameters, claimed or assumed; undefined when there is none. */
  get(name: string): Capability | undefined {
    const uri =
      this.#claimed.find((claimed) => matches(claimed, name)) ?? this.#assumed.find((own) => matches(own, name));
    return uri === undefined ? undefined : { uri, parameters: parametersOf(uri) };
  }

  /** The URIs that the server claimed, in its order. Assumed ones are not among them. */
  [Symbol.iterator](): Iterator<string> {
    return this.#claimed[Symbol.iterator]();
  }
}

/** `urn:ietf:params:netconf:base:1.0` and `urn:ietf:params:netconf:capability:candidate:1.0` both have their short names. */
function matches(uri: string, name: string): boolean {
  const end = uri.indexOf("?");
  const bare = end < 0 ? uri : uri.slice(0, end);
  if (!name.startsWith(":")) return bare === name;
  const short = bare.startsWith(STANDARD) ? bare.slice(STANDARD.length - 1).replace(/^:capability:/, ":") : bare;
  return short.startsWith(":") && (short === name || short.replace(/:[0-9.]+$/, "") === name);
}

function parametersOf(uri: string): Record<string, string> {
  const start = uri.indexOf("?");
  return start < 0 ? {} : Object.fromEntries(new URLSearchParams(uri.slice(start + 1)));
}

/**
 * Refuses a call that needs what the server does not offer, before anything is sent.
 *
 * @param needed one capability, or several of which one is enough
 * @throws EscError `missing-capability` that names the capability and the option `assume`
 */
export function requireCapability(capabilities: Capabilities, needed: string | readonly string[], what: string): void {
  const names = typeof needed === "string" ? [needed] : needed;
  if (names.some((name) => capabilities.has(name))) return;
  throw new EscError(
    "missing-capability",
    `${what} needs the capability ${names.join(" or ")}, which the server does not claim. If it takes it all the same, say so with assume: ["${names[0]}"]`,
  );
}
