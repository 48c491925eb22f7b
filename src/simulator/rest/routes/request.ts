import type { Context } from "hono";
import { type Documents, readBody } from "../documents.js";
import { HttpRefusal } from "../refusal.js";

/** A value from the path. */
export function place(context: Context, name: string): string {
  return context.req.param(name) ?? "";
}

/** What the client takes as an answer. */
export function acceptOf(context: Context): string {
  return context.req.header("accept") ?? "";
}

/** The body of a request as a document. */
export async function bodyOf<T>(context: Context, documents: Documents<T>, name: string): Promise<T> {
  const type = context.req.header("content-type") ?? "";
  return readBody(documents, name, { type, text: await context.req.text() });
}

/**
 * Where the client wants to be called.
 *
 * @throws HttpRefusal 400 for what is no URL, and where it is missing although it is needed (REST guide 2.0)
 */
export function callbackOf(context: Context, needed: "needed" | "optional"): string | undefined {
  const callback = context.req.header("callback");
  if (callback === undefined) {
    if (needed === "needed") throw new HttpRefusal(400, "missing callback");
    return undefined;
  }
  const url = URL.canParse(callback) ? new URL(callback) : undefined;
  if (url?.protocol === "http:" || url?.protocol === "https:") return callback;
  throw new HttpRefusal(400, "The callback is no http or https URL");
}
