/** A promise with its two ends in the hand. A rejection that nobody awaits is not reported as unhandled. */
export interface Deferred<T> {
  /** Settles as `resolve` or `reject` says, once. */
  readonly promise: Promise<T>;
  /** True after the first `resolve` or `reject`. */
  readonly settled: boolean;
  /** Resolves the promise; later calls have no effect. */
  resolve(value: T): void;
  /** Rejects the promise; later calls have no effect. */
  reject(reason: unknown): void;
}

/** Makes a {@link Deferred}. (`Promise.withResolvers` is not in Node 20.) */
export function deferred<T>(): Deferred<T> {
  let settled = false;
  let settleWith: ((value: T) => void) | undefined;
  let failWith: ((reason: unknown) => void) | undefined;
  const promise = new Promise<T>((resolve, reject) => {
    settleWith = resolve;
    failWith = reject;
  });
  promise.catch(() => undefined);
  return {
    promise,
    get settled() {
      return settled;
    },
    resolve(value) {
      settled = true;
      settleWith?.(value);
    },
    reject(reason) {
      settled = true;
      failWith?.(reason);
    },
  };
}
