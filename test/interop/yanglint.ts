import { spawn, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Whether yanglint (Debian: libyang-tools) is installed. */
export const hasYanglint: boolean = spawnSync("yanglint", ["--version"]).status === 0;

/** What yanglint says about one document: undefined when it accepts it, else its first complaint. */
export type Verdict = string | undefined;

/**
 * Has yanglint judge many documents in one process, through its interactive mode. Between two documents it is asked for a file that
 * does not exist, so that its complaints can be told apart.
 */
export async function judgeByYanglint(
  schemas: { readonly files: readonly string[]; readonly searchPath?: string },
  documents: readonly string[],
  type: "config" | "data" | "edit" | "rpc" | "notif" = "config",
): Promise<Verdict[]> {
  const folder = mkdtempSync(join(tmpdir(), "judged-"));
  try {
    const lines = [
      ...(schemas.searchPath ? [`searchpath ${schemas.searchPath}`] : []),
      `add ${schemas.files.join(" ")}`,
    ];
    lines.push(`data ${MARK}start`);
    documents.forEach((text, at) => {
      const file = join(folder, `${at}.xml`);
      writeFileSync(file, text);
      lines.push(`data -t ${type} ${file}`, `data ${MARK}${at}`);
    });
    const complaints = await run(lines, folder);
    const [loading, ...judged] = complaints.split(new RegExp(`^.*${MARK}.*$`, "m"));
    const trouble = errorOf(loading ?? "");
    if (trouble !== undefined) throw new Error(`yanglint does not take the schema: ${trouble}`);
    return documents.map((_, at) => errorOf(judged[at] ?? "no verdict"));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const MARK = "/marker-of-";

function errorOf(text: string): Verdict {
  return text.split("\n").find((line) => /^(libyang\[0\]|YANGLINT\[E\]|no verdict)/.test(line));
}

function run(lines: readonly string[], home: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const process_ = spawn("yanglint", [], { env: { ...process.env, HOME: home }, stdio: ["pipe", "ignore", "pipe"] });
    let complaints = "";
    process_.stderr.setEncoding("utf8").on("data", (piece: string) => {
      complaints += piece;
    });
    process_.on("error", reject).on("close", () => resolve(complaints));
    process_.stdin.on("error", reject).end(`${lines.join("\n")}\n`);
  });
}
