import { text as readAll } from "node:stream/consumers";
import { EscError } from "../index.js";
import type { CommandOptions, ConnectionSettings, OptionSpec } from "./command.js";
import { readInput } from "./files.js";
import type { Terminal } from "./terminal.js";

/** The options that lead to an ESC: those of esc_nc_cli (guide l.655-700), and how to know the right host. Each has its place in the environment. */
export const CONNECTION_OPTIONS: readonly (OptionSpec & { readonly env?: string })[] = [
  { flags: "--host <host>", description: "name or address of ESC (default 127.0.0.1)", env: "ESC_HOST" },
  { flags: "--port <port>", description: "NETCONF port (default 830)", env: "ESC_PORT" },
  { flags: "--user <user>", description: "user of ESC's NETCONF (ConfD)", env: "ESC_USER" },
  {
    flags: "--password <password>",
    description: "its password; prefer ESC_PASSWORD or --password-stdin",
    env: "ESC_PASSWORD",
  },
  { flags: "--password-stdin", description: "read the password from standard input, first line" },
  { flags: "--privKeyFile <file>", description: "private key, PEM or OpenSSH", env: "ESC_PRIV_KEY_FILE" },
  {
    flags: "--passphrase <passphrase>",
    description: "passphrase of the private key; prefer ESC_PASSPHRASE",
    env: "ESC_PASSPHRASE",
  },
  { flags: "--host-key <fingerprint>", description: "the server's host key, SHA256:...", env: "ESC_HOST_KEY" },
  { flags: "--known-hosts <file>", description: "known_hosts file that holds the host key", env: "ESC_KNOWN_HOSTS" },
  { flags: "--insecure-host-key", description: "accept any host key (for throw-away systems only)" },
  { flags: "--json", description: "results as JSON" },
  { flags: "--timeout <seconds>", description: "deadline of every single wait", env: "ESC_TIMEOUT" },
];

/**
 * Reads the connection's settings from the options and the environment.
 *
 * @throws EscError `invalid-input` when the user or every kind of credential is missing, or a file cannot be read
 */
export async function connectionSettings(options: CommandOptions, terminal: Terminal): Promise<ConnectionSettings> {
  const username = options.text("user");
  if (!username) throw new EscError("invalid-input", "No user: give --user USER, or set ESC_USER");
  const timeout = options.integer("timeout", 1);
  const passphrase = options.text("passphrase");
  return {
    host: options.text("host") ?? "127.0.0.1",
    port: options.integer("port", 1) ?? 830,
    username,
    ...(await credentials(options, terminal)),
    ...(passphrase === undefined ? {} : { passphrase }),
    ...hostKey(options),
    ...(timeout === undefined ? {} : { timeoutMs: timeout * 1000 }),
  };
}

async function credentials(
  options: CommandOptions,
  terminal: Terminal,
): Promise<Pick<ConnectionSettings, "password" | "privateKey" | "agent">> {
  if (options.flag("passwordStdin")) return { password: (await readAll(terminal.input)).split(/\r?\n/)[0] ?? "" };
  const keyFile = options.text("privKeyFile");
  const password = options.text("password");
  if (keyFile)
    return { privateKey: await readInput(keyFile, terminal), ...(password === undefined ? {} : { password }) };
  if (password !== undefined) return { password };
  const agent = terminal.env["SSH_AUTH_SOCK"];
  if (agent) return { agent };
  throw new EscError(
    "invalid-input",
    "No credentials: set ESC_PASSWORD, or give --password-stdin, --password, or --privKeyFile FILE, or run an SSH agent",
  );
}

function hostKey(options: CommandOptions): Pick<ConnectionSettings, "hostKey"> {
  const sha256 = options.text("hostKey");
  if (sha256) return { hostKey: { sha256 } };
  const knownHosts = options.text("knownHosts");
  if (knownHosts) return { hostKey: { knownHosts } };
  if (options.flag("insecureHostKey")) return { hostKey: { insecureAcceptAny: true } };
  // Left out on purpose: the refusal shows the key that was seen and how to allow it.
  return {};
}
