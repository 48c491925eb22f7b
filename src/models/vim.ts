import { User, VimConnector } from "../../generated/esc.js";
import type { ValidationIssue } from "../core/errors.js";
import { checked } from "./checked.js";
import { defined } from "./plain.js";
import { type ExtensionValues, type PropertyValues, secretPropertyList } from "./properties.js";
import { sameName, VIM_PROPERTIES, type VimPropertyHolder, type VimType, vimPropertiesOf } from "./vim-properties.js";

interface VimOptions {
  /** Further properties, under ESC's names. */
  readonly properties?: PropertyValues;
}

interface VimUserBase {
  /** Login name. */
  readonly id: string;
  /** Further properties, under ESC's names; `{ encryptedValue }` for a value that is handed over encrypted. */
  readonly properties?: ExtensionValues;
}

/** An OpenStack user (guide l.5560). */
export interface OpenstackUser extends VimUserBase {
  readonly password: string;
  /** Needed for the identity API v3. */
  readonly userDomainName?: string;
}

/** An OpenStack VIM (guide l.5540). */
export interface OpenstackVim extends VimOptions {
  /** Where Keystone is, `http://10.0.0.5:5000/v3`. */
  readonly authUrl: string;
  readonly projectName: string;
  /** Needed for the identity API v3. */
  readonly projectDomainName?: string;
  readonly identityApiVersion?: string;
  readonly user?: OpenstackUser;
}

/** A user whose only known property is a password. */
export interface PasswordUser extends VimUserBase {
  readonly password: string;
}

/** A VMware vCenter. Property names unconfirmed: see `VIM_PROPERTIES`. */
export interface VmwareVsphereVim extends VimOptions {
  readonly vcenterIp: string;
  readonly vcenterPort?: number;
  readonly user?: PasswordUser;
}

/** A VMware vCloud Director. Property names unconfirmed: see `VIM_PROPERTIES`. */
export interface VmwareVcdVim extends VimOptions {
  readonly authUrl: string;
  /** Its `id` is `user@organisation`. */
  readonly user?: PasswordUser;
}

/** A libvirt host. No property of it is known: give what your ESC takes in `properties`. */
export interface LibvirtVim extends VimOptions {
  readonly user?: LibvirtUser;
}

/** A user of a libvirt host: give what your ESC takes in `properties`. */
export interface LibvirtUser extends VimUserBase {
  readonly password?: never;
}

/** Keys of Amazon Web Services. Property names unconfirmed: see `VIM_PROPERTIES`. */
export interface AwsUser extends VimUserBase {
  readonly accessKey: string;
  readonly secretKey: string;
}

/** Amazon Web Services. Property names unconfirmed: see `VIM_PROPERTIES`. */
export interface AwsVim extends VimOptions {
  readonly defaultRegion: string;
  readonly user?: AwsUser;
}

/** A Cisco Cloud Services Platform. Property names unconfirmed: see `VIM_PROPERTIES`. */
export interface CspVim extends VimOptions {
  readonly hostIp: string;
  readonly hostPort?: number;
  readonly user?: PasswordUser;
}

/** The options of {@link vimUser} by VIM type. */
export interface VimUserOptions {
  OPENSTACK: OpenstackUser;
  VMWARE_VSPHERE: PasswordUser;
  VMWARE_VCD: PasswordUser;
  LIBVIRT: LibvirtUser;
  AWS: AwsUser;
  CSP: PasswordUser;
}

/**
 * An OpenStack VIM connector, frozen (guide l.5540 to 5600).
 *
 * @param id unique id of the connector, to which locators refer
 * @throws ValidationError with every issue; a property given twice, in whatever case, is one
 */
export function openstackVim(id: string, options: OpenstackVim): VimConnector {
  return connector(id, "OPENSTACK", options);
}

/**
 * A VMware vCenter VIM connector, frozen.
 *
 * @throws ValidationError with every issue; a property given twice, in whatever case, is one
 */
