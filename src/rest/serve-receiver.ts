import { type FetchServer, type ServeOptions, serveFetch } from "../http/serve.js";
import type { CallbackReceiver } from "./receiver.js";

/** A receiver that is served stand-alone. */
export interface ReceiverServer extends FetchServer {
  /** The URL that callbacks go to. */
  readonly url: string;
}

/**
 * Serves a receiver stand-alone, over HTTPS where `tls` is given. Closing the server leaves the receiver as it is.
 *
 * @param options `host` must be an address that ESC reaches, unless the receiver has a `publicUrl`
 * @throws EscError `connection-failed` when the address cannot be had
 */
export async function serveReceiver(receiver: CallbackReceiver, options: ServeOptions = {}): Promise<ReceiverServer> {
  const server = await serveFetch(receiver.fetch, options);
  receiver.announce(`${server.origin}${receiver.basePath}`);
  return { ...server, url: receiver.url };
}
