import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { isEscError } from "../../src/core/errors.js";
import { HttpClient } from "../../src/http/client.js";
import { HttpError } from "../../src/http/http-error.js";
import { type CallbackReceiver, callbackReceiver } from "../../src/rest/receiver.js";
import { serveReceiver } from "../../src/rest/serve-receiver.js";
import { makeCertificate } from "../../src/simulator/rest/certificate.js";
import { rejection } from "./support.js";

const NS = 'xmlns="urn:ietf:params:xml:ns:netconf:base:1.0"';
const URL_OF = "https://me.example.net/esc";
const notification = readFileSync(
  new URL("../fixtures/notification/create-vim-connector.xml", import.meta.url),
  "utf8",
);
const tenantBody = `<tenant ${NS}><enabled>true</enabled><event_type>CREATE_TENANT</event_type>
  <external_tenant_id>e1</external_tenant_id><internal_tenant_id>t1</internal_tenant_id><name>ten1</name></tenant>`;

const post = (body: BodyInit | null, headers: Record<string, string> = {}, url = URL_OF) =>
  new Request(url, { method: "POST", body, headers: { "content-type": "application/xml", ...headers } });
const send = async (receiver: CallbackReceiver, ...parts: Parameters<typeof post>) =>
  (await receiver.fetch(post(...parts))).status;

/** The first event, of what is sent afterwards. */
async function first(receiver: CallbackReceiver, ...parts: Parameters<typeof post>) {
  const events = receiver.events();
  expect(await send(receiver, ...parts)).toBe(204);
  const { value } = await events.next();
  await events.return?.();
  return value;
}

describe("a callback", () => {
  it("with the guide's notification document becomes an event", async () => {
    const event = await first(callbackReceiver({ publicUrl: URL_OF }), notification);
    expect(event).toMatchObject({
      type: "CREATE_VIM_CONNECTOR",
      status: "SUCCESS",
      status_code: 200,
      status_message: "Created vim connector successfully",
      vim_connector_id: "my-server-30",
      source: "rest",
      eventTime: "2016-10-06T16:24:05.856+00:00",
    });
    expect(event.time.toISOString()).toBe("2016-10-06T16:24:05.856Z");
    expect(event.transactionId).toBeUndefined();
  });

  it("with a resource's body and headers becomes the same kind of event", async () => {
    const event = await first(callbackReceiver({ publicUrl: URL_OF }), tenantBody, {
      "ESC-Status-Code": "200",
      "ESC-Status-Message": "Tenant created",
      "ESC-Transaction-Id": "42",
    });
    expect(event).toMatchObject({
      type: "CREATE_TENANT",
      status: "SUCCESS",
      status_code: 200,
      status_message: "Tenant created",
      tenant: "ten1",
      tenant_id: "e1",
      source: "rest",
      transactionId: "42",
      original: { name: "ten1", enabled: true, internal_tenant_id: "t1" },
    });
  });

  it("is understood in JSON, with headers of any spelling, and when its outcome is missing", async () => {
    const receiver = callbackReceiver({ publicUrl: URL_OF });
    const body = JSON.stringify({ image: { name: "i1", event_type: "CREATE_IMAGE" } });
    const headers = { "content-type": "application/json", ESC_STATUS_CODE: "500", esc_transaction_id: "7" };
    const event = await first(receiver, body, headers);
    expect(event).toMatchObject({ type: "CREATE_IMAGE", image: "i1", status: "FAILURE", transactionId: "7" });
    const silent = await first(receiver, `<flavor ${NS}><name>f</name><event_type>NEW_ONE</event_type></flavor>`);
    expect(silent).toMatchObject({ type: "UNKNOWN", rawType: "NEW_ONE", status: "", flavor: "f" });
  });

  it("of a deployment keeps what it says of every VM", async () => {
    const vm = (id: string) => `<deployment_details><vm_uuid>${id}</vm_uuid><interfaces><interface><nic_id>0</nic_id>
      <ip_address>10.0.0.1</ip_address></interface></interfaces></deployment_details>`;
    const body = `<deployment ${NS}><event_type>SERVICE_ALIVE</event_type><datacenter><default>true</default></datacenter>${vm("a")}${vm("b")}
      <internal_deployment_id>d1</internal_deployment_id><service_state_machine_state>SERVICE_ACTIVE_STATE</service_state_machine_state></deployment>`;
    const event = await first(callbackReceiver({ publicUrl: URL_OF }), body, { "esc-status-code": "200" });
    expect(event).toMatchObject({ type: "SERVICE_ALIVE", depname: "d1", depid: "d1" });
    expect(event.original).toMatchObject({
      service_state_machine_state: "SERVICE_ACTIVE_STATE",
      deployment_details: [{ vm_uuid: "a", interfaces: { interface: [{ nic_id: "0" }] } }, { vm_uuid: "b" }],
    });
  });

  it("that does not fit the model is an event all the same", async () => {
    const odd = notification.replace("<status>SUCCESS</status>", "<status>SUCCESS</status><status>SUCCESS</status>");
    expect(await first(callbackReceiver({ publicUrl: URL_OF }), odd)).toMatchObject({
      type: "CREATE_VIM_CONNECTOR",
      vim_connector_id: "my-server-30",
    });
  });

  it("that comes twice is answered twice and told once", async () => {
    const receiver = callbackReceiver({ publicUrl: URL_OF });
    const events = receiver.events();
    const headers = { "esc-transaction-id": "1" };
    for (let count = 0; count < 3; count++) expect(await send(receiver, tenantBody, headers)).toBe(204);
    for (let count = 0; count < 2; count++) expect(await send(receiver, notification)).toBe(204);
    // Another transaction, or no id and no time: it may well be another one.
    await send(receiver, tenantBody, { "esc-transaction-id": "2" });
    await send(receiver, tenantBody);
    await send(receiver, tenantBody);
    receiver.close();
    const told: string[] = [];
    for await (const event of events) told.push(`${event.type} ${event.transactionId}`);
    expect(told).toEqual([
      "CREATE_TENANT 1",
      "CREATE_VIM_CONNECTOR undefined",
      "CREATE_TENANT 2",
      "CREATE_TENANT undefined",
      "CREATE_TENANT undefined",
    ]);
    expect(receiver.counters).toEqual({ received: 5, duplicates: 3, refused: 0 });
  });
});

