// Written by esc-nb generate from esc_rest.yang (revision 2026-11-22). Do not edit.

/*
 * The XML documents of ESC's REST interface that NETCONF does not have, or has without some leaves.
 *
 * Every list entry and every container here is a document by itself: its element is the root. On the wire all elements
 * have the namespace of NETCONF (urn:ietf:params:xml:ns:netconf:base:1.0), which encoding and decoding put in the place
 * of this module's; the module's name and namespace are ours.
 */

import {
  anyxml,
  choice,
  container,
  leaf,
  leafList,
  list,
  moduleSchema,
  type BodyTypes,
  type ContainerNode,
  type ListNode,
  type ModuleRef,
  type ModuleSchema,
  type Type,
  type XmlElement,
} from "../src/schema/codegen-v1.js";

const escRest: ModuleRef = { name: "esc_rest", namespace: "http://www.cisco.com/esc/esc_rest", prefix: "esc_rest", revision: "2026-11-22" };

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
const knownDiskFormats: Type = { base: "enumeration", values: ["qcow2", "raw", "vmdk"] };
const diskFormats: Type = { base: "union", types: [knownDiskFormats, { base: "string" }] };
const iobus: Type = { base: "enumeration", values: ["ide", "scsi", "virtio"] };
const szunits: Type = { base: "enumeration", values: ["MiB", "GiB", "TiB", "PiB", "EiB"] };

/**
 * One tenant.
 *
 * Key: name.
 */
export interface Tenant {
  /**
   * Name of the tenant.
   *
   * Key.
   * Length: 1..256 characters.
   */
  name: string;
  /**
   * What the tenant is for.
   *
   * Length: 1..8192 characters.
   *
   * Reference: Unconfirmed in REST; NETCONF has it.
   */
  description?: string;
  /** true: the tenant may be used. */
  enabled?: boolean;
  /** What ended, in the words of NETCONF's notifications, for example CREATE_TENANT. */
  event_type?: string;
  /**
   * Id of the tenant, as the client chose it.
   *
   * Length: 1..72 characters.
   */
  internal_tenant_id?: string;
  /**
   * Id of the tenant in the VIM.
   *
   * Length: 1..72 characters.
   */
  external_tenant_id?: string;
}
export const Tenant: ListNode<Tenant> = list({
  module: escRest,
  name: "tenant",
  keys: ["name"],
  children: [
    leaf({ module: escRest, name: "name", type: { base: "string", length: [[1, 256]] } }),
    leaf({ module: escRest, name: "description", type: { base: "string", length: [[1, 8192]] } }),
    leaf({ module: escRest, name: "enabled", type: { base: "boolean" } }),
    leaf({ module: escRest, name: "event_type", type: { base: "string" } }),
    leaf({ module: escRest, name: "internal_tenant_id", type: { base: "string", length: [[1, 72]] } }),
    leaf({ module: escRest, name: "external_tenant_id", type: { base: "string", length: [[1, 72]] } }),
  ],
});

/** Tenants. */
export interface Tenants {
  /**
   * One tenant.
   *
   * Key: name.
   */
  tenant?: readonly Tenant[];
}
export const Tenants: ContainerNode<Tenants> = container({ module: escRest, name: "tenants", children: [Tenant] });

/**
 * The VIM that holds this resource. Absent: the default VIM.
 *
 * Reference: Unconfirmed for networks: recalled from Cisco's public documents.
 */
export interface Locator {
  /**
   * Id of the VIM connector (esc_system_config/vim_connectors).
   *
   * Length: 1..256 characters.
   */
  vim_id?: string;
  /**
   * Project (tenant) on that VIM.
   *
   * Length: 1..256 characters.
   */
  vim_project?: string;
  /**
   * Region of that VIM.
   *
   * Length: 1..256 characters.
   */
  vim_region?: string;
}
export const Locator: ContainerNode<Locator> = container({
  module: escRest,
  name: "locator",
  children: [
    leaf({ module: escRest, name: "vim_id", type: { base: "string", length: [[1, 256]] } }),
    leaf({ module: escRest, name: "vim_project", type: { base: "string", length: [[1, 256]] } }),
    leaf({ module: escRest, name: "vim_region", type: { base: "string", length: [[1, 256]] } }),
  ],
});

/**
 * One property.
 *
 * Key: name.
 */
export interface ExtensionProperty {
  /**
   * Name of the property, unique within its list.
   *
   * Key.
   * Length: 1..256 characters.
   */
  name: string;
  /**
   * Value of the property, in clear text.
   *
   * Choice content, case value.
   */
  value?: string;
  /**
   * Value of the property, which ESC stores encrypted.
   *
   * Choice content, case encrypted_value.
   *
   * Reference: Unconfirmed: recalled from Cisco's public documents.
   */
  encrypted_value?: string;
}
export const ExtensionProperty: ListNode<ExtensionProperty> = list({
  module: escRest,
  name: "property",
  keys: ["name"],
  children: [
    leaf({ module: escRest, name: "name", type: { base: "string", length: [[1, 256]] } }),
    choice({
      module: escRest,
      name: "content",
      cases: [
        { name: "value", children: [leaf({ module: escRest, name: "value", type: { base: "string" } })] },
        { name: "encrypted_value", children: [leaf({ module: escRest, name: "encrypted_value", type: { base: "string" } })] },
      ],
    }),
  ],
});

