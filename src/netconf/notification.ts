import { EscError } from "../core/errors.js";
import { ElementSink, type XmlElement } from "../xml/element.js";
import { NETCONF_NS, NOTIFICATION_NS } from "../xml/names.js";
import type { BodySink, OpenTag } from "../xml/sink.js";
import type { MessageTaker } from "./receiver.js";

/** The namespace of replayComplete and notificationComplete (RFC 5277 section 4). */
export const NETMOD_NOTIFICATION_NS = "urn:ietf:params:xml:ns:netmod:notification";

/** One event notification (RFC 5277 section 4). */
export interface Notification<Body = XmlElement> {
  /** When the server says it happened: RFC 3339, as it was sent. */
  readonly eventTime: string;
  /** The same as a `Date`; invalid (NaN) where the server's text is no time. */
  readonly time: Date;
  /** The event: the element beside `eventTime`, or what `as` made of it. */
  readonly body: Body;
}

/** What a notification message can be. */
export type NotificationMessage<Body> =
  | { readonly kind: "event"; readonly notification: Notification<Body> }
  | { readonly kind: "replay-complete" | "notification-complete"; readonly eventTime: string };

/** Who takes the notifications of a session. */
export interface NotificationTaker<Body> {
  /** Makes what reads the event of one notification. */
  createSink(): BodySink<Body>;
  /** A notification is complete. A promise holds the receiver back until it resolves. */
  take(message: NotificationMessage<Body>): Promise<void> | undefined;
  /** A notification cannot be read. */
  fail(reason: unknown): void;
}

/** Reads one `<notification>` message: the event's time, and the event into the taker's sink. */
export class NotificationReader<Body> implements MessageTaker {
  readonly #taker: NotificationTaker<Body>;
  readonly #sink: BodySink<Body>;
  #eventTime: string | undefined;
  #inTime = false;
  #mark: "replay-complete" | "notification-complete" | undefined;
  #depth = 0;
  #failed = false;

  constructor(taker: NotificationTaker<Body>) {
    this.#taker = taker;
    this.#sink = taker.createSink();
  }

  get skip(): boolean {
    return this.#failed;
  }

  open(tag: OpenTag): void {
    this.#depth++;
    if (this.#depth === 1) this.#begin(tag);
    if (!this.#inTime && !this.#mark) this.#guarded(() => this.#sink.open(tag));
  }

  text(text: string): void {
    if (this.#inTime) this.#eventTime += text;
    else if (!this.#mark && this.#depth > 0) this.#guarded(() => this.#sink.text(text));
  }

  close(): void {
    if (!this.#inTime && !this.#mark) this.#guarded(() => this.#sink.close());
    this.#depth--;
    if (this.#depth === 0) this.#inTime = false;
  }

  end(): Promise<void> | undefined {
    const eventTime = this.#eventTime?.trim();
    if (eventTime === undefined) {
      this.fail(new EscError("protocol-error", "A notification has no eventTime (RFC 5277 section 4)"));
      return undefined;
    }
    if (this.#mark) return this.#taker.take({ kind: this.#mark, eventTime });
    let body: { readonly value: Body } | undefined;
    this.#guarded(() => {
      body = { value: this.#sink.finish() };
    });
    if (!body) return undefined;
    return this.#taker.take({
      kind: "event",
      notification: { eventTime, time: new Date(eventTime), body: body.value },
    });
  }

  fail(reason: unknown): void {
    if (this.#failed) return;
    this.#failed = true;
    this.#taker.fail(reason);
  }

  #begin(tag: OpenTag): void {
    const known = tag.namespace === NOTIFICATION_NS || tag.namespace === "" || tag.namespace === NETCONF_NS;
    if (tag.local === "eventTime" && known && this.#eventTime === undefined) {
      this.#inTime = true;
      this.#eventTime = "";
    } else if (tag.namespace === NETMOD_NOTIFICATION_NS || tag.namespace === NOTIFICATION_NS) {
      if (tag.local === "replayComplete") this.#mark = "replay-complete";
      if (tag.local === "notificationComplete") this.#mark = "notification-complete";
    }
  }

  #guarded(step: () => void): void {
    if (this.#failed) return;
    try {
      step();
    } catch (reason) {
      this.fail(reason);
    }
  }
}

/** Reads an event into its element. */
export function eventElement(): BodySink<XmlElement> {
  const sink = new ElementSink();
  return {
    open: (tag) => sink.open(tag),
    text: (text) => sink.text(text),
    close: () => sink.close(),
    finish() {
      const [event] = sink.finish();
      if (!event) throw new EscError("protocol-error", "A notification holds no event beside its eventTime");
      return event;
    },
  };
}
