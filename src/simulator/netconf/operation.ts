import type { XmlElement } from "../../xml/element.js";
import { rpcFault } from "../rpc-fault.js";
import type { NetconfFace } from "./face.js";
import type { SessionEntry } from "./session-entry.js";

/** A subscription as its session sees it. */
export interface SubscriptionHandle {
  /** True until it ended: by stopTime, or with its session. */
  readonly active: boolean;
  /** Sends nothing more. */
  stop(): void;
}

/** A session as operations see it. */
export interface OperationSession extends SessionEntry {
  readonly face: NetconfFace;
  /** The subscription that events are sent for. */
  subscription: SubscriptionHandle | undefined;
  /** Sends one message. */
  send(message: string): void;
}

/** An answer: what goes into the rpc-reply, and what happens once it is sent. */
export interface Answer {
  /** XML text. */
  readonly body: string;
  readonly after?: () => void;
}

/** One operation of the server. */
export interface Operation {
  readonly namespace: string;
  readonly name: string;
  /** True for what members of readonly may not do. */
  readonly changes?: true;
  /** @throws RpcFault for what is answered with rpc-error */
  run(session: OperationSession, operation: XmlElement): Answer;
}

/** The answer of operations without output. */
export const OK: Answer = { body: "<ok/>" };

/**
 * Checks that an operation names running, ESC's only datastore (developer's guide 2.3).
 *
 * @throws RpcFault for another one or none
 */
export function datastore(operation: XmlElement, parameter: "source" | "target"): void {
  const element = operation.elements(parameter)[0];
  const name = element?.elements()[0];
  if (!element || !name) {
    throw rpcFault("missing-element", {
      type: "protocol",
      message: `${operation.local} needs a ${parameter}`,
      info: { "bad-element": element ? "running" : parameter },
    });
  }
  if (name.local === "running") return;
  throw rpcFault("unknown-element", {
    type: "protocol",
    message: `ESC has the datastore running only, not ${name.local}`,
    info: { "bad-element": name.local },
  });
}
