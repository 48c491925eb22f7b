import type { XmlElement } from "../../xml/element.js";
import type { BodyTypes, Readable } from "../../xml/sink.js";
import { type Filter, filterNeeds, filterXml } from "../filter.js";
import { dataElement, insideData, type Operation, type OptionsGoSecond } from "../operation.js";
import { type WithDefaults, withDefaultsNeeds, withDefaultsXml } from "./with-defaults.js";

/** Arguments of get. */
export interface GetArguments extends OptionsGoSecond {
  /** What to return. Default everything. */
  readonly filter?: Filter | undefined;
  /** How to report nodes that have their default value (capability `:with-defaults`). Default: the server's way. */
  readonly withDefaults?: WithDefaults | undefined;
}

/** get (RFC 6241 section 7.7): configuration and state. Resolves with the `<data>` element, or with typed values by `as`. */
export function get(options: GetArguments): Operation<XmlElement>;
export function get<Types extends BodyTypes>(options: GetArguments, as: Readable<Types>): Operation<Types["data"]>;
export function get(options: GetArguments, as?: Readable<BodyTypes>): Operation<unknown> {
  const filter = options.filter ? filterXml(options.filter) : "";
  const body = `<get>${filter}${withDefaultsXml(options.withDefaults)}</get>`;
  return {
    name: "get",
    needs: [...filterNeeds(options.filter), ...withDefaultsNeeds(options.withDefaults)],
    changes: false,
    encode: () => body,
    receive: () => (as ? insideData("get", as.createSink("data")) : dataElement("get")),
  };
}
