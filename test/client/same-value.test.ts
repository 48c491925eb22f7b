import { describe, expect, it } from "vitest";
import * as esc from "../../generated/esc.js";
import { sameValue } from "../../src/client/same-value.js";
import { container, leaf, leafList, list } from "../../src/schema/codegen-v1.js";

const group = (name: string, more: Partial<esc.VmGroup> = {}): esc.VmGroup => ({
  name,
  image: "i",
  flavor: "f",
  bootup_time: 60,
  recovery_wait_time: 0,
  ...more,
});
const deployment = (...groups: esc.VmGroup[]): esc.Deployment => ({ name: "d", vm_group: groups });
const same = (left: esc.Deployment, right: esc.Deployment) => {
  expect(sameValue(esc.Deployment, left, right)).toBe(sameValue(esc.Deployment, right, left));
  return sameValue(esc.Deployment, left, right);
};

describe("equal configuration", () => {
  it("counts defaults as written", () => {
    const written = group("g", {
      recovery_policy: { recovery_type: "AUTO" },
      interfaces: { interface: [{ nicid: 0, network: "n", type: "virtual" }] },
    });
    const short = group("g", { interfaces: { interface: [{ nicid: 0, network: "n" }] } });
    expect(same(deployment(written), deployment(short))).toBe(true);
    const other = group("g", { recovery_policy: { recovery_type: "MANUAL" } });
    expect(same(deployment(group("g")), deployment(other))).toBe(false);
  });

  it("disregards the order of lists that the system orders", () => {
    expect(same(deployment(group("a"), group("b")), deployment(group("b"), group("a")))).toBe(true);
    expect(same(deployment(group("a")), deployment(group("a"), group("b")))).toBe(false);
    expect(same(deployment(group("a")), deployment(group("b")))).toBe(false);
  });

  it("tells changed leaves and missing parts", () => {
    expect(same(deployment(group("a")), deployment(group("a", { image: "other" })))).toBe(false);
    expect(same(deployment(group("a")), deployment(group("a", { scaling: { min_active: 1, max_active: 2 } })))).toBe(
      false,
    );
  });

  it("counts empty containers for nothing, presence for something", () => {
    expect(same(deployment(group("a", { extensions: {} })), deployment(group("a")))).toBe(true);
    const node = container({
      module: { name: "m", namespace: "urn:m", prefix: "m" },
      name: "c",
      children: [
        container({ module: { name: "m", namespace: "urn:m", prefix: "m" }, name: "p", presence: true, children: [] }),
      ],
    });
    expect(sameValue(node, { p: {} }, {})).toBe(false);
  });

  it("keeps the order where the user orders, and compares numbers as numbers", () => {
    const module = { name: "m", namespace: "urn:m", prefix: "m" };
    const string = { base: "string" } as const;
    const node = container({
      module,
      name: "c",
      children: [
        leafList({ module, name: "free", type: string }),
        leafList({ module, name: "ordered", type: string, orderedBy: "user" }),
        leaf({ module, name: "number", type: { base: "int32" }, default: "0001" }),
        list({
          module,
          name: "keyless",
          keys: [],
          config: false,
          children: [leaf({ module, name: "x", type: string })],
        }),
      ],
    });
    expect(sameValue(node, { free: ["a", "b"] }, { free: ["b", "a"] })).toBe(true);
    expect(sameValue(node, { ordered: ["a", "b"] }, { ordered: ["b", "a"] })).toBe(false);
    expect(sameValue(node, { number: 1 }, {})).toBe(true);
    expect(sameValue(node, { keyless: [{ x: "1" }] }, {})).toBe(true);
  });
});
