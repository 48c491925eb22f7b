import { deleteConnector, deleteVimUser, putConnector, putVimUser, setFileServer, type UserOf } from "./connectors.js";
import { all, deploy } from "./deploy.js";
import { Flow } from "./flow.js";
import {
  type ConnectorIntent,
  compareMaps,
  type DeploymentIntent,
  type FileServerIntent,
  type Intent,
  type MapChange,
  type NetworkIntent,
  type ResourceIntent,
  samePrint,
  scopedKey,
  type TenantIntent,
} from "./intent.js";
import type { LaneUse } from "./lanes.js";
import {
  createNetwork,
  createResource,
  createSubnet,
  createTenant,
  deleteNetwork,
  deleteResource,
  deleteSubnet,
  deleteTenant,
  type ResourceKind,
  type SubnetOf,
  subnetChanges,
  subnetsOf,
} from "./resources.js";
import { undeploy } from "./undeploy.js";
import { update } from "./update.js";
import { vimOf } from "./vms.js";
import type { World } from "./world.js";

/** Everything that differs between two intents. */
export interface IntentChanges {
  readonly connectors: MapChange<ConnectorIntent>;
  readonly users: MapChange<UserOf>;
  readonly fileServers: MapChange<FileServerIntent>;
  readonly tenants: MapChange<TenantIntent>;
  readonly networks: MapChange<NetworkIntent>;
  readonly subnets: { readonly added: readonly SubnetOf[]; readonly removed: readonly SubnetOf[] };
  readonly images: MapChange<ResourceIntent>;
  readonly flavors: MapChange<ResourceIntent>;
  readonly volumes: MapChange<ResourceIntent>;
  readonly deployments: MapChange<DeploymentIntent>;
  /** True when there is no difference at all. */
  readonly none: boolean;
}

/** Compares two intents. */
export function changesOf(before: Intent, after: Intent): IntentChanges {
  const changes = {
    connectors: compareMaps(before.connectors, after.connectors, samePrint),
    users: compareMaps(usersOf(before), usersOf(after), (a, b) => samePrint(a.user, b.user)),
    fileServers: compareMaps(before.fileServers, after.fileServers, samePrint),
    tenants: compareMaps(before.tenants, after.tenants),
    networks: compareMaps(before.networks, after.networks),
    subnets: subnetChanges(before.networks, after.networks),
    images: compareMaps(before.images, after.images),
    flavors: compareMaps(before.flavors, after.flavors),
    volumes: compareMaps(before.volumes, after.volumes),
    deployments: compareMaps(before.deployments, after.deployments, samePrint),
  };
  const none = Object.values(changes).every((change) => Object.values(change).every((list) => list.length === 0));
  return { ...changes, none };
}

function usersOf(intent: Intent): Map<string, UserOf> {
  const all = [...intent.connectors.values()].flatMap((connector) =>
    [...connector.users.values()].map(
      (user) => [JSON.stringify([connector.id, user.id]), { connector, user }] as const,
    ),
  );
  return new Map(all);
}

/** Some work of one type, done side by side. */
type Stage = readonly ((flow: Flow) => Promise<boolean>)[];

/**
 * The activation stage: does what an accepted edit changed. Things go before things come; on the way up tenant, networks, subnets,
 * deployment, on the way down the reverse (developer's guides 1.1 and 2.3). Things of one type are done side by side, and when one of a type
 * fails the types after it are not begun.
 */
export async function activate(world: World, changes: IntentChanges): Promise<void> {
  await world.lanes.run(touched(world, changes), async () => {
    const flow = new Flow(world, flowName(changes));
    flow.log("INFO", "Pending work flow to start.", { classifications: ["SM", "CONFD"] });
    for (const stage of [...goingStages(changes), ...comingStages(world, changes)]) {
      if (await all(stage.map((work) => work(flow)))) continue;
      flow.log("ERROR", "A work flow failed: those that depend on it are not started.", { classifications: ["SM"] });
      return;
    }
    flow.log("INFO", "No pending work flow to start.", { classifications: ["SM"] });
  });
}

function goingStages(changes: IntentChanges): Stage[] {
  const { deployments, volumes, networks, subnets, images, flavors, tenants, users, connectors, fileServers } = changes;
  const goneSubnets = [...subnets.removed, ...subnetsOf(networks.removed)];
  return [
    deployments.removed.map((one) => (flow) => undeploy(flow, one)),
    volumes.removed.map((one) => (flow) => deleteResource(flow, "volumes", one)),
    goneSubnets.map((one) => (flow) => deleteSubnet(flow, one)),
    networks.removed.map((one) => (flow) => deleteNetwork(flow, one)),
    resources("images", images.removed, deleteResource),
    resources("flavors", flavors.removed, deleteResource),
    tenants.removed.map((one) => (flow) => deleteTenant(flow, one)),
    users.removed.map((one) => (flow) => deleteVimUser(flow, one)),
    connectors.removed.map((one) => (flow) => deleteConnector(flow, one)),
    fileServers.removed.map((one) => (flow) => setFileServer(flow, one, "delete")),
  ];
}

