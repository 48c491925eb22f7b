import { describe, expect, it } from "vitest";
import {
  formatLogLine,
  type LogLevel,
  type LogLine,
  LogStore,
  logDateTime,
} from "../../src/simulator/engine/log-store.js";

const line = (level: LogLevel, rest: Partial<LogLine> = {}): LogLine => ({
  time: Date.UTC(2016, 9, 31, 13, 6, 7, 575),
  level,
  tid: "0793b5c9-8255-47f3-81e6-fbb59f6571f7",
  classifications: ["OS"],
  tags: { depName: "test-dep", tenant: "test" },
  message: level,
  ...rest,
});

function store(...lines: LogLine[]): LogStore {
  const made = new LogStore(100);
  for (const one of lines) made.write(one);
  return made;
}

describe("the tagged log", () => {
  it("finds lines at the level and above; ERROR when none is given", () => {
    const log = store(line("DEBUG"), line("INFO"), line("WARNING"), line("ERROR"), line("FATAL"), line("TRACE"));
    const levels = (level?: LogLevel) => log.search(level ? { level } : {}).map((one) => one.level);
    expect(levels("INFO")).toEqual(["INFO", "WARNING", "ERROR", "FATAL"]);
    expect(levels()).toEqual(["ERROR", "FATAL"]);
    expect(levels("TRACE")).toHaveLength(6);
  });

  it("gives the newest lines, oldest first, ten unless told otherwise", () => {
    const log = store(...Array.from({ length: 30 }, (_, at) => line("ERROR", { message: String(at) })));
    expect(log.search({}).map((one) => one.message)).toEqual([
      "20",
      "21",
      "22",
      "23",
      "24",
      "25",
      "26",
      "27",
      "28",
      "29",
    ]);
    expect(log.search({ count: 2 }).map((one) => one.message)).toEqual(["28", "29"]);
    expect(log.search({ count: 0 })).toEqual([]);
  });

  it("wants level, any classification and any tag to match, as the guide's examples say", () => {
    const log = store(line("ERROR"));
    const found = (classifications: string[], ...tags: [string, string][]) =>
      log.search({ classifications, tags: tags.map(([name, value]) => ({ name, value })) }).length;
    expect(found(["OS"], ["depName", "test-dep"])).toBe(1);
    expect(found(["OS"], ["tenant", "test"])).toBe(1);
    expect(found(["OS", "SM"], ["depName", "other"], ["tenant", "test"])).toBe(1);
    expect(found(["VIM"], ["depName", "test-dep"])).toBe(0);
    expect(found([], ["depName", "other"])).toBe(0);
    expect(found([])).toBe(1);
  });

  it("keeps a bounded number of lines", () => {
    const log = store(...Array.from({ length: 1_000 }, () => line("INFO")));
    expect(log.lines.length).toBeLessThanOrEqual(125);
  });

  it("writes time and lines as the guide has them", () => {
    expect(logDateTime(line("INFO").time)).toBe("13:06:07,575 31-Oct-2016");
    expect(formatLogLine(line("ERROR", { tags: { wf: "create_vm", vmGroup: "test-VNF" }, message: "m" }))).toBe(
      "date=13:06:07,575 31-Oct-2016] [loglevel=ERROR] [tid=0793b5c9-8255-47f3-81e6-fbb59f6571f7] [cl=OS] [tags=wf:create_vm,vmGrpName:test-VNF] [msg=m",
    );
  });
});
