/*
 * What the configuration asks for, in the terms in which the engine works. Whoever holds a datastore (the NETCONF face, later REST
 * and ETSI) makes an Intent of it; the engine compares two of them and does the difference.
 */

/** Where a thing stands: a tenant's own, or shared by all when there is no tenant. */
export interface Scoped {
  readonly tenant?: string;
  readonly name: string;
}

/** Key of a scoped thing in the maps of an {@link Intent}. */
export function scopedKey(name: string, tenant?: string): string {
  return JSON.stringify(tenant === undefined ? [name] : [tenant, name]);
}

/** Something whose configuration can change; the print differs whenever it did. */
export interface Printed {
  readonly print: string;
}

/** A VIM user. */
export interface VimUserIntent extends Printed {
  readonly id: string;
  /** The password among its credentials, whatever the VIM type calls it. */
  readonly password: string | undefined;
}

/** A VIM connector. `print` covers type and properties, not the users. */
export interface ConnectorIntent extends Printed {
  readonly id: string;
  readonly type: string | undefined;
  /** Property values by name in lower case: ESC compares names without case (guide l. 5866). */
  readonly properties: ReadonlyMap<string, string>;
  readonly users: ReadonlyMap<string, VimUserIntent>;
}

/** A file server. */
export interface FileServerIntent extends Printed {
  readonly id: string;
}

/** A tenant itself. */
export interface TenantIntent {
  readonly name: string;
  /** False: the project exists on the VIM already; ESC uses it and neither creates nor deletes it. */
  readonly managed: boolean;
  /** False: a tenant of ESC alone, without a project on a VIM. */
  readonly vimMapping: boolean;
}

/** A subnet of a network. */
export interface SubnetIntent {
  readonly name: string;
  readonly address: string | undefined;
  readonly netmask: string | undefined;
  readonly gateway: string | undefined;
  readonly noGateway: boolean;
  readonly dhcp: boolean;
  readonly ipVersion: string;
}

/** A network, shared, of a tenant, or (with `deployment`) as ephemeral as its deployment. */
export interface NetworkIntent extends Scoped {
  readonly deployment?: string;
  readonly shared: boolean;
  readonly adminState: boolean;
  readonly providerType: string | undefined;
  readonly subnets: ReadonlyMap<string, SubnetIntent>;
}

/** Images, flavors and volumes. */
export interface ResourceIntent extends Scoped, Printed {}

/** How a VM group is recovered. */
export interface RecoveryIntent {
  readonly type: string;
  readonly action: string;
  readonly maxRetries: number;
  /** Seconds between the alarm and the recovery. */
  readonly waitSeconds: number;
}

/** An interface of the VMs of a group. */
export interface InterfaceIntent {
  readonly nicid: number;
  readonly type: string;
  readonly network: string;
  readonly subnet: string | undefined;
  readonly ipAddress: string | undefined;
  readonly macAddress: string | undefined;
}

/** A VM group. `print` covers all of it. */
export interface GroupIntent extends Printed {
  readonly name: string;
  readonly image: string | undefined;
  readonly flavor: string | undefined;
  readonly vmName: string | undefined;
  readonly vim: string | undefined;
  readonly interfaces: readonly InterfaceIntent[];
  readonly interfacesPrint: string;
  readonly recovery: RecoveryIntent;
  /** True when a KPI watches the VMs and a rule heals them. */
  readonly heals: boolean;
  readonly scalesOut: boolean;
  readonly scalesIn: boolean;
  readonly monitoringAgent: string | undefined;
  readonly userConfigs: number;
  readonly min: number;
  readonly max: number;
  /** Addresses that scaled VMs take in turn, by network. */
  readonly addressPool: ReadonlyMap<string, readonly string[]>;
  /** True for a D-MONA, ESC's own distributed monitor. */
  readonly dmona: boolean;
  /** Groups whose VMs have to be alive first. */
  readonly startsAfter: readonly string[];
}

/** A deployment. */
export interface DeploymentIntent extends Printed {
  readonly tenant: string;
  readonly name: string;
  readonly vim: string | undefined;
  readonly networks: ReadonlyMap<string, NetworkIntent>;
  readonly volumes: ReadonlyMap<string, ResourceIntent>;
  readonly groups: ReadonlyMap<string, GroupIntent>;
}

/** Everything that a configuration asks for. Maps of scoped things have {@link scopedKey} keys. */
export interface Intent {
  readonly defaultVim: string | undefined;
  readonly connectors: ReadonlyMap<string, ConnectorIntent>;
  readonly fileServers: ReadonlyMap<string, FileServerIntent>;
  readonly tenants: ReadonlyMap<string, TenantIntent>;
  readonly networks: ReadonlyMap<string, NetworkIntent>;
  readonly images: ReadonlyMap<string, ResourceIntent>;
  readonly flavors: ReadonlyMap<string, ResourceIntent>;
  readonly volumes: ReadonlyMap<string, ResourceIntent>;
  readonly deployments: ReadonlyMap<string, DeploymentIntent>;
}

/** An intent that asks for nothing. */
export const EMPTY_INTENT: Intent = {
  defaultVim: undefined,
  connectors: new Map(),
  fileServers: new Map(),
  tenants: new Map(),
  networks: new Map(),
  images: new Map(),
  flavors: new Map(),
  volumes: new Map(),
  deployments: new Map(),
};

/** How one map of an intent differs from the one before. */
export interface MapChange<T> {
  readonly added: readonly T[];
  readonly removed: readonly T[];
  readonly changed: readonly { readonly before: T; readonly after: T }[];
}

/**
 * Compares two maps of intents.
 *
 * @param same tells whether an entry that is in both is unchanged; default: always
 */
export function compareMaps<T>(
  before: ReadonlyMap<string, T>,
  after: ReadonlyMap<string, T>,
  same: (before: T, after: T) => boolean = () => true,
): MapChange<T> {
  const changed: { before: T; after: T }[] = [];
  for (const [key, value] of after) {
    const old = before.get(key);
    if (old !== undefined && !same(old, value)) changed.push({ before: old, after: value });
  }
  return {
    added: [...after].filter(([key]) => !before.has(key)).map(([, value]) => value),
    removed: [...before].filter(([key]) => !after.has(key)).map(([, value]) => value),
    changed,
  };
}

/** For {@link compareMaps}: unchanged when the prints are equal. */
export function samePrint(before: Printed, after: Printed): boolean {
  return before.print === after.print;
}
