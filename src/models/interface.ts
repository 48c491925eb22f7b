import type { Address, AllowedAddressPairs, Interface, Port } from "../../generated/esc.js";
import { defined } from "./plain.js";
import { type ExtensionValues, extensionList } from "./properties.js";

/** One interface of a VM group. */
export interface InterfaceOptions {
  /** Name or UUID of the network. */
  readonly network: string;
  /** Name or UUID of the subnet, when the network has several. */
  readonly subnet?: string;
  /** Fixed address, IPv4 or IPv6. A group of more than one VM takes its addresses from `scaling({ staticIpAddressPools })`. */
  readonly ipAddress?: string;
  /** Fixed MAC address, `00:11:22:33:44:55`. */
  readonly macAddress?: string;
  /** Kind of interface. ESC's default: `virtual`. `direct` and `macvtap` are unconfirmed. */
  readonly type?: NonNullable<Interface["type"]>;
  /** Model of the virtual card. ESC's default: `virtio`. */
  readonly model?: NonNullable<Interface["model"]>;
  /** Name of the port on the VIM: OpenStack only; VMs after the first get `_1`, `_2` and so on appended. */
  readonly vimInterfaceName?: string;
  /** OpenStack: false switches port security off (unconfirmed). */
  readonly portSecurityEnabled?: boolean;
  /** False: the port is made, but down (unconfirmed). */
  readonly adminStateUp?: boolean;
  /** Names or UUIDs of security groups (unconfirmed). */
  readonly securityGroups?: readonly string[];
  /** Addresses of a dual-stack interface, in place of `ipAddress` (unconfirmed). */
  readonly addresses?: readonly AddressOptions[];
  /** What may leave the port besides its own addresses: addresses, or every address of a network. */
  readonly allowedAddressPairs?: readonly (AllowedAddress | AllowedNetwork)[];
  /** Ports of the host that are forwarded to this interface (NFVIS; unconfirmed for ESC). */
  readonly portForwarding?: readonly PortForwardingOptions[];
  /** Extensions by name (unconfirmed for interfaces). */
  readonly extensions?: Readonly<Record<string, ExtensionValues>>;
}

/** One address of a dual-stack interface. */
export interface AddressOptions {
  /** Number of the address. Default: its place in the list, from 0. */
  readonly addressId?: number;
  /** Name or UUID of the subnet. */
  readonly subnet?: string;
  /** Fixed address. */
  readonly ipAddress?: string;
  readonly gateway?: string;
}

/** An address, or with a mask a range of addresses. */
export interface AllowedAddress {
  readonly ipAddress: string;
  readonly netmask?: string;
  readonly network?: never;
}

/** Every address of a network. */
export interface AllowedNetwork {
  /** Name or UUID of the network. */
  readonly network: string;
  readonly ipAddress?: never;
}

/** A port of the host forwarded into the VM. */
export interface PortForwardingOptions {
  /** What the port is for, for example `ssh`. */
  readonly type: string;
  /** `tcp` or `udp`. */
  readonly protocol?: string;
  /** Port inside the VM. */
  readonly vnfPort?: number;
  /** Bridge at which the traffic arrives. */
  readonly sourceBridge?: string;
  /** Ports of the host from which one is taken for each VM; both ends included. */
  readonly externalPortRange?: { readonly start: number; readonly end: number };
}

/** `interface` of its options. */
export function interfaceOf(nicid: number, options: InterfaceOptions): Interface {
  return defined<Interface>({
    nicid,
    type: options.type,
    model: options.model,
    network: options.network,
    subnet: options.subnet,
    vim_interface_name: options.vimInterfaceName,
    ip_address: options.ipAddress,
    mac_address: options.macAddress,
    port_security_enabled: options.portSecurityEnabled,
    admin_state_up: options.adminStateUp,
    security_groups: options.securityGroups && { security_group: [...options.securityGroups] },
    addresses: options.addresses && { address: options.addresses.map(addressOf) },
    allowed_address_pairs: options.allowedAddressPairs && allowedPairs(options.allowedAddressPairs),
    port_forwarding: options.portForwarding && { port: options.portForwarding.map(portOf) },
    extensions: extensionList(options.extensions),
  });
}

function addressOf(options: AddressOptions, index: number): Address {
  return defined<Address>({
    address_id: options.addressId ?? index,
    subnet: options.subnet,
    ip_address: options.ipAddress,
    gateway: options.gateway,
  });
}

function allowedPairs(pairs: readonly (AllowedAddress | AllowedNetwork)[]): AllowedAddressPairs {
  const networks: { name: string }[] = [];
  const addresses: { ip_address: string; netmask?: string }[] = [];
  for (const pair of pairs) {
    if (pair.network !== undefined) networks.push({ name: pair.network });
    else addresses.push(defined({ ip_address: pair.ipAddress, netmask: pair.netmask }));
  }
  return { ...(networks.length > 0 && { network: networks }), ...(addresses.length > 0 && { address: addresses }) };
}

function portOf(options: PortForwardingOptions): Port {
  return defined<Port>({
    type: options.type,
    protocol: options.protocol,
    vnf_port: options.vnfPort,
    source_bridge: options.sourceBridge,
    external_port_range: options.externalPortRange && { ...options.externalPortRange },
  });
}
