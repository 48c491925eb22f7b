import { EscError } from "../core/errors.js";

/** One behaviour that no source confirms: what the simulator does, and what it can do in its place. */
export interface Assumption<Value extends string = string> {
  /** What is not known. */
  readonly what: string;
  /** What the simulator does unless told otherwise. */
  readonly default: Value;
  /** Everything it can do, the default included. */
  readonly values: readonly Value[];
  /** Why it is not confirmed, and what speaks for the default. */
  readonly why: string;
}

/** What may be assumed under each id. */
export interface AssumptionValues {
  readonly "vm-down-during-update": "update-fails" | "queued";
  readonly "network-with-subnet": "accepted" | "rejected";
  readonly "connected-vim-change": "rejected" | "accepted";
  readonly "event-namespace": "http" | "https";
  readonly "filterlog-namespace": "both" | "http" | "https";
  readonly "final-event-after-failure": "sent" | "missing";
  readonly "status-codes": "sent" | "missing";
  readonly replay: "on" | "off";
  readonly "netconf-stream": "all" | "empty";
  readonly "rpc-on-subscribed-session": "operation-failed" | "accepted";
  readonly "vim-required": "rpc-error" | "failure-event";
  readonly "vim-user-event": "both" | "connector-only";
  readonly "default-vim": "first" | "none";
  readonly "maintenance-error-tag": "operation-failed" | "in-use" | "resource-denied";
  readonly "edit-during-workflow": "queued" | "rejected";
  readonly "state-after-failed-update": "SERVICE_ERROR_STATE" | "SERVICE_ACTIVE_STATE";
  readonly "image-update-of-other-vnfs": "updates" | "fails";
  readonly "scaling-update-final-event": "sent" | "missing";
  readonly "recovery-reboot-event": "sent" | "missing";
  readonly "vm-stop-below-min": "accepted" | "rejected";
  readonly "opdata-lag": "none" | "10s";
  readonly "validate-capability": "claimed" | "missing";
  readonly "base-1.1": "offered" | "missing";
  readonly "rest-accept-status": "200" | "201" | "202";
  readonly "rest-callbacks": "final" | "every-event";
  readonly "rest-callback-body": "resource" | "notification";
  readonly "rest-setpassword-method": "any" | "PUT" | "POST" | "GET";
  readonly "rest-nothing-to-rebalance": "error" | "message";
}

/** The id of an assumption. */
export type AssumptionId = keyof AssumptionValues;

/**
 * Every behaviour of the simulator that no source confirms, by id. Each can be flipped by the option `assumptions` or by
 * `simulator.assume(id, value)`. What is not here follows the guide, the YANG or an RFC, as the comments in the code say.
 */
