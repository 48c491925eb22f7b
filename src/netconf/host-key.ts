import { createHash, createHmac, timingSafeEqual } from "node:crypto";
import { readFile } from "node:fs/promises";
import { homedir } from "node:os";
import { join } from "node:path";
import { EscError } from "../core/errors.js";

/**
 * How the server's host key is judged: a fingerprint (or several) as `ssh-keygen -l` prints it; OpenSSH's known_hosts files by path (`~` is the home
 * folder) or text; or, for laboratories only, any key at all.
 */
export type HostKeyPolicy =
  | { readonly sha256: string | readonly string[] }
  | { readonly knownHosts: string | readonly string[] }
  | { readonly knownHostsText: string }
  | { readonly insecureAcceptAny: true };

/** Judges host keys for one host and port. */
export interface HostKeyVerifier {
  /** Types of key that the policy knows for this host (`ssh-ed25519`, `ssh-rsa`): to be offered first. Empty when it knows none. */
  readonly preferredTypes: readonly string[];
  /** Undefined when the key is right, or an EscError `host-key` whose `received` is the fingerprint seen. */
  verify(key: Uint8Array): EscError | undefined;
}

/** The fingerprint of a host key blob, as `ssh-keygen -l` prints it: `SHA256:` and unpadded base64. */
export function fingerprint(key: Uint8Array): string {
  return `SHA256:${createHash("sha256").update(key).digest("base64").replace(/=+$/, "")}`;
}

/** The type that a host key blob names itself (RFC 4253 section 6.6): its first string. */
export function keyType(key: Uint8Array): string {
  const bytes = Buffer.from(key);
  return bytes.length < 4 ? "unknown" : bytes.subarray(4, 4 + bytes.readUInt32BE(0)).toString("latin1");
}

/**
 * Prepares a policy for one server.
 *
 * @param policy undefined refuses every key, with its fingerprint
 * @throws EscError `invalid-input` for a fingerprint that is none, a file that cannot be read, or a policy that says nothing
 */
export async function hostKeyVerifier(
  policy: HostKeyPolicy | undefined,
  host: string,
  port: number,
): Promise<HostKeyVerifier> {
  const where = `${host}:${port}`;
  if (policy === undefined) return { preferredTypes: [], verify: (key) => unknownKey(key, where) };
  if ("insecureAcceptAny" in policy && policy.insecureAcceptAny === true) {
    return { preferredTypes: [], verify: () => undefined };
  }
  if ("sha256" in policy) return pinned([policy.sha256].flat(), where);
  if ("knownHostsText" in policy) return fromKnownHosts(policy.knownHostsText, "knownHostsText", host, port);
  if ("knownHosts" in policy) {
    const paths = [policy.knownHosts].flat();
    const texts = await Promise.all(paths.map(readKnownHosts));
    return fromKnownHosts(texts.join("\n"), paths.join(", "), host, port);
  }
  throw new EscError("invalid-input", "hostKey says nothing: give sha256, knownHosts, or insecureAcceptAny: true");
}

function unknownKey(key: Uint8Array, where: string, why = "nothing says whether it is right"): EscError {
  const seen = fingerprint(key);
  return new EscError(
    "host-key",
    `The host key of ${where} is ${keyType(key)} ${seen}, and ${why}. Compare it with the server's own (ssh-keygen -lf on its host key), then give hostKey: { sha256: "${seen}" } or a knownHosts file that has it`,
    { received: seen },
  );
}

function pinned(pins: readonly string[], where: string): HostKeyVerifier {
  const expected = pins.map(normalisePin);
  return {
    preferredTypes: [],
    verify(key) {
      const seen = fingerprint(key);
      if (expected.includes(seen)) return undefined;
      return new EscError(
        "host-key",
        `The host key of ${where} is ${keyType(key)} ${seen}, but hostKey.sha256 expects ${expected.join(" or ")}: either the server's key has changed, or somebody is in between`,
        { received: seen },
      );
    },
  };
}

function normalisePin(pin: string): string {
  const bare = pin
    .trim()
    .replace(/^SHA256:/i, "")
    .replace(/=+$/, "");
  if (/^[A-Za-z0-9+/]{43}$/.test(bare)) return `SHA256:${bare}`;
  throw new EscError(
    "invalid-input",
    `hostKey.sha256 is "${pin}", which is no SHA-256 fingerprint: give it as ssh-keygen -l prints it, SHA256: and 43 characters of base64`,
  );
}

async function readKnownHosts(path: string): Promise<string> {
  const full = path === "~" || path.startsWith("~/") ? join(homedir(), path.slice(1)) : path;
  try {
    return await readFile(full, "utf8");
  } catch (cause) {
    throw new EscError("invalid-input", `hostKey.knownHosts: the file ${full} cannot be read`, { cause });
  }
}

