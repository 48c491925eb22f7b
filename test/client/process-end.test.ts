import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { connectEsc } from "../../src/index.js";
import { type Simulator, startSimulator } from "../../src/simulator/index.js";
import { vim } from "./job.js";

const root = resolve(import.meta.dirname, "../..");

/*
 * Programs that are careless at their end: those that close the client end by themselves, whatever else they left open; one that does
 * not close it says so. None has an unhandled rejection.
 */
describe("a program's end", { timeout: 60_000 }, () => {
  let simulator: Simulator;
  const children: ChildProcess[] = [];
  beforeAll(async () => {
    simulator = await startSimulator({ speed: 300 });
    const esc = await connectEsc(simulator.clientOptions());
    await (await esc.vimConnectors.create(vim)).done();
    await esc.close();
  });
  afterAll(async () => {
    for (const child of children) child.kill("SIGKILL");
    await simulator.close();
  });

  function run(carelessness: string) {
    const program = resolve(import.meta.dirname, "programs/careless.ts");
    const child = spawn(process.execPath, ["--import", "tsx", program, carelessness], {
      cwd: root,
      env: { ...process.env, ESC_OPTIONS: JSON.stringify(simulator.clientOptions()) },
    });
    children.push(child);
    const output = { text: "" };
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding("utf8").on("data", (text: string) => {
        output.text += text;
      });
    }
    return { child, output };
  }

  it.concurrent.each(["broken-off", "break"])(
    "comes although events were broken off and done() was not awaited: %s",
    async (how) => {
      const { child, output } = run(how);
      const [code] = await once(child, "close");
      expect({ code, text: output.text }).toEqual({ code: 0, text: expect.stringMatching(/SAW VM_DEPLOYED\nEND\n$/) });
    },
  );

  it.concurrent("comes although a change failed and nobody awaited it", async ({ expect }) => {
    simulator.fail({ event: "VM_DEPLOYED", deployment: "d-not-awaited-to-the-end", message: "No valid host" });
    const { child, output } = run("not-awaited-to-the-end");
    const [code] = await once(child, "close");
    expect({ code, text: output.text }).toEqual({ code: 0, text: expect.stringMatching(/SAW SERVICE_ALIVE\nEND\n$/) });
  });

  it.concurrent("does not come, but is said, where the client was not closed", async ({ expect }) => {
    const { child, output } = run("no-close");
    await new Promise<void>((done, fail) => {
      child.once("close", (code) => fail(new Error(`it ended with ${code}: ${output.text}`)));
      child.stderr?.on("data", () => {
        if (output.text.includes("ESC_CLIENT_OPEN")) done();
      });
    });
    expect(output.text).toContain("the client of 127.0.0.1 is open and keeps the process alive");
    expect(output.text).toContain("Call close() on it");
  });
});
