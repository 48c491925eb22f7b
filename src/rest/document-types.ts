import * as esc from "../../generated/esc.js";
import * as rest from "../../generated/esc_rest.js";
import type { DocumentType } from "./documents.js";

/** The documents of ESC's REST interface. */
export const DOCUMENTS: {
  readonly tenant: DocumentType<rest.Tenant>;
  readonly network: DocumentType<rest.Network>;
  readonly subnet: DocumentType<rest.Subnet>;
  readonly image: DocumentType<rest.Image>;
  readonly flavor: DocumentType<rest.Flavor>;
  readonly volume: DocumentType<rest.Volume>;
  /** What is asked for. That it is NETCONF's `deployment` is unconfirmed. */
  readonly deployment: DocumentType<esc.Deployment>;
  /** What became of it. */
  readonly deploymentReport: DocumentType<rest.Deployment>;
  readonly serviceOperation: DocumentType<rest.ServiceOperation>;
  readonly vmOperation: DocumentType<rest.VmOperation>;
  readonly vimConnector: DocumentType<esc.VimConnector>;
  readonly vimUser: DocumentType<esc.User>;
  readonly healthReport: DocumentType<rest.EscHealthReport>;
} = {
  tenant: { name: "tenant", descriptor: rest.Tenant },
  network: { name: "network", descriptor: rest.Network },
  subnet: { name: "subnet", descriptor: rest.Subnet },
  image: { name: "image", descriptor: rest.Image },
  flavor: { name: "flavor", descriptor: rest.Flavor },
  volume: { name: "volume", descriptor: rest.Volume },
  deployment: { name: "deployment", descriptor: esc.Deployment },
  deploymentReport: { name: "deployment", descriptor: rest.Deployment },
  serviceOperation: { name: "service_operation", descriptor: rest.ServiceOperation },
  vmOperation: { name: "vm_operation", descriptor: rest.VmOperation },
  vimConnector: { name: "vim_connector", descriptor: esc.VimConnector },
  vimUser: { name: "user", descriptor: esc.User },
  healthReport: { name: "esc_health_report", descriptor: rest.EscHealthReport },
};
