import type { Definitions } from "./definitions.js";
import type { FeatureSet } from "./features.js";
import type { Statement } from "./statements.js";

/** An identity as values name it. */
export interface IdentityName {
  /** `module:name` */
  readonly name: string;
  readonly module: string;
  readonly namespace: string;
}

/** Which identities are derived from which, over all modules (RFC 7950 section 7.18). */
export class IdentityGraph {
  readonly #definitions: Definitions;
  /** The identities derived directly from one, by its qualified name. */
  readonly #derived = new Map<string, Statement[]>();
  /** The identities that one is directly derived from, by its qualified name. */
  readonly #bases = new Map<string, readonly string[]>();

  /** @throws YangError for a base that does not exist and for circles */
  constructor(definitions: Definitions, features: FeatureSet) {
    this.#definitions = definitions;
    const bases = new Map<Statement, Statement[]>();
    for (const module of definitions.modules.modules) {
      for (const identity of definitions.all("identity", module)) {
        const found = identity.all("base").map((base) => definitions.find("identity", base.text, base));
        bases.set(identity, found);
        this.#bases.set(
          this.nameOf(identity).name,
          found.map((base) => this.nameOf(base).name),
        );
        if (!features.allows(identity.substatements)) continue;
        for (const base of found) this.#add(base, identity);
      }
    }
    checkCircles(bases);
  }

  /** `module:name` of an identity. */
  nameOf(identity: Statement): IdentityName {
    const { name, ref } = this.#definitions.modules.moduleOf(identity);
    return { name: `${name}:${identity.text}`, module: name, namespace: ref.namespace };
  }

  /** Every identity derived from all of the bases, directly or not, in the order of the modules; the bases are not among them. */
  derivedFromAll(bases: readonly Statement[]): IdentityName[] {
    const [first, ...rest] = bases.map((base) => this.#closure(base));
    if (!first) return [];
    return [...first.values()].filter(({ name }) => rest.every((closure) => closure.has(name)));
  }

  /** Every identity that one derives from, directly or not. */
  ancestors(name: string): string[] {
    const found = new Set<string>();
    const visit = (derived: string): void => {
      for (const base of this.#bases.get(derived) ?? []) {
        if (found.has(base)) continue;
        found.add(base);
        visit(base);
      }
    };
    visit(name);
    return [...found];
  }

  #add(base: Statement, identity: Statement): void {
    const { name } = this.nameOf(base);
    const list = this.#derived.get(name);
    if (list) list.push(identity);
    else this.#derived.set(name, [identity]);
  }

  #closure(base: Statement): Map<string, IdentityName> {
    const found = new Map<string, IdentityName>();
    const visit = (identity: Statement): void => {
      for (const derived of this.#derived.get(this.nameOf(identity).name) ?? []) {
        const name = this.nameOf(derived);
        if (found.has(name.name)) continue;
        found.set(name.name, name);
        visit(derived);
      }
    };
    visit(base);
    return found;
  }
}

function checkCircles(bases: ReadonlyMap<Statement, readonly Statement[]>): void {
  const done = new Set<Statement>();
  const visit = (identity: Statement, path: readonly Statement[]): void => {
    if (done.has(identity)) return;
    if (path.includes(identity)) {
      const circle = [...path.slice(path.indexOf(identity)), identity].map((each) => each.text).join(" from ");
      throw identity.error(`Identities may not be derived from each other in a circle: ${circle}`);
    }
    for (const base of bases.get(identity) ?? []) visit(base, [...path, identity]);
    done.add(identity);
  };
  for (const identity of bases.keys()) visit(identity, []);
}
