import * as esc from "../../../generated/esc.js";
import { isEscError, ValidationError } from "../../core/errors.js";
import { decode } from "../../schema/decode.js";
import type { RpcNode } from "../../schema/descriptor.js";
import { encode } from "../../schema/encode.js";
import { validate } from "../../schema/validate.js";
import type { XmlElement } from "../../xml/element.js";
import { issueFaults } from "../datastore/issue-faults.js";
import { SchemaIndex } from "../datastore/schema-index.js";
import { type LogLine, logDateTime } from "../engine/log-store.js";
import { fault, RpcFault, rpcFault } from "../rpc-fault.js";
import { ESC_NS_HTTPS } from "./namespaces.js";
import type { Answer, Operation, OperationSession } from "./operation.js";

type FilterLogOutput = esc.FilterLogOutput;

/** ESC's own rpcs in a namespace (YANG: serviceAction, vmAction, recoveryVmAction, filterLog). */
export function escOperations(namespace: string): Operation[] {
  const changes = true as const;
  return [
    { namespace, name: "serviceAction", changes, run: serviceAction },
    { namespace, name: "vmAction", changes, run: vmAction },
    { namespace, name: "recoveryVmAction", changes, run: recoveryVmAction },
    { namespace, name: "filterLog", run: filterLog },
  ];
}

const DONE: Answer = { body: "<ok/>" };

/** Reads and judges the input of an rpc. */
function input<Input>(node: RpcNode<Input, unknown>, operation: XmlElement): Input {
  const index = new SchemaIndex(node.input);
  try {
    const value = decode(node, operation, { kind: "rpc", namespace: operation.namespace });
    const issues = validate(node, value, { kind: "rpc" });
    if (issues.length > 0) throw new RpcFault(issueFaults(issues, index));
    return value;
  } catch (error) {
    if (isEscError(error, "validation") && error instanceof ValidationError) {
      throw new RpcFault(issueFaults(error.issues, index));
    }
    throw error;
  }
}

function begun(
  session: OperationSession,
  refusal: { readonly message: string; readonly maintenance?: true } | undefined,
): Answer {
  if (refusal) throw session.face.refused(refusal);
  return DONE;
}

function serviceAction(session: OperationSession, operation: XmlElement): Answer {
  const { actionType, tenantName, depName } = input(esc.ServiceAction, operation);
  if (actionType === undefined || tenantName === undefined || depName === undefined) throw missingInput();
  return begun(
    session,
    session.face.engine.serviceAction({ action: actionType, tenant: tenantName, deployment: depName }),
  );
}

function vmAction(session: OperationSession, operation: XmlElement): Answer {
  const { actionType, vmName, force = false } = input(esc.VmAction, operation);
  if (actionType === undefined || vmName === undefined) throw missingInput();
  return begun(session, session.face.engine.vmAction({ action: actionType, vmName, force }));
}

function recoveryVmAction(session: OperationSession, operation: XmlElement): Answer {
  const { vmName } = input(esc.RecoveryVmAction, operation);
  if (vmName === undefined) throw missingInput();
  return begun(session, session.face.engine.recoveryVmAction(vmName));
}

/** What `mandatory` in the YANG refuses before. */
function missingInput(): RpcFault {
  return new RpcFault([fault("missing-element", { message: "A mandatory parameter is missing" })]);
}

/** filterLog (guide l. 7660 to 7880); the answer is in the namespace of the call. */
function filterLog(session: OperationSession, operation: XmlElement): Answer {
  const { engine } = session.face;
  const spelling = operation.namespace === ESC_NS_HTTPS ? "https" : "http";
  const taken = engine.assumptions.get("filterlog-namespace");
  if (taken !== "both" && taken !== spelling) {
    throw rpcFault("unknown-namespace", {
      type: "protocol",
      message: `There is no operation filterLog in the namespace "${operation.namespace}"`,
      info: { "bad-element": operation.local, "bad-namespace": operation.namespace },
    });
  }
  const query = input(esc.FilterLog, operation);
  const level = query.log_level ?? "ERROR";
  const tags = (query.tags?.tag ?? []).map(({ name, value = "" }) => ({ name, value }));
  const lines = engine.world.log.search({
    level,
    count: query.log_count ?? 10,
    classifications: query.classifications?.classification ?? [],
    tags,
  });
  const output: FilterLogOutput = { filterLogResults: { log_level: level, logs: lines.map(logEntry) } };
  return { body: encode(esc.FilterLog, output, { kind: "reply", namespace: operation.namespace }) };
}

type LogEntry = NonNullable<NonNullable<FilterLogOutput["filterLogResults"]>["logs"]>[number];
type LogTag = NonNullable<NonNullable<LogEntry["tags"]>["tag"]>[number];

function logEntry(line: LogLine): LogEntry {
  return {
    classifications: { classification: line.classifications },
    tags: { tag: Object.entries(line.tags).map(([name, value]) => ({ name: name as LogTag["name"], value })) },
    log_date_time: logDateTime(line.time),
    log_message: line.message,
  };
}
