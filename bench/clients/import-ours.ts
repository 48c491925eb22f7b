/** How long it takes until the NETCONF client can be used, with the models of ESC. */
import { printOutcome } from "../task.js";

const start = performance.now();
const { connectNetconf } = await import("../../src/netconf/index.js");
const { schema } = await import("../../generated/esc.js");
const seconds = (performance.now() - start) / 1000;
if (typeof connectNetconf !== "function" || schema === undefined) throw new Error("nothing was imported");
printOutcome(seconds, 1);
