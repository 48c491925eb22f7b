import { afterEach, describe, expect, it } from "vitest";
import { Activity } from "../../src/client/activity.js";
import { unchanged } from "../../src/client/change.js";
import { EventHub } from "../../src/client/event-hub.js";
import type { Expectation, Finding } from "../../src/client/expectation.js";
import { PendingChange } from "../../src/client/pending-change.js";
import { WorkflowError } from "../../src/client/workflow-error.js";
import { EscError } from "../../src/core/errors.js";
import type { EscEvent } from "../../src/models/events.js";
import { event, FakeServer, failure, noReplay, settle, until } from "./fakes.js";

const times = { finalEventWaitMs: 20, silenceMs: 60_000 };
const hubs: EventHub[] = [];
afterEach(async () => {
  for (const hub of hubs.splice(0)) await hub.close();
});

async function begin(extra: Partial<Expectation> = {}, given: Partial<typeof times> = {}) {
  const server = new FakeServer();
  const hub = new EventHub(server.feed());
  hubs.push(hub);
  await hub.ready({});
  const expectation: Expectation = {
    kind: "deploy",
    subject: "deployment d of tenant t",
    concerns: (e) => e.depname === "d" && e.tenant === "t",
    finals: [(e) => e.type === "SERVICE_ALIVE"],
    patienceMs: 600_000,
    ...extra,
  };
  const change = new PendingChange(expectation, hub, { times: { ...times, ...given }, activity: new Activity() });
  const send = (...events: EscEvent[]) => {
    for (const one of events) server.session.send(one);
  };
  return { server, hub, change, send };
}

const ours = { depname: "d", tenant: "t" };

async function collect(events: AsyncIterable<EscEvent>): Promise<string[]> {
  const types: string[] = [];
  for await (const one of events) types.push(one.type);
  return types;
}

