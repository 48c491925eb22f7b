/** An object that is a value of the model: no array, no element, no bytes, no instance of any other class. */
export function isPlain(value: unknown): value is Record<string, unknown> {
  if (typeof value !== "object" || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

/**
 * Leaves out what is undefined, so that options may be passed on as they are.
 * `T` is the interface to fill: `defined<Interface>({ nicid, subnet: options.subnet })`.
 */
export function defined<T extends object>(fields: { readonly [Key in keyof T]: T[Key] | undefined }): T {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as T;
}

/** A list with one more entry; the list itself stays as it is. */
export function appended<T>(list: readonly T[] | undefined, entry: T): readonly T[] {
  return [...(list ?? []), entry];
}
