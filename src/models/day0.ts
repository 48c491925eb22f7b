import type { Configuration } from "../../generated/esc.js";
import { defined } from "./plain.js";

interface Day0Variables {
  /**
   * Values of the variables in the text, written there as `${NAME}`. With several values each VM of a scaled group takes one: give as
   * many as `maxActive`, no value twice (RFC 7950 section 7.7).
   */
  readonly variables?: Readonly<Record<string, string | readonly string[]>>;
}

/** A day-0 file that ESC reads from a URI. */
export interface Day0File extends Day0Variables {
  /** URI that ESC can read: file, http, https or ftp. */
  readonly file: string;
  readonly data?: never;
  readonly encryptedData?: never;
  readonly fileLocatorName?: never;
}

/** A day-0 file whose text stands here. */
export interface Day0Data extends Day0Variables {
  /** The text, 1 to 16,384 characters. */
  readonly data: string;
  readonly file?: never;
  readonly encryptedData?: never;
  readonly fileLocatorName?: never;
}

/** A day-0 file whose text stands here and is stored encrypted by ESC. */
export interface Day0EncryptedData extends Day0Variables {
  /** The text, 1 to 16,384 characters. */
  readonly encryptedData: string;
  readonly file?: never;
  readonly data?: never;
  readonly fileLocatorName?: never;
}

/** A day-0 file from a file server. */
export interface Day0FileLocator extends Day0Variables {
  /** Name of a file locator of the deployment. */
  readonly fileLocatorName: string;
  readonly file?: never;
  readonly data?: never;
  readonly encryptedData?: never;
}

/** Where a day-0 file comes from: exactly one of four (user guide 5.1). */
export type Day0Options = Day0File | Day0Data | Day0EncryptedData | Day0FileLocator;

/** `configuration` of its options. */
export function configurationOf(dst: string, options: Day0Options): Configuration {
  return defined<Configuration>({
    dst,
    file: options.file,
    data: options.data,
    encrypted_data: options.encryptedData,
    file_locator_name: options.fileLocatorName,
    variable:
      options.variables &&
      Object.entries(options.variables).map(([name, values]) => ({
        name,
        val: typeof values === "string" ? [values] : [...values],
      })),
  });
}
