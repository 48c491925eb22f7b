import { EscError } from "../../index.js";
import type { CommandSpec } from "../command.js";
import { readInput } from "../files.js";
import { modelIssues } from "../model-issues.js";
import { toJsonText } from "../results.js";
import { oneLine } from "../terminal.js";

/** `esc-nb validate FILE...` */
export const validate: CommandSpec = {
  name: "validate",
  summary: "check configuration files against the model, without an ESC",
  arguments: [{ syntax: "<files...>", description: "XML files as edit-config takes them" }],
  options: [
    {
      flags: "--kind <kind>",
      description: "config: a whole configuration; edit: with operation attributes, only types and keys are judged",
      choices: ["config", "edit"],
      default: "config",
    },
  ],
  async run({ args, options, terminal }) {
    const kind = options.text("kind") === "edit" ? "edit" : "config";
    let wrong = 0;
    for (const file of args) {
      if (file === undefined) continue;
      const issues = modelIssues(await readInput(file, terminal), { kind, source: file });
      wrong += issues.length;
      if (options.flag("json")) {
        terminal.out.write(`${toJsonText({ file, valid: issues.length === 0, issues })}\n`);
        continue;
      }
      for (const issue of issues) terminal.err.write(`${file}: ${issue.path || "/"}: ${oneLine(issue.message)}\n`);
      if (issues.length === 0) terminal.out.write(`${file}: valid\n`);
    }
    if (wrong > 0) throw new EscError("validation", wrong === 1 ? "one issue" : `${wrong} issues`);
  },
};
