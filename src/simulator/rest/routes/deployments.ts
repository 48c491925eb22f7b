import type { Context, Hono } from "hono";
import * as esc from "../../../../generated/esc.js";
import * as rest from "../../../../generated/esc_rest.js";
import type { EscEvent } from "../../../models/events.js";
import type { WorkflowName } from "../../../models/workflows.js";
import { operation } from "../../../schema/operation.js";
import { ADMIN_TENANT } from "../../engine/engine.js";
import { documentResponse, wantsJson, writeBody, xmlResponse } from "../documents.js";
import type { RestFace } from "../face.js";
import { HttpRefusal } from "../refusal.js";
import type { TransactionPlan } from "../transactions.js";
import { deploymentReport } from "./deployment-report.js";
import { acceptOf, bodyOf, callbackOf, place } from "./request.js";

/** A deployment by names. */
export interface DeploymentName {
  readonly tenant: string;
  readonly name: string;
}

/** Deployments, by both forms of their path. All paths but listing and undeploying are unconfirmed. */
export function deploymentRoutes(app: Hono, face: RestFace): void {
  for (const path of ["/v0/deployments", "/v0/:tenant/deployments"]) {
    app.get(path, (context) => list(context, face));
    app.get(`${path}/:deployment`, (context) => {
      const found = existing(context, face);
      return documentResponse(rest.Deployment, reportOf(face, found), acceptOf(context));
    });
    app.post(`${path}/:deployment`, (context) => create(context, face));
    app.put(`${path}/:deployment`, (context) => update(context, face));
    app.delete(`${path}/:deployment`, (context) => remove(context, face));
  }
}

async function create(context: Context, face: RestFace): Promise<Response> {
  const callback = callbackOf(context, "needed");
  const entry = await bodyOf(context, esc.Deployment, "deployment");
  const tenant = tenantOf(context, face) ?? ADMIN_TENANT;
  const of = { tenant, name: entry.name };
  const response = face.accept(planOf(face, "deploy", of), callback, () => {
    const same = configured(face, of);
    if (same && JSON.stringify(same) === JSON.stringify(entry)) return false;
    return face.running.change(editOf(of, operation("create", entry)));
  });
  face.ids.set("deployment", place(context, "deployment"), { name: JSON.stringify(of) });
  return response;
}

async function update(context: Context, face: RestFace): Promise<Response> {
  const callback = callbackOf(context, "needed");
  const of = existing(context, face);
  const entry = await bodyOf(context, esc.Deployment, "deployment");
  if (entry.name !== of.name)
    throw new HttpRefusal(400, `The name in the body is ${entry.name}, the deployment's ${of.name}`);
  const plan = planOf(face, "update", of);
  return face.accept(plan, callback, () => face.running.change(editOf(of, operation("replace", entry))));
}

function remove(context: Context, face: RestFace): Response {
  const callback = callbackOf(context, "optional");
  const of = existing(context, face);
  const plan = planOf(face, "undeploy", of);
  const response = face.accept(plan, callback, () =>
    face.running.change(editOf(of, operation("delete", { name: of.name }))),
  );
  face.ids.delete("deployment", place(context, "deployment"));
  return response;
}

function list(context: Context, face: RestFace): Response {
  const tenant = tenantOf(context, face);
  const all = [...face.engine.world.live.deployments.values()]
    .filter((one) => tenant === undefined || one.tenant === tenant)
    .map((one) => reportOf(face, one));
  if (wantsJson(acceptOf(context))) return Response.json(all);
  // No source shows the list of 5.9; an element around the entries is assumed.
  const entries = all.map((one) => writeBody(rest.Deployment, one).replace(/^<\?xml[^>]*\?>\s*/, "")).join("");
  return xmlResponse(`<deployments xmlns="urn:ietf:params:xml:ns:netconf:base:1.0">${entries}</deployments>`);
}

/** What a request about a deployment waits for. */
export function planOf(face: RestFace, workflow: WorkflowName, of: DeploymentName): TransactionPlan {
  return {
    workflow,
    concerns: ({ depname, tenant }: EscEvent) => depname === of.name && tenant === of.tenant,
    body: (event: EscEvent) =>
      writeBody(rest.Deployment, {
        ...reportOf(face, of),
        event_type: event.type === "UNKNOWN" ? event.rawType : event.type,
      }),
  };
}

function reportOf(face: RestFace, of: DeploymentName): rest.Deployment {
  const live = face.engine.world.live.deployment(of.tenant, of.name);
  return deploymentReport(of, live, {
    deployment: face.ids.id("deployment", JSON.stringify({ tenant: of.tenant, name: of.name })),
    tenant: face.ids.id("tenant", of.tenant, "{}"),
    externalTenant: face.engine.world.live.tenants.get(of.tenant)?.id,
  });
}

/**
 * The deployment that a path means: by the id that a client gave it, else by its name.
 *
 * @throws HttpRefusal 404 where there is none, and where the path does not say which of several of that name
 */
export function existing(context: Context, face: RestFace): DeploymentName {
  const id = place(context, "deployment");
  const tenant = tenantOf(context, face);
  const key = face.ids.name("deployment", id);
  const live = [...face.engine.world.live.deployments.values()];
  const wanted = [...face.engine.intent.deployments.values(), ...live].filter(
    (one) =>
      (JSON.stringify({ tenant: one.tenant, name: one.name }) === key || one.name === id) &&
      (tenant === undefined || one.tenant === tenant),
  );
  const [first] = wanted;
  if (!first || wanted.some((one) => one.tenant !== first.tenant || one.name !== first.name)) {
    throw new HttpRefusal(404, `There is no deployment ${id}${tenant === undefined ? "" : ` of tenant ${tenant}`}`);
  }
  return { tenant: first.tenant, name: first.name };
}

/** The tenant in the path, by name; undefined where the path has none. */
function tenantOf(context: Context, face: RestFace): string | undefined {
  const id = context.req.param("tenant");
  if (id === undefined) return undefined;
  const tenant = face.ids.name("tenant", id, "{}");
  if (!face.engine.intent.tenants.has(tenant)) throw new HttpRefusal(404, `There is no tenant ${id}`);
  return tenant;
}

function configured(face: RestFace, of: DeploymentName): esc.Deployment | undefined {
  return face.running.value.esc_datamodel?.tenants?.tenant
    ?.find((one) => one.name === of.tenant)
    ?.deployments?.deployment?.find((one) => one.name === of.name);
}

function editOf(of: DeploymentName, entry: esc.Deployment): esc.Data {
  return { esc_datamodel: { tenants: { tenant: [{ name: of.tenant, deployments: { deployment: [entry] } }] } } };
}
