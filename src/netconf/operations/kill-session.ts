import { EscError } from "../../core/errors.js";
import { changeOperation, type OkReply, type Operation } from "../operation.js";

/**
 * kill-session (RFC 6241 section 7.9): the server ends another session, at once.
 *
 * @param sessionId 1 to 4294967295
 * @throws EscError `invalid-input` for what is no session-id
 */
export function killSession(sessionId: number): Operation<OkReply> {
  if (!Number.isInteger(sessionId) || sessionId < 1 || sessionId > 4_294_967_295) {
    throw new EscError("invalid-input", `${sessionId} is no session-id: give a whole number from 1 to 4294967295`);
  }
  return changeOperation({
    name: "kill-session",
    body: `<kill-session><session-id>${sessionId}</session-id></kill-session>`,
  });
}
