import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isEscError } from "../../src/core/errors.js";
import { makeHeaders } from "../../src/http/headers.js";
import { parseMetrics } from "../../src/rest/prometheus.js";
import { callbackReceiver } from "../../src/rest/receiver.js";
import { FakeEsc } from "./support.js";

const URL_OF = "https://me.example.net/esc";

/** Pieces of what ESC sends, put together at random. */
const pieces = fc.constantFrom(
  "<tenant>",
  "</tenant>",
  "<event_type>CREATE_TENANT</event_type>",
  "<name>&amp;</name>",
  '<notification xmlns="urn:ietf:params:xml:ns:netconf:notification:1.0">',
  "</notification>",
  "<escEvent>",
  "</escEvent>",
  "<eventTime>now</eventTime>",
  "<status_code>x</status_code>",
  "<vm_source><vmid>1</vmid></vm_source>",
  '{"tenant":',
  '"__proto__"',
  "}",
  "[",
  "]",
  "null",
  "\u0000",
  "<![CDATA[",
  "]]>",
);
const text = fc.array(pieces, { maxLength: 12 }).map((parts) => parts.join(""));

describe("whatever is sent", () => {
  it("to a receiver gets a status and never more", async () => {
    const receiver = callbackReceiver({ publicUrl: URL_OF });
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(text, fc.string()),
        fc.constantFrom("application/xml", "application/json", ""),
        async (body, type) => {
          const headers = { "content-type": type, "esc-status-code": body.slice(0, 3).replaceAll(/[^0-9]/g, "") };
          const response = await receiver.fetch(new Request(URL_OF, { method: "POST", body, headers }));
          expect([204, 400]).toContain(response.status);
          expect(await response.text()).toBe("");
        },
      ),
      { numRuns: 500 },
    );
  });

  it("as an answer is a value, or an error of ours", async () => {
    await fc.assert(
      fc.asyncProperty(fc.oneof(text, fc.string()), fc.constantFrom(200, 400, 503), async (body, status) => {
        const esc = new FakeEsc({ "GET /v0/tenants/": new Response(body, { status }) });
        const outcome: unknown = await esc
          .client()
          .tenants.list()
          .catch((error: unknown) => error);
        expect(Array.isArray(outcome) || isEscError(outcome)).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  it("as metrics is read, or refused with its line", () => {
    const part = fc.constantFrom(
      "# TYPE a ",
      "gauge\n",
      "a",
      "{",
      "}",
      '="',
      '"',
      ",",
      "\\",
      " 1",
      "\n",
      "NaN",
      "_bucket",
    );
    fc.assert(
      fc.property(fc.array(part, { maxLength: 20 }), (parts) => {
        try {
          parseMetrics(parts.join(""));
        } catch (error) {
          expect(isEscError(error, "protocol-error")).toBe(true);
        }
      }),
      { numRuns: 1000 },
    );
  });

  it("as metrics does not make the reading slow", () => {
    const long = `a{${'b="c",'.repeat(50_000)}} 1\n${'a{b="'.repeat(20_000)}`;
    const started = performance.now();
    expect(() => parseMetrics(long)).toThrow(/line 2/);
    expect(performance.now() - started).toBeLessThan(2_000);
  });

  it("as a header never becomes two", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (value) => {
        let headers: Headers | undefined;
        try {
          headers = makeHeaders({ callback: value });
        } catch (error) {
          expect(isEscError(error, "invalid-input")).toBe(true);
        }
        if (headers) expect([...headers.keys()]).toEqual(["callback"]);
      }),
    );
  });
});
