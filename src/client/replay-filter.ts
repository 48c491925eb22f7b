import type { EscEvent } from "../models/events.js";

/**
 * Removes what a replay repeats. A replay starts at the time of the last event seen (RFC 5277 section 2.1.1), so it brings the events
 * of that very moment again, and everything before it where the server rounds times down.
 */
export class ReplayFilter {
  /** The events that bear the latest time seen. */
  #latest: EscEvent[] = [];
  /** How often each event of the latest time is still expected again. Undefined outside a replay. */
  #expected: Map<string, number> | undefined;
  #resumedAfter = 0;

  /** The latest event's time as ESC sent it; undefined before the first event. */
  get lastEventTime(): string | undefined {
    return this.#latest[0]?.eventTime;
  }

  /** A replay from {@link lastEventTime} begins. */
  resume(): void {
    const expected = new Map<string, number>();
    for (const event of this.#latest) expected.set(keyOf(event), (expected.get(keyOf(event)) ?? 0) + 1);
    this.#expected = this.#latest.length > 0 ? expected : undefined;
    this.#resumedAfter = this.#latest[0]?.time.getTime() ?? 0;
  }

  /** No replay follows. */
  goOn(): void {
    this.#expected = undefined;
  }

  /** Tells whether an event is new. */
  admits(event: EscEvent): boolean {
    if (this.#expected && this.#isRepeated(event, this.#expected)) return false;
    const newest = this.#latest[0]?.time.getTime() ?? Number.NEGATIVE_INFINITY;
    if (event.time.getTime() > newest) this.#latest = [event];
    else if (event.time.getTime() === newest) this.#latest.push(event);
    return true;
  }

  #isRepeated(event: EscEvent, expected: Map<string, number>): boolean {
    if (event.time.getTime() > this.#resumedAfter) {
      this.#expected = undefined;
      return false;
    }
    if (event.time.getTime() < this.#resumedAfter) return true;
    const left = expected.get(keyOf(event)) ?? 0;
    if (left > 0) expected.set(keyOf(event), left - 1);
    return left > 0;
  }
}

function keyOf(event: EscEvent): string {
  const { time: _time, original: _original, ...fields } = event;
  return JSON.stringify(fields);
}
