import type { CommandSpec } from "../command.js";
import { eventToJson } from "../follow.js";
import { toJsonText } from "../results.js";
import { eventLine, Progress } from "../terminal.js";

/** `esc-nb watch [--since TIME] [--type T]... [--count N]` */
export const watch: CommandSpec = {
  name: "watch",
  summary: "show notifications as they arrive, a line each, until Ctrl-C",
  options: [
    { flags: "--since <time>", description: "replay from this time on, RFC 3339 (2026-11-22T10:00:00Z)" },
    { flags: "--type <type>", description: "only events of this type; may be repeated", repeat: true },
    { flags: "--count <n>", description: "end after so many events" },
  ],
  async run(context) {
    const { options, signal, terminal } = context;
    const since = options.text("since");
    const types = options.list("type");
    const count = options.integer("count", 1) ?? Number.POSITIVE_INFINITY;
    const esc = await context.client();
    using progress = new Progress(terminal);
    progress.awaiting("watching");
    let seen = 0;
    const wanted = { signal, ...(since === undefined ? {} : { since }), ...(types.length === 0 ? {} : { types }) };
    for await (const event of esc.events(wanted)) {
      progress.print(options.flag("json") ? toJsonText(eventToJson(event)) : eventLine(terminal, event));
      seen++;
      if (seen >= count) break;
    }
  },
};
