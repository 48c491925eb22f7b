/**
 * ESC's REST API by itself: a tenant whose creation is done when ESC's callback says so, health, and a rebalance of an active/active
 * cluster. On a simulated ESC. Run it with: npx tsx examples/rest.ts
 */
import { openstackVim } from "esc-northbound/models";
import { basic, callbackReceiver, connectRest, serveReceiver } from "esc-northbound/rest";
import { startSimulator } from "esc-northbound/simulator";

await using simulator = await startSimulator({ speed: 100, nodes: 3 });
const { baseUrl, username, password, tls, urls } = simulator.clientOptions().rest;

const receiver = callbackReceiver({ path: "/esc" });
await using served = await serveReceiver(receiver, { port: 0 });
await using rest = connectRest({ baseUrl, auth: basic(username, password), tls, urls, receiver });

const vim = openstackVim("vim-1", { authUrl: "http://a", projectName: "p", user: { id: "u", password: "x" } });
await (await rest.vims.create(vim)).done();
const { event } = await (await rest.tenants.create("blue")).done();
console.log(`${event?.type} ${event?.status}, told by a callback to ${served.url}`);
const { code, message } = await rest.health();
console.log(`health ${code}: ${message}`);
for await (const round of rest.ownership.rebalance({ until: "balanced" })) console.log("round", round);
