/** Names that a generated file uses for something else, or that mean something to JavaScript or TypeScript. */
const TAKEN: readonly string[] = [
  ..."Data Rpc Reply Notification Types schema".split(" "),
  ..."action anydata anyxml choice container leaf leafList list moduleSchema notification rpc".split(" "),
  ..."BodyTypes ContainerNode ListNode ModuleRef ModuleSchema NotificationNode RpcNode Type XmlElement".split(" "),
  ..."Array BigInt Boolean Date Error Function Infinity Map NaN Number Object Promise Proxy Reflect RegExp Set String".split(
    " ",
  ),
  ..."Symbol Uint8Array ReadonlyArray Record Readonly Partial globalThis undefined".split(" "),
  ..."any arguments as async await bigint boolean break case catch class const continue debugger declare default".split(
    " ",
  ),
  ..."delete do else enum eval export extends false finally for from function get if implements import in".split(" "),
  ..."instanceof interface is let module namespace never new null number object of package private protected".split(
    " ",
  ),
  ..."public readonly require return set static string super switch symbol this throw true try type typeof".split(" "),
  ..."undefined unique unknown using var void while with yield".split(" "),
];

/** `vm_group` and `vm-group` become `VmGroup`; a leading digit gets `_` before it. */
export function pascalCase(name: string): string {
  const joined = name
    .split(/[^A-Za-z0-9]+/)
    .filter((part) => part !== "")
    .map((part) => part.charAt(0).toUpperCase() + part.slice(1))
    .join("");
  return /^[A-Za-z]/.test(joined) ? joined : `_${joined}`;
}

/** `ip-address` becomes `ipAddress`; a name without separators stays as it is. */
export function camelCase(name: string): string {
  const pascal = pascalCase(name);
  return /^[A-Z]/.test(name) ? pascal : pascal.charAt(0).toLowerCase() + pascal.slice(1);
}

/** Something that needs a name: the names above it, from the module's down to its own. */
export interface NameWish {
  readonly path: readonly string[];
  /** How many names of the path it wants at least, counted from its own. Default 1. */
  readonly least?: number;
  /** Who keeps a name that several want: the lowest, where it is one alone. */
  readonly rank: number;
}

/** The names above a node that tell it from others: `tenants` says nothing beside `tenant`. */
export function tellingPath(path: readonly string[]): string[] {
  return path.filter((name, index) => !isPlural(name, path[index + 1]));
}

function isPlural(name: string, one: string | undefined): boolean {
  if (one === undefined) return false;
  return name === `${one}s` || name === `${one}es` || (one.endsWith("y") && name === `${one.slice(0, -1)}ies`);
}

/** The names of one generated file, each given once. */
export class NameTable {
  readonly #taken = new Set<string>(TAKEN);

  /** A name for a constant that is not exported: the wish, or the wish with a number where it is taken. */
  constant(wish: string): string {
    return this.#take(camelCase(wish));
  }

  /** A PascalCase name for a type that is not a node: the wish, or the wish with a number where it is taken. */
  type(wish: string): string {
    return this.#take(pascalCase(wish));
  }

  /**
   * PascalCase names for all nodes at once. Where several want one name, the one of lowest rank keeps it, and the others (all of
   * them, where no one is lowest alone) put the names above them before it, until they differ.
   */
  nodes<K>(wishes: ReadonlyMap<K, NameWish>): Map<K, string> {
    const depth = new Map([...wishes].map(([key, wish]) => [key, wish.least ?? 1]));
    const nameOf = ([key, { path }]: readonly [K, NameWish]): string =>
      pascalCase(path.slice(-(depth.get(key) ?? 1)).join("-"));
    for (let crowded = true; crowded; ) {
      crowded = false;
      for (const [name, group] of groupBy([...wishes], nameOf)) {
        for (const [key, { path }] of this.#taken.has(name) ? group : losers(group)) {
          const length = depth.get(key) ?? 1;
          if (length >= path.length) continue;
          depth.set(key, length + 1);
          crowded = true;
        }
      }
    }
    return new Map([...wishes].map((entry) => [entry[0], this.#take(nameOf(entry))]));
  }

  #take(wish: string): string {
    let name = wish;
    for (let number = 2; this.#taken.has(name); number++) name = `${wish}${number}`;
    this.#taken.add(name);
    return name;
  }
}

/** Those that must take another name: all but the one of lowest rank, if there is one. */
function losers<K>(group: readonly (readonly [K, NameWish])[]): readonly (readonly [K, NameWish])[] {
  const lowest = Math.min(...group.map(([, { rank }]) => rank));
  const best = group.filter(([, { rank }]) => rank === lowest);
  return best.length === 1 ? group.filter((each) => each !== best[0]) : group;
}

function groupBy<T>(items: readonly T[], keyOf: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group) group.push(item);
    else groups.set(key, [item]);
  }
  return groups;
}
