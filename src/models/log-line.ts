import { type LogTimeOptions, parseLogTime } from "./log-time.js";

/** One line of ESC's tagged log, as `filterLog` returns it (guide l.7854). */
export interface LogLine {
  /** The level that was asked for: ESC does not send the line's own, which is this one or a graver one. */
  readonly level: string | undefined;
  /** When it was written; undefined where ESC's text is no time. */
  readonly time: Date | undefined;
  /** The time as ESC wrote it. */
  readonly timeText: string;
  /** The message, without white space around it. */
  readonly message: string;
  /** Parts of ESC that the line belongs to: `OS`, `SM` and so on. */
  readonly classifications: readonly string[];
  /** Tags by name: `{ depName: "CSR_ap1", tenant: "admin" }`. */
  readonly tags: Readonly<Record<string, string>>;
}

/** The content of `filterLogResults`: the generated interface fits. */
export interface LogResults {
  readonly log_level?: string;
  readonly logs?: readonly LogResult[];
}

/** One entry of {@link LogResults}. */
export interface LogResult {
  readonly classifications?: { readonly classification?: readonly string[] };
  readonly tags?: { readonly tag?: readonly { readonly name: string; readonly value?: string }[] };
  readonly log_date_time?: string;
  readonly log_message?: string;
}

/** Makes plain lines of the results of `filterLog`, in the order ESC sent them. */
export function logLines(results: LogResults, options: LogTimeOptions = {}): LogLine[] {
  return (results.logs ?? []).map((entry) => {
    const timeText = entry.log_date_time?.trim() ?? "";
    return {
      level: results.log_level,
      time: parseLogTime(timeText, options),
      timeText,
      message: entry.log_message?.trim() ?? "",
      classifications: entry.classifications?.classification ?? [],
      tags: Object.fromEntries((entry.tags?.tag ?? []).map((tag) => [tag.name, tag.value ?? ""])),
    };
  });
}
