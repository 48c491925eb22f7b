import { EscError } from "../../core/errors.js";
import { escapeXml } from "../../xml/writer.js";
import type { XmlContent } from "../filter.js";
import { changeOperation, type OkReply, type Operation, type OptionsGoSecond } from "../operation.js";
import { configXml, type Datastore, datastoreXml, targetNeeds } from "./datastore.js";

/** Arguments of edit-config: `config` or `url`, not both. */
export interface EditConfigArguments extends OptionsGoSecond {
  /** The datastore to change. Default `running`. */
  readonly target?: Exclude<Datastore, { url: string }> | undefined;
  /** What stands inside of `<config>`: elements with their operation attributes. A `<config>` element itself is taken as well. */
  readonly config?: XmlContent | undefined;
  /** Where the server shall read the change instead (capability `:url`). */
  readonly url?: string | undefined;
  /** What is done with nodes that say no operation of their own. Default: the server's, which is `merge`. */
  readonly defaultOperation?: "merge" | "replace" | "none" | undefined;
  /** Whether to test before setting (capability `:validate`, `test-only` in its version 1.1). Default: the server's. */
  readonly testOption?: "test-then-set" | "set" | "test-only" | undefined;
  /** What happens at an error (`rollback-on-error` needs the capability of that name). Default: the server's, which is `stop-on-error`. */
  readonly errorOption?: "stop-on-error" | "continue-on-error" | "rollback-on-error" | undefined;
}

const CHOICES = {
  defaultOperation: ["merge", "replace", "none"],
  testOption: ["test-then-set", "set", "test-only"],
  errorOption: ["stop-on-error", "continue-on-error", "rollback-on-error"],
} as const;

/** edit-config (RFC 6241 section 7.2): changes a configuration. */
export function editConfig(options: EditConfigArguments): Operation<OkReply> {
  const target = options.target ?? "running";
  const body = [
    `<edit-config><target>${datastoreXml(target)}</target>`,
    choice("default-operation", "defaultOperation", options),
    choice("test-option", "testOption", options),
    choice("error-option", "errorOption", options),
    changeXml(options),
    "</edit-config>",
  ].join("");
  return changeOperation({ name: "edit-config", needs: editNeeds(options), body });
}

function choice(element: string, option: keyof typeof CHOICES, options: EditConfigArguments): string {
  const value = options[option];
  if (value === undefined) return "";
  const allowed: readonly string[] = CHOICES[option];
  if (allowed.includes(value)) return `<${element}>${value}</${element}>`;
  throw new EscError("invalid-input", `${option} is "${value}": give ${allowed.join(", ")} or leave it out`);
}

function changeXml({ config, url }: EditConfigArguments): string {
  if (config !== undefined && url === undefined) return configXml(config);
  if (url !== undefined && config === undefined) return `<url>${escapeXml(url, "The URL")}</url>`;
  throw new EscError("invalid-input", "edit-config takes either config or url");
}

function editNeeds({ target, url, testOption, errorOption }: EditConfigArguments): string[] {
  const needs = targetNeeds(target ?? "running");
  if (url !== undefined) needs.push(":url");
  if (testOption !== undefined) needs.push(testOption === "test-only" ? ":validate:1.1" : ":validate");
  if (errorOption === "rollback-on-error") needs.push(":rollback-on-error");
  return needs;
}
