import type { Context, Hono } from "hono";
import * as esc from "../../../../generated/esc.js";
import type { EscEvent } from "../../../models/events.js";
import { operation } from "../../../schema/operation.js";
import { documentResponse, wantsJson, writeBody, xmlResponse } from "../documents.js";
import type { RestFace } from "../face.js";
import { HttpRefusal } from "../refusal.js";
import type { TransactionPlan } from "../transactions.js";
import { acceptOf, bodyOf, callbackOf, place } from "./request.js";

/** VIM connectors and their users (guide l. 5708 to 5860). */
export function vimRoutes(app: Hono, face: RestFace): void {
  app.get("/v0/vims", (context) => listVims(face, acceptOf(context)));
  app.get("/v0/vims/:vim", (context) => {
    const connector = withoutSecrets(existing(face, place(context, "vim")));
    return documentResponse(esc.VimConnector, connector, acceptOf(context));
  });
  app.post("/v0/vims", async (context) => {
    const { users, ...connector } = await bodyOf(context, esc.VimConnector, "vim_connector");
    if (users) throw new HttpRefusal(400, "Users are added by /v0/vims/{vim_id}/vim_users");
    return send(context, face, { does: "create", vim: connector.id }, operation("create", connector));
  });
  app.put("/v0/vims/:vim", async (context) => {
    const vim = place(context, "vim");
    const { users, ...connector } = await bodyOf(context, esc.VimConnector, "vim_connector");
    if (connector.id !== vim) throw new HttpRefusal(400, `The id in the body is ${connector.id}, in the path ${vim}`);
    if (users) throw new HttpRefusal(400, "Users are changed by /v0/vims/{vim_id}/vim_users/{vim_user_id}");
    const before = existing(face, vim);
    const entry = operation("replace", { ...connector, ...(before.users && { users: before.users }) });
    return send(context, face, { does: "update", vim }, entry);
  });
  app.delete("/v0/vims/:vim", (context) => {
    const vim = place(context, "vim");
    existing(face, vim);
    return send(context, face, { does: "delete", vim }, operation("delete", { id: vim }));
  });
  userRoutes(app, face);
}

function userRoutes(app: Hono, face: RestFace): void {
  app.post("/v0/vims/:vim/vim_users", async (context) => {
    const user = await bodyOf(context, esc.User, "user");
    return sendUser(context, face, "create", operation("create", user));
  });
  app.put("/v0/vims/:vim/vim_users/:user", async (context) => {
    const user = await bodyOf(context, esc.User, "user");
    const id = place(context, "user");
    if (user.id !== id) throw new HttpRefusal(400, `The id in the body is ${user.id}, in the path ${id}`);
    existingUser(face, place(context, "vim"), id);
    return sendUser(context, face, "update", operation("replace", user));
  });
  app.delete("/v0/vims/:vim/vim_users/:user", (context) => {
    const id = place(context, "user");
    existingUser(face, place(context, "vim"), id);
    return sendUser(context, face, "delete", operation("delete", { id }));
  });
}

type Does = "create" | "update" | "delete";

function sendUser(context: Context, face: RestFace, does: Does, user: esc.User): Response {
  const vim = place(context, "vim");
  existing(face, vim);
  return send(context, face, { does, vim, user: user.id }, { id: vim, users: { user: [user] } });
}

function send(
  context: Context,
  face: RestFace,
  { does, vim, user }: { readonly does: Does; readonly vim: string; readonly user?: string },
  entry: esc.VimConnector,
): Response {
  const plan: TransactionPlan = {
    workflow: user === undefined ? `${does}-vim-connector` : `${does}-vim-user`,
    concerns: (event: EscEvent) => event.vim_connector_id === vim && (user === undefined || event.vim_user_id === user),
  };
  const edit: esc.Data = { esc_system_config: { vim_connectors: { vim_connector: [entry] } } };
  return face.accept(plan, callbackOf(context, "optional"), () => face.running.change(edit));
}

function connectors(face: RestFace): readonly esc.VimConnector[] {
  return face.running.value.esc_system_config?.vim_connectors?.vim_connector ?? [];
}

function existing(face: RestFace, vim: string): esc.VimConnector {
  const found = connectors(face).find((one) => one.id === vim);
  if (found) return found;
  throw new HttpRefusal(404, `There is no VIM connector ${vim}`);
}

function existingUser(face: RestFace, vim: string, user: string): void {
  if (existing(face, vim).users?.user?.some((one) => one.id === user)) return;
  throw new HttpRefusal(404, `There is no user ${user} of VIM connector ${vim}`);
}

/** Credentials are not shown. */
function withoutSecrets(connector: esc.VimConnector): esc.VimConnector {
  const users = connector.users?.user?.map(({ id }) => ({ id }));
  return { ...connector, ...(users && { users: { user: users } }) };
}

function listVims(face: RestFace, accept: string): Response {
  const all = connectors(face).map(withoutSecrets);
  if (wantsJson(accept)) return Response.json(all);
  return xmlResponse(writeBody(esc.VimConnectors, { vim_connector: all }));
}
