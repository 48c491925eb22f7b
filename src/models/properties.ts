import type { Extension, ExtensionProperties, Extensions, FlavorProperties, Locator } from "../../generated/esc.js";
import { defined } from "./plain.js";

/** Properties by name. Numbers and booleans are written as their text: ESC's properties are always text. */
export type PropertyValues = Readonly<Record<string, string | number | boolean>>;

/** Properties by name, whose values may be handed over encrypted (`encrypted_value`, unconfirmed). */
export type ExtensionValues = Readonly<Record<string, string | number | boolean | { readonly encryptedValue: string }>>;

/** The VIM that holds a resource, in a deployment over several VIMs. */
export interface LocatorOptions {
  /** Id of the VIM connector. */
  readonly vimId?: string;
  /** Project (tenant) on that VIM. */
  readonly vimProject?: string;
  /** Region of that VIM. */
  readonly vimRegion?: string;
}

/** `properties/property` of plain values, in the order given; undefined where there is none. */
export function propertyList(values: PropertyValues | undefined): FlavorProperties | undefined {
  if (!values) return undefined;
  return { property: Object.entries(values).map(([name, value]) => ({ name, value: String(value) })) };
}

/** `properties/property` whose values may be encrypted. */
export function secretPropertyList(
  values: readonly (readonly [string, ExtensionValues[string]])[],
): ExtensionProperties {
  const property = values.map(([name, value]) =>
    typeof value === "object" ? { name, encrypted_value: value.encryptedValue } : { name, value: String(value) },
  );
  return { property };
}

/** `extensions/extension` of properties by extension name; undefined where there is none. */
export function extensionList(
  extensions: Readonly<Record<string, ExtensionValues>> | undefined,
): Extensions | undefined {
  if (!extensions) return undefined;
  return { extension: Object.entries(extensions).map(([name, values]) => extensionOf(name, values)) };
}

/** One `extension`. */
export function extensionOf(name: string, values: ExtensionValues): Extension {
  return { name, properties: secretPropertyList(Object.entries(values)) };
}

/** `locator`; undefined where there is none. */
export function locatorOf(options: LocatorOptions | undefined): Locator | undefined {
  if (!options) return undefined;
  return defined<Locator>({
    vim_id: options.vimId,
    vim_project: options.vimProject,
    vim_region: options.vimRegion,
  });
}
