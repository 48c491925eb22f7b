import { inspect } from "node:util";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ValidationError } from "../../src/core/errors.js";
import { type DeploymentBuilder, deployment, esc, subnet, type VmGroupBuilder } from "../../src/models/index.js";
import { decode, encode } from "../../src/schema/index.js";
import { readFixture } from "../fixtures/index.js";

const pinged = {
  value: 1,
  condition: "GT",
  metricType: "UINT32",
  collector: { type: "ICMPPing", nicid: 0, pollFrequency: 3, pollingUnit: "seconds", continuousAlarm: false },
} as const;
const aliveRule = ["ALWAYS log", "TRUE servicebooted.sh", "FALSE recover autohealing"] as const;

/** The VM group that most fixtures have. */
function group(builder: VmGroupBuilder, network = "mgmt-net"): VmGroupBuilder {
  return watched(sized(builder).interface(0, { network }));
}

function sized(builder: VmGroupBuilder): VmGroupBuilder {
  return builder.image("csr1000v").flavor("m1.medium").bootupTime(600).recoveryWaitTime(0);
}

function watched(builder: VmGroupBuilder): VmGroupBuilder {
  return builder.kpi("VM_ALIVE", pinged).rule("VM_ALIVE", aliveRule);
}

function inTenant(name: string): DeploymentBuilder {
  return deployment(name, { tenant: "vnf-tenant" });
}

function stage(name: string, condition: `LCS::${string}`, action: string, properties = {}) {
  const script = { script_filename: `/opt/scripts/${action}.sh`, ...properties };
  return [name, { conditions: [condition], actions: [{ name: action, type: "script", properties: script }] }] as const;
}

