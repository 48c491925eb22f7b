import { generateKeyPairSync } from "node:crypto";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { inspect } from "node:util";
import ssh2, { type AuthContext } from "ssh2";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { connectNetconf, type SshOptions, subtree, writeXml } from "../../src/netconf/index.js";
import { errorOf } from "./errors.js";
import { deadLine, hostKeys, SshServer, type SshServerOptions, tcpServer } from "./ssh-server.js";

let stack: AsyncDisposable[] = [];
let folder = "";

beforeEach(async () => {
  stack = [];
  folder = await mkdtemp(join(tmpdir(), "nb-ssh-"));
});

afterEach(async () => {
  for (const one of stack.reverse()) await one[Symbol.asyncDispose]();
  await rm(folder, { recursive: true });
});

function later<T extends AsyncDisposable>(one: T): T {
  stack.push(one);
  return one;
}

async function start(options: SshServerOptions = {}): Promise<SshServer> {
  return later(await SshServer.start(options));
}

/** Options that suit the default server. */
function to(port: number, more: Partial<SshOptions> = {}): SshOptions {
  return {
    host: "127.0.0.1",
    port,
    username: "admin",
    password: "secret",
    hostKey: { sha256: hostKeys.ed25519.sha256 },
    ...more,
  };
}

/** Connects, makes one call, and closes. */
async function roundTrip(server: SshServer, options: SshOptions): Promise<void> {
  const session = await connectNetconf(options);
  const asked = session.get();
  const fake = server.sessions.at(-1);
  if (!fake) throw new Error("no NETCONF session");
  await (await fake.call()).reply("<data>fine</data>");
  expect((await asked).text).toBe("fine");
  await session.close();
  expect(await session.closed).toBeUndefined();
}

/** Lets in who holds this key. */
function keyOnly(publicLine: string) {
  const key = ssh2.utils.parseKey(publicLine);
  if (key instanceof Error) throw key;
  return (context: AuthContext): void => {
    if (context.method !== "publickey" || !context.key.data.equals(key.getPublicSSH())) {
      context.reject(["publickey"]);
      return;
    }
    const proven =
      context.signature === undefined || context.blob === undefined
        ? undefined
        : key.verify(context.blob, context.signature, context.hashAlgo);
    if (proven === undefined || proven === true) context.accept();
    else context.reject(["publickey"]);
  };
}

