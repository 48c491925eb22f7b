import type { Hono } from "hono";
import * as rest from "../../../../generated/esc_rest.js";
import { documentResponse } from "../documents.js";
import type { RestFace } from "../face.js";
import { acceptOf } from "./request.js";

/**
 * ESC's health interface and its metrics. A real ESC has ports of their own for them (8060; 8088, 8092, 8097, 8252); here they are below the
 * same origin: `/esc/health`, `/metrics/escmanager` and so on.
 */
export function statusRoutes(app: Hono, face: RestFace): void {
  app.get("/esc/health", (context) => documentResponse(rest.EscHealthReport, health(face), acceptOf(context)));
  for (const source of ["escmanager", "etsi", "mona", "vimmanager"]) {
    app.get(`/metrics/${source}`, () => {
      const headers = { "content-type": "text/plain;version=0.0.4;charset=utf-8" };
      return new Response(metrics(face, source), { headers });
    });
  }
}

/** Only code 2010 is documented; the others are unconfirmed (user guides 5.0 and 5.4). */
function health(face: RestFace): rest.EscHealthReport {
  const { live, vims } = face.engine.world;
  const nodes = face.cluster.nodes;
  const unhealthy = nodes.filter((node) => !node.healthy);
  const unreached = [...live.connectors.keys()].filter((id) => !vims.reachable(id));
  const base = { stage: "READY", ...(nodes.length > 1 && { nodes: { node: nodes.map(nodeReport) } }) };
  const provided = "ESC service is being provided.";
  if (unhealthy.length > 0 && unreached.length > 0) {
    return { ...base, status_code: 2100, message: `${provided} A node is not healthy and a VIM is not reachable.` };
  }
  if (unhealthy.length > 0) {
    return { ...base, status_code: 2010, message: `${provided} ${unhealthy.length} ESC node(s) not healthy.` };
  }
  if (unreached.length > 0) {
    return { ...base, status_code: 2020, message: `${provided} VIM(s) not reachable: ${unreached.join(", ")}.` };
  }
  if (live.connectors.size === 0) {
    return { ...base, status_code: 2030, message: `${provided} VIM credentials are not provided.` };
  }
  return { ...base, status_code: 2000, message: "ESC services are running." };
}

function nodeReport(node: { readonly id: string; readonly healthy: boolean }, index: number) {
  const { healthy } = node;
  const service = (name: string, status: string) => ({
    name,
    status: healthy ? status : "stopped",
    is_expected: String(healthy),
  });
  return {
    name: node.id,
    status: healthy ? "HEALTHY" : "NOT_HEALTHY",
    datacenter: "dc1",
    services: {
      service: [
        service("escmanager", "running"),
        service("elector", index === 0 ? "leader" : "follower"),
        service("pgsql", "running"),
        service("vimmanager", "running"),
      ],
    },
  };
}

/** A few metrics of the simulator's own state, in Prometheus' text format. Names are ours: no source lists ESC's. */
function metrics(face: RestFace, source: string): string {
  const { live, events } = face.engine.world;
  const lines = [gauge("esc_up", "1 while this part of ESC works.", [[`{part="${source}"}`, 1]])];
  if (source === "escmanager") {
    const vms = [...live.deployments.values()].flatMap((one) => one.vms.filter((vm) => vm.exists));
    const states = new Map<string, number>();
    for (const vm of vms) states.set(vm.state, (states.get(vm.state) ?? 0) + 1);
    lines.push(
      gauge("esc_deployments", "Deployments that exist.", [["", live.deployments.size]]),
      gauge(
        "esc_vms",
        "VMs that exist, by state.",
        [...states].map(([state, count]) => [`{state="${state}"}`, count]),
      ),
      gauge("esc_events_kept", "Events that can be replayed.", [["", events.kept.length]]),
      gauge("esc_rest_answers", "Answers of the REST interface, by status.", answers(face)),
    );
  }
  return lines.join("");
}

function answers(face: RestFace): [string, number][] {
  return [...face.answered].map(([status, count]) => [`{status="${status}"}`, count]);
}

function gauge(name: string, help: string, samples: readonly (readonly [string, number])[]): string {
  const values = samples.map(([labels, value]) => `${name}${labels} ${value}\n`).join("");
  return `# HELP ${name} ${help}\n# TYPE ${name} gauge\n${values}`;
}
