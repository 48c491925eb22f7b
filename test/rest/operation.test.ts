import { describe, expect, it } from "vitest";
import { isEscError } from "../../src/core/errors.js";
import { HttpError } from "../../src/http/http-error.js";
import { RestOperationError } from "../../src/rest/operation.js";
import { type CallbackReceiver, callbackReceiver } from "../../src/rest/receiver.js";
import { accepted, FakeEsc, rejection } from "./support.js";

const URL_OF = "https://me.example.net/esc";

interface Told {
  readonly type: string;
  readonly status?: "SUCCESS" | "FAILURE";
  readonly id?: string;
  readonly fields?: string;
}

let clock = 0;

/** Sends a callback as ESC would: the notification document, each with a time of its own. */
async function tell(receiver: CallbackReceiver, { type, status = "SUCCESS", id, fields = "" }: Told): Promise<void> {
  const time = new Date(1_700_000_000_000 + clock++).toISOString();
  const body = `<notification xmlns="urn:ietf:params:xml:ns:netconf:notification:1.0"><eventTime>${time}</eventTime>
    <escEvent xmlns="http://www.cisco.com/esc/esc"><status>${status}</status><status_code>${status === "SUCCESS" ? 200 : 500}</status_code>
    <status_message>said so</status_message>${fields}<event><type>${type}</type></event></escEvent></notification>`;
  const headers = { "content-type": "application/xml", ...(id !== undefined && { "esc-transaction-id": id }) };
  const response = await receiver.fetch(new Request(URL_OF, { method: "POST", body, headers }));
  expect(response.status).toBe(204);
}

/** An ESC that takes a tenant's creation, and shows it when told to. */
function tenantEsc(
  receiver: CallbackReceiver | undefined,
  options: { readonly id?: string; readonly silenceMs?: number } = {},
) {
  let there = false;
  const esc = new FakeEsc({
    "POST /v0/tenants/t1": () => accepted(options.id),
    "DELETE /v0/tenants/t1": () => accepted(options.id),
    "GET /v0/tenants/t1": () => (there ? "<tenant><name>t1</name></tenant>" : 404),
  });
  const rest = esc.client({ ...(receiver && { receiver }), silenceMs: options.silenceMs ?? 60_000 });
  const show = (now: boolean) => {
    there = now;
  };
  return { esc, rest, show };
}

const tenant = "<tenant>t1</tenant>";

