import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseEventTime } from "../../src/models/event-time.js";
import { eventGroup, knownEventTypes } from "../../src/models/event-types.js";
import {
  createEvent,
  type EscEventBody,
  escEventFromNotification,
  isFailure,
  isSuccess,
} from "../../src/models/events.js";

const eventTime = "2016-10-06T16:24:05.856+00:00";

function event(body: EscEventBody, time = eventTime) {
  return escEventFromNotification({ eventTime: time, body });
}

describe("escEventFromNotification", () => {
  it("keeps ESC's names and lifts what stands under event (guide l.5846)", () => {
    const body: EscEventBody = {
      status: "SUCCESS",
      status_code: 200,
      status_message: "Created vim connector successfully",
      vim_connector_id: "my-server-30",
      event: { type: "CREATE_VIM_CONNECTOR" },
    };
    expect(event(body)).toEqual({
      type: "CREATE_VIM_CONNECTOR",
      status: "SUCCESS",
      status_code: 200,
      status_message: "Created vim connector successfully",
      vim_connector_id: "my-server-30",
      source: "netconf",
      time: new Date(Date.UTC(2016, 9, 6, 16, 24, 5, 856)),
      eventTime,
      original: body,
    });
  });

  it("lifts name, threshold, value and details of a KPI event", () => {
    const lifted = { name: "VM_OVERLOADED", threshold: "80", value: "91", details: "load" };
    expect(event({ status: "SUCCESS", event: { type: "VM_SCALE_OUT_INIT", ...lifted } })).toMatchObject(lifted);
  });

  it("leaves out a vm_source and vm_target without content", () => {
    const got = event({
      status: "FAILURE",
      vm_source: {},
      vm_target: { interfaces: { interface: [] }, hostid: "" },
      event: { type: "VM_DEPLOYED" },
    });
    expect(got).not.toHaveProperty("vm_source");
    expect(got).not.toHaveProperty("vm_target");
    expect(isFailure(got)).toBe(true);
    expect(isSuccess(got)).toBe(false);
  });

  it("keeps a vm_target with interfaces as it is", () => {
    const target = { vmid: "a", interfaces: { interface: [{ nicid: 0, ip_address: "10.0.0.1" }] } };
    expect(event({ status: "SUCCESS", vm_target: target, event: { type: "VM_RECOVERY_COMPLETE" } }).vm_target).toBe(
      target,
    );
  });

  it("passes an unknown type through with everything it says", () => {
    const got = event({ status: "SUCCESS", depname: "d", event: { type: "VM_TELEPORTED", details: "x" } });
    expect(got).toMatchObject({ type: "UNKNOWN", rawType: "VM_TELEPORTED", depname: "d", details: "x" });
  });

  it.each(["constructor", "__proto__", "toString", ""])("takes %j for an unknown type", (type) => {
    expect(event({ status: "SUCCESS", event: { type } })).toMatchObject({ type: "UNKNOWN", rawType: type });
  });

  it("takes a notification without event and without status", () => {
    expect(event({})).toMatchObject({ type: "UNKNOWN", rawType: "", status: "" });
  });

  it("narrows by type", () => {
    const got = event({ status: "SUCCESS", event: { type: "VM_ALIVE" }, vm_group: "g" });
    const told = got.type === "UNKNOWN" ? got.rawType : got.type === "VM_ALIVE" ? got.vm_group : "other";
    expect(told).toBe("g");
  });

  it("is frozen", () => {
    expect(Object.isFrozen(event({ status: "SUCCESS", event: { type: "VM_ALIVE" } }))).toBe(true);
  });

  it("knows every type of the table, and its group", () => {
    for (const type of knownEventTypes()) {
      expect(event({ status: "SUCCESS", event: { type } }).type).toBe(type);
      expect(eventGroup(type)).toBeDefined();
    }
    expect(knownEventTypes()).toHaveLength(54);
    expect(eventGroup("valueOf")).toBeUndefined();
  });
});

describe("createEvent", () => {
  it("falls back to the time of receipt where the text is no time", () => {
    const receivedAt = new Date(0);
    const meta = { source: "rest", original: {}, receivedAt } as const;
    expect(createEvent("VM_ALIVE", {}, { ...meta, eventTime: "yesterday" }).time).toBe(receivedAt);
    expect(createEvent("VM_ALIVE", {}, { ...meta, eventTime }).time).not.toBe(receivedAt);
  });
});

describe("parseEventTime", () => {
  it.each([
    ["2016-10-06T16:24:05.856+00:00", "2016-10-06T16:24:05.856Z"],
    ["2016-10-06T16:24:05.856123+00:00", "2016-10-06T16:24:05.856Z"],
    ["2016-10-06T16:24:05.999999+00:00", "2016-10-06T16:24:05.999Z"],
    ["2016-10-06T16:24:05.1Z", "2016-10-06T16:24:05.100Z"],
    ["2016-10-06T16:24:05Z", "2016-10-06T16:24:05.000Z"],
    ["2016-10-06t16:24:05z", "2016-10-06T16:24:05.000Z"],
    ["2016-10-06T16:24:05+05:30", "2016-10-06T10:54:05.000Z"],
    ["2016-10-06T23:24:05-01:00", "2016-10-07T00:24:05.000Z"],
    ["2016-10-06T16:24:05-00:00", "2016-10-06T16:24:05.000Z"],
    ["2016-10-06T16:24:05", "2016-10-06T16:24:05.000Z"],
    ["2016-12-31T23:59:60Z", "2017-01-01T00:00:00.000Z"],
    ["2024-02-29T00:00:00Z", "2024-02-29T00:00:00.000Z"],
    [" 2024-02-29T00:00:00Z\n", "2024-02-29T00:00:00.000Z"],
  ])("reads %s", (text, iso) => {
    expect(parseEventTime(text)?.toISOString()).toBe(iso);
  });

  it.each([
    "",
    "now",
    "2023-02-29T00:00:00Z",
    "2023-13-01T00:00:00Z",
    "2023-00-01T00:00:00Z",
    "2023-01-01T24:00:00Z",
    "2023-01-01T00:60:00Z",
    "2023-01-01T00:00:61Z",
    "2023-01-01T00:00:00+24:00",
    "2023-01-01T00:00:00.Z",
    "2023-01-01",
  ])("refuses %j", (text) => {
    expect(parseEventTime(text)).toBeUndefined();
  });

  it("agrees with Date for every instant and every offset", () => {
    const dates = fc.date({
      min: new Date("0001-01-02T00:00:00Z"),
      max: new Date("9999-12-30T00:00:00Z"),
      noInvalidDate: true,
    });
    fc.assert(
      fc.property(
        dates,
        fc.integer({ min: -1439, max: 1439 }),
        fc.stringMatching(/^\d{0,6}$/),
        (date, offset, digits) => {
          const local = new Date(date.getTime() + offset * 60_000).toISOString().slice(0, -1);
          const zone = [Math.floor(Math.abs(offset) / 60), Math.abs(offset) % 60].map((part) =>
            `${part}`.padStart(2, "0"),
          );
          const text = `${local}${digits}${offset < 0 ? "-" : "+"}${zone.join(":")}`;
          expect(parseEventTime(text)).toEqual(date);
        },
      ),
    );
  });
});
