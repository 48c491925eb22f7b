import type { Socket } from "node:net";
import { describe, expect, it } from "vitest";
import { EscError } from "../../src/core/errors.js";
import { HttpClient, type HttpClientOptions } from "../../src/http/client.js";
import { httpServer, type TestServer, tcpServer } from "./servers.js";

const client = (server: TestServer, more: Partial<HttpClientOptions> = {}) =>
  new HttpClient({ baseUrl: `http://127.0.0.1:${server.port}/`, retry: false, ...more });

async function failure(promise: Promise<unknown>): Promise<EscError> {
  const error: unknown = await promise.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(EscError);
  return error as EscError;
}

/** Does something once the head of a request has come. */
const onRequest = (action: (socket: Socket) => void) => (socket: Socket) => {
  socket.once("data", () => action(socket));
};

describe("a server that", () => {
  it("is not there is connection-failed", async () => {
    let port = 0;
    {
      await using gone = await tcpServer(() => undefined);
      port = gone.port;
    }
    const http = new HttpClient({ baseUrl: `http://127.0.0.1:${port}/`, retry: false });
    const error = await failure(http.request("POST", "/"));
    expect([error.code, error.mayHaveBeenApplied]).toEqual(["connection-failed", false]);
    const unknown = new HttpClient({ baseUrl: "http://name.invalid/", retry: false });
    expect((await failure(unknown.request("GET", "/"))).code).toBe("connection-failed");
  });

  it("hangs up without an answer is connection-lost", async () => {
    await using server = await tcpServer(onRequest((socket) => socket.destroy()));
    const post = await failure(client(server).request("POST", "/", { body: "x" }));
    expect([post.code, post.mayHaveBeenApplied]).toEqual(["connection-lost", true]);
    const get = await failure(client(server).request("GET", "/"));
    expect([get.code, get.mayHaveBeenApplied]).toEqual(["connection-lost", false]);
  });

  it("half-closes without an answer is connection-lost", async () => {
    await using server = await tcpServer(onRequest((socket) => socket.end()));
    expect((await failure(client(server).request("GET", "/"))).code).toBe("connection-lost");
  });

  it("breaks off its answer is a protocol-error", async () => {
    await using server = await tcpServer(
      onRequest((socket) => socket.end("HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\nonly this")),
    );
    expect((await failure(client(server).request("GET", "/"))).code).toBe("protocol-error");
  });

  it("breaks off a chunk is a protocol-error", async () => {
    await using server = await tcpServer(
      onRequest((socket) => socket.end("HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n10\r\nabc")),
    );
    expect((await failure(client(server).request("GET", "/"))).code).toBe("protocol-error");
  });

  it("speaks something else is a protocol-error", async () => {
    await using server = await tcpServer(onRequest((socket) => socket.end("SSH-2.0-OpenSSH_9.6\r\n")));
    expect((await failure(client(server).request("GET", "/"))).code).toBe("protocol-error");
  });

  it("never answers runs into the caller's time", async () => {
    await using server = await tcpServer(() => undefined);
    const error = await failure(client(server).request("PUT", "/", { timeoutMs: 50 }));
    expect([error.code, error.mayHaveBeenApplied]).toEqual(["timeout", true]);
    expect(error.message).toContain(`PUT http://127.0.0.1:${server.port}/`);
  });

  it("stops in the middle of its answer runs into the caller's time", async () => {
    await using server = await tcpServer(
      onRequest((socket) => socket.write("HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\nonly this")),
    );
    expect((await failure(client(server).request("GET", "/", { timeoutMs: 100 }))).code).toBe("timeout");
  });

  it("sends without end is cut at the limit", async () => {
    let written = 0;
    await using server = await httpServer((_, response) => {
      const more = () => {
        while (!response.destroyed && response.write(Buffer.alloc(65_536))) written += 65_536;
      };
      response.on("drain", more);
      more();
    });
    const error = await failure(client(server, { maxAnswerBytes: 100_000 }).request("GET", "/"));
    expect(error.code).toBe("too-large");
    expect(written).toBeLessThan(64 * 1024 * 1024);
  });

  it("announces too much is not read at all", async () => {
    await using server = await httpServer((_, response) =>
      response.writeHead(200, { "content-length": 1e12 }).write("x"),
    );
    expect((await failure(client(server).request("GET", "/"))).code).toBe("too-large");
  });
});

describe("many requests", () => {
  it("200 at a time are answered over few connections, each with its own answer", async () => {
    const connections = new Set<unknown>();
    await using server = await httpServer((request, response) => {
      connections.add(request.socket);
      response.end(request.url);
    });
    await using http = client(server, { connections: 8 });
    const paths = Array.from({ length: 200 }, (_, index) => `/v0/${index}`);
    const answers = await Promise.all(paths.map((path) => http.request("GET", path)));
    expect(answers.map((answer) => answer.text())).toEqual(paths);
    expect(connections.size).toBeLessThanOrEqual(8);
  });

  it("reject when the client is closed", async () => {
    await using server = await tcpServer(() => undefined);
    const http = client(server);
    const pending = failure(http.request("GET", "/"));
    await http.close();
    await http.close();
    expect((await pending).code).toBe("closed");
    expect((await failure(http.request("GET", "/"))).code).toBe("closed");
  });
});
