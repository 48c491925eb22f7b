import type { FeedOptions } from "../../src/client/event-feed.js";
import type { EscNotification, EscSession } from "../../src/client/session.js";
import { type Deferred, deferred } from "../../src/core/deferred.js";
import { EscError } from "../../src/core/errors.js";
import { silentLogger } from "../../src/core/logger.js";
import { BoundedQueue } from "../../src/core/queue.js";
import { createEvent, type EscEvent, type EventFields } from "../../src/models/events.js";
import { RpcError } from "../../src/netconf/rpc-error.js";
import { XmlElement } from "../../src/xml/element.js";

let clock = Date.parse("2026-11-22T10:00:00.000Z");

/** An event as ESC would send it, each a millisecond later than the one before. */
export function event(type: string, fields: Partial<EventFields> = {}, eventTime?: string): EscEvent {
  const time = eventTime ?? new Date(clock++).toISOString();
  return createEvent(type, { status: "SUCCESS", ...fields }, { source: "netconf", eventTime: time, original: {} });
}

/** The same, failed. */
export function failure(type: string, fields: Partial<EventFields> = {}): EscEvent {
  return event(type, { status: "FAILURE", status_code: 500, status_message: "it broke", ...fields });
}

const carried = new WeakMap<XmlElement, EscEvent>();

/** A NETCONF session whose other end is the test. */
export class FakeSession implements EscSession {
  readonly #closed: Deferred<unknown> = deferred();
  readonly closed: Promise<unknown> = this.#closed.promise;
  readonly notifications: BoundedQueue<EscNotification> = new BoundedQueue();
  readonly calls: string[] = [];
  startTime: string | undefined;
  subscribed = false;
  /** What subscribing does beside succeeding. */
  onSubscribe: (startTime: string | undefined, stream: string) => void = () => undefined;
  /** Answers every call but subscriptions. */
  onCall: (name: string, request: unknown) => Promise<unknown> = async () => new XmlElement({ local: "data" });

  /** The server sends an event. */
  send(sent: EscEvent): void {
    const body = new XmlElement({ local: "escEvent" });
    carried.set(body, sent);
    void this.notifications.push({ eventTime: sent.eventTime, body });
  }

  /** The line dies. */
  drop(): void {
    const reason = new EscError("connection-lost", "the line died");
    this.notifications.fail(reason);
    this.#closed.resolve(reason);
  }

  async subscribe(request: { stream: string; startTime?: string }): Promise<AsyncIterable<EscNotification>> {
    this.startTime = request.startTime;
    this.onSubscribe(request.startTime, request.stream);
    this.subscribed = true;
    return this.notifications;
  }

  async close(): Promise<void> {
    this.notifications.end();
    this.#closed.resolve(undefined);
  }

  get(request: unknown): Promise<XmlElement> {
    return this.#call("get", request);
  }

  getConfig(request: unknown): Promise<XmlElement> {
    return this.#call("get-config", request);
  }

  editConfig(request: unknown): Promise<unknown> {
    return this.#call("edit-config", request);
  }

  rpc(request: unknown): Promise<XmlElement> {
    return this.#call("rpc", request);
  }

  async #call(name: string, request: unknown): Promise<XmlElement> {
    this.calls.push(name);
    const answer = await this.onCall(name, request);
    return answer instanceof XmlElement ? answer : new XmlElement({ local: "data" });
  }
}

/** Opens fake sessions and keeps them. */
export class FakeServer {
  readonly sessions: FakeSession[] = [];
  /** Called with each new session before it is handed out; may throw as connecting would. */
  onOpen: (session: FakeSession) => void = () => undefined;
  #waiting: { count: number; resolve: (session: FakeSession) => void }[] = [];

  readonly open = async (): Promise<EscSession> => {
    const session = new FakeSession();
    this.onOpen(session);
    this.sessions.push(session);
    for (const waiting of this.#waiting) if (this.sessions.length >= waiting.count) waiting.resolve(session);
    return session;
  };

  /** The newest session. */
  get session(): FakeSession {
    const session = this.sessions.at(-1);
    if (!session) throw new Error("no session was opened");
    return session;
  }

  /** Resolves when so many sessions have been opened in all. */
  opened(count: number): Promise<FakeSession> {
    if (this.sessions.length >= count) return Promise.resolve(this.session);
    return new Promise((resolve) => this.#waiting.push({ count, resolve }));
  }

  /** Options for feeds and hubs that open sessions here. */
  feed(options: Partial<FeedOptions> = {}): Omit<FeedOptions, "since"> {
    return {
      openSession: this.open,
      toEvent: ({ body }) => (body instanceof XmlElement ? carried.get(body) : undefined),
      reconnectForMs: 10_000,
      logger: silentLogger,
      ...options,
    };
  }
}

/** What a server without a replay log answers. */
export function noReplay(): RpcError {
  return new RpcError("create-subscription", [
    { type: "protocol", tag: "operation-failed", severity: "error", message: "Replay not supported" },
  ]);
}

/** Lets everything that is ready run. */
export async function settle(): Promise<void> {
  await new Promise((resolve) => setImmediate(resolve));
  await new Promise((resolve) => setImmediate(resolve));
}

/** Resolves when a condition holds; the test's own timeout is the limit. */
export async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setImmediate(resolve));
}
