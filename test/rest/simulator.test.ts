import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { connectEsc } from "../../src/client/connect.js";
import { deferred } from "../../src/core/deferred.js";
import { isEscError } from "../../src/core/errors.js";
import { basic } from "../../src/http/auth.js";
import { HttpError } from "../../src/http/http-error.js";
import { CertificateError } from "../../src/http/tls.js";
import { deployment } from "../../src/models/deployment.js";
import { flavor } from "../../src/models/flavor.js";
import { image } from "../../src/models/image.js";
import { network, subnet } from "../../src/models/network.js";
import { openstackVim, vimUser } from "../../src/models/vim.js";
import { volume } from "../../src/models/volume.js";
import { type ConnectRestOptions, connectRest } from "../../src/rest/connect.js";
import { RestOperationError } from "../../src/rest/operation.js";
import { RebalanceRefused } from "../../src/rest/rebalance.js";
import { type CallbackReceiver, callbackReceiver } from "../../src/rest/receiver.js";
import type { RestClient } from "../../src/rest/rest-client.js";
import { type ReceiverServer, serveReceiver } from "../../src/rest/serve-receiver.js";
import { type Simulator, type SimulatorOptions, startSimulator } from "../../src/simulator/index.js";
import { rejection } from "./support.js";

const vim = openstackVim("vim1", {
  authUrl: "http://192.0.2.20:5000/v3",
  projectName: "p1",
  user: { id: "u1", password: "os-secret", userDomainName: "default" },
});
const dep = (name: string, tenant: string) =>
  deployment(name, { tenant })
    .vmGroup("g1", (g) => g.image("i1").flavor("f1").bootupTime(60).recoveryWaitTime(0).interface(0, { network: "n1" }))
    .build();

let sim: Simulator;
let receiver: CallbackReceiver;
let server: ReceiverServer;
let rest: RestClient;

function client(options: Partial<ConnectRestOptions> = {}): RestClient {
  return connectRest({
    baseUrl: sim.rest.url,
    auth: basic("admin", "admin"),
    tls: { certificateSha256: sim.rest.certificateSha256 ?? "" },
    urls: {
      health: sim.rest.origin,
      metrics: { escmanager: `${sim.rest.origin}/metrics/escmanager`, mona: `${sim.rest.origin}/metrics/mona` },
    },
    retry: false,
    pollMs: 5,
    receiver,
    ...options,
  });
}

async function start(options: SimulatorOptions = {}): Promise<void> {
  sim = await startSimulator({ speed: 1000, ...options });
  rest = client();
}

beforeEach(async () => {
  receiver = callbackReceiver({ path: "/esc", secretPath: true });
  server = await serveReceiver(receiver);
  await start();
});

afterEach(async () => {
  await rest.close();
  await sim.close();
  receiver.close();
  await server.close();
});

/** Another simulator in the place of the first. */
async function restart(options: SimulatorOptions): Promise<void> {
  await rest.close();
  await sim.close();
  await start(options);
}

