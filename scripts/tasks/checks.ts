import { globSync } from "node:fs";
import { staleFiles } from "./generated.ts";
import { DENO, DENO_2_1, ROOT, SOURCES, step, type StepResult } from "./step.ts";

/** Everything about the source that needs no test run; each check shows its own output. */
export async function checks(): Promise<StepResult[]> {
  const functions = globSync("functions/*/index.ts", { cwd: ROOT });
  return [
    await step("format", DENO, ["fmt", "--quiet", "--check", ...SOURCES]),
    await step("lint", DENO, ["lint", "--quiet", ...SOURCES]),
    await step("types", DENO, ["check", "--quiet", ...SOURCES]),
    await step("types of the functions on Deno 2.1", DENO_2_1, ["check", "--quiet", ...functions]),
    await generated(),
    await step("version.json", `${ROOT}/bin/slipway`, ["check"]),
  ];
}

async function generated(): Promise<StepResult> {
  const stale = await staleFiles();
  if (stale.length > 0) console.log(`stale: ${stale.join(", ")}. Run 'npm run gen' and commit the result.`);
  const ok = stale.length === 0;
  console.log(`${ok ? "ok  " : "FAIL"} generated files`);
  return { name: "generated files", ok };
}
