/*
 * What the compiler accepts of the builders and events, and what it refuses. Checked by tsc, never run.
 */
import {
  cspService,
  deployment,
  type EscEvent,
  type esc,
  escEventFromNotification,
  image,
  logLines,
  openstackVim,
  type redactSecrets,
  type subnet,
  vimUser,
  volume,
} from "../../src/models/index.js";

type Equal<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
const holds = <_T extends true>(): void => undefined;

const base = deployment("d", { tenant: "t" });

// build() gives the generated document; factories give generated nodes.
holds<Equal<ReturnType<typeof base.build>, esc.Data>>();
holds<Equal<ReturnType<typeof openstackVim>, esc.VimConnector>>();
holds<Equal<ReturnType<typeof vimUser>, esc.User>>();
holds<Equal<ReturnType<typeof subnet>, esc.Subnet>>();

/** A wrong key is an error at that key. */
export function wrongKeys(): void {
  // @ts-expect-error `tennant` is no option
  deployment("d", { tennant: "t" });
  base.vmGroup("g", (g) =>
    g.interface(0, {
      network: "n",
      // @ts-expect-error `ipAdress` is no option
      ipAdress: "192.0.2.1",
    }),
  );
  base.vmGroup("g", (g) =>
    g.kpi("VM_ALIVE", {
      value: 1,
      condition: "GT",
      metricType: "UINT32",
      collector: {
        type: "ICMPPing",
        nicid: 0,
        pollFrequency: 3,
        pollingUnit: "seconds",
        continuousAlarm: false,
        // @ts-expect-error `propertys` is no option
        propertys: {},
      },
    }),
  );
  base.with({
    // @ts-expect-error `vm_groop` is no field of the model
    vm_groop: [],
  });
  base.with({
    // @ts-expect-error the key is set by deployment()
    name: "other",
  });
  openstackVim("v", {
    authUrl: "http://x",
    projectName: "p",
    // @ts-expect-error `projectDomain` is no option
    projectDomain: "default",
  });
  // @ts-expect-error an AWS user has keys, no password
  vimUser("AWS", { id: "u", password: "p" });
}

/** What is required is required. */
export function missing(): void {
  // @ts-expect-error no tenant
  deployment("d");
  // @ts-expect-error no network
  base.vmGroup("g", (g) => g.interface(0, {}));
  // @ts-expect-error no maxActive
  base.vmGroup("g", (g) => g.scaling({ minActive: 1 }));
  base.vmGroup("g", (g) =>
    g.kpi("k", {
      value: 1,
      condition: "GT",
      metricType: "UINT32",
      // @ts-expect-error the collector lacks continuousAlarm
      collector: { type: "x", nicid: 0, pollFrequency: 1, pollingUnit: "seconds" },
    }),
  );
  // @ts-expect-error no diskBus
  image("i", { src: "http://x", diskFormat: "qcow2" });
  // @ts-expect-error no password
  openstackVim("v", { authUrl: "x", projectName: "p", user: { id: "u" } });
  // @ts-expect-error no vnics
  cspService("c", { memory: 1, cpus: 1, diskSize: 1, isoName: "i", day0Filename: "f" });
}

/** Closed enumerations are closed, open ones are open. */
export function enumerations(): void {
  base.vmGroup("g", (g) =>
    g.kpi("k", {
      value: 1,
      // @ts-expect-error conditions are closed
      condition: "NE",
      metricType: "UINT32",
      collector: { type: "x", nicid: 0, pollFrequency: 1, pollingUnit: "seconds", continuousAlarm: true },
    }),
  );
  // @ts-expect-error recovery actions are closed
  base.vmGroup("g", (g) => g.recoveryPolicy({ action: "REPLACE" }));
  // @ts-expect-error an action begins with ALWAYS, TRUE or FALSE
  base.vmGroup("g", (g) => g.rule("VM_ALIVE", ["SOMETIMES log"]));
  // @ts-expect-error a stage begins with LCS::
  base.policy("p", { conditions: ["PRE_DEPLOY"], actions: [] });
  base.policy("p", { conditions: ["LCS::PRE_DEPLOY", "LCS::SOMETHING::NEW"], actions: [] });
  base.vmGroup("g", (g) => g.interface(0, { network: "n", type: "something-new", model: "e1000" }));
  image("i", { src: "http://x", diskFormat: "iso", diskBus: "ide" });
}

/** What excludes each other cannot be given together. */
export function exclusive(): void {
  // @ts-expect-error file or data
  base.vmGroup("g", (g) => g.day0("x", { file: "file:///x", data: "x" }));
  // @ts-expect-error one of them is needed
  base.vmGroup("g", (g) => g.day0("x", { variables: {} }));
  // @ts-expect-error host or zone
  base.vmGroup("g", (g) => g.placement({ type: "zone_host", host: "h", zone: "z" }));
  // @ts-expect-error one size or a range
  volume("v", { size: 1, minSize: 1, maxSize: 2 });
  base.vmGroup("g", (g) =>
    // @ts-expect-error an address or a network
    g.interface(0, { network: "n", allowedAddressPairs: [{ network: "n", ipAddress: "192.0.2.1" }] }),
  );
}

/** The function that describes a VM group gives its builder back. */
export function callbacks(): void {
  // @ts-expect-error it returns nothing
  base.vmGroup("g", (g) => {
    g.image("x");
  });
}

/** `type` narrows an event. */
export function narrowing(event: EscEvent): string {
  switch (event.type) {
    case "UNKNOWN":
      return event.rawType;
    case "CREATE_VIM_CONNECTOR":
      holds<Equal<typeof event.type, "CREATE_VIM_CONNECTOR">>();
      return event.vim_connector_id ?? "";
    case "VM_RECOVERY_COMPLETE":
      return event.vm_target?.interfaces?.interface?.[0]?.ip_address ?? "";
    // @ts-expect-error no such type
    case "VM_TELEPORTED":
      return "";
    default:
      // @ts-expect-error only UNKNOWN has a rawType
      return event.rawType;
  }
}

/** The generated interfaces fit where fields of a notification and results of filterLog are taken. */
export function generated(body: esc.EscEvent, results: esc.FilterLogResults): void {
  escEventFromNotification({ eventTime: "", body });
  logLines(results);
  holds<Equal<ReturnType<typeof redactSecrets<esc.VimConnector>>, esc.VimConnector>>();
}

/** Values are not for changing. */
export function readonly(event: EscEvent): void {
  // @ts-expect-error read-only
  event.status = "SUCCESS";
}
