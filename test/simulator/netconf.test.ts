import { afterEach, describe, expect, it } from "vitest";
import {
  connectNetconf,
  type NetconfSession,
  type Notification,
  RpcError,
  subtree,
  writeXml,
  xpath,
} from "../../src/netconf/index.js";
import { type Simulator, type SimulatorOptions, startSimulator } from "../../src/simulator/index.js";
import { deployment, group, inTenant, undeployment, vim } from "./support.js";
import { connect, RawClient } from "./wire.js";

const open: { close(): unknown }[] = [];
afterEach(async () => {
  for (const one of open.splice(0).reverse()) await one.close();
});

async function start(options: SimulatorOptions = {}): Promise<Simulator> {
  const sim = await startSimulator({ speed: 1_000, ...options });
  open.push(sim);
  return sim;
}

async function session(sim: Simulator, user?: string): Promise<NetconfSession> {
  const made = await connect(sim, user);
  open.push(made);
  return made;
}

async function subscribed(
  sim: Simulator,
  options: {
    readonly stream?: string;
    readonly startTime?: string;
    readonly stopTime?: string;
    readonly filter?: ReturnType<typeof subtree> | ReturnType<typeof xpath>;
  } = {},
): Promise<AsyncIterableIterator<Notification>> {
  return (await session(sim)).subscribe({ stream: "escEvent", ...options });
}

/** The types of the next events up to and including one of a type. */
async function until(events: AsyncIterableIterator<Notification>, last: string): Promise<string[]> {
  const seen: string[] = [];
  for (;;) {
    const next = await events.next();
    if (next.done) throw new Error(`ended after ${seen.join(", ")}`);
    seen.push(next.value.body.find("event", "type")?.text ?? "");
    if (seen.at(-1) === last) return seen;
  }
}

const rpcError = async (call: Promise<unknown>) => {
  const error = await call.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof RpcError)) throw new Error(`no rpc-error: ${String(error)}`);
  return error.errors[0];
};

/** A simulator with a connected VIM, a session, and a subscription that has seen the VIM come. */
async function ready(options: SimulatorOptions = {}) {
  const sim = await start(options);
  const events = await subscribed(sim);
  const client = await session(sim);
  await client.editConfig({ target: "running", config: vim() });
  await until(events, "CREATE_VIM_USER");
  return { sim, events, client };
}

describe("hello", () => {
  it("claims what ESC claims, and the modules that get-schema gives out", async () => {
    const sim = await start();
    const { host, netconf } = sim.clientOptions();
    const client = await connectNetconf({ host, ...netconf });
    open.push(client);
    const has = (name: string) => client.capabilities.has(name);
    expect([":writable-running", ":notification", ":rollback-on-error", ":validate"].map(has)).toEqual([
      true,
      true,
      true,
      true,
    ]);
    expect([":candidate", ":interleave", ":xpath", ":confirmed-commit", ":startup", ":url"].some(has)).toBe(false);
    expect(client.framing).toBe("1.1");
    const text = await client.getSchema("esc");
    expect(text).toContain('namespace "http://www.cisco.com/esc/esc"');
    expect((await rpcError(client.getSchema("csp-service")))?.tag).toBe("invalid-value");
    const schemas = await client.get({
      filter: subtree(
        '<netconf-state xmlns="urn:ietf:params:xml:ns:yang:ietf-netconf-monitoring"><schemas/></netconf-state>',
      ),
    });
    expect(writeXml(schemas)).toContain("<identifier>esc_datamodel</identifier>");
  });

  it("speaks base:1.0 to a client that knows no more", async () => {
    const client = await RawClient.connect(await start());
    open.push(client);
    await client.hello("1.0");
    expect(await client.call('<get><filter type="xpath" select="esc_datamodel/opdata/status"/></get>')).toContain(
      "<status>OPER_UP</status>",
    );
  });

  it("speaks base:1.1 and sees capabilities flipped", async () => {
    const client = await session(
      await start({ assumptions: { "base-1.1": "missing", "validate-capability": "missing" } }),
    );
    expect(client.framing).toBe("1.0");
    expect(client.capabilities.has(":validate")).toBe(false);
  });
});

