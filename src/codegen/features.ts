import type { Definitions } from "./definitions.js";
import { type Statement, splitName } from "./statements.js";

/**
 * Which features a server is taken to have: by module name, the names of those that are on. A module that is not mentioned has
 * all of its features.
 */
export type FeatureChoice = Readonly<Record<string, readonly string[]>>;

const TOKEN = /\s*(?:([()])|([^\s()]+))/y;

/** Answers which features are on and judges `if-feature` (RFC 7950 sections 7.18.1 and 7.20.2). */
export class FeatureSet {
  readonly #definitions: Definitions;
  readonly #choice: FeatureChoice;
  readonly #known = new Map<Statement, boolean>();
  readonly #open: Statement[] = [];

  /** @throws YangError when features depend on each other in a circle, or a feature does not exist */
  constructor(definitions: Definitions, choice: FeatureChoice) {
    this.#definitions = definitions;
    this.#choice = choice;
    for (const module of definitions.modules.modules) {
      for (const feature of definitions.all("feature", module)) this.isOn(feature);
    }
  }

  /** Whether a `feature` is on: chosen, and so are those that it depends on. */
  isOn(feature: Statement): boolean {
    const known = this.#known.get(feature);
    if (known !== undefined) return known;
    if (this.#open.includes(feature)) {
      const circle = [...this.#open.slice(this.#open.indexOf(feature)), feature]
        .map((each) => each.text)
        .join(" needs ");
      throw feature.error(`Features may not depend on each other in a circle: ${circle}`);
    }
    this.#open.push(feature);
    const { name } = this.#definitions.modules.moduleOf(feature);
    const chosen = this.#choice[name]?.includes(feature.text) ?? true;
    const on = this.allows(feature.substatements) && chosen;
    this.#open.pop();
    this.#known.set(feature, on);
    return on;
  }

  /** Whether all `if-feature` statements among some substatements hold. */
  allows(substatements: readonly Statement[]): boolean {
    let allowed = true;
    for (const statement of substatements) {
      if (statement.keyword !== "if-feature" || statement.prefix !== undefined) continue;
      // No short cut: names in the rest are judged too.
      allowed = this.#evaluate(statement) && allowed;
    }
    return allowed;
  }

  #evaluate(statement: Statement): boolean {
    const tokens = tokensOf(statement);
    if (tokens.length > 1 && !this.#definitions.modules.is11(statement)) {
      throw statement.error(
        'An expression in if-feature needs YANG 1.1: put "yang-version 1.1;" at the top of the module',
      );
    }
    const isOn = (name: string): boolean => this.isOn(this.#definitions.find("feature", name, statement));
    const expression = new FeatureExpression(statement, tokens, isOn);
    return expression.evaluate();
  }
}

function tokensOf(statement: Statement): string[] {
  const tokens: string[] = [];
  TOKEN.lastIndex = 0;
  for (let found = TOKEN.exec(statement.text); found; found = TOKEN.exec(statement.text)) {
    tokens.push(found[1] ?? found[2] ?? "");
  }
  return tokens;
}

/** `or` binds loosest, then `and`, then `not`. */
class FeatureExpression {
  readonly #statement: Statement;
  readonly #tokens: readonly string[];
  readonly #isOn: (name: string) => boolean;
  #at = 0;

  constructor(statement: Statement, tokens: readonly string[], isOn: (name: string) => boolean) {
    this.#statement = statement;
    this.#tokens = tokens;
    this.#isOn = isOn;
  }

  evaluate(): boolean {
    const value = this.#or();
    if (this.#at < this.#tokens.length) throw this.#wrong(`"${this.#tokens[this.#at]}" is not expected`);
    return value;
  }

  #or(): boolean {
    let value = this.#and();
    while (this.#take("or")) value = this.#and() || value;
    return value;
  }

  #and(): boolean {
    let value = this.#not();
    while (this.#take("and")) value = this.#not() && value;
    return value;
  }

  #not(): boolean {
    if (this.#take("not")) return !this.#not();
    if (this.#take("(")) {
      const value = this.#or();
      if (!this.#take(")")) throw this.#wrong('a ")" is missing');
      return value;
    }
    const name = this.#tokens[this.#at];
    const [local] = splitName(name ?? "");
    if (name === undefined || !/^[A-Za-z_]/.test(local)) throw this.#wrong("the name of a feature is missing");
    this.#at++;
    return this.#isOn(name);
  }

  #take(token: string): boolean {
    if (this.#tokens[this.#at] !== token) return false;
    this.#at++;
    return true;
  }

  #wrong(what: string): Error {
    return this.#statement.error(`This if-feature cannot be read: ${what}`);
  }
}