describe("REST and NETCONF on one ESC", () => {
  it("do the whole job over REST, seen over NETCONF", async () => {
    await using esc = await connectEsc(sim.clientOptions());
    const created = await (await rest.vims.create(vim)).done();
    expect(created.events.map((event) => event.type)).toEqual(["CREATE_VIM_CONNECTOR", "CREATE_VIM_USER"]);
    expect((await esc.vimConnectors.get("vim1"))?.users?.user?.[0]?.id).toBe("u1");
    await (await rest.tenants.create("t1", { name: "tenant one" })).done();
    const deploying = await rest.deployments.create("d-1", dep("d1", "t1"));
    const result = await deploying.done();
    expect([result.decidedBy, result.event?.type]).toEqual(["callback", "SERVICE_ALIVE"]);
    expect(result.event?.original).toMatchObject({
      internal_deployment_id: "d-1",
      internal_tenant_id: "t1",
      service_state_machine_state: "SERVICE_ACTIVE_STATE",
      deployment_details: [{ vm_group_name: "g1", interfaces: { interface: [{ nic_id: "0" }] } }],
    });
    const seen = await esc.deployments.get("d1", { tenant: "tenant one" });
    expect(seen?.vm_group?.map((group) => group.name)).toEqual(["g1"]);
    expect((await rest.deployments.get("d-1"))?.service_state_machine_state).toBe("SERVICE_ACTIVE_STATE");
    const [vm] = sim.vms();
    const stopped = await rest.operations.vm("stop", { tenant: "t1", vm: vm?.name ?? "" });
    expect((await stopped.done()).event?.type).toBe("VM_STOPPED");
    expect(sim.vms()[0]?.state).toBe("VM_SHUTOFF_STATE");
    await (await rest.operations.service("start", { tenant: "t1", deployment: "d-1" })).done();
    await (await rest.deployments.delete("d-1")).done();
    expect(await rest.deployments.get("d-1")).toBeUndefined();
    expect(sim.vms()).toEqual([]);
  });

  it("do it over NETCONF, seen and undone over REST", async () => {
    await using esc = await connectEsc(sim.clientOptions());
    await (await esc.vimConnectors.create(vim)).done();
    await (await esc.deployments.apply(dep("d1", "admin"))).done();
    expect((await rest.vims.list()).map(({ id }) => id)).toEqual(["vim1"]);
    expect((await rest.vims.get("vim1"))?.users).toEqual({ user: [{ id: "u1" }] });
    const report = await rest.deployments.get("d1", { tenant: "admin" });
    expect(report?.deployment_details).toHaveLength(1);
    const list = await rest.deployments.list();
    expect(list.elements("deployment")).toHaveLength(1);
    const undeploying = (await rest.deployments.delete("d1")).done();
    const events: string[] = [];
    for await (const event of esc.events()) {
      events.push(event.type);
      if (event.type === "SERVICE_UNDEPLOYED") break;
    }
    expect(events.at(-1)).toBe("SERVICE_UNDEPLOYED");
    expect((await undeploying).event?.type).toBe("SERVICE_UNDEPLOYED");
    expect(await esc.deployments.get("d1", { tenant: "admin" })).toBeUndefined();
  });

  it("have the same events, in the same order", async () => {
    sim.assume("rest-callbacks", "every-event");
    sim.assume("rest-callback-body", "notification");
    await using esc = await connectEsc(sim.clientOptions());
    await (await esc.vimConnectors.create(vim)).done();
    const stream = esc.events();
    const deploying = await rest.deployments.create("d1", dep("d1", "admin"));
    const overRest = (await deploying.done()).events;
    const overNetconf: unknown[] = [];
    for await (const { source, original, time, ...event } of stream) {
      if (event.depname !== undefined) overNetconf.push(event);
      if (event.type === "SERVICE_ALIVE") break;
    }
    expect(overRest.map(({ source, original, time, ...event }) => event)).toEqual(overNetconf);
    expect(overRest.map((event) => event.type)).toEqual(["VM_DEPLOYED", "VM_ALIVE", "SERVICE_ALIVE"]);
  });
});

