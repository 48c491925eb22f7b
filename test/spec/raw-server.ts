/** A NETCONF server written byte by byte, over a transport of one's own: nothing of it comes from the library that is tested. */
import {
  type ConnectNetconfOptions,
  connectNetconf,
  EscError,
  type NetconfSession,
  type Transport,
} from "esc-northbound/netconf";

export const BASE_10 = "urn:ietf:params:netconf:base:1.0";
export const BASE_11 = "urn:ietf:params:netconf:base:1.1";
const WRITABLE_RUNNING = "urn:ietf:params:netconf:capability:writable-running:1.0";
const NS = "urn:ietf:params:xml:ns:netconf:base:1.0";

/** The text of a server's hello. */
export function hello(capabilities: readonly string[], sessionId = "4"): string {
  const list = capabilities.map((capability) => `<capability>${capability}</capability>`).join("");
  return `<hello xmlns="${NS}"><capabilities>${list}</capabilities><session-id>${sessionId}</session-id></hello>`;
}

/** End-of-message framing (RFC 6242 section 4.3). */
export function eom(xml: string): Buffer {
  return Buffer.from(`${xml}]]>]]>`);
}

/** Chunked framing (RFC 6242 section 4.2), in chunks of so many bytes. */
export function chunked(xml: string | Buffer, size: number = Number.POSITIVE_INFINITY): Buffer {
  const bytes = Buffer.from(xml);
  const parts: Buffer[] = [];
  for (let at = 0; at < bytes.length; at += size) {
    const chunk = bytes.subarray(at, at + size);
    parts.push(Buffer.from(`\n#${chunk.length}\n`), chunk);
  }
  return Buffer.concat([...parts, Buffer.from("\n##\n")]);
}

/** A reply to the request with this id. */
export function reply(id: string, body = "<ok/>"): string {
  return `<rpc-reply xmlns="${NS}" message-id="${id}">${body}</rpc-reply>`;
}

/** A hand-driven peer: what the client has written is read, what the server says is said, and nothing happens by itself. */
export class RawServer implements Transport {
  readonly peer = "raw.example.net:830";
  closed = false;
  #sent = Buffer.alloc(0);
  #read = 0;
  #inbox: Uint8Array[] = [];
  #end: { readonly error?: EscError } | undefined;
  #wakeReader: () => void = () => undefined;
  #wakeServer: () => void = () => undefined;

  readonly incoming: AsyncIterable<Uint8Array> = {
    [Symbol.asyncIterator]: () => ({
      next: async () => {
        for (;;) {
          const value = this.#inbox.shift();
          if (value !== undefined) return { value, done: false };
          if (this.#end?.error) throw this.#end.error;
          if (this.#end || this.closed) return { value: undefined, done: true };
          await new Promise<void>((wake) => {
            this.#wakeReader = wake;
          });
        }
      },
    }),
  };

  async write(chunk: Uint8Array): Promise<void> {
    if (this.closed) throw new EscError("closed", "closed");
    if (this.#end) throw new EscError("connection-lost", "the line is dead");
    this.#sent = Buffer.concat([this.#sent, chunk]);
    this.#wakeServer();
  }

  close(): void {
    this.closed = true;
    this.#wakeReader();
    this.#wakeServer();
  }

  /** Sends bytes, in pieces of so many when a size is given. */
  say(bytes: Uint8Array | string, pieceBytes: number = Number.POSITIVE_INFINITY): void {
    const all = Buffer.from(bytes);
    for (let at = 0; at < all.length; at += pieceBytes) this.#inbox.push(all.subarray(at, at + pieceBytes));
    this.#wakeReader();
  }

  /** Ends the line: politely, or with an error as a dead network does. */
  hangUp(error?: EscError): void {
    this.#end = error ? { error } : {};
    this.#wakeReader();
  }

  /** Waits until the client has written this, after what was heard before, and gives the text up to its end. */
  async heard(wanted: string | RegExp): Promise<string> {
    for (;;) {
      const text = this.#sent.toString("utf8").slice(this.#read);
      const at = typeof wanted === "string" ? text.indexOf(wanted) : text.search(wanted);
      if (at >= 0) {
        const length = typeof wanted === "string" ? wanted.length : (wanted.exec(text)?.[0].length ?? 0);
        this.#read += at + length;
        return text.slice(0, at + length);
      }
      if (this.closed) throw new Error(`closed while waiting for ${wanted}, after: ${text}`);
      await new Promise<void>((wake) => {
        this.#wakeServer = wake;
      });
    }
  }

  /** Waits for a whole request and gives its message-id. */
  async request(): Promise<string> {
    const text = await this.heard("</rpc>");
    const id = /<rpc [^>]*message-id=["']([^"']*)["']/.exec(text)?.[1];
    if (id === undefined) throw new Error(`a request without message-id: ${text}`);
    return id;
  }

  /** Everything that the client has written. */
  get written(): string {
    return this.#sent.toString("utf8");
  }
}

/** A session in the given framing with a server that has said hello. */
export async function openRaw(
  version: "1.0" | "1.1",
  options: Omit<ConnectNetconfOptions & object, "dial"> & Record<string, unknown> = {},
): Promise<{ server: RawServer; session: NetconfSession; frame: (xml: string | Buffer) => Buffer }> {
  const server = new RawServer();
  server.say(eom(hello([BASE_10, ...(version === "1.1" ? [BASE_11] : []), WRITABLE_RUNNING])));
  const session = await connectNetconf({ ...options, dial: async () => server });
  await server.heard("]]>]]>");
  return { server, session, frame: version === "1.1" ? chunked : (xml) => eom(xml.toString()) };
}
