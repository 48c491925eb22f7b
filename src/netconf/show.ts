/**
 * What a peer sent, made fit for an error message: control characters escaped, invalid UTF-8 replaced, cut after `limit` bytes.
 *
 * @param bytes what came
 * @param limit how many bytes to show at most. Default 200
 */
export function showBytes(bytes: Uint8Array, limit = 200): string {
  const shown = new TextDecoder().decode(bytes.subarray(0, limit));
  const rest = bytes.length > limit ? ` ... (${bytes.length} bytes)` : "";
  return JSON.stringify(shown) + rest;
}