/** Fixtures, each made again by the builder. */
const rebuilt: Readonly<Record<string, DeploymentBuilder>> = {
  dmona: deployment("dmona2", { tenant: "admin" }).vmGroup("Grp1", (g) =>
    g
      .image("ESC-a_b_c_d")
      .flavor("m1.medium")
      .bootupTime(600)
      .recoveryWaitTime(0)
      .recoveryPolicy({ type: "AUTO", action: "REDEPLOY_ONLY", maxRetries: 1 })
      .interface(0, { network: "esc-net" })
      .kpi("VM_ALIVE", {
        ...pinged,
        collector: {
          ...pinged.collector,
          type: "HTTPGET",
          pollFrequency: 5,
          properties: { protocol: "https", port: 8443, path: "mona/v1/health/status" },
        },
      })
      .rule("VM_ALIVE", aliveRule)
      .day0("--user-data", {
        file: "file:///opt/cisco/esc/esc-config/dmona/user-data.template",
        variables: { vm_credentials: "example-password-hash" },
      })
      .day0("/opt/cisco/esc/mona/dmona.crt", { data: "$" + "{DMONA_CERT}" })
      .day0("/opt/cisco/esc/mona/config/application-dmona.properties", {
        file: "file:///opt/cisco/esc/esc-config/dmona/application-dmona.template",
        variables: {
          "monitoring.agent": "true",
          security_basic_enabled: "true",
          security_user_name: "dmona",
          security_user_password: "example-password",
          "monitoring.agent.instance.name": "D-MONA-OTTAWA",
          "monitoring.agent.instance.id": "D-MONA-123",
          "monitoring.agent.api.key": "example-key",
          "notification.url": "https://192.0.2.10:8443/ESCManager/v0/api/events/notif",
          "monitoring.agent.vim.mapping": ["false"],
        },
      }),
  ),
  "deployment-networks": [
    ["CSR-A", "198.51.100.4"],
    ["CSR-B", "198.51.100.5"],
  ].reduce(
    (builder, [name = "", ipAddress = ""]) =>
      builder.vmGroup(name, (g) =>
        watched(
          sized(g).interface(0, { network: "csr-mgmt" }).interface(1, { network: "csr-data", ipAddress }),
        ).scaling({
          minActive: 1,
          maxActive: 1,
          elastic: true,
        }),
      ),
    inTenant("csr-pair")
      .network("csr-mgmt", ownNetwork("csr-mgmt-sub", "192.0.2"))
      .network("csr-data", ownNetwork("csr-data-sub", "198.51.100")),
  ),
  "deployment-provider-network": inTenant("provider-net")
    .network("vlan-812", {
      shared: false,
      providerNetworkType: "vlan",
      providerPhysicalNetwork: "physnet1",
      providerSegmentationId: 812,
      subnets: [
        subnet("vlan-812-sub", {
          ipVersion: "ipv4",
          dhcp: true,
          address: "203.0.113.0",
          netmask: "255.255.255.0",
          noGateway: true,
        }),
      ],
    })
    .vmGroup("g1", (g) => group(g, "vlan-812")),
  "file-locators": inTenant("files-dep")
    .fileLocator("locator-1", {
      fileServerId: "files-1",
      remotePath: "day0/config.txt",
      localTarget: "day0/config.txt",
      persistence: "FETCH_ALWAYS",
    })
    .fileLocator("locator-2", {
      fileServerId: "files-2",
      remotePath: "day0/licence.txt",
      localTarget: "day0/licence.txt",
      persistence: "FETCH_MISSING",
      properties: { server_timeout: 60 },
    })
    .vmGroup("g1", (g) => group(g).day0("config.txt", { fileLocatorName: "locator-1" })),
  "allowed-address-pairs": inTenant("vrrp-1").vmGroup("g1", (g) =>
    watched(
      sized(g).interface(0, {
        network: "mgmt-net",
        allowedAddressPairs: [
          { ipAddress: "192.0.2.100", netmask: "255.255.255.255" },
          { ipAddress: "198.51.100.0", netmask: "255.255.255.0" },
        ],
      }),
    ),
  ),
  "placement-openstack": inTenant("placed-1")
    .vmGroup("apart", (g) => group(g).placement({ type: "anti_affinity", enforcement: "strict" }))
    .vmGroup("on-host", (g) => group(g).placement({ type: "zone_host", enforcement: "strict", host: "compute-1" }))
    .vmGroup("in-zone", (g) => group(g).placement({ type: "zone_host", enforcement: "strict", zone: "nova" })),
  "placement-vcenter": inTenant("placed-2").vmGroup("g1", (g) =>
    group(g)
      .placement({ type: "zone_host", enforcement: "strict", zone: "cluster-1" })
      .placement({ type: "affinity", enforcement: "strict" }),
  ),
  "placement-group": ["a", "b", "c"].reduce(
    (builder, name) => builder.vmGroup(name, (g) => group(g)),
    inTenant("placed-3").placementGroup("pg-1", {
      type: "anti_affinity",
      enforcement: "strict",
      vmGroups: ["a", "b", "c"],
    }),
  ),
  "startup-order": inTenant("ordered-1")
    .startup("web", { dependsOn: [{ vmGroup: "db" }] })
    .vmGroup("db", (g) => group(g))
    .vmGroup("web", (g) => group(g)),
  "port-forwarding": inTenant("branch-1").vmGroup("router", (g) =>
    g
      .vimVmName("branch-router")
      .image("isrv")
      .flavor("isrv-small")
      .bootupTime(-1)
      .recoveryWaitTime(0)
      .interface(0, {
        network: "int-mgmt-net",
        portForwarding: [
          {
            type: "ssh",
            protocol: "tcp",
            vnfPort: 22,
            sourceBridge: "MGMT",
            externalPortRange: { start: 20022, end: 20040 },
          },
        ],
      })
      .placement({ type: "zone_host", host: "datastore1" }),
  ),
  "static-ip-ranges": inTenant("pool-ranges").vmGroup("g1", (g) =>
    watched(sized(g).interface(0, { network: "mgmt-net", ipAddress: "192.0.2.10" })).scaling({
      minActive: 1,
      maxActive: 3,
      elastic: true,
      staticIpAddressPools: [
        {
          network: "mgmt-net",
          gateway: "192.0.2.1",
          netmask: "255.255.255.0",
          ranges: [
            { start: "192.0.2.10", end: "192.0.2.11" },
            { start: "192.0.2.20", end: "192.0.2.20" },
          ],
        },
      ],
    }),
  ),
  "static-ip-addresses": inTenant("pool-addresses").vmGroup("g1", (g) =>
    group(g).scaling({
      minActive: 1,
      maxActive: 2,
      elastic: true,
      staticIpAddressPools: [
        {
          network: "mgmt-net",
          gateway: "192.0.2.1",
          netmask: "255.255.255.0",
          addresses: ["192.0.2.12", "192.0.2.13"],
        },
      ],
    }),
  ),
  "orchestrator-extensions": inTenant("nso-1").vmGroup("g1", (g) =>
    group(g).extension("NSO", {
      "VNF-INFO-NAME": "nso-1",
      VDU: "vdu-1",
      "DEVICE-PROFILE": "csr",
      NEDTYPE: "cli",
      AUTHGRP: "default",
      "HOSTKEY-VERIFICATION-TYPE": "none",
      MGMTIF: 0,
      "MGMT-PORT": 22,
    }),
  ),
  "day0-variables": inTenant("day0-vars").vmGroup("g1", (g) =>
    group(g)
      .day0("iosxe_config.txt", {
        file: "http://files.example.net/day0/csr.txt",
        variables: { HOSTNAME: ["csr-a", "csr-b"], DOMAIN: "example.net" },
      })
      .scaling({ minActive: 2, maxActive: 2, elastic: true }),
  ),
  "day0-options": inTenant("day0-options")
    .fileLocator("licence", {
      fileServerId: "files-1",
      remotePath: "licences/csr.lic",
      localTarget: "day0/csr.lic",
      persistence: "FETCH_ALWAYS",
    })
    .vmGroup("g1", (g) =>
      group(g)
        .day0("--user-data", { file: "file://var/tmp/user-data.txt" })
        .day0("iosxe_config.txt", { data: "hostname $CSR_NAME" })
        .day0("secret.txt", { encryptedData: "example-encrypted-text" })
        .day0("csr.lic", { fileLocatorName: "licence" }),
    ),
  "lifecycle-policies": inTenant("staged-1")
    .policy(...stage("before", "LCS::PRE_DEPLOY", "prepare"))
    .policy(...stage("alive", "LCS::POST_DEPLOY_ALIVE", "announce", { wait_max_timeout: 60 }))
    .policy(...stage("failed", "LCS::DEPLOY_ERR", "tidy"))
    .policy(...stage("recovery-failed", "LCS::POST_DEPLOY::VM_RECOVERY_ERR", "page"))
    .policy(...stage("redeploy-failed", "LCS::POST_DEPLOY::VM_RECOVERY_REDEPLOY_ERR", "page"))
    .vmGroup("g1", (g) =>
      group(g)
        .policy(...stage("detach", "LCS::DEPLOY_UPDATE::VM_PRE_VOLUME_DETACH", "unmount"))
        .policy(...stage("attach", "LCS::DEPLOY_UPDATE::VM_VOLUME_ATTACHED", "mount"))
        .policy(...stage("upgrade", "LCS::DEPLOY_UPDATE::VM_SOFTWARE_VERSION_UPDATED", "migrate")),
    ),
  "scaling-kpis": inTenant("elastic-1").vmGroup("g1", (g) =>
    group(g)
      .kpi("VM_OVERLOADED", load(70, "GE"))
      .kpi("VM_UNDERLOADED", load(20, "LE"))
      .rule("VM_OVERLOADED", ["ALWAYS log", "TRUE servicescaleup.sh"])
      .rule("VM_UNDERLOADED", ["ALWAYS log", "TRUE servicescaledown.sh"])
      .scaling({ minActive: 1, maxActive: 4, elastic: true }),
  ),
};

