import type { XmlElement } from "../../xml/element.js";
import { NETCONF_NS, NOTIFICATION_NS } from "../../xml/names.js";
import { writeXml } from "../../xml/writer.js";
import { RpcFault, rpcFault } from "../rpc-fault.js";
import { editConfig, validateConfig } from "./edit-config.js";
import { escOperations } from "./esc-rpcs.js";
import { readFilter } from "./filter.js";
import { getSchema } from "./monitoring.js";
import { ESC_NS, ESC_NS_HTTPS, MONITORING_NS } from "./namespaces.js";
import { type Answer, datastore, OK, type Operation, type OperationSession } from "./operation.js";
import { createSubscription } from "./subscription.js";

const base = (name: string, rest: Omit<Operation, "namespace" | "name">): Operation => ({
  namespace: NETCONF_NS,
  name,
  ...rest,
});

/** What a server without :candidate, :startup, :confirmed-commit and :url answers (RFC 6241 section 8). */
const unsupported = (name: string): Operation =>
  base(name, {
    run() {
      throw rpcFault("operation-not-supported", {
        type: "protocol",
        message: `${name} is not supported: see the capabilities`,
      });
    },
  });

const OPERATIONS: readonly Operation[] = [
  base("get", { run: (session, operation) => ({ body: writeXml(session.face.data(readFilter(operation))) }) }),
  base("get-config", {
    run(session, operation) {
      datastore(operation, "source");
      return { body: writeXml(session.face.config(readFilter(operation))) };
    },
  }),
  base("edit-config", { changes: true, run: editConfig }),
  base("validate", { run: validateConfig }),
  base("lock", { changes: true, run: lock }),
  base("unlock", { changes: true, run: unlock }),
  base("close-session", { run: (session) => ({ ...OK, after: () => session.close("close-session") }) }),
  base("kill-session", { changes: true, run: killSession }),
  ...["copy-config", "delete-config", "commit", "discard-changes", "cancel-commit"].map(unsupported),
  { namespace: NOTIFICATION_NS, name: "create-subscription", run: createSubscription },
  { namespace: MONITORING_NS, name: "get-schema", run: (_, operation) => ({ body: writeXml(getSchema(operation)) }) },
  ...escOperations(ESC_NS),
];

const byName = new Map(OPERATIONS.map((one) => [`${one.namespace} ${one.name}`, one]));
// The guide's filterLog samples have https; whether ESC takes it is decided when it comes (assumption filterlog-namespace).
for (const one of escOperations(ESC_NS_HTTPS))
  if (one.name === "filterLog") byName.set(`${one.namespace} ${one.name}`, one);

/**
 * The operation that an element names.
 *
 * @throws RpcFault `unknown-namespace` or `unknown-element` when there is none
 */
export function findOperation(element: XmlElement): Operation {
  const found = byName.get(`${element.namespace} ${element.local}`);
  if (found) return found;
  const known = OPERATIONS.some((one) => one.namespace === element.namespace);
  throw rpcFault(known ? "unknown-element" : "unknown-namespace", {
    type: "protocol",
    message: `There is no operation ${element.local} in the namespace "${element.namespace}"`,
    info: known
      ? { "bad-element": element.local }
      : { "bad-element": element.local, "bad-namespace": element.namespace },
  });
}

/** RFC 6241 section 7.5. */
function lock(session: OperationSession, operation: XmlElement): Answer {
  datastore(operation, "target");
  const { face } = session;
  if (face.lockedBy !== undefined) {
    throw rpcFault("lock-denied", {
      type: "protocol",
      message: `running is locked by session ${face.lockedBy}`,
      info: { "session-id": String(face.lockedBy) },
    });
  }
  face.lockedBy = session.id;
  return OK;
}

/** RFC 6241 section 7.6. */
function unlock(session: OperationSession, operation: XmlElement): Answer {
  datastore(operation, "target");
  const { face } = session;
  if (face.lockedBy !== session.id) {
    throw rpcFault("operation-failed", {
      type: "protocol",
      message: face.lockedBy === undefined ? "running is not locked" : `running is locked by session ${face.lockedBy}`,
    });
  }
  face.lockedBy = undefined;
  return OK;
}

/** RFC 6241 section 7.9. */
function killSession(session: OperationSession, operation: XmlElement): Answer {
  const text = operation.elements("session-id")[0]?.text.trim();
  const target = session.face.sessions.get(Number(text));
  if (text === undefined) {
    throw rpcFault("missing-element", {
      type: "protocol",
      message: "kill-session needs a session-id",
      info: { "bad-element": "session-id" },
    });
  }
  if (!target || target === session) {
    throw new RpcFault([
      { type: "protocol", tag: "invalid-value", severity: "error", message: `There is no other session ${text}` },
    ]);
  }
  return { ...OK, after: () => target.close(`killed by session ${session.id}`) };
}
