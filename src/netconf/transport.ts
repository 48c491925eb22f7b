import type { WaitOptions } from "../core/signal.js";

/**
 * A byte stream to a NETCONF peer: three verbs, no protocol. SSH is one, a child process or an in-memory pair another.
 */
export interface Transport {
  /**
   * What the peer sends, in pieces as they come. Ends when the peer has ended the stream; throws an EscError `connection-lost` when
   * the line dies. Read once. Not reading holds the peer back, where the transport can.
   */
  readonly incoming: AsyncIterable<Uint8Array>;
  /**
   * Sends bytes, in order. Resolves when the transport takes more; that is no proof of delivery.
   *
   * @throws EscError `connection-lost` or `closed`
   */
  write(chunk: Uint8Array): Promise<void>;
  /** Ends the stream both ways, at once and without error, any number of times. */
  close(): void;
  /** Whom it leads to, for messages: `admin@esc.example.net:830`. */
  readonly peer: string;
}

/** Opens a fresh transport: called for the first connection, for every session beside it and for each reconnection. */
export type Dial = (options: WaitOptions) => Promise<Transport>;
