import * as esc from "../../../generated/esc.js";
import { EscError, ValidationError } from "../../core/errors.js";
import type { WaitOptions } from "../../core/signal.js";
import { type EscEvent, isSuccess } from "../../models/events.js";
import { operation } from "../../schema/operation.js";
import { validate } from "../../schema/validate.js";
import { type Change, type ChangeKind, type ChangeOptions, unchanged } from "../change.js";
import {
  type DeploymentName,
  deploymentEvents,
  deploymentFinal,
  deploymentTimesMs,
  describeDeployment,
} from "../deployment-events.js";
import { type DeploymentStatus, deploymentFinding, deploymentStatus } from "../deployment-state.js";
import { type Expectation, LEAST_PATIENCE_MS } from "../expectation.js";
import type { EscGateway } from "../gateway.js";
import { sameValue } from "../same-value.js";
import { visibleChange } from "../visible-change.js";

/** Which tenant a deployment belongs to. */
export interface OfTenant {
  readonly tenant: string;
}

/** A deployment with the tenant it belongs to. */
export interface ListedDeployment {
  readonly name: string;
  readonly tenant: string;
  readonly deployment: esc.Deployment;
}

/** Deployments: `esc.deployments`. */
export class Deployments {
  readonly #gateway: EscGateway;

  constructor(gateway: EscGateway) {
    this.#gateway = gateway;
  }

  /**
   * Makes a deployment be as described: deploys it, updates it, or leaves it when it is so already. Running is read first:
   * - not in running: it is deployed; the final event is SERVICE_ALIVE
   * - other in running: the deployment's node is replaced, so that VM groups and leaves that are no longer described really go (a merge
   *   would leave them); ESC sees the differences only. The final event is SERVICE_UPDATED
   * - equal in running (defaults and the order of lists do not matter) and active, or stopped on request: `unchanged`, nothing is sent
   * - equal in running and still being worked on: followed to its end
   *
   * @param document what `deployment(...).build()` gives: one deployment of one tenant
   * @throws ValidationError for a document that breaks the model: nothing is sent then
   * @throws WorkflowError when running has it already and ESC had failed to build it: `cleanUp()`, then apply again
   * @throws RpcError when ESC refuses it; EscError `invalid-input`, `maintenance`, `connection-lost`, `timeout`, `aborted`
   */
  async apply(document: esc.Data, options: ChangeOptions = {}): Promise<Change> {
    const { of, wanted } = theDeployment(document);
    const issues = validate(esc.schema, document, { kind: "config" });
    if (issues.length > 0) throw new ValidationError(issues, capital(describeDeployment(of)));
    const running = await this.get(of.name, of, options);
    if (!running) {
      return this.#gateway.edit(this.#deploy(of, wanted), editOf(of, operation("create", wanted)), options);
    }
    if (sameValue(esc.Deployment, running, wanted)) return this.#gateway.already(this.#deploy(of, wanted), options);
    return this.#gateway.edit(this.#update(of, running, wanted), editOf(of, operation("replace", wanted)), options);
  }

  /**
   * Undeploys a deployment. One that is neither in running nor in operational data needs nothing: `unchanged`. The final event is
   * SERVICE_UNDEPLOYED.
   *
   * @throws RpcError when ESC refuses it; EscError `maintenance`, `connection-lost`, `timeout`, `aborted`
   */
  async remove(name: string, { tenant }: OfTenant, options: ChangeOptions = {}): Promise<Change> {
    const of = { name, tenant };
    const running = await this.get(name, of, options);
    if (running) return this.#gateway.edit(this.#undeploy(of), editOf(of, operation("delete", { name })), options);
    const status = await this.status(name, of, options);
    if (!status) return unchanged("undeploy", describeDeployment(of));
    return this.#gateway.follow(this.#undeploy(of), options);
  }