export function vmwareVsphereVim(id: string, options: VmwareVsphereVim): VimConnector {
  return connector(id, "VMWARE_VSPHERE", options);
}

/**
 * A VMware vCloud Director VIM connector, frozen. The type's spelling is unconfirmed.
 *
 * @throws ValidationError with every issue; a property given twice, in whatever case, is one
 */
export function vmwareVcdVim(id: string, options: VmwareVcdVim): VimConnector {
  return connector(id, "VMWARE_VCD", options);
}

/**
 * A libvirt VIM connector, frozen.
 *
 * @throws ValidationError with every issue; a property given twice, in whatever case, is one
 */
export function libvirtVim(id: string, options: LibvirtVim = {}): VimConnector {
  return connector(id, "LIBVIRT", options);
}

/**
 * An Amazon Web Services VIM connector, frozen.
 *
 * @throws ValidationError with every issue; a property given twice, in whatever case, is one
 */
export function awsVim(id: string, options: AwsVim): VimConnector {
  return connector(id, "AWS", options);
}

/**
 * A Cisco Cloud Services Platform VIM connector, frozen.
 *
 * @throws ValidationError with every issue; a property given twice, in whatever case, is one
 */
export function cspVim(id: string, options: CspVim): VimConnector {
  return connector(id, "CSP", options);
}

/**
 * A user of a VIM connector, frozen: to be added to one that exists, or to replace its user (guide l.5650).
 *
 * @throws ValidationError with every issue; a property given twice, in whatever case, is one
 */
export function vimUser<Type extends VimType>(type: Type, options: VimUserOptions[Type]): User {
  const user = userOf(type, options);
  return checked(User, user, {
    what: `VIM user ${options.id}`,
    issues: repeats(user, `user[id='${options.id}']/credentials/properties`),
  });
}

/** What {@link connector} needs of any VIM's options. */
interface ConnectorOptions extends VimOptions {
  readonly user?: VimUserBase;
}

function connector(id: string, type: VimType, options: ConnectorOptions): VimConnector {
  const user = options.user && userOf(type, options.user);
  const value = defined<VimConnector>({
    id,
    type,
    properties: propertiesOf(type, "connector", options),
    users: user && { user: [user] },
  });
  const at = `vim_connector[id='${id}']`;
  const inUser = user ? repeats(user, `${at}/users/user[id='${user.id}']/credentials/properties`) : [];
  return checked(VimConnector, value, {
    what: `VIM connector ${id}`,
    issues: [...repeats(value, `${at}/properties`), ...inUser],
  });
}

function userOf(type: VimType, options: VimUserBase): User {
  const properties = propertiesOf(type, "user", options);
  return { id: options.id, ...(properties && { credentials: { properties } }) };
}

/** The options that have a property in ESC, under its name, then the further ones; undefined where there is none at all. */
function propertiesOf(type: VimType, of: "connector" | "user", options: { readonly properties?: ExtensionValues }) {
  const values = new Map<string, unknown>(Object.entries(options));
  const named = VIM_PROPERTIES.filter((row) => row.vim === type && row.of === of).flatMap((row) => {
    const value = values.get(row.option);
    return value === undefined ? [] : [[row.property, String(value)] as const];
  });
  const all = [...named, ...Object.entries(options.properties ?? {})];
  return all.length > 0 ? secretPropertyList(all) : undefined;
}

/** Names that differ in case alone are one property to ESC, though two to the model. */
function repeats(holder: VimPropertyHolder, path: string): ValidationIssue[] {
  const list = vimPropertiesOf(holder);
  return list.flatMap(({ name }, index) => {
    const first = list.slice(0, index).find((property) => sameName(property.name, name) && property.name !== name);
    if (!first) return [];
    return {
      path: `${path}/property[name='${name}']`,
      code: "rule" as const,
      message: `ESC compares names without case: ${name} and ${first.name} are one property, give it once`,
    };
  });
}
