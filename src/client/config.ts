import { z } from "zod";
import { EscError } from "../core/errors.js";
import type { Logger } from "../core/logger.js";
import type { WaitOptions } from "../core/signal.js";
import type { DialOptions } from "../netconf/connect.js";
import type { SessionOptions } from "../netconf/session-line.js";
import type { SshOptions } from "../netconf/ssh-options.js";
import type { ConnectRestOptions } from "../rest/connect.js";

/** How ESC's NETCONF interface is reached and logged in to: the options of `connectNetconf`, without what `connectEsc` sets itself. */
export type EscNetconfOptions = (Omit<SshOptions, "host"> | DialOptions) & Omit<SessionOptions, "logger">;

/** How ESC's REST interface is reached and logged in to: the options of `connectRest`, with ESC's REST user in place of `auth`. */
export interface EscRestOptions extends Omit<ConnectRestOptions, "baseUrl" | "auth"> {
  /** ESC's REST user; not the one of NETCONF, though often of the same name (guide l.5402). */
  readonly username: string;
  readonly password: string;
  /** Default: `https://HOST:8443/ESCManager`. */
  readonly baseUrl?: string | URL | undefined;
}

/** Options of {@link connectEsc}. */
export interface ConnectEscOptions extends WaitOptions {
  /** Host name or address of ESC. */
  readonly host: string;
  readonly netconf: EscNetconfOptions;
  /** Left out: the client has no `rest` and no `ownership`. Nothing is sent over REST while connecting. */
  readonly rest?: EscRestOptions | undefined;
  /** Where oddities of the server and lost lines are noted. Default: nowhere. */
  readonly logger?: Logger | undefined;
  /** Whether a call after a lost line connects anew. Default true. No call is ever sent twice. */
  readonly reconnect?: boolean | undefined;
  /** How long a lost event session is tried to be opened anew, in milliseconds. Default 900,000; 0: not at all. */
  readonly reconnectEventsForMs?: number | undefined;
  /** How long a failed step of a change waits for the final event before operational data decides, in milliseconds. Default 30,000. */
  readonly finalEventWaitMs?: number | undefined;
  /** After how long without an event of a change operational data is read while somebody waits for it, in milliseconds. Default 30,000. */
  readonly silenceMs?: number | undefined;
}

/** {@link ConnectEscOptions} with defaults. */
export interface EscConfig extends ConnectEscOptions {
  readonly reconnect: boolean;
  readonly reconnectEventsForMs: number;
  readonly finalEventWaitMs: number;
  readonly silenceMs: number;
}

const milliseconds = z.number("give a number of milliseconds").nonnegative("give 0 or more milliseconds");
const positive = z.number("give a number of milliseconds").positive("give more than 0 milliseconds");
const text = z.string("give a text").min(1, "it is empty");
const isFunction = (value: unknown) => typeof value === "function";

const hostKey = z.union(
  [
    z.strictObject({ sha256: z.union([text, z.array(text)]) }),
    z.strictObject({ knownHosts: z.union([text, z.array(text)]) }),
    z.strictObject({ knownHostsText: z.string() }),
    z.strictObject({ insecureAcceptAny: z.literal(true) }),
  ],
  'give { sha256: "SHA256:..." }, { knownHosts: "~/.ssh/known_hosts" }, { knownHostsText } or { insecureAcceptAny: true }',
);

const session = {
  maxInFlight: z.number().int().positive().optional(),
  maxMessageBytes: z.number().positive().optional(),
  xmlLimits: z.looseObject({}).optional(),
  assume: z.array(text, "give an array of capability names").optional(),
  baseVersions: z.array(z.enum(["1.0", "1.1"])).optional(),
  phaseTimeoutMs: z.looseObject({}).optional(),
};

const overDial = z.strictObject({ ...session, dial: z.custom(isFunction, "give a function that opens a transport") });

