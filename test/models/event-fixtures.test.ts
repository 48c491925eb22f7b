import { describe, expect, it } from "vitest";
import { isKnownEventType } from "../../src/models/event-types.js";
import { esc, escEventFromNotification } from "../../src/models/index.js";
import { decode } from "../../src/schema/index.js";
import { parseXml } from "../../src/xml/element.js";
import { fixturesOf, readFixture } from "../fixtures/index.js";

/** The event of a fixture as a subscription would make it. */
function eventOf(file: string) {
  const text = readFixture(file);
  const root = parseXml(text);
  const { escEvent } = decode(esc.schema, text, { kind: "notification" });
  if (!escEvent) throw new Error(`${file} holds no escEvent`);
  const element = root.find("escEvent");
  const eventTime = root.find("eventTime")?.text ?? "";
  return { event: escEventFromNotification({ eventTime, body: escEvent }), element, eventTime, body: escEvent };
}

describe("events of the published samples", () => {
  it.each(fixturesOf("notification").map(({ file }) => file))("%s", (file) => {
    const { event, element, eventTime, body } = eventOf(file);
    const rawType = element?.find("event", "type")?.text ?? "";
    expect(event.type === "UNKNOWN" ? event.rawType : event.type).toBe(rawType);
    expect(event.type === "UNKNOWN").toBe(!isKnownEventType(rawType));
    for (const name of [
      "status",
      "status_message",
      "depname",
      "depid",
      "tenant",
      "vm_group",
      "vim_connector_id",
    ] as const) {
      expect(event[name]).toBe(element?.find(name)?.text || undefined);
    }
    expect(event.vm_source?.vmid).toBe(element?.find("vm_source", "vmid")?.text);
    expect(event.vm_target?.interfaces?.interface?.[0]?.ip_address).toBe(
      element?.find("vm_target", "interfaces", "interface", "ip_address")?.text,
    );
    expect("vm_source" in event).toBe((element?.find("vm_source")?.elements().length ?? 0) > 0);
    expect(event.source).toBe("netconf");
    expect(event.time).toEqual(new Date(eventTime));
    expect(event.original).toBe(body);
  });

  it("lifts what stands under event", () => {
    expect(eventOf("notification/every-field.xml").event).toMatchObject({
      type: "UNKNOWN",
      rawType: "VM_OVERLOADED",
      name: "VM_OVERLOADED",
      threshold: "70",
      value: "93",
      details: "all of them",
      user_configs: 1,
      svcid: "NULL",
    });
  });
});
