/*
 * What the compiler accepts of the client, and what it refuses. Checked by tsc, never run.
 */

import type { EscSession } from "../../src/client/session.js";
import {
  type Change,
  type ChangeResult,
  connectEsc,
  type DeploymentStatus,
  type EscClient,
  EscError,
  type EscErrorCode,
  type EscEvent,
  type EventStream,
  isEscError,
  type ListedDeployment,
  type LogLine,
  RpcError,
  type WorkflowError,
} from "../../src/index.js";
import { deployment, type esc } from "../../src/models/index.js";
import type { NetconfSession } from "../../src/netconf/index.js";
import type { SimulatorClientOptions } from "../../src/simulator/index.js";

type Equal<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
const holds = <_T extends true>(): void => undefined;

type Returned<F extends (...given: never[]) => unknown> = Awaited<ReturnType<F>>;

// Results are named interfaces, which hovering shows by name.
holds<Equal<Returned<typeof connectEsc>, EscClient>>();
holds<Equal<Returned<EscClient["deployments"]["apply"]>, Change>>();
holds<Equal<Returned<EscClient["deployments"]["get"]>, esc.Deployment | undefined>>();
holds<Equal<Returned<EscClient["deployments"]["list"]>, ListedDeployment[]>>();
holds<Equal<Returned<EscClient["deployments"]["status"]>, DeploymentStatus | undefined>>();
holds<Equal<Returned<EscClient["vimConnectors"]["get"]>, esc.VimConnector | undefined>>();
holds<Equal<Returned<EscClient["networks"]["create"]>, Change>>();
holds<Equal<Returned<EscClient["images"]["list"]>, readonly esc.Image[]>>();
holds<Equal<Returned<EscClient["logs"]["filter"]>, LogLine[]>>();
holds<Equal<Returned<EscClient["opdata"]>, esc.Opdata | undefined>>();
holds<Equal<ReturnType<EscClient["events"]>, EventStream>>();
holds<Equal<Returned<Change["done"]>, ChangeResult>>();
holds<Equal<WorkflowError["code"], "workflow-failed">>();

/** The simulator's plain data connects, and a real session is what the client needs. */
export async function fits(options: SimulatorClientOptions, session: NetconfSession): Promise<EscSession> {
  await using client = await connectEsc(options);
  await client.close();
  return session;
}

/** Options are checked by name. */
export async function refuses(client: EscClient): Promise<void> {
  const netconf = { username: "u", password: "p", hostKey: { insecureAcceptAny: true } } as const;
  await connectEsc({
    host: "h",
    netconf: { ...netconf, port: 2022, keepaliveMs: 0 },
    timeoutMs: 5_000,
    logger: console,
  });
  // @ts-expect-error: the host is needed
  await connectEsc({ netconf });
  // @ts-expect-error: there is no such way to judge a host key
  await connectEsc({ host: "h", netconf: { username: "u", password: "p", hostKey: { sha1: "x" } } });
  // @ts-expect-error: of which tenant?
  await client.deployments.remove("csr-1");
  // @ts-expect-error: a deployment's name is no document
  await client.deployments.apply("csr-1");
  // @ts-expect-error: there is no such action
  await client.actions.serviceAction({ action: "PAUSE", tenant: "t", deployment: "d" });
  // @ts-expect-error: subnets are in a network
  await client.networks.subnets.delete("s", {});
  await client.deployments.apply(deployment("d", { tenant: "t" }).build(), { finalEventWaitMs: 1, silenceMs: 1 });
}

/** Events narrow on their type; unknown ones have the type that ESC sent. */
export function narrows(event: EscEvent): string {
  if (event.type === "UNKNOWN") return event.rawType;
  // @ts-expect-error: only unknown events have it
  event.rawType;
  return event.type satisfies string;
}

/** The codes are closed. */
export function complete(error: unknown): EscErrorCode | undefined {
  if (error instanceof RpcError) return error.errors[0]?.severity === "error" ? error.code : undefined;
  if (isEscError(error, "workflow-failed")) return error.code satisfies "workflow-failed";
  return error instanceof EscError ? error.code : undefined;
}
