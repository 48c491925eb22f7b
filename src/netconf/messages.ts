import { EscError } from "../core/errors.js";
import { parseXml, XmlElement } from "../xml/element.js";
import { NETCONF_NS, NOTIFICATION_NS } from "../xml/names.js";
import { XmlReader, type XmlReaderOptions } from "../xml/reader.js";
import type { OpenTag, XmlHandler } from "../xml/sink.js";
import { escapeXml, writeXml } from "../xml/writer.js";
import type { Framing } from "./framing.js";
import type { RpcErrorEntry } from "./rpc-error.js";
import { showBytes } from "./show.js";

export { NETCONF_NS, NOTIFICATION_NS } from "../xml/names.js";
export type { RpcErrorEntry } from "./rpc-error.js";

/** The capability of base NETCONF 1.0 (RFC 4741): end-of-message framing. */
export const BASE_1_0 = "urn:ietf:params:netconf:base:1.0";
/** The capability of base NETCONF 1.1 (RFC 6241): chunked framing. */
export const BASE_1_1 = "urn:ietf:params:netconf:base:1.1";

const DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>';

/** A `<hello>` (RFC 6241 section 8.1). */
export interface Hello {
  /** Capability URIs in the order sent, without the white space around them. */
  readonly capabilities: readonly string[];
  /** Only a server sends one: 1 to 4294967295. */
  readonly sessionId?: number;
}

/**
 * Writes a `<hello>`, unframed: it always goes out in framing `1.0`.
 *
 * @throws EscError `invalid-input` for a capability with characters that XML does not allow
 */
export function buildHello(hello: Hello): string {
  const capabilities = hello.capabilities.map((uri) => `<capability>${escapeXml(uri)}</capability>`).join("");
  const id = hello.sessionId === undefined ? "" : `<session-id>${hello.sessionId}</session-id>`;
  return `${DECLARATION}<hello xmlns="${NETCONF_NS}"><capabilities>${capabilities}</capabilities>${id}</hello>`;
}

/**
 * Reads a `<hello>`. A byte order mark, white space and a banner may stand before it.
 *
 * @param bytes the first message of the peer
 * @throws EscError `protocol-error` when it is no hello; `received` shows what came instead
 */
export function parseHello(bytes: Uint8Array): Hello {
  const text = new TextDecoder().decode(bytes);
  const start = findHello(text);
  const received = showBytes(bytes, 500);
  if (start < 0) {
    throw new EscError("protocol-error", `The peer did not say hello as a NETCONF peer does. It sent ${received}`, {
      received,
    });
  }
  const hello = parseXml(text.slice(start), { errorCode: "protocol-error", source: "hello" });
  if (hello.namespace !== NETCONF_NS && hello.namespace !== "") {
    throw new EscError("protocol-error", `<hello> is in the namespace ${hello.namespace}, not ${NETCONF_NS}`, {
      received,
    });
  }
  const capabilities = (hello.find("capabilities")?.elements("capability") ?? [])
    .map((element) => element.text.trim())
    .filter((uri) => uri !== "");
  const id = hello.find("session-id")?.text.trim();
  if (id === undefined) return { capabilities };
  const sessionId = parseSessionId(id);
  if (sessionId === undefined) {
    throw new EscError(
      "protocol-error",
      `The hello has the session-id "${id}", which is no number from 1 to 4294967295`,
      {
        received,
      },
    );
  }
  return { capabilities, sessionId };
}

/** A session-id as a number, undefined when the text is none (RFC 6241 section 8.1: 1 to 4294967295). */
function parseSessionId(text: string): number | undefined {
  if (!/^[0-9]{1,10}$/.test(text)) return undefined;
  const id = Number(text);
  return id >= 1 && id <= 4_294_967_295 ? id : undefined;
}

