import type { esc } from "../../models/index.js";
import { deployment, openstackVim } from "../../models/index.js";

/** What the demo's deployments stand on. On the simulator any name exists; on a real ESC they are options. */
export interface DemoSite {
  readonly tenant: string;
  readonly vimId: string;
  readonly image: string;
  readonly flavor: string;
  readonly network: string;
  readonly authUrl: string;
  readonly projectName: string;
  readonly username: string;
  readonly password: string;
  readonly domain: string;
}

/** The OpenStack VIM connector with its user (guide l.5540-5600). */
export function demoVim(site: DemoSite): esc.VimConnector {
  return openstackVim(site.vimId, {
    authUrl: site.authUrl,
    projectName: site.projectName,
    projectDomainName: site.domain,
    user: { id: site.username, password: site.password, userDomainName: site.domain },
  });
}

/** The guide's D-MONA VNF (guide l.4611-4760): monitored over HTTPS, three day-0 configurations. */
export function dmona(site: DemoSite): esc.Data {
  const template = "file:///opt/cisco/esc/esc-config/dmona";
  return deployment("demo-dmona", { tenant: site.tenant })
    .vmGroup("Grp1", (group) =>
      group
        .image(site.image)
        .flavor(site.flavor)
        .bootupTime(600)
        .recoveryWaitTime(0)
        .recoveryPolicy({ type: "AUTO", action: "REDEPLOY_ONLY", maxRetries: 1 })
        .interface(0, { network: site.network })
        .kpi("VM_ALIVE", {
          value: 1,
          condition: "GT",
          metricType: "UINT32",
          collector: {
            type: "HTTPGET",
            nicid: 0,
            pollFrequency: 5,
            pollingUnit: "seconds",
            continuousAlarm: false,
            properties: { protocol: "https", port: "8443", path: "mona/v1/health/status" },
          },
        })
        .rule("VM_ALIVE", ["ALWAYS log", "TRUE servicebooted.sh", "FALSE recover autohealing"])
        .day0("--user-data", { file: `${template}/user-data.template` })
        .day0("/opt/cisco/esc/mona/dmona.crt", { data: "demo certificate" })
        .day0("/opt/cisco/esc/mona/config/application-dmona.properties", {
          file: `${template}/application-dmona.template`,
          variables: {
            "monitoring.agent": "true",
            security_basic_enabled: "true",
            "monitoring.agent.instance.name": "DEMO",
          },
        }),
    )
    .build();
}

/** A service of two CSR VMs in two groups, the second one started after the first. */
export function csrService(site: DemoSite): esc.Data {
  return csr("demo-csr", site, ["CSR-A", "CSR-B"]);
}

/** A deployment whose image no VIM has: ESC accepts it, then fails to activate it. */
export function broken(site: DemoSite): esc.Data {
  return csr("demo-broken", { ...site, image: MISSING_IMAGE }, ["CSR-A"]);
}

/** An image that is in no VIM. */
export const MISSING_IMAGE = "esc-nb-demo-no-such-image";

function csr(name: string, site: DemoSite, groups: readonly string[]): esc.Data {
  let service = deployment(name, { tenant: site.tenant });
  for (const name of groups) {
    service = service.vmGroup(name, (group) =>
      group
        .image(site.image)
        .flavor(site.flavor)
        .bootupTime(600)
        .recoveryWaitTime(0)
        .recoveryPolicy({ type: "AUTO", action: "REBOOT_THEN_REDEPLOY", maxRetries: 3 })
        .interface(0, { network: site.network })
        .kpi("VM_ALIVE", {
          value: 1,
          condition: "GT",
          metricType: "UINT32",
          collector: { type: "ICMPPing", nicid: 0, pollFrequency: 3, pollingUnit: "seconds", continuousAlarm: false },
        })
        .rule("VM_ALIVE", ["ALWAYS log", "TRUE servicebooted.sh", "FALSE recover autohealing"])
        .scaling({ minActive: 1, maxActive: 1, elastic: true }),
    );
  }
  return service.build();
}
