import type { EscEventBody } from "../../src/models/events.js";
import { Engine, type EngineOptions } from "../../src/simulator/engine/engine.js";
import type { TimeSource } from "../../src/simulator/index.js";
import { NetconfFace } from "../../src/simulator/netconf/face.js";
import { parseXml, type XmlElement } from "../../src/xml/element.js";

interface Scheduled {
  readonly at: number;
  readonly order: number;
  readonly callback: () => void;
}

/** Time that passes when the test says so, event by event. */
export class ManualTime implements TimeSource {
  #now = Date.UTC(2026, 10, 22, 12, 0, 0);
  #order = 0;
  readonly #scheduled = new Set<Scheduled>();

  now(): number {
    return this.#now;
  }

  schedule(callback: () => void, ms: number): Scheduled {
    const entry = { at: this.#now + ms, order: this.#order++, callback };
    this.#scheduled.add(entry);
    return entry;
  }

  cancel(handle: unknown): void {
    this.#scheduled.delete(handle as Scheduled);
  }

  /** How many callbacks wait. */
  get waiting(): number {
    return this.#scheduled.size;
  }

  /** Lets so many milliseconds pass. */
  async advance(ms: number): Promise<void> {
    const until = this.#now + ms;
    await settle();
    for (let next = this.#next(until); next; next = this.#next(until)) {
      this.#now = next.at;
      this.#scheduled.delete(next);
      next.callback();
      await settle();
    }
    this.#now = until;
  }

  /** Lets time pass until nothing waits any more. */
  async finish(): Promise<void> {
    await settle();
    for (let next = this.#next(Number.POSITIVE_INFINITY); next; next = this.#next(Number.POSITIVE_INFINITY)) {
      this.#now = next.at;
      this.#scheduled.delete(next);
      next.callback();
      await settle();
    }
  }

  #next(until: number): Scheduled | undefined {
    return [...this.#scheduled].filter((one) => one.at <= until).sort((a, b) => a.at - b.at || a.order - b.order)[0];
  }
}

/** Lets every promise that can settle do so. */
function settle(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

/** A client of the simulator without a network: edits go straight to the NETCONF face, time is the test's. */
export class Lab {
  readonly time: ManualTime = new ManualTime();
  readonly engine: Engine;
  readonly face: NetconfFace;
  readonly sent: EscEventBody[] = [];

  constructor(options: Partial<EngineOptions> = {}) {
    this.engine = new Engine({
      time: this.time,
      logger: {
        debug: () => undefined,
        warn: (message, details) => {
          throw new Error(`${message} ${JSON.stringify(details)}`);
        },
      },
      ...options,
    });
    this.face = new NetconfFace(this.engine, () => ({ hostname: "esc-1", bootedAt: this.time.now() }));
    this.face.begin(
      config(
        "<esc_datamodel xmlns='http://www.cisco.com/esc/esc'><tenants><tenant><name>admin</name><managed_resource>false</managed_resource></tenant></tenants></esc_datamodel>",
      ),
    );
    this.engine.world.events.listen((event) => this.sent.push(event.content));
  }

  /** Makes an edit; what it throws is the refusal. */
  edit(xml: string): void {
    this.face.commit(this.face.running.propose(config(xml)));
  }

  /** Makes an edit and waits until its workflows are over. Returns the events since then. */
  async done(xml: string): Promise<string[]> {
    this.edit(xml);
    return this.finish();
  }

  /** Waits until everything is over. Returns the events since the last call. */
  async finish(): Promise<string[]> {
    await this.time.finish();
    return this.events();
  }

  /** The events since the last call, as `TYPE` or `TYPE FAILURE`. */
  events(): string[] {
    return this.sent.splice(0).map((event) => `${event.event?.type}${event.status === "FAILURE" ? " FAILURE" : ""}`);
  }

  /** Creates the connector that everything else needs. */
  async withVim(): Promise<this> {
    await this.done(vim());
    return this;
  }

  /** The state of a deployment of the tenant admin. */
  state(name: string): string | undefined {
    return this.engine.world.live.deployment("admin", name)?.state;
  }

  /** The names of the VMs that exist. */
  vms(name: string): string[] {
    return (this.engine.world.live.deployment("admin", name)?.vms ?? []).filter((vm) => vm.exists).map((vm) => vm.name);
  }
}

/** The `config` element around an edit; the prefix nc is declared. */
export function config(xml: string): XmlElement {
  return parseXml(
    `<config xmlns="urn:ietf:params:xml:ns:netconf:base:1.0" xmlns:nc="urn:ietf:params:xml:ns:netconf:base:1.0">${xml}</config>`,
  );
}

/** A VIM connector with its user. */
export function vim(
  options: { id?: string; type?: string; password?: string; user?: string; url?: string } = {},
): string {
  const {
    id = "os",
    type = "OPENSTACK",
    password = "secret",
    user = "admin",
    url = "http://10.0.0.5:5000/v3",
  } = options;
  const users =
    user === ""
      ? ""
      : `<users><user><id>${user}</id><credentials><properties><property><name>os_password</name><value>${password}</value></property></properties></credentials></user></users>`;
  return `<esc_system_config xmlns="http://www.cisco.com/esc/esc"><vim_connectors><vim_connector><id>${id}</id><type>${type}</type><properties><property><name>os_auth_url</name><value>${url}</value></property></properties>${users}</vim_connector></vim_connectors></esc_system_config>`;
}

/** Puts something into a tenant. */
export function inTenant(content: string, tenant = "admin"): string {
  return `<esc_datamodel xmlns="http://www.cisco.com/esc/esc" xmlns:nc="urn:ietf:params:xml:ns:netconf:base:1.0"><tenants><tenant><name>${tenant}</name>${content}</tenant></tenants></esc_datamodel>`;
}

/** What a test's VM group is made of. */
export interface TestGroup {
  readonly name?: string;
  readonly image?: string;
  readonly network?: string;
  readonly min?: number;
  readonly max?: number;
  readonly recovery?: string;
  readonly recoveryType?: string;
  readonly retries?: number;
  readonly wait?: number;
  readonly rules?: boolean;
  readonly agent?: string;
}

/** One VM group. */
export function group(of: TestGroup = {}): string {
  const { name = "g", image = "csr", network = "mgmt", min = 1, max = Math.max(min, 3), rules = true, wait = 0 } = of;
  const policy = `<recovery_policy>${of.recoveryType ? `<recovery_type>${of.recoveryType}</recovery_type>` : ""}<action_on_recovery>${of.recovery ?? "REBOOT_THEN_REDEPLOY"}</action_on_recovery><max_retries>${of.retries ?? 2}</max_retries></recovery_policy>`;
  const kpi = (event: string, type: string) =>
    `<kpi><event_name>${event}</event_name><metric_value>1</metric_value><metric_cond>GT</metric_cond><metric_type>UINT32</metric_type><metric_collector><type>${type}</type><nicid>0</nicid><poll_frequency>3</poll_frequency><polling_unit>seconds</polling_unit><continuous_alarm>false</continuous_alarm></metric_collector></kpi>`;
  const rule = (event: string, ...actions: string[]) =>
    `<rule><event_name>${event}</event_name>${actions.map((action) => `<action>${action}</action>`).join("")}</rule>`;
  const monitoring = `<kpi_data>${of.agent ? `<monitoring_agent>${of.agent}</monitoring_agent>` : ""}${kpi("VM_ALIVE", "ICMPPing")}${kpi("VM_OVERLOADED", "CPU")}${kpi("VM_UNDERLOADED", "CPU")}</kpi_data><rules><admin_rules>${rule("VM_ALIVE", "ALWAYS log", "TRUE servicebooted.sh", "FALSE recover autohealing")}${rule("VM_OVERLOADED", "TRUE servicescaleup.sh")}${rule("VM_UNDERLOADED", "TRUE servicescaledown.sh")}</admin_rules></rules>`;
  return `<vm_group><name>${name}</name><image>${image}</image><flavor>m1.small</flavor><bootup_time>120</bootup_time><recovery_wait_time>${wait}</recovery_wait_time>${policy}<interfaces><interface><nicid>0</nicid><network>${network}</network></interface></interfaces>${rules ? monitoring : ""}<scaling><min_active>${min}</min_active><max_active>${max}</max_active></scaling></vm_group>`;
}

/** A deployment in the tenant admin. */
export function deployment(name: string, content: string = group()): string {
  return inTenant(`<deployments><deployment><name>${name}</name>${content}</deployment></deployments>`);
}

/** The removal of a deployment. */
export function undeployment(name: string): string {
  return inTenant(`<deployments><deployment nc:operation="delete"><name>${name}</name></deployment></deployments>`);
}
