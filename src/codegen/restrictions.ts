import { isEscError } from "../core/errors.js";
import type {
  BigIntegerType,
  BinaryType,
  DecimalType,
  InstanceIdentifierType,
  IntegerType,
  StringType,
} from "../schema/descriptor.js";
import { translatePattern } from "../schema/pattern.js";
import { lengthOf, rangeOf, readLimits, toDecimals, toLengths, toNumbers } from "./intervals.js";
import type { OpenLeafref } from "./open-types.js";
import type { Statement } from "./statements.js";

/** A number with its `range` (RFC 7950 section 9.2.4). */
export function restrictNumber(
  type: IntegerType | BigIntegerType | DecimalType,
  statement: Statement,
): IntegerType | BigIntegerType | DecimalType {
  const range = statement.first("range");
  if (!range) return type;
  const digits = type.base === "decimal64" ? type.fractionDigits : 0;
  const limits = readLimits(range, rangeOf(type), digits);
  if (type.base === "decimal64") return { ...type, range: toDecimals(limits, digits) };
  if (type.base === "int64" || type.base === "uint64") return { base: type.base, range: limits };
  return { base: type.base, range: toNumbers(limits) };
}

/** A string with its `length` and `pattern` statements added to those it has (RFC 7950 sections 9.4.4 and 9.4.5). */
export function restrictString(type: StringType, statement: Statement): StringType {
  const length = statement.first("length");
  const patterns = statement.all("pattern").map((pattern) => {
    checkPattern(pattern);
    const message = pattern.first("error-message")?.text;
    return {
      xsd: pattern.text,
      ...(pattern.first("modifier") && { invert: true as const }),
      ...(message !== undefined && { message }),
    };
  });
  if (!length && patterns.length === 0) return type;
  return {
    ...type,
    ...(length && { length: toLengths(readLimits(length, lengthOf(type.length))) }),
    ...(patterns.length > 0 && { patterns: [...(type.patterns ?? []), ...patterns] }),
  };
}

function checkPattern(pattern: Statement): void {
  try {
    translatePattern(pattern.text);
  } catch (error) {
    if (!isEscError(error, "unsupported")) throw error;
    throw pattern.error(error.message);
  }
}

/** A leafref or instance-identifier with its `require-instance` (RFC 7950 section 9.9.3). */
export function restrictReference<T extends OpenLeafref | InstanceIdentifierType>(type: T, statement: Statement): T {
  const required = statement.first("require-instance");
  if (!required) return type;
  const { loose: _, ...strict } = type;
  return (required.text === "false" ? { ...strict, loose: true } : strict) as T;
}

/** Binary data with its `length`, in bytes (RFC 7950 section 9.8.1). */
export function restrictBinary(type: BinaryType, statement: Statement): BinaryType {
  const length = statement.first("length");
  return length ? { ...type, length: toLengths(readLimits(length, lengthOf(type.length))) } : type;
}
