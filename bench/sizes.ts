/** What an installation takes on disk: ours with all it depends on, and the Debian packages that ncclient depends on. */
import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";

const root = join(import.meta.dirname, "..");
const built = join(root, "node_modules/.cache/esc-northbound-bench");

function bytesIn(path: string): number {
  const info = statSync(path, { throwIfNoEntry: false });
  if (info === undefined) return 0;
  if (!info.isDirectory()) return info.size;
  return readdirSync(path).reduce((sum, name) => sum + bytesIn(join(path, name)), 0);
}

interface Lock {
  readonly packages: Readonly<
    Record<string, { readonly dev?: boolean; readonly optional?: boolean; readonly devOptional?: boolean }>
  >;
}

function dependencyBytes(): number {
  const { packages }: Lock = JSON.parse(readFileSync(join(root, "package-lock.json"), "utf8"));
  return Object.entries(packages)
    .filter(([path, entry]) => path !== "" && entry.dev !== true && entry.devOptional !== true)
    .reduce((sum, [path]) => sum + bytesIn(join(root, path)), 0);
}

const DEBIAN = [
  "python3-ncclient",
  "python3-paramiko",
  "python3-lxml",
  "python3-cryptography",
  "python3-bcrypt",
  "python3-nacl",
];

function debianBytes(): number {
  const format = "$" + "{Installed-Size}\\n";
  const { stdout } = spawnSync("dpkg-query", ["-W", "-f", format, ...DEBIAN], { encoding: "utf8" });
  return (stdout ?? "").split("\n").reduce((sum, line) => sum + Number(line) * 1024, 0);
}

/** Rows of name and megabytes (10^6 bytes); those that cannot be known here are left out. */
export function installedSizes(): (readonly [string, number])[] {
  const rows: (readonly [string, number])[] = [];
  if (existsSync(built)) {
    rows.push([
      "ours: compiled code and models",
      (bytesIn(join(built, "src")) + bytesIn(join(built, "generated"))) / 1e6,
    ]);
  }
  rows.push(["ours: all packages it depends on", dependencyBytes() / 1e6]);
  const debian = debianBytes();
  if (debian > 0) rows.push([`ncclient: ${DEBIAN.join(", ")}`, debian / 1e6]);
  return rows;
}