export const ASSUMPTIONS: { readonly [Id in AssumptionId]: Assumption<AssumptionValues[Id]> } = {
  "event-namespace": {
    what: "Namespace of escEvent notifications",
    default: "http",
    values: ["http", "https"],
    why: "The guide's notification has http (l. 5846), its filterLog samples https (l. 7829).",
  },
  "filterlog-namespace": {
    what: "Namespaces in which filterLog is understood; the answer has the namespace of the call",
    default: "both",
    values: ["both", "http", "https"],
    why: "The guide's samples use https (l. 7829); by RFC 7950 7.14.4 an rpc has its module's namespace, which is http.",
  },
  "final-event-after-failure": {
    what: "Whether the final event (SERVICE_ALIVE, SERVICE_UPDATED, SERVICE_UNDEPLOYED) follows when a step failed",
    default: "sent",
    values: ["sent", "missing"],
    why: "Developer's guides 1.1 and 2.3 show SERVICE_ALIVE FAILURE; client code written against ESC also ends on the step's FAILURE.",
  },
  "status-codes": {
    what: "Whether events carry status_code (200, 500)",
    default: "sent",
    values: ["sent", "missing"],
    why: "The guide's events have it (l. 5850), ESC 1.x events do not.",
  },
  replay: {
    what: "Whether the stream escEvent can be replayed",
    default: "on",
    values: ["on", "off"],
    why: "A published test configuration for ESC's stream has replay with a bounded store; a real ESC's is unconfirmed.",
  },
  "netconf-stream": {
    what: "Whether ESC's events are also in the default stream NETCONF",
    default: "all",
    values: ["all", "empty"],
    why: "RFC 5277 3.2.3 puts every event in it; whether ESC's server does is unconfirmed.",
  },
  "rpc-on-subscribed-session": {
    what: "Answer to an operation on a session with a subscription (close-session always works)",
    default: "operation-failed",
    values: ["operation-failed", "accepted"],
    why: "ESC does not claim :interleave (developer's guide 2.3); RFC 5277 section 6 names no error tag for it.",
  },
  "vim-required": {
    what: "How an edit of resources or deployments is answered when no VIM connector exists, is reached and authenticated",
    default: "rpc-error",
    values: ["rpc-error", "failure-event"],
    why: "The guide says such requests are not accepted (l. 5531) and shows no answer.",
  },
  "connected-vim-change": {
    what: "An update or delete of a VIM connector whose user is authenticated",
    default: "rejected",
    values: ["rejected", "accepted"],
    why: "The guide says that then only the user can be changed or deleted (l. 5865), yet its samples replace and delete connectors without a word about the user (l. 5608, 5683).",
  },
  "vim-user-event": {
    what: "Events for a VIM connector created together with its user: CREATE_VIM_CONNECTOR and CREATE_VIM_USER, or only the first",
    default: "both",
    values: ["both", "connector-only"],
    why: "The guide says a notification follows each VIM or VIM user configuration (l. 5838) and shows the connector's.",
  },
  "default-vim": {
    what: "Which connector is the default one while esc_system_config names none",
    default: "first",
    values: ["first", "none"],
    why: "The guide says one VIM is selected as the default one (l. 5588), not how.",
  },
  "maintenance-error-tag": {
    what: "error-tag of the rejection in maintenance mode",
    default: "operation-failed",
    values: ["operation-failed", "in-use", "resource-denied"],
    why: "The guide says that ConfD requests get a rejection message (l. 6372) and does not show it.",
  },
  "edit-during-workflow": {
    what: "What happens to an edit of a deployment whose workflow is still running",
    default: "queued",
    values: ["queued", "rejected"],
    why: "No source says; the order of the events is the same either way.",
  },
  "state-after-failed-update": {
    what: "State of a service whose update failed",
    default: "SERVICE_ERROR_STATE",
    values: ["SERVICE_ERROR_STATE", "SERVICE_ACTIVE_STATE"],
    why: "The guide shows both events with 500 (l. 4588) and no operational data.",
  },
  "vm-down-during-update": {
    what: "What a VM that goes down while its service is being updated does to the update",
    default: "update-fails",
    values: ["update-fails", "queued"],
    why: "The user guide 5.3 says that SERVICE_UPDATED FAILURE can come before the events of the recovery, not that it always does.",
  },
  "network-with-subnet": {
    what: "An edit that creates a shared network together with a subnet of it",
    default: "accepted",
    values: ["accepted", "rejected"],
    why: "The developer's guide 1.1 forbids it; later guides have unified edits and do not repeat that.",
  },
  "image-update-of-other-vnfs": {
    what: "What a change of image does to a VNF that is no D-MONA",
    default: "updates",
    values: ["updates", "fails"],
    why: "The guide says the upgrade applies to D-MONA only (l. 4605), not what happens to others.",
  },
  "scaling-update-final-event": {
    what: "Whether SERVICE_UPDATED follows the VM_SCALE events when min_active of a deployment was changed",
    default: "sent",
    values: ["sent", "missing"],
    why: "Guides describe scaling by monitors; that a changed min_active ends as every update does is inferred.",
  },
  "recovery-reboot-event": {
    what: "Whether VM_RECOVERY_REBOOT is sent when recovery reboots a VM",
    default: "sent",
    values: ["sent", "missing"],
    why: "Only client code names it.",
  },
  "vm-stop-below-min": {
    what: "vmAction STOP that leaves fewer than min_active VMs, without force",
    default: "accepted",
    values: ["accepted", "rejected"],
    why: "ESC 1.x YANG says that force ignores min_active; the guides' samples stop the only VM of a group.",
  },
  "opdata-lag": {
    what: "Whether operational data trails the events by 10 seconds (scaled)",
    default: "none",
    values: ["none", "10s"],
    why: "Client code notes a delay of about that length.",
  },
  "validate-capability": {
    what: "Whether ESC claims :validate:1.1",
    default: "claimed",
    values: ["claimed", "missing"],
    why: "The developer's guide 1.1 has the row, its value is cut off; its text mentions test-option test-only.",
  },
  "base-1.1": {
    what: "Whether ESC offers base:1.1 (chunked framing) beside base:1.0",
    default: "offered",
    values: ["offered", "missing"],
    why: "Samples are in base:1.0 style; its server software has long offered both.",
  },
  "rest-accept-status": {
    what: "Status of the answer that accepts a REST request",
    default: "200",
    values: ["200", "201", "202"],
    why: "The REST guides 2.0 and 2.2 have 200 and 201 for the same thing; the install guide has none.",
  },
  "rest-callbacks": {
    what: "Whether a REST callback is sent for the end of a request only, or for every event on the way",
    default: "final",
    values: ["final", "every-event"],
    why: "The REST guide has one callback when a call is done; the sequences of events in the same guides suggest more.",
  },
  "rest-callback-body": {
    what: "Body of REST callbacks: the resource with event_type, or the notification. For VIM connectors and users always the latter",
    default: "resource",
    values: ["resource", "notification"],
    why: "REST guide 2.2 shows resources; the install guide 5.9 shows the notification for VIM connectors and users (l. 5838).",
  },
  "rest-setpassword-method": {
    what: "Method by which the REST password is changed",
    default: "any",
    values: ["any", "PUT", "POST", "GET"],
    why: "The guide prints the URL only (l. 5425).",
  },
  "rest-nothing-to-rebalance": {
    what: "How a rebalance is answered when nothing is left to move: as an error, or as 200 with a message",
    default: "error",
    values: ["error", "message"],
    why: "The guide says that a message is displayed (l. 2682) and does not show it.",
  },
};