describe("every resource over REST", () => {
  beforeEach(async () => {
    await (await rest.vims.create(vim)).done();
  });

  it("is created, read, listed and deleted, by the ids that the client chose", async () => {
    await (await rest.tenants.create("t-1", { name: "t1" })).done();
    const at = (id: string) => ({ tenant: "t-1", id });
    await (await rest.networks.create(at("n-1"), network("n1", {}))).done();
    const place = { tenant: "t-1", network: "n-1", id: "s-1" };
    const sub = subnet("s1", { address: "10.0.0.0", netmask: "255.255.255.0", gateway: "10.0.0.1" });
    await (await rest.subnets.create(place, sub)).done();
    await (
      await rest.images.create("i-1", image("i1", { src: "http://x/i", diskFormat: "qcow2", diskBus: "virtio" }))
    ).done();
    await (await rest.flavors.create("f-1", flavor("f1", { vcpus: 1, memoryMb: 512, rootDiskMb: 1024 }))).done();
    await (await rest.volumes.create(at("v-1"), volume("v1", { size: 1, sizeUnit: "GiB" }))).done();
    expect(await rest.tenants.get("t-1")).toMatchObject({ name: "t1", enabled: true, internal_tenant_id: "t-1" });
    expect((await rest.networks.get("t-1", "n-1"))?.external_network_id).toMatch(/^[0-9a-f-]{36}$/);
    expect(await rest.subnets.get(place)).toMatchObject({ name: "s1", internal_subnet_id: "s-1" });
    expect((await rest.images.list()).map((one) => [one.name, one.internal_image_id])).toEqual([["i1", "i-1"]]);
    expect(await rest.flavors.get("f-1")).toMatchObject({ name: "f1", vcpus: 1 });
    expect(await rest.volumes.list("t-1")).toMatchObject([{ name: "v1", size: 1 }]);
    await (await rest.volumes.delete("t-1", "v-1")).done();
    await (await rest.flavors.delete("f-1")).done();
    await (await rest.images.delete("i-1")).done();
    await (await rest.subnets.delete(place)).done();
    await (await rest.networks.delete("t-1", "n-1")).done();
    await (await rest.tenants.delete("t-1")).done();
    expect(await rest.tenants.get("t-1")).toBeUndefined();
    expect(receiver.counters.refused).toBe(0);
  });

  it("ends by polling where there is no receiver", async () => {
    await using plain = client({ receiver: undefined });
    expect((await (await plain.tenants.create("t2")).done()).decidedBy).toBe("polling");
    expect((await (await plain.tenants.delete("t2")).done()).decidedBy).toBe("polling");
    expect(sim.rest.callbacks.filter(({ body }) => body.includes("t2"))).toEqual([]);
  });

  it("is taken when it is there with the same content, and conflicts with another", async () => {
    const one = flavor("f1", { vcpus: 1, memoryMb: 512, rootDiskMb: 1024 });
    await (await rest.flavors.create("f1", one)).done();
    expect((await (await rest.flavors.create("f1", one)).done()).event?.status_message).toBe("Nothing was to be done");
    const other = flavor("f1", { vcpus: 2, memoryMb: 512, rootDiskMb: 1024 });
    expect((await rejection(rest.flavors.create("f1", other), HttpError)).status).toBe(409);
  });

  it("fails as the step of the workflow does", async () => {
    sim.fail({ event: "CREATE_TENANT", message: "No more tenants" });
    const error = await rejection((await rest.tenants.create("t3")).done(), RestOperationError);
    expect(error.event).toMatchObject({ type: "CREATE_TENANT", status: "FAILURE", status_code: 500 });
    expect(error.message).toContain("No more tenants");
  });

  it("changes VIM connectors and users as the guide has it", async () => {
    const other = openstackVim("vim2", { authUrl: "http://other/v3", projectName: "p2" });
    await (await rest.vims.create(other)).done();
    const changed = openstackVim("vim2", { authUrl: "http://new/v3", projectName: "p2" });
    expect((await (await rest.vims.update(changed)).done()).event?.type).toBe("UPDATE_VIM_CONNECTOR");
    const user = (password: string) => vimUser("OPENSTACK", { id: "u2", password });
    await (await rest.vims.users.create("vim2", user("a-secret"))).done();
    expect((await (await rest.vims.users.update("vim2", user("b-secret"))).done()).event?.type).toBe("UPDATE_VIM_USER");
    // The VIM is connected and its user is authenticated (guide l. 5865).
    expect((await rejection(rest.vims.delete("vim2"), HttpError)).status).toBe(409);
    await (await rest.vims.users.delete("vim2", "u2")).done();
    await (await rest.vims.delete("vim2")).done();
    expect((await rest.vims.list()).map(({ id }) => id)).toEqual(["vim1"]);
    expect((await rejection(rest.vims.users.delete("vim9", "u"), HttpError)).status).toBe(404);
  });
});

