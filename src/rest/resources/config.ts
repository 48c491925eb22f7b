import { EscError } from "../../core/errors.js";
import type { WaitOptions } from "../../core/signal.js";
import { isNotFound, type RestGateway, waitOf } from "../gateway.js";
import { readJson } from "../schemas/check.js";
import { type ConfigParameter, configParameter, configParameters } from "../schemas/config.js";

/** The configuration parameters that the guide lists (l.8044 to 8080): name, default and values. Any others may be set too. */
export const CONFIG_PARAMETERS: readonly {
  readonly category: string;
  readonly key: string;
  readonly type: "NUMBER" | "STRING";
  readonly default: string;
  /** The values it takes, where these are known. */
  readonly values?: readonly string[];
}[] = [
  { category: "default", key: "vm_recovery_retries_max", type: "NUMBER", default: "3" },
  { category: "openstack", key: "endpoint", type: "STRING", default: "publicURL", values: ["publicURL", "adminURL"] },
  { category: "openstack", key: "DEFAULT_SECURITY_GROUP_TO_TENANT", type: "STRING", default: "true" },
  { category: "default", key: "log_level", type: "STRING", default: "INFO", values: ["INFO", "TRACE", "DEBUG"] },
  {
    category: "affinity",
    key: "filter",
    type: "STRING",
    default: "SameHostFilter",
    values: ["SameHostFilter", "ServerGroupAffinity"],
  },
  {
    category: "anti_affinity",
    key: "filter",
    type: "STRING",
    default: "DifferentHostFilter",
    values: ["DifferentHostFilter", "ServerGroupAntiAffinity"],
  },
];

/** ESC's configuration parameters. Categories and keys are compared without case by ESC. */
export class RestConfig {
  readonly #gateway: RestGateway;

  constructor(gateway: RestGateway) {
    this.#gateway = gateway;
  }

  /** All parameters. The guide says that they can be read; the path is unconfirmed. */
  async list(options: WaitOptions = {}): Promise<readonly ConfigParameter[]> {
    const answer = await this.#gateway.call({ endpoint: "config.list" }, { ...waitOf(options), headers: JSON_WANTED });
    return readJson(configParameters, answer);
  }

  /** One parameter; undefined where there is none. The path is unconfirmed. */
  async get(category: string, key: string, options: WaitOptions = {}): Promise<ConfigParameter | undefined> {
    try {
      const request = { endpoint: "config.get", places: { category, key } } as const;
      const answer = await this.#gateway.call(request, { ...waitOf(options), headers: JSON_WANTED });
      return readJson(configParameter, answer);
    } catch (error) {
      if (isNotFound(error)) return undefined;
      throw error;
    }
  }

  /**
   * Sets a parameter: `PUT /v0/config/openstack/endpoint/publicURL` (guide l.8048). The value stands in the path, so it cannot be empty.
   *
   * @returns the parameter as ESC shows it afterwards; what was sent where it shows nothing
   * @throws HttpError where ESC does not take it; EscError `invalid-input` for a value that no path can hold
   */
  async set(...[category, key, value, options = {}]: SetArguments): Promise<ConfigParameter> {
    if (value === "") {
      throw new EscError(
        "invalid-input",
        `ESC takes the value of ${category}.${key} from the path: it cannot be empty`,
      );
    }
    const request = { endpoint: "config.set", places: { category, key, value } } as const;
    const answer = await this.#gateway.call(request, { ...waitOf(options), headers: JSON_WANTED });
    return answer.bytes.length === 0 ? { category, key, value } : readJson(configParameter, answer);
  }
}

/** Category, key, value: the three parts of the path, in its order. */
type SetArguments = [category: string, key: string, value: string, options?: WaitOptions];

const JSON_WANTED = { accept: "application/json" } as const;
