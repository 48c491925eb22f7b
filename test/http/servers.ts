import { createServer as createHttp, type Server as HttpServer, type RequestListener } from "node:http";
import { createServer as createHttps } from "node:https";
import { type AddressInfo, createServer as createTcp, type Server, type Socket } from "node:net";
import type { ServerCertificate } from "../../src/simulator/rest/certificate.js";

/** A server on a port of its own at 127.0.0.1. */
export interface TestServer extends AsyncDisposable {
  readonly port: number;
}

async function listening(server: Server | HttpServer): Promise<TestServer> {
  const sockets = new Set<Socket>();
  server.on("connection", (socket: Socket) => {
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket));
    socket.on("error", () => undefined);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    port,
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** An HTTPS server with a certificate. */
export function httpsServer(
  { cert, key }: ServerCertificate,
  listener: RequestListener,
  more: { readonly ca?: string; readonly requestCert?: boolean } = {},
): Promise<TestServer> {
  return listening(createHttps({ cert, key, ...more }, listener));
}

/** An HTTP server. */
export function httpServer(listener: RequestListener, onConnect?: (server: HttpServer) => void): Promise<TestServer> {
  const server = createHttp(listener);
  onConnect?.(server);
  return listening(server);
}

/** A server that does with each connection what the function says. */
export function tcpServer(onSocket: (socket: Socket) => void): Promise<TestServer> {
  return listening(createTcp({ allowHalfOpen: true }, onSocket));
}