/** Where the document begins: at its XML declaration or at the start tag of hello, whatever its prefix. -1 when neither is there. */
function findHello(text: string): number {
  let declaration = -1;
  for (let at = text.indexOf("<"); at >= 0; at = text.indexOf("<", at + 1)) {
    const name = /^[^\s/>]{1,100}/.exec(text.slice(at + 1, at + 101))?.[0] ?? "";
    if (name === "?xml" && declaration < 0) declaration = at;
    if (name === "hello" || name.endsWith(":hello")) return declaration < 0 ? at : declaration;
  }
  return -1;
}

/**
 * Whether bytes are the beginning of a hello as servers write it, cut off somewhere: then the line broke, and the peer may well be a
 * NETCONF server.
 */
export function beginsHello(bytes: Uint8Array): boolean {
  let text = new TextDecoder().decode(bytes.subarray(0, 500)).trimStart();
  if (text.startsWith("<?xml")) {
    const end = text.indexOf("?>");
    text = end < 0 ? "" : text.slice(end + 2).trimStart();
  }
  return "<hello".startsWith(text) || "<?xml".startsWith(text) || /^<(?:[\w.-]{1,50}:)?hello[\s>/]/.test(text);
}

/**
 * The framing that follows the hellos: the highest base version that both have (RFC 6242 section 4.1).
 *
 * @throws EscError `protocol-error` when there is no common base version, with what both sides offered
 */
export function negotiateFraming(ours: readonly string[], theirs: readonly string[]): Framing {
  const both = (uri: string) => ours.includes(uri) && theirs.includes(uri);
  if (both(BASE_1_1)) return "1.1";
  if (both(BASE_1_0)) return "1.0";
  const shown = (list: readonly string[]) => list.filter((uri) => uri.includes(":base:")).join(" ") || "none";
  throw new EscError(
    "protocol-error",
    `The hellos have no NETCONF base version in common: we offer ${shown(ours)}, the peer offers ${shown(theirs)}; see the option baseVersions`,
    { received: theirs.slice(0, 20).join(" ") },
  );
}

/**
 * Writes an `<rpc>` (RFC 6241 section 4.1), unframed. The NETCONF namespace is the default namespace in it, since strict servers
 * take an unprefixed child of a prefixed rpc for an element they do not know.
 *
 * @param body the operation as XML text
 */
export function buildRpc(messageId: string, body: string): string {
  return `${DECLARATION}<rpc xmlns="${NETCONF_NS}" message-id="${escapeXml(messageId)}">${body}</rpc>`;
}

/**
 * Writes the `<rpc-reply>` to an `<rpc>`, unframed, with the attributes of the call as RFC 6241 section 4.1 asks.
 *
 * @param call the root of the call; its attributes and the namespaces they need are repeated
 * @param body XML text: `<ok/>`, `<data>...</data>`, `<rpc-error>...</rpc-error>`
 */
export function buildReply(call: OpenTag, body: string): string {
  const namespaces = new Map<string, string>();
  const attributes = call.attributes.map((attribute) => {
    const name = attribute.prefix === "" ? attribute.local : `${attribute.prefix}:${attribute.local}`;
    if (attribute.prefix !== "" && attribute.prefix !== "xml") namespaces.set(attribute.prefix, attribute.namespace);
    return ` ${name}="${escapeXml(attribute.value)}"`;
  });
  const declared = [...namespaces].map(([prefix, uri]) => ` xmlns:${prefix}="${escapeXml(uri)}"`);
  return `${DECLARATION}<rpc-reply xmlns="${NETCONF_NS}"${declared.join("")}${attributes.join("")}>${body}</rpc-reply>`;
}

/**
 * Writes a `<notification>` (RFC 5277 section 4), unframed.
 *
 * @param eventTime RFC 3339
 * @param body the event as XML text
 */
export function buildNotification(eventTime: string, body: string): string {
  return `${DECLARATION}<notification xmlns="${NOTIFICATION_NS}"><eventTime>${escapeXml(eventTime)}</eventTime>${body}</notification>`;
}

