import { type Codec, Problem, trimmed } from "./codec.js";
import type { BigIntegerType, DecimalType, IntegerType, Intervals } from "./descriptor.js";

const INTEGER_BOUNDS: Readonly<Record<IntegerType["base"], readonly [number, number]>> = {
  int8: [-128, 127],
  int16: [-32_768, 32_767],
  int32: [-2_147_483_648, 2_147_483_647],
  uint8: [0, 255],
  uint16: [0, 65_535],
  uint32: [0, 4_294_967_295],
};

const BIG_BOUNDS: Readonly<Record<BigIntegerType["base"], readonly [bigint, bigint]>> = {
  int64: [-(2n ** 63n), 2n ** 63n - 1n],
  uint64: [0n, 2n ** 64n - 1n],
};

/** Whether a value lies in one of the intervals. */
export function within<T extends number | bigint>(value: T, intervals: Intervals<T>): boolean {
  for (const [low, high] of intervals) if (value >= low && value <= high) return true;
  return false;
}

/** Intervals for messages: `1..10 | 20`. */
export function describeIntervals(intervals: Intervals<number | bigint | string>): string {
  return intervals.map(([low, high]) => (low === high ? `${low}` : `${low}..${high}`)).join(" | ");
}

/** int8 to uint32 as numbers (RFC 7950 section 9.2). */
export function integerCodec(type: IntegerType): Codec {
  const bounds = INTEGER_BOUNDS[type.base];
  const out = (shown: unknown) => new Problem("range", shown, `is not in ${type.base}: ${bounds[0]}..${bounds[1]}`);
  return {
    read(text) {
      const value = readInteger(trimmed(text));
      if (Number.isNaN(value)) return new Problem("type", text, `is not an integer (${type.base})`);
      return value < bounds[0] || value > bounds[1] ? out(text) : value;
    },
    write: (value) => String(value),
    shape(value) {
      if (typeof value !== "number" || !Number.isInteger(value)) {
        return new Problem("type", value, `is not an integer: ${type.base} takes a whole number`);
      }
      return value < bounds[0] || value > bounds[1] ? out(value) : undefined;
    },
    restrict(value) {
      if (type.range === undefined || within(value as number, type.range)) return undefined;
      return new Problem("range", value, `is not in the range ${describeIntervals(type.range)}`);
    },
  };
}

/** Optional sign and decimal digits; NaN for anything else. -0 becomes 0. */
function readInteger(text: string): number {
  let at = 0;
  const first = text.charCodeAt(0);
  if (first === 45 || first === 43) at = 1;
  if (at === text.length) return Number.NaN;
  let value = 0;
  for (; at < text.length; at++) {
    const digit = text.charCodeAt(at) - 48;
    if (digit < 0 || digit > 9) return Number.NaN;
    value = value * 10 + digit;
  }
  return first === 45 && value !== 0 ? -value : value;
}

/** int64 and uint64 as bigint (RFC 7950 section 9.2). */
export function bigIntegerCodec(type: BigIntegerType): Codec {
  const bounds = BIG_BOUNDS[type.base];
  const out = (shown: unknown) => new Problem("range", shown, `is not in ${type.base}: ${bounds[0]}..${bounds[1]}`);
  return {
    read(text) {
      const plain = trimmed(text);
      // No more than 20 digits can be right, zeros in front apart; BigInt of a megabyte would take its time.
      if (!/^[+-]?\d+$/.test(plain)) return new Problem("type", text, `is not an integer (${type.base})`);
      const digits = plain.replace(/^([+-]?)0*(?=\d)/, "$1");
      if (digits.length > 21) return out(text);
      const value = BigInt(digits.startsWith("+") ? digits.slice(1) : digits);
      return value < bounds[0] || value > bounds[1] ? out(text) : value;
    },
    write: (value) => String(value),
    shape(value) {
      if (typeof value !== "bigint")
        return new Problem("type", value, `is not a bigint: ${type.base} takes one, like 5n`);
      return value < bounds[0] || value > bounds[1] ? out(value) : undefined;
    },
    restrict(value) {
      if (type.range === undefined || within(value as bigint, type.range)) return undefined;
      return new Problem("range", value, `is not in the range ${describeIntervals(type.range)}`);
    },
  };
}

/** A decimal text as the whole number of its smallest fractions (`"1.5"`, 2 -> 150n); undefined where that is not exact. */
export function scaledDecimal(text: string, fractionDigits: number): bigint | undefined {
  const parts = /^([+-]?)(\d+)(?:\.(\d+))?$/.exec(text);
  if (!parts) return undefined;
  const fraction = (parts[3] ?? "").replace(/0+$/, "");
  if (fraction.length > fractionDigits) return undefined;
  const digits = (parts[2] ?? "").replace(/^0+(?=\d)/, "");
  if (digits.length > 20) return undefined;
  const value = BigInt(digits + fraction.padEnd(fractionDigits, "0"));
  return parts[1] === "-" ? -value : value;
}

/** The canonical form of a decimal text (RFC 7950 section 9.3.2): no sign plus, no zeros but those that must be. */
export function canonicalDecimal(text: string): string {
  const parts = /^([+-]?)0*(\d+)(?:\.(\d*?)0*)?$/.exec(text);
  if (!parts) return text;
  const plain = `${parts[2]}.${parts[3] ? parts[3] : "0"}`;
  return parts[1] === "-" && plain !== "0.0" ? `-${plain}` : plain;
}

/** decimal64 as its canonical text, judged exactly (RFC 7950 section 9.3). */
export function decimalCodec(type: DecimalType): Codec {
  const { fractionDigits } = type;
  const [low, high] = BIG_BOUNDS.int64;
  const range = type.range?.map(([from, to]): readonly [bigint, bigint] => [
    scaledDecimal(from, fractionDigits) ?? low,
    scaledDecimal(to, fractionDigits) ?? high,
  ]);
  const judge = (text: string): Problem | undefined => {
    const scaled = scaledDecimal(text, fractionDigits);
    if (scaled === undefined) {
      return new Problem("type", text, `is not a decimal number with at most ${fractionDigits} digits after the point`);
    }
    return scaled < low || scaled > high ? new Problem("range", text, "is out of decimal64's bounds") : undefined;
  };
  return {
    read(text) {
      const plain = trimmed(text);
      return judge(plain) ?? canonicalDecimal(plain);
    },
    write: (value) => canonicalDecimal(String(value)),
    shape(value) {
      if (typeof value !== "string")
        return new Problem("type", value, 'is not a text: decimal64 takes one, like "1.5"');
      return judge(value);
    },
    restrict(value) {
      if (!range || !type.range || within(scaledDecimal(String(value), fractionDigits) ?? 0n, range)) return undefined;
      return new Problem("range", value, `is not in the range ${describeIntervals(type.range)}`);
    },
  };
}
