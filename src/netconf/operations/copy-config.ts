import { EscError } from "../../core/errors.js";
import { changeOperation, type OkReply, type Operation, type OptionsGoSecond } from "../operation.js";
import { type Datastore, datastoreXml, type InlineConfig, sourceNeeds, sourceXml, targetNeeds } from "./datastore.js";
import { type WithDefaults, withDefaultsNeeds, withDefaultsXml } from "./with-defaults.js";

/** Arguments of copy-config. */
export interface CopyConfigArguments extends OptionsGoSecond {
  /** The datastore to read, a URL of one (capability `:url`), or the configuration itself. */
  readonly source: Datastore | InlineConfig;
  /** The datastore that is replaced as a whole, or a URL of one. */
  readonly target: Datastore;
  /** How defaults are copied. Default: the server's way. */
  readonly withDefaults?: WithDefaults | undefined;
}

/**
 * copy-config (RFC 6241 section 7.3): replaces a whole configuration by another.
 *
 * @throws EscError `invalid-input` when both are the same
 */
export function copyConfig({ source, target, withDefaults }: CopyConfigArguments): Operation<OkReply> {
  const from = sourceXml(source);
  const to = datastoreXml(target);
  if (from === to) throw new EscError("invalid-input", "copy-config: source and target are the same");
  return changeOperation({
    name: "copy-config",
    needs: [...targetNeeds(target), ...sourceNeeds(source), ...withDefaultsNeeds(withDefaults)],
    body: `<copy-config><target>${to}</target><source>${from}</source>${withDefaultsXml(withDefaults)}</copy-config>`,
  });
}
