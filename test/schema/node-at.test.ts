import { expect, test } from "vitest";
import { schema as esc } from "../../generated/esc.js";
import { nodeAt } from "../../src/schema/index.js";
import { moduleOf } from "./yang.js";

test("a node is found by the path that issues have", () => {
  expect(nodeAt(esc, "esc_datamodel/tenants/tenant[name='a/b]']/deployments/deployment")).toMatchObject({
    kind: "list",
    name: "deployment",
  });
  expect(nodeAt(esc, "/esc:esc_datamodel/esc:tenants")).toMatchObject({ kind: "container", name: "tenants" });
  expect(nodeAt(esc, "esc_datamodel/nothing")).toBeUndefined();
  expect(nodeAt(esc, "other:esc_datamodel")).toBeUndefined();
  expect(nodeAt(esc, "escEvent/status", "notification")).toMatchObject({ kind: "leaf" });
});

test("below a node, through choices, in rpcs", () => {
  const schema = moduleOf(`
    container c { choice h { case x { leaf a { type string; } } } }
    rpc call { input { leaf in { type string; } } output { leaf out { type string; } } }`);
  const [node] = schema.data;
  const [call] = schema.rpcs;
  if (node?.kind !== "container" || !call) throw new Error("no container or rpc");
  expect(nodeAt(node, "a")).toMatchObject({ name: "a" });
  expect(nodeAt(node, "")).toBe(node);
  expect(nodeAt(schema, "call/in", "rpc")).toMatchObject({ name: "in" });
  expect(nodeAt(call, "out", "reply")).toMatchObject({ name: "out" });
});