describe("login", () => {
  it("by password", async () => {
    const server = await start();
    await roundTrip(server, to(server.port));
    expect(server.attempts).toEqual(["none", "password"]);
  });

  it("with a wrong password is auth-failed, tried once, with the methods of both sides", async () => {
    const server = await start();
    const error = await errorOf(connectNetconf(to(server.port, { password: "hunter2-wrong" })));
    expect(error).toMatchObject({ code: "auth-failed" });
    expect(error.message).toMatch(/admin.*tried password;.*password.*Check username and password/);
    expect(server.attempts).toEqual(["none", "password"]);
    expect(inspect(error, { depth: 10, showHidden: true })).not.toContain("hunter2-wrong");
  });

  it("with nothing to offer says what would be taken", async () => {
    const server = await start();
    const { password: _, ...bare } = to(server.port);
    const error = await errorOf(connectNetconf(bare));
    expect(error.code).toBe("auth-failed");
    expect(error.message).toMatch(/nothing was tried.*goes on with password.*Give password/);
    expect(server.attempts).toEqual(["none"]);
  });

  it.each([
    ["OpenSSH", "ed25519"],
    ["OpenSSH", "rsa"],
  ] as const)("by key in %s format, %s", async (_, type) => {
    const pair =
      type === "rsa"
        ? ssh2.utils.generateKeyPairSync("rsa", { bits: 2048 })
        : ssh2.utils.generateKeyPairSync("ed25519");
    const server = await start({ authenticate: keyOnly(pair.public) });
    const { password: _password, ...bare } = to(server.port);
    await roundTrip(server, { ...bare, privateKey: pair.private });
  });

  it("by key in PEM, PKCS#1, SEC 1 and PKCS#8, encrypted too", async () => {
    const rsa = generateKeyPairSync("rsa", { modulusLength: 2048 });
    const ec = generateKeyPairSync("ec", { namedCurve: "P-256" });
    const pkcs1 = rsa.privateKey.export({ type: "pkcs1", format: "pem" }).toString();
    const sec1 = ec.privateKey.export({ type: "sec1", format: "pem" }).toString();
    const encryption = { format: "pem", cipher: "aes-256-cbc", passphrase: "pass" } as const;
    const cases: [string, string, string?][] = [
      [pkcs1, pkcs1],
      [sec1, sec1],
      [pkcs1, rsa.privateKey.export({ type: "pkcs8", format: "pem" }).toString()],
      [sec1, ec.privateKey.export({ type: "pkcs8", format: "pem" }).toString()],
      [pkcs1, rsa.privateKey.export({ type: "pkcs8", ...encryption }).toString(), "pass"],
      [pkcs1, rsa.privateKey.export({ type: "pkcs1", ...encryption }).toString(), "pass"],
    ];
    for (const [plain, privateKey, passphrase] of cases) {
      const server = await start({ authenticate: keyOnly(plain) });
      const { password: _, ...bare } = to(server.port);
      await roundTrip(server, { ...bare, privateKey, passphrase });
    }
  });

  it("by an encrypted key with its passphrase; without or with a wrong one, nothing is even connected", async () => {
    const pair = ssh2.utils.generateKeyPairSync("ed25519", {
      passphrase: "open sesame",
      cipher: "aes256-ctr",
      rounds: 8,
    });
    const server = await start({ authenticate: keyOnly(pair.public) });
    const { password: _, ...bare } = to(server.port, { privateKey: pair.private });
    await roundTrip(server, { ...bare, passphrase: "open sesame" });
    const before = server.connections.length;
    const without = await errorOf(connectNetconf(bare));
    expect(without).toMatchObject({ code: "invalid-input", message: expect.stringContaining("give passphrase") });
    const wrong = await errorOf(connectNetconf({ ...bare, passphrase: "wrong-words" }));
    expect(wrong).toMatchObject({ code: "invalid-input", message: expect.stringContaining("passphrase is wrong") });
    expect(inspect(wrong, { depth: 10 })).not.toContain("wrong-words");
    const pem = generateKeyPairSync("rsa", { modulusLength: 2048 })
      .privateKey.export({ type: "pkcs8", format: "pem", cipher: "aes-256-cbc", passphrase: "x" })
      .toString();
    expect((await errorOf(connectNetconf({ ...bare, privateKey: pem }))).message).toContain("give passphrase");
    expect((await errorOf(connectNetconf({ ...bare, privateKey: pem, passphrase: "y" }))).message).toContain(
      "passphrase is wrong",
    );
    expect(server.connections).toHaveLength(before);
  });

  it.each([
    ["a path", "/home/me/.ssh/id_ed25519", "invalid-input", /not a path/],
    ["nothing", "", "invalid-input", /cannot be read/],
    ["a public key", hostKeys.ed25519.line, "invalid-input", /public key/],
    [
      "a DSA key",
      generateKeyPairSync("dsa", { modulusLength: 1024, divisorLength: 160 })
        .privateKey.export({ type: "pkcs8", format: "pem" })
        .toString(),
      "unsupported",
      /DSA/,
    ],
    [
      "Ed25519 in PKCS#8",
      generateKeyPairSync("ed25519").privateKey.export({ type: "pkcs8", format: "pem" }).toString(),
      "unsupported",
      /PKCS#8/,
    ],
  ])("refuses %s for a key", async (_, privateKey, code, message) => {
    const error = await errorOf(connectNetconf(to(1, { privateKey })));
    expect(error).toMatchObject({ code, message: expect.stringMatching(message) });
    if (privateKey.length > 100) expect(inspect(error, { depth: 10 })).not.toContain(privateKey.slice(60, 100));
  });

  it("with a key that the server does not know goes on to the password", async () => {
    const server = await start({
      authenticate: (context) => {
        if (context.method === "password" && context.password === "secret") context.accept();
        else context.reject(["publickey", "password"]);
      },
    });
    await roundTrip(server, to(server.port, { privateKey: ssh2.utils.generateKeyPairSync("ed25519").private }));
    expect(server.attempts).toEqual(["none", "publickey", "password"]);
  });

  describe("keyboard-interactive", () => {
    function asking(rounds: { prompt: string; echo: boolean }[][]) {
      return (context: AuthContext): void => {
        if (context.method !== "keyboard-interactive") {
          context.reject(["keyboard-interactive"]);
          return;
        }
        const ask = (round: number) => {
          const prompts = rounds[round];
          if (!prompts) return context.accept();
          context.prompt(prompts, "login", (answers) => {
            if (answers.every((answer) => answer === "secret")) ask(round + 1);
            else context.reject(["keyboard-interactive"]);
          });
        };
        ask(0);
      };
    }

    it("answers with the password", async () => {
      const server = await start({ authenticate: asking([[{ prompt: "Password: ", echo: false }]]) });
      await roundTrip(server, to(server.port));
    });

    it("goes through rounds without questions", async () => {
      const server = await start({ authenticate: asking([[], [{ prompt: "Password: ", echo: false }], []]) });
      await roundTrip(server, to(server.port));
    });

    it.each([
      [
        "more than a password",
        [
          [
            { prompt: "Password: ", echo: false },
            { prompt: "Code: ", echo: true },
          ],
        ],
        /Code:/,
      ],
      ["again", [[{ prompt: "Password: ", echo: false }], [{ prompt: "Token: ", echo: false }]], /asked again.*Token:/],
    ])("fails, with the questions, when it asks %s", async (_, rounds, message) => {
      const server = await start({ authenticate: asking(rounds) });
      const error = await errorOf(connectNetconf(to(server.port)));
      expect(error).toMatchObject({ code: "auth-failed", message: expect.stringMatching(message) });
      expect(server.attempts).toEqual(["none", "keyboard-interactive"]);
    });

    it("is left alone where plain passwords are taken: a wrong password goes out once", async () => {
      const server = await start({ authenticate: (context) => context.reject(["password", "keyboard-interactive"]) });
      expect((await errorOf(connectNetconf(to(server.port)))).code).toBe("auth-failed");
      expect(server.attempts).toEqual(["none", "password"]);
    });
  });

  it("by two methods in a row, where the server wants both", async () => {
    const pair = ssh2.utils.generateKeyPairSync("ed25519");
    const second = keyOnly(pair.public);
    const server = await start({
      authenticate: (context) => {
        if (context.method === "password" && context.password === "secret") context.reject(["publickey"], true);
        else if (context.method === "publickey") second(context);
        else context.reject(["password"]);
      },
    });
    await roundTrip(server, to(server.port, { privateKey: pair.private }));
  });

  describe("by an agent", () => {
    async function agent(privateText: string): Promise<string> {
      const path = join(folder, "agent");
      const key = ssh2.utils.parseKey(privateText);
      if (key instanceof Error) throw key;
      const server = createServer((socket) => {
        const protocol = new ssh2.AgentProtocol(false);
        protocol.on("identities", (request) => protocol.getIdentitiesReply(request, [key]));
        protocol.on("sign", (request, _key, data) => {
          const signature = key.sign(data);
          if (signature instanceof Error) protocol.failureReply(request);
          else protocol.signReply(request, signature);
        });
        socket.on("error", () => undefined);
        socket.pipe(protocol).pipe(socket);
      });
      await new Promise<void>((resolve) => server.listen(path, resolve));
      later({ [Symbol.asyncDispose]: () => new Promise<void>((resolve) => server.close(() => resolve())) });
      return path;
    }

    it("of a given path, or the one that SSH_AUTH_SOCK names", async () => {
      const pair = ssh2.utils.generateKeyPairSync("ed25519");
      const server = await start({ authenticate: keyOnly(pair.public) });
      const path = await agent(pair.private);
      const { password: _, ...bare } = to(server.port);
      await roundTrip(server, { ...bare, agent: path });
      const before = process.env["SSH_AUTH_SOCK"];
      try {
        process.env["SSH_AUTH_SOCK"] = path;
        await roundTrip(server, { ...bare, agent: true });
        delete process.env["SSH_AUTH_SOCK"];
        expect(await errorOf(connectNetconf({ ...bare, agent: true }))).toMatchObject({ code: "invalid-input" });
      } finally {
        if (before !== undefined) process.env["SSH_AUTH_SOCK"] = before;
      }
    });

    it("that is not there is a note in the error, and the password is tried", async () => {
      const authenticate = (context: AuthContext) => context.reject(["publickey"]);
      const server = await start({ authenticate });
      const { password: _, ...bare } = to(server.port);
      const error = await errorOf(connectNetconf({ ...bare, agent: join(folder, "nobody") }));
      expect(error).toMatchObject({ code: "auth-failed", message: expect.stringMatching(/tried agent.*agent failed/) });
      const both = await start({
        authenticate: (context) =>
          context.method === "password" ? context.accept() : context.reject(["publickey", "password"]),
      });
      await roundTrip(both, to(both.port, { agent: join(folder, "nobody") }));
    });
  });

  it("does not hang when the server demands a new password", async () => {
    const server = await start({
      authenticate: (context) => {
        if (context.method === "password") context.requestChange("Expired, choose another: ", () => undefined);
        else context.reject(["password"]);
      },
    });
    const error = await errorOf(connectNetconf(to(server.port)));
    expect(error).toMatchObject({ code: "auth-failed", message: expect.stringContaining("new password") });
  });
});

