import * as esc from "../../../generated/esc.js";
import { buildNotification } from "../../netconf/messages.js";
import { encodeElement } from "../../schema/encode.js";
import { XmlElement } from "../../xml/element.js";
import { writeXml } from "../../xml/writer.js";
import { asData } from "../datastore/edit.js";
import { SchemaIndex } from "../datastore/schema-index.js";
import { cutOut } from "../datastore/selection.js";
import type { SentEvent } from "../engine/event-stream.js";
import { launch } from "../engine/flow.js";
import { parseTime } from "../engine/time-text.js";
import { rpcFault } from "../rpc-fault.js";
import { readFilter, type Select } from "./filter.js";
import { ESC_NS, ESC_NS_HTTPS, NETMOD_NOTIFICATION_NS } from "./namespaces.js";
import { type Answer, OK, type OperationSession, type SubscriptionHandle } from "./operation.js";

/** What a subscription asks for. */
interface SubscriptionRequest {
  readonly stream: string;
  readonly select: Select;
  readonly startTime: number | undefined;
  readonly stopTime: number | undefined;
}

/** create-subscription (RFC 5277 section 2.1.1). */
export function createSubscription(session: OperationSession, operation: XmlElement): Answer {
  if (session.subscription?.active) {
    throw rpcFault("operation-failed", { message: "This session has a subscription already (RFC 5277 section 6.5)" });
  }
  const subscription = new Subscription(session, readRequest(session, operation));
  session.subscription = subscription;
  return { ...OK, after: () => subscription.start() };
}

function readRequest(session: OperationSession, operation: XmlElement): SubscriptionRequest {
  const { assumptions, clock } = session.face.engine;
  const stream = operation.elements("stream")[0]?.text.trim() ?? "NETCONF";
  if (stream !== "escEvent" && stream !== "NETCONF") {
    throw rpcFault("invalid-value", {
      type: "protocol",
      message: `There is no stream ${stream}`,
      info: { "bad-element": "stream" },
    });
  }
  const startTime = readTime(operation, "startTime");
  const stopTime = readTime(operation, "stopTime");
  if (startTime === undefined && stopTime !== undefined) {
    throw rpcFault("missing-element", {
      type: "protocol",
      message: "stopTime needs a startTime",
      info: { "bad-element": "startTime" },
    });
  }
  if (startTime !== undefined && assumptions.get("replay") === "off") {
    throw rpcFault("operation-failed", { message: `The stream ${stream} cannot be replayed` });
  }
  if (startTime !== undefined && startTime > clock.now() + CLOCK_TOLERANCE_MS)
    throw badTime("startTime", "is in the future");
  if (startTime !== undefined && stopTime !== undefined && stopTime < startTime) {
    throw badTime("stopTime", "is before startTime");
  }
  const select = readFilter(operation);
  // An expression that cannot be evaluated is refused now, not met with the first event.
  select?.(asData([]));
  return { stream, select, startTime, stopTime };
}

/** Event times never repeat, so that a burst of events may run a little ahead of the clock. */
const CLOCK_TOLERANCE_MS = 1_000;

function readTime(operation: XmlElement, name: "startTime" | "stopTime"): number | undefined {
  const text = operation.elements(name)[0]?.text.trim();
  if (text === undefined) return undefined;
  const time = parseTime(text);
  if (time === undefined) throw badTime(name, `"${text}" is no RFC 3339 time with a zone`);
  return time;
}

function badTime(name: string, what: string): Error {
  return rpcFault("bad-element", { type: "protocol", message: `${name} ${what}`, info: { "bad-element": name } });
}

const NOTIFICATION_INDEX = new SchemaIndex([
  { ...esc.EscEvent, kind: "container" as const, actions: [], notifications: [] },
]);

/** The events that one session gets. */
export class Subscription implements SubscriptionHandle {
  readonly #session: OperationSession;
  readonly #request: SubscriptionRequest;
  readonly #ended = new AbortController();
  #stopListening: (() => void) | undefined;

  constructor(session: OperationSession, request: SubscriptionRequest) {
    this.#session = session;
    this.#request = request;
  }

  /** True until it ended: by stopTime, or with its session. */
  get active(): boolean {
    return !this.#ended.signal.aborted;
  }

  /** Replays what is asked for, then sends events as they come. Called when `<ok/>` is out. */
  start(): void {
    const { startTime, stopTime } = this.#request;
    const { engine } = this.#session.face;
    if (startTime !== undefined) {
      for (const event of engine.world.events.kept) {
        if (event.time >= startTime && !(stopTime !== undefined && event.time > stopTime)) this.#send(event);
      }
      this.#mark("replayComplete");
    }
    if (stopTime !== undefined && stopTime <= engine.clock.now()) {
      this.#complete();
      return;
    }
    this.#stopListening = engine.world.events.listen((event) => this.#sendLive(event));
    if (stopTime === undefined) return;
    const ending = engine.clock.waitUntil(stopTime, this.#ended.signal).then(
      () => this.#complete(),
      (error: unknown) => {
        if (this.active) throw error;
      },
    );
    launch(engine.world, ending);
  }

  /** Sends nothing more. */
  stop(): void {
    this.#stopListening?.();
    this.#ended.abort();
  }

  #complete(): void {
    this.#mark("notificationComplete");
    this.stop();
  }

  /** ESC's work does not suffer from a filter that fails on an event: the session does. */
  #sendLive(event: SentEvent): void {
    try {
      this.#send(event);
    } catch (error) {
      this.#session.close(`the subscription failed: ${error instanceof Error ? error.message : String(error)}`);
    }
  }

  #send(event: SentEvent): void {
    const { assumptions } = this.#session.face.engine;
    if (this.#request.stream === "NETCONF" && assumptions.get("netconf-stream") === "empty") return;
    const element = eventElement(event, assumptions.get("event-namespace") === "http" ? ESC_NS : ESC_NS_HTTPS);
    const body = this.#filtered(element);
    if (body) this.#session.send(buildNotification(event.eventTime, writeXml(body)));
  }

  /** What the filter leaves of an event; nothing when it selects nothing (RFC 5277 section 3.6). */
  #filtered(element: XmlElement): XmlElement | undefined {
    const { select } = this.#request;
    if (!select) return element;
    const whole = asData([element]);
    return cutOut(whole, select(whole), NOTIFICATION_INDEX)[0];
  }

  #mark(local: "replayComplete" | "notificationComplete"): void {
    const mark = new XmlElement({ namespace: NETMOD_NOTIFICATION_NS, local });
    this.#session.send(buildNotification(this.#session.face.engine.clock.eventTime(), writeXml(mark)));
  }
}

const elements = new WeakMap<SentEvent, Map<string, XmlElement>>();

/** The escEvent element of an event, made once for all subscribers. */
function eventElement(event: SentEvent, namespace: string): XmlElement {
  const made = elements.get(event) ?? new Map<string, XmlElement>();
  elements.set(event, made);
  let element = made.get(namespace);
  if (!element) {
    element = encodeElement(esc.EscEvent, event.content as esc.EscEvent, { kind: "notification", namespace });
    made.set(namespace, element);
  }
  return element;
}
