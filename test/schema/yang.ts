import { compileYang, type UntypedBody } from "../../src/codegen/index.js";
import type { ModuleSchema } from "../../src/schema/index.js";

/** The descriptor of a module `t` (prefix `t`, namespace `urn:t`) with these statements in it. */
export function moduleOf(body: string): ModuleSchema<UntypedBody> {
  const text = `module t { yang-version 1.1; namespace "urn:t"; prefix t; ${body} }`;
  const schema = compileYang([{ name: "t.yang", text }]).get("t");
  if (!schema) throw new Error("the module did not compile");
  return schema;
}
