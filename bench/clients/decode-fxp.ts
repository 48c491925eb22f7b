/** The same documents to plain objects with fast-xml-parser, its defaults: no namespaces, no schema, numbers guessed. */
import { XMLParser } from "fast-xml-parser";
import { escConfig, indented } from "../corpus.js";
import { printOutcome, readTask } from "../task.js";

const { count: bytes, document } = readTask();
const text = escConfig(document === "indented" ? bytes * 0.6 : bytes);
const input = Buffer.from(document === "indented" ? indented(text) : text);

new XMLParser().parse(input);
const start = performance.now();
const data: Record<string, unknown> = new XMLParser().parse(input);
const seconds = (performance.now() - start) / 1000;
if (data["esc_datamodel"] === undefined) throw new Error("nothing was parsed");
printOutcome(seconds, input.length);
