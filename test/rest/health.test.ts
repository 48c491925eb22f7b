import { describe, expect, it } from "vitest";
import { isEscError } from "../../src/core/errors.js";
import { basic } from "../../src/http/auth.js";
import { HttpError } from "../../src/http/http-error.js";
import { connectDmona } from "../../src/rest/dmona.js";
import { parseMetrics } from "../../src/rest/prometheus.js";
import { type Answer, FakeEsc, json, rejection } from "./support.js";

const XML = `<?xml version="1.0" encoding="UTF-8" ?>
<esc_health_report><status_code>2010</status_code><message>ESC service is being provided. One node is not healthy.</message>
<stage>READY</stage><nodes><node><name>esc1</name><status>HEALTHY</status><datacenter>dc1</datacenter><services>
<service><name>escmanager</name><status>running</status><is_expected>true</is_expected></service>
<service><name>elector</name><status>leader</status><is_expected>True</is_expected></service></services></node>
<node><name>esc2</name><status>NOT_HEALTHY</status></node></nodes></esc_health_report>`;

describe("health", () => {
  it("is asked at port 8060, up to ESC 5.1 at 60000, with the credentials", async () => {
    const esc = new FakeEsc({
      "GET /esc/health": "<esc_health_report><status_code>2000</status_code></esc_health_report>",
    });
    await esc.client({ auth: basic("admin", "pw12") }).health();
    await esc.client({ release: "5.1" }).health();
    await esc.client({ release: "4.5.0" }).health();
    await esc.client({ release: "5.10" }).health();
    await esc.client({ urls: { health: "https://vip.example.net:1234" } }).health();
    expect(esc.seen.map(({ url }) => url.origin)).toEqual([
      "https://esc.example.net:8060",
      "https://esc.example.net:60000",
      "https://esc.example.net:60000",
      "https://esc.example.net:8060",
      "https://vip.example.net:1234",
    ]);
    expect(esc.seen[0]?.headers.has("authorization")).toBe(true);
    expect(() => esc.client({ release: "five" })).toThrow(/release/);
  });

  it("is read from XML and JSON alike", async () => {
    const asJson = json({
      esc_health_report: {
        status_code: 2010,
        message: "ESC service is being provided. One node is not healthy.",
        stage: "READY",
        nodes: {
          node: [
            {
              name: "esc1",
              status: "HEALTHY",
              datacenter: "dc1",
              services: {
                service: [
                  { name: "escmanager", status: "running", is_expected: true },
                  { name: "elector", status: "leader", is_expected: true },
                ],
              },
            },
            { name: "esc2", status: "NOT_HEALTHY" },
          ],
        },
      },
    });
    for (const answer of [XML, asJson]) {
      const report = await new FakeEsc({ "GET /esc/health": answer }).client().health();
      expect(report).toEqual({
        code: 2010,
        message: "ESC service is being provided. One node is not healthy.",
        serving: true,
        explanation: expect.stringContaining("not healthy"),
        stage: "READY",
        nodes: [
          {
            name: "esc1",
            status: "HEALTHY",
            datacenter: "dc1",
            services: [
              { name: "escmanager", status: "running", expected: true },
              { name: "elector", status: "leader", expected: true },
            ],
          },
          { name: "esc2", status: "NOT_HEALTHY", datacenter: undefined, services: [] },
        ],
        httpStatus: 200,
      });
    }
  });

  it("that is bad is a report all the same, with any status but 401", async () => {
    const body = json(
      { status_code: 5010, message: "ESC service is not being provided. ESC_MANAGER is not running." },
      503,
    );
    const report = await new FakeEsc({ "GET /esc/health": body }).client().health();
    expect([report.code, report.serving, report.httpStatus]).toEqual([5010, false, 503]);
    expect(report.explanation).toContain("ESC Manager");
    const unknown = await new FakeEsc({ "GET /esc/health": json({ status_code: 2999 }) }).client().health();
    expect([unknown.serving, unknown.explanation]).toEqual([true, "ESC provides its service"]);
  });

  it("that is no report is an error", async () => {
    const ask = (answer: Answer) => new FakeEsc({ "GET /esc/health": answer }).client().health();
    expect((await rejection(ask(503), HttpError)).status).toBe(503);
    expect((await rejection(ask(401), HttpError)).code).toBe("auth-failed");
    expect((await rejection(ask(json({ status_code: 2000 }, 401)), HttpError)).code).toBe("auth-failed");
    expect(isEscError(await rejection(ask("<html/>"), Error), "protocol-error")).toBe(true);
    expect(isEscError(await rejection(ask("<esc_health_report/>"), Error), "protocol-error")).toBe(true);
  });
});