describe("reading", () => {
  it("gives running, and beside it operational data", async () => {
    const { client, events } = await ready();
    await client.editConfig({ target: "running", config: deployment("d") });
    await until(events, "SERVICE_ALIVE");
    const config = await client.getConfig({ source: "running" });
    expect(writeXml(config)).not.toContain("opdata");
    expect(config.find("esc_datamodel", "tenants", "tenant", "description")?.text).toBe("Built-in Admin Tenant");
    const state = await client.get({
      filter: xpath(
        "/esc_datamodel/opdata/tenants/tenant[name='admin']/deployments[deployment_name='d']/state_machine/state",
      ),
    });
    expect(
      state.find("esc_datamodel", "opdata", "tenants", "tenant", "deployments", "state_machine", "state")?.text,
    ).toBe("SERVICE_ACTIVE_STATE");
    const everything = await client.get();
    expect(everything.elements().map((one) => one.local)).toEqual([
      "esc_datamodel",
      "esc_system_config",
      "netconf-state",
      "netconf",
    ]);
    const one = await client.getConfig({
      source: "running",
      filter: subtree(
        `<esc_system_config xmlns="http://www.cisco.com/esc/esc"><vim_connectors><vim_connector><type/></vim_connector></vim_connectors></esc_system_config>`,
      ),
    });
    expect(writeXml(one)).toContain("<vim_connector><id>os</id><type>OPENSTACK</type></vim_connector>");
  });

  it("keeps operational data back when told to assume a lag", async () => {
    const { client, events } = await ready({ assumptions: { "opdata-lag": "10s" }, speed: 50 });
    await client.editConfig({ target: "running", config: deployment("d") });
    await until(events, "SERVICE_ALIVE");
    const names = async () => {
      const data = await client.get({
        filter: xpath("esc_datamodel/opdata/tenants/tenant/deployments/state_machine/state"),
      });
      return writeXml(data);
    };
    expect(await names()).not.toContain("SERVICE_ACTIVE_STATE");
    await expect.poll(names, { timeout: 5_000 }).toContain("SERVICE_ACTIVE_STATE");
  });
});

