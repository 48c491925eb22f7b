/** What a piece of work touches: things it changes, and things that only have to stay as they are meanwhile. */
export interface LaneUse {
  readonly changes?: readonly string[];
  readonly needs?: readonly string[];
}

interface Lane {
  change: Promise<unknown>;
  needs: Promise<unknown>[];
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
    const before: Promise<unknown>[] = [];
    let finish: () => void = () => undefined;
    const over = new Promise<void>((resolve) => {
      finish = resolve;
    });
    for (const thing of changes) {
      const lane = this.#lane(thing);
      before.push(lane.change, ...lane.needs);
      lane.change = over;
      lane.needs = [];
      this.#busy.set(thing, (this.#busy.get(thing) ?? 0) + 1);
    }
    for (const thing of needs) {
      const lane = this.#lane(thing);
      before.push(lane.change);
      lane.needs.push(over);
    }
    try {
      await Promise.all(before);
      return await work();
    } finally {
      finish();
      for (const thing of changes) this.#release(thing);
    }
  }

  #lane(thing: string): Lane {
    const lane = this.#lanes.get(thing) ?? { change: Promise.resolve(), needs: [] };
    this.#lanes.set(thing, lane);
    return lane;
  }

  #release(thing: string): void {
    const left = (this.#busy.get(thing) ?? 1) - 1;
    if (left > 0) this.#busy.set(thing, left);
    else this.#busy.delete(thing);
  }
}
