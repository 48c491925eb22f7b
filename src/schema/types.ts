import { type Codec, checkValue, Problem, type ReadContext, type WriteContext } from "./codec.js";
import type { Type, UnionType } from "./descriptor.js";
import { identityrefCodec, instanceIdentifierCodec } from "./name-types.js";
import { bigIntegerCodec, decimalCodec, integerCodec } from "./number-types.js";
import { binaryCodec, bitsCodec, booleanCodec, emptyCodec, enumerationCodec, stringCodec } from "./text-types.js";

const codecs = new WeakMap<Type, Codec>();

/** The codec of a type; made once per type object. */
export function codecOf(type: Type): Codec {
  let codec = codecs.get(type);
  if (!codec) {
    codec = makeCodec(type);
    codecs.set(type, codec);
  }
  return codec;
}

function makeCodec(type: Type): Codec {
  switch (type.base) {
    case "int8":
    case "int16":
    case "int32":
    case "uint8":
    case "uint16":
    case "uint32":
      return integerCodec(type);
    case "int64":
    case "uint64":
      return bigIntegerCodec(type);
    case "decimal64":
      return decimalCodec(type);
    case "string":
      return stringCodec(type);
    case "binary":
      return binaryCodec(type);
    case "boolean":
      return booleanCodec;
    case "empty":
      return emptyCodec;
    case "enumeration":
      return enumerationCodec(type);
    case "bits":
      return bitsCodec(type);
    case "union":
      return unionCodec(type);
    case "leafref":
      return codecOf(type.target);
    case "identityref":
      return identityrefCodec(type);
    case "instance-identifier":
      return instanceIdentifierCodec;
  }
}

/** union (RFC 7950 section 9.12): the first member that a text or value fits, restrictions included. */
function unionCodec(type: UnionType): Codec {
  const members = type.types.map(codecOf);
  const open = type.types.some((member) => member.base === "enumeration" || member.base === "identityref");
  const none = (shown: unknown) => new Problem("type", shown, `fits none of the types ${describeMembers(type)}`);
  const memberOf = (value: unknown): Codec | undefined =>
    members.find((member) => checkValue(member, value) === undefined);
  return {
    read(text, context) {
      const value = readMember(members, text, context);
      if (value !== undefined) return value;
      return context.lenient && open ? text : none(text);
    },
    write(value: unknown, context: WriteContext) {
      const member = memberOf(value) ?? members.find((candidate) => candidate.shape(value) === undefined);
      return member ? member.write(value, context) : String(value);
    },
    shape: (value) => (members.some((member) => member.shape(value) === undefined) ? undefined : none(value)),
    restrict: (value) => (memberOf(value) ? undefined : none(value)),
  };
}

function readMember(members: readonly Codec[], text: string, context: ReadContext): unknown {
  const exact: ReadContext = context.lenient ? { ...context, lenient: false } : context;
  for (const member of members) {
    const value = member.read(text, exact);
    if (!(value instanceof Problem) && checkValue(member, value) === undefined) return value;
  }
  return undefined;
}

function describeMembers(type: UnionType): string {
  return type.types.map((member) => (member.base === "leafref" ? member.target.base : member.base)).join(", ");
}
