import type { DataNode } from "../../schema/descriptor.js";
import type { XmlElement } from "../../xml/element.js";
import type { FaultDetails } from "../rpc-fault.js";

/** The way from the top of a datastore to a node, outermost first. Immutable. */
export class InstancePath {
  static readonly top: InstancePath = new InstancePath(undefined, undefined);
  readonly #parent: InstancePath | undefined;
  readonly #step: { readonly node: DataNode; readonly element: XmlElement } | undefined;

  private constructor(parent: InstancePath | undefined, step: { node: DataNode; element: XmlElement } | undefined) {
    this.#parent = parent;
    this.#step = step;
  }

  /** The way on to a child. */
  to(node: DataNode, element: XmlElement): InstancePath {
    return new InstancePath(this, { node, element });
  }

  /** As `error-path` has it: absolute, every name with its module's prefix, list entries by their keys. */
  get details(): Pick<FaultDetails, "path" | "prefixes"> {
    const prefixes: Record<string, string> = {};
    const text = this.#text(prefixes);
    return text === "" ? {} : { path: text, prefixes };
  }

  #text(prefixes: Record<string, string>): string {
    if (!this.#step) return "";
    const { node, element } = this.#step;
    const { prefix, namespace } = node.module;
    prefixes[prefix] = namespace;
    const before = this.#parent ? this.#parent.#text(prefixes) : "";
    return `${before}/${prefix}:${node.name}${keyTests(node, element)}`;
  }
}

function keyTests(node: DataNode, element: XmlElement): string {
  if (node.kind !== "list") return "";
  const tests = node.keys.map((key) => {
    const value = element.elements(key)[0]?.text.trim();
    if (value === undefined) return "";
    return `[${node.module.prefix}:${key}=${value.includes("'") ? `"${value}"` : `'${value}'`}]`;
  });
  return tests.join("");
}
