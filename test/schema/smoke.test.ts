import { expect, test } from "vitest";
import { container, leaf, list, moduleSchema } from "../../src/schema/codegen-v1.js";
import type { ListNode, ModuleRef, ModuleSchema } from "../../src/schema/descriptor.js";
import { decode, encode, operation } from "../../src/schema/index.js";
import type { SameBody } from "../../src/xml/sink.js";

const m: ModuleRef = { name: "m", namespace: "urn:m", prefix: "m" };
interface Item {
  id: string;
  n?: number;
}
const Item: ListNode<Item> = list({
  module: m,
  name: "item",
  keys: ["id"],
  children: [
    leaf({ module: m, name: "n", type: { base: "int8" } }),
    leaf({ module: m, name: "id", type: { base: "string" } }),
  ],
});
interface Data {
  top?: { item?: readonly Item[] };
}
const schema: ModuleSchema<SameBody<Data>> = moduleSchema({
  module: m,
  data: [container({ module: m, name: "top", children: [Item] })],
  rpcs: [],
  notifications: [],
});

test("round trip", () => {
  const value: Data = { top: { item: [operation("replace", { n: 5, id: "a" })] } };
  const xml = encode(schema, value, { kind: "edit" });
  expect(xml).toBe(
    '<top xmlns="urn:m"><item xmlns:nc="urn:ietf:params:xml:ns:netconf:base:1.0" nc:operation="replace"><id>a</id><n>5</n></item></top>',
  );
  const back: Data = decode(schema, xml, { kind: "edit" });
  expect(back).toEqual(value);
  expect(() => decode(schema, xml)).toThrow(/operation/);
  expect(() => decode(schema, "<top xmlns='urn:m'><item><n>500</n><id>x</id><nn/></item></top>")).toThrow(/range|nn/);
  const one: Item = decode(Item, "<item xmlns='urn:m'><id>q</id></item>");
  expect(one).toEqual({ id: "q" });
});
