import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { logLines } from "../../src/models/log-line.js";
import { parseLogTime } from "../../src/models/log-time.js";
import { NotificationLogParser } from "../../src/models/notification-log.js";

/** As the guide prints it (l.4540-4573), lines wrapped where the page ended. */
const UPDATED = `2022-03-02 15:47:24.948 INFO ===== SEND NOTIFICATION STARTS =====
2022-03-02 15:47:24.948 INFO Type: VM_UPDATED
2022-03-02 15:47:24.948 INFO Status: SUCCESS
2022-03-02 15:47:24.948 INFO Status Code: 200
2022-03-02 15:47:24.948 INFO Status Msg: VM image Updated. VM name:
[dmona2_Grp1_0_6c14ce01-82d4-40ca-a8bb-dce97f99eeae], new Image: [ESC-5_7_0_64]
2022-03-02 15:47:24.948 INFO Tenant: admin
2022-03-02 15:47:24.948 INFO Deployment ID: 47831c9f-2323-431f-b7ea-748891d23430
2022-03-02 15:47:24.949 INFO Deployment name: dmona2
2022-03-02 15:47:24.949 INFO VM group name: Grp1
2022-03-02 15:47:24.949 INFO User configs: 1
2022-03-02 15:47:24.949 INFO VM Source:
2022-03-02 15:47:24.949 INFO VM ID: 0f5b4ba3-bf05-4cd8-bde8-1604102ef261
2022-03-02 15:47:24.949 INFO VM Name: dmona2_Grp1_0_6c14ce01-82d4-40ca-a8bb-dce97f99eeae
2022-03-02 15:47:24.949 INFO VM Name (Generated):
dmona2_Grp1_0_6c14ce01-82d4-40ca-a8bb-dce97f99eeae
2022-03-02 15:47:24.949 INFO Host ID:
dab2a418b071996c15dc91ec9f11b925890028e65ce7314aae40640a
2022-03-02 15:47:24.950 INFO Host Name: my-ucs-54
2022-03-02 15:47:24.950 INFO ===== SEND NOTIFICATION ENDS =====
2022-03-02 15:47:25.113 INFO
`;
const SERVICE = `2022-03-02 15:47:25.113 INFO ===== SEND NOTIFICATION STARTS =====
2022-03-02 15:47:25.113 INFO Type: SERVICE_UPDATED
2022-03-02 15:47:25.114 INFO Status: SUCCESS
2022-03-02 15:47:25.114 INFO Status Code: 200
2022-03-02 15:47:25.114 INFO Status Msg: Service group update completed successfully
2022-03-02 15:47:25.114 INFO Tenant: admin
2022-03-02 15:47:25.114 INFO Deployment ID: 47831c9f-2323-431f-b7ea-748891d23430
2022-03-02 15:47:25.114 INFO Deployment name: dmona2
2022-03-02 15:47:25.115 INFO ===== SEND NOTIFICATION ENDS =====`;

