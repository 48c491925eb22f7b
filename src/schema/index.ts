/** Typed values from XML and back, by the descriptors that the generator writes. */
export { EscError, ValidationError, type ValidationIssue, type ValidationIssueCode } from "../core/errors.js";
export { XmlElement } from "../xml/element.js";
export type { BodySink, BodyTypes, DocumentKind, Readable, SameBody } from "../xml/sink.js";
export {
  action,
  anydata,
  anyxml,
  choice,
  container,
  leaf,
  leafList,
  list,
  moduleSchema,
  notification,
  rpc,
} from "./codegen-v1.js";
export { createSink, type DecodeOptions, decode, type Typed, type ValueOfAll } from "./decode.js";
export type { SinkOptions } from "./decode-sink.js";
export type {
  AnyInfo,
  AnyNode,
  BigIntegerType,
  BinaryType,
  BitsType,
  BooleanType,
  CaseInfo,
  ChildNode,
  ChoiceInfo,
  ChoiceNode,
  ContainerInfo,
  ContainerNode,
  DataNode,
  DecimalType,
  Descriptor,
  EmptyType,
  EnumerationType,
  IdentityrefType,
  InstanceIdentifierType,
  IntegerType,
  Intervals,
  LeafInfo,
  LeafListInfo,
  LeafListNode,
  LeafNode,
  LeafrefType,
  ListInfo,
  ListNode,
  ModuleInfo,
  ModuleRef,
  ModuleSchema,
  Must,
  NotificationInfo,
  NotificationNode,
  Pattern,
  RpcBody,
  RpcInfo,
  RpcNode,
  StringType,
  Type,
  UnionType,
  ValueOf,
  When,
  XPathRef,
} from "./descriptor.js";
export { type EncodeElementOptions, type EncodeOptions, encode, encodeElement, encodeElements } from "./encode.js";
export { jsonReplacer, toJson } from "./json.js";
export { nodeAt, type ReadableNode } from "./node-at.js";
export {
  type EditMetadata,
  type Insert,
  LeafEdit,
  metadataOf,
  type Operation,
  operation,
  operationOf,
  plainValue,
  remove,
  withMetadata,
} from "./operation.js";
export type { AnyDescriptor, ElementDescriptor } from "./slots.js";
export { unknownElements } from "./unknown-elements.js";
export { type ValidateOptions, validate } from "./validate.js";
