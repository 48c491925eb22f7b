import { describe, expect, it } from "vitest";
import type { Expectation, Finding } from "../../src/client/expectation.js";
import { VerdictRules } from "../../src/client/verdict.js";
import { event, failure } from "./fakes.js";

const times = { finalEventWaitMs: 30_000, silenceMs: 60_000 };
const vm = (vmid: string) => ({ vm_source: { vmid } });

function deploy(extra: Partial<Expectation> = {}): Expectation {
  return {
    kind: "deploy",
    subject: "deployment d of tenant t",
    concerns: () => true,
    finals: [(e) => e.type === "SERVICE_ALIVE"],
    displaces: (e) => e.type === "SERVICE_UNDEPLOYED",
    patienceMs: 600_000,
    ...extra,
  };
}

const finding = (is: Finding["is"]): Finding => ({ is, what: `it is ${is}` });

describe("events alone", () => {
  it("is done with the final event's SUCCESS", () => {
    const rules = new VerdictRules(deploy(), times, 0);
    expect(rules.event(event("VM_DEPLOYED"), 1)).toBeUndefined();
    expect(rules.event(event("VM_ALIVE"), 2)).toBeUndefined();
    const last = event("SERVICE_ALIVE");
    expect(rules.event(last, 3)).toEqual({ is: "done", decidedBy: "event", event: last });
  });

  it("fails with the final event's FAILURE", () => {
    const rules = new VerdictRules(deploy(), times, 0);
    const last = failure("SERVICE_ALIVE");
    expect(rules.event(last, 1)).toEqual({ is: "failed", event: last });
  });

  it("is done with SUCCESS of the final event although a step had failed", () => {
    const rules = new VerdictRules(deploy(), times, 0);
    rules.event(failure("VM_ALIVE"), 1);
    expect(rules.event(event("SERVICE_ALIVE"), 2)).toMatchObject({ is: "done" });
  });

  it("waits for every final event where there are several", () => {
    const finals = ["CREATE_NETWORK", "CREATE_SUBNET"].map(
      (type) => (e: ReturnType<typeof event>) => (e.type as string) === type,
    );
    const rules = new VerdictRules(deploy({ finals }), times, 0);
    expect(rules.event(event("CREATE_SUBNET"), 1)).toBeUndefined();
    expect(rules.event(event("CREATE_NETWORK"), 2)).toMatchObject({ is: "done", decidedBy: "event" });
  });

  it("does not count the same final event twice", () => {
    const finals = ["CREATE_NETWORK", "CREATE_SUBNET"].map(
      (type) => (e: ReturnType<typeof event>) => (e.type as string) === type,
    );
    const rules = new VerdictRules(deploy({ finals }), times, 0);
    rules.event(event("CREATE_NETWORK"), 1);
    expect(rules.event(event("CREATE_NETWORK"), 2)).toBeUndefined();
  });
});

describe("a failed step", () => {
  it("waits for the final event, then looks", () => {
    const rules = new VerdictRules(deploy(), times, 0);
    rules.event(failure("VM_DEPLOYED"), 1_000);
    expect(rules.nextLook()).toBe(31_000);
  });

  const step = failure("VM_DEPLOYED");
  it.each([
    ["failed", { is: "failed", event: step, found: "it is failed" }],
    ["not-yet", { is: "failed", event: step, found: "it is not-yet" }],
    ["unclear", { is: "failed", event: step, found: "it is unclear" }],
    ["done", { is: "done", decidedBy: "operational-data" }],
    ["under-way", undefined],
  ] as const)("and %s operational data decides", (is, verdict) => {
    const rules = new VerdictRules(deploy(), times, 0);
    rules.event(step, 1_000);
    expect(rules.finding(finding(is), 31_000)).toEqual(verdict);
  });

  it("looks again later where operational data shows work under way or cannot be read", () => {
    const rules = new VerdictRules(deploy(), times, 0);
    rules.event(failure("VM_DEPLOYED"), 0);
    expect(rules.finding(finding("under-way"), 30_000)).toBeUndefined();
    expect(rules.nextLook()).toBe(60_000);
    expect(rules.finding("unreadable", 60_000)).toBeUndefined();
    expect(rules.finding(finding("failed"), 90_000)).toMatchObject({ is: "failed" });
  });

  it("treats an undeployment by somebody else as one", () => {
    const rules = new VerdictRules(deploy(), times, 0);
    const gone = event("SERVICE_UNDEPLOYED");
    expect(rules.event(gone, 1)).toBeUndefined();
    expect(rules.nextLook()).toBe(30_001);
    expect(rules.finding(finding("not-yet"), 30_001)).toMatchObject({ is: "failed", event: gone });
  });

  it("does not take the end of an earlier undeployment for one, once steps of its own follow", () => {
    const rules = new VerdictRules(deploy(), times, 0);
    rules.event(event("SERVICE_UNDEPLOYED"), 1);
    rules.event(event("VM_DEPLOYED"), 2);
    expect(rules.nextLook()).toBe(60_002);
    expect(rules.finding(finding("not-yet"), 60_002)).toBeUndefined();
  });
});

