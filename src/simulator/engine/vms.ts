import { hostId } from "./ids.js";
import type { DeploymentIntent, GroupIntent, Intent, InterfaceIntent } from "./intent.js";
import { dotted, ipv4 } from "./ipv4.js";
import type { LiveDeployment, LiveInterface, LiveSubnet, LiveVm } from "./live-state.js";
import type { World } from "./world.js";

/** How many compute hosts each VIM has. */
const HOSTS = 8;

/** One VM to be made. */
export interface VmPlace {
  readonly deployment: LiveDeployment;
  readonly group: GroupIntent;
  readonly index: number;
}

/** A VM as ESC asks its VIM for it; it does not exist yet. Named as in the guide: `dmona2_Grp1_0_<uuid>` (l. 4543). */
export function planVm(world: World, place: VmPlace): LiveVm {
  const { deployment, group, index } = place;
  const names = [deployment.tenant, deployment.name, group.name, String(index)];
  const host = pickHost(world, names, 0);
  return {
    id: world.ids.uuid("vm", ...names),
    name: vmName(world, place),
    group: group.name,
    index,
    hostName: host,
    hostId: hostId(host),
    image: group.image,
    interfaces: [],
    state: "VM_DEPLOYING_STATE",
    exists: false,
    monitored: true,
  };
}

function vmName(world: World, { deployment, group, index }: VmPlace): string {
  // NFVIS, which embeds ESC, appends the index to a name of one's own when the group has several VMs.
  if (group.vmName !== undefined) return group.max > 1 ? `${group.vmName}_${index}` : group.vmName;
  const id = world.ids.uuid("vm-name", deployment.tenant, deployment.name, group.name, String(index));
  return `${deployment.name}_${group.name}_${index}_${id}`;
}

/** The host for a VM; `after` moves on from one, as a redeployment does. */
export function pickHost(world: World, names: readonly string[], after: number): string {
  const digest = Number.parseInt(world.ids.fixedUuid("host", ...names).slice(0, 6), 16);
  return `my-ucs-${50 + ((digest + after) % HOSTS)}`;
}

/** What keeps a VM from being made: something it needs that its VIM does not have. */
export function vmProblem(world: World, deployment: DeploymentIntent, group: GroupIntent): string | undefined {
  const { vims, live } = world;
  const where = { live, tenant: deployment.tenant };
  const trouble = vimTrouble(world, vimOf(world, deployment, group));
  if (trouble !== undefined) return trouble;
  if (!live.tenants.has(deployment.tenant)) return `Tenant ${deployment.tenant} does not exist`;
  if (group.image !== undefined && !vims.has("images", group.image, where)) return `Image ${group.image} not found`;
  if (group.flavor !== undefined && !vims.has("flavors", group.flavor, where))
    return `Flavor ${group.flavor} not found`;
  const network = group.interfaces.find((one) => !vims.has("networks", one.network, where))?.network;
  return network === undefined ? undefined : `Network ${network} not found`;
}

/**
 * Why ESC cannot work with a VIM; undefined when it can.
 *
 * @param id the connector; undefined: the default one
 * @param intent the configuration to look into. Default: running
 */
export function vimTrouble(world: World, id: string | undefined, intent: Intent = world.intent()): string | undefined {
  const name = id ?? defaultVim(world, intent);
  if (name === undefined) return "There is no default VIM connector: create a VIM connector with its user first";
  const connector = intent.connectors.get(name);
  if (!connector) return `VIM connector [${name}] does not exist`;
  const live = world.live.connectors.get(name);
  if (connector.users.size === 0) return `VIM connector [${name}] has no VIM user`;
  return (
    world.vims.problem(connector) ??
    (live?.connected && live.user !== undefined
      ? undefined
      : `VIM connector [${name}] is not connected and authenticated yet`)
  );
}

/** The connector that a group's VMs go to: by its locator, its deployment's, or the default one. */
export function vimOf(world: World, deployment: DeploymentIntent, group: GroupIntent): string | undefined {
  return group.vim ?? deployment.vim ?? defaultVim(world);
}

/** The id of the default connector; the first one while the configuration names none (an assumption). */
export function defaultVim(world: World, intent: Intent = world.intent()): string | undefined {
  if (intent.defaultVim !== undefined) return intent.defaultVim;
  return world.assumptions.get("default-vim") === "first" ? [...intent.connectors.keys()][0] : undefined;
}

/** How messages about VMs begin: "OpenStack Driver" in the developer's guides 1.1 to 2.3; those of other VIMs are not known. */
export function driver(world: World): string {
  const [first] = world.intent().connectors.values();
  return first?.type === "OPENSTACK" ? "OpenStack Driver" : "VIM Driver";
}

/** The interfaces that a VM gets: addresses as configured, from the group's pool, or from the subnet. */
export function makeInterfaces(world: World, place: VmPlace): LiveInterface[] {
  return place.group.interfaces.map((wanted) => makeInterface(world, place, wanted));
}

function makeInterface(world: World, place: VmPlace, wanted: InterfaceIntent): LiveInterface {
  const { deployment, group, index } = place;
  const names = [deployment.tenant, deployment.name, group.name, String(index), String(wanted.nicid)];
  const network = world.live.network(wanted.network, deployment.tenant);
  const subnet = [...(network?.subnets.values() ?? [])].find(
    (one) => wanted.subnet === undefined || one.name === wanted.subnet,
  );
  const fixed = index === 0 || group.max <= 1 ? wanted.ipAddress : undefined;
  const pooled = group.addressPool.get(wanted.network)?.[index];
  return {
    nicid: wanted.nicid,
    type: wanted.type,
    portId: world.ids.uuid("port", ...names),
    networkId: network?.id ?? world.ids.fixedUuid("network", wanted.network),
    subnetId: subnet?.id ?? world.ids.fixedUuid("subnet", wanted.network, wanted.subnet ?? ""),
    ipAddress: fixed ?? pooled ?? nextAddress(world, wanted.network, subnet),
    macAddress: wanted.macAddress ?? world.ids.mac("mac", ...names),
    netmask: subnet ? subnet.netmask : "255.255.255.0",
    gateway: subnet ? subnet.gateway : gatewayOf(world, wanted.network),
  };
}

/** A network that ESC did not make has some /24 of its own, always the same. */
function outOfBandNet(world: World, network: string): string {
  const digest = world.ids.fixedUuid("net", network);
  return `10.${Number.parseInt(digest.slice(0, 2), 16)}.${Number.parseInt(digest.slice(2, 4), 16)}`;
}

function gatewayOf(world: World, network: string): string {
  return `${outOfBandNet(world, network)}.1`;
}

function nextAddress(world: World, network: string, subnet: LiveSubnet | undefined): string {
  const base = ipv4(subnet?.cidr?.split("/")[0]);
  const next = world.live.nextAddress(subnet?.id ?? network);
  if (base !== undefined) return dotted((base + 10 + next) >>> 0);
  return `${outOfBandNet(world, network)}.${10 + (next % 240)}`;
}
