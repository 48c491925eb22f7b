import type { EscErrorCode } from "../index.js";

/** Exit status of an interrupted command (128 + SIGINT). */
export const INTERRUPTED = 130;

/**
 * Exit status by error code: 1 the server said no, 2 the input is wrong, 3 the connection failed, 4 time ran out. 0 is done.
 * Total over the closed union, so a new code cannot be forgotten.
 */
export const EXIT_STATUS: Readonly<Record<EscErrorCode, 1 | 2 | 3 | 4>> = {
  "rpc-error": 1,
  "workflow-failed": 1,
  problem: 1,
  "http-error": 1,
  maintenance: 1,
  "outcome-unknown": 1,
  "missing-capability": 1,
  "invalid-input": 2,
  validation: 2,
  signature: 2,
  unsupported: 2,
  "connection-failed": 3,
  "connection-lost": 3,
  "host-key": 3,
  "auth-failed": 3,
  "protocol-error": 3,
  "too-large": 3,
  closed: 3,
  overflow: 3,
  timeout: 4,
  aborted: 4,
};
