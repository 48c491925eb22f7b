const DATE_TIME = /^(\d{4})-(\d{2})-(\d{2})[Tt ](\d{2}):(\d{2}):(\d{2})(?:[.,](\d+))?\s*([Zz]|[+-]\d{2}:?\d{2})?$/;

/**
 * Reads a date and time of RFC 3339 (RFC 5277 `eventTime`). ESC sends fractions of three or six digits and `+00:00`; a `Date` keeps
 * milliseconds, so further digits are cut off, never rounded up into the next second. A time without a zone is taken as UTC.
 *
 * @returns undefined for a text that is no date and time
 */
export function parseEventTime(text: string): Date | undefined {
  const parts = DATE_TIME.exec(text.trim());
  if (!parts) return undefined;
  const [year, month, day, hour, minute, second] = parts.slice(1, 7).map(Number) as [
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  const offset = offsetMinutes(parts[8]);
  // Second 60 is a leap second (RFC 3339 section 5.6); Date carries it over into the next minute.
  if (hour > 23 || minute > 59 || second > 60 || offset === undefined) return undefined;
  const local = utc(year, month, day);
  if (!local) return undefined;
  const milliseconds = Number((parts[7] ?? "").slice(0, 3).padEnd(3, "0"));
  return new Date(local.getTime() + ((hour * 60 + minute - offset) * 60 + second) * 1000 + milliseconds);
}

/** Midnight UTC of a day, or undefined when there is no such day. Date.UTC alone would read year 50 as 1950. */
function utc(year: number, month: number, day: number): Date | undefined {
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day ? date : undefined;
}

function offsetMinutes(zone: string | undefined): number | undefined {
  if (zone === undefined || zone === "Z" || zone === "z") return 0;
  const hours = Number(zone.slice(1, 3));
  const minutes = Number(zone.slice(-2));
  if (hours > 23 || minutes > 59) return undefined;
  return (zone.startsWith("-") ? -1 : 1) * (hours * 60 + minutes);
}
