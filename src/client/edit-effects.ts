import * as esc from "../../generated/esc.js";
import { type EscEvent, isSuccess } from "../models/events.js";
import { isFinalEvent, type WorkflowName } from "../models/workflows.js";
import type { ListNode } from "../schema/descriptor.js";
import { deploymentEvents, deploymentFinal, deploymentTimesMs, describeDeployment } from "./deployment-events.js";
import { type DeploymentStatus, deploymentFinding } from "./deployment-state.js";
import type { Finding } from "./expectation.js";
import { flavorKind, imageKind, networkKind, subnetKind, tenantKind, volumeKind } from "./resources/kinds.js";
import type { ResourceKind } from "./resources/named-resource.js";
import { sameValue } from "./same-value.js";

/** One thing that an edit makes ESC do, and how its events are told from others'. */
export interface EditEffect {
  /** What ESC does, in words: `deploy of deployment csr-1 of tenant admin`. */
  readonly what: string;
  concerns(event: EscEvent): boolean;
  isFinal(event: EscEvent): boolean;
  /** Which deployment's operational data tells, and what it tells; left out where none does. */
  readonly shows?: {
    readonly name: string;
    readonly tenant: string;
    finding(status: DeploymentStatus | undefined): Finding;
  };
  displaces?(event: EscEvent): boolean;
  /** How long it may take by the model's own times, in milliseconds. */
  readonly timesMs: number;
}

/**
 * What an edit has set ESC to work on, read off running before and after it. What is the same in both causes no event, so nothing
 * is waited for.
 */
export function editEffects(before: esc.Data, after: esc.Data): EditEffect[] {
  return [
    ...namedEffects(tenantKind, undefined, before, after),
    ...tenantsOf(before, after).flatMap((tenant) => sharedEffects(tenant, before, after)),
    ...sharedEffects(undefined, before, after),
    ...deploymentEffects(before, after),
    ...vimEffects(before, after),
  ];
}

function sharedEffects(tenant: string | undefined, before: esc.Data, after: esc.Data): EditEffect[] {
  const where = { ...(tenant !== undefined && { tenant }) };
  const both = networkKind.entries(after, where).filter((network) => has(networkKind.entries(before, where), network));
  return [
    ...namedEffects(networkKind, where, before, after),
    ...both.flatMap((network) => namedEffects(subnetKind, { ...where, network: network.name }, before, after)),
    ...namedEffects(imageKind, where, before, after),
    ...namedEffects(flavorKind, where, before, after),
    ...namedEffects(volumeKind, where, before, after),
  ];
}

/** Things that ESC creates and deletes by name. No source names an event for changing one, so a change alone is not waited for. */
function namedEffects<Entry extends { readonly name: string }, Where>(
  kind: ResourceKind<Entry, Where>,
  where: Where,
  before: esc.Data,
  after: esc.Data,
): EditEffect[] {
  const [old, now] = [kind.entries(before, where), kind.entries(after, where)];
  const effect = (verb: "create" | "delete", name: string): EditEffect => {
    const workflow: WorkflowName = `${verb}-${kind.word}`;
    const isFinal = (event: EscEvent) => isFinalEvent(workflow, event) && kind.concerns(event, name, where);
    return { what: `${verb} of ${kind.describe(name, where)}`, concerns: isFinal, isFinal, timesMs: 0 };
  };
  return [
    ...now.filter((entry) => !has(old, entry)).map((entry) => effect("create", entry.name)),
    ...old.filter((entry) => !has(now, entry)).map((entry) => effect("delete", entry.name)),
  ];
}

function deploymentEffects(before: esc.Data, after: esc.Data): EditEffect[] {
  return tenantsOf(before, after, "all").flatMap((tenant) => {
    const [old, now] = [deploymentsOf(before, tenant), deploymentsOf(after, tenant)];
    const wanted = now.flatMap((deployment) => {
      const was = old.find((entry) => entry.name === deployment.name);
      if (was && sameValue(esc.Deployment, was, deployment)) return [];
      return [deploymentEffect(was ? "update" : "deploy", tenant, deployment)];
    });
    const gone = old.filter((entry) => !has(now, entry));
    return [...wanted, ...gone.map((deployment) => deploymentEffect("undeploy", tenant, deployment))];
  });
}

