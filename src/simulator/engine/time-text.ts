const FRACTION = /\.(\d+)/;

/**
 * Reads an RFC 3339 time with all its digits: `Date` alone would cut microseconds off, and a replay from the time of an event would begin
 * before it.
 *
 * @returns milliseconds since 1970, with a fraction; undefined for a text that is no such time
 */
export function parseTime(text: string): number | undefined {
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?(?:Z|[+-]\d{2}:\d{2})$/i.test(text)) return undefined;
  const whole = Date.parse(text.replace(FRACTION, ""));
  if (Number.isNaN(whole)) return undefined;
  const digits = FRACTION.exec(text)?.[1] ?? "";
  return whole + Number(`0.${digits.padEnd(1, "0")}`) * 1000;
}
