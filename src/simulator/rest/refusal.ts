import { MAINTENANCE_REFUSAL } from "../engine/acceptance.js";
import { RpcFault } from "../rpc-fault.js";

/** A request is answered with an error: thrown anywhere while it is being worked on. Never leaves the simulator. */
export class HttpRefusal extends Error {
  override readonly name = "HttpRefusal";
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

/** How an error is answered: the datastore's rules speak NETCONF, REST has statuses (guides 2.0 and 2.2). */
export function refusalOf(error: unknown): HttpRefusal | undefined {
  if (error instanceof HttpRefusal) return error;
  if (!(error instanceof RpcFault)) return undefined;
  const [first] = error.faults;
  return new HttpRefusal(statusOf(first?.tag ?? "", error.message), error.message);
}

function statusOf(tag: string, message: string): number {
  if (message === MAINTENANCE_REFUSAL.message) return 503;
  switch (tag) {
    case "data-missing":
      return 404;
    // What ESC does not accept conflicts with what there is: a connector in use, a VIM that is not ready.
    case "data-exists":
    case "in-use":
    case "operation-failed":
      return 409;
    default:
      return 400;
  }
}
