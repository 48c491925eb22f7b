import type { BodyTypes, Readable, SameBody } from "../xml/sink.js";

/**
 * Descriptors: what the generator wrote about each schema node (RFC 7950), as plain immutable data. Everything that is done with
 * values (decode, encode, validate, diff) is driven by these.
 */

/** A YANG module: where a node's name belongs. */
export interface ModuleRef {
  readonly name: string;
  readonly namespace: string;
  readonly prefix: string;
  /** The newest revision date, `YYYY-MM-DD`, when the module states one. */
  readonly revision?: string;
}

/** An XPath expression with what its names mean. */
export interface XPathRef {
  /** The text of the expression as the module has it. */
  readonly expr: string;
  /** Namespaces by prefix, for the prefixes that occur in the expression. */
  readonly prefixes: Readonly<Record<string, string>>;
  /** The namespace of names without a prefix: that of the module in whose tree the node stands. */
  readonly namespace: string;
}

/** A `when` statement. The context node is the node itself, or its parent where the statement came with `uses`, `augment`, `case` or `choice`. */
export interface When extends XPathRef {
  readonly context?: "parent";
}

/** A `must` statement. */
export interface Must extends XPathRef {
  readonly message?: string;
  readonly appTag?: string;
}

/** A `pattern` statement: an XSD regular expression, not yet translated. */
export interface Pattern {
  readonly xsd: string;
  readonly invert?: true;
  readonly message?: string;
}

/** Allowed intervals, in ascending order, both ends included. */
export type Intervals<T> = readonly (readonly [T, T])[];

/** int8 to uint32 (RFC 7950 section 9.2); values are numbers. */
export interface IntegerType {
  readonly base: "int8" | "int16" | "int32" | "uint8" | "uint16" | "uint32";
  readonly range?: Intervals<number>;
}
/** int64 and uint64 (RFC 7950 section 9.2); values are bigints. */
export interface BigIntegerType {
  readonly base: "int64" | "uint64";
  readonly range?: Intervals<bigint>;
}
/** decimal64 (RFC 7950 section 9.3); values are decimal texts. */
export interface DecimalType {
  readonly base: "decimal64";
  readonly fractionDigits: number;
  /** Intervals of decimal texts, compared exactly. */
  readonly range?: Intervals<string>;
}
/** string (RFC 7950 section 9.4); `length` counts Unicode characters. */
export interface StringType {
  readonly base: "string";
  readonly length?: Intervals<number>;
  /** All of them hold, those of every typedef in the chain included. */
  readonly patterns?: readonly Pattern[];
}
/** binary (RFC 7950 section 9.8); values are Uint8Arrays, `length` counts octets. */
export interface BinaryType {
  readonly base: "binary";
  readonly length?: Intervals<number>;
}
/** boolean (RFC 7950 section 9.5). */
export interface BooleanType {
  readonly base: "boolean";
}
/** empty (RFC 7950 section 9.11); the value is `true`. */
export interface EmptyType {
  readonly base: "empty";
}
/** enumeration (RFC 7950 section 9.6); values are names. */
export interface EnumerationType {
  readonly base: "enumeration";
  readonly values: readonly string[];
  /** The number assigned to each of `values`, in the same order, where they are not simply 0, 1, 2, ... (for `enum-value()`). */
  readonly numbers?: readonly number[];
}
/** bits (RFC 7950 section 9.7); values are arrays of names. */
export interface BitsType {
  readonly base: "bits";
  /** The names in the order of their positions, which is the canonical order. */
  readonly bits: readonly string[];
}
/** union (RFC 7950 section 9.12); a value is of the first member that it fits. */
export interface UnionType {
  readonly base: "union";
  readonly types: readonly Type[];
}
/** leafref (RFC 7950 section 9.9); values are those of the leaf referred to. */
export interface LeafrefType {
  readonly base: "leafref";
  readonly path: XPathRef;
  /** The type of the leaf it refers to: that is how values are read and written. */
  readonly target: Type;
  /** `require-instance false`. */
  readonly loose?: true;
}
/** identityref (RFC 7950 section 9.10); values are `module:name`. */
export interface IdentityrefType {
  readonly base: "identityref";
  /** Every identity derived from all bases, as `module:name`. */
  readonly identities: readonly string[];
  /**
   * For each of `identities`, every identity that it derives from, directly or not, as `module:name` (for `derived-from()`).
   * Left out: the identities have no base but those that all of them share.
   */
  readonly bases?: Readonly<Record<string, readonly string[]>>;
  /** Namespace by module name, for the modules in `identities`. */
  readonly namespaces: Readonly<Record<string, string>>;
}
/** instance-identifier (RFC 7950 section 9.13); values are paths whose names carry module names. */
export interface InstanceIdentifierType {
  readonly base: "instance-identifier";
  /** `require-instance false`. */
  readonly loose?: true;
}

