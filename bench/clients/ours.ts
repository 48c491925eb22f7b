/** The client process that uses this library, as a user would: typed values wherever there is a schema. */
import { readFileSync } from "node:fs";
import * as esc from "../../generated/esc.js";
import { connectNetconf, type NetconfSession, subtree } from "../../src/netconf/index.js";
import { decode, encode } from "../../src/schema/index.js";
import { printOutcome, readTask, type Task, timed, warmUp } from "../task.js";

function connect({ server }: Task): Promise<NetconfSession> {
  const { host, port, username, password, hostKeySha256 } = server;
  return connectNetconf({ host, port, username, password, hostKey: { sha256: hostKeySha256 } });
}

const small = (session: NetconfSession, { filter = "" }: Task) =>
  session.getConfig({ source: "running", filter: subtree(filter), as: esc.schema });

function tenants({ esc_datamodel }: esc.Data): number {
  return esc_datamodel?.tenants?.tenant?.length ?? 0;
}

/** What each kind of task does with a session, and what it counts. */
const work: Partial<Record<Task["kind"], (session: NetconfSession, task: Task) => Promise<number>>> = {
  async sequential(session, task) {
    let found = 0;
    for (let n = 0; n < task.count; n++) found += tenants(await small(session, task));
    return found;
  },
  async pipelined(session, task) {
    const calls = Array.from({ length: task.count }, () => small(session, task));
    return (await Promise.all(calls)).reduce((sum, data) => sum + tenants(data), 0);
  },
  async bulk(session) {
    const data = await session.getConfig({ source: "running", as: esc.schema }, { timeoutMs: 600_000 });
    return countEntries(data);
  },
  async "bulk-each"(session) {
    const path = ["esc_datamodel", "flavors", "flavor"];
    let seen = 0;
    for await (const flavor of session.each({ source: "running", path, as: esc.Flavor }, { timeoutMs: 60_000 })) {
      if (flavor.name !== "") seen++;
    }
    return seen;
  },
  async edit(session, { file = "" }) {
    // The value is what a program would hold; making it is not part of the work, writing it as XML is.
    const value = decode(esc.schema, readFileSync(file, "utf8"));
    const start = performance.now();
    await session.editConfig({ target: "running", config: encode(esc.schema, value) }, { timeoutMs: 600_000 });
    editSeconds = (performance.now() - start) / 1000;
    return value.esc_datamodel?.flavors?.flavor?.length ?? 0;
  },
  async notifications(session, { count }) {
    const startTime = "2020-01-01T00:00:00Z";
    const subscription = await session.subscribe(
      { stream: "escEvent", startTime, as: esc.schema },
      { timeoutMs: 60_000 },
    );
    let seen = 0;
    for await (const notification of subscription) {
      if (notification.body.escEvent?.depname !== undefined) seen++;
      if (seen === count) break;
    }
    return seen;
  },
};

let editSeconds: number | undefined;

/** Entries of the two large documents: flavors from the canned server, day-0 texts from netconfd. */
function countEntries({ esc_datamodel }: esc.Data): number {
  const deployments = (esc_datamodel?.tenants?.tenant ?? []).flatMap((tenant) => tenant.deployments?.deployment ?? []);
  const groups = deployments.flatMap((deployment) => deployment.vm_group ?? []);
  const texts = groups.reduce((sum, group) => sum + (group.config_data?.configuration?.length ?? 0), 0);
  return texts + (esc_datamodel?.flavors?.flavor?.length ?? 0);
}

async function connects(task: Task): Promise<number> {
  for (let n = 0; n < task.count; n++) await (await connect(task)).close();
  return task.count;
}

async function sessions(task: Task): Promise<number> {
  const open = await Promise.all(Array.from({ length: task.count }, () => connect(task)));
  const replies = await Promise.all(open.map((session) => small(session, task)));
  await Promise.all(open.map((session) => session.close()));
  return replies.reduce((sum, data) => sum + tenants(data), 0);
}

async function run(task: Task): Promise<{ seconds: number; count: number }> {
  if (task.kind === "connect") return await timed(() => connects(task));
  if (task.kind === "sessions") return await timed(() => sessions(task));
  const job = work[task.kind];
  if (!job) throw new Error(`no work of the kind ${task.kind}`);
  const session = await connect(task);
  if (task.warmUp) await warmUp(() => job(session, { ...task, count: task.warmUp ?? 0 }));
  const { seconds, count } = await timed(() => job(session, task));
  await session.close();
  return { seconds: editSeconds ?? seconds, count };
}

const { seconds, count } = await run(readTask());
printOutcome(seconds, count);
