import { describe, expect, it, vi } from "vitest";
import { type NetconfSession, RpcError, subtree, untyped, writeXml, xpath } from "../../src/netconf/index.js";
import { NETCONF_NS } from "../../src/netconf/messages.js";
import { parseXml } from "../../src/xml/element.js";
import { errorOf } from "./errors.js";
import { type Call, FakeServer, type FakeServerOptions } from "./fake-server.js";

const ALL = [
  "writable-running:1.0",
  "candidate:1.0",
  "confirmed-commit:1.1",
  "rollback-on-error:1.0",
  "validate:1.1",
  "startup:1.0",
  "url:1.0?scheme=file",
  "xpath:1.0",
  "partial-lock:1.0",
  "with-defaults:1.0?basic-mode=explicit",
  "yang-library:1.1?revision=2019-01-04&content-id=1",
].map((name) => `urn:ietf:params:netconf:capability:${name}`);

const OK = "<ok/>";
const denied = (holder: number) =>
  `<rpc-error><error-type>protocol</error-type><error-tag>lock-denied</error-tag><error-severity>error</error-severity><error-info><session-id>${holder}</session-id></error-info></rpc-error>`;
const failed =
  "<rpc-error><error-type>application</error-type><error-tag>operation-failed</error-tag><error-severity>error</error-severity></rpc-error>";

async function start(options: FakeServerOptions = {}) {
  const server = new FakeServer({ capabilities: ALL, ...options });
  return { server, session: await server.connect() };
}

/** A session whose server notes the operations it gets, close-session apart, and answers as told. */
async function noting(answers: (name: string, call: Call) => string = () => OK, capabilities = ALL) {
  const names: string[] = [];
  const { server, session } = await start({
    capabilities,
    answer: (call) => {
      if (call.operation.local === "close-session") return undefined;
      names.push(call.operation.local);
      return answers(call.operation.local, call);
    },
  });
  return { server, session, names };
}

/** The operation's XML that a call sends, as it reads; namespaces other than NETCONF's are kept. */
async function sent(run: (session: NetconfSession) => Promise<unknown>, answer = OK): Promise<string> {
  const { server, session } = await start();
  const running = run(session);
  const call = await Promise.race([server.call(), running.then(() => Promise.reject(new Error("nothing was sent")))]);
  await call.reply(answer);
  await running;
  await session.close();
  return writeXml(call.operation).replace(` xmlns="${NETCONF_NS}"`, "");
}

