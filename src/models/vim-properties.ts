import type { ExtensionProperties, ExtensionProperty, FlavorProperties } from "../../generated/esc.js";

/** The VIM types that this library has builders for. */
export type VimType = "OPENSTACK" | "VMWARE_VSPHERE" | "VMWARE_VCD" | "LIBVIRT" | "AWS" | "CSP";

/** What one option of a VIM connector or of its user is called in ESC's property list. */
export interface VimPropertyName {
  readonly vim: VimType;
  readonly of: "connector" | "user";
  /** The option of the builder. */
  readonly option: string;
  /** The property in ESC. ESC compares these names without case (guide l.5866). */
  readonly property: string;
  /** True where ESC's install guide 5.9 shows it (l.5540 to 5700); others are recalled from public documents, unconfirmed. */
  readonly confirmed: boolean;
}

/** Every property name that the builders write; for a name that your ESC spells otherwise, use their `properties`. */
export const VIM_PROPERTIES: readonly VimPropertyName[] = [
  { vim: "OPENSTACK", of: "connector", option: "authUrl", property: "os_auth_url", confirmed: true },
  { vim: "OPENSTACK", of: "connector", option: "projectName", property: "os_project_name", confirmed: true },
  {
    vim: "OPENSTACK",
    of: "connector",
    option: "projectDomainName",
    property: "os_project_domain_name",
    confirmed: true,
  },
  {
    vim: "OPENSTACK",
    of: "connector",
    option: "identityApiVersion",
    property: "os_identity_api_version",
    confirmed: true,
  },
  { vim: "OPENSTACK", of: "user", option: "password", property: "os_password", confirmed: true },
  { vim: "OPENSTACK", of: "user", option: "userDomainName", property: "os_user_domain_name", confirmed: true },
  { vim: "VMWARE_VSPHERE", of: "connector", option: "vcenterIp", property: "vcenter_ip", confirmed: false },
  { vim: "VMWARE_VSPHERE", of: "connector", option: "vcenterPort", property: "vcenter_port", confirmed: false },
  { vim: "VMWARE_VSPHERE", of: "user", option: "password", property: "vcenter_password", confirmed: false },
  { vim: "VMWARE_VCD", of: "connector", option: "authUrl", property: "authUrl", confirmed: false },
  { vim: "VMWARE_VCD", of: "user", option: "password", property: "password", confirmed: false },
  { vim: "AWS", of: "connector", option: "defaultRegion", property: "aws_default_region", confirmed: false },
  { vim: "AWS", of: "user", option: "accessKey", property: "aws_access_key", confirmed: false },
  { vim: "AWS", of: "user", option: "secretKey", property: "aws_secret_key", confirmed: false },
  { vim: "CSP", of: "connector", option: "hostIp", property: "csp_host_ip", confirmed: false },
  { vim: "CSP", of: "connector", option: "hostPort", property: "csp_host_port", confirmed: false },
  { vim: "CSP", of: "user", option: "password", property: "csp_password", confirmed: false },
];

/** Something with VIM properties: a VIM connector (`properties`) or a VIM user (`credentials/properties`). */
export interface VimPropertyHolder {
  readonly properties?: FlavorProperties;
  readonly credentials?: { readonly properties?: ExtensionProperties };
}

/**
 * The value of a property of a VIM connector or VIM user, its name compared without case, as ESC does (guide l.5866).
 *
 * @returns undefined when there is no such property, or only an encrypted value of it
 */
export function vimProperty(holder: VimPropertyHolder, name: string): string | undefined {
  return vimPropertiesOf(holder).find((property) => sameName(property.name, name))?.value;
}

/** The property list of a VIM connector or VIM user; empty when it has none. */
export function vimPropertiesOf(holder: VimPropertyHolder): readonly ExtensionProperty[] {
  return holder.properties?.property ?? holder.credentials?.properties?.property ?? [];
}

/** Tells whether two property names are the same to ESC: case does not matter. */
export function sameName(left: string, right: string): boolean {
  return left.toLowerCase() === right.toLowerCase();
}

/**
 * Tells whether two VIM connectors, or two VIM users, have the same properties: names compared without case, values exactly, order
 * disregarded.
 */
export function sameVimProperties(left: VimPropertyHolder, right: VimPropertyHolder): boolean {
  const [one, other] = [vimPropertiesOf(left), vimPropertiesOf(right)];
  return (
    one.length === other.length &&
    one.every(({ name, value, encrypted_value }) =>
      other.some(
        (property) =>
          sameName(property.name, name) && property.value === value && property.encrypted_value === encrypted_value,
      ),
    )
  );
}
