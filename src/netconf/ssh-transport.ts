import type { Socket } from "node:net";
import ssh2, { type AnyAuthMethod, type ClientChannel, type ParsedKey } from "ssh2";
import { deferred } from "../core/deferred.js";
import { EscError, isEscError } from "../core/errors.js";
import { untilAborted, type WaitOptions } from "../core/signal.js";
import { type HostKeyVerifier, hostKeyVerifier } from "./host-key.js";
import { PhaseClock } from "./phases.js";
import { readPrivateKey } from "./private-key.js";
import { showBytes } from "./show.js";
import { AuthPlan } from "./ssh-auth.js";
import { offeredAlgorithms, onlyLegacyFits, type SshAddress, type SshOptions, sshAddress } from "./ssh-options.js";
import { StreamTransport } from "./stream-transport.js";
import { connectTcp } from "./tcp.js";
import type { Dial, Transport } from "./transport.js";

/** Keepalives without an answer after which the line counts as lost. */
const KEEPALIVES_UNANSWERED = 3;
const DEFAULT_KEEPALIVE_MS = 15_000;
/** How long a closed connection may take to say good-bye before it is cut. */
const LINGER_MS = 500;

/**
 * Makes the {@link Dial} of a NETCONF server over SSH (RFC 6242): TCP, handshake with the host key checked, login, subsystem, each with
 * its deadline.
 *
 * The dial throws EscError `invalid-input` and `unsupported` (options), `connection-failed`, `protocol-error` (no SSH server), `host-key`,
 * `auth-failed`, `timeout`, `aborted`; each names the step, what both sides offered, and the option that mends it.
 */
export function sshDial(options: SshOptions): Dial {
  return async (wait) => new SshDialer(options, sshAddress(options), wait).dial();
}

type Phase = "handshake" | "authentication" | "subsystem" | "open";

class SshDialer {
  readonly #options: SshOptions;
  readonly #address: SshAddress;
  readonly #clock: PhaseClock;
  readonly #client = new ssh2.Client();
  readonly #plan: AuthPlan;
  readonly #offers = new Map<string, string>();
  #phase: Phase = "handshake";
  #hostKeyError: EscError | undefined;
  #beforeSsh = Buffer.alloc(0);
  #sawSsh = false;

