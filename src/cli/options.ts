import { EscError } from "../index.js";
import type { CommandOptions } from "./command.js";

/**
 * Reads commander's untyped option values with the types that a command expects.
 *
 * @param values the values, those of defaults and of the environment among them
 * @param typed tells whether an option stood on the command line
 */
export function readOptions(
  values: Readonly<Record<string, unknown>>,
  typed: (name: string) => boolean,
): CommandOptions {
  return {
    typed,
    text(name) {
      const value = values[name];
      return typeof value === "string" ? value : undefined;
    },
    integer(name, minimum = 0) {
      const value = values[name];
      if (typeof value !== "string") return undefined;
      if (!/^\d+$/.test(value) || Number(value) < minimum) {
        throw new EscError("invalid-input", `--${dashed(name)} ${value}: give a whole number of at least ${minimum}`);
      }
      return Number(value);
    },
    list(name) {
      const value = values[name];
      return Array.isArray(value) ? value.filter((item): item is string => typeof item === "string") : [];
    },
    flag(name) {
      return values[name] === true;
    },
  };
}

function dashed(name: string): string {
  return name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}
