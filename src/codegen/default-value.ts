import { checkValue, type ModuleNames, Problem } from "../schema/codec.js";
import type { Type } from "../schema/descriptor.js";
import { codecOf } from "../schema/types.js";
import { NamespaceScope } from "../xml/names.js";
import type { CompileContext } from "./context.js";
import type { Statement } from "./statements.js";

const NUMBERS: ReadonlySet<string> = new Set([
  "int8",
  "int16",
  "int32",
  "int64",
  "uint8",
  "uint16",
  "uint32",
  "uint64",
]);

/**
 * The text of a default as descriptors carry it: numbers in decimal (RFC 7950 section 9.2.1 lets modules write hexadecimal and
 * octal ones), identities as `module:name`; everything else as written.
 *
 * @param statement the `default` statement, whose file says what prefixes mean
 * @throws YangError when it is no value of the type
 */
export function defaultText(statement: Statement, type: Type, context: CompileContext): string {
  const text = NUMBERS.has(type.base) ? decimal(statement.text) : statement.text;
  const scope = new ModuleScope(statement, context);
  const codec = codecOf(type);
  const value = codec.read(text, { scope, lenient: false, modules: scope.names });
  const problem = value instanceof Problem ? value : checkValue(codec, value);
  if (problem) throw statement.error(`This default does not fit the type: ${problem.message(false)}`);
  return holdsIdentity(type, value) ? String(value) : text;
}

function holdsIdentity(type: Type, value: unknown): boolean {
  if (type.base === "identityref") return true;
  if (type.base !== "union" || typeof value !== "string") return false;
  return type.types.some((member) => member.base === "identityref" && member.identities.includes(value));
}

/** `0x1F` and `017` are numbers in a module, though not in data. */
function decimal(text: string): string {
  const parts = /^([+-]?)(?:0([0-7]+)|0x([0-9a-fA-F]+))$/.exec(text);
  if (!parts) return text;
  const [, sign = "", octal, hexadecimal] = parts;
  const digits = octal === undefined ? BigInt(`0x${hexadecimal}`) : BigInt(`0o${octal}`);
  return `${sign === "-" ? "-" : ""}${digits}`;
}

/** What prefixes of qualified names mean in a module's text: no prefix is the module itself. */
class ModuleScope extends NamespaceScope {
  readonly names: ModuleNames;
  readonly #statement: Statement;
  readonly #context: CompileContext;

  constructor(statement: Statement, context: CompileContext) {
    super();
    this.#statement = statement;
    this.#context = context;
    const all = context.modules.modules;
    this.names = {
      namespaceOf: (module) => all.find(({ name }) => name === module)?.ref.namespace,
      moduleOf: (namespace) => all.find(({ ref }) => ref.namespace === namespace)?.name,
      prefixOf: (namespace) => all.find(({ ref }) => ref.namespace === namespace)?.ref.prefix,
    };
  }

  override resolve(prefix: string): string | undefined {
    const { modules } = this.#context;
    if (prefix === "") return modules.moduleOf(this.#statement).ref.namespace;
    return modules.tryResolve(prefix, this.#statement)?.ref.namespace;
  }
}
