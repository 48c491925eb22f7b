const MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
/** `13:06:07,575 31-Oct-2016`; the guide's log sample prints it without the blank (guide l.7585). */
const ESC_TIME = /^(\d{2}):(\d{2}):(\d{2}),(\d{3})\s*(\d{1,2})-([A-Za-z]{3})-(\d{4})$/;
/** `2022-03-02 15:47:24.948`, as in the guide's notification log (guide l.4540). */
const PLAIN_TIME = /^(\d{4})-(\d{2})-(\d{2}) (\d{2}):(\d{2}):(\d{2})[.,](\d{3})$/;

/** How the times of a log are read: ESC writes them without a zone. */
export interface LogTimeOptions {
  /** ESC's distance from UTC in minutes, east positive. Default 0: an ESC VM runs on UTC unless it was set otherwise. */
  readonly utcOffsetMinutes?: number;
}

/**
 * Reads a time of ESC's logs: `HH:MM:SS,mmm DD-Mon-YYYY` (guide l.7585, l.7870) or `YYYY-MM-DD HH:MM:SS.mmm` (guide l.4540).
 *
 * @returns undefined for any other text, and for days and hours that do not exist
 */
export function parseLogTime(text: string, options: LogTimeOptions = {}): Date | undefined {
  const fields = escFields(text.trim()) ?? plainFields(text.trim());
  if (!fields) return undefined;
  const { year, month, day, hour, minute, second, ms } = fields;
  const date = new Date(Date.UTC(year, month - 1, day, hour, minute, second, ms));
  const exists =
    date.getUTCMonth() === month - 1 && date.getUTCDate() === day && date.getUTCHours() === hour && minute < 60;
  return exists ? new Date(date.getTime() - (options.utcOffsetMinutes ?? 0) * 60_000) : undefined;
}

interface TimeFields {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  readonly ms: number;
}

function escFields(text: string): TimeFields | undefined {
  const parts = ESC_TIME.exec(text);
  if (!parts) return undefined;
  const [hour, minute, second, ms, day] = parts.slice(1, 6).map(Number);
  return fieldsOf([
    Number(parts[7]),
    MONTHS.indexOf((parts[6] ?? "").toLowerCase()) + 1,
    day,
    hour,
    minute,
    second,
    ms,
  ]);
}

function plainFields(text: string): TimeFields | undefined {
  const parts = PLAIN_TIME.exec(text);
  return parts ? fieldsOf(parts.slice(1, 8).map(Number)) : undefined;
}

function fieldsOf(numbers: readonly (number | undefined)[]): TimeFields {
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0, ms = 0] = numbers;
  return { year, month, day, hour, minute, second, ms };
}
