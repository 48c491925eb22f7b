import { expect, test } from "vitest";
import { decode, validate } from "../../src/schema/index.js";
import { XmlReader } from "../../src/xml/reader.js";
import { moduleOf } from "./yang.js";

const schema = moduleOf(`
  list item {
    key id;
    unique label;
    max-elements 6000;
    leaf id { type uint32; }
    leaf label { type string; }
    leaf group { type leafref { path "/group/name"; } }
    leaf peer { type leafref { path "../../item/id"; } must "../../item[id = current()]/group"; }
    leaf next { type leafref { path "/t:item[t:id = current()/../peer]/t:label"; } }
    must "not(preceding-sibling::item[label = current()/label])";
    must "count(../item) <= 6000 and ../item[id = current()/id and label = current()/label]";
    must "group = ../group/name";
    must "../limit >= string-length(label)";
  }
  list group { key name; leaf name { type string; } }
  leaf limit { type uint8; default 20; }
  leaf-list all { type leafref { path "/item/id"; } }`);

function entries(count: number): Record<string, unknown> {
  const numbers = Array.from({ length: count }, (_, at) => at);
  return {
    item: numbers.map((id) => ({
      id,
      label: `label-${id}`,
      group: `g${id}`,
      peer: (id + 1) % count,
      next: `label-${(id + 1) % count}`,
    })),
    group: numbers.map((id) => ({ name: `g${id}` })),
    all: numbers,
  };
}

function timed(value: unknown): {
  readonly ms: number;
  readonly issues: readonly { readonly code: string; readonly path: string }[];
} {
  const start = performance.now();
  const issues = validate(schema, value);
  return { ms: performance.now() - start, issues };
}

test("5,000 entries with must, leafref and unique on each are judged in near-linear time", () => {
  timed(entries(500));
  const small = timed(entries(1000));
  const large = timed(entries(5000));
  expect(small.issues).toEqual([]);
  expect(large.issues).toEqual([]);
  // Five times the entries: a quadratic rule would take twenty-five times as long.
  expect(large.ms).toBeLessThan(small.ms * 15 + 500);
});

test("what is wrong in one of 5,000 entries is found there", () => {
  const value = entries(5000) as { item: Record<string, unknown>[]; all: number[] };
  Object.assign(value.item[4000] ?? {}, { label: "label-7", group: "nobody" });
  value.all.push(5000);
  const { issues } = timed(value);
  expect(issues.map(({ path, code }) => `${code} ${path}`)).toEqual([
    "leafref item[id='3999']/next",
    "leafref item[id='4000']/group",
    "must item[id='4000']",
    "must item[id='4000']",
    "unique item[id='4000']",
    "leafref all[5001]",
  ]);
});

test("decoding adds little to reading, and keeping unknown elements is linear", () => {
  const text = (item: string, count: number) =>
    `<data xmlns="urn:ietf:params:xml:ns:netconf:base:1.0">${Array.from({ length: count }, (_, at) => item.replaceAll("%", String(at))).join("")}</data>`;
  const known = text(
    "<item xmlns='urn:t'><id>%</id><label>label-%</label><group>g%</group><peer>1</peer></item>",
    5000,
  );
  const unknown = text("<thing><id>%</id><label>label-%</label><group>g%</group><peer>1</peer></thing>", 5000);
  const read = () => new XmlReader({ open: () => undefined, text: () => undefined, close: () => undefined });
  const bare = fastest(() => {
    const reader = read();
    reader.write(known);
    reader.end();
  });
  // Compared with the bare reader on the same machine at the same moment, so that a busy machine does not matter.
  expect(fastest(() => decode(schema, known, { kind: "data" }))).toBeLessThan(bare * 4 + 20);
  expect(fastest(() => decode(schema, unknown, { kind: "data" }))).toBeLessThan(bare * 8 + 20);
});

function fastest(work: () => void): number {
  const times = [0, 1, 2].map(() => {
    const start = performance.now();
    work();
    return performance.now() - start;
  });
  return Math.min(...times);
}
