import type { Data } from "../../../generated/esc.js";
import { dropUndefined } from "../engine/flow.js";
import {
  type ConnectorIntent,
  type DeploymentIntent,
  type GroupIntent,
  type Intent,
  type InterfaceIntent,
  type NetworkIntent,
  type ResourceIntent,
  type SubnetIntent,
  scopedKey,
  type VimUserIntent,
} from "../engine/intent.js";
import { addressPools } from "./address-pools.js";

type Datamodel = NonNullable<Data["esc_datamodel"]>;
type SystemConfig = NonNullable<Data["esc_system_config"]>;
type ConnectorValue = Entry<NonNullable<SystemConfig["vim_connectors"]>["vim_connector"]>;
type TenantValue = Entry<NonNullable<Datamodel["tenants"]>["tenant"]>;
type DeploymentValue = Entry<NonNullable<TenantValue["deployments"]>["deployment"]>;
type GroupValue = Entry<DeploymentValue["vm_group"]>;
type NetworksValue = TenantValue["networks"];
type Entry<List> = NonNullable<List> extends readonly (infer One)[] ? One : never;

/** Makes an intent of a configuration. Defaults are the YANG's. */
export function readIntent(data: Data): Intent {
  const { esc_datamodel: datamodel = {}, esc_system_config: system = {} } = data;
  const tenants = datamodel.tenants?.tenant ?? [];
  const connectors = system.vim_connectors?.vim_connector ?? [];
  const scopes = [{ tenant: undefined, of: datamodel }, ...tenants.map((one) => ({ tenant: one.name, of: one }))];
  const scoped = (pick: (of: Datamodel | TenantValue) => readonly { readonly name: string }[] | undefined) =>
    new Map(scopes.flatMap(({ tenant, of }) => [...resources(pick(of), tenant)]));
  return {
    defaultVim: system.vim_connectors?.default_vim_connector,
    connectors: new Map(connectors.map((one) => [one.id, readConnector(one)])),
    fileServers: new Map(
      (system.file_servers?.file_server ?? []).map((one) => [one.id, { id: one.id, print: print(one) }]),
    ),
    tenants: new Map(tenants.map((one) => [one.name, readTenant(one)])),
    networks: new Map(scopes.flatMap(({ tenant, of }) => [...networks(of.networks, { tenant })])),
    images: scoped((of) => of.images?.image),
    flavors: scoped((of) => of.flavors?.flavor),
    volumes: scoped((of) => of.volumes?.volume),
    deployments: new Map(
      tenants.flatMap((tenant) =>
        (tenant.deployments?.deployment ?? []).map((one) => [
          scopedKey(one.name, tenant.name),
          readDeployment(one, tenant.name),
        ]),
      ),
    ),
  };
}

/** A text that differs whenever the value does. */
function print(value: unknown): string {
  return JSON.stringify(value, (_, one: unknown) => (typeof one === "bigint" ? String(one) : one));
}

function readConnector(value: ConnectorValue): ConnectorIntent {
  const { id, type } = value;
  const properties = byPlainName(value.properties?.property);
  return {
    id,
    type,
    properties,
    users: new Map((value.users?.user ?? []).map((user) => [user.id, readVimUser(user)])),
    print: print([id, type, [...properties].sort()]),
  };
}

function readVimUser(value: Entry<NonNullable<ConnectorValue["users"]>["user"]>): VimUserIntent {
  const secrets = byPlainName(value.credentials?.properties?.property);
  const password = [...secrets].find(([name]) => name.includes("password") || name.includes("secret_key"))?.[1];
  return { id: value.id, password, print: print([value.id, [...secrets].sort()]) };
}

/** Properties by name in lower case: ESC compares these names without case (guide l. 5866). */
function byPlainName(list: readonly PropertyValue[] | undefined): Map<string, string> {
  return new Map((list ?? []).map((one) => [one.name.toLowerCase(), one.value ?? one.encrypted_value ?? ""]));
}

interface PropertyValue {
  readonly name: string;
  readonly value?: string;
  readonly encrypted_value?: string;
}

function readTenant(value: TenantValue): { name: string; managed: boolean; vimMapping: boolean } {
  return { name: value.name, managed: value.managed_resource ?? true, vimMapping: value.vim_mapping ?? true };
}

function resources(
  list: readonly { readonly name: string }[] | undefined,
  tenant?: string,
): Map<string, ResourceIntent> {
  return new Map(
    (list ?? []).map((one) => [
      scopedKey(one.name, tenant),
      { ...dropUndefined({ tenant }), name: one.name, print: print(one) },
    ]),
  );
}

