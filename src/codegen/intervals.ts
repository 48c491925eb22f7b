import type { BigIntegerType, DecimalType, IntegerType, Intervals } from "../schema/descriptor.js";
import type { Statement } from "./statements.js";

/** Intervals with exact ends; decimal64 is scaled to an integer by its fraction digits. */
export type Limits = readonly (readonly [bigint, bigint])[];

const LENGTH: Limits = [[0n, 18446744073709551615n]];
const INT64: Limits = [[-(2n ** 63n), 2n ** 63n - 1n]];

/** The limits that the built-in integer types have by themselves (RFC 7950 section 9.2). */
const INTEGERS: Readonly<Record<string, Limits>> = {
  int8: [[-128n, 127n]],
  int16: [[-32768n, 32767n]],
  int32: [[-(2n ** 31n), 2n ** 31n - 1n]],
  int64: INT64,
  uint8: [[0n, 255n]],
  uint16: [[0n, 65535n]],
  uint32: [[0n, 2n ** 32n - 1n]],
  uint64: [[0n, 2n ** 64n - 1n]],
};

/** The range of a numeric type as it stands, its own limits where it has none. */
export function rangeOf(type: IntegerType | BigIntegerType | DecimalType): Limits {
  switch (type.base) {
    case "decimal64":
      return type.range?.map(([low, high]) => pair(low, high, (end) => scaled(end, type.fractionDigits))) ?? INT64;
    case "int64":
    case "uint64":
      return type.range ?? INTEGERS[type.base] ?? [];
    default:
      return type.range?.map(([low, high]) => [BigInt(low), BigInt(high)]) ?? INTEGERS[type.base] ?? [];
  }
}

/** The length of a string or binary type as it stands. */
export function lengthOf(length: Intervals<number> | undefined): Limits {
  return (
    length?.map(([low, high]) => [BigInt(low), high === Infinity ? (LENGTH[0]?.[1] ?? 0n) : BigInt(high)]) ?? LENGTH
  );
}

/** Limits as lengths of a descriptor; the largest length there is becomes Infinity. */
export function toLengths(limits: Limits): Intervals<number> {
  return limits.map(([low, high]) => [Number(low), high === LENGTH[0]?.[1] ? Infinity : Number(high)]);
}

/** Limits as numbers. */
export function toNumbers(limits: Limits): Intervals<number> {
  return limits.map(([low, high]) => [Number(low), Number(high)]);
}

/** Limits as decimal texts. */
export function toDecimals(limits: Limits, fractionDigits: number): Intervals<string> {
  return limits.map(([low, high]) => [unscaled(low, fractionDigits), unscaled(high, fractionDigits)]);
}

/**
 * Reads the argument of a `range` or `length` statement (RFC 7950 sections 9.2.4 and 9.4.4).
 *
 * @param statement the range or length
 * @param outer what it restricts
 * @param fractionDigits digits of decimal64; 0 for integers and lengths
 * @throws YangError for what is no range, is not ascending, or reaches outside `outer`
 */
export function readLimits(statement: Statement, outer: Limits, fractionDigits = 0): Limits {
  const ends = { min: outer[0]?.[0] ?? 0n, max: outer.at(-1)?.[1] ?? 0n };
  const limits = statement.text.split("|").map((part): readonly [bigint, bigint] => {
    const [from = "", to = from, ...more] = part.split("..").map((end) => end.trim());
    const low = readEnd(from, ends, fractionDigits);
    const high = readEnd(to, ends, fractionDigits);
    if (low === undefined || high === undefined || more.length > 0) {
      throw statement.error(
        `"${part.trim()}" is no interval: write "low..high" or one number, or min or max as an end`,
      );
    }
    if (low > high) throw statement.error(`The interval "${part.trim()}" begins above its end`);
    return [low, high];
  });
  checkAscending(statement, limits);
  checkWithin(statement, limits, outer, fractionDigits);
  return limits;
}

function readEnd(text: string, ends: { min: bigint; max: bigint }, digits: number): bigint | undefined {
  if (text === "min") return ends.min;
  if (text === "max") return ends.max;
  const pattern = digits === 0 ? /^-?\d+$/ : /^-?\d+(?:\.\d+)?$/;
  if (!pattern.test(text) || (text.split(".")[1]?.length ?? 0) > digits) return undefined;
  return scaled(text, digits);
}

function checkAscending(statement: Statement, limits: Limits): void {
  limits.forEach(([low], index) => {
    const before = limits[index - 1];
    if (before && before[1] >= low) {
      throw statement.error("The intervals must stand in ascending order and may not overlap");
    }
  });
}

function checkWithin(statement: Statement, limits: Limits, outer: Limits, digits: number): void {
  const joined: [bigint, bigint][] = [];
  for (const [low, high] of outer) {
    const last = joined.at(-1);
    if (last && last[1] + 1n === low) last[1] = high;
    else joined.push([low, high]);
  }
  for (const [low, high] of limits) {
    if (joined.some((interval) => interval[0] <= low && high <= interval[1])) continue;
    const show = (end: bigint): string => unscaled(end, digits);
    const allowed = outer.map((interval) => `${show(interval[0])}..${show(interval[1])}`).join(" | ");
    throw statement.error(`${show(low)}..${show(high)} reaches outside what the type allows, which is ${allowed}`);
  }
}

/** A decimal text as an integer scaled by 10 to the number of digits. The text has no more digits than that. */
export function scaled(text: string, digits: number): bigint {
  const [whole = "0", fraction = ""] = text.split(".");
  return BigInt(
    whole.startsWith("-") ? `-${whole.slice(1)}${fraction.padEnd(digits, "0")}` : whole + fraction.padEnd(digits, "0"),
  );
}

/** The inverse of {@link scaled}, in YANG's canonical form of decimal64: at least one digit on each side of the point. */
export function unscaled(value: bigint, digits: number): string {
  if (digits === 0) return String(value);
  const text = String(value < 0n ? -value : value).padStart(digits + 1, "0");
  const fraction = text.slice(-digits).replace(/0+$/, "") || "0";
  return `${value < 0n ? "-" : ""}${text.slice(0, -digits)}.${fraction}`;
}

function pair<T>(low: T, high: T, convert: (end: T) => bigint): readonly [bigint, bigint] {
  return [convert(low), convert(high)];
}