describe("done", () => {
  it("resolves with the final event and all events of the change", async () => {
    const { change, send } = await begin();
    send(event("VM_DEPLOYED", ours), event("VM_ALIVE", ours), event("SERVICE_ALIVE", ours));
    const result = await change.done();
    expect(result).toMatchObject({ outcome: "done", decidedBy: "event", event: { type: "SERVICE_ALIVE" } });
    expect(result.events.map((e) => e.type)).toEqual(["VM_DEPLOYED", "VM_ALIVE", "SERVICE_ALIVE"]);
    expect(await change.done()).toBe(result);
  });

  it("is not moved by the events of other changes", async () => {
    const { change, send } = await begin();
    send(
      event("SERVICE_ALIVE", { depname: "d", tenant: "other" }),
      failure("SERVICE_ALIVE", { depname: "e", tenant: "t" }),
      event("SERVICE_ALIVE"),
      event("VM_DEPLOYED", ours),
      event("SERVICE_ALIVE", ours),
    );
    expect((await change.done()).events).toHaveLength(2);
  });

  it("rejects with the failed final event, its words and the clean-up", async () => {
    const cleaned = unchanged("undeploy", "d");
    const { change, send } = await begin({ cleanUp: async () => cleaned });
    send(event("VM_DEPLOYED", ours), failure("SERVICE_ALIVE", ours));
    const error: unknown = await change.done().catch((reason: unknown) => reason);
    if (!(error instanceof WorkflowError)) throw error;
    expect(error.code).toBe("workflow-failed");
    expect(error.event).toMatchObject({ type: "SERVICE_ALIVE", status: "FAILURE" });
    expect(error.events).toHaveLength(2);
    expect(error.message).toBe(
      "ESC accepted and then failed: deploy of deployment d of tenant t. SERVICE_ALIVE FAILURE 500: it broke. Running keeps it: error.cleanUp() removes it",
    );
    expect(error.cleanUpNeeded).toBe(true);
    expect(await error.cleanUp()).toBe(cleaned);
  });

  it("says which step failed first", async () => {
    const { change, send } = await begin();
    send(failure("VM_DEPLOYED", { ...ours, status_message: "No valid host" }), failure("SERVICE_ALIVE", ours));
    await expect(change.done()).rejects.toThrow(
      "SERVICE_ALIVE FAILURE 500: it broke. It began with VM_DEPLOYED FAILURE 500: No valid host",
    );
  });

  it("lets operational data decide when the final event stays away after a failed step", async () => {
    const { change, send } = await begin({
      look: async () => ({ is: "failed", what: "its state is SERVICE_ERROR_STATE" }),
    });
    send(failure("VM_DEPLOYED", ours));
    await expect(change.done()).rejects.toMatchObject({
      code: "workflow-failed",
      event: { type: "VM_DEPLOYED" },
      message: expect.stringContaining("its state is SERVICE_ERROR_STATE"),
    });
  });

  it("counts the wait for the final event from the failed step, not from the call", async () => {
    let looked = 0;
    const look = async (): Promise<Finding> => {
      looked++;
      return { is: "failed", what: "" };
    };
    const { change, send } = await begin({ look }, { finalEventWaitMs: 1 });
    send(failure("VM_DEPLOYED", ours));
    await settle();
    expect(looked).toBe(0);
    await expect(change.done()).rejects.toMatchObject({ code: "workflow-failed" });
    expect(looked).toBe(1);
  });

  it("looks at operational data after silence, again and again, and takes what it shows", async () => {
    const findings: Finding[] = [
      { is: "under-way", what: "" },
      { is: "done", what: "" },
    ];
    const look = async () => findings.shift();
    const { change } = await begin({ look: look as () => Promise<Finding> }, { silenceMs: 5 });
    expect(await change.done()).toMatchObject({ outcome: "done", decidedBy: "operational-data", event: undefined });
  });

  it("does not trust what was read before an event that came meanwhile", async () => {
    let answer: (finding: Finding) => void = () => undefined;
    let asked = 0;
    const look = () => {
      asked++;
      return new Promise<Finding>((resolve) => {
        answer = resolve;
      });
    };
    const { change, send } = await begin({ look }, { silenceMs: 5 });
    const done = change.done();
    await until(() => asked === 1);
    send(event("VM_DEPLOYED", ours));
    await settle();
    answer({ is: "failed", what: "" });
    await settle();
    send(event("SERVICE_ALIVE", ours));
    expect(await done).toMatchObject({ decidedBy: "event" });
  });

  it("goes on when operational data cannot be read", async () => {
    let tries = 0;
    const look = async (): Promise<Finding> => {
      tries++;
      throw new EscError("connection-lost", "gone");
    };
    const { change, send } = await begin({ look }, { silenceMs: 2 });
    const done = change.done();
    await until(() => tries >= 2);
    send(event("SERVICE_ALIVE", ours));
    expect(await done).toMatchObject({ decidedBy: "event" });
  });

  it("rejects with timeout and aborted, and can be called again", async () => {
    const { change, send } = await begin();
    await expect(change.done({ timeoutMs: 5 })).rejects.toMatchObject({ code: "timeout" });
    await expect(change.done({ signal: AbortSignal.abort() })).rejects.toMatchObject({ code: "aborted" });
    await expect(change.done({ timeoutMs: -1 })).rejects.toMatchObject({ code: "invalid-input" });
    send(event("SERVICE_ALIVE", ours));
    expect(await change.done()).toMatchObject({ outcome: "done" });
  });

  it("waits as long as the model's times by default", async () => {
    const { change } = await begin({ patienceMs: 7 });
    await expect(change.done()).rejects.toMatchObject({ code: "timeout", message: expect.stringContaining("7 ms") });
  });

  it("rejects with closed when the client is closed", async () => {
    const { change, hub } = await begin();
    const done = change.done();
    await hub.close();
    await expect(done).rejects.toMatchObject({ code: "closed" });
  });
});

describe("a lost event session", () => {
  const withoutReplay = (server: FakeServer) => {
    server.onOpen = (session) => {
      session.onSubscribe = (startTime) => {
        if (startTime !== undefined) throw noReplay();
      };
    };
  };

  it("does not matter where the server replays", async () => {
    const { server, change, send } = await begin();
    const first = event("VM_DEPLOYED", ours);
    send(first);
    await settle();
    const done = change.done();
    server.session.drop();
    await server.opened(2);
    await until(() => server.session.subscribed);
    send(first, event("VM_ALIVE", ours), event("SERVICE_ALIVE", ours));
    expect((await done).events.map((e) => e.type)).toEqual(["VM_DEPLOYED", "VM_ALIVE", "SERVICE_ALIVE"]);
  });

  it.each([
    ["done", { outcome: "done", decidedBy: "operational-data" }],
    ["failed", { code: "workflow-failed", event: undefined }],
  ] as const)("lets operational data decide: %s", async (is, expected) => {
    const { server, change } = await begin({ look: async () => ({ is, what: "" }) });
    withoutReplay(server);
    server.session.drop();
    expect(await change.done().catch((error: unknown) => error)).toMatchObject(expected);
  });

  it("takes the final event that comes after it was opened anew", async () => {
    const { server, change, send } = await begin({ look: async () => ({ is: "under-way", what: "" }) });
    withoutReplay(server);
    server.session.drop();
    await until(() => server.sessions.length > 1 && server.session.subscribed);
    send(event("SERVICE_ALIVE", ours));
    expect(await change.done()).toMatchObject({ decidedBy: "event" });
  });

  it("ends in outcome-unknown where nothing can tell", async () => {
    const { server, change } = await begin({ kind: "create", subject: "VIM connector v" }, { silenceMs: 10 });
    withoutReplay(server);
    server.session.drop();
    await expect(change.done()).rejects.toMatchObject({
      code: "outcome-unknown",
      mayHaveBeenApplied: true,
      message: expect.stringContaining("VIM connector v"),
    });
  });

  it("ends in outcome-unknown rather than timeout when the deadline comes first", async () => {
    const { server, change } = await begin();
    server.onOpen = () => {
      throw new EscError("connection-failed", "refused");
    };
    server.session.drop();
    await settle();
    await expect(change.done({ timeoutMs: 10 })).rejects.toMatchObject({
      code: "outcome-unknown",
      cause: { code: "timeout" },
    });
  });
});

