import { EscError } from "../../core/errors.js";
import type { XmlElement } from "../../xml/element.js";
import type { BodyTypes, Readable } from "../../xml/sink.js";
import { escapeXml } from "../../xml/writer.js";
import { contentXml, type Filter, filterNeeds, prefixesXml, type XmlContent, xpathText } from "../filter.js";
import {
  changeOperation,
  dataElement,
  insideData,
  type OkReply,
  type Operation,
  type OptionsGoSecond,
} from "../operation.js";
import { type WithDefaults, withDefaultsNeeds, withDefaultsXml } from "./with-defaults.js";

/** The namespace of ietf-netconf-nmda (RFC 8526). */
export const NMDA_NS = "urn:ietf:params:xml:ns:yang:ietf-netconf-nmda";
const DATASTORES_NS = "urn:ietf:params:xml:ns:yang:ietf-datastores";
const ORIGIN_NS = "urn:ietf:params:xml:ns:yang:ietf-origin";

/** A datastore of RFC 8342, or an identity of a server's own with its namespace. */
export type NmdaDatastore =
  | "running"
  | "candidate"
  | "startup"
  | "intended"
  | "operational"
  | { readonly identity: string; readonly namespace: string };

/** Arguments of get-data. */
export interface GetDataArguments extends OptionsGoSecond {
  readonly datastore: NmdaDatastore;
  /** What to return. Default everything. */
  readonly filter?: Filter | undefined;
  /** Only configuration (true) or only state (false). Default both. */
  readonly config?: boolean | undefined;
  /** How many levels of nodes to return. Default all. */
  readonly maxDepth?: number | undefined;
  /** Only nodes of these origins (`intended`, `system`, ...), of the operational datastore. Default any. */
  readonly origins?: readonly string[] | undefined;
  /** Says where nodes of the operational datastore come from. Default false. */
  readonly withOrigin?: boolean | undefined;
  readonly withDefaults?: WithDefaults | undefined;
}

/** Arguments of edit-data: `config` or `url`, not both. */
export interface EditDataArguments extends OptionsGoSecond {
  readonly datastore: NmdaDatastore;
  /** What stands inside of `<config>`. */
  readonly config?: XmlContent | undefined;
  /** Where the server shall read the change instead (capability `:url`). */
  readonly url?: string | undefined;
  /** Default: the server's, which is `merge`. */
  readonly defaultOperation?: "merge" | "replace" | "none" | undefined;
}

/** Servers with yang-library need not list modules in their hello. */
const NMDA = [NMDA_NS, ":yang-library:1.1"] as const;

/** get-data (RFC 8526 section 3.1.1): reads any datastore. Resolves with the `<data>` element, or with typed values by `as`. */
export function getData(options: GetDataArguments): Operation<XmlElement>;
export function getData<Types extends BodyTypes>(
  options: GetDataArguments,
  as: Readable<Types>,
): Operation<Types["data"]>;
export function getData(options: GetDataArguments, as?: Readable<BodyTypes>): Operation<unknown> {
  const { datastore, filter, config, maxDepth, origins = [], withOrigin, withDefaults } = options;
  if (maxDepth !== undefined && (!Number.isInteger(maxDepth) || maxDepth < 1 || maxDepth > 65_535)) {
    throw new EscError(
      "invalid-input",
      `maxDepth is ${maxDepth}: give a whole number from 1 to 65535, or leave it out`,
    );
  }
  const body = [
    `<get-data xmlns="${NMDA_NS}">${datastoreLeaf(datastore)}`,
    filter ? nmdaFilter(filter) : "",
    config === undefined ? "" : `<config-filter>${config}</config-filter>`,
    ...origins.map((origin) => `<origin-filter xmlns:or="${ORIGIN_NS}">or:${escapeXml(origin)}</origin-filter>`),
    maxDepth === undefined ? "" : `<max-depth>${maxDepth}</max-depth>`,
    withOrigin === true ? "<with-origin/>" : "",
    withDefaultsXml(withDefaults),
    "</get-data>",
  ].join("");
  return {
    name: "get-data",
    needs: [NMDA, ...filterNeeds(filter), ...withDefaultsNeeds(withDefaults)],
    changes: false,
    encode: () => body,
    receive: () => (as ? insideData("get-data", as.createSink("data")) : dataElement("get-data")),
  };
}

/**
 * edit-data (RFC 8526 section 3.1.2): changes any datastore that can be changed.
 *
 * @throws EscError `invalid-input` without a change, or with two
 */
export function editData({ datastore, config, url, defaultOperation }: EditDataArguments): Operation<OkReply> {
  if ((config === undefined) === (url === undefined)) {
    throw new EscError("invalid-input", "edit-data takes either config or url");
  }
  const change =
    config === undefined ? `<url>${escapeXml(url ?? "")}</url>` : `<config>${contentXml(config, "config")}</config>`;
  const operation = defaultOperation === undefined ? "" : `<default-operation>${defaultOperation}</default-operation>`;
  return changeOperation({
    name: "edit-data",
    needs: url === undefined ? [NMDA] : [NMDA, ":url"],
    body: `<edit-data xmlns="${NMDA_NS}">${datastoreLeaf(datastore)}${operation}${change}</edit-data>`,
  });
}

function datastoreLeaf(datastore: NmdaDatastore): string {
  const { identity, namespace } =
    typeof datastore === "string" ? { identity: datastore, namespace: DATASTORES_NS } : datastore;
  if (!/^[A-Za-z_][\w.-]*$/.test(identity)) throw new EscError("invalid-input", `"${identity}" is no datastore`);
  return `<datastore xmlns:ds="${escapeXml(namespace)}">ds:${identity}</datastore>`;
}

function nmdaFilter(filter: Filter): string {
  if (filter.type === "subtree") return `<subtree-filter>${contentXml(filter.content, "filter")}</subtree-filter>`;
  return `<xpath-filter${prefixesXml(filter)}>${xpathText(filter)}</xpath-filter>`;
}
