import { EscError, isEscError } from "../core/errors.js";
import type { Capabilities } from "./capabilities.js";
import type { OkReply, Operation } from "./operation.js";
import { commit, discardChanges } from "./operations/commit.js";
import { type EditConfigArguments, editConfig } from "./operations/edit-config.js";
import { lock, unlock } from "./operations/lock.js";
import { validate } from "./operations/validate.js";
import type { Quirks } from "./quirks.js";
import { RpcError } from "./rpc-error.js";

/** What a transaction's function works with. */
export interface Transaction {
  /** Where the changes go: `candidate`, or `running` where the server has no candidate. */
  readonly target: "candidate" | "running";
  /** edit-config on the locked target. On running each edit is done as a whole or not at all, where the server can do that. */
  editConfig(change: Omit<EditConfigArguments, "target" | "errorOption">): Promise<OkReply>;
}

/** What a transaction runs on. */
export interface TransactionContext {
  /** Carries out an operation on the session. */
  readonly call: <T>(operation: Operation<T>) => Promise<T>;
  readonly capabilities: Capabilities;
  readonly quirks: Quirks;
  readonly wanted: "candidate" | "running";
}

/**
 * Runs a function between lock and unlock, and makes its changes take effect together: on candidate by validate and commit, on running
 * edit by edit. See `NetconfSession.transaction`.
 */
export async function runTransaction<T>(
  context: TransactionContext,
  work: (transaction: Transaction) => Promise<T>,
): Promise<T> {
  const { call, capabilities, wanted } = context;
  const target = wanted === "candidate" && capabilities.has(":candidate") ? "candidate" : "running";
  await call(lock(target));
  let changed = false;
  const change: Transaction["editConfig"] = async (edit) => {
    const reply = await call(editConfig({ ...edit, target, ...safeguards(target, capabilities) }));
    changed = true;
    return reply;
  };
  try {
    const result = await work({ target, editConfig: change });
    if (target === "candidate") await takeEffect(context);
    return result;
  } catch (error) {
    if (target === "candidate") await quietly(context, discardChanges());
    // What is done on running stays done.
    throw target === "running" && changed ? partlyApplied(error) : error;
  } finally {
    await quietly(context, unlock(target));
  }
}

function safeguards(target: string, capabilities: Capabilities): Pick<EditConfigArguments, "errorOption"> {
  const rollback = target === "running" && capabilities.has(":rollback-on-error");
  return rollback ? { errorOption: "rollback-on-error" } : {};
}

async function takeEffect({ call, capabilities, quirks }: TransactionContext): Promise<void> {
  // Without validate, commit checks as well and refuses as a whole (RFC 6241 section 8.3.4.1).
  if (capabilities.has(":validate") && !quirks.validateForgetsChanges) await call(validate("candidate"));
  await call(commit({}));
}

/** Cleans up without hiding how the transaction went; what the server does not take back now, the end of the session does. */
async function quietly({ call }: TransactionContext, operation: Operation<unknown>): Promise<void> {
  await call(operation).catch(() => undefined);
}

function partlyApplied(error: unknown): unknown {
  if (error instanceof RpcError) return error.withOpenOutcome();
  if (!isEscError(error) || error.mayHaveBeenApplied) return error;
  return new EscError(error.code, `${error.message}. Earlier edits of the transaction are done and stay`, {
    cause: error,
    mayHaveBeenApplied: true,
  });
}
