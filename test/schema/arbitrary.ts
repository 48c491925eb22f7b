import fc from "fast-check";
import { checkValue } from "../../src/schema/codec.js";
import type { ChildNode, Intervals, Type } from "../../src/schema/descriptor.js";
import { canonicalDecimal } from "../../src/schema/number-types.js";
import { codecOf } from "../../src/schema/types.js";

/** Texts that models like to see; which of them a type takes is for its codec to say. */
const TEXTS = [
  ..."abcdexyq0123456789",
  ...[
    "q0",
    "q1",
    "q2",
    "aa",
    "ab.c",
    "^a$",
    "b.c",
    "12345678",
    "abc",
    "",
    " ",
    "a b",
    "ü",
    "😀",
    "<&>\"'",
    "a\nb",
    "bcd",
    "fgZ",
    "b-",
  ],
  ...["10.0.0.1", "10.0.0.2", "192.0.2.0/24", "2001:db8::1", "2001:db8::/64", "255.255.255.0", "host.example.net"],
  ...[
    "2026-11-22T10:00:00Z",
    "2026-11-22T10:00:00.5+01:00",
    "00:11:22:33:44:55",
    "f81d4fae-7dec-11d0-a765-00a0c91e6bf6",
  ],
  ...[
    "http://a.example/x",
    "file:///opt/a.cfg",
    "admin",
    "GB",
    "ALWAYS log",
    "TRUE a.sh",
    "VM_ALIVE",
    "1-4",
    "0-100",
    "name",
    "value",
  ],
];

/** What random values are drawn with. */
export type Draw = <T>(arbitrary: fc.Arbitrary<T>) => T;

/** A source of random values that gives the same for the same seed. */
export function drawing(seed: number): Draw {
  const [generate] = fc.sample(fc.gen(), { numRuns: 1, seed });
  if (!generate) throw new Error("fast-check gave no generator");
  return (arbitrary) => generate(() => arbitrary);
}

/** A random value of a type, its restrictions kept wherever they are not references. */
export function randomValue(type: Type, draw: Draw): unknown {
  switch (type.base) {
    case "int8":
    case "int16":
    case "int32":
    case "uint8":
    case "uint16":
    case "uint32": {
      const [low, high] = interval(type.range ?? [bounds(type.base)], draw);
      return draw(
        fc.oneof(fc.integer({ min: low, max: high }), fc.integer({ min: low, max: Math.min(high, low + 3) })),
      );
    }
    case "int64":
    case "uint64": {
      const all: [bigint, bigint] = type.base === "int64" ? [-(2n ** 63n), 2n ** 63n - 1n] : [0n, 2n ** 64n - 1n];
      const [min, max] = interval(type.range ?? [all], draw);
      return draw(fc.bigInt({ min, max }));
    }
    case "decimal64":
      return randomDecimal(type.fractionDigits, draw);
    case "string":
      return randomText(type, draw);
    case "binary":
      return draw(fc.uint8Array({ maxLength: 3 }));
    case "boolean":
      return draw(fc.boolean());
    case "empty":
      return true;
    case "enumeration":
      return draw(fc.constantFrom(...type.values));
    case "bits":
      return draw(fc.subarray([...type.bits]));
    case "union":
      return randomValue(draw(fc.constantFrom(...type.types)), draw);
    case "leafref":
      return randomValue(type.target, draw);
    case "identityref":
      return draw(fc.constantFrom(...type.identities));
    case "instance-identifier":
      return draw(
        fc.constantFrom("/judge:total", "/judge:texts/judge:flag", "/judge:server[judge:name='a'][judge:port='1']"),
      );
  }
}

function bounds(base: "int8" | "int16" | "int32" | "uint8" | "uint16" | "uint32"): [number, number] {
  const bits = Number(base.replace(/\D/g, ""));
  return base.startsWith("u") ? [0, 2 ** bits - 1] : [-(2 ** (bits - 1)), 2 ** (bits - 1) - 1];
}

function interval<T>(intervals: Intervals<T>, draw: Draw): readonly [T, T] {
  return draw(fc.constantFrom(...intervals));
}

function randomDecimal(fractionDigits: number, draw: Draw): string {
  const scaled = draw(fc.bigInt({ min: -200n, max: 300n })).toString();
  const digits = scaled.replace("-", "").padStart(fractionDigits + 1, "0");
  const text = `${digits.slice(0, -fractionDigits)}.${digits.slice(-fractionDigits)}`;
  return canonicalDecimal(scaled.startsWith("-") ? `-${text}` : text);
}

const fittingTexts = new WeakMap<Type, readonly string[]>();