describe("host key", () => {
  it("without a policy is refused before any login, with its fingerprint and how to allow it", async () => {
    const server = await start();
    const { hostKey: _, ...bare } = to(server.port);
    const error = await errorOf(connectNetconf(bare));
    expect(error).toMatchObject({ code: "host-key", received: hostKeys.ed25519.sha256 });
    expect(error.message).toContain(`hostKey: { sha256: "${hostKeys.ed25519.sha256}" }`);
    expect(server.attempts).toEqual([]);
  });

  it("that is another than expected is refused, with both", async () => {
    const server = await start({ keys: [hostKeys.rsa] });
    const error = await errorOf(connectNetconf(to(server.port)));
    expect(error).toMatchObject({ code: "host-key", received: hostKeys.rsa.sha256 });
    expect(error.message).toContain(hostKeys.ed25519.sha256);
    expect(server.attempts).toEqual([]);
  });

  it("any is taken when that is said, and one of several pins will do", async () => {
    const server = await start();
    await roundTrip(server, to(server.port, { hostKey: { insecureAcceptAny: true } }));
    await roundTrip(server, to(server.port, { hostKey: { sha256: [hostKeys.rsa.sha256, hostKeys.ed25519.sha256] } }));
  });

  it("of the type that known_hosts has is asked for first", async () => {
    const server = await start({ keys: [hostKeys.ed25519, hostKeys.rsa] });
    const file = join(folder, "known_hosts");
    await writeFile(file, `[127.0.0.1]:${server.port} ${hostKeys.rsa.line}\n`);
    await roundTrip(server, to(server.port, { hostKey: { knownHosts: file } }));
    await roundTrip(server, to(server.port, { hostKey: { knownHostsText: `127.0.0.1 ${hostKeys.ed25519.line}` } }));
    const other = `[127.0.0.1]:${server.port} ${ssh2.utils.generateKeyPairSync("ed25519").public}`;
    const error = await errorOf(connectNetconf(to(server.port, { hostKey: { knownHostsText: other } })));
    expect(error).toMatchObject({ code: "host-key", received: hostKeys.ed25519.sha256 });
  });
});

