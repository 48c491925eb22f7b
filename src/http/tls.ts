import type { DetailedPeerCertificate, TLSSocket } from "node:tls";
import { checkServerIdentity } from "node:tls";
import { EscError } from "../core/errors.js";

/** How a server's certificate is judged, and what certificate is shown to it. Verified by default, against Node's list of authorities. */
export interface TlsOptions {
  /** Certificates (PEM) of the authorities to trust, in place of Node's list; for ESC's self-signed certificate that certificate itself. */
  readonly ca?: string | Uint8Array | readonly (string | Uint8Array)[] | undefined;
  /**
   * SHA-256 fingerprint of the one certificate to accept, or several: 64 hexadecimal digits, with colons or without, or
   * `SHA256:` and base64. In place of every other check: issuer, host name and dates are not looked at (ESC makes its own, guide l.5349).
   */
  readonly certificateSha256?: string | readonly string[] | undefined;
  /** Client certificate (PEM). */
  readonly cert?: string | Uint8Array | undefined;
  /** Private key of the client certificate (PEM). */
  readonly key?: string | Uint8Array | undefined;
  /** Passphrase of `key`. */
  readonly passphrase?: string | undefined;
  /** The host name that the certificate must bear, where it is not that of the URL. */
  readonly servername?: string | undefined;
  /** Accepts any certificate of anybody: who sits on the line reads and changes everything. For tests only. */
  readonly insecureAcceptAny?: true | undefined;
}

/** What a refused certificate says of itself. */
export interface PeerCertificateInfo {
  /** SHA-256 of the certificate, 64 hexadecimal digits in pairs with colons. */
  readonly fingerprint256: string;
  /** `CN=esc.example.net, O=...` */
  readonly subject: string;
  readonly issuer: string;
  /** End of validity, as the certificate says it. */
  readonly validTo: string;
}

/**
 * The server's certificate is not one that was asked for (code `connection-failed`; nothing was sent). The message names it, and the
 * option that accepts it.
 */
export class CertificateError extends EscError<"connection-failed"> {
  override readonly name: string = "CertificateError";
  /** The certificate that the server showed; undefined when it showed none. */
  readonly certificate: PeerCertificateInfo | undefined;

  constructor(reason: string, host: string, certificate: PeerCertificateInfo | undefined) {
    const shown = certificate
      ? `It is for ${certificate.subject}, SHA-256 fingerprint ${certificate.fingerprint256}, issued by ${certificate.issuer}`
      : "It showed none";
    const mend =
      "If that is the right server, pin it with tls.certificateSha256, or trust its issuer with tls.ca (tls.servername sets the expected name)";
    super("connection-failed", `The certificate of ${host} is not accepted: ${reason}. ${shown}. ${mend}`, {
      ...(certificate && { received: certificate.fingerprint256 }),
    });
    this.certificate = certificate;
  }
}

/**
 * Brings a fingerprint into one form: 64 lower-case hexadecimal digits.
 *
 * @throws EscError `invalid-input` for a text that is no SHA-256 fingerprint
 */
export function normalizeFingerprint(text: string): string {
  const trimmed = text.trim();
  if (/^sha256:/i.test(trimmed) && !/^sha256:[0-9a-f:]{64,95}$/i.test(trimmed)) {
    const bytes = Buffer.from(trimmed.slice("sha256:".length), "base64");
    if (bytes.length === 32) return bytes.toString("hex");
  }
  const digits = trimmed.replace(/^sha256:/i, "").replaceAll(":", "");
  if (/^[0-9a-f]{64}$/i.test(digits)) return digits.toLowerCase();
  throw new EscError(
    "invalid-input",
    `tls.certificateSha256: ${JSON.stringify(shortened(text))} is no SHA-256 fingerprint: give 64 hexadecimal digits, or SHA256: and base64`,
  );
}

const shortened = (text: string) => (text.length > 100 ? `${text.slice(0, 100)}...` : text);

/** The fingerprints that {@link TlsOptions.certificateSha256} names, in one form; undefined when it names none. */
export function pinnedFingerprints(tls: TlsOptions): ReadonlySet<string> | undefined {
  const { certificateSha256: pinned } = tls;
  if (pinned === undefined) return undefined;
  const list = typeof pinned === "string" ? [pinned] : pinned;
  if (list.length === 0) throw new EscError("invalid-input", "tls.certificateSha256 is an empty list: no server fits");
  return new Set(list.map(normalizeFingerprint));
}

/**
 * Judges the certificate of a connected socket that was opened without Node's own check (RFC 9110 section 4.3.4).
 *
 * @returns the error to fail the connection with; undefined where the certificate is accepted
 */
export function judgePeer(
  socket: TLSSocket,
  host: string,
  rules: { readonly pinned: ReadonlySet<string> | undefined; readonly tls: TlsOptions },
): CertificateError | undefined {
  if (rules.tls.insecureAcceptAny) return undefined;
  const certificate = socket.getPeerCertificate(true);
  const info = describeCertificate(certificate);
  if (!info) return new CertificateError("there is none", host, undefined);
  if (rules.pinned) {
    if (rules.pinned.has(info.fingerprint256.replaceAll(":", "").toLowerCase())) return undefined;
    return new CertificateError("its fingerprint is not the pinned one", host, info);
  }
  const wrongName = checkServerIdentity(rules.tls.servername ?? host, certificate);
  if (!socket.authorized) {
    const reason = reasonOf(socket.authorizationError);
    return new CertificateError(reason.includes(WRONG_NAME) && wrongName ? wrongName.message : reason, host, info);
  }
  return wrongName ? new CertificateError(wrongName.message, host, info) : undefined;
}

function describeCertificate(certificate: DetailedPeerCertificate): PeerCertificateInfo | undefined {
  if (!certificate.fingerprint256) return undefined;
  return {
    fingerprint256: certificate.fingerprint256,
    subject: nameText(certificate.subject),
    issuer: nameText(certificate.issuer),
    validTo: certificate.valid_to,
  };
}

function nameText(name: object | undefined): string {
  const parts = Object.entries(name ?? {}).map(([key, value]) => `${key}=${String(value)}`);
  return parts.length === 0 ? "nobody" : parts.join(", ");
}

/** Node types the reason as an Error, and gives OpenSSL's code. */
function reasonOf(error: unknown): string {
  const code = error instanceof Error ? error.message : String(error);
  const words = REASONS.get(code);
  return words === undefined ? code : `${words} (${code})`;
}

const WRONG_NAME = "ERR_TLS_CERT_ALTNAME_INVALID";

const REASONS: ReadonlyMap<string, string> = new Map([
  ["DEPTH_ZERO_SELF_SIGNED_CERT", "it is self-signed"],
  ["SELF_SIGNED_CERT_IN_CHAIN", "its issuer is self-signed and not trusted"],
  ["UNABLE_TO_GET_ISSUER_CERT", "its issuer is unknown"],
  ["UNABLE_TO_GET_ISSUER_CERT_LOCALLY", "its issuer is unknown"],
  ["UNABLE_TO_VERIFY_LEAF_SIGNATURE", "its issuer is unknown"],
  ["CERT_HAS_EXPIRED", "it has expired"],
  ["CERT_NOT_YET_VALID", "it is not valid yet"],
]);
