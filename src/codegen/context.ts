import { Definitions } from "./definitions.js";
import { type FeatureChoice, FeatureSet } from "./features.js";
import { IdentityGraph } from "./identities.js";
import type { ModuleSet } from "./modules.js";

/** What every step of a compilation looks things up in. */
export interface CompileContext {
  readonly modules: ModuleSet;
  readonly definitions: Definitions;
  readonly features: FeatureSet;
  readonly identities: IdentityGraph;
}

/**
 * Puts the look-up tables over all loaded modules together.
 *
 * @throws YangError for names defined twice, and for missing or circular features and identities
 */
export function createContext(modules: ModuleSet, choice: FeatureChoice = {}): CompileContext {
  const definitions = new Definitions(modules);
  const features = new FeatureSet(definitions, choice);
  const identities = new IdentityGraph(definitions, features);
  return { modules, definitions, features, identities };
}
