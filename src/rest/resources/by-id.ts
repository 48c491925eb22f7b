import type { WaitOptions } from "../../core/signal.js";
import type { EscEvent } from "../../models/events.js";
import type { DocumentType } from "../documents.js";
import type { EndpointId } from "../endpoints.js";
import type { Places, RestGateway } from "../gateway.js";
import type { OperationPlan, RestOperation, RestOperationOptions } from "../operation.js";
import { PATIENCE_MS } from "../patience.js";

/** The kinds of things that are created under an id and deleted by it. */
export type ByIdKind = "tenant" | "network" | "subnet" | "image" | "flavor" | "volume";

/** Where one thing is: the place that its own id fills, and those around it. */
export interface ByIdPlace {
  readonly id: string;
  readonly around?: Places;
}

/** What all resources have in common that are created under an id which the client chooses. */
export class ByIdResource<T extends { readonly name: string }> {
  readonly #gateway: RestGateway;
  readonly #kind: ByIdKind;
  readonly #type: DocumentType<T>;

  constructor(gateway: RestGateway, kind: ByIdKind, type: DocumentType<T>) {
    this.#gateway = gateway;
    this.#kind = kind;
    this.#type = type;
  }

  list(endpoint: EndpointId, around: Places, options: WaitOptions): Promise<T[]> {
    return this.#gateway.list(this.#type, { endpoint, places: around }, options);
  }

  find(place: ByIdPlace, options: WaitOptions): Promise<T | undefined> {
    return this.#gateway.find(this.#type, { endpoint: `${this.#kind}s.get`, places: this.#places(place) }, options);
  }

  async create(place: ByIdPlace, value: T, options: RestOperationOptions): Promise<RestOperation> {
    const body = this.#gateway.write(this.#type, value);
    const plan = this.#plan("create", place, [place.id, value.name]);
    return this.#gateway.operate(
      plan,
      { endpoint: `${this.#kind}s.create`, places: this.#places(place), body },
      options,
    );
  }

  async delete(place: ByIdPlace, options: RestOperationOptions): Promise<RestOperation> {
    const plan = this.#plan("delete", place, [place.id]);
    return this.#gateway.operate(plan, { endpoint: `${this.#kind}s.delete`, places: this.#places(place) }, options);
  }

  #plan(does: "create" | "delete", place: ByIdPlace, names: readonly string[]): OperationPlan {
    const kind = this.#kind;
    const shown = { endpoint: `${kind}s.get`, places: this.#places(place) } as const;
    return {
      workflow: `${does}-${kind}`,
      subject: `${does}-${kind} ${place.id}`,
      concerns: (event: EscEvent) => names.includes(event[kind] ?? ""),
      look: this.#gateway.lookFor(shown, does === "create" ? "there" : "gone"),
      patienceMs: PATIENCE_MS,
    };
  }

  #places({ id, around }: ByIdPlace): Places {
    return { ...around, [this.#kind]: id };
  }
}
