/** The same documents to plain objects with fast-xml-parser, its defaults: no namespaces, no schema, numbers guessed. */
import { readFileSync } from "node:fs";
import { XMLParser } from "fast-xml-parser";
import { printOutcome, readTask } from "../task.js";

const input = readFileSync(readTask().file ?? "");

new XMLParser().parse(input);
const start = performance.now();
const data: Record<string, unknown> = new XMLParser().parse(input);
const seconds = (performance.now() - start) / 1000;
if (data["esc_datamodel"] === undefined) throw new Error("nothing was parsed");
printOutcome(seconds, input.length);
