import { inspect } from "node:util";
import nock from "nock";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { EscError } from "../../src/core/errors.js";
import { type Auth, basic } from "../../src/http/auth.js";
import { HttpClient, type HttpClientOptions } from "../../src/http/client.js";
import { HttpError } from "../../src/http/http-error.js";
import { parseRetryAfter } from "../../src/http/retry.js";

const HOST = "https://esc.example.net:8443";
const fast = { times: 2, firstWaitMs: 1, longestWaitMs: 2 } as const;
const client = (options: Partial<HttpClientOptions> = {}) =>
  new HttpClient({ baseUrl: `${HOST}/ESCManager`, retry: fast, ...options });

/** What a promise rejects with; fails where it does not. */
async function rejection<E extends Error>(promise: Promise<unknown>, type: new (...args: never) => E): Promise<E> {
  const outcome: unknown = await promise.then(
    (value) => ({ value }),
    (error: unknown) => error,
  );
  expect(outcome).toBeInstanceOf(type);
  return outcome as E;
}

beforeEach(() => nock.disableNetConnect());
afterEach(() => {
  const pending = nock.pendingMocks();
  nock.cleanAll();
  nock.enableNetConnect();
  expect(pending).toEqual([]);
});

describe("requests", () => {
  it("sends method, path, headers and body as they are given", async () => {
    nock(HOST, { reqheaders: { authorization: "Basic YWRtaW46Y2lzY28xMjM=", callback: "https://me/esc" } })
      .post("/ESCManager/v0/vims/", "<vim_connector/>")
      .matchHeader("content-type", "application/xml")
      .reply(200, "ok", { "Esc-Transaction-Id": "42" });
    await using http = client({ auth: basic("admin", "cisco123") });
    const answer = await http.request("POST", "/v0/vims/", {
      body: "<vim_connector/>",
      contentType: "application/xml",
      headers: { callback: "https://me/esc" },
    });
    expect(answer.status).toBe(200);
    expect(answer.text()).toBe("ok");
    expect(answer.headers.get("ESC-TRANSACTION-ID")).toBe("42");
  });

  it("refuses header values with line breaks, without showing them, and sends nothing", async () => {
    const error = await rejection(client().request("GET", "/", { headers: { callback: "a\r\nx: geheim" } }), EscError);
    expect(error.code).toBe("invalid-input");
    expect(error.message).toContain("callback");
    expect(error.message).not.toContain("geheim");
    await rejection(client().request("GET", "/", { headers: { "a b": "c" } }), EscError);
    await rejection(client().request("GET", "/", { headers: { a: "snow\u2603" } }), EscError);
  });

  it("does not follow redirects", async () => {
    nock(HOST).get("/ESCManager/a").reply(302, "", { location: "https://u:pw@evil.example.net/?token=t1" });
    const error = await rejection(client().request("GET", "/a"), HttpError);
    expect(error.status).toBe(302);
    expect(error.message).toContain("Redirects are not followed");
    expect(error.message).not.toMatch(/pw@|t1/);
  });

  it("has a user's own fetch do the work", async () => {
    const seen: string[] = [];
    const http = client({
      fetch: async (url, init) => {
        seen.push(`${init.method} ${url}`);
        return new Response("hello");
      },
    });
    expect((await http.request("GET", "/x")).text()).toBe("hello");
    expect(seen).toEqual([`GET ${HOST}/ESCManager/x`]);
  });
});

