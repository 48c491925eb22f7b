import { describe, expect, it } from "vitest";
import { deployment, group, inTenant, Lab, undeployment, vim } from "./support.js";

const removeVim = (id = "os") =>
  `<esc_system_config xmlns="http://www.cisco.com/esc/esc"><vim_connectors><vim_connector nc:operation="delete"><id>${id}</id></vim_connector></vim_connectors></esc_system_config>`;
const removeUser = (id = "os", user = "admin") =>
  `<esc_system_config xmlns="http://www.cisco.com/esc/esc"><vim_connectors><vim_connector><id>${id}</id><users><user nc:operation="delete"><id>${user}</id></user></users></vim_connector></vim_connectors></esc_system_config>`;

describe("VIM connectors", () => {
  it("sends CREATE_VIM_CONNECTOR as in the guide, without vm_source, and CREATE_VIM_USER unless told otherwise", async () => {
    const lab = new Lab();
    lab.edit(vim({ id: "my-server-30" }));
    await lab.time.finish();
    expect(lab.sent[0]).toEqual({
      status: "SUCCESS",
      status_code: 200,
      status_message: "Created vim connector successfully",
      vim_connector_id: "my-server-30",
      event: { type: "CREATE_VIM_CONNECTOR" },
    });
    expect(lab.events()).toEqual(["CREATE_VIM_CONNECTOR", "CREATE_VIM_USER"]);
    const other = new Lab({ assumptions: { "vim-user-event": "connector-only" } });
    expect(await other.done(vim())).toEqual(["CREATE_VIM_CONNECTOR"]);
    expect(other.engine.world.live.connectors.get("os")?.user).toBe("admin");
  });

  it("fails when the VIM is not reachable or does not let the user in", async () => {
    const lab = new Lab();
    lab.engine.world.vims.configure({ unreachable: true });
    expect(await lab.done(vim())).toEqual(["CREATE_VIM_CONNECTOR FAILURE"]);
    lab.engine.world.vims.configure({ unreachable: false, credentials: { admin: "right" } });
    expect(await lab.done(vim({ password: "wrong" }))).toEqual(["UPDATE_VIM_USER FAILURE"]);
    expect(await lab.done(vim({ password: "right" }))).toEqual(["UPDATE_VIM_USER"]);
    expect(() => lab.edit(deployment("d"))).not.toThrow();
  });

  it("are of one type in one ESC", async () => {
    const lab = await new Lab().withVim();
    expect(() => lab.edit(vim({ id: "vc", type: "VMWARE_VSPHERE" }))).toThrow("Only one type of VIM");
    expect(lab.engine.intent.connectors.size).toBe(1);
  });

  it("have properties whose names are compared without case", async () => {
    const lab = await new Lab().withVim();
    lab.events();
    const upper = vim().replace(
      "<property><name>os_auth_url",
      '<property nc:operation="delete"><name>os_auth_url</name></property><property><name>OS_AUTH_URL',
    );
    expect(await lab.done(upper)).toEqual([]);
    expect(lab.engine.intent.connectors.get("os")?.properties.get("os_auth_url")).toBe("http://10.0.0.5:5000/v3");
  });

  it("have one user", async () => {
    const lab = await new Lab().withVim();
    expect(() => lab.edit(vim({ user: "second" }))).toThrow();
  });

  it("cannot be changed or deleted while the user is authenticated; the user can, at any time", async () => {
    const lab = await new Lab().withVim();
    lab.events();
    expect(() => lab.edit(removeVim())).toThrow("Delete the VIM user first");
    expect(() => lab.edit(vim({ url: "http://elsewhere" }))).toThrow("it cannot be updated");
    expect(await lab.done(vim({ password: "other" }))).toEqual(["UPDATE_VIM_USER"]);
    expect(await lab.done(removeUser())).toEqual(["DELETE_VIM_USER"]);
    expect(await lab.done(removeVim())).toEqual(["DELETE_VIM_CONNECTOR"]);
    const lenient = await new Lab({ assumptions: { "connected-vim-change": "accepted" } }).withVim();
    lenient.events();
    expect(await lenient.done(removeVim())).toEqual(["DELETE_VIM_USER", "DELETE_VIM_CONNECTOR"]);
  });

  it("cannot be deleted while a deployment is on them", async () => {
    const lab = await new Lab().withVim();
    await lab.done(deployment("d"));
    await lab.done(removeUser());
    expect(() => lab.edit(removeVim())).toThrow("it is used by deployment [d] of tenant [admin]");
    await lab.done(undeployment("d"));
    lab.events();
    expect(await lab.done(removeVim())).toEqual(["DELETE_VIM_CONNECTOR"]);
  });

  it("are needed, reached and authenticated before ESC takes resources or deployments", async () => {
    const lab = new Lab();
    expect(() => lab.edit(deployment("d"))).toThrow("no default VIM connector");
    expect(() => lab.edit(inTenant("", "t1"))).toThrow("no default VIM connector");
    lab.edit(inTenant("<vim_mapping>false</vim_mapping>", "root"));
    lab.edit(vim({ user: "" }));
    expect(() => lab.edit(deployment("d"))).toThrow("has no VIM user");
    lab.edit(vim());
    expect(() => lab.edit(deployment("d"))).toThrow("not connected and authenticated yet");
    await lab.time.finish();
    lab.engine.world.vims.configure({ unreachable: ["os"] });
    expect(() => lab.edit(deployment("d"))).toThrow("the VIM is not reachable");
    lab.engine.world.vims.configure({ unreachable: false });
    lab.edit(deployment("d"));
    const elsewhere = deployment(
      "e",
      group().replace("<name>g</name>", "<name>g</name><locator><vim_id>other</vim_id></locator>"),
    );
    expect(() => lab.edit(elsewhere)).toThrow("VIM connector [other] does not exist");
  });

  it("are named by locators where there is no default one", async () => {
    const lab = await new Lab({ assumptions: { "default-vim": "none" } }).withVim();
    expect(() => lab.edit(deployment("d"))).toThrow("no default VIM connector");
    const located = `<locator><vim_id>os</vim_id></locator>${group()}`;
    lab.events();
    expect((await lab.done(deployment("d", located))).at(-1)).toBe("SERVICE_ALIVE");
    await lab.done(
      '<esc_system_config xmlns="http://www.cisco.com/esc/esc"><vim_connectors><default_vim_connector>os</default_vim_connector></vim_connectors></esc_system_config>',
    );
    expect((await lab.done(deployment("e"))).at(-1)).toBe("SERVICE_ALIVE");
  });

  it("may be missed by the workflow in place of the acceptance", async () => {
    const lab = new Lab({ assumptions: { "vim-required": "failure-event" } });
    expect(await lab.done(deployment("d"))).toEqual(["VM_DEPLOYED FAILURE", "SERVICE_ALIVE FAILURE"]);
  });
});