/**
 * Reads one `<rpc-error>` element (RFC 6241 section 4.3). Tolerant: what is missing gets the defaults of {@link RpcErrorEntry}.
 */
export function parseRpcError(element: XmlElement): RpcErrorEntry {
  const text = (name: string) => element.find(name)?.text.trim() || undefined;
  const appTag = text("error-app-tag");
  const path = text("error-path");
  const message = text("error-message");
  const info = element.find("error-info");
  return {
    type: text("error-type") ?? "application",
    tag: text("error-tag") ?? "operation-failed",
    severity: text("error-severity") === "warning" ? "warning" : "error",
    ...(appTag === undefined ? {} : { appTag }),
    ...(path === undefined ? {} : { path }),
    ...(message === undefined ? {} : { message }),
    ...(info === undefined ? {} : { info }),
  };
}

/**
 * Makes the `<rpc-error>` element of an entry, its children in the order of RFC 6241 section 4.3. `writeXml` gives its text.
 *
 * @param entry `info`, if given, is put in as it is: an `error-info` element
 */
export function buildRpcError(entry: RpcErrorEntry): XmlElement {
  const leaf = (local: string, text: string | undefined) =>
    text === undefined ? [] : [new XmlElement({ namespace: NETCONF_NS, local, children: [text] })];
  return new XmlElement({
    namespace: NETCONF_NS,
    local: "rpc-error",
    children: [
      ...leaf("error-type", entry.type),
      ...leaf("error-tag", entry.tag),
      ...leaf("error-severity", entry.severity),
      ...leaf("error-app-tag", entry.appTag),
      ...leaf("error-path", entry.path),
      ...leaf("error-message", entry.message),
      ...(entry.info === undefined ? [] : [entry.info]),
    ],
  });
}

/** What the root of a message says it is. `unknown` is anything that RFC 6241 and RFC 5277 do not name. */
export interface MessageRoot {
  readonly kind: "hello" | "rpc" | "rpc-reply" | "notification" | "unknown";
  /** The attribute `message-id`, as the XML attribute's value; never looked for in text. */
  readonly messageId: string | undefined;
  /** The start tag itself. */
  readonly tag: OpenTag;
}

/** Recognises a message by its root's start tag, whatever its prefix. A missing namespace is tolerated. */
export function recognise(tag: OpenTag): MessageRoot {
  const expected = KINDS[tag.local];
  const known = expected !== undefined && (tag.namespace === expected || tag.namespace === "");
  const messageId = tag.attributes.find((attribute) => attribute.local === "message-id" && attribute.namespace === "");
  return { kind: known ? (tag.local as MessageRoot["kind"]) : "unknown", messageId: messageId?.value, tag };
}

const KINDS: Readonly<Record<string, string | undefined>> = Object.assign(Object.create(null), {
  hello: NETCONF_NS,
  rpc: NETCONF_NS,
  "rpc-reply": NETCONF_NS,
  notification: NOTIFICATION_NS,
});

/**
 * Reads one message as it arrives: finds its root, asks `route` once who takes the body, and hands on what is inside of the root,
 * event by event. Nothing is kept.
 */
export class MessageReader {
  readonly #reader: XmlReader;
  readonly #splitter: RootSplitter;
  #started = false;

  /**
   * @param route called with the root, as soon as its start tag is complete; the events inside of the root go to what it returns. What it or
   * that handler throws comes out of `write`
   */
  constructor(route: (root: MessageRoot) => XmlHandler, options: XmlReaderOptions = {}) {
    this.#splitter = new RootSplitter(route);
    this.#reader = new XmlReader(this.#splitter, options);
  }

