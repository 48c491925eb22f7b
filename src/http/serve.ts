import { createServer as createHttpServer, type RequestListener, type Server } from "node:http";
import { createServer as createHttpsServer } from "node:https";
import type { AddressInfo } from "node:net";
import { getRequestListener } from "@hono/node-server";
import { EscError } from "../core/errors.js";

/** What answers a request, in any framework. */
export type FetchHandler = (request: Request) => Response | Promise<Response>;

/** Where and how {@link serveFetch} listens. */
export interface ServeOptions {
  /** The address to listen on. Default 127.0.0.1. */
  readonly host?: string | undefined;
  /** Default 0: a free one. */
  readonly port?: number | undefined;
  /** Certificate and key (PEM) for HTTPS. Default: plain HTTP. */
  readonly tls?: { readonly cert: string; readonly key: string; readonly passphrase?: string } | undefined;
  /** How long a whole request may take to arrive, in milliseconds. Default 30,000. */
  readonly requestTimeoutMs?: number | undefined;
}

/** A server that listens. */
export interface FetchServer extends AsyncDisposable {
  readonly host: string;
  readonly port: number;
  /** `https://127.0.0.1:34567` */
  readonly origin: string;
  /** Stops listening and ends every connection. Any number of times. */
  close(): Promise<void>;
}

/**
 * Serves a handler stand-alone.
 *
 * @throws EscError `connection-failed` when the address cannot be had
 */
export async function serveFetch(handler: FetchHandler, options: ServeOptions = {}): Promise<FetchServer> {
  const { host = "127.0.0.1", tls } = options;
  const listener: RequestListener = getRequestListener(handler);
  const server: Server = tls ? createHttpsServer(tls, listener) : createHttpServer(listener);
  server.requestTimeout = options.requestTimeoutMs ?? 30_000;
  server.headersTimeout = Math.min(server.requestTimeout, 10_000);
  await listen(server, host, options.port ?? 0);
  const { port } = server.address() as AddressInfo;
  let closing: Promise<void> | undefined;
  const close = () => {
    closing ??= new Promise((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
    return closing;
  };
  const name = host.includes(":") ? `[${host}]` : host;
  return { host, port, origin: `${tls ? "https" : "http"}://${name}:${port}`, close, [Symbol.asyncDispose]: close };
}

function listen(server: Server, host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", (cause) => {
      reject(new EscError("connection-failed", `Cannot listen on ${host} port ${port}: ${cause.message}`, { cause }));
    });
    server.listen(port, host, () => {
      server.removeAllListeners("error");
      // A connection that breaks is its own matter.
      server.on("error", () => undefined);
      resolve();
    });
  });
}
