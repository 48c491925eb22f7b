/*
 * What the compiler accepts of the REST client, and what it refuses. Checked by tsc, never run.
 */

import { connectEsc, type EscClient, type EscEvent } from "../../src/index.js";
import { type esc, openstackVim, vimUser } from "../../src/models/index.js";
import {
  type Auth,
  basic,
  type CallbackEvent,
  callbackReceiver,
  connectRest,
  type HealthReport,
  type MetricFamily,
  type RebalanceRound,
  type RestClient,
  type RestOperation,
  type RestResult,
  type rest as shapes,
} from "../../src/rest/index.js";

type Equal<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
const holds = <_T extends true>(): void => undefined;
type Returned<F extends (...given: never[]) => unknown> = Awaited<ReturnType<F>>;

holds<Equal<ReturnType<typeof connectRest>, RestClient>>();
holds<Equal<Returned<RestClient["vims"]["create"]>, RestOperation>>();
holds<Equal<Returned<RestClient["vims"]["get"]>, esc.VimConnector | undefined>>();
holds<Equal<Returned<RestClient["tenants"]["list"]>, shapes.Tenant[]>>();
holds<Equal<Returned<RestOperation["done"]>, RestResult>>();
holds<Equal<Returned<RestClient["health"]>, HealthReport>>();
holds<Equal<Returned<RestClient["metrics"]>, MetricFamily[]>>();
holds<Equal<Returned<RestClient["ownership"]["rebalance"]>, readonly RebalanceRound[]>>();
holds<Equal<EscClient["rest"], RestClient>>();

/** The program of the public surface. */
export async function published(baseUrl: string, url: string, ca: string): Promise<void> {
  const rest = connectRest({ baseUrl, auth: basic("admin", "password"), tls: { ca } });
  const user = vimUser("OPENSTACK", { id: "admin", password: "p" });
  const vim = openstackVim("v", { authUrl: "http://10.0.0.5:5000/v3", projectName: "p" });
  await rest.vims.create(vim, { callback: url });
  await rest.vims.users.update("v", user);
  await rest.tenants.list();
  await rest.config.set("openstack", "endpoint", "publicURL");
  await rest.setPassword("admin", "next");
  await rest.ownership.rebalance();
  for await (const round of rest.ownership.rebalance({ until: "balanced" }))
    holds<Equal<typeof round, RebalanceRound>>();
  await rest.health();
  await rest.metrics("escmanager");
  const receiver = callbackReceiver({ path: "/esc", publicUrl: "https://me.example.net/esc" });
  const answer: Response = await receiver.fetch(new Request(url));
  for await (const event of receiver.events()) {
    holds<Equal<typeof event, CallbackEvent>>();
    const plain: EscEvent = event;
    if (plain.type === "CREATE_TENANT") answer.headers.set("x", plain.tenant ?? "");
  }
  await using client = await connectEsc({
    host: "esc.example.net",
    netconf: { username: "admin", password: "p", hostKey: { sha256: "SHA256:..." } },
    rest: { username: "admin", password: "p", tls: { ca } },
  });
  await client.ownership.rebalance({ until: "balanced" });
  await client.whenOperational({ signal: AbortSignal.timeout(1) });
}

/** Slips that are refused. */
export async function refused(rest: RestClient, auth: Auth): Promise<void> {
  // @ts-expect-error the part of ESC is one of four
  await rest.metrics("portal");
  // @ts-expect-error a tenant has a name
  await rest.tenants.create("t", {});
  // @ts-expect-error there is no such operation
  await rest.operations.vm("explode", { tenant: "t", vm: "v" });
  // @ts-expect-error turning verification off is said by true
  connectRest({ baseUrl: "https://x", auth, tls: { insecureAcceptAny: false } });
  // @ts-expect-error there is no such row in the table of endpoints
  connectRest({ baseUrl: "https://x", auth, endpoints: { "tenants.rename": { path: "/x" } } });
}