describe("requests that are refused", () => {
  it("are answered with the documented statuses", async () => {
    await using noCallback = client({ receiver: undefined });
    const missing = await rejection(noCallback.deployments.create("d1", { name: "d1" }), HttpError);
    expect([missing.status, missing.message]).toEqual([400, expect.stringContaining("missing callback")]);
    const json = { body: "{}", contentType: "application/json" };
    const wrongType = await rejection(rest.request("POST", "/v0/tenants/t1", json), HttpError);
    expect(wrongType.status).toBe(415);
    const wrongBody = { body: "<tenant/>", contentType: "application/xml" };
    expect((await rejection(rest.request("POST", "/v0/tenants/t1", wrongBody), HttpError)).status).toBe(400);
    expect((await rejection(rest.tenants.delete("nobody"), HttpError)).status).toBe(404);
    expect((await rejection(rest.networks.list("nobody"), HttpError)).status).toBe(404);
    expect((await rejection(rest.request("GET", "/v0/no/such/thing/at/all"), HttpError)).status).toBe(404);
    // No VIM connector yet (guide l. 5528).
    expect((await rejection(rest.tenants.create("t1"), HttpError)).status).toBe(409);
  });

  it("are so for wrong and for read-only users", async () => {
    await restart({ users: { admin: { password: "admin" }, viewer: { password: "viewer", group: "readonly" } } });
    await using wrong = client({ auth: basic("admin", "wrong") });
    expect((await rejection(wrong.tenants.list(), HttpError)).code).toBe("auth-failed");
    expect((await rejection(wrong.health(), HttpError)).code).toBe("auth-failed");
    await using viewer = client({ auth: basic("viewer", "viewer") });
    expect(await viewer.tenants.list()).toHaveLength(1);
    expect((await rejection(viewer.tenants.create("t1"), HttpError)).status).toBe(403);
  });

  it("are so for a certificate that is not the pinned one", async () => {
    await using strict = client({ tls: {} });
    const error = await rejection(strict.tenants.list(), CertificateError);
    expect(error.certificate?.fingerprint256).toBe(sim.rest.certificateSha256);
    await using trusting = client({ tls: { ca: sim.rest.certificate } });
    expect(await trusting.tenants.list()).toHaveLength(1);
  });

  it("go over plain HTTP as well, and in the process", async () => {
    await using plain = client({ baseUrl: sim.rest.httpUrl });
    expect((await plain.tenants.list()).map(({ name }) => name)).toEqual(["admin"]);
    const headers = { authorization: "Basic YWRtaW46YWRtaW4=", accept: "application/json" };
    const response = await sim.rest.fetch(new Request("http://esc/ESCManager/v0/tenants", { headers }));
    expect(await response.json()).toMatchObject([{ name: "admin", enabled: true }]);
    await using inProcess = client({ fetch: (url, init) => sim.rest.fetch(new Request(url, init)) });
    expect(await inProcess.tenants.list()).toHaveLength(1);
  });
});

describe("maintenance and failover", () => {
  it("are waited for", async () => {
    sim.maintenance(true);
    const error = await rejection(rest.tenants.list(), HttpError);
    expect([error.code, error.status]).toEqual(["maintenance", 503]);
    const waiting = rest.whenOperational({ pollMs: 5 });
    sim.maintenance(false);
    await waiting;
    const gone = sim.failover();
    await rest.whenOperational({ pollMs: 5, timeoutMs: 10_000 });
    await gone;
    expect(await rest.tenants.list()).toHaveLength(1);
  });

  it("drop what was under way, which then never ends", async () => {
    await restart({ timings: { tenant: 600_000 } });
    await (await rest.vims.create(vim)).done();
    const operation = await rest.tenants.create("t1");
    await sim.failover();
    const error = await rejection(operation.done({ timeoutMs: 50 }), Error);
    expect(isEscError(error, "timeout")).toBe(true);
  });

  it("lose callbacks at most: the operation asks then", async () => {
    await (await rest.vims.create(vim)).done();
    await server.close();
    await using asking = client({ silenceMs: 20 });
    expect((await (await asking.tenants.create("t1")).done()).decidedBy).toBe("polling");
  });
});

