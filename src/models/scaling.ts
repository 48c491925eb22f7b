import type { Scaling, StaticIpAddressPool, StaticMacAddressPool } from "../../generated/esc.js";
import { defined } from "./plain.js";

/** How many VMs a group has, and the addresses they take. */
export interface ScalingOptions {
  /** Least number of VMs, and how many are deployed at first. */
  readonly minActive: number;
  /** Greatest number of VMs that scaling out may reach; not below `minActive`. */
  readonly maxActive: number;
  /** True: the number of VMs may change at run time. ESC's default: true. */
  readonly elastic?: boolean;
  /** Addresses on networks from which each VM takes one. */
  readonly staticIpAddressPools?: readonly StaticIpAddressPoolOptions[];
  /** MAC addresses on networks from which each VM takes one. */
  readonly staticMacAddressPools?: readonly StaticMacAddressPoolOptions[];
}

/** Two ends of a range, both included. */
export interface RangeOptions {
  readonly start: string;
  readonly end: string;
}

/** Addresses on one network. */
export interface StaticIpAddressPoolOptions {
  /** Name or UUID of the network. */
  readonly network: string;
  readonly gateway?: string;
  readonly netmask?: string;
  /** Ranges of addresses. */
  readonly ranges?: readonly RangeOptions[];
  /** Single addresses. */
  readonly addresses?: readonly string[];
}

/** MAC addresses on one network. */
export interface StaticMacAddressPoolOptions {
  /** Name or UUID of the network. */
  readonly network: string;
  /** Ranges of addresses. */
  readonly ranges?: readonly RangeOptions[];
  /** Single addresses. */
  readonly addresses?: readonly string[];
}

/** `scaling` of its options. */
export function scalingOf(options: ScalingOptions): Scaling {
  return defined<Scaling>({
    min_active: options.minActive,
    max_active: options.maxActive,
    elastic: options.elastic,
    static_ip_address_pool: options.staticIpAddressPools?.map(ipPoolOf),
    static_mac_address_pool: options.staticMacAddressPools?.map(macPoolOf),
  });
}

function ipPoolOf(options: StaticIpAddressPoolOptions): StaticIpAddressPool {
  return defined<StaticIpAddressPool>({
    network: options.network,
    gateway: options.gateway,
    netmask: options.netmask,
    ip_address_range: options.ranges?.map(rangeOf),
    ip_address: options.addresses && [...options.addresses],
  });
}

function macPoolOf(options: StaticMacAddressPoolOptions): StaticMacAddressPool {
  return defined<StaticMacAddressPool>({
    network: options.network,
    mac_address_range: options.ranges?.map(rangeOf),
    mac_address: options.addresses && [...options.addresses],
  });
}

function rangeOf({ start, end }: RangeOptions): { start: string; end: string } {
  return { start, end };
}
