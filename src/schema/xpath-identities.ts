import type { IdentityrefType, Type, XPathRef } from "./descriptor.js";
import type { TreeNode } from "./tree.js";

/** The types of a leaf that a value can have by its type's members and references. */
export function leafTypes(node: TreeNode): readonly Type[] {
  const schema = node.slot?.node;
  return schema?.kind === "leaf" || schema?.kind === "leaf-list" ? flat(schema.type) : [];
}

function flat(type: Type): readonly Type[] {
  if (type.base === "union") return type.types.flatMap(flat);
  return type.base === "leafref" ? flat(type.target) : [type];
}

/** The identityref type that a leaf's value is of; undefined when the leaf has none that fits. */
export function identityTypeOf(node: TreeNode): IdentityrefType | undefined {
  const { text } = node;
  return leafTypes(node).find(
    (type): type is IdentityrefType => type.base === "identityref" && type.identities.includes(text),
  );
}

/** A literal name of an identity, as expressions have it, in the form of values: `module:name`. */
export function canonicalLiteral(literal: string, node: TreeNode, ref: XPathRef): string | undefined {
  const type = identityTypeOf(node);
  return type && identityName(literal, type, { ref, node });
}

/** The `module:name` that a qualified name in an expression stands for; undefined where its module is not known. */
export function identityName(
  literal: string,
  type: IdentityrefType,
  { ref, node }: { readonly ref: XPathRef; readonly node: TreeNode },
): string | undefined {
  const colon = literal.indexOf(":");
  const prefix = literal.slice(0, Math.max(colon, 0));
  const namespace = colon < 0 ? ref.namespace : Object.hasOwn(ref.prefixes, prefix) ? ref.prefixes[prefix] : undefined;
  if (namespace === undefined) return undefined;
  const known = Object.entries(type.namespaces).find(([, one]) => one === namespace)?.[0];
  const module = known ?? node.info.modules.moduleOf(namespace);
  return module === undefined ? undefined : `${module}:${literal.slice(colon + 1)}`;
}
