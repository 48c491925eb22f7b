import type { DocumentKind } from "../xml/sink.js";
import type { Issues } from "./issues.js";
import type { EditMetadata } from "./operation.js";
import type { PathStep } from "./path.js";
import type { Slot } from "./slots.js";

interface Where {
  readonly kind: DocumentKind;
  readonly issues: Issues;
  /** The way to the value, the value included. */
  readonly steps: readonly PathStep[];
}

/** Operations stand in edits only, not on keys; insert goes with lists that the user orders (RFC 7950 sections 7.7.9 and 7.8.6). */
export function checkMetadata(slot: Slot, metadata: EditMetadata | undefined, where: Where): void {
  if (!metadata) return;
  const add = (message: string) => where.issues.add(where.steps, "operation", message);
  if (where.kind !== "edit") {
    add(`An edit operation stands on ${slot.name}: the value is judged as kind ${where.kind}, not edit`);
    return;
  }
  const parent = where.steps.at(-2);
  const { operation, insert, key, value } = metadata;
  if (
    parent?.slot.keys.includes(slot.name) &&
    parent.slot.index.named(slot.name) === slot &&
    operation &&
    operation !== "merge"
  ) {
    add(`${operation} stands on ${slot.name}, a key: it goes on the entry`);
  }
  if (insert === undefined) return;
  const { node } = slot;
  const ordered = (node.kind === "list" || node.kind === "leaf-list") && node.orderedBy === "user";
  if (!ordered) add(`insert stands on ${slot.name}, which is no list or leaf-list that is ordered by the user`);
  const beside = insert === "before" || insert === "after";
  const anchor = node.kind === "list" ? key : value;
  if (beside && ordered && anchor === undefined) {
    add(`insert ${insert} says with ${node.kind === "list" ? "key" : "value"} what it goes ${insert}`);
  }
}
