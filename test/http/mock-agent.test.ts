import { MockAgent, fetch as undiciFetch } from "undici";
import { describe, expect, it } from "vitest";
import { HttpClient, type HttpClientOptions } from "../../src/http/client.js";

const HOST = "https://esc.example.net:8443";

// Apart from the tests with nock, which takes every fetch of its process.
describe("a user's own tests", () => {
  it("works with undici's MockAgent, by fetch and by dispatcher", async () => {
    for (const way of ["fetch", "dispatcher"] as const) {
      const agent = new MockAgent();
      agent.disableNetConnect();
      agent.get(HOST).intercept({ path: "/ESCManager/x", method: "GET" }).reply(200, "mocked");
      const options: Partial<HttpClientOptions> =
        way === "dispatcher"
          ? { dispatcher: agent }
          : {
              fetch: async (url, init) => {
                const { status, headers, body } = await undiciFetch(url, {
                  method: init.method ?? "GET",
                  dispatcher: agent,
                });
                return new Response(body ? await new Response(body as ReadableStream).text() : null, {
                  status,
                  headers: Object.fromEntries(headers),
                });
              },
            };
      expect(
        (await new HttpClient({ baseUrl: `${HOST}/ESCManager`, retry: false, ...options }).request("GET", "/x")).text(),
      ).toBe("mocked");
      agent.assertNoPendingInterceptors();
      await agent.close();
    }
  });
});
