/** netconfd behind OpenSSH with ESC's models, for the benchmarks. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startNetconfd } from "../../test/interop/netconfd.js";
import { yangDir } from "../../test/interop/tools.js";
import type { RunningServer } from "../measure.js";

/**
 * Starts it.
 *
 * @param config what stands in the running configuration at the start, as XML; nothing by default
 */
export async function startNetconfdWith(config?: string): Promise<RunningServer> {
  const dir = mkdtempSync(join(tmpdir(), "nb-bench-"));
  const file = join(dir, "startup.xml");
  if (config !== undefined) {
    writeFileSync(file, `<config xmlns="urn:ietf:params:xml:ns:netconf:base:1.0">${config}</config>\n`);
    process.env["NETCONFD_STARTUP"] = file;
    process.env["NETCONFD_START_SECONDS"] = "50";
  }
  try {
    const server = await startNetconfd({ target: "running", yangDir });
    const { host, port, username, password, hostKeySha256 } = server;
    return { address: { host, port, username, password, hostKeySha256 }, stop: () => server.stop() };
  } finally {
    delete process.env["NETCONFD_STARTUP"];
    delete process.env["NETCONFD_START_SECONDS"];
    rmSync(dir, { recursive: true, force: true });
  }
}
