import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PassThrough } from "node:stream";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { Progress } from "../../src/cli/terminal.js";
import { connectEsc } from "../../src/index.js";
import { type Simulator, startSimulator } from "../../src/simulator/index.js";
import { cli, simulatorEnv } from "./support.js";

const fixtures = join(import.meta.dirname, "../fixtures");
let sim: Simulator;
let env: Record<string, string>;
let folder: string;

beforeAll(async () => {
  sim = await startSimulator({ speed: 1000 });
  env = simulatorEnv(sim);
  folder = mkdtempSync(join(tmpdir(), "esc-nb-test-"));
});
afterAll(async () => {
  await sim.close();
  rmSync(folder, { recursive: true, force: true });
});

const run = (...args: string[]) => cli(args, { env });

describe("reading", () => {
  it("shows session id, framing and capabilities", async () => {
    const { status, out } = await run("capabilities");
    expect(status).toBe(0);
    expect(out).toMatch(/^session-id \d+, framing 1\.1\n/);
    expect(out).toContain("urn:ietf:params:netconf:capability:writable-running:1.0\n");
  });

  it("takes an XPath as esc_nc_cli does", async () => {
    const { status, out } = await run("get", "esc_datamodel/opdata/status");
    expect(status).toBe(0);
    expect(out).toContain("<status>OPER_UP</status>");
  });

  it("takes connection options before the command too", async () => {
    const given = ["--host", sim.netconf.host, "--port", String(sim.netconf.port), "--user", "admin"];
    const { status, out } = await cli(
      [...given, "--password-stdin", "--host-key", sim.netconf.hostKeySha256, "get", "esc_datamodel/opdata/status"],
      { stdin: "admin\n" },
    );
    expect(out).toContain("OPER_UP");
    expect(status).toBe(0);
  });

  it("takes a subtree filter, and prints JSON when asked", async () => {
    const file = join(folder, "filter.xml");
    writeFileSync(
      file,
      '<esc_datamodel xmlns="http://www.cisco.com/esc/esc"><opdata><status/></opdata></esc_datamodel>',
    );
    const { out, status } = await run("get", "--subtree", file, "--json");
    expect(status).toBe(0);
    expect(JSON.parse(out)).toEqual({ data: { esc_datamodel: { opdata: { status: "OPER_UP" } } } });
  });

  it("refuses an XPath and a subtree filter together", async () => {
    const { status, err } = await run("get", "a/b", "--subtree", "x.xml");
    expect(status).toBe(2);
    expect(err).toBe("esc-nb: invalid-input: Give an XPath or --subtree FILE, not both\n");
  });

  it("fetches a YANG module", async () => {
    const file = join(folder, "esc.yang");
    expect((await run("get-schema", "esc", "--out", file)).status).toBe(0);
    expect(readFileSync(file, "utf8")).toContain('namespace "http://www.cisco.com/esc/esc"');
  });

  it("generates models from the live server", async () => {
    const out = join(folder, "models");
    const { status, out: printed, err } = await run("generate", "--module", "esc", "--out", out);
    expect(err).toBe("");
    expect(status).toBe(0);
    expect(printed).toContain("esc.ts");
    expect(readFileSync(join(out, "esc.ts"), "utf8")).toContain('from "esc-northbound/schema"');
  });
});

