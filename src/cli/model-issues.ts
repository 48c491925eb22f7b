import { isEscError, ValidationError, type ValidationIssue } from "../index.js";
import { csp, esc } from "../models/index.js";
import type { XmlElement } from "../netconf/index.js";
import { decode, validate } from "../schema/index.js";

const MODELS = [esc.schema, csp.schema] as const;

/** What a configuration is judged as: a whole one, or an edit, of which only types, keys and operations are judged. */
export type JudgedKind = "config" | "edit";

/**
 * Judges a configuration by the models of this package.
 *
 * @param source what the document is called in messages, usually a file's name
 * @returns every issue, or none
 * @throws EscError `invalid-input` for XML that is not well-formed
 */
export function modelIssues(
  document: string | XmlElement,
  { kind, source }: { readonly kind: JudgedKind; readonly source: string },
): readonly ValidationIssue[] {
  try {
    return validate(MODELS, decode(MODELS, document, { kind, source }), { kind });
  } catch (error) {
    if (isEscError(error, "validation") && error instanceof ValidationError) return error.issues;
    throw error;
  }
}

/**
 * Refuses an edit that breaks a model of ours. One that has anything of other models in it is left to the server.
 *
 * @throws ValidationError with every issue
 */
export function refuseInvalidEdit(config: XmlElement, source: string): void {
  const content = config.local === "config" ? config.elements() : [config];
  if (!content.every(({ namespace }) => OWN_NAMESPACES.has(namespace))) return;
  const issues = modelIssues(config, { kind: "edit", source });
  if (issues.length > 0) {
    throw new ValidationError(issues, `${source} is not sent (--skip-validation sends it all the same): it`);
  }
}

const OWN_NAMESPACES: ReadonlySet<string> = new Set(MODELS.map(({ module }) => module.namespace));
