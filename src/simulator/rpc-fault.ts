import { buildRpcError, NETCONF_NS, type RpcErrorEntry } from "../netconf/messages.js";
import { XmlElement } from "../xml/element.js";
import { NamespaceScope } from "../xml/names.js";

/** What an `<rpc-error>` says beside type, tag and severity. */
export interface FaultDetails {
  /** Default `application`. */
  readonly type?: "transport" | "rpc" | "protocol" | "application";
  readonly appTag?: string;
  readonly path?: string;
  /** What the prefixes in `path` stand for. */
  readonly prefixes?: Readonly<Record<string, string>>;
  readonly message?: string;
  /** The leaves of error-info (RFC 6241 appendix A), as name and text. */
  readonly info?: Readonly<Record<string, string>>;
}

/** One error of a reply, with what its path's prefixes mean. */
export interface Fault extends RpcErrorEntry {
  readonly prefixes?: Readonly<Record<string, string>>;
}

/** A request is answered with `<rpc-error>`: thrown anywhere while it is being worked on. Never leaves the simulator. */
export class RpcFault extends Error {
  override readonly name = "RpcFault";
  readonly faults: readonly Fault[];

  constructor(faults: readonly Fault[]) {
    super(faults.map((fault) => fault.message ?? fault.tag).join("; "));
    this.faults = faults;
  }
}

/** Makes an error of a reply. */
export function fault(tag: RpcErrorEntry["tag"], details: FaultDetails = {}): Fault {
  const { type = "application", info, ...rest } = details;
  return { type, tag, severity: "error", ...rest, ...(info ? { info: infoElement(info) } : {}) };
}

/** Makes the exception that answers with one error. */
export function rpcFault(tag: RpcErrorEntry["tag"], details: FaultDetails = {}): RpcFault {
  return new RpcFault([fault(tag, details)]);
}

function infoElement(info: Readonly<Record<string, string>>): XmlElement {
  const children = Object.entries(info).map(
    ([local, text]) => new XmlElement({ namespace: NETCONF_NS, local, children: [text] }),
  );
  return new XmlElement({ namespace: NETCONF_NS, local: "error-info", children });
}

/** The `<rpc-error>` of a fault; prefixes of its path are declared on `error-path` (RFC 6241 section 4.3). */
export function faultElement(one: Fault): XmlElement {
  const element = buildRpcError(one);
  const { prefixes } = one;
  if (!prefixes) return element;
  const children = element.children.map((child) =>
    typeof child !== "string" && child.local === "error-path"
      ? new XmlElement({ ...child, scope: new NamespaceScope(prefixes) })
      : child,
  );
  return new XmlElement({ ...element, children });
}