describe("credentials", () => {
  it("are not sent over plain HTTP to other machines, unless told so", () => {
    const auth = basic("admin", "geheim");
    const make = (baseUrl: string, more: Partial<HttpClientOptions> = {}) => new HttpClient({ baseUrl, auth, ...more });
    expect(() => make("http://10.0.0.1:8080/ESCManager")).toThrow(/insecureCredentialsOverHttp/);
    make("http://10.0.0.1:8080/ESCManager", { insecureCredentialsOverHttp: true });
    make("http://127.0.0.1:8080/ESCManager");
    make("https://10.0.0.1/");
    expect(() => client({ auth }).at("http://esc2.example.net/")).toThrow(/plain HTTP/);
  });

  it("stand in no error, log or printed option, even where the server sends them back", async () => {
    const notes: string[] = [];
    const logger = {
      debug: (message: string, details?: object) => void notes.push(message + inspect(details)),
      warn: (message: string, details?: object) => void notes.push(message + inspect(details)),
    };
    nock(HOST)
      .put("/ESCManager/setpassword?userName=admin&password=neuesgeheim")
      .reply(400, "bad: cisco123, YWRtaW46Y2lzY28xMjM= and neuesgeheim");
    const auth = basic("admin", "cisco123");
    const error = await rejection(
      client({ auth, logger }).request("PUT", "/setpassword", {
        query: { userName: "admin", password: "neuesgeheim" },
        secrets: ["neuesgeheim"],
      }),
      HttpError,
    );
    const shown = [
      inspect(error, { depth: 9, showHidden: true }),
      JSON.stringify(error),
      inspect(auth),
      ...notes,
    ].join();
    expect(shown).toContain("bad: ");
    expect(shown).not.toMatch(/cisco123|YWRtaW|neuesgeheim/);
  });

  it("refused once are auth-failed, and are not tried again", async () => {
    nock(HOST).get("/ESCManager/x").reply(401, "");
    const error = await rejection(client({ auth: basic("a", "b") }).request("GET", "/x"), HttpError);
    expect([error.code, error.status]).toEqual(["auth-failed", 401]);
  });

  it("may be renewed once after a 401, over the client's own fetch", async () => {
    let token = "old1";
    const auth: Auth = {
      authorize: ({ headers }) => headers.set("authorization", `Bearer ${token}`),
      async retry(response, context) {
        expect(response.headers.get("www-authenticate")).toBe("Bearer");
        token = await (await context.fetch(`${context.baseUrl.origin}/token`, { method: "POST" })).text();
        return true;
      },
    };
    nock(HOST)
      .post("/ESCManager/x", "body")
      .matchHeader("authorization", "Bearer old1")
      .reply(401, "", { "www-authenticate": "Bearer" });
    nock(HOST).post("/token").reply(200, "new1");
    nock(HOST).post("/ESCManager/x", "body").matchHeader("authorization", "Bearer new1").reply(200, "in");
    expect((await client({ auth }).request("POST", "/x", { body: "body" })).text()).toBe("in");
  });

  it("that cannot be sent are refused", () => {
    expect(() => basic("a:b", "c")).toThrow(/colon/);
    expect(() => basic("a", "c\nd")).toThrow(/control/);
  });
});

describe("errors", () => {
  it("have ESC's message and code", async () => {
    nock(HOST)
      .get("/ESCManager/x")
      .reply(500, { error: { error_code: 500, error_message: "Internal Error" } });
    const error = await rejection(client().request("GET", "/x"), HttpError);
    expect(error).toMatchObject({ code: "http-error", status: 500, method: "GET" });
    expect(error.body).toEqual({ kind: "esc", code: 500, message: "Internal Error" });
    expect(error.message).toBe(`GET ${HOST}/ESCManager/x answered 500: Internal Error`);
  });

  it("know problem details, other JSON, text and nothing", async () => {
    const problem = { title: "Conflict", status: 409, detail: "busy", extra: 1 };
    nock(HOST).get("/ESCManager/1").reply(409, problem, { "content-type": "application/problem+json" });
    nock(HOST).get("/ESCManager/2").reply(404, { a: 1 });
    nock(HOST).get("/ESCManager/3").reply(404, "not\n  here");
    nock(HOST).get("/ESCManager/4").reply(404);
    const get = (path: string) => rejection(client().request("GET", path), HttpError);
    const [first, second, third, fourth] = [await get("/1"), await get("/2"), await get("/3"), await get("/4")];
    expect([first.code, first.body]).toEqual(["problem", { kind: "problem", problem }]);
    expect(first.message).toContain("Conflict: busy");
    expect(second.body).toEqual({ kind: "json", value: { a: 1 } });
    expect(third.message).toMatch(/answered 404: not here$/);
    expect(fourth.body).toBeUndefined();
  });

  it("say when an answer is over its limit", async () => {
    nock(HOST).get("/ESCManager/x").reply(200, "x".repeat(101));
    const error = await rejection(client({ maxAnswerBytes: 100 }).request("GET", "/x"), EscError);
    expect(error.code).toBe("too-large");
    nock(HOST).get("/ESCManager/x").reply(200, "x".repeat(100));
    expect((await client({ maxAnswerBytes: 100 }).request("GET", "/x")).bytes).toHaveLength(100);
  });

  it("say when JSON is none, with its beginning", async () => {
    nock(HOST).get("/ESCManager/x").reply(200, "<html>");
    const answer = await client().request("GET", "/x");
    expect(() => answer.json()).toThrow(expect.objectContaining({ code: "protocol-error", received: "<html>" }));
  });
});