function deploymentEffect(
  kind: "deploy" | "update" | "undeploy",
  tenant: string,
  deployment: esc.Deployment,
): EditEffect {
  const of = { name: deployment.name, tenant };
  const gone = deploymentFinal("undeploy", of);
  const inTenant = (event: EscEvent) => event.tenant === undefined || event.tenant === tenant;
  const isFinal = deploymentFinal(kind, of);
  return {
    what: `${kind} of ${describeDeployment(of)}`,
    concerns: deploymentEvents(kind, of, deployment),
    isFinal: (event) => inTenant(event) && isFinal(event),
    shows: { ...of, finding: (status) => deploymentFinding(kind, status) },
    ...(kind !== "undeploy" && {
      displaces: (event: EscEvent) => gone(event) && isSuccess(event) && event.tenant === tenant,
    }),
    timesMs: kind === "undeploy" ? 0 : deploymentTimesMs(deployment),
  };
}

function vimEffects(before: esc.Data, after: esc.Data): EditEffect[] {
  const [old, now] = [vimsOf(before), vimsOf(after)];
  const connectors = compare(old, now, esc.VimConnector, ({ users: _, ...connector }) => connector).map(
    ([verb, { id }]) => vimEffect(`${verb}-vim-connector`, `${verb} of VIM connector ${id}`, { id }),
  );
  const ids = new Set([...old, ...now].map((vim) => vim.id));
  const users = [...ids].flatMap((id) => {
    // With its connector a user goes without an event of its own; whether it comes with one no source says, so it is not waited for.
    if (!now.some((vim) => vim.id === id) || !old.some((vim) => vim.id === id)) return [];
    const usersOf = (vims: readonly esc.VimConnector[]) => vims.find((vim) => vim.id === id)?.users?.user ?? [];
    return compare(usersOf(old), usersOf(now), esc.User, (user) => user).map(([verb, user]) =>
      vimEffect(`${verb}-vim-user`, `${verb} of user ${user.id} of VIM connector ${id}`, { id, user: user.id }),
    );
  });
  return [...connectors, ...users];
}

type Verb = "create" | "update" | "delete";

function compare<Entry extends { readonly id: string }>(
  old: readonly Entry[],
  now: readonly Entry[],
  node: ListNode<Entry>,
  compared: (entry: Entry) => object,
): (readonly [Verb, Entry])[] {
  const changes = now.flatMap((entry) => {
    const was = old.find((one) => one.id === entry.id);
    if (was && sameValue(node, compared(was), compared(entry))) return [];
    return [[was ? "update" : "create", entry] as const];
  });
  const gone = old.filter((entry) => !now.some((one) => one.id === entry.id));
  return [...changes, ...gone.map((entry) => ["delete", entry] as const)];
}

function vimEffect(
  workflow: WorkflowName,
  what: string,
  of: { readonly id: string; readonly user?: string },
): EditEffect {
  const isFinal = (event: EscEvent) =>
    isFinalEvent(workflow, event) &&
    event.vim_connector_id === of.id &&
    (of.user === undefined || (event.vim_user_id ?? of.user) === of.user);
  return { what, concerns: isFinal, isFinal, timesMs: 0 };
}

function has(entries: readonly { readonly name: string }[], entry: { readonly name: string }): boolean {
  return entries.some((one) => one.name === entry.name);
}

function tenants(data: esc.Data): readonly esc.Tenant[] {
  return data.esc_datamodel?.tenants?.tenant ?? [];
}

/** Names of tenants: by default those that stay, since what a deleted tenant held goes with it. */
function tenantsOf(before: esc.Data, after: esc.Data, which: "staying" | "all" = "staying"): string[] {
  const names = tenants(after).map((tenant) => tenant.name);
  if (which === "all") names.push(...tenants(before).map((tenant) => tenant.name));
  return [...new Set(names)];
}

function deploymentsOf(data: esc.Data, tenant: string): readonly esc.Deployment[] {
  return tenants(data).find((entry) => entry.name === tenant)?.deployments?.deployment ?? [];
}

function vimsOf(data: esc.Data): readonly esc.VimConnector[] {
  return data.esc_system_config?.vim_connectors?.vim_connector ?? [];
}
