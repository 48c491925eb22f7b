import type { WaitOptions } from "../core/signal.js";
import type { Filter } from "../netconf/filter.js";
import type { XmlElement } from "../xml/element.js";

/** A notification as a session hands it over: its body is an element. */
export interface EscNotification {
  /** As the server sent it. */
  readonly eventTime: string;
  readonly body: XmlElement;
}

/** A subscription: read with `for await`; ends with the session. */
export interface EscSubscription extends AsyncIterable<EscNotification> {}

/** Reading from a session. */
export interface ReadRequest extends WaitOptions {
  readonly filter?: Filter;
}

/** An edit of running. */
export interface EditRequest extends WaitOptions {
  readonly target: "running";
  readonly config: XmlElement | string;
}

/** A subscription to a stream of events. */
export interface SubscribeRequest extends WaitOptions {
  readonly stream: string;
  readonly startTime?: string;
}

/**
 * What the client needs of a NETCONF session. `NetconfSession` satisfies it; so do fakes in tests.
 */
export interface EscSession {
  /** Resolves with the reason when the session ends (undefined when we closed it); never rejects. */
  readonly closed: Promise<unknown>;
  get(request: ReadRequest): Promise<XmlElement>;
  getConfig(request: ReadRequest & { readonly source: "running" }): Promise<XmlElement>;
  editConfig(request: EditRequest): Promise<unknown>;
  /** Sends any rpc; resolves with the `rpc-reply` element. */
  rpc(operation: XmlElement | string, options: WaitOptions): Promise<XmlElement>;
  subscribe(request: SubscribeRequest): Promise<EscSubscription>;
  close(): Promise<void>;
}