describe("callbacks", () => {
  it("are tried again a bounded number of times, with the id of the answer", async () => {
    const asked: Headers[] = [];
    const transactions: string[] = [];
    await restart({
      rest: {
        callbackFetch: async (_, init) => {
          const headers = new Headers(init.headers);
          asked.push(headers);
          transactions.push(headers.get("esc-transaction-id") ?? "");
          const tries = transactions.filter((id) => id === transactions[0]).length;
          const first = transactions.at(-1) === transactions[0];
          return new Response(null, { status: first && tries === 3 ? 200 : 503 });
        },
      },
    });
    const first = await rest.vims.create(openstackVim("v1", { authUrl: "http://k/v3", projectName: "p" }));
    await rest.vims.create(openstackVim("v2", { authUrl: "http://k/v3", projectName: "p" }));
    const all = await deliveries(2);
    expect(all.map(({ attempts, status }) => [attempts, status]).sort()).toEqual([
      [3, 200],
      [3, 503],
    ]);
    const one = all.find(({ status }) => status === 200);
    expect(asked[0]?.get("esc-transaction-id")).toBe(first.transactionId);
    expect(asked[0]?.get("esc-status-code")).toBe("200");
    expect(one?.body).toContain("<type>CREATE_VIM_CONNECTOR</type>");
  });

  it("go to the oldest request that they fit", async () => {
    await (await rest.vims.create(vim)).done();
    await (await rest.deployments.create("d1", dep("d1", "admin"))).done();
    const of = { tenant: "admin", deployment: "d1" };
    const first = await rest.operations.service("reboot", of);
    const second = await rest.operations.service("reboot", of).catch((error: unknown) => error);
    const done = await first.done();
    expect(done.event?.type).toBe("SERVICE_ALIVE");
    if (second instanceof Error) expect(second).toBeInstanceOf(HttpError);
  });

  it("that cannot be delivered do not keep the simulator from closing", async () => {
    const never = deferred<Response>();
    await restart({ rest: { callbackFetch: () => never.promise } });
    await rest.vims.create(openstackVim("v1", { authUrl: "http://k/v3", projectName: "p" }));
    await sim.close();
  });
});

/** Waits for so many callbacks to be delivered or given up. */
async function deliveries(count: number) {
  while (sim.rest.callbacks.length < count) {
    await new Promise((resolve) => setImmediate(resolve));
    await sim.rest.callbacksDelivered();
  }
  return sim.rest.callbacks;
}

