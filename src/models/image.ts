import { Image, type ImageProperty } from "../../generated/esc.js";
import { checked } from "./checked.js";
import { defined } from "./plain.js";
import { type LocatorOptions, locatorOf } from "./properties.js";

/** An image that ESC registers with the VIM. */
export interface ImageOptions {
  /** Where ESC fetches it from: an http, https, ftp or file URI. */
  readonly src: string;
  /** Format of the image file. */
  readonly diskFormat: NonNullable<Image["disk_format"]>;
  /** Bus of the disk. */
  readonly diskBus: NonNullable<Image["disk_bus"]>;
  /** Container of the image file, for example `bare`. */
  readonly containerFormat?: string;
  /** True: VMs of this image get a serial console. */
  readonly serialConsole?: boolean;
  /** True: VMs of this image get e1000 network cards. ESC's default: false. */
  readonly e1000Net?: boolean;
  /** True: VMs of this image get virtio network cards. ESC's default: true. */
  readonly virtioNet?: boolean;
  /** The VIM that holds it (unconfirmed for images). */
  readonly locator?: LocatorOptions;
  /** Further properties handed to the VIM; with a type where the VIM wants one. */
  readonly properties?: Readonly<Record<string, string | ImagePropertyOptions>>;
}

/** A property of an image with the type of its value. */
export interface ImagePropertyOptions {
  readonly value: string;
  readonly type: string;
}

/**
 * An image, frozen.
 *
 * @throws ValidationError with every issue
 */
export function image(name: string, options: ImageOptions): Image {
  const value = defined<Image>({
    name,
    src: options.src,
    disk_format: options.diskFormat,
    container_format: options.containerFormat,
    serial_console: options.serialConsole,
    e1000_net: options.e1000Net,
    virtio_net: options.virtioNet,
    disk_bus: options.diskBus,
    locator: locatorOf(options.locator),
    properties: options.properties && { property: Object.entries(options.properties).map(imageProperty) },
  });
  return checked(Image, value, { what: `Image ${name}` });
}

function imageProperty([name, property]: [string, string | ImagePropertyOptions]): ImageProperty {
  if (typeof property === "string") return { name, value: property };
  return { name, type: property.type, value: property.value };
}
