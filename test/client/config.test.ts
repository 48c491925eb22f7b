import { inspect } from "node:util";
import { describe, expect, it } from "vitest";
import { type ConnectEscOptions, checkConfig } from "../../src/client/config.js";
import { connectEsc } from "../../src/index.js";

const good: ConnectEscOptions = {
  host: "esc.example.net",
  netconf: { username: "admin", password: "pw", hostKey: { sha256: "SHA256:abc" } },
};

describe("options of connectEsc", () => {
  it("get their defaults", () => {
    expect(checkConfig(good)).toMatchObject({
      reconnect: true,
      reconnectEventsForMs: 900_000,
      finalEventWaitMs: 30_000,
      silenceMs: 30_000,
    });
  });

  it.each([
    ["the host", { netconf: good.netconf }, "host is missing"],
    ["the interface", { host: "h" }, "netconf is missing"],
    ["the user", { host: "h", netconf: { password: "x" } }, "netconf.username is missing"],
    ["a way to log in", { host: "h", netconf: { username: "u" } }, "give password, privateKey or agent"],
  ])("say when %s is missing", (_what, options, message) => {
    expect(() => checkConfig(options as ConnectEscOptions)).toThrow(
      expect.objectContaining({ code: "invalid-input", message: expect.stringContaining(message) }),
    );
  });

  it.each([
    [{ ...good, etsi: {} }, "etsi is no option of this release"],
    [{ ...good, rest: {} }, "rest.username is missing"],
    [{ ...good, rest: { username: "u", password: "p", tsl: {} } }, "rest.tsl is no option of this release"],
    [{ ...good, netconf: { ...good.netconf, user: "x" } }, "netconf.user is no option of this release"],
    [{ ...good, netconf: { ...good.netconf, port: 70_000 } }, "netconf.port"],
    [
      { ...good, netconf: { ...good.netconf, hostKey: { sha1: "x" } } },
      'netconf.hostKey: give { sha256: "SHA256:..." }',
    ],
    [{ ...good, timeoutMs: 0 }, "timeoutMs: give more than 0 milliseconds"],
    [{ ...good, silenceMs: "x" }, "silenceMs: give a number of milliseconds"],
    [{ ...good, logger: {} }, "logger: give an object with debug and warn"],
  ])("name the wrong one: %#", (options, message) => {
    expect(() => checkConfig(options as ConnectEscOptions)).toThrow(
      expect.objectContaining({ code: "invalid-input", message: expect.stringContaining(message) }),
    );
  });

  it("never show secrets", () => {
    const wrong = { ...good, netconf: { username: 5, password: "hunter2", privateKey: "KEYTEXT", passphrase: 7 } };
    let shown = "";
    try {
      checkConfig(wrong as unknown as ConnectEscOptions);
    } catch (error) {
      shown = inspect(error, { depth: 9 });
    }
    expect(shown).toContain("netconf.username");
    expect(shown).not.toMatch(/hunter2|KEYTEXT/);
  });

  it("are checked before anything is connected to", async () => {
    await expect(connectEsc({} as ConnectEscOptions)).rejects.toMatchObject({ code: "invalid-input" });
  });
});
