import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { connectEsc, type EscClient, type EscEvent } from "../../src/index.js";
import { image } from "../../src/models/image.js";
import { network, subnet } from "../../src/models/network.js";
import { tenant } from "../../src/models/tenant.js";
import { vimUser } from "../../src/models/vim.js";
import { sshDial } from "../../src/netconf/index.js";
import { type Simulator, startSimulator } from "../../src/simulator/index.js";
import { failed, service, start, vim } from "./job.js";

const admin = { tenant: "admin" };

describe("the main job", () => {
  let sim: Simulator;
  let esc: EscClient;
  let close: () => Promise<void>;
  const seen: EscEvent[] = [];
  beforeAll(async () => {
    ({ sim, esc, close } = await start());
    await (await esc.vimConnectors.create(vim)).done();
  });
  afterAll(() => close());

  it("adds the same connector no second time", async () => {
    expect((await esc.vimConnectors.create(vim)).accepted).toBe("unchanged");
    expect(await esc.vimConnectors.get("vim-1")).toMatchObject({ type: "OPENSTACK" });
  });

  it("deploys, follows the events, and reads the status", async () => {
    const change = await esc.deployments.apply(service("d", { vms: 2 }));
    const types: string[] = [];
    for await (const event of change.events()) types.push(event.type);
    expect(types).toEqual(["VM_DEPLOYED", "VM_DEPLOYED", "VM_ALIVE", "VM_ALIVE", "SERVICE_ALIVE"]);
    expect(await change.done()).toMatchObject({ outcome: "done", decidedBy: "event" });
    const status = await esc.deployments.status("d", admin);
    expect(status).toMatchObject({ state: "SERVICE_ACTIVE_STATE" });
    expect(status?.vms.map((vm) => vm.state)).toEqual(["VM_ALIVE_STATE", "VM_ALIVE_STATE"]);
    expect(await esc.status()).toBe("OPER_UP");
  });

  it("leaves it when it is applied again", async () => {
    expect((await esc.deployments.apply(service("d", { vms: 2 }))).accepted).toBe("unchanged");
    expect((await esc.deployments.list(admin)).map((one) => one.name)).toEqual(["d"]);
  });

  it("updates its image, its groups and its number of VMs", async () => {
    const other = await esc.deployments.apply(service("d", { vms: 2, image: "newer" }));
    expect((await other.done()).event).toMatchObject({ type: "SERVICE_UPDATED" });
    const grown = await esc.deployments.apply(service("d", { vms: 2, image: "newer", groups: ["G", "H"] }));
    await grown.done();
    expect((await esc.deployments.status("d", admin))?.vms).toHaveLength(4);
    const shrunk = await esc.deployments.apply(service("d", { vms: 3, image: "newer" }));
    await shrunk.done();
    const groups = (await esc.deployments.status("d", admin))?.vms.map((one) => one.vmGroup);
    expect(groups).toEqual(["G", "G", "G"]);
    expect((await esc.deployments.get("d", admin))?.vm_group).toHaveLength(1);
  });

  it("stops, starts and reboots the service and one VM", async () => {
    for (const action of ["STOP", "START", "REBOOT", "DISABLE_MONITOR", "ENABLE_MONITOR"] as const) {
      const change = await esc.actions.serviceAction({ action, tenant: "admin", deployment: "d" });
      expect(await change.done(), action).toMatchObject({ outcome: "done", decidedBy: "event" });
    }
    const vmName = (await esc.deployments.status("d", admin))?.vms[0]?.name ?? "";
    for (const action of ["STOP", "START", "REBOOT", "DISABLE_MONITOR", "ENABLE_MONITOR"] as const) {
      const change = await esc.actions.vmAction({ action, vmName });
      expect(await change.done(), action).toMatchObject({ outcome: "done", decidedBy: "event" });
    }
    await (await esc.actions.recoveryVmAction({ vmName })).done();
  });

  it("sees a recovery among all events", async () => {
    const events = esc.events({ types: ["VM_RECOVERY_INIT", "VM_RECOVERY_COMPLETE"], depname: "d" });
    await events.ready();
    sim.vmDown((await esc.deployments.status("d", admin))?.vms[0]?.name ?? "");
    for await (const event of events) {
      seen.push(event);
      if (event.type === "VM_RECOVERY_COMPLETE") break;
    }
    expect(seen.map((event) => event.type)).toEqual(["VM_RECOVERY_INIT", "VM_RECOVERY_COMPLETE"]);
  });

  it("replays from a time on", async () => {
    const types: string[] = [];
    for await (const event of esc.events({ since: seen[0]?.eventTime })) {
      types.push(event.type);
      if (event.type === "VM_RECOVERY_COMPLETE") break;
    }
    expect(types[0]).toBe("VM_RECOVERY_INIT");
    expect(types.at(-1)).toBe("VM_RECOVERY_COMPLETE");
  });

  it("reads the log", async () => {
    const lines = await esc.logs.filter({ level: "INFO", count: 5, tags: { depName: "d" } });
    expect(lines).toHaveLength(5);
    for (const line of lines) expect(line).toMatchObject({ tags: { depName: "d" }, time: expect.any(Date) });
  });

  it("creates and deletes tenants, networks, subnets, images", async () => {
    await (await esc.tenants.create(tenant("t"))).done();
    await (await esc.networks.create(network("shared"))).done();
    const net = subnet("s", { address: "192.0.2.0", netmask: "255.255.255.0" });
    await (await esc.networks.subnets.create(net, { network: "shared" })).done();
    await (await esc.networks.create(network("own", { subnets: [net] }), { tenant: "t" })).done();
    await (await esc.images.create(image("i", { src: "file:///i", diskFormat: "qcow2", diskBus: "virtio" }))).done();
    expect((await esc.tenants.create(tenant("t"))).accepted).toBe("unchanged");
    await (await esc.images.delete("i")).done();
    await (await esc.networks.delete("own", { tenant: "t" })).done();
    await (await esc.networks.subnets.delete("s", { network: "shared" })).done();
    await (await esc.networks.delete("shared")).done();
    await (await esc.tenants.delete("t")).done();
    expect(await esc.tenants.get("t")).toBeUndefined();
  });

  it("undeploys, and removes user and connector", async () => {
    const change = await esc.deployments.remove("d", admin);
    expect((await change.done()).event).toMatchObject({ type: "SERVICE_UNDEPLOYED" });
    expect(await esc.deployments.status("d", admin)).toBeUndefined();
    expect((await esc.deployments.remove("d", admin)).accepted).toBe("unchanged");
    const other = vimUser("OPENSTACK", { id: "admin", password: "other" });
    await (await esc.vimConnectors.users.replace("vim-1", other)).done();
    await (await esc.vimConnectors.users.delete("vim-1", "admin")).done();
    await (await esc.vimConnectors.delete("vim-1")).done();
    expect(await esc.vimConnectors.list()).toEqual([]);
  });
});

