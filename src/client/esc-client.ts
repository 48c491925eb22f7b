import type * as esc from "../../generated/esc.js";
import { EscError } from "../core/errors.js";
import type { Logger } from "../core/logger.js";
import type { WaitOptions } from "../core/signal.js";
import type { RestOwnership } from "../rest/resources/ownership.js";
import type { RestClient } from "../rest/rest-client.js";
import type { XmlElement } from "../xml/element.js";
import { Activity, watchForgotten } from "./activity.js";
import type { Change } from "./change.js";
import { eventDecoder } from "./decode-event.js";
import { EventHub } from "./event-hub.js";
import { type EventStream, type EventStreamOptions, openEventStream, type StreamSources } from "./event-stream.js";
import { EscGateway } from "./gateway.js";
import { type OperationalOptions, untilOperational } from "./operational.js";
import { Actions } from "./resources/actions.js";
import { Flavors, Images, Networks, Tenants, Volumes } from "./resources/by-name.js";
import { Deployments } from "./resources/deployments.js";
import { type EditOptions, Edits } from "./resources/edits.js";
import { Logs } from "./resources/logs.js";
import { VimConnectors } from "./resources/vim-connectors.js";
import { RpcLine } from "./rpc-line.js";
import type { EscSession } from "./session.js";

/** What an {@link EscClient} is made of. */
export interface EscClientOptions {
  /** For messages: the host's name. */
  readonly name: string;
  /** Opens one more session: the first takes the calls, others take events. */
  readonly openSession: (options: WaitOptions) => Promise<EscSession>;
  readonly logger: Logger;
  readonly reconnect: boolean;
  readonly reconnectEventsForMs: number;
  readonly finalEventWaitMs: number;
  readonly silenceMs: number;
  readonly rest: RestClient | undefined;
}

/**
 * One ESC, over its NETCONF interface; made by `connectEsc`. Calls go over one session; events get a session of their own at first need,
 * since ESC does not claim `:interleave` (and where a server does, a separate session keeps a burst of events from holding back replies).
 * Every call takes `{ signal, timeoutMs }`, 30,000 ms by default.
 */
export class EscClient implements AsyncDisposable {
  /** How ESC reaches VIMs. */
  readonly vimConnectors: VimConnectors;
  readonly tenants: Tenants;
  /** Networks outside deployments, and their subnets. */
  readonly networks: Networks;
  readonly images: Images;
  readonly flavors: Flavors;
  /** Volumes outside deployments. */
  readonly volumes: Volumes;
  readonly deployments: Deployments;
  /** Start, stop, reboot, monitoring, recovery. */
  readonly actions: Actions;
  /** ESC's tagged log. */
  readonly logs: Logs;
  readonly #rest: RestClient | undefined;
  readonly #edits: Edits;
  readonly #line: RpcLine;
  readonly #hub: EventHub;
  readonly #gateway: EscGateway;
  readonly #sources: StreamSources;
  readonly #streams = new Set<EventStream>();
  readonly #stopWatching: () => void;
  #openSessions = 0;
  #closing: Promise<void> | undefined;

