import type { Type } from "../schema/descriptor.js";
import { quote } from "./print.js";

/** The TypeScript type of a type's values; literal unions that a name was made for are named by it. */
export function valueType(type: Type, aliasOf: (type: Type) => string | undefined): string {
  const alias = aliasOf(type);
  if (alias !== undefined) return alias;
  const parts = [...new Set(partsOf(type, aliasOf))];
  const literals =
    parts.some((part) => part.startsWith('"')) || parts.some((part) => /^[A-Z]/.test(part) && part !== "Uint8Array");
  // Beside `string` the literals would vanish from what editors show; beside `string & {}` they stay.
  const shown = parts.map((part) => (part === "string" && literals ? "(string & {})" : part));
  return shown.join(" | ");
}

/** The literal union that makes up a type by itself; undefined for types of any other form. */
export function literalUnion(type: Type): string | undefined {
  if (type.base === "enumeration" || type.base === "identityref" || type.base === "union") {
    const text = valueType(type, () => undefined);
    return text.includes('" | ') ? text : undefined;
  }
  return undefined;
}

function partsOf(type: Type, aliasOf: (type: Type) => string | undefined): string[] {
  switch (type.base) {
    case "int8":
    case "int16":
    case "int32":
    case "uint8":
    case "uint16":
    case "uint32":
      return ["number"];
    case "int64":
    case "uint64":
      return ["bigint"];
    case "decimal64":
    case "string":
    case "instance-identifier":
      return ["string"];
    case "binary":
      return ["Uint8Array"];
    case "boolean":
      return ["boolean"];
    case "empty":
      return ["true"];
    case "enumeration":
      return type.values.map(quote);
    case "identityref":
      return type.identities.length > 0 ? type.identities.map(quote) : ["string"];
    case "bits":
      return [`readonly ${elementType(type.bits.map(quote))}[]`];
    case "leafref":
      return [...namedParts(type.target, aliasOf)];
    case "union":
      return type.types.flatMap((member) => namedParts(member, aliasOf));
  }
}

function namedParts(type: Type, aliasOf: (type: Type) => string | undefined): string[] {
  const alias = aliasOf(type);
  return alias === undefined ? partsOf(type, aliasOf) : [alias];
}

/** Alternatives as they stand before `[]`. */
export function elementType(parts: readonly string[]): string {
  const text = parts.join(" | ");
  return parts.length > 1 || / [|&] /.test(text) || text.startsWith("readonly ") ? `(${text})` : text;
}
