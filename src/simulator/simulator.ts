import { EscError, isEscError } from "../core/errors.js";
import { silentLogger } from "../core/logger.js";
import { parseXml } from "../xml/element.js";
import { ASSUMPTIONS, type Assumption, type AssumptionId, type AssumptionValues } from "./assumptions.js";
import { ADMIN_TENANT, Engine } from "./engine/engine.js";
import type { InjectedFailure } from "./engine/failures.js";
import { formatLogLine } from "./engine/log-store.js";
import type { Load } from "./engine/monitors.js";
import type { VimSettings } from "./engine/vim-world.js";
import { NetconfFace } from "./netconf/face.js";
import { ServerSession } from "./netconf/session.js";
import { Network, type NetworkControl } from "./network.js";
import type { SimulatorClientOptions, SimulatorOptions, SimulatorUser } from "./options.js";
import type { ClusterControl } from "./rest/cluster.js";
import { type RestEndpoint, RestService } from "./rest/endpoint.js";
import { SshServer } from "./ssh-server.js";

/** Where NETCONF can be reached. */
export interface NetconfEndpoint {
  readonly host: string;
  readonly port: number;
  /** `SHA256:...`, as OpenSSH prints fingerprints. */
  readonly hostKeySha256: string;
}

/** One VM group, by the names of what it is in. */
export interface GroupPlace {
  /** Default `admin`. */
  readonly tenant?: string;
  readonly deployment: string;
  readonly vmGroup: string;
}

/** One assumption with what is assumed at the moment. */
export interface ChosenAssumption extends Assumption {
  readonly id: AssumptionId;
  readonly value: string;
}

/** One VM that exists. */
export interface SimulatedVm {
  readonly name: string;
  readonly tenant: string;
  readonly deployment: string;
  readonly vmGroup: string;
  /** As in operational data, `VM_ALIVE_STATE` and the like. */
  readonly state: string;
}

/** What every ESC starts with (guide l. 4963). */
const FIRST_CONFIG = `<config xmlns="urn:ietf:params:xml:ns:netconf:base:1.0"><esc_datamodel xmlns="http://www.cisco.com/esc/esc"><tenants><tenant>
<name>${ADMIN_TENANT}</name><description>Built-in Admin Tenant</description><managed_resource>false</managed_resource><vim_mapping>true</vim_mapping>
</tenant></tenants></esc_datamodel></config>`;

const DEFAULT_USERS: Readonly<Record<string, SimulatorUser>> = { admin: { password: "admin" } };

/** A simulated ESC that runs in this process. Made by {@link startSimulator}. */
export class Simulator implements AsyncDisposable {
  /** The users that can log in. */
  readonly users: Readonly<Record<string, SimulatorUser>>;
  readonly #engine: Engine;
  readonly #face: NetconfFace;
  readonly #ssh: SshServer;
  readonly #rest: RestService;
  readonly #network: Network;
  readonly #nodes: { active: number; readonly count: number };

  /** @internal Use {@link startSimulator}. */
  constructor(parts: SimulatorParts) {
    this.#engine = parts.engine;
    this.#face = parts.face;
    this.#ssh = parts.ssh;
    this.#rest = parts.rest;
    this.#network = parts.network;
    this.#nodes = parts.nodes;
    this.users = parts.users;
  }

