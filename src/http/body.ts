import { EscError } from "../core/errors.js";
import { untilAborted } from "../core/signal.js";

/** How a body is read. */
export interface BodyLimits {
  /** The most bytes. */
  readonly maxBytes: number;
  /** What the body belongs to, for errors: `the answer to GET https://...`. */
  readonly what: string;
  /** Ends the reading. */
  readonly signal?: AbortSignal | undefined;
}

/**
 * Reads a body to its end, but never more than so many bytes.
 *
 * @throws EscError `too-large` (the rest is not read); the signal's reason; whatever the stream fails with
 */
export async function readBody(
  source: { readonly body: ReadableStream<Uint8Array> | null; readonly headers: Headers },
  limits: BodyLimits,
): Promise<Uint8Array> {
  const { maxBytes, what, signal } = limits;
  const tooLarge = () => new EscError("too-large", `${what} is over the limit of ${maxBytes} bytes`);
  if (!source.body) return new Uint8Array();
  const reader = source.body.getReader();
  const chunks: Uint8Array[] = [];
  let size = 0;
  let complete = false;
  try {
    // Said beforehand, it need not even be read.
    if (Number(source.headers.get("content-length")) > maxBytes) throw tooLarge();
    for (;;) {
      const read = reader.read();
      const { done, value } = await (signal ? untilAborted(read, signal) : read);
      if (done) break;
      size += value.byteLength;
      if (size > maxBytes) throw tooLarge();
      chunks.push(value);
    }
    complete = true;
  } finally {
    if (!complete) reader.cancel().catch(() => undefined);
  }
  return Buffer.concat(chunks, size);
}

/**
 * Bytes as UTF-8 text.
 *
 * @param what for the error: `the answer to GET https://...`
 * @throws EscError `protocol-error` where they are no UTF-8
 */
export function utf8Text(bytes: Uint8Array, what: string): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch (cause) {
    throw new EscError("protocol-error", `${what} is not UTF-8`, { cause });
  }
}