function networks(
  value: NetworksValue,
  scope: { readonly tenant?: string | undefined; readonly deployment?: string },
): Map<string, NetworkIntent> {
  return new Map(
    (value?.network ?? []).map((one) => [
      scopedKey(one.name, scope.tenant),
      {
        ...dropUndefined({ tenant: scope.tenant, deployment: scope.deployment }),
        name: one.name,
        shared: one.shared ?? true,
        adminState: one.admin_state ?? true,
        providerType: one.provider_network_type,
        subnets: new Map((one.subnet ?? []).map((subnet) => [subnet.name, readSubnet(subnet)])),
      },
    ]),
  );
}

function readSubnet(value: Entry<Entry<NonNullable<NetworksValue>["network"]>["subnet"]>): SubnetIntent {
  return {
    name: value.name,
    address: value.address,
    netmask: value.netmask,
    gateway: value.gateway,
    noGateway: value.no_gateway ?? false,
    dhcp: value.dhcp ?? true,
    ipVersion: value.ipversion ?? "ipv4",
  };
}

function readDeployment(value: DeploymentValue, tenant: string): DeploymentIntent {
  const startsAfter = new Map(
    (value.policies?.startup ?? []).map((one) => [
      one.target_vm_group_ref,
      (one.depends_on ?? []).map((on) => on.vm_group_ref),
    ]),
  );
  return {
    tenant,
    name: value.name,
    vim: value.locator?.vim_id,
    networks: networks(value.networks, { tenant, deployment: value.name }),
    volumes: resources(value.volumes?.volume, tenant),
    groups: new Map((value.vm_group ?? []).map((one) => [one.name, readGroup(one, startsAfter.get(one.name) ?? [])])),
    print: print(value),
  };
}

function readGroup(value: GroupValue, startsAfter: readonly string[]): GroupIntent {
  const interfaces = (value.interfaces?.interface ?? []).map(readInterface);
  const actions = rules(value);
  const watched = value.kpi_data?.enabled !== false && (value.kpi_data?.kpi ?? []).length > 0;
  const { scaling } = value;
  const min = scaling ? (scaling.min_active ?? 1) : 1;
  return {
    name: value.name,
    image: value.image,
    flavor: value.flavor,
    vmName: value.vim_vm_name,
    vim: value.locator?.vim_id,
    interfaces,
    interfacesPrint: print(value.interfaces ?? {}),
    recovery: readRecovery(value),
    heals: watched && actions.some((action) => action.includes("recover")),
    scalesOut: watched && actions.some((action) => action.includes("servicescaleup")),
    scalesIn: watched && actions.some((action) => action.includes("servicescaledown")),
    monitoringAgent: value.kpi_data?.monitoring_agent,
    userConfigs: (value.config_data?.configuration ?? []).length,
    min,
    max: scaling?.max_active ?? min,
    addressPool: addressPools(scaling?.static_ip_address_pool ?? []),
    dmona: isDmona(value),
    startsAfter,
    print: print(value),
  };
}

function readInterface(value: Entry<NonNullable<GroupValue["interfaces"]>["interface"]>): InterfaceIntent {
  return {
    nicid: value.nicid,
    type: value.type ?? "virtual",
    network: value.network ?? "",
    subnet: value.subnet,
    ipAddress: value.ip_address,
    macAddress: value.mac_address,
  };
}

/** ESC-wide value of vm_recovery_retries_max where max_retries is not given (developer's guide 1.1). */
const DEFAULT_RETRIES = 3;

function readRecovery(value: GroupValue): GroupIntent["recovery"] {
  const policy = value.recovery_policy;
  return {
    type: policy?.recovery_type ?? "AUTO",
    action: policy?.action_on_recovery ?? "REBOOT_THEN_REDEPLOY",
    maxRetries: policy?.max_retries ?? DEFAULT_RETRIES,
    waitSeconds: value.recovery_wait_time ?? 0,
  };
}

function rules(value: GroupValue): string[] {
  const all = [...(value.rules?.admin_rules?.rule ?? []), ...(value.rules?.user_rules?.rule ?? [])];
  return all.flatMap((rule) => rule.action ?? []);
}

/** A D-MONA is watched by its own health page: HTTPGET of a path of the service mona (guide l. 4640 to 4700). */
function isDmona(value: GroupValue): boolean {
  return (value.kpi_data?.kpi ?? []).some((kpi) => {
    const { type, properties } = kpi.metric_collector ?? {};
    return (
      type === "HTTPGET" &&
      (properties?.property ?? []).some((one) => one.name === "path" && one.value?.includes("mona"))
    );
  });
}
