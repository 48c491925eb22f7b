import { EscError } from "../../core/errors.js";
import { NOTIFICATION_NS } from "../../xml/names.js";
import { escapeXml } from "../../xml/writer.js";
import { type Filter, filterNeeds, filterXml } from "../filter.js";
import { type OkReply, type Operation, type OptionsGoSecond, okReply } from "../operation.js";

/** Arguments of create-subscription. Times are RFC 3339 strings or `Date`s. */
export interface SubscriptionArguments extends OptionsGoSecond {
  /** The stream. Default: the server's, which is `NETCONF`. */
  readonly stream?: string | undefined;
  /** Which notifications to send. Default all. */
  readonly filter?: Filter | undefined;
  /** Replay from here, not in the future. Default: no replay. */
  readonly startTime?: string | Date | undefined;
  /** End of the subscription, after `startTime`; may be in the future. Only with `startTime`. Default: none. */
  readonly stopTime?: string | Date | undefined;
}

/**
 * create-subscription (RFC 5277 section 2.1.1), everything in the notification namespace.
 *
 * @throws EscError `invalid-input` for times that are none or break the rules of RFC 5277
 */
export function createSubscription(options: SubscriptionArguments): Operation<OkReply> {
  const start = timestamp("startTime", options.startTime);
  const stop = timestamp("stopTime", options.stopTime);
  checkTimes(start, stop);
  const body = [
    `<create-subscription xmlns="${NOTIFICATION_NS}">`,
    options.stream === undefined ? "" : `<stream>${escapeXml(options.stream, "The stream")}</stream>`,
    options.filter ? filterXml(options.filter) : "",
    start === undefined ? "" : `<startTime>${start}</startTime>`,
    stop === undefined ? "" : `<stopTime>${stop}</stopTime>`,
    "</create-subscription>",
  ].join("");
  return {
    name: "create-subscription",
    needs: [":notification", ...filterNeeds(options.filter)],
    changes: false,
    encode: () => body,
    receive: () => okReply("create-subscription"),
  };
}

const RFC_3339 = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)$/;

function timestamp(name: string, time: string | Date | undefined): string | undefined {
  if (time === undefined) return undefined;
  const valid =
    typeof time === "string" ? RFC_3339.test(time) && !Number.isNaN(Date.parse(time)) : !Number.isNaN(time.getTime());
  if (valid) return typeof time === "string" ? time : time.toISOString();
  throw new EscError(
    "invalid-input",
    `${name} is ${String(time)}: give a Date or an RFC 3339 time with its zone, like 2026-01-31T12:00:00Z`,
  );
}

/** Clocks differ: a start a little ahead of ours may be the server's present. */
const CLOCK_TOLERANCE_MS = 30_000;

function checkTimes(start: string | undefined, stop: string | undefined): void {
  if (stop !== undefined && start === undefined) {
    throw new EscError("invalid-input", "stopTime needs a startTime (RFC 5277 section 2.1.1)");
  }
  if (start === undefined) return;
  if (Date.parse(start) > Date.now() + CLOCK_TOLERANCE_MS) {
    throw new EscError(
      "invalid-input",
      `startTime ${start} is in the future: replay starts in the past (RFC 5277 section 2.1.1)`,
    );
  }
  if (stop !== undefined && Date.parse(stop) <= Date.parse(start)) {
    throw new EscError("invalid-input", `stopTime ${stop} is not after startTime ${start}`);
  }
}
