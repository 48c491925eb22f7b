// Written by esc-nb generate from csp-service.yang (revision 2026-11-22). Do not edit.

/*
 * The services that a Cisco Cloud Services Platform (CSP) 2100 runs, as far as bringing up ESC on it needs them. Sent
 * by NETCONF to the CSP, port 2022.
 *
 * Written from the two samples of the ESC 5.9 Install and Upgrade Guide; this is not Cisco's file, and the module's
 * name is ours. Elements are spelled as the samples spell them, some with underscores, some with dashes. Which values
 * the CSP takes besides those of the samples is not known, so enumerations are open.
 */

import {
  container,
  leaf,
  list,
  moduleSchema,
  type BodyTypes,
  type ContainerNode,
  type ListNode,
  type ModuleRef,
  type ModuleSchema,
  type Type,
} from "../src/schema/codegen-v1.js";

const cspService: ModuleRef = {
  name: "csp-service",
  namespace: "http://www.cisco.com/ns/test/service",
  prefix: "csp-service",
  revision: "2026-11-22",
};

const power: Type = { base: "union", types: [{ base: "enumeration", values: ["on", "off"] }, { base: "string" }] };
const ipv4Address: Type = {
  base: "string",
  patterns: [
    {
      xsd: "(([0-9]|[1-9][0-9]|1[0-9][0-9]|2[0-4][0-9]|25[0-5])\\.){3}([0-9]|[1-9][0-9]|1[0-9][0-9]|2[0-4][0-9]|25[0-5])(%[\\p{N}\\p{L}]+)?",
    },
  ],
};
const ipv6Address: Type = {
  base: "string",
  patterns: [
    {
      xsd: "((:|[0-9a-fA-F]{0,4}):)([0-9a-fA-F]{0,4}:){0,5}((([0-9a-fA-F]{0,4}:)?(:|[0-9a-fA-F]{0,4}))|(((25[0-5]|2[0-4][0-9]|[01]?[0-9]?[0-9])\\.){3}(25[0-5]|2[0-4][0-9]|[01]?[0-9]?[0-9])))(%[\\p{N}\\p{L}]+)?",
    },
    { xsd: "(([^:]+:){6}(([^:]+:[^:]+)|(.*\\..*)))|((([^:]+:)*[^:]+)?::(([^:]+:)*[^:]+)?)(%.+)?" },
  ],
};
const ipAddress: Type = { base: "union", types: [ipv4Address, ipv6Address] };
const knownVnicType: Type = { base: "enumeration", values: ["access", "trunk"] };
const vnicType: Type = { base: "union", types: [knownVnicType, { base: "string" }] };
const passthroughMode: Type = { base: "union", types: [{ base: "enumeration", values: ["none"] }, { base: "string" }] };
const vnicModel: Type = { base: "union", types: [{ base: "enumeration", values: ["virtio"] }, { base: "string" }] };
const diskType: Type = { base: "union", types: [{ base: "enumeration", values: ["ide", "virtio"] }, { base: "string" }] };

/**
 * One virtual interface: 0 is eth0 of the user-data file, 1 is eth1.
 *
 * Key: nic.
 */
export interface Vnic {
  /**
   * Number of the interface, from 0.
   *
   * Key.
   */
  nic: number;
  /**
   * VLAN id.
   *
   * Range: 0..4094.
   */
  vlan?: number;
  /** true: frames carry the VLAN tag. */
  tagged?: boolean;
  /** Kind of interface. */
  type?: "access" | "trunk" | (string & {});
  /** How a physical interface is passed through. */
  passthrough_mode?: "none" | (string & {});
  /** Model of the virtual card. */
  model?: "virtio" | (string & {});
  /** Network of the CSP that the interface is connected to. */
  network_name?: string;
}
export const Vnic: ListNode<Vnic> = list({
  module: cspService,
  name: "vnic",
  keys: ["nic"],
  children: [
    leaf({ module: cspService, name: "nic", type: { base: "uint8" } }),
    leaf({ module: cspService, name: "vlan", type: { base: "uint16", range: [[0, 4094]] } }),
    leaf({ module: cspService, name: "tagged", type: { base: "boolean" } }),
    leaf({ module: cspService, name: "type", type: vnicType }),
    leaf({ module: cspService, name: "passthrough_mode", type: passthroughMode }),
    leaf({ module: cspService, name: "model", type: vnicModel }),
    leaf({ module: cspService, name: "network_name", type: { base: "string" } }),
  ],
});