/** A choice for some of the assumptions; the others keep their defaults. */
export type AssumptionChoices = { readonly [Id in AssumptionId]?: AssumptionValues[Id] };

/** What is assumed at the moment. */
export class Assumptions {
  readonly #chosen = new Map<string, string>();

  /** @throws EscError `invalid-input` for an id or value that is not in {@link ASSUMPTIONS} */
  constructor(choices: AssumptionChoices = {}) {
    for (const [id, value] of Object.entries(choices)) this.#set(id, value);
  }

  /** What is assumed under an id. */
  get<Id extends AssumptionId>(id: Id): AssumptionValues[Id] {
    return (this.#chosen.get(id) ?? ASSUMPTIONS[id].default) as AssumptionValues[Id];
  }

  /**
   * Assumes something else from now on.
   *
   * @throws EscError `invalid-input` for an id or value that is not in {@link ASSUMPTIONS}
   */
  set<Id extends AssumptionId>(id: Id, value: AssumptionValues[Id]): void {
    this.#set(id, value);
  }

  #set(id: string, value: string): void {
    const known: Readonly<Record<string, Assumption>> = ASSUMPTIONS;
    const found = Object.hasOwn(known, id) ? known[id] : undefined;
    if (!found) {
      throw new EscError(
        "invalid-input",
        `There is no assumption "${id}": choose one of ${Object.keys(known).join(", ")}`,
      );
    }
    if (!found.values.includes(value)) {
      throw new EscError(
        "invalid-input",
        `Assumption ${id} cannot be "${value}": choose one of ${found.values.join(", ")}`,
      );
    }
    this.#chosen.set(id, value);
  }
}