describe("algorithms", () => {
  const old = { kex: ["diffie-hellman-group14-sha1"], serverHostKey: ["ssh-rsa"] } as const;

  it.each([
    ["key exchange", { kex: [...old.kex] }, "diffie-hellman-group14-sha1"],
    ["host key", { serverHostKey: [...old.serverHostKey] }, "ssh-rsa"],
  ])("that are old are not offered: %s; the error has both sides and the option", async (_, algorithms, name) => {
    const server = await start({ keys: [hostKeys.rsa], config: { algorithms } });
    const error = await errorOf(connectNetconf(to(server.port)));
    expect(error).toMatchObject({ code: "connection-failed", received: expect.stringContaining(name) });
    expect(error.message).toMatch(/We offer .*(curve25519|ssh-ed25519)/);
    expect(error.message).toContain("algorithms: { legacy: true }");
    expect(server.attempts).toEqual([]);
  });

  it("that are old are offered when asked for", async () => {
    const server = await start({
      keys: [hostKeys.rsa],
      config: { algorithms: { kex: [...old.kex], serverHostKey: [...old.serverHostKey] } },
    });
    await roundTrip(
      server,
      to(server.port, { hostKey: { sha256: hostKeys.rsa.sha256 }, algorithms: { legacy: true } }),
    );
  });

  it("that nothing can mend are said to be so", async () => {
    const server = await start({ config: { algorithms: { kex: ["diffie-hellman-group1-sha1"] } } });
    const error = await errorOf(connectNetconf(to(server.port)));
    expect(error.code).toBe("connection-failed");
    expect(error.message).not.toContain("legacy: true");
  });
});

