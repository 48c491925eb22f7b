import type { WaitOptions } from "../core/signal.js";
import { PhaseClock, type PhaseTimeouts } from "./phases.js";
import { NetconfSession } from "./session.js";
import { SessionLine, type SessionOptions } from "./session-line.js";
import type { SshOptions } from "./ssh-options.js";
import { sshDial } from "./ssh-transport.js";
import type { Dial } from "./transport.js";

/** Over what a session is opened, when not over SSH by options. */
export interface DialOptions {
  /** Opens the transport; called once for this session. */
  readonly dial: Dial;
  /** Deadlines of the steps of connecting, in milliseconds; only `hello` concerns a transport of one's own. */
  readonly phaseTimeoutMs?: PhaseTimeouts | undefined;
}

/** Options of {@link connectNetconf}: a server over SSH, or a transport of one's own; and how the session behaves. */
export type ConnectNetconfOptions = SessionOptions & WaitOptions & (SshOptions | DialOptions);

/**
 * Opens a NETCONF session: connects, checks the host key, logs in, starts the subsystem and exchanges hellos.
 *
 * @param options `timeoutMs` bounds the whole, 30,000 ms by default; each step has a deadline besides
 * @throws EscError `invalid-input`, `unsupported`, `connection-failed`, `protocol-error`, `host-key`, `auth-failed`, `timeout`, `aborted`,
 * `connection-lost`; the message names the step, what both sides offered, and the option that mends it
 */
export async function connectNetconf(options: ConnectNetconfOptions): Promise<NetconfSession> {
  const timeoutMs = options.timeoutMs ?? 30_000;
  const { signal } = options;
  const dial = "dial" in options ? options.dial : sshDial(options);
  const started = performance.now();
  const transport = await dial({ signal, timeoutMs });
  const left = Math.max(1, timeoutMs - (performance.now() - started));
  const clock = new PhaseClock(transport.peer, { signal, timeoutMs: left }, options.phaseTimeoutMs);
  try {
    const line = new SessionLine(transport, options);
    await clock.run("hello", (hello) => line.open(hello));
    return new NetconfSession(line);
  } catch (error) {
    transport.close();
    throw error;
  }
}
