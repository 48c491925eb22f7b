import { createHash } from "node:crypto";
import { createServer, type Server as NetServer, type Socket } from "node:net";
import ssh2 from "ssh2";
import { EscError } from "../core/errors.js";
import type { Logger } from "../core/logger.js";
import type { Wire } from "./netconf/session.js";
import type { Network } from "./network.js";

/** How somebody logs in. */
export interface SshUser {
  readonly password?: string;
  /** Public keys as in `authorized_keys`, or PEM. */
  readonly publicKeys?: readonly string[];
}

/** What takes the bytes of one NETCONF session. */
export interface SessionReceiver {
  receive(bytes: Uint8Array): void;
  close(reason: string): void;
}

/** How an {@link SshServer} is started. */
export interface SshServerOptions {
  readonly host: string;
  readonly port: number;
  /** A private key as text. Default: a throw-away ed25519 key. */
  readonly hostKey?: string | undefined;
  readonly users: Readonly<Record<string, SshUser>>;
  readonly network: Network;
  readonly logger: Logger;
  /** Begins a NETCONF session for a user who logged in. */
  readonly onSession: (user: string, wire: Wire, sourceHost: string) => SessionReceiver;
}

/** The SSH server in front of NETCONF (RFC 6242): password, keyboard-interactive and public key; the subsystem `netconf` only. */
export class SshServer {
  readonly host: string;
  readonly port: number;
  /** `SHA256:...`, as OpenSSH prints fingerprints. */
  readonly hostKeySha256: string;
  readonly #listener: NetServer;
  readonly #sockets: Set<Socket>;
  private constructor(listener: NetServer, init: { host: string; fingerprint: string; sockets: Set<Socket> }) {
    const address = listener.address();
    this.#listener = listener;
    this.host = init.host;
    this.port = typeof address === "object" && address ? address.port : 0;
    this.hostKeySha256 = init.fingerprint;
    this.#sockets = init.sockets;
  }

  /**
   * Starts listening.
   *
   * @throws EscError `invalid-input` for a host key that is none, `connection-failed` when the port cannot be had
   */
  static async start(options: SshServerOptions): Promise<SshServer> {
    const key = options.hostKey ?? throwAwayKey();
    const fingerprint = fingerprintOf(key);
    const sockets = new Set<Socket>();
    const ssh = new ssh2.Server({ hostKeys: [key], ident: "ESC-simulator" }, (client, info) => {
      const cut = () => {
        // ssh2 does not show a connection's socket; address and port tell it.
        for (const one of sockets) if (one.remoteAddress === info.ip && one.remotePort === info.port) one.destroy();
      };
      serveClient(client, { ...options, sourceHost: info.ip, cut });
    });
    const listener = createServer({ noDelay: true }, (socket) => {
      sockets.add(socket);
      socket.once("close", () => sockets.delete(socket));
      // Errors of the socket reach the SSH layer too; here they only must not be unhandled.
      socket.on("error", () => undefined);
      ssh.injectSocket(socket);
    });
    await listen(listener, options);
    return new SshServer(listener, { host: options.host, fingerprint, sockets });
  }

