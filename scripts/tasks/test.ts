// npm test: everything a contributor needs. `npm test -- <path>…` runs only the tests below those paths.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { bypassProxiesForLoopback } from "../cli/proxies.ts";
import { makeTempDir, removeDir } from "../runtime.ts";
import { checks } from "./checks.ts";
import { denoBinary, step } from "./step.ts";

const report = z.object({
  numPassedTests: z.number(),
  numFailedTests: z.number(),
  numFailedTestSuites: z.number(),
  numPendingTests: z.number(),
});

bypassProxiesForLoopback();
const only = Deno.args;
const checked = only.length === 0 ? await checks() : [];
const folder = await makeTempDir("slipway-test-");
const file = join(folder, "report.json");
const tests = await step("tests", denoBinary, [
  ...["run", "-A", "npm:vitest", "run", "--reporter=default", "--reporter=json", `--outputFile.json=${file}`],
  ...only,
]);
const counted = read(file);
await removeDir(folder);

const passed = counted.numPassedTests + checked.filter((result) => result.ok).length;
// a run that failed without a failed test (a file that could not load, an unhandled error) still counts
const failed = Math.max(counted.numFailedTests, tests.ok ? 0 : 1) +
  checked.filter((result) => !result.ok).length;
const skipped = counted.numPendingTests > 0 ? `, ${counted.numPendingTests} skipped` : "";
console.log(`${passed} passed, ${failed} failed${skipped}`);
Deno.exit(failed === 0 && counted.numPassedTests > 0 ? 0 : 1);

function read(path: string): z.infer<typeof report> {
  try {
    return report.parse(JSON.parse(readFileSync(path, "utf8")));
  } catch {
    return { numPassedTests: 0, numFailedTests: 0, numFailedTestSuites: 0, numPendingTests: 0 };
  }
}