describe("what stands beside", () => {
  it("configuration parameters have the guide's defaults and types", async () => {
    const { config } = rest;
    expect(await config.get("DEFAULT", "VM_Recovery_Retries_Max")).toMatchObject({ type: "NUMBER", value: "3" });
    expect(await config.set("openstack", "endpoint", "adminURL")).toEqual({
      category: "OPENSTACK",
      type: "STRING",
      value: "adminURL",
      key: "ENDPOINT",
    });
    expect((await config.list()).find(({ key }) => key === "ENDPOINT")?.value).toBe("adminURL");
    await config.set("anti_affinity", "filter", "ServerGroupAntiAffinity");
    expect((await rejection(config.set("default", "vm_recovery_retries_max", "many"), HttpError)).status).toBe(400);
    expect((await rejection(config.set("openstack", "endpoint", "other"), HttpError)).status).toBe(400);
    expect((await rejection(config.set("no", "such", "x"), HttpError)).status).toBe(404);
  });

  it("dynamic mappings are created, listed and deleted, and replaced by both", async () => {
    const mapping = (name: string, type: string) =>
      `<metrics><metric><name>${name}</name><type>${type}</type></metric></metrics>`;
    const { metrics, actions } = rest.mappings;
    await metrics.create(mapping("M1", "a"));
    expect((await rejection(metrics.create(mapping("M1", "b")), HttpError)).status).toBe(409);
    await metrics.replace("M1", mapping("M1", "c"));
    expect((await metrics.list()).find("metric", "type")?.text).toBe("c");
    const json = { body: "{}", contentType: "application/json" };
    const wrong = rest.request("POST", "/internal/dynamic_mapping/actions", json);
    expect((await rejection(wrong, HttpError)).message).toContain("takes XML");
    expect((await rejection(actions.create("<actions/>"), HttpError)).status).toBe(400);
    expect(await metrics.delete("M1")).toBe(true);
    expect(await metrics.delete("M1")).toBe(false);
  });

  it("the password is changed, for REST", async () => {
    await rest.setPassword("admin", "next-one");
    expect(await rest.tenants.list()).toHaveLength(1);
    await using old = client();
    expect((await rejection(old.tenants.list(), HttpError)).code).toBe("auth-failed");
    sim.assume("rest-setpassword-method", "POST");
    expect((await rejection(rest.setPassword("admin", "third-one"), HttpError)).status).toBe(405);
    await using other = client({
      auth: basic("admin", "next-one"),
      endpoints: { "password.set": { method: "POST" } },
    });
    await other.setPassword("admin", "third-one");
  });

  it("the rebalance moves ownership as in the guide's example, until it is balanced", async () => {
    expect((await rejection(rest.ownership.rebalance(), RebalanceRefused)).reason).toBe("stand-alone");
    await restart({ nodes: 3 });
    sim.cluster.own({ "esc1-uuid": 300, "esc2-uuid": 300, "esc3-uuid": 0 });
    sim.cluster.holdBack("esc2-uuid", 10);
    const rounds = await rest.ownership.rebalance({ until: "balanced", pauseMs: 1 });
    expect(rounds[0]?.nodes).toEqual({
      "esc1-uuid": {
        previous_configs_count: 300,
        requested_unload_count: 100,
        accepted_unload_count: 100,
        current_configs_count: 200,
      },
      "esc2-uuid": {
        previous_configs_count: 300,
        requested_unload_count: 100,
        accepted_unload_count: 90,
        current_configs_count: 210,
      },
      "esc3-uuid": {
        previous_configs_count: 0,
        requested_unload_count: 0,
        accepted_unload_count: 0,
        current_configs_count: 190,
      },
    });
    expect(rounds.map(({ moved, balanced }) => [moved, balanced])).toEqual([
      [190, false],
      [10, false],
      [0, true],
    ]);
    expect(sim.cluster.nodes.map(({ configs }) => configs)).toEqual([200, 200, 200]);
    sim.assume("rest-nothing-to-rebalance", "message");
    expect((await rest.ownership.rebalance())[0]?.balanced).toBe(true);
  });

  it("the rebalance is refused for the documented reasons", async () => {
    await restart({ nodes: 3 });
    const reason = async () => (await rejection(rest.ownership.rebalance(), RebalanceRefused)).reason;
    sim.cluster.ownership = "moving";
    expect(await reason()).toBe("moving");
    sim.cluster.ownership = "paused";
    expect(await reason()).toBe("paused");
    sim.cluster.ownership = "at-rest";
    sim.cluster.own({ "esc1-uuid": 30, "esc2-uuid": 30, "esc3-uuid": 30 });
    sim.cluster.nodeDown("esc2-uuid");
    sim.cluster.nodeDown("esc3-uuid");
    expect(await reason()).toBe("too-few-nodes");
    expect(sim.cluster.nodes.map(({ configs }) => configs)).toEqual([90, 0, 0]);
    sim.cluster.nodeUp("esc3-uuid");
    expect((await rest.ownership.rebalance())[0]?.moved).toBe(45);
  });

  it("health tells of nodes and VIMs", async () => {
    await restart({ nodes: 3 });
    expect((await rest.health()).code).toBe(2030);
    await (await rest.vims.create(vim)).done();
    const well = await rest.health();
    expect([well.code, well.serving, well.stage]).toEqual([2000, true, "READY"]);
    expect(well.nodes.map(({ status }) => status)).toEqual(["HEALTHY", "HEALTHY", "HEALTHY"]);
    expect(well.nodes[0]?.services.find(({ name }) => name === "elector")).toEqual({
      name: "elector",
      status: "leader",
      expected: true,
    });
    sim.cluster.nodeDown("esc2-uuid");
    expect((await rest.health()).code).toBe(2010);
    sim.cluster.nodeUp("esc2-uuid");
    sim.vim({ unreachable: true });
    expect((await rest.health()).code).toBe(2020);
  });

  it("metrics are read", async () => {
    await rest.tenants.list();
    const families = await rest.metrics("escmanager");
    expect(families.find(({ name }) => name === "esc_up")?.samples).toEqual([
      { name: "esc_up", labels: { part: "escmanager" }, value: 1 },
    ]);
    const answers = families.find(({ name }) => name === "esc_rest_answers");
    expect(answers?.samples[0]).toMatchObject({ labels: { status: "200" }, value: 1 });
    expect(await rest.metrics("mona")).toHaveLength(1);
  });
});

describe("many at a time", () => {
  it("200 operations in flight end each with its own callback", async () => {
    await (await rest.vims.create(vim)).done();
    const names = Array.from({ length: 200 }, (_, index) => `t${index}`);
    const operations = await Promise.all(names.map((name) => rest.tenants.create(name)));
    const results = await Promise.all(operations.map((operation) => operation.done({ timeoutMs: 15_000 })));
    expect(results.every(({ decidedBy, events }) => decidedBy === "callback" && events.length === 1)).toBe(true);
    expect(results.map(({ event }) => event?.tenant)).toEqual(names);
  });
});
