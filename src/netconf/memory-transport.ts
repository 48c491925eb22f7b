import { EscError } from "../core/errors.js";
import { BoundedQueue } from "../core/queue.js";
import type { Transport } from "./transport.js";

/** Options of {@link transportPair}. */
export interface TransportPairOptions {
  /** Writes that may wait unread in each direction; the next one waits for room. Default 64. */
  readonly limit?: number;
  /** What both ends call their peer in messages. Default `memory`. */
  readonly peer?: string;
}

/** One end of a {@link transportPair}: a transport that can also break. */
export interface MemoryTransport extends Transport {
  /** Breaks the line as a dead network does: both ends get the error, after what had been written. Default `connection-lost`. */
  break(reason?: EscError): void;
}

/** Two transports in memory, each the other's peer: for tests, and for servers in the same process. */
export function transportPair(options: TransportPairOptions = {}): readonly [MemoryTransport, MemoryTransport] {
  const limit = options.limit ?? 64;
  const there = new BoundedQueue<Uint8Array>({ limit });
  const back = new BoundedQueue<Uint8Array>({ limit });
  const peer = options.peer ?? "memory";
  return [memoryEnd(back, there, peer), memoryEnd(there, back, peer)];
}

function memoryEnd(
  incoming: BoundedQueue<Uint8Array>,
  outgoing: BoundedQueue<Uint8Array>,
  peer: string,
): MemoryTransport {
  let closed = false;
  return {
    peer,
    incoming,
    async write(chunk) {
      if (closed) throw new EscError("closed", `The connection to ${peer} is closed`);
      if (outgoing.ended) throw new EscError("connection-lost", `The connection to ${peer} has ended`);
      // A copy, since the writer may use its buffer again; `slice` of a Buffer is none.
      await outgoing.push(new Uint8Array(chunk));
    },
    close() {
      closed = true;
      outgoing.end();
      incoming.end();
    },
    break(reason = new EscError("connection-lost", `The connection to ${peer} was lost`)) {
      outgoing.fail(reason);
      incoming.fail(reason);
    },
  };
}
