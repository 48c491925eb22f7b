import { EscError } from "../../index.js";
import type { CommandContext, CommandSpec } from "../command.js";
import { change } from "./changes.js";

const ACTIONS = ["STOP", "START", "REBOOT", "DISABLE_MONITOR", "ENABLE_MONITOR"] as const;
type ActionType = (typeof ACTIONS)[number];

const ACTION = { syntax: "<action>", description: `one of ${ACTIONS.join(", ")}` } as const;

/** `esc-nb vm-action ACTION VM` */
export const vmAction: CommandSpec = {
  name: "vm-action",
  summary: "stop, start or reboot a VM, or switch its monitoring, and wait for it",
  arguments: [ACTION, { syntax: "<vm>", description: "name of the VM as ESC made it" }],
  async run(context) {
    const action = actionOf(context);
    await change(context, "%1 of VM %2 done", (esc, [, vmName]) => esc.actions.vmAction({ action, vmName }));
  },
};

/** `esc-nb svc-action ACTION TENANT DEP` */
export const serviceAction: CommandSpec = {
  name: "svc-action",
  summary: "stop, start or reboot a whole deployment, or switch its monitoring, and wait for it",
  arguments: [
    ACTION,
    { syntax: "<tenant>", description: "tenant" },
    { syntax: "<deployment>", description: "deployment" },
  ],
  async run(context) {
    const action = actionOf(context);
    await change(context, "%1 of deployment %3 of tenant %2 done", (esc, [, tenant, deployment]) =>
      esc.actions.serviceAction({ action, tenant, deployment }),
    );
  },
};

/** The action that is the first argument; it is checked before anything is connected. */
function actionOf({ args: [text = ""] }: CommandContext): ActionType {
  const found = ACTIONS.find((action) => action === text.toUpperCase());
  if (!found) throw new EscError("invalid-input", `"${text}" is no action: give one of ${ACTIONS.join(", ")}`);
  return found;
}
