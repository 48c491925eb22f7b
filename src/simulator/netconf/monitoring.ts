import { XmlElement } from "../../xml/element.js";
import type { Engine } from "../engine/engine.js";
import { rpcFault } from "../rpc-fault.js";
import { capabilities } from "./capabilities.js";
import { MONITORING_NS, NETMOD_NOTIFICATION_NS } from "./namespaces.js";
import type { SessionEntry } from "./session-entry.js";
import { yangLibrary } from "./yang-library.js";

/** What there is to tell about the server. */
export interface MonitoredServer {
  readonly engine: Engine;
  readonly sessions: ReadonlyMap<number, SessionEntry>;
  readonly lockedBy: number | undefined;
}

type Content = string | readonly (XmlElement | undefined)[];

function element(namespace: string, local: string, content: Content): XmlElement {
  const children = typeof content === "string" ? [content] : content.filter((one) => one !== undefined);
  return new XmlElement({ namespace, local, children });
}

const state = (local: string, content: Content) => element(MONITORING_NS, local, content);
const stream = (local: string, content: Content) => element(NETMOD_NOTIFICATION_NS, local, content);

/** `netconf-state` (RFC 6022 section 2.1): capabilities, datastores, schemas, sessions. */
export function netconfState(face: MonitoredServer): XmlElement {
  const lock = face.lockedBy === undefined ? undefined : state("locks", [lockElement(face.lockedBy)]);
  return state("netconf-state", [
    state(
      "capabilities",
      capabilities(face.engine.assumptions).map((uri) => state("capability", uri)),
    ),
    state("datastores", [state("datastore", [state("name", "running"), lock])]),
    state(
      "schemas",
      yangLibrary().map((one) =>
        state("schema", [
          state("identifier", one.name),
          state("version", one.revision),
          state("format", "yang"),
          one.namespace === undefined ? undefined : state("namespace", one.namespace),
          state("location", "NETCONF"),
        ]),
      ),
    ),
    state(
      "sessions",
      [...face.sessions.values()].map((session) =>
        state("session", [
          state("session-id", String(session.id)),
          state("transport", "netconf-ssh"),
          state("username", session.user.name),
          state("source-host", session.sourceHost),
          state("login-time", session.loginTime),
        ]),
      ),
    ),
  ]);
}

function lockElement(session: number): XmlElement {
  return state("global-lock", [state("locked-by-session", String(session))]);
}

/** `netconf/streams` (RFC 5277 section 3.4): what can be subscribed to. */
export function notificationManagement(face: MonitoredServer): XmlElement {
  const replay = face.engine.assumptions.get("replay") === "on";
  const describe = (name: string, text: string, withReplay: boolean) =>
    stream("stream", [
      stream("name", name),
      stream("description", text),
      stream("replaySupport", String(withReplay)),
      withReplay ? stream("replayLogCreationTime", face.engine.startedAt) : undefined,
    ]);
  return stream("netconf", [
    stream("streams", [
      describe("NETCONF", "default NETCONF event stream", false),
      describe("escEvent", "Events of ESC", replay),
    ]),
  ]);
}

/**
 * Answers get-schema (RFC 6022 section 3.1) with the text of a YANG module.
 *
 * @throws RpcFault `invalid-value` for a module, version or format that there is not, `missing-element` without identifier
 */
export function getSchema(operation: XmlElement): XmlElement {
  const value = (name: string) => operation.elements(name)[0]?.text.trim();
  const identifier = value("identifier");
  if (identifier === undefined) {
    throw rpcFault("missing-element", {
      type: "protocol",
      message: "get-schema needs an identifier",
      info: { "bad-element": "identifier" },
    });
  }
  const version = value("version") ?? "";
  const format = (value("format") ?? "yang").replace(/^.*:/, "");
  const found = yangLibrary().find((one) => one.name === identifier && (version === "" || one.revision === version));
  if (found && format === "yang") return state("data", found.text);
  throw rpcFault("invalid-value", {
    message: `There is no schema ${identifier}${version === "" ? "" : ` of version ${version}`} in format ${format}`,
  });
}