describe("a recovery under way", () => {
  it("postpones the verdict over a failed step, and forgives it when it succeeds", () => {
    const rules = new VerdictRules(deploy(), times, 0);
    rules.event(failure("VM_ALIVE", vm("1")), 0);
    rules.event(event("VM_RECOVERY_INIT", vm("1")), 1_000);
    expect(rules.nextLook()).toBe(61_000);
    expect(rules.finding(finding("failed"), 61_000)).toBeUndefined();
    rules.event(event("VM_RECOVERY_COMPLETE", vm("1")), 62_000);
    expect(rules.finding(finding("unclear"), 122_000)).toBeUndefined();
    expect(rules.event(event("SERVICE_ALIVE"), 123_000)).toMatchObject({ is: "done" });
  });

  it("that fails is a failed step", () => {
    const rules = new VerdictRules(deploy(), times, 0);
    rules.event(event("VM_RECOVERY_INIT", vm("1")), 0);
    const last = failure("VM_RECOVERY_COMPLETE", vm("1"));
    rules.event(last, 1_000);
    expect(rules.nextLook()).toBe(31_000);
    expect(rules.finding(finding("failed"), 31_000)).toMatchObject({ is: "failed", event: last });
  });

  it("that is cancelled ends", () => {
    const rules = new VerdictRules(deploy(), times, 0);
    rules.event(event("VM_RECOVERY_INIT", vm("1")), 0);
    rules.event(event("VM_RECOVERY_CANCELLED", vm("1")), 1_000);
    expect(rules.event(failure("SERVICE_ALIVE"), 2_000)).toMatchObject({ is: "failed" });
  });

  it("is counted for each VM", () => {
    const rules = new VerdictRules(deploy(), times, 0);
    rules.event(event("VM_RECOVERY_INIT", vm("1")), 0);
    rules.event(event("VM_RECOVERY_INIT", vm("2")), 0);
    rules.event(event("VM_RECOVERY_COMPLETE", vm("1")), 1_000);
    expect(rules.event(failure("SERVICE_ALIVE"), 2_000)).toBeUndefined();
    rules.event(event("VM_RECOVERY_COMPLETE", vm("2")), 3_000);
    expect(rules.nextLook()).toBeLessThanOrEqual(3_000);
  });

  it("lets operational data decide over a final FAILURE that came before its end", () => {
    const first = failure("SERVICE_ALIVE");
    const alive = new VerdictRules(deploy(), times, 0);
    const dead = new VerdictRules(deploy(), times, 0);
    for (const rules of [alive, dead]) {
      rules.event(event("VM_RECOVERY_INIT", vm("1")), 0);
      expect(rules.event(first, 1_000)).toBeUndefined();
      rules.event(event("VM_RECOVERY_COMPLETE", vm("1")), 2_000);
      expect(rules.nextLook()).toBe(2_000);
    }
    expect(alive.finding(finding("done"), 2_000)).toMatchObject({ is: "done", decidedBy: "operational-data" });
    expect(dead.finding(finding("unclear"), 2_000)).toBeUndefined();
    expect(dead.finding(finding("unclear"), 32_000)).toMatchObject({ is: "failed", event: first });
  });
});

describe("missed events", () => {
  it("are looked for at once when the line was lost", () => {
    const rules = new VerdictRules(deploy(), times, 0);
    rules.lost(5_000);
    expect(rules.nextLook()).toBe(5_000);
    expect(rules.finding(finding("done"), 5_001)).toEqual({ is: "done", decidedBy: "operational-data" });
  });

  it("make the outcome unknown when nothing comes after the line is back and nothing shows", () => {
    const rules = new VerdictRules(deploy(), times, 0);
    rules.lost(0);
    expect(rules.finding(undefined, 1)).toBeUndefined();
    rules.restored(false, 1_000);
    expect(rules.finding(undefined, 1_001)).toBeUndefined();
    expect(rules.nextLook()).toBe(61_001);
    expect(rules.finding(undefined, 61_001)).toEqual({ is: "unknown", found: "it does not show there" });
  });

  it("leave the outcome open while the line is down, operational data is unreadable, or there is no entry yet", () => {
    const rules = new VerdictRules(deploy(), times, 0);
    rules.lost(0);
    rules.finding(undefined, 1);
    expect(rules.finding(undefined, 60_001)).toBeUndefined();
    rules.restored(false, 60_002);
    rules.finding(undefined, 60_003);
    expect(rules.finding("unreadable", 120_003)).toBeUndefined();
    expect(rules.finding(finding("not-yet"), 180_003)).toBeUndefined();
    expect(rules.missed).toBe(true);
  });

  it("are no longer missed when they are replayed", () => {
    const rules = new VerdictRules(deploy(), times, 0);
    rules.lost(0);
    rules.restored(true, 1_000);
    expect(rules.missed).toBe(false);
    rules.finding(undefined, 1_000);
    expect(rules.finding(undefined, 61_000)).toBeUndefined();
  });

  it("are suspected after silence", () => {
    const rules = new VerdictRules(deploy(), times, 0);
    expect(rules.nextLook()).toBe(60_000);
    expect(rules.finding(finding("under-way"), 60_000)).toBeUndefined();
    expect(rules.nextLook()).toBe(120_000);
    expect(rules.finding(finding("failed"), 120_000)).toEqual({ is: "failed", found: "it is failed" });
  });
});
