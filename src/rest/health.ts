import type { EscHealthReport } from "../../generated/esc_rest.js";
import { EscError, isEscError } from "../core/errors.js";
import type { WaitOptions } from "../core/signal.js";
import type { HttpAnswer } from "../http/answer.js";
import type { HttpClient } from "../http/client.js";
import { DOCUMENTS } from "./document-types.js";
import { decodeElement, readElement } from "./documents.js";

/** One service of a node. */
export interface HealthService {
  /** `escmanager`, `elector`, `drbd`, `pgsql` and so on. */
  readonly name: string;
  /** `running`, `leader`, `follower`, `active`, `standby` and so on. */
  readonly status: string;
  /** Whether the status is what it should be; undefined where ESC does not say. */
  readonly expected: boolean | undefined;
}

/** One node of an active/active cluster. */
export interface HealthNode {
  readonly name: string;
  /** `HEALTHY`, or what it is instead. */
  readonly status: string;
  readonly datacenter: string | undefined;
  readonly services: readonly HealthService[];
}

/** How ESC is. */
export interface HealthReport {
  /** ESC's code, 2000 and more: see {@link explainHealthCode}. */
  readonly code: number;
  /** The same in ESC's words. */
  readonly message: string;
  /** True for codes from 2000 to 2999: ESC provides its service, if not at its best. */
  readonly serving: boolean;
  /** What the code means, where that is known. */
  readonly explanation: string | undefined;
  /** `INIT`: only preparations are taken. `READY`: everything is. Undefined where ESC does not say. */
  readonly stage: string | undefined;
  /** Empty but for active/active clusters. */
  readonly nodes: readonly HealthNode[];
  /** The HTTP status; that of reports in the 5000s is unconfirmed. */
  readonly httpStatus: number;
}

/** Where the health interface is, below the port's root (user guide 5.0). */
export const HEALTH_PATH = "/esc/health";

/**
 * Asks ESC how it is. A report that comes with a status outside 2xx is a report all the same.
 *
 * @throws HttpError where there is no report; EscErrors as `HttpClient.request`
 */
export async function readHealth(http: HttpClient, options: WaitOptions): Promise<HealthReport> {
  const answer = await http.request("GET", HEALTH_PATH, {
    ...options,
    headers: { accept: "application/xml, application/json;q=0.9" },
    takes: (other) => other.status !== 401 && isReport(other),
  });
  const report = parseReport(answer);
  const code = report.status_code;
  if (code === undefined)
    throw new EscError("protocol-error", `${answer.what} is a health report without a status_code`);
  return {
    code,
    message: report.message ?? "",
    serving: code >= 2000 && code < 3000,
    explanation: explainHealthCode(code),
    stage: report.stage,
    nodes: (report.nodes?.node ?? []).map((node) => ({
      name: node.name ?? "",
      status: node.status ?? "",
      datacenter: node.datacenter,
      services: (node.services?.service ?? []).map((service) => ({
        name: service.name ?? "",
        status: service.status ?? "",
        expected: service.is_expected === undefined ? undefined : /^true$/i.test(service.is_expected),
      })),
    })),
    httpStatus: answer.status,
  };
}

function parseReport(answer: HttpAnswer): EscHealthReport {
  const root = readElement(answer, "esc_health_report");
  if (root.local !== "esc_health_report") {
    throw new EscError("protocol-error", `${answer.what} is no esc_health_report but ${root.local}`);
  }
  return decodeElement(DOCUMENTS.healthReport, root, answer.what);
}

function isReport(answer: HttpAnswer): boolean {
  try {
    return parseReport(answer).status_code !== undefined;
  } catch (error) {
    if (isEscError(error)) return false;
    throw error;
  }
}

/**
 * What a code of a health report means. The series are documented, of the single codes only 2010; the others are unconfirmed.
 *
 * @returns undefined for a code of no series
 */
export function explainHealthCode(code: number): string | undefined {
  const known = CODES.get(code);
  if (known !== undefined) return known;
  if (code >= 2000 && code < 3000) return "ESC provides its service";
  return code >= 5000 && code < 6000 ? "ESC does not provide its service" : undefined;
}

const CODES: ReadonlyMap<number, string> = new Map([
  [2000, "ESC provides its service"],
  [2010, "ESC provides its service; a node of its cluster, or its peer, is not healthy"],
  [2020, "ESC provides its service; a service of the VIM cannot be reached"],
  [2030, "ESC provides its service; it has no credentials for a VIM"],
  [2040, "ESC provides its service; it has a VIM and is still initialising"],
  [2100, "ESC provides its service; neither its peer nor the VIM can be reached"],
  [5010, "ESC does not provide its service: ESC Manager is down"],
  [5020, "ESC does not provide its service: ConfD is down"],
  [5030, "ESC does not provide its service: MONA is down"],
  [5040, "ESC does not provide its service: the VIM manager is down"],
  [5060, "ESC does not provide its service: the ETSI service is down"],
  [5090, "ESC does not provide its service: several of its parts are down"],
]);
