import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { connectEsc, type EscClient, isEscError, WorkflowError } from "../../src/index.js";
import { deployment, network, openstackVim, tenant } from "../../src/models/index.js";
import { operation } from "../../src/schema/index.js";
import { type Simulator, startSimulator } from "../../src/simulator/index.js";

const fixture = (name: string) => readFileSync(join(import.meta.dirname, "../fixtures/config", name), "utf8");

let sim: Simulator;
let esc: EscClient;

beforeEach(async () => {
  sim = await startSimulator({ speed: 2000 });
  esc = await connectEsc(sim.clientOptions());
});
afterEach(async () => {
  await esc.close();
  await sim.close();
});

async function withVim(): Promise<void> {
  const vim = openstackVim("vim-1", { authUrl: "http://10.0.0.5/v3", projectName: "p", projectDomainName: "default" });
  const user = { id: "admin", credentials: { properties: { property: [{ name: "os_password", value: "x" }] } } };
  const change = await esc.edit({
    esc_system_config: { vim_connectors: { vim_connector: [{ ...vim, users: { user: [user] } }] } },
  });
  // Whether a user that comes with its connector gets an event of its own is not confirmed: it is not waited for.
  expect((await change.done()).events.map((event) => event.type)).toEqual(["CREATE_VIM_CONNECTOR"]);
}

const service = (name: string) =>
  deployment(name, { tenant: "admin" })
    .vmGroup("g", (group) =>
      group.image("i").flavor("f").bootupTime(60).recoveryWaitTime(0).interface(0, { network: "n" }),
    )
    .build();

describe("an edit of one's own", () => {
  it("waits for everything that it sets ESC to work on", async () => {
    await withVim();
    const one = service("one").esc_datamodel?.tenants?.tenant?.[0];
    const change = await esc.edit({
      esc_datamodel: {
        tenants: { tenant: [...(one ? [one] : []), tenant("blue")] },
        networks: { network: [network("shared")] },
      },
    });
    const { events } = await change.done();
    expect(change.kind).toBe("edit");
    const types = events.map((event) => event.type);
    expect(types).toEqual(
      expect.arrayContaining(["CREATE_TENANT", "CREATE_NETWORK", "VM_DEPLOYED", "VM_ALIVE", "SERVICE_ALIVE"]),
    );
    expect(change.subject).toContain("deploy of deployment one of tenant admin");
  });

  it("takes XML as files have it, and says unchanged when sent again", async () => {
    await withVim();
    const change = await esc.edit(fixture("dmona.xml"));
    expect((await change.done()).event?.type).toBe("SERVICE_ALIVE");
    const again = await esc.edit(fixture("dmona.xml"));
    expect(again.accepted).toBe("unchanged");
    expect((await again.done()).outcome).toBe("unchanged");
  });

  it("is done at once where ESC sends no event: a description", async () => {
    await withVim();
    await (await esc.edit({ esc_datamodel: { tenants: { tenant: [tenant("blue")] } } })).done();
    const change = await esc.edit({ esc_datamodel: { tenants: { tenant: [{ name: "blue", description: "x" }] } } });
    expect(change.accepted).toBe("accepted");
    expect(await change.done()).toMatchObject({ outcome: "done", decidedBy: "running", events: [] });
    expect((await esc.tenants.get("blue"))?.description).toBe("x");
  });

  it("waits for updates and deletions, connectors and users", async () => {
    await withVim();
    await (await esc.edit(service("one"))).done();
    const gone = await esc.edit({
      esc_datamodel: {
        tenants: { tenant: [{ name: "admin", deployments: { deployment: [operation("delete", { name: "one" })] } }] },
      },
    });
    expect((await gone.done()).event?.type).toBe("SERVICE_UNDEPLOYED");
    const user = await esc.edit({
      esc_system_config: {
        vim_connectors: { vim_connector: [{ id: "vim-1", users: { user: [operation("delete", { id: "admin" })] } }] },
      },
    });
    expect((await user.done()).event?.type).toBe("DELETE_VIM_USER");
  });

  it("rejects when a part of it fails, and says that it cannot be turned back by itself", async () => {
    await withVim();
    sim.fail({ event: "VM_DEPLOYED", deployment: "one", message: "No valid host" });
    const change = await esc.edit(service("one"));
    const error = await change.done().then(
      () => undefined,
      (reason: unknown) => reason,
    );
    expect(error).toBeInstanceOf(WorkflowError);
    if (!(error instanceof WorkflowError)) return;
    expect(error.message).toContain("No valid host");
    await expect(error.cleanUp()).rejects.toMatchObject({ code: "unsupported" });
  });

  it("sends nothing that breaks the model, and shows what ESC refuses", async () => {
    const wrong = esc.edit({ esc_datamodel: { flavors: { flavor: [{ name: "f", vcpus: 1000 }] } } });
    await expect(wrong).rejects.toMatchObject({ code: "validation" });
    await expect(esc.edit("<a><b></a>")).rejects.toMatchObject({ code: "invalid-input" });
    const refused = await esc
      .edit({ esc_datamodel: { tenants: { tenant: [operation("delete", { name: "nobody" })] } } })
      .then(
        () => undefined,
        (reason: unknown) => reason,
      );
    expect(isEscError(refused, "rpc-error")).toBe(true);
    expect(String(refused)).toContain("data-missing");
  });
});