describe("each step of connecting has its deadline and its words", () => {
  it("options", async () => {
    for (const wrong of [
      { host: " " },
      { port: 0 },
      { port: 70_000 },
      { username: "" },
      { keepaliveMs: -1 },
      { hostKey: { sha256: "abc" } },
    ] as const) {
      expect(await errorOf(connectNetconf(to(1, wrong)))).toMatchObject({ code: "invalid-input" });
    }
    const missing = await errorOf(connectNetconf(to(1, { hostKey: { knownHosts: join(folder, "none") } })));
    expect(missing).toMatchObject({ code: "invalid-input", message: expect.stringContaining("none") });
  });

  it("TCP: nobody listens", async () => {
    const closed = await tcpServer(() => undefined);
    await closed[Symbol.asyncDispose]();
    const error = await errorOf(connectNetconf(to(closed.port)));
    expect(error).toMatchObject({
      code: "connection-failed",
      message: expect.stringMatching(/TCP.*ECONNREFUSED.*host and port/),
    });
  });

  it("TCP: no such host", async () => {
    const error = await errorOf(connectNetconf({ ...to(830), host: "no-such-host.invalid" }));
    expect(error).toMatchObject({
      code: "connection-failed",
      message: expect.stringContaining("no-such-host.invalid"),
    });
  });

  it("handshake: a silent peer", async () => {
    const silent = later(await tcpServer(() => undefined));
    const error = await errorOf(connectNetconf(to(silent.port, { phaseTimeoutMs: { handshake: 30 } })));
    expect(error).toMatchObject({
      code: "timeout",
      message: expect.stringMatching(/SSH handshake.*30 ms.*phaseTimeoutMs\.handshake/),
    });
    const whole = await errorOf(connectNetconf({ ...to(silent.port), timeoutMs: 30 }));
    expect(whole).toMatchObject({ code: "timeout", message: expect.stringMatching(/SSH handshake.*timeoutMs: 30/) });
  });

  it.each([
    ["an HTTP server", "HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n", /HTTP\/1\.1 400/],
    ["nothing at all", "", /without a word/],
    ["NETCONF without SSH", "<?xml version='1.0'?><hello/>]]>]]>", /<hello/],
    ["a half greeting", "SSH", /"SSH"/],
  ])("handshake: the peer is %s", async (_, text, message) => {
    const other = later(await tcpServer((socket) => socket.end(text)));
    const error = await errorOf(connectNetconf(to(other.port)));
    expect(error).toMatchObject({ code: "protocol-error", message: expect.stringMatching(message) });
    expect(error.message).toContain("no SSH server");
  });

  it("handshake: cut in the middle of it", async () => {
    const cut = later(await tcpServer((socket) => socket.end("SSH-2.0-test\r\n")));
    const error = await errorOf(connectNetconf(to(cut.port)));
    expect(error).toMatchObject({ code: "connection-failed", message: expect.stringContaining("SSH handshake") });
  });

  it("authentication: a server that does not answer, or hangs up", async () => {
    const silent = await start({ authenticate: () => undefined });
    const error = await errorOf(connectNetconf(to(silent.port, { phaseTimeoutMs: { authentication: 50 } })));
    expect(error).toMatchObject({ code: "timeout", message: expect.stringContaining("phaseTimeoutMs.authentication") });
    const rude = await start({ authenticate: () => rude.connections[0]?.end() });
    expect(await errorOf(connectNetconf(to(rude.port)))).toMatchObject({
      code: "auth-failed",
      message: expect.stringContaining("closed the connection"),
    });
  });

  it("subsystem: refused, or not answered", async () => {
    const server = await start({ subsystems: ["other"] });
    const error = await errorOf(connectNetconf(to(server.port)));
    expect(error).toMatchObject({
      code: "connection-failed",
      message: expect.stringMatching(/subsystem "netconf".*option subsystem/),
    });
    await roundTrip(server, to(server.port, { subsystem: "other" }));
    const silent = await start({ ignoreSubsystems: true });
    const options = to(silent.port, { phaseTimeoutMs: { subsystem: 50 } });
    const slow = await errorOf(connectNetconf(options));
    expect(slow).toMatchObject({ code: "timeout", message: expect.stringContaining("phaseTimeoutMs.subsystem") });
  });

  it("hello: text, standard error, silence", async () => {
    const text = await start({ subsystem: (channel) => channel.end("no NETCONF for you\n") });
    expect(await errorOf(connectNetconf(to(text.port)))).toMatchObject({
      code: "protocol-error",
      message: expect.stringContaining("no NETCONF for you"),
    });
    const stderr = await start({
      subsystem: (channel) => {
        channel.stderr.write("netconf: daemon not running\n");
        channel.exit(1);
        channel.end();
      },
    });
    const said = await errorOf(connectNetconf(to(stderr.port)));
    expect(said).toMatchObject({ code: "connection-lost", message: expect.stringContaining("daemon not running") });
    const silent = await start({ subsystem: () => undefined });
    expect(await errorOf(connectNetconf(to(silent.port, { phaseTimeoutMs: { hello: 30 } })))).toMatchObject({
      code: "timeout",
      message: expect.stringContaining("phaseTimeoutMs.hello"),
    });
  });

  it("can be aborted at each", async () => {
    const silent = later(await tcpServer(() => undefined));
    const controller = new AbortController();
    const connecting = errorOf(connectNetconf({ ...to(silent.port), signal: controller.signal }));
    controller.abort();
    expect((await connecting).code).toBe("aborted");
    const fine = await start();
    expect((await errorOf(connectNetconf({ ...to(fine.port), signal: AbortSignal.abort() }))).code).toBe("aborted");
  });
});

