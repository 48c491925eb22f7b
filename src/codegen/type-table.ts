import type { Type } from "../schema/descriptor.js";
import type { NameTable } from "./identifiers.js";
import { arrayCode, type Code, literalCode, objectCode, printCode } from "./print.js";
import { ShapeTable } from "./shapes.js";
import { literalUnion } from "./type-text.js";

/** A type shorter than this, as a literal, is written where it is used. */
const SHORT = 50;
/** A literal union longer than this gets a name of its own where it is used more than once. */
const LONG_UNION = 80;

interface Entry {
  readonly type: Type;
  readonly wish: string | undefined;
  readonly leaf: string;
  uses: number;
  constant?: string;
  alias?: string;
}

/** The types of one generated file: those worth it become constants, and long literal unions named types. */
export class TypeTable {
  readonly #shapes: ShapeTable = new ShapeTable();
  readonly #entries = new Map<number, Entry>();
  readonly #typeNames: ReadonlyMap<Type, string>;

  /** @param typeNames the typedefs that types come from */
  constructor(typeNames: ReadonlyMap<Type, string>) {
    this.#typeNames = typeNames;
  }

  /** Counts a use of a type by a leaf. */
  add(type: Type, leaf: string): void {
    if (type.base === "union") for (const member of type.types) this.add(member, leaf);
    if (type.base === "leafref") this.add(type.target, leaf);
    const shape = this.#shapes.of(type);
    const entry = this.#entries.get(shape) ?? { type, wish: this.#typeNames.get(type), leaf, uses: 0 };
    entry.uses++;
    this.#entries.set(shape, entry);
  }

  /** Gives names, when all uses are counted. */
  name(names: NameTable): void {
    for (const entry of this.#entries.values()) {
      const length = printCode(literalCode(entry.type), -1e9).length;
      if (length > SHORT && (entry.wish !== undefined || entry.uses > 1)) {
        entry.constant = names.constant(entry.wish ?? `${entry.leaf}-type`);
      }
      const union = entry.uses > 1 ? literalUnion(entry.type) : undefined;
      if (union !== undefined && union.length > LONG_UNION) entry.alias = names.type(entry.wish ?? entry.leaf);
    }
  }

  /** The constants, each after those it is made of. */
  get constants(): readonly { readonly name: string; readonly code: Code }[] {
    return [...this.#entries.values()].flatMap((entry) =>
      entry.constant === undefined ? [] : [{ name: entry.constant, code: this.#literal(entry.type) }],
    );
  }

  /** The named literal unions. */
  get aliases(): readonly { readonly name: string; readonly union: string }[] {
    return [...this.#entries.values()].flatMap((entry) =>
      entry.alias === undefined ? [] : [{ name: entry.alias, union: literalUnion(entry.type) ?? "never" }],
    );
  }

  /** The name of a type's literal union, where it has one. */
  aliasOf(type: Type): string | undefined {
    return this.#entries.get(this.#shapes.of(type))?.alias;
  }

  /** A type in a descriptor: its constant's name, or the literal. */
  code(type: Type): Code {
    return this.#entries.get(this.#shapes.of(type))?.constant ?? this.#literal(type);
  }

  #literal(type: Type): Code {
    if (type.base === "union") {
      return objectCode({
        base: literalCode("union"),
        types: arrayCode(type.types.map((member) => this.code(member))),
      });
    }
    if (type.base === "leafref") {
      const { target, ...rest } = type;
      const members = Object.entries(rest).map(([name, value]) => [name, literalCode(value)] as const);
      return objectCode({ ...Object.fromEntries(members), target: this.code(target) });
    }
    return literalCode(type);
  }
}
