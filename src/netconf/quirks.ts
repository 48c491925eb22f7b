import type { Capabilities } from "./capabilities.js";

/** What a server is known to do wrong, and what has to be done about it. Everything false for a server that is not known. */
export interface Quirks {
  /**
   * A call that the server reads together with our hello stays unread until the next one comes. So the first call is followed by an
   * empty get if no reply has come for a moment.
   */
  readonly firstCallMayStick: boolean;
  /** validate of candidate makes the server forget the changes: the commit after it says ok and does nothing. So none is sent before commit. */
  readonly validateForgetsChanges: boolean;
}

const NONE: Quirks = { firstCallMayStick: false, validateForgetsChanges: false };

/** Both seen on Yuma123's netconfd 2.13, as Debian 12 has it. */
const YUMA: Quirks = { firstCallMayStick: true, validateForgetsChanges: true };

/** Recognises a server by the modules in its hello. */
export function quirksOf(capabilities: Capabilities): Quirks {
  for (const uri of capabilities) if (uri.startsWith("http://yuma123.org/ns/")) return YUMA;
  return NONE;
}