describe("changing", () => {
  it("creates a tenant, deploys from a file, watches, acts, undeploys", async () => {
    const vim = await run("edit-config", join(fixtures, "config/vim-connector.xml"), "--wait");
    expect(vim.err).toBe("");
    expect(vim.out).toMatch(/CREATE_VIM_CONNECTOR +SUCCESS +200/);
    expect((await run("create-tenant", "blue")).out).toMatch(/CREATE_TENANT +SUCCESS +200 +blue/);

    const deployed = await run("edit-config", join(fixtures, "config/dmona.xml"), "--wait");
    expect(deployed.err).toBe("");
    expect(deployed.out).toMatch(/VM_DEPLOYED +SUCCESS[\s\S]*VM_ALIVE +SUCCESS[\s\S]*SERVICE_ALIVE +SUCCESS/);

    const log = await run("filter-log", "--level", "INFO", "--count", "3", "--tag", "depName=dmona2");
    expect(log.out.trim().split("\n")).toHaveLength(3);
    expect(log.out).toContain("depName=dmona2");

    const stopped = await run("svc-action", "stop", "admin", "dmona2");
    expect(stopped.err).toBe("");
    expect(stopped.out).toMatch(/SERVICE_STOPPED +SUCCESS/);

    const gone = await run("delete-dep", "admin", "dmona2");
    expect(gone.err).toBe("");
    expect(gone.out).toMatch(/SERVICE_UNDEPLOYED +SUCCESS/);
    expect((await run("watch", "--since", "2026-01-01T00:00:00Z", "--count", "2")).out.trim().split("\n")).toHaveLength(
      2,
    );
  });

  it("says what ESC refused: tag, path and message, exit status 1", async () => {
    const file = join(folder, "missing.xml");
    writeFileSync(
      file,
      '<esc_datamodel xmlns="http://www.cisco.com/esc/esc"><tenants><tenant xmlns:nc="urn:ietf:params:xml:ns:netconf:base:1.0" nc:operation="delete"><name>nobody</name></tenant></tenants></esc_datamodel>',
    );
    const { status, err } = await run("edit-config", file);
    expect(status).toBe(1);
    expect(err).toMatch(/^esc-nb: rpc-error: .*data-missing/);
  });
});

describe("bad input", () => {
  it.each([
    ["no user", ["get"], {}, 2, /invalid-input: No user: give --user USER, or set ESC_USER/],
    ["no credentials", ["get", "--user", "x"], {}, 2, /No credentials: set ESC_PASSWORD/],
    ["an unknown command", ["fetch"], {}, 2, /unknown command 'fetch'/],
    ["an unknown option", ["get", "--colour"], {}, 2, /unknown option '--colour'/],
    [
      "a port that is none",
      ["get", "--user", "x", "--password", "y", "--port", "x"],
      {},
      2,
      /--port x: give a whole number/,
    ],
    ["a file that is not there", ["rpc", "/nowhere.xml"], {}, 2, /\/nowhere\.xml: cannot be read \(no such file\)/],
    [
      "an action that is none",
      ["vm-action", "explode", "vm-1"],
      { ESC_USER: "u", ESC_PASSWORD: "p" },
      2,
      /no action: give one of STOP/,
    ],
  ])("explains %s", async (_, args, environment, expected, message) => {
    const { status, err, out } = await cli(args, { env: environment });
    expect(err).toMatch(message);
    expect(status).toBe(expected);
    expect(out).toBe("");
  });

  it("shows the fingerprint when no host key is given, exit status 3", async () => {
    const { ESC_HOST_KEY: _, ...without } = env;
    const { status, err } = await cli(["get"], { env: without });
    expect(status).toBe(3);
    expect(err).toMatch(/^esc-nb: host-key: /);
    expect(err).toContain(sim.netconf.hostKeySha256);
  });

  it("says auth-failed for a wrong password, without showing it", async () => {
    const { status, err } = await cli(["get"], { env: simulatorEnv(sim, "wrong-password-123") });
    expect(status).toBe(3);
    expect(err).toMatch(/^esc-nb: auth-failed: /);
    expect(err).not.toContain("wrong-password-123");
  });

  it("names file, line and column of malformed XML", async () => {
    const file = join(folder, "broken.xml");
    writeFileSync(file, "<a>\n  <b>\n</a>");
    const { status, err } = await run("rpc", file);
    expect(status).toBe(2);
    expect(err).toMatch(new RegExp(`^esc-nb: invalid-input: ${file}:3:\\d+: `));
  });

  it("validates files and lists every issue with its path", async () => {
    const good = join(fixtures, "config/dmona.xml");
    const bad = join(folder, "bad.xml");
    const broken = readFileSync(good, "utf8")
      .replace(/<bootup_time>[^<]*<\/bootup_time>/, "")
      .replace(/<nicid>0<\/nicid>\s*<network>/, "<nicid>1</nicid><network>");
    writeFileSync(bad, broken);
    const { status, out, err } = await run("validate", good, bad);
    expect(status).toBe(2);
    expect(out).toBe(`${good}: valid\n`);
    expect(err).toMatch(/vm_group\[name='Grp1'\].*bootup_time/);
    expect(err).toContain("NICID Sequence Error !");
  });
});

