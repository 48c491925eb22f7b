/**
 * What a deployment that ESC accepts and then cannot build looks like, and how it is cleaned up: running keeps it until then. On a
 * simulated ESC. Run it with: npx tsx examples/failed-deployment.ts
 */
import { connectEsc, WorkflowError } from "esc-northbound";
import { deployment, openstackVim } from "esc-northbound/models";
import { startSimulator } from "esc-northbound/simulator";

await using simulator = await startSimulator({ speed: 100 });
await using esc = await connectEsc(simulator.clientOptions());

const vim = openstackVim("vim-1", { authUrl: "http://a", projectName: "p", user: { id: "u", password: "x" } });
await (await esc.vimConnectors.create(vim)).done();

const csr = deployment("csr-1", { tenant: "admin" })
  .vmGroup("CSR", (group) => group.image("csr1000v").flavor("m1.medium").bootupTime(60).recoveryWaitTime(0))
  .build();
simulator.fail({ event: "VM_DEPLOYED", deployment: "csr-1", message: "No valid host was found" });

try {
  const change = await esc.deployments.apply(csr);
  console.log(`${change.subject}: ${change.accepted} by ESC`);
  await change.done();
} catch (error) {
  if (!(error instanceof WorkflowError)) throw error;
  console.log(`${error.code}: ${error.message}`);
  await (await error.cleanUp()).done();
  console.log("cleaned up");
}

await (await esc.deployments.apply(csr)).done();
console.log("and deployed at the second try");
