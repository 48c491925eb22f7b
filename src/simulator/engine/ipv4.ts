import type { SubnetIntent } from "./intent.js";

/** `192.0.2.0/24` of an address and its netmask; undefined where the configuration gives none or an IPv6 one. */
export function cidr(subnet: Pick<SubnetIntent, "address" | "netmask">): string | undefined {
  const mask = ipv4(subnet.netmask);
  const address = ipv4(subnet.address);
  if (mask === undefined || address === undefined) return undefined;
  const length = mask.toString(2).replaceAll("0", "").length;
  return `${dotted((address & mask) >>> 0)}/${length}`;
}

/** An IPv4 address as a number. */
export function ipv4(text: string | undefined): number | undefined {
  const parts = text?.split(".").map(Number);
  if (parts?.length !== 4 || parts.some((part) => !(part >= 0 && part <= 255))) return undefined;
  return parts.reduce((number, part) => number * 256 + part, 0);
}

/** A number as an IPv4 address. */
export function dotted(number: number): string {
  return [24, 16, 8, 0].map((shift) => (number >>> shift) & 255).join(".");
}
