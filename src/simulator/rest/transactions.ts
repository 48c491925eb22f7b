import * as esc from "../../../generated/esc.js";
import { createEvent, type EscEvent } from "../../models/events.js";
import { type WorkflowName, workflow, workflowProgress } from "../../models/workflows.js";
import { buildNotification } from "../../netconf/messages.js";
import { encode } from "../../schema/encode.js";
import type { Engine } from "../engine/engine.js";
import type { SentEvent } from "../engine/event-stream.js";
import { launch } from "../engine/flow.js";
import type { Delivery } from "./delivery.js";

/** What an accepted request waits for, and how its callbacks look. */
export interface TransactionPlan {
  readonly workflow: WorkflowName;
  /** Whether an event is about the same thing. */
  concerns(event: EscEvent): boolean;
  /** The document of a callback; left out where it is the notification's (VIM connectors and users: guide l. 5838). */
  body?(event: EscEvent): string;
}

interface Transaction {
  readonly id: string;
  readonly plan: TransactionPlan;
  readonly callback: string | undefined;
}

/**
 * The requests that were accepted and are under way. Engine events know no requests: each event goes to the oldest one that it fits,
 * which is the one that is worked on, since the engine does changes of one thing one after the other.
 */
export class Transactions {
  readonly #engine: Engine;
  readonly #delivery: Delivery;
  readonly #stopListening: () => void;
  #open: Transaction[] = [];

  constructor(engine: Engine, delivery: Delivery) {
    this.#engine = engine;
    this.#delivery = delivery;
    this.#stopListening = engine.world.events.listen((event) => this.#take(event));
  }

  /** Begins a transaction, before the change is made: an event may come at once. */
  begin(plan: TransactionPlan, callback: string | undefined): string {
    const id = this.#engine.world.ids.uuid("rest-transaction");
    this.#open.push({ id, plan, callback });
    return id;
  }

  /** Forgets a transaction: its request was refused. */
  abandon(id: string): void {
    this.#open = this.#open.filter((one) => one.id !== id);
  }

  /** Ends a transaction for which nothing was to be done: its callback says so at once. */
  finishUnchanged(id: string): void {
    const found = this.#open.find((one) => one.id === id);
    if (!found) return;
    this.abandon(id);
    const [type] = workflow(found.plan.workflow).final;
    const eventTime = this.#engine.clock.eventTime();
    const message = "Nothing was to be done";
    const content = { status: "SUCCESS", status_code: 200, status_message: message, event: { type: type ?? "" } };
    const sent: SentEvent = { eventTime, time: this.#engine.clock.now(), content };
    // The answer goes first, as far as that is in our hands.
    launch(
      this.#engine.world,
      this.#engine.clock.wait(0).then(() => this.#call(found, sent, eventOf(sent))),
    );
  }

  /** Drops what is under way, as a failover does: no callback comes any more. */
  dropAll(): void {
    this.#open = [];
  }

  /** Lets go of the engine. */
  close(): void {
    this.#stopListening();
    this.#open = [];
  }

  #take(sent: SentEvent): void {
    const event = eventOf(sent);
    const found = this.#open.find(
      ({ plan }) => workflowProgress(plan.workflow, event) !== "unrelated" && plan.concerns(event),
    );
    if (!found) return;
    const progress = workflowProgress(found.plan.workflow, event);
    const noMore = progress === "doomed" && this.#engine.assumptions.get("final-event-after-failure") === "missing";
    const ends = progress === "done" || progress === "failed" || noMore;
    if (ends) this.abandon(found.id);
    if (ends || this.#engine.assumptions.get("rest-callbacks") === "every-event") this.#call(found, sent, event);
  }

  #call({ id, plan, callback }: Transaction, sent: SentEvent, event: EscEvent): void {
    if (callback === undefined) return;
    const { status_code, status_message } = sent.content;
    const headers = {
      "content-type": "application/xml",
      "ESC-Transaction-Id": id,
      "ESC-Status-Code": String(status_code ?? (event.status === "SUCCESS" ? 200 : 500)),
      "ESC-Status-Message": headerText(status_message ?? ""),
    };
    const shape = this.#engine.assumptions.get("rest-callback-body");
    const body = plan.body && shape === "resource" ? plan.body(event) : this.#notification(sent);
    this.#delivery.send(id, { url: callback, headers, body });
  }

  #notification({ eventTime, content }: SentEvent): string {
    const https = this.#engine.assumptions.get("event-namespace") === "https";
    const namespace = https ? "https://www.cisco.com/esc/esc" : undefined;
    const value = content as esc.EscEvent;
    return buildNotification(eventTime, encode(esc.EscEvent, value, { kind: "notification", namespace }));
  }
}

function eventOf({ eventTime, time, content }: SentEvent): EscEvent {
  const { event, ...fields } = content;
  const meta = { source: "rest", eventTime, time: new Date(time), original: content } as const;
  return createEvent(event?.type ?? "", fields, meta);
}

/** Headers are one line of Latin-1. */
function headerText(text: string): string {
  return [...text].map((char) => (char < " " || char > "\u00ff" ? "?" : char)).join("");
}
