import type { XmlElement } from "../../xml/element.js";
import { applyEdit } from "../datastore/edit.js";
import { ESC_INDEX, judged } from "../datastore/running.js";
import { rpcFault } from "../rpc-fault.js";
import { validates } from "./capabilities.js";
import { type Answer, datastore, OK, type OperationSession } from "./operation.js";

/**
 * edit-config (RFC 6241 section 7.2). The server is transactional: an edit is done as a whole or not at all, whatever error-option
 * says, and its answer is the acceptance only.
 */
export function editConfig(session: OperationSession, operation: XmlElement): Answer {
  datastore(operation, "target");
  const { face } = session;
  const assumptions = face.engine.assumptions;
  const defaultOperation = choice(operation, "default-operation", ["merge", "replace", "none"]) ?? "merge";
  if (!validates(assumptions) && operation.elements("test-option").length > 0) {
    throw rpcFault("unknown-element", {
      type: "protocol",
      message: "test-option needs the capability :validate",
      info: { "bad-element": "test-option" },
    });
  }
  const testOption = choice(operation, "test-option", ["test-then-set", "set", "test-only"]);
  choice(operation, "error-option", ["stop-on-error", "continue-on-error", "rollback-on-error"]);
  const config = inlineConfig(operation);
  if (face.lockedBy !== undefined && face.lockedBy !== session.id) {
    throw rpcFault("in-use", { message: `running is locked by session ${face.lockedBy}` });
  }
  const proposal = face.running.propose(config, defaultOperation);
  face.commit(proposal, testOption === "test-only");
  return OK;
}

/** validate (RFC 6241 section 8.6.4): running, or a configuration given with the call. */
export function validateConfig(session: OperationSession, operation: XmlElement): Answer {
  if (!validates(session.face.engine.assumptions)) {
    throw rpcFault("operation-not-supported", { type: "protocol", message: "ESC does not claim :validate" });
  }
  const config = operation.elements("source")[0]?.elements("config")[0];
  if (!config) {
    datastore(operation, "source");
    judged(session.face.running.elements);
  } else {
    judged(applyEdit([], config, { index: ESC_INDEX }));
  }
  return OK;
}

function inlineConfig(operation: XmlElement): XmlElement {
  const config = operation.elements("config")[0];
  if (config) return config;
  const [url] = operation.elements("url");
  throw rpcFault(url ? "unknown-element" : "missing-element", {
    type: "protocol",
    message: url ? "edit-config from a url needs the capability :url" : "edit-config needs a config",
    info: { "bad-element": url ? "url" : "config" },
  });
}

function choice<const Value extends string>(
  operation: XmlElement,
  name: string,
  values: readonly Value[],
): Value | undefined {
  const text = operation.elements(name)[0]?.text.trim();
  if (text === undefined) return undefined;
  const found = values.find((value) => value === text);
  if (found !== undefined) return found;
  throw rpcFault("invalid-value", {
    type: "protocol",
    message: `${name} "${text}" is none of ${values.join(", ")}`,
    info: { "bad-element": name },
  });
}
