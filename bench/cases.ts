/** The cases of the benchmark: what is done, against which server, by whom, and which target the project has set itself. */
import { ESC_NS, escConfig, fatLeaves, flavors, indented } from "./corpus.js";
import { type Peer, type RunningServer, startCanned } from "./measure.js";
import { startNetconfdWith } from "./servers/netconfd.js";
import type { Task } from "./task.js";

/** A ratio that the project wants to reach: our rate divided by the peer's, or our cost by the peer's. */
export interface Target {
  readonly says: string;
  readonly of: "rate" | "cpu" | "memory";
  readonly peer: Peer;
  /** `of: rate`: at least this. Others: below this. */
  readonly ratio: number;
  /** Which of our ways is judged. Default `ours`. */
  readonly ours?: Peer;
}

/** One case. */
export interface Case {
  readonly name: string;
  readonly title: string;
  readonly peers: readonly Peer[];
  /** What a rate counts, and how the number done and the seconds make it. */
  readonly unit: "calls/s" | "MB/s" | "entries/s" | "notifications/s" | "ms each" | "s" | "ms";
  readonly needs: "netconfd" | "nothing";
  /** Starts what the case runs against; undefined when nothing. */
  readonly serve?: () => Promise<RunningServer>;
  readonly task: Omit<Task, "server">;
  /** Makes the file that the task names. */
  readonly document?: () => string;
  /** Bytes of what is read, where the unit is MB/s and the clients count entries. */
  readonly bytes?: number;
  /** What every client but the raw reader must have counted. */
  readonly expect?: number;
  readonly targets: readonly Target[];
  /** After so long a client is stopped. Default 120. */
  readonly limitSeconds?: number;
  /** True where a client leaves the server changed: then each client gets a server of its own. */
  readonly fresh?: boolean;
}

const TENANTS = [1, 2, 3]
  .map((n) => `<tenant><name>tenant-${n}</name><description>small</description></tenant>`)
  .join("");
const SMALL = `<esc_datamodel xmlns="${ESC_NS}"><tenants>${TENANTS}</tenants></esc_datamodel>`;
const FILTER = `<esc_datamodel xmlns="${ESC_NS}"><tenants><tenant><name>tenant-2</name></tenant></tenants></esc_datamodel>`;

const ENTRIES = 240_000;
/** As large as the model allows a day-0 text to be. */
const FAT = { count: 3050, bytes: 16_384 } as const;
const EDITED = 5000;
const DECODED_BYTES = 40e6;

const cpuBelow = (peer: Peer, ours: Peer = "ours"): Target => ({
  says: `CPU seconds below ${peer}'s`,
  of: "cpu",
  peer,
  ratio: 1,
  ours,
});
const rate = (peer: Peer, ratio: number, says: string): Target => ({ says, of: "rate", peer, ratio });

function canned(chunkBytes: number, name: string, title: string): Case {
  return {
    name,
    title: `${ENTRIES.toLocaleString("en")} small entries (${(flavors(ENTRIES).length / 1e6).toFixed(0)} MB) from the canned server, ${title}`,
    peers: ["ours", "ours (each)", "ncclient", "raw ssh2"],
    unit: "MB/s",
    needs: "nothing",
    serve: () => startCanned({ kind: "entries", count: ENTRIES, chunkBytes }),
    task: { kind: "bulk", count: ENTRIES },
    bytes: flavors(ENTRIES).length,
    expect: ENTRIES,
    targets: [
      rate("ncclient", 2, "at least 2 times ncclient's MB/s"),
      cpuBelow("ncclient"),
      {
        says: "peak memory with each at most 1/4 of ncclient's",
        of: "memory",
        peer: "ncclient",
        ratio: 0.25,
        ours: "ours (each)",
      },
    ],
    limitSeconds: 60,
  };
}

