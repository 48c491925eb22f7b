import type { Hono } from "hono";
import type { RestFace } from "../face.js";

/** The rebalance of an active/active cluster (guide l. 2641). JSON whatever the client asks for. */
export function clusterRoutes(app: Hono, face: RestFace): void {
  app.put("/internal/ownership/rebalance", () => {
    const outcome = face.cluster.rebalance();
    if (outcome.is === "moved") return Response.json(outcome.nodes);
    const { message } = outcome;
    const words = face.engine.assumptions.get("rest-nothing-to-rebalance") === "message";
    if (outcome.is === "nothing-left" && words) return Response.json({ message });
    return Response.json({ error: { error_code: 500, error_message: message } }, { status: 500 });
  });
}
