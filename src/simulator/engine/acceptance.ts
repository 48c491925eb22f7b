import {
  type ConnectorIntent,
  compareMaps,
  type DeploymentIntent,
  type Intent,
  samePrint,
  scopedKey,
} from "./intent.js";
import { changesOf, type IntentChanges } from "./plan.js";
import { vimTrouble } from "./vms.js";
import type { World } from "./world.js";

/** Why an edit is not accepted. */
export interface Refusal {
  readonly message: string;
  /** True when it is for maintenance mode. */
  readonly maintenance?: true;
}

/** How requests are refused in maintenance mode; the words are unconfirmed. */
export const MAINTENANCE_REFUSAL: Refusal = {
  message: "ESC is in maintenance mode: the request is rejected",
  maintenance: true,
};

/**
 * The acceptance stage: whether ESC takes a valid configuration (developer's guide 2.1: refused, or stored and then activated).
 *
 * @returns undefined when it does
 */
export function refusal(world: World, before: Intent, after: Intent): Refusal | undefined {
  const changes = changesOf(before, after);
  if (changes.none) return undefined;
  // An edit that changes nothing was answered above: the guide has OK for idempotent requests (l. 6374).
  if (world.inMaintenance()) return MAINTENANCE_REFUSAL;
  const message =
    oneVimType(after) ??
    connectorRules(world, before, after) ??
    vimReady(world, after, changes) ??
    networkRules(world, changes) ??
    busy(world, changes);
  return message === undefined ? undefined : { message };
}

/** All connectors of one ESC are of one type (guide l. 5595). */
function oneVimType(after: Intent): string | undefined {
  const types = new Set([...after.connectors.values()].map((one) => one.type).filter((type) => type !== undefined));
  return types.size > 1
    ? `Only one type of VIM is supported in one ESC: the VIM connectors are of types ${[...types].join(", ")}`
    : undefined;
}

/**
 * A connector whose VIM is connected and whose user is authenticated cannot be changed or deleted, only its user can (guide l. 5865);
 * nor can its endpoint be changed, or it be deleted, once there are resources on it (l. 5864).
 */
function connectorRules(world: World, before: Intent, after: Intent): string | undefined {
  const change = compareMaps(before.connectors, after.connectors, samePrint);
  for (const connector of [...change.removed, ...change.changed.map((one) => one.before)]) {
    const verb = change.removed.includes(connector) ? "deleted" : "updated";
    const live = world.live.connectors.get(connector.id);
    if (live?.connected && live.user !== undefined && world.assumptions.get("connected-vim-change") === "rejected") {
      return `VIM connector [${connector.id}] is connected and its user [${live.user}] is authenticated: it cannot be ${verb}. Delete the VIM user first`;
    }
    const user = userOfVim(connector, before, after);
    if (user !== undefined) return `VIM connector [${connector.id}] cannot be ${verb}: it is used by ${user}`;
  }
  return undefined;
}

/** What keeps a connector from being changed: a deployment on it, before and after. */
function userOfVim(connector: ConnectorIntent, before: Intent, after: Intent): string | undefined {
  const isDefault = (before.defaultVim ?? [...before.connectors.keys()][0]) === connector.id;
  const uses = (deployment: DeploymentIntent) =>
    targets(deployment).some((vim) => vim === connector.id || (vim === undefined && isDefault));
  const found = [...after.deployments].find(([key, one]) => before.deployments.has(key) && uses(one))?.[1];
  return found && `deployment [${found.name}] of tenant [${found.tenant}]`;
}

/** The connectors that a deployment's groups name; undefined stands for the default one. */
function targets(deployment: DeploymentIntent): (string | undefined)[] {
  const own = [...deployment.groups.values()].map((group) => group.vim ?? deployment.vim);
  return [...new Set(own.length > 0 ? own : [deployment.vim])];
}

/** Resources are taken only while their VIM exists, is reached and lets its user in (guide l. 5528 to 5533). */
function vimReady(world: World, after: Intent, changes: IntentChanges): string | undefined {
  if (world.assumptions.get("vim-required") === "failure-event") return undefined;
  const wanted = new Set<string | undefined>();
  for (const one of [...changes.deployments.added, ...changes.deployments.changed.map((pair) => pair.after)]) {
    for (const vim of targets(one)) wanted.add(vim);
  }
  const onVim =
    changes.tenants.added.some((one) => one.managed && one.vimMapping) ||
    [changes.networks, changes.images, changes.flavors, changes.volumes].some((change) => change.added.length > 0) ||
    changes.subnets.added.length > 0;
  if (onVim) wanted.add(undefined);
  for (const vim of wanted) {
    const trouble = vimTrouble(world, vim, after);
    if (trouble !== undefined) return trouble;
  }
  return undefined;
}

/** Developer's guide 1.1: the subnet of a shared network comes in a later request. */
function networkRules(world: World, changes: IntentChanges): string | undefined {
  if (world.assumptions.get("network-with-subnet") === "accepted") return undefined;
  const found = changes.networks.added.find((one) => one.tenant === undefined && one.subnets.size > 0);
  return found && `Network [${found.name}] and its subnet cannot be created in one request`;
}

function busy(world: World, changes: IntentChanges): string | undefined {
  if (world.assumptions.get("edit-during-workflow") === "queued") return undefined;
  const { added, removed, changed } = changes.deployments;
  const found = [...added, ...removed, ...changed.map((pair) => pair.after)].find((one) =>
    world.lanes.isBusy(`deployment:${scopedKey(one.name, one.tenant)}`),
  );
  return found && `Deployment [${found.name}] has a transaction in progress`;
}