describe("resources", () => {
  const shared = (content: string) => `<esc_datamodel xmlns="http://www.cisco.com/esc/esc">${content}</esc_datamodel>`;
  const subnet =
    "<subnet><name>s</name><address>10.1.0.0</address><netmask>255.255.0.0</netmask><gateway>10.1.0.1</gateway></subnet>";
  const image = (attributes = "") =>
    `<images><image${attributes}><name>csr</name><src>http://files/csr.qcow2</src><disk_format>qcow2</disk_format><disk_bus>virtio</disk_bus></image></images>`;

  it("come and go with one event each", async () => {
    const lab = await new Lab().withVim();
    lab.events();
    expect(await lab.done(inTenant("", "t1"))).toEqual(["CREATE_TENANT"]);
    expect(await lab.done(shared(image()))).toEqual(["CREATE_IMAGE"]);
    expect(
      await lab.done(
        shared("<flavors><flavor><name>f</name><vcpus>2</vcpus><memory_mb>2048</memory_mb></flavor></flavors>"),
      ),
    ).toEqual(["CREATE_FLAVOR"]);
    expect(await lab.done(shared("<networks><network><name>n</name></network></networks>"))).toEqual([
      "CREATE_NETWORK",
    ]);
    expect(await lab.done(shared(`<networks><network><name>n</name>${subnet}</network></networks>`))).toEqual([
      "CREATE_SUBNET",
    ]);
    expect(lab.sent).toEqual([]);
    const network = lab.engine.world.live.networks.get('["n"]');
    expect(network?.subnets.get("s")).toMatchObject({ cidr: "10.1.0.0/16" });
    expect(
      await lab.done(shared('<networks><network nc:operation="delete"><name>n</name></network></networks>')),
    ).toEqual(["DELETE_SUBNET", "DELETE_NETWORK"]);
    expect(await lab.done(shared('<images><image nc:operation="delete"><name>csr</name></image></images>'))).toEqual([
      "DELETE_IMAGE",
    ]);
    expect(
      await lab.done(
        shared(
          '<tenants><tenant nc:operation="delete"><name>t1</name></tenant><tenant nc:operation="create"><name>t2</name></tenant></tenants>',
        ),
      ),
    ).toEqual(["DELETE_TENANT", "CREATE_TENANT"]);
  });

  it("refuse a shared network together with its subnet when told to assume so", async () => {
    const lab = await new Lab({ assumptions: { "network-with-subnet": "rejected" } }).withVim();
    const network = `<networks><network><name>n</name>${subnet}</network></networks>`;
    expect(() => lab.edit(shared(network))).toThrow("cannot be created in one request");
    lab.engine.assumptions.set("network-with-subnet", "accepted");
    lab.events();
    expect(await lab.done(shared(network))).toEqual(["CREATE_NETWORK", "CREATE_SUBNET"]);
  });

  it("that fail leave operational data as it was", async () => {
    const lab = await new Lab().withVim();
    lab.events();
    lab.engine.world.failures.add({ event: "CREATE_IMAGE", message: "Download failed" });
    expect(await lab.done(shared(image()))).toEqual(["CREATE_IMAGE FAILURE"]);
    expect(lab.engine.world.live.images.size).toBe(0);
    expect(lab.engine.intent.images.size).toBe(1);
  });

  it("make an image known that the VIM did not have", async () => {
    const lab = await new Lab().withVim();
    lab.engine.world.vims.configure({ images: [] });
    expect((await lab.done(deployment("a"))).at(-1)).toBe("SERVICE_ALIVE FAILURE");
    await lab.done(shared(image()));
    lab.events();
    expect((await lab.done(deployment("b"))).at(-1)).toBe("SERVICE_ALIVE");
  });
});

