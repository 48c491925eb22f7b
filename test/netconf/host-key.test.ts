import { createHmac } from "node:crypto";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { fingerprint, hostKeyVerifier, keyType } from "../../src/netconf/host-key.js";

/** A host key blob: the type as an SSH string, then anything. */
function key(type: string, seed: number): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(type.length);
  return Buffer.concat([length, Buffer.from(type), Buffer.alloc(32, seed)]);
}

const ED = key("ssh-ed25519", 1);
const RSA = key("ssh-rsa", 2);
const OTHER = key("ssh-ed25519", 3);

const line = (hosts: string, blob: Buffer) => `${hosts} ${keyType(blob)} ${blob.toString("base64")} a comment`;

function hashed(name: string): string {
  const salt = Buffer.alloc(20, 7);
  return `|1|${salt.toString("base64")}|${createHmac("sha1", salt).update(name).digest("base64")}`;
}

async function known(text: string, host = "esc.example.net", port = 830) {
  return await hostKeyVerifier({ knownHostsText: text }, host, port);
}

/** `ok`, or why not. */
async function judge(text: string, blob: Buffer, host?: string, port?: number): Promise<string> {
  const error = (await known(text, host, port)).verify(blob);
  if (error) expect(error).toMatchObject({ code: "host-key", received: fingerprint(blob) });
  return error?.message ?? "ok";
}

describe("fingerprints", () => {
  it("are those of ssh-keygen", () => {
    // From `ssh-keygen -lf` on this key.
    const blob = Buffer.from("AAAAC3NzaC1lZDI1NTE5AAAAIFe5ulwyWsPf2cRHIQvCYKtHlDfRmwlOTQv03MF8wPOa", "base64");
    expect([fingerprint(blob), keyType(blob)]).toEqual([
      "SHA256:y3hlq4pYVpxO+deUJlfjooF/asYFSqc57W8GckcviXs",
      "ssh-ed25519",
    ]);
  });

  it.each([
    (pin: string) => pin,
    (pin: string) => pin.replace("SHA256:", ""),
    (pin: string) => `${pin}=`,
    (pin: string) => ` ${pin.replace("SHA256", "sha256")} `,
  ])("are taken in every usual spelling", async (spell) => {
    const verifier = await hostKeyVerifier({ sha256: spell(fingerprint(ED)) }, "h", 830);
    expect(verifier.verify(ED)).toBeUndefined();
    expect(verifier.verify(OTHER)?.message).toContain(fingerprint(ED));
  });

  it.each(["", "MD5:00:11", "SHA256:abc", "AAAA", `${fingerprint(ED)}A`])("refuses the pin %j", async (pin) => {
    await expect(hostKeyVerifier({ sha256: pin }, "h", 830)).rejects.toMatchObject({ code: "invalid-input" });
  });

  it("refuses every key where nothing, or nothing of meaning, was said", async () => {
    expect((await hostKeyVerifier(undefined, "h", 830)).verify(ED)).toMatchObject({
      code: "host-key",
      received: fingerprint(ED),
    });
    await expect(hostKeyVerifier({ insecureAcceptAny: false } as never, "h", 830)).rejects.toMatchObject({
      code: "invalid-input",
    });
    await expect(hostKeyVerifier({} as never, "h", 830)).rejects.toMatchObject({ code: "invalid-input" });
    expect((await hostKeyVerifier({ sha256: [] }, "h", 830)).verify(ED)?.code).toBe("host-key");
  });
});

