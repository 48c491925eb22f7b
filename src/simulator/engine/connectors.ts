import type { Flow } from "./flow.js";
import type { ConnectorIntent, FileServerIntent, VimUserIntent } from "./intent.js";

/** Creates or updates a connector: reaches the VIM and lets its user in. The message is the guide's (l. 5851). */
export async function putConnector(
  flow: Flow,
  connector: ConnectorIntent,
  action: "create" | "update",
): Promise<boolean> {
  const { world } = flow;
  const forget = () => {
    world.live.connectors.set(connector.id, {
      id: connector.id,
      type: connector.type,
      connected: false,
      user: undefined,
    });
  };
  return flow.step({
    event: action === "create" ? "CREATE_VIM_CONNECTOR" : "UPDATE_VIM_CONNECTOR",
    about: { vim: connector.id },
    ms: world.timings.vimConnector,
    message: action === "create" ? "Created vim connector successfully" : "Updated vim connector successfully",
    check: () => world.vims.problem(connector),
    done: () => {
      const user = [...connector.users.keys()][0];
      world.live.connectors.set(connector.id, { id: connector.id, type: connector.type, connected: true, user });
      return undefined;
    },
    failed: forget,
  });
}

/** Deletes a connector. */
export function deleteConnector(flow: Flow, connector: ConnectorIntent): Promise<boolean> {
  const { world } = flow;
  const forget = () => void world.live.connectors.delete(connector.id);
  return flow.step({
    event: "DELETE_VIM_CONNECTOR",
    about: { vim: connector.id },
    ms: world.timings.vimConnector,
    message: "Deleted vim connector successfully",
    done: () => void forget(),
    failed: forget,
  });
}

/** A VIM user, with its connector. */
export interface UserOf {
  readonly connector: ConnectorIntent;
  readonly user: VimUserIntent;
}

/** Creates or updates a VIM user: it may be changed at any time (guide l. 5603). */
export function putVimUser(flow: Flow, of: UserOf, action: "create" | "update"): Promise<boolean> {
  const { world } = flow;
  const { connector, user } = of;
  const setUser = (id: string | undefined) => {
    const live = world.live.connectors.get(connector.id);
    if (live) live.user = id;
  };
  return flow.step({
    event: action === "create" ? "CREATE_VIM_USER" : "UPDATE_VIM_USER",
    about: { vim: connector.id, vimUser: user.id },
    ms: world.timings.vimUser,
    message: action === "create" ? "Created vim user successfully" : "Updated vim user successfully",
    check: () => world.vims.problem(connector),
    done: () => {
      setUser(user.id);
      const live = world.live.connectors.get(connector.id);
      if (live) live.connected = true;
      return undefined;
    },
    failed: () => setUser(undefined),
  });
}

/** Deletes a VIM user. */
export function deleteVimUser(flow: Flow, of: UserOf): Promise<boolean> {
  const { world } = flow;
  const { connector, user } = of;
  const forget = () => {
    const live = world.live.connectors.get(connector.id);
    if (live) live.user = undefined;
  };
  return flow.step({
    event: "DELETE_VIM_USER",
    about: { vim: connector.id, vimUser: user.id },
    ms: world.timings.vimUser,
    message: "Deleted vim user successfully",
    done: () => void forget(),
    failed: forget,
  });
}

/** Adds or removes a file server. */
export function setFileServer(flow: Flow, server: FileServerIntent, action: "create" | "delete"): Promise<boolean> {
  return flow.step({
    event: action === "create" ? "CREATE_FILE_SERVER" : "DELETE_FILE_SERVER",
    about: { fileServer: server.id },
    ms: flow.world.timings.fileServer,
    message: action === "create" ? "Created file server successfully" : "Deleted file server successfully",
  });
}