describe("metrics", () => {
  const TEXT = `# HELP http_requests_total Requests, \\\\ and\\nlines.
# TYPE http_requests_total counter
http_requests_total{method="post",code="200"} 1027 1395066363000
http_requests_total{method="post",code="400",} 3 1395066363000

# a comment
msdos_file_access_time_seconds{path="C:\\\\DIR\\\\FILE.TXT",error="Cannot find file:\\n\\"FILE.TXT\\"{}"} 1.458255915e9
metric_without_timestamp_and_labels 12.47
something_weird{problem="division by zero"} +Inf -3982045
# TYPE http_request_duration_seconds histogram
http_request_duration_seconds_bucket{le="0.05"} 24054
http_request_duration_seconds_bucket{le="+Inf"} 144320
http_request_duration_seconds_sum 53423
http_request_duration_seconds_count 144320
# TYPE jvm_x gauge
jvm_x{} NaN
jvm_x { a = "b" , c = "" } -0.5
`;

  it("are read as the format has them", () => {
    const families = parseMetrics(TEXT);
    expect(families.map(({ name, type, samples }) => [name, type, samples.length])).toEqual([
      ["http_requests_total", "counter", 2],
      ["msdos_file_access_time_seconds", "untyped", 1],
      ["metric_without_timestamp_and_labels", "untyped", 1],
      ["something_weird", "untyped", 1],
      ["http_request_duration_seconds", "histogram", 4],
      ["jvm_x", "gauge", 2],
    ]);
    expect(families[0]?.help).toBe("Requests, \\ and\nlines.");
    expect(families[0]?.samples[0]).toEqual({
      name: "http_requests_total",
      labels: { method: "post", code: "200" },
      value: 1027,
      timestamp: 1_395_066_363_000,
    });
    expect(families[1]?.samples[0]).toEqual({
      name: "msdos_file_access_time_seconds",
      labels: { path: "C:\\DIR\\FILE.TXT", error: 'Cannot find file:\n"FILE.TXT"{}' },
      value: 1.458255915e9,
    });
    expect(families[3]?.samples[0]).toMatchObject({ value: Number.POSITIVE_INFINITY, timestamp: -3_982_045 });
    expect(families[5]?.samples.map(({ labels, value }) => [labels, value])).toEqual([
      [{}, Number.NaN],
      [{ a: "b", c: "" }, -0.5],
    ]);
  });

  it.each(["{", "a", "a{b} 1", 'a{b="c} 1', "a x", 'a{b="c"', "a 1 2 3", "# TYPE a thing", "<html>"])(
    "%j is refused, with its line",
    (line) => {
      expect(() => parseMetrics(`ok 1\n${line}\n`)).toThrow(
        expect.objectContaining({ code: "protocol-error", message: expect.stringContaining("line 2") }),
      );
    },
  );

  it("are asked at the guide's ports, over plain HTTP without credentials, at the paths in turn", async () => {
    const esc = new FakeEsc({ "GET /metrics": "up 1\n" });
    const rest = esc.client({ auth: basic("admin", "pw12") });
    for (const source of ["etsi", "escmanager", "mona", "vimmanager"] as const) {
      expect((await rest.metrics(source))[0]?.samples[0]?.value).toBe(1);
    }
    const host = "http://esc.example.net";
    expect(esc.seen.slice(0, 2).map(({ url }) => url.href)).toEqual([
      `${host}:8252/actuator/prometheus`,
      `${host}:8252/metrics`,
    ]);
    expect(new Set(esc.seen.map(({ url }) => url.port))).toEqual(new Set(["8252", "8088", "8092", "8097"]));
    expect(esc.seen.some(({ headers }) => headers.has("authorization"))).toBe(false);
  });

  it("are asked where the options say, with credentials", async () => {
    const esc = new FakeEsc({ "GET /own/path": "up 1\n" });
    const urls = { metrics: { mona: "https://mona.example.net/own/path" } };
    await esc.client({ urls, auth: basic("admin", "pw12") }).metrics("mona");
    expect(esc.only.url.href).toBe("https://mona.example.net/own/path");
    expect(esc.only.headers.has("authorization")).toBe(true);
    expect((await rejection(new FakeEsc().client().metrics(), HttpError)).status).toBe(404);
  });
});

describe("a D-MONA", () => {
  const connect = (answers: Record<string, Answer>) => {
    const fake = new FakeEsc(answers);
    const options = { baseUrl: "https://dmona.example.net:8443/mona/v1", auth: basic("rest", "pw12") } as const;
    return { fake, dmona: connectDmona({ ...options, fetch: fake.fetch, retry: { firstWaitMs: 1 } }) };
  };

  it("is paused and resumed as the guide says, also where the first try is lost", async () => {
    let lost = 1;
    const { fake, dmona } = connect({
      "POST /mona/v1/rules/pause_all": () =>
        lost-- > 0 ? Promise.reject(Object.assign(new Error("reset"), { code: "ECONNRESET" })) : 200,
      "POST /mona/v1/rules/resume_all": 200,
    });
    await dmona.pauseAll();
    await dmona.resumeAll();
    expect(fake.seen.map(({ method, url }) => `${method} ${url.href}`)).toEqual([
      "POST https://dmona.example.net:8443/mona/v1/rules/pause_all",
      "POST https://dmona.example.net:8443/mona/v1/rules/pause_all",
      "POST https://dmona.example.net:8443/mona/v1/rules/resume_all",
    ]);
    expect(fake.seen[0]?.headers.get("authorization")).toMatch(/^Basic /);
  });

  it("says how it is", async () => {
    expect(await connect({ "GET /mona/v1/health/status": "ok" }).dmona.health()).toMatchObject({ healthy: true });
    const bad = await connect({ "GET /mona/v1/health/status": 503 }).dmona.health();
    expect([bad.healthy, bad.status]).toEqual([false, 503]);
    expect((await rejection(connect({}).dmona.health(), HttpError)).status).toBe(404);
  });
});
