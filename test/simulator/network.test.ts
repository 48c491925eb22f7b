import { spawn } from "node:child_process";
import { once } from "node:events";
import { afterEach, describe, expect, it } from "vitest";
import { connectNetconf, type NetconfSession, writeXml, xpath } from "../../src/netconf/index.js";
import { type Simulator, startSimulator } from "../../src/simulator/index.js";
import { deployment, group, Lab, vim } from "./support.js";
import { connect } from "./wire.js";

let sim: Simulator | undefined;
afterEach(() => sim?.close());

async function start(): Promise<{ sim: Simulator; client: NetconfSession }> {
  sim = await startSimulator({ speed: 1_000 });
  return { sim, client: await connect(sim) };
}

const status = async (client: NetconfSession) =>
  (await client.get({ filter: xpath("esc_datamodel/opdata/status") })).text;

describe("a network that misbehaves", () => {
  it("sends in pieces of one byte", async () => {
    const { sim, client } = await start();
    const whole = writeXml(await client.getConfig({ source: "running" }));
    sim.network.chunk(1);
    expect(writeXml(await client.getConfig({ source: "running" }))).toBe(whole);
    sim.network.chunk(7);
    expect(writeXml(await client.getConfig({ source: "running" }))).toBe(whole);
  });

  it("cuts a connection after so many bytes, once", async () => {
    const { sim, client } = await start();
    sim.network.dropAfterBytes(100);
    await expect(client.get()).rejects.toMatchObject({ code: "connection-lost" });
    expect(await client.closed).toMatchObject({ code: "connection-lost" });
    expect(await status(await connect(sim))).toBe("OPER_UP");
  });

  it("cuts in the middle of an edit, which the client then cannot know the outcome of", async () => {
    const { sim, client } = await start();
    sim.network.dropAfterBytes(1);
    await expect(client.editConfig({ target: "running", config: vim() })).rejects.toMatchObject({
      code: "connection-lost",
      mayHaveBeenApplied: true,
    });
    const again = await connect(sim);
    expect(writeXml(await again.getConfig({ source: "running" }))).toContain("vim_connector");
  });

  it("pauses and goes on", async () => {
    const { sim, client } = await start();
    sim.network.pause();
    await expect(client.get({}, { timeoutMs: 100 })).rejects.toMatchObject({ code: "timeout" });
    const answer = status(client);
    sim.network.resume();
    expect(await answer).toBe("OPER_UP");
  });

  it("holds everything back for a while", async () => {
    const { sim, client } = await start();
    sim.network.delay(80);
    const started = performance.now();
    expect(await status(client)).toBe("OPER_UP");
    expect(performance.now() - started).toBeGreaterThanOrEqual(75);
    sim.network.reset();
    expect(await status(client)).toBe("OPER_UP");
  });

  it("refuses amounts that mean nothing", async () => {
    const { sim } = await start();
    expect(() => sim.network.chunk(0)).toThrow("positive");
    expect(() => sim.network.delay(-1)).toThrow("positive");
    expect(() => sim.network.dropAfterBytes(Number.NaN)).toThrow("positive");
  });
});

describe("a failover", () => {
  it("breaks every connection, keeps clients out meanwhile, and comes back with running as it was", async () => {
    sim = await startSimulator({ speed: 1_000, nodes: 2 });
    const client = await connect(sim);
    await client.editConfig({ target: "running", config: vim() });
    const hostname = async (of: NetconfSession) =>
      (await of.get({ filter: xpath("esc_datamodel/opdata/stats/hostname") })).text;
    expect(await hostname(client)).toBe("esc-1");
    const over = sim.failover();
    expect(await client.closed).toMatchObject({ code: "connection-lost" });
    await expect(connect(sim)).rejects.toMatchObject({ code: "connection-failed" });
    await over;
    const again = await connect(sim);
    expect(writeXml(await again.getConfig({ source: "running" }))).toContain("<id>os</id>");
    expect(await hostname(again)).toBe("esc-2");
  });
});

describe("many", () => {
  it("sessions at once, each answered", async () => {
    const { sim } = await start();
    const clients = await Promise.all(Array.from({ length: 60 }, () => connect(sim)));
    expect(new Set(clients.map((one) => one.sessionId)).size).toBe(60);
    expect(new Set(await Promise.all(clients.map(status)))).toEqual(new Set(["OPER_UP"]));
    await Promise.all(clients.map((one) => one.close()));
  });

  it("VMs, in one edit, in reasonable time", async () => {
    const lab = await new Lab().withVim();
    const started = performance.now();
    for (let at = 0; at < 50; at++) lab.edit(deployment(`d${at}`, group({ min: 4, max: 4 })));
    expect(await lab.finish()).toHaveLength(50 * 9);
    expect(performance.now() - started).toBeLessThan(15_000);
  });
});

describe("closing", () => {
  it("ends sessions and subscriptions, and may be done twice", async () => {
    const { sim, client } = await start();
    const subscription = await (await connect(sim)).subscribe({ stream: "escEvent" });
    const ended = subscription.next().then(
      () => "delivered",
      (error: { code: string }) => error.code,
    );
    await client.editConfig({ target: "running", config: vim() });
    await sim.close();
    await sim.close();
    expect(await client.closed).toMatchObject({ code: "connection-lost" });
    expect(["connection-lost", "delivered"]).toContain(await ended);
    const { host, netconf } = sim.clientOptions();
    await expect(connectNetconf({ host, ...netconf })).rejects.toMatchObject({ code: "connection-failed" });
  });

  it("lets the process end by itself, in the middle of workflows", async () => {
    const script = `
      import { startSimulator } from "./src/simulator/index.ts";
      import { connectNetconf } from "./src/netconf/index.ts";
      const sim = await startSimulator({ speed: 1 });
      const { host, netconf } = sim.clientOptions();
      const client = await connectNetconf({ host, ...netconf });
      await client.editConfig({ target: "running", config: ${JSON.stringify(vim())} });
      sim.network.pause();
      await sim.close();
      console.log("closed");`;
    const child = spawn(process.execPath, ["--import", "tsx", "--input-type=module", "--eval", script], {
      cwd: new URL("../..", import.meta.url),
      stdio: ["ignore", "pipe", "pipe"],
    });
    let output = "";
    child.stdout.on("data", (text) => {
      output += text;
    });
    child.stderr.on("data", (text) => {
      output += text;
    });
    const [code] = await once(child, "close");
    expect(output).toBe("closed\n");
    expect(code).toBe(0);
  });
});
