import { HttpRefusal } from "./refusal.js";

/** One parameter, as ESC shows it (guide l. 8048). */
export interface Parameter {
  readonly category: string;
  readonly type: "NUMBER" | "STRING";
  readonly value: string;
  readonly key: string;
}

interface Known {
  readonly category: string;
  readonly key: string;
  readonly type: Parameter["type"];
  readonly default: string;
  readonly values?: readonly string[];
}

/** The parameters of the guide with their defaults (l. 8044 to 8080, l. 905). `log_level` has no category there; DEFAULT is assumed. */
const KNOWN: readonly Known[] = [
  { category: "DEFAULT", key: "VM_RECOVERY_RETRIES_MAX", type: "NUMBER", default: "3" },
  { category: "OPENSTACK", key: "ENDPOINT", type: "STRING", default: "publicURL", values: ["adminURL", "publicURL"] },
  { category: "OPENSTACK", key: "DEFAULT_SECURITY_GROUP_TO_TENANT", type: "STRING", default: "true" },
  { category: "DEFAULT", key: "LOG_LEVEL", type: "STRING", default: "INFO", values: ["INFO", "TRACE", "DEBUG"] },
  {
    category: "AFFINITY",
    key: "FILTER",
    type: "STRING",
    default: "SameHostFilter",
    values: ["SameHostFilter", "ServerGroupAffinity"],
  },
  {
    category: "ANTI_AFFINITY",
    key: "FILTER",
    type: "STRING",
    default: "DifferentHostFilter",
    values: ["DifferentHostFilter", "ServerGroupAntiAffinity"],
  },
];

/** ESC's configuration parameters. */
export class ConfigParameters {
  readonly #values = new Map<Known, string>();

  /** All of them. */
  list(): Parameter[] {
    return KNOWN.map((one) => this.#shown(one));
  }

  /** @throws HttpRefusal 404 for a parameter that there is not */
  get(category: string, key: string): Parameter {
    return this.#shown(find(category, key));
  }

  /** @throws HttpRefusal 404 for a parameter that there is not, 400 for a value that it cannot have */
  set(category: string, key: string, value: string): Parameter {
    const known = find(category, key);
    if (known.type === "NUMBER" && !/^\d{1,9}$/.test(value)) {
      throw new HttpRefusal(400, `${known.category}.${known.key} is a number, and ${value} is none`);
    }
    // The guide writes one of the levels as "Trace".
    const found = known.values?.find((one) => one.toLowerCase() === value.toLowerCase());
    if (known.values && found === undefined) {
      throw new HttpRefusal(400, `${known.category}.${known.key} is one of ${known.values.join(", ")}`);
    }
    this.#values.set(known, found ?? value);
    return this.#shown(known);
  }

  #shown(known: Known): Parameter {
    const { category, type, key } = known;
    return { category, type, value: this.#values.get(known) ?? known.default, key };
  }
}

/** Without case (guide l. 8048 and 8079 write both). */
function find(category: string, key: string): Known {
  const [wantedCategory, wantedKey] = [category.toUpperCase(), key.toUpperCase()];
  const found = KNOWN.find((one) => one.category === wantedCategory && one.key === wantedKey);
  if (found) return found;
  throw new HttpRefusal(404, `There is no parameter ${category}.${key}`);
}
