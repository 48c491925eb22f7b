/**
 * A NETCONF server of answers prepared beforehand, in a process of its own: what it costs the machine to answer is no more than SSH itself.
 * Prints its address as JSON when it listens; ends with its standard input.
 */
import { createHash } from "node:crypto";
import ssh2, { type ServerChannel } from "ssh2";
import { escEvent, flavors } from "../corpus.js";

const BASE = "urn:ietf:params:xml:ns:netconf:base:1.0";
const NOTIFICATION = "urn:ietf:params:xml:ns:netconf:notification:1.0";
const CAPABILITIES = [
  "urn:ietf:params:netconf:base:1.0",
  "urn:ietf:params:netconf:base:1.1",
  "urn:ietf:params:netconf:capability:writable-running:1.0",
  "urn:ietf:params:netconf:capability:notification:1.0",
  "urn:ietf:params:netconf:capability:interleave:1.0",
];

/** What the server answers with. */
export interface CannedOptions {
  /** `entries`: get-config gives so many flavors. `events`: a subscription gives so many events. */
  readonly kind: "entries" | "events";
  readonly count: number;
  /** Bytes of one chunk of the reply; 0 puts the reply into one. */
  readonly chunkBytes: number;
}

const options = JSON.parse(process.argv[2] ?? "") as CannedOptions;
const body = Buffer.from(options.kind === "entries" ? flavors(options.count) : "");
const events = options.kind === "events" ? Array.from({ length: options.count }, (_, n) => framed(event(n))) : [];

function event(n: number): string {
  return `<notification xmlns="${NOTIFICATION}">${escEvent(n)}</notification>`;
}

function framed(text: string): Buffer {
  return Buffer.from(`\n#${Buffer.byteLength(text)}\n${text}\n##\n`);
}

/** A reply in chunks of the size asked for, in buffers of a size that suits the channel. */
function* bigReply(id: string): Generator<Buffer> {
  const head = Buffer.from(`<rpc-reply xmlns="${BASE}" message-id="${id}"><data>`);
  const tail = Buffer.from("</data></rpc-reply>");
  const whole = Buffer.concat([head, body, tail]);
  const size = options.chunkBytes === 0 ? whole.length : options.chunkBytes;
  let parts: Buffer[] = [];
  let pending = 0;
  for (let at = 0; at < whole.length; at += size) {
    const data = whole.subarray(at, at + size);
    parts.push(Buffer.from(`\n#${data.length}\n`), data);
    pending += data.length;
    if (pending < 64 * 1024) continue;
    yield* slices(Buffer.concat(parts));
    parts = [];
    pending = 0;
  }
  yield Buffer.concat([...parts, Buffer.from("\n##\n")]);
}

function* slices(buffer: Buffer): Generator<Buffer> {
  for (let at = 0; at < buffer.length; at += 64 * 1024) yield buffer.subarray(at, at + 64 * 1024);
}

async function send(channel: ServerChannel, buffers: Iterable<Buffer>): Promise<void> {
  for (const buffer of buffers) {
    if (channel.destroyed) return;
    if (!channel.write(buffer)) await new Promise<void>((resolve) => channel.once("drain", resolve));
  }
}

async function answer(channel: ServerChannel, rpc: string): Promise<void> {
  const id = /message-id="([^"]*)"/.exec(rpc)?.[1] ?? "";
  const ok = framed(`<rpc-reply xmlns="${BASE}" message-id="${id}"><ok/></rpc-reply>`);
  if (rpc.includes("get-config")) await send(channel, bigReply(id));
  else await send(channel, rpc.includes("create-subscription") ? [ok, ...events] : [ok]);
  if (rpc.includes("close-session")) channel.end();
}

function serve(channel: ServerChannel): void {
  const capabilities = CAPABILITIES.map((uri) => `<capability>${uri}</capability>`).join("");
  channel.write(
    `<hello xmlns="${BASE}"><capabilities>${capabilities}</capabilities><session-id>1</session-id></hello>]]>]]>`,
  );
  let received = "";
  let end = "]]>]]>";
  channel.on("error", () => undefined);
  channel.on("data", (bytes: Buffer) => {
    received += bytes.toString("utf8");
    for (let at = received.indexOf(end); at >= 0; at = received.indexOf(end)) {
      const message = received.slice(0, at);
      received = received.slice(at + end.length);
      if (end === "\n##\n") void answer(channel, message);
      end = "\n##\n";
    }
  });
}

const key = ssh2.utils.generateKeyPairSync("ed25519");
const parsed = ssh2.utils.parseKey(key.private);
if (parsed instanceof Error || Array.isArray(parsed)) throw new Error("no host key");
const hostKeySha256 = `SHA256:${createHash("sha256").update(parsed.getPublicSSH()).digest("base64").replace(/=+$/, "")}`;

const server = new ssh2.Server({ hostKeys: [key.private] }, (client) => {
  client.on("error", () => undefined);
  client.on("authentication", (context) => context.accept());
  client.on("session", (accept) => {
    accept().on("subsystem", (acceptSubsystem) => serve(acceptSubsystem()));
  });
});
server.listen(0, "127.0.0.1", () => {
  const { port } = server.address() as { port: number };
  const address = { host: "127.0.0.1", port, username: "bench", password: "bench", hostKeySha256 };
  process.stdout.write(`${JSON.stringify(address)}\n`);
});
process.stdin.resume().on("end", () => process.exit(0));
