/** From YANG modules to TypeScript types and descriptors: what `npm run generate` and `esc-nb generate` use. */
export { EscError } from "../core/errors.js";
export { type CompileOptions, compile } from "./compile.js";
export type {
  Compilation,
  CompiledAny,
  CompiledCase,
  CompiledChild,
  CompiledChoice,
  CompiledContainer,
  CompiledLeaf,
  CompiledLeafList,
  CompiledList,
  CompiledModule,
  CompiledNode,
  CompiledNotification,
  CompiledRpc,
  Documentation,
} from "./compiled.js";
export { type EmitOptions, emitModule } from "./emit.js";
export type { FeatureChoice } from "./features.js";
export {
  compareFiles,
  type GeneratedFile,
  type GenerateOptions,
  type GenerateResult,
  generate,
  writeFiles,
} from "./generate.js";
export { compileYang, type UntypedBody } from "./instantiate.js";
export { type Position, YangError, type YangErrorPlace } from "./source.js";
export { fetchSources, type OfferedSchema, readYangDirectory, type YangSource } from "./sources.js";
export { parseStatements, Statement } from "./statements.js";