function randomText(type: Type, draw: Draw): string {
  let fitting = fittingTexts.get(type);
  if (!fitting) {
    const codec = codecOf(type);
    fitting = TEXTS.filter((text) => checkValue(codec, text) === undefined);
    fittingTexts.set(type, fitting);
  }
  return draw(fc.constantFrom(...(fitting.length > 0 ? fitting : ["nothing fits"])));
}

/** How random objects are made. */
export interface ObjectOptions {
  /** Whether nodes of state are made too. */
  readonly state: boolean;
  /** The chance, out of 100, that a node that may be left out is there; halved with every level below the third. */
  readonly chance: number;
}

/** A random object for nodes beside each other: one case of each choice at most, keys and mandatory nodes always. */
export function randomObject(
  children: readonly ChildNode[],
  draw: Draw,
  options: ObjectOptions,
  depth = 0,
): Record<string, unknown> {
  const fields: Record<string, unknown> = {};
  for (const child of children) {
    if (child.config === false && !options.state) continue;
    if (child.kind === "choice") {
      if (!child.mandatory && !wanted(draw, options, depth)) continue;
      const chosen = draw(fc.constantFrom(...child.cases));
      Object.assign(fields, randomObject(chosen.children, draw, options, depth));
      continue;
    }
    const needed =
      ("mandatory" in child && child.mandatory) || ("min" in child && (child.min ?? 0) > 0) || mustExist(child);
    if (!needed && !wanted(draw, options, depth)) continue;
    const value = randomNode(child, draw, options, depth);
    if (value !== undefined) fields[child.property ?? child.name] = value;
  }
  return fields;
}

function wanted(draw: Draw, options: ObjectOptions, depth: number): boolean {
  return draw(fc.integer({ min: 0, max: 99 })) < options.chance / 2 ** Math.max(0, depth - 3);
}

function mustExist(child: ChildNode): boolean {
  return (
    child.kind === "container" &&
    !child.presence &&
    child.children.some((one) => ("mandatory" in one && one.mandatory) || mustExist(one))
  );
}

function randomNode(child: ChildNode, draw: Draw, options: ObjectOptions, depth: number): unknown {
  switch (child.kind) {
    case "container":
      return randomObject(child.children, draw, options, depth + 1);
    case "list": {
      const count = draw(fc.integer({ min: Math.max(1, child.min ?? 0), max: Math.min(child.max ?? 3, 3) }));
      return Array.from({ length: count }, () => ({
        ...randomKeys(child, draw),
        ...randomObject(child.children, draw, options, depth + 1),
        ...randomKeys(child, draw),
      }));
    }
    case "leaf":
      return randomValue(child.type, draw);
    case "leaf-list": {
      const count = draw(fc.integer({ min: Math.max(1, child.min ?? 0), max: Math.min(child.max ?? 3, 3) }));
      return Array.from({ length: count }, () => randomValue(child.type, draw));
    }
    default:
      return undefined;
  }
}

function randomKeys(list: ChildNode & { kind: "list" }, draw: Draw): Record<string, unknown> {
  const keys: Record<string, unknown> = {};
  for (const child of list.children) {
    if (child.kind === "leaf" && list.keys.includes(child.name)) keys[child.name] = randomValue(child.type, draw);
  }
  return keys;
}

/** Takes out of a value what an issue's path names; false when there is nothing there. */
export function takeOut(value: Record<string, unknown>, path: string): boolean {
  const steps = [...path.matchAll(/([^/[\]]+)((?:\[[^\]]*\])*)/g)];
  let holder: unknown = value;
  for (const [at, step] of steps.entries()) {
    const last = at === steps.length - 1;
    const name = step[1] ?? "";
    const fields = holder as Record<string, unknown>;
    if (typeof holder !== "object" || holder === null || !(name in fields)) return false;
    const inside = fields[name];
    const predicates = step[2] ?? "";
    if (Array.isArray(inside) && predicates !== "") {
      const index = inside.findIndex((entry, position) => isEntry(entry, position, predicates));
      if (index < 0) return false;
      if (last) return removeAt(fields, name, index);
      holder = inside[index];
    } else if (last) {
      delete fields[name];
      return true;
    } else {
      holder = inside;
    }
  }
  return false;
}

function removeAt(fields: Record<string, unknown>, name: string, index: number): boolean {
  const list = fields[name] as unknown[];
  list.splice(list.length - 1 === index ? index : index, 1);
  if (list.length === 0) delete fields[name];
  return true;
}

function isEntry(entry: unknown, position: number, predicates: string): boolean {
  const tests = [...predicates.matchAll(/\[(?:([^=\]]+)=['"](.*?)['"]|(\d+))\]/g)];
  return tests.every(([, key, text, number]) =>
    number === undefined
      ? String((entry as Record<string, unknown>)[key ?? ""]) === text
      : position + 1 === Number(number),
  );
}
