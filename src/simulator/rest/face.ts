import type { Logger } from "../../core/logger.js";
import type { Engine } from "../engine/engine.js";
import type { SimulatorUser } from "../options.js";
import { Cluster } from "./cluster.js";
import { ConfigParameters } from "./config-parameters.js";
import { type CallbackFetch, Delivery } from "./delivery.js";
import { RestIds } from "./ids.js";
import { Mappings } from "./mappings.js";
import { HttpRefusal } from "./refusal.js";
import { RestRunning, type RunningHolder } from "./running.js";
import { type TransactionPlan, Transactions } from "./transactions.js";

/** What a {@link RestFace} is made of. */
export interface RestFaceOptions {
  /** Holds running: the NETCONF face. */
  readonly holder: RunningHolder;
  readonly users: Readonly<Record<string, SimulatorUser>>;
  /** How many ESC VMs there are. */
  readonly nodes: number;
  readonly logger: Logger;
  readonly callbackFetch?: CallbackFetch | undefined;
}

/** The REST face of the engine: what all requests share. */
export class RestFace {
  readonly engine: Engine;
  readonly running: RestRunning;
  readonly ids: RestIds = new RestIds();
  readonly parameters: ConfigParameters = new ConfigParameters();
  readonly metricMappings: Mappings = new Mappings();
  readonly actionMappings: Mappings = new Mappings();
  readonly cluster: Cluster;
  readonly delivery: Delivery;
  readonly transactions: Transactions;
  readonly #users: Readonly<Record<string, SimulatorUser>>;
  readonly #passwords = new Map<string, string>();
  /** How many requests were answered, by status: for the metrics. */
  readonly answered: Map<number, number> = new Map();

  constructor(options: RestFaceOptions) {
    const { engine } = options.holder;
    this.engine = engine;
    this.running = new RestRunning(options.holder);
    this.cluster = new Cluster(options.nodes);
    this.delivery = new Delivery({ clock: engine.clock, logger: options.logger, fetch: options.callbackFetch });
    this.transactions = new Transactions(engine, this.delivery);
    this.#users = options.users;
  }

  /** Who has these credentials; undefined when nobody has. A real ESC has one REST user (guide l. 5402), the simulator all of its users. */
  login(authorization: string | undefined): { readonly name: string; readonly mayChange: boolean } | undefined {
    const [, pair = ""] = /^basic +(\S+)$/i.exec(authorization ?? "") ?? [];
    const text = Buffer.from(pair, "base64").toString("utf8");
    const colon = text.indexOf(":");
    const name = text.slice(0, Math.max(0, colon));
    const user = Object.hasOwn(this.#users, name) ? this.#users[name] : undefined;
    const password = this.#passwords.get(name) ?? user?.password;
    if (!user || password === undefined || text.slice(colon + 1) !== password) return undefined;
    return { name, mayChange: user.group !== "readonly" };
  }

  /** @throws HttpRefusal 404 for a user that there is not, 400 for an empty password */
  setPassword(name: string, password: string): void {
    if (!Object.hasOwn(this.#users, name)) throw new HttpRefusal(404, `There is no user ${name}`);
    if (password === "") throw new HttpRefusal(400, "The password is empty");
    this.#passwords.set(name, password);
  }

  /** The password that REST takes from a user at the moment. */
  password(name: string): string | undefined {
    return this.#passwords.get(name) ?? this.#users[name]?.password;
  }

  /**
   * Does what ESC accepts first and carries out then: the transaction is begun before the change, so that no event of it is missed.
   *
   * @param act returns false where nothing is to be done for it
   * @throws whatever `act` throws
   */
  accept(plan: TransactionPlan, callback: string | undefined, act: () => boolean): Response {
    const id = this.transactions.begin(plan, callback);
    try {
      if (!act()) this.transactions.finishUnchanged(id);
    } catch (error) {
      this.transactions.abandon(id);
      throw error;
    }
    const status = Number(this.engine.assumptions.get("rest-accept-status"));
    return new Response(null, { status, headers: { "ESC-Transaction-Id": id } });
  }

  /** Lets go of the engine and gives callbacks up. */
  close(): void {
    this.transactions.close();
    this.delivery.close();
  }
}