/** Name and value pairs. */
export interface ExtensionProperties {
  /**
   * One property.
   *
   * Key: name.
   */
  property?: readonly ExtensionProperty[];
}
export const ExtensionProperties: ContainerNode<ExtensionProperties> = container({
  module: escRest,
  name: "properties",
  children: [ExtensionProperty],
});

/**
 * One set of properties under a name that says whose it is.
 *
 * Key: name.
 */
export interface Extension {
  /**
   * Whose properties these are, for example NSO.
   *
   * Key.
   * Length: 1..256 characters.
   */
  name: string;
  /** Name and value pairs. */
  properties?: ExtensionProperties;
}
export const Extension: ListNode<Extension> = list({
  module: escRest,
  name: "extension",
  keys: ["name"],
  children: [leaf({ module: escRest, name: "name", type: { base: "string", length: [[1, 256]] } }), ExtensionProperties],
});

/**
 * Data that belongs to a VIM or an orchestrator rather than to ESC, for example a tenant's quota, VMWARE_VCD_PARAMS, or
 * NSO's hints.
 *
 * Reference: Unconfirmed for networks: recalled from Cisco's public documents.
 */
export interface Extensions {
  /**
   * One set of properties under a name that says whose it is.
   *
   * Key: name.
   */
  extension?: readonly Extension[];
}
export const Extensions: ContainerNode<Extensions> = container({ module: escRest, name: "extensions", children: [Extension] });

/**
 * One subnet of the network.
 *
 * Key: name.
 */
export interface Subnet {
  /**
   * Name of the subnet.
   *
   * Key.
   * Length: 1..1024 characters.
   */
  name: string;
  /**
   * IP version.
   *
   * Default: `ipv4`.
   */
  ipversion?: "ipv4" | "ipv6";
  /**
   * true: addresses are given out by DHCP.
   *
   * Default: `true`.
   */
  dhcp?: boolean;
  /**
   * Address of the subnet, for example 192.0.2.0.
   *
   * Mandatory.
   */
  address?: string;
  /**
   * Mask of the subnet, for example 255.255.255.0.
   *
   * Mandatory.
   */
  netmask?: string;
  /** Address of the gateway. */
  gateway?: string;
  /** true: the subnet has no gateway; given in place of gateway. */
  no_gateway?: boolean;
  /**
   * Name servers that DHCP gives out.
   *
   * Reference: Unconfirmed: recalled from Cisco's public documents.
   */
  dns_server?: readonly string[];
  /** What ended, in the words of NETCONF's notifications, for example CREATE_TENANT. */
  event_type?: string;
  /**
   * Id of the tenant, as the client chose it.
   *
   * Length: 1..72 characters.
   */
  internal_tenant_id?: string;
  /**
   * Id of the tenant in the VIM.
   *
   * Length: 1..72 characters.
   */
  external_tenant_id?: string;
  /**
   * Id of the network, as the client chose it.
   *
   * Length: 1..72 characters.
   */
  internal_network_id?: string;
  /**
   * Id of the network in the VIM.
   *
   * Length: 1..72 characters.
   */
  external_network_id?: string;
  /**
   * Id of the subnet, as the client chose it.
   *
   * Length: 1..72 characters.
   */
  internal_subnet_id?: string;
  /**
   * Id of the subnet in the VIM.
   *
   * Length: 1..72 characters.
   */
  external_subnet_id?: string;
}
export const Subnet: ListNode<Subnet> = list({
  module: escRest,
  name: "subnet",
  keys: ["name"],
  children: [
    leaf({ module: escRest, name: "name", type: { base: "string", length: [[1, 1024]] } }),
    leaf({ module: escRest, name: "ipversion", type: { base: "enumeration", values: ["ipv4", "ipv6"] }, default: "ipv4" }),
    leaf({ module: escRest, name: "dhcp", type: { base: "boolean" }, default: "true" }),
    leaf({ module: escRest, name: "address", type: ipAddress, mandatory: true }),
    leaf({ module: escRest, name: "netmask", type: ipAddress, mandatory: true }),
    leaf({ module: escRest, name: "gateway", type: ipAddress }),
    leaf({ module: escRest, name: "no_gateway", type: { base: "boolean" } }),
    leafList({ module: escRest, name: "dns_server", type: ipAddress }),
    leaf({ module: escRest, name: "event_type", type: { base: "string" } }),
    leaf({ module: escRest, name: "internal_tenant_id", type: { base: "string", length: [[1, 72]] } }),
    leaf({ module: escRest, name: "external_tenant_id", type: { base: "string", length: [[1, 72]] } }),
    leaf({ module: escRest, name: "internal_network_id", type: { base: "string", length: [[1, 72]] } }),
    leaf({ module: escRest, name: "external_network_id", type: { base: "string", length: [[1, 72]] } }),
    leaf({ module: escRest, name: "internal_subnet_id", type: { base: "string", length: [[1, 72]] } }),
    leaf({ module: escRest, name: "external_subnet_id", type: { base: "string", length: [[1, 72]] } }),
  ],
});

