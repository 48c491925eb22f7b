import { describe, expect, it } from "vitest";
import { FakeEsc, refused } from "./fake-esc.js";

const HTTP = "http://www.cisco.com/esc/esc";
const HTTPS = "https://www.cisco.com/esc/esc";

const results = (namespace: string) => `<filterLogResults xmlns="${namespace}"><log_level>INFO</log_level><logs>
  <classifications><classification>OS</classification></classifications>
  <tags><tag><name>depName</name><value>CSR_ap1</value></tag></tags>
  <log_date_time>13:06:07,575 31-Oct-2016</log_date_time><log_message> No pending work flow to start.</log_message>
</logs></filterLogResults>`;

describe("logs.filter", () => {
  it("asks as the guide's sample does and reads its answer, whatever its namespace", async () => {
    const fake = new FakeEsc();
    fake.onRpc = () => results(HTTPS);
    const lines = await fake.client.logs.filter({
      level: "INFO",
      count: 20,
      classifications: ["OS", "SM"],
      tags: { depName: "CSR_ap1" },
    });
    expect(fake.rpcs[0]).toBe(
      `<filterLog xmlns="${HTTP}"><log_level>INFO</log_level><log_count>20</log_count><classifications><classification>OS</classification><classification>SM</classification></classifications><tags><tag><name>depName</name><value>CSR_ap1</value></tag></tags></filterLog>`,
    );
    expect(lines).toEqual([
      {
        level: "INFO",
        time: new Date("2016-10-31T13:06:07.575Z"),
        timeText: "13:06:07,575 31-Oct-2016",
        message: "No pending work flow to start.",
        classifications: ["OS"],
        tags: { depName: "CSR_ap1" },
      },
    ]);
    await fake.client.close();
  });

  it("refuses levels and parts of ESC that the model does not know, and names those it knows", async () => {
    const fake = new FakeEsc();
    await expect(fake.client.logs.filter({ level: "LOUD", classifications: ["OSS"] })).rejects.toMatchObject({
      code: "validation",
      issues: [{ path: "filterLog/log_level" }, { path: expect.stringContaining("classification") }],
      message: expect.stringContaining('"TRACE"'),
    });
    expect(fake.rpcs).toEqual([]);
    await fake.client.close();
  });

  it("leaves out what was not asked for, and gives no lines for an empty answer", async () => {
    const fake = new FakeEsc();
    expect(await fake.client.logs.filter()).toEqual([]);
    expect(fake.rpcs[0]).toBe(`<filterLog xmlns="${HTTP}"/>`);
    await fake.client.close();
  });

  it.each(["unknown-namespace", "unknown-element"])(
    "tries the other namespace once after %s, and remembers it",
    async (tag) => {
      const fake = new FakeEsc();
      fake.onRpc = (xml) => {
        if (xml.includes(`${HTTP}"`)) throw refused({ tag });
        return results(HTTPS);
      };
      expect(await fake.client.logs.filter()).toHaveLength(1);
      expect(await fake.client.logs.filter()).toHaveLength(1);
      expect(fake.rpcs.map((xml) => xml.includes(HTTPS))).toEqual([false, true, true]);
      await fake.client.close();
    },
  );

  it("does not try the other after other refusals, or once one was taken", async () => {
    const fake = new FakeEsc();
    fake.onRpc = () => {
      throw refused({ tag: "access-denied" });
    };
    await expect(fake.client.logs.filter()).rejects.toMatchObject({ code: "rpc-error" });
    expect(fake.rpcs).toHaveLength(1);
    fake.onRpc = () => results(HTTP);
    await fake.client.logs.filter();
    fake.onRpc = () => {
      throw refused({ tag: "unknown-element" });
    };
    await expect(fake.client.logs.filter()).rejects.toMatchObject({ code: "rpc-error" });
    expect(fake.rpcs).toHaveLength(3);
    await fake.client.close();
  });
});
