import { describe, expect, it } from "vitest";
import type * as esc from "../../generated/esc.js";
import * as model from "../../generated/esc.js";
import { WorkflowError } from "../../src/client/workflow-error.js";
import { EscError } from "../../src/core/errors.js";
import { deployment } from "../../src/models/deployment.js";
import { encode } from "../../src/schema/encode.js";
import { FakeEsc, refused } from "./fake-esc.js";
import { settle } from "./fakes.js";

function csr(name = "csr-1", image = "csr1000v"): esc.Data {
  return deployment(name, { tenant: "t" })
    .vmGroup("G", (group) => group.image(image).flavor("f").bootupTime(600).recoveryWaitTime(0))
    .build();
}

/** What running has when a document was applied. */
function inRunning(document: esc.Data): string {
  return encode(model.schema, document).replace(/^<esc_datamodel[^>]*>|<\/esc_datamodel>$/g, "");
}

function inOpdata(state: string, vms = ["vm-1"], name = "csr-1"): string {
  const instances = vms.map((vm) => `<vm_instance><vm_id>id-${vm}</vm_id><name>${vm}</name></vm_instance>`).join("");
  const group = `<vm_group><name>G</name>${instances}</vm_group>`;
  const machine = `<state_machine><state>${state}</state></state_machine>`;
  return `<tenants><tenant><name>t</name><deployments><deployment_name>${name}</deployment_name>${group}${machine}</deployments></tenant></tenants>`;
}

const ours = { depname: "csr-1", tenant: "t" };

