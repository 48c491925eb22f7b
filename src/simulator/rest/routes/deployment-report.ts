import type * as rest from "../../../../generated/esc_rest.js";
import { dropUndefined } from "../../engine/flow.js";
import type { LiveDeployment, LiveInterface, LiveVm } from "../../engine/live-state.js";

/** What became of a deployment, as callbacks and answers show it (REST guide 2.2). */
export function deploymentReport(
  of: { readonly name: string },
  live: LiveDeployment | undefined,
  ids: { readonly deployment: string; readonly tenant: string; readonly externalTenant: string | undefined },
): rest.Deployment {
  return dropUndefined({
    name: of.name,
    internal_deployment_id: ids.deployment,
    internal_tenant_id: ids.tenant,
    external_tenant_id: ids.externalTenant,
    service_state_machine_state: live?.state ?? "SERVICE_UNDEF_STATE",
    datacenter: { default: "true" },
    deployment_details: (live?.vms ?? []).filter((vm) => vm.exists).map(details),
  });
}

function details(vm: LiveVm): NonNullable<rest.Deployment["deployment_details"]>[number] {
  return {
    vm_uuid: vm.id,
    vm_name: vm.name,
    vm_group_name: vm.group,
    host_uuid: vm.hostId,
    host_name: vm.hostName,
    interfaces: { interface: vm.interfaces.map(interfaceOf) },
  };
}

function interfaceOf(one: LiveInterface): rest.Interface {
  return {
    nic_id: String(one.nicid),
    type: one.type,
    network_uuid: one.networkId,
    subnet_uuid: one.subnetId,
    port_uuid: one.portId,
    ip_address: one.ipAddress,
    mac_address: one.macAddress,
  };
}
