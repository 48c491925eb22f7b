/*
 * Writes generated/ from yang/: `npm run generate`. With --check it writes nothing, and fails when generated/ is not what yang/ gives.
 */
import { join } from "node:path";
import { compareFiles, generate, writeFiles } from "../src/codegen/index.js";

const root = join(import.meta.dirname, "..");
const outDir = join(root, "generated");
const { files, notes } = generate({ dir: join(root, "yang"), runtime: "../src/schema/codegen-v1.js" });
for (const note of notes) console.error(`note: ${note}`);

if (process.argv.includes("--check")) {
  const differences = compareFiles(files, outDir);
  for (const line of differences) console.error(line);
  if (differences.length > 0) {
    console.error("generated/ is not what yang/ gives: run npm run generate and commit the result");
    process.exitCode = 1;
  }
} else {
  const changed = writeFiles(files, outDir);
  console.log(changed.length === 0 ? "generated/ is up to date" : `written: ${changed.join(", ")}`);
}
