import { expect } from "vitest";
import { deferred } from "../../src/core/deferred.js";
import type { Fetch } from "../../src/http/auth.js";
import { type ConnectRestOptions, connectRest } from "../../src/rest/connect.js";
import type { RestClient } from "../../src/rest/rest-client.js";
import { parseXml, type XmlElement } from "../../src/xml/element.js";

/** One request as the fake ESC got it. */
export interface Seen {
  readonly method: string;
  readonly url: URL;
  readonly headers: Headers;
  readonly body: string;
}

/** What answers a request: a status, a body or a whole response. */
export type Answer = number | string | Response | ((seen: Seen) => Answer | Promise<Answer>);

export const BASE = "https://esc.example.net:8443/ESCManager";

/** An ESC made of answers by method and path (below the base URL), which remembers what it was asked. */
export class FakeEsc {
  readonly seen: Seen[] = [];
  readonly answers: Record<string, Answer>;
  #changed = deferred<void>();

  constructor(answers: Record<string, Answer> = {}) {
    this.answers = answers;
  }

  readonly fetch: Fetch = async (url, init) => {
    const seen = {
      method: init.method ?? "GET",
      url: new URL(url),
      headers: new Headers(init.headers),
      body: typeof init.body === "string" ? init.body : "",
    };
    this.seen.push(seen);
    this.#changed.resolve();
    this.#changed = deferred<void>();
    const path = seen.url.pathname.replace(/^\/ESCManager/, "");
    return respond(this.answers[`${seen.method} ${path}`] ?? 404, seen);
  };

  client(options: Partial<ConnectRestOptions> = {}): RestClient {
    return connectRest({ baseUrl: BASE, fetch: this.fetch, retry: false, pollMs: 1, ...options });
  }

  /** The only request that came. */
  get only(): Seen {
    expect(this.seen).toHaveLength(1);
    const [one] = this.seen;
    if (!one) throw new Error("nothing was asked");
    return one;
  }

  /** Resolves when so many requests have come. */
  async asked(count: number): Promise<void> {
    while (this.seen.length < count) await this.#changed.promise;
  }
}

async function respond(answer: Answer, seen: Seen): Promise<Response> {
  if (typeof answer === "number") return new Response(null, { status: answer });
  if (typeof answer === "string") return new Response(answer);
  if (answer instanceof Response) return answer.clone();
  return respond(await answer(seen), seen);
}

/** An answer with headers. */
export function accepted(transactionId?: string, status = 200): Response {
  return new Response(null, { status, headers: transactionId ? { "esc-transaction-id": transactionId } : {} });
}

/** An answer of JSON. */
export function json(value: unknown, status = 200): Response {
  return new Response(JSON.stringify(value), { status, headers: { "content-type": "application/json" } });
}

/** What a document says, whatever its prefixes and layout. */
export function canonical(xml: string | XmlElement): unknown {
  const element = typeof xml === "string" ? parseXml(xml) : xml;
  const children = element.children.map((child) => (typeof child === "string" ? child : canonical(child)));
  const attributes = element.attributes.map(({ namespace, local, value }) => [namespace, local, value]);
  return { name: `{${element.namespace}}${element.local}`, attributes, children };
}

/** What a promise rejects with; fails where it does not, or with another class. */
export async function rejection<E extends Error>(
  promise: Promise<unknown>,
  type: abstract new (...args: never) => E,
): Promise<E> {
  const outcome: unknown = await promise.then(
    (value) => ({ resolved: value }),
    (error: unknown) => error,
  );
  expect(outcome).toBeInstanceOf(type);
  return outcome as E;
}
