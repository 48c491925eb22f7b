import type { XmlElement } from "../../xml/element.js";
import type { BodyTypes, Readable } from "../../xml/sink.js";
import { type Filter, filterNeeds, filterXml } from "../filter.js";
import { dataElement, insideData, type Operation, type OptionsGoSecond } from "../operation.js";
import { type Datastore, datastoreNeeds, datastoreXml } from "./datastore.js";
import { type WithDefaults, withDefaultsNeeds, withDefaultsXml } from "./with-defaults.js";

/** Arguments of get-config. */
export interface GetConfigArguments extends OptionsGoSecond {
  /** The datastore to read. Default `running`. */
  readonly source?: Datastore | undefined;
  /** What to return. Default everything. */
  readonly filter?: Filter | undefined;
  /** How to report nodes that have their default value (capability `:with-defaults`). Default: the server's way. */
  readonly withDefaults?: WithDefaults | undefined;
}

/** get-config (RFC 6241 section 7.1): configuration. Resolves with the `<data>` element, or with typed values by `as`: what its model does not know is kept aside (`unknownElements`). */
export function getConfig(options: GetConfigArguments): Operation<XmlElement>;
export function getConfig<Types extends BodyTypes>(
  options: GetConfigArguments,
  as: Readable<Types>,
): Operation<Types["config"]>;
export function getConfig(options: GetConfigArguments, as?: Readable<BodyTypes>): Operation<unknown> {
  const source = options.source ?? "running";
  const filter = options.filter ? filterXml(options.filter) : "";
  const body = `<get-config><source>${datastoreXml(source)}</source>${filter}${withDefaultsXml(options.withDefaults)}</get-config>`;
  // Read as leniently as `data`: servers hold modules of their own beside those of `as`, and are newer than models.
  const receive = () => (as ? insideData("get-config", as.createSink("data")) : dataElement("get-config"));
  return {
    name: "get-config",
    needs: [...datastoreNeeds(source), ...filterNeeds(options.filter), ...withDefaultsNeeds(options.withDefaults)],
    changes: false,
    encode: () => body,
    receive,
  };
}
