import { z } from "zod";

/** One configuration parameter of ESC, as it shows it (guide l.8048). */
export interface ConfigParameter {
  /** In capitals: `OPENSTACK`. */
  readonly category: string;
  /** In capitals: `ENDPOINT`. */
  readonly key: string;
  /** `STRING` and the like. */
  readonly type?: string | undefined;
  /** Always text. */
  readonly value: string;
}

/** {@link ConfigParameter} in JSON; members that we do not know are passed over. */
export const configParameter: z.ZodType<ConfigParameter> = z.object({
  category: z.string(),
  key: z.string(),
  type: z.string().optional(),
  value: z.union([z.string(), z.number(), z.boolean()]).transform(String),
});

/** A list of them: an array, or an object around one. */
export const configParameters: z.ZodType<readonly ConfigParameter[]> = z.union([
  z.array(configParameter),
  configParameter.transform((one) => [one]),
  z.record(z.string(), z.array(configParameter)).transform((object) => Object.values(object).flat()),
]);
