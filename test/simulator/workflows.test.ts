import { describe, expect, it } from "vitest";
import { deployment, group, inTenant, Lab, undeployment, vim } from "./support.js";

const times = (count: number, event: string): string[] => Array.from({ length: count }, () => event);

describe("deploying", () => {
  it("sends VM_DEPLOYED and VM_ALIVE for each VM, then SERVICE_ALIVE", async () => {
    const lab = await new Lab().withVim();
    lab.events();
    lab.edit(deployment("d", group({ min: 2 })));
    await lab.time.advance(100);
    expect(lab.state("d")).toBe("SERVICE_DEPLOYING_STATE");
    expect(lab.events()).toEqual([]);
    expect(await lab.finish()).toEqual([...times(2, "VM_DEPLOYED"), ...times(2, "VM_ALIVE"), "SERVICE_ALIVE"]);
    expect(lab.state("d")).toBe("SERVICE_ACTIVE_STATE");
  });

  it("names VMs as ESC does and gives the same ids for the same seed", async () => {
    const names = async (seed: number) => {
      const lab = await new Lab({ seed }).withVim();
      await lab.done(deployment("dmona2", group({ name: "Grp1" })));
      return lab.vms("dmona2");
    };
    const [first, again, other] = [await names(7), await names(7), await names(8)];
    expect(first[0]).toMatch(/^dmona2_Grp1_0_[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
    expect(again).toEqual(first);
    expect(other).not.toEqual(first);
  });

  it("makes tenant, networks, subnets and VMs in this order, and on undeploy the reverse, keeping the tenant", async () => {
    const lab = await new Lab().withVim();
    lab.events();
    const networks =
      "<networks><network><name>n1</name><shared>false</shared><subnet><name>s1</name><address>192.0.2.0</address><netmask>255.255.255.0</netmask><gateway>192.0.2.1</gateway></subnet></network></networks>";
    const content = `<deployments><deployment><name>d</name>${networks}${group({ network: "n1" })}</deployment></deployments>`;
    expect(await lab.done(inTenant(content, "t1"))).toEqual([
      "CREATE_TENANT",
      "CREATE_NETWORK",
      "CREATE_SUBNET",
      "VM_DEPLOYED",
      "VM_ALIVE",
      "SERVICE_ALIVE",
    ]);
    const [vm] = lab.engine.world.live.deployment("t1", "d")?.vms ?? [];
    expect(vm?.interfaces[0]).toMatchObject({
      ipAddress: "192.0.2.10",
      netmask: "255.255.255.0",
      gateway: "192.0.2.1",
    });
    const remove = inTenant(
      '<deployments><deployment nc:operation="delete"><name>d</name></deployment></deployments>',
      "t1",
    );
    expect(await lab.done(remove)).toEqual(["VM_UNDEPLOYED", "DELETE_SUBNET", "DELETE_NETWORK", "SERVICE_UNDEPLOYED"]);
    expect(lab.engine.world.live.tenants.has("t1")).toBe(true);
  });

  it("starts groups in the order of policies/startup", async () => {
    const lab = await new Lab().withVim();
    const order =
      "<policies><startup><target_vm_group_ref>a</target_vm_group_ref><depends_on><vm_group_ref>b</vm_group_ref><kpi_event_ref>VM_ALIVE</kpi_event_ref></depends_on></startup></policies>";
    await lab.done(deployment("d", `${order}${group({ name: "a" })}${group({ name: "b" })}`));
    const [one, two] = lab.engine.world.events.kept.filter((event) => event.content.event?.type === "VM_DEPLOYED");
    expect([one?.content.vm_group, two?.content.vm_group]).toEqual(["b", "a"]);
  });

  it("reports a failed VM without vm_group, ends with SERVICE_ALIVE FAILURE, and leaves running as it is until the client cleans up", async () => {
    const lab = await new Lab().withVim();
    lab.events();
    lab.engine.world.failures.add({ event: "VM_DEPLOYED", deployment: "d", message: "No valid host was found" });
    lab.edit(deployment("d", group({ min: 2 })));
    await lab.time.finish();
    const failure = lab.sent.find((event) => event.status === "FAILURE");
    expect(failure).toMatchObject({
      depname: "d",
      status_code: 500,
      status_message: "No valid host was found",
      vm_source: {},
    });
    expect(failure).not.toHaveProperty("vm_group");
    expect(lab.events()).toEqual(["VM_DEPLOYED FAILURE", "VM_DEPLOYED", "SERVICE_ALIVE FAILURE"]);
    expect(lab.state("d")).toBe("SERVICE_ERROR_STATE");
    expect(await lab.done(deployment("d", group({ min: 2 })))).toEqual([]);
    expect(lab.engine.intent.deployments.size).toBe(1);
    expect(await lab.done(undeployment("d"))).toEqual(["VM_UNDEPLOYED", "SERVICE_UNDEPLOYED"]);
    expect(lab.state("d")).toBeUndefined();
  });

  it("leaves out the final event after a failure, and status codes, when told to assume so", async () => {
    const lab = await new Lab({
      assumptions: { "final-event-after-failure": "missing", "status-codes": "missing" },
    }).withVim();
    lab.events();
    lab.engine.world.vims.configure({ missing: { images: ["csr"] } });
    lab.edit(deployment("d"));
    await lab.time.finish();
    expect(lab.sent.every((event) => event.status_code === undefined)).toBe(true);
    expect(lab.sent[0]?.status_message).toBe("Image csr not found");
    expect(lab.events()).toEqual(["VM_DEPLOYED FAILURE"]);
    expect(lab.state("d")).toBe("SERVICE_ERROR_STATE");
  });

  it("does not begin a type after one that failed", async () => {
    const lab = await new Lab().withVim();
    lab.events();
    lab.engine.world.failures.add({ event: "CREATE_TENANT", tenant: "t1", message: "Quota exceeded" });
    const events = await lab.done(
      inTenant(`<deployments><deployment><name>d</name>${group()}</deployment></deployments>`, "t1"),
    );
    expect(events).toEqual(["CREATE_TENANT FAILURE"]);
    expect(lab.engine.world.live.tenants.has("t1")).toBe(false);
  });

  it("does what one edit asks after what an earlier one asks, and unrelated work beside it", async () => {
    const lab = await new Lab().withVim();
    lab.events();
    lab.edit(deployment("a"));
    lab.edit(deployment("b"));
    lab.edit(undeployment("a"));
    expect(await lab.finish()).toEqual([
      ...times(2, "VM_DEPLOYED"),
      ...times(2, "VM_ALIVE"),
      ...times(2, "SERVICE_ALIVE"),
      "VM_UNDEPLOYED",
      "SERVICE_UNDEPLOYED",
    ]);
  });

  it("rejects an edit of a deployment under way when told to assume so", async () => {
    const lab = await new Lab({ assumptions: { "edit-during-workflow": "rejected" } }).withVim();
    lab.edit(deployment("a"));
    expect(() => lab.edit(undeployment("a"))).toThrow("Deployment [a] has a transaction in progress");
    await lab.time.finish();
    lab.edit(undeployment("a"));
  });

  it("forgets a deployment whose undeployment failed: its records are clean", async () => {
    const lab = await new Lab().withVim();
    await lab.done(deployment("d"));
    lab.engine.world.failures.add({ event: "VM_UNDEPLOYED", message: "VIM error" });
    expect((await lab.done(undeployment("d"))).slice(-2)).toEqual([
      "VM_UNDEPLOYED FAILURE",
      "SERVICE_UNDEPLOYED FAILURE",
    ]);
    expect(lab.state("d")).toBeUndefined();
  });
});

describe("updating", () => {
  it("adds and removes groups", async () => {
    const lab = await new Lab().withVim();
    await lab.done(deployment("d"));
    lab.events();
    expect(await lab.done(deployment("d", group({ name: "h" })))).toEqual([
      "VM_DEPLOYED",
      "VM_ALIVE",
      "SERVICE_UPDATED",
    ]);
    expect(await lab.done(deployment("d", '<vm_group nc:operation="delete"><name>h</name></vm_group>'))).toEqual([
      "VM_UNDEPLOYED",
      "SERVICE_UPDATED",
    ]);
  });

  it("changes an image with the messages of the guide", async () => {
    const lab = await new Lab().withVim();
    await lab.done(deployment("d"));
    lab.sent.length = 0;
    lab.edit(deployment("d", group({ image: "ESC-5_7_0_64" })));
    await lab.time.finish();
    expect(lab.sent.map((event) => event.status_message)).toEqual([
      `VM image Updated. VM name: [${lab.vms("d")[0]}], new Image: [ESC-5_7_0_64]`,
      "Service group update completed successfully",
    ]);
    expect(lab.events()).toEqual(["VM_UPDATED", "SERVICE_UPDATED"]);
  });

  it("reports a failed update by both events, and takes the next attempt", async () => {
    const lab = await new Lab().withVim();
    await lab.done(deployment("d"));
    lab.events();
    lab.engine.world.failures.add({ event: "VM_UPDATED", message: "Rebuild failed" });
    expect(await lab.done(deployment("d", group({ image: "new" })))).toEqual([
      "VM_UPDATED FAILURE",
      "SERVICE_UPDATED FAILURE",
    ]);
    expect(lab.state("d")).toBe("SERVICE_ERROR_STATE");
    expect(await lab.done(deployment("d"))).toEqual(["VM_UPDATED", "SERVICE_UPDATED"]);
    expect(lab.state("d")).toBe("SERVICE_ACTIVE_STATE");
  });

  it("scales out and in when min_active changes", async () => {
    const lab = await new Lab().withVim();
    await lab.done(deployment("d"));
    lab.events();
    const out = ["VM_SCALE_OUT_INIT", "VM_SCALE_OUT_DEPLOYED", "VM_SCALE_OUT_COMPLETE"];
    expect(await lab.done(deployment("d", group({ min: 3 })))).toEqual([...out, ...out, "SERVICE_UPDATED"]);
    expect(lab.vms("d")).toHaveLength(3);
    const back = ["VM_SCALE_IN_INIT", "VM_SCALE_IN_COMPLETE"];
    expect(await lab.done(deployment("d", group({ min: 1 })))).toEqual([...back, ...back, "SERVICE_UPDATED"]);
    expect(lab.vms("d")).toHaveLength(1);
  });

  it("leaves out SERVICE_UPDATED after mere scaling when told to assume so", async () => {
    const lab = await new Lab({ assumptions: { "scaling-update-final-event": "missing" } }).withVim();
    await lab.done(deployment("d"));
    lab.events();
    expect((await lab.done(deployment("d", group({ min: 2 })))).at(-1)).toBe("VM_SCALE_OUT_COMPLETE");
    expect(lab.state("d")).toBe("SERVICE_ACTIVE_STATE");
    expect((await lab.done(deployment("d", group({ min: 2, image: "new" })))).at(-1)).toBe("SERVICE_UPDATED");
  });

  it("leaves the service active after a failed update when told to assume so", async () => {
    const lab = await new Lab({ assumptions: { "state-after-failed-update": "SERVICE_ACTIVE_STATE" } }).withVim();
    await lab.done(deployment("d"));
    lab.engine.world.failures.add({ event: "SERVICE_UPDATED", message: "Update failed" });
    expect((await lab.done(deployment("d", group({ image: "new" })))).at(-1)).toBe("SERVICE_UPDATED FAILURE");
    expect(lab.state("d")).toBe("SERVICE_ACTIVE_STATE");
  });

  it("hands VMs over to another monitoring agent after SERVICE_UPDATED", async () => {
    const lab = await new Lab().withVim();
    await lab.done(deployment("d"));
    lab.events();
    expect(await lab.done(deployment("d", group({ agent: "dmonaName://dmona" })))).toEqual([
      "SERVICE_UPDATED",
      "VM_SET_MONITOR_STATUS",
      "VM_UNSET_MONITOR_STATUS",
    ]);
  });

  it("makes what an earlier failure left out", async () => {
    const lab = await new Lab().withVim();
    lab.engine.world.failures.add({ event: "VM_DEPLOYED", message: "No valid host" });
    await lab.done(deployment("d"));
    lab.events();
    expect(await lab.done(deployment("d", group({ name: "h" })))).toEqual([
      "VM_DEPLOYED",
      "VM_ALIVE",
      "VM_DEPLOYED",
      "VM_ALIVE",
      "SERVICE_UPDATED",
    ]);
    expect(lab.state("d")).toBe("SERVICE_ACTIVE_STATE");
  });
});

describe("recovering", () => {
  const recovering = async (of: Parameters<typeof group>[0]) => {
    const lab = await new Lab().withVim();
    await lab.done(deployment("d", group(of)));
    lab.events();
    return lab;
  };
  const redeploy = ["VM_RECOVERY_UNDEPLOYED", "VM_RECOVERY_DEPLOYED"];

  it("reboots first: the VM stays the same", async () => {
    const lab = await recovering({});
    lab.engine.vmDown(lab.vms("d")[0] ?? "");
    await lab.time.finish();
    const complete = lab.sent.at(-1);
    expect(complete?.vm_source?.vmid).toBe(complete?.vm_target?.vmid);
    expect(lab.events()).toEqual(["VM_RECOVERY_INIT", "VM_RECOVERY_REBOOT", "VM_RECOVERY_COMPLETE"]);
    expect(lab.state("d")).toBe("SERVICE_ACTIVE_STATE");
  });

  it("redeploys when the reboot fails: another VM under the same name", async () => {
    const lab = await recovering({});
    lab.engine.world.failures.add({ event: "VM_RECOVERY_REBOOT", message: "No answer" });
    lab.engine.vmDown(lab.vms("d")[0] ?? "");
    await lab.time.finish();
    const complete = lab.sent.at(-1);
    expect(complete?.vm_source?.vmid).not.toBe(complete?.vm_target?.vmid);
    expect(lab.events()).toEqual([
      "VM_RECOVERY_INIT",
      "VM_RECOVERY_REBOOT FAILURE",
      ...redeploy,
      "VM_RECOVERY_COMPLETE",
    ]);
  });

  it("gives up after max_retries", async () => {
    const lab = await recovering({ recovery: "REDEPLOY_ONLY", retries: 2 });
    lab.engine.world.failures.add({ event: "VM_RECOVERY_DEPLOYED", message: "No valid host", times: 9 });
    lab.engine.vmDown(lab.vms("d")[0] ?? "");
    const failed = ["VM_RECOVERY_UNDEPLOYED", "VM_RECOVERY_DEPLOYED FAILURE"];
    expect(await lab.finish()).toEqual(["VM_RECOVERY_INIT", ...failed, ...failed, "VM_RECOVERY_COMPLETE FAILURE"]);
    expect(lab.state("d")).toBe("SERVICE_ERROR_STATE");
  });

  it("waits recovery_wait_time, and leaves out VM_RECOVERY_REBOOT when told to", async () => {
    const lab = await recovering({ wait: 30 });
    lab.engine.assumptions.set("recovery-reboot-event", "missing");
    lab.engine.vmDown(lab.vms("d")[0] ?? "");
    await lab.time.advance(29_000);
    expect(lab.events()).toEqual([]);
    expect(await lab.finish()).toEqual(["VM_RECOVERY_INIT", "VM_RECOVERY_COMPLETE"]);
  });

  it("is cancelled when the deployment is removed", async () => {
    const lab = await recovering({ recovery: "REDEPLOY_ONLY" });
    lab.engine.vmDown(lab.vms("d")[0] ?? "");
    await lab.time.advance(2_000);
    expect(await lab.done(undeployment("d"))).toEqual([
      "VM_RECOVERY_INIT",
      "VM_RECOVERY_CANCELLED",
      "VM_UNDEPLOYED",
      "SERVICE_UNDEPLOYED",
    ]);
  });

  it("makes the update fail that it comes into, and follows it; or only follows it, when told to assume so", async () => {
    const lab = await recovering({});
    lab.edit(deployment("d", group({ image: "new" })));
    await lab.time.advance(5_000);
    lab.engine.vmDown(lab.vms("d")[0] ?? "");
    const recovered = ["VM_RECOVERY_INIT", "VM_RECOVERY_REBOOT", "VM_RECOVERY_COMPLETE"];
    expect(await lab.finish()).toEqual(["VM_UPDATED", "SERVICE_UPDATED FAILURE", ...recovered]);
    lab.engine.assumptions.set("vm-down-during-update", "queued");
    lab.edit(deployment("d", group({ image: "newer" })));
    await lab.time.advance(5_000);
    lab.engine.vmDown(lab.vms("d")[0] ?? "");
    expect(await lab.finish()).toEqual(["VM_UPDATED", "SERVICE_UPDATED", ...recovered]);
  });

  it("waits for recoveryVmAction where the policy is MANUAL", async () => {
    const lab = await recovering({ recoveryType: "MANUAL", recovery: "REBOOT_ONLY" });
    const name = lab.vms("d")[0] ?? "";
    lab.engine.vmDown(name);
    expect(await lab.finish()).toEqual([]);
    expect(lab.state("d")).toBe("SERVICE_ERROR_STATE");
    expect(lab.engine.recoveryVmAction(name)).toBeUndefined();
    expect(await lab.finish()).toEqual(["VM_RECOVERY_INIT", "VM_RECOVERY_REBOOT", "VM_RECOVERY_COMPLETE"]);
  });

  it("does nothing without a rule that heals, in maintenance mode, or with the monitor off", async () => {
    const unwatched = await recovering({ rules: false });
    unwatched.engine.vmDown(unwatched.vms("d")[0] ?? "");
    expect(await unwatched.finish()).toEqual([]);
    const lab = await recovering({});
    lab.engine.setMaintenance(true);
    lab.engine.vmDown(lab.vms("d")[0] ?? "");
    expect(await lab.finish()).toEqual([]);
  });
});

describe("scaling by load", () => {
  it("adds and takes one VM at a time between min_active and max_active", async () => {
    const lab = await new Lab().withVim();
    await lab.done(deployment("d", group({ min: 1, max: 2 })));
    lab.events();
    const where = { tenant: "admin", deployment: "d", vmGroup: "g" };
    lab.engine.load(where, "overloaded");
    expect(await lab.finish()).toEqual(["VM_SCALE_OUT_INIT", "VM_SCALE_OUT_DEPLOYED", "VM_SCALE_OUT_COMPLETE"]);
    lab.engine.load(where, "overloaded");
    expect(await lab.finish()).toEqual([]);
    lab.engine.load(where, "underloaded");
    expect(await lab.finish()).toEqual(["VM_SCALE_IN_INIT", "VM_SCALE_IN_COMPLETE"]);
    expect(() => lab.engine.load({ ...where, vmGroup: "x" }, "overloaded")).toThrow('no VM group "x"');
  });

  it("ends with VM_SCALE_OUT_COMPLETE FAILURE when the VM cannot be made", async () => {
    const lab = await new Lab().withVim();
    await lab.done(deployment("d"));
    lab.events();
    lab.engine.world.vims.configure({ missing: { flavors: ["m1.small"] } });
    lab.engine.load({ tenant: "admin", deployment: "d", vmGroup: "g" }, "overloaded");
    expect((await lab.finish()).at(-1)).toBe("VM_SCALE_OUT_COMPLETE FAILURE");
    expect(lab.vms("d")).toHaveLength(1);
  });
});

describe("actions", () => {
  const ready = async () => {
    const lab = await new Lab().withVim();
    await lab.done(deployment("d", group({ min: 2 })));
    lab.events();
    return lab;
  };
  const service = (action: "STOP" | "START" | "REBOOT" | "DISABLE_MONITOR" | "ENABLE_MONITOR") => ({
    action,
    tenant: "admin",
    deployment: "d",
  });

  it("stops, starts and reboots a service", async () => {
    const lab = await ready();
    expect(lab.engine.serviceAction(service("STOP"))).toBeUndefined();
    expect(await lab.finish()).toEqual([...times(2, "VM_STOPPED"), "SERVICE_STOPPED"]);
    expect(lab.state("d")).toBe("SERVICE_STOPPED_STATE");
    expect(lab.engine.serviceAction(service("STOP"))?.message).toContain("VM_SHUTOFF_STATE");
    lab.engine.serviceAction(service("START"));
    expect(await lab.finish()).toEqual([...times(2, "VM_STARTED"), ...times(2, "VM_ALIVE"), "SERVICE_ALIVE"]);
    lab.engine.serviceAction(service("REBOOT"));
    expect(await lab.finish()).toEqual([...times(2, "VM_REBOOTED"), ...times(2, "VM_ALIVE"), "SERVICE_ALIVE"]);
  });

  it("switches the monitor off and on", async () => {
    const lab = await ready();
    lab.engine.serviceAction(service("DISABLE_MONITOR"));
    expect(await lab.finish()).toEqual([...times(2, "VM_MONITOR_UNSET"), "SERVICE_MONITOR_UNSET"]);
    lab.engine.vmDown(lab.vms("d")[0] ?? "");
    expect(await lab.finish()).toEqual([]);
    lab.engine.serviceAction(service("ENABLE_MONITOR"));
    expect(await lab.finish()).toEqual([...times(2, "VM_MONITOR_SET"), ...times(2, "VM_ALIVE"), "SERVICE_ALIVE"]);
  });

  it("acts on one VM, without a final event of the service", async () => {
    const lab = await ready();
    const vmName = lab.vms("d")[1] ?? "";
    lab.engine.vmAction({ action: "STOP", vmName, force: false });
    expect(await lab.finish()).toEqual(["VM_STOPPED"]);
    lab.engine.vmAction({ action: "START", vmName, force: false });
    expect(await lab.finish()).toEqual(["VM_STARTED", "VM_ALIVE"]);
  });

  it("heeds min_active when told to assume so, unless forced", async () => {
    const lab = await ready();
    lab.engine.assumptions.set("vm-stop-below-min", "rejected");
    const vmName = lab.vms("d")[0] ?? "";
    expect(lab.engine.vmAction({ action: "STOP", vmName, force: false })?.message).toContain("min_active 2");
    expect(lab.engine.vmAction({ action: "STOP", vmName, force: true })).toBeUndefined();
  });

  it("refuses what is not there, and everything in maintenance mode", async () => {
    const lab = await ready();
    expect(lab.engine.serviceAction({ ...service("STOP"), deployment: "x" })?.message).toContain("[x] does not exist");
    expect(lab.engine.vmAction({ action: "STOP", vmName: "x", force: false })?.message).toContain("[x] does not exist");
    lab.engine.setMaintenance(true);
    expect(lab.engine.serviceAction(service("STOP"))?.maintenance).toBe(true);
  });

  it("ends with the service's FAILURE when a VM fails", async () => {
    const lab = await ready();
    lab.engine.world.failures.add({ event: "VM_STOPPED", message: "VM stop failed" });
    lab.engine.serviceAction(service("STOP"));
    expect((await lab.finish()).at(-1)).toBe("SERVICE_STOPPED FAILURE");
  });
});

describe("the end", () => {
  it("leaves nothing scheduled and nothing unhandled when closed in the middle of everything", async () => {
    const lab = await new Lab().withVim();
    lab.edit(deployment("a", group({ min: 3 })));
    await lab.time.advance(25_000);
    lab.engine.close();
    await lab.time.advance(1);
    expect(lab.time.waiting).toBe(0);
    lab.edit(vim({ id: "second" }));
    await lab.time.advance(1);
    expect(lab.time.waiting).toBe(0);
  });
});
