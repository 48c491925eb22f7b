import { deferred } from "../../core/deferred.js";

/** What a piece of work touches: things it changes, and things that only have to stay as they are meanwhile. */
export interface LaneUse {
  readonly changes?: readonly string[];
  readonly needs?: readonly string[];
}

interface Lane {
  /** The end of the last work that changes the thing. */
  change: Promise<void> | undefined;
  /** The ends of the work since then that needs it. */
  needs: Set<Promise<void>>;
}

/**
 * Puts work on the same things in the order it was given, and lets all other work run side by side: a deployment waits for the
 * tenant that an earlier edit is still creating, two deployments do not wait for each other.
 */
export class Lanes {
  readonly #lanes = new Map<string, Lane>();
  readonly #busy = new Map<string, number>();

  /** True while work that changes the thing is running or waiting. */
  isBusy(thing: string): boolean {
    return this.#busy.has(thing);
  }

  /** True while any work is running or waiting. */
  get anyBusy(): boolean {
    return this.#busy.size > 0;
  }

  /** Runs the work once everything before it on the same things is over. */
  async run<T>(use: LaneUse, work: () => Promise<T>): Promise<T> {
    const { changes = [], needs = [] } = use;
    const over = deferred<void>();
    const before = [
      ...changes.flatMap((thing) => this.#enterToChange(thing, over.promise)),
      ...needs.flatMap((thing) => this.#enterToNeed(thing, over.promise)),
    ];
    try {
      await Promise.all(before);
      return await work();
    } finally {
      over.resolve();
      for (const thing of [...changes, ...needs]) this.#leave(thing, over.promise);
      for (const thing of changes) this.#release(thing);
    }
  }

  #enterToChange(thing: string, over: Promise<void>): Promise<void>[] {
    const lane = this.#lane(thing);
    const before = [...(lane.change ? [lane.change] : []), ...lane.needs];
    lane.change = over;
    lane.needs = new Set();
    this.#busy.set(thing, (this.#busy.get(thing) ?? 0) + 1);
    return before;
  }

  #enterToNeed(thing: string, over: Promise<void>): Promise<void>[] {
    const lane = this.#lane(thing);
    lane.needs.add(over);
    return lane.change ? [lane.change] : [];
  }

  #lane(thing: string): Lane {
    const lane = this.#lanes.get(thing) ?? { change: undefined, needs: new Set() };
    this.#lanes.set(thing, lane);
    return lane;
  }

  #leave(thing: string, over: Promise<void>): void {
    const lane = this.#lanes.get(thing);
    if (!lane) return;
    lane.needs.delete(over);
    if (lane.change === over) lane.change = undefined;
    if (!lane.change && lane.needs.size === 0) this.#lanes.delete(thing);
  }

  #release(thing: string): void {
    const left = (this.#busy.get(thing) ?? 1) - 1;
    if (left > 0) this.#busy.set(thing, left);
    else this.#busy.delete(thing);
  }
}
