import { EscClient } from "../../src/client/esc-client.js";
import { silentLogger } from "../../src/core/logger.js";
import { RpcError, type RpcErrorEntry } from "../../src/netconf/rpc-error.js";
import { parseXml, XmlElement } from "../../src/xml/element.js";
import { writeXml } from "../../src/xml/writer.js";
import { FakeServer, type FakeSession } from "./fakes.js";

const NS = "http://www.cisco.com/esc/esc";

/** An ESC whose answers the test writes: running and operational data as XML, edits and rpcs recorded as text. */
export class FakeEsc {
  readonly server: FakeServer = new FakeServer();
  /** What stands inside esc_datamodel in running. */
  model = "";
  /** What stands inside esc_system_config in running. */
  system = "";
  /** What stands inside opdata. */
  opdata = "";
  readonly edits: string[] = [];
  readonly rpcs: string[] = [];
  /** May throw as ESC would refuse. */
  onEdit: (config: string) => void = () => undefined;
  /** Answers an rpc with what stands inside rpc-reply. */
  onRpc: (xml: string) => string = () => "<ok/>";
  readonly client: EscClient;
  #clock = 0;

  constructor() {
    this.server.onOpen = (session) => {
      session.onCall = async (name, request) => this.#answer(name, request);
    };
    this.client = new EscClient({
      name: "fake",
      openSession: this.server.open,
      logger: silentLogger,
      reconnect: true,
      reconnectEventsForMs: 10_000,
      finalEventWaitMs: 20,
      silenceMs: 60_000,
      rest: undefined,
    });
  }

  /** The session that has subscribed. */
  get events(): FakeSession {
    const session = [...this.server.sessions].reverse().find((one) => one.subscribed);
    if (!session) throw new Error("nobody has subscribed");
    return session;
  }

  /** ESC sends an event: its fields by name, `type` among them. */
  send(type: string, fields: Readonly<Record<string, string>> = {}): void {
    const { status = "SUCCESS", ...others } = fields;
    const leaves = Object.entries(others).map(([name, value]) => `<${name}>${value}</${name}>`);
    const body = `<escEvent xmlns="${NS}"><status>${status}</status>${leaves.join("")}<event><type>${type}</type></event></escEvent>`;
    const eventTime = new Date(Date.parse("2026-11-22T10:00:00Z") + this.#clock++).toISOString();
    void this.events.notifications.push({ eventTime, body: parseXml(body) });
  }

  fail(type: string, fields: Readonly<Record<string, string>> = {}): void {
    this.send(type, { status: "FAILURE", status_code: "500", status_message: "it broke", ...fields });
  }

  #answer(name: string, request: unknown): XmlElement {
    if (name === "edit-config" && typeof request === "object" && request && "config" in request) {
      const config = request.config instanceof XmlElement ? writeXml(request.config) : String(request.config);
      this.onEdit(config);
      this.edits.push(config);
      return parseXml("<rpc-reply><ok/></rpc-reply>");
    }
    if (name === "rpc") {
      const xml = request instanceof XmlElement ? writeXml(request) : String(request);
      this.rpcs.push(xml);
      return parseXml(`<rpc-reply>${this.onRpc(xml)}</rpc-reply>`);
    }
    const opdata = name === "get" && this.opdata ? `<opdata>${this.opdata}</opdata>` : "";
    const model = `<esc_datamodel xmlns="${NS}">${name === "get" ? "" : this.model}${opdata}</esc_datamodel>`;
    const system = `<esc_system_config xmlns="${NS}">${this.system}</esc_system_config>`;
    return parseXml(`<data xmlns="urn:ietf:params:xml:ns:netconf:base:1.0">${model}${system}</data>`);
  }
}

/** An `<rpc-error>` as ESC would answer. */
export function refused(entry: Partial<RpcErrorEntry>): RpcError {
  return new RpcError("edit-config", [{ type: "application", tag: "operation-failed", severity: "error", ...entry }]);
}
