/*
 * The substatements that each statement of YANG may have (RFC 7950 sections 7, 9 and 14), as data. After a keyword: nothing =
 * exactly one, `?` = at most one, `*` = any number, `+` = at least one; `@1.1` = in YANG 1.1 only, and `?@*1.1` = any number there.
 */

const DATA = "container* leaf* leaf-list* list* choice* anydata*@1.1 anyxml* uses*";
const SCOPE = "typedef* grouping*";
const DOC = "status? description? reference?";
const NODE = `when? if-feature* ${DOC}`;
const META = "organization? contact? description? reference?";
const BODY = `extension* feature* identity* ${SCOPE} ${DATA} augment* rpc* notification* deviation*`;
const INNER = "action*@1.1 notification*@1.1";
const RESTRICTION = "error-message? error-app-tag? description? reference?";

/** The argument's form, by the name that the errors use. `none` means that the statement has no argument. */
export type ArgumentForm =
  | "none"
  | "string"
  | "identifier"
  | "reference"
  | "boolean"
  | "date"
  | "status"
  | "ordered-by"
  | "integer"
  | "non-negative"
  | "max-elements"
  | "modifier"
  | "deviate";

/** One row of the table: the form of the argument, then the substatements. */
type Row = readonly [form: ArgumentForm, substatements: string];

/** The statements of YANG by keyword. `deviate` has the substatements of all its forms; they are judged where it is applied. */
export const GRAMMAR: Readonly<Record<string, Row>> = {
  module: ["identifier", `yang-version? namespace prefix import* include* ${META} revision* ${BODY}`],
  submodule: ["identifier", `yang-version? belongs-to import* include* ${META} revision* ${BODY}`],
  "yang-version": ["string", ""],
  namespace: ["string", ""],
  prefix: ["identifier", ""],
  "belongs-to": ["identifier", "prefix"],
  import: ["identifier", "prefix revision-date? description?@1.1 reference?@1.1"],
  include: ["identifier", "revision-date? description?@1.1 reference?@1.1"],
  "revision-date": ["date", ""],
  revision: ["date", "description? reference?"],
  organization: ["string", ""],
  contact: ["string", ""],
  description: ["string", ""],
  reference: ["string", ""],
  extension: ["identifier", `argument? ${DOC}`],
  argument: ["identifier", "yin-element?"],
  "yin-element": ["boolean", ""],
  feature: ["identifier", `if-feature* ${DOC}`],
  "if-feature": ["string", ""],
  identity: ["identifier", `if-feature*@1.1 base?@*1.1 ${DOC}`],
  base: ["reference", ""],
  typedef: ["identifier", `type units? default? ${DOC}`],
  type: ["reference", "fraction-digits? range? length? pattern* enum* bit* path? base?@*1.1 require-instance? type*"],
  "fraction-digits": ["integer", ""],
  range: ["string", RESTRICTION],
  length: ["string", RESTRICTION],
  pattern: ["string", `modifier?@1.1 ${RESTRICTION}`],
  modifier: ["modifier", ""],
  enum: ["string", `value? if-feature*@1.1 ${DOC}`],
  value: ["integer", ""],
  bit: ["identifier", `position? if-feature*@1.1 ${DOC}`],
  position: ["non-negative", ""],
  path: ["string", ""],
  "require-instance": ["boolean", ""],
  units: ["string", ""],
  default: ["string", ""],
  status: ["status", ""],
  config: ["boolean", ""],
  mandatory: ["boolean", ""],
  presence: ["string", ""],
  "ordered-by": ["ordered-by", ""],
  "error-message": ["string", ""],
  "error-app-tag": ["string", ""],
  "min-elements": ["non-negative", ""],
  "max-elements": ["max-elements", ""],
  key: ["string", ""],
  unique: ["string", ""],
  must: ["string", RESTRICTION],
  when: ["string", "description? reference?"],
  container: ["identifier", `${NODE} ${SCOPE} ${DATA} ${INNER} must* presence? config?`],
  leaf: ["identifier", `${NODE} type units? must* default? config? mandatory?`],
  "leaf-list": ["identifier", `${NODE} type units? must* default*@1.1 config? min-elements? max-elements? ordered-by?`],
  list: [
    "identifier",
    `${NODE} ${SCOPE} ${DATA} ${INNER} must* key? unique* config? min-elements? max-elements? ordered-by?`,
  ],
  choice: [
    "identifier",
    `${NODE} case* container* leaf* leaf-list* list* anydata*@1.1 anyxml* choice*@1.1 default? config? mandatory?`,
  ],
  case: ["identifier", `${NODE} ${DATA}`],
  anydata: ["identifier", `${NODE} must* config? mandatory?`],
  anyxml: ["identifier", `${NODE} must* config? mandatory?`],
  grouping: ["identifier", `${DOC} ${SCOPE} ${DATA} ${INNER}`],
  uses: ["reference", `${NODE} refine* augment*`],
  refine: [
    "string",
    "if-feature*@1.1 must* presence? default?@*1.1 config? mandatory? min-elements? max-elements? description? reference?",
  ],
  augment: ["string", `${NODE} case* ${DATA} ${INNER}`],
  rpc: ["identifier", `if-feature* ${DOC} ${SCOPE} input? output?`],
  action: ["identifier", `if-feature* ${DOC} ${SCOPE} input? output?`],
  input: ["none", `must*@1.1 ${SCOPE} ${DATA}`],
  output: ["none", `must*@1.1 ${SCOPE} ${DATA}`],
  notification: ["identifier", `if-feature* ${DOC} ${SCOPE} ${DATA} must*@1.1`],
  deviation: ["string", "description? reference? deviate+"],
  deviate: ["deviate", "type? units? must* unique* default?@*1.1 config? mandatory? min-elements? max-elements?"],
};

/** The form of an argument: how it must look, and how an error describes that. */
export const FORMS: Readonly<Record<Exclude<ArgumentForm, "none">, readonly [form: RegExp, words: string]>> = {
  string: [/^/, "a string"],
  identifier: [/^[A-Za-z_][\w.-]*$/, "an identifier: a letter or _, then letters, digits, _ - ."],
  reference: [/^(?:[A-Za-z_][\w.-]*:)?[A-Za-z_][\w.-]*$/, "a name, or prefix:name"],
  boolean: [/^(?:true|false)$/, "true or false"],
  date: [/^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])$/, "a date, YYYY-MM-DD"],
  status: [/^(?:current|deprecated|obsolete)$/, "current, deprecated or obsolete"],
  "ordered-by": [/^(?:user|system)$/, "user or system"],
  integer: [/^(?:0|-?[1-9]\d*)$/, "an integer without leading zeros"],
  "non-negative": [/^(?:0|[1-9]\d*)$/, "a non-negative integer without leading zeros"],
  "max-elements": [/^(?:unbounded|[1-9]\d*)$/, "a positive integer or unbounded"],
  modifier: [/^invert-match$/, "invert-match"],
  deviate: [/^(?:not-supported|add|replace|delete)$/, "not-supported, add, replace or delete"],
};
