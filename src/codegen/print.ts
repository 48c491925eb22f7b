/** A piece of program text: as it is, or a bracketed sequence that stands on one line where it fits and on several where not. */
export type Code = string | Bracketed;

interface Bracketed {
  /** What stands before the items, the bracket included: `leaf({ `. */
  readonly open: string;
  readonly items: readonly Code[];
  readonly close: string;
}

const WIDTH = 140;
const INDENT = "  ";

/** An array literal. */
export function arrayCode(items: readonly Code[]): Code {
  return items.length === 0 ? "[]" : { open: "[", items, close: "]" };
}

/** An object literal of `name: value` pairs; what is undefined is left out. */
export function objectCode(members: Readonly<Record<string, Code | undefined>>): Code {
  const items = Object.entries(members).flatMap(([name, value]) =>
    value === undefined ? [] : [labelled(`${propertyName(name)}: `, value)],
  );
  return items.length === 0 ? "{}" : { open: "{ ", items, close: " }" };
}

/** A call with one argument. */
export function callCode(name: string, argument: Code): Code {
  return typeof argument === "string"
    ? `${name}(${argument})`
    : { open: `${name}(${argument.open}`, items: argument.items, close: `${argument.close})` };
}

/** Plain data as a literal: strings, numbers, bigints, booleans, arrays and objects. */
export function literalCode(value: unknown): Code {
  if (typeof value === "bigint") return `${value}n`;
  if (Array.isArray(value)) return arrayCode(value.map(literalCode));
  if (typeof value === "object" && value !== null) {
    return objectCode(
      Object.fromEntries(
        Object.entries(value).map(([name, member]) => [name, member === undefined ? undefined : literalCode(member)]),
      ),
    );
  }
  return typeof value === "string" ? quote(value) : String(value);
}

/** A string literal. */
export function quote(text: string): string {
  return JSON.stringify(text).replaceAll("\u2028", "\\u2028").replaceAll("\u2029", "\\u2029");
}

/** A property's name as it may stand in an object literal or interface. */
export function propertyName(name: string): string {
  // A literal `__proto__:` would set the prototype; a computed name does not.
  if (name === "__proto__") return '["__proto__"]';
  return /^[A-Za-z_$][\w$]*$/.test(name) ? name : quote(name);
}

/** Puts text before a piece of code. */
export function labelled(label: string, code: Code): Code {
  return typeof code === "string" ? label + code : { ...code, open: label + code.open };
}

/**
 * The text of a piece of code.
 *
 * @param column how many characters stand before it in its first line
 * @param indent the indentation of the line that it begins in
 */
export function printCode(code: Code, column: number, indent = ""): string {
  if (typeof code === "string") return code;
  const line = flat(code, WIDTH - column);
  if (line !== undefined) return line;
  const inner = indent + INDENT;
  const items = code.items.map((item) => `${inner}${printCode(item, inner.length, inner)},\n`);
  return `${code.open.trimEnd()}\n${items.join("")}${indent}${code.close.trimStart()}`;
}

/** The code on one line, or undefined where it is longer than the room there is. */
function flat(code: Code, room: number): string | undefined {
  if (typeof code === "string") return code.length <= room ? code : undefined;
  let text = code.open;
  for (const [index, item] of code.items.entries()) {
    if (index > 0) text += ", ";
    const part = flat(item, room - text.length);
    if (part === undefined) return undefined;
    text += part;
  }
  text += code.close;
  return text.length <= room ? text : undefined;
}
