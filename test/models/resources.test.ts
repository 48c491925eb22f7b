import { inspect } from "node:util";
import { describe, expect, it } from "vitest";
import { ValidationError } from "../../src/core/errors.js";
import { csp, cspService, esc, flavor, image, network, subnet, tenant, volume } from "../../src/models/index.js";
import { decode, encode } from "../../src/schema/index.js";
import { readFixture } from "../fixtures/index.js";

function fixture(name: string): esc.EscDatamodel | undefined {
  return decode(esc.schema, readFixture(`config/${name}.xml`)).esc_datamodel;
}

/** The issues that making something throws, as `code path`. */
function issuesOf(make: () => unknown): string[] {
  try {
    make();
  } catch (error) {
    if (error instanceof ValidationError) return error.issues.map(({ path, code }) => `${code} ${path}`);
    throw error;
  }
  return [];
}

describe("tenant", () => {
  it("makes the kinds of the user guide", () => {
    expect([
      tenant("created-by-esc", { managedResource: true, vimMapping: true }),
      tenant("only-used", { managedResource: false, vimMapping: true }),
      tenant("multi-vim-root", { managedResource: false, vimMapping: false }),
    ]).toEqual(fixture("tenant-kinds")?.tenants?.tenant);
  });

  it("takes a description and extensions, or a name alone", () => {
    expect(tenant("t")).toEqual({ name: "t" });
    expect(tenant("t", { description: "d", extensions: { quota: { cores: 20 } } })).toEqual({
      name: "t",
      description: "d",
      extensions: { extension: [{ name: "quota", properties: { property: [{ name: "cores", value: "20" }] } }] },
    });
  });

  it("refuses names that the model does not allow", () => {
    expect(issuesOf(() => tenant(""))).toHaveLength(1);
    expect(issuesOf(() => tenant("x".repeat(257)))).toHaveLength(1);
  });
});

describe("network and subnet", () => {
  const options = { address: "192.0.2.0", netmask: "255.255.255.0" };

  it("make the fixture", () => {
    const inside = subnet("shared-subnet", { ...options, ipVersion: "ipv4", dhcp: true, gateway: "192.0.2.1" });
    expect([network("shared-net", { subnets: [inside] })]).toEqual(fixture("network-subnet")?.networks?.network);
  });

  it("take every option", () => {
    const all = network("n", {
      shared: false,
      adminState: false,
      vlanId: 4094,
      providerNetworkType: "vlan",
      providerPhysicalNetwork: "physnet1",
      providerSegmentationId: 7,
      switchName: "dvs",
      locator: { vimId: "v" },
      extensions: { x: { y: "z" } },
      subnets: [subnet("s", { ...options, dnsServers: ["192.0.2.53"], noGateway: true })],
    });
    expect(all).toEqual({
      name: "n",
      shared: false,
      admin_state: false,
      vlanid: 4094,
      provider_network_type: "vlan",
      provider_physical_network: "physnet1",
      provider_segmentation_id: 7,
      switch_name: "dvs",
      locator: { vim_id: "v" },
      extensions: { extension: [{ name: "x", properties: { property: [{ name: "y", value: "z" }] } }] },
      subnet: [{ name: "s", ...options, no_gateway: true, dns_server: ["192.0.2.53"] }],
    });
  });

  it("refuse what the model does not allow", () => {
    expect(issuesOf(() => network("n", { vlanId: 4095 }))).toHaveLength(1);
    expect(issuesOf(() => subnet("s", { ...options, address: "192.0.2" }))).toHaveLength(1);
    const twice = [subnet("s", options), subnet("s", options)];
    expect(issuesOf(() => network("n", { subnets: twice }))).toHaveLength(1);
  });
});

