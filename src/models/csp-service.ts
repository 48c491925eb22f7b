import * as csp from "../../generated/csp-service.js";
import { checked } from "./checked.js";
import { defined } from "./plain.js";

/** One VM on a Cisco CSP 2100, here ESC itself (guide l.4128 to 4186, l.4340 to 4451). */
export interface CspServiceOptions {
  /** Memory in MB; ESC needs at least 8192. */
  readonly memory: number;
  /** Number of CPUs; ESC needs at least 4. */
  readonly cpus: number;
  /** Size of the disk in GB, in tenths; ESC needs at least 30. A number, or the decimal as text. */
  readonly diskSize: number | string;
  /** Name of the image that is already on the CSP. */
  readonly isoName: string;
  /** The virtual interfaces in order: the first is eth0 of the user-data file. */
  readonly vnics: readonly CspVnicOptions[];
  /** Name of the day-0 file as it was copied to the CSP. */
  readonly day0Filename: string;
  /** Name of the day-0 file as the service sees it. Default `user-data`, which ESC needs. */
  readonly day0DestFilename?: string;
  /** Label of the volume that holds it. Default `cidata`, which ESC needs. */
  readonly day0VolumeId?: string;
  /** True: the image's disk is grown to `diskSize`. */
  readonly diskResize?: boolean;
  /** How the CSP spells that element: the guide has both. Default `disk_resize`, as in its sample for a single ESC. */
  readonly diskResizeElement?: "disk_resize" | "disk-resize";
  /** Kind of disk: the guide has `ide`. */
  readonly diskType?: NonNullable<csp.Service["disk_type"]>;
  /** Whether the service runs. */
  readonly power?: NonNullable<csp.Service["power"]>;
  /** Address that the CSP's console shows for the service. */
  readonly ip?: string;
  /** Password of the VNC console. */
  readonly vncPassword?: string;
}

/** One virtual interface of a CSP service. */
export interface CspVnicOptions {
  /** Network of the CSP that the interface is connected to. */
  readonly networkName: string;
  /** VLAN id. */
  readonly vlan?: number;
  /** True: frames carry the VLAN tag. */
  readonly tagged?: boolean;
  readonly type?: NonNullable<csp.Vnic["type"]>;
  readonly passthroughMode?: NonNullable<csp.Vnic["passthrough_mode"]>;
  readonly model?: NonNullable<csp.Vnic["model"]>;
}

/**
 * The document that makes a CSP 2100 run a service, frozen: the content of an edit-config to the CSP, NETCONF on its port 2022.
 *
 * @throws ValidationError (`validation`) with every issue and its path
 */
export function cspService(name: string, options: CspServiceOptions): csp.Data {
  const service = defined<csp.Service>({
    name,
    memory: options.memory,
    numcpu: options.cpus,
    disk_size: decimal(options.diskSize),
    [options.diskResizeElement ?? "disk_resize"]: options.diskResize,
    iso_name: options.isoName,
    power: options.power,
    ip: options.ip,
    vnc_password: options.vncPassword,
    vnics: { vnic: options.vnics.map(vnicOf) },
    disk_type: options.diskType,
    day0_filename: options.day0Filename,
    "day0-dest-filename": options.day0DestFilename ?? "user-data",
    "day0-volume-id": options.day0VolumeId ?? "cidata",
  });
  return checked(csp.schema, { services: { service: [service] } }, { what: `CSP service ${name}` });
}

function vnicOf(options: CspVnicOptions, nic: number): csp.Vnic {
  return defined<csp.Vnic>({
    nic,
    vlan: options.vlan,
    tagged: options.tagged,
    type: options.type,
    passthrough_mode: options.passthroughMode,
    model: options.model,
    network_name: options.networkName,
  });
}

/** decimal64 has at least one digit behind the point (RFC 7950 section 9.3.1). A number with more keeps them, to be judged. */
function decimal(size: number | string): string {
  return typeof size === "number" && Number.isInteger(size) ? size.toFixed(1) : String(size);
}
