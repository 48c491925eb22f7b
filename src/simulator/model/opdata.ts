import type { Data } from "../../../generated/esc.js";
import type { Engine } from "../engine/engine.js";
import { dropUndefined } from "../engine/flow.js";
import type { LiveDeployment, LiveNetwork, LiveResource, LiveVm } from "../engine/live-state.js";
import { vmsOf } from "../engine/live-state.js";

/** The value of `esc_datamodel/opdata`. */
export type OpdataValue = NonNullable<NonNullable<Data["esc_datamodel"]>["opdata"]>;
type NetworksValue = NonNullable<OpdataValue["networks"]>;
type DeploymentsValue = NonNullable<
  NonNullable<NonNullable<OpdataValue["tenants"]>["tenant"]>[number]["deployments"]
>[number];
type VmValue = NonNullable<NonNullable<DeploymentsValue["vm_group"]>[number]["vm_instance"]>[number];

/** What stands in `opdata/stats` about the ESC VM. */
export interface EscVm {
  readonly hostname: string;
  /** Milliseconds since 1970. */
  readonly bootedAt: number;
}

/** The operational data of the moment (ESC 1.x YANG; guide l. 690 for status). */
export function readOpdata(engine: Engine, vm: EscVm): OpdataValue {
  const { live } = engine.world;
  const networks = [...live.networks.values()];
  const shared = networks.filter((one) => one.tenant === undefined);
  return {
    status: "OPER_UP",
    stats: {
      hostname: vm.hostname,
      os_name: "Linux",
      os_release: "4.18.0",
      arch: "x86_64",
      uptime: BigInt(Math.max(0, Math.floor((engine.clock.now() - vm.bootedAt) / 1000))),
    },
    networks: networksValue(shared),
    images: { image: resources(live.images).map((one) => ({ name: one.name, image_id: one.id, public: true })) },
    flavors: { flavor: resources(live.flavors).map((one) => ({ name: one.name, flavor_id: one.id })) },
    tenants: {
      tenant: [...live.tenants.values()].map((tenant) => ({
        name: tenant.name,
        tenant_id: tenant.id,
        networks: networksValue(networks.filter((one) => one.tenant === tenant.name)),
        deployments: [...live.deployments.values()].filter((one) => one.tenant === tenant.name).map(deploymentValue),
      })),
    },
    system_config: {
      vim_connectors: {
        // The words of `escadm vim show` (guide l. 6203); that they are in operational data is unconfirmed.
        vim_connector: [...live.connectors.values()].map((one) => ({
          id: one.id,
          status: one.connected && one.user !== undefined ? "CONNECTION_SUCCESSFUL" : "CONNECTION_FAILED",
        })),
      },
    },
  };
}

/** Shared ones: operational data has no place for those of a tenant. */
function resources(map: ReadonlyMap<string, LiveResource>): LiveResource[] {
  return [...map.values()].filter((one) => one.tenant === undefined);
}

function networksValue(networks: readonly LiveNetwork[]): NetworksValue {
  return {
    network: networks.map((one) =>
      dropUndefined({
        name: one.name,
        netid: one.id,
        shared: one.shared,
        admin_state: one.adminState,
        provider_network_type: one.providerType,
        status: "active",
        subnets: {
          subnet: [...one.subnets.values()].map((subnet) =>
            dropUndefined({
              name: subnet.name,
              subnetid: subnet.id,
              cidr: subnet.cidr,
              gateway: subnet.gateway,
              no_gateway: subnet.noGateway,
              dhcp: subnet.dhcp,
              ipversion: subnet.ipVersion,
            }),
          ),
        },
      }),
    ),
  };
}

function deploymentValue(live: LiveDeployment): DeploymentsValue {
  const groups = [...new Set(live.vms.map((vm) => vm.group))];
  return {
    deployment_name: live.name,
    deployment_id: live.id,
    vm_group: groups.map((name) => ({
      name,
      vm_instance: vmsOf(live, name)
        .filter((vm) => vm.exists)
        .map(vmValue),
    })),
    state_machine: {
      state: live.state,
      vm_state_machines: { vm_state_machine: live.vms.map((vm) => ({ vm_name: vm.name, state: vm.state })) },
    },
  };
}

function vmValue(vm: LiveVm): VmValue {
  return {
    vm_id: vm.id,
    name: vm.name,
    host_id: vm.hostId,
    hostname: vm.hostName,
    interfaces: {
      interface: vm.interfaces.map((one) =>
        dropUndefined({
          nicid: one.nicid,
          type: one.type,
          port_id: one.portId,
          network: one.networkId,
          subnet: one.subnetId,
          ip_address: one.ipAddress,
          mac_address: one.macAddress,
          netmask: one.netmask,
          gateway: one.gateway,
        }),
      ),
    },
  };
}
