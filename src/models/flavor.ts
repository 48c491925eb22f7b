import { Flavor } from "../../generated/esc.js";
import { checked } from "./checked.js";
import { defined } from "./plain.js";
import { type PropertyValues, propertyList } from "./properties.js";

/** A flavor: the size of a VM. Sizes in MB. */
export interface FlavorOptions {
  /** Number of virtual CPUs. */
  readonly vcpus: number;
  /** Memory in MB. */
  readonly memoryMb: number;
  readonly description?: string;
  /** Number of CPU sockets. */
  readonly sockets?: number;
  /** Cores in each socket. */
  readonly cores?: number;
  /** Threads in each core. */
  readonly threads?: number;
  /** Root disk in MB; 0 takes the image's own size. */
  readonly rootDiskMb?: number;
  /** Ephemeral disk in MB. */
  readonly ephemeralDiskMb?: number;
  /** Swap disk in MB. */
  readonly swapDiskMb?: number;
  /** OpenStack extra specs. */
  readonly properties?: PropertyValues;
}

/**
 * A flavor, frozen.
 *
 * @throws ValidationError with every issue
 */
export function flavor(name: string, options: FlavorOptions): Flavor {
  const value = defined<Flavor>({
    name,
    description: options.description,
    vcpus: options.vcpus,
    sockets: options.sockets,
    cores: options.cores,
    threads: options.threads,
    memory_mb: options.memoryMb,
    root_disk_mb: options.rootDiskMb,
    ephemeral_disk_mb: options.ephemeralDiskMb,
    swap_disk_mb: options.swapDiskMb,
    properties: propertyList(options.properties),
  });
  return checked(Flavor, value, { what: `Flavor ${name}` });
}
