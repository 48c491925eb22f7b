import { dotted, ipv4 } from "../engine/ipv4.js";

/** A static_ip_address_pool, as far as addresses are concerned. */
export interface AddressPool {
  readonly network: string;
  readonly ip_address_range?: readonly { readonly start?: string; readonly end?: string }[];
  readonly ip_address?: readonly string[];
}

/** More than the VMs that the largest ESC manages (guide l. 420 to 470). */
const MOST = 5_000;

/** The addresses of each network's pool in the order in which VMs take them: single ones, then those of the ranges. */
export function addressPools(pools: readonly AddressPool[]): Map<string, string[]> {
  return new Map(
    pools.map((pool) => [
      pool.network,
      [...(pool.ip_address ?? []), ...(pool.ip_address_range ?? []).flatMap(addresses)],
    ]),
  );
}

function addresses(range: { readonly start?: string; readonly end?: string }): string[] {
  const start = ipv4(range.start);
  const end = ipv4(range.end);
  if (start === undefined || end === undefined || end < start) return [];
  return Array.from({ length: Math.min(end - start + 1, MOST) }, (_, index) => dotted(start + index));
}