describe("events", () => {
  it("start with the first event, for every call, and end with the workflow", async () => {
    const { change, send } = await begin();
    send(event("VM_DEPLOYED", ours));
    await settle();
    const early = collect(change.events());
    send(event("VM_ALIVE", ours), event("SERVICE_ALIVE", ours));
    const all = ["VM_DEPLOYED", "VM_ALIVE", "SERVICE_ALIVE"];
    expect(await early).toEqual(all);
    expect(await collect(change.events())).toEqual(all);
  });

  it("end without an error when the workflow failed: done tells", async () => {
    const { change, send } = await begin();
    const events = collect(change.events());
    send(failure("SERVICE_ALIVE", ours));
    expect(await events).toEqual(["SERVICE_ALIVE"]);
  });

  it("can be broken off and begun again", async () => {
    const { change, send } = await begin();
    send(event("VM_DEPLOYED", ours), event("VM_ALIVE", ours));
    for await (const first of change.events()) {
      expect(first.type).toBe("VM_DEPLOYED");
      break;
    }
    send(event("SERVICE_ALIVE", ours));
    expect(await collect(change.events())).toHaveLength(3);
  });

  it("are ended by a signal, a timeout and by closing the client", async () => {
    const { change, hub } = await begin();
    const controller = new AbortController();
    const aborted = collect(change.events({ signal: controller.signal }));
    controller.abort();
    await expect(aborted).rejects.toMatchObject({ code: "aborted" });
    await expect(collect(change.events({ timeoutMs: 5 }))).rejects.toMatchObject({ code: "timeout" });
    const open = collect(change.events());
    await hub.close();
    await expect(open).rejects.toMatchObject({ code: "closed" });
  });

  it("let operational data be read while only they are followed", async () => {
    const { change } = await begin({ look: async () => ({ is: "done", what: "" }) }, { silenceMs: 5 });
    expect(await collect(change.events())).toEqual([]);
  });
});

describe("a change nobody waits for", () => {
  it("reads nothing, and its failure is no unhandled rejection", async () => {
    let looked = 0;
    const look = async (): Promise<Finding> => {
      looked++;
      return { is: "failed", what: "" };
    };
    const unhandled: unknown[] = [];
    const listener = (reason: unknown) => unhandled.push(reason);
    process.on("unhandledRejection", listener);
    const { send } = await begin({ look }, { silenceMs: 1, finalEventWaitMs: 1 });
    send(failure("VM_DEPLOYED", ours));
    await settle();
    send(failure("SERVICE_ALIVE", ours));
    await settle();
    process.off("unhandledRejection", listener);
    expect(looked).toBe(0);
    expect(unhandled).toEqual([]);
  });
});

describe("a failed deletion", () => {
  it("says that nothing is to be cleaned up", async () => {
    const { change, send } = await begin({ kind: "undeploy", finals: [(e) => e.type === "SERVICE_UNDEPLOYED"] });
    send(failure("SERVICE_UNDEPLOYED", ours));
    const error: unknown = await change.done().catch((reason: unknown) => reason);
    if (!(error instanceof WorkflowError)) throw error;
    expect(error.message).toContain("ESC needs no clean-up");
    expect(error.cleanUpNeeded).toBe(false);
    expect((await error.cleanUp()).accepted).toBe("unchanged");
  });
});
