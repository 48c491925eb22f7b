import { deferred } from "../../src/core/deferred.js";
import { BoundedQueue } from "../../src/core/queue.js";
import type { ConnectNetconfOptions } from "../../src/netconf/connect.js";
import { encodeFrame, FrameDecoder, type Framing } from "../../src/netconf/framing.js";
import { connectNetconf, type NetconfSession } from "../../src/netconf/index.js";
import { type MemoryTransport, transportPair } from "../../src/netconf/memory-transport.js";
import { BASE_1_0, BASE_1_1, buildHello, buildNotification, NETCONF_NS } from "../../src/netconf/messages.js";
import type { SessionOptions } from "../../src/netconf/session-line.js";
import { parseXml, type XmlElement } from "../../src/xml/element.js";

/** One rpc as the fake server got it. */
export interface Call {
  readonly messageId: string;
  /** The whole message. */
  readonly text: string;
  /** The operation's element. */
  readonly operation: XmlElement;
  /** Answers with this body. */
  reply(body: string): Promise<void>;
}

export interface FakeServerOptions {
  /** Beside the base versions. */
  readonly capabilities?: readonly string[];
  readonly bases?: readonly Framing[];
  readonly sessionId?: number;
  /** What is sent for a hello, instead of a proper one; undefined sends nothing at all. */
  readonly hello?: string | undefined;
  /** Cuts what is sent. Default: as it is. */
  readonly cut?: (bytes: Uint8Array) => Iterable<Uint8Array>;
  /** Answers calls; without it they wait in `calls`. */
  readonly answer?: (call: Call) => string | undefined;
}

/** The server's end of a NETCONF session in memory; it does what the test says and nothing by itself, close-session apart. */
export class FakeServer {
  readonly calls: BoundedQueue<Call> = new BoundedQueue({ limit: 100_000 });
  readonly transport: MemoryTransport;
  readonly client: MemoryTransport;
  /** The client's hello, as text. */
  readonly clientHello: Promise<string>;
  /** Resolves when the client has ended the line. */
  readonly ended: Promise<void>;
  framing: Framing = "1.0";
  readonly #options: FakeServerOptions;

  constructor(options: FakeServerOptions = {}) {
    this.#options = options;
    [this.client, this.transport] = transportPair({ peer: "admin@fake:830", limit: 100_000 });
    const hello = deferred<string>();
    this.clientHello = hello.promise;
    this.ended = this.#run((text) => hello.resolve(text)).catch(() => undefined);
  }

  /** Frames and sends a message. */
  send(text: string): Promise<void> {
    return this.sendRaw(encodeFrame(text, this.framing));
  }

  /** Sends bytes as they are. */
  async sendRaw(bytes: Uint8Array | string): Promise<void> {
    const all = Buffer.from(bytes);
    for (const piece of this.#options.cut?.(all) ?? [all]) await this.transport.write(piece);
  }

  notify(eventTime: string, body: string): Promise<void> {
    return this.send(buildNotification(eventTime, body));
  }

  /** The next call that `answer` did not take. */
  async call(): Promise<Call> {
    const { value } = await this.calls.next();
    if (!value) throw new Error("the client has ended the line");
    return value;
  }

  async connect(options: SessionOptions & { timeoutMs?: number; signal?: AbortSignal } = {}): Promise<NetconfSession> {
    return await connectNetconf({ ...options, dial: async () => this.client } satisfies ConnectNetconfOptions);
  }

  async #run(onHello: (text: string) => void): Promise<void> {
    const { bases = ["1.0", "1.1"], capabilities = [], sessionId = 7 } = this.#options;
    const uris = bases.map((base) => (base === "1.0" ? BASE_1_0 : BASE_1_1));
    if (!("hello" in this.#options))
      await this.send(buildHello({ capabilities: [...uris, ...capabilities], sessionId }));
    else if (this.#options.hello !== undefined) await this.sendRaw(this.#options.hello);
    const decoder = new FrameDecoder();
    let parts: Uint8Array[] = [];
    let greeted = false;
    for await (const chunk of this.transport.incoming) {
      for (const { bytes, end } of decoder.push(chunk)) {
        parts.push(Buffer.from(bytes));
        if (!end) continue;
        const text = Buffer.concat(parts).toString();
        parts = [];
        if (greeted) await this.#take(text);
        else {
          greeted = true;
          onHello(text);
          if (uris.includes(BASE_1_1) && text.includes(BASE_1_1)) decoder.framing = this.framing = "1.1";
        }
      }
    }
    this.calls.end();
  }

  async #take(text: string): Promise<void> {
    const rpc = parseXml(text);
    const messageId = rpc.attribute("message-id") ?? "";
    const [operation] = rpc.elements();
    if (!operation) throw new Error(`no operation in ${text}`);
    const call: Call = { messageId, text, operation, reply: (body) => this.send(reply(messageId, body)) };
    const body = this.#options.answer?.(call);
    if (body !== undefined) await call.reply(body);
    else if (operation.local === "close-session") {
      await call.reply("<ok/>");
      this.transport.close();
    } else void this.calls.push(call);
  }
}

/** An rpc-reply as text. */
export function reply(messageId: string, body: string): string {
  return `<rpc-reply xmlns="${NETCONF_NS}" message-id="${messageId}">${body}</rpc-reply>`;
}

/** Single bytes. */
export function* bytewise(bytes: Uint8Array): Iterable<Uint8Array> {
  for (let at = 0; at < bytes.length; at++) yield bytes.subarray(at, at + 1);
}
