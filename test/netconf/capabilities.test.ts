import { describe, expect, it } from "vitest";
import { Capabilities, requireCapability } from "../../src/netconf/capabilities.js";

const CLAIMED = [
  "urn:ietf:params:netconf:base:1.1",
  "urn:ietf:params:netconf:capability:candidate:1.0",
  "urn:ietf:params:netconf:capability:validate:1.1",
  "urn:ietf:params:netconf:capability:with-defaults:1.0?basic-mode=explicit&also-supported=report-all%2Ctrim",
  "http://www.cisco.com/esc/esc?module=esc&revision=2021-01-01",
];

describe("Capabilities", () => {
  const capabilities = new Capabilities(CLAIMED, [":xpath", "urn:mine"]);

  it.each([
    [":candidate", true],
    [":candidate:1.0", true],
    [":candidate:1.1", false],
    [":validate", true],
    [":validate:1.1", true],
    [":validate:1.0", false],
    [":base", true],
    [":base:1.1", true],
    [":base:1.0", false],
    [":cand", false],
    [":startup", false],
    [":xpath", true],
    [":with-defaults", true],
    ["urn:ietf:params:netconf:capability:candidate:1.0", true],
    ["urn:ietf:params:netconf:capability:with-defaults:1.0", true],
    ["http://www.cisco.com/esc/esc", true],
    ["http://www.cisco.com/esc", false],
    ["urn:mine", true],
    ["esc", false],
    ["", false],
  ])("has(%j) is %s", (name, expected) => {
    expect(capabilities.has(name)).toBe(expected);
  });

  it("gives parameters, and lists what was claimed only", () => {
    expect(capabilities.get(":with-defaults")?.parameters).toEqual({
      "basic-mode": "explicit",
      "also-supported": "report-all,trim",
    });
    expect(capabilities.get("http://www.cisco.com/esc/esc")).toEqual({
      uri: CLAIMED[4],
      parameters: { module: "esc", revision: "2021-01-01" },
    });
    expect(capabilities.get(":candidate")?.parameters).toEqual({});
    expect([...capabilities]).toEqual(CLAIMED);
  });

  it("names what is missing and how to assume it", () => {
    expect(() => requireCapability(capabilities, ":startup", "copy-config")).toThrow(
      expect.objectContaining({
        code: "missing-capability",
        message: expect.stringMatching(/copy-config.*:startup.*assume: \[":startup"\]/),
      }),
    );
    expect(() => requireCapability(capabilities, ":xpath", "get")).not.toThrow();
  });

  it("takes an assumed short name with its version", () => {
    const assumed = new Capabilities([], [":validate:1.1"]);
    expect([assumed.has(":validate:1.1"), assumed.has(":validate"), assumed.has(":validate:1.0")]).toEqual([
      true,
      true,
      false,
    ]);
  });
});
