/** A simulated ESC 5.9 that runs in the process: for tests, demonstrations and learning. */
export {
  ASSUMPTIONS,
  type Assumption,
  type AssumptionChoices,
  type AssumptionId,
  type AssumptionValues,
} from "./assumptions.js";
export { systemTime, type TimeSource } from "./engine/clock.js";
export type { InjectedFailure } from "./engine/failures.js";
export type { Load } from "./engine/monitors.js";
export { TIMINGS, type Timings } from "./engine/timings.js";
export type { VimSettings, VimThing } from "./engine/vim-world.js";
export type { NetworkControl } from "./network.js";
export type {
  SimulatorClientOptions,
  SimulatorNetconfOptions,
  SimulatorOptions,
  SimulatorRestOptions,
  SimulatorUser,
} from "./options.js";
export { type CertificateOptions, makeCertificate, type ServerCertificate } from "./rest/certificate.js";
export type { ClusterControl, ClusterNode } from "./rest/cluster.js";
export type { DeliveredCallback } from "./rest/delivery.js";
export type { RestEndpoint } from "./rest/endpoint.js";
export {
  type ChosenAssumption,
  type GroupPlace,
  type NetconfEndpoint,
  type SimulatedVm,
  Simulator,
  startSimulator,
} from "./simulator.js";
