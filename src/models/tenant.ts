import { Tenant } from "../../generated/esc.js";
import { checked } from "./checked.js";
import { defined } from "./plain.js";
import { type ExtensionValues, extensionList } from "./properties.js";

/** A tenant that ESC works for (user guides 5.1, 5.4). */
export interface TenantOptions {
  readonly description?: string;
  /** True: ESC creates and deletes the tenant on the VIM; false: it only uses it. ESC's default: true. */
  readonly managedResource?: boolean;
  /**
   * True: the tenant stands for a project of the default VIM; false: it is a root tenant whose deployments name their VIMs by locators.
   * ESC's default: true.
   */
  readonly vimMapping?: boolean;
  /** Data for the VIM by name, for example the tenant's quota. */
  readonly extensions?: Readonly<Record<string, ExtensionValues>>;
}

/**
 * A tenant, frozen.
 *
 * @throws ValidationError with every issue
 */
export function tenant(name: string, options: TenantOptions = {}): Tenant {
  const value = defined<Tenant>({
    name,
    description: options.description,
    managed_resource: options.managedResource,
    vim_mapping: options.vimMapping,
    extensions: extensionList(options.extensions),
  });
  return checked(Tenant, value, { what: `Tenant ${name}` });
}