describe("what programs read", () => {
  const refused = join(fixtures, "config/dmona.xml");

  it("refuses an edit that breaks the model before anything is sent, every issue with its path, unless told otherwise", async () => {
    const file = join(folder, "breaks.xml");
    const text = readFileSync(refused, "utf8")
      .replace("<bootup_time>600<", "<bootup_time>soon<")
      .replace(">GT<", ">BIGGER<");
    writeFileSync(file, text);
    const nowhere = { ...env, ESC_PORT: "1" };
    const { status, err } = await cli(["edit-config", file], { env: nowhere });
    expect(status).toBe(2);
    expect(err).toMatch(/^esc-nb: validation: .*--skip-validation/);
    expect(err.trim().split("\n")).toHaveLength(3);
    expect(err).toContain(
      "\nesc-nb: validation: esc_datamodel/tenants/tenant[name='admin']/deployments/deployment[name='dmona2']/vm_group[name='Grp1']/bootup_time: ",
    );
    expect(err).toContain("metric_cond");
    const sent = await run("edit-config", file, "--skip-validation");
    expect(sent.status).toBe(1);
    expect(sent.err).toMatch(/^esc-nb: rpc-error: /);
  });

  it("leaves an edit of foreign modules to the server", async () => {
    const { status, err } = await cli(["edit-config", "-"], {
      env,
      stdin: '<interfaces xmlns="urn:example:foreign"/>',
    });
    expect(status).toBe(1);
    expect(err).toMatch(/^esc-nb: rpc-error: /);
  });

  it("says when nothing was to be done", async () => {
    expect((await run("create-tenant", "twice")).out).toMatch(/\ntenant twice created\n$/);
    expect((await run("create-tenant", "twice")).out).toBe("unchanged, nothing was to be done: tenant twice created\n");
  });

  it("takes module names as prefixes of an XPath", async () => {
    const { status, out } = await run("get", "/esc:esc_datamodel/esc:opdata/esc:status");
    expect(status).toBe(0);
    expect(out).toContain("<status>OPER_UP</status>");
    const sessions = await run("get", "/ietf-netconf-monitoring:netconf-state/ietf-netconf-monitoring:sessions");
    expect(sessions.out).toContain("<username>admin</username>");
  });

  it.each([
    ["get-schema", ["get-schema", "esc"], (value: unknown) => expect(value).toHaveProperty("text")],
    [
      "validate",
      ["validate", refused],
      (value: unknown) => expect(value).toEqual({ file: refused, valid: true, issues: [] }),
    ],
    ["capabilities", ["capabilities"], (value: unknown) => expect(value).toHaveProperty("framing", "1.1")],
  ])("prints JSON of %s", async (_, args, judge) => {
    const { out, status } = await run(...args, "--json");
    expect(status).toBe(0);
    judge(JSON.parse(out));
  });

  it("prints nothing but JSON lines of sim and demo", async () => {
    const stop = new AbortController();
    const sim = await cli(["sim", "--netconf-port", "0", "--json"], { signal: stop.signal, onOut: () => stop.abort() });
    expect(JSON.parse(sim.out)).toMatchObject({ netconf: { host: "127.0.0.1", username: "admin" } });
    const demo = await cli(["demo", "--speed", "2000", "--json"], { env: { ESC_HOST: "never-asked.invalid" } });
    expect(demo.err).toBe("");
    const lines = demo.out
      .trim()
      .split("\n")
      .map((line): unknown => JSON.parse(line));
    expect(lines).toContainEqual(
      expect.objectContaining({ type: "SERVICE_ALIVE", status: "SUCCESS", depname: "demo-csr" }),
    );
    expect(lines.at(-1)).toMatchObject({
      operations: expect.arrayContaining([expect.objectContaining({ outcome: "done" })]),
    });
  });

  it("ends a counted watch with status 4 when nothing comes, and says that a type is unknown", async () => {
    const { status, err } = await run("watch", "--type", "VM_ALIV", "--count", "1", "--timeout", "1");
    expect(status).toBe(4);
    expect(err).toMatch(/^esc-nb: note: --type VM_ALIV is no type .*VM_ALIVE/);
    expect(err).toMatch(/\nesc-nb: timeout: No event for 1 s/);
  });

  it("names the options of the command line in its errors", async () => {
    expect((await run("watch", "--since", "yesterday")).err).toMatch(/^esc-nb: invalid-input: --since yesterday: /);
    expect((await run("watch", "--since", "2026-13-45T99:00:00Z")).status).toBe(2);
    expect((await cli(["get"], { env: { ...env, ESC_HOST_KEY: "" } })).err).toContain("--host-key SHA256:...");
    const file = join(folder, "filter-broken.xml");
    writeFileSync(file, "<a>");
    expect((await run("get", "--subtree", file)).err).toContain(`${file}:1:`);
  });

  it.each([
    [["nosuch"], "unknown command 'nosuch'"],
    [["get", "a", "b"], "too many arguments for 'get'"],
    [["filter-log", "--level", "NOPE"], "argument 'NOPE' is invalid"],
  ])("reports the usage error of %j in one line with its code", async (args, message) => {
    const { err, status } = await run(...args);
    expect(status).toBe(2);
    expect(err).toMatch(/^esc-nb: invalid-input: [^\n]+\n$/);
    expect(err).toContain(message);
  });
});

