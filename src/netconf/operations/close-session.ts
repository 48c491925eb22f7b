import { type OkReply, type Operation, okReply } from "../operation.js";

/** close-session (RFC 6241 section 7.8): the server ends this session in order. */
export function closeSession(): Operation<OkReply> {
  return {
    name: "close-session",
    needs: [],
    changes: false,
    encode: () => "<close-session/>",
    receive: () => okReply("close-session"),
  };
}
