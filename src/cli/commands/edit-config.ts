import { EscError } from "../../index.js";
import type { CommandContext, CommandSpec } from "../command.js";
import { follow } from "../follow.js";
import { refuseInvalidEdit } from "../model-issues.js";
import { printValue } from "../results.js";
import { datastoreOf, xmlFile } from "./netconf.js";

const OPERATIONS = ["merge", "replace", "none"] as const;

/** `esc-nb edit-config FILE [--target running|candidate] [--default-operation merge] [--wait]` */
export const editConfig: CommandSpec = {
  name: "edit-config",
  summary: "send a configuration; with --wait until ESC has carried it out",
  arguments: [{ syntax: "<file>", description: "XML file: what stands inside <config>; - for standard input" }],
  options: [
    {
      flags: "--target <datastore>",
      description: "what to change",
      choices: ["running", "candidate"],
      default: "running",
    },
    {
      flags: "--default-operation <operation>",
      description: "for nodes without an operation",
      choices: OPERATIONS,
      default: "merge",
    },
    { flags: "--wait", description: "show the events and wait until everything has happened (ESC, running only)" },
    { flags: "--skip-validation", description: "send it even if it breaks the model of ESC 5.9 that this package has" },
  ],
  async run(context) {
    const config = await xmlFile(context);
    if (!context.options.flag("skipValidation")) refuseInvalidEdit(config, context.args[0] ?? "-");
    const defaultOperation = OPERATIONS.find((name) => name === context.options.text("defaultOperation")) ?? "merge";
    if (context.options.flag("wait")) {
      await sendAndWait(context, config, defaultOperation);
      return;
    }
    const session = await context.session();
    const target = datastoreOf(context, "target");
    const edit = { target: target === "candidate" ? target : ("running" as const), config, defaultOperation };
    const { warnings } = await session.editConfig(edit, { signal: context.signal });
    for (const warning of warnings)
      context.terminal.err.write(`esc-nb: warning: ${warning.tag}: ${warning.message ?? ""}\n`);
    printValue(context, { accepted: "accepted", warnings: warnings.length }, () => "accepted");
  },
};

async function sendAndWait(
  context: CommandContext,
  config: Awaited<ReturnType<typeof xmlFile>>,
  defaultOperation: (typeof OPERATIONS)[number],
): Promise<void> {
  if (datastoreOf(context, "target") !== "running") {
    throw new EscError("invalid-input", "--wait follows changes of running: leave out --target, or --wait");
  }
  const esc = await context.client();
  const sent = await esc.edit(config, { defaultOperation, signal: context.signal });
  await follow(context, sent, sent.subject);
  printValue(context, { done: sent.subject, accepted: sent.accepted }, () =>
    sent.accepted === "unchanged" ? "unchanged: nothing was to be done" : `done: ${sent.subject}`,
  );
}