describe("an operation with a receiver", () => {
  it("asks for a callback and is done when it comes", async () => {
    const receiver = callbackReceiver({ publicUrl: URL_OF });
    const { esc, rest } = tenantEsc(receiver, { id: "abc" });
    const operation = await rest.tenants.create("t1");
    expect(esc.only.headers.get("callback")).toBe(URL_OF);
    expect([operation.accepted, operation.transactionId, operation.status]).toEqual(["accepted", "abc", 200]);
    const done = operation.done();
    await tell(receiver, { type: "CREATE_TENANT", id: "ABC", fields: tenant });
    const result = await done;
    expect([result.decidedBy, result.event?.type, result.events.length]).toEqual(["callback", "CREATE_TENANT", 1]);
    expect(await operation.done()).toBe(result);
    const events: string[] = [];
    for await (const event of operation.events()) events.push(event.type);
    expect(events).toEqual(["CREATE_TENANT"]);
    expect(esc.seen).toHaveLength(1);
  });

  it("keeps a callback that comes before the answer", async () => {
    const receiver = callbackReceiver({ publicUrl: URL_OF });
    const esc = new FakeEsc({
      "POST /v0/tenants/t1": async () => {
        await tell(receiver, { type: "CREATE_TENANT", id: "other", fields: "<tenant>t2</tenant>" });
        await tell(receiver, { type: "CREATE_TENANT", id: "mine", fields: tenant });
        return accepted("mine");
      },
    });
    const operation = await esc.client({ receiver }).tenants.create("t1");
    expect((await operation.done()).events).toHaveLength(1);
  });

  it("fails with ESC's message", async () => {
    const receiver = callbackReceiver({ publicUrl: URL_OF });
    const { rest } = tenantEsc(receiver, { id: "1" });
    const operation = await rest.tenants.create("t1");
    await tell(receiver, { type: "CREATE_TENANT", status: "FAILURE", id: "1", fields: tenant });
    const error = await rejection(operation.done(), RestOperationError);
    expect([error.code, error.event?.type, error.events.length]).toEqual(["workflow-failed", "CREATE_TENANT", 1]);
    expect(error.message).toContain("create-tenant t1");
    expect(error.message).toContain("said so");
  });

  it("is told by names where ids are missing, and never by another's id", async () => {
    const receiver = callbackReceiver({ publicUrl: URL_OF });
    const { rest } = tenantEsc(receiver);
    const operation = await rest.tenants.create("t1");
    await tell(receiver, { type: "CREATE_TENANT", fields: "<tenant>t2</tenant>" });
    await tell(receiver, { type: "DELETE_TENANT", fields: tenant });
    await tell(receiver, { type: "CREATE_TENANT", fields: tenant });
    expect((await operation.done()).events).toHaveLength(1);
    const withId = await tenantEsc(receiver, { id: "x" }).rest.tenants.create("t1");
    await tell(receiver, { type: "CREATE_TENANT", status: "FAILURE", id: "forged", fields: tenant });
    await tell(receiver, { type: "CREATE_TENANT", id: "x", fields: tenant });
    expect((await withId.done()).events).toHaveLength(1);
  });

  it("takes the only callback of its id, whatever its type", async () => {
    const receiver = callbackReceiver({ publicUrl: URL_OF });
    const { rest } = tenantEsc(receiver, { id: "1" });
    const operation = await rest.tenants.create("t1");
    await tell(receiver, { type: "TENANT_MADE", id: "1" });
    expect((await operation.done()).event).toMatchObject({ type: "UNKNOWN", rawType: "TENANT_MADE" });
  });

  it("asks ESC where callbacks are lost", async () => {
    const receiver = callbackReceiver({ publicUrl: URL_OF });
    const { rest, show, esc } = tenantEsc(receiver, { id: "1", silenceMs: 5 });
    const operation = await rest.tenants.create("t1");
    const done = operation.done();
    await esc.asked(3);
    show(true);
    expect((await done).decidedBy).toBe("polling");
  });

  it("asks ESC where the callback does not tell the outcome", async () => {
    const receiver = callbackReceiver({ publicUrl: URL_OF });
    const { rest, show } = tenantEsc(receiver, { id: "1" });
    const operation = await rest.tenants.create("t1");
    show(true);
    const body = "<tenant><name>t1</name><event_type>CREATE_TENANT</event_type></tenant>";
    const headers = { "esc-transaction-id": "1" };
    await receiver.fetch(new Request(URL_OF, { method: "POST", body, headers }));
    const result = await operation.done();
    expect([result.decidedBy, result.events.length]).toEqual(["polling", 1]);
  });

  it("does not mind callbacks twice and in another order", async () => {
    const receiver = callbackReceiver({ publicUrl: URL_OF });
    const esc = new FakeEsc({ "POST /v0/t1/deployments/d1": accepted("1") });
    const operation = await esc.client({ receiver }).deployments.create("d1", { name: "d1" }, { tenant: "t1" });
    const fields = "<depname>d1</depname><tenant>t1</tenant>";
    for (const type of ["VM_ALIVE", "VM_DEPLOYED", "VM_DEPLOYED", "SERVICE_ALIVE"]) {
      await tell(receiver, { type, id: "1", fields });
    }
    expect((await operation.done()).events.map((event) => event.type)).toEqual([
      "VM_ALIVE",
      "VM_DEPLOYED",
      "VM_DEPLOYED",
      "SERVICE_ALIVE",
    ]);
  });

  it("waits for the final event after a failed step, then asks, then fails", async () => {
    const receiver = callbackReceiver({ publicUrl: URL_OF });
    const esc = new FakeEsc({
      "POST /v0/deployments/d1": accepted("1"),
      "GET /v0/deployments/d1":
        "<deployment><service_state_machine_state>SERVICE_ERROR_STATE</service_state_machine_state></deployment>",
    });
    const rest = esc.client({ receiver });
    const slow = await rest.deployments.create("d1", { name: "d1" });
    await tell(receiver, { type: "VM_DEPLOYED", status: "FAILURE", id: "1", fields: "<depname>d1</depname>" });
    await tell(receiver, { type: "SERVICE_ALIVE", id: "1", fields: "<depname>d1</depname>" });
    expect((await slow.done()).event?.type).toBe("SERVICE_ALIVE");
    const doomed = await rest.deployments.create("d1", { name: "d1" }, { finalEventWaitMs: 5 });
    await tell(receiver, { type: "VM_DEPLOYED", status: "FAILURE", id: "1", fields: "<depname>d1</depname>" });
    const error = await rejection(doomed.done(), RestOperationError);
    expect(error.message).toContain("SERVICE_ERROR_STATE");
    expect(error.event?.type).toBe("VM_DEPLOYED");
  });

  it("ends its wait by timeout and signal, and can be waited for again", async () => {
    const receiver = callbackReceiver({ publicUrl: URL_OF });
    const { rest } = tenantEsc(receiver, { id: "1" });
    const operation = await rest.tenants.create("t1");
    expect(isEscError(await rejection(operation.done({ timeoutMs: 5 }), Error), "timeout")).toBe(true);
    expect(isEscError(await rejection(operation.done({ signal: AbortSignal.abort() }), Error), "aborted")).toBe(true);
    await tell(receiver, { type: "CREATE_TENANT", id: "1", fields: tenant });
    expect((await operation.done()).decidedBy).toBe("callback");
  });

  it("hears nothing any more when it was not accepted", async () => {
    const receiver = callbackReceiver({ publicUrl: URL_OF });
    const esc = new FakeEsc({ "POST /v0/tenants/t1": 409 });
    await rejection(esc.client({ receiver }).tenants.create("t1"), HttpError);
    await tell(receiver, { type: "CREATE_TENANT", fields: tenant });
  });

  it("takes another URL for its callback, and a receiver that is not served is invalid input", async () => {
    const receiver = callbackReceiver({ publicUrl: URL_OF });
    const { esc, rest } = tenantEsc(receiver);
    await rest.tenants.create("t1", undefined, { callback: new URL("https://elsewhere.example.net/x") });
    expect(esc.only.headers.get("callback")).toBe("https://elsewhere.example.net/x");
    const unserved = new FakeEsc({}).client({ receiver: callbackReceiver() });
    expect(isEscError(await rejection(unserved.tenants.create("t1"), Error), "invalid-input")).toBe(true);
  });

  it("200 at a time each end with their own callback", async () => {
    const receiver = callbackReceiver({ publicUrl: URL_OF });
    const esc = new FakeEsc(
      new Proxy<Record<string, never>>(
        {},
        {
          get: (_, key) => accepted(`id-${String(key).split("/").at(-1)}`),
        },
      ),
    );
    const rest = esc.client({ receiver });
    const names = Array.from({ length: 200 }, (_, index) => `t${index}`);
    const operations = await Promise.all(names.map((name) => rest.tenants.create(name)));
    const results = Promise.all(operations.map((operation) => operation.done({ timeoutMs: 10_000 })));
    for (const name of [...names].reverse()) await tell(receiver, { type: "CREATE_TENANT", id: `id-${name}` });
    expect((await results).every((result) => result.events.length === 1)).toBe(true);
  });
});