const overSsh = z
  .strictObject({
    ...session,
    username: text,
    port: z.number("give a port number").int("give a whole number").min(1).max(65_535).optional(),
    password: z.string("give a text").optional(),
    privateKey: z.union([text, z.instanceof(Uint8Array)], "give the key's text, not a path").optional(),
    passphrase: z.string("give a text").optional(),
    agent: z.union([text, z.literal(true)], "give the agent's socket, or true").optional(),
    hostKey: hostKey.optional(),
    subsystem: text.optional(),
    keepaliveMs: milliseconds.optional(),
    algorithms: z.strictObject({ legacy: z.boolean().optional() }).optional(),
  })
  .refine((value) => value.password !== undefined || value.privateKey !== undefined || value.agent !== undefined, {
    message: "nothing to log in with: give password, privateKey or agent",
  });

/** What is not judged here is judged by `connectRest`; the names are, so that a slip of the pen shows. */
const judgedThere = z.unknown().optional();

const rest = z.strictObject({
  username: text,
  password: z.string("give a text"),
  baseUrl: judgedThere,
  receiver: judgedThere,
  urls: judgedThere,
  release: judgedThere,
  endpoints: judgedThere,
  codes: judgedThere,
  pollMs: positive.optional(),
  silenceMs: positive.optional(),
  finalEventWaitMs: milliseconds.optional(),
  tls: judgedThere,
  proxy: judgedThere,
  connections: judgedThere,
  connectTimeoutMs: positive.optional(),
  headersTimeoutMs: positive.optional(),
  bodyTimeoutMs: positive.optional(),
  insecureCredentialsOverHttp: z.literal(true, "give true, or leave it out").optional(),
  fetch: z.custom(isFunction, "give a function").optional(),
  dispatcher: judgedThere,
  retry: judgedThere,
  maxAnswerBytes: z.number("give a number of bytes").positive("give more than 0 bytes").optional(),
  timeoutMs: positive.optional(),
  headers: judgedThere,
  logger: judgedThere,
});

function schemaOf(netconf: z.ZodType) {
  return z.strictObject({
    host: text,
    netconf,
    rest: rest.optional(),
    signal: z.instanceof(AbortSignal, { error: "give an AbortSignal" }).optional(),
    timeoutMs: positive.optional(),
    logger: z.custom((value) => isLogger(value), "give an object with debug and warn, such as console").optional(),
    reconnect: z.boolean("give true or false").optional(),
    reconnectEventsForMs: milliseconds.optional(),
    finalEventWaitMs: milliseconds.optional(),
    silenceMs: positive.optional(),
  });
}

function isLogger(value: unknown): boolean {
  return typeof value === "object" && value !== null && "debug" in value && "warn" in value;
}

/**
 * Checks the options of `connectEsc` and adds the defaults.
 *
 * @throws EscError `invalid-input` that names every wrong option; values do not stand in it, since some are secret
 */
export function checkConfig(options: ConnectEscOptions): EscConfig {
  const dialled = typeof options?.netconf === "object" && options.netconf !== null && "dial" in options.netconf;
  const { error } = schemaOf(dialled ? overDial : overSsh).safeParse(options);
  if (error) {
    const problems = error.issues.map((issue) => describeIssue(issue, options)).join("; ");
    throw new EscError("invalid-input", `Options of connectEsc: ${problems}`);
  }
  return {
    ...options,
    reconnect: options.reconnect ?? true,
    reconnectEventsForMs: options.reconnectEventsForMs ?? 900_000,
    finalEventWaitMs: options.finalEventWaitMs ?? 30_000,
    silenceMs: options.silenceMs ?? 30_000,
  };
}

function describeIssue(issue: z.core.$ZodIssue, options: unknown): string {
  const at = issue.path.map(String).join(".");
  if (issue.code === "unrecognized_keys") {
    return issue.keys.map((key) => `${at === "" ? key : `${at}.${key}`} is no option of this release`).join("; ");
  }
  if (at !== "" && valueAt(options, issue.path) === undefined) return `${at} is missing`;
  return `${at === "" ? "the options" : at}: ${issue.message}`;
}

function valueAt(options: unknown, path: readonly PropertyKey[]): unknown {
  const step = (value: unknown, key: PropertyKey): unknown =>
    typeof value === "object" && value !== null ? Reflect.get(value, key) : undefined;
  return path.reduce(step, options);
}