function comingStages(world: World, changes: IntentChanges): Stage[] {
  const { deployments, volumes, networks, subnets, images, flavors, tenants, users, connectors, fileServers } = changes;
  // Whether a user made together with its connector has an event of its own is an assumption.
  const apart = world.assumptions.get("vim-user-event") === "both";
  const newUsers = users.added.filter((one) => apart || !connectors.added.includes(one.connector));
  const newSubnets = [...subnetsOf(networks.added), ...subnets.added];
  return [
    fileServers.added.map((one) => (flow) => setFileServer(flow, one, "create")),
    [
      ...connectors.added.map((one) => (flow: Flow) => putConnector(flow, one, "create")),
      ...connectors.changed.map((one) => (flow: Flow) => putConnector(flow, one.after, "update")),
    ],
    [
      ...newUsers.map((one) => (flow: Flow) => putVimUser(flow, one, "create")),
      ...users.changed.map((one) => (flow: Flow) => putVimUser(flow, one.after, "update")),
    ],
    tenants.added.map((one) => (flow) => createTenant(flow, one)),
    resources("images", images.added, createResource),
    resources("flavors", flavors.added, createResource),
    resources("volumes", volumes.added, createResource),
    networks.added.map((one) => (flow) => createNetwork(flow, one)),
    newSubnets.map((one) => (flow) => createSubnet(flow, one)),
    [
      ...deployments.added.map((one) => (flow: Flow) => deploy(flow, one)),
      ...deployments.changed.map((one) => (flow: Flow) => update(flow, one.before, one.after)),
    ],
  ];
}

function resources(
  kind: ResourceKind,
  list: readonly ResourceIntent[],
  work: (flow: Flow, kind: ResourceKind, one: ResourceIntent) => Promise<boolean>,
): Stage {
  return list.map((one) => (flow) => work(flow, kind, one));
}

/** What an activation changes, and what it needs to stay as earlier edits left it. */
function touched(world: World, changes: IntentChanges): LaneUse {
  const lanes: string[] = [];
  const needs = new Set<string>();
  const note = <T>(change: MapChange<T>, name: (one: T) => string) => {
    lanes.push(...[...change.added, ...change.removed, ...change.changed.map((pair) => pair.after)].map(name));
  };
  note(changes.connectors, (one) => `vim:${one.id}`);
  note(changes.users, (one) => `vim:${one.connector.id}`);
  note(changes.fileServers, (one) => `file-server:${one.id}`);
  note(changes.tenants, (one) => `tenant:${one.name}`);
  note(changes.networks, (one) => `network:${scopedKey(one.name, one.tenant)}`);
  for (const { network } of [...changes.subnets.added, ...changes.subnets.removed]) {
    lanes.push(`network:${scopedKey(network.name, network.tenant)}`);
  }
  for (const kind of ["images", "flavors", "volumes"] as const) {
    note(changes[kind], (one) => `${kind}:${scopedKey(one.name, one.tenant)}`);
  }
  note(changes.deployments, (one) => `deployment:${scopedKey(one.name, one.tenant)}`);
  for (const one of [...changes.deployments.added, ...changes.deployments.changed.map((pair) => pair.after)]) {
    for (const need of needsOf(world, one)) needs.add(need);
  }
  for (const one of [...changes.networks.added, ...changes.images.added, ...changes.flavors.added]) {
    if (one.tenant !== undefined) needs.add(`tenant:${one.tenant}`);
  }
  const own = new Set(lanes);
  return { changes: [...own], needs: [...needs].filter((lane) => !own.has(lane)) };
}

function needsOf(world: World, deployment: DeploymentIntent): string[] {
  const { tenant } = deployment;
  const either = (kind: string, name: string | undefined) =>
    name === undefined ? [] : [`${kind}:${scopedKey(name, tenant)}`, `${kind}:${scopedKey(name)}`];
  return [
    `tenant:${tenant}`,
    ...[...deployment.groups.values()].flatMap((group) => {
      const vim = vimOf(world, deployment, group);
      return [
        ...(vim === undefined ? [] : [`vim:${vim}`]),
        ...either("images", group.image),
        ...either("flavors", group.flavor),
        ...group.interfaces.flatMap((one) => either("network", one.network)),
      ];
    }),
  ];
}

function flowName(changes: IntentChanges): string {
  const { deployments, ...rest } = changes;
  if (deployments.added.length > 0) return "create_service";
  if (deployments.changed.length > 0) return "update_service";
  if (deployments.removed.length > 0) return "delete_service";
  const words = ["connectors", "users", "fileServers", "tenants", "networks", "images", "flavors", "volumes"] as const;
  const kind = words.find((one) => Object.values(rest[one]).some((list) => list.length > 0));
  if (!kind) return "create_subnet";
  return `${rest[kind].removed.length > 0 ? "delete" : "create"}_${FLOW_WORDS[kind]}`;
}

const FLOW_WORDS = {
  connectors: "vim_connector",
  users: "vim_user",
  fileServers: "file_server",
  tenants: "tenant",
  networks: "network",
  images: "image",
  flavors: "flavor",
  volumes: "volume",
} as const;
