import { describe, expect, it } from "vitest";
import { vimUser } from "../../src/models/vim.js";
import { ASSUMPTIONS, type AssumptionChoices, type AssumptionId } from "../../src/simulator/index.js";
import { failed, service, start, vim } from "./job.js";

/*
 * What no source confirms about ESC, the client must not depend on: the whole job under every choice that the simulator has for
 * each assumption. Where ESC would do something else, the job says what is expected then.
 */
const flips = Object.entries(ASSUMPTIONS).flatMap(([id, { values, default: usual }]) =>
  values
    .filter((value) => value !== usual)
    .map((value) => ({ id: id as AssumptionId, value, choices: { [id]: value } as AssumptionChoices })),
);

const admin = { tenant: "admin" };

describe("the job", () => {
  it("is run with every assumption flipped", () => {
    expect(flips.length).toBeGreaterThanOrEqual(Object.keys(ASSUMPTIONS).length);
  });

  it.each(flips)("does not depend on $id: $value", async ({ id, value, choices }) => {
    const { sim, esc, close } = await start({ assumptions: choices });
    if (value === "none" && id === "default-vim") {
      // Without a default connector nothing can be deployed that names none: ESC's refusal is shown.
      await (await esc.vimConnectors.create(vim)).done();
      await expect(esc.deployments.apply(service("d"))).rejects.toMatchObject({ code: "rpc-error" });
      await close();
      return;
    }
    await job({ sim, esc, id, value });
    await close();
  });
});

async function job({
  sim,
  esc,
  id,
  value,
}: Awaited<ReturnType<typeof start>> extends infer Started
  ? Omit<Started, "close"> & { id: AssumptionId; value: string }
  : never): Promise<void> {
  await (await esc.vimConnectors.create(vim)).done();
  const deployed = await (await esc.deployments.apply(service("d", { vms: 2 }))).done();
  expect(deployed).toMatchObject({ outcome: "done" });
  expect(deployed.events.filter((event) => event.type === "VM_DEPLOYED")).toHaveLength(2);

  const updated = await esc.deployments.apply(service("d", { vms: 2, image: "newer" }));
  if (value === "fails") {
    // Then putting the image back fails like putting the other in; running is as before all the same.
    const restored = await (await failed(updated.done())).cleanUp();
    expect((await failed(restored.done())).kind).toBe("update");
  } else await updated.done();
  const image = value === "fails" ? "csr1000v" : "newer";
  await (await esc.deployments.apply(service("d", { vms: 3, image }))).done();
  expect(sim.vms()).toHaveLength(3);

  for (const action of ["STOP", "START"] as const) {
    await (await esc.actions.serviceAction({ action, tenant: "admin", deployment: "d" })).done();
  }
  const vmName = sim.vms()[0]?.name ?? "";
  await (await esc.actions.recoveryVmAction({ vmName })).done();

  sim.fail({ event: "VM_DEPLOYED", deployment: "e", message: "No valid host" });
  const error = await failed((await esc.deployments.apply(service("e"))).done());
  expect(error.events.map((event) => event.type)).toContain("VM_DEPLOYED");
  await (await error.cleanUp()).done();

  expect((await esc.logs.filter({ level: "INFO", count: 3, tags: { depName: "d" } })).length).toBe(3);
  await (await esc.deployments.remove("d", admin)).done();
  expect(sim.vms()).toEqual([]);
  await (await esc.vimConnectors.users.replace("vim-1", vimUser("OPENSTACK", { id: "admin", password: "x" }))).done();
  await (await esc.vimConnectors.users.delete("vim-1", "admin")).done();
  await (await esc.vimConnectors.delete("vim-1")).done();
  if (id === "replay") {
    await expect(esc.events({ since: "2026-01-01T00:00:00Z" }).next()).rejects.toMatchObject({ code: "rpc-error" });
  }
}
