import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  type ConnectNetconfOptions,
  connectNetconf,
  type NetconfSession,
  parseXml,
  RpcError,
  type SshOptions,
  subtree,
  untyped,
  writeXml,
  xpath,
} from "../../src/netconf/index.js";
import { errorOf } from "../netconf/errors.js";
import { type Netconfd, netconfdMissing, startNetconfd } from "./netconfd.js";
import { interopSuite } from "./tools.js";

const MONITORING = "urn:ietf:params:xml:ns:yang:ietf-netconf-monitoring";
const NACM = "urn:ietf:params:xml:ns:yang:ietf-netconf-acm";

/** A group of access control: small, always there, and with keys. */
const group = (name: string, operation = "merge") =>
  `<nacm xmlns="${NACM}"><groups><group xmlns:nc="urn:ietf:params:xml:ns:netconf:base:1.0" nc:operation="${operation}"><name>${name}</name><user-name>u-€</user-name></group></groups></nacm>`;

interopSuite("the NETCONF client against netconfd behind OpenSSH", netconfdMissing(), () => {
  let server: Netconfd;
  const sessions: NetconfSession[] = [];

  beforeAll(async () => {
    server = await startNetconfd({ target: "running", args: ["--eventlog-size=500"] });
  });
  afterAll(async () => {
    await Promise.all(sessions.map((session) => session.close()));
    await server.stop();
  });

  const options = (): SshOptions => ({
    host: server.host,
    port: server.port,
    username: server.username,
    password: server.password,
    hostKey: { sha256: server.hostKeySha256 },
  });

  async function connect(more: Partial<ConnectNetconfOptions> = {}): Promise<NetconfSession> {
    const session = await connectNetconf({ ...options(), ...more });
    sessions.push(session);
    return session;
  }

  describe("login", () => {
    it("by password, then by key", async () => {
      await (await connect()).close();
      const { password: _, ...bare } = options();
      const session = await connectNetconf({ ...bare, privateKey: server.privateKey });
      expect(session.sessionId).toBeGreaterThan(0);
      await session.close();
      expect(await session.closed).toBeUndefined();
    });

    it("with a wrong password, without a host key, with a wrong one", async () => {
      expect(await errorOf(connect({ password: "wrong" }))).toMatchObject({ code: "auth-failed" });
      const unknown = await errorOf(connectNetconf({ ...options(), hostKey: undefined }));
      expect(unknown).toMatchObject({ code: "host-key", received: server.hostKeySha256 });
      const wrong = await errorOf(connectNetconf({ ...options(), hostKey: { sha256: "A".repeat(43) } }));
      expect(wrong).toMatchObject({ code: "host-key", received: server.hostKeySha256 });
    });

    it("to a subsystem that does not exist", async () => {
      const error = await errorOf(connectNetconf({ ...options(), subsystem: "netcomf" }));
      expect(error).toMatchObject({ code: "connection-failed", message: expect.stringContaining("option subsystem") });
    });
  });

  describe.each(["1.0", "1.1"] as const)("in base %s", (version) => {
    it("says hello, reads, and closes in order", async () => {
      const session = await connect({ baseVersions: [version] });
      expect(session.framing).toBe(version);
      expect(session.capabilities.has(":writable-running")).toBe(true);
      expect(session.capabilities.get(MONITORING)?.parameters["module"]).toBe("ietf-netconf-monitoring");
      const sessionsOf = `<netconf-state xmlns="${MONITORING}"><sessions/></netconf-state>`;
      const data = await session.get({ filter: subtree(sessionsOf) });
      const ids = data
        .find("netconf-state", "sessions")
        ?.elements("session")
        .map((one) => one.find("session-id")?.text);
      expect(ids).toContain(String(session.sessionId));
      const typed = await session.get({ filter: subtree(parseXml(sessionsOf)), as: untyped });
      expect(typed.map((element) => element.local)).toEqual(["netconf-state"]);
      await session.close();
      expect(await session.closed).toBeUndefined();
    });

    it("edits, reads back by subtree and by XPath, and removes", async () => {
      const session = await connect({ baseVersions: [version] });
      const name = `g${version.replace(".", "-")}`;
      const edit = {
        config: group(name, "create"),
        defaultOperation: "merge",
        errorOption: "rollback-on-error",
      } as const;
      expect(await session.editConfig(edit)).toEqual({ warnings: [] });
      const filter = subtree(`<nacm xmlns="${NACM}"><groups><group><name>${name}</name></group></groups></nacm>`);
      const data = await session.getConfig({ source: "running", filter });
      expect(data.find("nacm", "groups", "group", "user-name")?.text).toBe("u-€");
      const path = (prefix: string) =>
        xpath(`/${prefix}:nacm/${prefix}:groups/${prefix}:group[${prefix}:name='${name}']`, { [prefix]: NACM });
      // In get-config, netconfd takes no prefix but the module's own, whatever is declared.
      const found = [await session.get({ filter: path("n") }), await session.getConfig({ filter: path("nacm") })];
      for (const one of found) expect(one.find("nacm", "groups", "group", "name")?.text).toBe(name);
      await session.editConfig({ config: group(name, "delete") });
      expect((await session.getConfig({ filter })).find("nacm", "groups", "group")).toBeUndefined();
      await session.close();
    });

    it("reports errors with all their fields, several in one reply too", async () => {
      const session = await connect({ baseVersions: [version] });
      const missing = await errorOf(session.editConfig({ config: group("nobody", "delete") }));
      if (!(missing instanceof RpcError)) throw missing;
      const [first] = missing.errors;
      expect(first).toMatchObject({
        type: "application",
        tag: "data-missing",
        severity: "error",
        appTag: expect.any(String),
      });
      expect(first?.message).toEqual(expect.any(String));
      expect(first?.path).toContain("nobody");
      expect(first?.info?.elements().length).toBeGreaterThan(0);
      const bad =
        '<nacm xmlns="urn:ietf:params:xml:ns:yang:ietf-netconf-acm"><read-default>maybe</read-default><nope/><write-default>x</write-default></nacm>';
      const several = await errorOf(session.editConfig({ config: bad, errorOption: "continue-on-error" }));
      if (!(several instanceof RpcError)) throw several;
      expect(several.errors.length).toBeGreaterThan(1);
      await session.close();
    });

    it("takes many calls at once", async () => {
      const session = await connect({ baseVersions: [version], maxInFlight: 8 });
      const replies = await Promise.all(Array.from({ length: 100 }, () => session.getConfig({ source: "running" })));
      expect(new Set(replies.map((reply) => reply.local))).toEqual(new Set(["data"]));
      await session.close();
    });
  });

  it("get-schema gives a module's text, and says which module it does not have", async () => {
    const session = await connect();
    const text = await session.getSchema("ietf-netconf-monitoring");
    expect(text).toMatch(/^\s*module ietf-netconf-monitoring \{/);
    expect(text.trimEnd().endsWith("}")).toBe(true);
    expect(await errorOf(session.getSchema("no-such-module"))).toMatchObject({ code: "rpc-error" });
    await session.close();
  });

  it("any rpc: one that works, one that is refused, one with comments", async () => {
    const session = await connect();
    const reply = await session.rpc("<get-config><source><running/></source></get-config>");
    expect([reply.local, reply.elements()[0]?.local]).toEqual(["rpc-reply", "data"]);
    expect(await errorOf(session.rpc('<no-such xmlns="urn:none"/>'))).toMatchObject({ code: "rpc-error" });
    const text = `<?xml version="1.0"?><!-- x --><nc:rpc xmlns:nc="urn:ietf:params:xml:ns:netconf:base:1.0"><nc:validate><nc:source><nc:running/></nc:source></nc:validate></nc:rpc>`;
    expect(writeXml(await session.rpc(text))).toContain("<ok/>");
    await session.editConfig({ config: group("commented").replace("u-€", "<!-- c -->a&lt;b") });
    const data = await session.getConfig({ filter: subtree(`<nacm xmlns="${NACM}"><groups/></nacm>`) });
    expect(data.find("nacm", "groups", "group", "user-name")?.text).toBe("a<b");
    await session.editConfig({ config: group("commented", "delete").replace("<user-name>u-€</user-name>", "") });
    await session.close();
  });

  it("a subscription replays what was, says so, delivers what comes, and ends at its stop time", async () => {
    const startTime = new Date(Date.now() - 3_600_000);
    const session = await connect();
    const subscription = await session.subscribe({
      stream: "NETCONF",
      startTime,
      stopTime: new Date(Date.now() + 3000),
    });
    const names: string[] = [];
    let other: NetconfSession | undefined;
    for await (const { body, time, eventTime } of subscription) {
      expect(Number.isNaN(time.getTime())).toBe(false);
      expect(time.getTime()).toBe(Date.parse(eventTime));
      names.push(body.local);
      // A second session is an event of its own, after the replay.
      other ??= await connect();
    }
    expect(subscription.replayComplete).toBe(true);
    expect(subscription.notificationComplete).toBe(true);
    expect(names[0]).toBe("sysStartup");
    expect(names).toContain("netconf-session-start");
    expect(subscription.counters).toEqual({ received: names.length, delivered: names.length, dropped: 0 });
    await other?.close();
    await session.close();
  });

  it("a subscription with a filter that selects nothing, and a stream that does not exist", async () => {
    const session = await connect();
    expect(await errorOf(session.subscribe({ stream: "no-such" }))).toMatchObject({ code: "rpc-error" });
    const subscription = await session.subscribe({
      startTime: new Date(Date.now() - 3_600_000),
      stopTime: new Date(Date.now() - 1000),
      filter: subtree('<nothing xmlns="urn:none"/>'),
    });
    for await (const { body } of subscription) throw new Error(`unexpected ${body.local}`);
    expect(subscription.notificationComplete).toBe(true);
    await session.close();
  });

  it("kill-session from a second session settles closed, the subscription and pending calls", async () => {
    const [victim, killer] = await Promise.all([connect(), connect()]);
    const subscription = await victim.subscribe();
    const waiting = errorOf(subscription.next());
    expect(await killer.killSession(victim.sessionId)).toEqual({ warnings: [] });
    const reason = await victim.closed;
    expect(reason).toMatchObject({ code: "connection-lost" });
    expect(await waiting).toBe(reason);
    expect(await errorOf(victim.get())).toBe(reason);
    expect(await errorOf(killer.killSession(victim.sessionId))).toMatchObject({ code: "rpc-error" });
    await Promise.all([victim.close(), killer.close()]);
  });

  it("a session with a subscription closes in order", async () => {
    const session = await connect();
    const subscription = await session.subscribe();
    await session.close();
    expect((await subscription.next()).done).toBe(true);
    expect(await session.closed).toBeUndefined();
  });
});
