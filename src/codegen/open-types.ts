import type {
  BigIntegerType,
  BinaryType,
  BooleanType,
  DecimalType,
  EmptyType,
  IdentityrefType,
  InstanceIdentifierType,
  IntegerType,
  StringType,
} from "../schema/descriptor.js";
import type { NumberedType } from "./enumerations.js";
import type { Statement } from "./statements.js";

/** A leafref whose path has not been followed yet: what it leads to depends on the leaf that uses it. */
export interface OpenLeafref {
  readonly base: "leafref";
  readonly path: Statement;
  readonly loose?: true;
}
/** A union as written; leafrefs in it may be open. */
export interface OpenUnion {
  readonly base: "union";
  readonly types: readonly ResolvedType[];
}
/** A type with its typedefs resolved, but for leafrefs. */
export type OpenType =
  | IntegerType
  | BigIntegerType
  | DecimalType
  | StringType
  | BinaryType
  | BooleanType
  | EmptyType
  | NumberedType
  | IdentityrefType
  | InstanceIdentifierType
  | OpenLeafref
  | OpenUnion;

/** What a `type` statement comes to. */
export interface ResolvedType {
  readonly type: OpenType;
  /** The typedef it names, where it adds no restriction of its own. */
  readonly typedef?: Statement;
  /** The default that comes from the typedefs, and the units. */
  readonly default?: Statement;
  readonly units?: string;
}
