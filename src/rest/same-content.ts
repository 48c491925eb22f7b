/**
 * Tells whether everything that is wanted is found: properties that are not wanted do not count, and entries of a list are found in any
 * order.
 */
export function sameContent(wanted: unknown, found: unknown): boolean {
  if (Array.isArray(wanted)) {
    return Array.isArray(found) && wanted.every((entry) => found.some((other) => sameContent(entry, other)));
  }
  if (typeof wanted === "object" && wanted !== null) {
    if (typeof found !== "object" || found === null) return false;
    return Object.entries(wanted).every(
      ([key, value]) => value === undefined || sameContent(value, Reflect.get(found, key)),
    );
  }
  return wanted === found;
}
