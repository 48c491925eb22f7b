/** The limit: ssh2 with nothing on top but a look for where replies end. It checks nothing and makes no values. */
import ssh2, { type ClientChannel } from "ssh2";
import { printOutcome, readTask, type Task, timed, warmUp } from "../task.js";

const END = Buffer.from("\n##\n");
const HELLO =
  '<hello xmlns="urn:ietf:params:xml:ns:netconf:base:1.0"><capabilities><capability>urn:ietf:params:netconf:base:1.1</capability></capabilities></hello>]]>]]>';

/** Counts what comes, and the ends of messages in it; an end that is cut between two reads is found too. */
class Counter {
  bytes = 0;
  #ends = 0;
  #tail: Buffer = Buffer.alloc(0);
  #wanted = 0;
  #reached: () => void = () => undefined;

  constructor(channel: ClientChannel) {
    channel.on("data", (chunk: Buffer) => this.#take(chunk));
  }

  /** Resolves after so many further messages. */
  messages(count: number): Promise<void> {
    this.#wanted += count;
    if (this.#ends >= this.#wanted) return Promise.resolve();
    return new Promise((resolve) => {
      this.#reached = resolve;
    });
  }

  #take(chunk: Buffer): void {
    this.bytes += chunk.length;
    const seam = Buffer.concat([this.#tail, chunk.subarray(0, 3)]);
    if (this.#tail.length > 0 && seam.includes(END)) this.#ends++;
    for (let at = chunk.indexOf(END); at >= 0; at = chunk.indexOf(END, at + 4)) this.#ends++;
    this.#tail = chunk.length >= 3 ? chunk.subarray(-3) : seam.subarray(-3);
    if (this.#ends >= this.#wanted) this.#reached();
  }
}

function open({ server }: Task): Promise<{ client: ssh2.Client; channel: ClientChannel }> {
  const { host, port, username, password } = server;
  const client = new ssh2.Client();
  return new Promise((resolve, reject) => {
    client.on("error", reject).on("ready", () => {
      client.subsys("netconf", (error, channel) => {
        if (error) return reject(error);
        channel.write(HELLO);
        let hello = "";
        channel.on("data", function read(chunk: Buffer) {
          hello += chunk.toString("latin1");
          if (!hello.includes("]]>]]>")) return;
          channel.removeListener("data", read);
          resolve({ client, channel });
        });
        channel.stderr.resume();
      });
    });
    client.connect({ host, port, username, password });
  });
}

function frame(body: string, id: number): string {
  const rpc = `<rpc xmlns="urn:ietf:params:xml:ns:netconf:base:1.0" message-id="${id}">${body}</rpc>`;
  return `\n#${Buffer.byteLength(rpc)}\n${rpc}\n##\n`;
}

async function work(task: Task, { channel, counter }: { channel: ClientChannel; counter: Counter }): Promise<number> {
  const filter = task.filter === undefined ? "" : `<filter type="subtree">${task.filter}</filter>`;
  const body = `<get-config><source><running/></source>${filter}</get-config>`;
  if (task.kind === "bulk") {
    channel.write(frame(body, 1));
    await counter.messages(1);
    return counter.bytes;
  }
  if (task.kind === "notifications") {
    channel.write(
      frame(
        '<create-subscription xmlns="urn:ietf:params:xml:ns:netconf:notification:1.0"><stream>escEvent</stream></create-subscription>',
        1,
      ),
    );
    await counter.messages(task.count + 1);
    return task.count;
  }
  const step = task.kind === "pipelined" ? (task.window ?? 64) : 1;
  for (let n = 0; n < task.count; n += step) {
    const now = Math.min(step, task.count - n);
    for (let one = 0; one < now; one++) channel.write(frame(body, n + one + 1));
    await counter.messages(now);
  }
  return task.count;
}

const task = readTask();
if (task.kind === "connect") {
  const { seconds, count } = await timed(async () => {
    for (let n = 0; n < task.count; n++) (await open(task)).client.end();
    return task.count;
  });
  printOutcome(seconds, count);
} else {
  const { client, channel } = await open(task);
  const wire = { channel, counter: new Counter(channel) };
  if (task.warmUp) await warmUp(() => work({ ...task, count: task.warmUp ?? 0 }, wire));
  const { seconds, count } = await timed(() => work(task, wire));
  client.end();
  printOutcome(seconds, count);
}
