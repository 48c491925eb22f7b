import { afterAll, beforeAll, expect, test } from "vitest";
import { connectEsc, type EscClient, isEscError } from "../../src/index.js";
import { deployment } from "../../src/models/deployment.js";
import { openstackVim } from "../../src/models/vim.js";
import { type Netconfd, netconfdMissing, startNetconfd } from "./netconfd.js";
import { interopSuite, yangDir } from "./tools.js";

/*
 * The client on a server that knows ESC's YANG but does no ESC's work: what plain NETCONF can do must work, and what only an ESC can do
 * must end as the client says it does.
 */
interopSuite("connectEsc on netconfd with our YANG loaded", netconfdMissing(), () => {
  let server: Netconfd;
  let esc: EscClient;

  beforeAll(async () => {
    server = await startNetconfd({ target: "running", yangDir });
    esc = await connectEsc({
      host: server.host,
      netconf: {
        port: server.port,
        username: server.username,
        privateKey: server.privateKey,
        hostKey: { sha256: server.hostKeySha256 },
      },
      silenceMs: 200,
      finalEventWaitMs: 200,
    });
  });
  afterAll(async () => {
    await esc.close();
    await server.stop();
  });

  const vnf = (image: string) =>
    deployment("d", { tenant: "t" })
      .vmGroup("G", (group) => group.image(image).flavor("f").bootupTime(60).recoveryWaitTime(0))
      .vmGroup("H", (group) => group.image(image).flavor("f").bootupTime(60).recoveryWaitTime(0))
      .build();

  test("delivers its events, from the default stream", async () => {
    const events = esc.events();
    await events.ready();
    await esc.tenants.create({ name: "seen" });
    for await (const event of events) {
      expect(event).toMatchObject({ type: "UNKNOWN", rawType: expect.stringMatching(/./) });
      break;
    }
  });

  test("keeps a VIM connector, its user, and compares them as ESC would", async () => {
    const vim = openstackVim("v", { authUrl: "http://a", projectName: "p", user: { id: "u", password: "x" } });
    expect((await esc.vimConnectors.create(vim)).accepted).toBe("accepted");
    expect((await esc.vimConnectors.create(vim)).accepted).toBe("unchanged");
    expect(await esc.vimConnectors.get("v")).toEqual(vim);
    await esc.vimConnectors.replace(openstackVim("v", { authUrl: "http://b", projectName: "p" }));
    const replaced = await esc.vimConnectors.get("v");
    expect(replaced?.properties?.property?.[0]).toMatchObject({ value: "http://b" });
    expect(replaced?.users?.user).toHaveLength(1);
    await esc.vimConnectors.users.delete("v", "u");
    await esc.vimConnectors.delete("v");
    expect(await esc.vimConnectors.list()).toEqual([]);
  });

  test("deploys as far as acceptance: nobody carries it out, so done() ends by its timeout", async () => {
    const change = await esc.deployments.apply(vnf("one"));
    expect(change).toMatchObject({ accepted: "accepted", kind: "deploy" });
    expect((await esc.deployments.get("d", { tenant: "t" }))?.vm_group).toHaveLength(2);
    await expect(change.done({ timeoutMs: 300 })).rejects.toMatchObject({ code: "timeout" });
    await expect(esc.deployments.apply(vnf("one"))).rejects.toMatchObject({ code: "workflow-failed" });
  });

  test("updates by replacing, so that what is gone is gone, and cleans up", async () => {
    const smaller = deployment("d", { tenant: "t" })
      .vmGroup("G", (group) => group.image("two").flavor("f").bootupTime(60).recoveryWaitTime(0))
      .build();
    expect((await esc.deployments.apply(smaller)).kind).toBe("update");
    const running = await esc.deployments.get("d", { tenant: "t" });
    expect(running?.vm_group?.map((group) => [group.name, group.image])).toEqual([["G", "two"]]);
    await esc.deployments.remove("d", { tenant: "t" });
    expect(await esc.deployments.get("d", { tenant: "t" })).toBeUndefined();
  });

  test("shows a refusal with its tag", async () => {
    const error: unknown = await esc.tenants.delete("nobody").catch((reason: unknown) => reason);
    expect(isEscError(error, "rpc-error")).toBe(true);
    expect(error).toMatchObject({ errors: [expect.objectContaining({ tag: "data-missing" })] });
  });
});
