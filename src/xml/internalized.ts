/**
 * The same text as engines keep property names: one string for all that are equal, so that to compare two is to compare addresses. A copy,
 * too: a slice of a document would keep all of the document's text alive.
 */
export function internalized(text: string): string {
  return Object.keys({ [text]: true })[0] ?? text;
}
