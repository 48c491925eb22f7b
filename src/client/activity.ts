/**
 * Counts what somebody waits for in this process: calls in flight, changes awaited, events read. When nothing is waited for and nothing
 * but open sessions keeps the process alive, a `close()` has been forgotten, and the process would hang without a word.
 */
export class Activity {
  #waiting = 0;

  /** Something is waited for, until the returned function is called (once or more). */
  begin(): () => void {
    this.#waiting++;
    let ended = false;
    return () => {
      if (!ended) this.#waiting--;
      ended = true;
    };
  }

  /** True while nothing is waited for. */
  get idle(): boolean {
    return this.#waiting === 0;
  }
}

/** A client that can be forgotten. */
export interface Forgettable {
  readonly activity: Activity;
  /** How many sessions it holds open. */
  sessions(): number;
  /** For the warning: `esc.example.net`. */
  readonly name: string;
}

const CHECK_MS = 2_000;
const open = new Map<Forgettable, NodeJS.Timeout>();

/** Watches a client until the returned function is called: warns once when it alone keeps the process alive. */
export function watchForgotten(client: Forgettable): () => void {
  let idleChecks = 0;
  const timer = setInterval(() => {
    idleChecks = onlyClientsAreLeft() ? idleChecks + 1 : 0;
    if (idleChecks < 2) return;
    stop();
    process.emitWarning(`Nothing is left to do, but the client of ${client.name} is open and keeps the process alive`, {
      code: "ESC_CLIENT_OPEN",
      detail: "Call close() on it, or declare it with `await using`.",
    });
  }, CHECK_MS).unref();
  const stop = () => {
    clearInterval(timer);
    open.delete(client);
  };
  open.set(client, timer);
  return stop;
}

/** Each session is a socket and the timer of its keepalive; anything more is somebody else's. */
function onlyClientsAreLeft(): boolean {
  const clients = [...open.keys()];
  if (!clients.every((client) => client.activity.idle)) return false;
  const sessions = clients.reduce((sum, client) => sum + client.sessions(), 0);
  const left = process.getActiveResourcesInfo().filter((name) => name !== "TTYWrap" && name !== "PipeWrap");
  const sockets = left.filter((name) => name === "TCPSocketWrap").length;
  const timers = left.filter((name) => name === "Timeout").length;
  return sessions > 0 && left.length === sockets + timers && sockets <= sessions && timers <= sessions;
}