describe("ending", () => {
  it("ends watch with status 130 when interrupted, sessions closed", async () => {
    expect((await run("create-tenant", "watched")).status).toBe(0);
    const interrupt = new AbortController();
    const { status } = await cli(["watch", "--since", "2026-01-01T00:00:00Z"], {
      env,
      signal: interrupt.signal,
      onOut: () => interrupt.abort(),
    });
    expect(status).toBe(130);
  });

  it("says what goes on in ESC when waiting for it is interrupted", async () => {
    const slow = await startSimulator({ speed: 10 });
    try {
      const reach = { env: simulatorEnv(slow) };
      expect((await cli(["edit-config", join(fixtures, "config/vim-connector.xml"), "--wait"], reach)).err).toBe("");
      const interrupt = new AbortController();
      const running = cli(["edit-config", join(fixtures, "config/dmona.xml"), "--wait"], {
        ...reach,
        signal: interrupt.signal,
      });
      const client = await connectEsc(slow.clientOptions());
      await vi.waitUntil(async () => (await client.deployments.list()).length > 0, { timeout: 20_000 });
      await client.close();
      interrupt.abort();
      const { status, err } = await running;
      expect(status).toBe(130);
      expect(err).toBe(
        "esc-nb: note: not waiting any longer; ESC goes on with it: deploy of deployment dmona2 of tenant admin\n",
      );
    } finally {
      await slow.close();
    }
  });

  it("keeps the progress line within a narrow terminal", () => {
    const written: string[] = [];
    const err = Object.assign(new PassThrough(), { isTTY: true, columns: 30 }).on("data", (chunk) =>
      written.push(String(chunk)),
    );
    const progress = new Progress({ out: new PassThrough(), err, input: new PassThrough(), env: {} });
    progress.awaiting("a very long description of what is awaited");
    progress.print("a result");
    progress[Symbol.dispose]();
    const drawn = written.map((text) => text.replace("\r\u001B[K", "")).filter((text) => text !== "");
    expect(drawn).toEqual([expect.stringMatching(/^a very long .* \.\.\. 0\.0 s$/)]);
    expect(drawn[0]).toHaveLength(29);
  });

  it("prints help to standard output with status 0", async () => {
    const { status, out, err } = await cli(["--help"]);
    expect(status).toBe(0);
    expect(out).toMatch(/filter-log .*search ESC's log/);
    expect(err).toBe("");
  });
});