/**
 * One network.
 *
 * Key: name.
 */
export interface Network {
  /**
   * Name of the network.
   *
   * Key.
   * Length: 1..1024 characters.
   */
  name: string;
  /**
   * true: every tenant may use it. Networks of a deployment are usually written with false.
   *
   * Default: `true`.
   */
  shared?: boolean;
  /**
   * true: the network is up.
   *
   * Default: `true`.
   */
  admin_state?: boolean;
  /**
   * VLAN id; 0 means no VLAN.
   *
   * Default: `0`. Range: 0..4094.
   */
  vlanid?: number;
  /** OpenStack provider network type: vlan, flat, vxlan, local and so on. */
  provider_network_type?: string;
  /** OpenStack physical network that carries this one. */
  provider_physical_network?: string;
  /** OpenStack segmentation id, the VLAN id or VXLAN id. */
  provider_segmentation_id?: number;
  /**
   * VMware: switch that the network is created on.
   *
   * Reference: Unconfirmed: recalled from Cisco's public documents.
   */
  switch_name?: string;
  /**
   * The VIM that holds this resource. Absent: the default VIM.
   *
   * Reference: Unconfirmed for networks: recalled from Cisco's public documents.
   */
  locator?: Locator;
  /**
   * Data that belongs to a VIM or an orchestrator rather than to ESC, for example a tenant's quota, VMWARE_VCD_PARAMS,
   * or NSO's hints.
   *
   * Reference: Unconfirmed for networks: recalled from Cisco's public documents.
   */
  extensions?: Extensions;
  /**
   * One subnet of the network.
   *
   * Key: name.
   */
  subnet?: readonly Subnet[];
  /** What ended, in the words of NETCONF's notifications, for example CREATE_TENANT. */
  event_type?: string;
  /**
   * Id of the tenant, as the client chose it.
   *
   * Length: 1..72 characters.
   */
  internal_tenant_id?: string;
  /**
   * Id of the tenant in the VIM.
   *
   * Length: 1..72 characters.
   */
  external_tenant_id?: string;
  /**
   * Id of the network, as the client chose it.
   *
   * Length: 1..72 characters.
   */
  internal_network_id?: string;
  /**
   * Id of the network in the VIM.
   *
   * Length: 1..72 characters.
   */
  external_network_id?: string;
}
export const Network: ListNode<Network> = list({
  module: escRest,
  name: "network",
  keys: ["name"],
  children: [
    leaf({ module: escRest, name: "name", type: { base: "string", length: [[1, 1024]] } }),
    leaf({ module: escRest, name: "shared", type: { base: "boolean" }, default: "true" }),
    leaf({ module: escRest, name: "admin_state", type: { base: "boolean" }, default: "true" }),
    leaf({ module: escRest, name: "vlanid", type: { base: "int16", range: [[0, 4094]] }, default: "0" }),
    leaf({ module: escRest, name: "provider_network_type", type: { base: "string" } }),
    leaf({ module: escRest, name: "provider_physical_network", type: { base: "string" } }),
    leaf({ module: escRest, name: "provider_segmentation_id", type: { base: "uint32" } }),
    leaf({ module: escRest, name: "switch_name", type: { base: "string" } }),
    Locator,
    Extensions,
    Subnet,
    leaf({ module: escRest, name: "event_type", type: { base: "string" } }),
    leaf({ module: escRest, name: "internal_tenant_id", type: { base: "string", length: [[1, 72]] } }),
    leaf({ module: escRest, name: "external_tenant_id", type: { base: "string", length: [[1, 72]] } }),
    leaf({ module: escRest, name: "internal_network_id", type: { base: "string", length: [[1, 72]] } }),
    leaf({ module: escRest, name: "external_network_id", type: { base: "string", length: [[1, 72]] } }),
  ],
});

/** Networks that ESC creates. */
export interface Networks {
  /**
   * One network.
   *
   * Key: name.
   */
  network?: readonly Network[];
}
export const Networks: ContainerNode<Networks> = container({ module: escRest, name: "networks", children: [Network] });

/**
 * One property.
 *
 * Key: name.
 */
