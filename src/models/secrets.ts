import { inspect } from "node:util";
import { isSecretName, REDACTED } from "../core/logger.js";
import { XmlElement } from "../xml/element.js";
import { isPlain } from "./plain.js";

/**
 * A copy of a value in which no secret shows, for logs and error texts. A secret is told by its name: that of the leaf
 * (`vnc_password`, `encrypted_data`), or the one that an entry of a property list gives itself (`{ name: "os_password", value }`,
 * `{ prop_key, prop_value }`, a day-0 variable). Values, arrays and elements of any depth are taken.
 */
export function redactSecrets<T>(value: T): T {
  return redacted(value) as T;
}

function redacted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(redacted);
  if (value instanceof XmlElement) return redactedElement(value);
  if (!isPlain(value)) return value;
  const named = isSecretEntry(value);
  const entries = Object.entries(value).map(([key, inner]): [string, unknown] => [
    key,
    isSecretName(key) || (named && !ENTRY_NAMES.includes(key)) ? hidden(inner) : redacted(inner),
  ]);
  return Object.fromEntries(entries);
}

/** The leaves by which an entry of a property list says what it is. */
const ENTRY_NAMES: readonly string[] = ["name", "prop_key", "type"];

function isSecretEntry(value: Readonly<Record<string, unknown>>): boolean {
  return ["name", "prop_key"].some((key) => {
    const name = Object.hasOwn(value, key) ? value[key] : undefined;
    // An entry is small: a deployment called "token-service" must not vanish as a whole.
    return (
      typeof name === "string" && isSecretName(name) && Object.keys(value).some((field) => CONTENT.includes(field))
    );
  });
}

/** The leaves that hold the content of an entry. */
const CONTENT: readonly string[] = ["value", "encrypted_value", "val", "prop_value"];

function hidden(value: unknown): unknown {
  if (value === undefined) return undefined;
  return Array.isArray(value) ? value.map(() => REDACTED) : REDACTED;
}

function redactedElement(element: XmlElement): XmlElement {
  const children = element.elements();
  const named = children.some(
    (child) =>
      (child.local === "name" || child.local === "prop_key") &&
      isSecretName(child.text) &&
      children.some((other) => CONTENT.includes(other.local)),
  );
  return new XmlElement({
    ...element,
    children: element.children.map((child) => {
      if (typeof child === "string") return child;
      const secret = isSecretName(child.local) || (named && CONTENT.includes(child.local));
      return secret ? new XmlElement({ ...child, children: [REDACTED] }) : redactedElement(child);
    }),
  });
}

/**
 * Makes `util.inspect` (and so `console.log`) show a value and everything in it without its secrets. The hook is not enumerable:
 * encoding, comparing and copying do not see it. To be called before the value is frozen.
 */
export function concealSecrets(value: object): void {
  Object.defineProperty(value, inspect.custom, {
    value: (_depth: number, options: object) => inspect(redactSecrets(value), options),
    enumerable: false,
  });
}
