import { EscError } from "../core/errors.js";

/** The ways of logging in that we have the means for, in the order in which they are tried. */
export type AuthMethod = "publickey" | "agent" | "password" | "keyboard-interactive";

/** What the caller gave to log in with. */
export interface AuthMeans {
  readonly password: boolean;
  readonly privateKey: boolean;
  readonly agent: boolean;
}

/**
 * Decides what to try next when logging in (RFC 4252 section 5): each way once, and only those that the server offers. The first question is `none`,
 * which tells what it offers. keyboard-interactive carries the password, so it is tried only where plain passwords are not taken: a wrong
 * password is then sent once.
 */
export class AuthPlan {
  readonly #means: AuthMeans;
  readonly #tried: AuthMethod[] = [];
  readonly #notes: string[] = [];
  #offered: readonly string[] = [];

  constructor(means: AuthMeans) {
    this.#means = means;
  }

  /**
   * The next method, `none` for the opening question, undefined when there is nothing more to try.
   *
   * @param offered the methods that the server would go on with; null before it has said so
   */
  next(offered: readonly string[] | null): AuthMethod | "none" | undefined {
    if (offered === null) return "none";
    this.#offered = offered;
    const method = this.#candidates().find((candidate) => !this.#tried.includes(candidate));
    if (method) this.#tried.push(method);
    return method;
  }

  /** Keeps what explains a failure: "the agent has no keys". */
  note(text: string): void {
    this.#notes.push(text);
  }

  /** The error for a login that failed, with what both sides offered. */
  failure(user: string, where: string, cause?: unknown): EscError<"auth-failed"> {
    const tried = this.#tried.length > 0 ? `tried ${this.#tried.join(", ")}` : "nothing was tried";
    const offered = this.#offered.length > 0 ? this.#offered.join(", ") : "none named";
    const notes = this.#notes.length > 0 ? ` (${this.#notes.join("; ")})` : "";
    return new EscError(
      "auth-failed",
      `${where} did not let ${user} in: ${tried}${notes}; the server goes on with ${offered}. ${this.#remedy()}`,
      cause === undefined ? {} : { cause },
    );
  }

  #candidates(): AuthMethod[] {
    const has = (method: string) => this.#offered.includes(method);
    const candidates: AuthMethod[] = [];
    if (this.#means.privateKey && has("publickey")) candidates.push("publickey");
    if (this.#means.agent && has("publickey")) candidates.push("agent");
    if (this.#means.password && has("password")) candidates.push("password");
    if (this.#means.password && has("keyboard-interactive") && !has("password"))
      candidates.push("keyboard-interactive");
    return candidates;
  }

  #remedy(): string {
    if (this.#tried.includes("password") || this.#tried.includes("keyboard-interactive")) {
      return "Check username and password";
    }
    if (this.#tried.length > 0) return "Check username and key, or give a password";
    const { password, privateKey, agent } = this.#means;
    return password || privateKey || agent
      ? "What was given does not serve: give one of password, privateKey or agent that the server takes"
      : "Give password, privateKey or agent";
  }
}