export interface ImageProperty {
  /**
   * Name of the property.
   *
   * Key.
   * Length: 1..256 characters.
   */
  name: string;
  /** Type of the value. */
  type?: string;
  /** Value of the property, always text. */
  value?: string;
}
export const ImageProperty: ListNode<ImageProperty> = list({
  module: escRest,
  name: "property",
  keys: ["name"],
  children: [
    leaf({ module: escRest, name: "name", type: { base: "string", length: [[1, 256]] } }),
    leaf({ module: escRest, name: "type", type: { base: "string" } }),
    leaf({ module: escRest, name: "value", type: { base: "string" } }),
  ],
});

/** Further properties handed to the VIM. */
export interface ImageProperties {
  /**
   * One property.
   *
   * Key: name.
   */
  property?: readonly ImageProperty[];
}
export const ImageProperties: ContainerNode<ImageProperties> = container({
  module: escRest,
  name: "properties",
  children: [ImageProperty],
});

/**
 * One image.
 *
 * Key: name.
 */
export interface Image {
  /**
   * Name of the image.
   *
   * Key.
   * Length: 1..256 characters.
   */
  name: string;
  /**
   * Where ESC fetches the image from: an http, https, ftp or file URI.
   *
   * Mandatory.
   */
  src?: string;
  /**
   * Format of the image file.
   *
   * Mandatory.
   */
  disk_format?: "qcow2" | "raw" | "vmdk" | (string & {});
  /** Container of the image file, for example bare. */
  container_format?: string;
  /** true: VMs of this image get a serial console. */
  serial_console?: boolean;
  /**
   * true: VMs of this image get e1000 network cards.
   *
   * Default: `false`.
   */
  e1000_net?: boolean;
  /**
   * true: VMs of this image get virtio network cards.
   *
   * Default: `true`.
   */
  virtio_net?: boolean;
  /**
   * Bus of the disk.
   *
   * Mandatory.
   */
  disk_bus?: "ide" | "scsi" | "virtio";
  /**
   * The VIM that holds this resource. Absent: the default VIM.
   *
   * Reference: Unconfirmed for images: recalled from Cisco's public documents.
   */
  locator?: Locator;
  /** Further properties handed to the VIM. */
  properties?: ImageProperties;
  /** What ended, in the words of NETCONF's notifications, for example CREATE_TENANT. */
  event_type?: string;
  /**
   * Id of the tenant, as the client chose it.
   *
   * Length: 1..72 characters.
   */
  internal_tenant_id?: string;
  /**
   * Id of the tenant in the VIM.
   *
   * Length: 1..72 characters.
   */
  external_tenant_id?: string;
  /**
   * Id of the image, as the client chose it.
   *
   * Length: 1..72 characters.
   */
  internal_image_id?: string;
  /**
   * Id of the image in the VIM.
   *
   * Length: 1..72 characters.
   */
  external_image_id?: string;
  /** true: the image may be used. */
  imageisenabled?: boolean;
  /** true: every tenant may use it. */
  public?: boolean;
}
export const Image: ListNode<Image> = list({
  module: escRest,
  name: "image",
  keys: ["name"],
  children: [
    leaf({ module: escRest, name: "name", type: { base: "string", length: [[1, 256]] } }),
    leaf({ module: escRest, name: "src", type: { base: "string" }, mandatory: true }),
    leaf({ module: escRest, name: "disk_format", type: diskFormats, mandatory: true }),
    leaf({ module: escRest, name: "container_format", type: { base: "string" } }),
    leaf({ module: escRest, name: "serial_console", type: { base: "boolean" } }),
    leaf({ module: escRest, name: "e1000_net", type: { base: "boolean" }, default: "false" }),
    leaf({ module: escRest, name: "virtio_net", type: { base: "boolean" }, default: "true" }),
    leaf({ module: escRest, name: "disk_bus", type: iobus, mandatory: true }),
    Locator,
    ImageProperties,
    leaf({ module: escRest, name: "event_type", type: { base: "string" } }),
    leaf({ module: escRest, name: "internal_tenant_id", type: { base: "string", length: [[1, 72]] } }),
    leaf({ module: escRest, name: "external_tenant_id", type: { base: "string", length: [[1, 72]] } }),
    leaf({ module: escRest, name: "internal_image_id", type: { base: "string", length: [[1, 72]] } }),
    leaf({ module: escRest, name: "external_image_id", type: { base: "string", length: [[1, 72]] } }),
    leaf({ module: escRest, name: "imageisenabled", type: { base: "boolean" } }),
    leaf({ module: escRest, name: "public", type: { base: "boolean" } }),
  ],
});

/** Images that ESC registers with the VIM. */
export interface Images {
  /**
   * One image.
   *
   * Key: name.
   */
  image?: readonly Image[];
}
export const Images: ContainerNode<Images> = container({ module: escRest, name: "images", children: [Image] });

/**
 * One property.
 *
 * Key: name.
 */
