/**
 * Packs the package, installs the tarball in an empty project, and runs the README's first program there against the packed simulator:
 * what a user gets is what is tested.
 */
import { execFileSync, spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";

const root = join(import.meta.dirname, "..");
const folder = mkdtempSync(join(tmpdir(), "esc-northbound-"));
const run = (command: string, args: readonly string[], env: Record<string, string> = {}) =>
  execFileSync(command, args, {
    cwd: folder,
    stdio: ["ignore", "pipe", "inherit"],
    encoding: "utf8",
    env: { ...process.env, ...env },
  });

try {
  const packed = execFileSync("npm", ["pack", "--json", "--pack-destination", folder], {
    cwd: root,
    encoding: "utf8",
    stdio: ["ignore", "pipe", "inherit"],
  });
  const tarball = /"filename":\s*"([^"]+\.tgz)"/.exec(packed)?.[1];
  if (!tarball) throw new Error(`npm pack named no file: ${packed}`);
  writeFileSync(join(folder, "package.json"), JSON.stringify({ name: "try", private: true, type: "module" }));
  const own = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as {
    devDependencies: Record<string, string>;
  };
  const tools = ["tsx", "typescript", "@types/node"].map((name) => `${name}@${own.devDependencies[name]}`);
  run("npm", ["install", "--no-audit", "--no-fund", `./${tarball}`, ...tools]);

  const program = /```ts\n([\s\S]*?)```/.exec(readFileSync(join(root, "README.md"), "utf8"))?.[1];
  if (!program) throw new Error("README.md has no TypeScript program");
  writeFileSync(join(folder, "deploy.ts"), program);
  const strict = [
    "--strict",
    "--noEmit",
    "--module",
    "nodenext",
    "--target",
    "es2022",
    "--lib",
    "es2022,esnext.disposable",
    "--types",
    "node",
  ];
  run("npx", ["tsc", ...strict, "deploy.ts"]);

  const simulator = spawn("npx", ["esc-nb", "sim", "--netconf-port", "0", "--speed", "100"], {
    cwd: folder,
    stdio: ["ignore", "pipe", "inherit"],
    detached: true,
  });
  try {
    const found: Record<string, string> = {};
    for await (const line of createInterface({ input: simulator.stdout })) {
      found["port"] ??= /on [\d.]+:(\d+)/.exec(line)?.[1] ?? "";
      const key = /^host key (SHA256:\S+)/.exec(line)?.[1];
      if (key) {
        found["key"] = key;
        break;
      }
    }
    const env = {
      ESC_HOST: "127.0.0.1",
      ESC_PORT: found["port"] ?? "",
      ESC_USER: "admin",
      ESC_PASSWORD: "admin",
      ESC_HOST_KEY: found["key"] ?? "",
    };
    const printed = run("npx", ["tsx", "deploy.ts"], env);
    process.stdout.write(printed);
    if (!/SERVICE_ALIVE/.test(printed)) throw new Error("the README's program showed no SERVICE_ALIVE");
    process.stdout.write(run("npx", ["esc-nb", "get", "esc_datamodel/opdata/status"], env));
  } finally {
    // The whole group: npx and the simulator below it.
    if (simulator.pid) process.kill(-simulator.pid, "SIGTERM");
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
