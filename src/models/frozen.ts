import { isPlain } from "./plain.js";
import { concealSecrets } from "./secrets.js";

/**
 * A deep copy that cannot be changed: the caller's own objects stay as they are, and later changes to them do not reach the copy.
 * Symbol-keyed metadata (edit operations) is copied with the rest; elements and bytes are taken over as they are. `util.inspect` shows
 * the copy without its secrets.
 */
export function frozenCopy<T>(value: T): T {
  return copyOf(value) as T;
}

function copyOf(value: unknown): unknown {
  if (Array.isArray(value)) return Object.freeze(value.map(copyOf));
  if (!isPlain(value)) return value;
  const copy = {};
  for (const key of Reflect.ownKeys(value)) {
    const property = Object.getOwnPropertyDescriptor(value, key);
    // Defined, not assigned: a property may be called `__proto__`.
    if (property?.enumerable) Object.defineProperty(copy, key, { value: copyOf(property.value), enumerable: true });
  }
  concealSecrets(copy);
  return Object.freeze(copy);
}
