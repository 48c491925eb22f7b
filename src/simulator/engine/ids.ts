import { createHash } from "node:crypto";

/**
 * Makes the ids that a real ESC and its VIM would draw at random: the same for the same seed and history, so that tests repeat, and
 * independent of what else happens in between.
 */
export class IdSource {
  readonly #seed: number;
  readonly #drawn = new Map<string, number>();

  constructor(seed: number) {
    this.#seed = seed;
  }

  /** A fresh UUID for a thing; asked again for the same thing, the next one. */
  uuid(...thing: readonly string[]): string {
    return uuidOf(this.#digest(thing));
  }

  /** The UUID of a thing that was there before: always the same. */
  fixedUuid(...thing: readonly string[]): string {
    return uuidOf(sha256(`${this.#seed} fixed ${JSON.stringify(thing)}`));
  }

  /** A fresh id of 32 hexadecimal digits, as OpenStack gives projects. */
  hex32(...thing: readonly string[]): string {
    return this.#digest(thing).slice(0, 32);
  }

  /** A fresh MAC address in the range that OpenStack uses. */
  mac(...thing: readonly string[]): string {
    const hex = this.#digest(thing);
    return `fa:16:3e:${hex.slice(0, 2)}:${hex.slice(2, 4)}:${hex.slice(4, 6)}`;
  }

  #digest(thing: readonly string[]): string {
    const key = JSON.stringify(thing);
    const nth = (this.#drawn.get(key) ?? 0) + 1;
    this.#drawn.set(key, nth);
    return sha256(`${this.#seed} ${nth} ${key}`);
  }
}

function sha256(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}

/** A UUID of version 4 and the RFC 4122 variant from any 32 hexadecimal digits. */
function uuidOf(hex: string): string {
  const variant = ((Number.parseInt(hex.slice(16, 17), 16) & 3) | 8).toString(16);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

/** The id of a compute host, always the same for the same name: 56 hexadecimal digits, as OpenStack derives it. */
export function hostId(hostName: string): string {
  return createHash("sha224").update(hostName).digest("hex");
}
