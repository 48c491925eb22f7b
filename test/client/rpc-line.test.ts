import { describe, expect, it } from "vitest";
import { Activity } from "../../src/client/activity.js";
import { RpcLine } from "../../src/client/rpc-line.js";
import type { EscError } from "../../src/core/errors.js";
import { RpcError, type RpcErrorEntry } from "../../src/netconf/rpc-error.js";
import { FakeServer, settle } from "./fakes.js";

function line(server: FakeServer, reconnect = true): RpcLine {
  return new RpcLine({ openSession: server.open, reconnect, activity: new Activity() });
}

const refusal = (entry: Partial<RpcErrorEntry>) =>
  new RpcError("edit-config", [{ type: "application", tag: "operation-failed", severity: "error", ...entry }]);

describe("RpcLine", () => {
  it("makes calls on one session", async () => {
    const server = new FakeServer();
    const calls = line(server);
    await calls.open({});
    await calls.call("a", {}, (session) => session.get({}));
    await calls.call("b", {}, (session) => session.get({}));
    expect(server.sessions).toHaveLength(1);
    await calls.close();
    await expect(calls.call("c", {}, (session) => session.get({}))).rejects.toMatchObject({ code: "closed" });
  });

  it("connects anew for the next call after a lost line, once for several calls", async () => {
    const server = new FakeServer();
    const calls = line(server);
    await calls.open({});
    server.session.drop();
    await settle();
    await Promise.all([
      calls.call("a", {}, (session) => session.get({})),
      calls.call("b", {}, (session) => session.get({})),
    ]);
    expect(server.sessions).toHaveLength(2);
    await calls.close();
  });

  it("does not connect anew when told so", async () => {
    const server = new FakeServer();
    const calls = line(server, false);
    await calls.open({});
    server.session.drop();
    await settle();
    await expect(calls.call("a", {}, (session) => session.get({}))).rejects.toMatchObject({
      code: "connection-lost",
      message: expect.stringContaining("option reconnect"),
      cause: { code: "connection-lost" },
    });
  });

  it("bounds a call by its timeout, connecting included", async () => {
    const server = new FakeServer();
    const calls = line(server);
    await calls.open({});
    const never = calls.call("reading", { timeoutMs: 5 }, (_, { signal }) => {
      return new Promise((_resolve, reject) => signal?.addEventListener("abort", () => reject(signal.reason)));
    });
    await expect(never).rejects.toMatchObject({
      code: "timeout",
      message: "No answer to reading within 5 ms (option timeoutMs)",
    });
    await calls.close();
  });

  it("turns a refusal that speaks of maintenance mode into maintenance, by its words and not by names in paths", async () => {
    const server = new FakeServer();
    const calls = line(server);
    const refused = (error: EscError) => calls.call("a", {}, () => Promise.reject(error));
    await expect(refused(refusal({ message: "ESC is in maintenance mode" }))).rejects.toMatchObject({
      code: "maintenance",
      cause: { code: "rpc-error" },
    });
    await expect(refused(refusal({ appTag: "maintenance-mode" }))).rejects.toMatchObject({ code: "maintenance" });
    const path = "/esc_datamodel/tenants/tenant[name='in maintenance mode']";
    await expect(refused(refusal({ path, message: "in use" }))).rejects.toMatchObject({ code: "rpc-error" });
    await calls.close();
  });
});
