import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { BoundedQueue, type OverflowPolicy } from "../../src/core/queue.js";

describe("BoundedQueue", () => {
  it("delivers in order what came before the end, then is done", async () => {
    const queue = new BoundedQueue<number>();
    queue.push(1);
    queue.push(2);
    queue.end();
    expect(queue.push(3)).toBeUndefined();
    const seen: number[] = [];
    for await (const item of queue) seen.push(item);
    expect(seen).toEqual([1, 2]);
    expect(await queue.next()).toEqual({ done: true, value: undefined });
    expect(queue.counters).toEqual({ received: 2, delivered: 2, dropped: 0 });
  });

  it("delivers what came before an error, throws it once, then is done", async () => {
    const queue = new BoundedQueue<number>();
    const reason = new Error("broken");
    queue.push(1);
    queue.fail(reason);
    queue.fail(new Error("later"));
    queue.end();
    expect(await queue.next()).toEqual({ done: false, value: 1 });
    await expect(queue.next()).rejects.toBe(reason);
    expect((await queue.next()).done).toBe(true);
  });

  it("serves several open reads in order; an error goes to the first of them, the end to the others", async () => {
    const queue = new BoundedQueue<number>();
    const reads = [queue.next(), queue.next(), queue.next(), queue.next()];
    queue.push(1);
    queue.push(2);
    queue.fail(new Error("broken"));
    expect(await Promise.allSettled(reads)).toMatchObject([
      { value: { value: 1 } },
      { value: { value: 2 } },
      { reason: { message: "broken" } },
      { value: { done: true } },
    ]);
  });

  it("wait: the producer is told when there is room again", async () => {
    const queue = new BoundedQueue<number>({ limit: 2 });
    expect(queue.push(1)).toBeUndefined();
    const room = queue.push(2);
    expect(room).toBeInstanceOf(Promise);
    let free = false;
    void room?.then(() => {
      free = true;
    });
    await Promise.resolve();
    expect(free).toBe(false);
    await queue.next();
    await room;
    expect(queue.size).toBe(1);
  });

  it.each(["end", "fail", "return"] as const)("wait: %s lets the producer go", async (how) => {
    const queue = new BoundedQueue<number>({ limit: 1 });
    const room = queue.push(1);
    if (how === "end") queue.end();
    else if (how === "fail") queue.fail(new Error("x"));
    else await queue.return();
    await room;
    expect(queue.ended).toBe(true);
  });

  it("drop-oldest: keeps the newest", async () => {
    const queue = new BoundedQueue<number>({ limit: 2, overflow: "drop-oldest" });
    for (let item = 1; item <= 5; item++) expect(queue.push(item)).toBeUndefined();
    expect(queue.counters).toEqual({ received: 5, delivered: 0, dropped: 3 });
    expect((await queue.next()).value).toBe(4);
    expect((await queue.next()).value).toBe(5);
  });

  it("error: delivers what it holds, then says overflow", async () => {
    const queue = new BoundedQueue<number>({ limit: 1, overflow: "error" });
    queue.push(1);
    queue.push(2);
    expect(queue.ended).toBe(true);
    expect((await queue.next()).value).toBe(1);
    await expect(queue.next()).rejects.toMatchObject({ code: "overflow", message: expect.stringContaining("1 items") });
    expect(queue.counters).toEqual({ received: 2, delivered: 1, dropped: 1 });
  });

  it("break forgets the rest and tells the source, once", async () => {
    let told = 0;
    const queue = new BoundedQueue<number>({ onReturn: () => void told++ });
    queue.push(1);
    queue.push(2);
    for await (const _ of queue) break;
    await queue.return();
    expect(told).toBe(1);
    expect(queue.push(3)).toBeUndefined();
    expect((await queue.next()).done).toBe(true);
    expect(queue.counters).toEqual({ received: 2, delivered: 1, dropped: 1 });
  });

  it("an error that nobody reads is no unhandled rejection", async () => {
    const queue = new BoundedQueue<number>();
    queue.fail(new Error("unread"));
    await new Promise((resolve) => setImmediate(resolve));
    expect(queue.ended).toBe(true);
  });

  it.each([0, -1, Number.NaN])("refuses the limit %d", (limit) => {
    expect(() => new BoundedQueue({ limit })).toThrow(expect.objectContaining({ code: "invalid-input" }));
  });

  it("keeps its books: received is delivered, dropped and waiting, whatever happens", async () => {
    const step = fc.constantFrom("push", "push", "push", "next", "return", "end");
    const policy = fc.constantFrom<OverflowPolicy>("wait", "drop-oldest", "error");
    await fc.assert(
      fc.asyncProperty(
        fc.array(step, { maxLength: 60 }),
        policy,
        fc.integer({ min: 1, max: 4 }),
        async (steps, overflow, limit) => {
          const queue = new BoundedQueue<number>({ limit, overflow });
          let next = 0;
          let last = -1;
          for (const what of steps) {
            if (what === "push") void queue.push(next++);
            else if (what === "next" && queue.size > 0) {
              const { value } = await queue.next();
              expect(value).toBeGreaterThan(last);
              last = value ?? last;
            } else if (what === "return") await queue.return();
            else if (what === "end") queue.end();
            const { received, delivered, dropped } = queue.counters;
            expect(received).toBe(delivered + dropped + queue.size);
            if (overflow !== "wait") expect(queue.size).toBeLessThanOrEqual(limit);
          }
        },
      ),
    );
  });

  it("stays fast and small with many items", async () => {
    const queue = new BoundedQueue<number>({ limit: 1_000_000 });
    for (let item = 0; item < 200_000; item++) queue.push(item);
    for (let item = 0; item < 200_000; item++) if ((await queue.next()).value !== item) expect.fail(`lost ${item}`);
    expect(queue.size).toBe(0);
  });
});