/** The type of a leaf with all typedefs resolved (RFC 7950 section 9). */
export type Type =
  | IntegerType
  | BigIntegerType
  | DecimalType
  | StringType
  | BinaryType
  | BooleanType
  | EmptyType
  | EnumerationType
  | BitsType
  | UnionType
  | LeafrefType
  | IdentityrefType
  | InstanceIdentifierType;

interface NodeInfo {
  /** The module whose namespace the node has (the augmenting module for augmented nodes). */
  readonly module: ModuleRef;
  readonly name: string;
  /** The property that holds the value where it is not the name: `module:name` beside a sibling of the same name. */
  readonly property?: string;
  /** False for state data; inherited values are written out on every node. Default true. */
  readonly config?: false;
  /** `deprecated` or `obsolete`. */
  readonly status?: "deprecated" | "obsolete";
  readonly when?: readonly When[];
  /** Statements of modules we do not know, kept: keyword with module name (`tailf-common:actionpoint`) and argument. */
  readonly extensions?: readonly { readonly keyword: string; readonly argument?: string }[];
}

interface WithChildren {
  /** In schema order; choices stand in it as nodes of their own although no element shows them. */
  readonly children: readonly ChildNode[];
}

/** What a `container` statement says. */
export interface ContainerInfo extends NodeInfo, WithChildren {
  /** True for a container whose existence means something by itself. */
  readonly presence?: true;
  readonly must?: readonly Must[];
  readonly actions?: readonly RpcNode<unknown, unknown>[];
  readonly notifications?: readonly NotificationNode<unknown>[];
}

/** What a `list` statement says. */
export interface ListInfo extends NodeInfo, WithChildren {
  /** Names of the key leaves in order; empty for a state list without keys. */
  readonly keys: readonly string[];
  /** Each set of leaves, as paths of names below the entry (`["ip"]`, `["server", "port"]`), that must be unique together. */
  readonly unique?: readonly (readonly (readonly string[])[])[];
  readonly min?: number;
  readonly max?: number;
  readonly orderedBy?: "user";
  readonly must?: readonly Must[];
  readonly actions?: readonly RpcNode<unknown, unknown>[];
  readonly notifications?: readonly NotificationNode<unknown>[];
}

/** What a `leaf` statement says. */
export interface LeafInfo extends NodeInfo {
  readonly type: Type;
  readonly mandatory?: true;
  /** The default as YANG text. */
  readonly default?: string;
  readonly units?: string;
  readonly must?: readonly Must[];
}

/** What a `leaf-list` statement says. */
export interface LeafListInfo extends NodeInfo {
  readonly type: Type;
  readonly min?: number;
  readonly max?: number;
  readonly orderedBy?: "user";
  readonly defaults?: readonly string[];
  readonly units?: string;
  readonly must?: readonly Must[];
}

/** One `case` of a choice; a shorthand case has the name of its node. */
export interface CaseInfo {
  readonly name: string;
  readonly children: readonly ChildNode[];
  readonly when?: readonly When[];
}