describe("maintenance mode", () => {
  it("rejects changes, takes idempotent edits, and lets what runs go on", async () => {
    const lab = await new Lab().withVim();
    lab.events();
    lab.edit(deployment("d"));
    lab.engine.setMaintenance(true);
    expect(() => lab.edit(deployment("e"))).toThrow("maintenance");
    expect(() => lab.edit(inTenant("<description>another</description>"))).toThrow("maintenance");
    lab.edit(deployment("d"));
    expect(await lab.finish()).toEqual(["VM_DEPLOYED", "VM_ALIVE", "SERVICE_ALIVE"]);
    lab.engine.setMaintenance(false);
    expect((await lab.done(deployment("e"))).at(-1)).toBe("SERVICE_ALIVE");
  });
});

describe("a failover", () => {
  it("drops what is under way and keeps running", async () => {
    const lab = await new Lab().withVim();
    lab.events();
    lab.edit(deployment("d"));
    await lab.time.advance(1_000);
    lab.engine.dropTransactions();
    expect(await lab.finish()).toEqual([]);
    expect(lab.state("d")).toBe("SERVICE_ERROR_STATE");
    expect(lab.engine.intent.deployments.size).toBe(1);
    expect((await lab.done(undeployment("d"))).at(-1)).toBe("SERVICE_UNDEPLOYED");
  });
});
