import { EscError } from "../../core/errors.js";
import { changeOperation, type OkReply, type Operation } from "../operation.js";
import { type Datastore, datastoreNeeds, datastoreXml } from "./datastore.js";

/**
 * delete-config (RFC 6241 section 7.4): deletes a configuration as a whole.
 *
 * @throws EscError `invalid-input` for running, which cannot be deleted
 */
export function deleteConfig(target: Exclude<Datastore, "running">): Operation<OkReply> {
  const xml = datastoreXml(target);
  if (xml === "<running/>")
    throw new EscError("invalid-input", "delete-config: running cannot be deleted (RFC 6241 section 7.4)");
  return changeOperation({
    name: "delete-config",
    needs: datastoreNeeds(target),
    body: `<delete-config><target>${xml}</target></delete-config>`,
  });
}
