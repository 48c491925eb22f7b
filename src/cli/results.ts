import { writeXml, type XmlElement } from "../netconf/index.js";
import type { CommandContext } from "./command.js";

/** Prints a result: indented XML, or with `--json` the same tree as JSON. */
export function printElement(context: CommandContext, element: XmlElement): void {
  const text = context.options.flag("json")
    ? JSON.stringify(elementToJson(element), null, 2)
    : writeXml(element, { indent: true });
  context.terminal.out.write(`${text.trimEnd()}\n`);
}

/** Prints any value: a line of text, or with `--json` its JSON. */
export function printValue(context: CommandContext, value: unknown, text: () => string): void {
  context.terminal.out.write(context.options.flag("json") ? `${toJsonText(value)}\n` : `${text()}\n`);
}

/** JSON with 64-bit numbers as strings (RFC 7951 section 6.1) and dates as RFC 3339. */
export function toJsonText(value: unknown, indent?: number): string {
  return JSON.stringify(value, (_, item: unknown) => (typeof item === "bigint" ? item.toString() : item), indent);
}

/** JSON of XML whose model is not known: elements by name, repeated ones as arrays, leaves as strings. */
export function elementToJson(element: XmlElement): unknown {
  return { [element.local]: contentToJson(element) };
}

function contentToJson(element: XmlElement): unknown {
  const children = element.elements();
  if (children.length === 0) return element.text;
  const content = new Map<string, unknown[]>();
  for (const child of children) content.set(child.local, [...(content.get(child.local) ?? []), contentToJson(child)]);
  return Object.fromEntries([...content].map(([name, values]) => [name, values.length === 1 ? values[0] : values]));
}
