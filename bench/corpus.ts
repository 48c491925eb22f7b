/**
 * The documents that the benchmarks read: ESC's configuration and state as a server sends it, and small entries of one list.
 * Made by counting, not by chance, so that every run reads the same bytes.
 */

/** The namespace of ESC's own modules. */
export const ESC_NS = "http://www.cisco.com/esc/esc";

function ipv4(n: number): string {
  return `10.${(n >> 16) & 255}.${(n >> 8) & 255}.${n & 255}`;
}

function kpi(name: string): string {
  return `<kpi><event_name>${name}</event_name><metric_value>1</metric_value><metric_cond>GT</metric_cond><metric_type>UINT32</metric_type><metric_collector><type>ICMPPing</type><nicid>0</nicid><poll_frequency>3</poll_frequency><polling_unit>seconds</polling_unit><continuous_alarm>false</continuous_alarm></metric_collector></kpi>`;
}

function vmGroup(n: number, name: string): string {
  return [
    `<vm_group><name>${name}</name><image>csr1000v-universalk9.17.3</image><flavor>m1.medium</flavor>`,
    "<bootup_time>600</bootup_time><recovery_wait_time>0</recovery_wait_time>",
    "<recovery_policy><recovery_type>AUTO</recovery_type><action_on_recovery>REBOOT_THEN_REDEPLOY</action_on_recovery><max_retries>3</max_retries></recovery_policy>",
    "<interfaces>",
    `<interface><nicid>0</nicid><network>mgmt</network><ip_address>${ipv4(n)}</ip_address></interface>`,
    `<interface><nicid>1</nicid><network>data &amp; voice</network><ip_address>${ipv4(n + 1)}</ip_address></interface>`,
    `</interfaces><kpi_data>${kpi("VM_ALIVE")}</kpi_data>`,
    "<rules><admin_rules><rule><event_name>VM_ALIVE</event_name><action>ALWAYS log</action><action>TRUE servicebooted.sh</action><action>FALSE recover autohealing</action></rule></admin_rules></rules>",
    "<scaling><min_active>1</min_active><max_active>4</max_active><elastic>true</elastic></scaling>",
    "<config_data><configuration><dst>iosxe_config.txt</dst><file>file:///opt/cisco/esc/csr.cfg</file>",
    `<variable><name>HOSTNAME</name><val>csr-${n}</val></variable></configuration></config_data></vm_group>`,
  ].join("");
}

/** One deployment of two VM groups, about 3.1 kB, as `get-config` gives it without layout. */
export function deployment(n: number): string {
  return `<deployment><name>csr-pair-${n}</name>${vmGroup(n * 4, "CSR-A")}${vmGroup(n * 4 + 2, "CSR-B")}</deployment>`;
}

/** Configuration of ESC of at least so many bytes: deployments under one tenant, in ESC's default namespace. */
export function escConfig(bytes: number): string {
  const parts = [`<esc_datamodel xmlns="${ESC_NS}"><tenants><tenant><name>vnf-tenant</name><deployments>`];
  for (let n = 0, length = 0; length < bytes; n++) {
    const text = deployment(n);
    length += text.length;
    parts.push(text);
  }
  parts.push("</deployments></tenant></tenants></esc_datamodel>");
  return parts.join("");
}

/** The same document with every element on a line of its own, as ConfD and the guides lay it out. */
export function indented(xml: string): string {
  let depth = 0;
  return xml.replaceAll(/<(\/?)[^>]*>(?=(<)?)/g, (tag, closing: string, before: string | undefined) => {
    if (closing) depth--;
    const line = before === undefined ? tag : `${tag}\n${"  ".repeat(Math.max(0, depth + (closing ? 0 : 1)))}`;
    if (!closing) depth++;
    return line;
  });
}

/** One small entry of about 210 bytes: a flavor. */
function flavor(n: number): string {
  return `<flavor><name>flavor-${n}</name><description>size ${n % 97} for tenants</description><vcpus>${1 + (n % 16)}</vcpus><memory_mb>${512 * (1 + (n % 64))}</memory_mb><root_disk_mb>${1024 * (1 + (n % 40))}</root_disk_mb><ephemeral_disk_mb>0</ephemeral_disk_mb></flavor>`;
}

/** ESC's configuration with many small entries of one list: 240,000 of them are about 50 MB. */
export function flavors(count: number): string {
  const parts = [`<esc_datamodel xmlns="${ESC_NS}"><flavors>`];
  for (let n = 0; n < count; n++) parts.push(flavor(n));
  parts.push("</flavors></esc_datamodel>");
  return parts.join("");
}

/** Day-0 texts under deployments: few leaves, each large. `count` of them of `bytes` each, fifty to a deployment. */
export function fatLeaves(count: number, bytes: number): string {
  const line = "interface GigabitEthernet1 ip address dhcp no shutdown ! ";
  const text = line.repeat(Math.ceil(bytes / line.length)).slice(0, bytes);
  const parts = [`<esc_datamodel xmlns="${ESC_NS}"><tenants><tenant><name>fat</name><deployments>`];
  for (let n = 0; n < count; n++) {
    if (n % 50 === 0) {
      if (n > 0) parts.push("</config_data></vm_group></deployment>");
      parts.push(
        `<deployment><name>fat-${n / 50}</name><vm_group><name>vm</name><image>i</image><flavor>f</flavor><bootup_time>60</bootup_time><recovery_wait_time>0</recovery_wait_time><config_data>`,
      );
    }
    parts.push(`<configuration><dst>day0-${n}.txt</dst><data>${text}</data></configuration>`);
  }
  parts.push("</config_data></vm_group></deployment></deployments></tenant></tenants></esc_datamodel>");
  return parts.join("");
}

/** The inside of one notification about the deployment of a VM. */
export function escEvent(n: number): string {
  const time = new Date(Date.UTC(2026, 0, 1) + n * 100).toISOString();
  return [
    `<eventTime>${time}</eventTime><escEvent xmlns="${ESC_NS}"><status>SUCCESS</status><status_code>200</status_code>`,
    `<status_message>VIM Driver: VM successfully created</status_message><depname>csr-${n}</depname><tenant>vnf-tenant</tenant>`,
    "<tenant_id>0123456789abcdef0123456789abcdef</tenant_id><depid>00000003-1111-4222-8333-444455556666</depid><vm_group>CSR-A</vm_group>",
    "<vm_source><vmid>00000004-1111-4222-8333-444455556666</vmid><hostid>dab2a418b071</hostid><hostname>compute-1</hostname><interfaces>",
    "<interface><nicid>0</nicid><type>virtual</type><port_id>00000064-1111-4222-8333-444455556666</port_id>",
    `<network>00000032-1111-4222-8333-444455556666</network><ip_address>${ipv4(n)}</ip_address><mac_address>fa:16:3e:00:00:04</mac_address></interface>`,
    "</interfaces></vm_source><vm_target/><event><type>VM_DEPLOYED</type></event></escEvent>",
  ].join("");
}
