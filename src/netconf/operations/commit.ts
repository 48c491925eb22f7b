import { EscError } from "../../core/errors.js";
import { escapeXml } from "../../xml/writer.js";
import { changeOperation, type OkReply, type Operation, type OptionsGoSecond } from "../operation.js";

/** Arguments of commit. The last three need `confirmed` or, for `persistId`, a confirmed commit before. */
export interface CommitArguments extends OptionsGoSecond {
  /** Taken back by the server unless another commit follows in time (capability `:confirmed-commit`). Default false. */
  readonly confirmed?: boolean | undefined;
  /** Seconds until then. Default: the server's, which is 600. */
  readonly confirmTimeoutS?: number | undefined;
  /** A name under which a confirmed commit outlives this session (`:confirmed-commit:1.1`). */
  readonly persist?: string | undefined;
  /** The name of the confirmed commit that this one follows. */
  readonly persistId?: string | undefined;
}

/**
 * commit (RFC 6241 section 8.3.4.1), confirmed commit included (section 8.4): makes candidate the running configuration.
 *
 * @throws EscError `invalid-input` for arguments that do not go together
 */
export function commit(options: CommitArguments): Operation<OkReply> {
  const { confirmed = false, confirmTimeoutS, persist, persistId } = options;
  if (!confirmed && (confirmTimeoutS !== undefined || persist !== undefined)) {
    throw new EscError("invalid-input", "commit: confirmTimeoutS and persist need confirmed: true");
  }
  if (confirmTimeoutS !== undefined && (!Number.isInteger(confirmTimeoutS) || confirmTimeoutS < 1)) {
    throw new EscError("invalid-input", `confirmTimeoutS is ${confirmTimeoutS}: give whole seconds from 1`);
  }
  const named = persist !== undefined || persistId !== undefined;
  const needs = [":candidate"];
  if (confirmed) needs.push(":confirmed-commit");
  if (named) needs.push(":confirmed-commit:1.1");
  const leaf = (name: string, value: string | number | undefined) =>
    value === undefined ? "" : `<${name}>${escapeXml(String(value), name)}</${name}>`;
  const body = [
    confirmed ? "<confirmed/>" : "",
    leaf("confirm-timeout", confirmTimeoutS),
    leaf("persist", persist),
    leaf("persist-id", persistId),
  ].join("");
  return changeOperation({ name: "commit", needs, body: `<commit>${body}</commit>` });
}

/** cancel-commit (RFC 6241 section 8.4.4.1): takes a confirmed commit back at once. */
export function cancelCommit({ persistId }: Pick<CommitArguments, "persistId"> = {}): Operation<OkReply> {
  const id = persistId === undefined ? "" : `<persist-id>${escapeXml(persistId)}</persist-id>`;
  return changeOperation({
    name: "cancel-commit",
    needs: [":confirmed-commit:1.1"],
    body: `<cancel-commit>${id}</cancel-commit>`,
  });
}

/** discard-changes (RFC 6241 section 8.3.4.2): makes candidate the same as running again. */
export function discardChanges(): Operation<OkReply> {
  return changeOperation({ name: "discard-changes", needs: [":candidate"], body: "<discard-changes/>" });
}
