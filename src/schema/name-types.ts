import { type Codec, type ModuleNames, Problem, type ReadContext, show, trimmed, type WriteContext } from "./codec.js";
import type { IdentityrefType } from "./descriptor.js";

/** identityref (RFC 7950 section 9.10) as `module:name`; on the wire a prefix stands for the module. */
export function identityrefCodec(type: IdentityrefType): Codec {
  const known = new Set(type.identities);
  const byNamespace = new Map(Object.entries(type.namespaces).map(([module, namespace]) => [namespace, module]));
  const unknown = (shown: unknown) =>
    new Problem("type", shown, `is not an identity allowed here: ${type.identities.slice(0, 20).map(show).join(", ")}`);
  return {
    read(text, context) {
      const plain = context.lenient ? trimmed(text) : text;
      const colon = plain.indexOf(":");
      const namespace = context.scope.resolve(colon < 0 ? "" : plain.slice(0, colon)) ?? "";
      const module = byNamespace.get(namespace) ?? context.modules.moduleOf(namespace);
      const name = `${module ?? ""}:${plain.slice(colon + 1)}`;
      if (known.has(name)) return name;
      if (!context.lenient) return unknown(text);
      return module === undefined ? text : name;
    },
    write(value, context) {
      const name = String(value);
      const colon = name.indexOf(":");
      const module = name.slice(0, Math.max(colon, 0));
      const namespace = own(type.namespaces, module) ?? context.modules.namespaceOf(module);
      if (namespace === undefined) return name;
      return `${context.declare(namespace, context.modules.prefixOf(namespace) ?? module)}:${name.slice(colon + 1)}`;
    },
    shape: (value) => (typeof value === "string" ? undefined : unknown(value)),
    restrict: (value) => (known.has(String(value)) ? undefined : unknown(value)),
  };
}

function own(record: Readonly<Record<string, string>>, key: string): string | undefined {
  return Object.hasOwn(record, key) ? record[key] : undefined;
}

/** One step of an instance-identifier, with its names qualified as the text has them. */
export interface InstanceStep {
  readonly name: string;
  /** `[name='value']` pairs; `"."` is the value of a leaf-list, a number the position in a list without keys. */
  readonly predicates: readonly { readonly name: string; readonly value: string }[];
  readonly position?: number;
}

const NAME = String.raw`(?:\{[^}]*\}|[\p{L}_][\p{L}\p{N}_.\-]*:)?[\p{L}_][\p{L}\p{N}_.\-]*`;
const STEP = new RegExp(`/(${NAME})`, "uy");
const PREDICATE = new RegExp(
  String.raw`\[[ \t\r\n]*(?:(${NAME}|\.)[ \t\r\n]*=[ \t\r\n]*(?:'([^']*)'|"([^"]*)")|([1-9][0-9]*))[ \t\r\n]*\]`,
  "uy",
);

/** The steps of an instance-identifier (RFC 7950 section 9.13, `instance-identifier` in section 14); undefined when it is none. */
export function parseInstance(text: string): InstanceStep[] | undefined {
  const steps: InstanceStep[] = [];
  let at = 0;
  while (at < text.length) {
    STEP.lastIndex = at;
    const step = STEP.exec(text);
    if (!step) return undefined;
    at = STEP.lastIndex;
    const predicates: { name: string; value: string }[] = [];
    let position: number | undefined;
    for (;;) {
      PREDICATE.lastIndex = at;
      const found = PREDICATE.exec(text);
      if (!found) break;
      at = PREDICATE.lastIndex;
      if (found[4] !== undefined) position = Number(found[4]);
      else predicates.push({ name: found[1] ?? "", value: found[2] ?? found[3] ?? "" });
    }
    steps.push({ name: step[1] ?? "", predicates, ...(position === undefined ? {} : { position }) });
  }
  return steps.length === 0 ? undefined : steps;
}

/** The text of steps, with their names changed by `rename`. */
function printInstance(steps: readonly InstanceStep[], rename: (name: string) => string): string {
  return steps
    .map(({ name, predicates, position }) => {
      const tests = predicates.map((test) => {
        const quote = test.value.includes("'") ? '"' : "'";
        return `[${test.name === "." ? "." : rename(test.name)}=${quote}${test.value}${quote}]`;
      });
      return `/${rename(name)}${tests.join("")}${position === undefined ? "" : `[${position}]`}`;
    })
    .join("");
}

const NOT_INSTANCE = "is not an instance-identifier: it reads /module:node/module:node[module:key='value']";

/**
 * instance-identifier (RFC 7950 section 9.13) as text whose names carry module names (`/esc:a/esc:b[esc:id='1']`); on the wire
 * prefixes stand for the modules. A namespace of no known module stands in braces: `/{urn:other}a`.
 */
export const instanceIdentifierCodec: Codec = {
  read(text, context) {
    const steps = parseInstance(trimmed(text));
    if (!steps) return new Problem("type", text, NOT_INSTANCE);
    let unbound = false;
    const value = printInstance(steps, (name) => {
      const qualified = readName(name, context);
      unbound ||= qualified === undefined;
      return qualified ?? name;
    });
    return unbound ? new Problem("type", text, "has a name without a prefix, or a prefix that is not declared") : value;
  },
  write(value, context) {
    const steps = parseInstance(String(value));
    return steps ? printInstance(steps, (name) => writeName(name, context)) : String(value);
  },
  shape(value) {
    if (typeof value !== "string") return new Problem("type", value, "is not a text");
    const steps = parseInstance(value);
    const first = steps?.[0]?.name;
    return first?.includes(":") ? undefined : new Problem("type", value, NOT_INSTANCE);
  },
  restrict: () => undefined,
};

function readName(name: string, context: ReadContext): string | undefined {
  const colon = name.indexOf(":");
  const namespace = colon < 0 ? undefined : context.scope.resolve(name.slice(0, colon));
  return namespace === undefined ? undefined : qualify(namespace, name.slice(colon + 1), context.modules);
}

function qualify(namespace: string, local: string, modules: ModuleNames): string {
  const module = modules.moduleOf(namespace);
  return module === undefined ? `{${namespace}}${local}` : `${module}:${local}`;
}

function writeName(name: string, context: WriteContext): string {
  const brace = name.lastIndexOf("}");
  if (brace > 0) return `${context.declare(name.slice(1, brace), "ns")}:${name.slice(brace + 1)}`;
  const colon = name.indexOf(":");
  const namespace = colon < 0 ? undefined : context.modules.namespaceOf(name.slice(0, colon));
  if (namespace === undefined) return name;
  const prefix = context.modules.prefixOf(namespace) ?? name.slice(0, colon);
  return `${context.declare(namespace, prefix)}:${name.slice(colon + 1)}`;
}
