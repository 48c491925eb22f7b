import { EscError } from "../../index.js";
import { isKnownEventType, knownEventTypes } from "../../models/index.js";
import type { CommandContext, CommandOptions, CommandSpec } from "../command.js";
import { eventToJson } from "../follow.js";
import { toJsonText } from "../results.js";
import { eventLine, oneLine, Progress } from "../terminal.js";

/** `esc-nb watch [--since TIME] [--type T]... [--count N]` */
export const watch: CommandSpec = {
  name: "watch",
  summary: "show notifications as they arrive, a line each, until Ctrl-C",
  options: [
    { flags: "--since <time>", description: "replay from this time on, RFC 3339 (2026-11-22T10:00:00Z)" },
    { flags: "--type <type>", description: "only events of this type; may be repeated", repeat: true },
    { flags: "--count <n>", description: "end after so many events; with --timeout, fail when none comes for so long" },
  ],
  async run(context) {
    const { options, signal, terminal } = context;
    const types = typesOf(context);
    const since = sinceOf(options);
    const count = options.integer("count", 1);
    // Watching without an end has no deadline: silence is no failure there.
    const patience = count === undefined ? undefined : options.integer("timeout", 1);
    const esc = await context.client();
    using progress = new Progress(terminal);
    progress.awaiting("watching");
    await using events = esc.events({ signal, since, ...(types.length === 0 ? {} : { types }) });
    for (let seen = 0; count === undefined || seen < count; seen++) {
      const { done, value: event } = await within(patience, events.next());
      if (done) break;
      progress.print(options.flag("json") ? toJsonText(eventToJson(event)) : eventLine(terminal, event));
    }
  },
};

/** The types to show. One that is not known may be a newer ESC's, so it is taken, but not in silence: nothing might ever be shown. */
function typesOf({ options, terminal }: CommandContext): readonly string[] {
  const types = options.list("type");
  for (const type of types.filter((name) => !isKnownEventType(name))) {
    const [group = ""] = type.split("_");
    const similar = knownEventTypes().filter((known) => known.startsWith(`${group}_`));
    const known = similar.length > 0 ? similar : knownEventTypes();
    terminal.err.write(`esc-nb: note: --type ${oneLine(type)} is no type of ESC 5.9; it has ${known.join(", ")}\n`);
  }
  return types;
}

function sinceOf(options: CommandOptions): Date | undefined {
  const text = options.text("since");
  if (text === undefined) return undefined;
  const time = /^\d{4}-\d\d-\d\d[Tt]\d\d:\d\d:\d\d(?:\.\d+)?(?:[Zz]|[+-]\d\d:\d\d)$/.test(text)
    ? new Date(text)
    : undefined;
  if (time === undefined || Number.isNaN(time.getTime())) {
    throw new EscError(
      "invalid-input",
      `--since ${text}: give an RFC 3339 time with its zone, like 2026-11-22T10:00:00Z`,
    );
  }
  return time;
}

async function within<Value>(seconds: number | undefined, waiting: Promise<Value>): Promise<Value> {
  if (seconds === undefined) return waiting;
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    const message = `No event for ${seconds} s`;
    timer = setTimeout(() => reject(new EscError("timeout", message)), seconds * 1000);
  });
  try {
    return await Promise.race([waiting, late]);
  } finally {
    clearTimeout(timer);
  }
}
