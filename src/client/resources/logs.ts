import * as esc from "../../../generated/esc.js";
import { ValidationError } from "../../core/errors.js";
import type { WaitOptions } from "../../core/signal.js";
import { type LogLine, logLines } from "../../models/log-line.js";
import type { LogTimeOptions } from "../../models/log-time.js";
import { RpcError } from "../../netconf/rpc-error.js";
import { decode } from "../../schema/decode.js";
import { encode } from "../../schema/encode.js";
import { validate } from "../../schema/validate.js";
import type { EscGateway } from "../gateway.js";
import { ESC_NS } from "../select.js";

/** The namespace that the install guide's filterLog samples have (guide l.7829); everything else of ESC is in {@link ESC_NS}. */
const HTTPS_NS = "https://www.cisco.com/esc/esc";

/** Which lines of ESC's log are wanted (guide l.7690 to 7880). All conditions must hold. */
export interface LogFilter extends LogTimeOptions {
  /** Lines of this level and of graver ones. ESC's default: ERROR. */
  readonly level?: NonNullable<esc.FilterLogInput["log_level"]> | (string & {}) | undefined;
  /** The most lines, the latest ones. ESC's default: 10. */
  readonly count?: number | undefined;
  /** Lines of any one of these parts of ESC. Default: of all. */
  readonly classifications?: readonly (esc.LogClassificationTypes | (string & {}))[] | undefined;
  /** Lines with any one of these tags: `{ depName: "csr-1" }`. Default: all lines. */
  readonly tags?: Readonly<Partial<Record<esc.LogTagTypes | (string & {}), string>>> | undefined;
}

/** ESC's tagged log: `esc.logs`. */
export class Logs {
  readonly #gateway: EscGateway;
  /** Namespaces to try, the one that this ESC took first. */
  #namespaces: readonly string[] = [ESC_NS, HTTPS_NS];

  constructor(gateway: EscGateway) {
    this.#gateway = gateway;
  }

  /**
   * Reads lines of ESC's log, the latest ones that match, in the order ESC sends them. By YANG's rules the call has the namespace of
   * its module; the guide's samples have another, so an ESC that does not know the first gets the second, once.
   *
   * @throws ValidationError for a level, classification or tag that the model does not know; RpcError; EscError `maintenance`,
   *   `connection-lost`, `timeout`, `aborted`
   */
  async filter(wanted: LogFilter = {}, options: WaitOptions = {}): Promise<LogLine[]> {
    const [first, second] = this.#namespaces;
    try {
      return await this.#ask(wanted, first ?? ESC_NS, options);
    } catch (error) {
      if (second === undefined || !isUnknownName(error)) throw error;
      const lines = await this.#ask(wanted, second, options);
      this.#namespaces = [second];
      return lines;
    }
  }

  async #ask(wanted: LogFilter, namespace: string, options: WaitOptions): Promise<LogLine[]> {
    const { level, count, classifications, tags } = wanted;
    const entries = Object.entries(tags ?? {});
    // Words come from users and files; what the model does not know is refused with the list of what it knows.
    const input = {
      ...(level !== undefined && { log_level: level }),
      ...(count !== undefined && { log_count: count }),
      ...(classifications?.length && { classifications: { classification: classifications } }),
      ...(entries.length > 0 && { tags: { tag: entries.map(([name, value]) => ({ name, value })) } }),
    } as esc.FilterLogInput;
    const issues = validate(esc.FilterLog, input, { kind: "rpc" });
    if (issues.length > 0) throw new ValidationError(issues, "The filter of the log");
    const xml = encode(esc.FilterLog, input, { kind: "rpc", namespace });
    const reply = await this.#gateway.rpc("filterLog", xml, options);
    this.#namespaces = [namespace];
    const results = reply.elements("filterLogResults")[0];
    if (!results) return [];
    // ESC may answer in either namespace, whichever it was asked in.
    const decoded = decode(esc.FilterLogResults, results, { kind: "reply", namespace: results.namespace });
    return logLines(decoded, wanted);
  }
}

function isUnknownName(error: unknown): boolean {
  if (!(error instanceof RpcError)) return false;
  return error.errors.some((entry) => entry.tag === "unknown-namespace" || entry.tag === "unknown-element");
}
