#!/usr/bin/env node
import { COMMANDS } from "./commands/index.js";
import { runCli } from "./run.js";

const interrupted = new AbortController();
let presses = 0;
process.on("SIGINT", () => {
  presses++;
  // The first asks for an orderly end, the second insists.
  if (presses > 1) process.exit(130);
  interrupted.abort();
});
process.on("SIGTERM", () => interrupted.abort());
// A reader that has seen enough (`esc-nb watch | head`) is no error and no interruption.
let readerLeft = false;
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code !== "EPIPE") throw error;
  readerLeft = true;
  interrupted.abort();
});

const status = await runCli(process.argv.slice(2), COMMANDS, {
  terminal: { out: process.stdout, err: process.stderr, input: process.stdin, env: process.env },
  signal: interrupted.signal,
});
process.exitCode = readerLeft && presses === 0 ? 0 : status;
