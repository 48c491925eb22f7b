/**
 * Adds a VIM, deploys a VNF, shows its events, and undeploys it. Set ESC_HOST, ESC_USER, ESC_PASSWORD and ESC_HOST_KEY (SHA256:...) to
 * do so on a real ESC; without them a simulated ESC in this process takes its part. Run it with: npx tsx examples/deploy.ts
 */
import { connectEsc, WorkflowError } from "esc-northbound";
import { deployment, openstackVim } from "esc-northbound/models";
import { startSimulator } from "esc-northbound/simulator";

const { ESC_HOST, ESC_USER = "admin", ESC_PASSWORD = "", ESC_HOST_KEY = "" } = process.env;
await using simulator = ESC_HOST === undefined ? await startSimulator({ speed: 100 }) : undefined;
const real = {
  host: ESC_HOST ?? "",
  netconf: { username: ESC_USER, password: ESC_PASSWORD, hostKey: { sha256: ESC_HOST_KEY } },
};
await using esc = await connectEsc(simulator?.clientOptions() ?? real);

const vim = openstackVim("my-server-30", {
  authUrl: "http://10.0.0.5:5000/v3",
  projectName: "vimProject",
  projectDomainName: "default",
  user: { id: "admin", password: process.env["OS_PASSWORD"] ?? "secret", userDomainName: "default" },
});
await (await esc.vimConnectors.create(vim)).done();

const csr = deployment("csr-1", { tenant: "admin" })
  .vmGroup("CSR", (group) =>
    group
      .image("csr1000v")
      .flavor("m1.medium")
      .bootupTime(600)
      .recoveryWaitTime(0)
      .interface(0, { network: "mgmt" })
      .scaling({ minActive: 2, maxActive: 2, elastic: true }),
  )
  .build();

try {
  const change = await esc.deployments.apply(csr);
  for await (const event of change.events())
    console.log(event.eventTime, event.type, event.status, event.vm_group ?? "");
  await change.done();
} catch (error) {
  if (!(error instanceof WorkflowError)) throw error;
  console.error(error.message);
  await (await error.cleanUp()).done();
}
await (await esc.deployments.remove("csr-1", { tenant: "admin" })).done();
console.log("undeployed");
