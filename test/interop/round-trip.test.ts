import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import * as esc from "../../generated/esc.js";
import { sameValue } from "../../src/client/same-value.js";
import { connectNetconf, type NetconfSession, subtree } from "../../src/netconf/index.js";
import { decode, encode, operation } from "../../src/schema/index.js";
import { type Netconfd, netconfdMissing, startNetconfd } from "./netconfd.js";
import { interopSuite, yangDir } from "./tools.js";

const dmona = readFileSync(join(import.meta.dirname, "../fixtures/config/dmona.xml"), "utf8");
const model = subtree('<esc_datamodel xmlns="http://www.cisco.com/esc/esc"/>');

interopSuite("ESC's documents through netconfd with our YANG loaded", netconfdMissing(), () => {
  let server: Netconfd;
  let session: NetconfSession;

  beforeAll(async () => {
    server = await startNetconfd({ target: "running", yangDir });
    session = await connectNetconf({
      host: server.host,
      port: server.port,
      username: server.username,
      privateKey: server.privateKey,
      hostKey: { sha256: server.hostKeySha256 },
    });
  });
  afterAll(async () => {
    await session?.close();
    await server?.stop();
  });

  it("gives the D-MONA deployment back as it was sent, read typed", async () => {
    const sent = decode(esc.schema, dmona);
    await session.editConfig({ target: "running", config: encode(esc.schema, sent) });
    const back = await session.getConfig({ source: "running", filter: model, as: esc.schema });
    // netconfd sorts lists whose order means nothing.
    expect(sameValue(esc.EscDatamodel, back.esc_datamodel ?? {}, sent.esc_datamodel ?? {})).toBe(true);
    expect(sameValue(esc.EscDatamodel, back.esc_datamodel ?? {}, {})).toBe(false);
    const name = sent.esc_datamodel?.tenants?.tenant?.[0]?.name ?? "";
    const gone = { esc_datamodel: { tenants: { tenant: [operation("delete", { name })] } } };
    await session.editConfig({ target: "running", config: encode(esc.schema, gone, { kind: "edit" }) });
    const left = await session.getConfig({ source: "running", filter: model, as: esc.schema });
    expect(left.esc_datamodel?.tenants?.tenant ?? []).toEqual([]);
  });
});
