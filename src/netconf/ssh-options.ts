import { EscError } from "../core/errors.js";
import type { HostKeyPolicy } from "./host-key.js";
import type { PhaseTimeouts } from "./phases.js";

/** How to reach a NETCONF server over SSH (RFC 6242), and how to log in. */
export interface SshOptions {
  /** Host name or address; an IPv6 address with or without brackets. */
  readonly host: string;
  /** Default 830. */
  readonly port?: number | undefined;
  readonly username: string;
  /** For the methods password and keyboard-interactive. */
  readonly password?: string | undefined;
  /** A private key's text, PEM (PKCS#1, SEC 1, PKCS#8) or OpenSSH format. Not a path. */
  readonly privateKey?: string | Uint8Array | undefined;
  /** Opens an encrypted `privateKey`. */
  readonly passphrase?: string | undefined;
  /** An agent to log in with: its socket's path, or `true` for the one that SSH_AUTH_SOCK names. */
  readonly agent?: string | true | undefined;
  /** How to judge the server's host key. Without it every key is refused, with its fingerprint, before anything secret is sent. */
  readonly hostKey?: HostKeyPolicy | undefined;
  /** The SSH subsystem. Default `netconf`. */
  readonly subsystem?: string | undefined;
  /** Milliseconds between SSH keepalives; after three without an answer the line counts as lost. 0 turns them off. Default 15,000. */
  readonly keepaliveMs?: number | undefined;
  /** `legacy: true` also offers ssh-rsa host keys and diffie-hellman-group14-sha1, both SHA-1, for old servers. Default false. */
  readonly algorithms?: { readonly legacy?: boolean | undefined } | undefined;
  /** Deadlines of the steps of connecting, in milliseconds. Default 10,000 each, 20,000 for authentication. */
  readonly phaseTimeoutMs?: PhaseTimeouts | undefined;
}

/** Where the connection goes, in the spellings that are needed. */
export interface SshAddress {
  /** Without brackets. */
  readonly host: string;
  readonly port: number;
  /** `admin@[::1]:830`, for messages. */
  readonly peer: string;
}

/**
 * Checks the options that can be checked without a connection.
 *
 * @throws EscError `invalid-input`
 */
export function sshAddress(options: SshOptions): SshAddress {
  const host = (options.host ?? "").trim().replace(/^\[(.*)\]$/, "$1");
  if (host === "") throw new EscError("invalid-input", "host is missing");
  const port = options.port ?? 830;
  if (!Number.isInteger(port) || port < 1 || port > 65_535) {
    throw new EscError("invalid-input", `port is ${port}: give a whole number from 1 to 65535`);
  }
  if (typeof options.username !== "string" || options.username === "") {
    throw new EscError("invalid-input", "username is missing");
  }
  const keepalive = options.keepaliveMs ?? 0;
  if (!(keepalive >= 0))
    throw new EscError("invalid-input", `keepaliveMs is ${keepalive}: give 0 or more milliseconds`);
  return { host, port, peer: `${options.username}@${host.includes(":") ? `[${host}]` : host}:${port}` };
}

const HOST_KEY_ALGORITHMS = [
  "ssh-ed25519",
  "ecdsa-sha2-nistp256",
  "ecdsa-sha2-nistp384",
  "ecdsa-sha2-nistp521",
  "rsa-sha2-512",
  "rsa-sha2-256",
] as const;

const KEY_EXCHANGES = [
  "curve25519-sha256",
  "curve25519-sha256@libssh.org",
  "ecdh-sha2-nistp256",
  "ecdh-sha2-nistp384",
  "ecdh-sha2-nistp521",
  "diffie-hellman-group-exchange-sha256",
  "diffie-hellman-group14-sha256",
  "diffie-hellman-group15-sha512",
  "diffie-hellman-group16-sha512",
  "diffie-hellman-group17-sha512",
  "diffie-hellman-group18-sha512",
] as const;

const LEGACY_HOST_KEY = "ssh-rsa";
const LEGACY_KEY_EXCHANGE = "diffie-hellman-group14-sha1";

/** The algorithms to offer; ciphers and MACs are the SSH library's. */
export interface OfferedAlgorithms {
  readonly kex: ((typeof KEY_EXCHANGES)[number] | typeof LEGACY_KEY_EXCHANGE)[];
  readonly serverHostKey: ((typeof HOST_KEY_ALGORITHMS)[number] | typeof LEGACY_HOST_KEY)[];
}

/**
 * What we offer the server: nothing of SHA-1 unless asked to, and first the types of host key that known_hosts has for it, so that
 * it does not show another of its keys, which would look like a wrong one.
 */
export function offeredAlgorithms(legacy: boolean, preferredTypes: readonly string[]): OfferedAlgorithms {
  const all: OfferedAlgorithms["serverHostKey"] = legacy
    ? [...HOST_KEY_ALGORITHMS, LEGACY_HOST_KEY]
    : [...HOST_KEY_ALGORITHMS];
  const preferred = (name: string) => preferredTypes.includes(name.startsWith("rsa-sha2-") ? "ssh-rsa" : name);
  return {
    kex: legacy ? [...KEY_EXCHANGES, LEGACY_KEY_EXCHANGE] : [...KEY_EXCHANGES],
    serverHostKey: [...all.filter(preferred), ...all.filter((name) => !preferred(name))],
  };
}

/** Whether a server's offer can be met with the old algorithms only. */
export function onlyLegacyFits(remote: string): boolean {
  const names = remote.split(",");
  return names.includes(LEGACY_HOST_KEY) || names.includes(LEGACY_KEY_EXCHANGE);
}