export interface FlavorProperty {
  /**
   * Name of the property, unique within its list.
   *
   * Key.
   * Length: 1..256 characters.
   */
  name: string;
  /** Value of the property, always text. */
  value?: string;
}
export const FlavorProperty: ListNode<FlavorProperty> = list({
  module: escRest,
  name: "property",
  keys: ["name"],
  children: [
    leaf({ module: escRest, name: "name", type: { base: "string", length: [[1, 256]] } }),
    leaf({ module: escRest, name: "value", type: { base: "string" } }),
  ],
});

/** OpenStack extra specs. */
export interface FlavorProperties {
  /**
   * One property.
   *
   * Key: name.
   */
  property?: readonly FlavorProperty[];
}
export const FlavorProperties: ContainerNode<FlavorProperties> = container({
  module: escRest,
  name: "properties",
  children: [FlavorProperty],
});

/**
 * One flavor.
 *
 * Key: name.
 */
export interface Flavor {
  /**
   * Name of the flavor.
   *
   * Key.
   * Length: 1..256 characters.
   */
  name: string;
  /**
   * What the flavor is for.
   *
   * Length: 1..8192 characters.
   */
  description?: string;
  /**
   * Number of virtual CPUs.
   *
   * Mandatory.
   */
  vcpus?: number;
  /** Number of CPU sockets. */
  sockets?: number;
  /** Number of cores in each socket. */
  cores?: number;
  /** Number of threads in each core. */
  threads?: number;
  /**
   * Memory in MB.
   *
   * Mandatory.
   * Units: MB.
   */
  memory_mb?: number;
  /**
   * Size of the root disk in MB; 0 takes the image's own size.
   *
   * Units: MB.
   */
  root_disk_mb?: number;
  /**
   * Size of the ephemeral disk in MB.
   *
   * Units: MB.
   */
  ephemeral_disk_mb?: number;
  /**
   * Size of the swap disk in MB.
   *
   * Units: MB.
   */
  swap_disk_mb?: number;
  /** OpenStack extra specs. */
  properties?: FlavorProperties;
  /** What ended, in the words of NETCONF's notifications, for example CREATE_TENANT. */
  event_type?: string;
  /**
   * Id of the tenant, as the client chose it.
   *
   * Length: 1..72 characters.
   */
  internal_tenant_id?: string;
  /**
   * Id of the tenant in the VIM.
   *
   * Length: 1..72 characters.
   */
  external_tenant_id?: string;
  /**
   * Id of the flavor, as the client chose it.
   *
   * Length: 1..72 characters.
   */
  internal_flavor_id?: string;
  /**
   * Id of the flavor in the VIM.
   *
   * Length: 1..72 characters.
   */
  external_flavor_id?: string;
}
export const Flavor: ListNode<Flavor> = list({
  module: escRest,
  name: "flavor",
  keys: ["name"],
  children: [
    leaf({ module: escRest, name: "name", type: { base: "string", length: [[1, 256]] } }),
    leaf({ module: escRest, name: "description", type: { base: "string", length: [[1, 8192]] } }),
    leaf({ module: escRest, name: "vcpus", type: { base: "int8" }, mandatory: true }),
    leaf({ module: escRest, name: "sockets", type: { base: "int8" } }),
    leaf({ module: escRest, name: "cores", type: { base: "int8" } }),
    leaf({ module: escRest, name: "threads", type: { base: "int8" } }),
    leaf({ module: escRest, name: "memory_mb", type: { base: "int32" }, mandatory: true, units: "MB" }),
    leaf({ module: escRest, name: "root_disk_mb", type: { base: "int32" }, units: "MB" }),
    leaf({ module: escRest, name: "ephemeral_disk_mb", type: { base: "int32" }, units: "MB" }),
    leaf({ module: escRest, name: "swap_disk_mb", type: { base: "int32" }, units: "MB" }),
    FlavorProperties,
    leaf({ module: escRest, name: "event_type", type: { base: "string" } }),
    leaf({ module: escRest, name: "internal_tenant_id", type: { base: "string", length: [[1, 72]] } }),
    leaf({ module: escRest, name: "external_tenant_id", type: { base: "string", length: [[1, 72]] } }),
    leaf({ module: escRest, name: "internal_flavor_id", type: { base: "string", length: [[1, 72]] } }),
    leaf({ module: escRest, name: "external_flavor_id", type: { base: "string", length: [[1, 72]] } }),
  ],
});

/** Flavors that ESC creates on the VIM. */
export interface Flavors {
  /**
   * One flavor.
   *
   * Key: name.
   */
  flavor?: readonly Flavor[];
}
export const Flavors: ContainerNode<Flavors> = container({ module: escRest, name: "flavors", children: [Flavor] });

/**
 * One volume.
 *
 * Key: name.
 *
 * Reference: ESC 1.x YANG calls the key volname; that later releases call it name is unconfirmed.
 */
