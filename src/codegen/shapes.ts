/**
 * Gives equal structures equal numbers, so that one constant and one interface can serve all places that use a grouping. Types and
 * the like are compared by what is in them.
 */
export class ShapeTable {
  readonly #numbers = new Map<string, number>();
  readonly #texts = new WeakMap<object, string>();

  /** The number of a structure. */
  of(value: unknown): number {
    const text = this.#text(value);
    let number = this.#numbers.get(text);
    if (number === undefined) {
      number = this.#numbers.size;
      this.#numbers.set(text, number);
    }
    return number;
  }

  /** JSON, with bigint and Infinity told apart from numbers and strings; large shared parts are written once only. */
  #text(value: unknown): string {
    if (typeof value === "bigint") return `${value}n`;
    if (typeof value !== "object" || value === null) return JSON.stringify(value) ?? String(value);
    let text = this.#texts.get(value);
    if (text === undefined) {
      text = Array.isArray(value)
        ? `[${value.map((item) => this.#text(item)).join(",")}]`
        : `{${Object.entries(value)
            .map(([key, item]) => `${JSON.stringify(key)}:${item === Infinity ? "Infinity" : this.#text(item)}`)
            .join(",")}}`;
      this.#texts.set(value, text);
    }
    return text;
  }
}
