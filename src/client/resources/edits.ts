import * as esc from "../../../generated/esc.js";
import { EscError, ValidationError } from "../../core/errors.js";
import type { WaitOptions } from "../../core/signal.js";
import { encode } from "../../schema/encode.js";
import { validate } from "../../schema/validate.js";
import { XmlElement } from "../../xml/element.js";
import { type Change, type ChangeOptions, doneAtOnce, unchanged } from "../change.js";
import { type EditEffect, editEffects } from "../edit-effects.js";
import { type Expectation, type Finding, LEAST_PATIENCE_MS } from "../expectation.js";
import type { EscGateway } from "../gateway.js";
import { sameValue } from "../same-value.js";
import type { Deployments } from "./deployments.js";

/** How an edit of one's own is sent. */
export interface EditOptions extends ChangeOptions {
  /** What happens to nodes that say no operation of their own. Default `merge` (RFC 6241 section 7.2). */
  readonly defaultOperation?: "merge" | "replace" | "none" | undefined;
}

/** Edits of the user's own making, followed like any other change: `esc.edit`. */
export class Edits {
  readonly #gateway: EscGateway;
  readonly #deployments: Deployments;

  constructor(gateway: EscGateway, deployments: Deployments) {
    this.#gateway = gateway;
    this.#deployments = deployments;
  }

  /** See `EscClient.edit`. */
  async send(config: string | XmlElement | esc.Data, options: EditOptions): Promise<Change> {
    const xml = editXml(config);
    const before = await this.#running(options);
    return this.#gateway.carryOutUnforeseen("edit", options, {
      send: (session, wait) =>
        session.editConfig(
          {
            target: "running",
            config: xml,
            ...(options.defaultOperation !== undefined && { defaultOperation: options.defaultOperation }),
          },
          wait,
        ),
      expect: async (wait) => {
        const after = await this.#running(wait);
        const effects = editEffects(before, after);
        if (effects.length > 0) return this.#expect(effects);
        return sameRunning(before, after) ? unchanged("edit", "running") : doneAtOnce("edit", "running");
      },
    });
  }

  async #running(options: WaitOptions): Promise<esc.Data> {
    const [model, system] = await Promise.all([
      this.#gateway.running(["esc_datamodel"], options),
      this.#gateway.running(["esc_system_config"], options),
    ]);
    return { ...model, ...system };
  }

  #expect(effects: readonly EditEffect[]): Expectation {
    const shown = effects.every((effect) => effect.shows !== undefined);
    return {
      kind: "edit",
      subject: effects.map((effect) => effect.what).join(", "),
      concerns: (event) => effects.some((effect) => effect.concerns(event)),
      finals: effects.map((effect) => (event) => effect.isFinal(event)),
      displaces: (event) => effects.some((effect) => effect.displaces?.(event) ?? false),
      ...(shown && { look: (options: WaitOptions) => this.#look(effects, options) }),
      cleanUp: async () => {
        throw new EscError("unsupported", "The inverse of an edit of one's own is not known: send it as another edit");
      },
      patienceMs: Math.max(LEAST_PATIENCE_MS, ...effects.map((effect) => effect.timesMs)),
    };
  }

  /** All together: failed when one has failed, done when all are. */
  async #look(effects: readonly EditEffect[], options: WaitOptions): Promise<Finding> {
    const findings = await Promise.all(
      effects.map(async ({ what, shows }): Promise<Finding> => {
        if (!shows) return { is: "unclear", what: `${what} does not show` };
        const finding = shows.finding(await this.#deployments.status(shows.name, shows, options));
        return { is: finding.is, what: `${what}: ${finding.what}` };
      }),
    );
    for (const is of ["failed", "under-way", "not-yet", "unclear"] as const) {
      const found = findings.find((finding) => finding.is === is);
      if (found) return found;
    }
    return { is: "done", what: findings.map((finding) => finding.what).join(", ") };
  }
}

function sameRunning(before: esc.Data, after: esc.Data): boolean {
  return (
    sameValue(esc.EscDatamodel, before.esc_datamodel ?? {}, after.esc_datamodel ?? {}) &&
    sameValue(esc.EscSystemConfig, before.esc_system_config ?? {}, after.esc_system_config ?? {})
  );
}

function editXml(config: string | XmlElement | esc.Data): string | XmlElement {
  if (typeof config === "string" || config instanceof XmlElement) return config;
  if (typeof config !== "object" || config === null) {
    throw new EscError("invalid-input", "edit takes XML text, an XmlElement, or a document of esc.Data");
  }
  const issues = validate(esc.schema, config, { kind: "edit" });
  if (issues.length > 0) throw new ValidationError(issues, "The edit");
  return encode(esc.schema, config, { kind: "edit" });
}
