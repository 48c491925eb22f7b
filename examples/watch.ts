/**
 * Follows ESC's events, live and from the past, and reads its log. Set ESC_HOST, ESC_USER, ESC_PASSWORD and ESC_HOST_KEY (SHA256:...)
 * to watch a real ESC; without them a simulated one in this process gets something to do. Run it with: npx tsx examples/watch.ts
 */
import { connectEsc, type EscEvent } from "esc-northbound";
import { deployment, openstackVim } from "esc-northbound/models";
import { startSimulator } from "esc-northbound/simulator";

const { ESC_HOST, ESC_USER = "admin", ESC_PASSWORD = "", ESC_HOST_KEY = "" } = process.env;
await using simulator = ESC_HOST === undefined ? await startSimulator({ speed: 100 }) : undefined;
const real = {
  host: ESC_HOST ?? "",
  netconf: { username: ESC_USER, password: ESC_PASSWORD, hostKey: { sha256: ESC_HOST_KEY } },
};
await using esc = await connectEsc(simulator?.clientOptions() ?? real);

/** One line for one event. */
const line = (event: EscEvent) =>
  [event.eventTime, event.type === "UNKNOWN" ? event.rawType : event.type, event.status, event.depname ?? ""].join(
    "  ",
  );

const events = esc.events();
await events.ready(); // from here on nothing is missed

if (simulator) {
  const vim = openstackVim("vim-1", { authUrl: "http://a", projectName: "p", user: { id: "u", password: "x" } });
  await (await esc.vimConnectors.create(vim)).done();
  const vnf = deployment("csr-1", { tenant: "admin" }).vmGroup("CSR", (group) =>
    group.image("csr1000v").flavor("m1.medium").bootupTime(60).recoveryWaitTime(0),
  );
  await esc.deployments.apply(vnf.build());
}

let first: EscEvent | undefined;
for await (const event of events) {
  first ??= event;
  console.log(line(event));
  if (event.type === "SERVICE_ALIVE") break; // ends the subscription
}

console.log("\nthe same once more, from ESC's replay log:");
for await (const event of esc.events({ since: first?.eventTime })) {
  console.log(line(event));
  if (event.type === "SERVICE_ALIVE") break;
}

console.log("\nand ESC's log:");
for (const entry of await esc.logs.filter({ level: "INFO", count: 5, tags: { depName: "csr-1" } })) {
  console.log(`${entry.timeText}  ${entry.message}`);
}
