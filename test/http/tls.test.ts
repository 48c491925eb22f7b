import { connect } from "node:net";
import { describe, expect, it } from "vitest";
import { EscError } from "../../src/core/errors.js";
import { HttpClient, type HttpClientOptions } from "../../src/http/client.js";
import { CertificateError, normalizeFingerprint, type TlsOptions } from "../../src/http/tls.js";
import { makeCertificate, type ServerCertificate } from "../../src/simulator/rest/certificate.js";
import { httpServer, httpsServer } from "./servers.js";

const DAY_MS = 86_400_000;
const own = makeCertificate();
const hello = (_: unknown, response: { end(text: string): void }) => response.end("hello");

async function ask(port: number, tls?: TlsOptions, more: Partial<HttpClientOptions> = {}): Promise<string> {
  await using http = new HttpClient({
    baseUrl: `https://127.0.0.1:${port}/`,
    retry: false,
    ...(tls && { tls }),
    ...more,
  });
  return (await http.request("GET", "/")).text();
}

async function refusal(certificate: ServerCertificate, tls?: TlsOptions): Promise<CertificateError> {
  let reached = 0;
  await using server = await httpsServer(certificate, (_, response) => {
    reached++;
    response.end();
  });
  const error: unknown = await ask(server.port, tls).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(CertificateError);
  expect(reached).toBe(0);
  return error as CertificateError;
}

describe("a certificate", () => {
  it("that is self-signed is refused, with its fingerprint, its subject and the option that pins it", async () => {
    const error = await refusal(own);
    expect(error.code).toBe("connection-failed");
    expect(error.message).toContain("self-signed");
    expect(error.message).toContain(own.fingerprint256);
    expect(error.message).toContain("CN=esc-simulator");
    expect(error.message).toContain("tls.certificateSha256");
    expect(error.certificate?.fingerprint256).toBe(own.fingerprint256);
    expect(error.received).toBe(own.fingerprint256);
    expect(error.mayHaveBeenApplied).toBe(false);
  });

  it("is verified whatever NODE_TLS_REJECT_UNAUTHORIZED says", async () => {
    process.env["NODE_TLS_REJECT_UNAUTHORIZED"] = "0";
    try {
      await refusal(own);
    } finally {
      delete process.env["NODE_TLS_REJECT_UNAUTHORIZED"];
    }
  });

  it("is accepted by ca, by its pin in any spelling, or by the insecure option", async () => {
    await using server = await httpsServer(own, hello);
    const hex = own.fingerprint256.replaceAll(":", "").toLowerCase();
    const base64 = `SHA256:${Buffer.from(hex, "hex").toString("base64")}`;
    const other = makeCertificate().fingerprint256;
    const ways: TlsOptions[] = [
      { ca: own.cert },
      { ca: [Buffer.from(own.cert)] },
      { certificateSha256: own.fingerprint256 },
      { certificateSha256: hex },
      { certificateSha256: [other, base64] },
      { insecureAcceptAny: true },
    ];
    for (const tls of ways) expect(await ask(server.port, tls)).toBe("hello");
  });

  it("other than the pinned one is refused, also one that would verify", async () => {
    const pin = makeCertificate().fingerprint256;
    const error = await refusal(own, { ca: own.cert, certificateSha256: pin });
    expect(error.message).toContain("not the pinned one");
    expect(error.certificate?.fingerprint256).toBe(own.fingerprint256);
  });

  it("for another host is refused, unless servername says so", async () => {
    const named = makeCertificate({ hosts: ["esc.example.net"] });
    const error = await refusal(named, { ca: named.cert });
    expect(error.message).toMatch(/IP: 127\.0\.0\.1|altnames/);
    await using server = await httpsServer(named, hello);
    expect(await ask(server.port, { ca: named.cert, servername: "esc.example.net" })).toBe("hello");
    await expect(ask(server.port, { ca: named.cert, servername: "other.example.net" })).rejects.toThrow(
      CertificateError,
    );
  });

  it("for another host stays refused at the second attempt over the same client", async () => {
    const named = makeCertificate({ hosts: ["esc.example.net"] });
    await using server = await httpsServer(named, hello);
    await using http = new HttpClient({
      baseUrl: `https://127.0.0.1:${server.port}/`,
      retry: false,
      tls: { ca: named.cert },
    });
    for (let count = 0; count < 3; count++) await expect(http.request("GET", "/")).rejects.toThrow(CertificateError);
  });

  it("that has expired, or is not valid yet, is refused, though pinned it is accepted", async () => {
    const expired = makeCertificate({
      notBefore: new Date(Date.now() - 9 * DAY_MS),
      notAfter: new Date(Date.now() - DAY_MS),
    });
    expect((await refusal(expired, { ca: expired.cert })).message).toContain("expired");
    const early = makeCertificate({ notBefore: new Date(Date.now() + DAY_MS) });
    expect((await refusal(early, { ca: early.cert })).message).toContain("not valid yet");
    await using server = await httpsServer(expired, hello);
    expect(await ask(server.port, { certificateSha256: expired.fingerprint256 })).toBe("hello");
  });

  it("of an issuer that is trusted is accepted, of another refused", async () => {
    const issuer = makeCertificate({ commonName: "Test CA", hosts: ["ca.example.net"] });
    const leaf = makeCertificate({ issuer });
    await using server = await httpsServer(leaf, hello);
    expect(await ask(server.port, { ca: issuer.cert })).toBe("hello");
    await expect(ask(server.port, { ca: makeCertificate({ commonName: "Test CA" }).cert })).rejects.toThrow(
      CertificateError,
    );
  });

  it("of the client is shown", async () => {
    const mine = makeCertificate({ commonName: "me" });
    await using server = await httpsServer(
      own,
      (request, response) => {
        const { socket } = request;
        response.end(
          "getPeerCertificate" in socket
            ? JSON.stringify((socket as import("node:tls").TLSSocket).getPeerCertificate().subject)
            : "",
        );
      },
      { ca: mine.cert, requestCert: true },
    );
    const text = await ask(server.port, { certificateSha256: own.fingerprint256, cert: mine.cert, key: mine.key });
    expect(JSON.parse(text)).toEqual({ CN: "me" });
  });

  it.each(["", "abc", "SHA256:abc", `${"0".repeat(63)}g`])("pinned as %j is invalid input", (certificateSha256) => {
    expect(() => new HttpClient({ baseUrl: "https://x/", tls: { certificateSha256 } })).toThrow(
      expect.objectContaining({ code: "invalid-input" }),
    );
  });

  it("has one fingerprint in all spellings", () => {
    const hex = "ab".repeat(32);
    const colons = (hex.toUpperCase().match(/../g) ?? []).join(":");
    expect(new Set([hex, colons, `sha256:${hex}`, `SHA256:${colons}`].map(normalizeFingerprint))).toEqual(
      new Set([hex]),
    );
  });
});