describe("editing", () => {
  it("answers what breaks the model, and leaves running as it was", async () => {
    const { client } = await ready();
    const before = writeXml(await client.getConfig({ source: "running" }));
    const edit = (config: string) => rpcError(client.editConfig({ target: "running", config }));
    const good = deployment("d");
    expect(await edit(good.replace("<bootup_time>120</bootup_time>", ""))).toMatchObject({ tag: "data-missing" });
    expect(await edit(good.replace("<nicid>0", "<nicid>x"))).toMatchObject({
      tag: "invalid-value",
      path: expect.stringMatching(/esc:deployment\[esc:name='d'\].*nicid$/),
    });
    expect(await edit(good.replace("<nicid>0</nicid><network>", "<nicid>1</nicid><network>"))).toMatchObject({
      tag: "operation-failed",
      message: "NICID Sequence Error !",
    });
    expect(
      await edit(good.replace("<event_name>VM_ALIVE</event_name><action>", "<event_name>NO_KPI</event_name><action>")),
    ).toMatchObject({
      tag: "data-missing",
      appTag: "instance-required",
    });
    expect(await edit(group())).toMatchObject({ tag: "unknown-namespace" });
    expect(writeXml(await client.getConfig({ source: "running" }))).toBe(before);
  });

  it("tests without setting, and validates", async () => {
    const { client, events } = await ready();
    await client.editConfig({ target: "running", config: inTenant("", "t1"), testOption: "test-only" });
    expect(writeXml(await client.getConfig({ source: "running" }))).not.toContain("<name>t1</name>");
    await client.editConfig({
      target: "running",
      config: inTenant("", "t2"),
      testOption: "test-then-set",
      errorOption: "rollback-on-error",
    });
    expect(await until(events, "CREATE_TENANT")).toEqual(["CREATE_TENANT"]);
    await client.rpc("<validate><source><running/></source></validate>");
    const bad = `<validate><source><config>${deployment("d", "<vm_group><name>g</name></vm_group>")}</config></source></validate>`;
    expect(await rpcError(client.rpc(bad))).toMatchObject({ tag: "data-missing" });
  });

  it("is refused to members of readonly exactly as the guide shows", async () => {
    const sim = await start({ users: { admin: { password: "a" }, viewer: { password: "v", group: "readonly" } } });
    const viewer = await session(sim, "viewer");
    expect(await rpcError(viewer.editConfig({ target: "running", config: vim() }))).toEqual({
      type: "application",
      tag: "access-denied",
      severity: "error",
    });
    expect((await viewer.get({ filter: xpath("esc_datamodel/opdata/status") })).text).toBe("OPER_UP");
    expect(
      await rpcError(
        viewer.rpc(
          '<vmAction xmlns="http://www.cisco.com/esc/esc"><actionType>STOP</actionType><vmName>x</vmName></vmAction>',
        ),
      ),
    ).toMatchObject({
      tag: "access-denied",
    });
  });

  it("takes what the envelope may say, and refuses the rest", async () => {
    const { client } = await ready();
    const refused = async (content: string) => (await rpcError(client.rpc(content)))?.tag;
    const config = `<config>${inTenant("", "t1")}</config>`;
    expect(await refused(`<edit-config><target><candidate/></target>${config}</edit-config>`)).toBe("unknown-element");
    expect(await refused(`<edit-config><source><running/></source>${config}</edit-config>`)).toBe("missing-element");
    expect(await refused("<edit-config><target><running/></target></edit-config>")).toBe("missing-element");
    expect(
      await refused(
        `<edit-config><target><running/></target><default-operation>erase</default-operation>${config}</edit-config>`,
      ),
    ).toBe("invalid-value");
    expect(await refused("<copy-config><target><running/></target><source><running/></source></copy-config>")).toBe(
      "operation-not-supported",
    );
    expect(await refused("<commit/>")).toBe("operation-not-supported");
    expect(await refused("<frobnicate/>")).toBe("unknown-element");
    expect(await refused('<frobnicate xmlns="urn:other"/>')).toBe("unknown-namespace");
    expect(await refused('<get><filter type="regex"/></get>')).toBe("bad-attribute");
    expect(await refused('<get><filter type="xpath"/></get>')).toBe("missing-attribute");
    expect(await refused('<get><filter type="xpath" select="]"/></get>')).toBe("invalid-value");
  });

  it("heeds the lock of another session, which ends with it", async () => {
    const { client, sim } = await ready();
    const other = await session(sim);
    await other.rpc("<lock><target><running/></target></lock>");
    expect(await rpcError(client.editConfig({ target: "running", config: inTenant("", "t1") }))).toMatchObject({
      tag: "in-use",
    });
    const denied = await rpcError(client.rpc("<lock><target><running/></target></lock>"));
    expect(denied?.tag).toBe("lock-denied");
    expect(denied?.info?.find("session-id")?.text).toBe(String(other.sessionId));
    expect(await rpcError(client.rpc("<unlock><target><running/></target></unlock>"))).toMatchObject({
      tag: "operation-failed",
    });
    await other.close();
    await client.rpc("<lock><target><running/></target></lock>");
    await client.editConfig({ target: "running", config: inTenant("", "t1") });
    await client.rpc("<unlock><target><running/></target></unlock>");
  });

  it("kills sessions, but not its own", async () => {
    const { client, sim } = await ready();
    const victim = await connect(sim);
    await client.killSession(victim.sessionId ?? 0);
    expect(await victim.closed).toMatchObject({ code: "connection-lost" });
    expect(await rpcError(client.killSession(client.sessionId ?? 0))).toMatchObject({ tag: "invalid-value" });
    expect(await rpcError(client.killSession(4_000_000))).toMatchObject({ tag: "invalid-value" });
  });

  it("is rejected in maintenance mode, and OK when nothing changes", async () => {
    const { client, sim } = await ready();
    sim.maintenance(true);
    expect(await rpcError(client.editConfig({ target: "running", config: inTenant("", "t1") }))).toMatchObject({
      tag: "operation-failed",
    });
    await client.editConfig({ target: "running", config: inTenant("") });
    sim.assume("maintenance-error-tag", "in-use");
    expect(await rpcError(client.editConfig({ target: "running", config: inTenant("", "t1") }))).toMatchObject({
      tag: "in-use",
    });
  });
});