  /** Where NETCONF can be reached. */
  get netconf(): NetconfEndpoint {
    return { host: this.#ssh.host, port: this.#ssh.port, hostKeySha256: this.#ssh.hostKeySha256 };
  }

  /** Where REST, health and metrics can be reached; the callbacks that were sent. */
  get rest(): RestEndpoint {
    return this.#rest;
  }

  /** The active/active cluster, where there are several nodes: who owns what, and who is healthy. */
  get cluster(): ClusterControl {
    return this.#rest.face.cluster;
  }

  /** The network between ESC and its clients, to be made to misbehave. */
  get network(): NetworkControl {
    return this.#network;
  }

  /** Every behaviour that no source confirms, with what is assumed at the moment. */
  get assumptions(): readonly ChosenAssumption[] {
    const ids = Object.keys(ASSUMPTIONS) as AssumptionId[];
    return ids.map((id) => ({ id, ...ASSUMPTIONS[id], value: this.#engine.assumptions.get(id) }));
  }

  /**
   * Assumes something else from now on. What hello says changes for new sessions only.
   *
   * @throws EscError `invalid-input` for an id or value that is not in {@link assumptions}
   */
  assume<Id extends AssumptionId>(id: Id, value: AssumptionValues[Id]): void {
    this.#engine.assumptions.set(id, value);
  }

  /**
   * What a client needs to connect: plain data for `connectEsc`.
   *
   * @param user the user to log in as. Default: the first one with a password
   * @throws EscError `invalid-input` when there is no such user with a password
   */
  clientOptions(user?: string): SimulatorClientOptions {
    const found = Object.entries(this.users).find(
      ([name, one]) => one.password !== undefined && (user === undefined || name === user),
    );
    if (!found) throw new EscError("invalid-input", `The simulator has no user ${user ?? ""} with a password`);
    const [username, { password = "" }] = found;
    const { host, port, hostKeySha256 } = this.netconf;
    const anywhere = host === "0.0.0.0" || host === "::";
    return {
      host: anywhere ? "127.0.0.1" : host,
      netconf: { port, username, password, hostKey: { sha256: hostKeySha256 } },
      rest: this.#rest.clientOptions(username),
    };
  }

  /**
   * Lets the next step that matches fail as ESC's would: its event reports FAILURE with this message.
   *
   * @throws EscError `invalid-input` for an event type that is not known
   */
  fail(failure: InjectedFailure): void {
    this.#engine.world.failures.add(failure);
  }

  /** Changes what the VIMs have and whom they let in; what is not given stays as it is. By default everything exists. */
  vim(settings: VimSettings): void {
    this.#engine.world.vims.configure(settings);
  }

  /** Enters or leaves maintenance mode: changes are rejected, monitors do nothing, what runs goes on (guide l. 6345 to 6400). */
  maintenance(on: boolean): void {
    this.#engine.setMaintenance(on);
  }

  /**
   * Fails over to another ESC VM: every connection breaks, workflows under way are dropped, and nothing can be reached for 2 minutes at
   * speed 1 (guide l. 1710: 2 to 5). Running stays. Resolves when ESC can be reached again.
   */
  async failover(): Promise<void> {
    const { world } = this.#engine;
    this.#face.closeSessions();
    this.#engine.dropTransactions();
    await Promise.all([this.#ssh.goAway(), this.#rest.goAway()]);
    this.#nodes.active = (this.#nodes.active + 1) % this.#nodes.count;
    try {
      await world.clock.wait(world.timings.failover);
      await Promise.all([this.#ssh.comeBack(), this.#rest.comeBack()]);
    } catch (error) {
      // Closed meanwhile: there is nothing to come back to.
      if (!isEscError(error, "closed")) throw error;
    }
  }

  /** The VMs that exist, of all deployments. */
  vms(): SimulatedVm[] {
    return [...this.#engine.world.live.deployments.values()].flatMap((deployment) =>
      deployment.vms
        .filter((vm) => vm.exists)
        .map((vm) => ({
          name: vm.name,
          tenant: deployment.tenant,
          deployment: deployment.name,
          vmGroup: vm.group,
          state: vm.state,
        })),
    );
  }

  /**
   * A VM stops answering its monitor, which then recovers it as its group's policy says.
   *
   * @param name the VM's name, as in events and operational data
   * @throws EscError `invalid-input` when there is no such VM
   */
  vmDown(name: string): void {
    this.#engine.vmDown(name);
  }

  /**
   * The load of a VM group crosses a threshold: ESC scales by one VM where its rules say so.
   *
   * @throws EscError `invalid-input` when there is no such group
   */
  load(group: GroupPlace, load: Load): void {
    this.#engine.load({ tenant: ADMIN_TENANT, ...group }, load);
  }

  /** The lines of ESC's tagged log as they stand in its file, the oldest first (guide l. 7579). */
  log(): string[] {
    return this.#engine.world.log.lines.map(formatLogLine);
  }

  /** Ends everything: sessions, workflows, the listening port. Nothing keeps the process alive afterwards. May be called any number of times. */
  async close(): Promise<void> {
    this.#engine.close();
    this.#face.close();
    this.#network.reset();
    await Promise.all([this.#ssh.close(), this.#rest.close()]);
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close();
  }
}

interface SimulatorParts {
  readonly engine: Engine;
  readonly face: NetconfFace;
  readonly ssh: SshServer;
  readonly rest: RestService;
  readonly network: Network;
  readonly nodes: { active: number; readonly count: number };
  readonly users: Readonly<Record<string, SimulatorUser>>;
}

/**
 * Starts a simulated ESC 5.9 in this process, with NETCONF over real SSH on the loopback address.
 *
 * @throws EscError `invalid-input` for options that cannot be, `connection-failed` when the port cannot be had
 */
export async function startSimulator(options: SimulatorOptions = {}): Promise<Simulator> {
  const release: string = options.release ?? "5.9";
  if (release !== "5.9") {
    throw new EscError("unsupported", `The simulator knows ESC 5.9, not ${release}`);
  }
  const count = options.nodes ?? 1;
  if (!(Number.isInteger(count) && count >= 1)) {
    throw new EscError("invalid-input", `nodes is ${count}: give a whole number from 1`);
  }
  const { logger = silentLogger, users = DEFAULT_USERS } = options;
  const engine = new Engine({ ...options, logger });
  if (options.vim) engine.world.vims.configure(options.vim);
  const nodes = { active: 0, count };
  const bootedAt = engine.clock.now();
  const face = new NetconfFace(engine, () => ({ hostname: `esc-${nodes.active + 1}`, bootedAt }));
  face.begin(parseXml(FIRST_CONFIG));
  const network = new Network();
  const ssh = await SshServer.start({
    host: options.host ?? "127.0.0.1",
    port: options.netconf?.port ?? 0,
    hostKey: options.netconf?.hostKey,
    users,
    network,
    logger,
    onSession: (name, wire, sourceHost) => {
      const group = users[name]?.group ?? "admin";
      return new ServerSession({ face, wire, user: { name, group }, sourceHost, logger });
    },
  });
  const host = options.host ?? "127.0.0.1";
  try {
    const rest = await RestService.start({ holder: face, users, nodes: count, logger, host, rest: options.rest ?? {} });
    return new Simulator({ engine, face, ssh, rest, network, nodes, users });
  } catch (error) {
    await ssh.close();
    throw error;
  }
}