describe("what is no callback", () => {
  const receiver = callbackReceiver({
    publicUrl: URL_OF,
    auth: { username: "esc", password: "geheim" },
    maxBytes: 2000,
  });
  const authorization = `Basic ${Buffer.from("esc:geheim").toString("base64")}`;

  it.each([
    ["another path", 404, () => post(tenantBody, { authorization }, "https://me.example.net/other")],
    ["another path, without credentials", 404, () => post(tenantBody, {}, "https://me.example.net/")],
    ["GET", 405, () => new Request(URL_OF, { headers: { authorization } })],
    ["no credentials", 401, () => post(tenantBody)],
    ["wrong credentials", 401, () => post(tenantBody, { authorization: "Basic ZXNjOnh4" })],
    ["another scheme", 401, () => post(tenantBody, { authorization: "Bearer geheim" })],
    ["too much", 413, () => post("x".repeat(2001), { authorization })],
    ["malformed XML", 400, () => post("<tenant><event_type>", { authorization })],
    ["malformed JSON", 400, () => post("{", { authorization, "content-type": "application/json" })],
    ["a DOCTYPE", 400, () => post('<!DOCTYPE a [<!ENTITY b "c">]><tenant>&b;</tenant>', { authorization })],
    ["nothing", 400, () => post("", { authorization })],
    ["no UTF-8", 400, () => post(Buffer.from([0x3c, 0xff, 0xfe]), { authorization })],
    ["some other document", 400, () => post("<html/>", { authorization })],
    ["a notification of something else", 400, () => post("<notification><x/></notification>", { authorization })],
  ] as const)("%s: %i, with nothing said", async (_, status, request) => {
    const before = receiver.counters;
    const response = await receiver.fetch(request());
    expect(response.status).toBe(status);
    expect(await response.text()).toBe("");
    expect(receiver.counters).toEqual({ ...before, refused: before.refused + 1 });
  });

  it("the right credentials and a trailing slash are taken", async () => {
    expect(await send(receiver, tenantBody, { authorization }, `${URL_OF}/`)).toBe(204);
  });

  it("a stream that is too long is not read to its end", async () => {
    let pulled = 0;
    const endless = new ReadableStream<Uint8Array>({
      pull(controller) {
        pulled++;
        controller.enqueue(new Uint8Array(500));
      },
    });
    const init = { method: "POST", body: endless, duplex: "half", headers: { authorization } };
    expect((await receiver.fetch(new Request(URL_OF, init))).status).toBe(413);
    expect(pulled).toBeLessThan(20);
  });

  it("everything is, after close()", async () => {
    const closed = callbackReceiver({ publicUrl: URL_OF });
    closed.close();
    expect(await send(closed, tenantBody)).toBe(503);
    const ended: unknown[] = [];
    for await (const event of closed.events()) ended.push(event);
    expect(ended).toEqual([]);
  });
});

