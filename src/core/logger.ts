/** Where the library writes what has no better place; a subset of `console`, so `console` itself fits. */
export interface Logger {
  debug(message: string, details?: Readonly<Record<string, unknown>>): void;
  warn(message: string, details?: Readonly<Record<string, unknown>>): void;
}

/** The default logger: says nothing. */
export const silentLogger: Logger = { debug: () => undefined, warn: () => undefined };

/** What stands where a secret was. */
export const REDACTED = "[redacted]";

/**
 * Tells whether an element, property or option of this name holds a secret: passwords, passphrases, private keys, tokens, secrets,
 * credentials, encrypted data. Spelling of case, `_` and `-` does not matter.
 */
export function isSecretName(name: string): boolean {
  const plain = name.toLowerCase().replaceAll(/[^a-z]/g, "");
  return SECRET_PARTS.some((part) => plain.includes(part));
}

const SECRET_PARTS = [
  "password",
  "passwd",
  "passphrase",
  "secret",
  "token",
  "privatekey",
  "privkey",
  "apikey",
  "accesskey",
  "authorization",
  "encrypteddata",
  "encryptedvalue",
  "vmcredentials",
] as const;
