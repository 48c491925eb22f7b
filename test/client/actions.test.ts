import { describe, expect, it } from "vitest";
import { FakeEsc, refused } from "./fake-esc.js";

const running =
  "<tenants><tenant><name>t</name><deployments><deployment><name>d</name></deployment></deployments></tenant></tenants>";

function opdata(service: string, vm: string): string {
  const machines = `<vm_state_machines><vm_state_machine><vm_name>vm-1</vm_name><state>${vm}</state></vm_state_machine></vm_state_machines>`;
  return `<tenants><tenant><name>t</name><deployments><deployment_name>d</deployment_name><vm_group><name>g</name><vm_instance><vm_id>id-1</vm_id><name>vm-1</name></vm_instance></vm_group><state_machine><state>${service}</state>${machines}</state_machine></deployments></tenant></tenants>`;
}

function esc(): FakeEsc {
  const fake = new FakeEsc();
  fake.model = running;
  fake.opdata = opdata("SERVICE_ACTIVE_STATE", "VM_ALIVE_STATE");
  return fake;
}

const ours = { depname: "d", tenant: "t" };

describe("serviceAction", () => {
  it.each([
    ["STOP", "VM_STOPPED", "SERVICE_STOPPED"],
    ["START", "VM_STARTED", "SERVICE_ALIVE"],
    ["REBOOT", "VM_REBOOTED", "SERVICE_ALIVE"],
    ["DISABLE_MONITOR", "VM_MONITOR_UNSET", "SERVICE_MONITOR_UNSET"],
    ["ENABLE_MONITOR", "VM_MONITOR_SET", "SERVICE_MONITOR_SET"],
  ] as const)("%s ends with its final event", async (action, step, final) => {
    const fake = esc();
    const change = await fake.client.actions.serviceAction({ action, tenant: "t", deployment: "d" });
    expect(fake.rpcs[0]).toMatch(
      new RegExp(
        `<serviceAction [^>]*><actionType>${action}</actionType><tenantName>t</tenantName><depName>d</depName></serviceAction>`,
      ),
    );
    fake.send(final, { depname: "d", tenant: "other" });
    fake.send(step, ours);
    fake.send(final, ours);
    expect((await change.done()).events).toHaveLength(2);
    await fake.client.close();
  });

  it("gives the service's name and version to an ESC that demands them, and remembers it", async () => {
    const fake = esc();
    fake.onRpc = (xml) => {
      if (!xml.includes("serviceName")) throw refused({ tag: "missing-element", message: "serviceName is missing" });
      return "<ok/>";
    };
    const request = { action: "STOP", tenant: "t", deployment: "d" } as const;
    await fake.client.actions.serviceAction(request);
    expect(fake.rpcs.at(-1)).toContain("<serviceName>-</serviceName><serviceVersion>-</serviceVersion>");
    const before = fake.rpcs.length;
    await fake.client.actions.serviceAction(request);
    expect(fake.rpcs).toHaveLength(before + 1);
    await fake.client.close();
  });

  it("reports a failure, with nothing to clean up", async () => {
    const fake = esc();
    const change = await fake.client.actions.serviceAction({ action: "STOP", tenant: "t", deployment: "d" });
    fake.fail("SERVICE_STOPPED", ours);
    await expect(change.done()).rejects.toMatchObject({
      code: "workflow-failed",
      cleanUpNeeded: false,
      message: expect.stringContaining("STOP of deployment d of tenant t. SERVICE_STOPPED FAILURE 500: it broke"),
    });
    await fake.client.close();
  });

  it("is decided by operational data when events stay away", async () => {
    const fake = esc();
    const options = { silenceMs: 1 };
    const change = await fake.client.actions.serviceAction({ action: "STOP", tenant: "t", deployment: "d" }, options);
    fake.opdata = opdata("SERVICE_STOPPED_STATE", "VM_SHUTOFF_STATE");
    expect(await change.done()).toMatchObject({ decidedBy: "operational-data" });
    const monitor = await fake.client.actions.serviceAction(
      { action: "DISABLE_MONITOR", tenant: "t", deployment: "d" },
      options,
    );
    fake.opdata = opdata("SERVICE_ACTIVE_STATE", "VM_MONITOR_UNSET_STATE");
    expect(await monitor.done()).toMatchObject({ decidedBy: "operational-data" });
    await fake.client.close();
  });
});

describe("vmAction and recoveryVmAction", () => {
  it("know the VM by its identifier, its name, or its group where the event has no VM", async () => {
    const fake = esc();
    const change = await fake.client.actions.vmAction({ action: "STOP", vmName: "vm-1", force: true });
    expect(fake.rpcs[0]).toContain("<actionType>STOP</actionType><vmName>vm-1</vmName><force>true</force>");
    fake.send("VM_STOPPED", { ...ours, vm_source: "<vmid>id-2</vmid>" });
    fake.send("VM_STOPPED", { ...ours, vm_source: "<vmname>vm-2</vmname>" });
    fake.fail("VM_STOPPED", { ...ours, vm_group: "other", vm_source: "" });
    fake.send("VM_STOPPED", { ...ours, vm_source: "<vmid>id-1</vmid>" });
    expect((await change.done()).events).toHaveLength(1);
    const again = await fake.client.actions.vmAction({ action: "STOP", vmName: "vm-1" });
    fake.fail("VM_STOPPED", { ...ours, vm_source: "" });
    await expect(again.done()).rejects.toMatchObject({ code: "workflow-failed" });
    await fake.client.close();
  });

  it.each([
    ["START", "VM_ALIVE_STATE"],
    ["STOP", "VM_SHUTOFF_STATE"],
    ["DISABLE_MONITOR", "VM_MONITOR_UNSET_STATE"],
  ] as const)("%s is seen in operational data", async (action, state) => {
    const fake = esc();
    const change = await fake.client.actions.vmAction({ action, vmName: "vm-1" }, { silenceMs: 1 });
    fake.opdata = opdata("SERVICE_ACTIVE_STATE", state);
    expect(await change.done()).toMatchObject({ decidedBy: "operational-data" });
    await fake.client.close();
  });

  it("say when there is no such VM", async () => {
    const fake = esc();
    await expect(fake.client.actions.vmAction({ action: "STOP", vmName: "nope" })).rejects.toMatchObject({
      code: "invalid-input",
      message: expect.stringContaining("no VM named nope"),
    });
    expect(fake.rpcs).toEqual([]);
    await fake.client.close();
  });

  it("recover, and count a cancelled recovery as failed", async () => {
    const fake = esc();
    const vm = { ...ours, vm_source: "<vmid>id-1</vmid>" };
    const change = await fake.client.actions.recoveryVmAction({ vmName: "vm-1" });
    expect(fake.rpcs[0]).toContain("<actionType>DO</actionType><vmName>vm-1</vmName>");
    for (const type of ["VM_RECOVERY_INIT", "VM_RECOVERY_REBOOT", "VM_RECOVERY_COMPLETE"]) fake.send(type, vm);
    expect((await change.done()).events).toHaveLength(3);
    const cancelled = await fake.client.actions.recoveryVmAction({ vmName: "vm-1" });
    for (const type of ["VM_RECOVERY_INIT", "VM_RECOVERY_CANCELLED"]) fake.send(type, vm);
    await expect(cancelled.done()).rejects.toMatchObject({ event: { type: "VM_RECOVERY_CANCELLED" } });
    await fake.client.close();
  });
});
