import { z } from "zod";

/** What a rebalance did at one node (guide l.2652). All are numbers of configurations. */
export interface NodeCounts {
  /** Before. */
  readonly previous_configs_count: number;
  /** Those to be given away. */
  readonly requested_unload_count: number;
  /** Those that were given away. */
  readonly accepted_unload_count: number;
  /** Afterwards. */
  readonly current_configs_count: number;
}

const count = z.int().nonnegative();

/** The answer to a rebalance: {@link NodeCounts} by node id. */
export const nodeCounts: z.ZodType<Readonly<Record<string, NodeCounts>>> = z.record(
  z.string(),
  z.object({
    previous_configs_count: count,
    requested_unload_count: count,
    accepted_unload_count: count,
    current_configs_count: count,
  }),
);
