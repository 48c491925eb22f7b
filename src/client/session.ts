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
export interface ReadRequest {
  readonly filter?: Filter;
}

/** An edit of running. */
export interface EditRequest {
  readonly target: "running";
  readonly config: XmlElement | string;
}

/** A subscription to a stream of events. */
export interface SubscribeRequest {
  readonly stream: string;
  readonly startTime?: string;
}

/**
 * What the client needs of a NETCONF session. `NetconfSession` satisfies it; so do fakes in tests.
 */
export interface EscSession {
  /** Resolves with the reason when the session ends (undefined when we closed it); never rejects. */
  readonly closed: Promise<unknown>;
  get(request: ReadRequest, options?: WaitOptions): Promise<XmlElement>;
  getConfig(request: ReadRequest & { readonly source: "running" }, options?: WaitOptions): Promise<XmlElement>;
  editConfig(request: EditRequest, options?: WaitOptions): Promise<unknown>;
  /** Sends any rpc; resolves with the `rpc-reply` element. */
  rpc(operation: XmlElement | string, options?: WaitOptions): Promise<XmlElement>;
  subscribe(request: SubscribeRequest, options?: WaitOptions): Promise<EscSubscription>;
  close(): Promise<void>;
}