export interface Volume {
  /**
   * Name of the volume.
   *
   * Key.
   * Length: 1..256 characters.
   */
  name: string;
  /** Unit of the sizes. */
  sizeunit?: "MiB" | "GiB" | "TiB" | "PiB" | "EiB";
  /**
   * Size, in sizeunit.
   *
   * Mandatory.
   * Choice sizing, case fixed.
   */
  size?: number;
  /**
   * Smallest size, in sizeunit.
   *
   * Mandatory.
   * Choice sizing, case range.
   */
  minsize?: number;
  /**
   * Largest size, in sizeunit.
   *
   * Mandatory.
   * Choice sizing, case range.
   */
  maxsize?: number;
  /**
   * Volume type of the VIM, for example lvm.
   *
   * Reference: Unconfirmed: recalled from Cisco's public documents.
   */
  type?: string;
  /**
   * The VIM that holds this resource. Absent: the default VIM.
   *
   * Reference: Unconfirmed for volumes: recalled from Cisco's public documents.
   */
  locator?: Locator;
  /** What ended, in the words of NETCONF's notifications, for example CREATE_TENANT. */
  event_type?: string;
  /**
   * Id of the tenant, as the client chose it.
   *
   * Length: 1..72 characters.
   */
  internal_tenant_id?: string;
  /**
   * Id of the tenant in the VIM.
   *
   * Length: 1..72 characters.
   */
  external_tenant_id?: string;
  /** Bus of the volume. */
  bus?: "ide" | "scsi" | "virtio";
  /**
   * Id of the volume, as the client chose it.
   *
   * Length: 1..72 characters.
   */
  internal_volume_id?: string;
  /**
   * Id of the volume in the VIM.
   *
   * Length: 1..72 characters.
   */
  external_volume_id?: string;
}
export const Volume: ListNode<Volume> = list({
  module: escRest,
  name: "volume",
  keys: ["name"],
  children: [
    leaf({ module: escRest, name: "name", type: { base: "string", length: [[1, 256]] } }),
    leaf({ module: escRest, name: "sizeunit", type: szunits }),
    choice({
      module: escRest,
      name: "sizing",
      cases: [
        { name: "fixed", children: [leaf({ module: escRest, name: "size", type: { base: "int32" }, mandatory: true })] },
        {
          name: "range",
          children: [
            leaf({ module: escRest, name: "minsize", type: { base: "int32" }, mandatory: true }),
            leaf({ module: escRest, name: "maxsize", type: { base: "int32" }, mandatory: true }),
          ],
        },
      ],
    }),
    leaf({ module: escRest, name: "type", type: { base: "string" } }),
    Locator,
    leaf({ module: escRest, name: "event_type", type: { base: "string" } }),
    leaf({ module: escRest, name: "internal_tenant_id", type: { base: "string", length: [[1, 72]] } }),
    leaf({ module: escRest, name: "external_tenant_id", type: { base: "string", length: [[1, 72]] } }),
    leaf({ module: escRest, name: "bus", type: iobus }),
    leaf({ module: escRest, name: "internal_volume_id", type: { base: "string", length: [[1, 72]] } }),
    leaf({ module: escRest, name: "external_volume_id", type: { base: "string", length: [[1, 72]] } }),
  ],
});

/** Volumes that ESC creates. */
export interface Volumes {
  /**
   * One volume.
   *
   * Key: name.
   *
   * Reference: ESC 1.x YANG calls the key volname; that later releases call it name is unconfirmed.
   */
  volume?: readonly Volume[];
}
export const Volumes: ContainerNode<Volumes> = container({ module: escRest, name: "volumes", children: [Volume] });

/** Where it is. */
export interface Datacenter {
  /** true: the default datacenter. */
  default?: string;
}
export const Datacenter: ContainerNode<Datacenter> = container({
  module: escRest,
  name: "datacenter",
  config: false,
  children: [leaf({ module: escRest, name: "default", config: false, type: { base: "string" } })],
});

/** One interface. */
export interface Interface {
  /** Number of the interface. */
  nic_id?: string;
  /** Type of the interface. */
  type?: string;
  /**
   * Id of the network in the VIM.
   *
   * Length: 1..72 characters.
   */
  network_uuid?: string;
  /**
   * Id of the subnet in the VIM.
   *
   * Length: 1..72 characters.
   */
  subnet_uuid?: string;
  /**
   * Id of the port in the VIM.
   *
   * Length: 1..72 characters.
   */
  port_uuid?: string;
  /** Address of the interface. */
  ip_address?: string;
  /** MAC address of the interface. */
  mac_address?: string;
  /** Ports that are forwarded. */
  port_forwarding?: XmlElement;
  /** Security groups of the port. */
  security_groups?: XmlElement;
}
export const Interface: ListNode<Interface> = list({
  module: escRest,
  name: "interface",
  config: false,
  keys: [],
  children: [
    leaf({ module: escRest, name: "nic_id", config: false, type: { base: "string" } }),
    leaf({ module: escRest, name: "type", config: false, type: { base: "string" } }),
    leaf({ module: escRest, name: "network_uuid", config: false, type: { base: "string", length: [[1, 72]] } }),
    leaf({ module: escRest, name: "subnet_uuid", config: false, type: { base: "string", length: [[1, 72]] } }),
    leaf({ module: escRest, name: "port_uuid", config: false, type: { base: "string", length: [[1, 72]] } }),
    leaf({ module: escRest, name: "ip_address", config: false, type: { base: "string" } }),
    leaf({ module: escRest, name: "mac_address", config: false, type: { base: "string" } }),
    anyxml({ module: escRest, name: "port_forwarding", config: false }),
    anyxml({ module: escRest, name: "security_groups", config: false }),
  ],
});

