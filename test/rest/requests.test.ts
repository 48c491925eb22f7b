import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { isEscError, ValidationError } from "../../src/core/errors.js";
import { basic } from "../../src/http/auth.js";
import { HttpError } from "../../src/http/http-error.js";
import { deployment } from "../../src/models/deployment.js";
import { flavor } from "../../src/models/flavor.js";
import { image } from "../../src/models/image.js";
import { network, subnet } from "../../src/models/network.js";
import { openstackVim, vimUser } from "../../src/models/vim.js";
import { volume } from "../../src/models/volume.js";
import { ENDPOINTS } from "../../src/rest/endpoints.js";
import { type Answer, canonical, FakeEsc, json, rejection } from "./support.js";

const fixture = (name: string) => readFileSync(new URL(`../fixtures/fragment/${name}.xml`, import.meta.url), "utf8");
const callback = "https://me.example.net/esc";
const vim = openstackVim("example_vim", {
  authUrl: "http://192.0.2.20:5000/v3",
  projectName: "vimProject",
  projectDomainName: "default",
  identityApiVersion: "3",
});
const user = vimUser("OPENSTACK", { id: "my_user", password: "example-password", userDomainName: "default" });

/** Every request is taken. */
const taking = () => new FakeEsc(new Proxy<Record<string, Answer>>({}, { get: () => 200 }));

describe("the guide's requests", () => {
  it.each([
    ["POST", "/ESCManager/v0/vims/", "rest-vim-add", (esc: FakeEsc) => esc.client().vims.create(vim, { callback })],
    [
      "POST",
      "/ESCManager/v0/vims/example_vim/vim_users",
      "rest-vim-user-add",
      (esc: FakeEsc) => esc.client().vims.users.create("example_vim", user, { callback }),
    ],
    [
      "PUT",
      "/ESCManager/v0/vims/example_vim",
      "rest-vim-update",
      (esc: FakeEsc) => esc.client().vims.update(vim, { callback }),
    ],
    [
      "PUT",
      "/ESCManager/v0/vims/example_vim/vim_users/my_user",
      "rest-vim-user-update",
      (esc: FakeEsc) => esc.client().vims.users.update("example_vim", user, { callback }),
    ],
  ] as const)("%s %s", async (method, path, name, send) => {
    const esc = taking();
    await send(esc);
    const { only } = esc;
    expect([only.method, only.url.pathname, only.url.search]).toEqual([method, path, ""]);
    expect(only.headers.get("content-type")).toBe("application/xml");
    expect(only.headers.get("callback")).toBe(callback);
    expect(only.body).toMatch(/^<\?xml version="1.0"\?>\n</);
    expect(canonical(only.body)).toEqual(canonical(fixture(name)));
  });

  it.each([
    ["DELETE", "/ESCManager/v0/vims/v1", (esc: FakeEsc) => esc.client().vims.delete("v1")],
    ["DELETE", "/ESCManager/v0/vims/v1/vim_users/u1", (esc: FakeEsc) => esc.client().vims.users.delete("v1", "u1")],
    ["GET", "/ESCManager/v0/tenants/", (esc: FakeEsc) => esc.client().tenants.list()],
    [
      "PUT",
      "/ESCManager/v0/config/openstack/endpoint/publicURL",
      (esc: FakeEsc) => esc.client().config.set("openstack", "endpoint", "publicURL"),
    ],
  ] as const)("%s %s, without a body", async (method, path, send) => {
    const esc = taking();
    await send(esc);
    const { only } = esc;
    expect([only.method, only.url.pathname, only.body]).toEqual([method, path, ""]);
    expect(only.headers.has("content-type")).toBe(false);
    expect(only.headers.has("callback")).toBe(false);
  });

  it("carry the header Authorization as the guide prints it", async () => {
    const esc = taking();
    await esc.client({ auth: basic("admin", "cisco123") }).tenants.list();
    expect(esc.only.headers.get("authorization")).toBe("Basic YWRtaW46Y2lzY28xMjM=");
  });

  it("change the password by the query, and go on with the new one", async () => {
    const esc = taking();
    const rest = esc.client({ auth: basic("admin", "cisco123") });
    await rest.setPassword("admin", "yourPassword");
    expect(esc.only.url.href).toBe(
      "https://esc.example.net:8443/ESCManager/v0/authentication/setpassword?userName=admin&password=yourPassword",
    );
    await rest.tenants.list();
    const pair = Buffer.from("admin:yourPassword").toString("base64");
    expect(esc.seen[1]?.headers.get("authorization")).toBe(`Basic ${pair}`);
  });

  it("show no password when it is refused", async () => {
    const refusal = json({ error: { error_message: "no geheim1" } }, 400);
    const esc = new FakeEsc({ "PUT /v0/authentication/setpassword": refusal });
    const error = await rejection(esc.client().setPassword("admin", "geheim1"), HttpError);
    expect(error.message).toContain("[redacted]");
    expect(JSON.stringify(error) + error.message).not.toContain("geheim1");
  });
});

