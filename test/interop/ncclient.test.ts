import { execFile } from "node:child_process";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type Simulator, startSimulator } from "../../src/simulator/index.js";
import { vim } from "../simulator/support.js";
import { interopSuite, run } from "./tools.js";

/** The Python that has ncclient: Debian's own, whatever other Pythons there are. */
const PYTHON = "/usr/bin/python3";

const missing = await new Promise<string | undefined>((resolve) => {
  execFile(PYTHON, ["-c", "import ncclient"], (error) => {
    resolve(error ? "ncclient is not installed; apt-get install python3-ncclient" : undefined);
  });
});

/** What ncclient does; every line it prints is checked below. */
const JOB = `
import sys, re
from ncclient import manager
from ncclient.operations.rpc import RPCError
host, port, password, config = sys.argv[1:5]
args = dict(host=host, port=int(port), username="admin", password=password, hostkey_verify=False, allow_agent=False, look_for_keys=False)
with manager.connect(**args) as events, manager.connect(**args) as m:
    print("capability", ":writable-running" in m.server_capabilities, ":candidate" in m.server_capabilities)
    print("schema", "module esc {" in m.get_schema("esc").data)
    print("status", re.search("OPER_[A-Z]+", m.get(("xpath", "/esc_datamodel/opdata/status")).xml).group())
    events.create_subscription(stream_name="escEvent")
    print("edit", m.edit_config(target="running", config="<config xmlns='urn:ietf:params:xml:ns:netconf:base:1.0'>" + config + "</config>").ok)
    print("event", re.search("<type>([A-Z_]+)</type>", events.take_notification(timeout=10).notification_xml).group(1))
    filter = "<esc_system_config xmlns='http://www.cisco.com/esc/esc'><vim_connectors><vim_connector><id/></vim_connector></vim_connectors></esc_system_config>"
    print("config", re.search("<id>(.*?)</id>", m.get_config(source="running", filter=("subtree", filter)).xml).group(1))
    with m.locked("running"):
        print("locked")
    try:
        m.edit_config(target="running", config="<config xmlns='urn:ietf:params:xml:ns:netconf:base:1.0'><nothing xmlns='http://www.cisco.com/esc/esc'/></config>")
    except RPCError as error:
        print("error", error.tag, error.type, error.severity)
`;

interopSuite("ncclient against the simulator", missing, () => {
  let sim: Simulator;
  beforeAll(async () => {
    sim = await startSimulator({ speed: 1_000 });
  });
  afterAll(() => sim.close());

  it("says hello, reads, edits, subscribes, locks, and understands an error", async () => {
    const { host, netconf } = sim.clientOptions();
    const { status, output } = await run(PYTHON, ["-c", JOB, host, String(netconf.port), netconf.password, vim()]);
    expect(output.split("\n").filter((line) => line !== "")).toEqual([
      "capability True False",
      "schema True",
      "status OPER_UP",
      "edit True",
      "event CREATE_VIM_CONNECTOR",
      "config os",
      "locked",
      "error unknown-element application error",
    ]);
    expect(status).toBe(0);
  });
});
