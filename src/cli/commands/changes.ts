import type { Change, EscClient } from "../../index.js";
import { tenant } from "../../models/index.js";
import type { CommandContext, CommandSpec } from "../command.js";
import { follow } from "../follow.js";
import { printValue } from "../results.js";

/** `esc-nb delete-vim-connector ID` */
export const deleteVimConnector: CommandSpec = {
  name: "delete-vim-connector",
  summary: "delete a VIM connector and wait for the event",
  arguments: [{ syntax: "<id>", description: "id of the VIM connector" }],
  run: (context) => change(context, "VIM connector %1 deleted", (esc, [id]) => esc.vimConnectors.delete(id)),
};

/** `esc-nb delete-vim-user VIM USER` */
export const deleteVimUser: CommandSpec = {
  name: "delete-vim-user",
  summary: "delete the user of a VIM connector and wait for the event",
  arguments: [
    { syntax: "<vim>", description: "id of the VIM connector" },
    { syntax: "<user>", description: "id of the VIM user" },
  ],
  run: (context) =>
    change(context, "user %2 of VIM connector %1 deleted", (esc, [vim, user]) =>
      esc.vimConnectors.users.delete(vim, user),
    ),
};

/** `esc-nb delete-dep TENANT DEP` */
export const deleteDeployment: CommandSpec = {
  name: "delete-dep",
  summary: "undeploy and wait until it is gone",
  arguments: [
    { syntax: "<tenant>", description: "tenant" },
    { syntax: "<deployment>", description: "deployment" },
  ],
  run: (context) =>
    change(context, "deployment %2 of tenant %1 removed", (esc, [owner, name]) =>
      esc.deployments.remove(name, { tenant: owner }),
    ),
};

/** `esc-nb create-tenant NAME` */
export const createTenant: CommandSpec = {
  name: "create-tenant",
  summary: "create a tenant and wait for the event",
  arguments: [{ syntax: "<name>", description: "name of the tenant" }],
  run: (context) => change(context, "tenant %1 created", (esc, [name]) => esc.tenants.create(tenant(name))),
};

type Names = readonly [string, string, string];

/** Sends a change, shows its events, and says at the end that it has happened. `%1` in the sentence is the first argument. */
export async function change(
  context: CommandContext,
  sentence: string,
  send: (esc: EscClient, names: Names) => Promise<Change>,
): Promise<void> {
  const [first = "", second = "", third = ""] = context.args;
  const names = [first, second, third] as const;
  const said = sentence.replaceAll(/%([123])/g, (_, digit: string) => names[Number(digit) - 1] ?? "");
  const sent = await send(await context.client(), names);
  await follow(context, sent, said);
  printValue(context, { done: said, accepted: sent.accepted }, () =>
    sent.accepted === "unchanged" ? `unchanged, nothing was to be done: ${said}` : said,
  );
}