describe("what fails", () => {
  it.each([["VM_DEPLOYED"], ["VM_ALIVE"], ["SERVICE_ALIVE"]] as const)(
    "at %s rejects with the event, stays in running, and is cleaned up",
    async (type) => {
      const { sim, esc, close } = await start();
      await (await esc.vimConnectors.create(vim)).done();
      sim.fail({ event: type, deployment: "d", message: "No valid host" });
      const change = await esc.deployments.apply(service("d"));
      const error = await failed(change.done());
      expect(error.events.find((event) => event.status === "FAILURE")).toMatchObject({
        type,
        status_message: expect.stringContaining("No valid host"),
      });
      const again = await failed(esc.deployments.apply(service("d")));
      expect(again.message).toContain("Running already has it from before");
      await (await again.cleanUp()).done();
      expect(await esc.deployments.get("d", admin)).toBeUndefined();
      await (await esc.deployments.apply(service("d"))).done();
      await close();
    },
  );

  it("in an update rejects, and its clean-up restores the former configuration", async () => {
    const { sim, esc, close } = await start();
    await (await esc.vimConnectors.create(vim)).done();
    await (await esc.deployments.apply(service("d"))).done();
    sim.fail({ event: "VM_UPDATED", message: "no such image" });
    const error = await failed((await esc.deployments.apply(service("d", { image: "newer" }))).done());
    expect(error.kind).toBe("update");
    await (await error.cleanUp()).done();
    expect((await esc.deployments.get("d", admin))?.vm_group?.[0]?.image).toBe("csr1000v");
    await close();
  });

  it("in an undeployment needs no clean-up", async () => {
    const { sim, esc, close } = await start();
    await (await esc.vimConnectors.create(vim)).done();
    await (await esc.deployments.apply(service("d"))).done();
    sim.fail({ event: "VM_UNDEPLOYED", message: "VIM is busy" });
    const error = await failed((await esc.deployments.remove("d", admin)).done());
    expect(error.cleanUpNeeded).toBe(false);
    await close();
  });

  it("for one of two changes at once leaves the other alone, in two tenants as well", async () => {
    const { sim, esc, close } = await start();
    await (await esc.vimConnectors.create(vim)).done();
    sim.fail({ event: "VM_DEPLOYED", deployment: "same", tenant: "b", message: "No valid host" });
    const [one, other, third] = await Promise.all([
      esc.deployments.apply(service("same", { tenant: "a" })),
      esc.deployments.apply(service("same", { tenant: "b" })),
      esc.deployments.apply(service("third", { tenant: "a" })),
    ]);
    const [first, error, last] = await Promise.all([
      one?.done(),
      failed(other?.done() ?? Promise.resolve()),
      third?.done(),
    ]);
    expect(first?.events.every((event) => event.tenant === "a")).toBe(true);
    expect(error.events.every((event) => event.tenant === "b")).toBe(true);
    expect(last?.events.every((event) => (event.depname ?? "third") === "third")).toBe(true);
    await close();
  });

  it("to be authenticated by the VIM rejects the connector", async () => {
    const { sim, esc, close } = await start();
    sim.vim({ credentials: { admin: "another" } });
    const error = await failed((await esc.vimConnectors.create(vim)).done());
    expect(error.message).not.toContain("secret");
    await close();
  });
});