describe("TLS to a server without it", () => {
  it("is connection-failed", async () => {
    await using server = await httpServer(hello);
    const error: unknown = await ask(server.port).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(EscError);
    expect(error).toMatchObject({ code: "connection-failed" });
  });
});

describe("a proxy", () => {
  it("is asked by CONNECT, with its own credentials, and the certificate behind it is verified", async () => {
    await using server = await httpsServer(own, hello);
    const asked: string[] = [];
    await using proxy = await httpServer(
      (_, response) => response.end(),
      (web) =>
        web.on("connect", (request, socket) => {
          asked.push(`${request.url} ${request.headers["proxy-authorization"]}`);
          const onward = connect(server.port, "127.0.0.1", () => {
            socket.write("HTTP/1.1 200 Connection established\r\n\r\n");
            onward.pipe(socket).pipe(onward);
          });
          onward.on("error", () => socket.destroy());
          socket.on("error", () => onward.destroy());
        }),
    );
    const options = { proxy: `http://user:pass@127.0.0.1:${proxy.port}` };
    expect(await ask(server.port, { certificateSha256: own.fingerprint256 }, options)).toBe("hello");
    expect(asked).toEqual([`127.0.0.1:${server.port} Basic ${Buffer.from("user:pass").toString("base64")}`]);
    await expect(ask(server.port, {}, options)).rejects.toThrow(CertificateError);
  });

  it("that refuses is connection-failed, and named without its password", async () => {
    await using proxy = await httpServer((_, response) => response.writeHead(405).end());
    const error: unknown = await ask(8443, {}, { proxy: `http://user:geheim@127.0.0.1:${proxy.port}` }).catch(
      (thrown: unknown) => thrown,
    );
    expect(error).toMatchObject({ code: "connection-failed" });
    expect(String(error)).toContain(`127.0.0.1:${proxy.port}`);
    expect(String(error)).not.toContain("geheim");
    expect(() => new HttpClient({ baseUrl: "https://x/", proxy: "socks://u:geheim@x" })).toThrow(/http:\/\/host:port/);
  });
});