describe("apply", () => {
  it("creates what is not in running, after subscribing", async () => {
    const fake = new FakeEsc();
    fake.onEdit = () => expect(fake.events.subscribed).toBe(true);
    const change = await fake.client.deployments.apply(csr());
    expect(change).toMatchObject({ accepted: "accepted", kind: "deploy", subject: "deployment csr-1 of tenant t" });
    expect(fake.edits[0]).toMatch(/<deployment [^>]*operation="create"[^>]*><name>csr-1<\/name>/);
    expect(fake.edits[0]).not.toMatch(/<tenant [^>]*operation/);
    for (const type of ["VM_DEPLOYED", "VM_ALIVE", "SERVICE_ALIVE"]) fake.send(type, ours);
    expect((await change.done()).events.map((event) => event.type)).toEqual([
      "VM_DEPLOYED",
      "VM_ALIVE",
      "SERVICE_ALIVE",
    ]);
    await fake.client.close();
  });

  it("does not miss events that come before the answer", async () => {
    const fake = new FakeEsc();
    fake.onEdit = () => {
      for (const type of ["VM_DEPLOYED", "SERVICE_ALIVE"]) fake.send(type, ours);
    };
    const change = await fake.client.deployments.apply(csr());
    expect((await change.done()).events).toHaveLength(2);
    await fake.client.close();
  });

  it("leaves what is equal and active", async () => {
    const fake = new FakeEsc();
    fake.model = inRunning(csr());
    fake.opdata = inOpdata("SERVICE_ACTIVE_STATE");
    const change = await fake.client.deployments.apply(csr());
    expect(change.accepted).toBe("unchanged");
    expect(await change.done()).toMatchObject({ outcome: "unchanged", decidedBy: "running", events: [] });
    for await (const event of change.events()) expect.unreachable(event.type);
    expect(fake.edits).toEqual([]);
    await fake.client.close();
  });

  it("follows what is equal and under way", async () => {
    const fake = new FakeEsc();
    fake.model = inRunning(csr());
    fake.opdata = inOpdata("SERVICE_DEPLOYING_STATE");
    const change = await fake.client.deployments.apply(csr());
    expect(change.accepted).toBe("unchanged");
    fake.send("SERVICE_ALIVE", ours);
    expect(await change.done()).toMatchObject({ outcome: "done", decidedBy: "event" });
    expect(fake.edits).toEqual([]);
    await fake.client.close();
  });

  it.each([
    ["in an error state", inOpdata("SERVICE_ERROR_STATE")],
    ["not there at all", ""],
  ])("rejects what is equal and %s, with the clean-up", async (_what, opdata) => {
    const fake = new FakeEsc();
    fake.model = inRunning(csr());
    fake.opdata = opdata;
    const error: unknown = await fake.client.deployments.apply(csr()).catch((reason: unknown) => reason);
    if (!(error instanceof WorkflowError)) throw error;
    expect(error.message).toContain("Running already has it from before, but");
    expect(error.events).toEqual([]);
    const cleaned = await error.cleanUp();
    expect(fake.edits[0]).toMatch(/operation="remove"[^>]*><name>csr-1<\/name><\/deployment>/);
    fake.send("SERVICE_UNDEPLOYED", ours);
    await cleaned.done();
    await fake.client.close();
  });

  it("replaces what is different, and restores it as clean-up", async () => {
    const fake = new FakeEsc();
    fake.model = inRunning(csr());
    const change = await fake.client.deployments.apply(csr("csr-1", "newer"));
    expect(change.kind).toBe("update");
    expect(fake.edits[0]).toMatch(/<deployment [^>]*operation="replace"/);
    expect(fake.edits[0]).toContain("<image>newer</image>");
    fake.fail("VM_UPDATED", ours);
    fake.fail("SERVICE_UPDATED", ours);
    const error: unknown = await change.done().catch((reason: unknown) => reason);
    if (!(error instanceof WorkflowError)) throw error;
    await error.cleanUp();
    expect(fake.edits[1]).toMatch(/<deployment [^>]*operation="replace"/);
    expect(fake.edits[1]).toContain("<image>csr1000v</image>");
    await fake.client.close();
  });

  it("decides an update by operational data where it can show it", async () => {
    const fake = new FakeEsc();
    const two = deployment("csr-1", { tenant: "t" })
      .vmGroup("G", (group) =>
        group.image("csr1000v").flavor("f").bootupTime(600).recoveryWaitTime(0).scaling({ minActive: 2, maxActive: 2 }),
      )
      .build();
    fake.model = inRunning(csr());
    fake.opdata = inOpdata("SERVICE_ACTIVE_STATE", ["a", "b"]);
    const change = await fake.client.deployments.apply(two, { silenceMs: 1 });
    expect(await change.done()).toMatchObject({ decidedBy: "operational-data" });
    await fake.client.close();
  });

  it("sends nothing that breaks the model, and lists every issue", async () => {
    const fake = new FakeEsc();
    const wrong: esc.Data = {
      esc_datamodel: {
        tenants: { tenant: [{ name: "t", deployments: { deployment: [{ name: "d", vm_group: [{ name: "g" }] }] } }] },
      },
    };
    await expect(fake.client.deployments.apply(wrong)).rejects.toMatchObject({
      code: "validation",
      issues: [
        expect.objectContaining({ path: expect.stringContaining("bootup_time") }),
        expect.objectContaining({ path: expect.stringContaining("recovery_wait_time") }),
      ],
    });
    expect(fake.server.sessions).toHaveLength(0);
    await fake.client.close();
  });

  it("takes one deployment and nothing beside it", async () => {
    const fake = new FakeEsc();
    const two = { esc_datamodel: { tenants: { tenant: [{ name: "t" }, { name: "u" }] } } };
    await expect(fake.client.deployments.apply(two)).rejects.toMatchObject({ code: "invalid-input" });
    const more = { esc_datamodel: { ...csr().esc_datamodel, images: {} } };
    await expect(fake.client.deployments.apply(more)).rejects.toMatchObject({
      code: "invalid-input",
      message: expect.stringContaining("images"),
    });
    await fake.client.close();
  });

  it("shows ESC's refusal, and forgets the change", async () => {
    const fake = new FakeEsc();
    fake.onEdit = () => {
      throw refused({ tag: "data-exists", path: "/esc_datamodel", message: "there is one" });
    };
    await expect(fake.client.deployments.apply(csr())).rejects.toMatchObject({
      code: "rpc-error",
      errors: [{ tag: "data-exists", path: "/esc_datamodel", message: "there is one" }],
    });
    fake.onEdit = () => {
      throw refused({ message: "ESC is in maintenance mode" });
    };
    await expect(fake.client.deployments.apply(csr())).rejects.toMatchObject({ code: "maintenance" });
    fake.onEdit = () => {
      throw new EscError("timeout", "No answer", {});
    };
    await expect(fake.client.deployments.apply(csr())).rejects.toMatchObject({
      code: "timeout",
      mayHaveBeenApplied: true,
    });
    await fake.client.close();
  });
});

