import { EscError } from "../../core/errors.js";
import type { Logger } from "../../core/logger.js";
import { type AssumptionChoices, Assumptions } from "../assumptions.js";
import { MAINTENANCE_REFUSAL, type Refusal, refusal } from "./acceptance.js";
import { recoveryVmAction, type ServiceAction, serviceAction, type VmAction, vmAction } from "./actions.js";
import { Clock, type ClockOptions } from "./clock.js";
import { EventStream } from "./event-stream.js";
import { Failures } from "./failures.js";
import { Flow, launch } from "./flow.js";
import { IdSource } from "./ids.js";
import { EMPTY_INTENT, type Intent, scopedKey } from "./intent.js";
import { Lanes } from "./lanes.js";
import { LiveState } from "./live-state.js";
import { LogStore } from "./log-store.js";
import { type Load, loadChanged, vmWentDown } from "./monitors.js";
import { activate, changesOf } from "./plan.js";
import { TIMINGS, type Timings } from "./timings.js";
import { VimWorld } from "./vim-world.js";
import type { World } from "./world.js";

/** How an {@link Engine} is made. */
export interface EngineOptions extends ClockOptions {
  /** The seed of all ids. Default 1. */
  readonly seed?: number;
  readonly assumptions?: AssumptionChoices;
  /** Replaces some of the {@link TIMINGS}. */
  readonly timings?: Partial<Timings>;
  readonly logger: Logger;
}

/** The name of the tenant that every ESC has (guide l. 4963). */
export const ADMIN_TENANT = "admin";

/**
 * The simulated ESC itself, without any protocol: what it is asked for, what exists, what is under way. The faces (NETCONF; REST and ETSI
 * later) bring it intents and actions, and show its state, events and log.
 */
export class Engine {
  readonly world: World;
  readonly clock: Clock;
  readonly assumptions: Assumptions;
  /** RFC 3339. */
  readonly startedAt: string;
  #intent: Intent = EMPTY_INTENT;
  #maintenance = false;

  constructor(options: EngineOptions) {
    this.clock = new Clock(options);
    this.assumptions = new Assumptions(options.assumptions);
    this.startedAt = this.clock.eventTime();
    this.world = {
      clock: this.clock,
      ids: new IdSource(options.seed ?? 1),
      log: new LogStore(),
      events: new EventStream(),
      failures: new Failures(),
      assumptions: this.assumptions,
      timings: { ...TIMINGS, ...options.timings },
      vims: new VimWorld(),
      live: new LiveState(),
      lanes: new Lanes(),
      intent: () => this.#intent,
      inMaintenance: () => this.#maintenance,
      onFault: (error) => {
        const message = error instanceof Error ? (error.stack ?? error.message) : String(error);
        options.logger.warn("The simulator's engine met a fault of its own", { error: message });
      },
      recoveries: new Map(),
      disturbed: new Set(),
    };
  }

  /** What running asks for. */
  get intent(): Intent {
    return this.#intent;
  }

  /** Takes what ESC starts with as it is, without workflows. */
  begin(intent: Intent): void {
    this.#intent = intent;
    for (const tenant of intent.tenants.values()) {
      this.world.live.tenants.set(tenant.name, {
        name: tenant.name,
        id: this.world.ids.hex32("tenant", tenant.name),
      });
    }
    new Flow(this.world, "start").log("INFO", "ESC is in service.", { classifications: ["LC"] });
  }

  /** The acceptance stage: why ESC would not take an intent; undefined when it does. */
  refuses(after: Intent): Refusal | undefined {
    return refusal(this.world, this.#intent, after);
  }

  /** Takes an intent that was not refused, and begins its activation. */
  accept(after: Intent): void {
    const changes = changesOf(this.#intent, after);
    this.#intent = after;
    if (changes.none) return;
    // What is being removed need not be recovered any more.
    for (const gone of changes.deployments.removed) {
      this.world.recoveries
        .get(scopedKey(gone.name, gone.tenant))
        ?.abort(new EscError("aborted", "The deployment is removed"));
    }
    launch(this.world, activate(this.world, changes));
  }

  /** Begins a serviceAction. Returns why it is refused; undefined when it was begun. */
  serviceAction(call: ServiceAction): Refusal | undefined {
    return this.#unlessInMaintenance(() => serviceAction(this.world, call));
  }

  /** Begins a vmAction. Returns why it is refused; undefined when it was begun. */
  vmAction(call: VmAction): Refusal | undefined {
    return this.#unlessInMaintenance(() => vmAction(this.world, call));
  }

  /** Begins a recoveryVmAction DO. Returns why it is refused; undefined when it was begun. */
  recoveryVmAction(vmName: string): Refusal | undefined {
    return this.#unlessInMaintenance(() => recoveryVmAction(this.world, vmName));
  }

  /**
   * A VM stops answering its monitor.
   *
   * @throws EscError `invalid-input` when there is no such VM
   */
  vmDown(vmName: string): void {
    vmWentDown(this.world, vmName);
  }

  /**
   * The load of a VM group crosses a threshold.
   *
   * @throws EscError `invalid-input` when there is no such group
   */
  load(where: { readonly tenant: string; readonly deployment: string; readonly vmGroup: string }, load: Load): void {
    loadChanged(this.world, where, load);
  }

  /** True while ESC is in maintenance mode. */
  get maintenance(): boolean {
    return this.#maintenance;
  }

  /** How requests are refused in maintenance mode. */
  get maintenanceRefusal(): Refusal {
    return MAINTENANCE_REFUSAL;
  }

  /** Enters or leaves maintenance mode (guide l. 6345 to 6400): what runs goes on, nothing new is taken, monitors do nothing. */
  setMaintenance(on: boolean): void {
    this.#maintenance = on;
    const flow = new Flow(this.world, "op_mode");
    flow.log("INFO", `Operation Mode = ${on ? "MAINTENANCE" : "OPERATION"}`, { classifications: ["LC"] });
  }

  /** Drops every workflow under way, as a failover does (guide l. 1712). Services in transition are in error afterwards. */
  dropTransactions(): void {
    this.clock.dropAll(new EscError("closed", "Dropped by a failover"));
    for (const deployment of this.world.live.deployments.values()) {
      if (!SETTLED.has(deployment.state)) deployment.state = "SERVICE_ERROR_STATE";
    }
  }

  /** Ends everything: no timer stays. */
  close(): void {
    this.clock.close();
  }

  #unlessInMaintenance(act: () => string | undefined): Refusal | undefined {
    if (this.#maintenance) return MAINTENANCE_REFUSAL;
    const message = act();
    return message === undefined ? undefined : { message };
  }
}

const SETTLED: ReadonlySet<string> = new Set(["SERVICE_ACTIVE_STATE", "SERVICE_STOPPED_STATE", "SERVICE_ERROR_STATE"]);
