import type { CommandSpec } from "../command.js";
import { serviceAction, vmAction } from "./actions.js";
import { createTenant, deleteDeployment, deleteVimConnector, deleteVimUser } from "./changes.js";
import { demo } from "./demo.js";
import { editConfig } from "./edit-config.js";
import { validate } from "./files.js";
import { filterLog } from "./filter-log.js";
import { generate } from "./generate.js";
import { capabilities, get, getConfig, getSchema, killSession, rpc } from "./netconf.js";
import { sim } from "./simulator.js";
import { watch } from "./watch.js";

/** Every command of `esc-nb`, in the order in which help lists them. */
export const COMMANDS: readonly CommandSpec[] = [
  sim,
  demo,
  capabilities,
  get,
  getConfig,
  editConfig,
  rpc,
  getSchema,
  killSession,
  filterLog,
  watch,
  deleteVimConnector,
  deleteVimUser,
  deleteDeployment,
  createTenant,
  vmAction,
  serviceAction,
  validate,
  generate,
];
