import { EscError } from "../core/errors.js";

/** One value of a metric. */
export interface MetricSample {
  /** That of the family, or with a suffix: `_bucket`, `_sum`, `_count`. */
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  /** May be NaN or infinite. */
  readonly value: number;
  /** Milliseconds since 1970, where it is given. */
  readonly timestamp?: number;
}

/** What a metric is; `untyped` where nothing says. */
export type MetricType = "counter" | "gauge" | "histogram" | "summary" | "untyped";

/** A metric with all its values. */
export interface MetricFamily {
  readonly name: string;
  readonly type: MetricType;
  /** Empty where there is none. */
  readonly help: string;
  readonly samples: readonly MetricSample[];
}

interface OpenFamily {
  name: string;
  type: MetricType;
  help: string;
  samples: MetricSample[];
}

/**
 * Reads metrics in Prometheus' text format, version 0.0.4 (https://prometheus.io/docs/instrumenting/exposition_formats/). Families keep
 * the order of the text.
 *
 * @param what the text's origin, for errors
 * @throws EscError `protocol-error` with the line's number
 */
export function parseMetrics(text: string, what = "The metrics"): MetricFamily[] {
  const families = new Map<string, OpenFamily>();
  text.split("\n").forEach((raw, index) => {
    const line = raw.trim();
    const problem = line === "" ? undefined : readLine(line, families);
    if (problem === undefined) return;
    throw new EscError("protocol-error", `${what}, line ${index + 1}: ${problem}`, { received: line.slice(0, 200) });
  });
  return [...families.values()];
}

/** Takes one line; returns what is wrong with it. */
function readLine(line: string, families: Map<string, OpenFamily>): string | undefined {
  if (!line.startsWith("#")) return readSample(line, families);
  const [, keyword = "", name = "", rest = ""] = /^#[ \t]+(HELP|TYPE)[ \t]+(\S+)[ \t]*(.*)$/.exec(line) ?? [];
  // Any other line with # is a comment.
  if (keyword === "HELP")
    familyOf(name, families).help = rest.replaceAll(/\\([\\n])/g, (_, char) => (char === "n" ? "\n" : "\\"));
  if (keyword !== "TYPE") return undefined;
  const type = TYPES.find((known) => known === rest.trim());
  if (!type) return `${rest} is no type of a metric`;
  familyOf(name, families).type = type;
  return undefined;
}

const TYPES: readonly MetricType[] = ["counter", "gauge", "histogram", "summary", "untyped"];

const NAME = /[a-zA-Z_:][a-zA-Z0-9_:]*/y;
const LABEL = /[ \t]*([a-zA-Z_][a-zA-Z0-9_]*)[ \t]*=[ \t]*"((?:[^"\\]|\\.)*)"[ \t]*(,?)/y;
const VALUE = /[ \t]*(\S+)(?:[ \t]+(-?\d+))?$/y;

function readSample(line: string, families: Map<string, OpenFamily>): string | undefined {
  NAME.lastIndex = 0;
  const name = NAME.exec(line)?.[0];
  if (name === undefined) return "there is no name of a metric";
  const labels: Record<string, string> = {};
  let at = skipBlanks(line, name.length);
  if (line[at] === "{") {
    const end = readLabels(line, at + 1, labels);
    if (end === undefined) return "its labels are not well-formed";
    at = end;
  }
  VALUE.lastIndex = at;
  const [, number = "", time] = VALUE.exec(line) ?? [];
  const value = numberOf(number);
  if (value === undefined) return "its value is no number";
  const sample = { name, labels, value, ...(time !== undefined && { timestamp: Number(time) }) };
  familyFor(name, families).samples.push(sample);
  return undefined;
}

/** Reads labels up to the closing brace; returns the place after it. */
function readLabels(line: string, from: number, labels: Record<string, string>): number | undefined {
  let at = from;
  let more = true;
  while (more) {
    if (line[skipBlanks(line, at)] === "}") return skipBlanks(line, at) + 1;
    LABEL.lastIndex = at;
    const [whole, name = "", value = "", comma] = LABEL.exec(line) ?? [];
    if (whole === undefined) return undefined;
    Object.defineProperty(labels, name, { value: unescaped(value), enumerable: true, configurable: true });
    at += whole.length;
    more = comma === ",";
  }
  return line[at] === "}" ? at + 1 : undefined;
}

function skipBlanks(line: string, from: number): number {
  let at = from;
  while (line[at] === " " || line[at] === "\t") at++;
  return at;
}

const unescaped = (text: string) => text.replaceAll(/\\(.)/g, (_, char: string) => (char === "n" ? "\n" : char));

function numberOf(text: string): number | undefined {
  const infinite = /^([+-]?)Inf(?:inity)?$/i.exec(text);
  if (infinite) return infinite[1] === "-" ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
  if (/^nan$/i.test(text)) return Number.NaN;
  return /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i.test(text) ? Number(text) : undefined;
}

/** The family that a sample belongs to: parts of histograms and summaries have suffixes. */
function familyFor(name: string, families: Map<string, OpenFamily>): OpenFamily {
  if (families.has(name)) return familyOf(name, families);
  const base = families.get(name.replace(/_(?:bucket|sum|count)$/, ""));
  return base?.type === "histogram" || base?.type === "summary" ? base : familyOf(name, families);
}

function familyOf(name: string, families: Map<string, OpenFamily>): OpenFamily {
  const found = families.get(name) ?? { name, type: "untyped", help: "", samples: [] };
  families.set(name, found);
  return found;
}