/** What a `choice` statement says. */
export interface ChoiceInfo extends NodeInfo {
  readonly cases: readonly CaseInfo[];
  readonly mandatory?: true;
  /** The name of the default case. */
  readonly default?: string;
}

/** What an `anydata` or `anyxml` statement says. */
export interface AnyInfo extends NodeInfo {
  readonly mandatory?: true;
  readonly must?: readonly Must[];
}

/** What an `rpc` or `action` statement says. */
export interface RpcInfo extends NodeInfo {
  readonly input: readonly ChildNode[];
  readonly output: readonly ChildNode[];
  readonly inputMust?: readonly Must[];
  readonly outputMust?: readonly Must[];
}

/** What a `notification` statement says. */
export interface NotificationInfo extends NodeInfo, WithChildren {
  readonly must?: readonly Must[];
}

/** What a module has at its top. */
export interface ModuleInfo {
  readonly module: ModuleRef;
  /** Data nodes, configuration and state. */
  readonly data: readonly ChildNode[];
  readonly rpcs: readonly RpcNode<unknown, unknown>[];
  readonly notifications: readonly NotificationNode<unknown>[];
  /** Features the module was compiled with. */
  readonly features?: readonly string[];
}

/** A container; `T` is the interface of its value. */
export interface ContainerNode<T> extends ContainerInfo, Readable<SameBody<T>> {
  readonly kind: "container";
}
/** A list; `T` is the interface of one entry. */
export interface ListNode<T> extends ListInfo, Readable<SameBody<T>> {
  readonly kind: "list";
}
/** A leaf; `T` is the type of its value. */
export interface LeafNode<T> extends LeafInfo, Readable<SameBody<T>> {
  readonly kind: "leaf";
}
/** A leaf-list; `T` is the type of one value. */
export interface LeafListNode<T> extends LeafListInfo, Readable<SameBody<T>> {
  readonly kind: "leaf-list";
}
/** A choice: no element, no value of its own; its cases' nodes are properties of the parent. */
export interface ChoiceNode extends ChoiceInfo {
  readonly kind: "choice";
}
/** An anydata or anyxml node: its value is an XmlElement. */
export interface AnyNode extends AnyInfo {
  readonly kind: "anydata" | "anyxml";
}
/** An rpc, or an action of a container or list; `Input` and `Output` are the interfaces of both sides. */
export interface RpcNode<Input, Output> extends RpcInfo, Readable<RpcBody<Input, Output>> {
  readonly kind: "rpc" | "action";
}
/** A notification; `T` is the interface of its content. */
export interface NotificationNode<T> extends NotificationInfo, Readable<SameBody<T>> {
  readonly kind: "notification";
}

/** The kinds of an rpc's body: the call is `rpc`, its answer `reply`. */
export interface RpcBody<Input, Output> extends BodyTypes {
  config: never;
  edit: never;
  data: never;
  rpc: Input;
  reply: Output;
  notification: never;
}

/** A node that can stand below a container, list, case, input, output, notification or module. */
export type ChildNode =
  | ContainerNode<unknown>
  | ListNode<unknown>
  | LeafNode<unknown>
  | LeafListNode<unknown>
  | ChoiceNode
  | AnyNode;

/** A node with an element of its own in data: every {@link ChildNode} but a choice. */
export type DataNode = Exclude<ChildNode, ChoiceNode>;

/** A module's descriptor, `schema` in its generated file. `Types` gives the value's type for every kind of document. */
export interface ModuleSchema<Types extends BodyTypes> extends ModuleInfo, Readable<Types> {
  readonly kind: "module";
}

/** Any descriptor that decode, encode and validate take, with the types of its documents. */
export type Descriptor<Types extends BodyTypes> = Readable<Types> & {
  readonly kind: "module" | "container" | "list" | "leaf" | "leaf-list" | "rpc" | "action" | "notification";
};

/** The type of a descriptor's value for one kind of document. */
export type ValueOf<D, Kind extends keyof BodyTypes = "config"> = D extends Readable<infer Types> ? Types[Kind] : never;