  /** Breaks every connection off and refuses new ones, until `comeBack`. */
  async goAway(): Promise<void> {
    const closed = new Promise<void>((resolve) => this.#listener.close(() => resolve()));
    this.#destroyAll();
    await closed;
  }

  /**
   * Listens again on the port it had.
   *
   * @throws EscError `connection-failed` when somebody else has it meanwhile
   */
  async comeBack(): Promise<void> {
    await listen(this.#listener, this);
  }

  /** Stops listening and breaks every connection off. */
  async close(): Promise<void> {
    await this.goAway();
  }

  #destroyAll(): void {
    for (const socket of this.#sockets) socket.destroy();
  }
}

function listen(listener: NetServer, { host, port }: { readonly host: string; readonly port: number }): Promise<void> {
  return new Promise((resolve, reject) => {
    listener.once("error", (cause) =>
      reject(
        new EscError("connection-failed", `The simulator cannot listen on ${host}:${port}: ${cause.message}`, {
          cause,
        }),
      ),
    );
    listener.listen(port, host, resolve);
  });
}

/** ssh2 writes about one key in 300 with wrong padding, which it then cannot read: such a key is made anew. */
function throwAwayKey(): string {
  for (;;) {
    const key = ssh2.utils.generateKeyPairSync("ed25519").private;
    if (!(ssh2.utils.parseKey(key) instanceof Error)) return key;
  }
}

function fingerprintOf(privateKey: string): string {
  const key = ssh2.utils.parseKey(privateKey);
  if (key instanceof Error || !key.isPrivateKey()) {
    throw new EscError(
      "invalid-input",
      "The option netconf.hostKey is not the text of a private key without passphrase",
    );
  }
  return `SHA256:${createHash("sha256").update(key.getPublicSSH()).digest("base64").replace(/=+$/, "")}`;
}

type ClientContext = SshServerOptions & { readonly sourceHost: string; readonly cut: () => void };

function serveClient(client: ssh2.Connection, context: ClientContext): void {
  let user = "";
  client.on("error", (error) => context.logger.debug("SSH connection failed", { error: error.message }));
  client.on("authentication", (attempt) => {
    user = attempt.username;
    authenticate(attempt, context.users);
  });
  client.on("session", (accept) => {
    const session = accept();
    session.on("subsystem", (acceptSubsystem, reject, info) => {
      if (info.name === "netconf") serveChannel(acceptSubsystem(), { client, user, context });
      else reject();
    });
    // ESC's port 830 is for NETCONF only (guide l. 8094, ports).
    for (const refused of ["exec", "shell", "pty"] as const)
      session.on(refused, (_: unknown, reject: () => void) => reject?.());
  });
}

function authenticate(attempt: ssh2.AuthContext, users: Readonly<Record<string, SshUser>>): void {
  const user = Object.hasOwn(users, attempt.username) ? users[attempt.username] : undefined;
  const methods: ssh2.AuthenticationType[] = ["publickey", "password", "keyboard-interactive"];
  const decide = (ok: boolean) => (ok ? attempt.accept() : attempt.reject(methods));
  if (attempt.method === "password") decide(user?.password !== undefined && attempt.password === user.password);
  else if (attempt.method === "publickey") decide(user !== undefined && acceptsKey(user, attempt));
  else if (attempt.method === "keyboard-interactive") {
    attempt.prompt([{ prompt: "Password: ", echo: false }], "", (answers) => {
      decide(user?.password !== undefined && answers[0] === user.password);
    });
  } else decide(false);
}

function acceptsKey(user: SshUser, attempt: ssh2.PublicKeyAuthContext): boolean {
  return (user.publicKeys ?? []).some((text) => {
    const key = ssh2.utils.parseKey(text);
    if (key instanceof Error || !key.getPublicSSH().equals(attempt.key.data)) return false;
    // Without a signature the client only asks whether the key would do (RFC 4252 section 7).
    if (!attempt.signature || !attempt.blob) return true;
    return key.verify(attempt.blob, attempt.signature, attempt.hashAlgo) === true;
  });
}

interface ChannelContext {
  readonly client: ssh2.Connection;
  readonly user: string;
  readonly context: ClientContext;
}

function serveChannel(channel: ssh2.ServerChannel, { client, user, context }: ChannelContext): void {
  const queue = context.network.connect({
    write: (bytes) => void channel.write(bytes),
    cut: context.cut,
    end: () => {
      channel.end();
      client.end();
    },
  });
  const wire: Wire = {
    send: (bytes) => queue.send(bytes),
    end: () => queue.end(),
    get pendingBytes() {
      return queue.pendingBytes + channel.writableLength;
    },
  };
  const session = context.onSession(user, wire, context.sourceHost);
  channel.on("data", (bytes: Buffer) => {
    session.receive(bytes);
    // A client that sends and does not read is held back.
    if (channel.writableNeedDrain) channel.pause();
  });
  channel.on("drain", () => channel.resume());
  channel.on("error", (error: Error) => session.close(error.message));
  const gone = () => {
    queue.close();
    session.close("the line is gone");
  };
  channel.on("close", gone);
  channel.on("end", () => session.close("the client ended the stream"));
  client.on("close", gone);
}