function ownNetwork(name: string, prefix: string) {
  const address = { address: `${prefix}.0`, netmask: "255.255.255.0", gateway: `${prefix}.1` };
  return { shared: false, adminState: true, subnets: [subnet(name, { ipVersion: "ipv4", dhcp: true, ...address })] };
}

function load(value: number, condition: "GE" | "LE") {
  const collector = { ...pinged.collector, type: "cpu_load_1", pollFrequency: 10 };
  return { value, condition, metricType: "UINT32", occurrencesTrue: 3, occurrencesFalse: 1, collector } as const;
}

describe("deployment", () => {
  it.each(Object.entries(rebuilt))("builds what the fixture %s says", (name, builder) => {
    const built = builder.build();
    expect(built).toEqual(decode(esc.schema, readFixture(`config/${name}.xml`)));
    expect(decode(esc.schema, encode(esc.schema, built))).toEqual(built);
  });

  it("has a method for the parts that no fixture above has", () => {
    const built = inTenant("all")
      .locator({ vimId: "vim-2", vimProject: "p", vimRegion: "r" })
      .datacenter("dc-1", { switch: "dvs-1" })
      .datacenter("dc-2")
      .volume("fixed", { size: 10, sizeUnit: "GiB", type: "lvm", locator: { vimId: "vim-2" } })
      .volume("ranged", { minSize: 1, maxSize: 2, sizeUnit: "GiB" })
      .placement("a", { type: "affinity", enforcement: "strict", vmGroups: ["b"] })
      .extension("VMWARE_VCD_PARAMS", { CATALOG_NAME: "cat", TOKEN: { encryptedValue: "x" } })
      .vmGroup("a", (g) =>
        sized(g)
          .rebootTime(30)
          .softwareVersion("2")
          .locator({ vimId: "vim-2" })
          .watchdog({ hardware: "ib700", action: "reset" })
          .interface(0, {
            network: "n",
            subnet: "s",
            type: "direct",
            model: "e1000",
            macAddress: "52:54:00:aa:bb:cc",
            vimInterfaceName: "port-0",
            portSecurityEnabled: false,
            adminStateUp: true,
            securityGroups: ["sg-1"],
            addresses: [
              { subnet: "s4", ipAddress: "192.0.2.4" },
              { subnet: "s6", ipAddress: "2001:db8::4", gateway: "2001:db8::1" },
            ],
            allowedAddressPairs: [{ network: "n2" }, { ipAddress: "192.0.2.9" }],
            extensions: { VIM: { vnic_type: "direct" } },
          })
          .volume("fixed", {
            bus: "virtio",
            volid: 1,
            size: 10,
            sizeUnit: "GiB",
            type: "lvm",
            bootIndex: 0,
            image: "csr1000v",
          })
          .monitoringAgent("dmonaName://local_mona")
          .monitoring(false)
          .kpi("VM_ALIVE", { ...pinged, collector: { ...pinged.collector, addressId: 1, monitoringPublicIp: true } })
          .scaling({
            minActive: 1,
            maxActive: 2,
            staticMacAddressPools: [
              {
                network: "n",
                ranges: [{ start: "52:54:00:00:00:01", end: "52:54:00:00:00:09" }],
                addresses: ["52:54:00:00:00:10"],
              },
            ],
          })
          .property("NOTIFY_EXTERNAL_MONITOR", true)
          .with({ shared_ip: [{ nicid: 0, static: true, ip_address: "192.0.2.77" }] }),
      )
      .vmGroup("b", group)
      .build();
    const [entry] = built.esc_datamodel?.tenants?.tenant?.[0]?.deployments?.deployment ?? [];
    expect(entry).toMatchObject({
      locator: { vim_id: "vim-2", vim_project: "p", vim_region: "r" },
      locators: { datacenter: [{ name: "dc-1", switch: "dvs-1" }, { name: "dc-2" }] },
      volumes: {
        volume: [
          { name: "fixed", size: 10, sizeunit: "GiB", type: "lvm", locator: { vim_id: "vim-2" } },
          { name: "ranged", minsize: 1, maxsize: 2, sizeunit: "GiB" },
        ],
      },
      policies: {
        placement: [{ target_vm_group_ref: "a", type: "affinity", enforcement: "strict", vm_group_ref: ["b"] }],
      },
      extensions: {
        extension: [
          {
            name: "VMWARE_VCD_PARAMS",
            properties: {
              property: [
                { name: "CATALOG_NAME", value: "cat" },
                { name: "TOKEN", encrypted_value: "x" },
              ],
            },
          },
        ],
      },
    });
    expect(entry?.vm_group?.[0]).toMatchObject({
      reboot_time: 30,
      software_version: "2",
      misc: { watchdog: { hardware: "ib700", action: "reset" } },
      interfaces: {
        interface: [
          {
            subnet: "s",
            type: "direct",
            model: "e1000",
            mac_address: "52:54:00:aa:bb:cc",
            vim_interface_name: "port-0",
            port_security_enabled: false,
            admin_state_up: true,
            security_groups: { security_group: ["sg-1"] },
            addresses: { address: [{ address_id: 0 }, { address_id: 1, gateway: "2001:db8::1" }] },
            allowed_address_pairs: { network: [{ name: "n2" }], address: [{ ip_address: "192.0.2.9" }] },
            extensions: { extension: [{ name: "VIM" }] },
          },
        ],
      },
      volumes: { volume: [{ name: "fixed", bus: "virtio", volid: 1, boot_index: 0, image: "csr1000v" }] },
      kpi_data: {
        enabled: false,
        monitoring_agent: "dmonaName://local_mona",
        kpi: [{ metric_collector: { address_id: 1, monitoring_public_ip: true } }],
      },
      scaling: {
        static_mac_address_pool: [
          {
            network: "n",
            mac_address_range: [{ start: "52:54:00:00:00:01", end: "52:54:00:00:00:09" }],
            mac_address: ["52:54:00:00:00:10"],
          },
        ],
      },
      properties: { property: [{ prop_key: "NOTIFY_EXTERNAL_MONITOR", prop_value: "true" }] },
      shared_ip: [{ nicid: 0, static: true, ip_address: "192.0.2.77" }],
    });
    expect(decode(esc.schema, encode(esc.schema, built))).toEqual(built);
  });

  it("builds the program of the documentation", () => {
    const csr = deployment("csr-1", { tenant: "admin" })
      .vmGroup("CSR", (g) =>
        g
          .image("csr1000v")
          .flavor("m1.medium")
          .bootupTime(600)
          .recoveryWaitTime(0)
          .recoveryPolicy({ type: "AUTO", action: "REBOOT_THEN_REDEPLOY", maxRetries: 3 })
          .interface(0, { network: "mgmt" })
          .interface(1, { network: "data", ipAddress: "10.1.0.4" })
          .kpi("VM_ALIVE", pinged)
          .rule("VM_ALIVE", ["ALWAYS log", "TRUE servicebooted.sh", "FALSE recover autohealing"])
          .scaling({ minActive: 1, maxActive: 1, elastic: true })
          .day0("iosxe_config.txt", { file: "file:///opt/cisco/esc/csr.cfg", variables: { HOSTNAME: ["csr-1"] } }),
      )
      .build();
    expect(decode(esc.schema, encode(esc.schema, csr))).toEqual(csr);
  });

  it("carries any names and values through XML", () => {
    // What a YANG string allows (RFC 7950 section 9.4); a carriage return survives too, since it is written as a reference.
    const text = fc.stringMatching(/^[\t\n\r\u0020-\uD7FF\uE000-\uFDCF\uFDF0-\uFFFD]{1,40}$/);
    const names = fc.dictionary(text, text, { minKeys: 1, maxKeys: 5, noNullPrototype: true });
    fc.assert(
      fc.property(
        text,
        names,
        fc.dictionary(text, fc.uniqueArray(text, { minLength: 1 }), { minKeys: 1, maxKeys: 5 }),
        (name, properties, variables) => {
          const built = deployment(name, { tenant: name })
            .vmGroup(name, (g) => group(g, name).extension(name, properties).day0(name, { data: name, variables }))
            .build();
          expect(decode(esc.schema, encode(esc.schema, built))).toEqual(built);
        },
      ),
      { numRuns: 50 },
    );
  });

  it("says what is wrong when a VM group's function gives back nothing", () => {
    const forgotten = (() => undefined) as unknown as (group: VmGroupBuilder) => VmGroupBuilder;
    expect(() => inTenant("d").vmGroup("g", forgotten)).toThrow(/VM group g must give its builder back/);
  });

  it("gives a new builder at every step; the old one stays as it was", () => {
    const one = inTenant("d").vmGroup("g1", group);
    const two = one.vmGroup("g2", group).network("n", { shared: false });
    expect(one.build()).toEqual(inTenant("d").vmGroup("g1", group).build());
    expect(two.build()).not.toEqual(one.build());
    let kept: VmGroupBuilder | undefined;
    inTenant("d").vmGroup("g", (g) => {
      kept = g.image("a");
      kept.image("b");
      return kept;
    });
    expect(kept?.value).toEqual({ name: "g", image: "a" });
    expect(Object.isFrozen(one)).toBe(true);
    expect(Object.isFrozen(kept)).toBe(true);
  });

  it("replaces what is set, adds to what is added", () => {
    let group: VmGroupBuilder | undefined;
    inTenant("d").vmGroup("g", (g) => {
      group = g.image("a").image("b").property("x", 1).property("y", "2");
      return group;
    });
    expect(group?.value).toEqual({
      name: "g",
      image: "b",
      properties: {
        property: [
          { prop_key: "x", prop_value: "1" },
          { prop_key: "y", prop_value: "2" },
        ],
      },
    });
  });

  it("builds a deeply frozen document that shares nothing with what it was given", () => {
    const actions: ("ALWAYS log" | "TRUE x")[] = ["ALWAYS log"];
    const ips: string[] = ["192.0.2.1"];
    const given = { shared_ip: [{ nicid: 0, ip_address: "192.0.2.2" }] };
    const builder = inTenant("d").vmGroup("g", (g) =>
      sized(g)
        .interface(0, { network: "n" })
        .kpi("VM_ALIVE", pinged)
        .rule("VM_ALIVE", actions)
        .scaling({ minActive: 1, maxActive: 1, staticIpAddressPools: [{ network: "n", addresses: ips }] })
        .with(given),
    );
    const before = builder.build();
    actions.push("TRUE x");
    ips.push("192.0.2.3");
    given.shared_ip.push({ nicid: 1, ip_address: "192.0.2.4" });
    expect(builder.build()).toEqual(before);
    expect(Object.isFrozen(given)).toBe(false);
    expectFrozen(before);
  });

  it("shows no secret when it is printed", () => {
    const built = rebuilt["dmona"]?.build();
    const shown = inspect(built, { depth: Number.POSITIVE_INFINITY });
    expect(shown).not.toMatch(/example-(password|key)/);
    expect(shown).toContain("D-MONA-OTTAWA");
    expect(inspect(rebuilt["dmona"])).not.toMatch(/example/);
    expect(JSON.stringify(built)).toContain("example-password");
  });
});

