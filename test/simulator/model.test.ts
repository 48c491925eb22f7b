import { describe, expect, it } from "vitest";
import * as esc from "../../generated/esc.js";
import { decode } from "../../src/schema/decode.js";
import { encode } from "../../src/schema/encode.js";
import { validate } from "../../src/schema/validate.js";
import { asData } from "../../src/simulator/datastore/edit.js";
import { parseXml } from "../../src/xml/element.js";
import { writeXml } from "../../src/xml/writer.js";
import { fixturesOf, readFixture } from "../fixtures/index.js";
import { deployment, group, inTenant, Lab, undeployment, vim } from "./support.js";

/** A prologue-free document. */
const body = (xml: string) => xml.replace(/^\uFEFF?<\?xml[^>]*\?>/, "");

/** A lab that takes anything that the model allows. */
const lenient = () => new Lab({ assumptions: { "vim-required": "failure-event" } });

describe("published samples", () => {
  it.each(fixturesOf("config"))("$file is taken, stored as it is, and worked on without a fault", async (fixture) => {
    const lab = lenient();
    lab.edit(body(readFixture(fixture)));
    await lab.time.finish();
    const value = decode(esc.schema, asData(lab.face.running.elements, "config"));
    const [given, stored] = [decode(esc.schema, readFixture(fixture)), value];
    const names = (data: esc.Data) => data.esc_datamodel?.tenants?.tenant?.map((one) => one.name) ?? [];
    expect(names(stored)).toEqual(expect.arrayContaining(names(given)));
    expect(
      encode(esc.schema, { ...(stored.esc_system_config ? { esc_system_config: stored.esc_system_config } : {}) }),
    ).toBe(encode(esc.schema, { ...(given.esc_system_config ? { esc_system_config: given.esc_system_config } : {}) }));
    // Once more: nothing is left to do.
    lab.events();
    expect(await lab.done(body(readFixture(fixture)))).toEqual([]);
  });

  it("deploys the guide's D-MONA and upgrades its image", async () => {
    const lab = await new Lab().withVim();
    const dmona = body(readFixture("config/dmona.xml"));
    expect(await lab.done(dmona)).toEqual(["VM_DEPLOYED", "VM_ALIVE", "SERVICE_ALIVE"]);
    const image = /<image>(.*?)<\/image>/.exec(dmona)?.[1] ?? "";
    expect(await lab.done(dmona.replace(`<image>${image}<`, "<image>ESC-5_9_0_1<"))).toEqual([
      "VM_UPDATED",
      "SERVICE_UPDATED",
    ]);
    lab.engine.assumptions.set("image-update-of-other-vnfs", "fails");
    expect(await lab.done(dmona)).toEqual(["VM_UPDATED", "SERVICE_UPDATED"]);
    await lab.done(deployment("csr"));
    lab.events();
    expect(await lab.done(deployment("csr", group({ image: "other" })))).toEqual([
      "VM_UPDATED FAILURE",
      "SERVICE_UPDATED FAILURE",
    ]);
  });

  it("follows the guide's samples for connectors: create, replace the user, delete it, delete the connector", async () => {
    const lab = new Lab();
    expect(await lab.done(body(readFixture("config/vim-connector.xml")))).toEqual([
      "CREATE_VIM_CONNECTOR",
      "CREATE_VIM_USER",
    ]);
    const other = new Lab();
    other.edit(vim({ id: "example_vim", user: "my_user" }));
    await other.finish();
    expect(() => other.edit(body(readFixture("edit/vim-connector-replace.xml")))).toThrow("cannot be updated");
    expect(await other.done(body(readFixture("edit/vim-user-replace.xml")))).toEqual(["UPDATE_VIM_USER"]);
    expect(await other.done(body(readFixture("edit/vim-user-delete.xml")))).toEqual(["DELETE_VIM_USER"]);
    expect(await other.done(body(readFixture("edit/vim-connector-replace.xml")))).toEqual(["UPDATE_VIM_CONNECTOR"]);
    expect(await other.done(body(readFixture("edit/vim-connector-delete.xml")))).toEqual(["DELETE_VIM_CONNECTOR"]);
  });
});