describe("image, flavor and volume", () => {
  it("make the fixtures", () => {
    const src = "http://images.example.net/csr1000v.qcow2";
    const base = { src, diskFormat: "qcow2", containerFormat: "bare", diskBus: "virtio" } as const;
    expect([image("csr1000v", { ...base, serialConsole: true })]).toEqual(fixture("image")?.images?.image);
    const properties = {
      hw_vif_multiqueue_enabled: { type: "boolean", value: "true" },
      hw_qemu_guest_agent: { type: "string", value: "yes" },
    };
    expect([image("csr1000v-tuned", { ...base, properties })]).toEqual(fixture("image-properties")?.images?.image);
    const specs = { "hw:cpu_policy": "dedicated", "hw:mem_page_size": "large" };
    const size = { vcpus: 2, memoryMb: 4096, rootDiskMb: 0, description: "Two CPUs, pinned", properties: specs };
    expect([flavor("csr-medium", size)]).toEqual(fixture("flavor-extra-specs")?.flavors?.flavor);
  });

  it("take every option", () => {
    expect(
      image("i", {
        src: "file://cisco/images/i",
        diskFormat: "raw",
        diskBus: "ide",
        e1000Net: true,
        virtioNet: false,
        locator: { vimId: "v" },
        properties: { a: "b" },
      }),
    ).toEqual({
      name: "i",
      src: "file://cisco/images/i",
      disk_format: "raw",
      disk_bus: "ide",
      e1000_net: true,
      virtio_net: false,
      locator: { vim_id: "v" },
      properties: { property: [{ name: "a", value: "b" }] },
    });
    expect(
      flavor("f", { vcpus: 4, memoryMb: 1, sockets: 1, cores: 2, threads: 2, ephemeralDiskMb: 3, swapDiskMb: 4 }),
    ).toEqual({
      name: "f",
      vcpus: 4,
      memory_mb: 1,
      sockets: 1,
      cores: 2,
      threads: 2,
      ephemeral_disk_mb: 3,
      swap_disk_mb: 4,
    });
    expect(volume("v", { size: 1, sizeUnit: "TiB", type: "lvm", locator: { vimId: "v" } })).toEqual({
      name: "v",
      size: 1,
      sizeunit: "TiB",
      type: "lvm",
      locator: { vim_id: "v" },
    });
    expect(volume("v", { minSize: 1, maxSize: 2 })).toEqual({ name: "v", minsize: 1, maxsize: 2 });
  });

  it("refuse what the model does not allow", () => {
    expect(issuesOf(() => flavor("f", { vcpus: 200, memoryMb: 1.5 }))).toHaveLength(2);
    expect(
      issuesOf(() => image("i", { src: "", diskFormat: "raw", diskBus: "ide", properties: { "": "b" } })),
    ).not.toEqual([]);
    expect(issuesOf(() => volume("v", { size: 2 ** 31 }))).toHaveLength(1);
  });
});

describe("cspService", () => {
  const vnic = { vlan: 1, tagged: false, type: "access", passthroughMode: "none", model: "virtio" } as const;
  const options = {
    memory: 8192,
    cpus: 4,
    diskSize: 30,
    diskResize: true,
    isoName: "ESC-5_0_0_xxx",
    ip: "172.20.117.40",
    vncPassword: "example-password",
    vnics: [
      { ...vnic, networkName: "VAR_NETWORK0_NAME" },
      { ...vnic, networkName: "VAR_NETWORK1_NAME" },
    ],
    diskType: "ide",
    day0Filename: "user-data-esc",
  } as const;

  it("makes the guide's documents (l.4139, l.4350)", () => {
    const single = cspService("ESC-SA-2-IF", options);
    expect(single).toEqual(decode(csp.schema, readFixture("config/csp-single.xml")));
    expect(decode(csp.schema, encode(csp.schema, single))).toEqual(single);
    expect(
      cspService("ESC-HA-1", { ...options, diskSize: "30.0", power: "on", diskResizeElement: "disk-resize" }),
    ).toEqual(decode(csp.schema, readFixture("config/csp-ha-1.xml")));
  });

  it("takes other day-0 names", () => {
    const [service] = cspService("x", { ...options, day0DestFilename: "d", day0VolumeId: "v" }).services?.service ?? [];
    expect(service).toMatchObject({ "day0-dest-filename": "d", "day0-volume-id": "v" });
  });

  it("refuses a size of the disk in hundredths, an empty name, a VLAN out of range", () => {
    expect(issuesOf(() => cspService("", { ...options, diskSize: 30.25 }))).toHaveLength(2);
    expect(issuesOf(() => cspService("x", { ...options, vnics: [{ networkName: "n", vlan: 5000 }] }))).toHaveLength(1);
  });

  it("shows no password when it is printed", () => {
    expect(inspect(cspService("x", options), { depth: 20 })).not.toContain("example-password");
  });
});
