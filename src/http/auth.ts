import { EscError } from "../core/errors.js";

/** What fetches, as `globalThis.fetch` does. */
export type Fetch = (url: string, init: RequestInit) => Promise<Response>;

/** A request about to be sent; `headers` may be added to. */
export interface AuthRequest {
  readonly method: string;
  readonly url: URL;
  readonly headers: Headers;
}

/** What an {@link Auth} has at hand. */
export interface AuthContext {
  /** The client's own: over its connections, with its TLS options and proxy. Adds no authorisation and does not retry. */
  readonly fetch: Fetch;
  /** The base URL of the client. */
  readonly baseUrl: URL;
  /** Fires when the call that needs the authorisation is aborted or out of time. */
  readonly signal: AbortSignal;
}

/** How a client shows who it is. Must be safe to use for several requests at the same time. */
export interface Auth {
  /** Adds what shows the identity to a request, usually the header `Authorization`. */
  authorize(request: AuthRequest, context: AuthContext): void | Promise<void>;
  /**
   * Called once for a request that got 401; true asks for that request to be authorised and sent once more (a 401 says that it was not
   * carried out, so this holds for every method).
   */
  retry?(response: Response, context: AuthContext): Promise<boolean>;
  /** Who it is, where that is a name. */
  readonly username?: string | undefined;
  /** Texts that must not show in any error or log, wherever they come from. */
  readonly secrets?: readonly string[];
}

/**
 * HTTP Basic authentication (RFC 7617; guide l.5478), in UTF-8.
 *
 * @throws EscError `invalid-input` for a user name with a colon, or control characters in either
 */
export function basic(username: string, password: string): Auth {
  if (typeof username !== "string" || typeof password !== "string") {
    throw new EscError("invalid-input", "basic(username, password) takes two texts");
  }
  if (username.includes(":")) {
    throw new EscError("invalid-input", "A user name with a colon cannot be sent by HTTP Basic authentication");
  }
  if (hasControl(username) || hasControl(password)) {
    throw new EscError("invalid-input", "A user name or password with control characters cannot be sent by HTTP Basic");
  }
  const pair = Buffer.from(`${username}:${password}`, "utf8").toString("base64");
  return Object.defineProperty(
    {
      authorize(request: AuthRequest) {
        request.headers.set("authorization", `Basic ${pair}`);
      },
      username,
      secrets: [] as readonly string[],
    },
    // Not enumerable: printing the options of a client shall not print its password.
    "secrets",
    { value: [pair, password], enumerable: false },
  );
}

function hasControl(text: string): boolean {
  return [...text].some((char) => char < " " || char === "\u007f");
}