/** One line of a known_hosts file (sshd(8), section SSH_KNOWN_HOSTS FILE FORMAT). */
interface KnownHost {
  readonly revoked: boolean;
  readonly hosts: string;
  readonly key: Buffer;
}

interface KnownHosts {
  readonly lines: readonly KnownHost[];
  /** How many `@cert-authority` lines were left aside. */
  readonly authorities: number;
}

function parseKnownHosts(text: string): KnownHosts {
  const lines: KnownHost[] = [];
  let authorities = 0;
  for (const line of text.split(/\r?\n/)) {
    const fields = line.trim().split(/\s+/);
    const marker = fields[0]?.startsWith("@") ? fields.shift() : undefined;
    const [hosts, , base64] = fields;
    if (hosts === undefined || hosts === "" || hosts.startsWith("#") || base64 === undefined) continue;
    if (marker === "@cert-authority") authorities++;
    else if (marker === undefined || marker === "@revoked") {
      lines.push({ revoked: marker === "@revoked", hosts, key: Buffer.from(base64, "base64") });
    }
  }
  return { lines, authorities };
}

function fromKnownHosts(text: string, source: string, host: string, port: number): HostKeyVerifier {
  const { lines, authorities } = parseKnownHosts(text);
  const name = host.toLowerCase();
  const withPort = port === 22 ? name : `[${name}]:${port}`;
  const revoked = lines.filter((line) => line.revoked);
  const held = lines.filter((line) => !line.revoked);
  const exact = held.filter((line) => matchesHost(line.hosts, withPort));
  // As OpenSSH does: a key known for the host's standard port serves where the other port has no line of its own.
  const mine = exact.length > 0 ? exact : held.filter((line) => matchesHost(line.hosts, name));
  const where = `${host}:${port}`;
  return {
    preferredTypes: [...new Set(mine.map((line) => keyType(line.key)))],
    verify(key) {
      const same = (line: KnownHost) => line.key.length === key.length && timingSafeEqual(line.key, key);
      const isRevoked = (line: KnownHost) =>
        same(line) && (matchesHost(line.hosts, withPort) || matchesHost(line.hosts, name));
      if (revoked.some(isRevoked)) return revokedKey(key, where, source);
      if (mine.some(same)) return undefined;
      if (mine.length > 0) return changedKey(key, where, { source, expected: mine.map((line) => line.key) });
      const aside =
        authorities > 0
          ? `; its ${authorities} @cert-authority lines are not used, since host certificates are not supported`
          : "";
      return unknownKey(key, where, `${source} has no line for ${withPort}${aside}`);
    },
  };
}

function revokedKey(key: Uint8Array, where: string, source: string): EscError {
  const seen = fingerprint(key);
  return new EscError(
    "host-key",
    `The host key of ${where}, ${keyType(key)} ${seen}, is marked @revoked in ${source}`,
    {
      received: seen,
    },
  );
}

function changedKey(
  key: Uint8Array,
  where: string,
  known: { readonly source: string; readonly expected: readonly Uint8Array[] },
): EscError {
  const seen = fingerprint(key);
  const expected = known.expected.map((one) => `${keyType(one)} ${fingerprint(one)}`).join(" or ");
  return new EscError(
    "host-key",
    `The host key of ${where} is ${keyType(key)} ${seen}, but ${known.source} expects ${expected}: either the server's key has changed, or somebody is in between`,
    { received: seen },
  );
}

/** Whether the first field of a line means this host: a hash, or patterns of which none negated and one other matches. */
function matchesHost(hosts: string, name: string): boolean {
  if (hosts.startsWith("|1|")) return matchesHash(hosts, name);
  let found = false;
  for (const pattern of hosts.split(",")) {
    const negated = pattern.startsWith("!");
    if (!matchesPattern((negated ? pattern.slice(1) : pattern).toLowerCase(), name)) continue;
    if (negated) return false;
    found = true;
  }
  return found;
}

function matchesHash(hosts: string, name: string): boolean {
  const [, , salt = "", hash = ""] = hosts.split("|");
  const expected = Buffer.from(hash, "base64");
  const actual = createHmac("sha1", Buffer.from(salt, "base64")).update(name).digest();
  return expected.length === actual.length && timingSafeEqual(expected, actual);
}

/** `*` is any run of characters, `?` any one. In linear time, going back to the last star only. */
function matchesPattern(pattern: string, name: string): boolean {
  let p = 0;
  let n = 0;
  let star = -1;
  let starName = 0;
  while (n < name.length) {
    if (pattern[p] === "*") {
      star = p++;
      starName = n;
    } else if (p < pattern.length && (pattern[p] === "?" || pattern[p] === name[n])) {
      p++;
      n++;
    } else if (star >= 0) {
      p = star + 1;
      n = ++starName;
    } else return false;
  }
  while (pattern[p] === "*") p++;
  return p === pattern.length;
}
