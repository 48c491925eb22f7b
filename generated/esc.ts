// Written by esc-nb generate from esc.yang (revision 2026-11-22). Do not edit.

/*
 * The NETCONF interface of Cisco Elastic Services Controller (ESC) 5.9: configuration, operational data, operations and
 * notification.
 *
 * Written from published facts: the ESC 5.9 Install and Upgrade Guide where it speaks, else the YANG of ESC 1.x and the
 * guides of later releases. This is not Cisco's file, and an ESC of another release may differ: generate from its own
 * modules where that matters. Nodes that no published text confirms carry a reference statement saying so.
 *
 * Every node is in this module's namespace; the esc_* modules hold groupings only.
 */

import {
  choice,
  container,
  leaf,
  leafList,
  list,
  moduleSchema,
  notification,
  rpc,
  type BodyTypes,
  type ContainerNode,
  type ListNode,
  type ModuleRef,
  type ModuleSchema,
  type NotificationNode,
  type RpcNode,
  type Type,
} from "../src/schema/codegen-v1.js";

const esc: ModuleRef = { name: "esc", namespace: "http://www.cisco.com/esc/esc", prefix: "esc", revision: "2026-11-22" };

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
const szunits: Type = { base: "enumeration", values: ["MiB", "GiB", "TiB", "PiB", "EiB"] };
const knownDiskFormats: Type = { base: "enumeration", values: ["qcow2", "raw", "vmdk"] };
const diskFormats: Type = { base: "union", types: [knownDiskFormats, { base: "string" }] };
const iobus: Type = { base: "enumeration", values: ["ide", "scsi", "virtio"] };
const knownPersistence: Type = { base: "enumeration", values: ["FETCH_ALWAYS", "FETCH_MISSING"] };
const persistence: Type = { base: "union", types: [knownPersistence, { base: "string" }] };
const targetVmGroupRefType: Type = {
  base: "leafref",
  path: { expr: "../../../vm_group/name", prefixes: {}, namespace: "http://www.cisco.com/esc/esc" },
  target: { base: "string", length: [[1, 256]] },
};
const knownPlacementType: Type = { base: "enumeration", values: ["affinity", "anti_affinity", "zone_host"] };
const placementType: Type = { base: "union", types: [knownPlacementType, { base: "string" }] };
const recoveryTypes: Type = { base: "enumeration", values: ["AUTO", "MANUAL"] };
const recoveryActions: Type = { base: "enumeration", values: ["REBOOT_THEN_REDEPLOY", "REBOOT_ONLY", "REDEPLOY_ONLY"] };
const wdHardware: Type = { base: "enumeration", values: ["i6300esb", "ib700"] };
const wdAction: Type = { base: "enumeration", values: ["reset", "poweroff", "shutdown", "pasue", "debug", "none"] };
const knownIfaceType: Type = { base: "enumeration", values: ["virtual", "passthru", "direct", "macvtap"] };
const ifaceType: Type = { base: "union", types: [knownIfaceType, { base: "string" }] };
const knownIfaceModel: Type = { base: "enumeration", values: ["virtio", "e1000"] };
const ifaceModel: Type = { base: "union", types: [knownIfaceModel, { base: "string" }] };
const escmacaddr: Type = { base: "string", patterns: [{ xsd: "[0-9a-fA-F]{2}(:[0-9a-fA-F]{2}){5}" }] };
const conditions: Type = { base: "enumeration", values: ["GT", "LT", "EQ", "GE", "LE"] };
const metricTypes: Type = {
  base: "enumeration",
  values: ["INT8", "INT16", "INT32", "UINT8", "UINT16", "UINT32", "FLOAT", "DOUBLE", "STRING"],
};
const knownCollectorTypes: Type = { base: "enumeration", values: ["ICMPPing", "HTTPGET"] };
const collectorTypes: Type = { base: "union", types: [knownCollectorTypes, { base: "string" }] };
const pollunits: Type = { base: "enumeration", values: ["seconds", "minutes"] };
const escratio: Type = { base: "string", patterns: [{ xsd: "[0-9]+:[0-9]+" }] };
const knownOperStatus: Type = { base: "enumeration", values: ["OPER_UP", "OPER_DOWN"] };
const operStatus: Type = { base: "union", types: [knownOperStatus, { base: "string" }] };
const escfloat: Type = { base: "string", patterns: [{ xsd: "[+\\-]?([0-9]+(\\.[0-9]*)?|\\.[0-9]+)([eE][+\\-]?[0-9]+)?|[+\\-]?INF|NaN" }] };
const knownServiceState: Type = {
  base: "enumeration",
  values: [
    "SERVICE_UNDEF_STATE",
    "SERVICE_DEPLOYING_STATE",
    "SERVICE_INERT_STATE",
    "SERVICE_ACTIVE_STATE",
    "SERVICE_UNDEPLOYING_STATE",
    "SERVICE_STOPPING_STATE",
    "SERVICE_STOPPED_STATE",
    "SERVICE_STARTING_STATE",
    "SERVICE_REBOOTING_STATE",
    "SERVICE_ERROR_STATE",
    "SERVICE_UPDATING_STATE",
  ],
};
const serviceState: Type = { base: "union", types: [knownServiceState, { base: "string" }] };
const knownVmState: Type = {
  base: "enumeration",
  values: [
    "VM_UNDEF_STATE",
    "VM_DEPLOYING_STATE",
    "VM_MONITOR_UNSET_STATE",
    "VM_MONITOR_DISABLED_STATE",
    "VM_STOPPING_STATE",
    "VM_SHUTOFF_STATE",
    "VM_STARTING_STATE",
    "VM_REBOOTING_STATE",
    "VM_INERT_STATE",
    "VM_ALIVE_STATE",
    "VM_UNDEPLOYING_STATE",
    "VM_ERROR_STATE",
    "VM_RECOVERING_STATE",
  ],
};
const vmState: Type = { base: "union", types: [knownVmState, { base: "string" }] };
const knownVimType: Type = {
  base: "enumeration",
  values: ["OPENSTACK", "VMWARE_VSPHERE", "LIBVIRT", "AWS", "CSP", "VMWARE_VCD", "AWS_EC2", "CSP_CLUSTER"],
};
const vimType: Type = { base: "union", types: [knownVimType, { base: "string" }] };
const actionTypes: Type = { base: "enumeration", values: ["STOP", "START", "REBOOT", "DISABLE_MONITOR", "ENABLE_MONITOR"] };
const logLevelTypes: Type = { base: "enumeration", values: ["DEBUG", "INFO", "WARNING", "ERROR", "TRACE", "FATAL"] };
const logClassificationTypes: Type = {
  base: "enumeration",
  values: [
    "NBI",
    "SBI",
    "SM",
    "MONITORING",
    "DYNAMIC_MAPPING",
    "CONFD",
    "CONFD_NOTIFICATION",
    "OS",
    "LIBVIRT",
    "VIM",
    "REST_EVENT",
    "WD",
    "DM",
    "DB",
    "GW",
    "LC",
    "SEC",
    "MOCONFIG",
    "POLICY",
    "TP",
    "ESC",
  ],
};
const logTagTypes: Type = {
  base: "enumeration",
  values: [
    "wf",
    "eventType",
    "tenant",
    "network",
    "subnet",
    "user",
    "image",
    "flavor",
    "depName",
    "vmGroup",
    "vmGrpName",
    "vmName",
    "switch",
    "volume",
    "svcName",
  ],
};
const reportedLogLevel: Type = { base: "union", types: [logLevelTypes, { base: "string" }] };
const reportedLogClassification: Type = { base: "union", types: [logClassificationTypes, { base: "string" }] };
const reportedLogTag: Type = { base: "union", types: [logTagTypes, { base: "string" }] };
const status: Type = { base: "enumeration", values: ["SUCCESS", "FAILURE"] };
const knownEventType: Type = {
  base: "enumeration",
  values: [
    "CREATE_TENANT",
    "DELETE_TENANT",
    "CREATE_NETWORK",
    "DELETE_NETWORK",
    "CREATE_SUBNET",
    "DELETE_SUBNET",
    "CREATE_IMAGE",
    "DELETE_IMAGE",
    "CREATE_FLAVOR",
    "DELETE_FLAVOR",
    "CREATE_VOLUME",
    "DELETE_VOLUME",
    "CREATE_VIM_CONNECTOR",
    "UPDATE_VIM_CONNECTOR",
    "DELETE_VIM_CONNECTOR",
    "CREATE_VIM_USER",
    "UPDATE_VIM_USER",
    "DELETE_VIM_USER",
    "CREATE_FILE_SERVER",
    "DELETE_FILE_SERVER",
    "SERVICE_REGISTRATION",
    "SERVICE_UNREGISTRATION",
    "VM_DEPLOYED",
    "VM_ALIVE",
    "SERVICE_ALIVE",
    "VM_UNDEPLOYED",
    "SERVICE_UNDEPLOYED",
    "VM_UPDATED",
    "SERVICE_UPDATED",
    "VM_SCALE_OUT_INIT",
    "VM_SCALE_OUT_DEPLOYED",
    "VM_SCALE_OUT_COMPLETE",
    "VM_SCALE_IN_INIT",
    "VM_SCALE_IN_COMPLETE",
    "VM_RECOVERY_INIT",
    "VM_RECOVERY_REBOOT",
    "VM_RECOVERY_UNDEPLOYED",
    "VM_RECOVERY_DEPLOYED",
    "VM_RECOVERY_COMPLETE",
    "VM_RECOVERY_CANCELLED",
    "VM_STOPPED",
    "VM_STARTED",
    "VM_REBOOTED",
    "SERVICE_STOPPED",
    "SERVICE_STARTED",
    "SERVICE_REBOOTED",
    "VM_MONITOR_SET",
    "VM_MONITOR_UNSET",
    "SERVICE_MONITOR_SET",
    "SERVICE_MONITOR_UNSET",
    "VM_SET_MONITOR_STATUS",
    "VM_UNSET_MONITOR_STATUS",
    "ESC_IN_SERVICE",
    "ESC_OUT_OF_SERVICE",
  ],
};
const eventType: Type = { base: "union", types: [knownEventType, { base: "string" }] };

export type LogClassificationTypes = 
    | "NBI" | "SBI" | "SM" | "MONITORING" | "DYNAMIC_MAPPING" | "CONFD" | "CONFD_NOTIFICATION" | "OS" | "LIBVIRT" | "VIM" | "REST_EVENT"
    | "WD" | "DM" | "DB" | "GW" | "LC" | "SEC" | "MOCONFIG" | "POLICY" | "TP" | "ESC";