describe("the line", () => {
  it("carries large messages both ways at once", async () => {
    const server = await start();
    const session = await connectNetconf(to(server.port));
    const text = "€".repeat(2_000_000);
    const sent = session.rpc(`<big xmlns="urn:b">${text}</big>`);
    const asked = session.get({ filter: subtree("<a/>") });
    const [fake] = server.sessions;
    const first = await fake?.call();
    const answers = [first?.reply("<ok/>"), (await fake?.call())?.reply(`<data>${text}</data>`)];
    expect((await asked).text).toBe(text);
    expect(first?.operation.text).toBe(text);
    await Promise.all([sent, ...answers]);
    await session.close();
  });

  it("holds the server back while notifications are not read", async () => {
    const capabilities = ["urn:ietf:params:netconf:capability:notification:1.0"];
    const server = await start({ netconf: { capabilities } });
    const session = await connectNetconf(to(server.port));
    const asked = session.subscribe({ limit: 4 });
    const [fake] = server.sessions;
    await (await fake?.call())?.reply("<ok/>");
    const subscription = await asked;
    const body = `<e xmlns="urn:e">${"x".repeat(100_000)}</e>`;
    const sent = 300;
    for (let id = 0; id < sent; id++) await fake?.notify("2026-01-01T00:00:00Z", body);
    // 30 MB wait; what may be on its way is the SSH window of 2 MB and what the streams on both ends hold.
    const first = await subscription.next();
    expect(first.value?.body.text).toHaveLength(100_000);
    expect(subscription.counters.received).toBeLessThan(20);
    for (let id = 1; id < sent; id++) expect((await subscription.next()).done).toBe(false);
    await session.close();
  });

  it("that is cut settles calls with connection-lost", async () => {
    const server = await start();
    const line = later(await deadLine(server.port));
    const session = await connectNetconf(to(line.port));
    const asked = errorOf(session.rpc("<x xmlns='u'/>"));
    await server.sessions[0]?.call();
    line.cut();
    expect(await asked).toMatchObject({ code: "connection-lost", mayHaveBeenApplied: true });
    expect((await session.closed)?.code).toBe("connection-lost");
    await session.close();
  });

  it("that goes dead is noticed by keepalives", async () => {
    const server = await start();
    const line = later(await deadLine(server.port));
    const session = await connectNetconf(to(line.port, { keepaliveMs: 30 }));
    const asked = errorOf(session.get());
    line.goSilent();
    expect(await asked).toMatchObject({ code: "connection-lost", message: expect.stringContaining("Keepalive") });
  });

  it("that the server ends is connection-lost; after the last reply, which still arrives", async () => {
    const server = await start();
    const session = await connectNetconf(to(server.port));
    const asked = session.get();
    const [fake] = server.sessions;
    const call = await fake?.call();
    await call?.reply(`<data>${"x".repeat(1_000_000)}</data>`);
    fake?.transport.close();
    expect((await asked).text).toHaveLength(1_000_000);
    expect(await session.closed).toMatchObject({
      code: "connection-lost",
      message: expect.stringContaining("ended the session"),
    });
  });

  it("closes at our end even if the server never does", async () => {
    const server = await start({ netconf: { answer: () => undefined } });
    const line = later(await deadLine(server.port));
    const session = await connectNetconf(to(line.port));
    line.goSilent();
    await session.close();
    expect(await session.closed).toBeUndefined();
  });

  it("reaches IPv6 addresses, with brackets or without", async (context) => {
    const server = await start({ host: "::1" }).catch(() => undefined);
    if (!server) return context.skip("this machine has no IPv6 loopback");
    for (const host of ["::1", "[::1]"]) {
      const session = await connectNetconf({ ...to(server.port), host });
      expect(session.peer).toBe(`admin@[::1]:${server.port}`);
      await session.close();
    }
  });

  it("shows no secret when its session is inspected", async () => {
    const server = await start();
    const session = await connectNetconf(to(server.port));
    expect(inspect(session, { depth: 20, showHidden: true })).not.toContain("secret");
    expect(
      writeXml(
        (
          await Promise.all([
            session.rpc("<x xmlns='u'/>"),
            server.sessions[0]?.call().then((call) => call.reply("<ok/>")),
          ])
        )[0],
      ),
    ).toContain("<ok/>");
    await session.close();
  });
});
