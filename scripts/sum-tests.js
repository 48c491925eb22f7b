/*
 * Prints the sum of several vitest JSON reports and of CI's own steps as the last line of CI, and fails when anything failed.
 * Usage: sum-tests.js TEST.json INTEROP.json STEPS_PASSED STEPS_FAILED
 * Interop tests count from their own run only: in the first one they may be left out because their packages are missing.
 */
import { existsSync, readFileSync } from "node:fs";

const [testReport, interopReport, stepsPassed, stepsFailed] = process.argv.slice(2);
const sum = { passed: Number(stepsPassed), failed: Number(stepsFailed), skipped: 0 };

function add(report, counts) {
  if (!report || !existsSync(report)) {
    sum.failed++;
    console.log(`no report: ${report}`);
    return;
  }
  for (const file of JSON.parse(readFileSync(report, "utf8")).testResults) {
    if (!counts(file.name)) continue;
    if (file.assertionResults.length === 0 && file.status === "failed") sum.failed++;
    for (const test of file.assertionResults) {
      if (test.status === "passed") sum.passed++;
      else if (test.status === "failed") sum.failed++;
      else sum.skipped++;
    }
  }
}

const isInterop = (name) => name.includes("/test/interop/");
add(testReport, (name) => !isInterop(name));
add(interopReport, isInterop);
console.log(`${sum.passed} passed, ${sum.failed} failed, ${sum.skipped} skipped`);
process.exitCode = sum.failed === 0 ? 0 : 1;
