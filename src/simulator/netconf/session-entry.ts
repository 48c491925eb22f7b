/** A user who logged in. */
export interface SessionUser {
  readonly name: string;
  /** Members of readonly get access-denied for every change (guide l. 4970). */
  readonly group: "admin" | "readonly";
}

/** A session as others see it. */
export interface SessionEntry {
  readonly id: number;
  readonly user: SessionUser;
  /** The client's address. */
  readonly sourceHost: string;
  /** RFC 3339. */
  readonly loginTime: string;
  /** Ends the session, any number of times. */
  close(reason: string): void;
}
