import { EscError } from "../core/errors.js";
import { ElementSink, type XmlElement } from "../xml/element.js";
import { NETCONF_NS } from "../xml/names.js";
import type { BodySink, OpenTag, XmlHandler } from "../xml/sink.js";
import type { RpcErrorEntry } from "./rpc-error.js";

/**
 * Arguments that have their call's options beside them. In the wrong place, a `timeoutMs` would be ignored in silence; this makes it an
 * error of types.
 */
export interface OptionsGoSecond {
  readonly signal?: never;
  readonly timeoutMs?: never;
  readonly onWarning?: never;
}

/**
 * One NETCONF operation as a value: what it is called, what the server must offer, what is sent, and how its reply is read.
 * `session.call(operation)` carries it out. Arguments are checked when the value is made.
 */
export interface Operation<T> {
  /** The name of the operation's element, for messages: `get-config`. */
  readonly name: string;
  /** Capabilities that the server must have, as `Capabilities.has` takes them; of a list in the list, one is enough. */
  readonly needs: readonly (string | readonly string[])[];
  /** True for what changes the server: then a lost line leaves the outcome open. */
  readonly changes: boolean;
  /** The operation's element as XML text; the NETCONF namespace is the default namespace around it. */
  encode(): string;
  /** Makes what takes the reply. Called once per call, with the start tag of `<rpc-reply>`. */
  receive(reply: OpenTag): ReplySink<T>;
}

/** Takes what stands inside `<rpc-reply>`, event by event. `<rpc-error>` elements are kept from it. */
export interface ReplySink<T> extends XmlHandler {
  /** If true, `<rpc-error>` elements are handed over as well. Default false. */
  readonly everything?: boolean;
  /** There for a reply that is used up while it arrives: see `MessageTaker.afterPiece`. */
  readonly afterPiece?: (() => Promise<void> | undefined) | undefined;
  /**
   * Called when the reply is complete and holds no error.
   *
   * @throws EscError `protocol-error` when the reply lacks what the operation promises
   */
  finish(warnings: readonly RpcErrorEntry[]): T;
}

/** What an operation without data resolves with. */
export interface OkReply {
  /** The `<rpc-error>`s of severity warning that stood in the reply. */
  readonly warnings: readonly RpcErrorEntry[];
}

/** What an operation that only changes something is made of. */
export interface ChangeInit {
  readonly name: string;
  readonly needs?: Operation<unknown>["needs"];
  /** The operation's element as XML text. */
  readonly body: string;
}

/** Makes an operation that changes the server and is answered with `<ok/>`. */
export function changeOperation({ name, needs = [], body }: ChangeInit): Operation<OkReply> {
  return { name, needs, changes: true, encode: () => body, receive: () => okReply(name) };
}

/** Reads a reply of `<ok/>` (RFC 6241 section 4.4). A reply of warnings only counts as ok. */
export function okReply(name: string): ReplySink<OkReply> {
  let ok = false;
  let depth = 0;
  return {
    open(tag) {
      depth++;
      if (depth === 1 && tag.local === "ok" && (tag.namespace === NETCONF_NS || tag.namespace === "")) ok = true;
    },
    text: () => undefined,
    close() {
      depth--;
    },
    finish(warnings) {
      if (!ok && warnings.length === 0) throw missing(name, "<ok/>");
      return { warnings };
    },
  };
}

/** Reads a reply of `<data>` into the `<data>` element itself. */
export function dataElement(name: string): ReplySink<XmlElement> {
  const sink = new ElementSink();
  return {
    open: (tag) => sink.open(tag),
    text: (text) => sink.text(text),
    close: () => sink.close(),
    finish() {
      const data = sink.finish().find((element) => element.local === "data");
      if (!data) throw missing(name, "<data>");
      return data;
    },
  };
}

/** Reads a reply of `<data>`: what stands inside of `<data>` goes to `sink`, as it arrives. */
export function insideData<T>(name: string, sink: BodySink<T>): ReplySink<T> {
  let seen = false;
  let depth = 0;
  let inside = false;
  return {
    open(tag) {
      depth++;
      if (inside) sink.open(tag);
      else if (depth === 1 && tag.local === "data" && !seen) inside = seen = true;
    },
    text(text) {
      if (inside && depth > 1) sink.text(text);
    },
    close() {
      depth--;
      if (depth === 0) inside = false;
      else if (inside) sink.close();
    },
    finish() {
      if (!seen) throw missing(name, "<data>");
      return sink.finish();
    },
  };
}

/** Reads a whole reply into its `<rpc-reply>` element, `<ok/>` and warnings included. */
export function replyElement(reply: OpenTag): ReplySink<XmlElement> {
  const sink = new ElementSink();
  sink.open(reply);
  return {
    everything: true,
    open: (tag) => sink.open(tag),
    text: (text) => sink.text(text),
    close: () => sink.close(),
    finish() {
      sink.close();
      const [element] = sink.finish();
      if (!element) throw missing("rpc", "<rpc-reply>");
      return element;
    },
  };
}

/** Reads the output of an rpc: what stands inside of `<rpc-reply>`, but for `<ok/>`, goes to `sink`, as it arrives. */
export function replyBody<T>(sink: BodySink<T>): ReplySink<T> {
  let depth = 0;
  let ok = false;
  return {
    open(tag) {
      depth++;
      if (depth === 1) ok = tag.local === "ok" && tag.namespace === NETCONF_NS;
      if (!ok) sink.open(tag);
    },
    text(text) {
      if (!ok && depth > 0) sink.text(text);
    },
    close() {
      if (!ok) sink.close();
      depth--;
    },
    finish: () => sink.finish(),
  };
}

function missing(name: string, what: string): EscError {
  return new EscError("protocol-error", `The reply to ${name} has no ${what} and no <rpc-error>`);
}
