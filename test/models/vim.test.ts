import { inspect } from "node:util";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ValidationError } from "../../src/core/errors.js";
import {
  awsVim,
  cspVim,
  esc,
  libvirtVim,
  openstackVim,
  sameVimProperties,
  VIM_PROPERTIES,
  vimProperty,
  vimUser,
  vmwareVcdVim,
  vmwareVsphereVim,
} from "../../src/models/index.js";
import { decode } from "../../src/schema/index.js";
import { readFixture } from "../fixtures/index.js";

const openstack = {
  authUrl: "http://192.0.2.20:5000/v3",
  projectName: "vimProject",
  projectDomainName: "default",
  user: { id: "admin", password: "example-password", userDomainName: "default" },
} as const;

describe("VIM connectors", () => {
  it("makes the guide's OpenStack connector with its user (l.5540)", () => {
    const data = decode(esc.schema, readFixture("config/vim-connector.xml"));
    expect([openstackVim("my-server-30", openstack)]).toEqual(data.esc_system_config?.vim_connectors?.vim_connector);
  });

  it("writes the identity API's version and further properties", () => {
    const vim = openstackVim("v", { ...openstack, identityApiVersion: "3", properties: { region_count: 2 } });
    expect(vimProperty(vim, "os_identity_api_version")).toBe("3");
    expect(vimProperty(vim, "region_count")).toBe("2");
  });

  it.each([
    [
      vmwareVsphereVim("v", { vcenterIp: "192.0.2.1", vcenterPort: 443, user: { id: "u", password: "p" } }),
      "VMWARE_VSPHERE",
      { vcenter_ip: "192.0.2.1", vcenter_port: "443" },
      { vcenter_password: "p" },
    ],
    [
      vmwareVcdVim("v", { authUrl: "https://vcd", user: { id: "u@org", password: "p" } }),
      "VMWARE_VCD",
      { authUrl: "https://vcd" },
      { password: "p" },
    ],
    [
      awsVim("v", { defaultRegion: "eu-1", user: { id: "u", accessKey: "a", secretKey: "s" } }),
      "AWS",
      { aws_default_region: "eu-1" },
      { aws_access_key: "a", aws_secret_key: "s" },
    ],
    [
      cspVim("v", { hostIp: "192.0.2.1", hostPort: 2022, user: { id: "u", password: "p" } }),
      "CSP",
      { csp_host_ip: "192.0.2.1", csp_host_port: "2022" },
      { csp_password: "p" },
    ],
    [
      libvirtVim("v", { properties: { uri: "qemu:///system" }, user: { id: "u", properties: { x: "y" } } }),
      "LIBVIRT",
      { uri: "qemu:///system" },
      { x: "y" },
    ],
  ])("makes connectors of the other types (%#)", (vim, type, properties, userProperties) => {
    expect(vim.type).toBe(type);
    expect(Object.fromEntries(vim.properties?.property?.map(({ name, value }) => [name, value]) ?? [])).toEqual(
      properties,
    );
    const user = vim.users?.user?.[0];
    const credentials = user?.credentials?.properties?.property ?? [];
    expect(Object.fromEntries(credentials.map(({ name, value }) => [name, value]))).toEqual(userProperties);
  });

  it("makes a connector without user and properties", () => {
    expect(libvirtVim("v")).toEqual({ id: "v", type: "LIBVIRT" });
  });

  it("makes a user by itself, encrypted values too", () => {
    const user = vimUser("OPENSTACK", {
      id: "admin",
      password: "x",
      properties: { os_token: { encryptedValue: "e" } },
    });
    expect(user).toEqual({
      id: "admin",
      credentials: {
        properties: {
          property: [
            { name: "os_password", value: "x" },
            { name: "os_token", encrypted_value: "e" },
          ],
        },
      },
    });
    expect(vimUser("LIBVIRT", { id: "u" })).toEqual({ id: "u" });
  });

  it.each([
    ["as it is", "os_auth_url"],
    ["in other case", "OS_AUTH_URL"],
  ])("refuses a property given twice, %s", (_, name) => {
    expect(() => openstackVim("v", { ...openstack, properties: { [name]: "x" } })).toThrow(ValidationError);
  });

  it("says where a property is given twice in the user", () => {
    const user = { ...openstack.user, properties: { OS_Password: "x" } };
    expect(() => openstackVim("v", { ...openstack, user })).toThrow(
      /vim_connector\[id='v'\]\/users\/user\[id='admin'\].*OS_Password/s,
    );
    expect(() => vimUser("OPENSTACK", user)).toThrow(/OS_Password/);
  });

  it("refuses an empty id", () => {
    expect(() => libvirtVim("")).toThrow(ValidationError);
  });

  it("has names without case apart within each list of the table", () => {
    const keys = VIM_PROPERTIES.map((row) => `${row.vim} ${row.of} ${row.property.toLowerCase()}`);
    expect(new Set(keys).size).toBe(keys.length);
    expect(VIM_PROPERTIES.filter((row) => row.confirmed).map((row) => row.vim)).toEqual(Array(6).fill("OPENSTACK"));
  });

  it("is frozen and shows no password when it is printed", () => {
    const vim = openstackVim("v", openstack);
    expect(Object.isFrozen(vim.users?.user?.[0]?.credentials?.properties?.property?.[0])).toBe(true);
    for (const part of [
      vim,
      vim.users,
      vim.users?.user,
      vim.users?.user?.[0]?.credentials?.properties?.property?.[0],
    ]) {
      expect(inspect(part, { depth: 20 })).not.toContain("example-password");
      expect(inspect(part, { depth: 20 })).toContain("os_password");
    }
    expect(inspect(vim, { depth: 20 })).toContain("vimProject");
  });
});

describe("vimProperty and sameVimProperties", () => {
  const upper = openstackVim("w", {
    ...openstack,
    projectName: "other",
  });

  it("find and compare names without case", () => {
    const vim = openstackVim("v", openstack);
    expect(vimProperty(vim, "OS_AUTH_URL")).toBe(openstack.authUrl);
    expect(vimProperty(vim, "nothing")).toBeUndefined();
    const user = vim.users?.user?.[0];
    expect(user && vimProperty(user, "OS_PASSWORD")).toBe("example-password");
    expect(vimProperty(libvirtVim("v"), "x")).toBeUndefined();
    expect(sameVimProperties(vim, upper)).toBe(false);
    expect(sameVimProperties(libvirtVim("a"), libvirtVim("b"))).toBe(true);
  });

  it("disregard order and case, not values", () => {
    const entries = fc.uniqueArray(fc.record({ name: fc.stringMatching(/^[a-z_]{1,8}$/), value: fc.string() }), {
      selector: (entry) => entry.name,
    });
    fc.assert(
      fc.property(entries, fc.nat(), (list, seed) => {
        const other = list
          .map((entry, index) => ({
            entry: { ...entry, name: (index + seed) % 2 ? entry.name.toUpperCase() : entry.name },
            at: (index * 7 + seed) % 5,
          }))
          .sort((left, right) => left.at - right.at)
          .map(({ entry }) => entry);
        expect(sameVimProperties({ properties: { property: list } }, { properties: { property: other } })).toBe(true);
        const [first, ...rest] = other;
        if (!first) return;
        const changed = [{ ...first, value: `${first.value}!` }, ...rest];
        expect(sameVimProperties({ properties: { property: list } }, { properties: { property: changed } })).toBe(
          false,
        );
        expect(sameVimProperties({ properties: { property: list } }, { properties: { property: rest } })).toBe(false);
      }),
    );
  });
});