export type LogTagTypes = 
    | "wf" | "eventType" | "tenant" | "network" | "subnet" | "user" | "image" | "flavor" | "depName" | "vmGroup" | "vmGrpName" | "vmName"
    | "switch" | "volume" | "svcName";

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
  module: esc,
  name: "property",
  keys: ["name"],
  children: [
    leaf({ module: esc, name: "name", type: { base: "string", length: [[1, 256]] } }),
    choice({
      module: esc,
      name: "content",
      cases: [
        { name: "value", children: [leaf({ module: esc, name: "value", type: { base: "string" } })] },
        { name: "encrypted_value", children: [leaf({ module: esc, name: "encrypted_value", type: { base: "string" } })] },
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
  module: esc,
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
  module: esc,
  name: "extension",
  keys: ["name"],
  children: [leaf({ module: esc, name: "name", type: { base: "string", length: [[1, 256]] } }), ExtensionProperties],
});

/** Data for the VIM, for example the tenant's quota. */
export interface Extensions {
  /**
   * One set of properties under a name that says whose it is.
   *
   * Key: name.
   */
  extension?: readonly Extension[];
}
export const Extensions: ContainerNode<Extensions> = container({ module: esc, name: "extensions", children: [Extension] });

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
  module: esc,
  name: "locator",
  children: [
    leaf({ module: esc, name: "vim_id", type: { base: "string", length: [[1, 256]] } }),
    leaf({ module: esc, name: "vim_project", type: { base: "string", length: [[1, 256]] } }),
    leaf({ module: esc, name: "vim_region", type: { base: "string", length: [[1, 256]] } }),
  ],
});

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
}
export const Subnet: ListNode<Subnet> = list({
  module: esc,
  name: "subnet",
  keys: ["name"],
  children: [
    leaf({ module: esc, name: "name", type: { base: "string", length: [[1, 1024]] } }),
    leaf({ module: esc, name: "ipversion", type: { base: "enumeration", values: ["ipv4", "ipv6"] }, default: "ipv4" }),
    leaf({ module: esc, name: "dhcp", type: { base: "boolean" }, default: "true" }),
    leaf({ module: esc, name: "address", type: ipAddress, mandatory: true }),
    leaf({ module: esc, name: "netmask", type: ipAddress, mandatory: true }),
    leaf({ module: esc, name: "gateway", type: ipAddress }),
    leaf({ module: esc, name: "no_gateway", type: { base: "boolean" } }),
    leafList({ module: esc, name: "dns_server", type: ipAddress }),
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
}
export const Network: ListNode<Network> = list({
  module: esc,
  name: "network",
  keys: ["name"],
  children: [
    leaf({ module: esc, name: "name", type: { base: "string", length: [[1, 1024]] } }),
    leaf({ module: esc, name: "shared", type: { base: "boolean" }, default: "true" }),
    leaf({ module: esc, name: "admin_state", type: { base: "boolean" }, default: "true" }),
    leaf({ module: esc, name: "vlanid", type: { base: "int16", range: [[0, 4094]] }, default: "0" }),
    leaf({ module: esc, name: "provider_network_type", type: { base: "string" } }),
    leaf({ module: esc, name: "provider_physical_network", type: { base: "string" } }),
    leaf({ module: esc, name: "provider_segmentation_id", type: { base: "uint32" } }),
    leaf({ module: esc, name: "switch_name", type: { base: "string" } }),
    Locator,
    Extensions,
    Subnet,
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
export const Networks: ContainerNode<Networks> = container({ module: esc, name: "networks", children: [Network] });

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
}
export const Volume: ListNode<Volume> = list({
  module: esc,
  name: "volume",
  keys: ["name"],
  children: [
    leaf({ module: esc, name: "name", type: { base: "string", length: [[1, 256]] } }),
    leaf({ module: esc, name: "sizeunit", type: szunits }),
    choice({
      module: esc,
      name: "sizing",
      cases: [
        { name: "fixed", children: [leaf({ module: esc, name: "size", type: { base: "int32" }, mandatory: true })] },
        {
          name: "range",
          children: [
            leaf({ module: esc, name: "minsize", type: { base: "int32" }, mandatory: true }),
            leaf({ module: esc, name: "maxsize", type: { base: "int32" }, mandatory: true }),
          ],
        },
      ],
    }),
    leaf({ module: esc, name: "type", type: { base: "string" } }),
    Locator,
  ],
});

/**
 * Volumes that ESC creates.
 *
 * Reference: Unconfirmed: the API guide 4.2 names the operation, not the path.
 */
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
export const Volumes: ContainerNode<Volumes> = container({ module: esc, name: "volumes", children: [Volume] });

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
  module: esc,
  name: "property",
  keys: ["name"],
  children: [
    leaf({ module: esc, name: "name", type: { base: "string", length: [[1, 256]] } }),
    leaf({ module: esc, name: "type", type: { base: "string" } }),
    leaf({ module: esc, name: "value", type: { base: "string" } }),
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
export const ImageProperties: ContainerNode<ImageProperties> = container({ module: esc, name: "properties", children: [ImageProperty] });

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
}
export const Image: ListNode<Image> = list({
  module: esc,
  name: "image",
  keys: ["name"],
  children: [
    leaf({ module: esc, name: "name", type: { base: "string", length: [[1, 256]] } }),
    leaf({ module: esc, name: "src", type: { base: "string" }, mandatory: true }),
    leaf({ module: esc, name: "disk_format", type: diskFormats, mandatory: true }),
    leaf({ module: esc, name: "container_format", type: { base: "string" } }),
    leaf({ module: esc, name: "serial_console", type: { base: "boolean" } }),
    leaf({ module: esc, name: "e1000_net", type: { base: "boolean" }, default: "false" }),
    leaf({ module: esc, name: "virtio_net", type: { base: "boolean" }, default: "true" }),
    leaf({ module: esc, name: "disk_bus", type: iobus, mandatory: true }),
    Locator,
    ImageProperties,
  ],
});

/**
 * Images that ESC registers with the VIM.
 *
 * Reference: Unconfirmed for tenants: recalled from Cisco's public documents.
 */
export interface Images {
  /**
   * One image.
   *
   * Key: name.
   */
  image?: readonly Image[];
}
export const Images: ContainerNode<Images> = container({ module: esc, name: "images", children: [Image] });

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
  module: esc,
  name: "property",
  keys: ["name"],
  children: [
    leaf({ module: esc, name: "name", type: { base: "string", length: [[1, 256]] } }),
    leaf({ module: esc, name: "value", type: { base: "string" } }),
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
export const FlavorProperties: ContainerNode<FlavorProperties> = container({ module: esc, name: "properties", children: [FlavorProperty] });

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
}
export const Flavor: ListNode<Flavor> = list({
  module: esc,
  name: "flavor",
  keys: ["name"],
  children: [
    leaf({ module: esc, name: "name", type: { base: "string", length: [[1, 256]] } }),
    leaf({ module: esc, name: "description", type: { base: "string", length: [[1, 8192]] } }),
    leaf({ module: esc, name: "vcpus", type: { base: "int8" }, mandatory: true }),
    leaf({ module: esc, name: "sockets", type: { base: "int8" } }),
    leaf({ module: esc, name: "cores", type: { base: "int8" } }),
    leaf({ module: esc, name: "threads", type: { base: "int8" } }),
    leaf({ module: esc, name: "memory_mb", type: { base: "int32" }, mandatory: true, units: "MB" }),
    leaf({ module: esc, name: "root_disk_mb", type: { base: "int32" }, units: "MB" }),
    leaf({ module: esc, name: "ephemeral_disk_mb", type: { base: "int32" }, units: "MB" }),
    leaf({ module: esc, name: "swap_disk_mb", type: { base: "int32" }, units: "MB" }),
    FlavorProperties,
  ],
});

/**
 * Flavors that ESC creates on the VIM.
 *
 * Reference: Unconfirmed for tenants: recalled from Cisco's public documents.
 */
export interface Flavors {
  /**
   * One flavor.
   *
   * Key: name.
   */
  flavor?: readonly Flavor[];
}
export const Flavors: ContainerNode<Flavors> = container({ module: esc, name: "flavors", children: [Flavor] });

/**
 * One data centre.
 *
 * Key: name.
 *
 * Reference: Unconfirmed: the guides name the list, its shape is recalled.
 */
export interface Datacenter {
  /**
   * Name of the data centre in vCenter.
   *
   * Key.
   * Length: 1..256 characters.
   */
  name: string;
  /**
   * Distributed switch used in this data centre.
   *
   * Length: 1..256 characters.
   */
  switch?: string;
}
export const Datacenter: ListNode<Datacenter> = list({
  module: esc,
  name: "datacenter",
  keys: ["name"],
  children: [
    leaf({ module: esc, name: "name", type: { base: "string", length: [[1, 256]] } }),
    leaf({ module: esc, name: "switch", type: { base: "string", length: [[1, 256]] } }),
  ],
});

/** Data centres of a deployment that spans several of them on one VMware vCenter. */
export interface Locators {
  /**
   * One data centre.
   *
   * Key: name.
   *
   * Reference: Unconfirmed: the guides name the list, its shape is recalled.
   */
  datacenter?: readonly Datacenter[];
}
export const Locators: ContainerNode<Locators> = container({ module: esc, name: "locators", children: [Datacenter] });

/** Where the file is and where ESC puts it. */
export interface RemoteFile {
  /**
   * Id of the file server (esc_system_config/file_servers).
   *
   * Length: 1..256 characters.
   */
  file_server_id?: string;
  /**
   * Path on the file server, relative to its base_url.
   *
   * Length: 1..1024 characters.
   */
  remote_path?: string;
  /**
   * Path below which ESC keeps its copy.
   *
   * Length: 1..1024 characters.
   */
  local_target?: string;
  /** When ESC fetches the file. */
  persistence?: "FETCH_ALWAYS" | "FETCH_MISSING" | (string & {});
  /** Name and value pairs. */
  properties?: FlavorProperties;
}
export const RemoteFile: ContainerNode<RemoteFile> = container({
  module: esc,
  name: "remote_file",
  children: [
    leaf({ module: esc, name: "file_server_id", type: { base: "string", length: [[1, 256]] } }),
    leaf({ module: esc, name: "remote_path", type: { base: "string", length: [[1, 1024]] } }),
    leaf({ module: esc, name: "local_target", type: { base: "string", length: [[1, 1024]] } }),
    leaf({ module: esc, name: "persistence", type: persistence }),
    FlavorProperties,
  ],
});

/**
 * One file.
 *
 * Key: name.
 */
export interface FileLocator {
  /**
   * Name by which file_locator_name refers to this file.
   *
   * Key.
   * Length: 1..256 characters.
   */
  name: string;
  /** Where the file is and where ESC puts it. */
  remote_file?: RemoteFile;
}
export const FileLocator: ListNode<FileLocator> = list({
  module: esc,
  name: "file_locator",
  keys: ["name"],
  children: [leaf({ module: esc, name: "name", type: { base: "string", length: [[1, 256]] } }), RemoteFile],
});

/** Files on file servers that day-0 configurations and lifecycle stages refer to by name. */
export interface FileLocators {
  /**
   * One file.
   *
   * Key: name.
   */
  file_locator?: readonly FileLocator[];
}
export const FileLocators: ContainerNode<FileLocators> = container({ module: esc, name: "file_locators", children: [FileLocator] });

/**
 * One service.
 *
 * Keys: service_name, service_version.
 */
export interface Service {
  /**
   * Name of the service.
   *
   * Key.
   * Length: 1..256 characters.
   */
  service_name: string;
  /**
   * Version of the service.
   *
   * Key.
   * Length: 1..16 characters.
   */
  service_version: string;
}
export const Service: ListNode<Service> = list({
  module: esc,
  name: "service",
  keys: ["service_name", "service_version"],
  children: [
    leaf({ module: esc, name: "service_name", type: { base: "string", length: [[1, 256]] } }),
    leaf({ module: esc, name: "service_version", type: { base: "string", length: [[1, 16]] } }),
  ],
});

/** Services that must exist. */
export interface ServiceDependency {
  /**
   * One service.
   *
   * Keys: service_name, service_version.
   */
  service?: readonly Service[];
}
export const ServiceDependency: ContainerNode<ServiceDependency> = container({
  module: esc,
  name: "service_dependency",
  children: [Service],
});

/** Networks that must exist. */
export interface NetworkDependency {
  /**
   * Name of a network.
   *
   * Length: 1..1024 characters.
   */
  network?: readonly string[];
}
export const NetworkDependency: ContainerNode<NetworkDependency> = container({
  module: esc,
  name: "network_dependency",
  children: [leafList({ module: esc, name: "network", type: { base: "string", length: [[1, 1024]] } })],
});

/**
 * What must exist before the deployment.
 *
 * Reference: ESC 1.x YANG; not seen in later releases.
 */
export interface ExternalDependencies {
  /** Services that must exist. */
  service_dependency?: ServiceDependency;
  /** Networks that must exist. */
  network_dependency?: NetworkDependency;
}
export const ExternalDependencies: ContainerNode<ExternalDependencies> = container({
  module: esc,
  name: "external_dependencies",
  children: [ServiceDependency, NetworkDependency],
});

/**
 * Puts one VM group together with, or apart from, other groups. For more than two groups placement_group is easier.
 *
 * Key: target_vm_group_ref.
 */
export interface PoliciesPlacement {
  /**
   * The VM group that is placed.
   *
   * Key.
   * Refers to `../../../vm_group/name`. Length: 1..256 characters.
   */
  target_vm_group_ref: string;
  /**
   * Kind of rule: affinity or anti_affinity.
   *
   * Mandatory.
   */
  type?: "affinity" | "anti_affinity" | "zone_host" | (string & {});
  /**
   * How strictly the rule is kept.
   *
   * Mandatory.
   */
  enforcement?: "strict";
  /**
   * The VM groups it is placed in relation to.
   *
   * Refers to `../../../vm_group/name`. Length: 1..256 characters. At least 1.
   * Must: Circular group dependency !
   */
  vm_group_ref?: readonly string[];
}
export const PoliciesPlacement: ListNode<PoliciesPlacement> = list({
  module: esc,
  name: "placement",
  keys: ["target_vm_group_ref"],
  children: [
    leaf({ module: esc, name: "target_vm_group_ref", type: targetVmGroupRefType }),
    leaf({ module: esc, name: "type", type: placementType, mandatory: true }),
    leaf({ module: esc, name: "enforcement", type: { base: "enumeration", values: ["strict"] }, mandatory: true }),
    leafList({
      module: esc,
      name: "vm_group_ref",
      type: targetVmGroupRefType,
      min: 1,
      must: [
        {
          expr: ". != ../target_vm_group_ref",
          prefixes: {},
          namespace: "http://www.cisco.com/esc/esc",
          message: "Circular group dependency !",
        },
      ],
    }),
  ],
});

/**
 * Puts the VMs of all the named groups together or apart.
 *
 * Key: name.
 */
export interface PlacementGroup {
  /**
   * Name of the placement group.
   *
   * Key.
   * Length: 1..256 characters.
   */
  name: string;
  /**
   * Kind of rule: affinity or anti_affinity.
   *
   * Mandatory.
   */
  type?: "affinity" | "anti_affinity" | "zone_host" | (string & {});
  /**
   * How strictly the rule is kept.
   *
   * Mandatory.
   */
  enforcement?: "strict";
  /**
   * The VM groups.
   *
   * Refers to `../../../vm_group/name`. Length: 1..256 characters.
   */
  vm_group?: readonly string[];
}
export const PlacementGroup: ListNode<PlacementGroup> = list({
  module: esc,
  name: "placement_group",
  keys: ["name"],
  children: [
    leaf({ module: esc, name: "name", type: { base: "string", length: [[1, 256]] } }),
    leaf({ module: esc, name: "type", type: placementType, mandatory: true }),
    leaf({ module: esc, name: "enforcement", type: { base: "enumeration", values: ["strict"] }, mandatory: true }),
    leafList({ module: esc, name: "vm_group", type: targetVmGroupRefType }),
  ],
});

/**
 * One VM group that is waited for.
 *
 * Key: vm_group_ref.
 */
export interface DependsOn {
  /**
   * The VM group that is waited for.
   *
   * Key.
   * Refers to `../../../../vm_group/name`. Length: 1..256 characters.
   * Must: Circular group dependency !
   */
  vm_group_ref: string;
  /**
   * Event of that group that is waited for, in practice VM_ALIVE.
   *
   * Refers to `../../../../vm_group[name = current()/../vm_group_ref]/kpi_data/kpi/event_name`. Length: 1..256
   * characters. At least 1. At most 1.
   */
  kpi_event_ref?: readonly string[];
}
export const DependsOn: ListNode<DependsOn> = list({
  module: esc,
  name: "depends_on",
  keys: ["vm_group_ref"],
  children: [
    leaf({
      module: esc,
      name: "vm_group_ref",
      type: {
        base: "leafref",
        path: { expr: "../../../../vm_group/name", prefixes: {}, namespace: "http://www.cisco.com/esc/esc" },
        target: { base: "string", length: [[1, 256]] },
      },
      must: [
        {
          expr: ". != ../../target_vm_group_ref",
          prefixes: {},
          namespace: "http://www.cisco.com/esc/esc",
          message: "Circular group dependency !",
        },
      ],
    }),
    leafList({
      module: esc,
      name: "kpi_event_ref",
      type: {
        base: "leafref",
        path: {
          expr: "../../../../vm_group[name = current()/../vm_group_ref]/kpi_data/kpi/event_name",
          prefixes: {},
          namespace: "http://www.cisco.com/esc/esc",
        },
        target: { base: "string", length: [[1, 256]] },
      },
      min: 1,
      max: 1,
    }),
  ],
});

/**
 * Starts one VM group after other groups.
 *
 * Key: target_vm_group_ref.
 */
export interface Startup {
  /**
   * The VM group that waits.
   *
   * Key.
   * Refers to `../../../vm_group/name`. Length: 1..256 characters.
   */
  target_vm_group_ref: string;
  /**
   * One VM group that is waited for.
   *
   * Key: vm_group_ref.
   */
  depends_on?: readonly DependsOn[];
}
export const Startup: ListNode<Startup> = list({
  module: esc,
  name: "startup",
  keys: ["target_vm_group_ref"],
  children: [leaf({ module: esc, name: "target_vm_group_ref", type: targetVmGroupRefType }), DependsOn],
});

/**
 * One stage.
 *
 * Key: name.
 */
export interface Condition {
  /**
   * The stage. For a deployment: LCS::PRE_DEPLOY, LCS::POST_DEPLOY_ALIVE, LCS::DEPLOY_ERR,
   * LCS::POST_DEPLOY::VM_RECOVERY_ERR, LCS::POST_DEPLOY::VM_RECOVERY_REDEPLOY_ERR. For a VM group:
   * LCS::DEPLOY_UPDATE::VM_PRE_VOLUME_DETACH, LCS::DEPLOY_UPDATE::VM_VOLUME_ATTACHED,
   * LCS::DEPLOY_UPDATE::VM_SOFTWARE_VERSION_UPDATED.
   *
   * Key.
   * Length: 1..256 characters. Pattern: `LCS::.+`.
   */
  name: string;
}
export const Condition: ListNode<Condition> = list({
  module: esc,
  name: "condition",
  keys: ["name"],
  children: [leaf({ module: esc, name: "name", type: { base: "string", length: [[1, 256]], patterns: [{ xsd: "LCS::.+" }] } })],
});

/** Stages at which the actions run. */
export interface Conditions {
  /**
   * One stage.
   *
   * Key: name.
   */
  condition?: readonly Condition[];
}
export const Conditions: ContainerNode<Conditions> = container({ module: esc, name: "conditions", children: [Condition] });

/**
 * One action.
 *
 * Key: name.
 */
export interface Action {
  /**
   * Name of the action.
   *
   * Key.
   * Length: 1..256 characters.
   */
  name: string;
  /**
   * Kind of action: script, or a kind that ESC has built in.
   *
   * Reference: ESC 5.9 Install and Upgrade Guide, l. 5907: script. Other values are unconfirmed.
   */
  type?: string;
  /**
   * Arguments of the action, for example script_filename, file_locator_name, CLEAN_UP or wait_max_timeout.
   *
   * Reference: ESC 5.9 Install and Upgrade Guide, l. 5910: script_filename. Other names are unconfirmed.
   */
  properties?: FlavorProperties;
}
export const Action: ListNode<Action> = list({
  module: esc,
  name: "action",
  keys: ["name"],
  children: [
    leaf({ module: esc, name: "name", type: { base: "string", length: [[1, 256]] } }),
    leaf({ module: esc, name: "type", type: { base: "string" } }),
    FlavorProperties,
  ],
});

/** What is done. */
export interface Actions {
  /**
   * One action.
   *
   * Key: name.
   */
  action?: readonly Action[];
}
export const Actions: ContainerNode<Actions> = container({ module: esc, name: "actions", children: [Action] });

/**
 * Actions that run when the deployment or VM reaches a stage.
 *
 * Key: name.
 */
export interface Policy {
  /**
   * Name of the policy.
   *
   * Key.
   * Length: 1..256 characters.
   */
  name: string;
  /** Stages at which the actions run. */
  conditions?: Conditions;
  /** What is done. */
  actions?: Actions;
}
export const Policy: ListNode<Policy> = list({
  module: esc,
  name: "policy",
  keys: ["name"],
  children: [leaf({ module: esc, name: "name", type: { base: "string", length: [[1, 256]] } }), Conditions, Actions],
});

/** Placement of VM groups, order of their start, and what is done at stages of the life cycle. */
export interface Policies {
  /**
   * What must exist before the deployment.
   *
   * Reference: ESC 1.x YANG; not seen in later releases.
   */
  external_dependencies?: ExternalDependencies;
  /**
   * Puts one VM group together with, or apart from, other groups. For more than two groups placement_group is easier.
   *
   * Key: target_vm_group_ref.
   */
  placement?: readonly PoliciesPlacement[];
  /**
   * Puts the VMs of all the named groups together or apart.
   *
   * Key: name.
   */
  placement_group?: readonly PlacementGroup[];
  /**
   * Starts one VM group after other groups.
   *
   * Key: target_vm_group_ref.
   */
  startup?: readonly Startup[];
  /**
   * Actions that run when the deployment or VM reaches a stage.
   *
   * Key: name.
   */
  policy?: readonly Policy[];
}
export const Policies: ContainerNode<Policies> = container({
  module: esc,
  name: "policies",
  children: [ExternalDependencies, PoliciesPlacement, PlacementGroup, Startup, Policy],
});

/**
 * How a failed VM is recovered.
 *
 * Reference: ESC 5.9 Install and Upgrade Guide, l. 4624
 */
export interface RecoveryPolicy {
  /**
   * Who starts the recovery.
   *
   * Default: `AUTO`.
   */
  recovery_type?: "AUTO" | "MANUAL";
  /**
   * What is done.
   *
   * Default: `REBOOT_THEN_REDEPLOY`.
   */
  action_on_recovery?: "REBOOT_THEN_REDEPLOY" | "REBOOT_ONLY" | "REDEPLOY_ONLY";
  /** How many times recovery is tried. Absent: the parameter vm_recovery_retries_max of ESC. */
  max_retries?: number;
}
export const RecoveryPolicy: ContainerNode<RecoveryPolicy> = container({
  module: esc,
  name: "recovery_policy",
  children: [
    leaf({ module: esc, name: "recovery_type", type: recoveryTypes, default: "AUTO" }),
    leaf({ module: esc, name: "action_on_recovery", type: recoveryActions, default: "REBOOT_THEN_REDEPLOY" }),
    leaf({ module: esc, name: "max_retries", type: { base: "int32" } }),
  ],
});

/** Emulated watchdog. */
export interface Watchdog {
  /** Device that is emulated. */
  hardware?: "i6300esb" | "ib700";
  /** What happens when it fires. */
  action?: "reset" | "poweroff" | "shutdown" | "pasue" | "debug" | "none";
}
export const Watchdog: ContainerNode<Watchdog> = container({
  module: esc,
  name: "watchdog",
  children: [leaf({ module: esc, name: "hardware", type: wdHardware }), leaf({ module: esc, name: "action", type: wdAction })],
});

/** Other settings of the VM. */
export interface Misc {
  /** Emulated watchdog. */
  watchdog?: Watchdog;
}
export const Misc: ContainerNode<Misc> = container({ module: esc, name: "misc", children: [Watchdog] });

/**
 * Bandwidth of the interface.
 *
 * Reference: ESC 1.x YANG; not seen in later releases.
 */
export interface Bandwidth {
  /**
   * Least bandwidth in Mbit/s.
   *
   * Default: `100`. Units: Mbit/s.
   */
  min?: number;
  /**
   * Greatest bandwidth in Mbit/s.
   *
   * Default: `1000`. Units: Mbit/s.
   */
  max?: number;
}
export const Bandwidth: ContainerNode<Bandwidth> = container({
  module: esc,
  name: "bandwidth",
  children: [
    leaf({ module: esc, name: "min", type: { base: "int32" }, default: "100", units: "Mbit/s" }),
    leaf({ module: esc, name: "max", type: { base: "int32" }, default: "1000", units: "Mbit/s" }),
  ],
});

/**
 * Security groups of the port.
 *
 * Reference: Unconfirmed: recalled from Cisco's public documents.
 */
export interface SecurityGroups {
  /**
   * Name or UUID of a security group.
   *
   * Length: 1..256 characters.
   */
  security_group?: readonly string[];
}
export const SecurityGroups: ContainerNode<SecurityGroups> = container({
  module: esc,
  name: "security_groups",
  children: [leafList({ module: esc, name: "security_group", type: { base: "string", length: [[1, 256]] } })],
});

/**
 * One address.
 *
 * Key: address_id.
 */
export interface Address {
  /**
   * Number of the address: 0, 1 and so on.
   *
   * Key.
   */
  address_id: number;
  /**
   * Name or UUID of the subnet.
   *
   * Length: 1..1024 characters.
   */
  subnet?: string;
  /** Fixed address. */
  ip_address?: string;
  /** Gateway. */
  gateway?: string;
}
export const Address: ListNode<Address> = list({
  module: esc,
  name: "address",
  keys: ["address_id"],
  children: [
    leaf({ module: esc, name: "address_id", type: { base: "int8" } }),
    leaf({ module: esc, name: "subnet", type: { base: "string", length: [[1, 1024]] } }),
    leaf({ module: esc, name: "ip_address", type: ipAddress }),
    leaf({ module: esc, name: "gateway", type: ipAddress }),
  ],
});

/**
 * Addresses of a dual-stack interface, in place of ip_address.
 *
 * Reference: Unconfirmed: recalled from Cisco's public documents.
 */
export interface Addresses {
  /**
   * One address.
   *
   * Key: address_id.
   */
  address?: readonly Address[];
}
export const Addresses: ContainerNode<Addresses> = container({ module: esc, name: "addresses", children: [Address] });

/**
 * A network all of whose addresses are allowed.
 *
 * Key: name.
 */
export interface AllowedAddressPairsNetwork {
  /**
   * Name or UUID of the network.
   *
   * Key.
   * Length: 1..1024 characters.
   */
  name: string;
}
export const AllowedAddressPairsNetwork: ListNode<AllowedAddressPairsNetwork> = list({
  module: esc,
  name: "network",
  keys: ["name"],
  children: [leaf({ module: esc, name: "name", type: { base: "string", length: [[1, 1024]] } })],
});

/**
 * An address, or with a mask a range of addresses.
 *
 * Key: ip_address.
 */
export interface AllowedAddressPairsAddress {
  /**
   * The address.
   *
   * Key.
   */
  ip_address: string;
  /** The mask. */
  netmask?: string;
}
export const AllowedAddressPairsAddress: ListNode<AllowedAddressPairsAddress> = list({
  module: esc,
  name: "address",
  keys: ["ip_address"],
  children: [leaf({ module: esc, name: "ip_address", type: ipAddress }), leaf({ module: esc, name: "netmask", type: ipAddress })],
});

/** Addresses that may leave the port besides its own. */
export interface AllowedAddressPairs {
  /**
   * A network all of whose addresses are allowed.
   *
   * Key: name.
   */
  network?: readonly AllowedAddressPairsNetwork[];
  /**
   * An address, or with a mask a range of addresses.
   *
   * Key: ip_address.
   */
  address?: readonly AllowedAddressPairsAddress[];
}
export const AllowedAddressPairs: ContainerNode<AllowedAddressPairs> = container({
  module: esc,
  name: "allowed_address_pairs",
  children: [AllowedAddressPairsNetwork, AllowedAddressPairsAddress],
});

/** Ports of the host from which one is taken for each VM. */
export interface ExternalPortRange {
  /** First port. */
  start?: number;
  /** Last port. */
  end?: number;
}
export const ExternalPortRange: ContainerNode<ExternalPortRange> = container({
  module: esc,
  name: "external_port_range",
  children: [leaf({ module: esc, name: "start", type: { base: "uint16" } }), leaf({ module: esc, name: "end", type: { base: "uint16" } })],
});

/**
 * One forwarded range of ports.
 *
 * Key: type.
 */
export interface Port {
  /**
   * What the port is for, for example ssh.
   *
   * Key.
   */
  type: string;
  /** Transport protocol, tcp or udp. */
  protocol?: string;
  /** Port inside the VM. */
  vnf_port?: number;
  /** Bridge at which the traffic arrives. */
  source_bridge?: string;
  /** Ports of the host from which one is taken for each VM. */
  external_port_range?: ExternalPortRange;
}
export const Port: ListNode<Port> = list({
  module: esc,
  name: "port",
  keys: ["type"],
  children: [
    leaf({ module: esc, name: "type", type: { base: "string" } }),
    leaf({ module: esc, name: "protocol", type: { base: "string" } }),
    leaf({ module: esc, name: "vnf_port", type: { base: "uint16" } }),
    leaf({ module: esc, name: "source_bridge", type: { base: "string" } }),
    ExternalPortRange,
  ],
});

/**
 * Ports of the host that are forwarded to this interface.
 *
 * Reference: Unconfirmed for ESC: seen in NFVIS, which embeds ESC.
 */
export interface InterfacePortForwarding {
  /**
   * One forwarded range of ports.
   *
   * Key: type.
   */
  port?: readonly Port[];
}
export const InterfacePortForwarding: ContainerNode<InterfacePortForwarding> = container({
  module: esc,
  name: "port_forwarding",
  children: [Port],
});

/**
 * One interface.
 *
 * Key: nicid.
 */
export interface Interface {
  /**
   * Number of the interface: 0 for the first, then one more than the one before.
   *
   * Key.
   * Must: NICID Sequence Error !
   */
  nicid: number;
  /**
   * Kind of interface.
   *
   * Default: `virtual`.
   */
  type?: "virtual" | "passthru" | "direct" | "macvtap" | (string & {});
  /**
   * Model of the virtual card.
   *
   * Default: `virtio`.
   */
  model?: "virtio" | "e1000" | (string & {});
  /**
   * Name or UUID of the network: one of this deployment, of the tenant, a shared one, or one that exists on the VIM.
   *
   * Mandatory.
   * Length: 1..1024 characters.
   */
  network?: string;
  /**
   * Name or UUID of the subnet, when the network has several.
   *
   * Length: 1..1024 characters.
   */
  subnet?: string;
  /**
   * Name of the port on the VIM. OpenStack only; VMs after the first get _1, _2 and so on appended.
   *
   * Length: 1..256 characters.
   */
  vim_interface_name?: string;
  /** Fixed address. With more than one VM in the group, use scaling/static_ip_address_pool. */
  ip_address?: string;
  /**
   * Fixed MAC address.
   *
   * Pattern: `[0-9a-fA-F]{2}(:[0-9a-fA-F]{2}){5}`.
   */
  mac_address?: string;
  /**
   * Anycast address.
   *
   * Reference: ESC 1.x YANG; not seen in later releases.
   */
  anycast_address?: string;
  /**
   * Bandwidth of the interface.
   *
   * Reference: ESC 1.x YANG; not seen in later releases.
   */
  bandwidth?: Bandwidth;
  /**
   * OpenStack: false switches port security off.
   *
   * Reference: Unconfirmed: recalled from Cisco's public documents.
   */
  port_security_enabled?: boolean;
  /**
   * false: the port is made, but down.
   *
   * Reference: Unconfirmed: recalled from Cisco's public documents.
   */
  admin_state_up?: boolean;
  /**
   * Security groups of the port.
   *
   * Reference: Unconfirmed: recalled from Cisco's public documents.
   */
  security_groups?: SecurityGroups;
  /**
   * Addresses of a dual-stack interface, in place of ip_address.
   *
   * Reference: Unconfirmed: recalled from Cisco's public documents.
   */
  addresses?: Addresses;
  /** Addresses that may leave the port besides its own. */
  allowed_address_pairs?: AllowedAddressPairs;
  /**
   * Ports of the host that are forwarded to this interface.
   *
   * Reference: Unconfirmed for ESC: seen in NFVIS, which embeds ESC.
   */
  port_forwarding?: InterfacePortForwarding;
  /**
   * Data that belongs to a VIM or an orchestrator rather than to ESC, for example a tenant's quota, VMWARE_VCD_PARAMS,
   * or NSO's hints.
   *
   * Reference: Unconfirmed for interfaces: recalled from Cisco's public documents.
   */
  extensions?: Extensions;
}
export const Interface: ListNode<Interface> = list({
  module: esc,
  name: "interface",
  keys: ["nicid"],
  children: [
    leaf({
      module: esc,
      name: "nicid",
      type: { base: "int8" },
      must: [
        {
          expr: ". = 0 or ../../interface[nicid = current() - 1]",
          prefixes: {},
          namespace: "http://www.cisco.com/esc/esc",
          message: "NICID Sequence Error !",
        },
      ],
    }),
    leaf({ module: esc, name: "type", type: ifaceType, default: "virtual" }),
    leaf({ module: esc, name: "model", type: ifaceModel, default: "virtio" }),
    leaf({ module: esc, name: "network", type: { base: "string", length: [[1, 1024]] }, mandatory: true }),
    leaf({ module: esc, name: "subnet", type: { base: "string", length: [[1, 1024]] } }),
    leaf({ module: esc, name: "vim_interface_name", type: { base: "string", length: [[1, 256]] } }),
    leaf({ module: esc, name: "ip_address", type: ipAddress }),
    leaf({ module: esc, name: "mac_address", type: escmacaddr }),
    leaf({ module: esc, name: "anycast_address", type: ipAddress }),
    Bandwidth,
    leaf({ module: esc, name: "port_security_enabled", type: { base: "boolean" } }),
    leaf({ module: esc, name: "admin_state_up", type: { base: "boolean" } }),
    SecurityGroups,
    Addresses,
    AllowedAddressPairs,
    InterfacePortForwarding,
    Extensions,
  ],
});

/** Interfaces of each VM of the group, numbered 0, 1, 2 and so on. */
export interface Interfaces {
  /**
   * One interface.
   *
   * Key: nicid.
   */
  interface?: readonly Interface[];
}
export const Interfaces: ContainerNode<Interfaces> = container({ module: esc, name: "interfaces", children: [Interface] });

/**
 * One volume.
 *
 * Key: name.
 *
 * Reference: ESC 1.x YANG calls the key volname; that later releases call it name is unconfirmed.
 */
export interface VmGroupVolume {
  /**
   * Name of the volume.
   *
   * Key.
   * Length: 1..256 characters.
   */
  name: string;
  /** Position: the order in which the VM sees its volumes. */
  volid?: number;
  /** Size, in sizeunit. */
  size?: number;
  /** Unit of size. */
  sizeunit?: "MiB" | "GiB" | "TiB" | "PiB" | "EiB";
  /**
   * Bus by which the volume is attached.
   *
   * Mandatory.
   */
  bus?: "ide" | "scsi" | "virtio";
  /**
   * Volume type of the VIM, for example lvm.
   *
   * Reference: Unconfirmed: recalled from Cisco's public documents.
   */
  type?: string;
  /**
   * Boot order; 0 boots first.
   *
   * Reference: Unconfirmed: recalled from Cisco's public documents.
   */
  boot_index?: number;
  /**
   * Image that the volume is made from, to boot from it.
   *
   * Length: 1..256 characters.
   *
   * Reference: Unconfirmed: recalled from Cisco's public documents.
   */
  image?: string;
}
export const VmGroupVolume: ListNode<VmGroupVolume> = list({
  module: esc,
  name: "volume",
  keys: ["name"],
  children: [
    leaf({ module: esc, name: "name", type: { base: "string", length: [[1, 256]] } }),
    leaf({ module: esc, name: "volid", type: { base: "int8" } }),
    leaf({ module: esc, name: "size", type: { base: "int32" } }),
    leaf({ module: esc, name: "sizeunit", type: szunits }),
    leaf({ module: esc, name: "bus", type: iobus, mandatory: true }),
    leaf({ module: esc, name: "type", type: { base: "string" } }),
    leaf({ module: esc, name: "boot_index", type: { base: "uint8" } }),
    leaf({ module: esc, name: "image", type: { base: "string", length: [[1, 256]] } }),
  ],
});

/** Volumes attached to each VM of the group. */
export interface VmGroupVolumes {
  /**
   * One volume.
   *
   * Key: name.
   *
   * Reference: ESC 1.x YANG calls the key volname; that later releases call it name is unconfirmed.
   */
  volume?: readonly VmGroupVolume[];
}
export const VmGroupVolumes: ContainerNode<VmGroupVolumes> = container({ module: esc, name: "volumes", children: [VmGroupVolume] });

/** How and how often the value is measured. */
export interface MetricCollector {
  /**
   * Name of the collector, for example ICMPPing or HTTPGET.
   *
   * Mandatory.
   */
  type?: "ICMPPing" | "HTTPGET" | (string & {});
  /**
   * Number of the interface that is measured through.
   *
   * Mandatory.
   * Refers to `../../../../interfaces/interface/nicid`.
   */
  nicid?: number;
  /**
   * Number of the address on that interface, when it has several.
   *
   * Reference: Unconfirmed: recalled from Cisco's public documents.
   */
  address_id?: number;
  /**
   * true: measure through the floating (public) address.
   *
   * Reference: Unconfirmed: recalled from Cisco's public documents.
   */
  monitoring_public_ip?: boolean;
  /**
   * Proxy of the collector.
   *
   * Reference: ESC 1.x YANG; not seen in later releases.
   */
  proxy?: string;
  /**
   * Time between two measurements, in polling_unit.
   *
   * Mandatory.
   */
  poll_frequency?: number;
  /**
   * Unit of poll_frequency.
   *
   * Mandatory.
   */
  polling_unit?: "seconds" | "minutes";
  /**
   * true: the event is raised at every measurement that meets the condition; false: only when the outcome changes.
   *
   * Mandatory.
   */
  continuous_alarm?: boolean;
  /** Arguments of the collector. HTTPGET takes protocol, port and path. */
  properties?: FlavorProperties;
}
export const MetricCollector: ContainerNode<MetricCollector> = container({
  module: esc,
  name: "metric_collector",
  children: [
    leaf({ module: esc, name: "type", type: collectorTypes, mandatory: true }),
    leaf({
      module: esc,
      name: "nicid",
      type: {
        base: "leafref",
        path: { expr: "../../../../interfaces/interface/nicid", prefixes: {}, namespace: "http://www.cisco.com/esc/esc" },
        target: { base: "int8" },
      },
      mandatory: true,
    }),
    leaf({ module: esc, name: "address_id", type: { base: "int8" } }),
    leaf({ module: esc, name: "monitoring_public_ip", type: { base: "boolean" } }),
    leaf({ module: esc, name: "proxy", type: { base: "string" } }),
    leaf({ module: esc, name: "poll_frequency", type: { base: "int32" }, mandatory: true }),
    leaf({ module: esc, name: "polling_unit", type: pollunits, mandatory: true }),
    leaf({ module: esc, name: "continuous_alarm", type: { base: "boolean" }, mandatory: true }),
    FlavorProperties,
  ],
});

/**
 * One indicator. When the measured value meets the condition, the actions of the rule of the same event name run.
 *
 * Key: event_name.
 */
export interface Kpi {
  /**
   * Name of the event, for example VM_ALIVE or VM_OVERLOADED.
   *
   * Key.
   * Length: 1..256 characters.
   */
  event_name: string;
  /**
   * Threshold, written as metric_type says.
   *
   * Mandatory.
   */
  metric_value?: string;
  /**
   * How the measured value is compared with metric_value.
   *
   * Mandatory.
   */
  metric_cond?: "GT" | "LT" | "EQ" | "GE" | "LE";
  /**
   * Type of the measured value.
   *
   * Mandatory.
   */
  metric_type?: "INT8" | "INT16" | "INT32" | "UINT8" | "UINT16" | "UINT32" | "FLOAT" | "DOUBLE" | "STRING";
  /** How many times in a row the condition must hold before the event counts as true. */
  metric_occurrences_true?: number;
  /** How many times in a row the condition must fail before the event counts as false. */
  metric_occurrences_false?: number;
  /**
   * Proxy of the metric.
   *
   * Reference: ESC 1.x YANG; not seen in later releases.
   */
  metric_proxy?: string;
  /** How and how often the value is measured. */
  metric_collector?: MetricCollector;
}
export const Kpi: ListNode<Kpi> = list({
  module: esc,
  name: "kpi",
  keys: ["event_name"],
  children: [
    leaf({ module: esc, name: "event_name", type: { base: "string", length: [[1, 256]] } }),
    leaf({ module: esc, name: "metric_value", type: { base: "string" }, mandatory: true }),
    leaf({ module: esc, name: "metric_cond", type: conditions, mandatory: true }),
    leaf({ module: esc, name: "metric_type", type: metricTypes, mandatory: true }),
    leaf({ module: esc, name: "metric_occurrences_true", type: { base: "int16" } }),
    leaf({ module: esc, name: "metric_occurrences_false", type: { base: "int16" } }),
    leaf({ module: esc, name: "metric_proxy", type: { base: "string" } }),
    MetricCollector,
  ],
});

/** What is measured on the VMs of the group, and by whom. */
export interface KpiData {
  /**
   * false: nothing is measured.
   *
   * Default: `true`.
   */
  enabled?: boolean;
  /**
   * Who measures: dmonaName:// followed by the name of a D-MONA deployment, or dmonaName://local_mona for ESC itself.
   * Changing it moves the monitoring to another agent.
   */
  monitoring_agent?: string;
  /**
   * One indicator. When the measured value meets the condition, the actions of the rule of the same event name run.
   *
   * Key: event_name.
   */
  kpi?: readonly Kpi[];
}
export const KpiData: ContainerNode<KpiData> = container({
  module: esc,
  name: "kpi_data",
  children: [
    leaf({ module: esc, name: "enabled", type: { base: "boolean" }, default: "true" }),
    leaf({ module: esc, name: "monitoring_agent", type: { base: "string" } }),
    Kpi,
  ],
});

/**
 * What is done when one event happens.
 *
 * Key: event_name.
 */
export interface Rule {
  /**
   * Name of the event, an indicator of this VM group.
   *
   * Key.
   * Refers to `../../../../kpi_data/kpi/event_name`. Length: 1..256 characters.
   */
  event_name: string;
  /**
   * Actions in order. Each is ALWAYS, TRUE or FALSE, a blank, and the action with its arguments: 'ALWAYS log', 'TRUE
   * servicebooted.sh', 'FALSE recover autohealing'.
   *
   * The order matters.
   */
  action?: readonly string[];
}
export const Rule: ListNode<Rule> = list({
  module: esc,
  name: "rule",
  keys: ["event_name"],
  children: [
    leaf({
      module: esc,
      name: "event_name",
      type: {
        base: "leafref",
        path: { expr: "../../../../kpi_data/kpi/event_name", prefixes: {}, namespace: "http://www.cisco.com/esc/esc" },
        target: { base: "string", length: [[1, 256]] },
      },
    }),
    leafList({ module: esc, name: "action", type: { base: "string" }, orderedBy: "user" }),
  ],
});

/** Rules of the administrator. */
export interface AdminRules {
  /**
   * What is done when one event happens.
   *
   * Key: event_name.
   */
  rule?: readonly Rule[];
}
export const AdminRules: ContainerNode<AdminRules> = container({ module: esc, name: "admin_rules", children: [Rule] });

/**
 * Rules of the user.
 *
 * Reference: ESC 1.x YANG; not seen in later releases.
 */
export interface UserRules {
  /**
   * What is done when one event happens.
   *
   * Key: event_name.
   */
  rule?: readonly Rule[];
}
export const UserRules: ContainerNode<UserRules> = container({ module: esc, name: "user_rules", children: [Rule] });

/** What ESC does when the indicators of the group fire. */
export interface Rules {
  /** Rules of the administrator. */
  admin_rules?: AdminRules;
  /**
   * Rules of the user.
   *
   * Reference: ESC 1.x YANG; not seen in later releases.
   */
  user_rules?: UserRules;
}
export const Rules: ContainerNode<Rules> = container({ module: esc, name: "rules", children: [AdminRules, UserRules] });

/**
 * Value put into the text for one variable.
 *
 * Key: name.
 */
export interface Variable {
  /**
   * Name of the variable.
   *
   * Key.
   * Length: 1..256 characters.
   */
  name: string;
  /**
   * Value. With several values, each VM of a scaled group takes one: give as many as scaling/max_active.
   *
   * Length: 1..16384 characters. The order matters.
   */
  val?: readonly string[];
}
export const Variable: ListNode<Variable> = list({
  module: esc,
  name: "variable",
  keys: ["name"],
  children: [
    leaf({ module: esc, name: "name", type: { base: "string", length: [[1, 256]] } }),
    leafList({ module: esc, name: "val", type: { base: "string", length: [[1, 16384]] }, orderedBy: "user" }),
  ],
});

/**
 * One file.
 *
 * Key: dst.
 */
export interface Configuration {
  /**
   * Name of the file on the config drive; --user-data makes it the cloud user-data instead.
   *
   * Key.
   * Length: 1..1024 characters.
   */
  dst: string;
  /**
   * URI of a file that ESC can read: file, http, https or ftp.
   *
   * Choice content, case file.
   */
  file?: string;
  /**
   * The text itself.
   *
   * Choice content, case data.
   * Length: 1..16384 characters.
   */
  data?: string;
  /**
   * The text itself, which ESC stores encrypted.
   *
   * Choice content, case encrypted_data.
   * Length: 1..16384 characters.
   */
  encrypted_data?: string;
  /**
   * Files on file servers that day-0 configurations and lifecycle stages refer to by name.
   *
   * Choice content, case file_locators.
   */
  file_locators?: FileLocators;
  /**
   * Name of a file locator of the deployment.
   *
   * Choice content, case file_locator_name.
   * Length: 1..256 characters.
   */
  file_locator_name?: string;
  /**
   * Value put into the text for one variable.
   *
   * Key: name.
   */
  variable?: readonly Variable[];
}
export const Configuration: ListNode<Configuration> = list({
  module: esc,
  name: "configuration",
  keys: ["dst"],
  children: [
    leaf({ module: esc, name: "dst", type: { base: "string", length: [[1, 1024]] } }),
    choice({
      module: esc,
      name: "content",
      cases: [
        { name: "file", children: [leaf({ module: esc, name: "file", type: { base: "string" } })] },
        { name: "data", children: [leaf({ module: esc, name: "data", type: { base: "string", length: [[1, 16384]] } })] },
        {
          name: "encrypted_data",
          children: [leaf({ module: esc, name: "encrypted_data", type: { base: "string", length: [[1, 16384]] } })],
        },
        { name: "file_locators", children: [FileLocators] },
        {
          name: "file_locator_name",
          children: [leaf({ module: esc, name: "file_locator_name", type: { base: "string", length: [[1, 256]] } })],
        },
      ],
    }),
    Variable,
  ],
});

/** Files that each VM of the group starts with. */
export interface ConfigData {
  /**
   * One file.
   *
   * Key: dst.
   */
  configuration?: readonly Configuration[];
}
export const ConfigData: ContainerNode<ConfigData> = container({ module: esc, name: "config_data", children: [Configuration] });

/**
 * Ports forwarded to the group, by a file.
 *
 * Reference: ESC 1.x YANG; not seen in later releases.
 */
export interface PortForwarding {
  /** URI of the file that describes the forwarding. */
  file?: string;
}
export const PortForwarding: ContainerNode<PortForwarding> = container({
  module: esc,
  name: "port_forwarding",
  children: [leaf({ module: esc, name: "file", type: { base: "string" } })],
});

/**
 * A range of addresses, both ends included.
 *
 * Keys: start, end.
 */
export interface IpAddressRange {
  /**
   * First address.
   *
   * Key.
   */
  start: string;
  /**
   * Last address.
   *
   * Key.
   */
  end: string;
}
export const IpAddressRange: ListNode<IpAddressRange> = list({
  module: esc,
  name: "ip_address_range",
  keys: ["start", "end"],
  children: [leaf({ module: esc, name: "start", type: ipAddress }), leaf({ module: esc, name: "end", type: ipAddress })],
});

/**
 * Addresses on one network from which each VM takes one.
 *
 * Key: network.
 */
export interface StaticIpAddressPool {
  /**
   * Name or UUID of the network.
   *
   * Key.
   * Length: 1..1024 characters.
   */
  network: string;
  /** Gateway of the network. */
  gateway?: string;
  /** Mask of the network. */
  netmask?: string;
  /**
   * A range of addresses, both ends included.
   *
   * Keys: start, end.
   */
  ip_address_range?: readonly IpAddressRange[];
  /** Single addresses. */
  ip_address?: readonly string[];
}
export const StaticIpAddressPool: ListNode<StaticIpAddressPool> = list({
  module: esc,
  name: "static_ip_address_pool",
  keys: ["network"],
  children: [
    leaf({ module: esc, name: "network", type: { base: "string", length: [[1, 1024]] } }),
    leaf({ module: esc, name: "gateway", type: ipAddress }),
    leaf({ module: esc, name: "netmask", type: ipAddress }),
    IpAddressRange,
    leafList({ module: esc, name: "ip_address", type: ipAddress }),
  ],
});

/**
 * A range of MAC addresses, both ends included.
 *
 * Keys: start, end.
 */
export interface MacAddressRange {
  /**
   * First address.
   *
   * Key.
   * Pattern: `[0-9a-fA-F]{2}(:[0-9a-fA-F]{2}){5}`.
   */
  start: string;
  /**
   * Last address.
   *
   * Key.
   * Pattern: `[0-9a-fA-F]{2}(:[0-9a-fA-F]{2}){5}`.
   */
  end: string;
}
export const MacAddressRange: ListNode<MacAddressRange> = list({
  module: esc,
  name: "mac_address_range",
  keys: ["start", "end"],
  children: [leaf({ module: esc, name: "start", type: escmacaddr }), leaf({ module: esc, name: "end", type: escmacaddr })],
});

/**
 * MAC addresses on one network from which each VM takes one.
 *
 * Key: network.
 */
export interface StaticMacAddressPool {
  /**
   * Name or UUID of the network.
   *
   * Key.
   * Length: 1..1024 characters.
   */
  network: string;
  /**
   * A range of MAC addresses, both ends included.
   *
   * Keys: start, end.
   */
  mac_address_range?: readonly MacAddressRange[];
  /**
   * Single MAC addresses.
   *
   * Pattern: `[0-9a-fA-F]{2}(:[0-9a-fA-F]{2}){5}`.
   */
  mac_address?: readonly string[];
}
export const StaticMacAddressPool: ListNode<StaticMacAddressPool> = list({
  module: esc,
  name: "static_mac_address_pool",
  keys: ["network"],
  children: [
    leaf({ module: esc, name: "network", type: { base: "string", length: [[1, 1024]] } }),
    MacAddressRange,
    leafList({ module: esc, name: "mac_address", type: escmacaddr }),
  ],
});

/**
 * One licence.
 *
 * Key: license_key_value.
 */
export interface License {
  /**
   * What the licence is bound to, for example a MAC address.
   *
   * Key.
   */
  license_key_value: string;
  /**
   * What kind of value license_key_value is.
   *
   * Mandatory.
   */
  license_key_type?: "mac_addr";
  /**
   * URI of the licence file.
   *
   * Choice license_content, case license_file.
   */
  license_file?: string;
  /**
   * The licence itself.
   *
   * Choice license_content, case license_data.
   * Length: 1..16384 characters.
   */
  license_data?: string;
}
export const License: ListNode<License> = list({
  module: esc,
  name: "license",
  keys: ["license_key_value"],
  children: [
    leaf({ module: esc, name: "license_key_value", type: { base: "string" } }),
    leaf({ module: esc, name: "license_key_type", type: { base: "enumeration", values: ["mac_addr"] }, mandatory: true }),
    choice({
      module: esc,
      name: "license_content",
      cases: [
        { name: "license_file", children: [leaf({ module: esc, name: "license_file", type: { base: "string" } })] },
        { name: "license_data", children: [leaf({ module: esc, name: "license_data", type: { base: "string", length: [[1, 16384]] } })] },
      ],
    }),
  ],
});

/**
 * Licences from which each VM takes one.
 *
 * Reference: ESC 1.x YANG; not seen in later releases.
 */
export interface StaticLicensePool {
  /**
   * One licence.
   *
   * Key: license_key_value.
   */
  license?: readonly License[];
}
export const StaticLicensePool: ContainerNode<StaticLicensePool> = container({
  module: esc,
  name: "static_license_pool",
  children: [License],
});

/**
 * How many VMs the group has, and the addresses they take. Absent: one VM.
 *
 * Its presence has a meaning by itself.
 * Must: min_active must not be greater than max_active.
 */
export interface Scaling {
  /**
   * Least number of VMs, and how many are deployed at first.
   *
   * Mandatory.
   */
  min_active?: number;
  /**
   * Greatest number of VMs that scaling out may reach.
   *
   * Mandatory.
   */
  max_active?: number;
  /**
   * true: the number of VMs may change at run time.
   *
   * Default: `true`.
   */
  elastic?: boolean;
  /**
   * Least number of standby VMs.
   *
   * Reference: ESC 1.x YANG; not seen in later releases.
   */
  min_standby?: number;
  /**
   * Greatest number of standby VMs.
   *
   * Reference: ESC 1.x YANG; not seen in later releases.
   */
  max_standby?: number;
  /**
   * Active to standby VMs, for example 2:1.
   *
   * Pattern: `[0-9]+:[0-9]+`.
   *
   * Reference: ESC 1.x YANG; not seen in later releases.
   */
  standby_ratio?: string;
  /**
   * Addresses on one network from which each VM takes one.
   *
   * Key: network.
   */
  static_ip_address_pool?: readonly StaticIpAddressPool[];
  /**
   * MAC addresses on one network from which each VM takes one.
   *
   * Key: network.
   */
  static_mac_address_pool?: readonly StaticMacAddressPool[];
  /**
   * Licences from which each VM takes one.
   *
   * Reference: ESC 1.x YANG; not seen in later releases.
   */
  static_license_pool?: StaticLicensePool;
}
export const Scaling: ContainerNode<Scaling> = container({
  module: esc,
  name: "scaling",
  presence: true,
  must: [
    {
      expr: "not(min_active > max_active)",
      prefixes: {},
      namespace: "http://www.cisco.com/esc/esc",
      message: "min_active must not be greater than max_active",
    },
  ],
  children: [
    leaf({ module: esc, name: "min_active", type: { base: "int16" }, mandatory: true }),
    leaf({ module: esc, name: "max_active", type: { base: "int16" }, mandatory: true }),
    leaf({ module: esc, name: "elastic", type: { base: "boolean" }, default: "true" }),
    leaf({ module: esc, name: "min_standby", type: { base: "int16" } }),
    leaf({ module: esc, name: "max_standby", type: { base: "int16" } }),
    leaf({ module: esc, name: "standby_ratio", type: escratio }),
    StaticIpAddressPool,
    StaticMacAddressPool,
    StaticLicensePool,
  ],
});

/**
 * Where the VMs of this group are put: together, apart, or on a host or zone.
 *
 * Key: type.
 * Must: host and zone exclude each other.
 * Must: enforcement is required unless type is zone_host.
 */
export interface VmGroupPlacement {
  /**
   * Kind of rule.
   *
   * Key.
   */
  type: "affinity" | "anti_affinity" | "zone_host" | (string & {});
  /** How strictly the rule is kept. Required unless type is zone_host. */
  enforcement?: "strict";
  /**
   * Host: an OpenStack or VMware host. Excludes zone.
   *
   * Length: 1..256 characters. At most 1.
   */
  host?: readonly string[];
  /**
   * Zone: an OpenStack availability zone or a vCenter cluster. Excludes host.
   *
   * Length: 1..256 characters.
   */
  zone?: string;
}
export const VmGroupPlacement: ListNode<VmGroupPlacement> = list({
  module: esc,
  name: "placement",
  keys: ["type"],
  must: [
    { expr: "not(host and zone)", prefixes: {}, namespace: "http://www.cisco.com/esc/esc", message: "host and zone exclude each other" },
    {
      expr: "enforcement or type = 'zone_host'",
      prefixes: {},
      namespace: "http://www.cisco.com/esc/esc",
      message: "enforcement is required unless type is zone_host",
    },
  ],
  children: [
    leaf({ module: esc, name: "type", type: placementType }),
    leaf({ module: esc, name: "enforcement", type: { base: "enumeration", values: ["strict"] } }),
    leafList({ module: esc, name: "host", type: { base: "string", length: [[1, 256]] }, max: 1 }),
    leaf({ module: esc, name: "zone", type: { base: "string", length: [[1, 256]] } }),
  ],
});

/**
 * Address shared by the VMs of the group.
 *
 * Key: nicid.
 *
 * Reference: ESC 1.x YANG; not seen in later releases.
 */
export interface SharedIp {
  /**
   * Number of the interface.
   *
   * Key.
   * Refers to `../../interfaces/interface/nicid`.
   */
  nicid: number;
  /**
   * true: the address is given, false: ESC takes one.
   *
   * Default: `false`.
   */
  static?: boolean;
  /** The address. */
  ip_address?: string;
}
export const SharedIp: ListNode<SharedIp> = list({
  module: esc,
  name: "shared_ip",
  keys: ["nicid"],
  children: [
    leaf({
      module: esc,
      name: "nicid",
      type: {
        base: "leafref",
        path: { expr: "../../interfaces/interface/nicid", prefixes: {}, namespace: "http://www.cisco.com/esc/esc" },
        target: { base: "int8" },
      },
    }),
    leaf({ module: esc, name: "static", type: { base: "boolean" }, default: "false" }),
    leaf({ module: esc, name: "ip_address", type: ipAddress }),
  ],
});

/**
 * One setting.
 *
 * Key: prop_key.
 */
export interface VmGroupProperty {
  /**
   * Name of the setting, for example NOTIFY_EXTERNAL_MONITOR.
   *
   * Key.
   * Length: 1..256 characters.
   */
  prop_key: string;
  /** Value of the setting, always text. */
  prop_value?: string;
}
export const VmGroupProperty: ListNode<VmGroupProperty> = list({
  module: esc,
  name: "property",
  keys: ["prop_key"],
  children: [
    leaf({ module: esc, name: "prop_key", type: { base: "string", length: [[1, 256]] } }),
    leaf({ module: esc, name: "prop_value", type: { base: "string" } }),
  ],
});

/** Further settings of the VM group. */
export interface VmGroupProperties {
  /**
   * One setting.
   *
   * Key: prop_key.
   */
  property?: readonly VmGroupProperty[];
}
export const VmGroupProperties: ContainerNode<VmGroupProperties> = container({
  module: esc,
  name: "properties",
  children: [VmGroupProperty],
});

/** What is done at stages of the life cycle of this group's VMs. */
export interface VmGroupPolicies {
  /**
   * Actions that run when the deployment or VM reaches a stage.
   *
   * Key: name.
   */
  policy?: readonly Policy[];
}
export const VmGroupPolicies: ContainerNode<VmGroupPolicies> = container({ module: esc, name: "policies", children: [Policy] });

/**
 * VMs of one kind: one VM, or as many as scaling says.
 *
 * Key: name. At least 1.
 */
export interface VmGroup {
  /**
   * Name of the VM group.
   *
   * Key.
   * Length: 1..256 characters.
   */
  name: string;
  /**
   * The VIM that holds this resource. Absent: the default VIM.
   *
   * Reference: Unconfirmed for VM groups: recalled from Cisco's public documents.
   */
  locator?: Locator;
  /**
   * Version of the VM's software, for lifecycle stages that upgrade it.
   *
   * Reference: Unconfirmed: the user guide 5.0 names the stage, not the element.
   */
  software_version?: string;
  /**
   * Name of the VM on the VIM, in place of the one that ESC makes. Scaled VMs get an index appended.
   *
   * Reference: Unconfirmed for ESC: seen in NFVIS, which embeds ESC.
   */
  vim_vm_name?: string;
  /**
   * Name or UUID of the image.
   *
   * Length: 1..256 characters.
   */
  image?: string;
  /**
   * Name or UUID of the flavor.
   *
   * Length: 1..256 characters.
   */
  flavor?: string;
  /**
   * Seconds that a new VM may take until it is alive. NFVIS takes -1 for a VM that is not monitored.
   *
   * Mandatory.
   * Units: seconds.
   */
  bootup_time?: number;
  /**
   * Seconds that a rebooted VM may take until it is alive.
   *
   * Units: seconds.
   */
  reboot_time?: number;
  /**
   * Seconds between a VM's failure and its recovery; 0 recovers at once.
   *
   * Mandatory.
   * Units: seconds.
   */
  recovery_wait_time?: number;
  /**
   * How a failed VM is recovered.
   *
   * Reference: ESC 5.9 Install and Upgrade Guide, l. 4624
   */
  recovery_policy?: RecoveryPolicy;
  /** Other settings of the VM. */
  misc?: Misc;
  /** Interfaces of each VM of the group, numbered 0, 1, 2 and so on. */
  interfaces?: Interfaces;
  /** Volumes attached to each VM of the group. */
  volumes?: VmGroupVolumes;
  /** What is measured on the VMs of the group, and by whom. */
  kpi_data?: KpiData;
  /** What ESC does when the indicators of the group fire. */
  rules?: Rules;
  /** Files that each VM of the group starts with. */
  config_data?: ConfigData;
  /**
   * Ports forwarded to the group, by a file.
   *
   * Reference: ESC 1.x YANG; not seen in later releases.
   */
  port_forwarding?: PortForwarding;
  /**
   * How many VMs the group has, and the addresses they take. Absent: one VM.
   *
   * Its presence has a meaning by itself.
   * Must: min_active must not be greater than max_active.
   */
  scaling?: Scaling;
  /**
   * Where the VMs of this group are put: together, apart, or on a host or zone.
   *
   * Key: type.
   * Must: host and zone exclude each other.
   * Must: enforcement is required unless type is zone_host.
   */
  placement?: readonly VmGroupPlacement[];
  /**
   * Address shared by the VMs of the group.
   *
   * Key: nicid.
   *
   * Reference: ESC 1.x YANG; not seen in later releases.
   */
  shared_ip?: readonly SharedIp[];
  /** Further settings of the VM group. */
  properties?: VmGroupProperties;
  /** What is done at stages of the life cycle of this group's VMs. */
  policies?: VmGroupPolicies;
  /**
   * Data that belongs to a VIM or an orchestrator rather than to ESC, for example a tenant's quota, VMWARE_VCD_PARAMS,
   * or NSO's hints.
   */
  extensions?: Extensions;
}
export const VmGroup: ListNode<VmGroup> = list({
  module: esc,
  name: "vm_group",
  keys: ["name"],
  min: 1,
  children: [
    leaf({ module: esc, name: "name", type: { base: "string", length: [[1, 256]] } }),
    Locator,
    leaf({ module: esc, name: "software_version", type: { base: "string" } }),
    leaf({ module: esc, name: "vim_vm_name", type: { base: "string" } }),
    leaf({ module: esc, name: "image", type: { base: "string", length: [[1, 256]] } }),
    leaf({ module: esc, name: "flavor", type: { base: "string", length: [[1, 256]] } }),
    leaf({ module: esc, name: "bootup_time", type: { base: "int32" }, mandatory: true, units: "seconds" }),
    leaf({ module: esc, name: "reboot_time", type: { base: "int32" }, units: "seconds" }),
    leaf({ module: esc, name: "recovery_wait_time", type: { base: "int32" }, mandatory: true, units: "seconds" }),
    RecoveryPolicy,
    Misc,
    Interfaces,
    VmGroupVolumes,
    KpiData,
    Rules,
    ConfigData,
    PortForwarding,
    Scaling,
    VmGroupPlacement,
    SharedIp,
    VmGroupProperties,
    VmGroupPolicies,
    Extensions,
  ],
});

/**
 * One deployment (service): VM groups with their networks, volumes and policies. Creating the entry deploys it,
 * deleting the entry undeploys it.
 *
 * Key: name.
 */
export interface Deployment {
  /**
   * Name of the deployment.
   *
   * Key.
   * Length: 1..256 characters.
   */
  name: string;
  /** The VIM that holds this resource. Absent: the default VIM. */
  locator?: Locator;
  /** Data centres of a deployment that spans several of them on one VMware vCenter. */
  locators?: Locators;
  /** Files on file servers that day-0 configurations and lifecycle stages refer to by name. */
  file_locators?: FileLocators;
  /** Networks that live and die with the deployment. */
  networks?: Networks;
  /** Volumes that live and die with the deployment. */
  volumes?: Volumes;
  /** Placement of VM groups, order of their start, and what is done at stages of the life cycle. */
  policies?: Policies;
  /**
   * VMs of one kind: one VM, or as many as scaling says.
   *
   * Key: name. At least 1.
   */
  vm_group?: readonly VmGroup[];
  /**
   * Data that belongs to a VIM or an orchestrator rather than to ESC, for example a tenant's quota, VMWARE_VCD_PARAMS,
   * or NSO's hints.
   */
  extensions?: Extensions;
}
export const Deployment: ListNode<Deployment> = list({
  module: esc,
  name: "deployment",
  keys: ["name"],
  children: [
    leaf({ module: esc, name: "name", type: { base: "string", length: [[1, 256]] } }),
    Locator,
    Locators,
    FileLocators,
    Networks,
    Volumes,
    Policies,
    VmGroup,
    Extensions,
  ],
});

/** Deployments of the tenant. */
export interface Deployments {
  /**
   * One deployment (service): VM groups with their networks, volumes and policies. Creating the entry deploys it,
   * deleting the entry undeploys it.
   *
   * Key: name.
   */
  deployment?: readonly Deployment[];
}
export const Deployments: ContainerNode<Deployments> = container({ module: esc, name: "deployments", children: [Deployment] });

/**
 * One tenant (project).
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
  /** What the tenant is for. */
  description?: string;
  /**
   * true: ESC creates and deletes the tenant on the VIM; false: it only uses it.
   *
   * Default: `true`.
   */
  managed_resource?: boolean;
  /**
   * true: the tenant stands for a project of the default VIM; false: it is a root tenant whose deployments name their
   * VIMs by locators.
   *
   * Default: `true`.
   */
  vim_mapping?: boolean;
  /** Data for the VIM, for example the tenant's quota. */
  extensions?: Extensions;
  /** Networks that ESC creates. */
  networks?: Networks;
  /**
   * Volumes that ESC creates.
   *
   * Reference: Unconfirmed: the API guide 4.2 names the operation, not the path.
   */
  volumes?: Volumes;
  /**
   * Images that ESC registers with the VIM.
   *
   * Reference: Unconfirmed for tenants: recalled from Cisco's public documents.
   */
  images?: Images;
  /**
   * Flavors that ESC creates on the VIM.
   *
   * Reference: Unconfirmed for tenants: recalled from Cisco's public documents.
   */
  flavors?: Flavors;
  /** Deployments of the tenant. */
  deployments?: Deployments;
}
export const Tenant: ListNode<Tenant> = list({
  module: esc,
  name: "tenant",
  keys: ["name"],
  children: [
    leaf({ module: esc, name: "name", type: { base: "string", length: [[1, 256]] } }),
    leaf({ module: esc, name: "description", type: { base: "string" } }),
    leaf({ module: esc, name: "managed_resource", type: { base: "boolean" }, default: "true" }),
    leaf({ module: esc, name: "vim_mapping", type: { base: "boolean" }, default: "true" }),
    Extensions,
    Networks,
    Volumes,
    Images,
    Flavors,
    Deployments,
  ],
});

/** Tenants that ESC works for. */
export interface Tenants {
  /**
   * One tenant (project).
   *
   * Key: name.
   */
  tenant?: readonly Tenant[];
}
export const Tenants: ContainerNode<Tenants> = container({ module: esc, name: "tenants", children: [Tenant] });

/** Load averages. */
export interface Load {
  /**
   * Over one minute.
   *
   * Pattern: `[+\-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)([eE][+\-]?[0-9]+)?|[+\-]?INF|NaN`.
   */
  loadone?: string;
  /**
   * Over five minutes.
   *
   * Pattern: `[+\-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)([eE][+\-]?[0-9]+)?|[+\-]?INF|NaN`.
   */
  loadfive?: string;
  /**
   * Over fifteen minutes.
   *
   * Pattern: `[+\-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)([eE][+\-]?[0-9]+)?|[+\-]?INF|NaN`.
   */
  loadfifteen?: string;
}
export const Load: ContainerNode<Load> = container({
  module: esc,
  name: "load",
  config: false,
  children: [
    leaf({ module: esc, name: "loadone", config: false, type: escfloat }),
    leaf({ module: esc, name: "loadfive", config: false, type: escfloat }),
    leaf({ module: esc, name: "loadfifteen", config: false, type: escfloat }),
  ],
});

/** Processors and what they spend their time on. */
export interface Cpu {
  /** Number of processors. */
  cpu_num?: number;
  /** Speed of a processor. */
  cpu_speed?: number;
  /** Number of sockets. */
  sockets?: number;
  /** Number of cores in each socket. */
  cores?: number;
  /** Number of threads in each core. */
  threads?: number;
  /**
   * Waiting for input and output, in percent.
   *
   * Units: percent. Pattern: `[+\-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)([eE][+\-]?[0-9]+)?|[+\-]?INF|NaN`.
   */
  cpu_wio?: string;
  /**
   * Idle, in percent.
   *
   * Units: percent. Pattern: `[+\-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)([eE][+\-]?[0-9]+)?|[+\-]?INF|NaN`.
   */
  cpu_idle?: string;
  /**
   * Running programs, in percent.
   *
   * Units: percent. Pattern: `[+\-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)([eE][+\-]?[0-9]+)?|[+\-]?INF|NaN`.
   */
  cpu_user?: string;
  /**
   * Running the system, in percent.
   *
   * Units: percent. Pattern: `[+\-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)([eE][+\-]?[0-9]+)?|[+\-]?INF|NaN`.
   */
  cpu_system?: string;
  /**
   * Idle since the start, in percent.
   *
   * Units: percent. Pattern: `[+\-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)([eE][+\-]?[0-9]+)?|[+\-]?INF|NaN`.
   */
  cpu_aidle?: string;
}
export const Cpu: ContainerNode<Cpu> = container({
  module: esc,
  name: "cpu",
  config: false,
  children: [
    leaf({ module: esc, name: "cpu_num", config: false, type: { base: "uint32" } }),
    leaf({ module: esc, name: "cpu_speed", config: false, type: { base: "uint32" } }),
    leaf({ module: esc, name: "sockets", config: false, type: { base: "uint8" } }),
    leaf({ module: esc, name: "cores", config: false, type: { base: "uint8" } }),
    leaf({ module: esc, name: "threads", config: false, type: { base: "uint8" } }),
    leaf({ module: esc, name: "cpu_wio", config: false, type: escfloat, units: "percent" }),
    leaf({ module: esc, name: "cpu_idle", config: false, type: escfloat, units: "percent" }),
    leaf({ module: esc, name: "cpu_user", config: false, type: escfloat, units: "percent" }),
    leaf({ module: esc, name: "cpu_system", config: false, type: escfloat, units: "percent" }),
    leaf({ module: esc, name: "cpu_aidle", config: false, type: escfloat, units: "percent" }),
  ],
});

/** Memory and swap space. */
export interface Memory {
  /**
   * All memory.
   *
   * Pattern: `[+\-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)([eE][+\-]?[0-9]+)?|[+\-]?INF|NaN`.
   */
  mem_total?: string;
  /**
   * Free memory.
   *
   * Pattern: `[+\-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)([eE][+\-]?[0-9]+)?|[+\-]?INF|NaN`.
   */
  mem_free?: string;
  /**
   * Memory used as cache.
   *
   * Pattern: `[+\-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)([eE][+\-]?[0-9]+)?|[+\-]?INF|NaN`.
   */
  memory_cached?: string;
  /**
   * Memory used as buffers.
   *
   * Pattern: `[+\-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)([eE][+\-]?[0-9]+)?|[+\-]?INF|NaN`.
   */
  mem_buffered?: string;
  /**
   * Shared memory.
   *
   * Pattern: `[+\-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)([eE][+\-]?[0-9]+)?|[+\-]?INF|NaN`.
   */
  mem_shared?: string;
  /**
   * All swap space.
   *
   * Pattern: `[+\-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)([eE][+\-]?[0-9]+)?|[+\-]?INF|NaN`.
   */
  swap_total?: string;
  /**
   * Free swap space.
   *
   * Pattern: `[+\-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)([eE][+\-]?[0-9]+)?|[+\-]?INF|NaN`.
   */
  swap_free?: string;
}
export const Memory: ContainerNode<Memory> = container({
  module: esc,
  name: "memory",
  config: false,
  children: [
    leaf({ module: esc, name: "mem_total", config: false, type: escfloat }),
    leaf({ module: esc, name: "mem_free", config: false, type: escfloat }),
    leaf({ module: esc, name: "memory_cached", config: false, type: escfloat }),
    leaf({ module: esc, name: "mem_buffered", config: false, type: escfloat }),
    leaf({ module: esc, name: "mem_shared", config: false, type: escfloat }),
    leaf({ module: esc, name: "swap_total", config: false, type: escfloat }),
    leaf({ module: esc, name: "swap_free", config: false, type: escfloat }),
  ],
});

/**
 * One disk.
 *
 * Key: device.
 */
export interface Disks {
  /**
   * Device.
   *
   * Key.
   */
  device: string;
  /** Where it is mounted. */
  mount?: string;
  /**
   * Size in GB.
   *
   * Units: GB.
   */
  disk_total?: number;
  /**
   * Used, in GB.
   *
   * Units: GB.
   */
  disk_used?: number;
}
export const Disks: ListNode<Disks> = list({
  module: esc,
  name: "disks",
  config: false,
  keys: ["device"],
  children: [
    leaf({ module: esc, name: "device", config: false, type: { base: "string" } }),
    leaf({ module: esc, name: "mount", config: false, type: { base: "string" } }),
    leaf({ module: esc, name: "disk_total", config: false, type: { base: "uint32" }, units: "GB" }),
    leaf({ module: esc, name: "disk_used", config: false, type: { base: "uint32" }, units: "GB" }),
  ],
});

/** Disks. */
export interface Disk {
  /**
   * One disk.
   *
   * Key: device.
   */
  disks?: readonly Disks[];
}
export const Disk: ContainerNode<Disk> = container({ module: esc, name: "disk", config: false, children: [Disks] });

/**
 * One network interface, with its counters.
 *
 * Key: device.
 */
export interface NetifInterfaces {
  /**
   * Device.
   *
   * Key.
   */
  device: string;
  /** Flags of the interface, as the system counts them. */
  status_flag?: bigint;
  /** Packets received. */
  pkts_rx?: bigint;
  /** Packets received with errors. */
  pkts_rx_err?: bigint;
  /** Packets received and dropped. */
  pkts_rx_dropped?: bigint;
  /**
   * Bytes received.
   *
   * Units: bytes.
   */
  bytes_rx?: bigint;
  /** Packets sent. */
  pkts_tx?: bigint;
  /** Packets sent with errors. */
  pkts_tx_err?: bigint;
  /** Packets dropped instead of sent. */
  pkts_tx_dropped?: bigint;
  /**
   * Bytes sent.
   *
   * Units: bytes.
   */
  bytes_tx?: bigint;
}
export const NetifInterfaces: ListNode<NetifInterfaces> = list({
  module: esc,
  name: "interfaces",
  config: false,
  keys: ["device"],
  children: [
    leaf({ module: esc, name: "device", config: false, type: { base: "string" } }),
    leaf({ module: esc, name: "status_flag", config: false, type: { base: "uint64" } }),
    leaf({ module: esc, name: "pkts_rx", config: false, type: { base: "uint64" } }),
    leaf({ module: esc, name: "pkts_rx_err", config: false, type: { base: "uint64" } }),
    leaf({ module: esc, name: "pkts_rx_dropped", config: false, type: { base: "uint64" } }),
    leaf({ module: esc, name: "bytes_rx", config: false, type: { base: "uint64" }, units: "bytes" }),
    leaf({ module: esc, name: "pkts_tx", config: false, type: { base: "uint64" } }),
    leaf({ module: esc, name: "pkts_tx_err", config: false, type: { base: "uint64" } }),
    leaf({ module: esc, name: "pkts_tx_dropped", config: false, type: { base: "uint64" } }),
    leaf({ module: esc, name: "bytes_tx", config: false, type: { base: "uint64" }, units: "bytes" }),
  ],
});

/** Network interfaces. */
export interface Netif {
  /**
   * One network interface, with its counters.
   *
   * Key: device.
   */
  interfaces?: readonly NetifInterfaces[];
}
export const Netif: ContainerNode<Netif> = container({ module: esc, name: "netif", config: false, children: [NetifInterfaces] });

/** State of the machine that ESC itself runs on. */
export interface Stats {
  /** Host name. */
  hostname?: string;
  /** Name of the operating system. */
  os_name?: string;
  /** Release of the operating system. */
  os_release?: string;
  /** Processor architecture. */
  arch?: string;
  /**
   * Seconds since the machine started.
   *
   * Units: seconds.
   */
  uptime?: bigint;
  /** Load averages. */
  load?: Load;
  /** Processors and what they spend their time on. */
  cpu?: Cpu;
  /** Memory and swap space. */
  memory?: Memory;
  /** Disks. */
  disk?: Disk;
  /** Network interfaces. */
  netif?: Netif;
}
export const Stats: ContainerNode<Stats> = container({
  module: esc,
  name: "stats",
  config: false,
  children: [
    leaf({ module: esc, name: "hostname", config: false, type: { base: "string" } }),
    leaf({ module: esc, name: "os_name", config: false, type: { base: "string" } }),
    leaf({ module: esc, name: "os_release", config: false, type: { base: "string" } }),
    leaf({ module: esc, name: "arch", config: false, type: { base: "string" } }),
    leaf({ module: esc, name: "uptime", config: false, type: { base: "uint64" }, units: "seconds" }),
    Load,
    Cpu,
    Memory,
    Disk,
    Netif,
  ],
});

/**
 * One subnet.
 *
 * Key: name.
 */
export interface NetworkSubnet {
  /**
   * Name of the subnet.
   *
   * Key.
   * Length: 1..1024 characters.
   */
  name: string;
  /** UUID of the subnet on the VIM. */
  subnetid?: string;
  /** Address and prefix length, for example 192.0.2.0/24. */
  cidr?: string;
  /** Address of the gateway. */
  gateway?: string;
  /**
   * true: the subnet has no gateway.
   *
   * Reference: Unconfirmed for ESC: seen in NFVIS, which embeds ESC.
   */
  no_gateway?: boolean;
  /** true: addresses are given out by DHCP. */
  dhcp?: boolean;
  /** IP version. */
  ipversion?: string;
}
export const NetworkSubnet: ListNode<NetworkSubnet> = list({
  module: esc,
  name: "subnet",
  config: false,
  keys: ["name"],
  children: [
    leaf({ module: esc, name: "name", config: false, type: { base: "string", length: [[1, 1024]] } }),
    leaf({ module: esc, name: "subnetid", config: false, type: { base: "string" } }),
    leaf({ module: esc, name: "cidr", config: false, type: { base: "string" } }),
    leaf({ module: esc, name: "gateway", config: false, type: { base: "string" } }),
    leaf({ module: esc, name: "no_gateway", config: false, type: { base: "boolean" } }),
    leaf({ module: esc, name: "dhcp", config: false, type: { base: "boolean" } }),
    leaf({ module: esc, name: "ipversion", config: false, type: { base: "string" } }),
  ],
});

/** Subnets that exist. */
export interface Subnets {
  /**
   * One subnet.
   *
   * Key: name.
   */
  subnet?: readonly NetworkSubnet[];
}
export const Subnets: ContainerNode<Subnets> = container({ module: esc, name: "subnets", config: false, children: [NetworkSubnet] });

/**
 * One network.
 *
 * Key: name.
 */
export interface OpdataNetwork {
  /**
   * Name of the network.
   *
   * Key.
   * Length: 1..1024 characters.
   */
  name: string;
  /** UUID of the network on the VIM. */
  netid?: string;
  /** true: every tenant may use it. */
  shared?: boolean;
  /**
   * true: the network is up.
   *
   * Reference: Unconfirmed for ESC: seen in NFVIS, which embeds ESC.
   */
  admin_state?: boolean;
  /**
   * OpenStack provider network type.
   *
   * Reference: Unconfirmed for ESC: seen in NFVIS, which embeds ESC.
   */
  provider_network_type?: string;
  /** State of the network on the VIM, for example active. */
  status?: string;
  /** Subnets that exist. */
  subnets?: Subnets;
}
export const OpdataNetwork: ListNode<OpdataNetwork> = list({
  module: esc,
  name: "network",
  config: false,
  keys: ["name"],
  children: [
    leaf({ module: esc, name: "name", config: false, type: { base: "string", length: [[1, 1024]] } }),
    leaf({ module: esc, name: "netid", config: false, type: { base: "string" } }),
    leaf({ module: esc, name: "shared", config: false, type: { base: "boolean" } }),
    leaf({ module: esc, name: "admin_state", config: false, type: { base: "boolean" } }),
    leaf({ module: esc, name: "provider_network_type", config: false, type: { base: "string" } }),
    leaf({ module: esc, name: "status", config: false, type: { base: "string" } }),
    Subnets,
  ],
});

/** Networks that exist. Those of a deployment and those of the tenant cannot be told apart here. */
export interface OpdataNetworks {
  /**
   * One network.
   *
   * Key: name.
   */
  network?: readonly OpdataNetwork[];
}
export const OpdataNetworks: ContainerNode<OpdataNetworks> = container({
  module: esc,
  name: "networks",
  config: false,
  children: [OpdataNetwork],
});

/**
 * One image.
 *
 * Key: name.
 */
export interface OpdataImage {
  /**
   * Name of the image.
   *
   * Key.
   * Length: 1..256 characters.
   */
  name: string;
  /** UUID of the image on the VIM. */
  image_id?: string;
  /** true: every tenant may use it. */
  public?: boolean;
}
export const OpdataImage: ListNode<OpdataImage> = list({
  module: esc,
  name: "image",
  config: false,
  keys: ["name"],
  children: [
    leaf({ module: esc, name: "name", config: false, type: { base: "string", length: [[1, 256]] } }),
    leaf({ module: esc, name: "image_id", config: false, type: { base: "string" } }),
    leaf({ module: esc, name: "public", config: false, type: { base: "boolean" } }),
  ],
});

/** Images that exist. */
export interface OpdataImages {
  /**
   * One image.
   *
   * Key: name.
   */
  image?: readonly OpdataImage[];
}
export const OpdataImages: ContainerNode<OpdataImages> = container({ module: esc, name: "images", config: false, children: [OpdataImage] });

/**
 * One flavor.
 *
 * Key: name.
 */
export interface OpdataFlavor {
  /**
   * Name of the flavor.
   *
   * Key.
   * Length: 1..256 characters.
   */
  name: string;
  /** Id of the flavor on the VIM. */
  flavor_id?: string;
}
export const OpdataFlavor: ListNode<OpdataFlavor> = list({
  module: esc,
  name: "flavor",
  config: false,
  keys: ["name"],
  children: [
    leaf({ module: esc, name: "name", config: false, type: { base: "string", length: [[1, 256]] } }),
    leaf({ module: esc, name: "flavor_id", config: false, type: { base: "string" } }),
  ],
});

/**
 * Flavors that exist.
 *
 * Reference: Unconfirmed: recalled from Cisco's public documents.
 */
export interface OpdataFlavors {
  /**
   * One flavor.
   *
   * Key: name.
   */
  flavor?: readonly OpdataFlavor[];
}
export const OpdataFlavors: ContainerNode<OpdataFlavors> = container({
  module: esc,
  name: "flavors",
  config: false,
  children: [OpdataFlavor],
});

/**
 * One VIM connector.
 *
 * Key: id.
 */
export interface SystemConfigVimConnector {
  /**
   * Id of the connector.
   *
   * Key.
   * Length: 1..256 characters.
   */
  id: string;
  /** State of the connector. */
  status?: string;
}
export const SystemConfigVimConnector: ListNode<SystemConfigVimConnector> = list({
  module: esc,
  name: "vim_connector",
  config: false,
  keys: ["id"],
  children: [
    leaf({ module: esc, name: "id", config: false, type: { base: "string", length: [[1, 256]] } }),
    leaf({ module: esc, name: "status", config: false, type: { base: "string" } }),
  ],
});

/** State of the VIM connectors. */
export interface SystemConfigVimConnectors {
  /**
   * One VIM connector.
   *
   * Key: id.
   */
  vim_connector?: readonly SystemConfigVimConnector[];
}
export const SystemConfigVimConnectors: ContainerNode<SystemConfigVimConnectors> = container({
  module: esc,
  name: "vim_connectors",
  config: false,
  children: [SystemConfigVimConnector],
});

/**
 * State of the connections to other systems.
 *
 * Reference: Unconfirmed: path and values are recalled from Cisco's public documents.
 */
export interface SystemConfig {
  /** State of the VIM connectors. */
  vim_connectors?: SystemConfigVimConnectors;
}
export const SystemConfig: ContainerNode<SystemConfig> = container({
  module: esc,
  name: "system_config",
  config: false,
  children: [SystemConfigVimConnectors],
});

/**
 * Security groups of the port.
 *
 * Reference: Unconfirmed for ESC: seen in NFVIS, which embeds ESC.
 */
export interface InterfaceSecurityGroups {
  /** Name or UUID of a security group. */
  security_group?: readonly string[];
}
export const InterfaceSecurityGroups: ContainerNode<InterfaceSecurityGroups> = container({
  module: esc,
  name: "security_groups",
  config: false,
  children: [leafList({ module: esc, name: "security_group", config: false, type: { base: "string" } })],
});

/**
 * One forwarded port.
 *
 * Keys: port_type, port_number.
 */
export interface PortForward {
  /**
   * What the port is for.
   *
   * Key.
   */
  port_type: string;
  /**
   * Port of the host.
   *
   * Key.
   */
  port_number: number;
  /** Bridge at which the traffic arrives. */
  source_bridge?: string;
}
export const PortForward: ListNode<PortForward> = list({
  module: esc,
  name: "port_forward",
  config: false,
  keys: ["port_type", "port_number"],
  children: [
    leaf({ module: esc, name: "port_type", config: false, type: { base: "string" } }),
    leaf({ module: esc, name: "port_number", config: false, type: { base: "uint16" } }),
    leaf({ module: esc, name: "source_bridge", config: false, type: { base: "string" } }),
  ],
});

/**
 * Ports of the host that are forwarded to this interface.
 *
 * Reference: Unconfirmed for ESC: seen in NFVIS, which embeds ESC.
 */
export interface PortForwards {
  /**
   * One forwarded port.
   *
   * Keys: port_type, port_number.
   */
  port_forward?: readonly PortForward[];
}
export const PortForwards: ContainerNode<PortForwards> = container({
  module: esc,
  name: "port_forwards",
  config: false,
  children: [PortForward],
});

/**
 * One address.
 *
 * Key: address_id.
 */
export interface InterfaceAddress {
  /**
   * Number of the address.
   *
   * Key.
   */
  address_id: number;
  /** UUID or name of the subnet. */
  subnet?: string;
  /** IP address. */
  ip_address?: string;
  /** Gateway. */
  gateway?: string;
}
export const InterfaceAddress: ListNode<InterfaceAddress> = list({
  module: esc,
  name: "address",
  config: false,
  keys: ["address_id"],
  children: [
    leaf({ module: esc, name: "address_id", config: false, type: { base: "int8" } }),
    leaf({ module: esc, name: "subnet", config: false, type: { base: "string" } }),
    leaf({ module: esc, name: "ip_address", config: false, type: { base: "string" } }),
    leaf({ module: esc, name: "gateway", config: false, type: { base: "string" } }),
  ],
});

/**
 * Addresses of a dual-stack interface.
 *
 * Reference: Unconfirmed: recalled from Cisco's public documents.
 */
export interface InterfaceAddresses {
  /**
   * One address.
   *
   * Key: address_id.
   */
  address?: readonly InterfaceAddress[];
}
export const InterfaceAddresses: ContainerNode<InterfaceAddresses> = container({
  module: esc,
  name: "addresses",
  config: false,
  children: [InterfaceAddress],
});

/**
 * One interface.
 *
 * Key: nicid.
 */
export interface VmInstanceInterface {
  /**
   * Number of the interface, as in the configuration.
   *
   * Key.
   */
  nicid: number;
  /** Kind of interface. */
  type?: "virtual" | "passthru" | "direct" | "macvtap" | (string & {});
  /**
   * Model of the virtual card.
   *
   * Reference: Unconfirmed for ESC: seen in NFVIS, which embeds ESC.
   */
  model?: "virtio" | "e1000" | (string & {});
  /** Port on the VIM, a UUID on OpenStack. */
  port_id?: string;
  /** UUID or name of the network. */
  network?: string;
  /** UUID or name of the subnet, or N/A. */
  subnet?: string;
  /** IP address. */
  ip_address?: string;
  /** MAC address. */
  mac_address?: string;
  /** Network mask. */
  netmask?: string;
  /** Gateway. */
  gateway?: string;
  /**
   * Security groups of the port.
   *
   * Reference: Unconfirmed for ESC: seen in NFVIS, which embeds ESC.
   */
  security_groups?: InterfaceSecurityGroups;
  /**
   * Ports of the host that are forwarded to this interface.
   *
   * Reference: Unconfirmed for ESC: seen in NFVIS, which embeds ESC.
   */
  port_forwards?: PortForwards;
  /**
   * Addresses of a dual-stack interface.
   *
   * Reference: Unconfirmed: recalled from Cisco's public documents.
   */
  addresses?: InterfaceAddresses;
}
export const VmInstanceInterface: ListNode<VmInstanceInterface> = list({
  module: esc,
  name: "interface",
  config: false,
  keys: ["nicid"],
  children: [
    leaf({ module: esc, name: "nicid", config: false, type: { base: "int8" } }),
    leaf({ module: esc, name: "type", config: false, type: ifaceType }),
    leaf({ module: esc, name: "model", config: false, type: ifaceModel }),
    leaf({ module: esc, name: "port_id", config: false, type: { base: "string" } }),
    leaf({ module: esc, name: "network", config: false, type: { base: "string" } }),
    leaf({ module: esc, name: "subnet", config: false, type: { base: "string" } }),
    leaf({ module: esc, name: "ip_address", config: false, type: { base: "string" } }),
    leaf({ module: esc, name: "mac_address", config: false, type: { base: "string" } }),
    leaf({ module: esc, name: "netmask", config: false, type: { base: "string" } }),
    leaf({ module: esc, name: "gateway", config: false, type: { base: "string" } }),
    InterfaceSecurityGroups,
    PortForwards,
    InterfaceAddresses,
  ],
});

/** Interfaces of the VM. */
export interface VmInstanceInterfaces {
  /**
   * One interface.
   *
   * Key: nicid.
   */
  interface?: readonly VmInstanceInterface[];
}
export const VmInstanceInterfaces: ContainerNode<VmInstanceInterfaces> = container({
  module: esc,
  name: "interfaces",
  config: false,
  children: [VmInstanceInterface],
});

/**
 * One VM.
 *
 * Key: vm_id.
 */
export interface VmInstance {
  /**
   * UUID of the VM on the VIM.
   *
   * Key.
   */
  vm_id: string;
  /**
   * Name of the VM, as vmAction takes it.
   *
   * Length: 1..256 characters.
   */
  name?: string;
  /** Id of the host that runs it. */
  host_id?: string;
  /** Name of the host that runs it. */
  hostname?: string;
  /** Interfaces of the VM. */
  interfaces?: VmInstanceInterfaces;
}
export const VmInstance: ListNode<VmInstance> = list({
  module: esc,
  name: "vm_instance",
  config: false,
  keys: ["vm_id"],
  children: [
    leaf({ module: esc, name: "vm_id", config: false, type: { base: "string" } }),
    leaf({ module: esc, name: "name", config: false, type: { base: "string", length: [[1, 256]] } }),
    leaf({ module: esc, name: "host_id", config: false, type: { base: "string" } }),
    leaf({ module: esc, name: "hostname", config: false, type: { base: "string" } }),
    VmInstanceInterfaces,
  ],
});

/**
 * Address shared by the VMs of the group.
 *
 * Key: nicid.
 *
 * Reference: ESC 1.x YANG; not seen in later releases.
 */
export interface VmGroupSharedIp {
  /**
   * Number of the interface.
   *
   * Key.
   */
  nicid: number;
  /** IP address. */
  ip_address?: string;
}
export const VmGroupSharedIp: ListNode<VmGroupSharedIp> = list({
  module: esc,
  name: "shared_ip",
  config: false,
  keys: ["nicid"],
  children: [
    leaf({ module: esc, name: "nicid", config: false, type: { base: "int8" } }),
    leaf({ module: esc, name: "ip_address", config: false, type: { base: "string" } }),
  ],
});

/**
 * One VM group.
 *
 * Key: name.
 */
export interface DeploymentsVmGroup {
  /**
   * Name of the VM group.
   *
   * Key.
   * Length: 1..256 characters.
   */
  name: string;
  /**
   * One VM.
   *
   * Key: vm_id.
   */
  vm_instance?: readonly VmInstance[];
  /**
   * Address shared by the VMs of the group.
   *
   * Key: nicid.
   *
   * Reference: ESC 1.x YANG; not seen in later releases.
   */
  shared_ip?: readonly VmGroupSharedIp[];
}
export const DeploymentsVmGroup: ListNode<DeploymentsVmGroup> = list({
  module: esc,
  name: "vm_group",
  config: false,
  keys: ["name"],
  children: [leaf({ module: esc, name: "name", config: false, type: { base: "string", length: [[1, 256]] } }), VmInstance, VmGroupSharedIp],
});

/**
 * State of one VM.
 *
 * Key: vm_name.
 */
export interface VmStateMachine {
  /**
   * Name of the VM.
   *
   * Key.
   */
  vm_name: string;
  /** State of the VM. */
  state?: 
    | "VM_UNDEF_STATE" | "VM_DEPLOYING_STATE" | "VM_MONITOR_UNSET_STATE" | "VM_MONITOR_DISABLED_STATE" | "VM_STOPPING_STATE"
    | "VM_SHUTOFF_STATE" | "VM_STARTING_STATE" | "VM_REBOOTING_STATE" | "VM_INERT_STATE" | "VM_ALIVE_STATE" | "VM_UNDEPLOYING_STATE"
    | "VM_ERROR_STATE" | "VM_RECOVERING_STATE" | (string & {});
}
export const VmStateMachine: ListNode<VmStateMachine> = list({
  module: esc,
  name: "vm_state_machine",
  config: false,
  keys: ["vm_name"],
  children: [
    leaf({ module: esc, name: "vm_name", config: false, type: { base: "string" } }),
    leaf({ module: esc, name: "state", config: false, type: vmState }),
  ],
});

/** State of each VM. */
export interface VmStateMachines {
  /**
   * State of one VM.
   *
   * Key: vm_name.
   */
  vm_state_machine?: readonly VmStateMachine[];
}
export const VmStateMachines: ContainerNode<VmStateMachines> = container({
  module: esc,
  name: "vm_state_machines",
  config: false,
  children: [VmStateMachine],
});

/** State of the deployment and of its VMs. */
export interface StateMachine {
  /** State of the deployment. SERVICE_ACTIVE_STATE: it is deployed. */
  state?: 
    | "SERVICE_UNDEF_STATE" | "SERVICE_DEPLOYING_STATE" | "SERVICE_INERT_STATE" | "SERVICE_ACTIVE_STATE" | "SERVICE_UNDEPLOYING_STATE"
    | "SERVICE_STOPPING_STATE" | "SERVICE_STOPPED_STATE" | "SERVICE_STARTING_STATE" | "SERVICE_REBOOTING_STATE" | "SERVICE_ERROR_STATE"
    | "SERVICE_UPDATING_STATE" | (string & {});
  /** State of each VM. */
  vm_state_machines?: VmStateMachines;
}
export const StateMachine: ContainerNode<StateMachine> = container({
  module: esc,
  name: "state_machine",
  config: false,
  children: [leaf({ module: esc, name: "state", config: false, type: serviceState }), VmStateMachines],
});

/**
 * One deployment. The list has the plural name in ESC too. A deployment that is not here is undeployed.
 *
 * Key: deployment_name.
 */
export interface TenantDeployments {
  /**
   * Name of the deployment.
   *
   * Key.
   * Length: 1..256 characters.
   */
  deployment_name: string;
  /** ESC's id of the deployment, a UUID. */
  deployment_id?: string;
  /**
   * Name of the service registration; - where there is none.
   *
   * Reference: ESC 1.x YANG, where it is a key of the list.
   */
  service_name?: string;
  /**
   * Version of the service registration; - where there is none.
   *
   * Reference: ESC 1.x YANG, where it is a key of the list.
   */
  service_version?: string;
  /**
   * Id of the service registration.
   *
   * Reference: ESC 1.x YANG; not seen in later releases.
   */
  service_id?: string;
  /**
   * One VM group.
   *
   * Key: name.
   */
  vm_group?: readonly DeploymentsVmGroup[];
  /** State of the deployment and of its VMs. */
  state_machine?: StateMachine;
}
export const TenantDeployments: ListNode<TenantDeployments> = list({
  module: esc,
  name: "deployments",
  config: false,
  keys: ["deployment_name"],
  children: [
    leaf({ module: esc, name: "deployment_name", config: false, type: { base: "string", length: [[1, 256]] } }),
    leaf({ module: esc, name: "deployment_id", config: false, type: { base: "string" } }),
    leaf({ module: esc, name: "service_name", config: false, type: { base: "string" } }),
    leaf({ module: esc, name: "service_version", config: false, type: { base: "string" } }),
    leaf({ module: esc, name: "service_id", config: false, type: { base: "string" } }),
    DeploymentsVmGroup,
    StateMachine,
  ],
});

/**
 * One tenant.
 *
 * Key: name.
 */
export interface OpdataTenant {
  /**
   * Name of the tenant.
   *
   * Key.
   * Length: 1..256 characters.
   */
  name: string;
  /** Id of the tenant (project) on the VIM. */
  tenant_id?: string;
  /** Networks that exist. Those of a deployment and those of the tenant cannot be told apart here. */
  networks?: OpdataNetworks;
  /**
   * One deployment. The list has the plural name in ESC too. A deployment that is not here is undeployed.
   *
   * Key: deployment_name.
   */
  deployments?: readonly TenantDeployments[];
}
export const OpdataTenant: ListNode<OpdataTenant> = list({
  module: esc,
  name: "tenant",
  config: false,
  keys: ["name"],
  children: [
    leaf({ module: esc, name: "name", config: false, type: { base: "string", length: [[1, 256]] } }),
    leaf({ module: esc, name: "tenant_id", config: false, type: { base: "string" } }),
    OpdataNetworks,
    TenantDeployments,
  ],
});

/**
 * Tenants that exist.
 *
 * Its presence has a meaning by itself.
 */
export interface OpdataTenants {
  /**
   * One tenant.
   *
   * Key: name.
   */
  tenant?: readonly OpdataTenant[];
}
export const OpdataTenants: ContainerNode<OpdataTenants> = container({
  module: esc,
  name: "tenants",
  config: false,
  presence: true,
  children: [OpdataTenant],
});

/**
 * What ESC and its VIMs are really doing. Read only. It may trail a notification by some seconds.
 *
 * Its presence has a meaning by itself.
 */
export interface Opdata {
  /**
   * State of ESC itself.
   *
   * Reference: ESC 5.9 Install and Upgrade Guide, l. 687
   */
  status?: "OPER_UP" | "OPER_DOWN" | (string & {});
  /** State of the machine that ESC itself runs on. */
  stats?: Stats;
  /** Networks that exist. Those of a deployment and those of the tenant cannot be told apart here. */
  networks?: OpdataNetworks;
  /** Images that exist. */
  images?: OpdataImages;
  /**
   * Flavors that exist.
   *
   * Reference: Unconfirmed: recalled from Cisco's public documents.
   */
  flavors?: OpdataFlavors;
  /**
   * State of the connections to other systems.
   *
   * Reference: Unconfirmed: path and values are recalled from Cisco's public documents.
   */
  system_config?: SystemConfig;
  /**
   * Tenants that exist.
   *
   * Its presence has a meaning by itself.
   */
  tenants?: OpdataTenants;
}
export const Opdata: ContainerNode<Opdata> = container({
  module: esc,
  name: "opdata",
  config: false,
  presence: true,
  children: [
    leaf({ module: esc, name: "status", config: false, type: operStatus }),
    Stats,
    OpdataNetworks,
    OpdataImages,
    OpdataFlavors,
    SystemConfig,
    OpdataTenants,
  ],
});

/** What ESC shall build, and (opdata) what is really there. */
export interface EscDatamodel {
  /**
   * Version of the data model.
   *
   * State data.
   * Length: 1..16 characters.
   */
  version?: string;
  /** Tenants that ESC works for. */
  tenants?: Tenants;
  /** Networks that every tenant may use. */
  networks?: Networks;
  /**
   * Volumes that ESC creates.
   *
   * Reference: Unconfirmed: the API guide 4.2 names the operation, not the path.
   */
  volumes?: Volumes;
  /** Images that ESC registers with the VIM. */
  images?: Images;
  /** Flavors that ESC creates on the VIM. */
  flavors?: Flavors;
  /**
   * What ESC and its VIMs are really doing. Read only. It may trail a notification by some seconds.
   *
   * State data.
   * Its presence has a meaning by itself.
   */
  opdata?: Opdata;
}
export const EscDatamodel: ContainerNode<EscDatamodel> = container({
  module: esc,
  name: "esc_datamodel",
  children: [
    leaf({ module: esc, name: "version", config: false, type: { base: "string", length: [[1, 16]] } }),
    Tenants,
    Networks,
    Volumes,
    Images,
    Flavors,
    Opdata,
  ],
});

/** How the user proves who it is. */
export interface Credentials {
  /** Password and the like. OpenStack: os_password, os_user_domain_name. ESC compares these names without case. */
  properties?: ExtensionProperties;
}
export const Credentials: ContainerNode<Credentials> = container({ module: esc, name: "credentials", children: [ExtensionProperties] });

/**
 * The user by which ESC logs in; one for each connector. It may be changed or deleted at any time.
 *
 * Key: id. At most 1.
 */
export interface User {
  /**
   * Login name.
   *
   * Key.
   * Length: 1..256 characters.
   */
  id: string;
  /** How the user proves who it is. */
  credentials?: Credentials;
}
export const User: ListNode<User> = list({
  module: esc,
  name: "user",
  keys: ["id"],
  max: 1,
  children: [leaf({ module: esc, name: "id", type: { base: "string", length: [[1, 256]] } }), Credentials],
});

/** The user by which ESC logs in. */
export interface Users {
  /**
   * The user by which ESC logs in; one for each connector. It may be changed or deleted at any time.
   *
   * Key: id. At most 1.
   */
  user?: readonly User[];
}
export const Users: ContainerNode<Users> = container({ module: esc, name: "users", children: [User] });

/**
 * One VIM. The default connector cannot be changed once ESC has authenticated with it; a connector in use cannot be
 * deleted.
 *
 * Key: id.
 */
export interface VimConnector {
  /**
   * Id of the connector, to which locators refer.
   *
   * Key.
   * Length: 1..256 characters.
   */
  id: string;
  /** Type of the VIM. May be left out when an existing connector is merged into. */
  type?: "OPENSTACK" | "VMWARE_VSPHERE" | "LIBVIRT" | "AWS" | "CSP" | "VMWARE_VCD" | "AWS_EC2" | "CSP_CLUSTER" | (string & {});
  /**
   * Where the VIM is. OpenStack: os_auth_url, os_project_name, os_project_domain_name, os_identity_api_version. ESC
   * compares these names without case.
   */
  properties?: FlavorProperties;
  /** The user by which ESC logs in. */
  users?: Users;
}
export const VimConnector: ListNode<VimConnector> = list({
  module: esc,
  name: "vim_connector",
  keys: ["id"],
  children: [
    leaf({ module: esc, name: "id", type: { base: "string", length: [[1, 256]] } }),
    leaf({ module: esc, name: "type", type: vimType }),
    FlavorProperties,
    Users,
  ],
});

/**
 * The VIMs that ESC works with. All connectors of one ESC have the same type.
 *
 * Reference: ESC 5.9 Install and Upgrade Guide, l. 5540 to 5700
 */
export interface VimConnectors {
  /**
   * Id of the connector used where a deployment names none.
   *
   * Length: 1..256 characters.
   *
   * Reference: Unconfirmed: the API guide 4.2 names the operation, not the element.
   */
  default_vim_connector?: string;
  /**
   * One VIM. The default connector cannot be changed once ESC has authenticated with it; a connector in use cannot be
   * deleted.
   *
   * Key: id.
   */
  vim_connector?: readonly VimConnector[];
}
export const VimConnectors: ContainerNode<VimConnectors> = container({
  module: esc,
  name: "vim_connectors",
  children: [leaf({ module: esc, name: "default_vim_connector", type: { base: "string", length: [[1, 256]] } }), VimConnector],
});

/**
 * One file server.
 *
 * Key: id.
 */
export interface FileServer {
  /**
   * Id of the server, to which file locators refer.
   *
   * Key.
   * Length: 1..256 characters.
   */
  id: string;
  /** URL that remote_path is appended to. */
  base_url?: string;
  /** Login name. */
  file_server_user?: string;
  /** Password. */
  file_server_password?: string;
  /** Further settings, for example server_timeout in seconds. */
  properties?: FlavorProperties;
}
export const FileServer: ListNode<FileServer> = list({
  module: esc,
  name: "file_server",
  keys: ["id"],
  children: [
    leaf({ module: esc, name: "id", type: { base: "string", length: [[1, 256]] } }),
    leaf({ module: esc, name: "base_url", type: { base: "string" } }),
    leaf({ module: esc, name: "file_server_user", type: { base: "string" } }),
    leaf({ module: esc, name: "file_server_password", type: { base: "string" } }),
    FlavorProperties,
  ],
});

/**
 * The file servers that ESC fetches files from.
 *
 * Reference: Unconfirmed: the API guide 4.2 names the operations; the elements are recalled from Cisco's public
 * documents.
 */
export interface FileServers {
  /**
   * One file server.
   *
   * Key: id.
   */
  file_server?: readonly FileServer[];
}
export const FileServers: ContainerNode<FileServers> = container({ module: esc, name: "file_servers", children: [FileServer] });

/** How ESC reaches other systems. */
export interface EscSystemConfig {
  /**
   * The VIMs that ESC works with. All connectors of one ESC have the same type.
   *
   * Reference: ESC 5.9 Install and Upgrade Guide, l. 5540 to 5700
   */
  vim_connectors?: VimConnectors;
  /**
   * The file servers that ESC fetches files from.
   *
   * Reference: Unconfirmed: the API guide 4.2 names the operations; the elements are recalled from Cisco's public
   * documents.
   */
  file_servers?: FileServers;
}
export const EscSystemConfig: ContainerNode<EscSystemConfig> = container({
  module: esc,
  name: "esc_system_config",
  children: [VimConnectors, FileServers],
});

/**
 * Starts, stops or reboots every VM of a deployment, or switches its monitoring on or off. The answer means accepted;
 * escEvent tells the result.
 */
export interface ServiceActionInput {
  /**
   * What is done.
   *
   * Mandatory.
   */
  actionType?: "STOP" | "START" | "REBOOT" | "DISABLE_MONITOR" | "ENABLE_MONITOR";
  /**
   * Tenant of the deployment.
   *
   * Mandatory.
   * Length: 1..256 characters.
   */
  tenantName?: string;
  /**
   * Name of the deployment.
   *
   * Mandatory.
   * Length: 1..256 characters.
   */
  depName?: string;
  /**
   * Name of the service registration. ESC 1.x requires it; a later ESC that still does takes -.
   *
   * Length: 1..256 characters.
   */
  serviceName?: string;
  /**
   * Version of the service registration. ESC 1.x requires it; a later ESC that still does takes -.
   *
   * Length: 1..16 characters.
   */
  serviceVersion?: string;
}

export const ServiceAction: RpcNode<ServiceActionInput, Record<string, never>> = rpc({
  module: esc,
  name: "serviceAction",
  input: [
    leaf({ module: esc, name: "actionType", type: actionTypes, mandatory: true }),
    leaf({ module: esc, name: "tenantName", type: { base: "string", length: [[1, 256]] }, mandatory: true }),
    leaf({ module: esc, name: "depName", type: { base: "string", length: [[1, 256]] }, mandatory: true }),
    leaf({ module: esc, name: "serviceName", type: { base: "string", length: [[1, 256]] } }),
    leaf({ module: esc, name: "serviceVersion", type: { base: "string", length: [[1, 16]] } }),
  ],
  output: [],
});

/**
 * Starts, stops or reboots one VM, or switches its monitoring on or off. The answer means accepted; escEvent tells the
 * result.
 */
export interface VmActionInput {
  /**
   * What is done.
   *
   * Mandatory.
   */
  actionType?: "STOP" | "START" | "REBOOT" | "DISABLE_MONITOR" | "ENABLE_MONITOR";
  /**
   * Name of the VM, as operational data gives it.
   *
   * Mandatory.
   * Length: 1..256 characters.
   */
  vmName?: string;
  /**
   * true: do it even when fewer VMs than scaling/min_active are left running.
   *
   * Default: `false`.
   */
  force?: boolean;
}

export const VmAction: RpcNode<VmActionInput, Record<string, never>> = rpc({
  module: esc,
  name: "vmAction",
  input: [
    leaf({ module: esc, name: "actionType", type: actionTypes, mandatory: true }),
    leaf({ module: esc, name: "vmName", type: { base: "string", length: [[1, 256]] }, mandatory: true }),
    leaf({ module: esc, name: "force", type: { base: "boolean" }, default: "false" }),
  ],
  output: [],
});

/**
 * Recovers one VM now, as the recovery_policy of its group says. The answer means accepted; escEvent tells the result.
 */
export interface RecoveryVmActionInput {
  /**
   * What is done.
   *
   * Mandatory.
   */
  actionType?: "DO";
  /**
   * Name of the VM, as operational data gives it.
   *
   * Mandatory.
   * Length: 1..256 characters.
   */
  vmName?: string;
}

export const RecoveryVmAction: RpcNode<RecoveryVmActionInput, Record<string, never>> = rpc({
  module: esc,
  name: "recoveryVmAction",
  input: [
    leaf({ module: esc, name: "actionType", type: { base: "enumeration", values: ["DO"] }, mandatory: true }),
    leaf({ module: esc, name: "vmName", type: { base: "string", length: [[1, 256]] }, mandatory: true }),
  ],
  output: [],
});

/** Parts of ESC whose lines are returned; none means all. */
export interface Classifications {
  /** One part of ESC, for example OS or SM. */
  classification?: readonly LogClassificationTypes[];
}
export const Classifications: ContainerNode<Classifications> = container({
  module: esc,
  name: "classifications",
  children: [leafList({ module: esc, name: "classification", type: logClassificationTypes })],
});

/**
 * One tag.
 *
 * Key: name.
 */
export interface Tag {
  /**
   * Name of the tag, for example tenant or depName.
   *
   * Key.
   */
  name: LogTagTypes;
  /**
   * Value of the tag, for example the deployment's name.
   *
   * Mandatory.
   */
  value?: string;
}
export const Tag: ListNode<Tag> = list({
  module: esc,
  name: "tag",
  keys: ["name"],
  children: [
    leaf({ module: esc, name: "name", type: logTagTypes }),
    leaf({ module: esc, name: "value", type: { base: "string" }, mandatory: true }),
  ],
});

/** Tags of the lines that are returned; none means all. */
export interface Tags {
  /**
   * One tag.
   *
   * Key: name.
   */
  tag?: readonly Tag[];
}
export const Tags: ContainerNode<Tags> = container({ module: esc, name: "tags", children: [Tag] });

/** Parts of ESC that the line belongs to. */
export interface LogsClassifications {
  /** One part of ESC. */
  classification?: readonly (LogClassificationTypes | (string & {}))[];
}
export const LogsClassifications: ContainerNode<LogsClassifications> = container({
  module: esc,
  name: "classifications",
  children: [leafList({ module: esc, name: "classification", type: reportedLogClassification })],
});

/**
 * One tag.
 *
 * Key: name.
 */
export interface LogsTag {
  /**
   * Name of the tag.
   *
   * Key.
   */
  name: LogTagTypes | (string & {});
  /**
   * Value of the tag.
   *
   * Mandatory.
   */
  value?: string;
}
export const LogsTag: ListNode<LogsTag> = list({
  module: esc,
  name: "tag",
  keys: ["name"],
  children: [
    leaf({ module: esc, name: "name", type: reportedLogTag }),
    leaf({ module: esc, name: "value", type: { base: "string" }, mandatory: true }),
  ],
});

/** Tags of the line. */
export interface LogsTags {
  /**
   * One tag.
   *
   * Key: name.
   */
  tag?: readonly LogsTag[];
}
export const LogsTags: ContainerNode<LogsTags> = container({ module: esc, name: "tags", children: [LogsTag] });

/** One line of the log. */
export interface Logs {
  /** Parts of ESC that the line belongs to. */
  classifications?: LogsClassifications;
  /** Tags of the line. */
  tags?: LogsTags;
  /** When it was written: HH:MM:SS,mmm DD-Mon-YYYY. */
  log_date_time?: string;
  /** The message. */
  log_message?: string;
}
export const Logs: ListNode<Logs> = list({
  module: esc,
  name: "logs",
  keys: [],
  children: [
    LogsClassifications,
    LogsTags,
    leaf({ module: esc, name: "log_date_time", type: { base: "string" } }),
    leaf({ module: esc, name: "log_message", type: { base: "string" } }),
  ],
});

/** The lines found. */
export interface FilterLogResults {
  /** Level that was asked for. */
  log_level?: "DEBUG" | "INFO" | "WARNING" | "ERROR" | "TRACE" | "FATAL" | (string & {});
  /** One line of the log. */
  logs?: readonly Logs[];
}
export const FilterLogResults: ContainerNode<FilterLogResults> = container({
  module: esc,
  name: "filterLogResults",
  children: [leaf({ module: esc, name: "log_level", type: reportedLogLevel }), Logs],
});

/**
 * Returns the latest lines of ESC's tagged log that match: the level, and any one of the classifications if some are
 * given, and any one of the tags if some are given.
 *
 * Reference: ESC 5.9 Install and Upgrade Guide, l. 7690 to 7880
 */
export interface FilterLogInput {
  /**
   * Lines of this level and above are returned.
   *
   * Default: `ERROR`.
   */
  log_level?: "DEBUG" | "INFO" | "WARNING" | "ERROR" | "TRACE" | "FATAL";
  /**
   * How many lines are returned at most.
   *
   * Default: `10`.
   */
  log_count?: number;
  /** Parts of ESC whose lines are returned; none means all. */
  classifications?: Classifications;
  /** Tags of the lines that are returned; none means all. */
  tags?: Tags;
}

/** The output of the rpc filterLog. */
export interface FilterLogOutput {
  /** The lines found. */
  filterLogResults?: FilterLogResults;
}

export const FilterLog: RpcNode<FilterLogInput, FilterLogOutput> = rpc({
  module: esc,
  name: "filterLog",
  input: [
    leaf({ module: esc, name: "log_level", type: logLevelTypes, default: "ERROR" }),
    leaf({ module: esc, name: "log_count", type: { base: "uint32" }, default: "10" }),
    Classifications,
    Tags,
  ],
  output: [FilterLogResults],
});

/**
 * One interface.
 *
 * Key: nicid.
 */
export interface VmSourceInterface {
  /**
   * Number of the interface, as in the configuration.
   *
   * Key.
   */
  nicid: number;
  /** Kind of interface. */
  type?: "virtual" | "passthru" | "direct" | "macvtap" | (string & {});
  /** Port on the VIM, a UUID on OpenStack. */
  port_id?: string;
  /** UUID or name of the network. */
  network?: string;
  /** UUID or name of the subnet, or N/A. */
  subnet?: string;
  /** IP address. */
  ip_address?: string;
  /** MAC address. */
  mac_address?: string;
  /** Network mask. */
  netmask?: string;
  /** Gateway. */
  gateway?: string;
}
export const VmSourceInterface: ListNode<VmSourceInterface> = list({
  module: esc,
  name: "interface",
  keys: ["nicid"],
  children: [
    leaf({ module: esc, name: "nicid", type: { base: "int8" } }),
    leaf({ module: esc, name: "type", type: ifaceType }),
    leaf({ module: esc, name: "port_id", type: { base: "string" } }),
    leaf({ module: esc, name: "network", type: { base: "string" } }),
    leaf({ module: esc, name: "subnet", type: { base: "string" } }),
    leaf({ module: esc, name: "ip_address", type: { base: "string" } }),
    leaf({ module: esc, name: "mac_address", type: { base: "string" } }),
    leaf({ module: esc, name: "netmask", type: { base: "string" } }),
    leaf({ module: esc, name: "gateway", type: { base: "string" } }),
  ],
});

/** Interfaces of the VM. */
export interface VmSourceInterfaces {
  /**
   * One interface.
   *
   * Key: nicid.
   */
  interface?: readonly VmSourceInterface[];
}
export const VmSourceInterfaces: ContainerNode<VmSourceInterfaces> = container({
  module: esc,
  name: "interfaces",
  children: [VmSourceInterface],
});

/** The VM, or the old VM of a recovery. Empty where there is none. */
export interface VmSource {
  /** UUID of the VM on the VIM. */
  vmid?: string;
  /**
   * Name of the VM.
   *
   * Reference: Field seen in the log (ESC 5.9 Install and Upgrade Guide, l. 4553); the element's name is unconfirmed.
   */
  vmname?: string;
  /**
   * Name that ESC made for the VM.
   *
   * Reference: Field seen in the log (ESC 5.9 Install and Upgrade Guide, l. 4554); the element's name is unconfirmed.
   */
  generated_vmname?: string;
  /** Id of the host that runs it. */
  hostid?: string;
  /** Name of the host that runs it. */
  hostname?: string;
  /** Interfaces of the VM. */
  interfaces?: VmSourceInterfaces;
  /**
   * Name and value pairs.
   *
   * Reference: Unconfirmed: recalled from Cisco's public documents.
   */
  properties?: FlavorProperties;
}
export const VmSource: ContainerNode<VmSource> = container({
  module: esc,
  name: "vm_source",
  children: [
    leaf({ module: esc, name: "vmid", type: { base: "string" } }),
    leaf({ module: esc, name: "vmname", type: { base: "string" } }),
    leaf({ module: esc, name: "generated_vmname", type: { base: "string" } }),
    leaf({ module: esc, name: "hostid", type: { base: "string" } }),
    leaf({ module: esc, name: "hostname", type: { base: "string" } }),
    VmSourceInterfaces,
    FlavorProperties,
  ],
});

/** The new VM of a recovery. Empty where there is none. */
export interface VmTarget {
  /** UUID of the VM on the VIM. */
  vmid?: string;
  /**
   * Name of the VM.
   *
   * Reference: Field seen in the log (ESC 5.9 Install and Upgrade Guide, l. 4553); the element's name is unconfirmed.
   */
  vmname?: string;
  /**
   * Name that ESC made for the VM.
   *
   * Reference: Field seen in the log (ESC 5.9 Install and Upgrade Guide, l. 4554); the element's name is unconfirmed.
   */
  generated_vmname?: string;
  /** Id of the host that runs it. */
  hostid?: string;
  /** Name of the host that runs it. */
  hostname?: string;
  /** Interfaces of the VM. */
  interfaces?: VmSourceInterfaces;
  /**
   * Name and value pairs.
   *
   * Reference: Unconfirmed: recalled from Cisco's public documents.
   */
  properties?: FlavorProperties;
}
export const VmTarget: ContainerNode<VmTarget> = container({
  module: esc,
  name: "vm_target",
  children: [
    leaf({ module: esc, name: "vmid", type: { base: "string" } }),
    leaf({ module: esc, name: "vmname", type: { base: "string" } }),
    leaf({ module: esc, name: "generated_vmname", type: { base: "string" } }),
    leaf({ module: esc, name: "hostid", type: { base: "string" } }),
    leaf({ module: esc, name: "hostname", type: { base: "string" } }),
    VmSourceInterfaces,
    FlavorProperties,
  ],
});

/** What happened. */
export interface Event {
  /**
   * Type of the event.
   *
   * Mandatory.
   */
  type?: 
    | "CREATE_TENANT" | "DELETE_TENANT" | "CREATE_NETWORK" | "DELETE_NETWORK" | "CREATE_SUBNET" | "DELETE_SUBNET" | "CREATE_IMAGE"
    | "DELETE_IMAGE" | "CREATE_FLAVOR" | "DELETE_FLAVOR" | "CREATE_VOLUME" | "DELETE_VOLUME" | "CREATE_VIM_CONNECTOR" | "UPDATE_VIM_CONNECTOR"
    | "DELETE_VIM_CONNECTOR" | "CREATE_VIM_USER" | "UPDATE_VIM_USER" | "DELETE_VIM_USER" | "CREATE_FILE_SERVER" | "DELETE_FILE_SERVER"
    | "SERVICE_REGISTRATION" | "SERVICE_UNREGISTRATION" | "VM_DEPLOYED" | "VM_ALIVE" | "SERVICE_ALIVE" | "VM_UNDEPLOYED"
    | "SERVICE_UNDEPLOYED" | "VM_UPDATED" | "SERVICE_UPDATED" | "VM_SCALE_OUT_INIT" | "VM_SCALE_OUT_DEPLOYED" | "VM_SCALE_OUT_COMPLETE"
    | "VM_SCALE_IN_INIT" | "VM_SCALE_IN_COMPLETE" | "VM_RECOVERY_INIT" | "VM_RECOVERY_REBOOT" | "VM_RECOVERY_UNDEPLOYED"
    | "VM_RECOVERY_DEPLOYED" | "VM_RECOVERY_COMPLETE" | "VM_RECOVERY_CANCELLED" | "VM_STOPPED" | "VM_STARTED" | "VM_REBOOTED"
    | "SERVICE_STOPPED" | "SERVICE_STARTED" | "SERVICE_REBOOTED" | "VM_MONITOR_SET" | "VM_MONITOR_UNSET" | "SERVICE_MONITOR_SET"
    | "SERVICE_MONITOR_UNSET" | "VM_SET_MONITOR_STATUS" | "VM_UNSET_MONITOR_STATUS" | "ESC_IN_SERVICE" | "ESC_OUT_OF_SERVICE" | (string & {});
  /** Event name of the indicator (kpi) that fired. */
  name?: string;
  /**
   * Threshold of that indicator.
   *
   * Length: 1..64 characters.
   */
  threshold?: string;
  /**
   * Value that was measured.
   *
   * Length: 1..64 characters.
   */
  value?: string;
  /**
   * Further details.
   *
   * Length: 1..1024 characters.
   */
  details?: string;
}
export const Event: ContainerNode<Event> = container({
  module: esc,
  name: "event",
  children: [
    leaf({ module: esc, name: "type", type: eventType, mandatory: true }),
    leaf({ module: esc, name: "name", type: { base: "string" } }),
    leaf({ module: esc, name: "threshold", type: { base: "string", length: [[1, 64]] } }),
    leaf({ module: esc, name: "value", type: { base: "string", length: [[1, 64]] } }),
    leaf({ module: esc, name: "details", type: { base: "string", length: [[1, 1024]] } }),
  ],
});

/**
 * Something that ESC did, with its result.
 *
 * Reference: ESC 5.9 Install and Upgrade Guide, l. 5847
 */
export interface EscEvent {
  /**
   * Result of this step.
   *
   * Mandatory.
   */
  status?: "SUCCESS" | "FAILURE";
  /** Result as a number: 200 success, 500 failure. */
  status_code?: number;
  /**
   * Result in words.
   *
   * Mandatory.
   */
  status_message?: string;
  /** Network that was created or deleted. */
  network?: string;
  /** Subnet that was created or deleted. */
  subnet?: string;
  /** Image that was created or deleted. */
  image?: string;
  /**
   * Flavor that was created or deleted.
   *
   * Reference: Unconfirmed: recalled from Cisco's public documents.
   */
  flavor?: string;
  /**
   * Volume that was created or deleted.
   *
   * Reference: Unconfirmed: recalled from Cisco's public documents.
   */
  volume?: string;
  /** VIM connector that the event is about. */
  vim_connector_id?: string;
  /**
   * VIM user that the event is about.
   *
   * Reference: Unconfirmed: recalled from Cisco's public documents.
   */
  vim_user_id?: string;
  /**
   * File server that the event is about.
   *
   * Reference: Unconfirmed: recalled from Cisco's public documents.
   */
  file_server_id?: string;
  /**
   * Name of the service registration.
   *
   * Length: 1..256 characters.
   *
   * Reference: ESC 1.x YANG; later releases may still send it.
   */
  svcname?: string;
  /**
   * Version of the service registration.
   *
   * Length: 1..16 characters.
   *
   * Reference: ESC 1.x YANG; later releases may still send it.
   */
  svcversion?: string;
  /**
   * Id of the service registration; ESC 2.x prints NULL.
   *
   * Length: 1..41 characters.
   *
   * Reference: ESC 1.x YANG; later releases may still send it.
   */
  svcid?: string;
  /**
   * Deployment that the event is about.
   *
   * Length: 1..256 characters.
   */
  depname?: string;
  /**
   * ESC's id of the deployment, a UUID.
   *
   * Length: 1..41 characters.
   */
  depid?: string;
  /**
   * Tenant that the event is about, or that the deployment belongs to.
   *
   * Length: 1..256 characters.
   */
  tenant?: string;
  /** Id of the tenant (project) on the VIM. */
  tenant_id?: string;
  /**
   * VM group that the VM belongs to. Absent when VM_DEPLOYED reports FAILURE.
   *
   * Length: 1..256 characters.
   */
  vm_group?: string;
  /**
   * Number of user configurations.
   *
   * Reference: Count seen in the log (ESC 5.9 Install and Upgrade Guide, l. 4550); that it is an element is
   * unconfirmed.
   */
  user_configs?: number;
  /** The VM, or the old VM of a recovery. Empty where there is none. */
  vm_source?: VmSource;
  /** The new VM of a recovery. Empty where there is none. */
  vm_target?: VmTarget;
  /** What happened. */
  event?: Event;
}
export const EscEvent: NotificationNode<EscEvent> = notification({
  module: esc,
  name: "escEvent",
  children: [
    leaf({ module: esc, name: "status", type: status, mandatory: true }),
    leaf({ module: esc, name: "status_code", type: { base: "uint16" } }),
    leaf({ module: esc, name: "status_message", type: { base: "string" }, mandatory: true }),
    leaf({ module: esc, name: "network", type: { base: "string" } }),
    leaf({ module: esc, name: "subnet", type: { base: "string" } }),
    leaf({ module: esc, name: "image", type: { base: "string" } }),
    leaf({ module: esc, name: "flavor", type: { base: "string" } }),
    leaf({ module: esc, name: "volume", type: { base: "string" } }),
    leaf({ module: esc, name: "vim_connector_id", type: { base: "string" } }),
    leaf({ module: esc, name: "vim_user_id", type: { base: "string" } }),
    leaf({ module: esc, name: "file_server_id", type: { base: "string" } }),
    leaf({ module: esc, name: "svcname", type: { base: "string", length: [[1, 256]] } }),
    leaf({ module: esc, name: "svcversion", type: { base: "string", length: [[1, 16]] } }),
    leaf({ module: esc, name: "svcid", type: { base: "string", length: [[1, 41]] } }),
    leaf({ module: esc, name: "depname", type: { base: "string", length: [[1, 256]] } }),
    leaf({ module: esc, name: "depid", type: { base: "string", length: [[1, 41]] } }),
    leaf({ module: esc, name: "tenant", type: { base: "string", length: [[1, 256]] } }),
    leaf({ module: esc, name: "tenant_id", type: { base: "string" } }),
    leaf({ module: esc, name: "vm_group", type: { base: "string", length: [[1, 256]] } }),
    leaf({ module: esc, name: "user_configs", type: { base: "uint32" } }),
    VmSource,
    VmTarget,
    Event,
  ],
});

/** The top-level data nodes of esc, configuration and state. */
export interface Data {
  /** What ESC shall build, and (opdata) what is really there. */
  esc_datamodel?: EscDatamodel;
  /** How ESC reaches other systems. */
  esc_system_config?: EscSystemConfig;
}

/** A call of one of the rpcs of esc. */
export interface Rpc {
  /**
   * Starts, stops or reboots every VM of a deployment, or switches its monitoring on or off. The answer means accepted;
   * escEvent tells the result.
   */
  serviceAction?: ServiceActionInput;
  /**
   * Starts, stops or reboots one VM, or switches its monitoring on or off. The answer means accepted; escEvent tells
   * the result.
   */
  vmAction?: VmActionInput;
  /**
   * Recovers one VM now, as the recovery_policy of its group says. The answer means accepted; escEvent tells the
   * result.
   */
  recoveryVmAction?: RecoveryVmActionInput;
  /**
   * Returns the latest lines of ESC's tagged log that match: the level, and any one of the classifications if some are
   * given, and any one of the tags if some are given.
   *
   * Reference: ESC 5.9 Install and Upgrade Guide, l. 7690 to 7880
   */
  filterLog?: FilterLogInput;
}

/** The output of an rpc of esc, or the data of a get. */
export interface Reply {
  /** The lines found. */
  filterLogResults?: FilterLogResults;
  /** What ESC shall build, and (opdata) what is really there. */
  esc_datamodel?: EscDatamodel;
  /** How ESC reaches other systems. */
  esc_system_config?: EscSystemConfig;
}

/** One of the notifications of esc. */
export interface Notification {
  /**
   * Something that ESC did, with its result.
   *
   * Reference: ESC 5.9 Install and Upgrade Guide, l. 5847
   */
  escEvent?: EscEvent;
}

/** The values of each kind of document. */
export interface Types extends BodyTypes {
  config: Data;
  edit: Data;
  data: Data;
  rpc: Rpc;
  reply: Reply;
  notification: Notification;
}

/** The descriptor of esc: what decode, encode and validate take. */
export const schema: ModuleSchema<Types> = moduleSchema({
  module: esc,
  data: [EscDatamodel, EscSystemConfig],
  rpcs: [ServiceAction, VmAction, RecoveryVmAction, FilterLog],
  notifications: [EscEvent],
});
