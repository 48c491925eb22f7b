/** What two readers make of a document, in one form that can be compared: ours, and saxes as a second opinion. */
import { SaxesParser } from "saxes";
import { XmlReader, type XmlReaderOptions } from "../../src/xml/reader.js";
import type { OpenTag, XmlHandler } from "../../src/xml/sink.js";

/** One event; texts that follow each other are one. */
export type Event =
  | readonly ["open", string, readonly (readonly [string, string])[], Readonly<Record<string, string>>]
  | readonly ["text", string]
  | readonly ["close"];

/** Events, or the words `refused` and the reason. */
export type Reading = readonly Event[] | { readonly refused: string };

/** Collects events. */
export class Recorder implements XmlHandler {
  readonly events: Event[] = [];

  open({ namespace, local, prefix, attributes, declared }: OpenTag): void {
    const list = attributes.map((one) => [`{${one.namespace}}${one.prefix}:${one.local}`, one.value] as const);
    this.events.push(["open", `{${namespace}}${prefix}:${local}`, list, { ...declared }]);
  }

  text(text: string): void {
    const last = this.events.at(-1);
    if (last?.[0] === "text") this.events[this.events.length - 1] = ["text", last[1] + text];
    else if (text !== "") this.events.push(["text", text]);
  }

  close(): void {
    this.events.push(["close"]);
  }
}

/** Reads with our reader; a string or bytes, in pieces. */
export function readOurs(pieces: readonly (string | Uint8Array)[], options: XmlReaderOptions = {}): Reading {
  const recorder = new Recorder();
  const reader = new XmlReader(recorder, options);
  try {
    for (const piece of pieces) reader.write(piece);
    reader.end();
    return recorder.events;
  } catch (error) {
    return { refused: error instanceof Error ? error.message : String(error) };
  }
}

/** Reads with saxes, which here refuses a DOCTYPE as well. */
export function readSaxes(text: string): Reading {
  const recorder = new Recorder();
  const parser = new SaxesParser({ xmlns: true, position: false });
  let depth = 0;
  parser.on("opentag", (tag) => {
    depth++;
    const attributes = Object.values(tag.attributes)
      .filter(({ name, prefix }) => prefix !== "xmlns" && name !== "xmlns")
      .map((one) => ({ namespace: one.uri, prefix: one.prefix, local: one.local, value: one.value }));
    const { uri, prefix, local, ns } = tag;
    recorder.open({ namespace: uri, prefix, local, attributes, declared: ns } as unknown as OpenTag);
  });
  parser.on("closetag", () => {
    depth--;
    recorder.close();
  });
  parser.on("text", (piece) => {
    if (depth > 0) recorder.text(piece);
  });
  parser.on("cdata", (piece) => recorder.text(piece));
  parser.on("doctype", () => {
    throw new Error("DOCTYPE");
  });
  parser.on("error", (error) => {
    throw error;
  });
  try {
    parser.write(text).close();
    return recorder.events;
  } catch (error) {
    return { refused: error instanceof Error ? error.message : String(error) };
  }
}

/** Whether a reading ended in a refusal. */
export function isRefused(reading: Reading): reading is { readonly refused: string } {
  return "refused" in reading;
}
