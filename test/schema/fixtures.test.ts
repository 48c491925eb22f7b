import { describe, expect, test } from "vitest";
import { schema as csp } from "../../generated/csp-service.js";
import { schema as esc } from "../../generated/esc.js";
import { isEscError } from "../../src/core/errors.js";
import {
  decode,
  encode,
  type ModuleSchema,
  nodeAt,
  type Typed,
  type ValidationIssue,
  validate,
} from "../../src/schema/index.js";
import type { BodyTypes } from "../../src/xml/sink.js";
import { type Fixture, fixtures, readFixture } from "../fixtures/index.js";
import { brokenDocuments } from "../interop/yang-rules.js";

/** Documents that our modules describe; NETCONF's own operations and replies are not among them. */
const described = fixtures.filter(({ modules }) => modules.length > 0 && !modules.includes("ietf-netconf"));

function schemaOf(fixture: Fixture): Typed {
  const module: ModuleSchema<BodyTypes> = fixture.modules.includes("csp-service") ? csp : esc;
  if (fixture.fragment === undefined) return module;
  const node = nodeAt(module, fixture.fragment.path.join("/"));
  if (node === undefined || !("createSink" in node))
    throw new Error(`no readable node ${fixture.fragment.path.join("/")}`);
  return node;
}

function read(fixture: Fixture, text: string): { value: unknown; issues: readonly ValidationIssue[] } {
  const schema = schemaOf(fixture);
  const { kind, fragment } = fixture;
  const value = decode(schema, text, fragment ? { kind, namespace: fragment.namespace } : { kind });
  return { value, issues: validate(schema, value, { kind }) };
}

/** Whether our decoder or validator refuses the text. */
function refused(fixture: Fixture, text: string): boolean {
  try {
    return read(fixture, text).issues.length > 0;
  } catch (error) {
    if (isEscError(error)) return true;
    throw error;
  }
}

describe("every fixture is valid and comes back equal", () => {
  test.each(described.map((fixture) => [fixture.file, fixture] as const))("%s", (_file, fixture) => {
    const { value, issues } = read(fixture, readFixture(fixture));
    expect(issues).toEqual([]);
    const { kind, fragment } = fixture;
    const written = encode(
      schemaOf(fixture),
      value as never,
      fragment ? { kind, namespace: fragment.namespace } : { kind },
    );
    expect(read(fixture, written).value).toEqual(value);
  });
});

describe("a document that breaks a rule of the model is refused", () => {
  test.each(brokenDocuments.map((row) => [`${row.rule} (${row.from})`, row] as const))("%s", (_title, row) => {
    const fixture = described.find(({ file }) => file === row.from);
    if (fixture === undefined) throw new Error(`no fixture ${row.from}`);
    const whole = readFixture(fixture);
    const broken = whole.replace(row.replace, row.by);
    expect(broken).not.toBe(whole);
    expect(refused(fixture, broken)).toBe(true);
  });
});
