import { changeOperation, type OkReply, type Operation } from "../operation.js";
import { type Datastore, type InlineConfig, sourceNeeds, sourceXml } from "./datastore.js";

/** validate (RFC 6241 section 8.6.4.1): has the server check a datastore, or a configuration in the call, as a whole. */
export function validate(source: Datastore | InlineConfig): Operation<OkReply> {
  return {
    ...changeOperation({
      name: "validate",
      needs: [":validate", ...sourceNeeds(source)],
      body: `<validate><source>${sourceXml(source)}</source></validate>`,
    }),
    changes: false,
  };
}
