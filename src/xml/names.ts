/** A chain of namespace declarations: what prefixes mean at one place of a document. Immutable. */
export class NamespaceScope {
  readonly #declared: Readonly<Record<string, string>>;
  readonly #outer: NamespaceScope | undefined;
  /** The scope made last inside this one: siblings often declare the same. */
  #inner: NamespaceScope | undefined;

  constructor(declared: Readonly<Record<string, string>> = {}, outer?: NamespaceScope) {
    this.#declared = declared;
    this.#outer = outer;
  }

  /** The scope of a document's outside: nothing is declared but `xml`. */
  static readonly empty: NamespaceScope = new NamespaceScope({ xml: "http://www.w3.org/XML/1998/namespace" });

  /** The namespace that a prefix stands for, `""` being the default namespace; undefined when it is not declared. */
  resolve(prefix: string): string | undefined {
    const found = Object.hasOwn(this.#declared, prefix) ? this.#declared[prefix] : this.#outer?.resolve(prefix);
    return found === "" && prefix === "" ? undefined : found;
  }

  /** A scope with more declarations inside this one; this one itself when there are none. */
  with(declared: Readonly<Record<string, string>>): NamespaceScope {
    if (this.#inner !== undefined && sameText(this.#inner.#declared, declared)) return this.#inner;
    for (const _ in declared) {
      this.#inner = new NamespaceScope(declared, this);
      return this.#inner;
    }
    return this;
  }

  /** Everything declared here and outside, the inner ones winning, without `xml`. */
  all(): Record<string, string> {
    const all = { ...this.#outer?.all(), ...this.#declared };
    delete all["xml"];
    return all;
  }
}

function sameText(one: Readonly<Record<string, string>>, other: Readonly<Record<string, string>>): boolean {
  let left = 0;
  for (const key in one) {
    if (one[key] !== other[key]) return false;
    left++;
  }
  for (const _ in other) left--;
  return left === 0;
}

/** One attribute. Namespace declarations are not attributes here; see {@link NamespaceScope}. */
export interface XmlAttribute {
  /** The namespace, `""` for an attribute without a prefix. */
  readonly namespace: string;
  readonly local: string;
  readonly prefix: string;
  readonly value: string;
}

/** The namespace of NETCONF 1.0 and 1.1 messages (RFC 6241). */
export const NETCONF_NS = "urn:ietf:params:xml:ns:netconf:base:1.0";
/** The namespace of `create-subscription` and `notification` (RFC 5277). */
export const NOTIFICATION_NS = "urn:ietf:params:xml:ns:netconf:notification:1.0";