describe("other requests", () => {
  const dep = deployment("d1", { tenant: "t1" })
    .vmGroup("g1", (g) => g.image("i1").flavor("f1").bootupTime(60).recoveryWaitTime(0).interface(0, { network: "n1" }))
    .build();

  it("have a row in the table of endpoints each, and its method and path", async () => {
    const esc = taking();
    const rest = esc.client();
    const net = network("n1", {});
    const sub = subnet("s1", { address: "10.0.0.0", netmask: "255.255.255.0", gateway: "10.0.0.1" });
    const img = image("i1", { src: "http://x/i.qcow2", diskFormat: "qcow2", diskBus: "virtio" });
    const flv = flavor("f1", { vcpus: 1, memoryMb: 512, rootDiskMb: 1024 });
    const vol = volume("v1", { size: 1, sizeUnit: "GiB" });
    const at = { tenant: "t1", id: "x" };
    const sends: readonly (() => Promise<unknown>)[] = [
      () => rest.tenants.create("t1"),
      () => rest.tenants.delete("t1"),
      () => rest.networks.create(at, net),
      () => rest.networks.delete("t1", "x"),
      () => rest.subnets.create({ tenant: "t1", network: "n", id: "x" }, sub),
      () => rest.subnets.delete({ tenant: "t1", network: "n", id: "x" }),
      () => rest.images.create("x", img),
      () => rest.images.delete("x"),
      () => rest.flavors.create("x", flv),
      () => rest.flavors.delete("x"),
      () => rest.volumes.create(at, vol),
      () => rest.volumes.delete("t1", "x"),
      () => rest.deployments.create("d", { name: "d1" }),
      () => rest.deployments.create("d", dep),
      () => rest.deployments.update("d", { name: "d1" }),
      () => rest.deployments.delete("d"),
      () => rest.deployments.delete("d", { tenant: "t1" }),
      () => rest.operations.service("stop", { tenant: "t1", deployment: "d" }),
      () => rest.operations.vm("reboot", { tenant: "t1", vm: "v" }, { force: true }),
      () => rest.operations.recoverService({ tenant: "t1", deployment: "d" }),
      () => rest.operations.recoverVm({ tenant: "t1", vm: "v" }),
      () => rest.mappings.metrics.create("<metrics/>"),
      () => rest.mappings.actions.delete("a"),
    ];
    for (const send of sends) await send();
    const lines = esc.seen.map(({ method, url, body }) => {
      const root = /<(\w+) xmlns="urn:ietf:params:xml:ns:netconf:base:1.0"/.exec(body)?.[1] ?? "";
      return `${method} ${url.pathname.replace("/ESCManager", "")} ${root}`.trim();
    });
    expect(lines).toEqual([
      "POST /v0/tenants/t1 tenant",
      "DELETE /v0/tenants/t1",
      "POST /v0/t1/networks/x network",
      "DELETE /v0/t1/networks/x",
      "POST /v0/t1/networks/n/subnets/x subnet",
      "DELETE /v0/t1/networks/n/subnets/x",
      "POST /v0/images/x image",
      "DELETE /v0/images/x",
      "POST /v0/flavors/x flavor",
      "DELETE /v0/flavors/x",
      "POST /v0/t1/volumes/x volume",
      "DELETE /v0/t1/volumes/x",
      "POST /v0/deployments/d deployment",
      "POST /v0/t1/deployments/d deployment",
      "PUT /v0/deployments/d deployment",
      "DELETE /v0/deployments/d",
      "DELETE /v0/t1/deployments/d",
      "POST /v0/t1/deployments/service/d service_operation",
      "POST /v0/t1/deployments/vm/v vm_operation",
      "POST /v0/t1/deployments/recover-service/d service_operation",
      "POST /v0/t1/deployments/recover-vm/v vm_operation",
      "POST /internal/dynamic_mapping/metrics",
      "DELETE /internal/dynamic_mapping/actions/a",
    ]);
    expect(esc.seen[18]?.body).toContain("<operation>reboot</operation><force>true</force>");
  });

  it("keep names in one segment of the path", async () => {
    const esc = taking();
    await esc.client().tenants.create("../x?y", { name: "t" });
    expect(esc.only.url.pathname).toBe("/ESCManager/v0/tenants/..%2Fx%3Fy");
    await rejection(esc.client().tenants.create("..", { name: "t" }), Error);
    await rejection(esc.client().config.set("a", "b", ""), Error);
    expect(esc.seen).toHaveLength(1);
  });

  it("are not sent where the value breaks the model", async () => {
    const esc = taking();
    const wrong = { name: "t1", colour: "red" };
    await rejection(esc.client().tenants.create("t1", wrong), ValidationError);
    const badVim = { ...vim, users: { user: [{ id: "" }] } };
    await rejection(esc.client().vims.create(badVim), ValidationError);
    expect(esc.seen).toEqual([]);
  });

  it("can be overridden, in method and path", async () => {
    const esc = taking();
    const rest = esc.client({
      endpoints: { "networks.delete": { path: "/v1/nets/{network}" }, "password.set": { method: "POST" } },
    });
    await rest.networks.delete("t1", "n1");
    await rest.setPassword("other", "secret-one");
    expect(esc.seen.map(({ method, url }) => `${method} ${url.pathname}`)).toEqual([
      "DELETE /ESCManager/v1/nets/n1",
      "POST /ESCManager/v0/authentication/setpassword",
    ]);
    const wrong: object = { "networks.remove": { path: "/x" } };
    expect(() => esc.client({ endpoints: wrong })).toThrow(/networks\.remove/);
  });

  it("of any kind go by request()", async () => {
    const esc = new FakeEsc({ "POST /v0/new": (seen) => `got ${seen.body} ${seen.headers.get("callback")}` });
    const options = { body: "<x/>", contentType: "application/xml", callback } as const;
    const answer = await esc.client().request("POST", "/v0/new", options);
    expect(answer.text()).toBe(`got <x/> ${callback}`);
  });

  it("with two halves say which half was done", async () => {
    const both = openstackVim("v1", {
      authUrl: "http://k/v3",
      projectName: "p",
      user: { id: "u1", password: "secret-pw" },
    });
    const refusal = json({ error: { error_message: "no" } }, 409);
    const esc = new FakeEsc({ "POST /v0/vims/": 200, "POST /v0/vims/v1/vim_users": refusal });
    const error = await rejection(esc.client().vims.create(both), HttpError);
    expect([error.status, error.mayHaveBeenApplied]).toEqual([409, true]);
    expect(error.message).toContain("VIM connector v1 was accepted before, its user u1 was not");
    expect(esc.seen[0]?.body).not.toContain("users");
    expect(canonical(esc.seen[1]?.body ?? "")).toEqual(
      canonical(`<user xmlns="urn:ietf:params:xml:ns:netconf:base:1.0"><id>u1</id><credentials><properties><property>
        <name>os_password</name><value>secret-pw</value></property></properties></credentials></user>`),
    );
  });

  it("send the user once more where the connector was not there yet", async () => {
    const both = openstackVim("v1", { authUrl: "http://k/v3", projectName: "p", user: { id: "u1", password: "pw12" } });
    let tries = 0;
    const esc = new FakeEsc({
      "POST /v0/vims/": 200,
      "GET /v0/vims/v1": () => (esc.seen.length < 5 ? 404 : "<vim_connector><id>v1</id></vim_connector>"),
      "POST /v0/vims/v1/vim_users": () => (tries++ === 0 ? 404 : 200),
    });
    await esc.client().vims.create(both);
    expect(tries).toBe(2);
  });
});