describe("operations send", () => {
  it.each<[string, (session: NetconfSession) => Promise<unknown>, string]>([
    [
      "copy-config",
      (s) => s.copyConfig({ source: "running", target: "startup" }),
      "<copy-config><target><startup/></target><source><running/></source></copy-config>",
    ],
    [
      "copy-config of a URL",
      (s) => s.copyConfig({ source: { url: "file:///a" }, target: { url: "file:///b" } }),
      "<copy-config><target><url>file:///b</url></target><source><url>file:///a</url></source></copy-config>",
    ],
    [
      "copy-config of a configuration",
      (s) => s.copyConfig({ source: { config: "<a xmlns='u'/>" }, target: "candidate", withDefaults: "trim" }),
      '<copy-config><target><candidate/></target><source><config><a xmlns="u"/></config></source><with-defaults xmlns="urn:ietf:params:xml:ns:yang:ietf-netconf-with-defaults">trim</with-defaults></copy-config>',
    ],
    ["delete-config", (s) => s.deleteConfig("startup"), "<delete-config><target><startup/></target></delete-config>"],
    ["lock", (s) => s.lock("candidate"), "<lock><target><candidate/></target></lock>"],
    ["commit", (s) => s.commit(), "<commit/>"],
    [
      "a confirmed commit",
      (s) => s.commit({ confirmed: true, confirmTimeoutS: 120, persist: "a<b" }),
      "<commit><confirmed/><confirm-timeout>120</confirm-timeout><persist>a&lt;b</persist></commit>",
    ],
    ["its confirmation", (s) => s.commit({ persistId: "x" }), "<commit><persist-id>x</persist-id></commit>"],
    [
      "cancel-commit",
      (s) => s.cancelCommit({ persistId: "x" }),
      "<cancel-commit><persist-id>x</persist-id></cancel-commit>",
    ],
    ["cancel-commit of this session's", (s) => s.cancelCommit(), "<cancel-commit/>"],
    ["discard-changes", (s) => s.discardChanges(), "<discard-changes/>"],
    ["validate", (s) => s.validate("candidate"), "<validate><source><candidate/></source></validate>"],
    [
      "validate of a configuration",
      (s) => s.validate({ config: "<a xmlns='u'/>" }),
      '<validate><source><config><a xmlns="u"/></config></source></validate>',
    ],
    [
      "edit-config from a URL",
      (s) => s.editConfig({ url: "file:///a" }),
      "<edit-config><target><running/></target><url>file:///a</url></edit-config>",
    ],
    [
      "edit-config test-only",
      (s) => s.editConfig({ config: "<a xmlns='u'/>", testOption: "test-only" }),
      '<edit-config><target><running/></target><test-option>test-only</test-option><config><a xmlns="u"/></config></edit-config>',
    ],
    [
      "edit-data",
      (s) => s.editData({ datastore: "candidate", config: "<a xmlns='u'/>", defaultOperation: "replace" }),
      '<edit-data xmlns="urn:ietf:params:xml:ns:yang:ietf-netconf-nmda"><datastore xmlns:ds="urn:ietf:params:xml:ns:yang:ietf-datastores">ds:candidate</datastore><default-operation>replace</default-operation><config><a xmlns="u"/></config></edit-data>',
    ],
  ])("%s", async (_, run, expected) => {
    expect(await sent(run)).toBe(expected);
  });

  it.each<[string, (session: NetconfSession) => Promise<unknown>, string]>([
    [
      "get with-defaults",
      (s) => s.get({ withDefaults: "report-all" }),
      '<get><with-defaults xmlns="urn:ietf:params:xml:ns:yang:ietf-netconf-with-defaults">report-all</with-defaults></get>',
    ],
    [
      "get-config with-defaults",
      (s) => s.getConfig({ withDefaults: "explicit" }),
      '<get-config><source><running/></source><with-defaults xmlns="urn:ietf:params:xml:ns:yang:ietf-netconf-with-defaults">explicit</with-defaults></get-config>',
    ],
    [
      "get-data",
      (s) =>
        s.getData({
          datastore: "operational",
          filter: xpath("/p:a", { p: "urn:p" }),
          config: false,
          maxDepth: 3,
          origins: ["learned"],
          withOrigin: true,
        }),
      '<get-data xmlns="urn:ietf:params:xml:ns:yang:ietf-netconf-nmda"><datastore xmlns:ds="urn:ietf:params:xml:ns:yang:ietf-datastores">ds:operational</datastore><xpath-filter xmlns:p="urn:p">/p:a</xpath-filter><config-filter>false</config-filter><origin-filter xmlns:or="urn:ietf:params:xml:ns:yang:ietf-origin">or:learned</origin-filter><max-depth>3</max-depth><with-origin/></get-data>',
    ],
    [
      "get-data with a subtree, of a datastore of the server's own",
      (s) =>
        s.getData({
          datastore: { identity: "mine", namespace: "urn:m" },
          filter: subtree("<a xmlns='u'/>"),
          as: untyped,
        }),
      '<get-data xmlns="urn:ietf:params:xml:ns:yang:ietf-netconf-nmda"><datastore xmlns:ds="urn:m">ds:mine</datastore><subtree-filter><a xmlns="u"/></subtree-filter></get-data>',
    ],
  ])("%s", async (_, run, expected) => {
    expect(await sent(run, "<data/>")).toBe(expected);
  });
});