describe("NotificationLogParser", () => {
  it("reads the guide's block, wrapped lines put together", () => {
    const [event, ...more] = new NotificationLogParser().push(UPDATED);
    expect(more).toEqual([]);
    const name = "dmona2_Grp1_0_6c14ce01-82d4-40ca-a8bb-dce97f99eeae";
    expect(event).toEqual({
      type: "VM_UPDATED",
      status: "SUCCESS",
      status_code: 200,
      status_message: `VM image Updated. VM name: [${name}], new Image: [ESC-5_7_0_64]`,
      tenant: "admin",
      depid: "47831c9f-2323-431f-b7ea-748891d23430",
      depname: "dmona2",
      vm_group: "Grp1",
      user_configs: 1,
      vm_source: {
        vmid: "0f5b4ba3-bf05-4cd8-bde8-1604102ef261",
        vmname: name,
        generated_vmname: name,
        hostid: "dab2a418b071996c15dc91ec9f11b925890028e65ce7314aae40640a",
        hostname: "my-ucs-54",
      },
      source: "log",
      time: new Date(Date.UTC(2022, 2, 2, 15, 47, 24, 948)),
      eventTime: "2022-03-02 15:47:24.948",
      original: UPDATED.split("\n").slice(0, -2).join("\n"),
    });
  });

  it("reads the same wherever the log is cut", () => {
    const log = `${UPDATED}\n${SERVICE}`;
    const whole = read([log]);
    expect(whole.map((event) => event.type)).toEqual(["VM_UPDATED", "SERVICE_UPDATED"]);
    for (let cut = 0; cut <= log.length; cut++) expect(read([log.slice(0, cut), log.slice(cut)])).toEqual(whole);
    expect(read([...log])).toEqual(whole);
  });

  it("reads line ends of Windows, and the other prefix of ESC's logs", () => {
    const log = SERVICE.replaceAll(/2022-03-02 15:47:25\.11\d INFO/g, "15:47:25,113 02-Mar-2022 WARN").replaceAll(
      "\n",
      "\r\n",
    );
    const [event] = read([log]);
    expect(event).toMatchObject({ type: "SERVICE_UPDATED", eventTime: "15:47:25,113 02-Mar-2022", depname: "dmona2" });
    expect(event?.time.toISOString()).toBe("2022-03-02T15:47:25.113Z");
  });

  it("takes ESC's distance from UTC", () => {
    const [event] = new NotificationLogParser({ utcOffsetMinutes: 540 }).push(`${SERVICE}\n`);
    expect(event?.time.toISOString()).toBe("2022-03-02T06:47:25.113Z");
  });

  it("keeps source and target apart, and labels it does not know only in the original", () => {
    const log = SERVICE.replace(
      "INFO Tenant: admin",
      "INFO constructor: x\n2022-03-02 15:47:25.114 INFO VM Source:\n2022-03-02 15:47:25.114 INFO VM ID: a\n2022-03-02 15:47:25.114 INFO VM Target:\n2022-03-02 15:47:25.114 INFO VM ID: b",
    );
    const [event] = read([log]);
    expect(event).toMatchObject({ vm_source: { vmid: "a" }, vm_target: { vmid: "b" } });
    expect(Object.keys(event ?? {})).not.toContain("constructor");
    expect(event?.original).toContain("constructor: x");
  });

  it("drops a block without end, and one that is too long, and says so", () => {
    const begun = SERVICE.split("\n").slice(0, 4).join("\n");
    const parser = new NotificationLogParser();
    expect(parser.push(`${begun}\n${SERVICE}\n`).map((event) => event.type)).toEqual(["SERVICE_UPDATED"]);
    expect(parser.dropped).toBe(1);
    parser.push(begun);
    expect(parser.end()).toEqual([]);
    expect(parser.dropped).toBe(2);
    const small = new NotificationLogParser({ maxBlockLength: 100 });
    expect(small.push(`${SERVICE}\n`)).toEqual([]);
    expect(small.dropped).toBe(1);
  });

  it("gives nothing for any other text", () => {
    fc.assert(
      fc.property(fc.array(fc.string()), (pieces) => {
        expect(read(pieces)).toEqual([]);
      }),
    );
  });
});

function read(pieces: readonly string[]) {
  const parser = new NotificationLogParser();
  return [...pieces.flatMap((piece) => parser.push(piece)), ...parser.end()];
}

describe("logLines", () => {
  it("reads the guide's reply (l.7854)", () => {
    const lines = logLines({
      log_level: "INFO",
      logs: [
        {
          classifications: { classification: ["OS", "SM"] },
          tags: {
            tag: [
              { name: "depName", value: "CSR_ap1" },
              { name: "tenant", value: "admin" },
            ],
          },
          log_date_time: "13:06:07,575 31-Oct-2016",
          log_message: " No pending work flow to start.",
        },
      ],
    });
    expect(lines).toEqual([
      {
        level: "INFO",
        time: new Date(Date.UTC(2016, 9, 31, 13, 6, 7, 575)),
        timeText: "13:06:07,575 31-Oct-2016",
        message: "No pending work flow to start.",
        classifications: ["OS", "SM"],
        tags: { depName: "CSR_ap1", tenant: "admin" },
      },
    ]);
  });

  it("takes results and entries with nothing in them", () => {
    expect(logLines({})).toEqual([]);
    expect(logLines({ logs: [{}] })).toEqual([
      { level: undefined, time: undefined, timeText: "", message: "", classifications: [], tags: {} },
    ]);
  });

  it("keeps a tag called __proto__ as a tag", () => {
    const [line] = logLines({ logs: [{ tags: { tag: [{ name: "__proto__", value: "x" }] } }] });
    expect(Object.keys(line?.tags ?? {})).toEqual(["__proto__"]);
  });
});

describe("parseLogTime", () => {
  it.each([
    ["15:43:58,46022-Nov-2016", "2016-11-22T15:43:58.460Z"],
    ["13:06:07,575 31-Oct-2016", "2016-10-31T13:06:07.575Z"],
    ["13:06:07,575 1-OCT-2016", "2016-10-01T13:06:07.575Z"],
    ["2022-03-02 15:47:24.948", "2022-03-02T15:47:24.948Z"],
  ])("reads %s", (text, iso) => {
    expect(parseLogTime(text)?.toISOString()).toBe(iso);
  });

  it("takes the zone it is told", () => {
    expect(parseLogTime("13:06:07,575 31-Oct-2016", { utcOffsetMinutes: -60 })?.toISOString()).toBe(
      "2016-10-31T14:06:07.575Z",
    );
  });

  it.each([
    "",
    "13:06:07 31-Oct-2016",
    "25:06:07,575 31-Oct-2016",
    "13:06:07,575 31-Foo-2016",
    "13:06:07,575 31-Feb-2016",
    "13:61:07,575 01-Feb-2016",
  ])("refuses %j", (text) => {
    expect(parseLogTime(text)).toBeUndefined();
  });
});