describe("answers", () => {
  it("with lists, in XML and JSON, of any wrapping", async () => {
    const ns = 'xmlns="urn:ietf:params:xml:ns:netconf:base:1.0"';
    const entry = "<tenant><name>a</name><enabled>true</enabled><new_leaf>x</new_leaf></tenant>";
    const forms: readonly (string | Response)[] = [
      `<tenants ${ns}>${entry}<tenant><name>b</name></tenant></tenants>`,
      `<x><tenants>${entry}<tenant><name>b</name></tenant></tenants></x>`,
      json([{ name: "a", enabled: true }, { name: "b" }]),
      json({ tenants: [{ name: "a", enabled: true }, { name: "b" }] }),
      json({ tenants: { tenant: [{ name: "a", enabled: true }, { name: "b" }] } }),
    ];
    for (const form of forms) {
      const tenants = await new FakeEsc({ "GET /v0/tenants/": form }).client().tenants.list();
      expect(tenants.map(({ name, enabled }) => [name, enabled])).toEqual([
        ["a", true],
        ["b", undefined],
      ]);
    }
    expect(await new FakeEsc({ "GET /v0/tenants/": "" }).client().tenants.list()).toEqual([]);
  });

  it("with one document, or undefined for 404", async () => {
    const esc = new FakeEsc({ "GET /v0/tenants/t1": "<tenant><name>t1</name></tenant>" });
    expect(await esc.client().tenants.get("t1")).toEqual({ name: "t1" });
    expect(await esc.client().tenants.get("t2")).toBeUndefined();
  });

  it("that are no such document are protocol errors", async () => {
    for (const answer of [
      "<html><body/></html>",
      "hello",
      "{",
      "<tenant><name>t1</name><enabled>x</enabled></tenant>",
    ]) {
      const error = await rejection(new FakeEsc({ "GET /v0/tenants/t1": answer }).client().tenants.get("t1"), Error);
      expect(isEscError(error, "protocol-error")).toBe(true);
    }
  });

  it("with configuration parameters, as the guide prints one", async () => {
    const echo = { category: "OPENSTACK", type: "STRING", value: "publicURL", key: "ENDPOINT" };
    const esc = new FakeEsc({
      "PUT /v0/config/openstack/endpoint/publicURL": json(echo),
      "GET /v0/config": json([echo]),
      "GET /v0/config/openstack/endpoint": json(echo),
    });
    const { config } = esc.client();
    expect(await config.set("openstack", "endpoint", "publicURL")).toEqual(echo);
    expect(await config.list()).toEqual([echo]);
    expect(await config.get("openstack", "endpoint")).toEqual(echo);
    expect(await config.get("no", "such")).toBeUndefined();
    const wrong = new FakeEsc({ "GET /v0/config/a/b": json({ category: 1 }) });
    expect((await rejection(wrong.client().config.get("a", "b"), Error)).message).toMatch(/category/);
  });
});

