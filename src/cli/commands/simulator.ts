import { startSimulator } from "../../simulator/index.js";
import type { CommandSpec } from "../command.js";

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
      terminal.out.write(`ESC simulator, NETCONF over SSH on ${host}:${port}\nhost key ${hostKeySha256}\n`);
      terminal.out.write(
        `try: ESC_PASSWORD=... esc-nb capabilities --host ${host} --port ${port} --user ${username} --host-key ${hostKeySha256}\n`,
      );
      await new Promise<void>((resolve) => signal.addEventListener("abort", () => resolve(), { once: true }));
    } finally {
      await simulator.close();
    }
  },
};
