import type { CompileContext } from "./context.js";
import type { Statement } from "./statements.js";

/** Enumeration or bits with the number of each name, in schema order. */
export interface NumberedType {
  readonly base: "enumeration" | "bits";
  readonly names: readonly string[];
  /** The value of each enum, or the position of each bit, in the order of `names`. */
  readonly numbers: readonly number[];
}

/** What differs between the two (RFC 7950 sections 9.6.4 and 9.7.4). */
const KINDS = {
  enumeration: { item: "enum", number: "value", lowest: -2147483648, highest: 2147483647 },
  bits: { item: "bit", number: "position", lowest: 0, highest: 4294967295 },
} as const;

/**
 * Adds the `enum` or `bit` statements of a type statement: all of them to a bare type, or a selection from a complete one
 * (YANG 1.1). Names whose features are off are left out, but keep their numbers.
 *
 * @throws YangError for names or numbers used twice, names that the base type lacks, and numbers that differ from its
 */
export function restrictNumbered(type: NumberedType, statement: Statement, context: CompileContext): NumberedType {
  const { item } = KINDS[type.base];
  const items = statement.all(item);
  const [first] = items;
  if (!first) return type;
  if (type.names.length > 0 && !context.modules.is11(first)) {
    throw first.error(`Choosing among the ${item}s of a type needs YANG 1.1: put "yang-version 1.1;" at the top`);
  }
  const base =
    type.names.length > 0 ? new Map(type.names.map((name, index) => [name, type.numbers[index] ?? 0])) : undefined;
  const numbers = numberItems(items, type, base);
  const kept = items.filter((each) => context.features.allows(each.substatements));
  if (kept.length === 0) throw first.error(`The features that are on leave no ${item} of this type`);
  const names = kept.map((each) => each.text);
  return { base: type.base, names, numbers: names.map((name) => numbers.get(name) ?? 0) };
}

/** The number of every item: its own, that of the base type, or one more than the highest so far. */
function numberItems(
  items: readonly Statement[],
  type: NumberedType,
  base: ReadonlyMap<string, number> | undefined,
): Map<string, number> {
  const kind = KINDS[type.base];
  const numbers = new Map<string, number>();
  const used = new Set<number>();
  let highest: number | undefined;
  for (const item of items) {
    checkName(item, numbers, base);
    const own = item.first(kind.number);
    const next = highest === undefined ? 0 : highest + 1;
    const number = own ? Number(own.text) : (base?.get(item.text) ?? next);
    if (number < kind.lowest || number > kind.highest) {
      throw (own ?? item).error(
        `The ${kind.number} ${number} is not within ${kind.lowest}..${kind.highest}: state another`,
      );
    }
    if (used.has(number)) throw (own ?? item).error(`The ${kind.number} ${number} is used twice in this type`);
    if (base && base.get(item.text) !== number) {
      throw (own ?? item).error(
        `"${item.text}" has the ${kind.number} ${base.get(item.text)} in the base type: keep it`,
      );
    }
    used.add(number);
    numbers.set(item.text, number);
    highest = highest === undefined ? number : Math.max(highest, number);
  }
  return numbers;
}

function checkName(
  item: Statement,
  before: ReadonlyMap<string, number>,
  base: ReadonlyMap<string, number> | undefined,
): void {
  if (before.has(item.text)) throw item.error(`"${item.text}" stands twice in this type: remove one`);
  if (item.text === "" || item.text.trim() !== item.text) {
    throw item.error("The name of an enum may not be empty, nor begin or end with white space");
  }
  if (base && !base.has(item.text)) throw item.error(`The base type has no "${item.text}": choose among its own names`);
}

/** The names of a bits type in the order of their positions, which is the order of values on the wire. */
export function bitsByPosition(type: NumberedType): string[] {
  const order = type.names.map((name, index) => ({ name, position: type.numbers[index] ?? 0 }));
  return order.sort((a, b) => a.position - b.position).map(({ name }) => name);
}
