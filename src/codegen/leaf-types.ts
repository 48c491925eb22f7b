import type { Type } from "../schema/descriptor.js";
import type { CompileContext } from "./context.js";
import { bitsByPosition } from "./enumerations.js";
import { followLeafref } from "./leafref.js";
import type { OpenLeafref, OpenType, ResolvedType } from "./open-types.js";
import type { Statement } from "./statements.js";
import type { SchemaNode } from "./tree.js";
import { TypeResolver } from "./types.js";
import { xpathRef } from "./xpath-ref.js";

/** A leaf's type, complete, with what its typedefs bring. */
export interface LeafType {
  readonly type: Type;
  readonly default?: Statement;
  readonly units?: string;
}

/** The types of leaves and leaf-lists: leafrefs get the type of the leaf that they refer to. */
export class LeafTypes {
  /** The name of the typedef that a type comes from, for types that have one: the generated constant's name. */
  readonly names: Map<Type, string> = new Map();
  readonly #resolver: TypeResolver;
  readonly #context: CompileContext;
  readonly #root: SchemaNode;
  readonly #known = new Map<SchemaNode, LeafType>();
  readonly #closed = new Map<OpenType, Type>();
  readonly #open: SchemaNode[] = [];

  constructor(context: CompileContext, root: SchemaNode) {
    this.#context = context;
    this.#root = root;
    this.#resolver = new TypeResolver(context);
  }

  /**
   * The type of a leaf or leaf-list.
   *
   * @throws YangError for unknown types, bad restrictions, leafrefs without target and in circles
   */
  of(node: SchemaNode): LeafType {
    const known = this.#known.get(node);
    if (known) return known;
    if (this.#open.includes(node)) {
      const circle = [...this.#open.slice(this.#open.indexOf(node)), node].map((each) => each.path);
      throw node.error(`Leafrefs may not refer to each other in a circle: ${circle.join(" refers to ")}`);
    }
    this.#open.push(node);
    const statement = node.first("type");
    if (!statement) throw node.error("A leaf needs a type");
    const resolved = this.#resolver.resolve(statement);
    const { default: byDefault, units } = resolved;
    const type = this.#close(resolved, node);
    this.#open.pop();
    const leafType = { type, ...(byDefault && { default: byDefault }), ...(units !== undefined && { units }) };
    this.#known.set(node, leafType);
    return leafType;
  }

  /** Resolves every `type` statement of a file, used or not, so that errors show wherever they stand. */
  check(statement: Statement): void {
    for (const sub of statement.substatements) {
      if (sub.prefix !== undefined) continue;
      if (sub.keyword === "type") this.#resolver.resolve(sub);
      else if (sub.substatements.length > 0) this.check(sub);
    }
  }

  #close(resolved: ResolvedType, node: SchemaNode): Type {
    const type = this.#closed.get(resolved.type) ?? this.#convert(resolved.type, node);
    if (resolved.typedef && !this.names.has(type)) this.names.set(type, resolved.typedef.text);
    return type;
  }

  #convert(open: OpenType, node: SchemaNode): Type {
    if (open.base === "leafref") return this.#leafref(open, node);
    if (open.base === "union") {
      const types = open.types.map((member) => this.#close(member, node));
      // A union with a leafref in it differs from leaf to leaf.
      return types.some(dependsOnLeaf) ? { base: "union", types } : this.#keep(open, { base: "union", types });
    }
    if (open.base === "enumeration") {
      const counted = open.numbers.every((number, index) => number === index);
      return this.#keep(open, { base: open.base, values: open.names, ...(!counted && { numbers: open.numbers }) });
    }
    if (open.base === "bits") return this.#keep(open, { base: open.base, bits: bitsByPosition(open) });
    return this.#keep(open, open as Type);
  }

  #keep(open: OpenType, type: Type): Type {
    this.#closed.set(open, type);
    return type;
  }

  #leafref(open: OpenLeafref, node: SchemaNode): Type {
    const { target, module } = this.#follow(open, node);
    const { type } = this.of(target);
    const namespace = module === node.module.name ? node.module.ref : this.#context.modules.moduleOf(open.path).ref;
    return {
      base: "leafref",
      path: xpathRef(open.path, namespace.namespace, this.#context),
      // A reference to a reference is read and written like what is at the end.
      target: type.base === "leafref" ? type.target : type,
      ...(open.loose && { loose: true }),
    };
  }

  #follow(open: OpenLeafref, node: SchemaNode): { target: SchemaNode; module: string } {
    return followLeafref(node, open.path, {
      root: this.#root,
      context: this.#context,
      deref: (leafref) => {
        const statement = leafref.first("type");
        const resolved = statement && this.#resolver.resolve(statement);
        if (resolved?.type.base !== "leafref")
          throw open.path.error(`deref() needs a leafref, and ${leafref.path} is none`);
        return this.#follow(resolved.type, leafref).target;
      },
    });
  }
}

function dependsOnLeaf(type: Type): boolean {
  return type.base === "leafref" || (type.base === "union" && type.types.some(dependsOnLeaf));
}
