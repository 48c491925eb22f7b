import type { Logger } from "../core/logger.js";
import type { AssumptionChoices } from "./assumptions.js";
import type { TimeSource } from "./engine/clock.js";
import type { Timings } from "./engine/timings.js";
import type { VimSettings } from "./engine/vim-world.js";

/** A user of the simulated ESC. */
export interface SimulatorUser {
  readonly password?: string;
  /** Public keys by which the user may log in, as lines of `authorized_keys`. */
  readonly publicKeys?: readonly string[];
  /** Default `admin`. Members of `readonly` get access-denied for every change. */
  readonly group?: "admin" | "readonly";
}

/** How the NETCONF face listens. */
export interface SimulatorNetconfOptions {
  /** Default 0: a free one. */
  readonly port?: number;
  /** A private host key as text. Default: a throw-away ed25519 key. */
  readonly hostKey?: string;
}

/** How the REST face listens. */
export interface SimulatorRestOptions {
  /** The port for HTTPS. Default 0: a free one. */
  readonly port?: number;
  /** The port for plain HTTP. Default 0: a free one. */
  readonly httpPort?: number;
  /** Certificate and key (PEM) for HTTPS. Default: self-signed, made at start, as ESC does (guide l. 5349). */
  readonly tls?: { readonly cert: string; readonly key: string };
  /** What sends callbacks. Default: `globalThis.fetch`. */
  readonly callbackFetch?: (url: string, init: RequestInit) => Promise<Response>;
}

/** Options of `startSimulator`. */
export interface SimulatorOptions {
  /** The release that is simulated. Only 5.9 is known. */
  readonly release?: "5.9";
  /** How many times faster than a real ESC its work is done. Default 1. */
  readonly speed?: number;
  /** How many ESC VMs there are to fail over between. Default 1. */
  readonly nodes?: number;
  /** Users by name. Default `admin` with the password `admin`. */
  readonly users?: Readonly<Record<string, SimulatorUser>>;
  /** The address to listen on. Default 127.0.0.1. */
  readonly host?: string;
  readonly netconf?: SimulatorNetconfOptions;
  /** REST listens always, over HTTPS and HTTP. */
  readonly rest?: SimulatorRestOptions;
  /** What the VIMs have; see also `simulator.vim()`. */
  readonly vim?: VimSettings;
  /** Choices among the behaviours that no source confirms. */
  readonly assumptions?: AssumptionChoices;
  /** The seed of all ids: the same seed and the same history give the same ids. Default 1. */
  readonly seed?: number;
  /** Replaces some of the times that ESC's work takes, in ms at speed 1. */
  readonly timings?: Partial<Timings>;
  /** Where time comes from: for tests. Default: this computer. */
  readonly time?: TimeSource;
  readonly logger?: Logger;
}

/** What `connectEsc` needs to reach a simulator: plain data. */
export interface SimulatorClientOptions {
  readonly host: string;
  readonly netconf: {
    readonly port: number;
    readonly username: string;
    readonly password: string;
    readonly hostKey: { readonly sha256: string };
  };
  readonly rest: {
    readonly baseUrl: string;
    readonly username: string;
    readonly password: string;
    /** Pins the certificate that was made at start; a given one is trusted by itself. */
    readonly tls: { readonly certificateSha256: string } | { readonly ca: string };
    /** A real ESC has ports of their own for these. */
    readonly urls: {
      readonly health: string;
      readonly metrics: Readonly<Record<"escmanager" | "etsi" | "mona" | "vimmanager", string>>;
    };
  };
}
