import { Network, Subnet } from "../../generated/esc.js";
import { checked } from "./checked.js";
import { defined } from "./plain.js";
import { type ExtensionValues, extensionList, type LocatorOptions, locatorOf } from "./properties.js";

/** A network that ESC creates. */
export interface NetworkOptions {
  /** True: every tenant may use it. ESC's default: true, also inside a deployment, where false is usual. */
  readonly shared?: boolean;
  /** True: the network is up. ESC's default: true. */
  readonly adminState?: boolean;
  /** VLAN id, 0 to 4094; 0 means no VLAN. ESC's default: 0. */
  readonly vlanId?: number;
  /** OpenStack provider network type: `vlan`, `flat`, `vxlan`, `local` and so on. */
  readonly providerNetworkType?: string;
  /** OpenStack physical network that carries this one. */
  readonly providerPhysicalNetwork?: string;
  /** OpenStack segmentation id: the VLAN id or VXLAN id. */
  readonly providerSegmentationId?: number;
  /** VMware: switch that the network is created on (unconfirmed). */
  readonly switchName?: string;
  /** The VIM that holds it (unconfirmed for networks). */
  readonly locator?: LocatorOptions;
  /** Extensions by name (unconfirmed for networks). */
  readonly extensions?: Readonly<Record<string, ExtensionValues>>;
  /**
   * Its subnets, made by {@link subnet}. A shared network and its subnets cannot be created in one request (ESC 1.1 guide): create
   * the network first.
   */
  readonly subnets?: readonly Subnet[];
}

/** A subnet of a network. */
export interface SubnetOptions {
  /** Address of the subnet, for example `192.0.2.0`. */
  readonly address: string;
  /** Mask of the subnet, for example `255.255.255.0`. */
  readonly netmask: string;
  /** ESC's default: `ipv4`. */
  readonly ipVersion?: NonNullable<Subnet["ipversion"]>;
  /** True: addresses are given out by DHCP. ESC's default: true. */
  readonly dhcp?: boolean;
  /** Address of the gateway. */
  readonly gateway?: string;
  /** True: the subnet has no gateway; in place of `gateway`. */
  readonly noGateway?: boolean;
  /** Name servers that DHCP gives out (unconfirmed). */
  readonly dnsServers?: readonly string[];
}

/**
 * A network, frozen, to be created by itself; a deployment's `network()` takes the same options.
 *
 * @throws ValidationError with every issue
 */
export function network(name: string, options: NetworkOptions = {}): Network {
  return checked(Network, networkOf(name, options), { what: `Network ${name}` });
}

/** `networks/network` of its options, not checked. */
export function networkOf(name: string, options: NetworkOptions): Network {
  return defined<Network>({
    name,
    shared: options.shared,
    admin_state: options.adminState,
    vlanid: options.vlanId,
    provider_network_type: options.providerNetworkType,
    provider_physical_network: options.providerPhysicalNetwork,
    provider_segmentation_id: options.providerSegmentationId,
    switch_name: options.switchName,
    locator: locatorOf(options.locator),
    extensions: extensionList(options.extensions),
    subnet: options.subnets && [...options.subnets],
  });
}

/**
 * A subnet, frozen: for the `subnets` of a network, or to be created in one that exists.
 *
 * @throws ValidationError with every issue
 */
export function subnet(name: string, options: SubnetOptions): Subnet {
  const value = defined<Subnet>({
    name,
    ipversion: options.ipVersion,
    dhcp: options.dhcp,
    address: options.address,
    netmask: options.netmask,
    gateway: options.gateway,
    no_gateway: options.noGateway,
    dns_server: options.dnsServers && [...options.dnsServers],
  });
  return checked(Subnet, value, { what: `Subnet ${name}` });
}
