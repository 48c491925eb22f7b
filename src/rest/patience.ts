/** How long `done()` waits by default for anything but deployments, in milliseconds: ten minutes. */
export const PATIENCE_MS = 600_000;

/** How long `done()` waits by default for deployments, in milliseconds: an hour. VMs boot, and may be recovered on the way. */
export const DEPLOYMENT_PATIENCE_MS = 3_600_000;