function expectFrozen(value: unknown): void {
  if (typeof value !== "object" || value === null) return;
  expect(Object.isFrozen(value)).toBe(true);
  Object.values(value).forEach(expectFrozen);
}

describe("build", () => {
  const at = "esc_datamodel/tenants/tenant[name='vnf-tenant']/deployments/deployment[name='d']";

  function issuesOf(builder: DeploymentBuilder) {
    try {
      builder.build();
    } catch (error) {
      if (error instanceof ValidationError) return error.issues.map(({ path, code }) => `${code} ${path}`);
      throw error;
    }
    return [];
  }

  it("lists every issue with its path", () => {
    const builder = inTenant("d").vmGroup("g", (g) =>
      g
        .bootupTime(1.5)
        .interface(0, { network: "n", ipAddress: "10.1.0" })
        .interface(2, { network: "n" })
        .kpi("VM_ALIVE", { ...pinged, collector: { ...pinged.collector, nicid: 7 } })
        .rule("NO_SUCH_KPI", ["ALWAYS log"])
        .scaling({ minActive: 3, maxActive: 2 }),
    );
    const group = `${at}/vm_group[name='g']`;
    const issues = issuesOf(builder);
    for (const expected of [
      `mandatory ${group}/recovery_wait_time`,
      `leafref ${group}/kpi_data/kpi[event_name='VM_ALIVE']/metric_collector/nicid`,
      `leafref ${group}/rules/admin_rules/rule[event_name='NO_SUCH_KPI']/event_name`,
      `must ${group}/interfaces/interface[nicid='2']/nicid`,
      `must ${group}/scaling`,
    ]) {
      expect(issues).toContain(expected);
    }
    expect(issues.some((issue) => issue.endsWith(`${group}/bootup_time`))).toBe(true);
    expect(issues.some((issue) => issue.endsWith(`${group}/interfaces/interface[nicid='0']/ip_address`))).toBe(true);
    expect(issues).toHaveLength(7);
  });

  it.each<[string, (builder: DeploymentBuilder) => DeploymentBuilder, string]>([
    ["no VM group", (d) => d, `min-elements ${at}/vm_group`],
    ["a VM group twice", (d) => d.vmGroup("g", group).vmGroup("g", group), `duplicate-key ${at}/vm_group[name='g']`],
    [
      "a group that waits for itself",
      (d) => d.vmGroup("g", group).startup("g", { dependsOn: [{ vmGroup: "g" }] }),
      `must ${at}/policies/startup[target_vm_group_ref='g']/depends_on[vm_group_ref='g']/vm_group_ref`,
    ],
    [
      "a group that waits for an event that no indicator has",
      (d) =>
        d
          .vmGroup("g", group)
          .vmGroup("h", group)
          .startup("h", { dependsOn: [{ vmGroup: "g", event: "BOOTED" }] }),
      `leafref ${at}/policies/startup[target_vm_group_ref='h']/depends_on[vm_group_ref='g']/kpi_event_ref`,
    ],
    [
      "a placement group with a group that is not there",
      (d) => d.vmGroup("g", group).placementGroup("p", { type: "affinity", enforcement: "strict", vmGroups: ["h"] }),
      `leafref ${at}/policies/placement_group[name='p']/vm_group`,
    ],
    [
      "affinity without enforcement",
      (d) => d.vmGroup("g", (g) => group(g).placement({ type: "affinity" })),
      `must ${at}/vm_group[name='g']/placement[type='affinity']`,
    ],
    [
      "host and zone",
      (d) => d.vmGroup("g", (g) => group(g).with({ placement: [{ type: "zone_host", host: ["h"], zone: "z" }] })),
      `must ${at}/vm_group[name='g']/placement[type='zone_host']`,
    ],
    [
      "a day-0 text that is too long",
      (d) => d.vmGroup("g", (g) => group(g).day0("x", { data: "x".repeat(16_385) })),
      `length ${at}/vm_group[name='g']/config_data/configuration[dst='x']/data`,
    ],
    [
      "a network without a subnet's mask",
      (d) => d.vmGroup("g", group).network("n", { subnets: [{ name: "s", address: "192.0.2.0" }] }),
      `mandatory ${at}/networks/network[name='n']/subnet[name='s']/netmask`,
    ],
    [
      "a field that the model does not have",
      (d) => d.with(JSON.parse('{"vm_groop":[]}')).vmGroup("g", group),
      `unknown-element ${at}`,
    ],
  ])("refuses %s", (_, describeIt, issue) => {
    const issues = issuesOf(describeIt(inTenant("d")));
    expect(issues.some((one) => one === issue || one.startsWith(`${issue}[`))).toBe(true);
  });

  it("refuses a deployment and a tenant without a name", () => {
    expect(() => deployment("", { tenant: "t" }).vmGroup("g", group).build()).toThrow(ValidationError);
    expect(() => deployment("d", { tenant: "" }).vmGroup("g", group).build()).toThrow(ValidationError);
  });
});