describe("errors", () => {
  const failing = (status: number, body: string, type = "application/xml") =>
    new FakeEsc({ "POST /v0/tenants/t1": new Response(body, { status, headers: { "content-type": type } }) }).client();

  it("say which option gives a callback where ESC misses one", async () => {
    const xml = "<error><error_code>400</error_code><error_message>missing callback</error_message></error>";
    const error = await rejection(failing(400, xml).tenants.create("t1"), HttpError);
    expect(error.body).toEqual({ kind: "esc", code: 400, message: "missing callback" });
    expect(error.message).toMatch(/option callback.*receiver/);
  });

  it.each([404, 409, 500])("with status %i have ESC's message", async (status) => {
    const text = JSON.stringify({ error: { error_code: status, error_message: "said so" } });
    const error = await rejection(failing(status, text, "application/json").tenants.create("t1"), HttpError);
    expect([error.code, error.status]).toEqual(["http-error", status]);
    expect(error.message).toContain("said so");
  });

  it("with 415 say that ESC takes XML", async () => {
    expect((await rejection(failing(415, "").tenants.create("t1"), HttpError)).message).toContain("takes XML");
  });

  it("of maintenance have a code of their own, by status and by message", async () => {
    const byStatus = await rejection(failing(503, "").tenants.create("t1"), HttpError);
    expect(byStatus.code).toBe("maintenance");
    const words = '{"error":{"error_code":500,"error_message":"ESC is in MAINTENANCE mode"}}';
    expect((await rejection(failing(500, words).tenants.create("t1"), HttpError)).code).toBe("maintenance");
  });
});

describe("whenOperational", () => {
  it("waits for the end of maintenance, and for a connection", async () => {
    const refused = () => Promise.reject(Object.assign(new Error("refused"), { code: "ECONNREFUSED" }));
    const answers: Answer[] = [503, refused, 503, 200];
    const esc = new FakeEsc({ "GET /v0/tenants/": () => answers.shift() ?? 500 });
    await esc.client().whenOperational({ pollMs: 1 });
    expect(esc.seen).toHaveLength(4);
  });

  it("does not wait where waiting does not help, nor longer than it may", async () => {
    const unauthorised = new FakeEsc({ "GET /v0/tenants/": 401 });
    expect((await rejection(unauthorised.client().whenOperational(), HttpError)).code).toBe("auth-failed");
    const away = new FakeEsc({ "GET /v0/tenants/": 503 });
    const error = await rejection(away.client().whenOperational({ pollMs: 1, timeoutMs: 20 }), Error);
    expect(isEscError(error, "timeout")).toBe(true);
  });
});

describe("the table of endpoints", () => {
  it("marks what is confirmed by the guide, and nothing else", () => {
    const guide = Object.values(ENDPOINTS).filter(({ source }) => source === "guide");
    expect(guide.map(({ method, path }) => `${method} ${path}`).sort()).toEqual([
      "DELETE /v0/vims/{vim}",
      "DELETE /v0/vims/{vim}/vim_users/{user}",
      "GET /v0/tenants/",
      "POST /v0/vims/",
      "POST /v0/vims/{vim}/vim_users",
      "PUT /internal/ownership/rebalance",
      "PUT /v0/config/{category}/{key}/{value}",
      "PUT /v0/vims/{vim}",
      "PUT /v0/vims/{vim}/vim_users/{user}",
    ]);
  });
});
