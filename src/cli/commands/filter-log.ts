import { EscError, type LogFilter, type LogLine } from "../../index.js";
import type { CommandContext, CommandSpec } from "../command.js";
import { printElement, toJsonText } from "../results.js";
import { colour, oneLine } from "../terminal.js";
import { xmlFile } from "./netconf.js";

/** `esc-nb filter-log [FILE] [--level INFO] [--count 10] [--classification OS]... [--tag depName=csr-1]...` */
export const filterLog: CommandSpec = {
  name: "filter-log",
  summary: "search ESC's log by level, classification and tags",
  arguments: [{ syntax: "[file]", description: "a filterLog document as the guide has it, instead of the options" }],
  options: [
    {
      flags: "--level <level>",
      description: "this level and above",
      choices: ["DEBUG", "INFO", "WARNING", "ERROR", "TRACE", "FATAL"],
    },
    { flags: "--count <n>", description: "how many lines; ESC gives 10 when it is not said" },
    {
      flags: "--classification <name>",
      description: "any of these, for example OS, SM; may be repeated",
      repeat: true,
    },
    {
      flags: "--tag <name=value>",
      description: "any of these, for example depName=csr-1; may be repeated",
      repeat: true,
    },
  ],
  async run(context) {
    if (context.args[0] !== undefined) {
      const request = await xmlFile(context);
      const session = await context.session();
      printElement(context, await session.rpc(request, { signal: context.signal }));
      return;
    }
    const query = queryOf(context);
    const esc = await context.client();
    for (const line of await esc.logs.filter(query, { signal: context.signal })) {
      context.terminal.out.write(`${context.options.flag("json") ? toJsonText(line) : logText(context, line)}\n`);
    }
  },
};

const LEVELS = ["DEBUG", "INFO", "WARNING", "ERROR", "TRACE", "FATAL"] as const;

function queryOf({ options }: CommandContext): LogFilter {
  const level = LEVELS.find((name) => name === options.text("level")?.toUpperCase());
  const count = options.integer("count", 1);
  const classifications = options.list("classification");
  const tags = options.list("tag").map((pair) => {
    const [, name, value] = /^([^=]+)=(.*)$/.exec(pair) ?? [];
    if (!name || value === undefined) {
      throw new EscError("invalid-input", `--tag ${pair}: give name=value, for example depName=csr-1`);
    }
    return [name, value] as const;
  });
  return {
    ...(level && { level }),
    ...(count !== undefined && { count }),
    ...(classifications.length > 0 && { classifications }),
    ...(tags.length > 0 && { tags: Object.fromEntries(tags) }),
  };
}

/** A log line as text: time, classifications, tags, message. */
export function logText(context: Pick<CommandContext, "terminal">, line: LogLine): string {
  const tags = Object.entries(line.tags).map(([name, value]) => `${name}=${value}`);
  return [
    colour(context.terminal, "dim", line.timeText),
    line.classifications.join(",").padEnd(8),
    oneLine(line.message),
    colour(context.terminal, "dim", tags.join(" ")),
  ]
    .join("  ")
    .trimEnd();
}