/** Virtual interfaces. */
export interface Vnics {
  /**
   * One virtual interface: 0 is eth0 of the user-data file, 1 is eth1.
   *
   * Key: nic.
   */
  vnic?: readonly Vnic[];
}
export const Vnics: ContainerNode<Vnics> = container({ module: cspService, name: "vnics", children: [Vnic] });

/**
 * One service, here one ESC VM.
 *
 * Key: name.
 */
export interface Service {
  /**
   * Name of the service.
   *
   * Key.
   * Length: 1..any characters.
   */
  name: string;
  /**
   * Memory in MB. ESC needs at least 8192.
   *
   * Units: MB.
   */
  memory?: number;
  /** Number of CPUs. ESC needs at least 4. */
  numcpu?: number;
  /**
   * Size of the disk in GB. ESC needs at least 30.0.
   *
   * Units: GB. Decimal number with up to 1 digits after the point.
   */
  disk_size?: string;
  /** true: the image's disk is grown to disk_size. The guide's sample for a single ESC spells it so. */
  disk_resize?: boolean;
  /** true: the image's disk is grown to disk_size. The guide's samples for high availability spell it so. */
  "disk-resize"?: boolean;
  /** Name of the ESC image that is already on the CSP. */
  iso_name?: string;
  /** Whether the service runs. */
  power?: "on" | "off" | (string & {});
  /** Address that the CSP's console shows for the service. */
  ip?: string;
  /** Password of the VNC console. A secret. */
  vnc_password?: string;
  /** Virtual interfaces. */
  vnics?: Vnics;
  /** Kind of disk. */
  disk_type?: "ide" | "virtio" | (string & {});
  /** Name of the day-0 file as it was copied to the CSP. */
  day0_filename?: string;
  /** Name of the day-0 file as the service sees it; ESC needs user-data. */
  "day0-dest-filename"?: string;
  /** Label of the volume that holds the day-0 file; ESC needs cidata. */
  "day0-volume-id"?: string;
}
export const Service: ListNode<Service> = list({
  module: cspService,
  name: "service",
  keys: ["name"],
  children: [
    leaf({ module: cspService, name: "name", type: { base: "string", length: [[1, Infinity]] } }),
    leaf({ module: cspService, name: "memory", type: { base: "uint32" }, units: "MB" }),
    leaf({ module: cspService, name: "numcpu", type: { base: "uint16" } }),
    leaf({ module: cspService, name: "disk_size", type: { base: "decimal64", fractionDigits: 1 }, units: "GB" }),
    leaf({ module: cspService, name: "disk_resize", type: { base: "boolean" } }),
    leaf({ module: cspService, name: "disk-resize", type: { base: "boolean" } }),
    leaf({ module: cspService, name: "iso_name", type: { base: "string" } }),
    leaf({ module: cspService, name: "power", type: power }),
    leaf({ module: cspService, name: "ip", type: ipAddress }),
    leaf({ module: cspService, name: "vnc_password", type: { base: "string" } }),
    Vnics,
    leaf({ module: cspService, name: "disk_type", type: diskType }),
    leaf({ module: cspService, name: "day0_filename", type: { base: "string" } }),
    leaf({ module: cspService, name: "day0-dest-filename", type: { base: "string" } }),
    leaf({ module: cspService, name: "day0-volume-id", type: { base: "string" } }),
  ],
});

/** Services (VMs) that the CSP runs. */
export interface Services {
  /**
   * One service, here one ESC VM.
   *
   * Key: name.
   */
  service?: readonly Service[];
}
export const Services: ContainerNode<Services> = container({ module: cspService, name: "services", children: [Service] });

/** The top-level data nodes of csp-service, configuration and state. */
export interface Data {
  /** Services (VMs) that the CSP runs. */
  services?: Services;
}

/** The values of each kind of document. */
export interface Types extends BodyTypes {
  config: Data;
  edit: Data;
  data: Data;
  rpc: never;
  reply: Data;
  notification: never;
}

/** The descriptor of csp-service: what decode, encode and validate take. */
export const schema: ModuleSchema<Types> = moduleSchema({ module: cspService, data: [Services], rpcs: [], notifications: [] });