describe("known_hosts", () => {
  it.each([
    ["[host]:port", "[esc.example.net]:830"],
    ["the host alone, as OpenSSH does for another port", "esc.example.net"],
    ["one of several", "other,[esc.example.net]:830,third"],
    ["upper case", "[ESC.Example.NET]:830"],
    ["a star", "*.example.net"],
    ["a star with port", "[*.example.net]:830"],
    ["question marks", "es?.exampl?.net"],
    ["a lone star", "*"],
    ["a hash of [host]:port", hashed("[esc.example.net]:830")],
    ["a hash of the host", hashed("esc.example.net")],
  ])("finds %s", async (_, hosts) => {
    expect(await judge(`# comment\n\n${line(hosts, ED)}\n`, ED)).toBe("ok");
    expect(await judge(`${line(hosts, ED)}\r\n`, OTHER)).toContain("expects ssh-ed25519");
  });

  it.each([
    ["another host", "esc2.example.net"],
    ["another port", "[esc.example.net]:831"],
    ["a part of the name", "example.net"],
    ["a star for another domain", "*.example.org"],
    ["a negated pattern", "*.example.net,!esc.example.net"],
    ["a hash of another host", hashed("esc2.example.net")],
    ["a broken hash", "|1|x|y"],
    ["a hash of another kind", "|2|x|y"],
  ])("does not take %s for it", async (_, hosts) => {
    expect(await judge(line(hosts, ED), ED)).toContain("has no line for [esc.example.net]:830");
  });

  it("prefers the line with the port to that without", async () => {
    const text = `${line("esc.example.net", OTHER)}\n${line("[esc.example.net]:830", ED)}`;
    expect(await judge(text, ED)).toBe("ok");
    expect(await judge(text, OTHER)).toContain("expects");
  });

  it("knows port 22 by the bare name, and IPv6 addresses", async () => {
    expect(await judge(line("esc.example.net", ED), ED, "esc.example.net", 22)).toBe("ok");
    expect(await judge(line("[esc.example.net]:22", ED), ED, "esc.example.net", 22)).toContain("no line");
    expect(await judge(line("[::1]:830", ED), ED, "::1", 830)).toBe("ok");
    expect(await judge(line("::1", ED), ED, "::1", 22)).toBe("ok");
  });

  it("refuses a key that is revoked for the host, even if another line has it", async () => {
    const text = `@revoked ${line("*", ED)}\n${line("esc.example.net", ED)}\n${line("esc.example.net", RSA)}`;
    expect(await judge(text, ED)).toContain("@revoked");
    expect(await judge(text, RSA)).toBe("ok");
    expect(await judge(`@revoked ${line("other", ED)}\n${line("esc.example.net", ED)}`, ED)).toBe("ok");
  });

  it("leaves @cert-authority lines aside, and says so", async () => {
    expect(await judge(`@cert-authority ${line("*", ED)}`, ED)).toContain("@cert-authority");
  });

  it("ignores broken lines and unknown markers", async () => {
    const text = [
      "just-a-host",
      "host ssh-rsa",
      `@unknown ${line("*", ED)}`,
      "\u0000",
      line("esc.example.net", RSA),
    ].join("\n");
    expect(await judge(text, RSA)).toBe("ok");
    expect(await judge(text, ED)).toContain("expects ssh-rsa");
  });

  it("tells which types of key it has for the host", async () => {
    const text = [line("esc.example.net", RSA), line("esc.example.net", ED), line("other", OTHER)].join("\n");
    expect((await known(text)).preferredTypes).toEqual(["ssh-rsa", "ssh-ed25519"]);
    expect((await known("")).preferredTypes).toEqual([]);
  });

  it("matches hostile patterns in linear time", async () => {
    const started = performance.now();
    expect(await judge(line(`${"*a".repeat(2000)}b`, ED), ED, "a".repeat(5000), 830)).toContain("no line");
    expect(performance.now() - started).toBeLessThan(2000);
  });

  it("reads several files, and names one that cannot be read", async () => {
    const folder = await mkdtemp(join(tmpdir(), "nb-known-"));
    try {
      const files = [join(folder, "one"), join(folder, "two")];
      await writeFile(files[0] ?? "", line("other", OTHER));
      await writeFile(files[1] ?? "", line("esc.example.net", ED));
      const verifier = await hostKeyVerifier({ knownHosts: files }, "esc.example.net", 830);
      expect(verifier.verify(ED)).toBeUndefined();
      expect(verifier.verify(OTHER)?.message).toContain(files[1]);
      await expect(hostKeyVerifier({ knownHosts: join(folder, "none") }, "h", 830)).rejects.toMatchObject({
        code: "invalid-input",
        message: expect.stringContaining("none"),
      });
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});
