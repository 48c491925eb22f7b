import { describe, expect, it } from "vitest";
import { WorkflowError } from "../../src/client/workflow-error.js";
import { flavor } from "../../src/models/flavor.js";
import { image } from "../../src/models/image.js";
import { network, subnet } from "../../src/models/network.js";
import { tenant } from "../../src/models/tenant.js";
import { volume } from "../../src/models/volume.js";
import { FakeEsc } from "./fake-esc.js";

const csr = image("csr", { src: "file:///csr.qcow2", diskFormat: "qcow2", diskBus: "virtio" });
const net = subnet("s", { address: "192.0.2.0", netmask: "255.255.255.0" });

describe("what ESC creates by name", () => {
  it.each([
    ["tenant", (esc: FakeEsc) => esc.client.tenants.create(tenant("x")), { tenant: "x" }],
    ["network", (esc: FakeEsc) => esc.client.networks.create(network("x")), { network: "x" }],
    [
      "network",
      (esc: FakeEsc) => esc.client.networks.create(network("x"), { tenant: "t" }),
      { network: "x", tenant: "t" },
    ],
    ["subnet", (esc: FakeEsc) => esc.client.networks.subnets.create(net, { network: "n" }), { subnet: "s" }],
    ["image", (esc: FakeEsc) => esc.client.images.create(csr), { image: "csr" }],
    ["flavor", (esc: FakeEsc) => esc.client.flavors.create(flavor("x", { vcpus: 1, memoryMb: 512 })), { flavor: "x" }],
    [
      "volume",
      (esc: FakeEsc) => esc.client.volumes.create(volume("x", { size: 1, sizeUnit: "GiB" }), { tenant: "t" }),
      { volume: "x", tenant: "t" },
    ],
  ] as const)("%s: creates, and waits for its own event", async (word, create, fields) => {
    const fake = new FakeEsc();
    const change = await create(fake);
    expect(fake.edits[0]).toMatch(new RegExp(`<${word} [^>]*operation="create"`));
    const type = `CREATE_${word.toUpperCase()}`;
    fake.send(type, { ...fields, [word]: "somebody-elses" });
    fake.send(type, { ...fields, depname: "in-a-deployment", ...(word === "tenant" && { tenant: "y" }) });
    if (word === "image") fake.send(type, { ...fields, tenant: "other" });
    fake.send(type, fields);
    expect((await change.done()).events).toHaveLength(1);
    await fake.client.close();
  });

  it("deletes by name", async () => {
    const fake = new FakeEsc();
    const change = await fake.client.images.delete("csr");
    expect(fake.edits[0]).toMatch(/<image [^>]*operation="delete"[^>]*><name>csr<\/name><\/image>/);
    fake.send("DELETE_IMAGE", { image: "csr" });
    await change.done();
    await fake.client.close();
  });

  it("waits for a network and all its subnets, of a tenant", async () => {
    const fake = new FakeEsc();
    const change = await fake.client.networks.create(network("n", { subnets: [net] }), { tenant: "t" });
    fake.send("CREATE_SUBNET", { subnet: "s", network: "n", tenant: "t" });
    fake.send("CREATE_SUBNET", { subnet: "s", network: "m", tenant: "t" });
    fake.send("CREATE_NETWORK", { network: "n", tenant: "t" });
    expect((await change.done()).events).toHaveLength(2);
    await fake.client.close();
  });

  it("refuses a shared network with subnets, and says how", async () => {
    const fake = new FakeEsc();
    await expect(fake.client.networks.create(network("n", { subnets: [net] }))).rejects.toMatchObject({
      code: "invalid-input",
      message: expect.stringContaining('networks.subnets.create(subnet, { network: "n" })'),
    });
    await fake.client.close();
  });

  it("leaves what is there, in running and operational data", async () => {
    const fake = new FakeEsc();
    fake.model = "<tenants><tenant><name>t</name><managed_resource>true</managed_resource></tenant></tenants>";
    fake.opdata = "<tenants><tenant><name>t</name></tenant></tenants>";
    expect((await fake.client.tenants.create(tenant("t"))).accepted).toBe("unchanged");
    expect(fake.edits).toEqual([]);
    await fake.client.close();
  });

  it("rejects what is in running only, with the clean-up", async () => {
    const fake = new FakeEsc();
    fake.model = "<tenants><tenant><name>t</name></tenant></tenants>";
    const error: unknown = await fake.client.tenants.create(tenant("t")).catch((reason: unknown) => reason);
    if (!(error instanceof WorkflowError)) throw error;
    expect(error.message).toContain("in operational data it is not there");
    await error.cleanUp();
    expect(fake.edits[0]).toMatch(/<tenant [^>]*operation="remove"[^>]*><name>t<\/name><\/tenant>/);
    await fake.client.close();
  });

  it("cleans up after a failed creation by name alone", async () => {
    const fake = new FakeEsc();
    const change = await fake.client.images.create(csr);
    fake.fail("CREATE_IMAGE", { image: "csr" });
    const error: unknown = await change.done().catch((reason: unknown) => reason);
    if (!(error instanceof WorkflowError)) throw error;
    await error.cleanUp();
    expect(fake.edits[1]).toMatch(/<image [^>]*operation="remove"[^>]*><name>csr<\/name><\/image>/);
    await fake.client.close();
  });

  it.each([
    [
      "shared",
      {},
      "<networks><network><name>n</name><subnets><subnet><name>s</name></subnet></subnets></network></networks>",
    ],
    [
      "a tenant's",
      { tenant: "t" },
      "<tenants><tenant><name>t</name><networks><network><name>n</name><subnets><subnet><name>s</name></subnet></subnets></network></networks></tenant></tenants>",
    ],
  ])("finds %s networks and subnets in operational data when events stay away", async (_what, where, opdata) => {
    const fake = new FakeEsc();
    fake.opdata = opdata;
    const made = await fake.client.networks.create(network("n"), { ...where, silenceMs: 1 });
    expect(await made.done()).toMatchObject({ decidedBy: "operational-data" });
    const also = await fake.client.networks.subnets.create(net, { ...where, network: "n" }, { silenceMs: 1 });
    expect(await also.done()).toMatchObject({ decidedBy: "operational-data" });
    await fake.client.close();
  });

  it("reads from running, shared and of a tenant", async () => {
    const fake = new FakeEsc();
    const one = "<images><image><name>i</name></image></images>";
    fake.model = `<tenants><tenant><name>t</name>${one}</tenant></tenants><networks><network><name>n</name><subnet><name>s</name></subnet></network></networks>`;
    expect(await fake.client.images.list({ tenant: "t" })).toEqual([{ name: "i" }]);
    expect(await fake.client.images.list()).toEqual([]);
    expect(await fake.client.images.get("i", { tenant: "t" })).toEqual({ name: "i" });
    expect(await fake.client.networks.subnets.get("s", { network: "n" })).toMatchObject({ name: "s" });
    expect(await fake.client.networks.subnets.list({ network: "m" })).toEqual([]);
    expect(await fake.client.tenants.get("t")).toMatchObject({ name: "t" });
    await fake.client.close();
  });
});
