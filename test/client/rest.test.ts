import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { connectEsc, type EscClient, isEscError } from "../../src/index.js";
import { type Simulator, startSimulator } from "../../src/simulator/index.js";

let sim: Simulator;
let esc: EscClient;

beforeEach(async () => {
  sim = await startSimulator({ speed: 1000, nodes: 3 });
  esc = await connectEsc(sim.clientOptions());
});

afterEach(async () => {
  await esc.close();
  await sim.close();
});

describe("a client with REST", () => {
  it("reaches the same ESC by both", async () => {
    expect((await esc.rest.tenants.list()).map(({ name }) => name)).toEqual(["admin"]);
    expect((await esc.rest.health()).serving).toBe(true);
    expect((await esc.rest.metrics("escmanager")).length).toBeGreaterThan(1);
  });

  it("rebalances, every round with its counts", async () => {
    sim.cluster.own({ "esc1-uuid": 9, "esc2-uuid": 0, "esc3-uuid": 0 });
    const rounds = await esc.ownership.rebalance({ until: "balanced", pauseMs: 1 });
    expect(rounds.map(({ moved }) => moved)).toEqual([6, 0]);
    const again: boolean[] = [];
    for await (const round of esc.ownership.rebalance()) again.push(round.balanced);
    expect(again).toEqual([true]);
  });

  it("waits for the end of maintenance and of a failover", async () => {
    await esc.whenOperational();
    sim.maintenance(true);
    const early = await esc.whenOperational({ timeoutMs: 50, pollMs: 5 }).catch((error: unknown) => error);
    expect(isEscError(early, "timeout")).toBe(true);
    const waiting = esc.whenOperational({ pollMs: 5 });
    sim.maintenance(false);
    await waiting;
    const failover = sim.failover();
    await esc.whenOperational({ pollMs: 5 });
    await failover;
    expect(await esc.status()).toBe("OPER_UP");
  });

  it("ends both with close()", async () => {
    await esc.close();
    const error: unknown = await esc.rest.tenants.list({ timeoutMs: 5_000 }).catch((thrown: unknown) => thrown);
    expect(isEscError(error, "closed")).toBe(true);
  });
});

describe("a client without REST", () => {
  it("says which option is missing, and still waits for NETCONF", async () => {
    const { host, netconf } = sim.clientOptions();
    await using plain = await connectEsc({ host, netconf });
    expect(() => plain.rest).toThrow(/option rest/);
    expect(() => plain.ownership).toThrow(/option rest/);
    await plain.whenOperational({ timeoutMs: 5_000 });
  });

  it("has a default URL for REST when there are credentials", async () => {
    const { netconf } = sim.clientOptions();
    await using client = await connectEsc({ host: "127.0.0.1", netconf, rest: { username: "a", password: "b" } });
    expect(client.rest.baseUrl.href).toBe("https://127.0.0.1:8443/ESCManager");
  });
});
