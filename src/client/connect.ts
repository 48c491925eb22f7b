import { silentLogger } from "../core/logger.js";
import type { WaitOptions } from "../core/signal.js";
import { basic } from "../http/auth.js";
import { connectNetconf } from "../netconf/connect.js";
import { connectRest } from "../rest/connect.js";
import type { RestClient } from "../rest/rest-client.js";
import { type ConnectEscOptions, checkConfig, type EscConfig } from "./config.js";
import { EscClient } from "./esc-client.js";
import type { EscSession } from "./session.js";

/** XPath filters are taken by ESC although it does not claim the capability (guide l.692). */
const TAKEN_UNCLAIMED = [":xpath"];

/**
 * Connects to an ESC.
 *
 * @param options where it is and how to log in; see {@link ConnectEscOptions}. The simulator's `clientOptions()` fit
 * @throws EscError `invalid-input` that names the wrong options; `host-key` (with the fingerprint seen), `auth-failed`, `connection-failed`,
 *   `protocol-error`, `timeout`, `aborted`
 */
export async function connectEsc(options: ConnectEscOptions): Promise<EscClient> {
  const config = checkConfig(options);
  const client = new EscClient({
    name: config.host,
    openSession: (wait) => openSession(config, wait),
    logger: config.logger ?? silentLogger,
    reconnect: config.reconnect,
    reconnectEventsForMs: config.reconnectEventsForMs,
    finalEventWaitMs: config.finalEventWaitMs,
    silenceMs: config.silenceMs,
    rest: restOf(config),
  });
  const { signal, timeoutMs } = config;
  try {
    await client.open({ ...(signal && { signal }), ...(timeoutMs !== undefined && { timeoutMs }) });
  } catch (error) {
    await client.close();
    throw error;
  }
  return client;
}

/** Nothing is sent over REST yet. */
function restOf({ host, rest, logger }: EscConfig): RestClient | undefined {
  if (!rest) return undefined;
  const { username, password, baseUrl, ...options } = rest;
  const name = host.includes(":") && !host.startsWith("[") ? `[${host}]` : host;
  return connectRest({
    ...(logger && { logger }),
    ...options,
    baseUrl: baseUrl ?? `https://${name}:8443/ESCManager`,
    auth: basic(username, password),
  });
}

function openSession({ host, netconf, logger }: EscConfig, wait: WaitOptions): Promise<EscSession> {
  const assume = [...TAKEN_UNCLAIMED, ...(netconf.assume ?? [])];
  return connectNetconf({ ...netconf, ...wait, ...(logger && { logger }), host, assume });
}