  /** The deployment as running has it; undefined when it is not there. */
  async get(name: string, { tenant }: OfTenant, options: WaitOptions = {}): Promise<esc.Deployment | undefined> {
    const running = await this.#gateway.running(
      ["esc_datamodel", "tenants", ["tenant", { name: tenant }], "deployments", ["deployment", { name }]],
      options,
    );
    return listed(running).find((one) => one.name === name && one.tenant === tenant)?.deployment;
  }

  /** The deployments in running, of one tenant or of all. */
  async list(where: Partial<OfTenant> = {}, options: WaitOptions = {}): Promise<ListedDeployment[]> {
    const { tenant } = where;
    if (tenant === undefined) return listed(await this.#gateway.running(["esc_datamodel", "tenants"], options));
    const path = ["esc_datamodel", "tenants", ["tenant", { name: tenant }], "deployments"] as const;
    return listed(await this.#gateway.running(path, options)).filter((one) => one.tenant === tenant);
  }

  /** What operational data says about a deployment; undefined when it has none, which means that it is not deployed. */
  async status(name: string, { tenant }: OfTenant, options: WaitOptions = {}): Promise<DeploymentStatus | undefined> {
    const path = ["tenants", ["tenant", { name: tenant }], ["deployments", { deployment_name: name }]] as const;
    const opdata = await this.#gateway.opdata(path, options);
    const found = opdata?.tenants?.tenant
      ?.find((entry) => entry.name === tenant)
      ?.deployments?.find((entry) => entry.deployment_name === name);
    return found && deploymentStatus(tenant, found);
  }

  #deploy(of: DeploymentName, wanted: esc.Deployment): Expectation {
    return this.#expect("deploy", of, {
      deployment: wanted,
      look: (status) => deploymentFinding("deploy", status),
      cleanUp: (options) => this.#cleanUp(of, options),
    });
  }

  #update(of: DeploymentName, running: esc.Deployment, wanted: esc.Deployment): Expectation {
    const asWanted = visibleChange(running, wanted);
    return this.#expect("update", of, {
      deployment: wanted,
      look: (status) => deploymentFinding("update", status, asWanted),
      cleanUp: (options) =>
        this.#gateway.edit(this.#update(of, wanted, running), editOf(of, operation("replace", running)), options ?? {}),
    });
  }

  #undeploy(of: DeploymentName): Expectation {
    return this.#expect("undeploy", of, { look: (status) => deploymentFinding("undeploy", status) });
  }

  #cleanUp(of: DeploymentName, options: WaitOptions = {}): Promise<Change> {
    return this.#gateway.edit(this.#undeploy(of), editOf(of, operation("remove", { name: of.name })), options);
  }

  #expect(kind: "deploy" | "update" | "undeploy", of: DeploymentName, given: DeploymentPlan): Expectation {
    const gone = deploymentFinal("undeploy", of);
    return {
      kind: kind satisfies ChangeKind,
      subject: describeDeployment(of),
      concerns: deploymentEvents(kind, of, given.deployment),
      finals: [deploymentFinal(kind, of)],
      ...(kind !== "undeploy" && {
        displaces: (event: EscEvent) => gone(event) && isSuccess(event) && event.tenant === of.tenant,
      }),
      look: async (options) => given.look(await this.status(of.name, of, options)),
      ...(given.cleanUp && { cleanUp: given.cleanUp }),
      patienceMs: Math.max(LEAST_PATIENCE_MS, deploymentTimesMs(given.deployment)),
    };
  }
}

interface DeploymentPlan {
  readonly deployment?: esc.Deployment;
  readonly look: (status: DeploymentStatus | undefined) => ReturnType<typeof deploymentFinding>;
  readonly cleanUp?: (options?: WaitOptions) => Promise<Change>;
}

function listed(running: esc.Data): ListedDeployment[] {
  return (running.esc_datamodel?.tenants?.tenant ?? []).flatMap((tenant) =>
    (tenant.deployments?.deployment ?? []).map((deployment) => ({
      name: deployment.name,
      tenant: tenant.name,
      deployment,
    })),
  );
}

function editOf(of: DeploymentName, deployment: esc.Deployment): esc.Data {
  return {
    esc_datamodel: { tenants: { tenant: [{ name: of.tenant, deployments: { deployment: [deployment] } }] } },
  };
}

/** A document that applies is one deployment of one tenant and nothing else: what else it held would be neither compared nor followed. */
function theDeployment(document: esc.Data): { readonly of: DeploymentName; readonly wanted: esc.Deployment } {
  const [tenant, ...otherTenants] = document.esc_datamodel?.tenants?.tenant ?? [];
  const [wanted, ...others] = tenant?.deployments?.deployment ?? [];
  if (!tenant || !wanted || others.length > 0 || otherTenants.length > 0) {
    throw new EscError(
      "invalid-input",
      `apply takes one deployment of one tenant, as deployment(name, { tenant }).build() gives it; this document has ${listed(document).length} deployments`,
    );
  }
  const more = [
    ...Object.keys(document).filter((name) => name !== "esc_datamodel"),
    ...Object.keys(document.esc_datamodel ?? {}).filter((name) => name !== "tenants"),
    ...Object.keys(tenant).filter((name) => name !== "name" && name !== "deployments"),
  ];
  if (more.length > 0) {
    throw new EscError(
      "invalid-input",
      `apply takes a deployment and nothing beside it; this document also has ${more.join(", ")}: create those by tenants, networks, images, flavors or vimConnectors`,
    );
  }
  return { of: { name: wanted.name, tenant: tenant.name }, wanted };
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