describe("correlation", () => {
  it("keeps two tenants' deployments of one name apart", async () => {
    const fake = new FakeEsc();
    const other = deployment("csr-1", { tenant: "u" })
      .vmGroup("G", (group) => group.image("i").flavor("f").bootupTime(1).recoveryWaitTime(0))
      .build();
    const [ofT, ofU] = await Promise.all([fake.client.deployments.apply(csr()), fake.client.deployments.apply(other)]);
    fake.send("SERVICE_ALIVE", { depname: "csr-1", tenant: "u" });
    fake.fail("SERVICE_ALIVE", ours);
    await ofU.done();
    await expect(ofT.done()).rejects.toMatchObject({ code: "workflow-failed" });
    await fake.client.close();
  });

  it("keeps two changes at once and those of others apart", async () => {
    const fake = new FakeEsc();
    const one = await fake.client.deployments.apply(csr("one"));
    const two = await fake.client.deployments.apply(csr("two"));
    fake.fail("VM_DEPLOYED", { depname: "somebody-elses", tenant: "t" });
    fake.fail("CREATE_NETWORK", { network: "n", tenant: "t" });
    fake.fail("CREATE_IMAGE", { image: "csr1000v" });
    fake.send("SERVICE_ALIVE", { depname: "two", tenant: "t" });
    fake.send("VM_DEPLOYED", { depname: "one", tenant: "t" });
    fake.send("SERVICE_ALIVE", { depname: "one", tenant: "t" });
    expect((await one.done()).events).toHaveLength(2);
    expect((await two.done()).events).toHaveLength(1);
    await fake.client.close();
  });

  it("counts the networks and the tenant that are made with the deployment", async () => {
    const fake = new FakeEsc();
    const withNetwork = deployment("csr-1", { tenant: "t" })
      .network("mgmt", { shared: false })
      .vmGroup("G", (group) => group.image("i").flavor("f").bootupTime(1).recoveryWaitTime(0))
      .build();
    const change = await fake.client.deployments.apply(withNetwork);
    fake.send("CREATE_TENANT", { tenant: "t" });
    fake.send("CREATE_TENANT", { tenant: "other" });
    fake.send("CREATE_NETWORK", { network: "mgmt", tenant: "t" });
    fake.send("CREATE_NETWORK", { network: "mgmt", tenant: "other" });
    fake.send("SERVICE_ALIVE", ours);
    expect((await change.done()).events.map((event) => event.type)).toEqual([
      "CREATE_TENANT",
      "CREATE_NETWORK",
      "SERVICE_ALIVE",
    ]);
    await fake.client.close();
  });

  it("survives a VM_DEPLOYED failure without a VM group", async () => {
    const fake = new FakeEsc();
    fake.opdata = inOpdata("SERVICE_ERROR_STATE");
    const change = await fake.client.deployments.apply(csr());
    fake.fail("VM_DEPLOYED", ours);
    await expect(change.done()).rejects.toMatchObject({ code: "workflow-failed", event: { type: "VM_DEPLOYED" } });
    await fake.client.close();
  });

  it("does not take the end of an earlier undeployment for its own", async () => {
    const fake = new FakeEsc();
    const change = await fake.client.deployments.apply(csr());
    fake.send("SERVICE_UNDEPLOYED", ours);
    fake.send("VM_DEPLOYED", ours);
    await settle();
    fake.send("SERVICE_ALIVE", ours);
    expect((await change.done()).events.map((event) => event.type)).toEqual(["VM_DEPLOYED", "SERVICE_ALIVE"]);
    await fake.client.close();
  });

  it("notices that somebody else undeployed it", async () => {
    const fake = new FakeEsc();
    const change = await fake.client.deployments.apply(csr());
    fake.send("VM_DEPLOYED", ours);
    fake.send("SERVICE_UNDEPLOYED", ours);
    await expect(change.done()).rejects.toMatchObject({
      code: "workflow-failed",
      event: { type: "SERVICE_UNDEPLOYED" },
      message: expect.stringContaining("there is no entry of it"),
    });
    await fake.client.close();
  });
});

describe("remove", () => {
  it("deletes and waits for SERVICE_UNDEPLOYED", async () => {
    const fake = new FakeEsc();
    fake.model = inRunning(csr());
    const change = await fake.client.deployments.remove("csr-1", { tenant: "t" });
    expect(fake.edits[0]).toMatch(/<deployment [^>]*operation="delete"[^>]*><name>csr-1<\/name><\/deployment>/);
    for (const type of ["VM_UNDEPLOYED", "SERVICE_UNDEPLOYED"]) fake.send(type, ours);
    expect(await change.done()).toMatchObject({ outcome: "done", decidedBy: "event" });
    await fake.client.close();
  });

  it("needs nothing where there is nothing, and follows an undeployment under way", async () => {
    const fake = new FakeEsc();
    expect((await fake.client.deployments.remove("csr-1", { tenant: "t" })).accepted).toBe("unchanged");
    fake.opdata = inOpdata("SERVICE_UNDEPLOYING_STATE");
    const change = await fake.client.deployments.remove("csr-1", { tenant: "t" });
    fake.send("SERVICE_UNDEPLOYED", ours);
    expect(await change.done()).toMatchObject({ decidedBy: "event" });
    expect(fake.edits).toEqual([]);
    await fake.client.close();
  });
});

describe("reading", () => {
  it("gives deployments from running and their status from operational data", async () => {
    const fake = new FakeEsc();
    fake.model = inRunning(csr());
    fake.opdata = inOpdata("SERVICE_ACTIVE_STATE", ["a"]);
    const { deployments } = fake.client;
    expect(await deployments.get("csr-1", { tenant: "t" })).toMatchObject({ name: "csr-1" });
    expect(await deployments.get("csr-1", { tenant: "u" })).toBeUndefined();
    expect(await deployments.list()).toMatchObject([{ name: "csr-1", tenant: "t" }]);
    expect(await deployments.list({ tenant: "u" })).toEqual([]);
    expect(await deployments.status("csr-1", { tenant: "t" })).toMatchObject({
      state: "SERVICE_ACTIVE_STATE",
      vms: [{ name: "a", vmGroup: "G", vmId: "id-a", state: undefined }],
    });
    expect(await deployments.status("other", { tenant: "t" })).toBeUndefined();
    await fake.client.close();
  });
});
