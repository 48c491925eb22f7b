import type { z } from "zod";
import { EscError } from "../../core/errors.js";
import type { HttpAnswer } from "../../http/answer.js";

/**
 * Reads the JSON of an answer by a schema.
 *
 * @throws EscError `protocol-error` that names the first place which does not fit
 */
export function readJson<T>(schema: z.ZodType<T>, answer: HttpAnswer): T {
  const { data, error, success } = schema.safeParse(answer.json());
  if (success) return data;
  const [issue] = error.issues;
  const at = issue?.path.map(String).join(".") || "the whole";
  throw new EscError(
    "protocol-error",
    `${answer.what} is not what ESC documents: ${at}: ${issue?.message ?? "wrong"}`,
    {
      cause: error,
      received: answer.looseText().slice(0, 200),
    },
  );
}