describe("what ESC refuses", () => {
  it("is shown with tag, path and message: no VIM yet", async () => {
    const { esc, close } = await start();
    await expect(esc.deployments.apply(service("d"))).rejects.toMatchObject({
      code: "rpc-error",
      errors: [expect.objectContaining({ tag: expect.any(String), message: expect.any(String) })],
    });
    await close();
  });

  it("is access-denied for a user who may only read", async () => {
    const users = { admin: { password: "a" }, viewer: { password: "v", group: "readonly" as const } };
    const { esc, close } = await start({ users }, { user: "viewer" });
    await expect(esc.vimConnectors.create(vim)).rejects.toMatchObject({
      code: "rpc-error",
      errors: [{ type: "application", tag: "access-denied", severity: "error" }],
    });
    expect(await esc.vimConnectors.list()).toEqual([]);
    await close();
  });

  it("is maintenance in maintenance mode, while work under way goes on", async () => {
    const { sim, esc, close } = await start();
    await (await esc.vimConnectors.create(vim)).done();
    const change = await esc.deployments.apply(service("d"));
    sim.maintenance(true);
    await expect(esc.deployments.apply(service("e"))).rejects.toMatchObject({ code: "maintenance" });
    await change.done();
    sim.maintenance(false);
    await (await esc.deployments.apply(service("e"))).done();
    await close();
  });

  it("is data-exists and data-missing for what is there already or not at all", async () => {
    const { esc, close } = await start();
    await (await esc.vimConnectors.create(vim)).done();
    await (await esc.tenants.create(tenant("t"))).done();
    await expect(esc.tenants.create(tenant("t", { description: "other" }))).rejects.toMatchObject({
      errors: [{ tag: "data-exists" }],
    });
    await expect(esc.tenants.delete("u")).rejects.toMatchObject({ errors: [{ tag: "data-missing" }] });
    await close();
  });
});

