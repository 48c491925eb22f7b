import { once } from "node:events";
import ssh2 from "ssh2";
import { connectNetconf, type NetconfSession } from "../../src/netconf/index.js";
import type { Simulator } from "../../src/simulator/index.js";

/** A session of our own client with a simulator. XPath is taken without being claimed. */
export function connect(sim: Simulator, user?: string): Promise<NetconfSession> {
  const { host, netconf } = sim.clientOptions(user);
  return connectNetconf({ host, ...netconf, assume: [":xpath"] });
}

const HELLO = (base: string) =>
  `<hello xmlns="urn:ietf:params:xml:ns:netconf:base:1.0"><capabilities><capability>urn:ietf:params:netconf:base:${base}</capability></capabilities></hello>]]>]]>`;

/** A client that sends what a test says, byte by byte if need be, with framing 1.0 unless told otherwise. */
export class RawClient {
  readonly #client: ssh2.Client;
  readonly #channel: ssh2.ClientChannel;
  #received = "";
  /** Resolves when the server has ended the session. */
  readonly ended: Promise<unknown>;

  private constructor(client: ssh2.Client, channel: ssh2.ClientChannel) {
    this.#client = client;
    this.#channel = channel;
    this.ended = once(channel, "close");
    channel.setEncoding("utf8").on("data", (text: string) => {
      this.#received += text;
    });
  }

  static async connect(sim: Simulator): Promise<RawClient> {
    const client = new ssh2.Client();
    const { host, netconf } = sim.clientOptions();
    client.connect({ host, port: netconf.port, username: netconf.username, password: netconf.password });
    await once(client, "ready");
    client.on("error", () => undefined);
    const channel = await new Promise<ssh2.ClientChannel>((resolve, reject) => {
      client.subsys("netconf", (error, opened) => (error ? reject(error) : resolve(opened)));
    });
    return new RawClient(client, channel);
  }

  /** Everything received so far. */
  get received(): string {
    return this.#received;
  }

  /** Sends text or bytes as they are. */
  send(data: string | Uint8Array): void {
    this.#channel.write(data);
  }

  /** Says hello with one base version. */
  async hello(base = "1.0"): Promise<void> {
    await this.next();
    this.send(HELLO(base));
  }

  /** Waits for the next message that ends as given, and takes it out of what was received. */
  async next(delimiter = "]]>]]>"): Promise<string> {
    for (;;) {
      const at = this.#received.indexOf(delimiter);
      if (at >= 0) {
        const message = this.#received.slice(0, at);
        this.#received = this.#received.slice(at + delimiter.length);
        return message;
      }
      await Promise.race([
        once(this.#channel, "data"),
        this.ended.then(() => {
          throw new Error(`the session ended after: ${this.#received}`);
        }),
      ]);
    }
  }

  /** Sends an rpc's content and waits for the reply. */
  async call(content: string): Promise<string> {
    this.send(`<rpc xmlns="urn:ietf:params:xml:ns:netconf:base:1.0" message-id="1">${content}</rpc>]]>]]>`);
    return this.next();
  }

  close(): void {
    this.#client.end();
  }
}
