import { TextDecoder } from "node:util";
import { SaxesParser, type SaxesTagNS } from "saxes";
import { EscError, isEscError } from "../core/errors.js";
import { NamespaceScope, type XmlAttribute } from "./names.js";
import type { OpenTag, XmlHandler } from "./sink.js";

/** Limits of one document. 0 means 0, Infinity means no limit. */
export interface XmlLimits {
  /** Elements inside each other. Default 256. */
  readonly maxDepth?: number;
  /** Attributes of one element, namespace declarations included. Default 256. */
  readonly maxAttributes?: number;
  /** UTF-16 units of one name, attribute list, comment or text between two tags. Default 16 Mi. */
  readonly maxTokenLength?: number;
}

/** Options of {@link XmlReader}. */
export interface XmlReaderOptions extends XmlLimits {
  /** The code of errors about the text: `protocol-error` (the default) for what a peer sent, `invalid-input` for the caller's. */
  readonly errorCode?: "protocol-error" | "invalid-input";
  /** Where the text is from, for error messages ("vim.xml"). With it, messages carry line and column. */
  readonly source?: string;
}

const DEFAULTS = { maxDepth: 256, maxAttributes: 256, maxTokenLength: 16 * 1024 * 1024 } as const;

/**
 * A streaming XML 1.0 reader with namespaces: text or UTF-8 bytes in, events out, in one pass and without a tree.
 * It knows the five predefined entities and character references, and refuses DOCTYPE. The wire and files are read by it alike.
 */
export class XmlReader {
  readonly #parser: SaxesParser<{ xmlns: true; position: boolean }>;
  readonly #handler: XmlHandler;
  readonly #options: XmlReaderOptions;
  readonly #decoder: TextDecoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: false });
  readonly #scopes: NamespaceScope[] = [NamespaceScope.empty];
  readonly #maxToken: number;
  #sinceToken = 0;
  #failed: unknown;

  constructor(handler: XmlHandler, options: XmlReaderOptions = {}) {
    this.#handler = handler;
    this.#options = options;
    this.#maxToken = options.maxTokenLength ?? DEFAULTS.maxTokenLength;
    this.#parser = this.#createParser(options.source !== undefined);
  }

  /** Elements open at the moment. */
  get depth(): number {
    return this.#scopes.length - 1;
  }

  /**
   * Takes the next piece of the document; the handler is called within.
   *
   * @throws EscError `protocol-error` or `invalid-input` (see the option `errorCode`) for text that is not well-formed, `too-large` over a limit
   */
  write(piece: Uint8Array | string): void {
    this.#guarded(() => {
      const text = typeof piece === "string" ? piece : this.#decode(piece, true);
      this.#sinceToken += text.length;
      this.#parser.write(text);
      if (this.#sinceToken > this.#maxToken + text.length) throw this.#tooLong();
    });
  }

  /**
   * Ends the document.
   *
   * @throws EscError as `write` does, and when an element is still open or there was none
   */
  end(): void {
    this.#guarded(() => {
      const rest = this.#decode(undefined, false);
      if (rest !== "") this.#parser.write(rest);
      this.#parser.close();
    });
  }

  #guarded(step: () => void): void {
    if (this.#failed !== undefined) throw this.#failed;
    try {
      step();
    } catch (error) {
      this.#failed = isEscError(error) ? error : this.#malformed(error);
      throw this.#failed;
    }
  }

  #createParser(position: boolean): SaxesParser<{ xmlns: true; position: boolean }> {
    const parser = new SaxesParser({ xmlns: true, position });
    // Six handlers at most: with more, V8 keeps the parser's properties in a hash table, and it runs at a quarter of its speed.
    parser.on("opentag", (tag) => this.#open(tag));
    parser.on("closetag", () => this.#close());
    parser.on("text", (text) => this.#text(text));
    parser.on("cdata", (text) => this.#text(text));
    parser.on("doctype", () => {
      throw this.#error("A document type declaration (DOCTYPE) is not accepted: remove it");
    });
    return parser;
  }

  #open(tag: SaxesTagNS): void {
    this.#token();
    if (this.#scopes.length > (this.#options.maxDepth ?? DEFAULTS.maxDepth)) {
      throw new EscError(
        "too-large",
        this.#at(`Elements are nested deeper than ${this.#options.maxDepth ?? DEFAULTS.maxDepth} (limit maxDepth)`),
      );
    }
    const outer = this.#scopes[this.#scopes.length - 1] as NamespaceScope;
    const scope = outer.with(tag.ns);
    this.#scopes.push(scope);
    this.#handler.open({
      namespace: tag.uri,
      local: tag.local,
      prefix: tag.prefix,
      attributes: this.#attributes(tag),
      declared: tag.ns,
      scope,
    } satisfies OpenTag);
  }

  #attributes(tag: SaxesTagNS): readonly XmlAttribute[] {
    let count = 0;
    let attributes: XmlAttribute[] | undefined;
    for (const name in tag.attributes) {
      count++;
      const attribute = tag.attributes[name];
      if (attribute === undefined || attribute.prefix === "xmlns" || name === "xmlns") continue;
      attributes ??= [];
      attributes.push({
        namespace: attribute.uri,
        local: attribute.local,
        prefix: attribute.prefix,
        value: attribute.value,
      });
    }
    const limit = this.#options.maxAttributes ?? DEFAULTS.maxAttributes;
    if (count > limit) {
      throw new EscError(
        "too-large",
        this.#at(`<${tag.name}> has more than ${limit} attributes (limit maxAttributes)`),
      );
    }
    return attributes ?? NO_ATTRIBUTES;
  }

  #close(): void {
    this.#token();
    this.#scopes.pop();
    this.#handler.close();
  }

  #text(text: string): void {
    if (text.length > this.#maxToken) throw this.#tooLong();
    this.#token();
    if (this.#scopes.length > 1) this.#handler.text(text);
  }

  #token(): void {
    this.#sinceToken = 0;
  }

  #decode(bytes: Uint8Array | undefined, stream: boolean): string {
    try {
      return this.#decoder.decode(bytes, { stream });
    } catch (cause) {
      throw this.#error("The text is not valid UTF-8", cause);
    }
  }

  #tooLong(): EscError {
    return new EscError(
      "too-large",
      this.#at(`A name, attribute, comment or text is longer than ${this.#maxToken} characters (limit maxTokenLength)`),
    );
  }

  #malformed(cause: unknown): EscError {
    const reason = cause instanceof Error ? cause.message.replace(/^(?:[^:]*:)?\d+:\d+: /, "") : String(cause);
    return this.#error(`The XML is not well-formed: ${reason}`, cause);
  }

  #error(message: string, cause?: unknown): EscError {
    return new EscError(this.#options.errorCode ?? "protocol-error", this.#at(message), { cause });
  }

  #at(message: string): string {
    const { source } = this.#options;
    return source === undefined ? message : `${source}:${this.#parser.line}:${this.#parser.column}: ${message}`;
  }
}

const NO_ATTRIBUTES: readonly XmlAttribute[] = Object.freeze([]);