describe("what ESC shows", () => {
  /** A history with everything in it. */
  async function busy(): Promise<Lab> {
    const lab = await new Lab().withVim();
    const subnet =
      "<subnet><name>s</name><address>10.1.0.0</address><netmask>255.255.0.0</netmask><gateway>10.1.0.1</gateway></subnet>";
    const networks = `<networks><network><name>n</name><shared>false</shared>${subnet}</network></networks>`;
    await lab.done(
      inTenant(
        `<deployments><deployment><name>d</name>${networks}${group({ network: "n", min: 2 })}</deployment></deployments>`,
        "t",
      ),
    );
    await lab.done(deployment("e"));
    lab.engine.vmDown(lab.vms("e")[0] ?? "");
    await lab.finish();
    lab.engine.load({ tenant: "admin", deployment: "e", vmGroup: "g" }, "overloaded");
    await lab.finish();
    lab.engine.serviceAction({ action: "STOP", tenant: "t", deployment: "d" });
    await lab.finish();
    await lab.done(deployment("f"));
    await lab.done(undeployment("f"));
    return lab;
  }

  it("in operational data fits its own YANG", async () => {
    const lab = await busy();
    const text = writeXml(lab.face.data(undefined));
    const root = parseXml(text);
    const value = decode(
      esc.schema,
      asData(root.elements().filter((one) => one.namespace === "http://www.cisco.com/esc/esc")),
      {
        kind: "data",
        unknown: "error",
      },
    );
    expect(validate(esc.schema, value, { kind: "data" })).toEqual([]);
    const tenant = value.esc_datamodel?.opdata?.tenants?.tenant?.find((one) => one.name === "t");
    expect(tenant?.deployments?.[0]?.state_machine?.state).toBe("SERVICE_STOPPED_STATE");
    expect(tenant?.networks?.network?.[0]?.subnets?.subnet?.[0]?.cidr).toBe("10.1.0.0/16");
    expect(value.esc_datamodel?.opdata?.stats?.hostname).toBe("esc-1");
  });

  it("in events fits its own YANG", async () => {
    const lab = await busy();
    const events = lab.engine.world.events.kept;
    expect(events.length).toBeGreaterThan(20);
    for (const { content } of events) {
      expect(validate(esc.EscEvent, content, { kind: "notification" })).toEqual([]);
    }
  });

  it("in events of failures too, which name no VM where ESC's do not", async () => {
    const lab = await new Lab().withVim();
    await lab.done(deployment("d"));
    lab.engine.world.failures.add({ event: "VM_STOPPED", message: "VM stop failed" });
    lab.sent.length = 0;
    lab.engine.vmAction({ action: "STOP", vmName: lab.vms("d")[0] ?? "", force: false });
    await lab.time.finish();
    expect(lab.sent[0]).toMatchObject({ status: "FAILURE", vm_group: "g", vm_source: {} });
    expect(lab.sent[0]?.vm_source).toEqual({});
    expect(validate(esc.EscEvent, lab.sent[0], { kind: "notification" })).toEqual([]);
  });

  it("gives scaled VMs the addresses of their pool, in order", async () => {
    const lab = await new Lab().withVim();
    const pool =
      "<static_ip_address_pool><network>mgmt</network><gateway>192.0.2.1</gateway><netmask>255.255.255.0</netmask><ip_address_range><start>192.0.2.20</start><end>192.0.2.22</end></ip_address_range></static_ip_address_pool>";
    await lab.done(deployment("d", group({ min: 2, max: 3 }).replace("</max_active>", `</max_active>${pool}`)));
    lab.engine.load({ tenant: "admin", deployment: "d", vmGroup: "g" }, "overloaded");
    await lab.finish();
    const vms = lab.engine.world.live.deployment("admin", "d")?.vms ?? [];
    expect(vms.map((vm) => vm.interfaces[0]?.ipAddress)).toEqual(["192.0.2.20", "192.0.2.21", "192.0.2.22"]);
  });
});
