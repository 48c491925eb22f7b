import { changeOperation, type OkReply, type Operation } from "../operation.js";
import { type Datastore, datastoreNeeds, datastoreXml } from "./datastore.js";

/** What can be locked: a datastore by its name. */
export type LockTarget = Exclude<Datastore, { readonly url: string }>;

/** lock (RFC 6241 section 7.5): keeps every other session from changing a datastore. */
export function lock(target: LockTarget): Operation<OkReply> {
  return {
    ...changeOperation({
      name: "lock",
      needs: datastoreNeeds(target),
      body: `<lock><target>${datastoreXml(target)}</target></lock>`,
    }),
    // A lock ends with its session, so a lost line leaves nothing behind.
    changes: false,
  };
}

/** unlock (RFC 6241 section 7.6): gives a lock of this session back. */
export function unlock(target: LockTarget): Operation<OkReply> {
  return {
    ...changeOperation({ name: "unlock", body: `<unlock><target>${datastoreXml(target)}</target></unlock>` }),
    changes: false,
  };
}
