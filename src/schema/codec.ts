import type { ValidationIssueCode } from "../core/errors.js";
import { REDACTED } from "../core/logger.js";
import type { NamespaceScope } from "../xml/names.js";

/** What is wrong with one value, before it is known where the value stands. */
export class Problem {
  /** The rule that is broken. */
  readonly code: ValidationIssueCode;
  readonly #shown: unknown;
  readonly #says: string;

  /**
   * @param code the rule that is broken
   * @param shown the value, which the message shows unless it is a secret
   * @param says the rest of the sentence: what is wrong and what would be right
   */
  constructor(code: ValidationIssueCode, shown: unknown, says: string) {
    this.code = code;
    this.#shown = shown;
    this.#says = says;
  }

  /** The sentence; with `secret` it does not show the value. */
  message(secret: boolean): string {
    return `${secret ? REDACTED : show(this.#shown)} ${this.#says}`;
  }
}

/** A value as messages show it: shortened, strings in quotes. */
export function show(value: unknown): string {
  if (typeof value === "string") {
    return value.length > 60 ? `${JSON.stringify(value.slice(0, 57))}...` : JSON.stringify(value);
  }
  if (typeof value === "bigint") return `${value}n`;
  if (Array.isArray(value)) return value.length === 0 ? "an empty array" : "an array";
  if (typeof value === "function") return "a function";
  if (value instanceof Uint8Array) return "The content";
  return typeof value === "object" && value !== null ? "an object" : String(value);
}

/** Module names and namespaces, both ways: what qualified names in values are read and written with. */
export interface ModuleNames {
  namespaceOf(module: string): string | undefined;
  moduleOf(namespace: string): string | undefined;
  prefixOf(namespace: string): string | undefined;
}

/** What reading a text needs beside the text. */
export interface ReadContext {
  /** What prefixes mean at the element. */
  readonly scope: NamespaceScope;
  /** True for what a server sent: unknown enumeration values and identities pass as text, white space around names is taken off. */
  readonly lenient: boolean;
  readonly modules: ModuleNames;
}

/** What writing a value needs beside the value. */
export interface WriteContext {
  readonly modules: ModuleNames;
  /** Declares a namespace at the element and gives the prefix for it. */
  declare(namespace: string, wish: string): string;
}

/** One YANG type made ready: text to value, value to text, and whether a value obeys the type. */
export interface Codec {
  /** The value of a text, or the {@link Problem} with it. Judges what the base type says, not ranges, lengths and patterns. */
  read(text: string, context: ReadContext): unknown;
  /** The text of a value that has passed `shape`. */
  write(value: unknown, context: WriteContext): string;
  /** Whether a value has the right JavaScript type and form, so that it can be written. */
  shape(value: unknown): Problem | undefined;
  /** What the type's restrictions (RFC 7950 section 9) say about a value that has passed `shape`. */
  restrict(value: unknown): Problem | undefined;
}

/** Everything a type says about a value: form and restrictions. */
export function checkValue(codec: Codec, value: unknown): Problem | undefined {
  return codec.shape(value) ?? codec.restrict(value);
}

/** Without the white space of XML (RFC 7950 says nothing; libyang takes it off numbers, so we do). */
export function trimmed(text: string): string {
  let start = 0;
  let end = text.length;
  while (start < end && isSpace(text.charCodeAt(start))) start++;
  while (end > start && isSpace(text.charCodeAt(end - 1))) end--;
  return start === 0 && end === text.length ? text : text.slice(start, end);
}

/** Whether a character code is white space in XML. */
export function isSpace(code: number): boolean {
  return code === 32 || code === 10 || code === 13 || code === 9;
}

/** Whether a text has nothing but white space in it. */
export function isBlank(text: string): boolean {
  for (let at = 0; at < text.length; at++) if (!isSpace(text.charCodeAt(at))) return false;
  return true;
}
