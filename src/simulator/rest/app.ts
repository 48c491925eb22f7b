import { type Context, Hono, type MiddlewareHandler } from "hono";
import { MAINTENANCE_REFUSAL } from "../engine/acceptance.js";
import { errorResponse } from "./documents.js";
import type { RestFace } from "./face.js";
import { HttpRefusal, refusalOf } from "./refusal.js";
import { clusterRoutes } from "./routes/cluster.js";
import { configRoutes } from "./routes/config.js";
import { deploymentRoutes } from "./routes/deployments.js";
import { operationRoutes } from "./routes/operations.js";
import { resourceRoutes } from "./routes/resources.js";
import { statusRoutes } from "./routes/status.js";
import { vimRoutes } from "./routes/vims.js";

/** Where ESC's REST interface is (guide l. 5368). */
export const REST_ROOT = "/ESCManager";

/** The largest body of a request, in bytes. */
const BODY_LIMIT = 16 * 1024 * 1024;

/** ESC's REST interface, its health interface and its metrics as one application. Paths are the same with and without a slash at the end. */
export function restApp(face: RestFace): Hono {
  const app = new Hono({ strict: false });
  app.use("*", counted(face));
  app.use(`${REST_ROOT}/*`, guarded(face));
  app.use("/esc/health", loggedIn(face));
  app.use(`${REST_ROOT}/*`, inService(face));
  const api = new Hono({ strict: false });
  configRoutes(api, face);
  vimRoutes(api, face);
  clusterRoutes(api, face);
  resourceRoutes(api, face);
  operationRoutes(api, face);
  deploymentRoutes(api, face);
  app.route(REST_ROOT, api);
  statusRoutes(app, face);
  app.notFound((context) => errorResponse(404, "There is no such resource", accept(context)));
  app.onError((error, context) => {
    const refusal = refusalOf(error);
    if (!refusal) face.engine.world.onFault(error);
    return errorResponse(refusal?.status ?? 500, refusal?.message ?? "Internal Error", accept(context));
  });
  return app;
}

const accept = (context: Context) => context.req.header("accept") ?? "";

function counted(face: RestFace): MiddlewareHandler {
  return async (context, next) => {
    await next();
    const { status } = context.res;
    face.answered.set(status, (face.answered.get(status) ?? 0) + 1);
  };
}

/** HTTP Basic (guide l. 5478); who may only read is told so. */
function guarded(face: RestFace): MiddlewareHandler {
  return async (context, next) => {
    const user = face.login(context.req.header("authorization"));
    if (!user) return unauthorized(context);
    if (!user.mayChange && context.req.method !== "GET") {
      return errorResponse(403, `User ${user.name} may not change anything`, accept(context));
    }
    if (Number(context.req.header("content-length")) > BODY_LIMIT) throw new HttpRefusal(413, "The body is too large");
    return next();
  };
}

function loggedIn(face: RestFace): MiddlewareHandler {
  return async (context, next) => {
    if (!face.login(context.req.header("authorization"))) return unauthorized(context);
    return next();
  };
}

function unauthorized(context: Context): Response {
  const response = errorResponse(401, "Credentials are missing or wrong", accept(context));
  response.headers.set("www-authenticate", 'Basic realm="ESCManager"');
  return response;
}

/** In maintenance every REST request is told that ESC is away for a time (guide l. 6371). */
function inService(face: RestFace): MiddlewareHandler {
  return async (context, next) => {
    if (!face.engine.maintenance) return next();
    return errorResponse(503, MAINTENANCE_REFUSAL.message, accept(context));
  };
}
