import { isNCName } from "./characters.js";
import { internalized } from "./internalized.js";
import { Malformed } from "./malformed.js";
import type { NamespaceScope } from "./names.js";
import type { OpenTag } from "./sink.js";

/** A qualified name as it stands in the text, taken apart once (Namespaces in XML, production 7). */
export class XmlName {
  /** As it stands in the text: `nc:data`. */
  readonly raw: string;
  readonly prefix: string;
  readonly local: string;
  readonly #codes: Uint16Array;
  /** What a start tag of this name without attributes was last, and in which scope. */
  #scope: NamespaceScope | undefined;
  #tag: OpenTag | undefined;

  /** @throws Malformed for what is no qualified name */
  constructor(raw: string) {
    const colon = raw.indexOf(":");
    this.raw = raw;
    this.prefix = colon < 0 ? "" : raw.slice(0, colon);
    this.local = internalized(colon < 0 ? raw : raw.slice(colon + 1));
    if (!isNCName(this.local) || (colon >= 0 && !isNCName(this.prefix))) throw new Malformed(`"${raw}" is no name`);
    this.#codes = Uint16Array.from(raw, (_, at) => raw.charCodeAt(at));
  }

  /** Whether this is the name that begins at a position. What follows it there is not looked at. */
  startsAt(codes: Uint16Array, from: number): boolean {
    const own = this.#codes;
    for (let at = 0; at < own.length; at++) if (codes[from + at] !== own[at]) return false;
    return true;
  }

  /** The tag that was {@link keep}t for a scope. */
  tagIn(scope: NamespaceScope): OpenTag | undefined {
    return this.#scope === scope ? this.#tag : undefined;
  }

  /** Keeps a tag, which depends on nothing but name and scope, until one comes for another scope. */
  keep(tag: OpenTag, scope: NamespaceScope): OpenTag {
    this.#scope = scope;
    this.#tag = tag;
    return tag;
  }
}

const SLOTS = 4096;
const MAX_LENGTH = 200;

const slots: (XmlName | undefined)[] = new Array<XmlName | undefined>(SLOTS).fill(undefined);

/**
 * The name at a place of the text. Names that were met lately are not made again: documents have few names and use them often, and short
 * messages profit from what earlier ones had. All readers share the table; its size is fixed, a new name takes the place of an older one.
 *
 * @param hash of the name's code units: `hash * 31 + unit` from 0, as a 32-bit integer
 * @throws Malformed for what is no qualified name
 */
export function nameAt(codes: Uint16Array, from: number, to: number, hash: number): XmlName {
  const at = (hash ^ (hash >>> 12)) & (SLOTS - 1);
  const known = slots[at];
  if (known !== undefined && known.raw.length === to - from && known.startsAt(codes, from)) return known;
  // A copy: a slice would keep the whole text alive as long as the table.
  const name = new XmlName(copyOf(codes, from, to));
  if (to - from <= MAX_LENGTH) slots[at] = name;
  return name;
}

function copyOf(codes: Uint16Array, from: number, to: number): string {
  let text = "";
  for (let at = from; at < to; at += 1024) {
    text += String.fromCharCode(...codes.subarray(at, Math.min(to, at + 1024)));
  }
  return text;
}
