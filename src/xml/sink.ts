import type { NamespaceScope, XmlAttribute } from "./names.js";

/** A start tag as the reader met it. */
export interface OpenTag {
  /** The element's namespace, `""` for none. */
  readonly namespace: string;
  readonly local: string;
  readonly prefix: string;
  readonly attributes: readonly XmlAttribute[];
  /** The prefixes declared on this very tag (`""` is the default namespace). */
  readonly declared: Readonly<Record<string, string>>;
  /** What prefixes mean inside this element: for values that are qualified names. */
  readonly scope: NamespaceScope;
}

/** What takes the events of a document or of a part of it, in document order. Comments and processing instructions are left out. */
export interface XmlHandler {
  open(tag: OpenTag): void;
  /** A piece of character data, CDATA included, entities resolved. A text may come in several pieces. */
  text(text: string): void;
  close(): void;
}

/**
 * Takes the events of the body of a message (zero, one or more sibling elements) and makes a value of them.
 * A sink is used once.
 */
export interface BodySink<T> extends XmlHandler {
  /** Called when the body has ended without error. */
  finish(): T;
}

/**
 * What a document is, which decides what it may hold and the type of its value: `config` a whole configuration; `edit` the
 * content of edit-config, with operation attributes and without what is not changed; `data` configuration and state; `rpc` a call;
 * `reply` the output of a call; `notification` the content of a notification.
 */
export type DocumentKind = "config" | "edit" | "data" | "rpc" | "reply" | "notification";

/** The types of value that a {@link Readable} makes, by the kind of document. */
export interface BodyTypes {
  config: unknown;
  edit: unknown;
  data: unknown;
  rpc: unknown;
  reply: unknown;
  notification: unknown;
}

/** {@link BodyTypes} that are the same for every kind. */
export interface SameBody<T> extends BodyTypes {
  config: T;
  edit: T;
  data: T;
  rpc: T;
  reply: T;
  notification: T;
}

/**
 * Something that can read the body of a message into a typed value: every generated descriptor is one. The protocol code knows
 * no schema; it takes a Readable and hands the events over.
 */
export interface Readable<Types extends BodyTypes> {
  /** A fresh sink for one body of the given kind. */
  createSink<Kind extends DocumentKind>(kind: Kind): BodySink<Types[Kind]>;
  /** Never there at run time: lets the compiler find `Types`. */
  readonly "~types"?: Types;
}
