import { expect, it } from "vitest";
import { schema } from "../../generated/esc.js";
import { unknownElements } from "../../src/schema/index.js";
import { FakeServer } from "./fake-server.js";

it("reads a whole configuration typed, whatever other modules and newer nodes the server has", async () => {
  const server = new FakeServer({
    answer: ({ operation }) =>
      operation.local === "get-config"
        ? '<data><nacm xmlns="urn:ietf:params:xml:ns:yang:ietf-netconf-acm"><enable-nacm>true</enable-nacm></nacm>' +
          '<esc_datamodel xmlns="http://www.cisco.com/esc/esc"><tenants><tenant><name>admin</name><newer>1</newer></tenant></tenants></esc_datamodel></data>'
        : undefined,
  });
  const session = await server.connect();
  const data = await session.getConfig({ source: "running", as: schema });
  const tenant = data.esc_datamodel?.tenants?.tenant?.[0];
  expect(tenant?.name).toBe("admin");
  expect(unknownElements(data).map(({ local }) => local)).toEqual(["nacm"]);
  expect(tenant && unknownElements(tenant).map(({ local }) => local)).toEqual(["newer"]);
  await session.close();
});
