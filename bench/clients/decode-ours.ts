/** Decoding alone: bytes in pieces as they come from a network, to typed values. */
import { readFileSync } from "node:fs";
import * as esc from "../../generated/esc.js";
import { XmlReader } from "../../src/xml/reader.js";
import { printOutcome, readTask } from "../task.js";

const input = readFileSync(readTask().file ?? "");
const PIECE = 32 * 1024;

function decodeOnce(): esc.Data {
  const sink = esc.schema.createSink("config");
  const reader = new XmlReader(sink);
  for (let at = 0; at < input.length; at += PIECE) reader.write(input.subarray(at, at + PIECE));
  reader.end();
  return sink.finish();
}

decodeOnce();
const start = performance.now();
const data = decodeOnce();
const seconds = (performance.now() - start) / 1000;
if (data.esc_datamodel === undefined) throw new Error("nothing was decoded");
printOutcome(seconds, input.length);
