import { EscError } from "../core/errors.js";
import { utf8Text } from "./body.js";

/** What an {@link HttpAnswer} is made of. */
export interface HttpAnswerInit {
  readonly method: string;
  /** Without secrets. */
  readonly url: string;
  readonly status: number;
  readonly headers: Headers;
  readonly bytes: Uint8Array;
}

/** A complete answer to a request. */
export class HttpAnswer {
  readonly method: string;
  /** The URL asked, without secrets. */
  readonly url: string;
  readonly status: number;
  readonly headers: Headers;
  /** The body. */
  readonly bytes: Uint8Array;

  constructor(init: HttpAnswerInit) {
    this.method = init.method;
    this.url = init.url;
    this.status = init.status;
    this.headers = init.headers;
    this.bytes = init.bytes;
  }

  /** `content-type` as it came; empty where there was none. */
  get contentType(): string {
    return this.headers.get("content-type") ?? "";
  }

  /** What the answer is, for errors. */
  get what(): string {
    return `The answer to ${this.method} ${this.url}`;
  }

  /**
   * The body as text.
   *
   * @throws EscError `protocol-error` where it is no UTF-8
   */
  text(): string {
    return utf8Text(this.bytes, this.what);
  }

  /** The body as text, whatever bytes it has: for error messages. */
  looseText(): string {
    return new TextDecoder().decode(this.bytes);
  }

  /**
   * The body as JSON.
   *
   * @throws EscError `protocol-error` where it is none; carries its beginning
   */
  json(): unknown {
    const text = this.text();
    try {
      return JSON.parse(text);
    } catch (cause) {
      throw new EscError("protocol-error", `${this.what} is not JSON`, { cause, received: text.slice(0, 200) });
    }
  }

  /** The same answer with some texts replaced in its body: a server may send back what it was sent. */
  without(secrets: readonly string[], replacement: string): HttpAnswer {
    // Very short secrets would tear holes into ordinary words, and are no secrets.
    const real = secrets.filter((secret) => secret.length >= 4);
    const text = this.looseText();
    if (!real.some((secret) => text.includes(secret))) return this;
    const cleaned = real.reduce((here, secret) => here.replaceAll(secret, replacement), text);
    return new HttpAnswer({ ...this, bytes: new TextEncoder().encode(cleaned) });
  }

  /** As a `Response`, for whoever expects one. */
  toResponse(): Response {
    const empty = this.status === 204 || this.status === 205 || this.status === 304;
    return new Response(empty ? null : Buffer.from(this.bytes), { status: this.status, headers: this.headers });
  }
}