describe("operations need their capability, and take nothing wrong", () => {
  it.each<[string, (session: NetconfSession) => Promise<unknown>]>([
    [":startup", (s) => s.copyConfig({ source: "running", target: "startup" })],
    [":writable-running", (s) => s.copyConfig({ source: { config: "<a xmlns='u'/>" }, target: "running" })],
    [":url", (s) => s.deleteConfig({ url: "file:///a" })],
    [":candidate", (s) => s.lock("candidate")],
    [":partial-lock", (s) => s.partialLock({ select: "/a" })],
    [":candidate", (s) => s.commit()],
    [":confirmed-commit:1.1", (s) => s.cancelCommit()],
    [":candidate", (s) => s.discardChanges()],
    [":validate", (s) => s.validate("running")],
    [":with-defaults", (s) => s.get({ withDefaults: "trim" })],
    ["ietf-netconf-nmda", (s) => s.getData({ datastore: "running" })],
    ["ietf-netconf-monitoring", (s) => s.getSchema("a")],
  ])("%s", async (name, run) => {
    const { session, server } = await start({ capabilities: [] });
    expect(await errorOf(run(session))).toMatchObject({
      code: "missing-capability",
      message: expect.stringContaining(name),
    });
    expect(server.calls.size).toBe(0);
    await session.close();
  });

  it("a confirmed commit of base 1.0 has no persist", async () => {
    const capabilities = ["candidate:1.0", "confirmed-commit:1.0"].map(
      (name) => `urn:ietf:params:netconf:capability:${name}`,
    );
    const { session, names } = await noting(() => OK, capabilities);
    await session.commit({ confirmed: true });
    expect(await errorOf(session.commit({ confirmed: true, persist: "x" }))).toMatchObject({
      code: "missing-capability",
    });
    expect(names).toEqual(["commit"]);
    await session.close();
  });

  it("refuses arguments that make no sense", async () => {
    const { session, server } = await start();
    const wrong: (() => Promise<unknown>)[] = [
      () => session.copyConfig({ source: "running", target: "running" }),
      () => session.deleteConfig("running" as never),
      () => session.lock("nothing" as never),
      () => session.partialLock({ select: [] }),
      () => session.partialLock({ select: " " }),
      () => session.commit({ confirmTimeoutS: 5 }),
      () => session.commit({ persist: "x" }),
      () => session.commit({ confirmed: true, confirmTimeoutS: 0 }),
      () => session.commit({ confirmed: true, confirmTimeoutS: 1.5 }),
      () => session.get({ withDefaults: "all" as never }),
      () => session.getData({ datastore: "run ning" as never }),
      () => session.getData({ datastore: "running", maxDepth: 0 }),
      () => session.editData({ datastore: "running" }),
      () => session.editData({ datastore: "running", config: "<a xmlns='u'/>", url: "x" }),
      () => session.validate({ config: "<a" }),
    ];
    for (const run of wrong) expect(await errorOf(run())).toMatchObject({ code: "invalid-input" });
    expect(server.calls.size).toBe(0);
    await session.close();
  });
});

describe("lock", () => {
  it("is given back once, at the end of its scope", async () => {
    const { session, names } = await noting();
    {
      await using lock = await session.lock("running");
      await session.getConfig().catch(() => undefined);
      await lock.release();
    }
    expect(names).toEqual(["lock", "get-config", "unlock"]);
    await session.close();
  });

  it("that is denied says who holds it", async () => {
    const { session } = await noting(() => denied(42));
    const error = await errorOf(session.lock("running"));
    if (!(error instanceof RpcError)) throw error;
    expect(error.lockHolder).toBe(42);
    expect(error.message).toContain("held by session 42");
    await session.close();
    const outside = await noting(() => denied(0));
    expect((await errorOf(outside.session.lock("running"))).message).toContain("outside of NETCONF");
    await outside.session.close();
  });

  it("needs no giving back when the session has ended; other errors are thrown", async () => {
    const { session } = await noting();
    const lock = await session.lock("running");
    await session.close();
    await lock.release();
    const refusing = await noting((name) => (name === "unlock" ? failed : OK));
    const held = await refusing.session.lock("running");
    expect((await errorOf(held.release())).code).toBe("rpc-error");
    await refusing.session.close();
  });

  it("on parts of running has a number and the nodes", async () => {
    const { server, session } = await start();
    const asked = session.partialLock({ select: ["/p:a", "/p:b"], namespaces: { p: "urn:p" } });
    const call = await server.call();
    expect(call.operation.elements("select").map((one) => [one.text, one.scope.resolve("p")])).toEqual([
      ["/p:a", "urn:p"],
      ["/p:b", "urn:p"],
    ]);
    const ns = 'xmlns="urn:ietf:params:xml:ns:netconf:partial-lock:1.0"';
    await call.reply(
      `<lock-id ${ns}>127</lock-id><locked-node ${ns}>/q:a</locked-node><locked-node ${ns}> /q:b </locked-node>`,
    );
    const lock = await asked;
    expect(lock.lockedNodes).toEqual(["/q:a", "/q:b"]);
    const releasing = lock.release();
    const unlock = await server.call();
    expect([unlock.operation.local, unlock.operation.find("lock-id")?.text]).toEqual(["partial-unlock", "127"]);
    await unlock.reply(OK);
    await releasing;
    const bad = errorOf(session.partialLock({ select: "/a" }));
    await (await server.call()).reply(OK);
    expect((await bad).code).toBe("protocol-error");
    await session.close();
  });
});