  constructor(options: SshOptions, address: SshAddress, wait: WaitOptions) {
    this.#options = options;
    this.#address = address;
    this.#clock = new PhaseClock(address.peer, wait, options.phaseTimeoutMs);
    this.#plan = new AuthPlan({
      password: options.password !== undefined,
      privateKey: options.privateKey !== undefined,
      agent: options.agent !== undefined,
    });
  }

  async dial(): Promise<Transport> {
    const key = readPrivateKey(this.#options, ssh2.utils.parseKey);
    const agent = agentSocket(this.#options.agent);
    const { host, port } = this.#address;
    const verifier = await hostKeyVerifier(this.#options.hostKey, host, port);
    const socket = await this.#clock.run("tcp", (signal) => connectTcp(host, port, signal));
    try {
      await this.#logIn(socket, verifier, { key, agent });
      this.#phase = "subsystem";
      const channel = await this.#clock.run("subsystem", (signal) => untilAborted(this.#openSubsystem(), signal));
      return this.#transport(socket, channel);
    } catch (error) {
      // The client may still report what its socket says.
      this.#client.on("error", () => undefined);
      socket.destroy();
      throw error;
    }
  }

  async #logIn(socket: Socket, verifier: HostKeyVerifier, means: LoginMeans): Promise<void> {
    const shaken = deferred<void>();
    const ready = deferred<void>();
    const fail = (cause: unknown) => {
      const error = this.#failure(cause);
      if (error === undefined) return;
      shaken.reject(error);
      ready.reject(error);
    };
    this.#client
      .on("handshake", () => {
        this.#phase = "authentication";
        shaken.resolve();
      })
      .on("ready", () => ready.resolve())
      .on("error", fail)
      .on("change password", () => fail(new Error("the server demands a new password first")))
      .on("close", () => fail(new Error("the server closed the connection")));
    this.#client.connect({
      sock: socket,
      username: this.#options.username,
      readyTimeout: 0,
      keepaliveInterval: this.#options.keepaliveMs ?? DEFAULT_KEEPALIVE_MS,
      keepaliveCountMax: KEEPALIVES_UNANSWERED,
      algorithms: offeredAlgorithms(this.#options.algorithms?.legacy === true, verifier.preferredTypes),
      hostVerifier: (blob: Buffer) => {
        this.#hostKeyError = verifier.verify(blob);
        return this.#hostKeyError === undefined;
      },
      authHandler: (offered, _partial) => this.#nextMethod(offered, means),
      debug: (line: string) => this.#noteOffer(line),
    });
    this.#watchForOtherProtocols(socket);
    await this.#clock.run("handshake", (signal) => untilAborted(shaken.promise, signal));
    await this.#clock.run("authentication", (signal) => untilAborted(ready.promise, signal));
  }

  #nextMethod(offered: readonly string[] | null, { key, agent }: LoginMeans): AnyAuthMethod | false {
    const { username, password = "" } = this.#options;
    const type = this.#plan.next(offered);
    switch (type) {
      case "none":
        return { type, username };
      case "password":
        return { type, username, password };
      case "publickey":
        return key ? { type, username, key } : false;
      case "agent":
        return { type, username, agent: agent ?? "" };
      case "keyboard-interactive":
        return { type, username, prompt: this.#answerPrompts(password) };
      default:
        return false;
    }
  }

  /** Answers one round of questions with the password; a second round would be the same wrong answer again. */
  #answerPrompts(password: string) {
    let answered = false;
    return (
      _name: string,
      _instructions: string,
      _language: string,
      prompts: readonly { readonly prompt: string; readonly echo?: boolean | undefined }[],
      finish: (answers: string[]) => void,
    ): void => {
      const asked = prompts.map(({ prompt }) => JSON.stringify(prompt.trim())).join(", ");
      if (answered) this.#plan.note(`the server asked again: ${asked}`);
      const unexpected = prompts.length !== 1 || prompts[0]?.echo === true;
      if (unexpected) this.#plan.note(`keyboard-interactive asked ${asked}, which a password does not answer`);
      const answer = answered || unexpected ? "" : password;
      answered = true;
      finish(prompts.map(() => answer));
    };
  }

  #openSubsystem(): Promise<ClientChannel> {
    const name = this.#options.subsystem ?? "netconf";
    return new Promise((resolve, reject) => {
      this.#client.on("error", reject).on("close", () => reject(this.#refused(name, "the connection was closed")));
      this.#client.subsys(name, (error, channel) => {
        if (error) reject(this.#refused(name, error.message, error));
        else resolve(channel);
      });
    });
  }

  #refused(name: string, why: string, cause?: unknown): EscError {
    return new EscError(
      "connection-failed",
      `${this.#address.peer} let us in, but did not start the SSH subsystem "${name}" (${why}): check the port, whether NETCONF is on for this user, and the option subsystem`,
      { cause },
    );
  }

  #transport(socket: Socket, channel: ClientChannel): Transport {
    this.#phase = "open";
    const destroy = () => {
      channel.close();
      this.#client.end();
      socket.unref();
      setTimeout(() => socket.destroy(), LINGER_MS).unref();
    };
    const transport = new StreamTransport(channel, {
      peer: this.#address.peer,
      stderr: channel.stderr,
      socket,
      destroy,
    });
    this.#client.on("error", (cause) => transport.lose(cause)).on("close", () => transport.lose(undefined));
    return transport;
  }

  /** What a failure before the session is open means; undefined for what is only worth a note. */
  #failure(cause: unknown): EscError | undefined {
    const { peer } = this.#address;
    const level = cause instanceof Error && "level" in cause ? cause.level : undefined;
    const message = cause instanceof Error ? cause.message : String(cause);
    if (this.#hostKeyError) return this.#hostKeyError;
    if (isEscError(cause)) return cause;
    if (level === "agent") {
      this.#plan.note(`the agent failed: ${message}`);
      return undefined;
    }
    if (this.#phase === "authentication") return this.#loginFailure(message, level, cause);
    if (!this.#sawSsh) {
      const received = showBytes(this.#beforeSsh);
      const what = this.#beforeSsh.length === 0 ? "it closed the connection without a word" : `it sent ${received}`;
      return new EscError("protocol-error", `${peer} is no SSH server: ${what}. Check host and port`, {
        cause,
        received,
      });
    }
    if (message.includes("no matching")) return this.#mismatch(message, cause);
    return new EscError("connection-failed", `The SSH handshake with ${peer} failed: ${message}`, { cause });
  }

  #loginFailure(message: string, level: unknown, cause: unknown): EscError {
    if (level !== "client-authentication") this.#plan.note(message);
    const { username } = this.#options;
    return this.#plan.failure(username, this.#address.peer.slice(username.length + 1), cause);
  }

  #mismatch(message: string, cause: unknown): EscError {
    const what = message.replace(/^.*no matching /, "");
    const remote = this.#offers.get("remote") ?? "";
    const legacy = onlyLegacyFits(remote) && this.#options.algorithms?.legacy !== true;
    const remedy = legacy
      ? "If the server cannot be renewed, allow its old algorithms with algorithms: { legacy: true }"
      : "The server needs newer SSH algorithms or keys; DSA keys are not supported";
    return new EscError(
      "connection-failed",
      `The SSH handshake with ${this.#address.peer} failed: no common ${what}. We offer ${this.#offers.get("local") ?? "?"}; the server offers ${remote}. ${remedy}`,
      { cause, received: remote },
    );
  }

  /** ssh2 says what both sides offered in its debug lines only. The last pair before it gives up is the one that did not match. */
  #noteOffer(line: string): void {
    if (this.#phase !== "handshake") return;
    const match = /^Handshake: \((local|remote)\) [^:]*: (.*)$/.exec(line);
    if (match?.[1] !== undefined) this.#offers.set(match[1], match[2] ?? "");
  }

  /** Keeps what comes instead of an SSH greeting, to show it. Added after ssh2 has paused the socket, so that nothing flows early. */
  #watchForOtherProtocols(socket: Socket): void {
    const watch = (bytes: Buffer) => {
      this.#beforeSsh = Buffer.concat([this.#beforeSsh, bytes]).subarray(0, 1000);
      const text = this.#beforeSsh.toString("latin1");
      this.#sawSsh = text.startsWith("SSH-") || text.includes("\nSSH-");
      if (this.#sawSsh || this.#beforeSsh.length >= 1000) socket.removeListener("data", watch);
    };
    socket.on("data", watch);
  }
}

interface LoginMeans {
  readonly key: ParsedKey | undefined;
  readonly agent: string | undefined;
}

function agentSocket(agent: string | true | undefined): string | undefined {
  const path = agent === true ? process.env["SSH_AUTH_SOCK"] : agent;
  if (agent === undefined || (path !== undefined && path !== "")) return path;
  throw new EscError("invalid-input", "agent: no agent is running, SSH_AUTH_SOCK is not set");
}
