/** How long each piece of work takes on a real ESC, in milliseconds at speed 1. Estimates: no source gives figures. */
export interface Timings {
  readonly vimConnector: number;
  readonly vimUser: number;
  readonly fileServer: number;
  readonly tenant: number;
  readonly network: number;
  readonly subnet: number;
  readonly image: number;
  readonly flavor: number;
  readonly volume: number;
  /** From the request to the VIM until the VM is active. */
  readonly vmDeploy: number;
  /** From then until its first answer to the monitor. */
  readonly vmBoot: number;
  readonly vmReboot: number;
  readonly vmStart: number;
  readonly vmStop: number;
  readonly vmUndeploy: number;
  /** Rebuilding a VM with another image. */
  readonly vmRebuild: number;
  /** Changing a VM's interfaces. */
  readonly vmInterfaces: number;
  readonly monitor: number;
  /** Writing the final state of a service. */
  readonly service: number;
  /** An active/standby failover: the guide says 2 to 5 minutes (l. 1710). */
  readonly failover: number;
}

/** The default {@link Timings}. */
export const TIMINGS: Timings = {
  vimConnector: 3_000,
  vimUser: 2_000,
  fileServer: 1_000,
  tenant: 3_000,
  network: 3_000,
  subnet: 2_000,
  image: 15_000,
  flavor: 2_000,
  volume: 4_000,
  vmDeploy: 20_000,
  vmBoot: 10_000,
  vmReboot: 8_000,
  vmStart: 6_000,
  vmStop: 6_000,
  vmUndeploy: 8_000,
  vmRebuild: 25_000,
  vmInterfaces: 8_000,
  monitor: 1_000,
  service: 500,
  failover: 120_000,
};
