import { EscError, isEscError, ValidationError, type ValidationIssue } from "../../index.js";
import { csp, esc } from "../../models/index.js";
import { decode, validate as validateValue } from "../../schema/index.js";
import type { CommandContext, CommandSpec } from "../command.js";
import { readInput } from "../files.js";
import { oneLine } from "../terminal.js";

/** `esc-nb validate FILE...` */
export const validate: CommandSpec = {
  name: "validate",
  summary: "check configuration files against the model, without an ESC",
  arguments: [{ syntax: "<files...>", description: "XML files as edit-config takes them" }],
  options: [
    {
      flags: "--kind <kind>",
      description: "config: a whole configuration; edit: with operation attributes",
      choices: ["config", "edit"],
      default: "config",
    },
  ],
  async run(context) {
    const kind = context.options.text("kind") === "edit" ? "edit" : "config";
    let wrong = 0;
    for (const file of context.args) {
      if (file === undefined) continue;
      const issues = await issuesOf(context, file, kind);
      wrong += issues.length;
      for (const issue of issues)
        context.terminal.err.write(`${file}: ${issue.path || "/"}: ${oneLine(issue.message)}\n`);
      if (issues.length === 0) context.terminal.out.write(`${file}: valid\n`);
    }
    if (wrong > 0) throw new EscError("validation", wrong === 1 ? "one issue" : `${wrong} issues`);
  },
};

async function issuesOf(
  context: CommandContext,
  file: string,
  kind: "config" | "edit",
): Promise<readonly ValidationIssue[]> {
  const text = await readInput(file, context.terminal);
  try {
    const schemas = [esc.schema, csp.schema] as const;
    const value = decode(schemas, text, { kind, source: file });
    return validateValue(schemas, value, { kind });
  } catch (error) {
    if (isEscError(error, "validation") && error instanceof ValidationError) return error.issues;
    throw error;
  }
}
