import { describe, expect, it } from "vitest";
import { deferred } from "../../src/core/deferred.js";
import { EscError, isEscError, ValidationError } from "../../src/core/errors.js";
import { isSecretName } from "../../src/core/logger.js";
import { sleep, startDeadline, untilAborted } from "../../src/core/signal.js";

/** Resolves with the reason when a signal fires. */
function fired(signal: AbortSignal): Promise<unknown> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve(signal.reason);
    else signal.addEventListener("abort", () => resolve(signal.reason), { once: true });
  });
}

describe("startDeadline", () => {
  it("times out, naming what was waited for and the option", async () => {
    using deadline = startDeadline("reply from esc", { timeoutMs: 5 });
    expect(await fired(deadline.signal)).toMatchObject({
      code: "timeout",
      message: "No reply from esc within 5 ms (option timeoutMs)",
    });
    using own = startDeadline("hello", { timeoutMs: 5 }, "phaseTimeoutMs.hello");
    expect(await fired(own.signal)).toMatchObject({ message: expect.stringContaining("phaseTimeoutMs.hello") });
  });

  it("passes the caller's abort on, with its reason as cause, also one that came before", async () => {
    const controller = new AbortController();
    using deadline = startDeadline("x", { signal: controller.signal, timeoutMs: 60_000 });
    controller.abort("stop");
    expect(await fired(deadline.signal)).toMatchObject({ code: "aborted", cause: "stop" });
    using late = startDeadline("x", { signal: controller.signal });
    expect(late.signal.reason).toMatchObject({ code: "aborted" });
    const own = new EscError("closed", "closed by us");
    using ours = startDeadline("x", { signal: AbortSignal.abort(own) });
    expect(ours.signal.reason).toBe(own);
  });

  it.each([0, -1, Number.NaN])("refuses the timeout %d", (timeoutMs) => {
    using deadline = startDeadline("x", { timeoutMs });
    expect(deadline.signal.reason).toMatchObject({
      code: "invalid-input",
      message: expect.stringContaining("timeoutMs"),
    });
  });

  it.each([undefined, Number.POSITIVE_INFINITY, 1e15])("%s does not fire at once", async (timeoutMs) => {
    using deadline = startDeadline("x", { timeoutMs });
    await sleep(5);
    expect(deadline.signal.aborted).toBe(false);
  });

  it("lets go of timer and listener when disposed", async () => {
    const controller = new AbortController();
    const deadline = startDeadline("x", { signal: controller.signal, timeoutMs: 5 });
    deadline[Symbol.dispose]();
    controller.abort();
    await sleep(15);
    expect(deadline.signal.aborted).toBe(false);
  });

  it("starts anew on restart", async () => {
    using deadline = startDeadline("progress", { timeoutMs: 60 });
    using plain = startDeadline("progress", { timeoutMs: 60 });
    await sleep(40);
    deadline.restart();
    await fired(plain.signal);
    expect(deadline.signal.aborted).toBe(false);
    await fired(deadline.signal);
    deadline.restart();
    expect(deadline.signal.reason).toMatchObject({ code: "timeout" });
  });
});

describe("untilAborted", () => {
  it("takes whichever comes first, and swallows what comes later", async () => {
    const controller = new AbortController();
    expect(await untilAborted(Promise.resolve(1), controller.signal)).toBe(1);
    const slow = deferred<number>();
    const waiting = untilAborted(slow.promise, controller.signal);
    controller.abort(new Error("enough"));
    await expect(waiting).rejects.toThrow("enough");
    slow.reject(new Error("late"));
    await expect(untilAborted(Promise.resolve(1), controller.signal)).rejects.toThrow("enough");
    await expect(untilAborted(Promise.reject(new Error("own")), new AbortController().signal)).rejects.toThrow("own");
  });

  it("leaves no listener behind", async () => {
    const signal = new AbortController().signal;
    let listeners = 0;
    const add = signal.addEventListener.bind(signal);
    const remove = signal.removeEventListener.bind(signal);
    signal.addEventListener = (...given: Parameters<typeof add>) => {
      listeners++;
      add(...given);
    };
    signal.removeEventListener = (...given: Parameters<typeof remove>) => {
      listeners--;
      remove(...given);
    };
    await untilAborted(Promise.resolve(), signal);
    await sleep(1, signal);
    expect(listeners).toBe(0);
  });
});

describe("sleep", () => {
  it("ends early with the signal's reason", async () => {
    const controller = new AbortController();
    const sleeping = sleep(60_000, controller.signal);
    controller.abort(new Error("up"));
    await expect(sleeping).rejects.toThrow("up");
    await expect(sleep(1, controller.signal)).rejects.toThrow("up");
  });
});

describe("deferred", () => {
  it("settles once, and an unawaited rejection is no unhandled one", async () => {
    const one = deferred<number>();
    expect(one.settled).toBe(false);
    one.resolve(1);
    one.reject(new Error("no"));
    one.resolve(2);
    expect([one.settled, await one.promise]).toEqual([true, 1]);
    deferred<number>().reject(new Error("nobody listens"));
    await new Promise((resolve) => setImmediate(resolve));
  });
});

describe("errors", () => {
  it("carry code, cause, what was received and whether a change may have been made", () => {
    const cause = new Error("below");
    const error = new EscError("connection-lost", "gone", { cause, received: "x", mayHaveBeenApplied: true });
    expect(error).toMatchObject({
      name: "EscError",
      code: "connection-lost",
      message: "gone",
      cause,
      received: "x",
      mayHaveBeenApplied: true,
    });
    const plain = new EscError("closed", "closed");
    expect([plain.mayHaveBeenApplied, "received" in plain, "cause" in plain]).toEqual([false, false, false]);
  });

  it("are told from others, by code too", () => {
    const error: unknown = new EscError("timeout", "x");
    expect([isEscError(error), isEscError(error, "timeout"), isEscError(error, "closed")]).toEqual([true, true, false]);
    const system = Object.assign(new Error("x"), { code: "ECONNREFUSED" });
    for (const other of [system, undefined, null, "timeout", { code: "timeout", mayHaveBeenApplied: false }]) {
      expect(isEscError(other)).toBe(false);
    }
  });

  it("list issues with their paths, the first ten in the message", () => {
    const issue = (at: number) => ({ path: `a/b[${at}]`, code: "type" as const, message: `wrong ${at}` });
    const few = new ValidationError([issue(1)], "The deployment");
    expect(few.message).toBe("The deployment breaks the model in one issue:\n  a/b[1]: wrong 1");
    const many = new ValidationError(Array.from({ length: 12 }, (_, at) => issue(at)));
    expect(many.issues).toHaveLength(12);
    expect(many.message).toContain("12 issues");
    expect(many.message).toContain("and 2 more");
    expect(many.code).toBe("validation");
  });
});

describe("isSecretName", () => {
  it.each([
    "password",
    "os_password",
    "auth-password",
    "PASSWORD",
    "passphrase",
    "privateKey",
    "access_token",
    "clientSecret",
    "encrypted_data",
    "Authorization",
    "api_key",
  ])("%s is one", (name) => {
    expect(isSecretName(name)).toBe(true);
  });

  it.each(["username", "path", "key_name", "image", "pass_through", "id"])("%s is none", (name) => {
    expect(isSecretName(name)).toBe(false);
  });
});
