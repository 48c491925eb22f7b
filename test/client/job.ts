import type * as esc from "../../generated/esc.js";
import { connectEsc, type EscClient, WorkflowError } from "../../src/index.js";
import { deployment } from "../../src/models/deployment.js";
import { openstackVim } from "../../src/models/vim.js";
import { type Simulator, type SimulatorOptions, startSimulator } from "../../src/simulator/index.js";

/** A VIM that the simulator lets in. */
export const vim: esc.VimConnector = openstackVim("vim-1", {
  authUrl: "http://10.0.0.5:5000/v3",
  projectName: "p",
  user: { id: "admin", password: "secret" },
});

/** A deployment of one group. */
export function service(
  name: string,
  options: { tenant?: string; image?: string; vms?: number; groups?: readonly string[] } = {},
): esc.Data {
  const { tenant = "admin", image = "csr1000v", vms = 1, groups = ["G"] } = options;
  return groups
    .reduce(
      (builder, group) =>
        builder.vmGroup(group, (one) =>
          one
            .image(image)
            .flavor("m1.medium")
            .bootupTime(60)
            .recoveryWaitTime(0)
            .interface(0, { network: "mgmt" })
            .kpi("VM_ALIVE", {
              value: 1,
              condition: "GT",
              metricType: "UINT32",
              collector: {
                type: "ICMPPing",
                nicid: 0,
                pollFrequency: 3,
                pollingUnit: "seconds",
                continuousAlarm: false,
              },
            })
            .rule("VM_ALIVE", ["ALWAYS log", "TRUE servicebooted.sh", "FALSE recover autohealing"])
            .scaling({ minActive: vms, maxActive: Math.max(3, vms), elastic: true }),
        ),
      deployment(name, { tenant }),
    )
    .build();
}

/** A simulator and a client of it, with times that suit tests. */
export async function start(
  options: SimulatorOptions = {},
  client: { user?: string; finalEventWaitMs?: number; silenceMs?: number; reconnectEventsForMs?: number } = {},
): Promise<{ sim: Simulator; esc: EscClient; close(): Promise<void> }> {
  const sim = await startSimulator({ speed: 1_000, ...options });
  const { user, ...times } = client;
  const esc = await connectEsc({ ...sim.clientOptions(user), finalEventWaitMs: 400, silenceMs: 400, ...times });
  return {
    sim,
    esc,
    async close() {
      await esc.close();
      await sim.close();
    },
  };
}

/** Waits for a rejection that must be a WorkflowError. */
export async function failed(promise: Promise<unknown>): Promise<WorkflowError> {
  const outcome: unknown = await promise.then(
    (value) => new Error(`it did not fail but gave ${JSON.stringify(value)}`),
    (error: unknown) => error,
  );
  if (!(outcome instanceof WorkflowError)) throw outcome;
  return outcome;
}