describe("subscriptions", () => {
  it("see everything that happens, each in its own session", async () => {
    const { sim, client, events } = await ready();
    const second = await subscribed(sim);
    await client.editConfig({ target: "running", config: deployment("d") });
    expect(await until(events, "SERVICE_ALIVE")).toEqual(["VM_DEPLOYED", "VM_ALIVE", "SERVICE_ALIVE"]);
    expect(await until(second, "SERVICE_ALIVE")).toEqual(["VM_DEPLOYED", "VM_ALIVE", "SERVICE_ALIVE"]);
    await client.editConfig({ target: "running", config: undeployment("d") });
    expect(await until(events, "SERVICE_UNDEPLOYED")).toEqual(["VM_UNDEPLOYED", "SERVICE_UNDEPLOYED"]);
  });

  it("have times with microseconds, in order, none twice", async () => {
    const { client, events } = await ready();
    await client.editConfig({ target: "running", config: deployment("d", group({ min: 3 })) });
    const times: string[] = [];
    for await (const event of events) {
      times.push(event.eventTime);
      if (event.body.find("event", "type")?.text === "SERVICE_ALIVE") break;
    }
    expect(times.every((time) => /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}\+00:00$/.test(time))).toBe(true);
    expect([...new Set(times)].sort()).toEqual(times);
  });

  it("replay from a time, up to a time, and from exactly the time of an event", async () => {
    const { sim, client, events } = await ready();
    await client.editConfig({ target: "running", config: deployment("d") });
    const all: Notification[] = [];
    for await (const event of events) {
      all.push(event);
      if (event.body.find("event", "type")?.text === "SERVICE_ALIVE") break;
    }
    const alive = all.find((event) => event.body.find("event", "type")?.text === "VM_ALIVE");
    const replayed = await subscribed(sim, { startTime: alive?.eventTime ?? "" });
    expect(await until(replayed, "SERVICE_ALIVE")).toEqual(["VM_ALIVE", "SERVICE_ALIVE"]);
    const bounded = await subscribed(sim, { startTime: all[0]?.eventTime ?? "", stopTime: all[1]?.eventTime ?? "" });
    const seen: string[] = [];
    for await (const event of bounded) seen.push(event.body.find("event", "type")?.text ?? "");
    expect(seen).toEqual(["VM_DEPLOYED", "VM_ALIVE"]);
  });

  it("end at a stopTime to come", async () => {
    const { sim, client } = await ready();
    const now = Date.now();
    const events = await subscribed(sim, {
      // After the millisecond in which the last event came: a Date knows no microseconds.
      startTime: new Date(now + 1).toISOString(),
      stopTime: new Date(now + 600).toISOString(),
    });
    await client.editConfig({ target: "running", config: inTenant("", "t1") });
    const seen: string[] = [];
    for await (const event of events) seen.push(event.body.find("event", "type")?.text ?? "");
    expect(seen).toEqual(["CREATE_TENANT"]);
  });

  it("are filtered", async () => {
    const { sim, client } = await ready();
    const events = await subscribed(sim, {
      filter: subtree(
        '<escEvent xmlns="http://www.cisco.com/esc/esc"><event><type>SERVICE_ALIVE</type></event></escEvent>',
      ),
    });
    await client.editConfig({ target: "running", config: deployment("d") });
    expect(await until(events, "SERVICE_ALIVE")).toEqual(["SERVICE_ALIVE"]);
  });

  it("refuse what cannot be", async () => {
    const client = await session(await start());
    const subscribe = async (content: string) =>
      rpcError(
        client.rpc(
          `<create-subscription xmlns="urn:ietf:params:xml:ns:netconf:notification:1.0">${content}</create-subscription>`,
        ),
      );
    expect(await subscribe("<stream>other</stream>")).toMatchObject({ tag: "invalid-value" });
    expect(await subscribe("<startTime>2999-01-01T00:00:00Z</startTime>")).toMatchObject({ tag: "bad-element" });
    expect(await subscribe('<filter type="xpath" select="]"/>')).toMatchObject({ tag: "invalid-value" });
    expect(await subscribe("<startTime>yesterday</startTime>")).toMatchObject({ tag: "bad-element" });
    expect(await subscribe("<stopTime>2999-01-01T00:00:00Z</stopTime>")).toMatchObject({ tag: "missing-element" });
    expect(
      await subscribe("<startTime>2020-01-02T00:00:00Z</startTime><stopTime>2020-01-01T00:00:00Z</stopTime>"),
    ).toMatchObject({
      tag: "bad-element",
    });
  });

  it("leave only close-session to their session, since there is no interleave", async () => {
    const sim = await start();
    const client = await RawClient.connect(sim);
    open.push(client);
    await client.hello();
    const create = '<create-subscription xmlns="urn:ietf:params:xml:ns:netconf:notification:1.0"/>';
    expect(await client.call(create)).toContain("<ok/>");
    expect(await client.call("<get/>")).toContain("<error-tag>operation-failed</error-tag>");
    expect(await client.call(create)).toContain("<error-tag>operation-failed</error-tag>");
    expect(await client.call("<close-session/>")).toContain("<ok/>");
    await client.ended;
  });

  it("whose filter fails on an event end, and ESC's work goes on", async () => {
    const { sim, client } = await ready();
    const broken = await RawClient.connect(sim);
    open.push(broken);
    await broken.hello();
    // The unknown prefix is met with the first event only.
    const filter = '<filter type="xpath" select="escEvent[q:event]"/>';
    expect(
      await broken.call(
        `<create-subscription xmlns="urn:ietf:params:xml:ns:netconf:notification:1.0">${filter}</create-subscription>`,
      ),
    ).toContain("<ok/>");
    const fine = await subscribed(sim, { filter: xpath("//escEvent[event/type='CREATE_TENANT']") });
    await client.editConfig({ target: "running", config: inTenant("", "t1") });
    expect(await until(fine, "CREATE_TENANT")).toEqual(["CREATE_TENANT"]);
    await broken.ended;
  });

  it("share their session with operations, and see nothing in NETCONF, when told to assume so", async () => {
    const sim = await start({ assumptions: { "rpc-on-subscribed-session": "accepted", "netconf-stream": "empty" } });
    const client = await RawClient.connect(sim);
    open.push(client);
    await client.hello();
    const create = '<create-subscription xmlns="urn:ietf:params:xml:ns:netconf:notification:1.0"/>';
    expect(await client.call(create)).toContain("<ok/>");
    const events = await subscribed(sim);
    expect(
      await client.call(`<edit-config><target><running/></target><config>${vim()}</config></edit-config>`),
    ).toContain("<ok/>");
    await until(events, "CREATE_VIM_USER");
    expect(await client.call('<get><filter type="xpath" select="esc_datamodel/opdata/status"/></get>')).toContain(
      "OPER_UP",
    );
    expect(client.received).toBe("");
  });

  it("follow the assumptions about namespace, replay and status codes", async () => {
    const { sim, client, events } = await ready();
    sim.assume("event-namespace", "https");
    sim.assume("status-codes", "missing");
    sim.assume("replay", "off");
    await client.editConfig({ target: "running", config: inTenant("", "t1") });
    const next = await events.next();
    expect(next.value?.body.namespace).toBe("https://www.cisco.com/esc/esc");
    expect(next.value?.body.find("status_code")).toBeUndefined();
    const late = await session(sim);
    expect(await rpcError(late.subscribe({ stream: "escEvent", startTime: "2020-01-01T00:00:00Z" }))).toMatchObject({
      tag: "operation-failed",
    });
    sim.assume("netconf-stream", "empty");
    expect(sim.assumptions.find((one) => one.id === "replay")).toMatchObject({ value: "off", default: "on" });
    expect(() => sim.assume("replay", "maybe" as "on")).toThrow("choose one of on, off");
  });
});

