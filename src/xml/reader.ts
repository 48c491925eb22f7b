import { Buffer, isAscii } from "node:buffer";
import { TextDecoder } from "node:util";
import { EscError } from "../core/errors.js";
import type { RawAttribute } from "./attributes.js";
import { Malformed } from "./malformed.js";
import type { XmlName } from "./name-table.js";
import { NamespaceScope } from "./names.js";
import { type TokenHandler, XmlScanner } from "./scanner.js";
import type { XmlHandler } from "./sink.js";
import { startTag } from "./start-tag.js";

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

/** Bytes are decoded in pieces of this size, so that a large buffer is not there a second time as text. */
const PIECE_BYTES = 64 * 1024;

/**
 * A streaming XML 1.0 reader with namespaces: text or UTF-8 bytes in, events out, in one pass and without a tree.
 * It knows the five predefined entities and character references, and refuses DOCTYPE. The wire and files are read by it alike.
 */
export class XmlReader {
  readonly #scanner: XmlScanner;
  readonly #handler: XmlHandler;
  readonly #options: XmlReaderOptions;
  /** Made when there is something to decode: most messages are ASCII, and it costs more than to read a small one. */
  #decoder: TextDecoder | undefined;
  /** The last byte that was read: below 128, no character is half read. */
  #lastByte = 0;
  readonly #scopes: NamespaceScope[] = [];
  readonly #maxDepth: number;
  readonly #maxAttributes: number;
  readonly #maxToken: number;
  #scope: NamespaceScope = NamespaceScope.empty;
  #failed: unknown;

  constructor(handler: XmlHandler, options: XmlReaderOptions = {}) {
    this.#handler = handler;
    this.#options = options;
    this.#maxDepth = options.maxDepth ?? DEFAULTS.maxDepth;
    this.#maxAttributes = options.maxAttributes ?? DEFAULTS.maxAttributes;
    this.#maxToken = options.maxTokenLength ?? DEFAULTS.maxTokenLength;
    this.#scanner = new XmlScanner(this.#tokens(), {
      maxToken: this.#maxToken,
      maxAttributes: this.#maxAttributes,
      positions: options.source !== undefined,
    });
  }

  /** Elements open at the moment. */
  get depth(): number {
    return this.#scopes.length;
  }

  /**
   * Takes the next piece of the document; the handler is called within.
   *
   * @throws EscError `protocol-error` or `invalid-input` (see the option `errorCode`) for text that is not well-formed, `too-large` over a limit;
   * what the handler throws
   */
  write(piece: Uint8Array | string): void {
    this.#guarded(() => {
      if (typeof piece === "string") {
        this.#scanner.write(piece);
        return;
      }
      for (let at = 0; at < piece.length; at += PIECE_BYTES) {
        const bytes = piece.length <= PIECE_BYTES ? piece : piece.subarray(at, at + PIECE_BYTES);
        this.#scanner.write(this.#decode(bytes, true));
      }
    });
  }

  /**
   * Ends the document.
   *
   * @throws EscError as `write` does, and when an element is still open or there was none
   */
  end(): void {
    this.#guarded(() => {
      this.#scanner.write(this.#decode(undefined, false));
      this.#scanner.end();
    });
  }

  #guarded(step: () => void): void {
    if (this.#failed !== undefined) throw this.#failed;
    try {
      step();
    } catch (error) {
      this.#failed =
        error instanceof Malformed ? this.#error(`The XML is not well-formed: ${error.message}`, error) : error;
      throw this.#failed;
    }
  }

  #tokens(): TokenHandler {
    return {
      startTag: (name, attributes) => this.#open(name, attributes),
      endTag: () => this.#close(),
      text: (text) => this.#handler.text(text),
      tooLong: () => {
        throw this.#tooLarge(
          `A name, attribute, comment or text is longer than ${this.#maxToken} characters (limit maxTokenLength)`,
        );
      },
    };
  }

  #open(name: XmlName, attributes: readonly RawAttribute[]): void {
    if (this.#scopes.length >= this.#maxDepth) {
      throw this.#tooLarge(`Elements are nested deeper than ${this.#maxDepth} (limit maxDepth)`);
    }
    if (attributes.length > this.#maxAttributes) {
      throw this.#tooLarge(`<${name.raw}> has more than ${this.#maxAttributes} attributes (limit maxAttributes)`);
    }
    const tag = startTag(name, attributes, this.#scope);
    this.#scopes.push(this.#scope);
    this.#scope = tag.scope;
    this.#handler.open(tag);
  }

  #close(): void {
    this.#scope = this.#scopes.pop() ?? NamespaceScope.empty;
    this.#handler.close();
  }

  #decode(bytes: Uint8Array | undefined, stream: boolean): string {
    try {
      const lastByte = this.#lastByte;
      this.#lastByte = bytes?.at(-1) ?? 0;
      if (bytes !== undefined && lastByte < 128 && isAscii(bytes)) {
        return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString("latin1");
      }
      if (bytes === undefined && this.#decoder === undefined) return "";
      this.#decoder ??= new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
      return this.#decoder.decode(bytes, { stream });
    } catch (cause) {
      throw this.#error("The text is not valid UTF-8", cause);
    }
  }

  #tooLarge(message: string): EscError {
    return new EscError("too-large", this.#at(message));
  }

  #error(message: string, cause: unknown): EscError {
    return new EscError(this.#options.errorCode ?? "protocol-error", this.#at(message), { cause });
  }

  #at(message: string): string {
    const { source } = this.#options;
    if (source === undefined) return message;
    const { line, column } = this.#scanner.position;
    return `${source}:${line}:${column}: ${message}`;
  }
}
