import { afterAll, beforeAll, expect, it } from "vitest";
import { connectNetconf, type NetconfSession, RpcError, subtree } from "../../src/netconf/index.js";
import { errorOf } from "../netconf/errors.js";
import { type Netconfd, netconfdMissing, startNetconfd } from "./netconfd.js";
import { interopSuite } from "./tools.js";

const NACM = "urn:ietf:params:xml:ns:yang:ietf-netconf-acm";
const groups = subtree(`<nacm xmlns="${NACM}"><groups/></nacm>`);

const group = (name: string, operation = "merge") =>
  `<nacm xmlns="${NACM}"><groups><group xmlns:nc="urn:ietf:params:xml:ns:netconf:base:1.0" nc:operation="${operation}"><name>${name}</name></group></groups></nacm>`;

interopSuite("operations on netconfd with a candidate", netconfdMissing(), () => {
  let server: Netconfd;
  let session: NetconfSession;
  let other: NetconfSession;

  const connect = () =>
    connectNetconf({
      host: server.host,
      port: server.port,
      username: server.username,
      privateKey: server.privateKey,
      hostKey: { sha256: server.hostKeySha256 },
    });

  beforeAll(async () => {
    server = await startNetconfd({ target: "candidate" });
    [session, other] = await Promise.all([connect(), connect()]);
  });
  afterAll(async () => {
    await Promise.all([session.close(), other.close()]);
    await server.stop();
  });

  async function names(source: "running" | "candidate"): Promise<(string | undefined)[]> {
    const data = await session.getConfig({ source, filter: groups });
    return (data.find("nacm", "groups")?.elements("group") ?? []).map((one) => one.find("name")?.text);
  }

  it("locks, says who holds the lock, and unlocks at the end of the scope", async () => {
    {
      await using _lock = await session.lock("candidate");
      const error = await errorOf(other.lock("candidate"));
      if (!(error instanceof RpcError)) throw error;
      expect(error.lockHolder).toBe(session.sessionId);
      expect(error.errors[0]?.tag).toBe("lock-denied");
    }
    await (await other.lock("candidate")).release();
  });

  it("edits candidate, validates, discards, commits", async () => {
    await session.editConfig({ target: "candidate", config: group("a") });
    expect([await names("candidate"), await names("running")]).toEqual([["a"], []]);
    await session.discardChanges();
    expect(await names("candidate")).toEqual([]);
    await session.editConfig({ target: "candidate", config: group("a") });
    await session.commit();
    expect(await names("running")).toEqual(["a"]);
    expect(await session.validate("candidate")).toEqual({ warnings: [] });
    await session.editConfig({ target: "candidate", config: group("a", "delete") });
    await session.commit();
  });

  it("carries out a transaction, and takes a failed one back", async () => {
    await session.transaction("candidate", async ({ editConfig }) => {
      await editConfig({ config: group("t1") });
      await editConfig({ config: group("t2") });
    });
    expect(await names("running")).toEqual(["t1", "t2"]);
    const failing = session.transaction("candidate", async ({ editConfig }) => {
      await editConfig({ config: group("t3") });
      await editConfig({ config: group("nobody", "delete") });
    });
    expect(await errorOf(failing)).toMatchObject({ code: "rpc-error" });
    expect([await names("running"), await names("candidate")]).toEqual([
      ["t1", "t2"],
      ["t1", "t2"],
    ]);
    await (await other.lock("candidate")).release();
    await session.copyConfig({ source: { config: `<nacm xmlns="${NACM}"/>` }, target: "candidate" });
    await session.commit();
    expect(await names("running")).toEqual([]);
  });

  it("takes a confirmed commit back when nothing confirms it in time, and keeps one that is confirmed", async () => {
    await session.editConfig({ target: "candidate", config: group("short") });
    await session.commit({ confirmed: true, confirmTimeoutS: 1 });
    expect(await names("running")).toEqual(["short"]);
    // netconfd looks at its timers only when nobody has asked it anything for a second.
    await expect.poll(() => names("running"), { timeout: 20_000, interval: 2500 }).toEqual([]);
    await session.discardChanges();
    await session.editConfig({ target: "candidate", config: group("kept") });
    await session.commit({ confirmed: true, confirmTimeoutS: 60 });
    await session.commit();
    expect(await names("running")).toEqual(["kept"]);
    await session.editConfig({ target: "candidate", config: group("kept", "delete") });
    await session.commit();
  });

  it("cancels a confirmed commit, of another session by its name too", async () => {
    await session.editConfig({ target: "candidate", config: group("c") });
    await session.commit({ confirmed: true, confirmTimeoutS: 60 });
    await session.cancelCommit();
    expect(await names("running")).toEqual([]);
    await session.discardChanges();
    await session.editConfig({ target: "candidate", config: group("p") });
    await session.commit({ confirmed: true, confirmTimeoutS: 60, persist: "our-change" });
    expect((await errorOf(other.cancelCommit({ persistId: "wrong" }))).code).toBe("rpc-error");
    await other.cancelCommit({ persistId: "our-change" });
    expect(await names("running")).toEqual([]);
    await session.discardChanges();
  });

  it("reports defaults as asked", async () => {
    const withDefault = await session.getConfig({
      filter: subtree(`<nacm xmlns="${NACM}"/>`),
      withDefaults: "report-all",
    });
    expect(withDefault.find("nacm", "read-default")?.text).toBe("permit");
    const trimmed = await session.getConfig({ filter: subtree(`<nacm xmlns="${NACM}"/>`), withDefaults: "trim" });
    expect(trimmed.find("nacm", "read-default")).toBeUndefined();
  });

  it("lists the server's modules with revisions and features", async () => {
    const modules = await session.modules();
    const acm = modules.find((module) => module.name === "ietf-netconf-acm");
    expect(acm).toMatchObject({
      namespace: NACM,
      implemented: true,
      revision: expect.stringMatching(/^\d{4}-\d\d-\d\d$/),
    });
    expect(modules.find((module) => module.name === "ietf-netconf")?.features).toContain("candidate");
  });
});
