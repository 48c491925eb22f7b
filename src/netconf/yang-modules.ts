import type { XmlElement } from "../xml/element.js";
import type { Capabilities } from "./capabilities.js";
import { type Filter, subtree } from "./filter.js";
import { MONITORING_NS } from "./operations/get-schema.js";

const YANG_LIBRARY_NS = "urn:ietf:params:xml:ns:yang:ietf-yang-library";

/** One YANG module that a server has. */
export interface YangModule {
  readonly name: string;
  /** The revision date; absent where the module has none. */
  readonly revision?: string;
  readonly namespace: string;
  /** The features that the server supports. */
  readonly features: readonly string[];
  /** Names of the modules that deviate from this one. */
  readonly deviations: readonly string[];
  readonly submodules: readonly { readonly name: string; readonly revision?: string }[];
  /** False where the module is only there to be imported from. */
  readonly implemented: boolean;
}

/** Where a server's list of modules comes from, best first: see {@link moduleSources}. */
export interface ModuleSource {
  readonly filter: Filter;
  read(data: XmlElement, capabilities: Capabilities): YangModule[];
}

/**
 * The places where a server may list its modules, best first: yang-library as of RFC 8525, as of RFC 7895, and ietf-netconf-monitoring
 * (RFC 6022), which knows no features: those come from the hello.
 */
export function moduleSources(capabilities: Capabilities): ModuleSource[] {
  const sources: ModuleSource[] = [];
  const library = capabilities.has(":yang-library") || capabilities.has(YANG_LIBRARY_NS);
  if (capabilities.has(":yang-library:1.1") || (library && !capabilities.has(":yang-library:1.0"))) {
    sources.push({
      filter: subtree(`<yang-library xmlns="${YANG_LIBRARY_NS}"><module-set/></yang-library>`),
      read: readLibrary,
    });
  }
  if (library) sources.push({ filter: subtree(`<modules-state xmlns="${YANG_LIBRARY_NS}"/>`), read: readModulesState });
  if (capabilities.has(MONITORING_NS)) {
    sources.push({
      filter: subtree(`<netconf-state xmlns="${MONITORING_NS}"><schemas/></netconf-state>`),
      read: readSchemas,
    });
  }
  return sources;
}

/** The modules that the hello names (RFC 6020 section 5.6.4). */
export function modulesOfHello(capabilities: Capabilities): YangModule[] {
  const modules: YangModule[] = [];
  for (const uri of capabilities) {
    const end = uri.indexOf("?");
    const parameters = new URLSearchParams(end < 0 ? "" : uri.slice(end + 1));
    const name = parameters.get("module");
    if (name === null) continue;
    modules.push({
      name,
      ...revisionOf(parameters.get("revision") ?? undefined),
      namespace: uri.slice(0, end),
      features: list(parameters.get("features")),
      deviations: list(parameters.get("deviations")),
      submodules: [],
      implemented: true,
    });
  }
  return modules;
}

function list(text: string | null): string[] {
  return (text ?? "").split(",").filter((part) => part !== "");
}

function revisionOf(text: string | undefined): { readonly revision?: string } {
  return text === undefined || text === "" ? {} : { revision: text };
}

function textOf(element: XmlElement, name: string): string | undefined {
  return element.find(name)?.text.trim();
}

function readLibrary(data: XmlElement): YangModule[] {
  const sets = data.find("yang-library")?.elements("module-set") ?? [];
  return sets.flatMap((set) => [
    ...set.elements("module").map((module) => readModule(module, true)),
    ...set.elements("import-only-module").map((module) => readModule(module, false)),
  ]);
}

function readModulesState(data: XmlElement): YangModule[] {
  const modules = data.find("modules-state")?.elements("module") ?? [];
  return modules.map((module) => readModule(module, textOf(module, "conformance-type") !== "import"));
}

function readModule(module: XmlElement, implemented: boolean): YangModule {
  return {
    name: textOf(module, "name") ?? "",
    ...revisionOf(textOf(module, "revision")),
    namespace: textOf(module, "namespace") ?? "",
    features: module.elements("feature").map((feature) => feature.text.trim()),
    // A leaf-list of names in RFC 8525, a list with name and revision in RFC 7895.
    deviations: module.elements("deviation").map((one) => (one.find("name") ?? one).text.trim()),
    submodules: module
      .elements("submodule")
      .map((one) => ({ name: textOf(one, "name") ?? "", ...revisionOf(textOf(one, "revision")) })),
    implemented,
  };
}

function readSchemas(data: XmlElement, capabilities: Capabilities): YangModule[] {
  const known = new Map(modulesOfHello(capabilities).map((module) => [module.name, module]));
  const schemas = data.find("netconf-state", "schemas")?.elements("schema") ?? [];
  const yang = schemas.filter((schema) => /^(?:[^:]*:)?yang$/.test(textOf(schema, "format") ?? ""));
  return yang.map((schema) => {
    const name = textOf(schema, "identifier") ?? "";
    const hello = known.get(name);
    return {
      name,
      ...revisionOf(textOf(schema, "version")),
      namespace: textOf(schema, "namespace") ?? "",
      features: hello?.features ?? [],
      deviations: hello?.deviations ?? [],
      submodules: [],
      // The list holds what can be fetched; what is implemented is said in the hello only.
      implemented: hello !== undefined,
    };
  });
}