  constructor(options: EscClientOptions) {
    const { name, logger, reconnect, reconnectEventsForMs: reconnectForMs } = options;
    const openSession = (wait: WaitOptions) => this.#counted(options.openSession(wait));
    const activity = new Activity();
    this.#rest = options.rest;
    this.#stopWatching = watchForgotten({ name, activity, sessions: () => this.#openSessions });
    const feed = { openSession, logger, reconnectForMs, toEvent: eventDecoder(logger) };
    this.#line = new RpcLine({ openSession, reconnect, activity });
    this.#hub = new EventHub(feed);
    this.#sources = {
      hub: this.#hub,
      feed,
      activity,
      opened: (stream) => void this.#streams.add(stream),
      ended: (stream) => void this.#streams.delete(stream),
    };
    const { finalEventWaitMs, silenceMs } = options;
    const gateway = new EscGateway({
      line: this.#line,
      hub: this.#hub,
      times: { finalEventWaitMs, silenceMs },
      activity,
    });
    this.#gateway = gateway;
    this.vimConnectors = new VimConnectors(gateway);
    this.tenants = new Tenants(gateway);
    this.networks = new Networks(gateway);
    this.images = new Images(gateway);
    this.flavors = new Flavors(gateway);
    this.volumes = new Volumes(gateway);
    this.deployments = new Deployments(gateway);
    this.actions = new Actions(gateway, this.deployments);
    this.logs = new Logs(gateway);
    this.#edits = new Edits(gateway, this.deployments);
  }

  /**
   * Connects, so that a wrong password or host key shows now.
   *
   * @throws as `connectNetconf`
   */
  async open(options: WaitOptions = {}): Promise<void> {
    await this.#line.open(options);
  }

  /**
   * ESC's events, live from the call on, or from `since`. Consumers share one session, unless one asks for a replay or for `overflow: "wait"`.
   * A lost line is opened anew and what was missed is replayed; where the server cannot replay, the iteration ends with
   * `connection-lost` unless `onGap` is given.
   *
   * @throws EscError `closed` on a closed client
   * @throws (from the iteration) EscError `connection-lost`, `overflow`, `aborted`; `rpc-error` when the server has no replay for
   *   `since`; whatever connecting throws. Closing the client ends it without an error
   */
  events(options: EventStreamOptions = {}): EventStream {
    if (this.closed) throw new EscError("closed", "The client is closed: connect a new one");
    return openEventStream(this.#sources, options);
  }

  /**
   * Sends an edit of one's own making, and follows everything that it sets ESC to work on: running before and after it tells what that
   * is, so the edit may hold anything. A change that ESC sends no event for (a description, say) is done when it is accepted.
   *
   * @param config what stands inside `<config>`, as XML or as a typed document with operations
   * @returns a change of kind `edit`; `unchanged` when running is as before
   * @throws ValidationError for a typed document that breaks the model, RpcError, EscError `invalid-input` for malformed XML,
   *   `maintenance`, `connection-lost`, `timeout`, `aborted`
   */
  async edit(config: string | XmlElement | esc.Data, options: EditOptions = {}): Promise<Change> {
    return this.#edits.send(config, options);
  }

  /** Everything that ESC shows of its state; undefined when it shows nothing. */
  async opdata(options: WaitOptions = {}): Promise<esc.Opdata | undefined> {
    return this.#gateway.opdata([], options);
  }

  /** ESC's own state, `OPER_UP` when it works (guide l.687); undefined when it does not say. */
  async status(options: WaitOptions = {}): Promise<esc.Opdata["status"]> {
    return (await this.#gateway.opdata(["status"], options))?.status;
  }

  /**
   * ESC's REST interface.
   *
   * @throws EscError `invalid-input` where `connectEsc` was given no option `rest`
   */
  get rest(): RestClient {
    if (this.#rest) return this.#rest;
    throw new EscError(
      "invalid-input",
      "This client has no REST: give connectEsc the option rest: { username, password }",
    );
  }

  /**
   * Who of an active/active cluster owns what: the same as `rest.ownership`.
   *
   * @throws EscError `invalid-input` where `connectEsc` was given no option `rest`
   */
  get ownership(): RestOwnership {
    return this.rest.ownership;
  }

  /**
   * Waits until ESC works: after maintenance, a failover, a restart. Without the option `rest` maintenance does not show, since ESC lets
   * NETCONF read in it.
   *
   * @param options no default for `timeoutMs`
   * @throws EscError `timeout`, `aborted`, and whatever waiting cannot mend
   */
  async whenOperational(options: OperationalOptions = {}): Promise<void> {
    const status = (wait: WaitOptions) => this.status(wait);
    await untilOperational({ status, rest: this.#rest }, options);
  }

  /** True once `close()` was called. */
  get closed(): boolean {
    return this.#closing !== undefined;
  }

  /**
   * Ends the client: event streams end, changes that are waited for reject with `closed`, both sessions are closed. Bounded in time;
   * any number of times. What ESC is doing goes on.
   */
  async close(): Promise<void> {
    this.#closing ??= this.#close();
    await this.#closing;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.close();
  }

  async #close(): Promise<void> {
    this.#stopWatching();
    const streams = [...this.#streams].map((stream) => stream.close());
    await Promise.allSettled([this.#hub.close(), this.#line.close(), this.#rest?.close(), ...streams]);
  }

  async #counted(opening: Promise<EscSession>): Promise<EscSession> {
    const session = await opening;
    this.#openSessions++;
    void session.closed.then(() => {
      this.#openSessions--;
    });
    return session;
  }
}