describe("an operation without a receiver", () => {
  it("asks until the thing is there, or gone", async () => {
    const { esc, rest, show } = tenantEsc(undefined);
    const created = await rest.tenants.create("t1");
    const done = created.done();
    await esc.asked(4);
    show(true);
    expect(await done).toEqual({ decidedBy: "polling", event: undefined, events: [] });
    const deleted = (await rest.tenants.delete("t1")).done();
    show(false);
    expect((await deleted).decidedBy).toBe("polling");
  });

  it("goes on asking through maintenance, and not through other errors", async () => {
    const answers = [503, 404, 503, "<tenant><name>t1</name></tenant>"];
    const esc = new FakeEsc({ "POST /v0/tenants/t1": 200, "GET /v0/tenants/t1": () => answers.shift() ?? 500 });
    const rest = esc.client();
    expect((await (await rest.tenants.create("t1")).done()).decidedBy).toBe("polling");
    const error = await rejection((await rest.tenants.create("t1")).done(), HttpError);
    expect(error.status).toBe(500);
  });

  it("waits until an update shows", async () => {
    const property = (value: string) =>
      `<properties><property><name>a</name><value>${value}</value></property></properties>`;
    const answers = [property("old"), property("old"), property("new")];
    const esc = new FakeEsc({
      "PUT /v0/vims/v1": 200,
      "GET /v0/vims/v1": () => `<vim_connector><id>v1</id><type>OPENSTACK</type>${answers.shift()}</vim_connector>`,
    });
    const value = { id: "v1", properties: { property: [{ name: "a", value: "new" }] } };
    await (await esc.client().vims.update(value)).done();
    expect(answers).toEqual([]);
  });

  it("says that nothing can tell where that is so", async () => {
    const esc = new FakeEsc({ "POST /v0/t1/deployments/vm/v1": 200 });
    const operation = await esc.client().operations.vm("stop", { tenant: "t1", vm: "v1" });
    const error = await rejection(operation.done(), Error);
    expect(isEscError(error, "outcome-unknown")).toBe(true);
    expect(error.message).toContain("receiver");
    const events: unknown[] = [];
    for await (const event of operation.events()) events.push(event);
    expect(events).toEqual([]);
  });

  it("leaves nothing behind when nobody waits", async () => {
    const { esc, rest } = tenantEsc(undefined);
    await rest.tenants.create("t1");
    expect(esc.seen).toHaveLength(1);
  });
});
