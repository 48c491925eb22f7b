import { EscError } from "../../core/errors.js";

/** What a rebalance did at one node (guide l. 2652). */
export interface NodeCounts {
  readonly previous_configs_count: number;
  readonly requested_unload_count: number;
  readonly accepted_unload_count: number;
  readonly current_configs_count: number;
}

/** The active/active cluster, as tests arrange it. */
export interface ClusterControl {
  /** The nodes, by the ids that a rebalance gives: how many configurations each owns, and whether it is healthy. */
  readonly nodes: readonly ClusterNode[];
  /** Says how many configurations nodes own. */
  own(counts: Readonly<Record<string, number>>): void;
  /** Lets a node keep so many of the configurations that it is to give away in the next rebalance: some are busy. */
  holdBack(node: string, configs: number): void;
  /** A node fails: the others take over what it owns, in equal parts (guide l. 2621). */
  nodeDown(node: string): void;
  /** A node is back. It gets nothing by itself: that is what the rebalance is for (guide l. 2621). */
  nodeUp(node: string): void;
  /** Ownership is being moved after a failover, or its moving is paused: a rebalance is refused meanwhile (guide l. 2686). */
  ownership: "at-rest" | "moving" | "paused";
}

/** One node of the cluster. */
export interface ClusterNode {
  readonly id: string;
  readonly configs: number;
  readonly healthy: boolean;
}

interface Node {
  readonly id: string;
  configs: number;
  healthy: boolean;
  holdBack: number;
}

/** What a rebalance answers: counts by node, or why not. */
export type RebalanceOutcome =
  | { readonly is: "moved"; readonly nodes: Readonly<Record<string, NodeCounts>> }
  | { readonly is: "nothing-left"; readonly message: string }
  | { readonly is: "refused"; readonly message: string };

/** Who owns what in an active/active cluster of ESC (guide l. 2612 to 2690). One node is a stand-alone ESC. */
export class Cluster implements ClusterControl {
  readonly #nodes: readonly Node[];
  ownership: ClusterControl["ownership"] = "at-rest";

  constructor(count: number) {
    const ids = Array.from({ length: count }, (_, index) => `esc${index + 1}-uuid`);
    this.#nodes = ids.map((id) => ({ id, configs: 0, healthy: true, holdBack: 0 }));
  }

  get nodes(): readonly ClusterNode[] {
    return this.#nodes.map(({ id, configs, healthy }) => ({ id, configs, healthy }));
  }

  own(counts: Readonly<Record<string, number>>): void {
    for (const [id, configs] of Object.entries(counts)) {
      if (!Number.isInteger(configs) || configs < 0) {
        throw new EscError(
          "invalid-input",
          `Node ${id} cannot own ${configs} configurations: give a whole number from 0`,
        );
      }
      this.#node(id).configs = configs;
    }
  }

  holdBack(id: string, configs: number): void {
    this.#node(id).holdBack = configs;
  }

  nodeDown(id: string): void {
    const node = this.#node(id);
    node.healthy = false;
    const takers = this.#healthy();
    if (takers.length === 0) return;
    share(node.configs, takers);
    node.configs = 0;
  }

  nodeUp(id: string): void {
    this.#node(id).healthy = true;
  }

  /** Moves configurations from nodes with more than their share to those with less, once. */
  rebalance(): RebalanceOutcome {
    const why = this.#refusal();
    if (why !== undefined) return { is: "refused", message: why };
    const healthy = this.#healthy();
    const total = healthy.reduce((sum, node) => sum + node.configs, 0);
    // Whole configurations: some nodes may own one more than the others.
    const optimum = Math.ceil(total / healthy.length);
    const plans = healthy.map((node) => {
      const requested = Math.max(0, node.configs - optimum);
      return { node, previous: node.configs, requested, accepted: Math.max(0, requested - node.holdBack) };
    });
    if (plans.every((plan) => plan.requested === 0)) {
      return { is: "nothing-left", message: "No configurations found for rebalancing." };
    }
    for (const { node, accepted } of plans) {
      node.configs -= accepted;
      node.holdBack = 0;
    }
    fill(
      plans.reduce((sum, plan) => sum + plan.accepted, 0),
      plans.filter((plan) => plan.requested === 0).map((plan) => plan.node),
    );
    const counts = plans.map(({ node, previous, requested, accepted }): [string, NodeCounts] => [
      node.id,
      {
        previous_configs_count: previous,
        requested_unload_count: requested,
        accepted_unload_count: accepted,
        current_configs_count: node.configs,
      },
    ]);
    return { is: "moved", nodes: Object.fromEntries(counts) };
  }

  /** The four documented reasons (guide l. 2686); the words are ours. */
  #refusal(): string | undefined {
    if (this.#nodes.length < 2) return "Rebalance is not supported: ESC is stand-alone";
    if (this.ownership === "moving") return "Ownership transfer is in progress due to a failover";
    if (this.ownership === "paused") return "Ownership pause is enabled";
    return this.#healthy().length < 2 ? "There are less than two healthy ESC nodes" : undefined;
  }

  #healthy(): Node[] {
    return this.#nodes.filter((node) => node.healthy);
  }

  #node(id: string): Node {
    const found = this.#nodes.find((node) => node.id === id);
    if (found) return found;
    const known = this.#nodes.map((node) => node.id).join(", ");
    throw new EscError("invalid-input", `There is no node ${id}: the nodes are ${known}`);
  }
}

/** Gives so many configurations to nodes, in equal parts. */
function share(configs: number, nodes: readonly Node[]): void {
  nodes.forEach((node, index) => {
    node.configs += Math.floor(configs / nodes.length) + (index < configs % nodes.length ? 1 : 0);
  });
}

/** Gives so many configurations to nodes, each time to the one with the fewest. */
function fill(configs: number, nodes: readonly Node[]): void {
  for (let left = configs; left > 0; left--) {
    const [least] = [...nodes].sort((a, b) => a.configs - b.configs);
    if (least) least.configs++;
  }
}