describe("a bad line", () => {
  it("wrong password and wrong host key show at once", async () => {
    const sim = await startSimulator();
    const options = sim.clientOptions();
    await expect(connectEsc({ ...options, netconf: { ...options.netconf, password: "wrong" } })).rejects.toMatchObject({
      code: "auth-failed",
    });
    await expect(
      connectEsc({ ...options, netconf: { ...options.netconf, hostKey: { sha256: `SHA256:${"A".repeat(43)}` } } }),
    ).rejects.toMatchObject({ code: "host-key" });
    await sim.close();
  });

  it("connects over a transport of the caller's own, twice where events are wanted", async () => {
    const sim = await startSimulator({ speed: 1_000 });
    const { host, netconf } = sim.clientOptions();
    let dialled = 0;
    const ssh = sshDial({ host, ...netconf });
    const esc = await connectEsc({
      host,
      netconf: {
        dial: (wait) => {
          dialled++;
          return ssh(wait);
        },
      },
    });
    await (await esc.vimConnectors.create(vim)).done();
    expect(dialled).toBe(2);
    await esc.close();
    await sim.close();
  });

  it("refuses a server whose host key nobody judged, with its fingerprint, and ends connecting by signal and timeout", async () => {
    const sim = await startSimulator();
    const { host, netconf } = sim.clientOptions();
    const { hostKey, ...unjudged } = netconf;
    await expect(connectEsc({ host, netconf: unjudged })).rejects.toMatchObject({
      code: "host-key",
      received: expect.stringContaining(hostKey.sha256),
    });
    await expect(connectEsc({ host, netconf, signal: AbortSignal.abort() })).rejects.toMatchObject({ code: "aborted" });
    sim.network.pause();
    await expect(connectEsc({ host, netconf, timeoutMs: 300 })).rejects.toMatchObject({ code: "timeout" });
    await sim.close();
  });

  it("cut in the middle of an edit leaves the outcome open, and the next call connects anew", async () => {
    const { sim, esc, close } = await start();
    const events = esc.events();
    await events.ready();
    sim.network.dropAfterBytes(1);
    await expect(esc.vimConnectors.delete("nope")).rejects.toMatchObject({
      code: "connection-lost",
      mayHaveBeenApplied: true,
    });
    await (await esc.vimConnectors.create(vim)).done();
    await close();
  });

  it.each([
    ["it is opened anew and replayed", { replay: "on", silenceMs: 10_000 }, "event"],
    ["it is opened anew without replay", { replay: "off", silenceMs: 200 }, expect.any(String)],
    ["it is not opened anew", { replay: "off", silenceMs: 200, reconnectEventsForMs: 0 }, "operational-data"],
  ] as const)("cut while events come loses no outcome: %s", async (_what, { replay, ...times }, decidedBy) => {
    // At this speed half a second is left after the first event, at which the line is cut.
    const { sim, esc, close } = await start({ speed: 20, assumptions: { replay } }, times);
    await (await esc.vimConnectors.create(vim)).done();
    const change = await esc.deployments.apply(service("d", { vms: 2 }));
    // Nothing but the event session carries bytes now.
    sim.network.dropAfterBytes(200);
    expect(await change.done()).toMatchObject({ outcome: "done", decidedBy });
    await close();
  });

  it("that carries nothing any more ends calls by their timeout or signal", async () => {
    const { sim, esc, close } = await start();
    await (await esc.vimConnectors.create(vim)).done();
    sim.network.pause();
    await expect(esc.status({ timeoutMs: 50 })).rejects.toMatchObject({ code: "timeout" });
    const controller = new AbortController();
    const aborted = esc.vimConnectors.delete("vim-1", { signal: controller.signal });
    controller.abort();
    await expect(aborted).rejects.toMatchObject({ code: "aborted" });
    sim.network.resume();
    expect(await esc.status()).toBe("OPER_UP");
    await close();
  });

  it("lost by a failover in the middle of a deployment leaves what ESC then shows", async () => {
    const { sim, esc, close } = await start({ nodes: 2, speed: 500 });
    await (await esc.vimConnectors.create(vim)).done();
    const change = await esc.deployments.apply(service("d", { vms: 2 }));
    for await (const event of change.events()) if (event.type === "VM_DEPLOYED") break;
    await sim.failover();
    await expect(change.done()).rejects.toMatchObject({
      code: "workflow-failed",
      event: undefined,
      message: expect.stringContaining("In operational data its state is SERVICE_ERROR_STATE"),
    });
    await close();
  });

  it("carries events on over a failover", async () => {
    const { sim, esc, close } = await start({ nodes: 2 });
    await (await esc.vimConnectors.create(vim)).done();
    const events = esc.events({ types: ["SERVICE_ALIVE"] });
    await events.ready();
    await sim.failover();
    const change = await esc.deployments.apply(service("d"));
    await change.done();
    expect((await events.next()).value).toMatchObject({ depname: "d" });
    await close();
  });
});
