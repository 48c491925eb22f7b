import { Duplex, PassThrough } from "node:stream";
import { describe, expect, it } from "vitest";
import { EscError } from "../../src/core/errors.js";
import { transportPair } from "../../src/netconf/memory-transport.js";
import { StreamTransport } from "../../src/netconf/stream-transport.js";
import { errorOf } from "./errors.js";

async function readAll(incoming: AsyncIterable<Uint8Array>): Promise<string> {
  const parts: Uint8Array[] = [];
  for await (const bytes of incoming) parts.push(bytes);
  return Buffer.concat(parts).toString();
}

/** A stream whose two ends a test holds: what we write goes to `sent`, what it pushes comes to us. */
function stream(write: (bytes: Buffer, done: (error?: Error) => void) => void = (_, done) => done()) {
  let destroyed = 0;
  const duplex = new Duplex({
    read: () => undefined,
    write: (bytes, _, done) => write(bytes, done),
    autoDestroy: false,
  });
  const stderr = new PassThrough();
  const transport = new StreamTransport(duplex, { peer: "x", stderr, destroy: () => void destroyed++ });
  return { duplex, stderr, transport, destroyed: () => destroyed };
}

describe("StreamTransport", () => {
  it("delivers everything that arrived before the end, in every order of end, close and error", async () => {
    const orders: ((duplex: Duplex, lose: (cause: unknown) => void) => void)[] = [
      (duplex) => duplex.push(null),
      (duplex) => {
        duplex.emit("close");
        duplex.push(null);
      },
      (duplex) => {
        duplex.push(null);
        duplex.emit("close");
      },
    ];
    for (const order of orders) {
      const { duplex, transport } = stream();
      for (let at = 0; at < 40; at++) duplex.push(Buffer.from(`${at},`));
      order(duplex, (cause) => transport.lose(cause));
      expect((await readAll(transport.incoming)).split(",")).toHaveLength(41);
    }
  });

  it("ends with the error after what had arrived, and keeps the first reason", async () => {
    const { duplex, transport } = stream();
    duplex.push("data");
    const read = transport.incoming[Symbol.asyncIterator]();
    expect(Buffer.from((await read.next()).value ?? "").toString()).toBe("data");
    transport.lose(new Error("cut"));
    duplex.emit("error", new Error("later"));
    const next = read.next();
    duplex.push(null);
    expect(await errorOf(next)).toMatchObject({ code: "connection-lost", message: expect.stringContaining("cut") });
  });

  it("pauses the stream while nobody reads", async () => {
    const { duplex, transport } = stream();
    const flow: boolean[] = [];
    for (let at = 0; at < 100; at++) duplex.push(Buffer.alloc(1000));
    await new Promise((resolve) => setImmediate(resolve));
    flow.push(duplex.isPaused());
    const read = transport.incoming[Symbol.asyncIterator]();
    for (let at = 0; at < 100; at++) expect((await read.next()).value).toHaveLength(1000);
    flow.push(duplex.isPaused());
    expect(flow).toEqual([true, false]);
    transport.close();
  });

  it("rejects a write that never calls back when the stream ends, and every one after that", async () => {
    const { duplex, transport } = stream(() => undefined);
    const writing = errorOf(transport.write(Buffer.from("x")));
    duplex.push(null);
    expect((await writing).code).toBe("connection-lost");
    expect((await errorOf(transport.write(Buffer.from("x")))).code).toBe("connection-lost");
  });

  it("rejects a write that fails", async () => {
    const { transport, duplex } = stream((_, done) => done(new Error("EPIPE")));
    duplex.on("error", () => undefined);
    expect(await errorOf(transport.write(Buffer.from("x")))).toMatchObject({
      code: "connection-lost",
      message: expect.stringContaining("EPIPE"),
    });
  });

  it("closes once, without error, also with a write under way", async () => {
    const { transport, destroyed } = stream(() => undefined);
    const writing = errorOf(transport.write(Buffer.from("x")));
    transport.close();
    transport.close();
    expect((await writing).code).toBe("closed");
    expect((await errorOf(transport.write(Buffer.from("x")))).code).toBe("closed");
    expect(await readAll(transport.incoming)).toBe("");
    expect(destroyed()).toBe(1);
  });

  it("shows what was said beside the protocol, shortened", async () => {
    const { duplex, stderr, transport } = stream();
    stderr.write("no daemon\n".repeat(1000));
    await new Promise((resolve) => setImmediate(resolve));
    duplex.push(null);
    const error = await errorOf(readAll(transport.incoming));
    expect(error).toMatchObject({ code: "connection-lost", message: expect.stringContaining("no daemon") });
    expect(error.message.length).toBeLessThan(600);
  });
});

describe("transportPair", () => {
  it("carries bytes both ways, copied, in order, and ends", async () => {
    const [near, far] = transportPair();
    const buffer = Buffer.from("one ");
    await near.write(buffer);
    buffer.fill("x");
    await near.write(Buffer.from("two"));
    await far.write(Buffer.from("back"));
    near.close();
    expect(await readAll(far.incoming)).toBe("one two");
    expect((await errorOf(near.write(Buffer.from("x")))).code).toBe("closed");
    expect((await errorOf(far.write(Buffer.from("x")))).code).toBe("connection-lost");
    far.close();
  });

  it("holds a writer back at its limit", async () => {
    const [near, far] = transportPair({ limit: 2 });
    await near.write(Buffer.from("1"));
    let third = false;
    const writing = near.write(Buffer.from("2")).then(() => {
      third = true;
    });
    await new Promise((resolve) => setImmediate(resolve));
    expect(third).toBe(false);
    await far.incoming[Symbol.asyncIterator]().next();
    await writing;
    near.close();
  });

  it("breaks with a reason, after what was written", async () => {
    const [near, far] = transportPair();
    await near.write(Buffer.from("x"));
    const reason = new EscError("connection-lost", "cable");
    near.break(reason);
    const read = far.incoming[Symbol.asyncIterator]();
    expect((await read.next()).done).toBe(false);
    expect(await errorOf(read.next())).toBe(reason);
    expect(await errorOf(readAll(near.incoming))).toBe(reason);
  });
});
