/** What the reader's parts throw for text that is not well-formed. The reader turns it into an EscError with the place. */
export class Malformed extends Error {
  override readonly name = "Malformed";
}

/** A character for messages: itself, or its number where it would not show. */
export function showCharacter(code: number): string {
  if (Number.isNaN(code)) return "the end";
  return code > 0x20 && code < 0x7f
    ? `"${String.fromCharCode(code)}"`
    : `U+${code.toString(16).toUpperCase().padStart(4, "0")}`;
}
