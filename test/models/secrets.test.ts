import { inspect } from "node:util";
import { describe, expect, it } from "vitest";
import { frozenCopy } from "../../src/models/frozen.js";
import { redactSecrets } from "../../src/models/secrets.js";
import { parseXml } from "../../src/xml/element.js";
import { writeXml } from "../../src/xml/writer.js";

const R = "[redacted]";

describe("redactSecrets", () => {
  it.each<[unknown, unknown]>([
    [
      { vnc_password: "x", name: "n" },
      { vnc_password: R, name: "n" },
    ],
    [
      { name: "os_password", value: "x" },
      { name: "os_password", value: R },
    ],
    [
      { name: "OS_PASSWORD", encrypted_value: "x" },
      { name: "OS_PASSWORD", encrypted_value: R },
    ],
    [
      { name: "os_auth_url", value: "x" },
      { name: "os_auth_url", value: "x" },
    ],
    [
      { prop_key: "api.key", prop_value: "x" },
      { prop_key: "api.key", prop_value: R },
    ],
    [
      { name: "vm_credentials", val: ["a", "b"] },
      { name: "vm_credentials", val: [R, R] },
    ],
    [
      { name: "x", encrypted_data: "x" },
      { name: "x", encrypted_data: R },
    ],
    [
      { name: "token-service", vm_group: [{ name: "g" }] },
      { name: "token-service", vm_group: [{ name: "g" }] },
    ],
    [[{ a: [{ password: 1 }] }], [{ a: [{ password: R }] }]],
    [{ password: undefined }, { password: undefined }],
    ["password", "password"],
    [7n, 7n],
    [null, null],
  ])("case %#", (value, expected) => {
    expect(redactSecrets(value)).toEqual(expected);
  });

  it("leaves the value itself as it is", () => {
    const value = { password: "x" };
    redactSecrets(value);
    expect(value.password).toBe("x");
  });

  it("redacts elements, by their names and by those of properties", () => {
    const text =
      "<a><vnc_password>x</vnc_password><property><name>os_password</name><value>y</value></property><name>z</name></a>";
    expect(writeXml(redactSecrets(parseXml(text)))).toBe(
      "<a><vnc_password>[redacted]</vnc_password><property><name>os_password</name><value>[redacted]</value></property><name>z</name></a>",
    );
  });
});

describe("frozenCopy", () => {
  it("is deep, frozen and equal, and conceals at every level", () => {
    const value = { list: [{ password: "secret-1", n: 1n }], bytes: new Uint8Array([1]), when: new Date(0) };
    const copy = frozenCopy(value);
    expect(copy).toEqual(value);
    expect(copy.list).not.toBe(value.list);
    expect(Object.isFrozen(copy.list[0])).toBe(true);
    expect(inspect(copy.list)).not.toContain("secret-1");
    expect(inspect({ inside: copy }, { depth: 9 })).not.toContain("secret-1");
    expect(Object.keys(copy)).toEqual(Object.keys(value));
    expect(Object.getOwnPropertySymbols({ ...copy })).toEqual([]);
  });

  it("keeps symbol-keyed metadata, and a property called __proto__", () => {
    const mark = Symbol("mark");
    const value = { ...JSON.parse('{"__proto__": {"x": 1}}'), [mark]: "replace" };
    const copy = frozenCopy(value);
    expect(copy[mark]).toBe("replace");
    expect(Object.hasOwn(copy, "__proto__")).toBe(true);
    expect(Object.getPrototypeOf(copy)).toBe(Object.prototype);
  });
});
