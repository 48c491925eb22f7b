import { startSimulator } from "../../simulator/index.js";
import type { CommandSpec } from "../command.js";
import { toJsonText } from "../results.js";

/** `esc-nb sim` */
export const sim: CommandSpec = {
  name: "sim",
  summary: "run the simulator until Ctrl-C; user admin, password admin unless --user and --password say otherwise",
  options: [
    { flags: "--netconf-port <port>", description: "port of NETCONF over SSH; 0 picks a free one", default: "2830" },
    { flags: "--speed <factor>", description: "how many times faster than a real ESC", default: "1" },
  ],
  async run({ options, terminal, signal }) {
    const username = options.text("user") ?? "admin";
    const password = options.text("password") ?? "admin";
    const simulator = await startSimulator({
      speed: options.integer("speed", 1) ?? 1,
      users: { [username]: { password }, readonly: { password: "readonly", group: "readonly" } },
      netconf: { port: options.integer("netconfPort") ?? 2830 },
    });
    try {
      const { host, port, hostKeySha256 } = simulator.netconf;
      // A password of the user's own is not shown; the default one is no secret.
      const shown = password === "admin" ? password : "...";
      const text = [
        `ESC simulator, NETCONF over SSH on ${host}:${port}`,
        `host key ${hostKeySha256}`,
        "in another shell:",
        `  export ESC_HOST=${host} ESC_PORT=${port} ESC_USER=${username} ESC_PASSWORD=${shown} ESC_HOST_KEY=${hostKeySha256}`,
        "  esc-nb get esc_datamodel/opdata/status",
      ];
      const netconf = { host, port, username, hostKeySha256 };
      terminal.out.write(`${options.flag("json") ? toJsonText({ netconf }) : text.join("\n")}\n`);
      if (!signal.aborted)
        await new Promise<void>((resolve) => signal.addEventListener("abort", () => resolve(), { once: true }));
    } finally {
      await simulator.close();
    }
  },
};
