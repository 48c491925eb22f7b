import { createHash, generateKeyPairSync, type KeyObject, randomBytes, sign } from "node:crypto";
import { isIP } from "node:net";
import { der } from "./der.js";

/** What a certificate is to say. */
export interface CertificateOptions {
  /** Common name. Default `esc-simulator`. */
  readonly commonName?: string | undefined;
  /** Host names and addresses that it is valid for. Default `localhost` and 127.0.0.1. */
  readonly hosts?: readonly string[] | undefined;
  /** Default: an hour ago, so that clocks may differ. */
  readonly notBefore?: Date | undefined;
  /** Default: in a year. */
  readonly notAfter?: Date | undefined;
  /** Who signs it. Default: itself. */
  readonly issuer?: ServerCertificate | undefined;
}

/** A certificate with its key, as TLS servers take them. */
export interface ServerCertificate {
  /** PEM. */
  readonly cert: string;
  /** PEM, PKCS #8. */
  readonly key: string;
  /** SHA-256 of the certificate: 64 hexadecimal digits in pairs with colons. */
  readonly fingerprint256: string;
  readonly commonName: string;
}

const ECDSA_SHA256 = "1.2.840.10045.4.3.2";
const COMMON_NAME = "2.5.4.3";
const SUBJECT_ALT_NAME = "2.5.29.17";
const BASIC_CONSTRAINTS = "2.5.29.19";
const HOUR_MS = 3_600_000;

/** Makes a certificate with a fresh P-256 key (RFC 5280), self-signed unless an issuer is given: ESC makes one like it (guide l.5349). */
export function makeCertificate(options: CertificateOptions = {}): ServerCertificate {
  const { commonName = "esc-simulator", hosts = ["localhost", "127.0.0.1"], issuer } = options;
  const { publicKey, privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const body = toBeSigned(publicKey, {
    subject: commonName,
    issuer: issuer?.commonName ?? commonName,
    hosts,
    notBefore: options.notBefore ?? new Date(Date.now() - HOUR_MS),
    notAfter: options.notAfter ?? new Date(Date.now() + 365 * 24 * HOUR_MS),
  });
  const signature = sign("sha256", body, issuer?.key ?? privateKey);
  const bytes = der.sequence(body, algorithm(), der.bitString(signature));
  const digest = createHash("sha256").update(bytes).digest("hex").toUpperCase();
  return {
    cert: pem(bytes),
    key: privateKey.export({ type: "pkcs8", format: "pem" }).toString(),
    fingerprint256: (digest.match(/../g) ?? []).join(":"),
    commonName,
  };
}

interface Contents {
  readonly subject: string;
  readonly issuer: string;
  readonly hosts: readonly string[];
  readonly notBefore: Date;
  readonly notAfter: Date;
}

/** TBSCertificate (RFC 5280 section 4.1). */
function toBeSigned(publicKey: KeyObject, contents: Contents): Buffer {
  const spki = publicKey.export({ type: "spki", format: "der" });
  const serial = randomBytes(16);
  serial[0] = ((serial[0] ?? 0) & 0x7f) | 0x40;
  return der.sequence(
    der.tagged(0xa0, der.integer(Buffer.of(2))),
    der.integer(serial),
    algorithm(),
    nameOf(contents.issuer),
    der.sequence(der.time(contents.notBefore), der.time(contents.notAfter)),
    nameOf(contents.subject),
    spki,
    der.tagged(0xa3, der.sequence(mayIssue(), altNames(contents.hosts))),
  );
}

const algorithm = (): Buffer => der.sequence(der.oid(ECDSA_SHA256));
const nameOf = (text: string): Buffer => der.sequence(der.set(der.sequence(der.oid(COMMON_NAME), der.utf8(text))));

/** Basic constraints: what is trusted by itself must be allowed to issue. */
function mayIssue(): Buffer {
  const value = der.octetString(der.sequence(der.boolean(true)));
  return der.sequence(der.oid(BASIC_CONSTRAINTS), der.boolean(true), value);
}

function altNames(hosts: readonly string[]): Buffer {
  // An IPv6 address would need its bytes; who connects by one pins the certificate.
  const names = [...new Set(hosts)]
    .filter((host) => isIP(host) !== 6)
    .map((host) =>
      isIP(host) === 4
        ? der.tagged(0x87, Buffer.from(host.split(".").map(Number)))
        : der.tagged(0x82, Buffer.from(host, "latin1")),
    );
  return der.sequence(der.oid(SUBJECT_ALT_NAME), der.octetString(der.sequence(...names)));
}

function pem(bytes: Buffer): string {
  const lines = bytes.toString("base64").match(/.{1,64}/g) ?? [];
  return `-----BEGIN CERTIFICATE-----\n${lines.join("\n")}\n-----END CERTIFICATE-----\n`;
}
