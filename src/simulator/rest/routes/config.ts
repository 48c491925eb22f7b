import type { Hono } from "hono";
import { xmlResponse } from "../documents.js";
import type { RestFace } from "../face.js";
import { HttpRefusal } from "../refusal.js";
import { place } from "./request.js";

/** Configuration parameters, the REST password, dynamic mappings. */
export function configRoutes(app: Hono, face: RestFace): void {
  const { parameters } = face;
  app.get("/v0/config", () => Response.json(parameters.list()));
  app.get("/v0/config/:category/:key", (context) =>
    Response.json(parameters.get(place(context, "category"), place(context, "key"))),
  );
  app.put("/v0/config/:category/:key/:value", (context) =>
    Response.json(parameters.set(place(context, "category"), place(context, "key"), place(context, "value"))),
  );
  app.on(["GET", "POST", "PUT"], "/v0/authentication/setpassword", (context) => {
    const method = face.engine.assumptions.get("rest-setpassword-method");
    if (method !== "any" && method !== context.req.method) throw new HttpRefusal(405, "Method not allowed");
    const { userName, password } = context.req.query();
    if (userName === undefined || password === undefined)
      throw new HttpRefusal(400, "userName and password are needed");
    face.setPassword(userName, password);
    return new Response(null, { status: 200 });
  });
  for (const kind of ["metrics", "actions"] as const) {
    const mappings = kind === "metrics" ? face.metricMappings : face.actionMappings;
    const path = `/internal/dynamic_mapping/${kind}`;
    app.get(path, () => xmlResponse(mappings.list(kind)));
    app.post(path, async (context) => {
      mappings.create(context.req.header("content-type") ?? "", await context.req.text());
      return new Response(null, { status: 200 });
    });
    app.delete(`${path}/:name`, (context) => {
      mappings.delete(place(context, "name"));
      return new Response(null, { status: 204 });
    });
    // There is no update: scripts written for ESC delete and create.
    app.put(`${path}/:name`, () => {
      throw new HttpRefusal(405, "A mapping cannot be changed: delete it, then create it");
    });
  }
}