/** Every case, in the order in which they run. */
export const cases: readonly Case[] = [
  {
    name: "sequential",
    title: "small get-config after small get-config, netconfd",
    peers: ["ours", "ncclient", "raw ssh2"],
    unit: "calls/s",
    needs: "netconfd",
    serve: () => startNetconfdWith(SMALL),
    task: { kind: "sequential", count: 300, filter: FILTER, warmUp: 4000 },
    expect: 300,
    targets: [rate("raw ssh2", 0.6, "at least 60 % of the raw reader"), cpuBelow("ncclient")],
  },
  {
    name: "sequential-cold",
    title: "the same without warm-up: the first 100 calls of a process",
    peers: ["ours", "ncclient", "raw ssh2"],
    unit: "calls/s",
    needs: "netconfd",
    serve: () => startNetconfdWith(SMALL),
    task: { kind: "sequential", count: 100, filter: FILTER },
    expect: 100,
    targets: [],
  },
  {
    name: "pipelined",
    title: "small get-configs, 64 in flight, netconfd",
    peers: ["ours", "ncclient", "raw ssh2"],
    unit: "calls/s",
    needs: "netconfd",
    serve: () => startNetconfdWith(SMALL),
    task: { kind: "pipelined", count: 6000, filter: FILTER, window: 64, warmUp: 4000 },
    expect: 6000,
    targets: [
      rate("ncclient", 3, "at least 3 times ncclient's asynchronous mode"),
      rate("raw ssh2", 0.5, "at least 50 % of the raw reader"),
      cpuBelow("ncclient"),
    ],
  },
  {
    name: "netconfd-50mb",
    title: "about 50 MB in 3,050 large leaves, netconfd",
    peers: ["ours", "ncclient", "raw ssh2"],
    unit: "MB/s",
    needs: "netconfd",
    serve: () => startNetconfdWith(fatLeaves(FAT.count, FAT.bytes)),
    task: { kind: "bulk", count: FAT.count },
    bytes: fatLeaves(FAT.count, FAT.bytes).length,
    expect: FAT.count,
    targets: [rate("ncclient", 2, "at least 2 times ncclient's MB/s"), cpuBelow("ncclient")],
    limitSeconds: 120,
  },
  canned(2048, "canned-2k", "in chunks of 2 kB"),
  canned(10_240, "canned-10k", "in chunks of 10 kB"),
  canned(0, "canned-one", "in one chunk"),
  {
    name: "canned-double",
    title: "twice as many entries in chunks of 10 kB: the peak memory of each must be that of canned-10k",
    peers: ["ours (each)", "ours"],
    unit: "MB/s",
    needs: "nothing",
    serve: () => startCanned({ kind: "entries", count: 2 * ENTRIES, chunkBytes: 10_240 }),
    task: { kind: "bulk", count: 2 * ENTRIES },
    bytes: flavors(2 * ENTRIES).length,
    expect: 2 * ENTRIES,
    targets: [],
  },
  ...(["compact", "indented"] as const).map(
    (document): Case => ({
      name: `decode-${document}`,
      title: `decoding alone, 40 MB of ESC's configuration, ${document}`,
      peers: ["ours", "fast-xml-parser"],
      unit: "MB/s",
      needs: "nothing",
      task: { kind: "decode", count: DECODED_BYTES },
      // White space makes the indented one larger by two thirds.
      document: () => (document === "indented" ? indented(escConfig(DECODED_BYTES * 0.6)) : escConfig(DECODED_BYTES)),
      targets: [rate("fast-xml-parser", 6, "at least 6 times fast-xml-parser's MB/s")],
    }),
  ),
  {
    name: "edit-5000",
    title: `edit-config with ${EDITED.toLocaleString("en")} entries, netconfd`,
    peers: ["ours", "ncclient"],
    unit: "s",
    needs: "netconfd",
    serve: () => startNetconfdWith(SMALL),
    task: { kind: "edit", count: EDITED },
    document: () => flavors(EDITED),
    fresh: true,
    expect: EDITED,
    targets: [cpuBelow("ncclient")],
    limitSeconds: 180,
  },
  {
    name: "notifications",
    title: "10,000 replayed events, canned server",
    peers: ["ours", "ncclient", "raw ssh2"],
    unit: "notifications/s",
    needs: "nothing",
    serve: () => startCanned({ kind: "events", count: 10_000, chunkBytes: 0 }),
    task: { kind: "notifications", count: 10_000 },
    expect: 10_000,
    targets: [rate("ncclient", 4, "at least 4 times ncclient"), cpuBelow("ncclient")],
  },
  {
    name: "connect",
    title: "connect, hello and close, one after the other, netconfd",
    peers: ["ours", "ncclient", "raw ssh2"],
    unit: "ms each",
    needs: "netconfd",
    serve: () => startNetconfdWith(SMALL),
    task: { kind: "connect", count: 20 },
    expect: 20,
    targets: [rate("ncclient", 1, "not slower than ncclient"), cpuBelow("ncclient")],
  },
  {
    name: "sessions-200",
    title: "200 sessions at once, one small get-config in each, netconfd",
    peers: ["ours", "ncclient"],
    unit: "s",
    needs: "netconfd",
    serve: () => startNetconfdWith(SMALL),
    task: { kind: "sessions", count: 200, filter: FILTER },
    expect: 200,
    targets: [cpuBelow("ncclient")],
    limitSeconds: 60,
  },
  {
    name: "import",
    title: "time to import the client (ours with the models of ESC)",
    peers: ["ours", "ncclient"],
    unit: "ms",
    needs: "nothing",
    task: { kind: "import", count: 1 },
    targets: [cpuBelow("ncclient")],
  },
];
