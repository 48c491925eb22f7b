import ssh2 from "ssh2";
import { afterEach, describe, expect, it } from "vitest";
import { connectNetconf } from "../../src/netconf/index.js";
import { type Simulator, type SimulatorOptions, startSimulator } from "../../src/simulator/index.js";

let sim: Simulator | undefined;
afterEach(() => sim?.close());

const pair = ssh2.utils.generateKeyPairSync("ed25519");

async function start(options: SimulatorOptions = {}): Promise<Simulator> {
  sim = await startSimulator({
    users: { admin: { password: "secret" }, robot: { publicKeys: [pair.public] } },
    ...options,
  });
  return sim;
}

/** Logs in with ssh2 itself, by one method only. */
function login(to: Simulator, options: Partial<ssh2.ConnectConfig> & { readonly answer?: string }): Promise<string> {
  const client = new ssh2.Client();
  const { answer, ...rest } = options;
  return new Promise((resolve) => {
    client.on("ready", () => {
      client.exec("ls", (error) => {
        client.end();
        resolve(error ? "ready, exec refused" : "exec allowed");
      });
    });
    client.on("error", (error) => resolve(error.message));
    client.on("keyboard-interactive", (_name, _instructions, _lang, prompts, finish) => {
      finish(prompts.map(() => answer ?? ""));
    });
    client.connect({ host: to.netconf.host, port: to.netconf.port, username: "admin", ...rest });
  });
}

describe("logging in", () => {
  it("takes the right password and refuses another, or another user", async () => {
    const to = await start();
    expect(await login(to, { password: "secret" })).toBe("ready, exec refused");
    expect(await login(to, { password: "wrong" })).toContain("authentication methods failed");
    expect(await login(to, { username: "nobody", password: "secret" })).toContain("authentication methods failed");
    expect(await login(to, { username: "__proto__", password: "secret" })).toContain("authentication methods failed");
    expect(await login(to, { username: "robot", password: "" })).toContain("authentication methods failed");
  });

  it("takes the password by keyboard-interactive too", async () => {
    const to = await start();
    expect(await login(to, { tryKeyboard: true, answer: "secret" })).toBe("ready, exec refused");
    expect(await login(to, { tryKeyboard: true, answer: "wrong" })).toContain("authentication methods failed");
  });

  it("takes the right key and refuses another", async () => {
    const to = await start();
    const other = ssh2.utils.generateKeyPairSync("ed25519");
    expect(await login(to, { username: "robot", privateKey: pair.private })).toBe("ready, exec refused");
    expect(await login(to, { username: "robot", privateKey: other.private })).toContain(
      "authentication methods failed",
    );
    expect(await login(to, { username: "admin", privateKey: pair.private })).toContain("authentication methods failed");
  });

  it("shows the host key whose fingerprint it tells, the same every time when one is given", async () => {
    const key = ssh2.utils.generateKeyPairSync("ed25519").private;
    const first = await start({ netconf: { hostKey: key } });
    const { hostKeySha256 } = first.netconf;
    expect(hostKeySha256).toMatch(/^SHA256:[A-Za-z0-9+/]{43}$/);
    const { host, netconf } = first.clientOptions("admin");
    expect(netconf.hostKey.sha256).toBe(hostKeySha256);
    await (await connectNetconf({ host, ...netconf })).close();
    await first.close();
    expect((await start({ netconf: { hostKey: key } })).netconf.hostKeySha256).toBe(hostKeySha256);
    expect((await start()).netconf.hostKeySha256).not.toBe(hostKeySha256);
  });
});

describe("starting", () => {
  it.each([
    [{ speed: 0 }, "invalid-input", "speed is 0"],
    [{ nodes: 0 }, "invalid-input", "nodes is 0"],
    [{ release: "4.0" as "5.9" }, "unsupported", "knows ESC 5.9"],
    [{ netconf: { hostKey: "no key" } }, "invalid-input", "netconf.hostKey"],
    [{ assumptions: { nonsense: "x" } as object }, "invalid-input", 'no assumption "nonsense"'],
    [{ assumptions: { replay: "x" } as object }, "invalid-input", "choose one of on, off"],
  ])("refuses %j", async (options, code, message) => {
    await expect(startSimulator(options)).rejects.toMatchObject({ code, message: expect.stringContaining(message) });
  });

  it("says so when the port is taken", async () => {
    const first = await start();
    const second = startSimulator({ netconf: { port: first.netconf.port } });
    await expect(second).rejects.toMatchObject({
      code: "connection-failed",
      message: expect.stringContaining("EADDRINUSE"),
    });
  });

  it("refuses failures of events that ESC does not send, and users without a password", async () => {
    const made = await start();
    expect(() => made.fail({ event: "VM_EXPLODED" as "VM_ALIVE", message: "" })).toThrow("no event type");
    expect(() => made.fail({ event: "VM_ALIVE", message: "", times: 0 })).toThrow("times is 0");
    expect(() => made.clientOptions("robot")).toThrow("no user robot with a password");
    expect(() => made.vmDown("x")).toThrow('no VM named "x"');
  });
});