describe("ESC's rpcs", () => {
  const http = "http://www.cisco.com/esc/esc";
  const https = "https://www.cisco.com/esc/esc";
  const filterLog = (namespace: string, content: string) => `<filterLog xmlns="${namespace}">${content}</filterLog>`;

  it("filterLog finds the lines of a deployment, and answers in the namespace of the call", async () => {
    const { client, events, sim } = await ready();
    await client.editConfig({ target: "running", config: deployment("d") });
    await until(events, "SERVICE_ALIVE");
    const query =
      "<log_level>INFO</log_level><log_count>2</log_count><classifications><classification>OS</classification><classification>SM</classification></classifications><tags><tag><name>depName</name><value>d</value></tag><tag><name>tenant</name><value>nobody</value></tag></tags>";
    const reply = await client.rpc(filterLog(https, query));
    const results = reply.find("filterLogResults");
    expect(results?.namespace).toBe(https);
    expect(results?.elements("logs")).toHaveLength(2);
    expect(results?.elements("logs").at(-1)?.find("log_message")?.text).toContain("SERVICE_ALIVE");
    expect(results?.find("logs", "log_date_time")?.text).toMatch(/^\d\d:\d\d:\d\d,\d{3} \d\d-[A-Z][a-z]{2}-\d{4}$/);
    expect((await client.rpc(filterLog(http, query))).find("filterLogResults")?.namespace).toBe(http);
    sim.assume("filterlog-namespace", "https");
    expect(await rpcError(client.rpc(filterLog(http, query)))).toMatchObject({ tag: "unknown-namespace" });
    expect(await rpcError(client.rpc(filterLog(https, "<log_level>LOUD</log_level>")))).toMatchObject({
      tag: "invalid-value",
    });
  });

  it("serviceAction, vmAction and recoveryVmAction are accepted, then done", async () => {
    const { client, events, sim } = await ready();
    await client.editConfig({ target: "running", config: deployment("d") });
    await until(events, "SERVICE_ALIVE");
    const act = (name: string, content: string) => client.rpc(`<${name} xmlns="${http}">${content}</${name}>`);
    await act("serviceAction", "<actionType>STOP</actionType><tenantName>admin</tenantName><depName>d</depName>");
    expect(await until(events, "SERVICE_STOPPED")).toEqual(["VM_STOPPED", "SERVICE_STOPPED"]);
    const [vm] = sim.vms();
    expect(vm).toMatchObject({ tenant: "admin", deployment: "d", vmGroup: "g", state: "VM_SHUTOFF_STATE" });
    await act("vmAction", `<actionType>START</actionType><vmName>${vm?.name}</vmName>`);
    expect(await until(events, "VM_ALIVE")).toEqual(["VM_STARTED", "VM_ALIVE"]);
    await act("recoveryVmAction", `<actionType>DO</actionType><vmName>${vm?.name}</vmName>`);
    expect((await until(events, "VM_RECOVERY_COMPLETE"))[0]).toBe("VM_RECOVERY_INIT");
    sim.vmDown(vm?.name ?? "");
    await until(events, "VM_RECOVERY_COMPLETE");
    sim.load({ deployment: "d", vmGroup: "g" }, "overloaded");
    await until(events, "VM_SCALE_OUT_COMPLETE");
    expect(await rpcError(act("vmAction", "<actionType>STOP</actionType><vmName>nobody</vmName>"))).toMatchObject({
      tag: "operation-failed",
      message: "VM [nobody] does not exist",
    });
    expect(await rpcError(act("vmAction", "<actionType>STOP</actionType>"))).toMatchObject({ tag: "data-missing" });
    expect(await rpcError(act("vmAction", "<actionType>JUMP</actionType><vmName>x</vmName>"))).toMatchObject({
      tag: "invalid-value",
    });
    expect(sim.log().some((line) => line.includes("[tags=wf:recover_vm,eventType:VM_RECOVERY_INIT"))).toBe(true);
  });
});
