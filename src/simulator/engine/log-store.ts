/** The levels of escmanager's log from the lowest to the highest (guide l. 7713: "at and above the level"). */
export const LOG_LEVELS = ["TRACE", "DEBUG", "INFO", "WARNING", "ERROR", "FATAL"] as const;
/** A level of escmanager's log. */
export type LogLevel = (typeof LOG_LEVELS)[number];

/** The classifications of log lines (guide l. 7611). */
export type LogClassification =
  | "NBI"
  | "SBI"
  | "SM"
  | "MONITORING"
  | "DYNAMIC_MAPPING"
  | "CONFD"
  | "CONFD_NOTIFICATION"
  | "OS"
  | "LIBVIRT"
  | "VIM"
  | "REST_EVENT"
  | "WD"
  | "DM"
  | "DB"
  | "GW"
  | "LC"
  | "SEC"
  | "MOCONFIG"
  | "POLICY"
  | "TP"
  | "ESC";

/** The tags of log lines (guide l. 7645). */
export type LogTagName =
  | "wf"
  | "eventType"
  | "tenant"
  | "network"
  | "subnet"
  | "user"
  | "image"
  | "flavor"
  | "depName"
  | "vmGroup"
  | "vmName"
  | "switch"
  | "volume"
  | "svcName";
/** The tags of one line. */
export type LogTags = { readonly [Name in LogTagName]?: string };

/** One line of escmanager's tagged log. */
export interface LogLine {
  /** Milliseconds since 1970. */
  readonly time: number;
  readonly level: LogLevel;
  /** Transaction id: the same for every line of one request. */
  readonly tid: string;
  readonly classifications: readonly LogClassification[];
  readonly tags: LogTags;
  readonly message: string;
}

/** What filterLog asks for. */
export interface LogQuery {
  /** Lines at this level and above. Default ERROR (guide l. 7716). */
  readonly level?: LogLevel;
  /** The most lines returned, the newest ones. Default 10 (guide l. 7721). */
  readonly count?: number;
  /** Lines with any of these; none given: all lines. */
  readonly classifications?: readonly string[];
  /** Lines with any of these tags at that value; none given: all lines. */
  readonly tags?: readonly { readonly name: string; readonly value: string }[];
}

/** The tagged log (`escmanager_tagged.log`, guide l. 7574), bounded: the oldest lines go first. */
export class LogStore {
  readonly #limit: number;
  #lines: LogLine[] = [];

  constructor(limit = 20_000) {
    this.#limit = limit;
  }

  /** Adds a line. */
  write(line: LogLine): void {
    this.#lines.push(line);
    if (this.#lines.length > this.#limit * 1.25) this.#lines = this.#lines.slice(-this.#limit);
  }

  /** Every line kept, the oldest first. */
  get lines(): readonly LogLine[] {
    return this.#lines;
  }

  /**
   * The newest lines that match, in the order they were written. Level, classifications and tags must all match; of several
   * classifications one is enough, and of several tags one (guide l. 7683 to 7694).
   */
  search(query: LogQuery): LogLine[] {
    const lowest = LOG_LEVELS.indexOf(query.level ?? "ERROR");
    const count = query.count ?? 10;
    const found: LogLine[] = [];
    for (let index = this.#lines.length - 1; index >= 0 && found.length < count; index--) {
      const line = this.#lines[index];
      if (line && LOG_LEVELS.indexOf(line.level) >= lowest && matches(line, query)) found.push(line);
    }
    return found.reverse();
  }
}

function matches(line: LogLine, query: LogQuery): boolean {
  const { classifications = [], tags = [] } = query;
  const own: Readonly<Record<string, string>> = line.tags;
  return (
    (classifications.length === 0 || line.classifications.some((one) => classifications.includes(one))) &&
    (tags.length === 0 || tags.some((tag) => own[tag.name] === tag.value))
  );
}

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"] as const;

/** The time of a line as filterLog prints it: `13:06:07,575 31-Oct-2016` (guide l. 7872), in UTC. */
export function logDateTime(time: number): string {
  const iso = new Date(time).toISOString();
  const month = MONTHS[Number(iso.slice(5, 7)) - 1];
  return `${iso.slice(11, 19)},${iso.slice(20, 23)} ${iso.slice(8, 10)}-${month}-${iso.slice(0, 4)}`;
}

/** A line as it stands in the log file (guide l. 7579), where the tag vmGroup is spelt vmGrpName (l. 7589). */
export function formatLogLine(line: LogLine): string {
  const tags = Object.entries(line.tags).map(([name, value]) => `${name === "vmGroup" ? "vmGrpName" : name}:${value}`);
  const [time, date] = logDateTime(line.time).split(" ");
  return (
    `date=${time} ${date}] [loglevel=${line.level}] [tid=${line.tid}] [cl=${line.classifications.join(",")}] ` +
    `[tags=${tags.join(",")}] [msg=${line.message}`
  );
}
