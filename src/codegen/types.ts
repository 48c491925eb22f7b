import type {
  BinaryType,
  BooleanType,
  EmptyType,
  IdentityrefType,
  IntegerType,
  StringType,
} from "../schema/descriptor.js";
import type { CompileContext } from "./context.js";
import { restrictNumbered } from "./enumerations.js";
import type { OpenType, ResolvedType } from "./open-types.js";
import { restrictBinary, restrictNumber, restrictReference, restrictString } from "./restrictions.js";
import type { Statement } from "./statements.js";

/** The substatements of `type` that each built-in type may have; `!` marks those it needs, `-` those that typedefs of it may not add. */
const FACETS: Readonly<Record<string, readonly string[]>> = {
  int8: ["range"],
  int16: ["range"],
  int32: ["range"],
  int64: ["range"],
  uint8: ["range"],
  uint16: ["range"],
  uint32: ["range"],
  uint64: ["range"],
  decimal64: ["fraction-digits!-", "range"],
  string: ["length", "pattern"],
  binary: ["length"],
  boolean: [],
  empty: [],
  enumeration: ["enum!"],
  bits: ["bit!"],
  union: ["type!-"],
  leafref: ["path!-", "require-instance"],
  identityref: ["base!-"],
  "instance-identifier": ["require-instance"],
};

/** Resolves `type` statements (RFC 7950 sections 7.4 and 9). Each statement is resolved once; equal uses share one object. */
export class TypeResolver {
  readonly #context: CompileContext;
  readonly #known = new Map<Statement, ResolvedType>();
  readonly #open: Statement[] = [];

  constructor(context: CompileContext) {
    this.#context = context;
  }

  /**
   * @param statement a `type` statement
   * @throws YangError for unknown types, circles of typedefs, and restrictions that do not fit
   */
  resolve(statement: Statement): ResolvedType {
    const known = this.#known.get(statement);
    if (known) return known;
    const resolved = Object.hasOwn(FACETS, statement.text) ? this.#builtIn(statement) : this.#derived(statement);
    this.#known.set(statement, resolved);
    return resolved;
  }

  #derived(statement: Statement): ResolvedType {
    const typedef = this.#context.definitions.find("typedef", statement.text, statement);
    const base = this.#typedef(typedef);
    this.#checkFacets(statement, base.type.base, "derived");
    const type = this.#restrict(base.type, statement);
    return type === base.type ? base : { ...withoutTypedef(base), type };
  }

  #typedef(typedef: Statement): ResolvedType {
    const known = this.#known.get(typedef);
    if (known) return known;
    if (this.#open.includes(typedef)) {
      const circle = [...this.#open.slice(this.#open.indexOf(typedef)), typedef].map((each) => each.text).join(" is ");
      throw typedef.error(`Typedefs may not be made of each other in a circle: ${circle}`);
    }
    this.#open.push(typedef);
    const base = this.resolve(needed(typedef, "type"));
    this.#open.pop();
    const byDefault = typedef.first("default") ?? base.default;
    const units = typedef.first("units")?.text ?? base.units;
    const resolved: ResolvedType = {
      type: base.type,
      typedef,
      ...(byDefault !== undefined && { default: byDefault }),
      ...(units !== undefined && { units }),
    };
    this.#known.set(typedef, resolved);
    return resolved;
  }

  #builtIn(statement: Statement): ResolvedType {
    this.#checkFacets(statement, statement.text, "built-in");
    return { type: this.#restrict(this.#bare(statement), statement) };
  }

  /** The built-in type before its range, length and the like. */
  #bare(statement: Statement): OpenType {
    const base = statement.text;
    switch (base) {
      case "decimal64":
        return { base, fractionDigits: fractionDigits(needed(statement, "fraction-digits")) };
      case "enumeration":
      case "bits":
        return { base, names: [], numbers: [] };
      case "union":
        return { base, types: statement.all("type").map((member) => this.resolve(member)) };
      case "leafref":
        return { base, path: needed(statement, "path") };
      case "identityref":
        return this.#identityref(statement);
      default:
        return { base } as IntegerType | StringType | BinaryType | BooleanType | EmptyType;
    }
  }

  #identityref(statement: Statement): IdentityrefType {
    const { definitions, identities } = this.#context;
    const bases = statement.all("base").map((base) => definitions.find("identity", base.text, base));
    const found = identities.derivedFromAll(bases);
    const names = found.map(({ name }) => name);
    const ancestors = names.map((name): [string, string[]] => [name, identities.ancestors(name)]);
    const [first] = ancestors;
    const alike = ancestors.every(
      ([, above]) => above.length === first?.[1].length && above.every((base) => first[1].includes(base)),
    );
    return {
      base: "identityref",
      identities: names,
      ...(!alike && { bases: Object.fromEntries(ancestors) }),
      namespaces: Object.fromEntries(found.map(({ module, namespace }) => [module, namespace])),
    };
  }

  #checkFacets(statement: Statement, base: string, kind: "built-in" | "derived"): void {
    const allowed = FACETS[base] ?? [];
    for (const facet of statement.substatements) {
      if (facet.prefix !== undefined) continue;
      const rule = allowed.find((each) => each.replace(/[!-]+$/, "") === facet.keyword);
      if (rule === undefined) throw facet.error(`A type made of ${base} cannot have a ${facet.keyword}: remove it`);
      if (kind === "derived" && rule.endsWith("-")) {
        throw facet.error(`${facet.keyword} stands where ${base} itself is named, not on a type derived from it`);
      }
    }
    if (kind === "derived") return;
    for (const rule of allowed.filter((each) => each.includes("!"))) needed(statement, rule.replace(/[!-]+$/, ""));
  }

  /** The type with the restrictions of a statement; the type itself where there are none. */
  #restrict(type: OpenType, statement: Statement): OpenType {
    switch (type.base) {
      case "string":
        return restrictString(type, statement);
      case "binary":
        return restrictBinary(type, statement);
      case "enumeration":
      case "bits":
        return restrictNumbered(type, statement, this.#context);
      case "leafref":
      case "instance-identifier":
        return restrictReference(type, statement);
      case "boolean":
      case "empty":
      case "union":
      case "identityref":
        return type;
      default:
        return restrictNumber(type, statement);
    }
  }
}

function withoutTypedef(type: ResolvedType): ResolvedType {
  const { typedef: _, ...rest } = type;
  return rest;
}

function needed(statement: Statement, keyword: string): Statement {
  const found = statement.first(keyword);
  if (!found) throw statement.error(`${statement.text} needs a ${keyword} statement: add one`);
  return found;
}

function fractionDigits(statement: Statement): number {
  const digits = Number(statement.text);
  if (!(digits >= 1 && digits <= 18)) throw statement.error("fraction-digits is a number from 1 to 18");
  return digits;
}
