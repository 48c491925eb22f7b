import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Socket, type Server as TcpServer } from "node:net";
import ssh2, { type AuthContext, type Connection, type ServerChannel, type ServerConfig } from "ssh2";
import { deferred } from "../../src/core/deferred.js";
import { fingerprint } from "../../src/netconf/host-key.js";
import { FakeServer, type FakeServerOptions } from "./fake-server.js";

/** Host keys for all tests of one file: making an RSA key takes a while. */
export const hostKeys: { readonly ed25519: HostKey; readonly rsa: HostKey } = {
  ed25519: hostKey(ssh2.utils.generateKeyPairSync("ed25519")),
  rsa: hostKey(ssh2.utils.generateKeyPairSync("rsa", { bits: 2048 })),
};

export interface HostKey {
  readonly privateText: string;
  /** `ssh-ed25519 AAAA...`, as known_hosts has it. */
  readonly line: string;
  readonly sha256: string;
}

function hostKey(pair: { private: string; public: string }): HostKey {
  const [type = "", base64 = ""] = pair.public.split(" ");
  return { privateText: pair.private, line: `${type} ${base64}`, sha256: fingerprint(Buffer.from(base64, "base64")) };
}

export interface SshServerOptions {
  readonly keys?: readonly HostKey[];
  readonly config?: Omit<ServerConfig, "hostKeys">;
  /** Judges a login. Default: password `secret` for anybody. */
  readonly authenticate?: (context: AuthContext) => void;
  /** What the subsystem does. Default: a fake NETCONF server with `netconf`. */
  readonly subsystem?: (channel: ServerChannel) => void;
  /** Subsystems that exist. Default only `netconf`. */
  readonly subsystems?: readonly string[];
  /** Neither accepts nor refuses subsystems. */
  readonly ignoreSubsystems?: boolean;
  readonly netconf?: FakeServerOptions;
  readonly host?: string;
}

/** Takes the password `secret` and nothing else. */
export function passwordOnly(context: AuthContext): void {
  if (context.method === "password" && context.password === "secret") context.accept();
  else context.reject(["password"]);
}

/** A real SSH server on loopback; every login gets a fake NETCONF server of its own. */
export class SshServer implements AsyncDisposable {
  readonly #server: ssh2.Server;
  readonly connections: Connection[] = [];
  /** The methods of every login attempt, in order. */
  readonly attempts: string[] = [];
  /** The NETCONF sides, in the order of their sessions. */
  readonly sessions: FakeServer[] = [];
  port = 0;

  constructor(options: SshServerOptions = {}) {
    const keys = (options.keys ?? [hostKeys.ed25519]).map((key) => key.privateText);
    this.#server = new ssh2.Server({ ...options.config, hostKeys: keys }, (connection) =>
      this.#accept(connection, options),
    );
  }

  static async start(options: SshServerOptions = {}): Promise<SshServer> {
    const server = new SshServer(options);
    server.#server.listen(0, options.host ?? "127.0.0.1");
    await once(server.#server, "listening");
    server.port = (server.#server.address() as AddressInfo).port;
    return server;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const connection of this.connections) connection.end();
    await new Promise<void>((resolve) => this.#server.close(() => resolve()));
  }

  #accept(connection: Connection, options: SshServerOptions): void {
    this.connections.push(connection);
    connection.on("error", () => undefined);
    connection.on("authentication", (context) => {
      this.attempts.push(context.method);
      (options.authenticate ?? passwordOnly)(context);
    });
    connection.on("session", (accept) => {
      const session = accept();
      session.on("subsystem", (acceptSubsystem, reject, info) => {
        if (options.ignoreSubsystems) return;
        if (!(options.subsystems ?? ["netconf"]).includes(info.name)) return reject();
        const channel = acceptSubsystem();
        channel.on("error", () => undefined);
        if (options.subsystem) options.subsystem(channel);
        else this.#speakNetconf(channel, options.netconf);
      });
    });
  }

  #speakNetconf(channel: ServerChannel, options: FakeServerOptions | undefined): void {
    const fake = new FakeServer(options);
    this.sessions.push(fake);
    channel.on("data", (bytes: Buffer) => void fake.client.write(bytes).catch(() => undefined));
    const ended = deferred<void>();
    const end = () => {
      ended.resolve();
      fake.client.close();
    };
    channel.on("end", end);
    channel.on("close", end);
    const send = async () => {
      for await (const bytes of fake.client.incoming) {
        if (channel.write(bytes)) continue;
        const drained = deferred<void>();
        channel.once("drain", () => drained.resolve());
        await Promise.race([drained.promise, ended.promise]);
      }
      channel.end();
    };
    send().catch(() => channel.close());
  }
}

/** A TCP server that does what a test says with each connection. */
export async function tcpServer(onSocket: (socket: Socket) => void): Promise<{ port: number } & AsyncDisposable> {
  const sockets: Socket[] = [];
  const server: TcpServer = createServer((socket) => {
    sockets.push(socket);
    socket.on("error", () => undefined);
    onSocket(socket);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    port: (server.address() as AddressInfo).port,
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

/** A TCP line between a client and a port, which can go dead without a word. */
export async function deadLine(
  port: number,
): Promise<{ port: number; goSilent(): void; cut(): void } & AsyncDisposable> {
  let silent = false;
  const ends: Socket[] = [];
  const proxy = await tcpServer((near) => {
    const far = connect(port, "127.0.0.1");
    ends.push(near, far);
    far.on("error", () => undefined);
    near.on("data", (bytes) => silent || far.write(bytes));
    far.on("data", (bytes) => silent || near.write(bytes));
    near.on("close", () => far.destroy());
    far.on("close", () => silent || near.destroy());
  });
  return {
    port: proxy.port,
    goSilent: () => {
      silent = true;
    },
    cut: () => {
      for (const end of ends) end.destroy();
    },
    async [Symbol.asyncDispose]() {
      for (const end of ends) end.destroy();
      await proxy[Symbol.asyncDispose]();
    },
  };
}
