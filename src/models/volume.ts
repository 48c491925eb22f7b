import { type VmGroupVolume, Volume } from "../../generated/esc.js";
import { checked } from "./checked.js";
import { defined } from "./plain.js";
import { type LocatorOptions, locatorOf } from "./properties.js";

interface VolumeBase {
  /** Unit of the sizes. */
  readonly sizeUnit?: NonNullable<Volume["sizeunit"]>;
  /** Volume type of the VIM, for example `lvm` (unconfirmed). */
  readonly type?: string;
  /** The VIM that holds it (unconfirmed for volumes). */
  readonly locator?: LocatorOptions;
}

/** A volume of one size. */
export interface FixedVolume extends VolumeBase {
  /** Size in `sizeUnit`. */
  readonly size: number;
  readonly minSize?: never;
  readonly maxSize?: never;
}

/** A volume whose size may lie in a range. */
export interface RangedVolume extends VolumeBase {
  /** Smallest size in `sizeUnit`. */
  readonly minSize: number;
  /** Largest size in `sizeUnit`. */
  readonly maxSize: number;
  readonly size?: never;
}

/** A volume that ESC creates: of one size, or of a range of sizes. */
export type VolumeOptions = FixedVolume | RangedVolume;

/** A volume attached to the VMs of a group. */
export interface AttachedVolumeOptions {
  /** Bus by which it is attached. */
  readonly bus: NonNullable<VmGroupVolume["bus"]>;
  /** Position: the order in which the VM sees its volumes. */
  readonly volid?: number;
  /** Size in `sizeUnit`. */
  readonly size?: number;
  readonly sizeUnit?: NonNullable<VmGroupVolume["sizeunit"]>;
  /** Volume type of the VIM, for example `lvm` (unconfirmed). */
  readonly type?: string;
  /** Boot order; 0 boots first (unconfirmed). */
  readonly bootIndex?: number;
  /** Image that the volume is made from, to boot from it (unconfirmed). */
  readonly image?: string;
}

/**
 * A volume, frozen, to be created by itself; a deployment's `volume()` takes the same options.
 *
 * @throws ValidationError with every issue
 */
export function volume(name: string, options: VolumeOptions): Volume {
  return checked(Volume, volumeOf(name, options), { what: `Volume ${name}` });
}

/** `volumes/volume` of its options, not checked. */
export function volumeOf(name: string, options: VolumeOptions): Volume {
  return defined<Volume>({
    name,
    sizeunit: options.sizeUnit,
    size: options.size,
    minsize: options.minSize,
    maxsize: options.maxSize,
    type: options.type,
    locator: locatorOf(options.locator),
  });
}

/** `vm_group/volumes/volume` of its options, not checked. */
export function attachedVolumeOf(name: string, options: AttachedVolumeOptions): VmGroupVolume {
  return defined<VmGroupVolume>({
    name,
    volid: options.volid,
    size: options.size,
    sizeunit: options.sizeUnit,
    bus: options.bus,
    type: options.type,
    boot_index: options.bootIndex,
    image: options.image,
  });
}