/** Interfaces of the VM. */
export interface Interfaces {
  /** One interface. */
  interface?: readonly Interface[];
}
export const Interfaces: ContainerNode<Interfaces> = container({
  module: escRest,
  name: "interfaces",
  config: false,
  children: [Interface],
});

/** One VM of the deployment. */
export interface DeploymentDetails {
  /**
   * Id of the VM in the VIM.
   *
   * Length: 1..72 characters.
   */
  vm_uuid?: string;
  /**
   * Name of the VM.
   *
   * Length: 1..256 characters.
   *
   * Reference: Unconfirmed in callbacks.
   */
  vm_name?: string;
  /**
   * VM group of the VM.
   *
   * Length: 1..256 characters.
   *
   * Reference: Unconfirmed in callbacks.
   */
  vm_group_name?: string;
  /**
   * Id of the host that the VM runs on.
   *
   * Length: 1..72 characters.
   */
  host_uuid?: string;
  /** Name of the host that the VM runs on. */
  host_name?: string;
  /** Interfaces of the VM. */
  interfaces?: Interfaces;
}
export const DeploymentDetails: ListNode<DeploymentDetails> = list({
  module: escRest,
  name: "deployment_details",
  config: false,
  keys: [],
  children: [
    leaf({ module: escRest, name: "vm_uuid", config: false, type: { base: "string", length: [[1, 72]] } }),
    leaf({ module: escRest, name: "vm_name", config: false, type: { base: "string", length: [[1, 256]] } }),
    leaf({ module: escRest, name: "vm_group_name", config: false, type: { base: "string", length: [[1, 256]] } }),
    leaf({ module: escRest, name: "host_uuid", config: false, type: { base: "string", length: [[1, 72]] } }),
    leaf({ module: escRest, name: "host_name", config: false, type: { base: "string" } }),
    Interfaces,
  ],
});

/** What became of a deployment. */
export interface Deployment {
  /**
   * Name of the deployment.
   *
   * Length: 1..256 characters.
   *
   * Reference: Unconfirmed in callbacks.
   */
  name?: string;
  /** What ended, in the words of NETCONF's notifications, for example CREATE_TENANT. */
  event_type?: string;
  /**
   * Id of the deployment, as the client chose it.
   *
   * Length: 1..72 characters.
   */
  internal_deployment_id?: string;
  /**
   * Id of the tenant, as the client chose it.
   *
   * Length: 1..72 characters.
   */
  internal_tenant_id?: string;
  /**
   * Id of the tenant in the VIM.
   *
   * Length: 1..72 characters.
   */
  external_tenant_id?: string;
  /** State of the service, for example SERVICE_ACTIVE_STATE. */
  service_state_machine_state?: string;
  /** Where it is. */
  datacenter?: Datacenter;
  /** One VM of the deployment. */
  deployment_details?: readonly DeploymentDetails[];
}
export const Deployment: ContainerNode<Deployment> = container({
  module: escRest,
  name: "deployment",
  config: false,
  children: [
    leaf({ module: escRest, name: "name", config: false, type: { base: "string", length: [[1, 256]] } }),
    leaf({ module: escRest, name: "event_type", config: false, type: { base: "string" } }),
    leaf({ module: escRest, name: "internal_deployment_id", config: false, type: { base: "string", length: [[1, 72]] } }),
    leaf({ module: escRest, name: "internal_tenant_id", config: false, type: { base: "string", length: [[1, 72]] } }),
    leaf({ module: escRest, name: "external_tenant_id", config: false, type: { base: "string", length: [[1, 72]] } }),
    leaf({ module: escRest, name: "service_state_machine_state", config: false, type: { base: "string" } }),
    Datacenter,
    DeploymentDetails,
  ],
});

/** Something to be done with every VM of a deployment. */
export interface ServiceOperation {
  /** start, stop, reboot; enable_monitor, disable_monitor and recover are unconfirmed spellings. */
  operation?: string;
  /** What ended, in the words of NETCONF's notifications, for example CREATE_TENANT. */
  event_type?: string;
}
export const ServiceOperation: ContainerNode<ServiceOperation> = container({
  module: escRest,
  name: "service_operation",
  children: [
    leaf({ module: escRest, name: "operation", type: { base: "string" } }),
    leaf({ module: escRest, name: "event_type", type: { base: "string" } }),
  ],
});