describe("transaction", () => {
  const edit = { config: "<a xmlns='u'/>" };

  it("on candidate: lock, edits, validate, commit, unlock", async () => {
    const { session, names } = await noting();
    const result = await session.transaction("candidate", async ({ target, editConfig }) => {
      await editConfig(edit);
      await editConfig({ ...edit, defaultOperation: "replace" });
      return target;
    });
    expect(result).toBe("candidate");
    expect(names).toEqual(["lock", "edit-config", "edit-config", "validate", "commit", "unlock"]);
    await session.close();
  });

  it.each(["edit-config", "validate", "commit"])(
    "on candidate discards and unlocks when %s fails, and throws that error",
    async (culprit) => {
      const { session, names } = await noting((name) => (name === culprit ? failed : OK));
      const error = await errorOf(session.transaction("candidate", ({ editConfig }) => editConfig(edit)));
      expect(error).toMatchObject({ code: "rpc-error", what: culprit, mayHaveBeenApplied: false });
      expect(names.slice(-2)).toEqual(["discard-changes", "unlock"]);
      await session.close();
    },
  );

  it("discards when the work itself throws, and when cleaning up fails too, throws the first error", async () => {
    const { session, names } = await noting((name) => (name === "discard-changes" || name === "unlock" ? failed : OK));
    const mine = new Error("mine");
    await expect(session.transaction("candidate", () => Promise.reject(mine))).rejects.toBe(mine);
    expect(names).toEqual(["lock", "discard-changes", "unlock"]);
    await session.close();
  });

  it("does nothing when the lock is denied", async () => {
    const { session, names } = await noting(() => denied(3));
    expect((await errorOf(session.transaction("candidate", async () => expect.unreachable()))).code).toBe("rpc-error");
    expect(names).toEqual(["lock"]);
    await session.close();
  });

  it("on a server without candidate edits running, each edit rolled back by itself; what is done stays, and is said", async () => {
    const capabilities = ["writable-running:1.0", "rollback-on-error:1.0"].map(
      (name) => `urn:ietf:params:netconf:capability:${name}`,
    );
    const options: (string | undefined)[] = [];
    let edits = 0;
    const { session, names } = await noting((name, call) => {
      if (name !== "edit-config") return OK;
      options.push(call.operation.find("error-option")?.text);
      return ++edits === 3 ? failed : OK;
    }, capabilities);
    expect(
      await session.transaction("candidate", async ({ target, editConfig }) => {
        await editConfig(edit);
        return target;
      }),
    ).toBe("running");
    const error = await errorOf(
      session.transaction("candidate", async ({ editConfig }) => {
        await editConfig(edit);
        await editConfig(edit);
      }),
    );
    expect(error).toBeInstanceOf(RpcError);
    expect(error).toMatchObject({ code: "rpc-error", mayHaveBeenApplied: true });
    expect(options).toEqual(["rollback-on-error", "rollback-on-error", "rollback-on-error"]);
    expect(names).toEqual(["lock", "edit-config", "unlock", "lock", "edit-config", "edit-config", "unlock"]);
    const early = await errorOf(session.transaction("running", ({ editConfig }) => editConfig({ config: "<a" })));
    expect(early).toMatchObject({ code: "invalid-input", mayHaveBeenApplied: false });
    await session.close();
  });

  it("whose line dies in commit does not know whether it took effect", async () => {
    const { server, session } = await start({
      answer: ({ operation }) => (operation.local === "commit" ? undefined : OK),
    });
    const running = errorOf(session.transaction("candidate", ({ editConfig }) => editConfig(edit)));
    await server.call();
    server.transport.break();
    expect(await running).toMatchObject({ code: "connection-lost", mayHaveBeenApplied: true });
  });
});

describe("a server known by its hello", () => {
  const YUMA = "http://yuma123.org/ns/yuma123-system?module=yuma123-system&revision=2017-03-26";
  const GET = "<get/>";

  it("that forgets changes at validate is not asked for it", async () => {
    const { session, names } = await noting(() => OK, [...ALL, YUMA]);
    await session.transaction("candidate", ({ editConfig }) => editConfig({ config: "<a xmlns='u'/>" }));
    expect(names).toEqual(["lock", "edit-config", "commit", "unlock"]);
    await session.close();
  });

  it("that leaves the first call unread gets another, also where one is all that may be in flight", async () => {
    const server = new FakeServer({ capabilities: [...ALL, YUMA] });
    const session = await server.connect({ maxInFlight: 1 });
    const asked = session.lock("candidate");
    const first = await server.call();
    const nudge = await server.call();
    expect(writeXml(nudge.operation)).toContain("<filter");
    await first.reply(OK);
    await nudge.reply("<data/>");
    await asked;
    const second = session.rpc(GET);
    await (await server.call()).reply("<data/>");
    await second;
    await session.close();
  });

  it("is not bothered when it answers", async () => {
    const { session, names } = await noting(() => OK, [...ALL, YUMA]);
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    try {
      await session.lock("candidate");
      await vi.advanceTimersByTimeAsync(10_000);
    } finally {
      vi.useRealTimers();
    }
    expect(names).toEqual(["lock"]);
    await session.close();
  });
});

