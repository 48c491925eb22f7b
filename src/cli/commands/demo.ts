import { connectEsc, type EscClient, EscError, isEscError } from "../../index.js";
import { startSimulator } from "../../simulator/index.js";
import type { CommandContext, CommandSpec } from "../command.js";
import { type DemoSite, MISSING_IMAGE } from "../demo/models.js";
import { type DemoRow, playDemo } from "../demo/steps.js";
import { eventToJson } from "../follow.js";
import { toJsonText } from "../results.js";
import { colour, eventLine, Progress, table } from "../terminal.js";

/** `esc-nb demo` */
export const demo: CommandSpec = {
  name: "demo",
  summary: "the main job from end to end, on the simulator, or on a real ESC with --host (ESC_HOST alone does not do)",
  options: [
    {
      flags: "--speed <factor>",
      description: "how many times faster than a real ESC the simulator runs",
      default: "60",
    },
    { flags: "--tenant <name>", description: "tenant to deploy into", default: "admin" },
    {
      flags: "--vim <id>",
      description: "id of the VIM connector that is created and deleted",
      default: "esc-nb-demo-vim",
    },
    { flags: "--image <name>", description: "image of the VMs", default: "csr1000v" },
    { flags: "--flavor <name>", description: "flavor of the VMs", default: "m1.medium" },
    { flags: "--network <name>", description: "network of the VMs", default: "esc-net" },
  ],
  async run(context) {
    const site = demoSite(context);
    if (onRealEsc(context)) {
      await play(context, site, await context.client());
      return;
    }
    const speed = context.options.integer("speed", 1) ?? 60;
    const simulator = await startSimulator({ speed });
    simulator.vim({ missing: { images: [MISSING_IMAGE] } });
    const { host, port } = simulator.netconf;
    if (!context.options.flag("json")) {
      context.terminal.out.write(`ESC simulator on ${host}:${port}, ${speed} times as fast as the real one\n`);
    }
    try {
      const esc = await connectEsc({ ...simulator.clientOptions(), signal: context.signal });
      try {
        await play(context, site, esc);
      } finally {
        await esc.close();
      }
    } finally {
      await simulator.close();
    }
  },
};

/** The demo deploys and deletes, so it takes a real ESC only when the command line names it: ESC_HOST alone does not do. */
function onRealEsc({ options }: CommandContext): boolean {
  return options.typed("host");
}

async function play(context: CommandContext, site: DemoSite, esc: EscClient): Promise<void> {
  const { terminal, signal } = context;
  const started = performance.now();
  const json = context.options.flag("json");
  using progress = new Progress(terminal);
  const stopped = new AbortController();
  let seen = 0;
  const watching = (async () => {
    try {
      for await (const event of esc.events({ signal: stopped.signal })) {
        seen++;
        progress.print(json ? toJsonText(eventToJson(event)) : eventLine(terminal, event));
      }
    } catch (error) {
      if (!isEscError(error, "aborted")) throw error;
    }
  })();
  watching.catch(() => undefined);
  const rows = await playDemo({ esc, site, terminal, progress, json, signal });
  stopped.abort();
  await watching;
  const ms = performance.now() - started;
  if (json) {
    progress.print(toJsonText({ operations: rows, events: seen, ms }));
    return;
  }
  progress.print(`\n${summary(rows)}`);
  const seconds = (ms / 1000).toFixed(1);
  progress.print(colour(terminal, "bold", `\n${rows.length} operations, ${seen} events, ${seconds} s`));
}

function summary(rows: readonly DemoRow[]): string {
  return table([
    ["OPERATION", "OUTCOME", "EVENTS", "TIME"],
    ...rows.map((row) => [row.operation, row.outcome, String(row.events), `${(row.ms / 1000).toFixed(2)} s`]),
  ]);
}

/** On a real ESC the VIM's address and user come from OpenStack's usual environment variables. */
function demoSite(context: CommandContext): DemoSite {
  const { options, terminal } = context;
  const { env } = terminal;
  const real = onRealEsc(context);
  const required = ["OS_AUTH_URL", "OS_PROJECT_NAME", "OS_USERNAME", "OS_PASSWORD"];
  const missing = real ? required.filter((name) => !env[name]) : [];
  if (missing.length > 0) {
    throw new EscError(
      "invalid-input",
      `The demo on a real ESC creates a VIM connector: set ${missing.join(", ")} in the environment`,
    );
  }
  const given = (name: string, otherwise: string) => (real ? (env[name] ?? otherwise) : otherwise);
  return {
    tenant: options.text("tenant") ?? "admin",
    vimId: options.text("vim") ?? "esc-nb-demo-vim",
    image: options.text("image") ?? "csr1000v",
    flavor: options.text("flavor") ?? "m1.medium",
    network: options.text("network") ?? "esc-net",
    authUrl: given("OS_AUTH_URL", "http://10.0.0.5:5000/v3"),
    projectName: given("OS_PROJECT_NAME", "vimProject"),
    username: given("OS_USERNAME", "admin"),
    password: given("OS_PASSWORD", "demo-password"),
    domain: given("OS_PROJECT_DOMAIN_NAME", "default"),
  };
}
