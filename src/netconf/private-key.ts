import { createPrivateKey } from "node:crypto";
import { EscError } from "../core/errors.js";

/** What a parsed key has to tell us; the SSH library's own keys do. */
export interface SshKey {
  /** The SSH name of its type: `ssh-ed25519`. */
  readonly type: string;
  isPrivateKey(): boolean;
}

/** The SSH library's key parser. */
export type KeyParser<Key extends SshKey> = (text: Buffer | string, passphrase?: string) => Key | Key[] | Error;

/** The part of the SSH options that is about the key. */
export interface PrivateKeyOptions {
  readonly privateKey?: string | Uint8Array | undefined;
  readonly passphrase?: string | undefined;
}

/**
 * Reads the private key to log in with; undefined when none was given.
 *
 * @throws EscError `invalid-input` when it cannot be read, is encrypted without a (right) passphrase, or is a public key; `unsupported`
 * for DSA, and for what PKCS#8 can hold beside RSA and ECDSA. The key's text is in none of them
 */
export function readPrivateKey<Key extends SshKey>(
  { privateKey, passphrase }: PrivateKeyOptions,
  parse: KeyParser<Key>,
): Key | undefined {
  if (privateKey === undefined) return undefined;
  const parsed = parse(withoutPkcs8(Buffer.from(privateKey), passphrase), passphrase);
  const key = Array.isArray(parsed) ? parsed[0] : parsed;
  if (key === undefined || key instanceof Error) throw unusableKey(key, passphrase);
  if (key.type === "ssh-dss") throw dsaKey();
  if (!key.isPrivateKey()) throw new EscError("invalid-input", "privateKey is a public key: give the private one");
  return key;
}

function dsaKey(): EscError {
  return new EscError("unsupported", "privateKey is a DSA key, which is not supported: make an Ed25519 or RSA key");
}

function unusableKey(cause: Error | undefined, passphrase: string | undefined): EscError {
  const why = cause?.message ?? "it holds no key";
  if (/no passphrase given/.test(why)) {
    return new EscError("invalid-input", "privateKey is encrypted and there is no passphrase: give passphrase", {
      cause,
    });
  }
  if (passphrase !== undefined && /passphrase|integrity|bad decrypt|Malformed/i.test(why)) {
    return new EscError("invalid-input", "privateKey cannot be opened: the passphrase is wrong", { cause });
  }
  return new EscError(
    "invalid-input",
    `privateKey cannot be read (${why}): give the text of a key, PEM or OpenSSH format, not a path`,
    { cause },
  );
}

/** ssh2 does not read PKCS#8; Node does, and writes the forms that ssh2 reads. */
function withoutPkcs8(text: Buffer, passphrase: string | undefined): Buffer | string {
  const encrypted = text.includes("-----BEGIN ENCRYPTED PRIVATE KEY-----");
  if (!encrypted && !text.includes("-----BEGIN PRIVATE KEY-----")) return text;
  if (encrypted && passphrase === undefined) throw unusableKey(new Error("no passphrase given"), undefined);
  const key = openPkcs8(text, passphrase);
  if (key.asymmetricKeyType === "rsa") return key.export({ type: "pkcs1", format: "pem" });
  if (key.asymmetricKeyType === "ec") return key.export({ type: "sec1", format: "pem" });
  if (key.asymmetricKeyType === "dsa") throw dsaKey();
  throw new EscError(
    "unsupported",
    "privateKey is in PKCS#8 form, in which RSA and ECDSA keys are supported: give it in OpenSSH's format (ssh-keygen makes that)",
  );
}

function openPkcs8(text: Buffer, passphrase: string | undefined) {
  try {
    return createPrivateKey({ key: text, ...(passphrase === undefined ? {} : { passphrase }) });
  } catch (cause) {
    throw unusableKey(cause instanceof Error ? cause : undefined, passphrase);
  }
}