describe("repetition", () => {
  it("of what may be repeated: 503, 429 and lost connections of idempotent methods", async () => {
    nock(HOST).put("/ESCManager/x").reply(503).put("/ESCManager/x").reply(429).put("/ESCManager/x").reply(200, "third");
    expect((await client().request("PUT", "/x")).text()).toBe("third");
    nock(HOST)
      .get("/ESCManager/x")
      .replyWithError(Object.assign(new Error("reset"), { code: "ECONNRESET" }));
    nock(HOST).get("/ESCManager/x").reply(200, "second");
    expect((await client().request("GET", "/x")).text()).toBe("second");
  });

  it("never of a POST, unless the caller says that it is safe", async () => {
    nock(HOST).post("/ESCManager/x").reply(503);
    expect((await rejection(client().request("POST", "/x"), HttpError)).status).toBe(503);
    nock(HOST).post("/ESCManager/x").reply(503).post("/ESCManager/x").reply(200, "second");
    expect((await client().request("POST", "/x", { repeatable: true })).text()).toBe("second");
    nock(HOST)
      .post("/ESCManager/x")
      .replyWithError(Object.assign(new Error("reset"), { code: "ECONNRESET" }));
    const lost = await rejection(client().request("POST", "/x"), EscError);
    expect([lost.code, lost.mayHaveBeenApplied]).toEqual(["connection-lost", true]);
  });

  it("ends after so many times, and not of other statuses", async () => {
    nock(HOST).get("/ESCManager/x").times(3).reply(503, "busy");
    expect((await rejection(client().request("GET", "/x"), HttpError)).message).toContain("busy");
    nock(HOST).get("/ESCManager/x").reply(500);
    expect((await rejection(client().request("GET", "/x"), HttpError)).status).toBe(500);
    nock(HOST).get("/ESCManager/x").reply(503);
    expect((await rejection(client({ retry: false }).request("GET", "/x"), HttpError)).status).toBe(503);
  });

  it("keeps to Retry-After, and gives up at once where that is beyond the deadline", async () => {
    nock(HOST).get("/ESCManager/x").reply(503, "", { "retry-after": "0" }).get("/ESCManager/x").reply(200, "soon");
    const slow = { times: 2, firstWaitMs: 60_000, longestWaitMs: 60_000 };
    expect((await client({ retry: slow }).request("GET", "/x")).text()).toBe("soon");
    nock(HOST).get("/ESCManager/x").reply(503, "", { "retry-after": "3600" });
    const error = await rejection(client().request("GET", "/x"), HttpError);
    expect([error.status, error.retryAfter]).toEqual([503, 3_600_000]);
  });

  it("tells of a DELETE that may have been carried out by an attempt that was lost", async () => {
    nock(HOST)
      .delete("/ESCManager/x")
      .replyWithError(Object.assign(new Error("reset"), { code: "ECONNRESET" }));
    nock(HOST).delete("/ESCManager/x").reply(404);
    const error = await rejection(client().request("DELETE", "/x"), HttpError);
    expect([error.status, error.mayHaveBeenApplied]).toEqual([404, true]);
  });

  it("stops waiting when the caller gives up", async () => {
    nock(HOST).get("/ESCManager/x").reply(503);
    const controller = new AbortController();
    const slow = { times: 1, firstWaitMs: 60_000, longestWaitMs: 60_000 };
    const logger = {
      debug: (text: string) => (text.includes("again in") ? controller.abort() : undefined),
      warn: () => undefined,
    };
    const request = client({ retry: slow, timeoutMs: 200_000, logger }).request("GET", "/x", {
      signal: controller.signal,
    });
    expect((await rejection(request, EscError)).code).toBe("aborted");
  });

  it("reads Retry-After in both forms", () => {
    const now = Date.parse("2026-01-01T00:00:00Z");
    expect(parseRetryAfter("120", now)).toBe(120_000);
    expect(parseRetryAfter("Thu, 01 Jan 2026 00:00:10 GMT", now)).toBe(10_000);
    expect(parseRetryAfter("Wed, 31 Dec 2025 00:00:00 GMT", now)).toBe(0);
    for (const wrong of [null, "", "soon", "-1", "1.5"]) expect(parseRetryAfter(wrong, now)).toBeUndefined();
  });
});

describe("aborting", () => {
  it("beforehand sends nothing", async () => {
    const error = await rejection(client().request("POST", "/x", { signal: AbortSignal.abort() }), EscError);
    expect([error.code, error.mayHaveBeenApplied]).toEqual(["aborted", false]);
  });

  it("works with a fetch that does not listen to signals", async () => {
    const never = client({ fetch: () => new Promise(() => undefined) });
    const error = await rejection(never.request("POST", "/x", { timeoutMs: 10 }), EscError);
    expect([error.code, error.mayHaveBeenApplied]).toEqual(["timeout", true]);
  });
});
