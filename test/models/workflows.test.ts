import { describe, expect, it } from "vitest";
import type { KnownEventType } from "../../src/models/event-types.js";
import { createEvent, type EscEvent } from "../../src/models/events.js";
import {
  belongsToWorkflow,
  isFinalEvent,
  isRecoveryUnderWay,
  workflow,
  workflowProgress,
  workflows,
} from "../../src/models/workflows.js";

function event(type: string, status = "SUCCESS"): EscEvent {
  return createEvent(type, { status }, { source: "netconf", eventTime: "2026-01-01T00:00:00Z", original: {} });
}

describe("workflows", () => {
  it("has every workflow under its own name, with a final event that is no step", () => {
    for (const one of workflows()) {
      expect(workflow(one.name)).toBe(one);
      expect(one.final.length).toBeGreaterThan(0);
      const steps = one.steps.map((step) => step.type);
      // SERVICE_MONITOR_SET is unconfirmed, VM_ALIVE may stand at the end of it: nothing else ends what it is a step of.
      expect(one.final.filter((type) => steps.includes(type))).toEqual([]);
    }
  });

  it.each<[Parameters<typeof workflow>[0], KnownEventType]>([
    ["create-tenant", "CREATE_TENANT"],
    ["create-vim-connector", "CREATE_VIM_CONNECTOR"],
    ["deploy", "SERVICE_ALIVE"],
    ["undeploy", "SERVICE_UNDEPLOYED"],
    ["update", "SERVICE_UPDATED"],
    ["recovery", "VM_RECOVERY_COMPLETE"],
    ["scale-out", "VM_SCALE_OUT_COMPLETE"],
    ["scale-in", "VM_SCALE_IN_COMPLETE"],
    ["service-stop", "SERVICE_STOPPED"],
    ["service-start", "SERVICE_ALIVE"],
    ["service-reboot", "SERVICE_ALIVE"],
    ["service-disable-monitor", "SERVICE_MONITOR_UNSET"],
  ])("%s ends with %s", (name, type) => {
    expect(workflowProgress(name, event(type))).toBe("done");
    expect(workflowProgress(name, event(type, "FAILURE"))).toBe("failed");
    expect(isFinalEvent(name, event(type))).toBe(true);
  });

  it("goes on with a step, is doomed by a failed one", () => {
    expect(workflowProgress("deploy", event("VM_DEPLOYED"))).toBe("going-on");
    expect(workflowProgress("deploy", event("VM_DEPLOYED", "FAILURE"))).toBe("doomed");
    expect(workflowProgress("deploy", event("CREATE_NETWORK", "FAILURE"))).toBe("doomed");
  });

  it("has nothing to do with events of other workflows or unknown ones", () => {
    expect(workflowProgress("deploy", event("VM_UNDEPLOYED"))).toBe("unrelated");
    expect(workflowProgress("deploy", event("SOMETHING_ELSE"))).toBe("unrelated");
    expect(belongsToWorkflow("deploy", event("SOMETHING_ELSE"))).toBe(false);
    expect(isFinalEvent("deploy", event("SOMETHING_ELSE"))).toBe(false);
  });

  it("knows events that come after the final one", () => {
    expect(belongsToWorkflow("update", event("VM_SET_MONITOR_STATUS"))).toBe(true);
    expect(isFinalEvent("update", event("VM_SET_MONITOR_STATUS"))).toBe(false);
  });

  it("counts a cancelled recovery as ended, not as done", () => {
    expect(workflowProgress("recovery", event("VM_RECOVERY_CANCELLED"))).toBe("failed");
  });

  it("tells a recovery under way from one that ended", () => {
    expect(isRecoveryUnderWay(event("VM_RECOVERY_INIT"))).toBe(true);
    expect(isRecoveryUnderWay(event("VM_RECOVERY_REBOOT"))).toBe(true);
    expect(isRecoveryUnderWay(event("VM_RECOVERY_COMPLETE"))).toBe(false);
    expect(isRecoveryUnderWay(event("VM_ALIVE"))).toBe(false);
  });
});
