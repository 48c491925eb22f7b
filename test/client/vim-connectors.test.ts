import { describe, expect, it } from "vitest";
import { WorkflowError } from "../../src/client/workflow-error.js";
import { openstackVim, vimUser, vmwareVsphereVim } from "../../src/models/vim.js";
import { FakeEsc } from "./fake-esc.js";

const vim = openstackVim("v1", { authUrl: "http://a", projectName: "p", user: { id: "u", password: "secret" } });

function inRunning(id: string, type: string, user = "", properties = ""): string {
  const users = user && `<users><user><id>${user}</id></user></users>`;
  return `<vim_connectors><vim_connector><id>${id}</id><type>${type}</type>${properties}${users}</vim_connector></vim_connectors>`;
}

describe("vimConnectors", () => {
  it("creates one and waits for its event", async () => {
    const fake = new FakeEsc();
    const change = await fake.client.vimConnectors.create(vim);
    expect(fake.edits[0]).toMatch(/<vim_connector [^>]*operation="create"/);
    fake.send("CREATE_VIM_CONNECTOR", { vim_connector_id: "other" });
    fake.send("CREATE_VIM_CONNECTOR", { vim_connector_id: "v1", status_message: "Created vim connector successfully" });
    expect(await change.done()).toMatchObject({ event: { vim_connector_id: "v1" } });
    await fake.client.close();
  });

  it("rejects a failed creation with its clean-up", async () => {
    const fake = new FakeEsc();
    const change = await fake.client.vimConnectors.create(vim);
    fake.fail("CREATE_VIM_CONNECTOR", { vim_connector_id: "v1" });
    const error: unknown = await change.done().catch((reason: unknown) => reason);
    if (!(error instanceof WorkflowError)) throw error;
    expect(error.message).not.toContain("secret");
    const cleaned = await error.cleanUp();
    expect(fake.edits[1]).toMatch(/<vim_connector [^>]*operation="remove"[^>]*><id>v1<\/id><\/vim_connector>/);
    fake.send("DELETE_VIM_CONNECTOR", { vim_connector_id: "v1" });
    await cleaned.done();
    await fake.client.close();
  });

  it("refuses a second VIM type before sending, and says why", async () => {
    const fake = new FakeEsc();
    fake.system = inRunning("stack", "OPENSTACK");
    await expect(
      fake.client.vimConnectors.create(vmwareVsphereVim("v2", { vcenterIp: "10.0.0.1" })),
    ).rejects.toMatchObject({
      code: "invalid-input",
      message: expect.stringMatching(/stack is of type OPENSTACK, so v2 of type VMWARE_VSPHERE/),
    });
    expect(fake.edits).toEqual([]);
    await fake.client.close();
  });

  it("refuses two users and property names that differ in case alone", async () => {
    const fake = new FakeEsc();
    const users = { user: [{ id: "a" }, { id: "b" }] };
    await expect(fake.client.vimConnectors.create({ id: "v", users })).rejects.toMatchObject({
      code: "invalid-input",
      message: "ESC takes one user per VIM connector; v is given a, b",
    });
    const properties = { property: [{ name: "os_auth_url" }, { name: "OS_AUTH_URL" }] };
    await expect(fake.client.vimConnectors.create({ id: "v", properties })).rejects.toMatchObject({
      code: "invalid-input",
      message: expect.stringContaining("os_auth_url and OS_AUTH_URL"),
    });
    expect(fake.server.sessions).toHaveLength(0);
    await fake.client.close();
  });

  it("leaves the same connector alone, names of properties compared without case", async () => {
    const fake = new FakeEsc();
    fake.system = inRunning(
      "v",
      "OPENSTACK",
      "",
      "<properties><property><name>OS_AUTH_URL</name><value>http://a</value></property></properties>",
    );
    const same = { id: "v", type: "OPENSTACK", properties: { property: [{ name: "os_auth_url", value: "http://a" }] } };
    expect((await fake.client.vimConnectors.create(same)).accepted).toBe("unchanged");
    expect((await fake.client.vimConnectors.replace(same)).accepted).toBe("unchanged");
    expect(fake.edits).toEqual([]);
    await fake.client.close();
  });

  it("replaces the node, but keeps the user where none is given", async () => {
    const fake = new FakeEsc();
    const wanted = openstackVim("v1", { authUrl: "http://b", projectName: "p" });
    const first = await fake.client.vimConnectors.replace(wanted);
    expect(fake.edits[0]).toMatch(/<vim_connector [^>]*operation="replace"/);
    fake.send("UPDATE_VIM_CONNECTOR", { vim_connector_id: "v1" });
    await first.done();
    fake.system = inRunning("v1", "OPENSTACK", "u");
    await fake.client.vimConnectors.replace(wanted);
    expect(fake.edits[1]).toMatch(/<properties [^>]*operation="replace"/);
    expect(fake.edits[1]).not.toMatch(/<vim_connector [^>]*operation/);
    await fake.client.close();
  });

  it("deletes by id, lists and gets", async () => {
    const fake = new FakeEsc();
    fake.system = inRunning("v1", "OPENSTACK");
    const change = await fake.client.vimConnectors.delete("v1");
    expect(fake.edits[0]).toMatch(/operation="delete"/);
    fake.send("DELETE_VIM_CONNECTOR", { vim_connector_id: "v1" });
    await change.done();
    expect(await fake.client.vimConnectors.list()).toHaveLength(1);
    expect(await fake.client.vimConnectors.get("v1")).toMatchObject({ type: "OPENSTACK" });
    expect(await fake.client.vimConnectors.get("v2")).toBeUndefined();
    await fake.client.close();
  });
});

describe("vimConnectors.users", () => {
  const user = vimUser("OPENSTACK", { id: "u", password: "secret" });

  it("creates, replaces and deletes the user", async () => {
    const fake = new FakeEsc();
    fake.system = inRunning("v1", "OPENSTACK");
    const created = await fake.client.vimConnectors.users.create("v1", user);
    expect(fake.edits[0]).toMatch(/<id>v1<\/id><users><user [^>]*operation="create"/);
    fake.send("CREATE_VIM_USER", { vim_connector_id: "v1", vim_user_id: "other" });
    fake.send("CREATE_VIM_USER", { vim_connector_id: "v1" });
    expect((await created.done()).events).toHaveLength(1);
    const replaced = await fake.client.vimConnectors.users.replace("v1", user);
    fake.send("UPDATE_VIM_USER", { vim_connector_id: "v1", vim_user_id: "u" });
    await replaced.done();
    const deleted = await fake.client.vimConnectors.users.delete("v1", "u");
    fake.send("DELETE_VIM_USER", { vim_connector_id: "v1", vim_user_id: "u" });
    await deleted.done();
    await fake.client.close();
  });

  it("refuses a second user and a connector that is not there", async () => {
    const fake = new FakeEsc();
    fake.system = inRunning("v1", "OPENSTACK", "first");
    await expect(fake.client.vimConnectors.users.create("v1", user)).rejects.toMatchObject({
      code: "invalid-input",
      message: expect.stringContaining("has the user first"),
    });
    await expect(fake.client.vimConnectors.users.create("v9", user)).rejects.toMatchObject({
      code: "invalid-input",
      message: expect.stringContaining("There is no VIM connector v9 (there is: v1)"),
    });
    expect(fake.edits).toEqual([]);
    await fake.client.close();
  });
});
