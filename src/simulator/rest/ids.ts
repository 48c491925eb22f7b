/** The kinds of things that REST clients give ids of their own. */
export type RestIdKind = "tenant" | "network" | "subnet" | "image" | "flavor" | "volume" | "deployment";

/**
 * The ids that REST clients chose, beside the names that everything else goes by (REST guide 2.2: `internal_*_id`). What was made over
 * NETCONF has its name for an id.
 */
export class RestIds {
  readonly #names = new Map<string, string>();
  readonly #ids = new Map<string, string>();

  /** Remembers the id of a name; `around` is what the name is unique in. */
  set(kind: RestIdKind, id: string, of: { readonly name: string; readonly around?: string }): void {
    this.#names.set(key(kind, id, of.around), of.name);
    this.#ids.set(key(kind, of.name, of.around), id);
  }

  /** The name behind an id. */
  name(kind: RestIdKind, id: string, around?: string): string {
    return this.#names.get(key(kind, id, around)) ?? id;
  }

  /** The id of a name. */
  id(kind: RestIdKind, name: string, around?: string): string {
    return this.#ids.get(key(kind, name, around)) ?? name;
  }

  /** Forgets an id. */
  delete(kind: RestIdKind, id: string, around?: string): void {
    const name = this.#names.get(key(kind, id, around));
    this.#names.delete(key(kind, id, around));
    if (name !== undefined) this.#ids.delete(key(kind, name, around));
  }
}

const key = (...parts: readonly (string | undefined)[]) => JSON.stringify(parts);
