import { request as httpRequest } from "node:http";
import { request as httpsRequest } from "node:https";
import type { Socket } from "node:net";
import { TLSSocket } from "node:tls";
import { Agent, buildConnector } from "undici";
import { EscError } from "../core/errors.js";
import { judgePeer, pinnedFingerprints, type TlsOptions } from "./tls.js";

/** How connections are made and kept. Times in milliseconds. */
export interface AgentOptions {
  /** How certificates are judged. */
  readonly tls?: TlsOptions | undefined;
  /** An HTTP proxy, `http://[user:password@]host:port`; everything goes through CONNECT (RFC 9110 section 9.3.6). Default: none, whatever the environment says. */
  readonly proxy?: string | undefined;
  /** The most connections to one server; further requests wait for one. Default 32. */
  readonly connections?: number | undefined;
  /** Until a connection stands, TLS included. Default 10,000. */
  readonly connectTimeoutMs?: number | undefined;
  /** From the request to the end of the answer's head. Default 300,000: the call's own `timeoutMs` is the usual bound. */
  readonly headersTimeoutMs?: number | undefined;
  /** Between two pieces of an answer's body. Default 60,000. */
  readonly bodyTimeoutMs?: number | undefined;
}

/** A pool of connections. */
export interface HttpAgent {
  /** What `fetch` takes as `dispatcher`. */
  readonly dispatcher: object;
  /** Ends every connection at once. Any number of times. */
  close(): Promise<void>;
}

/**
 * A pool of connections for `globalThis.fetch`.
 *
 * @throws EscError `invalid-input` for a wrong fingerprint or proxy
 */
export function createAgent(options: AgentOptions = {}): HttpAgent {
  const agent = new Agent({
    connect: connector(options),
    connections: options.connections ?? 32,
    headersTimeout: options.headersTimeoutMs ?? 300_000,
    bodyTimeout: options.bodyTimeoutMs ?? 60_000,
  });
  return { dispatcher: agent, close: () => agent.destroy() };
}

/**
 * Node's own check of certificates is off, and ours stands in its place: its errors do not show the certificate that was refused, and it
 * follows NODE_TLS_REJECT_UNAUTHORIZED. Sessions are not resumed, since a resumed one would not be looked at.
 */
function connector(options: AgentOptions): buildConnector.connector {
  const { tls = {}, proxy } = options;
  const { ca, cert, key, passphrase, servername } = tls;
  const pinned = pinnedFingerprints(tls);
  const connect = buildConnector({
    timeout: options.connectTimeoutMs ?? 10_000,
    maxCachedSessions: 0,
    rejectUnauthorized: false,
    ...(ca !== undefined && { ca: mutable(ca) }),
    ...(cert !== undefined && { cert: bytes(cert) }),
    ...(key !== undefined && { key: bytes(key) }),
    ...(passphrase !== undefined && { passphrase }),
    ...(servername !== undefined && { servername }),
  });
  const judged: buildConnector.connector = (target, callback) => {
    connect(target, (...[error, socket]) => {
      const refused = socket instanceof TLSSocket ? judgePeer(socket, target.hostname, { pinned, tls }) : undefined;
      if (error) callback(error, null);
      else if (refused) {
        socket.destroy();
        callback(refused, null);
      } else callback(null, socket);
    });
  };
  return proxy === undefined ? judged : throughProxy(judged, proxyUrl(proxy), options.connectTimeoutMs ?? 10_000);
}

function throughProxy(direct: buildConnector.connector, proxy: URL, timeoutMs: number): buildConnector.connector {
  return (target, callback) => {
    openTunnel(proxy, target, timeoutMs).then(
      (socket) => {
        if (target.protocol === "https:") direct({ ...target, httpSocket: socket }, callback);
        else callback(null, socket);
      },
      (error: unknown) => callback(error instanceof Error ? error : new Error(String(error)), null),
    );
  };
}

/** Asks a proxy for a line to a server. */
function openTunnel(proxy: URL, target: buildConnector.Options, timeoutMs: number): Promise<Socket> {
  const port = target.port || (target.protocol === "https:" ? "443" : "80");
  const authority = `${target.hostname}:${port}`;
  const failed = (why: string, cause?: unknown) =>
    new EscError("connection-failed", `The proxy ${proxy.host} gave no line to ${authority}: ${why}`, { cause });
  return new Promise((resolve, reject) => {
    const open = proxy.protocol === "https:" ? httpsRequest : httpRequest;
    const request = open({
      host: proxy.hostname.replace(/^\[|\]$/g, ""),
      port: proxy.port || (proxy.protocol === "https:" ? 443 : 80),
      method: "CONNECT",
      path: authority,
      agent: false,
      timeout: timeoutMs,
      headers: { host: authority, ...proxyAuthorization(proxy) },
    });
    request.once("connect", (response, socket) => {
      if (response.statusCode === 200) resolve(socket);
      else {
        socket.destroy();
        reject(failed(`it answered ${response.statusCode}`));
      }
    });
    // A proxy that does not know CONNECT answers like any server.
    request.once("response", (response) => {
      response.destroy();
      reject(failed(`it answered ${response.statusCode}`));
    });
    request.once("timeout", () => request.destroy(failed(`no answer within ${timeoutMs} ms`)));
    request.once("error", (error) => reject(error instanceof EscError ? error : failed(error.message, error)));
    request.end();
  });
}

function proxyAuthorization({ username, password }: URL): Record<string, string> {
  if (username === "") return {};
  const pair = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
  return { "proxy-authorization": `Basic ${Buffer.from(pair).toString("base64")}` };
}

function proxyUrl(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url && (url.protocol === "http:" || url.protocol === "https:")) return url;
  // The text itself may hold a password.
  throw new EscError("invalid-input", "The option proxy is no URL of an HTTP proxy: give http://host:port");
}

const bytes = (value: string | Uint8Array) => (typeof value === "string" ? value : Buffer.from(value));
const mutable = (ca: NonNullable<TlsOptions["ca"]>) =>
  typeof ca === "string" || ca instanceof Uint8Array ? bytes(ca) : ca.map(bytes);
