/* Run by process-end.test.ts as a process of its own: ESC's options in ESC_OPTIONS, what it is careless about as its argument. */
import { type ConnectEscOptions, connectEsc } from "esc-northbound";
import { deployment } from "esc-northbound/models";

process.on("unhandledRejection", (reason) => {
  console.error("UNHANDLED", reason);
  process.exit(70);
});

const options: ConnectEscOptions = JSON.parse(process.env["ESC_OPTIONS"] ?? "{}");
const carelessness = process.argv[2];
const esc = await connectEsc(options);
const name = `d-${carelessness}`;
const document = deployment(name, { tenant: "admin" })
  .vmGroup("G", (group) => group.image("i").flavor("f").bootupTime(60).recoveryWaitTime(0))
  .build();

if (carelessness === "break") {
  const events = esc.events({ depname: name });
  await events.ready();
  await esc.deployments.apply(document);
  for await (const event of events) {
    console.log("SAW", event.type);
    break;
  }
} else {
  const change = await esc.deployments.apply(document);
  for await (const event of change.events()) {
    console.log("SAW", event.type);
    if (carelessness !== "not-awaited-to-the-end") break;
  }
}
if (carelessness !== "no-close") await esc.close();
console.log("END");
