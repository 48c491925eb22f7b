import type * as esc from "../../../generated/esc.js";
import type * as rest from "../../../generated/esc_rest.js";
import { EscError } from "../../core/errors.js";
import type { WaitOptions } from "../../core/signal.js";
import type { EscEvent } from "../../models/events.js";
import type { WorkflowName } from "../../models/workflows.js";
import type { XmlElement } from "../../xml/element.js";
import { DOCUMENTS } from "../document-types.js";
import { readElement } from "../documents.js";
import type { EndpointId } from "../endpoints.js";
import { type Places, type RestGateway, waitOf } from "../gateway.js";
import type { Look, OperationPlan, RestOperation, RestOperationOptions } from "../operation.js";
import { DEPLOYMENT_PATIENCE_MS } from "../patience.js";

/** Which of the two forms of a deployment's path is meant. */
export interface DeploymentPlace {
  /** The tenant's id: `/v0/{tenant}/deployments/{deployment}`. Default: none, `/v0/deployments/{deployment}`. */
  readonly tenant?: string | undefined;
}

/** A deployment: by itself, or as the builder `deployment()` gives it, inside its tenant. */
export type DeploymentValue = esc.Deployment | esc.Data;

/** Options of operations with deployments. ESC's guides require a callback for these: without one it answers 400. */
export type DeploymentOptions = RestOperationOptions & DeploymentPlace;

/**
 * Deployments. That they are listed and undeployed by these paths is documented; the other paths, and that the body is NETCONF's
 * `deployment`, are unconfirmed: see `ENDPOINTS`.
 */
export class RestDeployments {
  readonly #gateway: RestGateway;

  constructor(gateway: RestGateway) {
    this.#gateway = gateway;
  }

  /** All deployments, or those of a tenant, as ESC shows them: no source shows the document of 5.9 (2.0 had JSON of `dbDatamodel`). */
  async list(options: WaitOptions & DeploymentPlace = {}): Promise<XmlElement> {
    const request = { endpoint: endpointFor("list", options), places: placesFor(options) };
    return readElement(await this.#gateway.call(request, waitOf(options)), "deployments");
  }

  /** One deployment; undefined where there is none. Unconfirmed path; the content is that of callbacks (REST guide 2.2). */
  get(deployment: string, options: WaitOptions & DeploymentPlace = {}): Promise<rest.Deployment | undefined> {
    const request = { endpoint: endpointFor("get", options), places: placesFor(options, deployment) };
    return this.#gateway.find(DOCUMENTS.deploymentReport, request, options);
  }

  /**
   * Deploys. After a failure the deployment is to be deleted before it is deployed again. Unconfirmed path.
   *
   * @param deployment its id, chosen here and used ever after
   * @param given of the builder `deployment()`, whose tenant is then that of the path, or the deployment by itself
   * @throws HttpError where ESC does not accept it; ValidationError for a wrong value; EscError `invalid-input` for a value with several
   *   deployments or none
   */
  async create(deployment: string, given: DeploymentValue, options: DeploymentOptions = {}): Promise<RestOperation> {
    const { value, tenant } = onlyDeployment(given);
    const place = { ...options, tenant: options.tenant ?? tenant };
    const body = this.#gateway.write(DOCUMENTS.deployment, value);
    const names = { deployment, name: value.name };
    return this.#send(
      "create",
      this.#plan("deploy", names, this.#lookActive(deployment, place)),
      { deployment, body },
      place,
    );
  }

  /**
   * Updates a deployment to a new whole. The repetition of a failed update is not honoured by ESC. Unconfirmed path.
   *
   * @throws as `create`
   */
  async update(deployment: string, given: DeploymentValue, options: DeploymentOptions = {}): Promise<RestOperation> {
    const { value, tenant } = onlyDeployment(given);
    const place = { ...options, tenant: options.tenant ?? tenant };
    const body = this.#gateway.write(DOCUMENTS.deployment, value);
    // An update shows in no state: the service is active before and after.
    const plan = this.#plan("update", { deployment, name: value.name });
    return this.#send("update", plan, { deployment, body }, place);
  }

  /**
   * Undeploys.
   *
   * @throws HttpError where ESC does not accept it
   */
  async delete(deployment: string, options: DeploymentOptions = {}): Promise<RestOperation> {
    const shown = { endpoint: endpointFor("get", options), places: placesFor(options, deployment) };
    const plan = this.#plan("undeploy", { deployment, name: deployment }, this.#gateway.lookFor(shown, "gone"));
    return this.#send("delete", plan, { deployment }, options);
  }

  #send(
    does: "create" | "update" | "delete",
    plan: OperationPlan,
    { deployment, body }: { readonly deployment: string; readonly body?: string },
    options: DeploymentOptions,
  ): Promise<RestOperation> {
    const request = { endpoint: endpointFor(does, options), places: placesFor(options, deployment), body };
    return this.#gateway.operate(plan, request, options);
  }

  #plan(
    workflow: WorkflowName,
    { deployment, name }: { readonly deployment: string; readonly name: string },
    look?: (options: WaitOptions) => Promise<Look>,
  ): OperationPlan {
    return {
      workflow,
      subject: `${workflow} ${deployment}`,
      concerns: ({ depname, depid }: EscEvent) => depname === name || depname === deployment || depid === deployment,
      patienceMs: DEPLOYMENT_PATIENCE_MS,
      ...(look && { look }),
    };
  }

  #lookActive(deployment: string, place: DeploymentPlace): (options: WaitOptions) => Promise<Look> {
    return async (options) => {
      const state = (await this.get(deployment, { ...options, tenant: place.tenant }))?.service_state_machine_state;
      if (state === "SERVICE_ACTIVE_STATE") return "done";
      return state === "SERVICE_ERROR_STATE" ? { failed: `Its state is ${state}` } : "not-yet";
    };
  }
}

/** The one deployment of a value, and its tenant where that stands around it. */
function onlyDeployment(given: DeploymentValue): { readonly value: esc.Deployment; readonly tenant?: string } {
  if ("name" in given) return { value: given };
  const tenants = given.esc_datamodel?.tenants?.tenant ?? [];
  const all = tenants.flatMap(({ name, deployments }) =>
    (deployments?.deployment ?? []).map((value) => ({ value, tenant: name })),
  );
  const [only] = all;
  if (only && all.length === 1) return only;
  throw new EscError("invalid-input", `The value has ${all.length} deployments where one is sent at a time`);
}

function endpointFor(does: "list" | "get" | "create" | "update" | "delete", { tenant }: DeploymentPlace): EndpointId {
  return tenant === undefined ? `deployments.${does}` : `tenantDeployments.${does}`;
}

function placesFor({ tenant }: DeploymentPlace, deployment?: string): Places {
  return { ...(tenant !== undefined && { tenant }), ...(deployment !== undefined && { deployment }) };
}