describe("iterations", () => {
  it("end by break, by the signal and at the limit; others go on", async () => {
    const receiver = callbackReceiver({ publicUrl: URL_OF });
    const all = receiver.events();
    const small = receiver.events({ limit: 1, overflow: "error" });
    const aborted = receiver.events({ signal: AbortSignal.abort() });
    for (const id of ["1", "2"]) await send(receiver, tenantBody, { "esc-transaction-id": id });
    expect((await small.next()).value?.transactionId).toBe("1");
    await expect(small.next()).rejects.toSatisfy((error) => isEscError(error, "overflow"));
    await expect(aborted.next()).rejects.toSatisfy((error) => isEscError(error, "aborted"));
    for await (const event of all) {
      expect(event.transactionId).toBe("1");
      break;
    }
    expect((await all.next()).done).toBe(true);
  });
});

describe("a receiver by itself", () => {
  it("does not know its URL until somebody says it", () => {
    expect(() => callbackReceiver().url).toThrow(/publicUrl/);
    expect(() => callbackReceiver({ publicUrl: "me" })).toThrow(/publicUrl/);
    expect(() => callbackReceiver({ path: "esc" })).toThrow(/path/);
  });

  it("is served over HTTPS, behind a secret path", async () => {
    const certificate = makeCertificate();
    const receiver = callbackReceiver({ path: "/esc", secretPath: true });
    await using server = await serveReceiver(receiver, { tls: certificate });
    expect(server.url).toMatch(/^https:\/\/127\.0\.0\.1:\d+\/esc\/[0-9a-f]{32}$/);
    expect(receiver.url).toBe(server.url);
    const { origin, pathname } = new URL(server.url);
    await using http = new HttpClient({ baseUrl: origin, tls: { ca: certificate.cert }, retry: false });
    const options = { body: tenantBody, contentType: "application/xml" };
    const events = receiver.events();
    expect((await http.request("POST", pathname, options)).status).toBe(204);
    expect((await events.next()).value?.type).toBe("CREATE_TENANT");
    const error = await rejection(http.request("POST", "/esc", options), HttpError);
    expect(error.status).toBe(404);
  });

  it("is served under its public URL's path", async () => {
    const receiver = callbackReceiver({ publicUrl: "https://proxy.example.net/a/b" });
    await using server = await serveReceiver(receiver);
    expect(server.url).toBe("https://proxy.example.net/a/b");
    await using http = new HttpClient({ baseUrl: server.origin, retry: false });
    expect((await http.request("POST", "/a/b", { body: tenantBody })).status).toBe(204);
  });

  it("says so where its address is taken", async () => {
    await using server = await serveReceiver(callbackReceiver());
    const error = await rejection(serveReceiver(callbackReceiver(), { port: server.port }), Error);
    expect(isEscError(error, "connection-failed")).toBe(true);
  });
});
