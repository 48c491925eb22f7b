import { EscError } from "../../core/errors.js";
import { ElementSink } from "../../xml/element.js";
import { escapeXml } from "../../xml/writer.js";
import { prefixesXml } from "../filter.js";
import { changeOperation, type OkReply, type Operation } from "../operation.js";

const PARTIAL_LOCK_NS = "urn:ietf:params:xml:ns:netconf:partial-lock:1.0";

/** Arguments of partial-lock. */
export interface PartialLockArguments {
  /** XPath expressions, or instance identifiers where the server has no `:xpath`. At least one. */
  readonly select: string | readonly string[];
  /** The prefixes they use. Default none. */
  readonly namespaces?: Readonly<Record<string, string>> | undefined;
}

/** What partial-lock resolves with. */
export interface PartialLockReply {
  /** The number that unlocks it. */
  readonly lockId: number;
  /** The nodes that are locked now, as instance identifiers with the server's prefixes. */
  readonly lockedNodes: readonly string[];
}

/**
 * partial-lock (RFC 5717 section 2.4.1): locks parts of running.
 *
 * @throws EscError `invalid-input` without any expression
 */
export function partialLock({ select, namespaces = {} }: PartialLockArguments): Operation<PartialLockReply> {
  const expressions = typeof select === "string" ? [select] : select;
  if (expressions.length === 0 || expressions.some((one) => one.trim() === "")) {
    throw new EscError("invalid-input", "partial-lock needs expressions that are not empty");
  }
  const prefixes = prefixesXml({ namespaces });
  const selects = expressions.map((one) => `<select${prefixes}>${escapeXml(one, "The expression")}</select>`);
  return {
    name: "partial-lock",
    needs: [":partial-lock"],
    changes: false,
    encode: () => `<partial-lock xmlns="${PARTIAL_LOCK_NS}">${selects.join("")}</partial-lock>`,
    receive: () => {
      const sink = new ElementSink();
      return {
        open: (tag) => sink.open(tag),
        text: (text) => sink.text(text),
        close: () => sink.close(),
        finish() {
          const elements = sink.finish();
          const id = Number(elements.find((element) => element.local === "lock-id")?.text.trim() || Number.NaN);
          if (!Number.isInteger(id)) throw new EscError("protocol-error", "The reply to partial-lock has no lock-id");
          const nodes = elements.filter((element) => element.local === "locked-node");
          return { lockId: id, lockedNodes: nodes.map((node) => node.text.trim()) };
        },
      };
    },
  };
}

/** partial-unlock (RFC 5717 section 2.4.2): gives a partial lock of this session back. */
export function partialUnlock(lockId: number): Operation<OkReply> {
  return {
    ...changeOperation({
      name: "partial-unlock",
      needs: [":partial-lock"],
      body: `<partial-unlock xmlns="${PARTIAL_LOCK_NS}"><lock-id>${lockId}</lock-id></partial-unlock>`,
    }),
    changes: false,
  };
}
