import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { staleFiles } from "./generated.ts";
import { parityProblems, readClients } from "./parity.ts";
import { promiseProblems, promisesFile, readSources } from "./promises.ts";
import {
  deno21Binary,
  denoBinary,
  programPaths,
  repositoryRoot,
  sourcePaths,
  step,
  type StepResult,
} from "./step.ts";

/** Everything about the source that needs no test run; each check shows its own output. */
export async function checks(): Promise<StepResult[]> {
  const hosted = globSync(["functions/*/index.ts", "clients/ts/src/*.ts"], { cwd: repositoryRoot });
  return [
    await step("format", denoBinary, ["fmt", "--quiet", "--check", ...sourcePaths]),
    await step("lint", denoBinary, ["lint", "--quiet", ...sourcePaths]),
    await step("types", denoBinary, ["check", "--quiet", ...programPaths]),
    await step("types of the client in a page", denoBinary, [
      ...["check", "--quiet", "--config", "clients/ts/page.deno.json", "clients/ts/src"],
    ]),
    await step("types of functions and clients on Deno 2.1", deno21Binary, ["check", "--quiet", ...hosted]),
    await generated(),
    promises(),
    report("both clients have the same", parityProblems(readClients(repositoryRoot))),
    await step("version.json", `${repositoryRoot}/bin/slipway`, ["check"]),
  ];
}

async function generated(): Promise<StepResult> {
  const stale = await staleFiles();
  return report(
    "generated files",
    stale.map((path) => `stale: ${path}. Run 'npm run gen' and commit the result.`),
  );
}

function promises(): StepResult {
  const page = readFileSync(join(repositoryRoot, promisesFile), "utf8");
  return report("promises", promiseProblems(page, readSources(repositoryRoot)));
}

function report(name: string, problems: readonly string[]): StepResult {
  for (const problem of problems) console.log(problem);
  const ok = problems.length === 0;
  console.log(`${ok ? "ok  " : "FAIL"} ${name}`);
  return { name, ok };
}
