import { connect, type Socket } from "node:net";
import { EscError } from "../core/errors.js";

/** What the usual failures of a TCP connection mean. */
const REASONS: Readonly<Record<string, string | undefined>> = {
  ECONNREFUSED: "nothing listens there: check host and port",
  ENOTFOUND: "there is no such host: check host",
  EAI_AGAIN: "the host name could not be looked up for now",
  ETIMEDOUT: "nobody answers: check host, port and what lies between",
  EHOSTUNREACH: "there is no route to the host",
  ENETUNREACH: "there is no route to the network",
  ECONNRESET: "the peer cut the connection at once",
};

/**
 * Opens a TCP connection, without Nagle's delay: with it, a round trip of small messages takes tens of milliseconds.
 *
 * @throws EscError `connection-failed`, or the signal's reason
 */
export function connectTcp(host: string, port: number, signal: AbortSignal): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect({ host, port });
    const where = `${host}:${port}`;
    const settle = () => {
      signal.removeEventListener("abort", onAbort);
      socket.removeListener("error", onError);
      socket.removeListener("connect", onConnect);
    };
    const onAbort = () => {
      settle();
      // Destroyed before it was connected, it may still report that.
      socket.on("error", () => undefined);
      socket.destroy();
      reject(signal.reason);
    };
    const onError = (cause: NodeJS.ErrnoException) => {
      settle();
      const reason = REASONS[cause.code ?? ""] ?? cause.message;
      const message = `The TCP connection to ${where} failed: ${cause.code ?? "error"}, ${reason}`;
      reject(new EscError("connection-failed", message, { cause }));
    };
    const onConnect = () => {
      settle();
      socket.setNoDelay(true);
      resolve(socket);
    };
    socket.on("error", onError);
    socket.on("connect", onConnect);
    if (signal.aborted) onAbort();
    else signal.addEventListener("abort", onAbort, { once: true });
  });
}