/** Something to be done with one VM. */
export interface VmOperation {
  /**
   * start, stop, reboot, from 5.8 also resize and migrate; enable_monitor, disable_monitor and recover are unconfirmed
   * spellings.
   */
  operation?: string;
  /** true: do it even when fewer VMs than scaling/min_active are left running. */
  force?: boolean;
  /** What ended, in the words of NETCONF's notifications, for example CREATE_TENANT. */
  event_type?: string;
}
export const VmOperation: ContainerNode<VmOperation> = container({
  module: escRest,
  name: "vm_operation",
  children: [
    leaf({ module: escRest, name: "operation", type: { base: "string" } }),
    leaf({ module: escRest, name: "force", type: { base: "boolean" } }),
    leaf({ module: escRest, name: "event_type", type: { base: "string" } }),
  ],
});

/** One service. */
export interface Service {
  /** Name, for example escmanager, elector, drbd, pgsql. */
  name?: string;
  /** running, leader, follower, active, standby and so on. */
  status?: string;
  /** true, in whatever case: the status is what it should be. */
  is_expected?: string;
}
export const Service: ListNode<Service> = list({
  module: escRest,
  name: "service",
  config: false,
  keys: [],
  children: [
    leaf({ module: escRest, name: "name", config: false, type: { base: "string" } }),
    leaf({ module: escRest, name: "status", config: false, type: { base: "string" } }),
    leaf({ module: escRest, name: "is_expected", config: false, type: { base: "string" } }),
  ],
});

/** The services of the node. */
export interface Services {
  /** One service. */
  service?: readonly Service[];
}
export const Services: ContainerNode<Services> = container({ module: escRest, name: "services", config: false, children: [Service] });

/** One node. */
export interface Node {
  /** Name of the node. */
  name?: string;
  /** HEALTHY, or what it is instead. */
  status?: string;
  /** Where the node is. */
  datacenter?: string;
  /** The services of the node. */
  services?: Services;
}
export const Node: ListNode<Node> = list({
  module: escRest,
  name: "node",
  config: false,
  keys: [],
  children: [
    leaf({ module: escRest, name: "name", config: false, type: { base: "string" } }),
    leaf({ module: escRest, name: "status", config: false, type: { base: "string" } }),
    leaf({ module: escRest, name: "datacenter", config: false, type: { base: "string" } }),
    Services,
  ],
});

/** The nodes of an active/active cluster. */
export interface Nodes {
  /** One node. */
  node?: readonly Node[];
}
export const Nodes: ContainerNode<Nodes> = container({ module: escRest, name: "nodes", config: false, children: [Node] });

/**
 * How ESC is: the answer of the health interface.
 *
 * Reference: User guides 5.0 and 5.4.
 */
export interface EscHealthReport {
  /** 2000 to 2999: service is provided; from 5000: it is not. */
  status_code?: number;
  /** The same in words. */
  message?: string;
  /** INIT: only preparations are taken, such as VIM connectors and configuration parameters. READY: everything is. */
  stage?: string;
  /** The nodes of an active/active cluster. */
  nodes?: Nodes;
}
export const EscHealthReport: ContainerNode<EscHealthReport> = container({
  module: escRest,
  name: "esc_health_report",
  config: false,
  children: [
    leaf({ module: escRest, name: "status_code", config: false, type: { base: "int32" } }),
    leaf({ module: escRest, name: "message", config: false, type: { base: "string" } }),
    leaf({ module: escRest, name: "stage", config: false, type: { base: "string" } }),
    Nodes,
  ],
});

/** The top-level data nodes of esc_rest, configuration and state. */
export interface Data {
  /** Tenants. */
  tenants?: Tenants;
  /** Networks that ESC creates. */
  networks?: Networks;
  /** Images that ESC registers with the VIM. */
  images?: Images;
  /** Flavors that ESC creates on the VIM. */
  flavors?: Flavors;
  /** Volumes that ESC creates. */
  volumes?: Volumes;
  /**
   * What became of a deployment.
   *
   * State data.
   */
  deployment?: Deployment;
  /** Something to be done with every VM of a deployment. */
  service_operation?: ServiceOperation;
  /** Something to be done with one VM. */
  vm_operation?: VmOperation;
  /**
   * How ESC is: the answer of the health interface.
   *
   * State data.
   *
   * Reference: User guides 5.0 and 5.4.
   */
  esc_health_report?: EscHealthReport;
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

/** The descriptor of esc_rest: what decode, encode and validate take. */
export const schema: ModuleSchema<Types> = moduleSchema({
  module: escRest,
  data: [Tenants, Networks, Images, Flavors, Volumes, Deployment, ServiceOperation, VmOperation, EscHealthReport],
  rpcs: [],
  notifications: [],
});
