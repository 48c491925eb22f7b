import { Lexer, type Token, type YangVersion } from "./lexer.js";
import { type Position, SourceText, YangError } from "./source.js";

/** One YANG statement with what stands in it. `parent` and `root` make it possible to find what is in scope at this place. */
export class Statement {
  /** The prefix of an extension's statement; undefined for YANG's own. */
  readonly prefix: string | undefined;
  readonly keyword: string;
  readonly argument: string | undefined;
  readonly parent: Statement | undefined;
  /** The module or submodule statement. */
  readonly root: Statement;
  readonly substatements: Statement[] = [];
  readonly source: SourceText;
  readonly #offset: number;

  constructor(init: StatementInit) {
    this.prefix = init.prefix;
    this.keyword = init.keyword;
    this.argument = init.argument;
    this.parent = init.parent;
    this.root = init.parent?.root ?? this;
    this.source = init.source;
    this.#offset = init.offset;
  }

  /** Where the keyword stands. */
  get position(): Position {
    return this.source.position(this.#offset);
  }

  /** The argument, `""` where there is none. */
  get text(): string {
    return this.argument ?? "";
  }

  /** The first of YANG's own substatements with this keyword. */
  first(keyword: string): Statement | undefined {
    return this.substatements.find((sub) => sub.keyword === keyword && sub.prefix === undefined);
  }

  /** All of YANG's own substatements with this keyword, in order. */
  all(keyword: string): Statement[] {
    return this.substatements.filter((sub) => sub.keyword === keyword && sub.prefix === undefined);
  }

  /** The keyword with its prefix, and the argument, as written but shortened to one line: for messages. */
  toString(): string {
    const keyword = this.prefix === undefined ? this.keyword : `${this.prefix}:${this.keyword}`;
    const argument = this.text.replace(/\s+/g, " ");
    const shown = argument.length > 60 ? `${argument.slice(0, 57)}...` : argument;
    return shown === "" ? keyword : `${keyword} ${shown}`;
  }

  /** `file:line` of this statement, for messages about another one. */
  get place(): string {
    return `${this.source.name}:${this.position.line}`;
  }

  /** An error about this statement. */
  error(message: string): YangError {
    return new YangError(message, { file: this.source.name, ...this.position, statement: this.toString() });
  }
}

interface StatementInit {
  readonly prefix: string | undefined;
  readonly keyword: string;
  readonly argument: string | undefined;
  readonly parent: Statement | undefined;
  readonly source: SourceText;
  readonly offset: number;
}

const KEYWORD = /^(?:([A-Za-z_][\w.-]*):)?([A-Za-z_][\w.-]*)$/;

/**
 * Reads one YANG text into its statements (RFC 7950 section 6, and RFC 6020's where the text is YANG 1.0). Keywords are not
 * judged here, see `checkGrammar`.
 *
 * @param name the file's name for messages
 * @param text the module or submodule
 * @returns the one statement of the file
 * @throws YangError where the text is not a statement
 */
export function parseStatements(name: string, text: string): Statement {
  return new Parser(new SourceText(name, text)).parse();
}

/** Splits `prefix:name` into name and prefix; the prefix is undefined where there is none. */
export function splitName(name: string): [local: string, prefix: string | undefined] {
  const colon = name.indexOf(":");
  return colon < 0 ? [name, undefined] : [name.slice(colon + 1), name.slice(0, colon)];
}

class Parser {
  readonly #source: SourceText;
  readonly #lexer: Lexer;
  #ahead: Token | undefined;

  constructor(source: SourceText) {
    this.#source = source;
    this.#lexer = new Lexer(source);
  }

  parse(): Statement {
    let root: Statement | undefined;
    let open: Statement | undefined;
    for (;;) {
      const token = this.#next();
      if (token.kind === "end") break;
      if (token.kind === "close" && open) {
        open = open.parent;
        continue;
      }
      if (root && !open)
        throw this.#lexer.error("A YANG file holds one module: nothing may follow its }", token.offset);
      const statement = this.#statement(token, open);
      root ??= statement;
      if (this.#opens(statement)) open = statement;
    }
    if (!root) throw this.#lexer.error("There is no statement in this file: a module or submodule is needed", 0);
    if (open) throw open.error("This statement has no end: its } is missing");
    return root;
  }

  #next(): Token {
    const token = this.#ahead ?? this.#lexer.next();
    this.#ahead = undefined;
    return token;
  }

  #statement(token: Token, parent: Statement | undefined): Statement {
    const parts = token.kind === "word" ? KEYWORD.exec(token.value) : null;
    if (!parts) throw this.#lexer.error(`A keyword is needed here, not ${show(token)}`, token.offset);
    const [, prefix, keyword = ""] = parts;
    const argument = this.#argument();
    const statement = new Statement({ prefix, keyword, argument, parent, source: this.#source, offset: token.offset });
    parent?.substatements.push(statement);
    if (keyword === "yang-version" && parent && !parent.parent) this.#lexer.version = versionOf(statement);
    return statement;
  }

  /** The argument: one word, or quoted strings joined by `+`; undefined where the statement has none. */
  #argument(): string | undefined {
    const token = this.#next();
    if (token.kind === "word") return token.value;
    if (token.kind !== "quoted") {
      this.#ahead = token;
      return undefined;
    }
    let text = token.value;
    for (;;) {
      const plus = this.#next();
      if (plus.kind !== "word" || plus.value !== "+") {
        this.#ahead = plus;
        return text;
      }
      const more = this.#next();
      if (more.kind !== "quoted") throw this.#lexer.error("After + a quoted string is needed", more.offset);
      text += more.value;
    }
  }

  #opens(statement: Statement): boolean {
    const token = this.#next();
    if (token.kind === "open") return true;
    if (token.kind === "semicolon") return false;
    throw this.#lexer.error(`After "${statement}" comes ; or {, not ${show(token)}`, token.offset);
  }
}

function show(token: Token): string {
  if (token.kind === "end") return "the end of the file";
  const value = token.value.length > 30 ? `${token.value.slice(0, 27)}...` : token.value;
  return token.kind === "quoted" ? `the string "${value}"` : `"${value}"`;
}

function versionOf(statement: Statement): YangVersion {
  const { text } = statement;
  if (text === "1" || text === "1.1") return text;
  throw statement.error('The version of YANG is "1" or "1.1"');
}