describe("modules", () => {
  const LIBRARY = "urn:ietf:params:xml:ns:yang:ietf-yang-library";
  const MONITORING = "urn:ietf:params:xml:ns:yang:ietf-netconf-monitoring";
  const HELLO = "http://www.cisco.com/esc/esc?module=esc&revision=2021-01-01&features=a,b&deviations=esc-dev";
  const of = (answer: (text: string) => string, capabilities: string[]) =>
    noting((_, call) => `<data>${answer(call.text)}</data>`, capabilities);

  it("from yang-library of RFC 8525", async () => {
    const { session } = await of(
      () => `<yang-library xmlns="${LIBRARY}"><module-set><name>all</name>
        <module><name>esc</name><revision>2021-01-01</revision><namespace>urn:esc</namespace><feature>f</feature><deviation>d</deviation><submodule><name>s</name></submodule></module>
        <import-only-module><name>types</name><revision/><namespace>urn:t</namespace></import-only-module></module-set></yang-library>`,
      ["urn:ietf:params:netconf:capability:yang-library:1.1?revision=2019-01-04&content-id=1"],
    );
    expect(await session.modules()).toEqual([
      {
        name: "esc",
        revision: "2021-01-01",
        namespace: "urn:esc",
        features: ["f"],
        deviations: ["d"],
        submodules: [{ name: "s" }],
        implemented: true,
      },
      { name: "types", namespace: "urn:t", features: [], deviations: [], submodules: [], implemented: false },
    ]);
    await session.close();
  });

  it("from modules-state of RFC 7895", async () => {
    const { session, names } = await of(
      () =>
        `<modules-state xmlns="${LIBRARY}"><module><name>a</name><revision>2020-01-01</revision><namespace>urn:a</namespace><deviation><name>d</name><revision/></deviation><conformance-type>import</conformance-type></module></modules-state>`,
      ["urn:ietf:params:netconf:capability:yang-library:1.0?revision=2016-06-21&module-set-id=1"],
    );
    expect(await session.modules()).toEqual([
      {
        name: "a",
        revision: "2020-01-01",
        namespace: "urn:a",
        features: [],
        deviations: ["d"],
        submodules: [],
        implemented: false,
      },
    ]);
    expect(names).toEqual(["get"]);
    await session.close();
  });

  it("from ietf-netconf-monitoring, with what the hello knows", async () => {
    const schema = (name: string, format: string) =>
      `<schema><identifier>${name}</identifier><version>2021-01-01</version><format>${format}</format><namespace>urn:${name}</namespace></schema>`;
    const { session } = await of(
      () =>
        `<netconf-state xmlns="${MONITORING}"><schemas>${schema("esc", "yang")}${schema("other", "ncm:yang")}${schema("esc", "yin")}</schemas></netconf-state>`,
      [MONITORING, HELLO],
    );
    expect(await session.modules()).toEqual([
      {
        name: "esc",
        revision: "2021-01-01",
        namespace: "urn:esc",
        features: ["a", "b"],
        deviations: ["esc-dev"],
        submodules: [],
        implemented: true,
      },
      {
        name: "other",
        revision: "2021-01-01",
        namespace: "urn:other",
        features: [],
        deviations: [],
        submodules: [],
        implemented: false,
      },
    ]);
    await session.close();
  });

  it("from the hello where there is nothing else, or nothing in it", async () => {
    const expected = [
      {
        name: "esc",
        revision: "2021-01-01",
        namespace: "http://www.cisco.com/esc/esc",
        features: ["a", "b"],
        deviations: ["esc-dev"],
        submodules: [],
        implemented: true,
      },
    ];
    const plain = await of(() => "", [HELLO]);
    expect([await plain.session.modules(), plain.names]).toEqual([expected, []]);
    await plain.session.close();
    const empty = await of(() => "", [HELLO, MONITORING]);
    expect([await empty.session.modules(), empty.names]).toEqual([expected, ["get"]]);
    await empty.session.close();
  });
});

describe("an element given by the caller", () => {
  it("is written with its own namespaces", async () => {
    const config = parseXml('<p:a xmlns:p="urn:p"><b/></p:a>');
    expect(await sent((session) => session.editConfig({ config }))).toContain('<p:a xmlns:p="urn:p"><b');
    const text = await sent((session) => session.editConfig({ config }));
    expect(
      parseXml(text.replace("<edit-config>", `<edit-config xmlns="${NETCONF_NS}">`)).find("config", "a", "b")
        ?.namespace,
    ).toBe("");
  });
});