  /**
   * Takes the next bytes of the message.
   *
   * @throws EscError `protocol-error` for bytes that are not well-formed XML, `too-large` over a limit
   */
  write(bytes: Uint8Array): void {
    let rest = this.#started ? bytes : withoutLeadingSpace(bytes);
    if (rest.length === 0) return;
    this.#started = true;
    // Tag by tag up to the root, so that whose message it is does not depend on what is wrong further on in the same read.
    while (!this.#splitter.rooted && rest.length > 0) {
      const end = rest.indexOf(GREATER_THAN) + 1 || rest.length;
      this.#reader.write(rest.subarray(0, end));
      rest = rest.subarray(end);
    }
    if (rest.length > 0) this.#reader.write(rest);
  }

  /**
   * Says that the message has ended.
   *
   * @throws EscError `protocol-error` when it is incomplete
   */
  end(): void {
    this.#reader.end();
  }
}

const GREATER_THAN = 0x3e;

/** Some servers send a line feed after each message; before the XML declaration of the next one it would not be well-formed. */
function withoutLeadingSpace(bytes: Uint8Array): Uint8Array {
  let at = 0;
  while (at < bytes.length && SPACE.has(bytes[at] ?? 0)) at++;
  return bytes.subarray(at);
}

const SPACE: ReadonlySet<number> = new Set([0x20, 0x09, 0x0a, 0x0d]);

class RootSplitter implements XmlHandler {
  readonly #route: (root: MessageRoot) => XmlHandler;
  #body: XmlHandler | undefined;
  #depth = 0;

  constructor(route: (root: MessageRoot) => XmlHandler) {
    this.#route = route;
  }

  /** True once the root's start tag is complete. */
  get rooted(): boolean {
    return this.#body !== undefined;
  }

  open(tag: OpenTag): void {
    this.#depth++;
    if (this.#depth === 1) this.#body = this.#route(recognise(tag));
    else this.#body?.open(tag);
  }

  text(text: string): void {
    this.#body?.text(text);
  }

  close(): void {
    this.#depth--;
    if (this.#depth > 0) this.#body?.close();
  }
}

/** XML text that can stand in a message, and its root. */
export interface EmbeddedXml {
  readonly root: OpenTag;
  readonly text: string;
}

/**
 * Checks XML text that is to go into a message, and makes it fit: one well-formed element, without declaration and whatever stands before
 * it. Comments and CDATA stay; an element in no namespace stays in none although the envelope has a default namespace.
 *
 * @param what what the text is, for errors: "config"
 * @param namespace what an unprefixed root without `xmlns` belongs to. Default `""`: none
 * @throws EscError `invalid-input` when it is not well-formed, not one element, or has a DOCTYPE; with line and column
 */
export function embedXml(text: string, what: string, namespace?: (root: OpenTag) => string): EmbeddedXml {
  let root: OpenTag | undefined;
  const handler: XmlHandler = {
    open: (tag) => {
      root ??= tag;
    },
    text: () => undefined,
    close: () => undefined,
  };
  const reader = new XmlReader(handler, { errorCode: "invalid-input", source: what });
  reader.write(text);
  reader.end();
  if (!root) throw new EscError("invalid-input", `${what}: there is no element in it`);
  // The one text that base:1.0 framing cannot carry; written anew it is escaped.
  const safe = text.includes("]]>]]>") ? writeXml(parseXml(text)) : text;
  const body = safe.slice(rootStart(safe)).trimEnd();
  if (root.declared[""] !== undefined) return { root, text: body };
  const name = 1 + (root.prefix === "" ? 0 : root.prefix.length + 1) + root.local.length;
  const outside = root.prefix === "" ? (namespace?.(root) ?? "") : "";
  return { root, text: `${body.slice(0, name)} xmlns="${escapeXml(outside)}"${body.slice(name)}` };
}

/** Where the root's start tag begins in a well-formed document: after declaration, comments and processing instructions. */
function rootStart(text: string): number {
  let at = text.indexOf("<");
  while (text[at + 1] === "?" || text[at + 1] === "!") {
    const end = text[at + 1] === "?" ? text.indexOf("?>", at) + 2 : text.indexOf("-->", at) + 3;
    at = text.indexOf("<", end);
  }
  return at;
}
