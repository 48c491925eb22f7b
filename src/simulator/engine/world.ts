import type { Assumptions } from "../assumptions.js";
import type { Clock } from "./clock.js";
import type { EventStream } from "./event-stream.js";
import type { Failures } from "./failures.js";
import type { IdSource } from "./ids.js";
import type { Intent } from "./intent.js";
import type { Lanes } from "./lanes.js";
import type { LiveState } from "./live-state.js";
import type { LogStore } from "./log-store.js";
import type { Timings } from "./timings.js";
import type { VimWorld } from "./vim-world.js";

/** Everything that a workflow works with. */
export interface World {
  readonly clock: Clock;
  readonly ids: IdSource;
  readonly log: LogStore;
  readonly events: EventStream;
  readonly failures: Failures;
  readonly assumptions: Assumptions;
  readonly timings: Timings;
  readonly vims: VimWorld;
  readonly live: LiveState;
  readonly lanes: Lanes;
  /** What running asks for at the moment. */
  readonly intent: () => Intent;
  /** True while ESC is in maintenance mode: monitors do nothing (guide l. 6378). */
  readonly inMaintenance: () => boolean;
  /** Takes what should not have happened: an exception in a workflow. */
  readonly onFault: (error: unknown) => void;
  /** Ends recoveries of a deployment that is being removed. */
  readonly recoveries: Map<string, AbortController>;
  /** Deployments of which a VM went down while they were being updated. */
  readonly disturbed: Set<string>;
}
