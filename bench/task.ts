/** What a client process of the benchmark is told, and what it prints when it is done: JSON both ways. */

/** Where a server is and how to log in. */
export interface ServerAddress {
  readonly host: string;
  readonly port: number;
  readonly username: string;
  readonly password: string;
  /** `SHA256:...` */
  readonly hostKeySha256: string;
}

/** One piece of work for one client process. */
export interface Task {
  readonly kind:
    | "sequential"
    | "pipelined"
    | "bulk"
    | "bulk-each"
    | "edit"
    | "notifications"
    | "connect"
    | "sessions"
    | "decode"
    | "import";
  readonly server: ServerAddress;
  /** Calls, sessions, notifications, list entries or bytes, whatever the kind counts. */
  readonly count: number;
  /** `sequential`, `pipelined`, `sessions`: the filter of the small get-config, as XML. */
  readonly filter?: string;
  /** `sequential`, `pipelined`: calls before the clock starts, so that just-in-time compilers have done their work; their CPU time is not counted. */
  readonly warmUp?: number;
  /** `pipelined`: calls in flight. */
  readonly window?: number;
  /** `edit`: a file with the content of `<config>` as XML; `decode`: the document. */
  readonly file?: string;
}

/** What a client process measured. */
export interface Outcome {
  /** Wall clock of the work itself: without starting the process and, but for `connect` and `sessions`, without connecting. */
  readonly seconds: number;
  /** What was counted at the end, to see that all of it came: entries, replies, notifications or bytes. */
  readonly count: number;
  /** User and system time of the whole process, start and imports included, warm-up not, as the operating system counts it. */
  readonly cpuSeconds: number;
  /** The largest resident set of the process, in MB (10^6 bytes), as the operating system counts it. */
  readonly peakMb: number;
}

/** Reads the task of this process. */
export function readTask(): Task {
  return JSON.parse(process.argv[2] ?? "") as Task;
}

/** Prints the outcome with what the operating system says of this process. */
export function printOutcome(seconds: number, count: number): void {
  const { maxRSS } = process.resourceUsage();
  const outcome: Outcome = {
    seconds,
    count,
    cpuSeconds: cpuSeconds() - warmUpSeconds,
    peakMb: (maxRSS * 1024) / 1e6,
  };
  process.stdout.write(`${JSON.stringify(outcome)}\n`);
}

function cpuSeconds(): number {
  const { userCPUTime, systemCPUTime } = process.resourceUsage();
  return (userCPUTime + systemCPUTime) / 1e6;
}

let warmUpSeconds = 0;

/** Runs what is not to be counted. */
export async function warmUp(work: () => Promise<unknown>): Promise<void> {
  const before = cpuSeconds();
  await work();
  warmUpSeconds += cpuSeconds() - before;
}

/** Runs the work and gives what it counted and how long it took, in seconds. */
export async function timed(work: () => Promise<number>): Promise<{ seconds: number; count: number }> {
  const start = performance.now();
  const count = await work();
  return { seconds: (performance.now() - start) / 1000, count };
}
